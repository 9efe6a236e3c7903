"""The sandbox as its address says it: settings, seed, book, hedge, and the step that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Annotated, Any

from engine.controls import Number
from engine.desk.plan import Desk, Plan, Quoting, Run
from engine.errors import InvalidInput
from engine.exposure import notation
from engine.exposure.book import Book
from engine.exposure.limits import Limits
from engine.flow.customers import Customers
from engine.flow.paths import World
from engine.hedging.costs import Costs
from engine.hedging.options import Tolerances
from engine.hedging.policies import policies
from engine.instruments import Instrument, Underlying
from engine.quoting.obligations import Obligations
from engine.quoting.quotes import Appetite
from engine.study.situations import STEPS
from pages.ui.settings import Forms

EXITS = ("underlying", "options", "related", "quotes", "stop")
SECTIONS = (
    "figures",
    "scenarios",
    "margin",
    "sides",
    "formula",
    "theory",
    "compare",
    "walk",
    "gaps",
    "rent",
    "causes",
    "pershare",
    "why",
)
"""Parts of a step that are folded until somebody opens them."""
SHAPES = ("normal", "two-point")
"""How the size of a gap is drawn: around its mean, or one size up or down."""
PRODUCTS = ("index_future", "index_mini", "etf")
NOTHING = "none"
"""Written for what is empty though it is not so by itself: a book, or what a situation sets."""
FLOW = "customers"
"""Written for the book where a situation has one of its own and customers are to fill it."""
MOST_SEED = 999_999
FIRST_SEED = 7


@dataclass(frozen=True, kw_only=True)
class Look:
    """Where the student has dragged the market to; nothing moved is zero throughout.

    ``to_spot`` and ``to_index`` of zero are the prices now (the index then moves with the share).
    """

    to_spot: Annotated[float, Number("The price", 0, 100_000)] = 0.0
    to_shift: Annotated[float, Number("The volatility shift", -100, 300)] = 0.0
    to_days: Annotated[float, Number("Days passed", 0, 1_825)] = 0.0
    to_index: Annotated[float, Number("The index", 0, 100_000)] = 0.0


@dataclass(frozen=True, kw_only=True)
class Textbook:
    """The six numbers of the textbook's quoting formula."""

    as_mid: Annotated[float, Number("Mid price", 0.01, 10_000, step=0.01, unit="C$")] = 2.73
    as_inventory: Annotated[float, Number("Inventory", -10_000, 10_000)] = -20.0
    as_risk_aversion: Annotated[float, Number("Risk aversion", 0, 10, step=0.01)] = 0.1
    as_volatility: Annotated[
        float, Number("Volatility of the price", 0, 1_000, step=0.01, unit="C$ a day")
    ] = 0.05
    as_time: Annotated[float, Number("Time left", 0, 10, step=0.1, unit="days")] = 1.0
    as_decay: Annotated[
        float, Number("Price sensitivity of customers", 0.1, 1_000, step=0.1, unit="per C$")
    ] = 60.0


@cache
def forms() -> Forms:
    """Return every form of the sandbox; each policy's own numbers carry the policy's name."""
    return Forms(
        {
            "world": World,
            "customers": Customers,
            "costs": Costs,
            "limits": Limits,
            "appetite": Appetite,
            "obligations": Obligations,
            "tolerances": Tolerances,
            "quoting": Quoting,
            "run": Run,
            "look": Look,
            "textbook": Textbook,
            **policies(),
        }
    )


