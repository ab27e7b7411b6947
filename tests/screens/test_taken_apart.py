"""What waits for a layout comes to nothing where the screen was left meanwhile, and its widgets are gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from coach.domain.model import Area
from coach.screens.calendar.day_card import DayCard
from coach.screens.dialogs.prompt import Pick
from coach.screens.palette.look_ups import _walk_to
from coach.screens.setup.pages import SetupPage
from coach.screens.setup.setup_form import SetupForm
from coach.screens.shared.areas import AreasScreen
from tests.screens.conftest import Bench
from tests.screens.scenes import staged


def laid_out(form: Any) -> None:
    form._laid_out(form.screen)


def fitted(form: Any) -> None:
    form.post_message(SetupPage.Fitted())


def resized(pick: Any) -> None:
    pick.on_resize()


def scrolls(card: Any) -> None:
    card.call_after_refresh(card._let_scroll)


@pytest.mark.parametrize(
    ("scene", "part", "tell"),
    [
        ("safety", SetupForm, laid_out),
        ("safety", SetupForm, fitted),
        ("setting-pick", Pick, resized),
        ("calendar", DayCard, scrolls),
    ],
)
async def test_a_layout_that_is_told_too_late_is_no_fault(
    scene: str, part: type[Widget], tell: Callable[[Widget], None], bench: Bench
) -> None:
    async with staged(scene, "80x24", "dusk", bench) as app:
        found = app.screen if isinstance(app.screen, part) else app.screen.query_one(part)
        app.screen.set_focus(None)
        await found.remove_children()
        tell(found)
        await Pilot(app).pause()
        assert app._exception is None


async def test_areas_that_are_closed_at_once_are_not_walked(bench: Bench) -> None:
    async with staged("areas", "80x24", "dusk", bench) as app:
        assert isinstance(app.screen, AreasScreen)
        app.screen.set_focus(None)
        await app.screen.remove_children()
        _walk_to(app.screen, Area.FEET)
