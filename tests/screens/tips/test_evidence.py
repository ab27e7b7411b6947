"""What is known, and what is not: reached from Tips and from the palette, and read to its end."""

from __future__ import annotations

import pytest

from coach.content.citations import rests_on
from coach.content.loader import load_evidence, load_sources
from coach.domain.tips.evidence import GROUND_MARKS
from coach.screens.palette.command_palette import commands_of
from coach.screens.tips.evidence import EvidenceScreen
from coach.screens.tips.screen import TipsScreen
from coach.text.format import capital, listed
from coach.widgets.reading.prose import Prose
from tests.screens.conftest import Bench, flat, seen
from tests.screens.parts import all_in


async def test_e_on_tips_shows_each_statement_with_its_mark_and_sources(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        assert isinstance(app.screen, EvidenceScreen)
        shown = await all_in(pilot, "#known")
        for chapter in load_evidence():
            assert chapter.title in shown
            for each in chapter.statements:
                basis = capital(listed(rests_on(each.facts)))
                assert f"{GROUND_MARKS[each.ground]} {each.text} {basis}" in shown
        for study in load_sources()["A"].references:
            assert f"{study.authors}: {study.title}." in shown
        assert "S a study" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TipsScreen)
    assert ready.path.read_bytes() == before


async def test_the_palette_and_help_lead_there(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        assert isinstance(app.screen, TipsScreen)
        assert "e Evidence" in flat(app)
        found = {command.about: command.key for command in commands_of(app.screen)}
        assert (
            found["What is known, and what is not"] == "E" or found["What is known, and what is not"] == "e"
        )
        await pilot.press("question_mark")
        await pilot.pause()
        assert "What is known, and what is not" in flat(app)


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_it_can_be_read_to_its_end_in_a_small_terminal(size: tuple[int, int], ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("3", "e", "G")
        await pilot.pause()
        assert isinstance(app.focused, Prose)
        assert "not a medical device" in flat(app)
        await pilot.press("g")
        await pilot.pause()
        assert "S a study" in seen(app)


async def test_it_says_that_it_goes_on_below(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "e")
        await pilot.pause()
        assert "There is more below: j or Page Down." in flat(app)
