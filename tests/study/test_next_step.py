"""The next step: one learner's way through a small course, every act of it met on the way."""

from __future__ import annotations

from typing import get_args

from engine.records.facts import Fact, Kind
from engine.study.lessons import Lesson, parse
from engine.study.next_step import Act, NextStep, next_step
from engine.study.practice import answer_fact
from tests.study.test_practice import TOPIC
from tests.study.written import LESSON


def lesson(file: str) -> Lesson:
    """Return a lesson whose place and address are its file's."""
    read = parse(file, LESSON).content
    assert read is not None
    return read


LESSONS = (lesson("content/01-flow.md"), lesson("content/02-hedge.md"))
FLOW, HEDGE = LESSONS


class Learner:
    """A learner who does things one after the other."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def does(self, kind: Kind, subject: str) -> NextStep:
        """Open or finish a lesson, and look what comes next."""
        self.facts.append(Fact(learner="ann", kind=kind, subject=subject, at=len(self.facts)))
        return self.looks()

    def answers(self, number: int, chosen: str) -> NextStep:
        """Answer a question, and look what comes next."""
        time = float(len(self.facts))
        self.facts.append(
            answer_fact(
                learner="ann",
                question=TOPIC[number],
                attempt=f"attempt-{time}",
                chosen=chosen,
                confidence="fairly",
                at=time,
            )
        )
        return self.looks()

    def looks(self) -> NextStep:
        """Return what comes next."""
        return next_step(self.facts, LESSONS, TOPIC)


def journey() -> list[NextStep]:
    """Return what a learner is told from the first visit to the last question."""
    ann = Learner()
    told = [ann.looks()]
    for one in LESSONS:
        told += [ann.does("lesson_opened", one.slug), ann.does("lesson_finished", one.slug)]
    told += [ann.answers(0, "This"), ann.answers(1, "That"), ann.answers(1, "This")]
    told += [ann.answers(2, "This"), ann.answers(3, "This")]
    return told


def test_a_learner_is_told_one_thing_at_a_time() -> None:
    """Begin, go on, read the next, test yourself, mend, finish the quiz, then review."""
    assert journey() == [
        NextStep("begin", lesson=FLOW),
        NextStep("continue", lesson=FLOW),
        NextStep("read", lesson=HEDGE),
        NextStep("continue", lesson=HEDGE),
        NextStep("first_quiz", count=4),
        NextStep("quiz", count=3),
        NextStep("retry", count=1),
        NextStep("quiz", count=2),
        NextStep("quiz", count=1),
        NextStep("review", count=4),
    ]


def test_a_course_without_questions_ends_at_the_book() -> None:
    """All is read and nothing can be asked: build something."""
    facts = [
        Fact(learner="ann", kind="lesson_finished", subject=one.slug, at=1.0) for one in LESSONS
    ]
    assert next_step(facts, LESSONS, ()) == NextStep("build")
    assert next_step((), (), ()) == NextStep("build")


def test_every_act_there_is_can_be_reached() -> None:
    """No page prepares words for a step that never comes."""
    reached = {step.act for step in journey()} | {next_step((), (), ()).act}
    assert reached == set(get_args(Act))


def test_questions_inside_a_lesson_do_not_hurry_anybody_out_of_it() -> None:
    """A wrong bet in the lesson that is open is mended after the lesson."""
    ann = Learner()
    ann.does("lesson_opened", FLOW.slug)
    assert ann.answers(0, "That") == NextStep("continue", lesson=FLOW)
    assert ann.does("lesson_finished", FLOW.slug) == NextStep("retry", count=1)
    assert ann.answers(0, "This") == NextStep("read", lesson=HEDGE)


def test_who_begins_with_the_quiz_is_still_shown_the_first_lesson() -> None:
    """Wrong answers before any reading are a reason to read."""
    assert Learner().answers(0, "That") == NextStep("begin", lesson=FLOW)


def test_of_two_open_lessons_the_later_one_goes_on() -> None:
    """That is where the learner has come to."""
    ann = Learner()
    ann.does("lesson_opened", HEDGE.slug)
    assert ann.does("lesson_opened", FLOW.slug) == NextStep("continue", lesson=HEDGE)


def test_a_lesson_opened_again_after_its_end_is_not_half_read() -> None:
    """Looking something up does not undo what was done."""
    ann = Learner()
    ann.does("lesson_finished", FLOW.slug)
    assert ann.does("lesson_opened", FLOW.slug) == NextStep("read", lesson=HEDGE)


def test_facts_about_lessons_that_are_gone_do_not_matter() -> None:
    """A deleted lesson can neither be continued nor be missed."""
    ann = Learner()
    assert ann.does("lesson_opened", "gone") == NextStep("begin", lesson=FLOW)


def test_a_course_without_lessons_goes_straight_to_the_quiz() -> None:
    """There is nothing to read first."""
    assert next_step((), (), TOPIC) == NextStep("first_quiz", count=4)
