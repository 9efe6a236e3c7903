"""What the code of each fault means, for people who look it up; the rules have their own words."""

from __future__ import annotations

PROSE = {
    "prose-colon": 'A text contains ": ", which YAML takes for a key.',
    "prose-sign": "A text starts with a sign of YAML: `* & ! % @ # > { [` and others.",
    "prose-hash": "Text after # would be lost as a comment.",
    "prose-quote": "Only a part of a text is in quotation marks.",
    "prose-comma": "A comma inside [ ] has cut a text in two.",
    "colon-space": "There is no space after the colon of a key.",
    "odd-space": "A line begins with a space of another kind, copied from a document.",
    "tab-indentation": "A tab stands where spaces belong.",
    "key-slip": "A key in other letters, or in the plural, was understood.",
    "word-slip": "A level or a status in other letters was understood.",
    "key-left-out": "A key of another program means nothing here.",
    "long-habit": "Questions are written as question, options, answer.",
    "id-from-words": "A question has no id and goes by its words.",
    "topic-from-name": "There is no topic, so the file's name is taken.",
}
"""What is read as it was meant, with a warning."""

LAYOUT = {
    "not-yaml": "The line cannot be read; quotes around the text usually help.",
    "indentation": "A line is not in one column with its neighbours; a warning where it is read.",
    "no-colon": "A colon and a space are missing after an option or a key.",
    "unclosed-quote": "A quotation mark is opened and not closed.",
    "unclosed-bracket": "A bracket is opened and not closed, or text follows it.",
    "double-key": "A key or an option is written twice.",
    "another-document": "--- begins a second file in the middle of this one.",
    "nested-too-deeply": "Lists stand in lists in lists.",
    "control-character": "The text holds a sign that cannot be seen.",
    "too-many-values": "The file holds more than anybody writes by hand.",
    "too-many-questions": "The file holds more questions than a topic has.",
    "too-large": "The file, or a number in it, is too large.",
    "not-utf-8": "The file is no text, or saved with another encoding.",
    "not-a-file": "A folder or a pipe stands where a file belongs.",
    "no-access": "The file is not there, or may not be read.",
    "file-name": "The file's name gives no place or no word.",
    "more-faults": "There are more faults than are told at once.",
}
"""What makes a file, or a part of it, unreadable."""

KEYS = {
    "no-questions": "The file has no list of questions.",
    "not-a-question": "Something in the list is no question.",
    "missing-key": "A key that is needed is missing.",
    "unknown-key": "A key is not known.",
    "empty-text": "A text is empty.",
    "not-a-text": "A list or a map stands where a text belongs.",
    "not-a-map": "Options or reasons are not written one a line.",
    "not-a-list": "A list is needed; a warning where one is read.",
    "not-a-number": "A number is needed.",
    "not-an-id": "An id has other signs than small letters, digits and hyphens.",
    "not-a-drag": "An experiment drags what nobody can drag.",
    "not-usable": "A value cannot be used.",
    "unknown-word": "A key takes one of a few words, and this is none.",
    "out-of-range": "A number is too small or too large.",
    "too-few": "There are too few of something.",
    "too-many": "There are too many of something.",
    "no-kind": "There is nothing to answer, or two kinds of answer.",
    "no-options": "There are no options to read.",
    "no-right-option": "No option is named as the right one.",
    "same-id": "Two questions have one id.",
    "same-name": "Two files, two terms, or two parts of an exam, have one name.",
}
"""What is missing or unknown."""

SOUND = {
    "formula": "A formula cannot be read: a name, a function or a sign in it is not known.",
    "variable": "A number that changes cannot be read.",
    "not-finite": "A formula has no number in some variants: it divides by zero, for instance.",
    "trap-equals-answer": "A trap is right in some variants.",
    "trap-not-finite": "A trap has no number in some variants.",
    "trap-twice": "Two traps are the same number.",
    "traps-without-answer": "Traps stand beside no answer.",
    "check-failed": "A check comes to another number.",
    "check-unreadable": "A check cannot be read.",
    "check-without-answer": "A check stands beside no answer.",
    "unused-variable": "A number that changes is used nowhere.",
    "answer-in-ask": "The question says its own answer.",
    "unfilled-braces": "Braces in a text name no number.",
    "nested-braces": "Braces stand inside braces.",
    "too-many-braces": "A text has more braces than a person reads.",
    "no-right": "No option is right.",
    "no-wrong": "No option is wrong.",
    "option-twice": "Two options are the same.",
    "option-refers": "An option refers to another one by its place.",
    "too-few-steps": "There are too few steps to put in order.",
    "step-twice": "Two steps are the same.",
    "simulator": "The address of the simulator cannot be used.",
}
"""What would make a question impossible, unfair or unmarkable."""

SWITCHES = {
    "lint-unknown-rule": "A question switches off a rule that there is not.",
    "lint-without-reason": "A rule is switched off without a reason, and so is not.",
    "lint-unneeded": "A rule is switched off that has nothing to say.",
}
"""What is wrong with the switches of item-writing rules, always as a warning."""

COURSE = {
    "front-matter": "A lesson does not begin with its title and objective.",
    "same-heading": "A heading stands twice in a lesson.",
    "no-name": "A block of a lesson has no name.",
    "no-settings": "The settings of a block cannot be read.",
    "figure-setting": "A figure cannot take a setting.",
    "question-setting": "A question of a lesson cannot have these numbers.",
    "live-setting": "A live book cannot take a setting.",
    "unknown-figure": "There is no such figure.",
    "unknown-live-book": "There is no such live book.",
    "unknown-question": "No question that may be asked has this id.",
    "unknown-lesson": "There is no such lesson.",
    "address": "The address of a page says something that the page does not understand.",
}
"""What is wrong in lessons, presets and situations, or between files."""

MEANS = {**PROSE, **LAYOUT, **KEYS, **SOUND, **SWITCHES, **COURSE}
"""Every code but those of the item-writing rules."""
