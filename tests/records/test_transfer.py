"""Export and import: what goes out comes in whole, once, and nothing else does."""

from __future__ import annotations

import json
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.records.facts import Fact, Kind
from engine.records.store import Store
from engine.records.transfer import CARRIED, read, write
from engine.study.practice import CONFIDENCES, Where
from engine.study.shown import Form
from tests.bounded import bounded
from tests.records.told import fact

HEADING = '{"format": "hedgebook-records", "version": 1}'
GOOD = '{"kind": "hint", "subject": "gamma", "at": 1.0}'
ANSWER = {"response": "Buy 900 shares", "score": 1.0}
MARK = {"number": 1, "told": "1.ab", "verdict": "wrong", "says": "", "trap": 0}
CHECKED = ("answer", "exam_started", "exam_ended", "exam_date")
"""Kinds whose details are looked into."""
SHORT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
FACTS = st.lists(
    st.builds(
        Fact,
        learner=st.just("ann"),
        kind=st.sampled_from([kind for kind in CARRIED if kind not in CHECKED]),
        subject=SHORT,
        at=st.floats(0, 2.0**33),
        occasion=SHORT,
        detail=st.dictionaries(st.text(max_size=5), VALUES | st.text(), max_size=3),
    ),
    max_size=5,
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(FACTS)
def test_what_is_written_is_read(facts: list[Fact]) -> None:
    """As text and as bytes, to the last bit, in the same order."""
    assert read(write(facts), learner="ann") == (facts, [])
    assert read(write(facts).encode(), learner="ann") == (facts, [])


def test_an_editor_s_line_ends_do_no_harm() -> None:
    """A byte order mark, Windows' line ends, an empty line."""
    told = fact(detail=ANSWER)
    text = "\ufeff" + write([told]).replace("\n", "\r\n") + "\r\n"
    assert read(text, learner="ann") == ([told], [])
    assert read(text.encode(), learner="ann") == ([told], [])


def test_facts_become_the_reader_s_own() -> None:
    """The file does not say whose they are: that name opens their records."""
    text = write([fact(learner="0123456789abcdef", detail=ANSWER)])
    assert "0123456789abcdef" not in text
    assert read(text, learner="bob") == ([fact(learner="bob", detail=ANSWER)], [])


def test_a_file_gives_nobody_a_right() -> None:
    """What opens the instructors' pages is neither written nor read."""
    key = fact("salted", kind="instructor")
    assert write([key]) == f"{HEADING}\n"
    line = json.dumps({"kind": "instructor", "subject": "salted", "at": 1.0})
    facts, problems = read(f"{HEADING}\n{line}", learner="ann")
    assert facts == []
    assert problems == ['line 2: nothing of the kind "instructor" is kept']


@pytest.mark.parametrize("twice", [1, 2])
def test_a_file_read_twice_counts_once(url: str, sqlite_url: str, twice: int) -> None:
    """From any database to any other and back, everything and once."""
    told = [
        fact("exam-1", kind="exam_started", at=1.0, detail={"items": [{"why": "é\0"}] * 50}),
        fact("gamma", occasion="a1", at=2.5, detail={"response": "−C$5", "score": 0.5}),
    ]
    here, there = Store(url), Store(f"{sqlite_url}.other")
    here.record_many(told)
    for store in (there, here):
        for _ in range(twice):
            facts, problems = read(write(here.facts("ann")), learner="ann")
            assert problems == []
            store.record_many(facts)
        assert store.facts("ann") == told
        here.forget("ann")
        here.record_many(read(write(there.facts("ann")), learner="ann")[0])
    for store in (here, there):
        store.close()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "this is no file of answers that Hedgebook wrote"),
        ("topic: Gamma\n", "this is no file of answers that Hedgebook wrote"),
        ("[]", "this is no file of answers that Hedgebook wrote"),
        ("[" * 100_000, "this is no file of answers that Hedgebook wrote"),
        ("9" * 5_000, "this is no file of answers that Hedgebook wrote"),
        ('{"format": "other", "version": 1}', "this is no file of answers that Hedgebook wrote"),
        (b"\x89PNG\r\n\x1a\n\0\0\xff", "this is no text file"),
        (b"\xff\xfeh\0e\0", "this is no text file"),
        ('{"format": "hedgebook-records"}', "line 1: the version is missing"),
        ('{"format": "hedgebook-records", "version": true}', "line 1: the version is missing"),
        ("x" * 10_000_001, "the file is larger than 10 MB"),
        (
            HEADING.replace("1", "2"),
            "a newer Hedgebook wrote this file: bring this one up to date first",
        ),
    ],
    ids=lambda text: str(text[:20]),
)
def test_what_is_no_export_is_refused_whole(text: str | bytes, problem: str) -> None:
    """In one sentence, and without long work."""
    with bounded():
        assert read(text, learner="ann") == ([], [problem])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("nonsense", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("null", "it is not a fact"),
        ('"' + "x" * 2_500_000 + '"', "it is too long"),
        ("{}", "nothing of the kind null is kept"),
        (GOOD.replace("hint", "money"), 'nothing of the kind "money" is kept'),
        (GOOD.replace('"hint"', "[]"), "nothing of the kind [] is kept"),
        (GOOD.replace('"gamma"', "7"), "its subject is not a text"),
        (GOOD.replace("gamma", "\\u0000"), "its subject has a character in it that no database "),
        (GOOD.replace("gamma", "x" * 201), "its subject is longer than 200 characters"),
        (GOOD.replace("1.0", "true"), "its time is not in seconds since 1970"),
        (GOOD.replace("1.0", '"1.0"'), "its time is not in seconds since 1970"),
        (GOOD.replace("1.0", "NaN"), "its time is not in seconds since 1970"),
        (GOOD.replace("1.0", "1e999"), "its time is not in seconds since 1970"),
        (GOOD.replace("1.0", "-1"), "its time is not in seconds since 1970"),
        (GOOD.replace("1.0", "9" * 400), "its time is not in seconds since 1970"),
        (GOOD.replace("1.0", '1.0, "occasion": null'), "its occasion is not a text"),
        (GOOD.replace("1.0", '1.0, "detail": []'), "its detail is not an object"),
        (GOOD.replace("1.0", '1.0, "detail": {"a": NaN}'), "its detail is not made of plain "),
    ],
    ids=lambda text: text[:40],
)
def test_a_line_that_is_wrong_is_told_and_the_rest_is_read(line: str, problem: str) -> None:
    """By its number in the file, as an editor counts."""
    facts, problems = read(f"{HEADING}\n{GOOD}\n{line}\n{GOOD}\n", learner="ann")
    assert facts == [fact(kind="hint")] * 2
    assert len(problems) == 1
    assert problems[0].startswith(f"line 3: {problem}")


