"""The two parts of a reason's sentence: the cause of a prescription, and the session that it asks for."""

from __future__ import annotations

from coach.domain import labels
from coach.domain.model import OWN, Cover, Ended, Rung, Skin, StopReason, softness
from coach.domain.ramp.days_off import DaysOff, say_way_down
from coach.domain.ramp.fact_ids import FACTS
from coach.domain.ramp.ladder import softer
from coach.domain.ramp.limits import FIRST_SESSIONS, SESSION
from coach.domain.ramp.rules import Code, LadderChange, StepDecision
from coach.domain.ramp.state import RampState
from coach.text import format

Cause = str | DaysOff
"""A cause as it stands within a sentence, without a capital and without a full stop."""

_FROM_ZERO = "Your clean sessions on this step start again from zero."
_NOTHING_LOST = "Nothing is lost."
_AFTER = {
    Code.HOLD_SHARP: _FROM_ZERO,
    Code.HOLD_SORE: _FROM_ZERO,
    Code.HOLD_WORSE: _FROM_ZERO,
    Code.HOLD_UNANSWERED: _NOTHING_LOST,
    Code.HOLD_STOPPED: _NOTHING_LOST,
    Code.HOLD_SHORT: _NOTHING_LOST,
    Code.HOLD_COVER: _NOTHING_LOST,
    Code.HOLD_RECOVERED: _NOTHING_LOST,
    Code.NEW_GOAL: "That is where you stand now.",
}


def softest(state: RampState) -> bool:
    """Returns whether the current cover is the softest of the ladder."""
    return softness(state.rung.cover) == softness(state.rungs[0].cover)


def was_numb(state: RampState) -> bool:
    """Returns whether the skin was reported numb right after the last planned session or since."""
    return state.reported_numb or any(
        Skin.NUMB in (each.session.skin_after, each.session.skin_next) for each in state.unsettled
    )


def needs_doctor(state: RampState) -> bool:
    """Returns whether a doctor has to see hurt skin before its area opens again."""
    return was_numb(state) or softest(state)


def hurt_word(state: RampState) -> str:
    """Returns the word for what locked the area, at the beginning of a sentence: "Numb" or "Broken"."""
    return "Numb" if was_numb(state) else "Broken"


def grounds_of(decision: StepDecision, rung: Rung) -> tuple[str, ...]:
    """Returns the ids of the facts behind the sentence itself, without its advice."""
    code = decision.code
    if code is Code.ADVANCE:
        return (*FACTS[code], *(["A11"] if rung.cover is Cover.SHIRT else []))
    if code is Code.HOLD_GOAL and rung.minutes > 20:
        return ("B15", "A12")
    if decision.ladder_change in (LadderChange.SENSITIVE, LadderChange.UPGRADE):
        return ("A21", "A22", "A23")
    if code is Code.NEW_GOAL and decision.ladder_change is LadderChange.FEELING:
        return ("C09", OWN)
    if code is Code.FIRST and decision.chose_bare:
        return ("A22", "A24")
    if code is Code.FIRST and decision.origin > 1:
        return ("A11", OWN)
    if code is Code.FLOOR and decision.rule is not Code.FLOOR:
        return (*FACTS[decision.rule], *FACTS[code])
    return FACTS[code]


def aftermath(decision: StepDecision) -> str:
    """Returns what becomes of the progress so far, as a sentence; empty where the session says it all."""
    return _AFTER.get(decision.code, "")


def cause_and_ask(state: RampState, decision: StepDecision, rung: Rung) -> tuple[Cause, str]:
    """Returns the cause of a prescription and the session that it asks for, each without a full stop."""
    origin = state.rungs[decision.origin - 1]
    today = labels.session(rung)
    again = f"{today} again"
    match decision.code:
        case Code.FIRST:
            return _first(decision), today
        case Code.REPEAT:
            want = state.clean_needed
            done = f"you have {decision.clean_so_far} of the {want} clean sessions that this step needs"
            return done, f"{today} again"
        case Code.ADVANCE:
            return _advance(state, origin, rung), today
        case Code.HOLD_GOAL:
            return "you are at your goal and it went well", f"{today} again"
        case Code.HOLD_SHARP:
            cause = f"sharpness was {decision.sharpness} in the last minute"
            return cause, f"{today} again"
        case Code.HOLD_SORE:
            return (
                "your skin was sore right after the last session",
                f"{today} again",
            )
        case Code.HOLD_WORSE:
            return _worse(decision), f"{today} again"
        case Code.HOLD_UNATTENDED:
            return "the last session closed by itself", f"{today} again until you say how long it really was"
        case Code.HOLD_CAP:
            cause = f"in your first {FIRST_SESSIONS} sessions {decision.day_cap} minutes a day is the limit"
            return cause, f"{today} again until those sessions are behind you"
        case Code.HOLD_UNANSWERED:
            return "not every question about the last session was answered", again
        case Code.HOLD_STOPPED:
            return "the last session was stopped early", again
        case Code.HOLD_SHORT:
            return f"the last session lasted {format.part_of(_done(state), origin.minutes)}", again
        case Code.HOLD_COVER:
            return f"the last session was not {labels.manner(origin)}", again
        case Code.HOLD_RECOVERED:
            return "the last session was left running and recorded later", again
        case Code.RETURN_REPEAT:
            longer = " before anything longer" if rung != state.rungs[-1] else ""
            return DaysOff(decision.days_off), f"{today} once more{longer}"
        case Code.LOWERED:
            sensitive = decision.ladder_change is LadderChange.SENSITIVE
            return (
                "you said that your skin is sensitive" if sensitive else "you lowered the step yourself"
            ), today
        case Code.NEW_GOAL:
            return _changed(decision), today
        case Code.LOCKED_SKIN:
            return _healed(state, decision, today)
        case _:
            return _reduced(state, decision, today)


