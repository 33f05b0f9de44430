"""Visitors of a running dashboard, each a WebSocket as a browser has one, and what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

_SECONDS = 120


class Visitor:
    """One session; `received` counts the bytes that came over the wire.

    A message named by its hash is not sent again by the server, as for a browser that keeps it.
    """

    def __init__(self, address: str) -> None:
        self.received = 0
        self._widgets: dict[str, Any] = {}
        self._kept: list[str] = []
        self._socket: ClientConnection = connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=None,
            proxy=None,
        )

    def run(self, **chosen: str) -> float:
        """Seconds of a run of the whole page, with something given to a field by its label."""
        message = BackMsg()
        message.rerun_script.cached_message_hashes.extend(self._kept)
        for label, value in chosen.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self._widgets[label].id, value
        started = perf_counter()
        self._socket.send(message.SerializeToString())
        for answer in self._answers():
            self._remember(answer)
            if answer.WhichOneof("type") == "script_finished":
                return perf_counter() - started
        raise RuntimeError("the app ended before its run was over")

    def options(self, label: str) -> list[str]:
        """What a picker offers."""
        return list(self._widgets[label].options)

    def close(self) -> None:
        """Leave the page."""
        self._socket.close()

    def _answers(self) -> Iterator[ForwardMsg]:
        while True:
            data = self._socket.recv(_SECONDS)
            self.received += len(data)
            answer = ForwardMsg()
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            yield answer

    def _remember(self, answer: ForwardMsg) -> None:
        if answer.metadata.cacheable and answer.hash:
            self._kept.append(answer.hash)
        element = answer.delta.new_element
        if (kind := element.WhichOneof("type")) in ("selectbox", "text_input"):
            widget = getattr(element, kind)
            self._widgets[widget.label] = widget
