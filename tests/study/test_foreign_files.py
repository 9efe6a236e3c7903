"""Files of people who never saw the program: what each meant, and exactly what it is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.study.bank import Questions, parse
from engine.study.questions import Question
from engine.study.writing.files import Parsed
from engine.study.writing.rewriting import rewritten

FOLDER = Path(__file__).parent / "foreign_files"
Meant = tuple[str, str, tuple[str, ...], int]
"""A question's id, its kind, what is right, and how many options or steps it shows."""

MEANT: dict[str, list[Meant]] = {
    "teacher": [  # read every page of the manual
        ("short-calls-hedge-side", "choice", ("Buy 900 shares of ABC",), 4),
        ("what-delta-hedge-leaves", "select", ("Gamma", "Vega"), 4),
        ("shares-for-short-calls", "number", ("n * 100 * d shares ± 1",), 0),
        ("order-of-a-first-hedge", "order", (), 4),
    ],
    "onlooker": [  # saw one file, and guesses the rest; the fifth has a level that there is not
        ("q1", "choice", ("Short 10 calls",), 3),
        ("q2", "choice", ("True",), 2),
        ("q3", "select", ("Lower your bid", "Lower your offer"), 4),
        ("q4", "number", ("C$2.35",), 0),
    ],
    "letters": [  # names the right option by its letter
        ("a-market-maker-sells-10-xyz-put-contracts", "choice", ("Sell 400 shares",), 4),
        ("what-does-gamma-measure", "choice", ("How delta changes when the share moves",), 4),
        ("which-of-the-following-are-second-order-risks", "select", ("Gamma", "Vanna"), 4),
        ("a-seller-of-a-straddle-is-short-vega", "choice", ("True",), 2),
        ("how-many-shares-does-one-canadian-equity-option", "number", ("100",), 0),
        ("a-call-has-delta-0-5-what-is", "choice", ("1000",), 4),
    ],
    "exporter": [  # everything below one key, every option a map
        ("1001", "choice", ("Buying other options",), 3),
        ("1002", "select", ("Vega", "Theta"), 3),
        ("1003", "number", ("300 shares ± 1",), 0),
        ("1004", "order", (), 3),
    ],
    "fractions": [],  # another name for the list of questions
    "word": [  # a byte order mark, Windows line ends, curly quotes, dashes, odd spaces, tabs
        ("skew-down-side", "choice", ("Out‑of‑the‑money puts gain implied volatility",), 3),
        ("vega-of-ten", "number", ("80\xa0C$ ± 1",), 0),
        ("minus-delta", "number", ("\N{EN DASH}200 shares",), 0),
    ],
    "prose": [  # every sign of YAML
        ("pnl-explain", "choice", ("C$50 unexplained",), 3),
        ("desk-note-3", "choice", ("The C$80 strike",), 3),
        ("who-pays-theta", "choice", ("The owner of options",), 4),
    ],
    "francais": [("couverture-vendeur-calls", "choice", ("Acheter 450 actions",), 3)],
    "formulas": [("short-call-vega-pnl", "number", ("-n*100*v C$ ± 2%",), 0)],
    "mixed-keys": [  # whatever key comes to mind
        ("stale-quote", "order", (), 3),
        ("last-one", "choice", ("Risk management",), 3),
    ],
    "sloppy": [  # columns and colons
        ("dash-stuck", "choice", ("The spread",), 3),
        ("option-without-colon", "choice", ("A range of delta in which you do not trade",), 3),
        ("last-fine", "number", ("500 shares",), 0),
    ],
    "flat": [  # a list, and nothing above it
        ("you-are-short-20-calls-with-delta-0", "number", ("-1000 shares",), 0),
        ("what-lowers-gamma", "choice", ("Buying options back",), 3),
        ("put-the-day-in-order", "order", (), 3),
    ],
    "longtext": [  # tables, lists and blocks of text
        ("risk-report", "choice", ("Delta",), 4),
        ("two-paragraphs", "number", ("6000 C$",), 0),
    ],
    "values": [  # what YAML takes for dates, times, words of logic and numbers
        ("007", "choice", ("2023-12-22",), 3),
        ("split-ratio", "choice", ("2:1",), 3),
        ("yes-no", "choice", ("Yes",), 3),
        ("delta-value", "choice", ("0.30",), 5),
        ("series-seven", "choice", ("007",), 4),
        ("start-time", "choice", ("9:30",), 4),
        ("null-answer", "number", ("0 shares",), 0),
    ],
    "chatty": [  # a map of questions by their names
        ("q1", "choice", ("It reduces the position",), 4),
        ("q2", "choice", ("Unlimited",), 3),
    ],
}

