"""One sentence for each reason, with its numbers, what else there is to mind, and what it rests on."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coach.domain import names
from coach.domain.caps import BARE_TRIAL, FIRST_SESSIONS, SESSION
from coach.domain.grounds import ADVICE, FACTS, OWN, SCREENING_FACTS, TAUGHT
from coach.domain.ladder import Rung, softer, softness
from coach.domain.model import AGREEABLE, Area, Contraindication, Cover, Ended, Screening, Skin
from coach.domain.verdict import HEALING_DAYS, Changed, Code, Standing, Verdict, needed


class Reason(NamedTuple):
    """Why a prescription is what it is."""

    code: Code
    cause: str
    """What led to it, without a full stop."""
    ask: str = ""
    """What it asks for, without a full stop; empty where the cause says it all."""
    facts: tuple[str, ...] = ()
    """The ids of the facts that it rests on, `OWN` among them; no user sees them."""
    advice: str = ""
    """What else there is to mind, in whole sentences: the advice of every rule that fits."""

    @property
    def text(self) -> str:
        """Returns the one sentence."""
        return f"{self.cause}: {self.ask}." if self.ask else f"{self.cause}."

    @property
    def said(self) -> str:
        """Returns the sentence with the advice."""
        return f"{self.text} {self.advice}".rstrip()

    def said_of(self, when: str) -> str:
        """Returns the same behind the day that it is for, as in "Tomorrow: 7 minutes on a towel. …"."""
        if not self.ask:
            return f"{when}, {self.cause[:1].lower()}{self.cause[1:]}. {self.advice}".rstrip()
        return f"{when}: {self.ask}. {self.cause}. {self.advice}".rstrip()


def say_open(standing: Standing, verdict: Verdict, rung: Rung) -> Reason:
    """Returns the reason of a prescription that asks for a session."""
    cause, ask = _open(standing, verdict, rung)
    facts, advice = list(_facts(verdict, rung)), []
    for code in dict.fromkeys((verdict.why, *verdict.also)):
        short = code is Code.TOO_LONG and (verdict.long_min or 0) <= SESSION
        if (told := ADVICE.get(code)) and not short:
            advice.append(told)
            facts += TAUGHT[code]
    if _was_numb(standing):
        advice.append("See a doctor about the numbness before you lie down again.")
        facts.append("C09")
    if verdict.first_bare:
        advice.append(
            f"On bare skin 3 to {BARE_TRIAL} minutes are enough at first, so watch your skin; the session"
            f" closes at {BARE_TRIAL} until that went well."
        )
        facts.append("A24")
    return Reason(verdict.code, cause, ask, tuple(dict.fromkeys(facts)), " ".join(advice))


def say_rest(verdict: Verdict) -> Reason:
    """Returns the reason of a day of rest that a skin check ordered."""
    fall = verdict.origin - verdict.step
    # a later answer than the first closes the day without a step down
    then = f"and the next session is {_steps(fall)} down" if fall > 0 else "and answer again tomorrow"
    return Reason(
        Code.REST_SKIN, "Your skin still shows the last session", f"rest, {then}", FACTS[Code.REST_SKIN]
    )


def say_locked_skin(standing: Standing) -> Reason:
    """Returns the reason of an area that is locked after broken or numb skin."""
    since, until = standing.broken_on, standing.heals_on
    assert since is not None
    assert until is not None
    numb = _was_numb(standing)
    doctor = " and a doctor has seen it" if numb or softest(standing) else ""
    what = "was numb" if numb else "was hurt"
    return Reason(
        Code.LOCKED_SKIN,
        f"Your skin {what} on {names.day(since, year=False)}",
        f"no mat here for {HEALING_DAYS} days, until you say on {names.day(until, year=False)} or later that"
        f" it has healed{doctor}",
        (*FACTS[Code.LOCKED_SKIN], *(["C09"] if numb else [])),
        "See a doctor about the numbness." if numb else "",
    )


def say_locked_screening(screening: Screening, area: Area) -> Reason:
    """Returns the reason of a lock by the safety questions, with what opens it."""
    code = Code.LOCKED_SCREENING
    if Contraindication.FEELING in screening.ticked and area in screening.numb_areas:
        return Reason(
            code,
            f"What you cannot feel well stays off the mat, your {names.AREA[area]} among it",
            facts=SCREENING_FACTS[Contraindication.FEELING],
        )
    locking = screening.ticked - (screening.agreed & AGREEABLE)
    if area is Area.STOMACH and Contraindication.PREGNANT in screening.ticked and not locking:
        return Reason(
            code, "The mat stays off the stomach during a pregnancy, agreed or not", facts=("B19", OWN)
        )
    ticked = [tick for tick in Contraindication if tick in locking]
    facts = tuple(dict.fromkeys(fact for tick in ticked for fact in SCREENING_FACTS[tick]))
    what = " and ".join(names.CONTRAINDICATION[tick] for tick in ticked)
    return Reason(code, f"You ticked {what}", "no session while this holds", facts, _opens(locking))


def _opens(locking: frozenset[Contraindication]) -> str:
    """What opens a lock by the safety questions."""
    parts = []
    if locking & AGREEABLE:
        parts.append("Ask a doctor first, and tick their yes in the safety questions once they agree.")
    if Contraindication.FEVER in locking:
        parts.append("Once the fever or illness is over, answer the safety questions again.")
    if locking - AGREEABLE - {Contraindication.FEVER, Contraindication.UNSURE}:
        parts.append("Once it no longer applies, answer the safety questions again.")
    if Contraindication.UNSURE in locking:
        parts.append("Ask a professional whether the mat is for you, then answer again.")
    return " ".join(parts)


def say_wait(opens_at: datetime) -> Reason:
    """Returns the reason why the next guided session has to wait until a time, given in the user's zone."""
    return Reason(
        Code.HOLD_HOURS,
        "The last session ended less than 6 hours ago and marks need time to show",
        f"the next one can start at {opens_at:%H:%M}",
        FACTS[Code.HOLD_HOURS],
    )


