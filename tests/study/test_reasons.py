"""Reasons: every possible answer has one, and exactly what was given is said to be so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.marking import Response, mark
from engine.study.questions import Question
from engine.study.reasons import Place, places, reasons
from engine.study.shown import Shown, fill, shown
from tests.study.kinds import CHOICE, NUMBER, ORDER, SELECT, question
from tests.study.written import LAW

SEEDS = st.text("0123456789abcdef", min_size=1, max_size=8)


def wrong_and_right(seen: Shown, response: Response) -> list[tuple[str, bool, bool]]:
    """Return the text, the truth and whether it was given, of every reason."""
    return [(one.text, one.right, one.yours) for one in reasons(seen, response, None)]


@pytest.mark.parametrize("asked", [CHOICE, SELECT])
@LAW
@given(seed=SEEDS, data=st.data())
def test_every_option_has_its_reason_in_the_order_shown(
    asked: Question, seed: str, data: st.DataObject
) -> None:
    """What was given is marked as the learner's, nothing else is, and nothing is left out."""
    seen = shown(asked, seed)
    texts = [option.text for option in seen.options]
    chosen = tuple(data.draw(st.lists(st.sampled_from(texts), unique=True)))
    found = reasons(seen, chosen, None)
    assert [one.text for one in found] == texts
    assert [one.why for one in found] == [option.why for option in seen.options]
    assert {one.text for one in found if one.yours} == set(chosen)
    assert tuple(one.text for one in found if one.right) == seen.right_texts


def test_a_single_choice_is_no_part_of_another() -> None:
    """The text given is compared as a whole, not searched for inside the options."""
    asked = question("inside", ask="Which?", right={"Buy": "Yes."}, wrong={"Buy 9": "No."})
    assert [one.yours for one in reasons(shown(asked, "a"), "Buy", None)].count(True) == 1


@LAW
@given(seed=SEEDS)
def test_a_number_has_the_right_one_first_and_every_trap(seed: str) -> None:
    """Each trap stands there with its reason; the one fallen into is the learner's."""
    seen = shown(NUMBER, seed)
    key = NUMBER.key
    trap = float(NUMBER.trap_formulas[1][0].value(fill(NUMBER, seed)[0].values))
    found = reasons(seen, f"{trap}", mark(seen, f"{trap}"))
    assert found[0] == (key.show(seen.value), seen.why, True, False)
    assert [one.why for one in found[1:]] == list(NUMBER.traps.values())
    assert [one.text for one in found if one.yours] == [key.show(trap)]


@LAW
@given(seed=SEEDS)
def test_a_right_number_is_the_learners(seed: str) -> None:
    """And no trap is."""
    seen = shown(NUMBER, seed)
    found = reasons(seen, f"{seen.value}", mark(seen, f"{seen.value}"))
    assert [one.yours for one in found] == [True, False, False]


def test_a_trap_that_looks_like_the_answer_is_not_told() -> None:
    """Of two numbers that are shown alike only the right one stands there."""
    asked = question("alike", ask="?", answer="100 ± 1", traps={"100.2": "Nearly.", "7": "No."})
    assert [one.text for one in reasons(shown(asked, "a"), None, None)] == ["100", "7"]


@LAW
@given(seed=SEEDS)
def test_nothing_given_is_nobodys(seed: str) -> None:
    """A preview and an unanswered exam question show the truth alone."""
    for asked in (CHOICE, SELECT, NUMBER):
        assert not any(one.yours for one in reasons(shown(asked, seed), None, None))


@LAW
@given(order=st.permutations(list(ORDER.order)))
def test_each_step_knows_where_it_was_put(order: list[str]) -> None:
    """The right order, and beside each step the place that it was given."""
    found = places(shown(ORDER, "a"), tuple(order))
    assert [place.text for place in found] == list(ORDER.order)
    assert all(order[(place.yours or 0) - 1] == place.text for place in found)


@LAW
@given(order=st.permutations(["Buy", "Wait", "Buy", "Sell", "Wait"]))
def test_a_step_that_stands_twice_is_right_wherever_it_can_be(order: list[str]) -> None:
    """Every place is taken once, and a step that is where it should be is said to be there."""
    asked = question("twice", ask="?", order=["Buy", "Wait", "Buy", "Sell", "Wait"])
    found = places(shown(asked, "a"), tuple(order))
    assert sorted(place.yours or 0 for place in found) == [1, 2, 3, 4, 5]
    for number, (text, should) in enumerate(zip(order, asked.order, strict=True), start=1):
        if text == should:
            assert found[number - 1].yours == number


@pytest.mark.parametrize("response", [None, (), ("Watch",), "Watch", ("a", "b", "c", "d")])
def test_what_is_no_order_has_no_places(response: Response | None) -> None:
    """Unanswered, or answered before the question was changed."""
    assert places(shown(ORDER, "a"), response) == tuple(Place(text, None) for text in ORDER.order)
