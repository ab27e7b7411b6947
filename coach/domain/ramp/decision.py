"""What the last day on the mat means for the next one: rules 1b and 2 to 12 of the ramp."""

from __future__ import annotations

from datetime import date

from coach.domain.dates import days_between
from coach.domain.model import Area, Cover, Ended, Skin
from coach.domain.ramp.limits import FORGOTTEN_DAYS
from coach.domain.ramp.reductions import landings, lowest
from coach.domain.ramp.rules import Code, StepDecision, completed, is_sharp
from coach.domain.ramp.state import FoldedSession, RampState

_TOLD = frozenset(
    (
        Code.REST_SKIN,
        Code.RETURN,
        Code.TOO_MUCH,
        Code.TOO_LONG,
        Code.SHARP_TWICE,
        Code.WORSE_THRICE,
        Code.HOLD_SHARP,
        Code.HOLD_SORE,
        Code.HOLD_WORSE,
    )
)
"""Rules 3 to 7, whose advice is said whichever of them names the code."""


def decide(state: RampState, day: date, *, assume_clear: bool, day_cap: int | None = None) -> StepDecision:
    """Returns the step of `day` by rules 2 to 12, no higher than the user asked for and within the day's cap.

    `assume_clear` reads an open skin check as `clear`, for what is shown but cannot be started yet.
    """
    found = _settle(state, day, assume_clear=assume_clear)
    found = _no_higher_than_asked(state, found)
    if day_cap is not None:
        found = _within(state, found, day_cap)
    return _with_bare(state, found)


def _no_higher_than_asked(state: RampState, found: StepDecision) -> StepDecision:
    lowered = state.lowered_to
    if lowered is None or found.step < lowered:
        return found
    return found._replace(
        step=lowered,
        clean_so_far=0,
        best_step=min(found.best_step, lowered),
        code=Code.LOWERED,
        rule=Code.LOWERED,
        ladder_change=state.ladder_change,
        other_rules=_also(found),
    )


def _within(state: RampState, found: StepDecision, day_cap: int) -> StepDecision:
    """Rule 1b: the highest step that the cap allows; an advance beyond it waits with its count."""
    rungs = state.rungs
    if rungs[found.step - 1].minutes <= day_cap:
        return found
    step = max((n for n in range(1, found.step) if rungs[n - 1].minutes <= day_cap), default=1)
    # the clean session that earned the advance is kept: the step is reached once the cap has grown
    waits = found.code is Code.ADVANCE and step == state.step
    return found._replace(
        step=step,
        clean_so_far=state.clean_so_far + 1 if waits else 0,
        code=Code.HOLD_CAP,
        rule=Code.HOLD_CAP,
        other_rules=_also(found),
        waiting_step=found.step,
        day_cap=day_cap,
    )


def _also(found: StepDecision) -> tuple[Code, ...]:
    """Returns the rules whose advice is still said where another code takes the place of the decision's."""
    return (found.rule, *found.other_rules) if found.rule in _TOLD else found.other_rules


def _with_bare(state: RampState, found: StepDecision) -> StepDecision:
    rung = state.rungs[found.step - 1]
    if rung.cover is not Cover.BARE:
        return found
    clean_now = found.earned and state.rung.cover is Cover.BARE
    first = found.first_again or not (state.clean_bare_min or clean_now)
    chose = found.code is Code.FIRST and state.area is Area.BACK
    return found._replace(first_bare=first, chose_bare=chose)


