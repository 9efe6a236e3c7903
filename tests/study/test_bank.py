"""The bank: every fault of an instructor's file is told, with its place and the way out of it."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.study.bank import Bank, Questions, bank_of, parse
from engine.study.files import Parsed
from engine.study.questions import ChoiceQuestion
from tests.study.written import BANK, BANK_FILE, FIRST, LAW, SECOND, letters, spoilt, without

KEYS = ", ".join(ChoiceQuestion.model_fields)
OPTIONS = "write one option a line: the option, a colon, and why"
QUOTES = 'put the text in "quotes"'


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
            '5: error: questions › 1: "wrong" is missing - add "wrong"',
            '9: error: questions › 1 › worng: unknown key "worng" - did you mean "wrong"?',
        ),
    ),
    "an unknown key near none": Spoilt(
        "level: apply",
        "mark: 3",
        (f'12: error: questions › 1 › mark: unknown key "mark" - use one of: {KEYS}',),
    ),
    "an unknown key at the top": Spoilt(
        "source: Course notes",
        "sorce: Course notes",
        ('3: error: sorce: unknown key "sorce" - did you mean "source"?',),
        (FIRST, SECOND),
    ),
    "a colon in a question": Spoilt(
        "You are short 20 calls.",
        "Think: you are short.",
        (f'6: error: text contains ": " - {QUOTES}',),
    ),
    "a colon in a reason": Spoilt(
        "Short calls lose when",
        "Remember: short calls lose when",
        (f'8: error: text contains ": " - {QUOTES}',),
    ),
    "no reason for the right option": Spoilt(
        "Buy shares: Short calls lose when the share rises.",
        "Buy shares:",
        (
            '8: error: questions › 1 › right › Buy shares: the option "Buy shares" has no reason'
            " - write a colon after it, then why it is right or wrong",
        ),
    ),
    "no reason for a wrong option": Spoilt(
        "Wait for expiry: The direction stays open.",
        "Wait for expiry:",
        (
            "11: error: questions › 1 › wrong › Wait for expiry: the option"
            ' "Wait for expiry" has no reason'
            " - write a colon after it, then why it is right or wrong",
        ),
    ),
    "no colon after the right option": Spoilt(
        "Buy shares: Short calls lose when the share rises.",
        "Buy shares",
        (
            '7: error: questions › 1 › right: "right" is not a list of options with reasons'
            f" - {OPTIONS}",
        ),
    ),
    "options as a list": Spoilt(
        "      Sell shares: That doubles the exposure.\n      Wait for",
        "      - Sell shares: That doubles the exposure.\n      - Wait for",
        (
            '9: error: questions › 1 › wrong: "wrong" is not a list of options with reasons'
            f" - {OPTIONS}",
        ),
    ),
    "two right options": Spoilt(
        "      Buy shares: Short",
        "      Do nothing: Never.\n      Buy shares: Short",
        (
            "7: error: questions › 1 › right: 2 options are right"
            " - keep one; several right options are another kind of question",
        ),
    ),
    "one wrong option only": Spoilt(
        "      Wait for expiry: The direction stays open.\n",
        "",
        (
            '9: error: questions › 1 › wrong: "wrong" has the wrong number of options'
            " - write at least two",
        ),
    ),
    "nine wrong options": Spoilt(
        "      Wait for",
        "".join(f"      Sell {number} shares: No.\n" for number in range(7)) + "      Wait for",
        (
            '9: error: questions › 1 › wrong: "wrong" has the wrong number of options'
            " - write at most eight",
        ),
    ),
    "an unknown level": Spoilt(
        "level: apply",
        "level: aply",
        (
            '12: error: questions › 1 › level: level cannot be "aply"'
            " - write 'recall', 'apply' or 'analyse'",
        ),
    ),
    "an unknown status": Spoilt(
        "level: apply",
        "status: no",
        (
            '12: error: questions › 1 › status: status cannot be "no"'
            " - write 'draft', 'live' or 'retired'",
        ),
    ),
    "a key written twice": Spoilt(
        "    level: apply\n",
        "    level: apply\n    level: recall\n",
        ('13: error: questions › 1 › level: "level" is written twice - keep one of the two',),
        (FIRST, SECOND),
    ),
    "an option written twice": Spoilt(
        "      Wait for",
        "      Sell shares: Again.\n      Wait for",
        (
            '11: error: questions › 1 › wrong › Sell shares: "Sell shares" is written twice'
            " - keep one of the two",
        ),
        (FIRST, SECOND),
    ),
    "an option both right and wrong": Spoilt(
        "Sell shares: That",
        "Buy shares: That",
        (
            '10: error: questions › 1 › wrong › Buy shares: "Buy shares" is also right'
            " - keep it in one group",
        ),
    ),
    "an empty question": Spoilt(
        "ask: Which sign has the gamma of short calls?",
        "ask:",
        ('14: error: questions › 2 › ask: "ask" is empty - write its text, or leave the key out',),
        (FIRST,),
    ),
    "an id used before in the file": Spoilt(
        SECOND,
        FIRST,
        (
            f'13: error: questions › 2 › id: the id "{FIRST}" is already used on line 5'
            " - give this question an id of its own",
        ),
        (FIRST,),
    ),
    "no question but a text": Spoilt(
        "  - id: sign",
        "  - A thought.\n  - id: sign",
        ('13: error: questions › 2: this is not a question - start it with "- id:"',),
        (FIRST, SECOND),
    ),
    "no topic": Spoilt(
        "topic: Delta hedging\n",
        "",
        (
            '4: error: questions › 1: "topic" is missing - add "topic"',
            '12: error: questions › 2: "topic" is missing - add "topic"',
        ),
        (),
    ),
    "no list of questions": Spoilt(
        "questions:\n",
        "questions: none\nhint:\n",
        (
            '4: error: questions: there is no list of questions - add "questions:"',
            '5: error: hint: unknown key "hint" - use one of: topic, objective, source, questions',
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
    objective: MM-2
    right:
      Curvature: It bends.
      Convexity: It bends too.
    worng:
      Slope: That is delta.
      Time: That is theta.
  - id: gamma-two
    ask: What is this: gamma?
  - id: gamma-three
    ask: &gamma
  - id: gamma-four
    ask: And this?
    objective: MM-2
    level: hard
    right:
      Curvature:
    wrong:
      Slope: That is delta.
  - id: gamma-five
    ask: A good one?
    objective: MM-2
    right:
      Curvature: It bends.
    wrong:
      Slope: That is delta.
      Time: That is theta.
"""

