"""Progress: what a newcomer sees, what answers make of it, and what can be done with the data."""

from __future__ import annotations

import doctest
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from engine.errors import RecordsUnavailable
from engine.records import transfer
from engine.records.facts import Fact
from engine.records.store import Store
from engine.study.course import Course
from engine.study.exams.exam import begin, ending, sitting
from engine.study.marking import mark
from engine.study.practice import Confidence, Where, answer_fact
from engine.study.questions import Question
from engine.study.shown import shown
from engine.study.standing.exam_date import exam_date
from pages.ui import plain, state
from pages.ui.progress.data import LARGEST
from tests.pages.conftest import LEARNER, REPOSITORY, Open, texts

PAGE = "assess/progress"
NOW = time.time()
DAY = 86_400.0


@pytest.fixture
def course() -> Course:
    """Return the repository's own course."""
    return state.course()


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """Return the records that the page reads."""
    opened = Store(database)
    yield opened
    opened.close()


def questions(course: Course) -> list[Question]:
    """Return the questions of the course, those of all objectives in turn."""
    asked = list(course.bank.questions.values())
    by_part: dict[str, list[Question]] = {}
    for one in asked:
        by_part.setdefault(one.objective, []).append(one)
    longest = max(map(len, by_part.values()))
    return [part[n] for n in range(longest) for part in by_part.values() if n < len(part)]


def answered(
    question: Question,
    at: float,
    *,
    right: bool = True,
    confidence: Confidence = "fairly",
    where: Where = "topic",
) -> Fact:
    """Return the fact that a question was answered."""
    seen = shown(question, f"a{at:.0f}")
    texts_ = seen.right_texts
    response = texts_ if seen.kind in ("select", "order") else texts_[0]
    marked = mark(seen, response)
    fact = answer_fact(
        learner=LEARNER,
        shown=seen,
        response=response,
        mark=marked,
        confidence=confidence,
        at=at,
        seconds=75,
        where=where,
    )
    return fact if right else Fact(**{**vars_of(fact), "detail": {**fact.detail, "score": 0.0}})


def vars_of(fact: Fact) -> dict[str, object]:
    """Return what a fact is made of."""
    names = ("learner", "kind", "subject", "at", "occasion", "detail")
    return {name: getattr(fact, name) for name in names}


def practised(course: Course, count: int) -> list[Fact]:
    """Return answers to so many questions, all right, an hour old."""
    return [
        answered(one, NOW - 3_600 + number) for number, one in enumerate(questions(course)[:count])
    ]


def button(app: AppTest, label: str) -> AppTest:
    """Press the button of this label."""
    return next(one for one in app.button if one.label == label).click().run()


def test_a_newcomer_is_told_what_to_do_and_sees_nothing_empty(open_page: Open) -> None:
    """One primary action, no chart, no table."""
    app = open_page(PAGE)
    assert [one.label for one in app.button][:1] == ["Read: The job of a market maker"]
    assert "where you stand" in texts(app)
    assert not app.get("vega_lite_chart")
    assert not app.table
    assert "Mastery" not in texts(app)


def test_too_few_answers_give_no_figure(open_page: Open, course: Course, store: Store) -> None:
    """It says how many are missing and where to begin, and no percentage of passing."""
    store.record_many(practised(course, 3))
    said = texts(open_page(PAGE))
    assert "Not enough answers yet" in said
    assert "5 more questions will do: begin with" in said
    assert "you would pass with a chance" not in said


def test_with_answers_the_figure_the_words_and_the_interval_stand_there(
    open_page: Open, course: Course, store: Store
) -> None:
    """The readiness sentence, the chart with its words for those who cannot see it, the table."""
    store.record_many(practised(course, 30))
    app = open_page(PAGE)
    said = texts(app)
    assert "you would pass with a chance of **" in said
    assert "nine times out of ten between" in said
    alt = app.get("vega_lite_chart")[0].proto.alt
    for part in course.blueprints["chapter"].blueprint.parts:
        assert f"{part.name}: " in alt
    assert any(word in alt for word in ("learning", "familiar", "solid"))