ERRORS = {
    "teacher": [],
    "onlooker": [(43, "unknown-word")],
    "letters": [],
    "exporter": [(3, "unknown-key"), (4, "unknown-key")],
    "fractions": [(1, "no-questions"), (3, "unknown-key")],
    "word": [(20, "not-an-id")],
    "prose": [(33, "formula"), (43, "indentation")],
    "francais": [(13, "not-an-id"), (15, "formula"), (20, "variable"), (21, "variable"),
                 (22, "formula"), (26, "formula"), (28, "formula")],
    "formulas": [(25, "check-unreadable"), (29, "variable"), (31, "formula"), (33, "formula"),
                 (35, "not-a-list"), (41, "formula")],
    "mixed-keys": [(4, "not-an-id"), (21, "double-key"), (29, "unknown-key")],
    "sloppy": [(10, "indentation"), (12, "no-colon")],
    "flat": [(11, "not-a-question")],
    "longtext": [(44, "no-colon")],
    "values": [],
    "chatty": [(17, "unknown-key"), (20, "variable"), (21, "formula"), (22, "unknown-key")],
}  # fmt: skip

WARNINGS = {
    "teacher": [],
    "onlooker": [(9, "not-a-list"), (38, "not-a-list")],
    "letters": [(1, "key-slip"), (4, "id-from-words"), (4, "long-habit"), (12, "id-from-words"),
                (20, "id-from-words"), (28, "id-from-words"), (29, "key-left-out"),
                (32, "id-from-words"), (36, "id-from-words")],
    "exporter": [(1, "key-left-out"), (2, "key-slip"), (6, "long-habit"), (7, "key-left-out"),
                 (8, "key-left-out")],
    "fractions": [(1, "key-slip")],
    "word": [(12, "odd-space"), *((row, "tab-indentation") for row in (23, 25, 26))],
    "prose": [*((row, "prose-colon") for row in (1, 3, 6, 8, 11, 12, 13)), (14, "prose-hash"),
              *((row, "prose-quote") for row in (16, 18, 20)),
              *((row, "prose-sign") for row in (21, 23, 25, 29, 29)), (30, "prose-colon"),
              (31, "prose-sign"), (33, "prose-hash"), (35, "prose-hash"), (37, "prose-sign"),
              (39, "prose-colon"), (41, "prose-sign"), (42, "prose-sign")],
    "francais": [],
    "formulas": [],
    "mixed-keys": [(1, "key-slip"), (2, "key-slip"), (3, "key-slip"), (4, "key-slip"),
                   (5, "key-slip"), (6, "key-slip"), (8, "key-slip"), (11, "key-slip"),
                   (12, "key-slip"), (13, "id-from-words"), (14, "key-slip"), (17, "key-slip"),
                   (24, "key-slip"), (27, "key-slip"), (32, "key-slip"), (36, "long-habit")],
    "sloppy": [(17, "colon-space"), (26, "colon-space"), (32, "colon-space"), (33, "colon-space")],
    "flat": [(1, "id-from-words"), (1, "topic-from-name"), (3, "id-from-words"),
             (9, "id-from-words")],
    "longtext": [(39, "prose-colon")],
    "values": [(5, "long-habit")],
    "chatty": [(5, "key-slip"), (12, "key-slip"), (13, "key-slip"), (20, "key-slip")],
}  # fmt: skip

