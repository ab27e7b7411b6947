"""What people type into the palette: the right thing comes first, and something is always found."""

from __future__ import annotations

import tomllib
from pathlib import Path

from coach.content.loader import load_command_words
from coach.screens.palette import look_ups
from coach.screens.palette.command_palette import everything, matching
from coach.screens.shared.base import CoachScreen
from tests.screens import scenes
from tests.screens.conftest import Bench

WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
RIGHT = 75
"""How many of the 80 have to be right."""


async def test_the_first_hit_is_right_and_nothing_finds_nothing(bench: Bench) -> None:
    async with scenes.staged("today-due", "80x24", "dusk", bench) as app:
        screen = app.screen
        assert isinstance(screen, CoachScreen)
        entries = tuple(everything(screen))
        wrong, nothing = {}, []
        for words, wanted in WORDS.items():
            found = matching(entries, words, look_ups.tips(screen, words))
            nothing += [] if [each for each in found if each.id != look_ups.SEARCH] else [words]
            if not found or found[0].id != wanted:
                wrong[words] = (found[0].id if found else None, wanted)
        assert len(WORDS) == 80
        assert len(WORDS) - len(wrong) >= RIGHT, [f"{w}: {f}, not {t}" for w, (f, t) in wrong.items()]
        assert not nothing


async def test_every_kin_word_leads_to_something_that_there_is(bench: Bench) -> None:
    async with scenes.staged("today-due", "80x24", "dusk", bench) as app:
        assert isinstance(app.screen, CoachScreen)
        ids = {each.id for each in everything(app.screen)} | {"do:start", "do:tip-again", "help:guides"}
    meant = {id for group in load_command_words() for id in group.find}
    assert sorted(meant - ids) == []


def test_no_kin_word_stands_in_two_groups() -> None:
    words = [word for group in load_command_words() for word in group.words]
    twice = sorted({word for word in words if words.count(word) > 1})
    assert not twice
