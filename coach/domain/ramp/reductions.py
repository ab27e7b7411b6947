"""Rules 2 to 6 of the ramp: what leads down, and how far."""

from __future__ import annotations

from typing import NamedTuple

from coach.domain.model import Cover, Session
from coach.domain.ramp.days_off import leads_down, step_after
from coach.domain.ramp.ladder import softer, within_minutes
from coach.domain.ramp.limits import BARE_TRIAL, exceeds, session_cap
from coach.domain.ramp.rules import (
    REST,
    SOREST,
    TIMES_WORSE,
    Code,
    StepDecision,
    is_sharp,
    is_too_much,
    soreness_grew,
    warns,
)
from coach.domain.ramp.state import FoldedSession, RampState


class Landing(NamedTuple):
    """The step to which a reduction leads."""

    step: int
    code: Code
    aimed: int
    """The step to which the rule alone leads; `step` may be lower, so that the minutes never rise."""


def folded_session(
    state: RampState, session: Session, decision: StepDecision, *, guided: bool
) -> FoldedSession:
    """Returns a session with its warnings.

    `decision` is that of the session's day. If the session was guided, `state` has taken its step already.
    """
    warning = warns(session)
    if state.former_rules:
        return FoldedSession(session, state.rung, guided, warning)
    worse = soreness_grew(session) or (guided and (session.after or 0) >= SOREST)
    # A free session comes before the last guided one is settled, which may just have ended the bare trial.
    earned = not guided and decision.earned and state.rung.cover is Cover.BARE
    trial = state.bare_trial_over or (earned and state.rung.minutes >= BARE_TRIAL)
    most, _ = session_cap(state.area, session.cover, bare_trial_over=trial)
    long = exceeds(session.done_min, most)
    return FoldedSession(session, state.rung, guided, warning or worse or long, worse, most if long else None)


def landings(state: RampState, gap: int) -> list[Landing]:
    """Returns where each reduction that fits leads, in the order of the rules; `gap` is in days off."""
    # a shortcut: most days have no reduction, and the fold asks for each session of a long history
    warned = state.skin_warnings or state.healed or state.has_warning
    if not warned and not leads_down(gap):
        return []
    step, rungs = state.step, state.rungs
    softer_cover = softer(rungs, step)
    aims: list[tuple[int, Code]] = []
    if state.broken_on and state.healed:
        aims.append((softer_cover, Code.LOCKED_SKIN))
    if state.skin_warnings.intersection(REST):
        aims.append((step - 2, Code.REST_SKIN))
    if leads_down(gap):
        aims.append((step_after(step, softer_cover, gap), Code.RETURN))
    if any(is_too_much(entry.session) for entry in state.unsettled):
        aims.append((step - 1, Code.TOO_MUCH))
    if any(entry.exceeded_cap is not None for entry in state.unsettled):
        aims.append((step - 1, Code.TOO_LONG))
    if _sharp_twice(state):
        aims.append((step - 1, Code.SHARP_TWICE))
    if state.sorer_in_a_row == TIMES_WORSE:
        aims.append((step - 1, Code.WORSE_THRICE))
    # All start from the same step and are never added up (DESIGN §3): a bad day costs its worst rule, once.
    floored = [(max(1, aimed), code) for aimed, code in aims]
    # A thinner cover begins with fewer minutes, so a step down may have more of them: bare skin for 5 minutes
    # is above a T-shirt for 15. Whoever found it too much is not asked for longer.
    return [Landing(within_minutes(rungs, aimed, step), code, aimed) for aimed, code in floored]


def lowest(found: list[Landing]) -> Landing:
    """Returns the landing that counts: the lowest, and of equal ones the earlier rule."""
    return min(found, key=lambda landing: landing.step)


def _sharp_twice(state: RampState) -> bool:
    """Returns whether two sessions in a row on the same step were sharp (rule 6)."""
    previous = state.previous
    for entry in state.unsettled:
        if (
            previous is not None
            and is_sharp(entry.session)
            and is_sharp(previous.session)
            and previous.rung == entry.rung
        ):
            return True
        previous = entry
    return False