def test_confident_errors_are_listed_with_a_way_back(
    open_page: Open, course: Course, store: Store
) -> None:
    """Sure and wrong comes with its link; mended it is gone."""
    one, other = questions(course)[:2]
    store.record(answered(one, NOW - 900, right=False, confidence="sure"))
    store.record(answered(other, NOW - 800, right=False, confidence="guess"))
    app = open_page(PAGE)
    assert "Sure, and wrong" in texts(app)
    links = [link.proto for link in app.get("page_link")]
    assert [f"question={one.id}" in link.query_string for link in links].count(True) == 1
    assert not any(f"question={other.id}" in link.query_string for link in links)
    store.record(answered(one, NOW - 700))
    assert "Sure, and wrong" not in texts(open_page(PAGE))


def test_calibration_speaks_from_five_answers_on(
    open_page: Open, course: Course, store: Store
) -> None:
    """Five of seven sure answers right are 71 %; of guesses too few are known."""
    for number, one in enumerate(questions(course)[:7]):
        store.record(answered(one, NOW - 900 + number, right=number < 5, confidence="sure"))
    said = texts(open_page(PAGE))
    assert "When you are **sure**, you are right **71 %** of the time (5 of 7;" in said
    assert "When you **guess**: 5 more answers" in said


def test_the_exam_date_is_set_counted_down_moved_and_taken_back(
    open_page: Open, store: Store
) -> None:
    """Each change is a fact; the start page counts too."""
    app = open_page(PAGE)
    assert "When is your exam?" in texts(app)
    day = datetime.now(UTC).date() + timedelta(days=23)
    app.date_input[0].set_value(day).run()
    assert "**23 days** to your exam" in texts(app)
    assert exam_date(store.facts(LEARNER)) == day
    assert "23 days to your exam" in texts(open_page("learn/start"))
    app = button(open_page(PAGE), "Take the date back")
    assert "When is your exam?" in texts(app)
    assert exam_date(store.facts(LEARNER)) is None


def test_an_exam_that_is_past_is_said_to_be(open_page: Open, store: Store) -> None:
    """No countdown below zero, and the next date can be set."""
    detail = {"date": date(2025, 1, 31).isoformat()}
    store.record(Fact(learner=LEARNER, kind="exam_date", subject="exam", at=NOW, detail=detail))
    app = open_page(PAGE)
    assert "Your exam was on 31 January 2025" in texts(app)
    assert app.date_input[0].value is None


@pytest.mark.parametrize("told", ["2099-01-01", "9999-12-31"])
def test_an_exam_too_far_away_to_be_chosen_is_shown_and_can_be_taken_back(
    open_page: Open, store: Store, told: str
) -> None:
    """Brought from elsewhere, or set by a wrong clock: the page does not stay away for ever."""
    detail = {"date": told}
    store.record(Fact(learner=LEARNER, kind="exam_date", subject="exam", at=NOW, detail=detail))
    app = open_page(PAGE)
    assert f"to your exam on {plain.on(date.fromisoformat(told))}" in texts(app)
    assert "When is your exam?" in texts(button(app, "Take the date back"))


def test_every_attempt_is_there_a_page_at_a_time(
    open_page: Open, course: Course, store: Store
) -> None:
    """Ten at once, newest first; the pages can be turned to the last one and back."""
    store.record_many(practised(course, 23))
    app = open_page(PAGE)
    history = app.table[-1]
    assert len(history.value) == 10
    assert list(history.value.columns)[:3] == ["Question", "Your answer", "Mark"]
    for _ in range(2):
        app = button(app, "Older")
    assert len(app.table[-1].value) == 3
    assert "Page 3 of 3 · 23 attempts" in texts(app)
    assert next(one for one in app.button if one.label == "Older").disabled
    assert "Page 2 of 3" in texts(button(app, "Newer"))