def _first(decision: StepDecision) -> Cause:
    if decision.first_again:
        return DaysOff(decision.days_off, first_again=True)
    if decision.chose_bare:
        return (
            "you use a mat regularly, so you start on bare skin, although RunnerClick's guide starts with a"
            " towel"
        )
    if decision.origin == 1:
        return "a first session is short and soft, to learn how your skin reacts"
    return f"you have used a mat before, so you start on step {decision.origin}"


def _advance(state: RampState, origin: Rung, rung: Rung) -> str:
    count = state.clean_so_far + 1
    before = f"you had {format.in_words(count)} clean session{'s' if count > 1 else ''}"
    if rung.level != origin.level:
        return f"{before} of {labels.session(origin)}"
    return f"{before} of {format.minutes(origin.minutes)}"


def _worse(decision: StepDecision) -> str:
    before, after = decision.soreness or (None, 9)
    if before is None or before >= after:
        return f"soreness was {after} after the last session"
    return f"soreness rose from {before} to {after} in the last session"


def _changed(decision: StepDecision) -> str:
    match decision.ladder_change:
        case LadderChange.SENSITIVE:
            return "you said that your skin is sensitive"
        case LadderChange.UPGRADE:
            return "sensitive skin stays on a T-shirt until you confirm bare skin as your goal"
        case LadderChange.FEELING:
            return "standing on the mat depends on feeling your feet well"
        case _:
            return "your goal changed"


def _healed(state: RampState, decision: StepDecision, today: str) -> tuple[str, str]:
    if decision.rule is Code.LOCKED_SKIN and softer(state.rungs, decision.origin) == 1 and softest(state):
        return "your skin has healed", f"see a doctor first, then begin again with {today}"
    return "your skin has healed", f"back to a softer cover, {today}"


def _reduced(state: RampState, decision: StepDecision, today: str) -> tuple[Cause, str]:
    cause, fall = _cause(state, decision)
    if decision.code is Code.FLOOR:
        return cause, f"{today}, which is the gentlest step"
    if decision.minutes_avoided is not None:
        by = labels.steps(decision.steps_down) if decision.steps_down else "fewer"
        more = format.minutes(decision.minutes_avoided)
        return cause, f"{fall} to {today}, because {by} would mean {more}, more than before"
    return cause, f"{fall}, {today}"


def _cause(state: RampState, decision: StepDecision) -> tuple[Cause, str]:
    fall = f"{labels.steps(decision.origin - decision.step)} down"
    match decision.rule:
        case Code.REST_SKIN:
            return _marks(state), fall
        case Code.RETURN:
            down = say_way_down(decision.days_off, decision.step, decision.origin)
            return DaysOff(decision.days_off, decision.first_again), down
        case Code.TOO_MUCH if any(e.session.ended is Ended.SENSATION for e in state.unsettled):
            reason = stopped_for(state)
            return _STOPPED[reason] if reason else "the last session was stopped for discomfort", fall
        case Code.TOO_MUCH:
            return f"sharpness was {decision.sharpness} in the last minute", fall
        case Code.TOO_LONG:
            long, most = (
                format.minutes(decision.too_long_min or 0),
                format.number(decision.cap_min or SESSION),
            )
            return f"the last session took {long}, and {most} is the limit", fall
        case Code.WORSE_THRICE:
            return "soreness rose in three sessions in a row", fall
        case Code.LOCKED_SKIN:
            return "your skin has healed", fall
        case _:
            return "sharpness was 6 or 7 twice in a row", fall


def stopped_for(state: RampState) -> StopReason | None:
    """Returns why the last session was stopped, if it was dizziness or numbness; else None."""
    reasons = {each.session.stopped_for for each in state.unsettled}
    return next((each for each in _STOPPED if each in reasons), None)


_STOPPED = {
    StopReason.DIZZY: "you stopped the last session because you were dizzy or faint",
    StopReason.NUMB: "you stopped the last session because something went numb",
}


def _marks(state: RampState) -> str:
    """Returns how the skin was after the last session, by the worst answer."""
    seen = state.skin_warnings | {e.session.skin_next for e in state.unsettled}
    return f"your skin was {'sore' if Skin.SORE in seen else 'still pink'} after the last session"


def _done(state: RampState) -> float:
    guided = next(entry for entry in state.unsettled if entry.guided)
    return guided.session.done_min
