"""Every number that a situation promises stands on the screen, and no printed one is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from engine.study.situations import Find
from pages.ui import desk_state
from pages.ui.sandbox import visit
from tests.course import COURSE
from tests.pages.conftest import REPOSITORY, Open, texts

SITUATIONS = COURSE.situations
ADDRESSES = {name: one.parameters for name, one in SITUATIONS.items()}
EXAMPLES = {name: one for name, one in SITUATIONS.items() if "Example" in one.situation.title}
DAYS = {name: one for name, one in SITUATIONS.items() if name not in EXAMPLES}
NUMBER = re.compile(r"[+−]?(?:C\$)?(\d[\d,]*(?:\.\d+)?)")

PRINTED = {
    1: """0.056765 -0.027505 2.7299 0.52135 0.058936 0.11161 -0.03068 68,247 -13,033.7 -1,042,693
       -1,473.4 -1,178.7 -94,297 -2,790 767 -12.0 13,000 -33.7 -13,764 13,000 -764 12,293 -13,000
       -707 -11,294 -11,631 -63,294 -5,580""",
    2: """-6,961.6 -2,744.8 -4,107.5 3,189.2 9,000 -1,624.6 -129,970 -1,479.8 478.4 -769.0 231.8
       -1,538.6 -98,470 -2,568.7 1,019.3 -550.2 1,031.6 -1,068 621.6 -3,125 825 -1,808 -20,211
       -68,520 -5,810 807 -1,792 -18,807 -62,232""",
    3: "13,033.7 -1,857 2,297.6 -1,819 -2,297.6 -3,676 -3,772",
    4: "744 767 1.005 1.26 560 7 -914 -5,886 -418.5",
    5: "189.37 0.00",
    6: """.1767 .06390 .04476 .5315 .03863 .17193 6.390 3.863 1,473.39 4.476 17.193 2,790.16 157.21
       121.36 3,805.5 157 121 3,800 -28 -2.8 -7.1 767 39 3.50 6.00 1,321 400 600 108 100 5,800
       1,048 156 231 162 -10,895 -495 69 -288 -3 -48,957 -7,357 1,978 -4,212 1,151 54,172 -29,028
       -12,027 -16,131 -7,469 -8,370 -5,103 -16 90 43,180 -40,020 -22,340 -13,432 -7,774 3,946
       347 2,346 305""",
    7: "-4,200,000 1.10 284,000 16.27 16 58,207 40,400 -51.8 -30.6 15 40,526",
    8: """19.573 78,291 .36515 -1,460.6 7.30 7 1 -10.6 -3,4xx -4,0xx -24,402 -23,243""",
    9: "11.458 .4432 .2216 .3539 8,847 13",
    10: ".05278 24.63 23.36 .0698 1,744 .0209 1,091 0.74 866 1,374",
    11: """-61,145 -67,554 -67,571 -29,028 -40,020 -27,266 -39,605 -55,940 8,624 26,158 143 744""",
    12: "154,488 11 52,157 13 16,526 16 236,987 89,403 2,400 -800 1,600 600,000",
    13: "2.735 .0336 2.7182 2.7518 -2,790 .558 .1116 .0623 2.7922 2.75 2.84 2.75 2.85",
    14: """-30,767 -31,281 -4,243 4,185 767 -30,572 -195 41 0.2 13 -250 71 -266 -48 -8 31,200 433
       -85 57 -3,646 771 -35,445 3,907 4,185 -35,642 689""",
    15: """52 250,000 82 120,000 43 2,500 -2,080 -3,410 -4,660 -3,670 -6,730 5 3 50,000 -30,500
       21,000 51,500""",
}
"""The printed results of domain.md, section 6, example by example, in its order and to its digits.

