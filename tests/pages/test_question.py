"""The pieces of a question on a page: inputs of each kind, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from engine.study.marking import Response
from engine.study.numbers.quantities import LONGEST
from engine.study.questions import Question
from engine.study.shown import Form, Shown, shown
from pages.ui.question import address
from pages.ui.question.attempts import is_attempt
from tests.pages.conftest import texts
from tests.study.kinds import BY_ID, CHOICE, NUMBER, ORDER, SELECT

KINDS = pytest.mark.parametrize("name", BY_ID)
SEEDS = some.text("0123456789abcdef", min_size=1, max_size=8)


def asking(name: str, form: str, *given: object) -> None:
    """Show an input for everything that may stand in it, and what its last change told."""
    import streamlit as st

    from engine.study.shown import shown
    from pages.ui.question.inputs import answer_input, response_of
    from tests.study.kinds import BY_ID

    seen = shown(BY_ID[name], "seed", form)

    def changed(response: object) -> None:
        st.session_state["told"] = ("told", response)

    st.session_state["all"] = []
    for number, one in enumerate(given):
        answer_input(seen, key=f"one{number}", given=one, changed=changed)
        st.session_state["all"].append(response_of(seen, key=f"one{number}"))
    st.session_state["now"] = st.session_state["all"][0]


def explaining(name: str, response: object, brief: bool, form: str = "own") -> None:
    """Show the explanation of one answer."""
    from engine.study.marking import mark
    from engine.study.shown import shown
    from pages.ui.question.explain import explanation
    from tests.study.kinds import BY_ID

    seen = shown(BY_ID[name], "seed", form)
    explanation(seen, response, mark(seen, response) if response else None, brief=brief)


def run(page: Callable[..., None], *args: Any) -> AppTest:
    """Run a small page."""
    app = AppTest.from_function(page, args=args, default_timeout=20).run()
    assert not app.exception
    return app


def told(app: AppTest) -> Any:
    """Return what the last change of the input told."""
    return app.session_state["told"][1] if "told" in app.session_state else "nothing"


def answer(seen: Shown) -> Response:
    """Return an answer that can be given."""
    if seen.kind == "number":
        return "about 12"
    if seen.kind == "order":
        return tuple(reversed(seen.steps))
    texts = [option.text for option in seen.options]
    return texts[1] if seen.kind == "choice" else (texts[0], texts[2])


@KINDS
def test_nothing_is_an_answer_at_first(name: str) -> None:
    """No option is chosen for the learner, and the steps as they lie are no order."""
    app = run(asking, name, "own", None)
    assert app.session_state["now"] is None
    assert told(app) == "nothing"


@KINDS
def test_what_was_given_stands_in_it(name: str) -> None:
    """After a refresh the answer comes back, whatever the kind."""
    response = answer(shown(BY_ID[name], "seed"))
    assert run(asking, name, "own", response).session_state["now"] == response


@KINDS
def test_nonsense_that_was_given_is_no_answer(name: str) -> None:
    """An address can say anything; only what can be chosen is taken, and a text is cut."""
    nonsense: list[Response] = ["", "x" * 9_000, (), ("a", "b"), ("",) * 50, "\x00"]
    found = run(asking, name, "own", *nonsense).session_state["all"]
    assert len(found) == len(nonsense)
    typed = [None, "x" * LONGEST, None, None, None, "\x00"]
    assert found == (typed if name == "number" else [None] * len(nonsense))


def test_each_change_is_told_and_so_is_its_end() -> None:
    """Choosing, choosing more, taking back; typing and deleting."""
    app = run(asking, "choice", "own", None)
    app.radio[0].set_value(app.radio[0].options[2]).run()
    assert told(app) == app.session_state["now"] == shown(CHOICE, "seed").options[2].text
    app = run(asking, "select", "own", None)
    app.checkbox[3].check().run()
    app.checkbox[1].check().run()
    options = [option.text for option in shown(SELECT, "seed").options]
    assert told(app) == (options[1], options[3])
    app.checkbox[3].uncheck().run()
    app.checkbox[1].uncheck().run()
    assert told(app) is None
    app = run(asking, "number", "own", None)
    app.text_input[0].set_value("  900 shares ").run()
    assert told(app) == "900 shares"
    app.text_input[0].set_value("   ").run()
    assert told(app) is None


def test_a_number_can_be_a_choice() -> None:
    """The answer and its traps, smallest first, as an exam would show them."""
    app = run(asking, "number", "choice", None)
    seen = shown(NUMBER, "seed", "choice")
    assert app.radio[0].options == [option.text for option in seen.options]
    assert len(seen.options) == 3


def test_an_order_that_no_browser_of_ours_sends_is_none() -> None:
    """What comes over the wire is looked at before it is an answer."""
    sent = [
        None,
        [],
        "3210",
        [0, 1, 2],
        [0, 1, 2, 2],
        [0.5, 1, 2, 3],
        [True, 1, 2, 3],
        [9, 1, 2, 3],
    ]
    arguments = ("order", "own", *([None] * len(sent)))
    app = AppTest.from_function(asking, args=arguments, default_timeout=20)
    for number, order in enumerate(sent):
        app.session_state[f"one{number}_order"] = {"order": order}
    assert app.run().session_state["all"] == [None] * len(sent)


def test_an_order_counts_the_steps_as_they_are_shown() -> None:
    """The browser sends places; they become the texts that lie there."""
    app = AppTest.from_function(asking, args=("order", "own", None), default_timeout=20)
    app.session_state["one0_order"] = {"order": [3, 1.0, 0, 2]}
    steps = shown(ORDER, "seed").steps
    assert app.run().session_state["now"] == (steps[3], steps[1], steps[0], steps[2])


@KINDS
def test_every_reason_is_said_and_what_was_given_is_named(name: str) -> None:
    """With an answer as well as without: a preview has none."""
    question = BY_ID[name]
    seen = shown(question, "seed")
    for response in (answer(seen), None):
        said = texts(run(explaining, name, response, False))
        for reason in (*(option.why for option in seen.options), seen.why):
            assert reason in said
        yours = "your answer" in said.lower() or "you chose it" in said or "you put it" in said
        assert yours == (response is not None)
    for text in seen.right_texts:
        assert text in said


def test_brief_folds_away_what_is_neither_right_nor_given() -> None:
    """In a lesson the other options wait behind a click."""
    app = run(explaining, "choice", "Wait", True)
    folded = [item.value for item in app.expander[0].markdown]
    assert len(folded) == 1
    assert "Sell shares" in folded[0]
    assert not run(explaining, "choice", "Wait", False).expander


def test_a_trap_is_said_first() -> None:
    """The reason why this very number is wrong stands above all others."""
    seen = shown(NUMBER, "seed")
    app = run(explaining, "number", f"{seen.value / 100:g}", False)
    assert "One contract covers 100 shares." in app.markdown[0].value
    assert texts(app).count("One contract covers 100 shares.") == 1


def test_what_was_typed_is_shown_as_it_was_typed() -> None:
    """No sign of it makes a link, a picture or a formula, whatever verdict it got."""
    typed = "900 shares of ![x](//a) $y$"
    right = f"{shown(NUMBER, 'seed').value:g} options of ![x](//a) $y$"
    for response in (typed, right, "$y$ ![x](//a)"):
        said = texts(run(explaining, "number", response, False))
        assert r"!\[x\](//a)" in said
        assert "![x](" not in said
        assert r"\$y\$" in said


def test_the_reason_of_a_number_shown_as_a_choice_is_said_once() -> None:
    """It stands with the right option, and not below all of them again."""
    seen = shown(NUMBER, "seed", "choice")
    said = texts(run(explaining, "number", seen.options[0].text, False, "choice"))
    assert said.count(seen.why) == 1


def test_a_selection_says_what_was_missed() -> None:
    """How many, and which: right and not chosen."""
    said = texts(run(explaining, "select", ("The share rises",), False))
    assert "missed" in said
    assert "**More calls are sold** (right, not chosen)" in said


QUESTIONS = some.sampled_from(list(BY_ID.values()))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(question=QUESTIONS, seed=SEEDS, form=some.sampled_from(["own", "choice"]), data=some.data())
def test_the_address_carries_any_answer(
    question: Question, seed: str, form: Form, data: some.DataObject
) -> None:
    """Written and read again it is the same answer, of any kind."""
    seen = shown(question, seed, form)
    options = [option.text for option in seen.options]
    possible: dict[str, some.SearchStrategy[Any]] = {
        "number": some.text(min_size=1, max_size=LONGEST).map(str.strip).filter(bool),
        "order": some.permutations(list(seen.steps)).map(tuple),
        "select": some.lists(some.sampled_from(options or [""]), min_size=1, unique=True).map(
            tuple
        ),
        "choice": some.sampled_from(options or [""]),
    }
    response = data.draw(possible[seen.kind])
    assert address.read(seen, address.written(seen, response)) == response
    assert address.written(seen, None) == ""


@settings(deadline=None, derandomize=True, max_examples=60)
@given(question=QUESTIONS, text=some.text() | some.from_regex(r"[0-9.]{0,12}", fullmatch=True))
def test_an_address_that_says_nonsense_says_nothing(question: Question, text: str) -> None:
    """Whatever is read can be given; anything else is no answer."""
    seen = shown(question, "seed")
    response = address.read(seen, text)
    if response is not None and seen.kind != "number":
        given_texts = (response,) if isinstance(response, str) else response
        assert set(given_texts) <= {option.text for option in seen.options} | set(seen.steps)
        assert address.read(seen, address.written(seen, response)) == response


def test_nothing_can_be_chosen_twice() -> None:
    """Two places that are one are no answer, of a selection or of steps."""
    assert address.read(shown(SELECT, "seed"), "1.1") is None
    assert address.read(shown(ORDER, "seed"), "1.1.2.3") is None
    assert address.read(shown(ORDER, "seed"), "1.2.3") is None
    assert address.read(shown(CHOICE, "seed"), "4") is None


@pytest.mark.parametrize("text", ["", "a b", "x" * 17, "../etc", "ä", "a/1", "a\n"])
def test_what_is_no_attempt(text: str) -> None:
    """Names of attempts are short and plain: they are kept in the database."""
    assert not is_attempt(text)
    assert is_attempt("00ff12ab-3")