def say_closed(area: Area) -> Reason:
    """Returns the reason of an area that is not open yet."""
    name, code = names.AREA[area].capitalize(), Code.CLOSED_AREA
    if area in (Area.STOMACH, Area.FACE):
        cause = f"{name} is off until you turn it on in Settings, because sources differ on it"
        return Reason(code, cause, facts=("A17" if area is Area.STOMACH else "A19", "C11"))
    if area is Area.BACK:
        return Reason(code, "Back is turned off in Settings", facts=(OWN,))
    verb = "open" if name.endswith("s") or area is Area.FEET else "opens"
    cause = f"{name} {verb} once 10 minutes on a towel went well on your back, or from Settings"
    return Reason(code, cause, facts=FACTS[code])


def say_next(rung: Rung, above: Rung | None, *, more: int, waits: bool = False) -> str:
    """Returns what would come next if the prescribed session is clean, and `more` clean ones are needed then.

    With `waits` the step above asks for more minutes than a day of the first sessions may hold.
    """
    if above is None:
        return f"If this one goes well too: {names.minutes(rung.minutes)} again, which is your goal."
    if waits:
        return (
            f"If this one goes well: the same again, and {names.session(above)} once your first"
            f" {FIRST_SESSIONS} sessions are behind you."
        )
    if more > 0:
        times = "the same once more" if more == 1 else f"the same {more} times more"
        return f"If this one goes well: {times}, then {names.session(above)}."
    return f"If this one goes well too: {names.session(above)}."


def softest(standing: Standing) -> bool:
    """Returns whether the step's cover is the softest of its ladder."""
    return softness(standing.rung.cover) == softness(standing.rungs[0].cover)


def _was_numb(standing: Standing) -> bool:
    """Whether the skin was said to be numb since the last guided session."""
    return Skin.NUMB in standing.marks or any(
        Skin.NUMB in (each.session.skin_after, each.session.skin_next) for each in standing.group
    )


def _facts(verdict: Verdict, rung: Rung) -> tuple[str, ...]:
    """What the sentence itself rests on."""
    code = verdict.code
    if code is Code.ADVANCE:
        return (*FACTS[code], *(["A11"] if rung.cover is Cover.SHIRT else []))
    if code is Code.HOLD_GOAL and rung.minutes > 20:
        return ("B15", "A12")
    if verdict.changed in (Changed.SENSITIVE, Changed.UPGRADE):
        return ("A21", "A22", "A23")
    if code is Code.NEW_GOAL and verdict.changed is Changed.FEELING:
        return ("C09", OWN)
    if code is Code.FIRST and verdict.chose_bare:
        return ("A22", "A24")
    if code is Code.FIRST and verdict.origin > 1:
        return ("A11", OWN)
    if code is Code.FLOOR and verdict.why is not Code.FLOOR:
        return (*FACTS[verdict.why], *FACTS[code])
    return FACTS[code]


def _open(standing: Standing, verdict: Verdict, rung: Rung) -> tuple[str, str]:
    """The cause and what is asked for."""
    origin = standing.rungs[verdict.origin - 1]
    today = names.session(rung)
    again = f"{today} again, nothing lost"
    match verdict.code:
        case Code.FIRST:
            return _first(verdict), today
        case Code.REPEAT:
            want = needed(standing)
            return (
                f"{verdict.clean} of {want} clean sessions of {names.session(origin)}",
                f"{names.minutes(rung.minutes)} again",
            )
        case Code.ADVANCE:
            return _advance(standing, origin, rung), today
        case Code.HOLD_GOAL:
            return "You are at your goal and it went well", f"{today} again"
        case Code.HOLD_SHARP:
            said = f"Sharpness was {verdict.sharpness} in the last minute"
            return said, f"{today} again, and the count starts over"
        case Code.HOLD_SORE:
            return (
                "Your skin was sore right after the last session",
                f"{today} again, and the count starts over",
            )
        case Code.HOLD_WORSE:
            return _worse(verdict), f"{today} again, and the count starts over"
        case Code.HOLD_UNATTENDED:
            return "The last session closed by itself", f"{today} again until you say how long it really was"
        case Code.HOLD_CAP:
            said = f"A day holds {verdict.day_cap} minutes in your first {FIRST_SESSIONS} sessions"
            return said, f"{today} until then"
        case Code.HOLD_UNANSWERED:
            return "Some answers about the last session are missing", again
        case Code.HOLD_STOPPED:
            return "The last session was stopped early", again
        case Code.HOLD_SHORT:
            return f"The last session was {_done(standing)} of {names.minutes(origin.minutes)}", again
        case Code.HOLD_COVER:
            return f"The last session was not {names.manner(origin)}", again
        case Code.HOLD_RECOVERED:
            return "The last session was closed after a lost connection", again
        case Code.RETURN_REPEAT:
            return f"{verdict.gap} days off", f"{today} once more before anything longer"
        case Code.LOWERED:
            sensitive = verdict.changed is Changed.SENSITIVE
            return (
                "You said that your skin is sensitive" if sensitive else "You lowered the step yourself"
            ), today
        case Code.NEW_GOAL:
            return _changed(verdict), f"{today} is where you stand now"
        case Code.LOCKED_SKIN:
            return _healed(standing, verdict, today)
        case _:
            return _reduced(standing, verdict, today)


