"""Hurt skin in a table whose minutes or cover are guessed: a guess moves no step, and must not lose that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coach.domain.instants import instant
from coach.domain.model import Area, Session, Skin
from coach.store.errors import RowProblem
from coach.store.exchange.csv_format import Row

_LOCKS = (Skin.BROKEN, Skin.NUMB)


def hurt_in(session: Session) -> Skin | None:
    """Returns the answer of a session that closes its area; None if there is none."""
    return next((each for each in (session.skin_after, session.skin_next) if each in _LOCKS), None)


def still_hurt(rows: Iterable[Row], hurt: Mapping[int, Skin]) -> dict[int, RowProblem]:
    """Returns the rows, by their lines, whose hurt skin may still keep an area closed.

    `hurt` has the answers that the guess leaves out, by line. Whoever lay there again later has healed:
    only the last row of an area matters. It is to be recorded by hand, which closes the area (DESIGN §3).
    """
    last: dict[Area, Row] = {}
    for row in sorted(rows, key=lambda each: instant(each.session.started_at)):
        last[row.session.area] = row
    return {row.line: _problem(row, hurt[row.line]) for row in last.values() if row.line in hurt}


def _problem(row: Row, skin: Skin) -> RowProblem:
    session = row.session
    command = f"coach log {session.done_min:g} --on {session.day} --area {session.area} --skin {skin}"
    why = f"is {skin}, which a guess would lose; record that session by hand, without this row: {command}"
    return RowProblem(f"line {row.line}", "the skin", why, row.line)
