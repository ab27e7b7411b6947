"""Why something that the palette lists cannot be done now."""

from __future__ import annotations

from coach.context import AppContext
from coach.domain.dated_ahead import count_ahead
from coach.domain.safety import old_answers
from coach.domain.session.skin_report import can_report
from coach.domain.today import TodayState, why_no_session
from coach.paths import is_locked_down

NOT_NOW = "Not possible right now."
ONLY_IN_SESSION = "Only during a session."
NO_FILES = "This account may not write files."


def why_not(id: str, context: AppContext) -> str:
    """Returns why the action of a binding can do nothing now; empty if it can, as far as is known here."""
    if context.error is not None:
        return "The file cannot be read."
    match id:
        case "easier" | "free":
            day = context.today()
            asked = day.prescription
            fits = asked.can_start if id == "easier" else asked.can_start_free
            return why_no_session(day, free=id == "free") or ("" if fits else asked.reason.full_text)
        case "skin":
            day = context.today()
            asks = day.state not in (TodayState.SETUP, TodayState.RUNNING)
            return "" if asks and can_report(day.ramps, context.area) else "There is no session to report on."
        case "area-before" | "area-after" | "plan-area" | "plan-area-back" | "insights-area":
            return "" if len(context.areas()) > 1 else "Only one area is open."
        case "ahead":
            return "" if count_ahead(context.book) else "No record is dated ahead of the clock."
        case "old-answers":
            return "" if old_answers.doubtful(context.book) else "No old answer is in doubt."
        case "calendar-edit" | "calendar-delete":
            return "" if context.book.sessions else "No session is recorded yet."
        case "report" | "export":
            return context.no_files
        case "backups":
            return NO_FILES if is_locked_down() else ""
        case "undo":
            return "" if context.store.undoable() else "There is nothing to undo."
        case "redo":
            return "" if context.store.redoable() else "There is nothing to redo."
        case _:
            return ONLY_IN_SESSION if id.startswith("session-") else ""
