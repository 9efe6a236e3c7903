"""The question bank's page: what is wrong, every item as students see it, files in and out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from engine.errors import Fault
from engine.records.facts import Fact
from engine.records.store import Store
from engine.study import bank as banks
from engine.study.bank import Bank
from engine.study.marking import mark
from engine.study.practice import answer_fact
from engine.study.shown import shown
from pages.ui.bank import try_it
from pages.ui.bank.checked import checked
from pages.ui.bank.faults import by_file, counted
from pages.ui.bank.source import MOST_FAULTS, excerpts, html_of, rows_of
from tests.pages.conftest import Open, texts
from tests.study.written import BANK, FIRST, LAW, spoilt, write

NUMBERS = """\
topic: Numbers
objective: MM-2
questions:
  - id: many-variants
    ask: How many shares for {n} calls, delta {delta}?
    vars:
      n: 10 to 50 step 5
      delta: 0.30 to 0.70 step 0.05
    answer: n * 100 * delta shares ± 1
    traps:
      n * delta: One contract covers 100 shares.
      n * 100: That is a delta of 1.
    why: "{n} × 100 × {delta} = {answer}."
    hints: [First hint, Second hint]
  - id: not-yet
    status: draft
    ask: Which order?
    order: [Measure, Hedge, Watch]
"""

LESSON = "---\ntitle: Short calls\nobjective: After this you know.\nminutes: 5\n---\n\nText.\n"


@pytest.fixture(autouse=True)
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small course that a test may spoil."""
    root = tmp_path / "course"
    write(root / "content" / "01-short-calls.md", LESSON)
    write(root / "quiz_bank" / "hedging.yaml", BANK)
    write(root / "quiz_bank" / "numbers.yaml", NUMBERS)
    write(
        root / "quiz_bank" / "blueprints" / "chapter.yaml",
        "title: Chapter\nnote: One\nquestions: 4\nminutes: 8\npass: 60\n"
        "parts:\n  - {name: Underlying, objective: MM-2, weight: 100}\n",
    )
    monkeypatch.setenv("HEDGEBOOK_COURSE", str(root))
    return root


def sources(app: AppTest) -> str:
    """Return the lines of files that a page shows, as text."""
    html = " ".join(str(item.proto.body) for item in app.get("html"))
    return unescape(re.sub(r"<[^>]+>", " ", html))


def section(open_page: Open, name: str, **query: str) -> AppTest:
    """Open the page at one of its sections."""
    return open_page("teach/bank", section=name, **query)


def button(app: AppTest, label: str) -> Any:
    """Return the button with this label."""
    return next(one for one in app.button if one.label == label)


def test_every_fault_stands_below_its_line(open_page: Open, course: Path) -> None:
    """The line, the fault, the remedy and the lines around; the page says it first."""
    write(course / "quiz_bank" / "hedging.yaml", BANK.replace("    wrong:", "    worng:", 1))
    app = section(open_page, "Files")
    assert re.search(r"1 error.* in 1 file. Students go on with what was last in order", texts(app))
    said = " ".join(sources(app).split())
    assert 'worng: ✗ Error questions › 1 › worng: unknown key "worng"' in said
    assert 'did you mean "wrong"?' in said
    assert "Buy shares: Short calls lose" in said
    assert "Zero: Only a share has no gamma." not in said


def test_a_file_beyond_reading_is_named(open_page: Open, course: Path) -> None:
    """Not UTF-8, too large or a folder: the letter stands alone, the page goes on."""
    write(course / "quiz_bank" / "latin.yaml", "topic: Gewöhnlich\n".encode("latin-1"))
    (course / "quiz_bank" / "folder.yaml").mkdir()
    app = section(open_page, "Files")
    assert "UTF-8" in sources(app)
    app.selectbox(key="bank_whole").set_value("quiz_bank/latin.yaml").run()
    assert "cannot be read as text" in texts(app)
    app.selectbox(key="bank_whole").set_value("quiz_bank/hedging.yaml").run()
    assert "Zero: Only a share has no gamma." in sources(app)


def test_every_item_is_previewed_as_students_see_it(open_page: Open, course: Path) -> None:
    """A choice with its reasons, a number in both forms with other numbers, a draft as a draft."""
    app = section(open_page, "Preview", item=FIRST)
    assert sorted(app.radio[0].options) == ["Buy shares", "Sell shares", "Wait for expiry"]
    assert "That doubles the exposure." in texts(app)
    app.radio[0].set_value("Sell shares").run()
    assert "Wrong." in texts(app)
    app.selectbox(key="preview_item").set_value("many-variants").run()
    first = next(text for text in texts(app).splitlines() if "How many shares" in text)
    assert re.search(r"Variant \d+ of 81", texts(app))
    button(app, "Another variant").click().run()
    assert first not in texts(app)
    assert "First hint" in texts(app)
    app.text_input[0].set_value("banana").run()
    assert "Asked again, not marked" in texts(app)
    app.toggle[0].set_value(True).run()
    assert len(app.radio[0].options) == 3
    app.selectbox(key="preview_item").set_value("not-yet").run()
    assert "A draft" in texts(app)
    assert not app.exception


