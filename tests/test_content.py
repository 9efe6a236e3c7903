"""The course in this repository: free of faults, built as every lesson is, and fit to be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from engine.exposure import notation
from engine.exposure.book import profit
from engine.figures import drawings
from engine.pricing.market import Market
from engine.study.bank import bank_of, parse
from engine.study.exams.draw import plan
from engine.study.lessons import Callout, Embedded, Lesson, Prose
from engine.study.numbers import functions
from engine.study.numbers.quantities import UNITS
from engine.study.presets import NamedPreset
from engine.study.questions import Question
from engine.study.rules import review, rules
from engine.study.writing import schema
from engine.study.writing.codes import MEANS
from tests.course import COURSE, ROOT
from tests.study.links import leads_nowhere

LESSONS = [pytest.param(lesson, id=lesson.slug) for lesson in COURSE.lessons]
PRESETS = [pytest.param(preset, id=name) for name, preset in COURSE.presets.items()]
MARKDOWN = MarkdownIt("commonmark").enable("table")

SOURCE_QUESTIONS = (
    "sample-large-short-call-position",
    "why-hedge-after-flow",
    "most-direct-hedge",
    "quotes-as-a-risk-tool",
    "why-a-related-product",
    "why-not-always-eliminated",
    "what-internal-limits-do",
)
"""The questions that the course was asked for: the sample question and the six key ones."""

OWN_PREDICTIONS = ("exposure_loop",)
"""Figures that show how the course is ordered: there is nothing to predict in them."""

LEFT_OVER = re.compile(
    "|".join(
        (
            r'(?<!persist_state=")\b(?i:ses' r"sions?)\b",
            r"\b(?i:ag" r"ents?)\b",
            r"\bA" r"I\b",
            r"\bL" r"LMs?\b",
            r"(?i:language mo" r"del)",
            r"(?i:iss" r"ue ?#)",
            r"(?i:coming so" r"on)",
            r"\b(?:TO" r"DO|FIX" r"ME|(?i:lorem ip" r"sum))\b",
        )
    )
)
"""Words that tell how or in what state something was made, which is no reader's business."""

READ = ("*.md", "*.json", "*.py", "*.toml", "*.yaml", "*.css", "*.js", "*.svg")


def tokens(lesson: Lesson) -> list[Token]:
    """Return everything in a lesson's file, outermost and innermost."""
    text = (ROOT / lesson.file).read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1]
    found = []
    for token in MARKDOWN.parse(body):
        found += [token, *(token.children or [])]
    return found


def blocks(lesson: Lesson) -> Iterator[Prose | Callout | Embedded]:
    """Yield a lesson's blocks in reading order."""
    for section in lesson.sections:
        yield from section.blocks


def text_files() -> list[Path]:
    """Return the files that readers and builders of the course open, not those of its tests."""
    found = [file for kind in READ for file in ROOT.glob(kind)]
    for folder in ("content", "quiz_bank", "engine", "pages"):
        found += [file for kind in READ for file in (ROOT / folder).rglob(kind)]
    return sorted(found)


