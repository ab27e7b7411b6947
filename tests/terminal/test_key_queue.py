"""The queue of keys by itself; keys typed ahead in the app are tried in tests/screens/test_input.py."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.app import App
from textual.events import Event, Key, Paste

from coach.terminal.key_queue import KeyQueue


@pytest.mark.parametrize("event", [Key("x", "x"), Paste("some text")], ids=lambda event: type(event).__name__)
async def test_what_is_typed_while_the_app_closes_is_dropped(event: Event) -> None:
    """It would wait for a screen that is gone, and set a timer in an app that has ended."""
    handled: list[Event] = []

    async def handle(event: Event) -> None:
        handled.append(event)

    closing = SimpleNamespace(screen_stack=[])  # without set_timer or post_message: to wait would be a fault
    queue = KeyQueue(cast("App[Any]", closing), handle)
    await queue.take(event)
    assert handled == []
    assert not queue._waiting