REMEDIED: dict[str, tuple[list[tuple[str, str]], list[Meant]]] = {
    "onlooker": (
        [("level: easy", "level: apply"), ("  Long", "  - Long"), ("  Flat", "  - Flat")],
        [*MEANT["onlooker"], ("q5", "order", (), 4)],
    ),
    "exporter": (
        [("  description: Exported 2024-11-02\n", ""), ("  shuffle_answers: true\n", "")],
        MEANT["exporter"],
    ),
    "fractions": (
        [("quizzes:", "questions:"), ("      - 1000\n", "      - 1000\n    answer: 100*\n")],
        [
            ("you-hedge-calls-on-one-bank-with-an", "choice", ("Basis risk",), 3),
            ("which-hedge-has-the-least-basis-risk", "choice", ("The same share",), 3),
            ("one-contract-covers-how-many-shares", "choice", ("100*",), 3),
        ],
    ),
    "word": (
        [("vol–quote", "volquote")],
        [*MEANT["word"], ("volquote", "choice", ("Implied volatility points",), 3)],
    ),
    "prose": (
        [
            ("{buy 5 calls @ 2.10}", "(buy 5 calls @ 2.10)"),
            ("- mid price: no", '"- mid price": no'),
        ],
        [
            *MEANT["prose"],
            ("ticket-number", "number", ("1050 C$",), 0),
            ("brackets-first", "choice", ("Distance from fair value",), 4),
        ],
    ),
    "mixed-keys": (
        [("Stale Quote", "old-quote"), ("    hint: Greeks\n", ""), ("Solution", "why"),
         ("  - id: stale-quote\n    ask: Which", "  - id: of-the-order\n    ask: Which")],
        [
            ("old-quote", "choice", ("A quote at an old price",), 3),
            ("which-of-these-are-exposures", "select", ("Delta", "Vega"), 4),
            ("stale-quote", "number", ("n * 50 shares",), 0),
            ("of-the-order", "order", (), 3),
            ("last-one", "choice", ("Risk management",), 3),
        ],
    ),
    "sloppy": (
        [("       Sell 30", "      Sell 30"), ("ask You", "ask: You")],
        [
            ("hedge-a-put", "choice", ("Sell 300 shares",), 3),
            ("no-colon", "choice", ("Sell 200 shares",), 2),
            *MEANT["sloppy"],
        ],
    ),
    "longtext": (
        [("quotes\n      and", "quotes and")],
        [
            MEANT["longtext"][0],
            ("long-plain", "choice", ("Widen the quotes and measure delta",), 3),
            MEANT["longtext"][1],
        ],
    ),
    "chatty": (
        [("    tolerance: 0\n", ""), ('"{n} * 250"', "n * 250 C$"), ("    unit: C$\n", ""),
         ("1-5", "1 to 5")],
        [
            *MEANT["chatty"],
            ("q3", "number", ("1,800 shares",), 0),
            ("q4", "number", ("n * 250 C$",), 0),
        ],
    ),
}  # fmt: skip
"""What an author changes who does as the errors say, and what is understood then."""

_WORDS = re.compile(r"\w+")
_SAID_ELSEWHERE = re.compile(
    r"^ *(?:- *)?(?:type|points|ID|Objectives)\b.*|\b(?:options|question|answer|explanation|choices"
    r"|text|correct|true|false|feedback|general_feedback|correct_answers?|unit|tolerance|items"
    r"|wrong_answers|Answer|answers|steps|[A-D])\b",
    re.MULTILINE,
)
"""Keys of other habits and the letters of options: the questions hold what they say."""