def test_the_course_has_no_fault() -> None:
    """Neither an error nor a warning."""
    assert COURSE.lessons
    assert COURSE.bank.questions
    assert COURSE.presets
    assert not COURSE.faults, "\n".join(map(str, COURSE.faults))


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_begins_with_its_promise(lesson: Lesson) -> None:
    """What you will be able to do stands in the objective and in the first lines."""
    assert lesson.front.objective.startswith("After this lesson you can ")
    first = lesson.sections[0].blocks[0]
    assert isinstance(first, Prose)
    assert re.search(r"\byou (can|know)\b", first.text.split("\n\n")[0])


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_asks_before_it_shows(lesson: Lesson) -> None:
    """A question stands between two figures; a live book may bring its own predictions."""
    unasked, asked = [], False
    for block in blocks(lesson):
        if not isinstance(block, Embedded):
            continue
        if block.kind == "question":
            asked = True
        elif block.name not in OWN_PREDICTIONS:
            predicts = block.kind == "live" and COURSE.presets[block.name].preset.tries
            if not asked and not predicts:
                unasked.append(f"{lesson.file}:{block.line}: {block.name}")
            asked = False
    assert not unasked, "\n".join(unasked)


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("label", ["Worked example", "Pitfall", "In the exam", "Beyond the exam"])
def test_a_lesson_has_its_callouts(lesson: Lesson, label: str) -> None:
    """An example to follow, a mistake to avoid, what is asked, and what goes deeper."""
    assert label in {block.label for block in blocks(lesson) if isinstance(block, Callout)}


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_warns_twice_and_moves_twice(lesson: Lesson) -> None:
    """Two pitfalls with why people fall in, two things that follow the reader's finger."""
    pitfalls = [one.text for one in blocks(lesson) if getattr(one, "label", "") == "Pitfall"]
    assert len(pitfalls) >= 2
    assert [text for text in pitfalls if not re.search("because|looks|feels|sounds", text)] == []
    moving = [one for one in lesson.embedded("figure") if "slide" in one.settings]
    assert len(moving) + len(lesson.embedded("live")) >= 2


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_fits_into_a_quarter_of_an_hour(lesson: Lesson) -> None:
    """At three words a second for text, and twenty-four seconds for a question."""
    words = sum(len(one.text.split()) for one in blocks(lesson) if not isinstance(one, Embedded))
    minutes = words / 180 + 0.4 * len(lesson.embedded("question"))
    assert 8 <= lesson.front.minutes <= 15
    assert abs(lesson.front.minutes - minutes) < 1


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_is_written_in_short_sentences(lesson: Lesson) -> None:
    """Half of them have fourteen words or fewer, and hardly any more than thirty."""
    paragraphs = [
        line
        for one in blocks(lesson)
        if not isinstance(one, Embedded)
        for line in re.split(r"\n\s*\n|\n(?=\s*(?:[-|>]|\d+\.) )", one.text)
        if not line.lstrip().startswith("|")
    ]
    sentences = [
        len(sentence.split())
        for paragraph in paragraphs
        for sentence in re.split(r"(?<=[.?!:])\W*\s", paragraph)
        if sentence.split()
    ]
    assert sorted(sentences)[len(sentences) // 2] <= 14
    assert sum(length > 30 for length in sentences) <= len(sentences) / 50


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_ends_with_checks(lesson: Lesson) -> None:
    """Three to five questions in its last section, none of them asked before."""
    last = lesson.sections[-1].blocks
    checks = [block.name for block in last if isinstance(block, Embedded)]
    assert {block.kind for block in last if isinstance(block, Embedded)} == {"question"}
    assert 3 <= len(checks) <= 5
    asked = [block.name for block in lesson.embedded("question")]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_names_its_sources(lesson: Lesson) -> None:
    """Where its facts come from, and what it simplifies."""
    assert lesson.front.sources
    assert any("sources" in section.title.lower() for section in lesson.sections)


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_fence_of_a_lesson_is_a_live_thing(lesson: Lesson) -> None:
    """A slip in its first word, or a fence inside a list, would show as a grey box of code."""
    fences = [token.info for token in tokens(lesson) if token.type in ("fence", "code_block")]
    live = [block for block in blocks(lesson) if isinstance(block, Embedded)]
    assert fences == [f"{block.kind} {block.name}" for block in live]


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_label_of_a_lesson_is_known(lesson: Lesson) -> None:
    """A slip in the label of a callout would show as a plain quotation."""
    quotes = [token for token in tokens(lesson) if token.type == "blockquote_open"]
    assert len(quotes) == sum(isinstance(block, Callout) for block in blocks(lesson))


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_column_of_a_table_has_a_name(lesson: Lesson) -> None:
    """Whoever hears a table read aloud needs the first one too."""
    found = tokens(lesson)
    names = [after.content for one, after in pairwise(found) if one.type == "th_open"]
    assert all(name.strip() for name in names)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_has_no_raw_html(lesson: Lesson) -> None:
    """Markdown only, so that it reads the same everywhere."""
    assert [token.content for token in tokens(lesson) if token.type.startswith("html")] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_links_of_a_lesson_lead_somewhere(lesson: Lesson) -> None:
    """To a page, a lesson, a heading, a question or a ready-made book that is there."""
    dead = []
    for token in tokens(lesson):
        href = str(token.attrGet("href") or "")
        if href.startswith("#"):
            href = f"lessons?lesson={lesson.slug}{href}"
        if href and not href.startswith("https://"):
            dead += [problem for problem in [leads_nowhere(href, COURSE)] if problem]
    assert dead == []


@pytest.mark.parametrize("name", SOURCE_QUESTIONS)
def test_the_questions_that_were_asked_for_are_there(name: str) -> None:
    """By their ids, which never change, and with four options as in the exam."""
    assert len(COURSE.bank.questions[name].options) == 4


def test_there_are_questions_enough() -> None:
    """Of all kinds and levels, a third with numbers that change; twenty for a lesson's own exam."""
    live = [one for one in COURSE.bank.questions.values() if one.status == "live"]
    assert len(live) >= 150
    assert sum(one.variables.count > 1 for one in live) >= len(live) / 3
    assert sum(one.kind in ("select", "order", "number") for one in live) >= 25
    levels = Counter(one.level for one in live)
    for level, share in {"recall": 30, "apply": 45, "analyse": 25}.items():
        assert abs(100 * levels[level] / len(live) - share) <= 5, level
    assert {lesson.slug: 0 for lesson in COURSE.lessons if _asked(lesson, live) < 20} == {}


def _asked(lesson: Lesson, live: list[Question]) -> int:
    return sum(one.lesson == lesson.slug for one in live)


@pytest.mark.parametrize("name", COURSE.blueprints)
def test_an_exam_can_be_sat_three_times(name: str) -> None:
    """Each part has three times the questions that one exam asks; a lesson's exam is whole."""
    blueprint = COURSE.blueprints[name].blueprint
    lessons = [lesson.slug for lesson in COURSE.lessons]
    for lesson in lessons if any(part.lesson for part in blueprint.parts) else [None]:
        drawn = plan(blueprint, COURSE.bank.questions.values(), lesson)
        assert drawn.short == ()
        if lesson is None:
            assert [one for one in drawn.parts if one.there < 3 * one.wanted] == []


def test_results_in_predictions_are_the_engines() -> None:
    """Nothing computes the texts of a live book: the two results they name are computed here."""
    text = (ROOT / "content/presets/5-options-against-options.yaml").read_text(encoding="utf-8")
    market = Market(spot=80.0, rate=0.03, dividend_yield=0.02)
    held, _ = notation.read("-250_call_80_45_24~13000_share", on="share")
    told = {
        "that would cost": profit(held, market, 80.0, volatility_shift=0.05),
        "the same fall costs": profit(held, market, 73.6),
    }
    for words, result in told.items():
        (typed,) = re.findall(rf"{words} about C\$([\d,]+)", text)
        assert float(typed.replace(",", "")) == pytest.approx(-float(result), rel=0.002)


def test_figures_are_used_and_enough() -> None:
    """Fifteen at least, and each stands in a lesson."""
    used = {block.name for lesson in COURSE.lessons for block in lesson.embedded("figure")}
    assert used == set(drawings())
    assert len(used) >= 15


def test_the_longest_option_is_no_hint() -> None:
    """In at most a third of all choices the right option is as long as the longest or longer."""
    longest = [
        question.id
        for question in COURSE.bank.questions.values()
        if question.kind == "choice"
        and max(map(len, question.right)) >= max(map(len, question.wrong))
    ]
    choices = [one for one in COURSE.bank.questions.values() if one.kind == "choice"]
    assert len(longest) <= len(choices) / 3, longest


def test_the_shortest_option_is_no_hint() -> None:
    """In at most a third of all choices it is the right one."""
    choices = [one for one in COURSE.bank.questions.values() if one.kind == "choice"]
    shortest = [
        question.id
        for question in choices
        if max(map(len, question.right)) < min(map(len, question.wrong))
    ]
    assert len(shortest) <= len(choices) / 3, shortest


def test_no_two_questions_ask_the_same() -> None:
    """Each stem is a question of its own."""
    stems = [question.ask for question in COURSE.bank.questions.values()]
    assert len(set(stems)) == len(stems)


def test_a_question_in_a_lesson_leads_back_to_a_lesson() -> None:
    """Whoever errs finds what to read up, and it has been read by then."""
    slugs = [lesson.slug for lesson in COURSE.lessons]
    ahead = [
        f"{lesson.file}:{block.line}: {block.name}"
        for place, lesson in enumerate(COURSE.lessons)
        for block in lesson.embedded("question")
        if COURSE.bank.questions[block.name].lesson not in slugs[: place + 1]
    ]
    assert ahead == []


@pytest.mark.parametrize("preset", PRESETS)
def test_the_address_of_a_preset_is_a_whole_book(preset: NamedPreset) -> None:
    """Every line of it can be read, and writing the book gives the address again."""
    text = preset.preset.address.partition("book=")[2].partition("&")[0]
    book, left_out = notation.read(text)
    assert left_out == []
    assert book.positions
    assert notation.write(book) == text


GUIDE = (ROOT / "quiz_bank" / "README.md").read_text(encoding="utf-8")


def table(heading: str) -> dict[str, str]:
    """Return a table of the guide to questions: its first column, without marks, to its last."""
    section = GUIDE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `(.+?)` \|(?:.* \|)? (.*) \|$", section, re.MULTILINE))


@pytest.mark.parametrize("example", re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.M | re.S))
def test_every_example_of_the_guide_can_be_copied(example: str) -> None:
    """It has no fault, no rule has anything to say, and editors accept it too."""
    parsed = parse("example.yaml", example)
    assert parsed.faults == ()
    assert parsed.content
    assert review(bank_of({"example.yaml": parsed})) == ()
    Draft202012Validator(schema.questions()).validate(yaml.safe_load(example))