@dataclass(frozen=True)
class DeskState:
    """Everything that the address holds. ``settings`` are shown numbers that are not defaults.

    ``book`` is None while customers fill it (``arrived`` says whether they came). ``given`` is what
    the situation of ``preset`` says by itself.
    """

    settings: Mapping[str, float] = field(default_factory=dict)
    seed: int = FIRST_SEED
    underlying: Underlying = "share"
    arrived: bool = False
    book: Book | None = None
    hedge: Book = field(default_factory=Book)
    series: tuple[Instrument, ...] = ()
    exits: tuple[str, ...] = ("underlying",)
    policy: str = "at_intervals"
    walk: tuple[float, ...] = ()
    step: str = "flow"
    preset: str = ""
    guess: str = ""
    open: tuple[str, ...] = ()
    product: str = "index_future"
    shape: str = "normal"
    ran: bool = False
    swing: str = ""
    path: int = 0
    given: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def shown(self, name: str) -> float:
        """Return a setting as shown."""
        return self.settings.get(name, forms().all[name].default)

    def form(self, name: str, **fixed: Any) -> Any:
        """Return one of the forms with the numbers set."""
        return forms().make(name, self.settings, **fixed)

    def desk(self) -> Desk:
        """Return the situation."""
        world = self.form("world", gap_shape=self.shape)
        obligations = self.form("obligations")
        run = self.form("run")
        if self.underlying == "index":
            # News is one company's own, and index options trade in cents whatever their price.
            world = replace(world, gap_chance=0.0, gap_hour=0.0)
            obligations = replace(obligations, tick_above=obligations.tick_below)
        return Desk(
            underlying=self.underlying,
            rate=run.rate,
            dividend_yield=run.dividend_yield,
            minutes=run.minutes,
            world=world,
            customers=self.form("customers"),
            costs=self.form("costs"),
            limits=self.form("limits"),
            appetite=believing(self.form("appetite"), world),
            obligations=obligations,
        )

    def plan(self, label: str) -> Plan:
        """Return what the student decided."""
        chosen = policies()[self.policy]
        numbers = {
            one.field: one.number.read(self.shown(one.name))
            for one in forms().settings[self.policy].values()
        }
        quoting = self.form("quoting") if "quotes" in self.exits else Quoting()
        return Plan(
            label=label,
            hedge=self.hedge,
            decide=partial(chosen, **numbers),
            quoting=quoting,
            stop="stop" in self.exits,
        )

    def address(self) -> dict[str, str]:
        """Return the query parameters from which ``read`` makes this state again.

        What a situation sets is written even where it is back at its default: a name that is left
        out of an address means what the situation says.
        """
        texts, plain = self._texts(), DeskState()._texts()
        given = self.given if self.preset else {}
        return {
            name: text or (FLOW if name == "book" else NOTHING)
            for name, text in texts.items()
            if text != plain[name] or (name in given and given[name] != text)
        }

    def _texts(self) -> dict[str, str]:
        """Return everything as text, defaults and all."""
        settings = {name: f"{self.shown(name):.15g}" for name in forms().all}
        return {
            "preset": self.preset,
            "step": self.step,
            "seed": str(self.seed),
            "on": self.underlying,
            "book": (notation.write(self.book) or NOTHING) if self.book is not None else "",
            "arrived": "yes" if self.arrived else "",
            "guess": self.guess,
            "hedge": notation.write(self.hedge),
            "series": "~".join(notation.write_instrument(one) for one in self.series),
            "exits": "_".join(self.exits),
            "policy": self.policy,
            "walk": "_".join(f"{price:.10g}" for price in self.walk),
            "open": "_".join(self.open),
            "ran": "yes" if self.ran else "",
            "swing": self.swing.replace(" ", "_"),
            "path": str(self.path),
            "product": self.product,
            "shape": self.shape,
            **settings,
        }

    def with_settings(self, **numbers: float) -> DeskState:
        """Return this state with some numbers set, as shown."""
        known = forms().all
        merged = {**self.settings, **{name: round(one, 6) for name, one in numbers.items()}}
        kept = {name: value for name, value in merged.items() if value != known[name].default}
        return replace(self, settings=kept)


def believing(appetite: Appetite, world: World) -> Appetite:
    """Return the appetite of a market maker who knows how the world moves."""
    return replace(
        appetite,
        gap_chance=world.gap_chance,
        gap_size=world.gap_size,
        gap_volatility=world.gap_volatility,
        volatility_a_day=world.implied_wander,
    )


def names() -> set[str]:
    """Return every name that an address of the sandbox may have."""
    return set(DeskState()._texts())


def read(
    asked: Mapping[str, str], presets: Mapping[str, Mapping[str, str]]
) -> tuple[DeskState, list[str]]:
    """Return the state that an address describes, and a sentence for each part that was no use.

    ``presets`` are addresses by name; the other parameters change the preset that is named.
    """
    notes: list[str] = []
    preset = asked.get("preset", "")
    if preset and preset not in presets:
        notes.append(f'There is no ready-made situation "{preset[:40]}"; choose one from the list.')
        preset = ""
    given = presets.get(preset, {})
    asked = {name: _said(name, text) for name, text in {**given, **asked}.items()}
    underlying: Underlying = "index" if _one_of("on", asked, notes) == "index" else "share"
    return (
        DeskState(
            settings=forms().read(asked, notes),
            seed=_whole("seed", asked, FIRST_SEED, notes),
            underlying=underlying,
            arrived=asked.get("arrived") == "yes",
            book=_book(asked["book"], underlying, notes) if asked.get("book") else None,
            hedge=_hedge(asked.get("hedge", ""), underlying, notes),
            series=_series(asked.get("series", ""), underlying, notes),
            exits=_exits(asked.get("exits"), notes),
            policy=_one_of("policy", asked, notes),
            walk=_walk(asked.get("walk", ""), notes),
            step=_one_of("step", asked, notes),
            preset=preset,
            open=tuple(name for name in SECTIONS if name in asked.get("open", "").split("_")),
            product=_one_of("product", asked, notes),
            shape=_one_of("shape", asked, notes),
            ran=asked.get("ran") == "yes",
            swing=_one_of("swing", asked, notes).replace("_", " "),
            path=_whole("path", asked, 0, notes),
            guess=_one_of("guess", asked, notes),
            given=given,
        ),
        notes,
    )


