"""An exam from its facts: what counts, what is over, and what is kept for ever."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.facts import Fact
from engine.study.exams import exam
from engine.study.exams.exam_asked import exam_in
from engine.study.exams.sitting import Sitting
from tests.study.questionnaires import BEGUN, LEARNER, answered, begun, number, question, some
from tests.study.written import LAW

START = begun(some(10))
LENGTH = 18 * 60.0


def stands(*facts: Fact, name: str = "e1") -> Sitting:
    """Return where the exam stands by its beginning and further facts."""
    found = exam.sitting([START, *facts], name)
    assert found is not None
    return found


def ended(*facts: Fact, at: float = 60.0) -> list[Fact]:
    """Return the facts of an exam that was ended after some answers."""
    return [START, *facts, exam.ending(stands(*facts), LEARNER, BEGUN + at, "finished")]


def test_an_exam_keeps_all_that_it_asks() -> None:
    """The questions as they were written, through JSON and back, in their order."""
    again = replace(START, detail=json.loads(json.dumps(START.detail)))
    read = exam_in(again)
    assert read is not None
    assert (read.deadline - read.started, read.pass_mark, read.full) == (LENGTH, 60, 10)
    assert (read.minutes, START.detail["minutes"]) == (18, 18)
    assert {item.question for item in read.items} == set(some(10))
    assert [item.number for item in read.items] == list(range(1, 11))


def test_begun_twice_it_is_one_exam() -> None:
    """A double click makes the same fact."""
    assert begun(some(10), at=BEGUN + 0.2).id == START.id


def test_the_last_answer_counts_in_whatever_order_the_facts_arrive() -> None:
    """Two tabs, two servers: what was given last stands."""
    facts = [answered(1, "This", 20), answered(1, "That", 40), answered(1, "Neither", 30)]
    assert stands(*facts).responses == stands(*reversed(facts)).responses == {1: "That"}


def test_an_answer_can_be_taken_back() -> None:
    """Then the question is open again, but was seen."""
    stand = stands(answered(2, ["This", "That"], 10), answered(2, None, 20))
    assert (stand.responses, stand.answered, stand.seen) == ({}, frozenset(), {2})


def test_nothing_counts_after_the_deadline_or_after_the_end() -> None:
    """Neither a late answer nor one from another tab."""
    late = answered(1, "This", LENGTH + 1)
    assert stands(late).responses == {}
    assert stands(answered(1, "This", LENGTH)).responses == {1: "This"}
    over = [*ended(answered(1, "That", 10)), answered(1, "This", 61), answered(2, "This", 70)]
    found = exam.sitting(over, "e1")
    assert found is not None
    assert found.responses == {1: "That"}


def test_flags_come_and_go() -> None:
    """The last act on a flag counts."""
    raised = exam.flag(stands(), 3, True, learner=LEARNER, token="a", at=BEGUN + 5)
    lowered = exam.flag(stands(), 3, False, learner=LEARNER, token="b", at=BEGUN + 9)
    assert stands(raised).flagged == {3}
    assert stands(lowered, raised).flagged == frozenset()


def test_the_clock_is_the_servers() -> None:
    """Whatever happened between, the time left follows from the beginning."""
    stand = stands()
    assert stand.left(BEGUN + 100) == LENGTH - 100
    assert not stand.over(BEGUN + LENGTH - 0.01)
    assert stand.over(BEGUN + LENGTH)


def test_whoever_looks_after_the_deadline_ends_the_exam_at_the_deadline() -> None:
    """Once: the same fact from everybody, none when it is there."""
    facts = [START, answered(1, "This", 30)]
    assert exam.closing(facts, LEARNER, BEGUN + LENGTH - 1) == []
    (first,) = exam.closing(facts, LEARNER, BEGUN + LENGTH)
    (second,) = exam.closing(facts, LEARNER, BEGUN + 10 * LENGTH)
    assert first == second
    assert first.at == BEGUN + LENGTH
    assert exam.closing([*facts, first], LEARNER, BEGUN + 10 * LENGTH) == []
    found = exam.sitting([*facts, first], "e1")
    assert found is not None
    assert (found.why, found.ended, found.marks[1]) == ("time", BEGUN + LENGTH, found.marks[1])
    assert exam.running(facts, BEGUN + 5) and not exam.running([*facts, first], BEGUN + 5)


def test_marks_stand_as_they_were_given() -> None:
    """A later program that marks otherwise does not change an old result."""
    facts = ended(answered(1, "This", 10))
    facts[-1].detail["marks"][0].update(verdict="half", says="As it was then.")
    found = exam.sitting(facts, "e1")
    assert found is not None
    assert found.marks[1] is not None
    assert (found.marks[1].score, found.marks[1].says) == (0.5, "As it was then.")


def test_an_answer_that_was_on_its_way_at_the_end_still_counts() -> None:
    """Given in time, kept in a page until the database was back: marked when it arrives."""
    facts = [*ended(answered(1, "That", 10)), answered(1, "This", 50), answered(2, "This", 55)]
    found = exam.sitting(facts, "e1")
    assert found is not None
    scores = {number: mark.score for number, mark in found.marks.items() if mark is not None}
    assert scores == {1: 1.0, 2: 1.0}


def test_an_edited_bank_changes_nothing() -> None:
    """What is asked, marked and explained stands in the fact."""
    asked = stands().exam.items[0].question
    assert asked.wrong == {"That": "No.", "Neither": "No."}
    assert stands(answered(1, "This", 5)).marks[1] is not None


def test_a_number_that_cannot_be_read_is_no_answer() -> None:
    """The palette shows the question as open, and the end counts it as unanswered."""
    start = begun([number()])
    for typed, whole in (("nine hundred", False), ("900", True), ("900 shares", True)):
        found = exam.sitting([start, answered(1, typed, 5)], "e1")
        assert found is not None
        assert (found.answered == {1}) is whole
        assert found.responses == {1: typed}


def test_answers_count_as_practice_only_after_the_end() -> None:
    """With the numbers that were shown, and never those that were not given."""
    facts = [answered(1, "That", 30), answered(2, "This", 20)]
    assert exam.answers_of_exams([START, *facts]) == []
    given_ones = exam.answers_of_exams(ended(*facts))
    assert [(one.score, one.where, one.confidence) for one in given_ones] == [
        (1.0, "exam", None),
        (0.0, "exam", None),
    ]
    assert [one.at for one in given_ones] == [BEGUN + 20, BEGUN + 30]
    assert all(one.objective == "MM-2" and one.version for one in given_ones)


def test_a_formula_that_is_no_longer_known_does_not_spoil_an_old_exam() -> None:
    """The question is shown as it is written, with the mark that it got."""
    old = number().model_copy(update={"answer": "lost_function(n) shares"})
    start = begun([number()])
    start.detail["items"][0]["question"] = old.model_dump(mode="json", exclude_defaults=True)
    found = exam.sitting([start, answered(1, "900", 5)], "e1")
    assert found is not None
    (item,) = found.exam.items
    assert item.shown.ask == old.ask
    assert found.marks[1] is not None


def test_a_key_of_the_future_or_the_past_is_left_out() -> None:
    """An exam of another version can still be read."""
    start = begun(some(1))
    start.detail["items"][0]["question"]["colour"] = "blue"
    assert exam_in(start) is not None


@pytest.mark.parametrize(
    "spoilt", [{"verdict": "perfect"}, {"trap": "x"}, {"trap": -1}, {"trap": True}], ids=str
)
def test_a_mark_that_cannot_be_is_given_anew(spoilt: dict[str, Any]) -> None:
    """A doctored end says nothing; the answer is marked as it stands."""
    facts = ended(answered(1, "This", 5))
    right = stands(*facts[1:]).marks[1]
    facts[-1].detail["marks"][0].update(says="Doctored.", **spoilt)
    assert stands(*facts[1:]).marks[1] == right


def spoil(detail: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the detail with one value replaced."""
    spoilt = json.loads(json.dumps(detail))
    inside = spoilt
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return dict(spoilt)


