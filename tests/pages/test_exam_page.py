"""The exam page: begun once, saved at once, sealed until the end, and gone on with anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.records.facts import Fact
from engine.records.store import Store
from engine.study.exams import exam
from engine.study.exams.sitting import Sitting
from engine.study.practice import answers
from pages.ui import state
from tests.pages.conftest import LEARNER, Open, texts

BLUEPRINT = """\
title: Trial
note: Two questions on everything.
questions: {questions}
minutes: {minutes}
pass: 50
parts:
  - {{name: All of it, topic: Trial, weight: 1}}
"""
BANK = """\
topic: Trial
objective: MM-2
questions:
  - id: choose
    ask: Which way?
    right:
      Up: SECRETRIGHT.
    wrong:
      Down: SECRETWRONG.
      Nowhere: SECRETWRONG.
    hint: SECRETHINT.
  - id: compute
    ask: How many shares?
    answer: 900 shares
    traps:
      9: SECRETTRAP.
    why: SECRETWHY.
"""


class Clock:
    """The server's time, moved by the test."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that the pages read."""
    ticking = Clock()
    monkeypatch.setattr(state, "now", ticking)
    return ticking


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a course with nothing but an exam of two questions in ten minutes."""
    root = tmp_path / "trial"
    (root / "quiz_bank" / "blueprints").mkdir(parents=True)
    (root / "content").mkdir()
    (root / "quiz_bank" / "trial.yaml").write_text(BANK, encoding="utf-8")
    write_blueprint(root)
    monkeypatch.setenv("HEDGEBOOK_COURSE", str(root))
    return root


def write_blueprint(course: Path, questions: int = 2, minutes: float = 10) -> None:
    """Write the one blueprint there is."""
    text = BLUEPRINT.format(questions=questions, minutes=minutes)
    (course / "quiz_bank" / "blueprints" / "trial.yaml").write_text(text, encoding="utf-8")


def kept(database: str) -> list[Fact]:
    """Return what is on disk."""
    store = Store(database)
    try:
        return store.facts(LEARNER)
    finally:
        store.close()


def only_exam(database: str) -> Sitting:
    """Return where the only exam on disk stands."""
    (stand,) = exam.sittings(kept(database))
    return stand


def press(app: AppTest, key: str) -> AppTest:
    """Press a button by its key."""
    app.button(key=key).click().run()
    assert not app.exception
    return app


def named(app: AppTest, what: str = "exam") -> str:
    """Return what the address names."""
    found = app.query_params[what]
    return found if isinstance(found, str) else found[0]


def begin(open_page: Open) -> AppTest:
    """Open the page and begin the one exam."""
    return press(open_page("assess/exam"), "exam_begin_trial")


def at_the_choice(app: AppTest) -> AppTest:
    """Go to the question with options, which is drawn first or second."""
    app.query_params["number"] = "1" if app.radio else "2"
    return app.run()


def answer(app: AppTest, choice: str = "Up", number: str = "900") -> AppTest:
    """Answer both questions, in whatever order they come."""
    for place in ("1", "2"):
        app.query_params["number"] = place
        app.run()
        if app.radio:
            app.radio[0].set_value(choice).run()
        else:
            app.text_input[0].set_value(number).run()
        assert not app.exception
    return app


def end(app: AppTest) -> AppTest:
    """Go to the summary and end the exam there."""
    app.query_params["number"] = "end"
    return press(app.run(), "exam_end")


def test_the_start_says_what_how_many_how_long_and_the_mark(open_page: Open, trial: Path) -> None:
    """And there is one way to begin, whose click begins one exam."""
    app = open_page("assess/exam")
    said = texts(app)
    assert "Trial" in said
    assert "2 questions · 10 minutes · pass mark 50\u00a0%" in said
    assert len([one for one in app.button if one.label == "Begin the exam"]) == 1


def test_a_beginning_is_one_fact_with_all_that_is_asked(
    open_page: Open, trial: Path, database: str, clock: Clock
) -> None:
    """Begun anew while it runs, it goes on: in another tab, and by a second click."""
    app = open_page("assess/exam")
    other = open_page("assess/exam")
    press(app, "exam_begin_trial")
    press(other, "exam_begin_trial")
    stand = only_exam(database)
    assert named(app) == named(other) == stand.exam.id
    assert stand.exam.deadline == clock.now + 600
    assert {item.question.id for item in stand.exam.items} == {"choose", "compute"}


def test_answers_are_on_disk_at_once_and_nothing_is_given_away(
    open_page: Open, trial: Path, database: str
) -> None:
    """No verdict, reason, hint or trap is on the page before the end, the summary included."""
    app = answer(begin(open_page), "Down", "9")
    assert sorted(only_exam(database).responses.values()) == ["9", "Down"]
    seen = [texts(app)]
    for place in ("1", "2", "end"):
        app.query_params["number"] = place
        seen.append(texts(app.run()))
        seen.append(str(app.main.children))
    assert "2 of 2 answered, 0 unanswered, 0 flagged" in seen[-2]
    assert not any("SECRET" in one or "Wrong" in one for one in seen)
    assert answers(kept(database)) == []


def test_after_the_end_everything_is_told(open_page: Open, trial: Path, database: str) -> None:
    """The score against the mark, every question, every reason, on screen and on disk."""
    app = end(answer(begin(open_page), "Down", "900"))
    said = texts(app)
    assert "50\u00a0%: passed." in said
    assert "1 of 2 right" in said
    app.segmented_control[0].set_value("All (2)").run()
    said = texts(app)
    for reason in ("SECRETRIGHT", "SECRETWRONG", "SECRETWHY"):
        assert reason in said
    (over,) = exam.sittings(kept(database))
    assert (over.why, len(exam.answers_of_exams(kept(database)))) == ("finished", 2)


def test_a_refresh_or_another_browser_goes_on_where_it_was(
    open_page: Open, trial: Path, clock: Clock
) -> None:
    """What was given stands in the inputs again, and the clock goes on."""
    answer(begin(open_page), "Nowhere", "450 shares")
    clock.now += 100
    start = open_page("assess/exam")
    assert "08:20 left" in texts(start)
    (go_on,) = [one for one in start.button if one.label.startswith("Go on")]
    app = go_on.click().run()
    found = {}
    for place in ("1", "2"):
        app.query_params["number"] = place
        app.run()
        found |= {"choice": app.radio[0].value} if app.radio else {}
        found |= {"number": app.text_input[0].value} if app.text_input else {}
    assert found == {"choice": "Nowhere", "number": "450 shares"}


def test_time_out_while_away_closes_at_the_deadline(
    open_page: Open, trial: Path, database: str, clock: Clock
) -> None:
    """The first look closes it; answers saved until then count, the result is there."""
    app = answer(begin(open_page))
    clock.now += 3600
    assert "The time ran out." in texts(app.run())
    stand = only_exam(database)
    assert (stand.why, stand.ended) == ("time", stand.exam.deadline)
    start = open_page("assess/exam")
    assert "2 of 2 right" in "".join(one.label for one in start.button)


def test_a_click_after_the_deadline_changes_nothing(
    open_page: Open, trial: Path, database: str, clock: Clock
) -> None:
    """The page was open all the time, and its browser's clock stood still."""
    app = at_the_choice(begin(open_page))
    clock.now += 601
    app.radio[0].set_value("Up").run()
    assert not app.exception
    assert only_exam(database).responses == {}
    assert "The time ran out." in texts(app)


