"""A visitor without a browser: a WebSocket that says what a browser would say."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect


class Answer(NamedTuple):
    """How long the server took to answer, how much it sent, and the address it asks for."""

    seconds: float
    bytes_received: int
    address: str


@dataclass
class Visitor:
    """One tab: what it was shown, and what it has cached."""

    socket: ClientConnection
    page: str
    elements: dict[str, Any] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    cached: set[str] = field(default_factory=set)
    page_hash: str = ""
    query: str = ""

    async def look(self) -> Answer:
        """Run the page from top to bottom, as on arrival."""
        return await self._run(ClientState(query_string=self.query, page_name=self.page))

    async def move(self, kind: str, **value: Any) -> Answer:
        """Change the widget of this kind, as a browser does on release."""
        state = WidgetState(id=self.elements[kind].id, **value)
        return await self._run(
            ClientState(
                query_string=self.query,
                page_script_hash=self.page_hash,
                widget_states=WidgetStates(widgets=[state]),
                fragment_id=self.fragments[kind],
                cached_message_hashes=sorted(self.cached),
            )
        )

    async def _run(self, wanted: ClientState) -> Answer:
        begun, received = time.perf_counter(), 0
        await self.socket.send(BackMsg(rerun_script=wanted).SerializeToString())
        while True:
            packet = await self.socket.recv(decode=False)
            received += len(packet)
            message = ForwardMsg.FromString(packet)
            if message.WhichOneof("type") == "script_finished":
                return Answer(time.perf_counter() - begun, received, self.query)
            self._take(message)

    def _take(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self.cached.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            name = str(element.WhichOneof("type"))
            if name not in self.elements:
                self.elements[name] = getattr(element, name)
                self.fragments[name] = message.delta.fragment_id


@asynccontextmanager
async def visiting(url: str, page: str = "", query: str = "") -> AsyncIterator[Visitor]:
    """Open a tab on a page, with the cookie that the page's own answer brings."""
    with urllib.request.urlopen(f"{url}/{page}") as answer:
        cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    async with connect(
        f"{url.replace('http', 'ws')}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        additional_headers={"Cookie": cookie} if cookie else {},
        origin=url,  # type: ignore[arg-type]
        max_size=None,
    ) as socket:
        yield Visitor(socket, page, query=query)
