"""Cards of exits and responses; one that is missing or broken takes nothing else down."""

from __future__ import annotations

from engine.study.cards import Card
from pages.ui.state import course


def card_named(name: str) -> Card:
    """Return a card by its file's name, or one that says that its words are missing."""
    title = name.partition("-")[2].capitalize()
    missing = f"Its words are missing: content/desk/{name}.yaml cannot be read."
    return course().cards.get(name) or Card(title=title, does=missing, leaves=missing)