def test_two_tabs_see_each_other_and_the_last_answer_counts(
    open_page: Open, trial: Path, database: str
) -> None:
    """What one tab saved shows in the other on its next click, and is not undone by it."""
    one = at_the_choice(begin(open_page))
    one.radio[0].set_value("Up").run()
    two = open_page("assess/exam", exam=named(one), number=named(one, "number"))
    assert two.radio[0].value == "Up"
    two.radio[0].set_value("Down").run()
    press(one, "exam_flag")
    assert one.radio[0].value == "Down"
    assert list(only_exam(database).responses.values()) == ["Down"]
    one.radio[0].set_value("Nowhere").run()
    assert two.run().radio[0].value == "Nowhere"


def test_ended_in_one_tab_is_ended_in_the_other(
    open_page: Open, trial: Path, database: str
) -> None:
    """The other tab shows the result, and its answer does not count."""
    one = at_the_choice(begin(open_page))
    end(open_page("assess/exam", exam=named(one)))
    one.radio[0].set_value("Up").run()
    assert not one.exception
    assert "not passed" in texts(one)
    assert only_exam(database).responses == {}


def test_flags_are_kept_and_counted(open_page: Open, trial: Path, database: str) -> None:
    """Set, shown in the summary, and taken away."""
    app = press(begin(open_page), "exam_flag")
    assert only_exam(database).flagged == {1}
    app.query_params["number"] = "end"
    assert "0 of 2 answered, 2 unanswered, 1 flagged" in texts(app.run())
    app.query_params["number"] = "1"
    press(app.run(), "exam_flag")
    assert only_exam(database).flagged == frozenset()


def test_a_number_that_cannot_be_read_is_asked_for_again(open_page: Open, trial: Path) -> None:
    """Without a word on right or wrong."""
    app = answer(begin(open_page), number="nine hundred")
    if app.radio:
        app.query_params["number"] = "1" if named(app, "number") == "2" else "2"
        app.run()
    assert "can't be read as a number" in texts(app)
    assert app.text_input[0].value == "nine hundred"
    assert "1 of 2 answered" in texts(open_page("assess/exam"))


