"""Whatever is pressed in whatever order, nothing starts a session on a day on which none may be."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual.events import Key

from coach.screens.session.screen import SessionScreen
from tests.screens.pressing import stage

_KEYS = ("s", "enter", "space", "plus", "e", "L", "escape", "ctrl+j", "u", "ctrl+r", "colon", "question_mark")
"""What starts, goes on, confirms or leads back; nothing that answers a question of safety or skin."""
_TYPED = {"enter": "\r", "space": " ", "plus": "+", "colon": ":", "question_mark": "?"}


@pytest.mark.parametrize("size", ["80x24", "28x8"])
@pytest.mark.parametrize("scene", ["today-locked", "today-rest", "today-stopped", "today-check"])
async def test_nothing_starts_on_a_day_that_is_shut(scene: str, size: str, tmp_path: Path) -> None:
    random = Random(f"{scene} {size}")
    keys = _KEYS if scene in ("today-locked", "today-check") else tuple(set(_KEYS) - {"u", "ctrl+r"})
    async with stage(scene, size, tmp_path / scene) as shown:
        checks, events = shown.bench.book().checks, shown.bench.book().events
        for _ in range(6):
            typed = random.choices(sorted(keys), k=random.choice((1, 4, 9)))
            for key in typed:
                shown.app.post_message(Key(key, _TYPED.get(key, key if len(key) == 1 else None)))
            for _ in range(4):
                await shown.pilot.pause()
            book = shown.bench.book()
            if (book.checks, book.events) != (checks, events):
                break  # something was taken back or answered, and the day may be another
            assert book.live is None, typed
            assert not any(isinstance(each, SessionScreen) for each in shown.app.screen_stack), typed
