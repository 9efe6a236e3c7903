"""The lessons page: the list, the reader, what a question hides, and progress."""

from __future__ import annotations

from itertools import pairwise

from streamlit.testing.v1 import AppTest

from engine.records.facts import Fact
from engine.records.store import Store
from engine.study.lessons import Embedded, Lesson
from pages.ui import state
from pages.ui.glossary import marked
from tests.pages.conftest import LEARNER, Open, texts


def first_lesson() -> Lesson:
    """Return the first lesson of the course."""
    return state.course().lessons[0]


def promised(lesson: Lesson) -> str:
    """Return words of a lesson's promise as the list shows them."""
    return lesson.front.objective.removeprefix("After this lesson you can ")[1:50]


def hidden_text(lesson: Lesson) -> str:
    """Return the first words that stand behind a question."""
    for section in lesson.sections:
        for before, block in pairwise(marked(section.blocks)):
            asked = isinstance(before, Embedded) and before.kind == "question"
            if asked and not isinstance(block, Embedded):
                return block.text.splitlines()[0]
    raise AssertionError("the lesson hides nothing behind a question")


def press(app: AppTest, label: str) -> None:
    """Press the first button with a label."""
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_the_list_names_every_lesson(open_page: Open) -> None:
    """Without a lesson in the address all of them are listed as new."""
    said = texts(open_page("learn/lessons"))
    for lesson in state.course().lessons:
        assert promised(lesson) in said
    assert "new" in said


def test_an_unknown_lesson_is_named_and_the_list_shown(open_page: Open) -> None:
    """A link to a lesson that is gone leads to the list."""
    said = texts(open_page("learn/lessons", lesson="no-such-lesson"))
    assert 'There is no lesson "no-such-lesson"' in said
    assert promised(first_lesson()) in said


def test_what_follows_a_question_is_hidden_until_it_is_skipped(open_page: Open) -> None:
    """The reveal stands behind the question, and can be had without answering."""
    app = open_page("learn/lessons", lesson=first_lesson().slug)
    hidden = hidden_text(first_lesson())
    assert hidden not in texts(app)
    press(app, "Show me without answering")
    assert hidden in texts(app)


def test_answering_reveals_and_is_remembered(open_page: Open) -> None:
    """An answer in a lesson opens what follows, now and the next time."""
    app = open_page("learn/lessons", lesson=first_lesson().slug)
    app.radio[0].set_value(app.radio[0].options[0]).run()
    press(app, "Sure")
    hidden = hidden_text(first_lesson())
    assert hidden in texts(app)
    assert hidden in texts(open_page("learn/lessons", lesson=first_lesson().slug))


def test_progress_is_kept_as_facts(open_page: Open, database: str) -> None:
    """Opening and finishing a lesson are facts, each told once."""
    slug = first_lesson().slug
    open_page("learn/lessons", lesson=slug)
    app = open_page("learn/lessons", lesson=slug)
    press(app, "I have read this lesson")
    kept = [(fact.kind, fact.subject) for fact in Store(database).facts(LEARNER)]
    assert kept == [("lesson_opened", slug), ("lesson_finished", slug)]
    assert "You have read this lesson." in texts(app)


def test_a_lesson_lists_its_headings_and_neighbours(open_page: Open) -> None:
    """The contents link to every heading; the end links on."""
    lessons = state.course().lessons
    app = open_page("learn/lessons", lesson=lessons[0].slug)
    contents = "\n".join(item.value for item in app.sidebar.markdown)
    for section in lessons[0].sections:
        assert not section.title or f"(#{section.anchor})" in contents
    assert any(link.value == f"Next: {lessons[1].title}" for link in app.page_link)


def test_all_of_a_lesson_is_shown_to_who_went_through_it(open_page: Open, database: str) -> None:
    """Every figure with every value of its slide, in the lesson that has most of them."""
    lesson = max(state.course().lessons, key=lambda one: len(one.embedded("figure")))
    names = sorted({block.name for block in lesson.embedded("question")})
    Store(database).record_many(
        Fact(learner=LEARNER, kind="revealed", subject=name, at=1.0) for name in names
    )
    app = open_page("learn/lessons", lesson=lesson.slug)
    shown = [str(one.proto) for one in app.get("vega_lite_chart")]
    settings = [block.settings for block in lesson.embedded("figure")]
    assert len(shown) == len(settings)
    sliding = sum("slide" in one for one in settings)
    assert sum('bind\\": {\\"input\\": \\"range' in one for one in shown) == sliding > 1
