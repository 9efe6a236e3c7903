"""QTI 1.2 in a zip, as Canvas and most other learning platforms import it.

Written here and not by text2qti: that names a question by a hash of its text, so an edited one is
imported beside the old one, and it knows no ordering.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring

from engine.study.exports._entry import Entry, entries
from engine.study.exports._markup import html, line, number
from engine.study.questions import Question

TITLE = "QTI 1.2"
SUFFIX = ".zip"
MIME = "application/zip"

_TYPES = {
    "choice": "multiple_choice_question",
    "select": "multiple_answers_question",
    "number": "numerical_question",
    "order": "matching_question",
}
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_ANY_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of the files in the zip: the same questions are the same bytes."""


def export(questions: Sequence[Question], *, title: str, seed: str, at: float = 0.0) -> bytes:
    """Return a zip with the assessment and its manifest; our id is each item's ``ident``.

    A sequence is a matching question: each step with its place.
    """
    del at
    name = f"hedgebook_{sha256(title.encode()).hexdigest()[:12]}"
    top = Element("questestinterop", xmlns=_QTI)
    test = _child(top, "assessment", ident=name, title=line(title))
    section = _child(test, "section", ident="root_section")
    for entry in entries(questions, seed):
        section.append(_item(entry))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, root in (("imsmanifest.xml", _manifest(name)), (f"{name}/{name}.xml", top)):
            archive.writestr(zipfile.ZipInfo(path, _ANY_DAY), _bytes(root))
    return packed.getvalue()


class _Parts(NamedTuple):
    """The parts of an item that its kind decides: what is shown, how it is marked, what is said."""

    item: Element
    presentation: Element
    marking: Element


def _item(entry: Entry) -> Element:
    item = Element("item", ident=entry.id, title=entry.id)
    details = _child(_child(item, "itemmetadata"), "qtimetadata")
    for label, text in _details(entry):
        field = _child(details, "qtimetadatafield")
        _child(field, "fieldlabel").text = label
        _child(field, "fieldentry").text = line(text)
    parts = _Parts(item, _child(item, "presentation"), _child(item, "resprocessing"))
    _material(parts.presentation, entry.shown.ask)
    limits = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    SubElement(_child(parts.marking, "outcomes"), "decvar", limits)
    if entry.shown.why:
        _child(_condition(parts.marking, go_on=True, feedback="general_fb"), "other")
        _feedback(item, "general_fb", entry.shown.why)
    {"number": _number, "order": _order}.get(entry.question.kind, _options)(entry, parts)
    return item


def _details(entry: Entry) -> list[tuple[str, str]]:
    objective, topic = entry.category
    return [
        ("question_type", _TYPES[entry.question.kind]),
        ("points_possible", "1"),
        ("assessment_question_identifierref", entry.id),
        ("objective", objective),
        ("topic", topic),
        ("level", entry.question.level),
    ]


def _options(entry: Entry, parts: _Parts) -> None:
    several = entry.question.kind == "select"
    labels = _choices(
        parts.presentation, "response1", [one.text for one in entry.shown.options], several
    )
    for label, option in zip(labels, entry.shown.options, strict=True):
        if option.why:
            _equal(
                _condition(parts.marking, go_on=True, feedback=f"{label}_fb"), "response1", label
            )
            _feedback(parts.item, f"{label}_fb", option.why)
    holds = _condition(parts.marking, score="100")
    every = _child(holds, "and") if several else holds
    for label, option in zip(labels, entry.shown.options, strict=True):
        if option.right:
            _equal(every, "response1", label)
        elif several:
            _equal(_child(every, "not"), "response1", label)


def _number(entry: Entry, parts: _Parts) -> None:
    answer = _child(parts.presentation, "response_str", ident="response1", rcardinality="Single")
    _child(_child(answer, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
    for place, one in enumerate(entry.numbers):
        wanted = f"number{place}_fb" if one.why and not one.right else ""
        score = "100" if one.right else "0"
        either = _child(_condition(parts.marking, feedback=wanted, score=score), "or")
        _equal(either, "response1", number(one.value))
        between = _child(either, "and")
        for tag, end in (("vargte", -one.tolerance), ("varlte", one.tolerance)):
            _child(between, tag, respident="response1").text = number(one.value + end)
        if wanted:
            _feedback(parts.item, wanted, one.why)


def _order(entry: Entry, parts: _Parts) -> None:
    steps = entry.shown.steps
    shares = [round(100 * n / len(steps), 2) for n in range(len(steps) + 1)]
    for n, (step, place) in enumerate(zip(steps, entry.places, strict=True), start=1):
        ident = f"response{n}"
        places = [str(number) for number in range(1, len(steps) + 1)]
        labels = _choices(parts.presentation, ident, places, several=False, about=step)
        score = number(round(shares[n] - shares[n - 1], 2))
        holds = _condition(parts.marking, go_on=True, score=score, action="Add")
        _equal(holds, ident, labels[place - 1])


def _choices(
    presentation: Element, ident: str, texts: Sequence[str], several: bool, about: str = ""
) -> list[str]:
    """Add a list to choose from, and return the name of each option in it."""
    many = "Multiple" if several else "Single"
    response = _child(presentation, "response_lid", ident=ident, rcardinality=many)
    if about:
        _material(response, about)
    choice = _child(response, "render_choice")
    labels = [f"{ident}_option{n}" for n in range(1, len(texts) + 1)]
    for label, text in zip(labels, texts, strict=True):
        _material(_child(choice, "response_label", ident=label), text)
    return labels


def _condition(
    marking: Element,
    *,
    go_on: bool = False,
    feedback: str = "",
    score: str = "",
    action: str = "Set",
) -> Element:
    """Add what happens under a condition, and return where the condition goes."""
    condition = _child(marking, "respcondition", **{"continue": "Yes" if go_on else "No"})
    holds = _child(condition, "conditionvar")
    if score:
        _child(condition, "setvar", action=action, varname="SCORE").text = score
    if feedback:
        _child(condition, "displayfeedback", feedbacktype="Response", linkrefid=feedback)
    return holds


def _equal(parent: Element, ident: str, value: str) -> None:
    _child(parent, "varequal", respident=ident).text = value


def _feedback(item: Element, ident: str, text: str) -> None:
    _material(_child(_child(item, "itemfeedback", ident=ident), "flow_mat"), text)


def _material(parent: Element, text: str) -> None:
    _child(_child(parent, "material"), "mattext", texttype="text/html").text = html(text)


def _manifest(name: str) -> Element:
    top = Element("manifest", identifier=f"{name}_manifest", xmlns=_PACKAGE)
    details = _child(top, "metadata")
    _child(details, "schema").text = "IMS Content"
    _child(details, "schemaversion").text = "1.1.3"
    _child(top, "organizations")
    resource = _child(_child(top, "resources"), "resource", identifier=name, type="imsqti_xmlv1p2")
    _child(resource, "file", href=f"{name}/{name}.xml")
    return top


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, tag, attributes)


def _bytes(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