def _first(verdict: Verdict) -> str:
    if verdict.first_again:
        return f"After {verdict.gap} days off it is a first time again"
    if verdict.chose_bare:
        return (
            "You said that you use a mat regularly, so you begin on bare skin, though RunnerClick's guide"
            " begins with a towel"
        )
    if verdict.origin == 1:
        return "A first session is short and soft, to learn how your skin reacts"
    return f"You have used a mat before, so you begin on step {verdict.origin}"


def _advance(standing: Standing, origin: Rung, rung: Rung) -> str:
    count = standing.clean + 1
    many = {1: "One clean session", 2: "Two clean sessions", 3: "Three clean sessions"}
    before = many.get(count, f"{count} clean sessions")
    if rung.level != origin.level:
        return f"{before} of {names.session(origin)}"
    return f"{before} of {names.minutes(origin.minutes)}"


def _worse(verdict: Verdict) -> str:
    before, after = verdict.before_after or (None, 9)
    if before is None:
        return f"Soreness was {after} after the last session"
    return f"Soreness rose from {before} to {after} in the last session"


def _changed(verdict: Verdict) -> str:
    match verdict.changed:
        case Changed.SENSITIVE:
            return "You said that your skin is sensitive"
        case Changed.UPGRADE:
            return "Sensitive skin stays on a T-shirt until you confirm bare skin as your goal"
        case Changed.FEELING:
            return "Standing on the mat depends on feeling your feet well"
        case _:
            return "Your goal changed"


def _healed(standing: Standing, verdict: Verdict, today: str) -> tuple[str, str]:
    if verdict.why is Code.LOCKED_SKIN and softer(standing.rungs, verdict.origin) == 1 and softest(standing):
        return "Your skin has healed", f"see a doctor first, then begin again with {today}"
    return "Your skin has healed", f"back to a softer cover, {today}"


def _reduced(standing: Standing, verdict: Verdict, today: str) -> tuple[str, str]:
    cause, fall = _cause(standing, verdict)
    if verdict.code is Code.FLOOR:
        return cause, f"{today}, which is as gentle as it gets"
    if verdict.longer_than is not None:
        by = _steps(verdict.fall) if verdict.fall else "fewer"
        return cause, f"{fall} to {today}, since {by} would be {names.minutes(verdict.longer_than)}"
    return cause, f"{fall}, {today}"


def _cause(standing: Standing, verdict: Verdict) -> tuple[str, str]:
    fall = f"{_steps(verdict.origin - verdict.step)} down"
    match verdict.why:
        case Code.REST_SKIN:
            return "Your skin was not clear after the last session", fall
        case Code.RETURN if verdict.first_again:
            return f"After {verdict.gap} days off it is a first time again", "back to the first step"
        case Code.RETURN if verdict.step == 1 and verdict.gap >= 30:
            return f"{verdict.gap} days off", "back to the first step"
        case Code.RETURN if verdict.gap >= 30:
            return f"{verdict.gap} days off", "back to a softer cover"
        case Code.RETURN:
            return f"{verdict.gap} days off", fall
        case Code.TOO_MUCH if any(e.session.ended is Ended.SENSATION for e in standing.group):
            return "You stopped the last session in time", fall
        case Code.TOO_MUCH:
            return f"Sharpness was {verdict.sharpness} in the last minute", fall
        case Code.TOO_LONG:
            long, most = names.minutes(verdict.long_min or 0), names.number(verdict.cap_min or SESSION)
            return f"The last session took {long}, and {most} are the most", fall
        case Code.WORSE_THRICE:
            return "Soreness rose in three sessions in a row", fall
        case Code.LOCKED_SKIN:
            return "Your skin has healed", fall
        case _:
            return "Sharpness was 6 or 7 twice in a row", fall


def _steps(count: int) -> str:
    words = ("no step", "one step", "two steps", "three steps", "four steps")
    return words[count] if count < len(words) else f"{count} steps"


def _done(standing: Standing) -> str:
    guided = next(entry for entry in standing.group if entry.guided)
    return names.number(guided.session.done_min)
