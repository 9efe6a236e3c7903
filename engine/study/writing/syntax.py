"""What the parser stumbled over, said to a person who never heard of a parser."""

from __future__ import annotations

from engine.errors import Fault
from engine.study.writing.repair_rows import Repair
from engine.study.writing.yaml_events import Unreadable

_QUOTES = 'put the text in "quotes"'
_KNOWN = (
    ("mapping values are not allowed", "prose-colon", 'text contains ": "', _QUOTES),
    ("cannot start any token", "prose-sign", "text starts with a reserved sign", _QUOTES),
    ("anchor", "prose-sign", 'text starts with "*" or "&"', _QUOTES),
    ("alias", "prose-sign", 'text starts with "*" or "&"', _QUOTES),
    ("alphabetic or numeric", "prose-sign", 'text starts with "*" or "&"', _QUOTES),
    ("tag", "prose-sign", 'text starts with "!"', _QUOTES),
    ("complex key", "prose-sign", "a key is not plain text", 'put the key in "quotes"'),
    ("nested", "nested-too-deeply", "lists are nested too deeply", "write fewer levels"),
    ("too many values", "too-many-values", "the file holds too many texts", "split the file"),
    ("another document", "another-document", '"---" begins a second file here', "leave it out"),
    ("control characters", "control-character", "the text holds a control character",
     "write this line anew"),
    ("quoted scalar", "unclosed-quote", "a quotation mark is not closed",
     "close it at the end of the text, or leave both out"),
    ("unexpected end of stream", "unclosed-quote", "a quotation mark is not closed",
     "close it at the end of the text, or leave both out"),
    ("',' or", "unclosed-bracket", "a bracket is not closed, or text follows where it closes",
     "close it, or put the text in \"quotes\""),
    ("flow", "unclosed-bracket", "a bracket is not closed, or text follows where it closes",
     "close it, or put the text in \"quotes\""),
    ("expected node content", "unclosed-bracket", "a bracket is not closed",
     "close it, or put the text in \"quotes\""),
)  # fmt: skip
"""What the parser says, in part; the code of the fault; what it means; what to do."""


_OUT_OF_LINE = ("expected <block end>", "expected key", "expected '-' indicator")


def letter(file: str, repair: Repair) -> Fault:
    """Return the warning that a text was read as it was meant, not as it is written."""
    return Fault(
        file=file,
        line=repair.row + 1,
        message=repair.message,
        remedy=repair.remedy,
        severity="warning",
        code=repair.code,
    )


def fault(file: str, rows: list[str], problem: Unreadable, *, above: int = 0) -> Fault:
    """Return the fault of rows that are no YAML; ``above`` is how many stand before them."""
    row = min(problem.row, max(len(rows) - 1, 0))
    code, message, remedy = _named(rows, row, problem)
    if code == "no-colon":
        row -= 1
    return Fault(file=file, line=above + row + 1, message=message, remedy=remedy, code=code)


def _named(rows: list[str], row: int, problem: Unreadable) -> tuple[str, str, str]:
    text = rows[row] if rows else ""
    before = text[: len(text) - len(text.lstrip())]
    if "\t" in before:
        return "tab-indentation", "a tab is used for indentation", "indent with spaces"
    colon = "mapping values" in problem.said or "could not find expected ':'" in problem.said
    if colon and _no_colon_above(rows, row, problem):
        remedy = "write a colon and a space after the option or the key; keep both on one line"
        return "no-colon", 'there is no ": " on this line', remedy
    if any(said in problem.said for said in _OUT_OF_LINE) and _lone_dash(rows, row):
        remedy = 'take it away, or put the text in "quotes", or begin every line here with a dash'
        return "indentation", "this line begins with a dash, the one above does not", remedy
    if _misaligned(rows, row, problem):
        remedy = "begin it in the same column as its neighbours"
        return "indentation", "this line is indented unlike its neighbours", remedy
    if " #" in text and "[" in text and "," in problem.said:
        remedy = 'put each text that holds "#" in "quotes"'
        return "unclosed-bracket", 'text after "#" is lost, and the bracket\'s end with it', remedy
    for said, code, message, remedy in _KNOWN:
        if said in problem.said:
            return code, message, remedy
    first = problem.said.splitlines()[0] if problem.said else "it cannot be read"
    remedy = 'put the text on this line, or the one before it, in "quotes"'
    return "not-yaml", f"not readable as YAML ({first})", remedy


def _no_colon_above(rows: list[str], row: int, problem: Unreadable) -> bool:
    """Return whether the parser stumbled over a good row because the one above has no colon."""
    above = rows[row - 1] if row else ":"
    return ": " not in rows[row][: problem.column] and bool(above.strip()) and ":" not in above


def _lone_dash(rows: list[str], row: int) -> bool:
    """Return whether a row begins with a dash, and the one above in the same column does not."""
    above, here = rows[row - 1] if row else "", rows[row]
    bare = [text.lstrip(" ") for text in (above, here)]
    level = len(above) - len(bare[0]) == len(here) - len(bare[1])
    return level and bool(bare[0]) and bare[1].startswith("- ") and not bare[0].startswith("- ")


def _misaligned(rows: list[str], row: int, problem: Unreadable) -> bool:
    """Return whether a row with one colon stands deeper than the one above, which has a text."""
    if any(said in problem.said for said in _OUT_OF_LINE):
        return True
    if "mapping values" not in problem.said or not row or rows[row].count(": ") > 1:
        return False
    return _indent(rows[row]) > _indent(rows[row - 1]) and ": " in rows[row - 1]


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" -"))
