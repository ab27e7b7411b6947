"""What an import came to, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain.model import Session
from coach.store.exchange.tracker_history import LEFT_OUT_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.store.errors import RowProblem
    from coach.store.exchange.import_export import ImportReport


def import_values(report: ImportReport, *, dry_run: bool) -> dict[str, object]:
    """Returns the number of records, the span of the sessions, and what was not taken, with the reason."""
    sessions = [each for each in report.imported if isinstance(each, Session)]
    days = sorted(each.day for each in sessions)
    history = report.history
    left_out = history.left_out if history else {}
    return {
        "dry_run": dry_run,
        "imported": len(report.imported),
        "sessions": len(sessions),
        "first": days[0].isoformat() if days else None,
        "last": days[-1].isoformat() if days else None,
        "minutes_guessed": history is not None and history.guessed,
        "only_minutes": sum(each.only_minutes for each in sessions),
        "understood": list(history.understood if history else report.understood),
        "already_there": len(report.already_there) + report.same,
        "left_out": [
            {"why": why, "count": len(lines), "lines": lines[:LEFT_OUT_LINES]}
            for why, lines in left_out.items()
        ],
        "bad": _problems(report.bad),
    }


def _problems(problems: Iterable[RowProblem]) -> list[dict[str, object]]:
    return [{"place": each.place, "field": each.field, "why": each.why} for each in problems]