def test_a_wrong_address_shows_the_first_question(open_page: Open, course: Path) -> None:
    """Neither an unknown section nor an unknown item breaks anything."""
    app = section(open_page, "Preview", item="<script>" * 500)
    assert app.selectbox(key="preview_item").value == FIRST
    assert section(open_page, "Nonsense").tabs[0].label == "Files"


def test_pasted_text_is_checked_and_previewed(open_page: Open, course: Path) -> None:
    """Faults beside the lines, the good questions below, a repaired file to take away."""
    app = section(open_page, "Try it")
    app.text_area[0].set_value(NUMBERS.replace("answer: n *", "answer: m *")).run()
    assert "1 error" in texts(app)
    assert 'unknown name "m"' in sources(app)
    app.text_area[0].set_value(spoilt(BANK, "ask: Which sign", "ask: Think: which sign")).run()
    assert "can be used" in texts(app)
    assert [one.label for one in app.get("download_button")] == ["Download it repaired"]
    assert "already used in quiz_bank/hedging.yaml" in sources(app)
    button(app, "Show me an example").click().run()
    assert "In order: 2 questions" in texts(app)
    assert not list((course / "quiz_bank").glob("your-text*"))


def test_the_long_habit_is_taken_home_in_the_short_form() -> None:
    """What is downloaded reads to the same question, and needs no repair any more."""
    long = (
        "topic: Gamma\nobjective: MM-3\nquestions:\n  - id: gamma\n    question: What is gamma?\n"
        "    options: [Curvature, Slope, Decay]\n    answer: A\n    explanation: It bends.\n"
    )
    found = checked(long)
    again = checked(found.repaired)
    assert "right:" in found.repaired
    assert again.repaired == found.repaired
    one, other = (each.bank.questions["gamma"] for each in (found, again))
    assert (one.right, one.wrong, one.version) == (other.right, other.wrong, other.version)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 2_000_000,
        "- " * 50_000,
        "a: &a [x]\n" + "".join(f"{n}: [*a, *a]\n" for n in range(200)),
        BANK.replace("ask: You are", "ask: <script>alert(1)</script><img src=x onerror=y> You are"),
        NUMBERS.replace("n * 100 * delta shares", "9**9**9"),
        NUMBERS.replace("n * 100 * delta shares", "n.__class__"),
        "\x00\x01\x02\ufffe",
        "{" * 5_000,
        "topic: [unclosed",
        "just prose, no question at all: none",
    ],
)
def test_hostile_text_is_refused_or_shown_as_text(text: str) -> None:
    """Always an answer, never a tag that somebody else wrote."""
    found = checked(text)
    html = html_of(text, found.faults, whole=True)
    tags = set(re.findall(r"<\s*/?([a-z]+)", html))
    assert tags <= {"table", "tbody", "tr", "th", "td", "code", "mark", "strong", "span", "br"}
    assert found.faults or found.bank.questions