@pytest.fixture(params=sorted(MEANT))
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each file in turn."""
    return str(request.param)


def read(name: str) -> str:
    """Return the text of a file, its line ends as they are."""
    return (FOLDER / f"{name}.yaml").read_bytes().decode("utf-8")


def meant(question: Question) -> Meant:
    """Return what a question came to."""
    right = (question.answer,) if question.answer else tuple(question.right)
    return question.id, question.kind, right, len(question.options) + len(question.order)


def told(parsed: Parsed[Questions], severity: str) -> list[tuple[int, str]]:
    """Return the line and the code of each fault of a severity."""
    return sorted((one.line, one.code) for one in parsed.faults if one.severity == severity)


def of(name: str, question_id: str) -> Question:
    """Return one question of a file."""
    found = {asked.question.id: asked.question for asked in parse(name, read(name)).content}
    return found[question_id]


def test_every_file_is_here() -> None:
    """No file is left out, and those with signs of an editor still have them."""
    assert {file.stem for file in FOLDER.iterdir()} == set(MEANT) == set(ERRORS) == set(WARNINGS)
    assert read("word").startswith("\ufeff")
    assert read("word").count("\r\n") == read("word").count("\n") > 20


def test_what_was_meant_is_understood(name: str) -> None:
    """Ids, kinds, right answers and numbers of options are those that the author had in mind."""
    assert [meant(asked.question) for asked in parse(name, read(name)).content] == MEANT[name]


def test_every_slip_is_told_at_its_line(name: str) -> None:
    """Nothing is told twice, at another line, or about what is well."""
    parsed = parse(name, read(name))
    assert told(parsed, "error") == ERRORS[name]
    assert told(parsed, "warning") == sorted(WARNINGS[name])


@pytest.mark.parametrize("name", sorted(REMEDIED))
def test_the_remedies_work(name: str) -> None:
    """Whoever does what the errors say has all questions, and no error any more."""
    changes, expected = REMEDIED[name]
    text = read(name)
    for old, new in changes:
        assert old in text, f"{name}: {old}"
        text = text.replace(old, new, 1)
    parsed = parse(name, text)
    assert told(parsed, "error") == []
    assert [meant(asked.question) for asked in parsed.content] == expected


def test_no_word_is_lost(name: str) -> None:
    """Every word of a question that is taken in stands in what students can read."""
    text = read(name).lstrip("\ufeff")
    rows = re.sub(r"^ *#.*$", "", text, flags=re.MULTILINE).split("\n")
    parsed = parse(name, text)
    told_rows = {one.line for one in parsed.faults}
    starts = [n for n, row in enumerate(rows, 1) if re.match(r" *-\s*\w+:| {2}q\d:|- What", row)]
    for asked in parsed.content:
        end = min((n for n in starts if n > asked.line), default=len(rows) + 1)
        own = [row for n, row in enumerate(rows[asked.line - 1 : end - 1], asked.line)
               if n not in told_rows or ":" in row]  # fmt: skip
        written = set(_WORDS.findall(_SAID_ELSEWHERE.sub("", "\n".join(own))))
        held = set(_WORDS.findall(str(asked.question.model_dump()).replace("\\n", " ")))
        held |= set(_WORDS.findall(str(asked.question.ask)))
        assert len(written) > 3
        assert not written - held - set(Question.model_fields), asked.question.id


def test_texts_are_shown_as_they_were_written() -> None:
    """Signs, line breaks of blocks, and values that YAML would turn into something else."""
    assert of("prose", "who-pays-theta").ask == "*Who* pays theta & why?"
    assert of("prose", "who-pays-theta").wrong["@ the money options only"].startswith("% of theta")
    assert of("prose", "pnl-explain").why == "Residual = actual - explained #always check it"
    assert of("prose", "desk-note-3").source == 'Desk memo #7: "What we lost & why", 100% ours'
    assert "| Delta | +1,200 shares |\n| Gamma | -300 |" in of("longtext", "risk-report").ask
    assert of("longtext", "risk-report").right["Delta"].endswith("\n\n# Gamma stays")
    assert list(of("values", "delta-value").wrong) == ["0.3000001", "0.70", ".5", "1e3"]
    assert of("values", "series-seven").wrong == {
        "7": "No zeros.",
        "0o7": "Not decimal.",
        "~": "Nothing.",
    }
    assert of("values", "yes-no").wrong["On"] == "off"
    assert of("word", "skew-down-side").hint == "“Which strikes do people buy for protection?”"
    assert of("francais", "couverture-vendeur-calls").hint == "« Combien d’actions par contrat ? »"


def test_numbers_that_were_written_before_the_steps_are_not_shown() -> None:
    """Steps are shown mixed: their numbers would say how they belong."""
    text = read("onlooker").replace("level: easy", "level: apply")
    steps = parse("a", text).content[-1].question.order
    assert steps == (
        "Customer asks for a quote",
        "You show bid and ask",
        "Customer trades",
        "You hedge",
    )
    lettered = text.replace("1. C", "- a) C").replace("2. Y", "- b) Y")
    lettered = lettered.replace("3. C", "- c) C").replace("4. Y", "- d) Y")
    assert parse("a", lettered).content[-1].question.order == steps
    assert parse("a", text.replace("2. Y", "7. Y")).content[-1].question.order[1][:3] == "7. "


OTHER_SHAPES = {
    "right and wrong under other names": """\
  - question: So?
    correct_answer: "Yes"
    incorrect_answers: ["No", Perhaps]
    type: multiple
""",
    "answers by their letters": """\
  - ask: So?
    answers: {A: "No", B: "Yes", C: Perhaps}
    correct: B
""",
    "options in the column of their key": """\
  - ask: So?
    right:
    Yes:
    wrong:
    No:
    Perhaps:
