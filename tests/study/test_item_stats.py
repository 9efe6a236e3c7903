"""Item statistics: against a table worked out by hand, and laws that hold for any class."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.facts import Fact
from engine.study.marking import mark
from engine.study.practice import Answer, answer_fact
from engine.study.questions import Question
from engine.study.shown import shown
from engine.study.teaching import item_stats as stats
from engine.study.teaching.distractors import choices
from engine.study.teaching.first_attempts import First, FirstAttempts, first_attempts
from engine.study.teaching.item_stats import item_stats
from tests.study.written import LAW

CHOICE = Question(
    id="hedge",
    ask="Which trade hedges 20 short calls with a delta of 0.45?",
    right={"Buy 900 shares": "20 × 100 × 0.45."},
    wrong={"Sell 900 shares": "Wrong side.", "Buy 9 shares": "100 a contract.", "Wait": "No."},
    topic="Hedging",
    objective="MM-2",
)
NUMBER = Question(
    id="number",
    ask="How many shares for {n} calls with a delta of 0.5?",
    vars={"n": "10 to 50 step 10"},
    answer="n * 50 shares ± 1",
    traps={"n * 0.5": "One contract covers 100 shares.", "n * 100": "That is a delta of 1."},
    topic="Hedging",
    objective="MM-2",
)
SELECT = Question(
    id="select",
    ask="Which are short delta?",
    right={"Short calls": "Yes.", "Long puts": "Yes."},
    wrong={"Long calls": "No."},
    topic="Hedging",
    objective="MM-2",
)
ORDER = Question(
    id="order", ask="In which order?", order=("A", "B", "C"), topic="H", objective="MM-2"
)
RIGHT, SELL, NINE, WAIT = (option.text for option in CHOICE.options)

# Learner: answer to the item, score on the other ten questions together.
CLASS = (
    (RIGHT, 10), (RIGHT, 9), (RIGHT, 8), (SELL, 7), (RIGHT, 6),
    (RIGHT, 5), (SELL, 4), (NINE, 3), (RIGHT, 2), (SELL, 1),
)  # fmt: skip


def answer(question: str, response: str, score: float, **more: Any) -> Answer:
    """Return an answer to the present wording of a question."""
    version = CHOICE.version if question == CHOICE.id else ""
    given_: dict[str, Any] = {"at": 1.0, "version": version, "attempt": "a", **more}
    return Answer(question=question, response=response, score=score, **given_)


def classroom(rows: Sequence[tuple[str, int]] = CLASS) -> FirstAttempts:
    """Return the first answers of a class: one to the item, ten to other questions."""
    told = []
    for place, (response, others) in enumerate(rows):
        told.append((f"l{place}", answer(CHOICE.id, response, float(response == RIGHT))))
        told += [(f"l{place}", answer(f"q{n}", "x", float(n < others))) for n in range(10)]
    return FirstAttempts(told)


def test_a_table_worked_out_by_hand() -> None:
    """Ten learners; every figure on paper first.

    6 of 10 right; √(0.6 × 0.4 / 10); Σ(x−x̄)(y−ȳ) = 7, √(82.5 × 2.4) = 14.07; of three at each end
    3 and 1 are right; "Sell" by 7, 4 and 1; "Nine" by 3.
    """
    found = item_stats(CHOICE, classroom().to(CHOICE))
    assert found.n == 10
    assert found.difficulty == pytest.approx(0.6)
    assert found.error == pytest.approx(math.sqrt(0.024))
    assert found.guessing == 0.25
    assert found.correlation == pytest.approx(7 / math.sqrt(82.5 * 2.4))
    assert found.separation == pytest.approx(3 / 3 - 1 / 3)
    assert found.seconds is None
    assert found.flags == ()
    by_text = {choice.text: choice for choice in found.choices}
    assert [by_text[text].count for text in (RIGHT, SELL, NINE, WAIT)] == [6, 3, 1, 0]
    assert by_text[RIGHT].right
    assert by_text[RIGHT].rest == pytest.approx(40 / 60)
    assert by_text[SELL].share == pytest.approx(0.3)
    assert by_text[SELL].rest == pytest.approx(0.4)
    assert by_text[NINE].rest == pytest.approx(0.3)
    assert by_text[WAIT].rest is None


def test_a_wrong_key_is_suspected() -> None:
    """Where the better learners are wrong, the key is to be checked and the distractor named."""
    turned = [(RIGHT if others < 5 else SELL, others) for _, others in CLASS]
    found = item_stats(CHOICE, classroom(turned).to(CHOICE))
    assert found.correlation is not None
    assert found.correlation < -0.8
    assert found.separation == -1.0
    assert set(found.flags) >= {"check-key", "strong-distractor"}


def test_few_learners_are_told_as_few() -> None:
    """Nine are too few for a correlation, a separation or a flag; one has no standard error."""
    nine = item_stats(CHOICE, classroom(CLASS[:9]).to(CHOICE))
    assert (nine.correlation, nine.separation, nine.flags) == (None, None, ())
    assert nine.error is not None
    alone = item_stats(CHOICE, classroom(CLASS[:1]).to(CHOICE))
    assert (alone.difficulty, alone.error) == (1.0, None)
    nobody = item_stats(CHOICE, [])
    assert (nobody.n, nobody.difficulty, nobody.error) == (0, None, None)
    assert [choice.share for choice in nobody.choices] == [0.0] * 4


def test_only_the_first_answer_counts() -> None:
    """Answers come in any order; the earliest to this wording is taken, the rest is another's."""
    told = [
        ("a", answer(CHOICE.id, RIGHT, 1.0, at=2.0)),
        ("a", answer(CHOICE.id, SELL, 0.0, at=1.0)),
        ("a", answer("other", "x", 1.0)),
        ("b", answer(CHOICE.id, RIGHT, 1.0, at=9.0, version="before")),
    ]
    firsts = FirstAttempts(told)
    (found,) = firsts.to(CHOICE)
    assert (found.learner, found.answer.response, found.rest) == ("a", SELL, 1.0)
    assert firsts.older(CHOICE) == 1
    assert (firsts.learners, firsts.count) == (2, 3)


