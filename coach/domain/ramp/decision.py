"""The step of a day, decided from the last session and the days since: rules 1b and 2 to 12 of the ramp."""

from __future__ import annotations

from datetime import date

from coach.domain.dates import days_between
from coach.domain.model import Area, Cover, Skin
from coach.domain.ramp.clean_sessions import missing_part
from coach.domain.ramp.days_off import band_of
from coach.domain.ramp.reductions import landings, lowest
from coach.domain.ramp.rules import Code, StepDecision, is_sharp
from coach.domain.ramp.state import FoldedSession, RampState

_WITH_ADVICE = frozenset(
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
"""The codes of rules 3 to 7. The advice of each that fits is shown, whichever of them names the decision."""


def decide(state: RampState, day: date, *, assume_clear: bool, day_cap: int | None = None) -> StepDecision:
    """Returns the step of `day` by rules 2 to 12, no higher than the user's own limit and the day's cap.

    With `assume_clear` an open skin check counts as `clear`, for a step that is shown but cannot start yet.
    `day_cap` is in minutes; None leaves it out.
    """
    found = _by_rules(state, day, assume_clear=assume_clear)
    found = _no_higher_than_lowered(state, found)
    # Last of all: the cap is no rule of the ramp, and what the rules say must not pass it.
    if day_cap is not None:
        found = _within_day_cap(state, found, day_cap)
    return _with_bare(state, found)


def _no_higher_than_lowered(state: RampState, found: StepDecision) -> StepDecision:
    """Returns the decision, or the step to which the user lowered the ramp if that is not higher."""
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
        other_rules=_rules_with_advice(found),
    )


def _within_day_cap(state: RampState, found: StepDecision, day_cap: int) -> StepDecision:
    """Returns the highest step that the cap allows (rule 1b); an advance beyond it waits with its count."""
    rungs = state.rungs
    if rungs[found.step - 1].minutes <= day_cap:
        return found
    step = max((n for n in range(1, found.step) if rungs[n - 1].minutes <= day_cap), default=1)
    # the clean session that earned the advance still counts, so that the step comes once the cap has grown
    waits = found.code is Code.ADVANCE and step == state.step
    return found._replace(
        step=step,
        clean_so_far=state.clean_so_far + 1 if waits else 0,
        code=Code.HOLD_CAP,
        rule=Code.HOLD_CAP,
        other_rules=_rules_with_advice(found),
        day_cap=day_cap,
    )


def _rules_with_advice(found: StepDecision) -> tuple[Code, ...]:
    """Returns the rules whose advice is still shown when another code replaces that of the decision."""
    return (found.rule, *found.other_rules) if found.rule in _WITH_ADVICE else found.other_rules


def _with_bare(state: RampState, found: StepDecision) -> StepDecision:
    """Returns the decision with what has to be said about bare skin (A24)."""
    rung = state.rungs[found.step - 1]
    if rung.cover is not Cover.BARE:
        return found
    clean_now = found.earned and state.rung.cover is Cover.BARE
    first = found.first_again or not (state.clean_bare_min or clean_now)
    chose = found.code is Code.FIRST and state.area is Area.BACK
    return found._replace(first_bare=first, chose_bare=chose) if first or chose else found


def _by_rules(state: RampState, day: date, *, assume_clear: bool) -> StepDecision:
    """Returns the step of a day by rules 2 to 12 alone."""
    gap = days_between(state.days_off_since, day) if state.days_off_since else 0
    guided = state.last_guided
    holds = _holds(state)
    hold = _missing(guided, day, assume_clear=assume_clear) if guided else None
    earned = guided is not None and hold is None and not guided.warning
    # nothing is earned on a step that the user lowered, nor if the skin was not clear at any later check
    earned = earned and state.discounted is None and not state.skin_warnings
    step, clean = state.step, state.clean_so_far
    best = max(state.best_step, step) if earned else state.best_step
    # a reduction comes before every hold and advance: the ramp goes down at once
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
        # The skin was broken after the session, and nobody has said that it healed. The area is locked, so
        # this step is only shown.
        code = Code.HOLD_SORE
    else:
        clean += 1
        if band_of(gap).code is Code.RETURN_REPEAT:
            code = Code.RETURN_REPEAT
        elif clean < state.clean_needed:
            code = Code.REPEAT
        elif step < len(state.rungs):
            return StepDecision(step + 1, 0, best, Code.ADVANCE, Code.ADVANCE, step, gap, earned=earned)
        else:
            code = Code.HOLD_GOAL
    return _with_numbers(
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
            other_rules=tuple(each for each in holds if each is not code) if holds else (),
            ladder_change=state.ladder_change if code in (Code.NEW_GOAL, Code.LOWERED) else None,
        ),
    )


