"""The quiz page: asking, marking, keeping, and going on."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from engine.records.store import Store
from engine.study.practice import Answer, answers
from engine.study.shown import Shown, shown
from pages.ui import state
from pages.ui.question import modes
from tests.pages.conftest import LEARNER, REPOSITORY, Open, texts
from tests.study.kinds import BY_ID, FILE, TOPIC

QUESTION = "share-rises-which-hedge"


@pytest.fixture(scope="module")
def shared_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one copy of the course for all tests here, with one question of each kind more."""
    root = tmp_path_factory.mktemp("course")
    for folder in ("content", "quiz_bank"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    (root / "quiz_bank" / "one-of-each.yaml").write_text(FILE, encoding="utf-8")
    return root


@pytest.fixture(autouse=True)
def course(shared_course: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Read the course from the copy."""
    monkeypatch.setenv("HEDGEBOOK_COURSE", str(shared_course))
    return shared_course


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
    """A wrong answer is explained, and waits under the weak spots."""
    app = open_page("assess/quiz", question=QUESTION)
    wrong = next(iter(state.course().bank.questions[QUESTION].wrong))
    submit(app, wrong, "Fairly sure")
    assert "Not right." in texts(app)
    again = open_page("assess/quiz", mode="weak")
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


def test_an_address_puts_no_link_and_no_picture_on_the_page(open_page: Open) -> None:
    """What it names is repeated as plain text: a link from elsewhere may say anything."""
    app = open_page("assess/quiz", question="![a](https://b.example/c.png) $d$")
    assert r'There is no question "!\[a\](https\://b.example/c.png) \$d\$"' in texts(app)


def test_a_topic_keeps_to_its_questions(open_page: Open) -> None:
    """Choosing a topic asks only its questions."""
    topic = state.course().bank.topics()[-1]
    app = open_page("assess/quiz")
    app.selectbox(key="quiz_topic").set_value(topic).run()
    question = state.course().bank.questions[app.query_params["question"]]
    assert question.topic == topic


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


def kept(database: str) -> list[Answer]:
    """Return the answers that are on disk."""
    return answers(Store(database).facts(LEARNER))


def now_shown(app: AppTest) -> Shown:
    """Return the question on the page as it is shown."""
    return shown(BY_ID[app.query_params["question"]], app.query_params["attempt"])


def type_and_submit(app: AppTest, text: str, sure: str = "Sure") -> None:
    """Write a number and submit it."""
    app.text_input[0].set_value(text).run()
    submit(app, None, sure)


def answer_wrongly(app: AppTest, sure: str) -> str:
    """Answer the choice on the page wrongly and return which question it was."""
    question = state.course().bank.questions[app.query_params["question"]]
    submit(app, next(iter(question.wrong)), sure)
    return question.id


def test_a_number_is_marked_with_its_trap_its_time_and_its_hints(
    open_page: Open, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that review and statistics need is kept with the answer."""
    monkeypatch.setattr(state, "now", lambda: 1_000.0)
    app = open_page("assess/quiz", topic=TOPIC, question="number")
    seen = now_shown(app)
    for number in (1, 2):
        next(one for one in app.button if one.label == f"Hint {number} of 3").click().run()
    assert "**Hint 2 of 3.** Times shares per contract." in texts(app)
    monkeypatch.setattr(state, "now", lambda: 1_012.5)
    type_and_submit(app, f"{seen.value / 100:g}")
    (answer,) = kept(database)
    assert (answer.score, answer.trap, answer.seconds, answer.hints) == (0.0, 0, 12.5, 2)
    assert (answer.where, answer.form, answer.at) == ("topic", "own", 1_012.5)
    said = texts(app)
    assert said.index("One contract covers 100 shares.") < said.index("(right)")


def test_time_is_capped_and_unknown_after_a_refresh(
    open_page: Open, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who went away was not thinking; who came back by the address began nobody knows when."""
    monkeypatch.setattr(state, "now", lambda: 1_000.0)
    app = open_page("assess/quiz", question="number")
    monkeypatch.setattr(state, "now", lambda: 9_999.0)
    type_and_submit(app, "1")
    monkeypatch.setattr(state, "now", lambda: 10_000.0)
    type_and_submit(open_page("assess/quiz", question="number", attempt="ab12"), "1")
    assert [answer.seconds for answer in kept(database)] == [600.0, 0.0]


def test_an_unreadable_number_is_asked_for_again(open_page: Open, database: str) -> None:
    """It stays in the field, and nothing is kept."""
    app = open_page("assess/quiz", question="number")
    type_and_submit(app, "about nine")
    assert "Write a number, like" in texts(app)
    assert app.text_input[0].value == "about nine"
    assert kept(database) == []


def test_a_half_mark_says_so(open_page: Open, database: str) -> None:
    """The right number with the wrong unit."""
    app = open_page("assess/quiz", question="number")
    seen = now_shown(app)
    type_and_submit(app, f"{seen.value:g} contracts")
    assert "Half right. You were: sure." in texts(app)
    assert "its unit is not contracts" in texts(app)
    assert kept(database)[0].score == 0.5


def test_a_hint_counts_half_and_is_said_gently(open_page: Open) -> None:
    """A right answer after a hint is right, and the page says what it is worth."""
    app = open_page("assess/quiz", question="choice")
    next(one for one in app.button if one.label == "Hint").click().run()
    assert not any(one.label.startswith("Hint") for one in app.button)
    submit(app, "Buy shares", "Sure")
    assert "Right. You were: sure. With a hint, it counts half towards mastery." in texts(app)


def test_new_numbers_are_new(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same question with another variant, and an empty field, even if chance repeats itself."""
    monkeypatch.setattr(secrets, "token_hex", lambda _: "ab12")
    app = open_page("assess/quiz", question="number")
    before = now_shown(app)
    type_and_submit(app, "1")
    next(one for one in app.button if one.label == "New numbers").click().run()
    assert now_shown(app).variant != before.variant
    assert app.text_input[0].value == ""


def test_a_question_without_numbers_is_asked_again(open_page: Open) -> None:
    """There are no new numbers to offer."""
    app = open_page("assess/quiz", question="choice")
    submit(app, "Wait", "Guess")
    next(one for one in app.button if one.label == "Same question again").click().run()
    assert app.query_params["question"] == "choice"
    assert app.radio[0].value is None


def test_a_number_as_multiple_choice(open_page: Open, database: str) -> None:
    """The switch stays on for the next numbers, and the answer knows its form."""
    app = open_page("assess/quiz", topic=TOPIC, question="number")
    app.toggle(key="quiz_form").set_value(True).run()
    right = now_shown(app).right_texts[0]
    submit(app, right, "Sure")
    assert "Right." in texts(app)
    assert kept(database)[0].form == "choice"
    next(one for one in app.button if one.label == "New numbers").click().run()
    assert len(app.radio[0].options) == 3
    app.toggle(key="quiz_form").set_value(False).run()
    assert app.text_input[0].value == ""


@pytest.mark.parametrize(
    ("name", "given"), [("choice", "2"), ("select", "1.3"), ("number", "about 9")]
)
def test_the_address_brings_back_what_was_not_submitted(
    open_page: Open, name: str, given: str
) -> None:
    """And changes with every click; submitting takes it out."""
    app = open_page("assess/quiz", question=name, attempt="ab12", given=given)
    if name == "number":
        assert app.text_input[0].value == given
        app.text_input[0].set_value("12").run()
        assert app.query_params["given"] == "12"
    elif name == "select":
        assert [box.value for box in app.checkbox] == [True, False, True, False]
        app.checkbox[1].check().run()
        assert app.query_params["given"] == "1.2.3"
    else:
        assert app.radio[0].value == now_shown(app).options[1].text
        app.radio[0].set_value(app.radio[0].options[0]).run()
        assert app.query_params["given"] == "1"
    submit(app, None, "Sure")
    assert "given" not in app.query_params


def test_no_weak_spots_leads_on(open_page: Open) -> None:
    """An empty mode says why it is empty and what to do instead."""
    app = open_page("assess/quiz", mode="weak")
    assert "No weak spots so far." in texts(app)
    app.button(key="quiz_mixed").click().run()
    assert app.query_params["mode"] == "mixed"
    assert app.radio or app.text_input


def test_a_confident_error_is_the_first_weak_spot(open_page: Open) -> None:
    """Sure and wrong comes before a guess that was wrong."""
    app = open_page("assess/quiz", question=QUESTION)
    answer_wrongly(app, "Guess")
    other = next(
        one.id
        for one in state.course().bank.questions.values()
        if one.id != QUESTION and one.kind == "choice"
    )
    app = open_page("assess/quiz", question=other)
    answer_wrongly(app, "Sure")
    app = open_page("assess/quiz", mode="weak")
    assert app.query_params["question"] == other
    assert "2 weak spots" in texts(app)
    answer_wrongly(app, "Sure")
    app.button(key="quiz_next").click().run()
    assert app.query_params["question"] == QUESTION


def test_todays_queue_gets_shorter(open_page: Open, database: str) -> None:
    """Each answer takes one question out of the queue."""
    app = open_page("assess/quiz", mode="review", question=QUESTION)
    left = next(one.value for one in app.caption if "left today" in one.value)
    submit(app, right_answer(), "Sure")
    app.button(key="quiz_next").click().run()
    after = next(one.value for one in app.caption if "left today" in one.value)
    assert left != after
    assert kept(database)[0].where == "review"


def test_todays_plan_is_made_once_and_followed(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer takes its question off the plan; nobody is answered later for a new one."""
    app = open_page("assess/quiz", mode="review")
    planned = [one.id for one in app.session_state["quiz_queue"].questions]
    monkeypatch.setattr(modes, "_queue", lambda *_: pytest.fail("the day is planned again"))
    for name in planned[:2]:
        assert app.query_params["question"] == name
        seen = shown(state.course().bank.questions[name], app.query_params["attempt"])
        given = {"select": list(seen.right_texts), "order": list(seen.right_order)}
        told = {"response": given.get(seen.kind, seen.right_texts[0]), "score": 1.0}
        state.record("answer", name, occasion=seen.seed, detail=told)
        app.run()
        app.button(key="quiz_next").click().run()
    assert [one.id for one in app.session_state["quiz_queue"].questions] == planned[2:]


def test_the_modes_can_be_chosen(open_page: Open) -> None:
    """Each choice begins with its own question, and the address says it."""
    app = open_page("assess/quiz", question=QUESTION)
    app.segmented_control(key="quiz_mode").set_value("mixed").run()
    assert app.query_params["mode"] == "mixed"
    assert "topic" not in app.query_params
    assert len(app.selectbox) == 0


NONSENSE: list[dict[str, str]] = [
    {"mode": "nonsense", "topic": "nonsense"},
    {"mode": "review", "topic": "My wrong answers"},
    {"question": QUESTION, "attempt": "x" * 10_000, "given": "y" * 10_000},
    {"question": QUESTION, "attempt": "a b/../c", "given": "0.0.-1"},
    {"question": "number", "attempt": "ab12", "given": "<script>", "form": "nonsense"},
    {"question": "order", "attempt": "ab12", "given": "1.2.3.4.5", "form": "choice"},
    {"question": "", "attempt": "", "given": "1", "mode": "", "topic": ""},
    {"question": "\x00", "attempt": "\x00", "given": "\x00", "mode": "\x00"},
]


def test_an_address_that_says_nonsense_asks_a_question_anyway(open_page: Open) -> None:
    """Whatever stands in it, the page goes on."""
    app = open_page("assess/quiz")
    for query in NONSENSE:
        app.query_params.clear()
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert {"Sure", "Practise mixed"} & {one.label for one in app.button}
        assert len(app.query_params.get("attempt", "")) <= 16


def test_the_simulator_is_offered_after_the_answer(open_page: Open) -> None:
    """With the numbers of this very attempt, as well as the lesson."""
    app = open_page("assess/quiz", question="number")
    assert not app.get("page_link")
    seen = now_shown(app)
    type_and_submit(app, "1")
    links = [link.proto for link in app.get("page_link")]
    assert links[0].label == "Open this in the simulator"
    book = seen.simulator.partition("book=")[2]
    assert book in links[0].query_string
    assert links[1].label.startswith("Lesson: ")
