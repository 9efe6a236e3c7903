"""The next step: one learner's way through a small course, every act of it met on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from engine.records.facts import Fact, Kind
from engine.study.exams.blueprints import Blueprint, NamedBlueprint
from engine.study.exams.exam import begin
from engine.study.lessons import Lesson, parse
from engine.study.next_step import Act, NextStep, next_step
from engine.study.practice import Answer
from engine.study.questions import Question
from tests.study.answered import DAY, NOW, answer, blueprint, question
from tests.study.written import LESSON

MINUTE = 60.0


def lesson(file: str) -> Lesson:
    """Return a lesson whose place and address are its file's."""
    read = parse(file, LESSON).content
    assert read is not None
    return read


LESSONS = (lesson("content/01-flow.md"), lesson("content/02-hedge.md"))
FLOW, HEDGE = LESSONS
FEW = [question("a"), question("b"), question("c", "MM-2", "Vega"), question("d", "MM-2", "Vega")]
EXAM = blueprint(60, 40)


class Learner:
    """A learner who does things one after the other, a minute apart."""

    def __init__(self, questions: Sequence[Question] = FEW, exam: Blueprint | None = EXAM) -> None:
        self.questions, self.exam = questions, exam
        self.facts: list[Fact] = []
        self.given: list[Answer] = []
        self.now = NOW

    def does(self, kind: Kind, subject: str) -> NextStep:
        """Open or finish a lesson, or finish an exam, and look what comes next."""
        self.now += MINUTE
        self.facts.append(Fact(learner="ann", kind=kind, subject=subject, at=self.now))
        return self.looks()

    def begins(self, name: str) -> NextStep:
        """Begin an exam, and look what comes next."""
        named = NamedBlueprint("exam", "exam.yaml", EXAM)
        fact = begin(named, self.questions, learner="ann", exam_id=name, seed=name, at=self.now)
        self.facts.append(fact)
        return self.looks()

    def answers(self, name: str, score: float = 1.0, **more: Any) -> NextStep:
        """Answer a question, and look what comes next."""
        self.now += MINUTE
        self.given.append(answer(name, score, self.now, **more))
        return self.looks()

    def waits(self, seconds: float) -> NextStep:
        """Come back later, and look what comes next."""
        self.now += seconds
        return self.looks()

    def looks(self) -> NextStep:
        """Return what comes next."""
        return next_step(
            self.facts, LESSONS, self.questions, self.given, now=self.now, blueprint=self.exam
        )

    def has_read_everything(self) -> Learner:
        """Finish both lessons."""
        for one in LESSONS:
            self.does("lesson_finished", one.slug)
        return self


def journey() -> list[NextStep]:
    """Return what a learner is told from the first visit to a whole exam."""
    ann = Learner([*FEW, *(question(f"more{n}", f"MM-{n % 2 + 1}") for n in range(20))])
    told = [ann.looks()]
    for one in LESSONS:
        told += [ann.does("lesson_opened", one.slug), ann.does("lesson_finished", one.slug)]
    told += [ann.answers("a"), ann.answers("c", 0.0), ann.waits(11 * MINUTE), ann.answers("c")]
    told += [ann.answers(f"more{n}", confidence="sure", seconds=30) for n in range(16)][-1:]
    told += [ann.begins("exam-1"), ann.does("exam_ended", "exam-1")]
    return told


def test_a_learner_is_told_one_thing_at_a_time() -> None:
    """Read, test yourself, practise, mend, repeat what is due, then a whole exam."""
    assert journey() == [
        NextStep("begin", lesson=FLOW),
        NextStep("continue", lesson=FLOW),
        NextStep("read", lesson=HEDGE),
        NextStep("continue", lesson=HEDGE),
        NextStep("first_quiz", count=24),
        NextStep("practise", count=11, part="Part 1", topic="Gamma"),
        NextStep("mend", count=1),
        NextStep("review", count=1),
        NextStep("practise", count=11, part="Part 1", topic="Gamma"),
        NextStep("sit", count=20),
        NextStep("exam", exam="exam-1"),
        NextStep("practise", count=3, part="Part 1", topic="Gamma"),
    ]


def test_every_act_there_is_can_be_reached() -> None:
    """No page prepares words for a step that never comes."""
    reached = {step.act for step in journey()}
    reached.add(next_step((), (), (), (), now=NOW).act)
    assert reached == set(get_args(Act))


