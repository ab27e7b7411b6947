"""What an import came to for the streak, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.sentences import streak_line
from coach.domain.habit.pauses import runs_to_pause
from coach.domain.habit.rhythm_choice import chosen, fitting_rhythm
from coach.domain.model import Screening, Session
from coach.domain.onboarding.user_profile import current_answer
from coach.domain.today import today
from coach.store.exchange.loop_habits import FILLED_IN
from coach.text import format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.cli.command_context import CommandContext
    from coach.store.exchange.import_export import ImportReport


_MOST_PAUSES = 3


def import_next(report: ImportReport, context: CommandContext) -> Iterator[str]:
    """Yields the streak with what came in, a rhythm that would fit it, and the next command."""
    sessions = [each for each in report.imported if isinstance(each, Session)]
    if not sessions:
        return
    book = context.read(quiet=True)
    yield streak_line(today(book, context.now(book)).streak)
    skipped = report.history.skipped if report.history else ()
    for begin, end in runs_to_pause(book, skipped, _MOST_PAUSES):
        days = format.days((end - begin).days + 1)
        yield f"{days} from {format.short_date(begin)} are skipped there, and missed here until you say:"
        yield f"  coach pause {begin} {end}"
    rhythm = fitting_rhythm((each.day for each in sessions), book.settings.week_start)
    if rhythm is not None and rhythm != chosen(book):
        filled = report.history is not None and FILLED_IN in report.history.left_out
        why = "Loop filled in days by itself, as of a habit for some days a week" if filled else ""
        why = why or f"Most of your last weeks had {rhythm} days or more, and not every day"
        yield f"{why}: with coach settings rhythm {rhythm} the streak counts weeks with {rhythm} days."
    if current_answer(book, Screening) is None:
        yield "Next: coach setup asks about your health and where you begin."
    else:
        yield "Next: coach today says what comes now."
