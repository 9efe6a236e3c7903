"""The quiz page: asking, marking, keeping, and going on."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.records.store import Store
from engine.study.practice import answers
from pages.ui import state
from tests.pages.conftest import LEARNER, Open, texts

QUESTION = "shares-against-20-short-calls"


def submit(app: AppTest, text: str | None, sure: str) -> None:
    """Choose an option and press one of the three submit buttons."""
    if text is not None:
        app.radio[0].set_value(text).run()
    next(button for button in app.button if button.label == sure).click().run()
    assert not app.exception


def right_answer() -> str:
    """Return the right option of the question under test."""
    return next(iter(state.course().bank.questions[QUESTION].right))


def test_an_answer_is_marked_explained_and_on_disk_at_once(open_page: Open, database: str) -> None:
    """After submitting, every option has its reason and the database has the answer."""
    app = open_page("assess/quiz", question=QUESTION)
    submit(app, right_answer(), "Sure")
    said = texts(app)
    question = state.course().bank.questions[QUESTION]
    assert "Right. You were: sure." in said
    assert all(option.why.split(".")[0] in said for option in question.options)
    (kept,) = answers(Store(database).facts(LEARNER))
    assert (kept.question, kept.right, kept.confidence) == (QUESTION, True, "sure")


def test_a_wrong_answer_is_told_as_wrong_and_comes_back(open_page: Open) -> None:
    """A wrong answer is explained, and waits under 'My wrong answers'."""
    app = open_page("assess/quiz", question=QUESTION)
    wrong = next(iter(state.course().bank.questions[QUESTION].wrong))
    submit(app, wrong, "Fairly sure")
    assert "Not right." in texts(app)
    again = open_page("assess/quiz", topic="My wrong answers")
    assert again.query_params["question"] == QUESTION


def test_submitting_without_a_choice_asks_for_one(open_page: Open, database: str) -> None:
    """Nothing is kept and the page says what is missing."""
    app = open_page("assess/quiz", question=QUESTION)
    submit(app, None, "Guess")
    assert "Choose one of the answers above first." in texts(app)
    assert Store(database).facts(LEARNER) == []


def test_the_same_address_shows_the_same_answered_question(open_page: Open) -> None:
    """A refresh after answering shows the feedback again, options in the same order."""
    app = open_page("assess/quiz", question=QUESTION)
    submit(app, right_answer(), "Guess")
    before = texts(app)
    attempt = app.query_params["attempt"]
    after = open_page("assess/quiz", question=QUESTION, attempt=attempt)
    assert texts(after) == before


def test_next_goes_to_another_question(open_page: Open) -> None:
    """The next question is a different one with its own attempt."""
    app = open_page("assess/quiz", question=QUESTION)
    attempt = app.query_params["attempt"]
    submit(app, right_answer(), "Sure")
    app.button(key="quiz_next").click().run()
    assert app.query_params["question"] != QUESTION
    assert app.query_params["attempt"] != attempt


def test_an_unknown_question_is_named_and_another_is_asked(open_page: Open) -> None:
    """A link to a question that is gone leads to one that is there."""
    app = open_page("assess/quiz", question="no-such-thing")
    assert 'There is no question "no-such-thing"' in texts(app)
    assert app.radio[0].options


def test_a_topic_keeps_to_its_questions(open_page: Open) -> None:
    """Choosing a topic asks only its questions."""
    topic = state.course().bank.topics()[-1]
    app = open_page("assess/quiz")
    app.selectbox(key="quiz_topic").set_value(topic).run()
    question = state.course().bank.questions[app.query_params["question"]]
    assert question.topic == topic


def test_a_new_file_shows_on_the_next_click(open_page: Open, course: Path) -> None:
    """A question written while the app runs can be asked at once."""
    app = open_page("assess/quiz")
    (course / "quiz_bank" / "new.yaml").write_text(
        "topic: Brand new\nobjective: X\nquestions:\n  - id: brand-new\n    ask: Which?\n"
        "    right:\n      This: Because.\n    wrong:\n      That: No.\n      Other: Neither.\n",
        encoding="utf-8",
    )
    app.run()
    assert "Brand new" in app.selectbox(key="quiz_topic").options


def test_a_broken_file_takes_nothing_down(open_page: Open, course: Path) -> None:
    """The questions of a file that breaks go on in their last good version."""
    app = open_page("assess/quiz", question=QUESTION)
    (course / "quiz_bank" / "short-calls.yaml").write_text("topic: [\n", encoding="utf-8")
    app.run()
    assert not app.exception
    assert app.radio[0].options


def test_an_answer_that_cannot_be_saved_waits_in_the_page(
    open_page: Open, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the records gone the learner is told, and 'Save again' saves when they are back."""
    monkeypatch.setenv("HEDGEBOOK_DATABASE_URL", f"sqlite:///{tmp_path}")
    app = open_page("assess/quiz", question=QUESTION)
    submit(app, right_answer(), "Sure")
    assert "not saved yet" in texts(app)
    monkeypatch.setenv("HEDGEBOOK_DATABASE_URL", database)
    app.button(key="quiz_save_again").click().run()
    assert "not saved yet" not in texts(app)
    assert [answer.question for answer in answers(Store(database).facts(LEARNER))] == [QUESTION]
