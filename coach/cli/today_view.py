"""Everything that the commands show of today, as one value from the file and the clock."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from coach.domain.today import Today, TodayState, today

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext
    from coach.domain.model import Area, Book, Rung


class Running(NamedTuple):
    """The session that is running."""

    phase: str
    planned_min: float
    area: Area
    left_min: int
    """Minutes that are left, the last one counted in full; 0 when they are over."""

    @property
    def words(self) -> str:
        """The state of the session in a few words."""
        if self.phase == "paused":
            return f"on the mat, paused with {self.left_min} min left"
        if self.phase == "asked":
            return "off the mat; the check-in is open"
        if self.left_min:
            return f"on the mat, {self.left_min} min left"
        return "on the mat, past the end"


class TodayView(NamedTuple):
    """Today in one area, as the commands show it."""

    today: Today
    rung: Rung | None
    """The step of today, or before setup the first one as a preview; None on rest days and while locked."""
    step: int | None
    needs_check: bool
    running: Running | None


def view_today(context: CommandContext, book: Book, area: Area | None) -> TodayView:
    """Returns today in an area, by default in that of the settings."""
    found = today(book, context.now(book), area)
    asked = found.prescription
    rung, step, needs_check = asked.rung, asked.step, asked.needs_check
    if found.state is TodayState.SETUP:
        needs_check = False
        if rung is None:
            rung, step = _preview(book, found.area), 1
    return TodayView(found, rung, step, needs_check, _running(context, book))


def _preview(book: Book, area: Area) -> Rung:
    from coach.domain.onboarding.user_profile import goal_of
    from coach.domain.ramp.replay import first_rung

    return first_rung(area, goal_of(book))


def _running(context: CommandContext, book: Book) -> Running | None:
    if book.live is None:
        return None
    from coach.domain.session import timer, timer_record

    if book.live.asked_s is not None:
        return Running(timer.Phase.ASKED.value, book.live.planned_min, book.live.area, 0)
    elapsed = context.clock.elapsed()
    found = timer_record.from_live(
        book.live, boot=context.clock.boot(), elapsed_now=elapsed, wall_now=context.clock.now()
    )
    left = ceil(round(timer.left_s(found, elapsed) / 60, 4))
    return Running(timer.phase(found, elapsed).value, book.live.planned_min, book.live.area, left)
