"""The sentence of each reason, with its numbers, its advice and the facts behind it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coach.domain import labels
from coach.domain.model import AGREEABLE, OWN, Area, Contraindication, Opening, Rung, Screening
from coach.domain.ramp.causes import (
    Cause,
    aftermath,
    cause_and_ask,
    grounds_of,
    needs_doctor,
    stopped_for,
    was_numb,
)
from coach.domain.ramp.fact_ids import ADVICE, ADVICE_FACTS, FACTS, SCREENING_FACTS, STOP_ADVICE
from coach.domain.ramp.limits import BARE_TRIAL, FIRST_SESSIONS, SESSION
from coach.domain.ramp.rules import HEALING_DAYS, Code, StepDecision
from coach.domain.ramp.state import RampState
from coach.domain.safety.screening import lacks_areas, unlocks
from coach.text import format
from coach.text.format import sentence


class Reason(NamedTuple):
    """The reason for a prescription, in parts and in words."""

    code: Code
    cause: Cause
    """The cause, as it stands within a sentence."""
    ask: str = ""
    """The session or rest that it asks for, without a full stop; empty if the cause says it all."""
    facts: tuple[str, ...] = ()
    """The ids of the facts behind it, with `OWN` for the coach's own rules; no user sees them."""
    advice: str = ""
    """The advice of every rule that fits, in whole sentences."""

    @property
    def text(self) -> str:
        """The reason in one sentence."""
        return sentence(f"{self.cause}: {self.ask}" if self.ask else f"{self.cause}")

    @property
    def full_text(self) -> str:
        """The sentence with the advice behind it."""
        return _joined(self.text, self.advice)

    @property
    def cause_text(self) -> str:
        """The cause alone, with the advice behind it."""
        return _joined(sentence(f"{self.cause}"), self.advice)

    def full_text_for(self, when: str) -> str:
        """Returns the same for a day by its name, as in "Tomorrow: 7 minutes on a towel, because …"."""
        if not self.ask:
            return _joined(f"{when}, {self.cause}.", self.advice)
        if "," in self.ask or "," in f"{self.cause}":
            return f"{when}: {self.ask}. {self.cause_text}"
        return _joined(f"{when}: {self.ask}, because {self.cause}.", self.advice)

    def ask_for(self, when: str) -> str:
        """Returns what is asked for on a day by its name, with the advice behind it but without the cause."""
        return _joined(f"{when}: {self.ask}.", self.advice)


OF_OTHER_DAYS = "Your earlier days say nothing about your skin, as only their minutes are known."
"""The advice to someone who begins after days with minutes alone, as another tracker has them."""


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def say_open(state: RampState, decision: StepDecision, rung: Rung) -> Reason:
    """Returns the reason for a prescription that asks for a session."""
    cause, ask = cause_and_ask(state, decision, rung)
    facts = list(grounds_of(decision, rung))
    advice = [after] if (after := aftermath(decision)) else []
    for code in dict.fromkeys((decision.rule, *decision.other_rules)):
        # the advice on length is about more than 30 minutes; some areas and covers allow fewer
        short = code is Code.TOO_LONG and (decision.too_long_min or 0) <= SESSION
        if (text := ADVICE.get(code)) and not short:
            stop = STOP_ADVICE.get(stopped_for(state)) if code is Code.TOO_MUCH else None
            advice.append(stop.text if stop else text)
            facts += stop.facts if stop else ADVICE_FACTS[code]
    if was_numb(state):
        advice.append("See a doctor about the numbness before you lie down again.")
        facts.append("C09")
    if decision.first_bare:
        advice.append(
            f"On bare skin 3 to {BARE_TRIAL} minutes are enough at first, so watch your skin; the session"
            f" closes at {BARE_TRIAL} until that went well."
        )
        facts.append("A24")
    return Reason(decision.code, cause, ask, tuple(dict.fromkeys(facts)), " ".join(advice))


def say_rest(decision: StepDecision) -> Reason:
    """Returns the reason for a rest day that a skin check ordered."""
    fall = decision.origin - decision.step
    # a further answer that the skin is not clear orders another rest day, without a step down
    then = f"and the next session is {labels.steps(fall)} down" if fall > 0 else "and answer again tomorrow"
    return Reason(
        Code.REST_SKIN,
        "your skin has not recovered from the last session",
        f"a rest day, {then}",
        FACTS[Code.REST_SKIN],
    )


def say_locked_skin(state: RampState, *, thinners: bool = False) -> Reason:
    """Returns the reason for an area that is locked after broken or numb skin.

    `thinners` is whether blood thinners or easy bleeding are ticked, which may cause a bruise.
    """
    since, until = state.broken_on, state.heals_on
    assert since is not None
    assert until is not None
    numb = was_numb(state)
    doctor = " and a doctor has seen it" if needs_doctor(state) else ""
    well = "no numbness is left" if numb else "it has healed"
    advice = []
    if numb:
        advice.append("See a doctor about the numbness.")
    elif thinners:
        advice.append("Ask your doctor about it, since you ticked blood thinners or easy bleeding.")
    return Reason(
        Code.LOCKED_SKIN,
        f"your skin {_how_hurt(state, numb=numb)} on {format.day_and_month(since)}",
        f"no mat on your {labels.AREA[state.area]} for {HEALING_DAYS} days, and from"
        f" {format.day_and_month(until)} on only once you say that {well}{doctor}",
        (
            *FACTS[Code.LOCKED_SKIN],
            *(["C09"] if numb else []),
            *(SCREENING_FACTS[Contraindication.THINNERS] if thinners and not numb else ()),
        ),
        " ".join(advice),
    )


