"""Who may know whom, and what nobody may do: the rules of the design, read off the source."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

COMMON = {"errors", "controls", "plugins"}
EXPOSURE = {"pricing", "instruments", "exposure"}
MARKET_SIDE = EXPOSURE | {"flow", "hedging", "quoting", "desk"}

MAY_KNOW = {
    "errors": set(),
    "controls": {"errors"},
    "plugins": {"errors"},
    "pricing": COMMON,
    "instruments": COMMON | {"pricing"},
    "exposure": COMMON | {"pricing", "instruments"},
    "flow": COMMON | EXPOSURE,
    "hedging": COMMON | EXPOSURE,
    "quoting": COMMON | EXPOSURE,
    "desk": COMMON | MARKET_SIDE,
    "figures": COMMON | MARKET_SIDE,
    "evidence": COMMON | MARKET_SIDE | {"figures"},
    "records": COMMON,
    "study": COMMON | MARKET_SIDE | {"figures", "records"},
    "check": COMMON | MARKET_SIDE | {"figures", "records", "study"},
    "": COMMON,
}
"""A folder (or file) of the engine, and which others it may import besides itself."""

READS_FILES = {
    "engine/check.py",
    "engine/study/bank.py",
    "engine/study/writing/files.py",
    "engine/study/lessons.py",
    "engine/study/presets.py",
    "engine/study/writing/yaml_lines.py",
}
FILE_METHODS = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
SEEDED = {
    "Generator",
    "SeedSequence",
    "BitGenerator",
    "PCG64",
    "PCG64DXSM",
    "Philox",
    "RandomState",
}
CLOCKS = (
    "time.",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
)
CHANCE = ("random.", "numpy.random.", "secrets.", "uuid.uuid1", "uuid.uuid4", "os.urandom")

Breach = tuple[int, str]
Rule = Callable[["Source"], Iterator[Breach]]


@dataclass(frozen=True)
class Source:
    """One Python file: where it lies, counted from the project's root, and what it says."""

    path: str
    text: str

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the file's syntax tree."""
        return list(ast.walk(ast.parse(self.text, self.path)))

    @cached_property
    def imports(self) -> list[tuple[int, str, str]]:
        """Every name that is imported: its line, its full name, the name it goes by here."""
        return [found for node in self.nodes for found in _imported(node, self.path)]

    @cached_property
    def names(self) -> list[tuple[ast.expr, str]]:
        """Every use of an imported name or a builtin, with the full name that it stands for."""
        known = {alias: full for _, full, alias in self.imports}
        dotted = ((node, _dotted(node)) for node in self.nodes if isinstance(node, ast.expr))
        found = []
        for node, (first, *rest) in dotted:
            if first:
                found.append((node, ".".join([known.get(first, f"?{first}"), *rest])))
        return found

    @cached_property
    def calls(self) -> dict[ast.expr, ast.Call]:
        """What is called, and the call."""
        return {node.func: node for node in self.nodes if isinstance(node, ast.Call)}


def _imported(node: ast.AST, path: str) -> Iterator[tuple[int, str, str]]:
    if isinstance(node, ast.Import):
        for name in node.names:
            yield node.lineno, name.name, name.asname or name.name
            if not name.asname:
                top = name.name.partition(".")[0]
                yield node.lineno, top, top
    elif isinstance(node, ast.ImportFrom):
        folders = path.split("/")[: -node.level] if node.level else []
        module = ".".join([*folders, *([node.module] if node.module else [])])
        for name in node.names:
            yield node.lineno, f"{module}.{name.name}", name.asname or name.name


def _dotted(node: ast.AST) -> list[str]:
    """Return a.b.c as its parts, and one empty part for anything else."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        parts = _dotted(node.value)
        return [*parts, node.attr] if parts[0] else [""]
    return [""]


def _folder(module: str) -> str:
    """Return the engine's folder (or file) that a module belongs to."""
    return module.split(".")[1] if "." in module else ""


def _inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def engine_knows_only_below(source: Source) -> Iterator[Breach]:
    """Yield each import that goes up or across the engine, or out of it to the pages."""
    here = source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    if _folder(here) not in MAY_KNOW:
        yield 1, f"engine/{_folder(here)} has no place in the design: give it one in MAY_KNOW"
        return
    for line, module, _ in source.imports:
        if any(_inside(module, outside) for outside in ("pages", "app", "tests", "streamlit")):
            yield line, f"the engine imports {module}"
        there = _folder(module) if module.startswith("engine.") else _folder(here)
        if there != _folder(here) and there not in MAY_KNOW[_folder(here)]:
            yield line, f"{_folder(here) or 'engine'} may not know {there}, but imports {module}"