def test_an_earlier_wording_of_the_same_question_is_not_the_rest() -> None:
    """Who answered two wordings of one question and nothing else has no score elsewhere."""
    told = [
        ("a", answer(CHOICE.id, RIGHT, 1.0, version="before")),
        ("a", answer(CHOICE.id, RIGHT, 1.0, at=2.0)),
    ]
    assert [first.rest for first in FirstAttempts(told).to(CHOICE)] == [None]


@pytest.mark.parametrize(
    ("question", "guess"), [(CHOICE, 1 / 4), (SELECT, 1 / 7), (NUMBER, 0.0), (ORDER, 1 / 6)]
)
def test_guessing(question: Question, guess: float) -> None:
    """One of four, one of the seven selections that choose anything, never a number, one of 3!."""
    assert stats.guessing(question) == pytest.approx(guess)


def test_guessing_at_a_number_that_was_shown_as_a_choice() -> None:
    """Half of the answers to three options, the others typed."""
    asked = [answer(NUMBER.id, "500 shares", 1.0, form=form) for form in ("choice", "own")]
    assert stats.guessing(NUMBER, asked) == pytest.approx(0.5 / 3)


def number_firsts(*texts: str, form: Any = "own") -> list[First]:
    """Return first answers to the number question, marked as the app marks them."""
    found = []
    for place, text in enumerate(texts):
        seen = shown(NUMBER, f"s{place}", form)
        value = seen.value
        typed = text.format(
            right=f"{value:.0f}", small=f"{value / 100:.2f}", big=f"{2 * value:.0f}"
        )
        response = NUMBER.key.show(float(typed)) if form == "choice" else typed
        fact = answer_fact(
            learner=f"l{place}",
            shown=seen,
            response=response,
            mark=mark(seen, response),
            confidence=None,
            at=1.0,
            form=form,
        )
        found += first_attempts([fact]).to(NUMBER)
    return found


@pytest.mark.parametrize("form", ["own", "choice"])
def test_numbers_are_counted_by_their_traps(form: str) -> None:
    """Typed or chosen: the answer, each trap, and any other number, whatever the variant."""
    texts = ["{right}", "{big}", "{small}", "{big}"] + (["12345"] if form == "own" else [])
    found = choices(NUMBER, number_firsts(*texts, form=form))
    assert [choice.text for choice in found] == [NUMBER.answer, "n * 0.5", "n * 100", ""]
    assert [choice.count for choice in found] == [1, 1, 2, int(form == "own")]
    assert [choice.right for choice in found] == [True, False, False, False]