def _reduction(
    state: RampState, gap: int, best: int, holds: list[Code], *, earned: bool
) -> StepDecision | None:
    """Returns the step down by rules 2 to 6; None if none of them fits."""
    step, rungs = state.step, state.rungs
    found = landings(state, gap)
    if not found:
        return None
    landing = lowest(found)
    why = landing.code
    if state.broken_on and state.healed:
        # The steps above were reached with skin that then broke. They are earned again in full: two clean
        # sessions each, where one would do below the best step.
        best = next(each.step for each in found if each.code is Code.LOCKED_SKIN)
    code = Code.FLOOR if step == 1 and why is not Code.LOCKED_SKIN else why
    fits = [each.code for each in found]
    # "twice sharp" and "three times sorer" say all that their holds would say
    still_fit = [
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
        other_rules=tuple(each for each in (*fits, *still_fit) if each is not why and each in _WITH_ADVICE),
        steps_down=step - landing.aimed,
        minutes_avoided=aimed if landing.step < landing.aimed else None,
    )
    # whatever names the code: a rule that leads as far down must not hide that it is a first time again
    if band_of(gap).first_again and not state.former_rules:
        decision = decision._replace(best_step=0, first_again=True)
    return _with_numbers(state, decision)


def _with_numbers(state: RampState, decision: StepDecision) -> StepDecision:
    """Returns the decision with the numbers that its sentence needs: sharpness, soreness and minutes."""
    unsettled = state.unsettled
    if not (state.sorer_in_a_row or state.has_warning):  # a shortcut: there are no numbers to tell
        return decision
    worse = [e.session for e in unsettled if e.sorer]
    long = [e for e in unsettled if e.exceeded_cap is not None]
    longest = max(long, key=lambda e: e.session.done_min, default=None)
    before_after = None
    if worse and worse[-1].after is not None:
        before_after = worse[-1].before, worse[-1].after
    return decision._replace(
        sharpness=max((e.session.sharpness or 0 for e in unsettled if e.warning), default=0) or None,
        soreness=before_after,
        sorer_in_a_row=state.sorer_in_a_row,
        too_long_min=longest.session.done_min if longest else None,
        cap_min=longest.exceeded_cap if longest else None,
    )


def _holds(state: RampState) -> list[Code]:
    """Returns every hold of rule 7 that fits; the first names the code."""
    found: list[Code] = []
    if not state.has_warning:  # a shortcut: whatever holds is a warning as well
        return found
    unsettled = state.unsettled
    if any(is_sharp(entry.session) for entry in unsettled):
        found.append(Code.HOLD_SHARP)
    if any(entry.session.skin_after is Skin.SORE for entry in unsettled):
        found.append(Code.HOLD_SORE)
    if any(entry.sorer for entry in unsettled):
        found.append(Code.HOLD_WORSE)
    return found


def _missing(entry: FoldedSession, day: date, *, assume_clear: bool) -> Code | None:
    """Returns what a session lacks to be clean on a day, apart from rules 2 to 7; None if nothing."""
    session = entry.session
    # The answer was still open on `day`. Read back, the days must come out as they were asked for then: a
    # session that is filled in later must not profit from an answer that came after it.
    late = session.skin_next_on is not None and session.skin_next_on > day
    answered = session.skin_next is not None and not late
    return missing_part(session, entry.rung, answered=answered or assume_clear)
