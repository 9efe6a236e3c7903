"""An exam on paper: the same questions for the same seed, safe HTML, and no key on the form."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.exams import exam
from engine.study.exams.paper import paper, paper_of
from engine.study.exams.paper_text import to_html
from tests.study.questionnaires import answered, bank, begun, blueprint, number, question, some
from tests.study.written import LAW

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=alert(2)> \"'"
REASONS = {"right": {"Buy": "RIGHTREASON"}, "wrong": {"Sell": "WRONGREASON", "Wait": "WRONGREASON"}}
KINDS = [
    question("one", **REASONS),
    question("all", right={"A": "Yes.", "B": "Yes."}, wrong={"C": "No."}),
    question("row", order=["First step", "Second step", "Third step"]),
    number(),
]


class Outline(HTMLParser):
    """What tags a page opens, in order, and whether each is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        """Note a tag; what is never closed stays open."""
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag that was opened last."""
        assert self.open.pop() == tag


@pytest.mark.parametrize("key", [False, True])
def test_a_page_is_whole(key: bool) -> None:
    """Every tag is closed; nothing is fetched from anywhere."""
    text = paper(blueprint(), bank(KINDS), "3f7a", key=key)
    outline = Outline(text)
    assert outline.open == []
    assert not {"script", "img", "link", "a", "iframe"} & set(outline.tags)
    assert "http" not in text


def test_the_form_says_nothing_of_the_key() -> None:
    """Reasons, the right number and the right order stand on the key only."""
    form, whole = (paper(blueprint(), bank(KINDS), "3f7a", key=key) for key in (False, True))
    for secret in ("RIGHTREASON", "WRONGREASON", "(right", "One contract covers"):
        assert secret not in form
        assert secret in whole
    assert whole.index("End of the exam") < whole.index("RIGHTREASON")


def test_form_and_key_carry_the_seed() -> None:
    """So that the key in one's hand is the key of this form; the same seed prints the same."""
    whole = paper(blueprint(), bank(KINDS), "3f7a", key=True)
    assert whole.count('<p class="form">Form 3F7A</p>') == 2
    assert whole == paper(blueprint(), bank(reversed(KINDS)), "3f7a", key=True)
    assert whole != paper(blueprint(), bank(KINDS), "3f7b", key=True)


def test_every_kind_has_its_room() -> None:
    """Letters for a choice, boxes for several and for steps, a line for a number."""
    form = paper(blueprint(), bank(KINDS), "3f7a")
    assert form.count('<li class="question">') == 4
    assert form.count('<p class="line answer">') == 1
    assert form.count('<span class="letter box"></span>') == 3
    assert "Choose all that are right." in form
    assert "4 questions · 8 minutes · pass mark 60 %" in form


def test_the_short_key_names_letters_numbers_and_places() -> None:
    """A marker with a pile of papers needs one line a question."""
    whole = paper(blueprint(), bank(KINDS), "3f7a", key=True)
    short = re.findall(r"<li><b>\d+\.</b> ([^<]+)</li>", whole)
    assert len(short) == 4
    assert sum(bool(re.fullmatch(r"[A-C]", one)) for one in short) == 1
    assert sum(bool(re.fullmatch(r"[A-C] [A-C]", one)) for one in short) == 1
    assert sum(sorted(one.split()) == ["1", "2", "3"] for one in short) == 1
    assert sum(one.endswith(" shares") for one in short) == 1


def test_what_an_author_writes_stays_text() -> None:
    """Title, question, option, reason and step."""
    hostile = [
        question("a-choice", ask=HOSTILE, right={HOSTILE: HOSTILE}, wrong={"No": HOSTILE}),
        question("an-order", order=[HOSTILE, "b", "c"], why=HOSTILE),
    ]
    titled = blueprint().model_copy(update={"title": HOSTILE + "</style>"})
    outline = Outline(paper(titled, bank(hostile), "x<b>", key=True))
    assert outline.open == []
    assert not {"script", "img", "b>"} & set(outline.tags)


@LAW
@given(st.text(alphabet=st.sampled_from(list("a1<>&\"'*_`$\\{}^[]()!\n #C.")), max_size=40))
def test_any_text_becomes_harmless_html(text: str) -> None:
    """Only emphasis, code and formulas come out, and all of it is closed."""
    outline = Outline(to_html(text))
    assert set(outline.tags) <= {"strong", "em", "code", "i", "sub", "sup", "br"}
    assert [tag for tag in outline.open if tag != "br"] == []


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("C$5 to C$10", "C$5 to C$10"),
        ("C$5 and $d_1$", 'C$5 and <i class="formula">d<sub>1</sub></i>'),
        (r"$\sigma\sqrt{T}$", '<i class="formula">σ√{T}</i>'),
        ("**NOT** so", "<strong>NOT</strong> so"),
    ],
)
def test_money_and_formulas_are_told_apart(text: str, html: str) -> None:
    """As on the screen."""
    assert to_html(text) == html


def test_an_exam_that_was_sat_shows_what_was_answered() -> None:
    """Beside the right answers, on the key only."""
    start = begun(some(2))
    stand = exam.sitting([start, answered(1, "That", 5)], "e1")
    assert stand is not None
    assert "your answer" not in paper_of(stand)
    whole = paper_of(stand, key=True)
    assert whole.count("your answer") == 1
    assert whole.count('<li class="question">') == 4
