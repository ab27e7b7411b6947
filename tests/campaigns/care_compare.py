"""Both readers asked at a moment: step, cover, minutes, gate and code; and what holds without the oracle."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from coach.domain.model import Area
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from tests.campaigns import care_oracle as oracle
from tests.campaigns.care_both import Both
from tests.campaigns.care_promises import Promises
from tests.campaigns.care_records import HOURS, day_of

HOLDS = {
    Code.HOLD_UNANSWERED, Code.HOLD_STOPPED, Code.HOLD_SHORT, Code.HOLD_COVER, Code.HOLD_RECOVERED,
    Code.HOLD_UNATTENDED,
}  # fmt: skip
"""Rule 8, which does not say which of its reasons comes first."""
SHUT = {
    Code.LOCKED_SCREENING: "screening",
    Code.LOCKED_SKIN: "skin",
    Code.CLOSED_AREA: "closed",
}


class Differs(AssertionError):
    """The coach asks for something else than the oracle."""


def gate(found: Prescription) -> str:
    """The coach's answer in the oracle's words."""
    if found.gate is Gate.LOCKED:
        return SHUT[found.reason.code]
    if found.gate is Gate.REST:
        return "rest"
    if found.done:
        return "done"
    if found.reason.code is Code.HOLD_HOURS:
        return "wait"
    assert found.rung is not None
    return "due" if found.caps.now_min >= found.rung.minutes and not found.blocked else "free"


class Looks:
    """Compares along one life, keeps to the promises, and counts what was met."""

    def __init__(self, both: Both) -> None:
        self.hits: Counter[str] = Counter()
        self.both = both
        self.promises = Promises(both)

    def __call__(self, area: str, now: datetime) -> None:
        """Asks both."""
        both, day = self.both, day_of(now)
        found = prescribe(Ramps(both.at(now)), Area(area), day, now)
        want = oracle.asked(both.life, area, day, now)
        self._same(both, area, now, found, want)
        self.promises.keep(found, area, now)
        code = str(found.reason.code)
        self.hits.update((f"code {code}", f"area {area}", f"{area}: {code}", f"gate {gate(found)}"))
        if found.open_questions is not None:
            self.hits[f"asks {found.open_questions.why}"] += 1

    def _same(self, both: Both, area: str, now: datetime, found: Prescription, want: oracle.Asked) -> None:
        is_gate = gate(found)
        if is_gate == "closed" and want.gate in ("skin", "rest"):
            return  # shut for two reasons, of which either is said
        if is_gate == "done" and want.gate == "soon":
            return  # nothing was asked for
        # minutes of the evening before come back later today: the oracle only tells how many are left now
        evening = (is_gate, want.gate) == ("wait", "free") and found.is_over
        if not evening:
            self._require(both, area, now, "gate", is_gate, want.gate, found, want)
        if is_gate == "done" and said_on(both, now):
            return  # the coach shows the step on the new ladder, the oracle as it was asked for
        if is_gate == "wait" and any(e.skin_next and e.end > now - HOURS for e in both.life.sessions):
            return  # an import that answers before it can be known
        if is_gate not in ("done", "due", "free", "wait"):
            return
        assert found.rung is not None
        is_step = found.step, str(found.rung.cover), found.rung.minutes, found.steps
        self._require(
            both, area, now, "step", is_step, (want.step, want.cover, want.minutes, want.steps), found, want
        )
        self._require(both, area, now, "ask", found.open_questions is not None, want.asks, found, want)
        if is_gate in ("due", "free") and not found.needs_check and now.minute % 4 == 1:
            most = oracle.free_cap(both.life, area, found.rung.cover, found.day, now)
            self._require(both, area, now, "free", round(found.free_min, 1), round(most, 1), found, want)
        if is_gate in ("due", "free"):
            self._require(both, area, now, "check", found.needs_check, want.needs_check, found, want)
            code = "hold" if found.reason.code in HOLDS else str(found.reason.code)
            if found.step == 1 and {code, want.code} == {"floor", "hold-sharp"}:
                return  # whether a free session that only a later answer let in lies between two is not said
            if Code.LOWERED not in (code, want.code) and code != Code.NEW_GOAL:
                self._require(both, area, now, "code", code, want.code, found, want)

    @staticmethod
    def _require(
        both: Both, area: str, now: datetime, what: str, is_: object, wanted: object,
        found: Prescription, want: oracle.Asked,
    ) -> None:  # fmt: skip
        if is_ != wanted:
            rung = found.rung and (found.step, str(found.rung.cover), found.rung.minutes)
            lines = "\n".join(both.told)
            raise Differs(
                f"{what}: coach {is_}, oracle {wanted}\n{area} at {now:%m-%d %H:%M}:"
                f" coach {gate(found)} {rung} {found.reason.code}; oracle {want}\n{lines}"
            )


def said_on(both: Both, now: datetime) -> bool:
    """Whether something was said on a day that may have moved a step."""
    life = both.life
    moments = [*(e.at for e in life.goals), *(e.at for e in life.starts), *(e.at for e in life.lowered)]
    moments += [each.at for each in life.screenings]
    return any(day_of(each) == day_of(now) for each in moments)
