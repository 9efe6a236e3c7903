"""Readers of what the app exports, written from the formats' own descriptions.

They share no code with the writers: a text that comes back exact has survived both.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.etree.ElementTree import Element


@dataclass
class Answer:
    """One answer: its text, what it is worth in percent, what is said to it, a number's margin."""

    text: str
    worth: float
    why: str = ""
    margin: float = 0.0


@dataclass
class Read:
    """One question as another program sees it."""

    id: str
    kind: str
    ask: str
    answers: list[Answer] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    why: str = ""
    hints: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    category: list[str] = field(default_factory=list)


_SIGNS = {"strong": "**", "em": "*", "code": "`"}


class _Markdown(HTMLParser):
    """HTML back to the Markdown that our authors write."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not attrs
        self.text += "\n" if tag == "br" else _SIGNS[tag]

    def handle_endtag(self, tag: str) -> None:
        self.text += _SIGNS[tag]

    def handle_data(self, data: str) -> None:
        self.text += data.replace(r"\(", "$").replace(r"\)", "$")

    def handle_charref(self, name: str) -> None:
        self.text += chr(int(name))

    def handle_entityref(self, name: str) -> None:
        self.text += {"lt": "<", "gt": ">", "amp": "&"}[name]

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment in the text: {data}")


def markdown(html: str) -> str:
    """Return the text that some HTML shows; anything but our own few tags fails."""
    reader = _Markdown()
    reader.feed(html)
    reader.close()
    return reader.text


# GIFT: signs after a backslash mean themselves; all others divide.


def gift(data: bytes) -> list[Read]:
    """Return the questions of a GIFT file."""
    found, category = [], []
    for block in re.split(r"\n\s*\n", data.decode().strip()):
        lines = block.split("\n")
        comments = [one.strip()[2:] for one in lines if one.strip().startswith("//")]
        text = "\n".join(one for one in lines if not one.strip().startswith("//")).strip()
        if text.startswith("$CATEGORY:"):
            path = text.removeprefix("$CATEGORY:").strip()
            category = [one.replace("\0", "/") for one in path.replace("//", "\0").split("/")]
        elif text:
            question = _gift_question(_signs(text), "\n".join(comments))
            question.category = category
            found.append(question)
    return found


Sign = tuple[str, bool]
"""A character, and whether it divides (it is no escaped one)."""


def _signs(text: str) -> list[Sign]:
    found, place = [], 0
    while place < len(text):
        escaped = text[place] == "\\" and text[place + 1 : place + 2] in tuple("\\~=#{}:")
        found.append((text[place + escaped], not escaped))
        place += 1 + escaped
    return found


def _find(signs: list[Sign], wanted: str, start: int = 0) -> int:
    for place in range(start, len(signs) - len(wanted) + 1):
        here = signs[place : place + len(wanted)]
        if all(sign == (one, True) for sign, one in zip(here, wanted, strict=True)):
            return place
    return -1


def _split(signs: list[Sign], dividers: str) -> list[tuple[str, list[Sign]]]:
    """Return the parts that begin with one of some dividing signs, each with that sign."""
    parts: list[tuple[str, list[Sign]]] = []
    for sign, divides in signs:
        if divides and sign in dividers:
            parts.append((sign, []))
        elif parts:
            parts[-1][1].append((sign, divides))
    return parts


def _written(signs: list[Sign]) -> str:
    return "".join(sign for sign, _ in signs).strip()


def _text(signs: list[Sign]) -> str:
    text = _written(signs)
    named = re.match(r"\[(html|moodle|plain|markdown)\]", text)
    return markdown(text[named.end() :] if named else text)


def _gift_question(signs: list[Sign], comments: str) -> Read:
    name = ""
    if _find(signs, "::") == 0:
        end = _find(signs, "::", 2)
        name, signs = _written(signs[2:end]), signs[end + 2 :]
    opened, closed = _find(signs, "{"), _find(signs, "}")
    assert closed == len(signs) - 1, "text after the answers is the missing-word form"
    read = Read(name, "", _text(signs[:opened]))
    body = signs[opened + 1 : closed]
    if (general := _find(body, "####")) >= 0:
        read.why, body = _text(body[general + 4 :]), body[:general]
    read.tags = re.findall(r"\[tag:([^\]]+)\]", comments)
    read.hints = re.findall(r"^ hint: (.*)$", comments, re.MULTILINE)
    assert re.findall(r"\[id:([^\]]+)\]", comments) == [name]
    _gift_answers(read, body)
    return read


def _gift_answers(read: Read, body: list[Sign]) -> None:
    text = _written(body)
    if text.startswith("#"):
        read.kind = "number"
    elif _find(body, "~") >= 0:
        read.kind = "choice" if _find(body, "=") >= 0 else "select"
    else:
        read.kind = "match"
    for sign, part in _split(body, "=~"):
        if read.kind == "match":
            arrow = _find(part, "->")
            read.pairs.append((_text(part[:arrow]), _written(part[arrow + 2 :])))
            continue
        read.answers.append(_gift_answer(sign, part, number=read.kind == "number"))


def _gift_answer(sign: str, part: list[Sign], number: bool) -> Answer:
    why = _find(part, "#")
    said, why_text = (part[:why], _text(part[why + 1 :])) if why >= 0 else (part, "")
    worth = 100.0 if sign == "=" else 0.0
    said = said[len(said) - len("".join(sign for sign, _ in said).lstrip()) :]
    weight = re.match(r"%(-?\d{1,3}(?:\.\d*)?)%", _written(said))
    if weight:
        worth = float(weight[1])
        said = said[_find(said, "%", 1) + 1 :]
    if number:
        value, _, margin = _written(said).partition(":")
        return Answer(value, worth, why_text, float(margin))
    return Answer(_text(said), worth, why_text)


# Moodle XML.


def moodle(data: bytes) -> list[Read]:
    """Return the questions of a Moodle XML file."""
    found, category = [], []
    for question in ElementTree.fromstring(data).iter("question"):
        if question.get("type") == "category":
            path = _inside(question, "category/text").replace("//", "\0")
            category = [one.replace("\0", "/") for one in path.split("/")]
            continue
        kind = str(question.get("type"))
        read = Read(_inside(question, "idnumber"), kind, _html(question, "questiontext"))
        if kind == "multichoice":
            single = _inside(question, "single") == "true"
            read.kind = "choice" if single else "select"
        read.category, read.why = category, _html(question, "generalfeedback")
        read.hints = [markdown(_inside(hint, "text")) for hint in question.iter("hint")]
        read.tags = [_inside(tag, "text") for tag in question.iter("tag")]
        read.units = [_inside(unit, "unit_name") for unit in question.iter("unit")]
        _moodle_answers(read, question)
        found.append(read)
    return found


def _moodle_answers(read: Read, question: Element) -> None:
    for answer in question.iter("answer"):
        text, worth = _inside(answer, "text"), float(str(answer.get("fraction")))
        if read.kind == "ordering":
            assert worth == len(read.steps) + 1
            read.steps.append(markdown(text))
        elif read.kind == "numerical":
            margin = float(_inside(answer, "tolerance"))
            read.answers.append(Answer(text, worth, _html(answer, "feedback"), margin))
        else:
            read.answers.append(Answer(markdown(text), worth, _html(answer, "feedback")))


def _inside(element: Element, path: str) -> str:
    inner = element.find(path)
    assert inner is not None, f"{path} is missing"
    return inner.text or ""


def _html(element: Element, path: str) -> str:
    inner = element.find(path)
    assert inner is not None and inner.get("format") == "html"
    return markdown(_inside(inner, "text"))


# QTI 1.2.

_NAMESPACE = {"": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


def qti(data: bytes) -> list[Read]:
    """Return the questions of a QTI 1.2 package, found through its manifest."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        file = next(one for one in manifest.iter() if one.tag.endswith("}file"))
        top = ElementTree.fromstring(archive.read(str(file.get("href"))))
    return [_qti_item(item) for item in top.iterfind(".//item", _NAMESPACE)]