def test_what_was_typed_is_shown_and_never_read_as_markdown(
    open_page: Open, course: Course, store: Store
) -> None:
    """A link or a formula that somebody typed stays text."""
    number = next(one for one in questions(course) if one.kind == "number")
    fact = answered(number, NOW - 60, right=False)
    detail = {**fact.detail, "response": "[x](javascript:alert(1)) $5$ <b>"}
    store.record(Fact(**{**vars_of(fact), "detail": detail}))
    shown_ = open_page(PAGE).table[-1].value["Your answer"].iloc[0]
    assert shown_ == "\\[x\\](javascript\\:alert(1)) \\$5\\$ \\<b\\>"


def test_an_attempt_at_a_question_that_is_gone_stays(open_page: Open, store: Store) -> None:
    """Its id stands for it, and nothing breaks."""
    detail = {"response": ["a", "b"], "score": 1.0, "objective": "MM-1", "where": "nowhere"}
    fact = Fact(learner=LEARNER, kind="answer", subject="gone", occasion="x", at=NOW, detail=detail)
    store.record(fact)
    row = open_page(PAGE).table[-1].value.iloc[0]
    assert row["Question"] == "gone (no longer asked)"
    assert (row["Your answer"], row["Where"], row["How sure"]) == ("a; b", "–", "–")


def test_an_exam_stands_in_the_history_with_its_result(
    open_page: Open, course: Course, store: Store
) -> None:
    """Right of so many, whether passed, and a way to its review; the answers count as an exam's."""
    fact = begin(
        course.blueprints["chapter"],
        course.bank.questions.values(),
        learner=LEARNER,
        exam_id="exam-1",
        seed="s",
        at=NOW - 7_200,
    )
    stand = sitting([fact], "exam-1")
    assert stand is not None
    store.record_many([fact, ending(stand, LEARNER, NOW - 7_000, "finished")])
    store.record_many(practised(course, 1))
    app = open_page(PAGE)
    assert f"0 of {len(stand.exam.items)} right, 0 % · ✗ not passed (60 % needed)" in texts(app)
    queries = [link.proto.query_string for link in app.get("page_link")]
    assert "exam=exam-1" in queries


def test_an_exam_whose_time_ran_out_is_closed_by_looking_here(
    open_page: Open, course: Course, store: Store
) -> None:
    """Nobody needs to go to the exam page for its answers to count."""
    bank = course.bank.questions.values()
    store.record(
        begin(
            course.blueprints["chapter"],
            bank,
            learner=LEARNER,
            exam_id="old",
            seed="s",
            at=NOW - DAY,
        )
    )
    open_page(PAGE)
    assert [fact.kind for fact in store.facts(LEARNER)].count("exam_ended") == 1


def test_a_running_exam_is_the_next_step(open_page: Open, course: Course, store: Store) -> None:
    """On the start page and here, before anything else."""
    bank = course.bank.questions.values()
    store.record(
        begin(course.blueprints["chapter"], bank, learner=LEARNER, exam_id="on", seed="s", at=NOW)
    )
    for path in (PAGE, "learn/start"):
        assert next(one.label for one in open_page(path).button) == "Go on with your exam"


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    """Choose a file to bring."""
    return app.file_uploader[0].upload(name, content, "application/x-ndjson").run()


def test_records_are_brought_once_after_a_look_at_them(
    open_page: Open, course: Course, store: Store
) -> None:
    """What is new and what is known is counted first; the same file again changes nothing."""
    told = practised(course, 4)
    store.record(told[0])
    file = transfer.write(told).encode()
    app = upload(open_page(PAGE), "mine.jsonl", file)
    assert "**3 new entries**, 1 already here." in texts(app)
    assert len(store.facts(LEARNER)) == 1
    app = button(app, "Add 3 entries")
    assert "3 entries added." in texts(app)
    assert sorted(fact.id for fact in store.facts(LEARNER)) == sorted(one.id for one in told)
    app = upload(open_page(PAGE), "mine.jsonl", file)
    assert "**0 new entries**, 4 already here." in texts(app)
    assert not any(one.label.startswith("Add") for one in app.button)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00binary", b"", b"{}", b"[1, 2", b"not ours\n" * 9]
)
def test_a_file_that_is_none_of_ours_is_refused_plainly(open_page: Open, content: bytes) -> None:
    """Nothing new, and a sentence that says why."""
    app = upload(open_page(PAGE), "mine.jsonl", content)
    assert "**0 new entries**" in texts(app)
    assert "Some of the file cannot be used" in texts(app)