def pages_know_the_engine_and_the_ui(source: Source) -> Iterator[Breach]:
    """Yield each import of one section of the pages by another, or of the app by a page."""
    section = "/".join(source.path.split("/")[:2]).replace("/", ".")
    for line, module, _ in source.imports:
        other = _inside(module, "pages") and not any(
            _inside(module, known) for known in ("pages.ui", section)
        )
        if other or _inside(module, "app"):
            yield line, f"{section} may not know {module}"


def nothing_reads_the_clock(source: Source) -> Iterator[Breach]:
    """Yield each use of a clock: time is an argument."""
    for node, name in source.names:
        if name.startswith(CLOCKS) and name != "time.sleep":
            yield node.lineno, f"{name} reads the clock: take the time as an argument"


def chance_is_an_argument(source: Source) -> Iterator[Breach]:
    """Yield each use of a random source that no seed was given to."""
    for node, name in source.names:
        if not name.startswith(CHANCE) or name.rpartition(".")[2] in SEEDED:
            continue
        if name in ("random.Random", "numpy.random.default_rng"):
            call = source.calls.get(node)
            if call is None or _seeded(call):
                continue
        yield node.lineno, f"{name} is nobody's seed: take the seed as an argument"


def _seeded(call: ast.Call) -> bool:
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return bool(given) and not (isinstance(given[0], ast.Constant) and given[0].value is None)


def nothing_written_is_run(source: Source) -> Iterator[Breach]:
    """Yield each call that would run a text as code."""
    for node, name in source.names:
        if name in ("?eval", "?exec", "builtins.eval", "builtins.exec"):
            yield node.lineno, f"{name.strip('?')} runs text as code"


def files_are_read_where_files_are_read(source: Source) -> Iterator[Breach]:
    """Yield each opening of a file outside the modules whose task that is."""
    if source.path in READS_FILES or source.path.startswith("engine/records/"):
        return
    for called, call in source.calls.items():
        opened = isinstance(called, ast.Name) and called.id == "open"
        if opened or (isinstance(called, ast.Attribute) and called.attr in FILE_METHODS):
            yield (
                call.lineno,
                f"{ast.unparse(called)}() opens a file; that is for study and records",
            )