def _how_hurt(state: RampState, *, numb: bool) -> str:
    if state.hurt_again:
        return "was numb and had not healed" if numb else "had not healed"
    return "was numb" if numb else "was hurt"


def say_locked_screening(screening: Screening, area: Area) -> Reason:
    """Returns the reason for a lock by the safety questions, with what opens it."""
    code = Code.LOCKED_SCREENING
    locking = screening.ticked - (screening.agreed & AGREEABLE)
    if Contraindication.FEELING in screening.ticked and area in (screening.numb_areas or ()):
        return Reason(
            code,
            f"what you cannot feel well stays off the mat, and that includes your {labels.AREA[area]}",
            facts=SCREENING_FACTS[Contraindication.FEELING],
            advice=_joined(
                "Once a doctor finds that you feel it well, answer the safety questions again.",
                _besides(locking),
            ),
        )
    if lacks_areas(screening.ticked, screening.numb_areas):
        locking |= {Contraindication.FEELING}
    if not locking and (of_area := screening.ticked & area.spec.locked_by.keys()):
        why = area.spec.locked_by[min(of_area)]
        return Reason(code, why.text, facts=why.facts)
    ticked = [tick for tick in Contraindication if tick in locking]
    facts = tuple(dict.fromkeys(fact for tick in ticked for fact in SCREENING_FACTS[tick]))
    return Reason(
        code, f"you ticked {_ticks(locking)}", "no session while this applies", facts, unlocks(screening)
    )


def _besides(locking: frozenset[Contraindication]) -> str:
    """Returns what keeps the other areas closed as well; empty if nothing does."""
    if others := locking - {Contraindication.FEELING}:
        return f"The other areas are closed too, since you ticked {_ticks(others)}."
    return "The other areas open once a doctor agrees; say so in the safety questions." if locking else ""


def _ticks(ticks: frozenset[Contraindication]) -> str:
    named = [
        labels.TICKED.get(tick, labels.CONTRAINDICATION[tick]) for tick in Contraindication if tick in ticks
    ]
    # some ticks have commas of their own, so commas alone would not tell them apart
    last = ", and also " if len(named) < 3 else "; and "
    return format.listed(named, "; ", last)


def say_wait(opens_at: datetime) -> Reason:
    """Returns the reason to wait after the last session; `opens_at` is in the user's zone."""
    return Reason(
        Code.HOLD_HOURS,
        "the last session ended less than 6 hours ago and marks need time to show",
        f"the next one can start at {opens_at:%H:%M}",
        FACTS[Code.HOLD_HOURS],
    )


def say_room(opens_at: datetime) -> Reason:
    """Returns the reason to wait because of the minutes of the evening before, in the user's zone."""
    return Reason(
        Code.HOLD_HOURS,
        "minutes of the last 6 hours count towards today as well",
        f"the next session can start at {opens_at:%H:%M}",
        FACTS[Code.HOLD_HOURS],
    )


def say_closed(area: Area) -> Reason:
    """Returns the reason for an area that is not open."""
    spec, code = area.spec, Code.CLOSED_AREA
    name = labels.AREA[area]
    are, opens, it = ("are", "open", "them") if spec.plural else ("is", "opens", "it")
    match spec.opening:
        case Opening.AT_ONCE:
            return Reason(code, f"{name} {are} turned off in Settings", facts=(OWN,))
        case Opening.BY_USER:
            cause = f"{name} {are} off until you turn {it} on in Settings, because sources differ on {it}"
            return Reason(code, cause, facts=spec.off_facts)
        case Opening.WITH_BACK:
            cause = (
                f"{name} {opens} once 10 minutes on a towel have gone well on your back, or when you turn"
                f" {it} on in Settings"
            )
            return Reason(code, cause, facts=FACTS[code])


def say_next(
    rung: Rung,
    above: Rung | None,
    decision: StepDecision,
    *,
    more: int,
    waits: bool = False,
    known: bool = False,
) -> str:
    """Returns what comes next if the prescribed session is clean, as a sentence.

    Args:
        rung: the prescription.
        above: the next step; None at the goal.
        decision: the decision behind it.
        more: the number of clean sessions needed after that one.
        waits: whether the next step has more minutes than a day of the first sessions may have.
        known: whether the step is below the best one, so that one clean session is enough.
    """
    if above is not None and more == 0 and not waits and _is_back(decision):
        go_on = f"After one clean session you go on to {labels.session(above)}"
        return f"{go_on}; one is enough for each step up to where you were." if known else f"{go_on}."
    too = " too" if decision.code in (Code.ADVANCE, Code.HOLD_GOAL) or decision.clean_so_far else ""
    if above is None:
        return f"If this one goes well{too}: {format.minutes(rung.minutes)} again, which is your goal."
    if waits:
        return (
            f"If this one goes well{too}: the same again, and {labels.session(above)} once your first"
            f" {FIRST_SESSIONS} sessions are behind you."
        )
    if more > 0:
        times = "the same once more" if more == 1 else f"the same {more} more times"
        return f"If this one goes well: {times}, then {labels.session(above)}."
    return f"If this one goes well{too}: {labels.session(above)}."


def _is_back(decision: StepDecision) -> bool:
    """Returns whether it is the first session after days off, where "this one too" would make no sense."""
    return (
        decision.first_again
        or Code.RETURN in (decision.code, decision.rule)
        or decision.code is Code.RETURN_REPEAT
    )