def test_what_cannot_be_used_is_counted_and_what_is_to_come_is_left_out(
    open_page: Open, course: Course
) -> None:
    """Of 500 lines of nonsense ten are told, and the others are not forgotten."""
    late = answered(questions(course)[0], NOW + 10 * DAY)
    text = transfer.write([late]) + "?\n" * 499
    said = texts(upload(open_page(PAGE), "mine.jsonl", text.encode()))
    assert "**0 new entries**" in said
    assert "line 2\\: its time is still to come" in said
    assert "and 490 more lines" in said


def test_nobody_becomes_an_instructor_by_a_file(open_page: Open, store: Store) -> None:
    """A right to teach is neither taken along nor brought."""
    fact = Fact(learner="somebody", kind="instructor", subject="hash", at=NOW)
    app = upload(open_page(PAGE), "mine.jsonl", transfer.write([fact]).encode())
    assert "**0 new entries**" in texts(app)
    assert store.facts(LEARNER) == []


def test_deleting_asks_first_and_then_leaves_nothing(
    open_page: Open, course: Course, store: Store
) -> None:
    """No keeps everything; yes deletes all, and the page is a newcomer's again."""
    store.record_many(practised(course, 9))
    app = button(open_page(PAGE), "Delete all of it")
    assert "This deletes 9 entries for good, among them 9 answers and 0 exams." in texts(app)
    app = button(app, "No, keep it")
    assert len(store.facts(LEARNER)) == 9
    app = button(button(app, "Delete all of it"), "Yes, delete everything")
    assert store.facts(LEARNER) == []
    assert "Everything is deleted." in texts(app)
    assert "Nothing is kept of you yet." in texts(app)
    assert "Mastery" not in texts(app)


def test_a_deletion_that_fails_says_so_where_it_was_asked_for(
    open_page: Open, course: Course, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the button, for only this part of the page is shown again; nothing is gone."""

    def fails(self: Store, learner: str) -> int:
        raise RecordsUnavailable("the disk is full")

    def part() -> None:
        from pages.ui.progress.data import show_data

        show_data()

    store.record_many(practised(course, 2))
    open_page(PAGE)
    monkeypatch.setattr(Store, "forget", fails)
    app = button(AppTest.from_function(part, default_timeout=20).run(), "Delete all of it")
    app = button(app, "Yes, delete everything")
    assert [one.value for one in app.warning] == [
        "Nothing was deleted: the disk is full. Try again in a moment."
    ]
    assert len(store.facts(LEARNER)) == 2


def test_a_course_without_blueprints_says_who_can_mend_it(
    open_page: Open, course: Course, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No figure, no chart, no crash."""
    bare = replace(course, blueprints={})
    monkeypatch.setattr(state, "course", lambda: bare)
    store.record_many(practised(course, 9))
    app = open_page(PAGE)
    assert "There is no exam to be ready for" in texts(app)
    assert not app.get("vega_lite_chart")


def test_the_examples_in_the_words_hold() -> None:
    """Percentages, counts and lists as their docstrings show them."""
    found = doctest.testmod(plain)
    assert found.attempted >= 6
    assert found.failed == 0


def test_the_server_takes_the_files_that_the_page_offers_to_take() -> None:
    """A file that the server refuses by itself is refused without a word of ours."""
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["server"]["maxUploadSize"] >= LARGEST