def _said(name: str, text: str) -> str:
    return "" if text == (FLOW if name == "book" else NOTHING) else text


def _book(text: str, underlying: Underlying | None, notes: list[str]) -> Book:
    book, left_out = notation.read("" if text == NOTHING else text, on=underlying)
    notes += left_out
    return book


def _hedge(text: str, underlying: Underlying, notes: list[str]) -> Book:
    """Return the exits taken: on the class, and for a share what follows its index one for one."""
    found: list[str] = []
    book = _book(text, underlying if underlying == "index" else None, found)
    notes += [f"In the hedge, {note[0].lower()}{note[1:]}" for note in found]
    own = book.on(underlying).positions
    kept = tuple(p for p in book.positions if p in own or p.instrument.payoff == "linear")
    if len(kept) < len(book.positions):
        notes.append(
            "Options on the index are no exit from a book on a share; the hedge is without them."
        )
    return Book(kept)


def _series(text: str, underlying: Underlying, notes: list[str]) -> tuple[Instrument, ...]:
    found: list[str] = []
    lines = "~".join(f"1_{line}" for line in text.split("~") if line)
    book = _book(lines, underlying, found)
    notes += [note.replace("Line", "Series", 1).replace('("1_', '("', 1) for note in found]
    series = [p.instrument for p in book.positions if p.instrument.payoff != "linear"]
    if len(series) < len(book.positions):
        notes.append("Only options are series to trade; the others were left out.")
    return tuple(dict.fromkeys(series))


def _whole(name: str, asked: Mapping[str, str], otherwise: int, notes: list[str]) -> int:
    text = asked.get(name, "")
    if not text:
        return otherwise
    if text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MOST_SEED:
        return int(text)
    notes.append(f'The {name} is a whole number from 0 to {MOST_SEED:,}, not "{text[:20]}".')
    return otherwise


def _exits(text: str | None, notes: list[str]) -> tuple[str, ...]:
    if text is None:
        return DeskState().exits
    asked = [name for name in text.split("_") if name]
    unknown = [name for name in asked if name not in EXITS]
    notes += [f'There is no exit "{name[:20]}"; there are: {", ".join(EXITS)}.' for name in unknown]
    return tuple(name for name in EXITS if name in asked)


def _walk(text: str, notes: list[str]) -> tuple[float, ...]:
    try:
        return prices(text.replace("_", " "))
    except InvalidInput as problem:
        notes.append(f"The walk was left out: {problem}.")
        return ()


def prices(text: str) -> tuple[float, ...]:
    """Return the prices that a text lists: "81.6 80". Raises InvalidInput for anything else."""
    words = text.replace(",", " ").split()
    if len(words) > 60:
        raise InvalidInput(f"at most 60 prices fit, and these are {len(words)}")
    found = []
    for word in words:
        try:
            price = float(word)
        except ValueError:
            raise InvalidInput(f'"{word[:20]}" is not a price') from None
        if not 0.01 <= price <= 100_000:
            raise InvalidInput(f'a price lies between 0.01 and 100,000, and "{word[:20]}" does not')
        found.append(round(price, 4))
    return tuple(found)


def _one_of(name: str, asked: Mapping[str, str], notes: list[str]) -> str:
    what, otherwise, allowed = _choices()[name]
    text = asked.get(name, "")
    if text in allowed or not text:
        return text or otherwise
    notes.append(f'{what} cannot be "{text[:20]}"; use one of {", ".join(allowed)}.')
    return otherwise


@cache
def _choices() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Return what each choice is called, what it is unless somebody chooses, and what it may be."""
    return {
        "on": ("The underlying of the class", "share", ("share", "index")),
        "policy": ("The rule for trading again", "at_intervals", tuple(policies())),
        "step": ("The step", "flow", STEPS),
        "product": ("The related product", "index_future", PRODUCTS),
        "shape": ("The shape of gaps", "normal", SHAPES),
        "guess": ("The guess", "", ("short", "long", "flat")),
        "swing": ("The guess of the smallest swing", "", ("no_hedge", "textbook", "yours")),
    }