@pytest.mark.parametrize(
    "path",
    [("items",), ("deadline",), ("pass",), ("parts",), ("items", 0), ("items", 0, "question")],
)
@pytest.mark.parametrize("value", [None, "nonsense", [], [1], {"a": 1}], ids=str)
def test_an_exam_from_a_doctored_file_is_refused_or_read(path: tuple[Any, ...], value: Any) -> None:
    """Nobody else's file takes the page down, and an exam without a question is none."""
    fact = replace(START, detail=spoil(dict(START.detail), path, value))
    assert exam.sittings([fact]) == [] or path == ("parts",)
    assert exam.closing([fact], LEARNER, BEGUN * 2) in ([], exam.closing([fact], LEARNER, 9e9))


OCCASION = st.sampled_from(["1.a", "2.b", "3.c", "11.d", "", "x", "-1", "1e3.a", "٣.a"])
FACT = st.builds(
    Fact,
    learner=st.just(LEARNER),
    kind=st.sampled_from(["exam_seen", "exam_answer", "exam_flag", "exam_ended", "answer"]),
    subject=st.sampled_from(["e1", "e1", "e2"]),
    occasion=OCCASION,
    at=st.floats(BEGUN - 10, BEGUN + LENGTH + 10),
    detail=st.dictionaries(
        st.sampled_from(["response", "flagged", "marks", "why", "number"]),
        st.sampled_from([None, True, "This", "no option", ["This"], 7, [{"number": "x"}], {}]),
    ),
)


@LAW
@given(st.lists(FACT, max_size=12), st.randoms(use_true_random=False))
def test_any_facts_in_any_order_say_one_thing(facts: list[Fact], chance: Any) -> None:
    """Nonsense among them is passed over; what they say does not depend on how they arrive."""
    kept = list({fact.id: fact for fact in facts}.values())
    mixed = list(kept)
    chance.shuffle(mixed)
    one, other = stands(*kept), stands(*mixed)
    assert (one.responses, one.flagged, one.ended) == (other.responses, other.flagged, other.ended)
    assert one.answered <= one.responses.keys() <= set(range(1, 11))
    assert set(one.marks) == set(range(1, 11))


def test_exams_are_listed_in_the_order_in_which_they_began() -> None:
    """Two at once: the one that ends first is in front."""
    second = begun([question("other")], name="e2", at=BEGUN - 50)
    assert [one.exam.id for one in exam.sittings([START, second])] == ["e2", "e1"]
    assert [one.exam.id for one in exam.running([START, second], BEGUN)] == ["e2", "e1"]
    assert exam.sitting([START], "e3") is None
