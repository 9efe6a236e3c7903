"""The bank: every fault of an instructor's file is told, with its place and the way out of it."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.bank import MOST_QUESTIONS, Bank, Questions, bank_of, parse
from engine.study.numbers.keys import read_key
from engine.study.questions import Question
from engine.study.writing.files import Parsed
from engine.study.writing.yaml_lines import MOST_FAULTS
from tests.bounded import bounded
from tests.study.written import BANK, BANK_FILE, FIRST, LAW, SECOND, letters, spoilt, without

KEYS = ", ".join(Question.model_fields)
READ = 'it was read as one text; put it in "quotes"'


class Spoilt(NamedTuple):
    """What is changed in the good file, the letters that follow, and the questions that stay."""

    old: str
    new: str
    letters: tuple[str, ...]
    kept: tuple[str, ...] = (SECOND,)


FAULTS = {
    "an unknown key near a known one": Spoilt(
        "    wrong:\n      Sell",
        "    worng:\n      Sell",
        (
            '9: error unknown-key: questions › 1 › worng: unknown key "worng"'
            ' - did you mean "wrong"?',
        ),
    ),
    "an unknown key near none": Spoilt(
        "level: apply",
        "mark: 3",
        (f'12: error unknown-key: questions › 1 › mark: unknown key "mark" - use one of: {KEYS}',),
    ),
    "an unknown key at the top": Spoilt(
        "source: Course notes",
        "sorce: Course notes",
        ('3: error unknown-key: sorce: unknown key "sorce" - did you mean "source"?',),
        (FIRST, SECOND),
    ),
    "a colon in a question": Spoilt(
        "You are short 20 calls.",
        "Think: you are short.",
        (f'6: warning prose-colon: text contains ": " - {READ}',),
        (FIRST, SECOND),
    ),
    "a colon in a reason": Spoilt(
        "Short calls lose when",
        "Remember: short calls lose when",
        (f'8: warning prose-colon: text contains ": " - {READ}',),
        (FIRST, SECOND),
    ),
    "a colon in a hint of a list": Spoilt(
        "hint: Think of delta after a rise.",
        "hints: [Think: of delta, After a rise]",
        (f'20: warning prose-colon: questions › 2 › hints › 1: text contains ": " - {READ}',),
        (FIRST, SECOND),
    ),
    "no reason for an option": Spoilt(
        "Buy shares: Short calls lose when the share rises.",
        "Buy shares:",
        (),
        (FIRST, SECOND),
    ),
    "options as a list": Spoilt(
        "      Sell shares: That doubles the exposure.\n      Wait for",
        "      - Sell shares: That doubles the exposure.\n      - Wait for",
        (),
        (FIRST, SECOND),
    ),
    "an option on the line of its key": Spoilt(
        "right:\n      Buy shares: Short calls lose when the share rises.",
        "right: Buy shares: Short calls lose when the share rises.",
        (
            '7: warning prose-colon: text contains ": " - it was read as a text, a colon and its '
            "reason; write it on a line of its own below the key",
        ),
        (FIRST, SECOND),
    ),
    "nine wrong options": Spoilt(
        "      Wait for",
        "".join(f"      Sell {number} shares: No.\n" for number in range(7)) + "      Wait for",
        ('9: error too-many: questions › 1 › wrong: "wrong" has 9 - write at most 8',),
    ),
    "no wrong option": Spoilt(
        "    wrong:\n      Sell shares: That doubles the exposure.\n"
        "      Wait for expiry: The direction stays open.\n",
        "",
        (
            "7: error no-wrong: questions › 1 › right: no option is wrong"
            ' - write at least one under "wrong"',
        ),
    ),
    "a key in capitals": Spoilt(
        "    level: apply\n",
        "    Level: Apply\n",
        (
            '12: warning word-slip: questions › 1 › level: "Apply" was read as "apply"'
            ' - write "apply"',
            '12: warning key-slip: questions › 1 › Level: "Level" was read as "level"'
            ' - write "level"',
        ),
        (FIRST, SECOND),
    ),
    "a key in the plural": Spoilt(
        "objective: MM-2",
        "objectives: MM-2",
        (
            '2: warning key-slip: objectives: "objectives" was read as "objective"'
            ' - write "objective"',
        ),
        (FIRST, SECOND),
    ),
    "an unknown level": Spoilt(
        "level: apply",
        "level: aply",
        (
            '12: error unknown-word: questions › 1 › level: level cannot be "aply"'
            ' - did you mean "apply"?',
        ),
    ),
    "an unknown status": Spoilt(
        "level: apply",
        "status: no",
        (
            '12: error unknown-word: questions › 1 › status: status cannot be "no"'
            " - write 'draft', 'live' or 'retired'",
        ),
    ),
    "a key written twice": Spoilt(
        "    level: apply\n",
        "    level: apply\n    level: recall\n",
        (
            '13: error double-key: questions › 1 › level: "level" is written twice,'
            " on lines 12 and 13 - keep one of the two",
        ),
    ),
    "an option written twice": Spoilt(
        "      Wait for",
        "      Sell shares: Again.\n      Wait for",
        (
            '11: error double-key: questions › 1 › wrong › Sell shares: "Sell shares" is written'
            " twice, on lines 10 and 11 - keep one of the two",
        ),
    ),
    "an option twice in a list": Spoilt(
        "      Sell shares: That doubles the exposure.\n      Wait for",
        "      - Sell shares\n      - Sell shares: Again.\n      - Wait for",
        (
            '11: error double-key: questions › 1 › wrong › 2: "Sell shares" is written twice'
            " - keep one of the two",
        ),
    ),
    "an option both right and wrong": Spoilt(
        "Sell shares: That",
        "Buy shares: That",
        (
            '10: error option-twice: questions › 1 › wrong › Buy shares: the option "Buy shares"'
            " is there twice - take one of the two away",
        ),
    ),
    "an empty hint": Spoilt(
        "hint: Think of delta after a rise.",
        "hint:",
        (
            '20: warning empty-text: questions › 2 › hint: "hint" is empty'
            " - write its text, or leave the key out",
        ),
        (FIRST, SECOND),
    ),
    "an empty question": Spoilt(
        "ask: Which sign has the gamma of short calls?",
        "ask:",
        (
            '14: error empty-text: questions › 2 › ask: "ask" is empty'
            " - write its text, or leave the key out",
        ),
        (FIRST,),
    ),
    "a question that is a list": Spoilt(
        "ask: Which sign has the gamma of short calls?",
        "ask: [Which sign]",
        (
            '14: error not-a-text: questions › 2 › ask: "ask" is a list, not a text - write its'
            ' text after the colon, in "quotes" if it holds a colon or brackets',
        ),
        (FIRST,),
    ),
    "an id used before in the file": Spoilt(
        SECOND,
        FIRST,
        (
            f'13: error same-id: questions › 2 › id: the id "{FIRST}" is already used on line 5'
            " - give this question an id of its own",
        ),
        (FIRST,),
    ),
    "no id": Spoilt(
        f"  - id: {SECOND}\n    ask",
        "  - ask",
        (
            "13: warning id-from-words: questions › 2: there is no id, so the question goes by"
            ' "which-sign-has-the-gamma-of-short-calls" - write "id: which-sign-has-the-gamma-of-'
            'short-calls", for good: answers are kept under it',
        ),
        (FIRST, "which-sign-has-the-gamma-of-short-calls"),
    ),
    "no question but a text": Spoilt(
        "  - id: sign",
        "  - A thought.\n  - id: sign",
        (
            "13: error not-a-question: questions › 2: this is not a question"
            ' - start it with "- id:", and its other keys below',
        ),
        (FIRST, SECOND),
    ),
    "no topic": Spoilt(
        "topic: Delta hedging\n",
        "",
        (
            '1: warning topic-from-name: there is no topic, so the file\'s name is taken: "Hedging"'
            ' - write "topic:" at the top',
        ),
        (FIRST, SECOND),
    ),
    "no objective": Spoilt("objective: MM-2\n", "", (), (FIRST, SECOND)),
    "no list of questions": Spoilt(
        "questions:\n",
        "questions: none\nhint:\n",
        (
            "4: error no-questions: questions: there is no list of questions"
            ' - add "questions:", and below it the first one after "- id:"',
            '5: error unknown-key: hint: unknown key "hint"'
            " - use one of: topic, objective, source, questions",
        ),
        (),
    ),
}

MANY = """\
topic: Gamma
objectiv: MM-2
questions:
  - id: Gamma One
    ask: What is gamma?
    right:
      Curvature: It bends.
    worng:
      Slope: That is delta.
      Time: That is theta.
  - id: gamma-two
    ask: What is this: gamma?
  - id: gamma-three
    ask: [gamma
  - id: gamma-four
    ask: How many {n}?
    level: hard
    vars: {n: 10 to 50 step 5}
    answer: n * 100 * x
    traps:
      n * 100 * foo(n): No.
      n ** 2: No.
  - id: gamma-five
    ask: A good one?
    right:
      Curvature: It bends.
    wrong:
      Slope: That is delta.
      Time: That is theta.
"""

SHARED_ID = (
    f'quiz_bank/b.yaml:5: error same-id: id: the id "{FIRST}" is already used in quiz_bank/a.yaml:5'
)


def ids(parsed: Parsed[Questions]) -> tuple[str, ...]:
    """Return the ids of the questions that can be used."""
    return tuple(asked.question.id for asked in parsed.content)


def test_the_good_file_is_good() -> None:
    """Both questions, with what stands at the top, and the line of each."""
    parsed = parse(BANK_FILE, BANK)
    assert parsed.faults == ()
    assert ids(parsed) == (FIRST, SECOND)
    assert [(asked.file, asked.line) for asked in parsed.content] == [
        (BANK_FILE, 5),
        (BANK_FILE, 13),
    ]
    question = parsed.content[0].question
    assert (question.topic, question.objective) == ("Delta hedging", "MM-2")
    assert question.source == "Course notes"


def test_a_question_may_overrule_what_stands_at_the_top() -> None:
    """Its own objective holds for it, the file's for the others."""
    text = spoilt(BANK, "    level: apply\n", "    level: apply\n    objective: MM-4\n")
    first, second = (asked.question for asked in parse(BANK_FILE, text).content)
    assert (first.objective, second.objective) == ("MM-4", "MM-2")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_and_costs_only_its_question(fault: str) -> None:
    """The letters name the line, the field and the remedy; the other questions are kept."""
    case = FAULTS[fault]
    parsed = parse(BANK_FILE, spoilt(BANK, case.old, case.new))
    assert letters(parsed.faults) == [f"{BANK_FILE}:{letter}" for letter in case.letters]
    assert ids(parsed) == case.kept


def test_a_missing_question_is_named() -> None:
    """The question's line is told, and what to add."""
    parsed = parse(BANK_FILE, without(BANK, "ask: Which"))
    assert letters(parsed.faults) == [
        f'{BANK_FILE}:13: error missing-key: questions › 2: "ask" is missing - add "ask"'
    ]
    assert ids(parsed) == (FIRST,)


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Hedge", "hedge"),
        ("hedge_calls", "hedge-calls"),
        ("-hedge", "hedge"),
        ("a--b", "a-b"),
        ("höhe", "hohe"),
        ("a b", "a-b"),
        ("x" * 81, "x" * 60),
    ],
)
def test_an_id_is_small_letters_digits_and_hyphens(name: str, like: str) -> None:
    """Anything else is shown back with what it could be."""
    parsed = parse(BANK_FILE, spoilt(BANK, FIRST, name))
    shown = name if len(name) <= 40 else f"{name[:40]}…"
    assert letters(parsed.faults) == [
        f'{BANK_FILE}:5: error not-an-id: questions › 1 › id: "{shown}" is no id'
        f' - use small letters, digits and hyphens, at most 80, like "{like}"'
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Five questions, four of them broken in different ways: one letter for each fault."""
    parsed = parse(BANK_FILE, MANY)
    assert [(fault.line, fault.code, fault.column) for fault in parsed.faults] == [
        (2, "unknown-key", 0),
        (4, "not-an-id", 0),
        (8, "unknown-key", 0),
        (11, "no-kind", 0),
        (12, "prose-colon", 0),
        (14, "unclosed-bracket", 0),
        (17, "unknown-word", 0),
        (19, "formula", 23),
        (21, "formula", 17),
        (22, "formula", 9),
    ]
    assert ids(parsed) == ("gamma-five",)


PROMISED = """\
topic: Short calls
objective: MM-2
questions:
  - id: shares-to-buy
    ask: How many shares for {n} calls with delta {delta}?
    vars:
      n: 10 to 50 step 5
      delta: 0.30 to 0.70 step 0.05
    answer: n * 100 * x shares
  - id: shares-again
    ask: How many shares for {n} calls?
    vars: {n: 1 to 60}
    answer: n * 100 shares
    traps:
      max(2200, n * 100): That is never less than 2,200.
"""


def test_the_letters_that_were_promised() -> None:
    """A name in a formula with its column in the file, and a trap that is right now and then."""
    first, second = letters(parse("short-calls.yaml", PROMISED).faults)
    assert first.startswith(
        'short-calls.yaml:9: error formula: questions › 1 › answer: unknown name "x" (column 23)'
    )
    assert second.startswith("short-calls.yaml:15: error trap-equals-answer: ")
    assert "a trap equals the right answer in 39 of 60 variants" in second


SLIPS_OF_SHAPE = {
    "a check with two numbers": ('check: ["n=20, m=3 -> 2000"]', "check: [n=20, m=3 -> 2000]"),
    "one text for a list": ('check: ["n=20, m=3 -> 2000"]', "check: n=20, m=3 -> 2000"),
    "a list of maps": ("traps: {n: No}", "traps: [n: No]"),
    "numbers as a list": ("vars: {n: 10 to 50}", "vars: [n: 10 to 50]"),
    "a number among others": ("vars: {n: '10, 20'}", "vars: {n: [10, 20]}"),
    "no as a truth value": ("shuffle: no", "shuffle: False"),
    "no space": ("ask: Which one", "ask:Which one"),
    "steps": ("order: [a, b, c]", "steps: [a, b, c]"),
}


@pytest.mark.parametrize("slip", SLIPS_OF_SHAPE)
def test_another_way_to_write_it_says_the_same(slip: str) -> None:
    """Lists for maps, maps for lists: what can mean one thing is taken so."""
    usual, other = SLIPS_OF_SHAPE[slip]
    item = "topic: A\nobjective: B\nquestions:\n  - id: one\n    {}\n"
    rest = "" if "ask" in usual else "    ask: So {n}?\n"
    rest += "" if "order" in usual or "ask" in usual else "    answer: n * 100\n"
    rest += (
        "" if "vars" in usual or "order" in usual or "ask" in usual else "    vars: {n: 20, m: 3}\n"
    )
    if "ask" in usual:
        rest += "    answer: 100\n"
    if "order" in usual:
        rest = rest.replace(" {n}", "")
    found = [parse("a.yaml", item.format(row) + rest) for row in (usual, other)]
    first, second = ([one.question for one in parsed.content] for parsed in found)
    assert first == second
    assert len(first) == 1


def test_fields_count_questions_as_people_do() -> None:
    """A question that is no YAML is still the first one, so the faulty second is number two."""
    text = spoilt(BANK, "You are short 20 calls.", "[Think, you are short.")
    parsed = parse(BANK_FILE, spoilt(text, "    hint: Think", "    hnt: Think"))
    assert [fault.field for fault in parsed.faults] == ["", "questions › 2 › hnt"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "hello", "- a\n- b\n", "~"])
def test_a_file_without_questions_says_how_to_begin(text: str) -> None:
    """Empty, blank, a comment, a word, a bare list."""
    assert letters(parse(BANK_FILE, text).faults) == [
        f"{BANK_FILE}:1: error no-questions: the file has no questions"
        ' - start it with "topic:", then "questions:"'
    ]


def test_an_id_used_in_another_file_is_named_with_both_places() -> None:
    """The first file's question stays, the second's is refused."""
    other = spoilt(spoilt(BANK, SECOND, "another"), "You are short 20", "You have sold 30")
    files = {
        "a.yaml": parse("quiz_bank/a.yaml", BANK),
        "b.yaml": parse("quiz_bank/b.yaml", other),
    }
    bank = bank_of(files)
    assert letters(bank.faults) == [f"{SHARED_ID} - give this question an id of its own"]
    assert list(bank.questions) == [FIRST, SECOND, "another"]
    assert bank.questions[FIRST].ask.startswith("You are short 20")


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_live_is_checked_but_not_asked(status: str) -> None:
    """Its faults are told and its id is taken, but nobody is asked it."""
    text = spoilt(BANK, "    level: apply\n", f"    status: {status}\n")
    bank = bank_of({"a.yaml": parse("quiz_bank/a.yaml", text)})
    assert list(bank.questions) == [SECOND]
    bank = bank_of({"a.yaml": parse("quiz_bank/a.yaml", text), "b.yaml": parse("b.yaml", BANK)})
    assert len(bank.faults) == 2


def two_topics() -> Bank:
    """Return a bank of two files on two topics."""
    other = BANK.replace("Delta hedging", "Gamma").replace(FIRST, "three").replace(SECOND, "four")
    return bank_of({"b.yaml": parse("b.yaml", BANK), "c.yaml": parse("c.yaml", other)})


def test_topics_come_in_the_order_of_the_files() -> None:
    """Each once, and only those with something to ask."""
    assert two_topics().topics() == ["Delta hedging", "Gamma"]
    drafts = BANK.replace("    hint:", "    status: draft\n    hint:").replace("level: apply", "")
    drafts = drafts.replace("stays open.\n", "stays open.\n    status: draft\n")
    assert bank_of({"a.yaml": parse("a.yaml", drafts)}).topics() == []


def test_questions_on_a_topic_or_on_all() -> None:
    """A topic that nobody wrote about has none."""
    bank = two_topics()
    assert [question.id for question in bank.on("Gamma")] == ["three", "four"]
    assert [question.id for question in bank.on(None)] == [FIRST, SECOND, "three", "four"]
    assert bank.on("Vega") == []


def test_faults_of_all_files_are_in_reading_order() -> None:
    """By file, then by line."""
    faulty = spoilt(BANK, "level: apply", "level: hard").replace("hint:", "hnt:")
    bank = bank_of({name: parse(name, faulty) for name in ("b.yaml", "a.yaml")})
    places = [(fault.file, fault.line) for fault in bank.faults]
    assert places == [("a.yaml", 12), ("a.yaml", 20), ("b.yaml", 12), ("b.yaml", 20)]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw the good file after a few slips of hand: rows lost, doubled, moved, typed into."""
    rows = BANK.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(rows) - 1))
        slip = draw(st.sampled_from(["lose", "double", "move", "type", "indent"]))
        row = rows[place]
        if slip == "type":
            column = draw(st.integers(0, len(row)))
            typed = draw(st.text(alphabet=":#-&*!|>{}[]\"'%@`?,~<\t ax1\x07é", max_size=3))
            rows[place] = row[:column] + typed + row[column:]
        elif slip == "indent":
            rows[place] = " " * draw(st.integers(0, 9)) + row.lstrip()
        elif slip == "double":
            rows.insert(place, row)
        elif len(rows) > 1:
            rows.pop(place)
            if slip == "move":
                rows.insert(draw(st.integers(0, len(rows))), row)
    return "\n".join(rows)


