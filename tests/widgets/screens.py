"""What a running app shows and sends: its rows as text, and the terminal sequences of its partial updates."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App

from coach.terminal.cell_diff import CellDiff


def rows_of(app: App[Any]) -> list[str]:
    """The screen as text."""
    return ["".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()]


@contextmanager
def updates(app: App[Any]) -> Iterator[list[str]]:
    """Collects what of each partial update is sent to a true-colour terminal that shows the app now."""
    sent: list[str] = []
    frames = CellDiff(ColorSystem.TRUECOLOR)
    frames.sequence(app.screen._compositor.render_full_update())
    partial = Compositor.render_partial_update

    def recording(compositor: Compositor) -> ChopsUpdate | None:
        update = partial(compositor)
        if update is not None:
            sent.append(frames.sequence(update) or "")
        return update

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_partial_update", recording)
        yield sent