def test_a_running_exam_comes_before_everything() -> None:
    """Its clock goes on whatever else waits; over or ended it is no longer running."""
    ann = Learner()
    ann.does("lesson_opened", FLOW.slug)
    assert ann.begins("one") == NextStep("exam", exam="one")
    assert ann.waits(DAY) == NextStep("continue", lesson=FLOW)
    assert ann.begins("two") == NextStep("exam", exam="two")
    assert ann.does("exam_ended", "two") == NextStep("continue", lesson=FLOW)


def test_an_exam_that_cannot_be_read_is_not_gone_on_with() -> None:
    """Records brought from elsewhere may hold anything."""
    ann = Learner()
    assert ann.does("exam_started", "odd") == NextStep("begin", lesson=FLOW)


def test_an_exam_date_brings_reviews_forward() -> None:
    """What could wait for days is due when the exam is tomorrow."""
    ann = Learner().has_read_everything()
    ann.answers("a", confidence="sure", seconds=20)
    assert ann.waits(3 * DAY).act == "practise"
    day = "2026-06-02"
    ann.facts.append(
        Fact(learner="ann", kind="exam_date", subject="exam", at=ann.now, detail={"date": day})
    )
    assert ann.looks() == NextStep("review", count=1)


def test_the_part_with_most_to_gain_is_practised_by_its_neediest_topic() -> None:
    """A weak part before a strong one; the topic with most questions not right."""
    asked = [question(f"s{n}") for n in range(9)]
    asked += [question(f"w{n}", "MM-2", "Vega") for n in range(2)]
    asked += [question(f"v{n}", "MM-2", "Theta") for n in range(3)]
    ann = Learner(asked, blueprint(50, 50, pass_mark=100)).has_read_everything()
    for n in range(8):
        ann.answers(f"s{n}")
    for n in range(2):
        ann.answers(f"w{n}", 0.5)
    ann.answers("v0")
    ann.answers("w0")
    step = ann.answers("w1")
    assert step == NextStep("practise", count=2, part="Part 2", topic="Theta")


def test_a_course_without_questions_ends_at_the_book() -> None:
    """All is read and nothing can be asked: build something."""
    assert Learner(()).has_read_everything().looks() == NextStep("build")
    assert next_step((), (), (), (), now=NOW) == NextStep("build")


def test_without_a_blueprint_the_unseen_come_and_then_the_book() -> None:
    """There is no exam to be ready for, and still something to do."""
    ann = Learner(FEW, None).has_read_everything()
    for one in FEW:
        assert ann.looks() == NextStep("first_quiz", count=len(FEW) - len(ann.given))
        ann.answers(one.id)
    assert ann.looks() == NextStep("build")


def test_questions_outside_the_exam_alone_lead_nowhere_wrong() -> None:
    """A bank that the blueprint does not ask about is still practised."""
    ann = Learner([question("x", "MM-9"), question("y", "MM-9")]).has_read_everything()
    assert ann.answers("x") == NextStep("first_quiz", count=1)
    assert ann.answers("y") == NextStep("build")


def test_questions_inside_a_lesson_do_not_hurry_anybody_out_of_it() -> None:
    """A wrong bet in the lesson that is open is mended after the lesson."""
    ann = Learner()
    ann.does("lesson_opened", FLOW.slug)
    assert ann.answers("a", 0.0) == NextStep("continue", lesson=FLOW)
    assert ann.does("lesson_finished", FLOW.slug) == NextStep("mend", count=1)
    assert ann.answers("a") == NextStep("read", lesson=HEDGE)


def test_who_begins_with_the_quiz_is_still_shown_the_first_lesson() -> None:
    """Wrong answers before any reading are a reason to read; what is due is repeated first."""
    ann = Learner()
    assert ann.answers("a", 0.0) == NextStep("begin", lesson=FLOW)
    assert ann.waits(11 * MINUTE) == NextStep("review", count=1)


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
    assert Learner().does("lesson_opened", "gone") == NextStep("begin", lesson=FLOW)


def test_a_course_without_lessons_goes_straight_to_the_quiz() -> None:
    """There is nothing to read first."""
    assert next_step((), (), FEW, (), now=NOW, blueprint=EXAM) == NextStep("first_quiz", count=4)