def _qti_item(item: Element) -> Read:
    fields = {
        _qti_text(one, "fieldlabel"): _qti_text(one, "fieldentry")
        for one in item.iterfind(".//qtimetadatafield", _NAMESPACE)
    }
    said = {
        str(one.get("ident")): markdown(_qti_text(one, ".//mattext"))
        for one in item.iterfind("itemfeedback", _NAMESPACE)
    }
    ask = markdown(_qti_text(item, "presentation/material/mattext"))
    read = Read(
        str(item.get("ident")), fields["question_type"], ask, why=said.get("general_fb", "")
    )
    labels = {
        str(one.get("ident")): markdown(_qti_text(one, ".//mattext"))
        for one in item.iterfind(".//render_choice/response_label", _NAMESPACE)
    }
    rules = item.findall("resprocessing/respcondition", _NAMESPACE)
    if read.kind == "matching_question":
        steps = {
            str(one.get("ident")): markdown(_qti_text(one, "material/mattext"))
            for one in item.iterfind("presentation/response_lid", _NAMESPACE)
        }
        wins = [one for rule in rules for one in rule.iterfind(".//varequal", _NAMESPACE)]
        read.pairs = [(steps[str(one.get("respident"))], labels[str(one.text)]) for one in wins]
    elif read.kind == "numerical_question":
        read.answers = [_qti_number(rule, said) for rule in rules if _score(rule) is not None]
    else:
        right, wrong = _qti_right(rules)
        several = read.kind == "multiple_answers_question"
        assert wrong == (labels.keys() - right if several else set())
        read.answers = [
            Answer(text, 100.0 if label in right else 0.0, said.get(f"{label}_fb", ""))
            for label, text in labels.items()
        ]
    return read


def _qti_right(rules: list[Element]) -> tuple[set[str], set[str]]:
    """Return the options that must be chosen, and those that must be left."""
    (rule,) = (rule for rule in rules if _score(rule) == 100)
    wrong = {str(one.text) for one in rule.iterfind(".//not/varequal", _NAMESPACE)}
    every = {str(one.text) for one in rule.iterfind(".//varequal", _NAMESPACE)}
    return every - wrong, wrong


def _qti_number(rule: Element, said: dict[str, str]) -> Answer:
    value = _qti_text(rule, ".//varequal")
    ends = [float(_qti_text(rule, f".//{name}")) for name in ("vargte", "varlte")]
    shown = rule.find("displayfeedback", _NAMESPACE)
    why = said[str(shown.get("linkrefid"))] if shown is not None else ""
    return Answer(value, _score(rule) or 0.0, why, (ends[1] - ends[0]) / 2)


def _score(rule: Element) -> float | None:
    score = rule.find("setvar", _NAMESPACE)
    return None if score is None else float(score.text or "")


def _qti_text(element: Element, path: str) -> str:
    inner = element.find(path, _NAMESPACE)
    assert inner is not None, f"{path} is missing"
    return inner.text or ""