The gamma of the 17-day calls is printed as -769.1 there; it is -769.05, and only -769.0 adds up. An
"x" stands for a digit of what is printed as "about". What is drawn at random there (example 9:
.4273, .2175, 8,637; example 10: .1104, .0395, .0196) has no number of its own here.
"""


@pytest.fixture
def course() -> Path:
    """Return the course as it is: nobody edits it here, so it is read once for all tests."""
    return REPOSITORY


def screen(app: AppTest) -> str:
    """Return all that a page says, its tables, charts and controls too, as a person reads it."""
    said = [texts(app), *(str(item.value) for item in app.get("subheader"))]
    for table in app.get("table"):
        said += [" | ".join(map(str, row)) for row in table.value.astype(str).to_numpy().tolist()]
    for kind in ("number_input", "slider"):
        said += [f"{item.label}: {item.value}" for item in app.get(kind)]
    said += [chart.proto.spec for chart in app.get("vega_lite_chart")]
    text = "\n".join(said).replace("\u00a0", " ").replace("\\u00a0", " ")
    return text.replace("\\u2212", "−").replace("\\$", "$").replace("**", "")


def stands(number: str, text: str) -> bool:
    """Tell whether a number stands in a text, and not only as a part of a longer one."""
    return bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text))


def groups() -> Iterator[tuple[str, str, str, list[Find]]]:
    """Yield the finds of each situation that stand on one screen: name, step, further address."""
    for name, one in SITUATIONS.items():
        screens: dict[tuple[str, str], list[Find]] = {}
        for find in one.situation.find:
            screens.setdefault((find.step, find.also), []).append(find)
        for (step, also), finds in screens.items():
            yield name, step, also, finds


SCREENS = [
    pytest.param(*group, id=f"{group[0]}-{group[1]}-{group[2][:24]}".rstrip("-"))
    for group in groups()
]


@pytest.mark.parametrize(("name", "step", "also", "finds"), SCREENS)
def test_what_is_to_be_found_stands_there(
    open_page: Open, name: str, step: str, also: str, finds: list[Find]
) -> None:
    """domain.md, section 6: every number, as it is written, at the step that is named."""
    further = dict(parse_qsl(also, strict_parsing=True)) if also else {}
    # Without its name, so that the guide, which tells every number, is not there.
    app = open_page("practise/sandbox", **{**ADDRESSES[name], "step": step, **further})
    shown = screen(app)
    missing = [find for find in finds if not stands(find.number, shown)]
    assert not missing, "\n".join(f"{find.what}: {find.number}" for find in missing)
    assert app.session_state[visit.NOTES] == []
    assert "Find here" not in shown


@pytest.mark.parametrize("name", SITUATIONS)
def test_its_address_is_read_without_a_complaint(name: str) -> None:
    """Book, hedge, series and settings are what was written, and so are those of each find."""
    one = SITUATIONS[name].situation
    for also in {"", *(find.also for find in one.find)}:
        asked = {"preset": name, **dict(parse_qsl(also))}
        assert desk_state.read(asked, ADDRESSES)[1] == []
        assert asked.keys() | ADDRESSES[name].keys() <= desk_state.names()


@pytest.mark.parametrize("name", DAYS)
def test_a_day_of_flow_asks_before_it_shows(open_page: Open, name: str) -> None:
    """Customers have not come yet, the note asks something, and what comes in can be hedged."""
    assert DAYS[name].situation.note.count("?") >= 1
    assert not DAYS[name].situation.find
    app = open_page("practise/sandbox", preset=name)
    assert "what will your book be tonight?" in screen(app)
    for step in ("flow", "exits", "left"):
        open_page("practise/sandbox", preset=name, arrived="yes", step=step)


def test_there_is_a_situation_for_every_example_and_days_besides() -> None:
    """Worked examples 1 to 15, and at least three days for who comes for the first time."""
    titles = [one.situation.title for one in EXAMPLES.values()]
    assert {int(re.findall(r"\d+", title)[0]) for title in titles} == set(PRINTED)
    assert len(DAYS) >= 3
    assert list(SITUATIONS)[: len(DAYS)] == list(DAYS)


@pytest.mark.parametrize("example", PRINTED)
def test_no_printed_number_is_left_out(example: int) -> None:
    """domain.md, section 6: what is printed there is promised here, to its last digit."""
    title = re.compile(rf"Example {example}\b")
    finds = [
        find.number
        for one in EXAMPLES.values()
        if title.match(one.situation.title)
        for find in one.situation.find
    ]
    left_out = [one for one in PRINTED[example].split() if not any(says(f, one) for f in finds)]
    assert not left_out


def says(number: str, printed: str) -> bool:
    """Tell whether a number on the screen is the printed one, or has more digits of it."""
    found = NUMBER.search(number)
    assert found, number
    shown = Decimal(found[1].replace(",", "")) * (-1 if number.startswith("−") else 1)
    about = printed.replace(",", "").replace("x", "0")
    unit = Decimal(100) if "x" in printed else Decimal(1).scaleb(Decimal(about).as_tuple().exponent)
    return abs(shown - Decimal(about)) <= unit / 2


def test_what_is_drawn_at_random_comes_near_the_printed_draw(open_page: Open) -> None:
    """domain.md, example 9: 8,637 where the formula says 8,847, and more bad days than good ones.

    Within three standard errors, as the page prints them beside the swing of 5,000 runs.
    """
    app = open_page("practise/sandbox", preset="hedging-error", ran="yes")
    row = re.search(r"textbook \| [^|]* \| ([\d,]+) ± ([\d,]+) \| (\S+)", screen(app))
    assert row
    swing, error = (float(text.replace(",", "")) for text in row.groups()[:2])
    assert abs(swing - 8_637) < 3 * error
    assert 0 < error < 200
    assert row[3].startswith("−")
