"""Drawing an exam: the weights of the blueprint, nothing twice, and the same for the same seed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.exams.apportion import exchange, shares
from engine.study.exams.blueprints import Blueprint
from engine.study.exams.draw import draw, plan
from engine.study.questions import Level, Question
from tests.study.questionnaires import blueprint, number, question, some
from tests.study.written import LAW

LEVELS: tuple[Level, ...] = ("recall", "apply", "analyse")
DFOL = [3, 11, 14, 7, 6, 16, 25, 10, 8]
POOL = [*some(30, "MM-1"), *some(30, "MM-2"), *some(30, "MM-3")]
THREE = blueprint(MM_1=50, MM_2=30, MM_3=20)


def drawn(*args: object, **more: object) -> list[str]:
    """Return the ids of the questions drawn, in the order asked."""
    return [item.question.id for item in draw(*args, **more)]  # type: ignore[arg-type]


def levelled(**levels: float) -> Blueprint:
    """Return the blueprint of one part with shares of levels."""
    return blueprint().model_copy(update={"levels": levels})


def test_an_exam_of_a_hundred_has_the_weights_of_dfol() -> None:
    """Whole weights are met exactly."""
    assert shares(DFOL, 100) == DFOL


@LAW
@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.integers(0, 200))
def test_shares_sum_and_stay_beside_the_exact_share(weights: list[float], count: int) -> None:
    """Every question is given out, and no part is a whole question off."""
    given_out = shares(weights, count)
    assert sum(given_out) == count
    exact = [count * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < 1 + 1e-6 for part, share in zip(given_out, exact, strict=True))


@LAW
@given(st.text(max_size=12))
def test_any_seed_draws_the_weights_and_nothing_twice(seed: str) -> None:
    """Five, three and two of the parts, all different, each counted for its own part."""
    items = draw(THREE, POOL, seed)
    assert len({item.question.id for item in items}) == 10
    assert Counter(item.part for item in items) == {"Part MM-1": 5, "Part MM-2": 3, "Part MM-3": 2}
    assert all(item.part == f"Part {item.question.objective}" for item in items)


@LAW
@given(st.randoms(use_true_random=False), st.text(max_size=8))
def test_a_form_follows_from_its_seed(chance: object, seed: str) -> None:
    """In whatever order the files are read."""
    mixed = list(POOL)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert drawn(THREE, mixed, seed) == drawn(THREE, POOL, seed)


def test_seeds_draw_different_forms_and_every_question_some_time() -> None:
    """Nothing is left in the bank for ever."""
    forms = [tuple(drawn(THREE, POOL, f"{seed}")) for seed in range(60)]
    assert len(set(forms)) == 60
    assert {name for form in forms for name in form} == {one.id for one in POOL}


def test_a_new_question_of_one_part_leaves_the_others_as_they_were() -> None:
    """A form of yesterday is nearly the form of today."""
    more = [*POOL, *some(1, "MM-9"), question("new-one", objective="MM-1")]
    assert drawn(blueprint(MM_3=1), more, "s") == drawn(blueprint(MM_3=1), POOL, "s")


def test_what_was_met_least_comes_first() -> None:
    """Three exams of ten from thirty have no question in common; the fourth begins again."""
    seen: Counter[str] = Counter()
    for seed in "abc":
        form = drawn(blueprint(), some(30), seed, seen=seen)
        assert not seen.keys() & set(form)
        seen.update(form)
    assert len(drawn(blueprint(), some(30), "d", seen=seen)) == 10


def test_nearly_the_same_question_is_not_asked_twice() -> None:
    """Other numbers or one other word make no other question."""
    ask = (
        "A maker is short 20 calls of delta 0.45 on a share at C$80. What is the delta of the book?"
    )
    twins = [
        question("twin-one", ask=ask),
        question("twin-two", ask=ask.replace("20", "1,300").replace("0.45", "0.6")),
        question("twin-three", ask=ask.replace("short", "long")),
    ]
    assert plan(blueprint(), twins).count == len(drawn(blueprint(), twins, "s")) == 1
    seen = {"twin-one": 1, "twin-three": 2}
    assert drawn(blueprint(), twins, "s", seen=seen) == ["twin-two"]


def test_the_same_stem_with_other_answers_is_another_question() -> None:
    """Many good questions begin alike."""
    ask = "Which of these is right?"
    options = ("Vega is the sensitivity to volatility", "A dividend lowers the price of a call")
    pair = [
        question(f"stem-{place}", ask=ask, right={text: "Yes."})
        for place, text in enumerate(options)
    ]
    assert len(drawn(blueprint(), pair, "s")) == 2


@LAW
@given(st.lists(st.integers(0, 12), min_size=3, max_size=3), st.text(max_size=4))
def test_a_small_bank_makes_a_shorter_exam_that_was_announced(have: list[int], seed: str) -> None:
    """Never longer than planned, never silently shorter; the time is in proportion."""
    pool = [one for place, count in enumerate(have, start=1) for one in some(count, f"MM-{place}")]
    planned = plan(THREE, pool)
    items = draw(THREE, pool, seed)
    assert len(items) == planned.count == sum(map(min, have, (5, 3, 2)))
    assert sum(part.missing for part in planned.short) == 10 - planned.count
    assert planned.minutes >= 18 * planned.count / 10 - 1e-6
    assert planned.minutes - 18 * planned.count / 10 < 1


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({"recall": 30, "apply": 50, "analyse": 20}, {"recall": 3, "apply": 5, "analyse": 2}),
        ({"apply": 1}, {"apply": 10}),
    ],
)
def test_levels_are_shared_as_the_blueprint_says(
    levels: dict[Level, float], expected: dict[Level, int]
) -> None:
    """Where the bank has enough of each."""
    pool = [question(f"{level}-{n}", level=level) for level in LEVELS for n in range(12)]
    form = draw(levelled(**levels), pool, "s")
    assert Counter(item.question.level for item in form) == expected


def test_levels_give_way_to_what_is_there() -> None:
    """Two of recall are all there are: the other levels fill the exam."""
    pool = [*some(2, level="recall"), *(question(f"other-{n}") for n in range(20))]
    form = draw(levelled(recall=80, apply=20), pool, "s")
    assert Counter(item.question.level for item in form) == {"recall": 2, "apply": 8}


def best(there: list[Counter[Level]], sizes: list[int], wanted: dict[Level, int]) -> int:
    """Return the least that the levels can be off, by trying every way."""
    ways: set[tuple[int, int, int]] = {(0, 0, 0)}
    for one, size in zip(there, sizes, strict=True):
        ways = {
            (a + x, b + y, c + size - x - y)
            for a, b, c in ways
            for x in range(min(one["recall"], size) + 1)
            for y in range(min(one["apply"], size - x) + 1)
            if size - x - y <= one["analyse"]
        }
    return min(
        sum(abs(n - wanted[level]) for n, level in zip(w, LEVELS, strict=True)) for w in ways
    )


PART = st.tuples(*(st.integers(0, 3) for _ in LEVELS))


@LAW
@given(st.lists(PART, min_size=1, max_size=4), st.data())
def test_no_other_draw_comes_nearer_to_the_levels(
    parts: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """The exchange reaches what trying every way would find."""
    there = [Counter(dict(zip(LEVELS, part, strict=True))) for part in parts]
    sizes = [data.draw(st.integers(0, one.total())) for one in there]
    taken = [Counter(list(one.elements())[:size]) for one, size in zip(there, sizes, strict=True)]
    wanted = dict(zip(LEVELS, shares([25, 50, 25], sum(sizes)), strict=True))
    exchange(taken, there, wanted)
    total = sum(taken, Counter[Level]())
    assert [one.total() for one in taken] == sizes
    assert all(one <= most for one, most in zip(taken, there, strict=True))
    assert sum(abs(total[level] - wanted[level]) for level in LEVELS) == best(there, sizes, wanted)


def test_numbers_are_shown_as_the_blueprint_says() -> None:
    """As a choice, as the real exam would; else as they are written."""
    pool: list[Question] = [number()]
    written, choice = blueprint(), blueprint().model_copy(update={"numbers": "as choice"})
    assert [item.form for item in draw(written, pool, "s")] == ["own"]
    assert [item.form for item in draw(choice, pool, "s")] == ["choice"]


def test_a_lesson_exam_keeps_to_its_lesson() -> None:
    """The lesson that the learner chose, and no other."""
    both = [*some(12, "MM-1", lesson="one"), *some(12, "MM-2", lesson="two")]
    parts = [{"name": "The lesson", "lesson": "any", "weight": 1}]
    by_lesson = Blueprint.model_validate(
        {"title": "L", "note": "n", "questions": 10, "minutes": 18, "pass": 60, "parts": parts}
    )
    assert {name[:4] for name in drawn(by_lesson, both, "s", lesson="two")} == {"mm-2"}
    assert plan(by_lesson, both, "none").count == 0