def test_what_was_typed_is_named_as_it_was_typed(open_page: Open, trial: Path) -> None:
    """What follows "of" may be anything, and never makes a link or a picture."""
    app = answer(begin(open_page), number="900 shares of ![x](//a)")
    if app.radio:
        app.query_params["number"] = "1" if named(app, "number") == "2" else "2"
        app.run()
    assert r"Saved: 900 shares of !\[x\](//a)." in texts(app)


def test_an_edit_in_the_middle_changes_nothing(open_page: Open, trial: Path, database: str) -> None:
    """An instructor deletes the questions and the blueprint; the exam and its review go on."""
    app = begin(open_page)
    (trial / "quiz_bank" / "trial.yaml").write_text("topic: Trial\nquestions: []\n", "utf-8")
    (trial / "quiz_bank" / "blueprints" / "trial.yaml").unlink()
    app = end(answer(app))
    assert "2 of 2 right" in texts(app)
    app.segmented_control[0].set_value("All (2)").run()
    assert "SECRETRIGHT" in texts(app)


def test_a_small_bank_is_told_before_the_start(open_page: Open, trial: Path) -> None:
    """Never a silent shortage; the time shrinks with the questions."""
    write_blueprint(trial, questions=20, minutes=36)
    said = texts(open_page("assess/exam"))
    assert "2 questions · 4 minutes" in said
    assert "2 of 20 questions are there" in said
    assert "18 on All of it" in said


def test_an_exam_without_questions_cannot_be_begun(open_page: Open, trial: Path) -> None:
    """It says so, and offers nothing to press."""
    (trial / "quiz_bank" / "trial.yaml").unlink()
    app = open_page("assess/exam")
    assert "No question of this exam is written yet." in texts(app)
    assert not [one for one in app.button if one.label == "Begin the exam"]


def test_the_lesson_exam_keeps_the_lesson_of_the_address(open_page: Open, database: str) -> None:
    """A link from a lesson leads to the exam on that lesson, in front."""
    slug = "gamma-and-theta"
    app = open_page("assess/exam", blueprint="lesson", lesson=slug)
    assert app.selectbox[0].value == slug
    press(app, "exam_begin_lesson")
    stand = only_exam(database)
    assert {item.question.lesson for item in stand.exam.items} == {slug}
    end(app)
    (chart,) = app.get("vega_lite_chart")
    assert "Hedging with the underlying: 0 of" in str(chart.proto)
    assert "labelColor" in str(chart.proto), "the chart's own grey is too pale to read"


def test_an_odd_address_is_answered(open_page: Open, trial: Path) -> None:
    """No exam of that name is there, so the page offers those that are."""
    app = open_page("assess/exam", blueprint="?", lesson="?")
    for name in ("nope", "x" * 10_000, "../..", "'; drop table facts"):
        app.query_params.update({"exam": name, "number": "٣"})
        assert "There is no such exam of yours." in texts(app.run())
        assert "exam" not in app.query_params


def test_an_odd_number_shows_the_first_question(open_page: Open, trial: Path) -> None:
    """In an exam that is there."""
    app = begin(open_page)
    for number in ("0", "99", "-1", "٣", "x" * 10_000):
        app.query_params["number"] = number
        assert "Question 1 of 2" in texts(app.run())


def test_answers_wait_while_the_database_is_away(
    open_page: Open, trial: Path, database: str, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says what is not saved; when the database is back it is there, at its own time."""
    app = begin(open_page)
    with monkeypatch.context() as broken:
        broken.setattr(Store, "record_many", away)
        broken.setattr(Store, "record", away)
        answer(app)
        said = texts(app)
        assert "Kept, not saved yet." in said
        assert "Saved:" not in said
        assert only_exam(database).responses == {}
    clock.now += 3600
    app.run()
    assert "2 of 2 right" in texts(app)
    stand = only_exam(database)
    assert (len(stand.responses), stand.why) == (2, "time")


def away(*_: object, **__: object) -> None:
    """Be a database that does not answer."""
    from engine.errors import RecordsUnavailable

    raise RecordsUnavailable("the database does not answer")


def test_an_exam_from_a_doctored_file_leaves_the_page_standing(
    open_page: Open, trial: Path, database: str
) -> None:
    """What cannot be read is passed over."""
    store = Store(database)
    for name, detail in enumerate(({}, {"items": 7}, {"deadline": "soon"})):
        store.record(
            Fact(learner=LEARNER, kind="exam_started", subject=f"{name}", at=1.0, detail=detail)
        )
    store.close()
    app = open_page("assess/exam")
    assert "Trial" in texts(app)
    assert json.dumps(texts(app)).count("running") == 0