def _is_an_answer(parsed: Parsed[Questions], text: str) -> None:
    assert isinstance(parsed, Parsed)
    assert all(isinstance(asked.question, Question) for asked in parsed.content)
    assert all(1 <= fault.line <= len(text.splitlines()) + 1 for fault in parsed.faults)
    assert all(fault.message and fault.remedy for fault in parsed.faults)
    assert len(set(ids(parsed))) == len(parsed.content)


@LAW
@given(mutated())
def test_a_slip_of_the_hand_never_raises(text: str) -> None:
    """What comes back is questions and faults, and what is not asked is explained."""
    parsed = parse(BANK_FILE, text)
    _is_an_answer(parsed, text)
    begun = sum(row.lstrip().startswith("- ") for row in text.splitlines())
    assert parsed.faults or len(parsed.content) == begun


@LAW
@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_an_answer(text: str) -> None:
    """Nothing that can be typed raises, at the top of the file or inside a question."""
    for whole in (text, BANK + text, BANK.replace("You are short 20 calls.", text)):
        _is_an_answer(parse(BANK_FILE, whole), whole)


def many_questions(count: int) -> str:
    """Return a file of so many questions without ids or options."""
    return "topic: A\nquestions:\n" + "".join(f"  - ask: Number {n}\n" for n in range(count))


