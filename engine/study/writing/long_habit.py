"""The long habit, ``question/options/answer/explanation``: read as the short form that it means."""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from engine.study.writing.yaml_lines import Document, Path

_SAME = {
    "question": "ask", "stem": "ask", "prompt": "ask", "text": "ask",
    "questiontext": "ask", "question_text": "ask",
    "choices": "options", "alternatives": "options", "items": "order",
    "correct": "answer", "correct_answer": "answer", "correct_answers": "answer",
    "correct_option": "answer", "right_answer": "answer", "solution": "answer",
    "explanation": "why", "rationale": "why", "feedback": "why", "reason": "why",
    "general_feedback": "why", "generalfeedback": "why",
    "category": "topic", "subject": "topic",
}  # fmt: skip
ASKS = frozenset(key for key, name in _SAME.items() if name == "ask")
"""Other keys than ``ask`` that hold what is asked."""
_OPTIONS = frozenset(("options", "choices", "alternatives"))
_MEANINGLESS = ("type", "points", "marks", "score", "number", "difficulty", "name")
_TEXT_KEYS = ("text", "option", "answer", "choice", "label")
_WHY_KEYS = ("feedback", "explanation", "why", "reason", "rationale")
_RIGHT_KEYS = ("correct", "right", "is_correct", "iscorrect", "fraction")
_TRUE = ("true", "yes", "y", "1", "100", "x", "right", "correct")
_LETTERED = re.compile(r"^\(?([A-Za-z])[.):]\s+(?=\S)")
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_WRONG = ("wrong_answers", "incorrect", "incorrect_answers", "distractors")
_MOST_OPTIONS = 40
"""Options, and answers named among them: more are refused before they are compared."""
_SHORT = ("right", "wrong", "order", *_WRONG)


class _Option(NamedTuple):
    text: str
    why: str
    right: bool | None
    names: tuple[str, ...]
    path: Path


def is_long(item: dict[str, Any]) -> bool:
    """Return whether a question is written with the keys of the long habit."""
    keys = {_plain(key) for key in item}
    return bool(keys & (ASKS | _OPTIONS) or _options_as_answers(item)) and not keys & set(_SHORT)


def _plain(key: str) -> str:
    return key.strip().lower().replace(" ", "_").replace("-", "_")


def _options_as_answers(item: dict[str, Any]) -> str:
    """Return the key ``answers`` if it holds options: some say that they are right, or a key does.

    >>> _options_as_answers({"answers": ["Yes", "No"], "correct": "No"})
    'answers'
    """
    plain = {_plain(key): key for key in item}
    answers = item[plain["answers"]] if "answers" in plain else None
    if not isinstance(answers, list | dict) or _OPTIONS & set(plain):
        return ""
    named = any(_SAME.get(key) == "answer" for key in plain)
    maps = isinstance(answers, list) and any(isinstance(one, dict) for one in answers)
    return plain["answers"] if named or maps else ""