SHARED_ID = f'quiz_bank/b.yaml:5: error: id: the id "{FIRST}" is already used in quiz_bank/a.yaml:5'


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


@pytest.mark.parametrize("key", ["id", "ask", "right", "wrong"])
def test_a_missing_key_is_named(key: str) -> None:
    """The question's line is told, and what to add."""
    question = BANK[BANK.index("  - id: sign") :]
    bare = without(question, key, "Below") if key == "right" else without(question, key)
    if key == "wrong":
        bare = without(bare, "Above", "Zero")
    if key == "id":
        bare = question.replace(f"  - id: {SECOND}\n    ask", "  - ask")
    parsed = parse(BANK_FILE, BANK.replace(question, bare))
    assert letters(parsed.faults) == [
        f'{BANK_FILE}:13: error: questions › 2: "{key}" is missing - add "{key}"'
    ]
    assert ids(parsed) == (FIRST,)


@pytest.mark.parametrize("name", ["Hedge", "hedge_calls", "-hedge", "a--b", "höhe", "a b", '""'])
def test_an_id_is_small_letters_digits_and_hyphens(name: str) -> None:
    """Anything else is shown back with an example of an id."""
    parsed = parse(BANK_FILE, spoilt(BANK, FIRST, name))
    shown = name.strip('"')
    assert letters(parsed.faults) == [
        f'{BANK_FILE}:5: error: questions › 1 › id: "{shown}" is no id'
        " - use small letters, digits and hyphens, like delta-hedge-20-calls"
    ]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Five questions, four of them broken in different ways: one letter for each fault."""
    parsed = parse(BANK_FILE, MANY)
    places = [(fault.line, fault.field.rpartition(" › ")[2]) for fault in parsed.faults]
    assert places == [
        (2, "objectiv"),
        (4, "id"),
        (4, "1"),
        (7, "right"),
        (10, "worng"),
        (14, ""),
        (16, ""),
        (20, "level"),
        (22, "Curvature"),
        (23, "wrong"),
    ]
    assert ids(parsed) == ("gamma-five",)


def test_fields_count_questions_as_people_do() -> None:
    """A question that is no YAML is still the first one, so the faulty second is number two."""
    text = spoilt(BANK, "You are short 20 calls.", "Think: you are short.")
    parsed = parse(BANK_FILE, spoilt(text, "    hint: Think", "    hnt: Think"))
    assert [fault.field for fault in parsed.faults] == ["", "questions › 2 › hnt"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "hello", "- a\n- b\n", "~"])
def test_a_file_without_questions_says_how_to_begin(text: str) -> None:
    """Empty, blank, a comment, a word, a bare list."""
    assert letters(parse(BANK_FILE, text).faults) == [
        f'{BANK_FILE}:1: error: the file has no questions - start it with "topic:"'
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
    assert all(isinstance(asked.question, ChoiceQuestion) for asked in parsed.content)
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
