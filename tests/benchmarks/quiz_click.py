"""What a click in the quiz costs the server, for a newcomer and for somebody with a long past."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from engine.records.facts import Fact
from engine.records.store import Store
from pages.ui.edge import LEARNER_COOKIE
from tests.benchmarks.move_cost import cpu_seconds
from tests.benchmarks.visitor import Visitor, visiting
from tests.browser.serving import APP, Server, serving

ROUNDS = 60
QUESTIONS = 500
PASTS = (0, 2_000)
"""Answers that the learner gave before."""
MODES = ("topic", "weak", "mixed", "review")
NUMBER = {"string_value": "12"}
CLICKS = ("choose", "submit", "next")
Spent = dict[str, list[float]]


def bank() -> dict[str, Any]:
    """Return a bank of two kinds in turn: choices, and numbers that change."""
    return {
        "topic": "Many questions",
        "objective": "MM-2",
        "questions": [_number(n) if n % 3 == 0 else _choice(n) for n in range(QUESTIONS)],
    }


def _choice(n: int) -> dict[str, Any]:
    wrong = {f"No, {why}": "It is not." for why in ("never", "seldom", "only at expiry")}
    return {"id": f"q{n}", "ask": f"Is it {n}?", "right": {"Yes": "It is."}, "wrong": wrong}


def _number(n: int) -> dict[str, Any]:
    return {
        "id": f"q{n}",
        "ask": "You are short {n} calls with a delta of {delta}. How many shares?",
        "vars": {"n": "10 to 50 step 5", "delta": "0.30 to 0.70 step 0.05"},
        "answer": "n * 100 * delta shares ± 1",
        "traps": {"n * delta": "One contract covers 100 shares.", "n * 100": "Delta is 1."},
    }


@dataclass
class Clicker(Visitor):
    """A tab whose widgets are known by the last word of their keys."""

    widgets: dict[str, tuple[Any, str]] = field(default_factory=dict)

    def _take(self, message: ForwardMsg) -> None:
        super()._take(message)
        if message.WhichOneof("type") == "delta":
            element = message.delta.new_element
            widget = getattr(element, str(element.WhichOneof("type")), None)
            if getattr(widget, "id", ""):
                self.widgets[widget.id.rpartition("_")[2]] = (widget, message.delta.fragment_id)

    async def click(self, name: str, **value: Any) -> None:
        """Change the widget whose key ends so, as a browser does."""
        widget, fragment = self.widgets.pop(name)
        state = WidgetState(id=widget.id, **value)
        wanted = ClientState(
            query_string=self.query,
            page_script_hash=self.page_hash,
            widget_states=WidgetStates(widgets=[state]),
            fragment_id=fragment,
            cached_message_hashes=sorted(self.cached),
        )
        await self._run(wanted)


async def one_question(server: Server, tab: Clicker, spent: Spent) -> None:
    """Choose or type, submit and go on, and note what each click took."""
    radio, _ = tab.widgets.get("choice", (None, ""))
    first = ("choice", {"string_value": radio.options[0]}) if radio else ("number", NUMBER)
    steps = [first, ("sure", {"trigger_value": True}), ("next", {"trigger_value": True})]
    for what, (name, value) in zip(CLICKS, steps, strict=True):
        if name in tab.widgets:
            before = cpu_seconds(server)
            await tab.click(name, **value)
            spent[what].append(cpu_seconds(server) - before)


async def measure(server: Server, mode: str, count: int) -> Spent:
    """Answer question after question; return CPU seconds a click, by what was clicked."""
    spent: Spent = {what: [] for what in CLICKS}
    async with visiting(server.url, "quiz", f"mode={mode}") as plain:
        tab = Clicker(plain.socket, plain.page, query=plain.query)
        remember(server, _learner(tab), count)
        await tab.look()
        for _ in range(ROUNDS):
            await one_question(server, tab, spent)
    return spent


def _learner(tab: Visitor) -> str:
    request = tab.socket.request
    assert request is not None
    return request.headers["Cookie"].partition(f"{LEARNER_COOKIE}=")[2]


def remember(server: Server, learner: str, count: int) -> None:
    """Give a learner a past of so many answers, one in ten wrong."""
    store = Store(f"sqlite:///{server.database}")
    for number in range(count):
        store.record(
            Fact(
                learner=learner,
                kind="answer",
                subject=f"q{number % QUESTIONS}",
                occasion=f"before{number}",
                at=1_700_000_000.0 + number,
                detail={"response": "Yes", "score": float(number % 10 > 0), "confidence": "sure"},
            )
        )
    store.close()


@contextmanager
def large_course() -> Iterator[Server]:
    """Serve the app with a large bank in place of its own."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), APP) as server:
        shutil.rmtree(server.course / "quiz_bank")
        (server.course / "quiz_bank").mkdir()
        text = yaml.safe_dump(bank(), sort_keys=False, allow_unicode=True)
        (server.course / "quiz_bank" / "many.yaml").write_text(text, encoding="utf-8")
        yield server


def main() -> None:
    """Print what each click costs in each mode."""
    print(f"CPU ms a click, {ROUNDS} questions each, {QUESTIONS} in the bank (wanted: at most 10)")
    print(f"{'mode':8} {'answers before':>15} {'choose':>8} {'submit':>8} {'next':>8}")
    with large_course() as server:
        asyncio.run(measure(server, "topic", 0))
        for count in PASTS:
            for mode in MODES:
                spent = asyncio.run(measure(server, mode, count))
                means = [sum(one) / len(one) * 1e3 if one else 0.0 for one in spent.values()]
                print(f"{mode:8} {count:15,} " + " ".join(f"{mean:8.1f}" for mean in means))


if __name__ == "__main__":
    main()
