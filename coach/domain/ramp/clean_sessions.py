"""Clean sessions: what one has to have (DESIGN §2), asked here and nowhere else."""

from __future__ import annotations

from coach.domain.model import Ended, Rung, Session, Skin
from coach.domain.ramp.rules import Code, completed
from coach.domain.ramp.state import SessionOutcome


def is_clean(outcome: SessionOutcome) -> bool:
    """Returns whether a session was clean, by all answers until now."""
    session, rung = outcome.session, outcome.rung
    return (
        rung is not None
        and not outcome.warned
        and session.skin_next is Skin.CLEAR
        and missing_part(session, rung) is None
    )


def missing_part(session: Session, rung: Rung, *, answered: bool = True) -> Code | None:
    """Returns what a session lacks to be clean apart from rules 2 to 7 (rule 8); None if nothing.

    `answered` is whether the skin check after it is; its answer is no concern of this rule.
    """
    if session.sharpness is None or session.cover is None or not answered:
        return Code.HOLD_UNANSWERED
    if session.unattended:
        return Code.HOLD_UNATTENDED
    if not completed(session.done_min, rung.minutes):
        return Code.HOLD_SHORT
    if session.ended is Ended.STOPPED:
        return Code.HOLD_STOPPED
    if session.cover is not rung.cover:
        return Code.HOLD_COVER
    if session.ended is Ended.RECOVERED:
        return Code.HOLD_RECOVERED
    return None