def left_out(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Return an item without other programs' keys that say nothing here; each is told once."""
    for key in item:
        message = f'"{key}" means nothing here'
        if _plain(key) in _MEANINGLESS and all(one.message != message for one in document.faults):
            document.fault((*path, key), message, "leave it out", code="key-left-out",
                           severity="warning")  # fmt: skip
    return {key: value for key, value in item.items() if _plain(key) not in _MEANINGLESS}


def shortened(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Return a question of the long habit in the short form; what cannot be is a fault."""
    plain = _with_unit(_usual_keys(document, path, item))
    if "options" not in plain:
        plain = _true_or_false(plain)
    if "options" not in plain:
        return plain
    written = plain.pop("options")
    if len(written or ()) > _MOST_OPTIONS and not isinstance(written, str):
        message = f"there are {len(written):,} options"
        document.fault((*path, "options"), message, "write at most 9 of them", code="too-many")
        return {key: value for key, value in plain.items() if key != "answer"}
    options = list(_options(written, (*path, "options")))
    answer, why = plain.pop("answer", None), plain.pop("why", None)
    reasons = _reasons(why, options)
    chosen = _chosen(options, answer)
    if not options or not chosen:
        _complain(document, path, options, answer)
        return plain
    for group, wanted in (("right", True), ("wrong", False)):
        found = {
            one.text: one.why or reasons.get(number, "")
            for number, one in enumerate(options)
            if (number in chosen) == wanted
        }
        if found:
            plain[group] = found
        _keep_places(document, path, group, options, found)
    if isinstance(why, str) and why.strip():
        plain["why"] = why
    return plain


def _usual_keys(document: Document, path: Path, item: dict[str, Any]) -> dict[str, Any]:
    """Return an item under the usual keys."""
    found: dict[str, Any] = {}
    answers = _options_as_answers(item)
    for key, value in left_out(document, path, item).items():
        plain = _plain(key)
        name = _SAME.get(plain, plain if plain in ("options", "answer", "ask") else key)
        name = "options" if answers and key == answers else name
        if name in found or (name != key and name in item):
            found[key] = value
        else:
            found[name] = value
            document.moved((*path, key), (*path, name))
    return found


def _with_unit(item: dict[str, Any]) -> dict[str, Any]:
    """Write the unit and the tolerance of a number behind it, where the short form has them."""
    texts = {key: item.get(key) for key in ("answer", "unit", "tolerance")}
    if "options" in item or not all(isinstance(text, str | None) for text in texts.values()):
        return item
    if texts["answer"] is None:
        return item
    answer = texts["answer"]
    answer += f" {texts['unit']}" if texts["unit"] else ""
    answer += f" ± {texts['tolerance']}" if texts["tolerance"] else ""
    return {key: one for key, one in item.items() if key not in texts} | {"answer": answer}


def _true_or_false(item: dict[str, Any]) -> dict[str, Any]:
    answer = str(item.get("answer", "")).strip().lower()
    if answer not in ("true", "false"):
        return item
    return {**item, "options": ["True", "False"]}


def _options(written: Any, path: Path) -> Iterator[_Option]:
    """Yield the options of a list, or of a map from letters to texts."""
    if isinstance(written, dict):
        for number, (name, text) in enumerate(written.items()):
            if len(name.strip()) <= 2 and isinstance(text, str) and text:
                yield _Option(text, "", None, (name.strip().lower(),), (*path, name))
            else:
                yield from _option(name, number, (*path, name), {name: text})
        return
    for number, one in enumerate(written if isinstance(written, list) else []):
        yield from _option(None, number, (*path, number), one)


def _option(name: str | None, number: int, path: Path, written: Any) -> Iterator[_Option]:
    names = (*_place_names(number), *((name.lower(),) if name else ()))
    if isinstance(written, str):
        letter = _LETTERED.match(written)
        text = written[letter.end() :] if letter else written
        yield _Option(text, "", None, (*names, written.lower()), path)
        return
    if not isinstance(written, dict) or not written:
        return
    plain = {key.strip().lower(): value for key, value in written.items()}
    found = next((plain[key] for key in _TEXT_KEYS if key in plain), None)
    if found is None:
        text, said = next(iter(written.items()))
        yield _Option(text, said if isinstance(said, str) else "", None, names, path)
        return
    why = next((str(plain[key]) for key in _WHY_KEYS if key in plain), "")
    right = next((str(plain[key]).lower() in _TRUE for key in _RIGHT_KEYS if key in plain), None)
    yield _Option(str(found), why, right, names, path)


def _place_names(number: int) -> tuple[str, ...]:
    letter = string.ascii_lowercase[number] if number < 26 else ""
    return (letter, str(number + 1))


def _chosen(options: list[_Option], answer: Any) -> set[int]:
    """Return which options are right, by what they say themselves or by the answer."""
    marked = {number for number, one in enumerate(options) if one.right}
    if answer is None or marked:
        return marked
    named = answer if isinstance(answer, list) else [answer]
    found: set[int] = set()
    if len(named) > _MOST_OPTIONS:
        return found
    for one in named:
        places = _named(options, str(one))
        if not places and isinstance(answer, str):
            parts = [_named(options, part) for part in _AND.split(str(one), _MOST_OPTIONS)]
            places = set().union(*parts) if all(parts) else set()
        if not places:
            return set()
        found |= places
    return found


def _named(options: list[_Option], name: str) -> set[int]:
    """Return the option of a name: its text before its letter, and that before its number."""
    plain = " ".join(name.lower().split()).strip()
    bare = _LETTERED.sub("", name).lower().strip()
    for wanted in (plain, bare):
        texts = {n for n, one in enumerate(options) if one.text.lower().strip() == wanted}
        if texts:
            return texts
    letter = plain.removeprefix("option ").strip("().: ")
    return {n for n, one in enumerate(options) if letter and letter in one.names}


def _reasons(why: Any, options: list[_Option]) -> dict[int, str]:
    """Return the reasons of single options, where feedback is given for each."""
    if isinstance(why, list):
        return {number: str(one) for number, one in enumerate(why)}
    if not isinstance(why, dict):
        return {}
    return {
        number: str(text) for name, text in why.items() for number in _named(options, str(name))
    }


def _complain(document: Document, path: Path, options: list[_Option], answer: Any) -> None:
    place = (*path, "answer") if answer is not None else path
    if not options:
        message, remedy = "there are no options to read", 'write them one a line after "- "'
        document.fault((*path, "options"), message, remedy, code="no-options")
    elif answer is None:
        message, remedy = "no option is named as right", 'add "answer:" with its text'
        document.fault(place, message, remedy, code="no-right-option")
    else:
        message = f'no option is "{str(answer)[:40]}"'
        document.fault(place, message, "write the option's text as it stands above",
                       code="no-right-option")  # fmt: skip


def _keep_places(
    document: Document, path: Path, group: str, options: list[_Option], found: Collection[str]
) -> None:
    document.moved((*path, "options"), (*path, group))
    for one in options:
        if one.text in found:
            document.moved(one.path, (*path, group, one.text))