def test_the_guide_shows_every_kind_of_question() -> None:
    """And one with numbers that change, with traps and a check."""
    asked = [
        one.question
        for example in re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.M | re.S)
        for one in parse("example.yaml", example).content
    ]
    assert {question.kind for question in asked} == {"choice", "select", "number", "order"}
    assert any(question.vars and question.traps and question.check for question in asked)


def test_the_guide_names_every_key() -> None:
    """With the words that editors show, and no key that there is not."""
    assert table("All keys") == schema.SAYS
    assert sorted(schema.SAYS) == sorted(Question.model_fields)


def test_the_guide_names_every_function() -> None:
    """As it is written, with what it gives."""
    told = {one.usage: one.says for one in functions.known().values()}
    assert table("Functions for formulas") == told


def test_the_guide_names_every_rule() -> None:
    """With the first sentence of its file."""
    first = {code: str(rule.__doc__).partition("\n")[0] for code, rule in rules().items()}
    assert table("Item-writing rules").items() <= first.items()


def test_the_guide_explains_every_code() -> None:
    """Whoever looks a fault up finds it."""
    assert table("What a fault code means") == MEANS


def test_the_guide_names_every_unit() -> None:
    """Those that are shown; the other words for them are understood."""
    line = GUIDE.partition("- **units**: ")[2].partition("and what they are per")[0]
    assert re.findall(r"`([^`]+)`", line) == list(UNITS)


@pytest.mark.parametrize("file", text_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_is_left_over_from_the_making(file: Path) -> None:
    """A reader finds the subject, not notes about how it came to be written."""
    rows = file.read_text(encoding="utf-8").splitlines()
    found = [
        f"{file.relative_to(ROOT)}:{number}: {row.strip()}"
        for number, row in enumerate(rows, start=1)
        if LEFT_OVER.search(row)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("made in one " + "ses" + "sion", True),
        ("an Ag" + "ent wrote it", True),
        ("A" + "I-generated", True),
        ("see iss" + "ue #12", True),
        ("Coming so" + "on!", True),
        ("# TO" + "DO: mend", True),
        ('st.session_state["book"]', False),
        ('persist_state="session"', False),
        ("ContAInment", False),
        ("the issuer's agenda", False),
        ("method", False),
    ],
)
def test_what_is_looked_for_is_found(row: str, found: bool) -> None:
    """The test above can fail, and knows words that only look alike."""
    assert bool(LEFT_OVER.search(row)) == found
