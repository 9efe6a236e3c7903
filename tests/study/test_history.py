"""History: attempts a page at a time, exams that are over, lessons read; all answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.records.facts import Fact
from engine.study.exams.blueprints import NamedBlueprint
from engine.study.exams.exam import begin, ending, sitting, told
from engine.study.marking import mark
from engine.study.practice import answer_fact
from engine.study.shown import shown
from engine.study.standing.given import all_answers
from engine.study.standing.history import Page, exams_sat, lessons_read, page
from tests.study.answered import NOW, answer, blueprint, question
from tests.study.written import LAW

WORDS = (
    "Which share hedges a sold call?",
    "How far does vega move with time?",
    "Who pays for the margin?",
    "What ends a circuit halt?",
    "When does a quote widen?",
)
ASKED = [question(f"q{n}").model_copy(update={"ask": ask}) for n, ask in enumerate(WORDS)]
EXAM = NamedBlueprint("short", "short.yaml", blueprint(100, questions=5))


@LAW
@given(st.integers(0, 40), st.integers(1, 7))
def test_the_pages_together_hold_every_attempt_once(count: int, size: int) -> None:
    """Newest first, none lost between two pages."""
    everything = [answer(f"q{n}", at=NOW + n) for n in range(count)]
    pages = page(everything, 1, size=size).pages
    turned = [page(everything, number, size=size) for number in range(1, pages + 1)]
    assert [one for found in turned for one in found.answers] == everything[::-1]
    assert [found.number for found in turned] == list(range(1, pages + 1))


def test_a_number_that_is_no_page_gives_the_nearest() -> None:
    """After a deletion the last page may be gone."""
    everything = [answer(f"q{n}", at=NOW + n) for n in range(3)]
    assert page(everything, 99, size=2) == page(everything, 2, size=2)
    assert page(everything, -1, size=2).number == 1
    assert page([], 4) == Page((), 1, 1)


def exam(name: str, right: int, at: float, *, over: bool = True) -> list[Fact]:
    """Return the facts of an exam of five questions, of which some are answered rightly."""
    facts = [begin(EXAM, ASKED, learner="ann", exam_id=name, seed=name, at=at)]
    stand = sitting(facts, name)
    assert stand is not None
    for number in range(1, len(ASKED) + 1):
        said = "This" if number <= right else "That"
        facts.append(told(stand, number, said, learner="ann", token="t", at=at + number))
    stand = sitting(facts, name)
    assert stand is not None
    return [*facts, ending(stand, "ann", at + 60, "finished")] if over else facts


def test_exams_that_are_over_are_told_newest_first() -> None:
    """With the right answers counted, and whether the mark was reached: 3 of 5 are 60 %."""
    facts = [*exam("a", 2, NOW), *exam("b", 3, NOW + 99), *exam("c", 5, NOW + 999, over=False)]
    found = exams_sat(facts)
    assert [(one.id, one.right, one.count, one.passed) for one in found] == [
        ("b", 3, 5, True),
        ("a", 2, 5, False),
    ]


def practised(name: str, at: float) -> Fact:
    """Return the fact that a question was answered rightly in practice."""
    seen = shown(question(name), f"{at:.0f}")
    return answer_fact(
        learner="ann",
        shown=seen,
        response="This",
        mark=mark(seen, "This"),
        confidence="sure",
        at=at,
    )


def test_the_answers_of_exams_count_once_the_exam_is_over() -> None:
    """In the order of their times, between those of practice; a running exam stays sealed."""
    facts = [practised("q0", NOW + 500), *exam("a", 3, NOW), *exam("c", 5, NOW + 999, over=False)]
    found = all_answers(facts)
    assert [one.where for one in found] == ["exam"] * 5 + ["topic"]
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_a_lesson_is_read_when_it_was_read_first() -> None:
    """Finishing it again changes nothing; opening is not reading."""
    facts = [
        Fact(learner="ann", kind="lesson_finished", subject="gamma", at=5.0, occasion="2"),
        Fact(learner="ann", kind="lesson_finished", subject="gamma", at=3.0),
        Fact(learner="ann", kind="lesson_opened", subject="vega", at=1.0),
    ]
    assert lessons_read(facts) == {"gamma": 3.0}