def test_a_selection_counts_each_option() -> None:
    """Each option's share is of the learners, so that together they may be more than all."""
    given_ = {"a": ("Short calls", "Long puts"), "b": ("Long puts",)}
    firsts = [
        First(who, Answer(question="select", attempt=who, response=texts, score=0, at=1), None)
        for who, texts in given_.items()
    ]
    found = {choice.text: choice.share for choice in choices(SELECT, firsts)}
    assert found == {"Short calls": 0.5, "Long puts": 1.0, "Long calls": 0.0}


def test_an_order_has_no_choices() -> None:
    """Nothing is told of single steps."""
    response = ("A", "C", "B")
    first = First("a", Answer(question="order", attempt="a", response=response, score=0, at=1), 1.0)
    assert choices(ORDER, [first]) == ()


def test_only_answers_are_attempts() -> None:
    """Lessons opened and hints taken are no answers."""
    facts = [Fact(learner="a", kind="lesson_opened", subject="gamma", at=1.0)]
    assert first_attempts(facts).count == 0


def test_an_option_nobody_chooses_is_named_among_many() -> None:
    """From fifty learners on; below, nobody may be chance."""
    many = item_stats(CHOICE, classroom(CLASS * 5).to(CHOICE))
    assert "idle-distractor" in many.flags
    assert "idle-distractor" not in item_stats(CHOICE, classroom(CLASS * 4).to(CHOICE)).flags


def test_no_better_than_guessing_and_too_easy() -> None:
    """Two right of ten of four options is guessing; all right tells nobody apart."""
    guessed = [(RIGHT if place < 2 else NINE, others) for place, (_, others) in enumerate(CLASS)]
    assert "guessing" in item_stats(CHOICE, classroom(guessed).to(CHOICE)).flags
    easy = item_stats(CHOICE, classroom([(RIGHT, others) for _, others in CLASS]).to(CHOICE))
    assert easy.flags == ("easy",)
    assert easy.correlation is None


rows = st.lists(
    st.tuples(st.sampled_from([RIGHT, SELL, NINE, WAIT]), st.integers(0, 10)),
    min_size=1,
    max_size=30,
)


@LAW
@given(rows)
def test_laws_of_any_class(drawn: list[tuple[str, int]]) -> None:
    """Shares sum to one, figures stay in their range, counts are the class."""
    found = item_stats(CHOICE, classroom(drawn).to(CHOICE))
    assert found.n == len(drawn) == sum(choice.count for choice in found.choices)
    assert sum(choice.share for choice in found.choices) == pytest.approx(1.0)
    assert found.difficulty is not None
    assert 0 <= found.difficulty <= 1
    assert found.correlation is None or -1 <= found.correlation <= 1
    assert found.separation is None or -1 <= found.separation <= 1
    rests = [choice.rest * choice.count for choice in found.choices if choice.rest is not None]
    assert sum(rests) == pytest.approx(sum(others for _, others in drawn) / 10)


@LAW
@given(rows, st.integers(0, 100))
def test_the_order_of_learners_means_nothing(drawn: list[tuple[str, int]], seed: int) -> None:
    """Equal learners at the edge of a group are not told apart by their place in the register."""
    mixed = drawn[:]
    random.Random(seed).shuffle(mixed)
    one = item_stats(CHOICE, classroom(drawn).to(CHOICE))
    other = item_stats(CHOICE, classroom(mixed).to(CHOICE))
    assert one.separation == pytest.approx(other.separation)
    assert one.correlation == pytest.approx(other.correlation)


@LAW
@given(st.lists(st.integers(0, 10), min_size=10, max_size=30, unique=False))
def test_a_perfect_item_separates_perfectly(scores: list[int]) -> None:
    """Where exactly the better half is right, the groups are 0 and 1; turned round, −1."""
    middle = sorted(scores)[len(scores) // 2]
    drawn = [(RIGHT if score >= middle else SELL, score) for score in scores]
    found = item_stats(CHOICE, classroom(drawn).to(CHOICE))
    turned = item_stats(
        CHOICE, classroom([(SELL if text == RIGHT else RIGHT, n) for text, n in drawn]).to(CHOICE)
    )
    if found.correlation is None or turned.correlation is None:
        assert found.correlation is turned.correlation
        return
    assert found.correlation > 0
    assert turned.correlation == pytest.approx(-found.correlation)
    assert turned.separation == pytest.approx(-(found.separation or 0))
