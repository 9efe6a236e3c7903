"""A menu is what lies in the folder: no list to edit, no order but the alphabet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.plugins import menu

PACKAGE = "a_menu_of_this_test"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of a fresh, empty package that can be imported."""
    package = tmp_path / PACKAGE
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    yield package
    menu.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_every_file_of_the_folder_is_an_item(folder: Path) -> None:
    """Items come by name in alphabetical order, each the module that its file defines."""
    for name in ("whipsaw", "call", "gap"):
        (folder / f"{name}.py").write_text(f"dish = {name!r}\n")
    items = menu(PACKAGE)
    assert list(items) == ["call", "gap", "whipsaw"]
    assert [item.dish for item in items.values()] == ["call", "gap", "whipsaw"]


def test_new_file_is_found_without_a_list(folder: Path) -> None:
    """Dropping one file into the folder is all that adding an item takes."""
    (folder / "call.py").write_text("")
    assert list(menu(PACKAGE)) == ["call"]
    (folder / "put.py").write_text("")
    menu.cache_clear()
    assert list(menu(PACKAGE)) == ["call", "put"]


def test_names_with_an_underscore_are_the_kitchen(folder: Path) -> None:
    """Helpers start with an underscore: they are no items, and looking does not import them."""
    (folder / "call.py").write_text("")
    (folder / "_helper.py").write_text("raise RuntimeError('a helper was imported')")
    (folder / "notes.txt").write_text("not Python")
    assert list(menu(PACKAGE)) == ["call"]


def test_empty_folder_is_an_empty_menu(folder: Path) -> None:
    """A folder without items is a menu all the same."""
    assert menu(PACKAGE) == {}


def test_asking_again_gives_the_same_modules(folder: Path) -> None:
    """The folder is read once: two askings share the very modules."""
    (folder / "call.py").write_text("")
    assert menu(PACKAGE)["call"] is menu(PACKAGE)["call"]