""",
    "a dash that touches the key": """\
  -ask: So?
   right: Yes
   wrong: [No, Perhaps]
""",
    "a key without its colon": """\
  - ask: So?
    right: Yes
    wrong
      - No
      - Perhaps
""",
    "a space of another kind after the colon": """\
  - ask: So?
    right:\xa0Yes
    wrong:
      - No
      - Perhaps
""",
}


@pytest.mark.parametrize("shape", OTHER_SHAPES)
def test_another_shape_is_understood_with_a_warning(shape: str) -> None:
    """One right and two wrong options, however they are laid out; somebody is told to do better."""
    parsed = parse("a.yaml", f"topic: A\nobjective: B\nquestions:\n{OTHER_SHAPES[shape]}")
    [asked] = parsed.content
    assert meant(asked.question) == ("so", "choice", ("Yes",), 3)
    assert list(asked.question.wrong) == ["No", "Perhaps"]
    assert told(parsed, "error") == []
    assert any(code != "id-from-words" for _, code in told(parsed, "warning"))


def test_a_misspelled_key_below_an_empty_group_is_no_option() -> None:
    """What looks like a key is told to be a misspelled one."""
    rows = "  - id: a\n    ask: So?\n    right: Yes\n    wrong:\n    hnit: Think.\n"
    parsed = parse("a.yaml", f"topic: A\nobjective: B\nquestions:\n{rows}")
    assert (8, "unknown-key") in told(parsed, "error")


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("questions: {a: 1, b: {ask: x}}\n", 1, "no-questions"),
        ("quiz: {questions: 3}\n", 1, "no-questions"),
        ("quiz: {questions: [1]}\n", 1, "not-a-question"),
    ],
)
def test_what_only_looks_like_questions_is_told(text: str, line: int, code: str) -> None:
    """A map that is not all questions, a key around something else."""
    assert (line, code) in told(parse("a.yaml", text), "error")


def test_many_warnings_keep_no_question_out() -> None:
    """A long file without ids is read to its end, though not every warning is told."""
    rows = "".join(f"  - ask: So {number}?\n    answer: {number}\n" for number in range(250))
    parsed = parse("a.yaml", f"topic: A\nobjective: B\nquestions:\n{rows}")
    assert len(parsed.content) == 250
    assert told(parsed, "error") == []
    assert [one.code for one in parsed.faults].count("more-faults") == 1


def test_a_list_under_a_capital_letter_is_rewritten_too() -> None:
    """The offer of the short form holds for every file that is read."""
    text = "Questions:\n- question: So?\n  options: [Yes, No, Perhaps]\n  answer: A\n"
    [asked] = parse("a.yaml", rewritten("a.yaml", text)).content
    assert meant(asked.question) == ("so", "choice", ("Yes",), 3)


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ("Long text that\n      goes on here", ["Long text that goes on here"]),
        ("buy it\n      sell it", ["buy it", "sell it"]),
        ("- Buy\n        and sell", ["Buy and sell"]),
        (">-\n      Buy\n      Sell", ["Buy Sell"]),
        ('"Buy\n      Sell"', ["Buy Sell"]),
    ],
)
def test_lines_below_a_key(rows: str, options: list[str]) -> None:
    """Lines without a dash are options of their own, unless the next one goes on in small letters.

    Quotation marks and the signs for blocks say that the lines are one text.
    """
    top = "topic: A\nobjective: B\nquestions:\n  - id: a\n    ask: So?\n    right: No\n"
    text = f"{top}    wrong:\n      {rows}\n"
    assert list(parse("a", text).content[0].question.wrong) == options


def test_a_file_below_one_key_is_rewritten_at_the_margin() -> None:
    """What is read with the warning that a key means nothing is taken home without that key."""
    text = (
        "# head\nquiz:\n  topic: T\n  objective: MM-2\n  questions:\n"
        "    - question: So?\n      options: [Yes, No, Perhaps]\n      answer: A\n"
        "    - id: other\n      ask: |\n        a\n          b\n"
        "      right: c\n      wrong: [d, e]\n"
    )
    better = rewritten("a.yaml", text)
    assert better.startswith("# head\ntopic: T\nobjective: MM-2\nquestions:\n  - id: so\n")
    parsed, before = parse("a.yaml", better), parse("a.yaml", text)
    assert parsed.faults == ()
    assert [one.question for one in parsed.content] == [one.question for one in before.content]
