"""The quiz while its files change: new questions, broken ones, edited ones."""

from __future__ import annotations

from pathlib import Path

from engine.records.store import Store
from engine.study.practice import answers
from tests.pages.conftest import LEARNER, Open, texts
from tests.pages.test_quiz_page import QUESTION, submit
from tests.study.kinds import FILE


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
    (course / "quiz_bank" / "hedging-with-shares.yaml").write_text("topic: [\n", encoding="utf-8")
    app.run()
    assert not app.exception
    assert app.radio[0].options


def test_mixed_takes_turns_and_knows_where_it_was(
    open_page: Open, course: Path, database: str
) -> None:
    """Another topic each time; the answers count as mixed."""
    for file in (course / "quiz_bank").glob("*.yaml"):
        file.unlink()
    for topic in ("one", "two", "three"):
        text = FILE.replace("- id: ", f"- id: {topic}-").replace("One of each kind", topic)
        choices = text.partition(f"  - id: {topic}-select")[0]
        (course / "quiz_bank" / f"{topic}.yaml").write_text(choices, encoding="utf-8")
    app = open_page("assess/quiz", mode="mixed")
    asked = []
    for _ in range(6):
        asked.append(app.query_params["question"])
        submit(app, "Wait", "Guess")
        app.button(key="quiz_next").click().run()
    assert len(set(asked[:3])) == 3
    assert asked[3:] == asked[:3]
    given = answers(Store(database).facts(LEARNER))
    assert {answer.where for answer in given} == {"mixed"}


def test_an_edited_question_is_asked_afresh_where_its_answer_is_gone(
    open_page: Open, course: Path
) -> None:
    """An option that no longer exists cannot be explained; one that does, says it was changed."""
    file = course / "quiz_bank" / "one-of-each.yaml"
    file.write_text(FILE, encoding="utf-8")
    app = open_page("assess/quiz", question="choice", attempt="ab12")
    submit(app, "Wait", "Sure")
    file.write_text(FILE.replace("Sell shares:", "Sell some:"), encoding="utf-8")
    app = open_page("assess/quiz", question="choice", attempt="ab12")
    assert "This question was changed after you answered." in texts(app)
    file.write_text(FILE.replace("Wait:", "Go home:"), encoding="utf-8")
    app = open_page("assess/quiz", question="choice", attempt="ab12")
    assert app.query_params["attempt"] != "ab12"
    assert "Go home" in app.radio[0].options
