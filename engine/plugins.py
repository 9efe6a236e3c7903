"""Menus: a package whose modules are its items, found by looking, never by a list to edit."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from types import ModuleType


@cache
def menu(package: str) -> dict[str, ModuleType]:
    """Import every public module of a package and return them by name, in alphabetical order.

    >>> list(menu("engine.instruments"))[:2]
    ['call', 'put']
    """
    folder = importlib.import_module(package)
    names = sorted(item.name for item in pkgutil.iter_modules(folder.__path__))
    return {
        name: importlib.import_module(f"{package}.{name}")
        for name in names
        if not name.startswith("_")
    }