def test_every_answer_that_the_app_keeps_can_be_carried() -> None:
    """Wherever, in whatever form and however surely it was given."""
    for where, form, confidence in product(get_args(Where), get_args(Form), (None, *CONFIDENCES)):
        known = {"where": where, "form": form, "confidence": confidence, "trap": 1, "hints": 2}
        told = fact(detail={"response": ["Watch", "Trade"], "score": 0.5, **known})
        assert read(write([told]), learner="ann") == ([told], [])


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"response": None}, "response"),
        ({"response": 7}, "response"),
        ({"response": ["a", 7]}, "response"),
        ({"response": "x" * 10_001}, "response"),
        ({"score": "1.0"}, "score"),
        ({"score": 1.5}, "score"),
        ({"score": -1}, "score"),
        ({"trap": "first"}, "trap"),
        ({"trap": -1}, "trap"),
        ({"confidence": "quite"}, "confidence"),
        ({"seconds": "long"}, "seconds"),
        ({"hints": -1}, "hints"),
        ({"where": "elsewhere"}, "where"),
        ({"form": []}, "form"),
        ({"objective": 4}, "objective"),
    ],
    ids=lambda changed: str(changed)[:24],
)
def test_an_answer_that_nobody_could_read_is_refused(changed: dict[str, Any], name: str) -> None:
    """It would stop every page that counts answers."""
    text = write([fact(detail=ANSWER | changed)])
    assert read(text, learner="ann") == (
        [],
        [f'line 2: its answer has no "{name}" that can be read'],
    )


@pytest.mark.parametrize(
    ("kind", "detail", "problem"),
    [
        ("exam_started", {"title": "Chapter"}, 'its exam has no "items" that can be read'),
        ("exam_started", {"items": []}, 'its exam has no "items" that can be read'),
        ("exam_started", {"items": ["gamma"]}, 'its exam has no "items" that can be read'),
        ("exam_ended", {"marks": []}, 'its exam has no "why" that can be read'),
        ("exam_ended", {"why": "time", "marks": 7}, 'its exam has no "marks" that can be read'),
        *(
            (
                "exam_ended",
                {"why": "time", "marks": [MARK | changed]},
                'its exam has no "marks" that can be read',
            )
            for changed in ({"verdict": []}, {"trap": "x"}, {"trap": -5}, {"number": "1"})
        ),
        ("exam_date", {}, 'its exam date has no "date" that can be read'),
        ("exam_date", {"date": 7}, 'its exam date has no "date" that can be read'),
    ],
)
def test_an_exam_that_nobody_could_read_is_refused(
    kind: Kind, detail: dict[str, Any], problem: str
) -> None:
    """Its marks count for everybody's questions: one that is none would stop the teacher's page."""
    text = write([fact("exam-1", kind=kind, detail=detail)])
    assert read(text, learner="ann") == ([], [f"line 2: {problem}"])


def test_exams_and_dates_that_the_app_keeps_are_carried() -> None:
    """Ended with marks, a date set, a date taken back."""
    told = [
        fact("exam-1", kind="exam_ended", detail={"why": "finished", "marks": [MARK]}),
        fact("exam", kind="exam_date", occasion="a", detail={"date": "2026-12-15"}),
        fact("exam", kind="exam_date", occasion="b", detail={"date": None}),
    ]
    assert read(write(told), learner="ann") == (told, [])


def test_what_is_still_to_come_is_refused() -> None:
    """It would outdo every answer given from now on, until its time has come."""
    told = [fact("early", kind="hint", at=100.0), fact("late", kind="hint", at=100.5)]
    assert read(write(told), learner="ann", latest=100.0) == (
        told[:1],
        ["line 3: its time is still to come"],
    )


def test_a_deeper_look_may_refuse_a_fact() -> None:
    """Whatever it raises is that line's problem and nobody else's."""

    def look(one: Fact) -> Any:
        return one.detail["number"]

    text = write([fact(kind="exam_flag"), fact(kind="exam_flag", detail={"number": 1})])
    facts, problems = read(text, learner="ann", check=look)
    assert [one.detail for one in facts] == [{"number": 1}]
    assert problems == ["line 2: its exam_flag is not as it should be"]


def test_many_problems_are_counted() -> None:
    """Ten tell the story."""
    _, problems = read("\n".join([HEADING, *["?"] * 500]), learner="ann")
    assert len(problems) == 11
    assert problems[0] == "line 2: it is not JSON"
    assert problems[-1] == "and 490 more lines"