def test_hostile_text_on_the_page(open_page: Open, course: Path) -> None:
    """The page itself stays up, too."""
    app = section(open_page, "Try it")
    for text in ("9" * 1_100_000, "\x00", BANK.replace("Buy shares", "<b>Buy</b> $x$ [a](b)")):
        app.text_area[0].set_value(text).run()
        assert not app.exception
    assert "In order" in texts(app) or "warning" in texts(app)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xfe\x00binary\x00", "no UTF-8 text"),
        (b"\x00\x00", "no UTF-8 text"),
        (b"9" * 1_000_001, "1,000,001 bytes"),
        (b"\xef\xbb\xbf" + BANK.encode(), ""),
    ],
)
def test_an_upload_is_text_or_refused(
    monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    """What is taken stands in the field, without a byte order mark."""
    upload = type("Upload", (), {"getvalue": lambda _: data})()
    session: dict[str, Any] = {"try_upload": upload}
    monkeypatch.setattr(try_it.st, "session_state", session)
    try_it._take()
    assert said in session.get("try_said", "")
    assert session.get("try_text") == (None if said else BANK)


def test_coverage_names_what_is_missing(open_page: Open, course: Path) -> None:
    """Three live questions; one exam asks four, three exams twelve."""
    app = section(open_page, "Coverage")
    assert "Underlying needs **9 more**" in texts(app)
    app.selectbox(key="coverage_exams").set_value(1).run()
    assert "Underlying needs **1 more**" in texts(app)


def test_coverage_without_a_blueprint(open_page: Open, course: Path) -> None:
    """What there is, and where a blueprint would stand."""
    (course / "quiz_bank" / "blueprints" / "chapter.yaml").unlink()
    assert "no blueprint" in texts(section(open_page, "Coverage"))


def answered(bank: Bank, learner: str, right: bool) -> Fact:
    """Return a learner's answer to the first question."""
    seen = shown(bank.questions[FIRST], learner)
    response = "Buy shares" if right else "Sell shares"
    return answer_fact(
        learner=learner,
        shown=seen,
        response=response,
        mark=mark(seen, response),
        confidence="sure",
        at=1.0,
        seconds=30.0,
    )


def test_statistics_say_whose_they_are(open_page: Open, course: Path, database: str) -> None:
    """Nobody's, one person's, and from two on everybody's."""
    assert "Nobody has answered" in texts(section(open_page, "Statistics"))
    bank = banks.bank_of({"hedging.yaml": banks.parse("hedging.yaml", BANK)})
    store = Store(database)
    store.record(answered(bank, "a", right=True))
    assert "one person's" in texts(section(open_page, "Statistics"))
    store.record(answered(bank, "b", right=False))
    app = section(open_page, "Statistics")
    assert "2 first answers of 2 learners" in texts(app)
    assert "2 learners; 50 ± 35" in texts(app)
    assert "from 10 learners on" in texts(app)
    app = section(open_page, "Preview", item=FIRST)
    assert "2 learners; 50 ± 35" in texts(app)


def test_questions_and_papers_are_exported(open_page: Open, course: Path) -> None:
    """A file in the chosen format, a form and its key; nothing chosen is said."""
    app = section(open_page, "Export")
    labels = [one.label for one in app.get("download_button")]
    assert labels == ["Download 3 questions", "Download the form", "Download form and key"]
    app.checkbox(key="export_draft").set_value(True).run()
    assert app.get("download_button")[0].label == "Download 4 questions"
    for box in ("export_draft", "export_live"):
        app.checkbox(key=box).set_value(False).run()
    assert "No question is chosen" in texts(app)
    app.text_input(key="paper_seed").set_value("../../<x>").run()
    assert not app.exception


def test_every_format_exports(open_page: Open, course: Path) -> None:
    """Each one in the menu gives a file."""
    app = section(open_page, "Export")
    formats = app.selectbox(key="export_format")
    assert len(formats.options) >= 5
    for name in [*formats.proto.options]:
        app.selectbox(key="export_format").select(name).run()
        assert app.get("download_button")[0].label.startswith("Download 3")
        assert not app.error


def test_an_empty_course_says_what_to_do(
    open_page: Open, course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No section breaks where there is nothing."""
    monkeypatch.setenv("HEDGEBOOK_COURSE", str(tmp_path / "nothing"))
    for name in ("Files", "Preview", "Coverage", "Export"):
        app = section(open_page, name)
        assert app.info, name


faulty = st.builds(
    lambda line, column, text: Fault(
        file="a.yaml", line=line, message=text, remedy=text, column=column
    ),
    st.integers(-3, 60),
    st.integers(0, 60),
    st.text(max_size=20),
)


@LAW
@given(st.text(max_size=300), st.lists(faulty, max_size=8))
def test_every_fault_is_shown_once_below_a_line(text: str, faults: list[Fault]) -> None:
    """Whatever the text: no fault is lost, lines stand once and in order, excerpts do not touch."""
    parts = excerpts(text, faults)
    lines = [line for part in parts for line in part]
    assert sorted(fault for line in lines for fault in line.faults) == sorted(faults)
    numbers = [line.number for line in lines]
    assert numbers == sorted(set(numbers))
    rows = rows_of(text)
    assert all(line.text == rows[line.number - 1] for line in lines if rows)
    assert unescape(re.sub(r"<[^>]*>", "", html_of(text, faults))).count("To mend it") == len(
        faults
    )


def test_very_many_faults_are_cut_short() -> None:
    """The first are shown; a page of thousands helps nobody."""
    faults = [Fault(file="a", line=n, message="m", remedy="r") for n in range(1, 500)]
    assert html_of("x\n" * 500, faults).count("To mend it") == MOST_FAULTS


def test_a_fault_stands_below_the_line_that_the_loader_means() -> None:
    """A line end that only some programs know, copied from a document, ends no line here."""
    text = "topic: a\u2028b\nobjective: c\nquestions:\n  - id: one\n    ask: d\n    worng: e\n"
    [fault] = [one for one in banks.parse("a.yaml", text).faults if one.code == "unknown-key"]
    (line,) = (line for part in excerpts(text, [fault]) for line in part if line.faults)
    assert (line.number, line.text) == (6, "    worng: e")


def test_an_error_is_shown_before_many_warnings() -> None:
    """Whatever stands at the end of a long file keeps a question out, and is seen."""
    faults = [
        Fault(file="a", line=n, message="m", remedy="r", severity="warning") for n in range(1, 90)
    ]
    last = Fault(file="a", line=95, message="the last", remedy="r")
    assert "the last" in html_of("x\n" * 100, [*faults, last])


def test_files_with_errors_come_first() -> None:
    """Then those with warnings; both are counted in words."""
    warning = Fault(file="a", line=1, message="m", remedy="r", severity="warning")
    error = Fault(file="b", line=1, message="m", remedy="r")
    assert list(by_file([warning, error])) == ["b", "a"]
    assert counted([warning, warning, error]) == "1 error and 2 warnings"
    assert counted([]) == "no fault"
