"""The promise of the menus: one new file is one new item, everywhere, and nothing else changes."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from engine import instruments
from engine.controls import controls
from engine.exposure import notation
from engine.exposure.book import Book, Position
from engine.instruments import Instrument, kind_of, kinds
from engine.plugins import menu
from engine.pricing.market import Market

ENGINE = Path(engine.__file__).parent
MENUS = [name for name in ("instruments", "figures") if (ENGINE / name / "__init__.py").exists()]
KNOWS_NO_ITEM = ("controls.py", "errors.py", "plugins.py", "pricing", "exposure")

DROPPED_IN = '''
"""A block of shares, in a file that nobody has heard of."""

from dataclasses import dataclass
from typing import Annotated

from engine.controls import Number
from engine.instruments import Instrument


@dataclass(frozen=True, kw_only=True)
class Block(Instrument):
    """A thousand shares at once."""

    payoff = "linear"
    units = 1_000
    label = "Block"
    counted_in = "blocks"
    order = 0

    fee: Annotated[float, Number("Fee", 0, 10, unit="%", scale=100)] = 0.05
'''


def _forget(name: str) -> None:
    menu.cache_clear()
    kinds.cache_clear()
    sys.modules.pop(f"engine.instruments.{name}", None)
    vars(instruments).pop(name, None)


@pytest.fixture
def block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Instrument]]:
    """Drop one new file beside the instruments, and return the instrument that it brings."""
    (tmp_path / "block.py").write_text(DROPPED_IN)
    monkeypatch.setattr(instruments, "__path__", [*instruments.__path__, str(tmp_path)])
    _forget("block")
    yield kinds()["block"]
    _forget("block")


def test_dropped_file_is_on_the_menu_in_its_place(block: type[Instrument]) -> None:
    """The new kind is found by its file's name and stands where its own order puts it."""
    assert next(iter(kinds())) == "block"
    assert kind_of(block()) == "block"


def test_menu_is_alphabetical_wherever_its_files_lie(block: type[Instrument]) -> None:
    """A file from another folder stands in the alphabet, not at the end."""
    assert list(menu("engine.instruments")) == sorted(menu("engine.instruments"))


def test_dropped_file_brings_its_own_form(block: type[Instrument]) -> None:
    """Its signature is its form: the page draws its control unasked."""
    (fee,) = controls(block)
    assert (fee.name, fee.number.label, fee.default) == ("fee", "Fee", 0.05)


def test_dropped_file_is_valued_in_a_book(block: type[Instrument]) -> None:
    """The book holds it like anything else, for as many units as it says."""
    book = Book.of(Position(-2, block()))
    assert float(book.value(spot=80.0)) == -160_000
    assert float(book.greeks(Market(spot=80.0)).delta) == -2_000


def test_dropped_file_has_its_notation(block: type[Instrument]) -> None:
    """An address can carry it, and its own fields with it."""
    book, left_out = notation.read("-2_block_7")
    assert left_out == []
    assert notation.write(book) == "-2_block_7"


def test_menu_is_as_before_once_the_file_is_gone() -> None:
    """Nothing was written down anywhere: without the file the item is gone too."""
    assert "block" not in kinds()


@pytest.mark.parametrize("name", MENUS)
def test_menu_lists_its_folder(name: str) -> None:
    """Every public file of a menu's folder is an item, and every item is a file."""
    files = {file.stem for file in (ENGINE / name).glob("*.py")}
    assert set(menu(f"engine.{name}")) == {file for file in files if not file.startswith("_")}


@pytest.mark.parametrize("name", MENUS)
def test_item_says_what_it_is(name: str) -> None:
    """Every item's file begins with a docstring."""
    assert [item for item, module in menu(f"engine.{name}").items() if not module.__doc__] == []


def test_what_measures_exposure_names_no_instrument() -> None:
    """Pricing, books and notation import no item of a menu: they take whatever is held."""
    named = []
    for part in KNOWS_NO_ITEM:
        place = ENGINE / part
        for file in place.rglob("*.py") if place.is_dir() else [place]:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                module = node.module if isinstance(node, ast.ImportFrom) else None
                if module and module.startswith("engine.instruments."):
                    named.append(f"{file}:{node.lineno}: {module}")
    assert not named, "\n".join(named)