def pages_write_no_raw_html(source: Source) -> Iterator[Breach]:
    """Yield each line that lets raw HTML through."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if "unsafe_allow_html" in line:
            yield number, "unsafe_allow_html lets through whatever an author or a learner typed"


RULES: dict[Rule, tuple[str, ...]] = {
    engine_knows_only_below: ("engine",),
    pages_know_the_engine_and_the_ui: ("pages",),
    nothing_reads_the_clock: ("engine",),
    chance_is_an_argument: ("engine",),
    nothing_written_is_run: ("engine", "pages", "app.py"),
    files_are_read_where_files_are_read: ("engine",),
    pages_write_no_raw_html: ("pages", "app.py"),
}
"""Each rule, and where it holds."""


def _sources(top: str) -> Iterator[Source]:
    place = ROOT / top
    files = [place] if place.suffix == ".py" else sorted(place.rglob("*.py"))
    for file in files:
        if file.exists():
            yield Source(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds_everywhere(rule: Rule) -> None:
    """No file of the engine, the pages or the app breaks the rule."""
    breaches = [
        f"{source.path}:{line}: {what}"
        for top in RULES[rule]
        for source in _sources(top)
        for line, what in rule(source)
    ]
    assert not breaches, "\n" + "\n".join(breaches)


def test_engine_is_there_to_be_read() -> None:
    """The rules above are not held by finding nothing to hold them against."""
    assert {"engine/pricing/black_scholes.py", "engine/exposure/book.py"} <= {
        source.path for source in _sources("engine")
    }


BREACHES = [
    (engine_knows_only_below, "engine/pricing/x.py", "from engine.instruments import claims"),
    (engine_knows_only_below, "engine/pricing/x.py", "from engine import exposure"),
    (engine_knows_only_below, "engine/pricing/x.py", "from ..exposure import book"),
    (engine_knows_only_below, "engine/instruments/x.py", "import engine.exposure.book"),
    (engine_knows_only_below, "engine/exposure/x.py", "def f():\n    import engine.hedging"),
    (engine_knows_only_below, "engine/hedging/x.py", "from engine.quoting import quotes"),
    (engine_knows_only_below, "engine/flow/x.py", "from engine.desk import step"),
    (engine_knows_only_below, "engine/figures/x.py", "from engine.study import bank"),
    (engine_knows_only_below, "engine/figures/x.py", "from engine.records import facts"),
    (engine_knows_only_below, "engine/records/x.py", "from engine.study import bank"),
    (engine_knows_only_below, "engine/plugins.py", "from engine.pricing import market"),
    (engine_knows_only_below, "engine/errors.py", "from engine.controls import Number"),
    (engine_knows_only_below, "engine/study/x.py", "import streamlit as st"),
    (engine_knows_only_below, "engine/study/x.py", "from streamlit.delta import x"),
    (engine_knows_only_below, "engine/figures/x.py", "from pages.ui import charts"),
    (engine_knows_only_below, "engine/helpers/x.py", ""),
    (pages_know_the_engine_and_the_ui, "pages/learn/x.py", "from pages.assess import quiz"),
    (pages_know_the_engine_and_the_ui, "pages/learn/x.py", "from pages import practise"),
    (pages_know_the_engine_and_the_ui, "pages/learn/x.py", "from ..assess import quiz"),
    (pages_know_the_engine_and_the_ui, "pages/ui/x.py", "import pages.learn.start"),
    (pages_know_the_engine_and_the_ui, "pages/learn/x.py", "import app"),
    (nothing_reads_the_clock, "engine/x.py", "import time\nnow = time.time()"),
    (nothing_reads_the_clock, "engine/x.py", "from time import monotonic as m\nm()"),
    (nothing_reads_the_clock, "engine/x.py", "from datetime import datetime as d\nd.now()"),
    (nothing_reads_the_clock, "engine/x.py", "import datetime\ndatetime.date.today()"),
    (nothing_reads_the_clock, "engine/x.py", "from datetime import datetime\nf(datetime.utcnow)"),
    (chance_is_an_argument, "engine/x.py", "import random\nrandom.shuffle(x)"),
    (chance_is_an_argument, "engine/x.py", "from random import choice\nchoice(x)"),
    (chance_is_an_argument, "engine/x.py", "import random\nrandom.Random()"),
    (chance_is_an_argument, "engine/x.py", "import numpy as np\nnp.random.seed(1)"),
    (chance_is_an_argument, "engine/x.py", "import numpy as np\nnp.random.normal(size=3)"),
    (chance_is_an_argument, "engine/x.py", "import numpy as np\nnp.random.default_rng()"),
    (chance_is_an_argument, "engine/x.py", "import numpy as np\nnp.random.default_rng(None)"),
    (chance_is_an_argument, "engine/x.py", "from numpy.random import default_rng\ndefault_rng()"),
    (chance_is_an_argument, "engine/x.py", "from uuid import uuid4\nuuid4()"),
    (nothing_written_is_run, "engine/x.py", "eval('1')"),
    (nothing_written_is_run, "pages/learn/x.py", "exec(text)"),
    (files_are_read_where_files_are_read, "engine/pricing/x.py", "open('rates.csv')"),
    (files_are_read_where_files_are_read, "engine/figures/x.py", "Path('a').read_text()"),
    (files_are_read_where_files_are_read, "engine/study/marking.py", "path.open()"),
    (
        pages_write_no_raw_html,
        "pages/ui/x.py",
        "st.html(x)\nst.markdown(x, unsafe_allow_html=True)",
    ),
]


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_rule_can_be_broken(rule: Rule, path: str, text: str) -> None:
    """Each rule finds the line that breaks it: the last one of the example."""
    lines = {line for line, _ in rule(Source(path, text))}
    assert max(lines, default=0) == max(text.count("\n") + 1, 1), f"{path} was let through"


ALLOWED = [
    (engine_knows_only_below, "engine/exposure/x.py", "from engine.pricing.market import Market"),
    (engine_knows_only_below, "engine/pricing/x.py", "from . import market\nimport numpy"),
    (engine_knows_only_below, "engine/pricing/x.py", "from engine import errors"),
    (engine_knows_only_below, "engine/desk/x.py", "from engine.quoting import quotes"),
    (engine_knows_only_below, "engine/check.py", "from engine.study import bank"),
    (pages_know_the_engine_and_the_ui, "pages/learn/x.py", "from pages.ui import state"),
    (pages_know_the_engine_and_the_ui, "pages/learn/x.py", "import engine.study.bank, streamlit"),
    (nothing_reads_the_clock, "engine/x.py", "from datetime import datetime\ndatetime(2026, 1, 1)"),
    (nothing_reads_the_clock, "engine/x.py", "def f(time):\n    return time.time"),
    (chance_is_an_argument, "engine/x.py", "import random\nrandom.Random(seed).shuffle(x)"),
    (chance_is_an_argument, "engine/x.py", "import numpy as np\nnp.random.default_rng(seed)"),
    (chance_is_an_argument, "engine/x.py", "import numpy as np\nx: np.random.Generator"),
    (nothing_written_is_run, "engine/x.py", "model.eval()\nre.compile('x')"),
    (files_are_read_where_files_are_read, "engine/study/lessons.py", "path.read_text()"),
    (files_are_read_where_files_are_read, "engine/records/store.py", "open(path)"),
]


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_rule_lets_good_lines_through(rule: Rule, path: str, text: str) -> None:
    """What the design allows is no breach."""
    assert list(rule(Source(path, text))) == []
