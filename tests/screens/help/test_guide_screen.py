"""The guides in the coach: all of them one after the other, and none of their words lost."""

from __future__ import annotations

import re

import pytest

from coach.app import CoachApp
from coach.content.guides import GUIDES, Kind, load_guide
from coach.screens.help.guide_screen import GuideScreen
from coach.screens.help.screen import HelpScreen
from coach.widgets.reading.prose import Prose
from tests.screens.conftest import Bench


def words(text: str) -> list[str]:
    return re.findall(r"[\w.-]+", text.replace("`", " "))


def title(app: CoachApp) -> str:
    return app.screen.query_one("#guide", Prose).paragraphs[0].spans[0][0]


@pytest.mark.parametrize("size", [(80, 24), (45, 20)])
async def test_every_guide_is_shown_whole(ready: Bench, size: tuple[int, int]) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark", "o")
        await pilot.pause()
        for name in GUIDES:
            assert isinstance(app.screen, GuideScreen)
            page = app.screen.query_one("#guide", Prose).paragraphs
            shown = " ".join(" ".join(text for text, _ in each.spans) for each in page)
            guide = load_guide(name)
            assert shown.startswith(guide.title)
            told = " ".join(f"{block.text} {' '.join(map(' '.join, block.rows))}" for block in guide.blocks)
            assert set(words(told)) <= set(words(shown))
            code = "".join(block.text for block in guide.blocks if block.kind is Kind.CODE)
            assert shown.count("`") == code.count("`")
            await pilot.press("right")
        assert title(app) == load_guide(GUIDES[0]).title
        await pilot.press("left")
        assert title(app) == load_guide(GUIDES[-1]).title
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_one_guide_can_be_opened_by_its_name(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test() as pilot:
        await app.push_screen(GuideScreen(app.context, "sync"))
        await pilot.pause()
        assert title(app) == load_guide("sync").title