def _settle(state: RampState, day: date, *, assume_clear: bool) -> StepDecision:
    gap = days_between(state.days_off_since, day) if state.days_off_since else 0
    guided = state.last_guided
    holds = _holds(state)
    hold = _incomplete(guided, day, assume_clear=assume_clear) if guided else None
    earned = guided is not None and hold is None and not guided.warning
    # a step that the user lowered, and marks that showed later, leave nothing to earn
    earned = earned and state.discounted is None and not state.skin_warnings
    step, clean = state.step, state.clean_so_far
    best = max(state.best_step, step) if earned else state.best_step
    reduced = _reduction(state, gap, best, holds, earned=earned)
    if reduced is not None:
        return reduced
    code: Code
    if guided is None:
        code = Code.FIRST
    elif state.discounted:
        code = state.discounted
    elif holds:
        code, clean = holds[0], 0
    elif hold is not None:
        code = hold
    elif not earned:
        # broken skin that nobody has said to be healed
        code = Code.HOLD_SORE
    else:
        clean += 1
        if gap >= 3:
            code = Code.RETURN_REPEAT
        elif clean < state.clean_needed:
            code = Code.REPEAT
        elif step < len(state.rungs):
            return StepDecision(step + 1, 0, best, Code.ADVANCE, Code.ADVANCE, step, gap, earned=earned)
        else:
            code = Code.HOLD_GOAL
    return _numbered(
        state,
        StepDecision(
            step,
            clean,
            best,
            code,
            code,
            step,
            gap,
            earned=earned,
            other_rules=tuple(each for each in holds if each is not code),
            ladder_change=state.ladder_change if code in (Code.NEW_GOAL, Code.LOWERED) else None,
        ),
    )


def _reduction(
    state: RampState, gap: int, best: int, holds: list[Code], *, earned: bool
) -> StepDecision | None:
    """Rules 2 to 6, where one of them fits."""
    step, rungs = state.step, state.rungs
    found = landings(state, gap)
    if not found:
        return None
    landing = lowest(found)
    why = landing.code
    if state.broken_on and state.healed:
        # what lies above is earned again in full: two clean sessions a step, not one
        best = next(each.step for each in found if each.code is Code.LOCKED_SKIN)
    code = Code.FLOOR if step == 1 and why is not Code.LOCKED_SKIN else why
    fits = [each.code for each in found]
    # the stronger rule of a kind says what the hold would
    said = [
        each
        for each in holds
        if not (each is Code.HOLD_SHARP and Code.SHARP_TWICE in fits)
        and not (each is Code.HOLD_WORSE and Code.WORSE_THRICE in fits)
    ]
    aimed = rungs[landing.aimed - 1].minutes
    decision = StepDecision(
        landing.step,
        0,
        best,
        code,
        why,
        step,
        gap,
        earned=earned,
        other_rules=tuple(each for each in (*fits, *said) if each is not why and each in _TOLD),
        steps_down=step - landing.aimed,
        minutes_avoided=aimed if landing.step < landing.aimed else None,
    )
    if gap >= FORGOTTEN_DAYS and not state.former_rules:
        decision = decision._replace(best_step=0, first_again=True)
    return _numbered(state, decision)


def _numbered(state: RampState, decision: StepDecision) -> StepDecision:
    """Returns the decision with the numbers of what the last day warned of."""
    group = state.unsettled
    worse = [e.session for e in group if e.sorer]
    long = [e for e in group if e.exceeded_cap is not None]
    longest = max(long, key=lambda e: e.session.done_min, default=None)
    before_after = None
    if worse and worse[-1].after is not None:
        before_after = worse[-1].before, worse[-1].after
    return decision._replace(
        sharpness=max((e.session.sharpness or 0 for e in group if e.warning), default=0) or None,
        soreness=before_after,
        sorer_in_a_row=state.sorer_in_a_row,
        too_long_min=longest.session.done_min if longest else None,
        cap_min=longest.exceeded_cap if longest else None,
    )


def _holds(state: RampState) -> list[Code]:
    """Rule 7: every hold of it that fits, the first of which names the code."""
    found = []
    group = state.unsettled
    if any(is_sharp(entry.session) for entry in group):
        found.append(Code.HOLD_SHARP)
    if any(entry.session.skin_after is Skin.SORE for entry in group):
        found.append(Code.HOLD_SORE)
    if any(entry.sorer for entry in group):
        found.append(Code.HOLD_WORSE)
    return found


def _incomplete(entry: FoldedSession, day: date, *, assume_clear: bool) -> Code | None:
    """Rule 8: what is missing for a clean session, other than what rules 2 to 7 say."""
    session, rung = entry.session, entry.rung
    # an answer given after `day` was still open then: a session filled in later must not profit from it
    late = session.skin_next_on is not None and session.skin_next_on > day
    unanswered = session.skin_next is None or late
    if session.sharpness is None or session.cover is None or (unanswered and not assume_clear):
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