HOSTILE = {
    "an alias bomb": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij")),
    "a hundred thousand keys": "".join(f"a{n}: b\n" for n in range(100_000)),
    "unknown keys": "questions:\n  - id: a\n" + "".join(f"    x{n}: y\n" for n in range(9_000)),
    "twenty thousand questions": many_questions(20_000),
    "ten thousand questions": many_questions(10_000),
    "twenty thousand broken questions": "questions:\n" + "- ask: [a\n" * 20_000,
    "twenty thousand slips": "questions:\n" + "- ask: a: b: c\n" * 20_000,
    "twenty thousand anchors": "questions:\n" + "- &a b\n" * 20_000,
    "one line of a megabyte": "topic: " + "a: " * 330_000,
    "one word of a megabyte": "topic: " + "a" * 990_000,
    "signs of comments": "topic: a" + " #" * 490_000,
    "quotation marks": "topic: '" + "''" * 400_000,
    "a staircase": "".join(" " * n + "k: [\n" for n in range(1_200)),
    "short rows with a sign of comments": "a # b\n" * 150_000,
    "single quotes": "a: 'b\n" * 100_000,
    "tabs": "-\ta:\tb: c\n" * 80_000,
    "items with a bracket": "- a: [\n" * 100_000,
    "fifteen thousand options": "topic: a\nquestions:\n  - question: b\n    options: ["
    + "a, " * 15_000
    + "b]\n    answer: ["
    + "a, " * 4_000
    + "b]\n",
    "null bytes": "topic: a\0b\n" * 1_000,
    "powers": "topic: a\nquestions:\n  - {id: a, ask: b, answer: 9**9**9}\n",
    "attributes": "topic: a\nquestions:\n  - {id: a, ask: b, answer: '().__class__.__base__'}\n",
    "a call": "topic: a\nquestions:\n  - {id: a, ask: b, answer: '__import__(\"os\")'}\n",
    "a range": "topic: a\nquestions:\n  - {id: a, ask: b, vars: {n: 1 to 1e308}, answer: n}\n",
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_file_is_refused_in_bounded_time(shape: str) -> None:
    """It is a few letters at most, and nothing of it is asked."""
    with bounded():
        parsed = parse(BANK_FILE, HOSTILE[shape][:1_000_000])
    assert parsed.broken
    assert parsed.content == ()
    assert len(parsed.faults) <= MOST_FAULTS + 1
    assert all(len(str(fault)) < 1_000 for fault in parsed.faults)


def test_a_hostile_file_takes_little_memory() -> None:
    """An alias bomb would be ten thousand million words."""
    tracemalloc.start()
    try:
        parse(BANK_FILE, HOSTILE["an alias bomb"])
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


SAID = {
    "answer: 5 actions": ("unknown unit", "the units are shares, contracts, options,"),
    "answer: 5 actoins a day": ("unknown unit", "the units are shares, contracts, options,"),
    "answer: math.exp(0)": ('"." cannot be used', "write exp(...) alone"),
    "answer: B": ('"B" is no number', '"right" and "wrong"'),
    "answer: about 900 shares": ("is no number", "write it in digits"),
    "answer: 890 to 910": ("a range is no answer", "900 ± 10"),
    "answer: ½": ('"½" cannot be used', "write 0.5"),
    "answer: 2n\n    vars: {n: 1 to 10}": ("a sign is missing", "write 2 * n"),
    "answer: 2 x n\n    vars: {n: 1 to 10}": ("a sign is missing", "write 2 * n"),
    "answer: 2 * n\n    vars: {n: 1-10}": ("a range or a difference", 'write "1 to 10"'),
    "answer: 2 * n\n    vars: n = 1 to 10": ('"vars" holds no names', '"n: 10 to 50 step 5"'),
    'answer: 5\n    why: "{buy 5 @ 2.10}"': ("is no number", "take the braces away"),
    'answer: 5\n    why: "{n}"': ('unknown name "n"', 'under "vars"'),
    "right: [Rule #1, b]\n    wrong: c": ('after "#" is lost', 'in "quotes"'),
}
"""What people write who are no programmers; what is said of it, and what to do."""


@pytest.mark.parametrize("written", SAID)
def test_the_letter_says_what_to_do(written: str) -> None:
    """Nobody who gets it needs to know what a parser is."""
    message, remedy = SAID[written]
    text = f"topic: a\nobjective: b\nquestions:\n  - id: one\n    ask: What?\n    {written}\n"
    found = [one for one in parse(BANK_FILE, text).faults if one.severity == "error"]
    assert any(message in one.message and remedy in one.remedy for one in found), found


def test_a_unit_behind_the_tolerance_is_the_answers_too() -> None:
    """As people write it: 900 ± 1 shares."""
    text = "topic: a\nobjective: b\nquestions: [{id: one, ask: What?, answer: 900 ± 1 shares}]"
    [asked] = parse(BANK_FILE, text).content
    assert (asked.question.key.unit, asked.question.key.tolerance) == ("shares", 1.0)
    assert read_key("900 ± 2 %").unit == ""


def test_words_in_braces_without_numbers_that_change_are_told() -> None:
    """Students would see the braces."""
    text = (
        "topic: a\nobjective: b\nquestions:\n  - id: one\n    ask: Do you {buy 5 calls} now?\n"
        "    right: a\n    wrong: [b, c]\n"
    )
    parsed = parse(BANK_FILE, text)
    assert [(one.code, one.line) for one in parsed.faults] == [("unfilled-braces", 5)]
    assert len(parsed.content) == 1


@pytest.mark.parametrize(
    "text",
    ["What is delta?\nA. Slope\nB. Curve\nANSWER: A\n", "Topic: a\nQuestion 1: b?\nA) c\nB) d\n"],
)
def test_a_file_in_another_form_is_told_so(text: str) -> None:
    """Colons on every line would not help: its author needs the form itself."""
    found = parse(BANK_FILE, text).faults
    assert ("no-questions", 1) in [(one.code, one.line) for one in found]
    assert any("- id:" in one.remedy for one in found)


@pytest.mark.parametrize("sign", "–—•*")
def test_a_bullet_of_a_word_processor_is_read_as_a_dash(sign: str) -> None:
    """It looks like one; the line is named."""
    text = BANK.replace("  - id: ", f"  {sign} id: ")
    parsed = parse(BANK_FILE, text)
    assert parsed.content == parse(BANK_FILE, BANK).content
    assert {(one.code, one.severity) for one in parsed.faults} == {("prose-sign", "warning")}
    assert len(parsed.faults) == BANK.count("- id: ")


LARGE = {
    "the long habit": "questions:\n"
    + "".join(
        f"  - question: What is {n}?\n    options: [a{n}, b, c, d]\n    answer: B\n"
        for n in range(600)
    ),
    "questions below their names": "questions:\n"
    + "".join(
        f"  q{n}:\n    ask: What is {n}?\n    right: b\n    wrong: [c, d]\n" for n in range(2_400)
    ),
}


@pytest.mark.parametrize("shape", LARGE)
def test_a_large_file_of_another_habit_takes_no_longer_than_its_own(shape: str) -> None:
    """What is understood as something else keeps its line, without a look at every other line."""
    with bounded(4.0):
        parsed = parse(BANK_FILE, LARGE[shape])
    assert len(parsed.content) == MOST_QUESTIONS
    assert [one.line for one in parsed.content[:3]] in ([2, 5, 8], [2, 6, 10])
