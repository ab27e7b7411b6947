"""One sentence for each reason, with its numbers, and the facts that it rests on."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coach.domain import names
from coach.domain.caps import FIRST_SESSIONS
from coach.domain.ladder import Rung, softer, softness
from coach.domain.model import Area, Contraindication, Ended, Screening
from coach.domain.verdict import HEALING_DAYS, Changed, Code, Standing, Verdict, needed


class Reason(NamedTuple):
    """Why a prescription is what it is."""

    code: Code
    text: str
    facts: tuple[str, ...]


FACTS: dict[Code, tuple[str, ...]] = {
    Code.FIRST: ("A22", "A23", "B14"),
    Code.REPEAT: ("B14", "B25"),
    Code.ADVANCE: ("B14", "A11"),
    Code.HOLD_GOAL: ("A10", "B25", "B30"),
    Code.HOLD_SHARP: ("B12", "B28"),
    Code.HOLD_SORE: ("B16", "B30"),
    Code.HOLD_WORSE: ("B16", "B33"),
    Code.HOLD_UNATTENDED: ("A12",),
    Code.HOLD_CAP: ("A10", "B14"),
    Code.TOO_LONG: ("A12",),
    Code.WORSE_THRICE: ("B16", "B33"),
    Code.HOLD_UNANSWERED: ("B16",),
    Code.HOLD_STOPPED: ("B20",),
    Code.HOLD_SHORT: ("B20", "B25"),
    Code.HOLD_COVER: ("B12",),
    Code.HOLD_RECOVERED: ("B14",),
    Code.HOLD_HOURS: ("B16", "B30"),
    Code.RETURN_REPEAT: ("B14", "B25"),
    Code.RETURN: ("B14", "B25"),
    Code.TOO_MUCH: ("B16", "B33"),
    Code.SHARP_TWICE: ("B16", "B20"),
    Code.REST_SKIN: ("A12", "B30"),
    Code.FLOOR: ("A22", "A23", "B33"),
    Code.LOWERED: ("B20",),
    Code.NEW_GOAL: ("B14",),
    Code.LOCKED_SKIN: ("A21", "B17"),
    Code.LOCKED_SCREENING: ("B17", "B18", "B19", "B32"),
    Code.CLOSED_AREA: ("A16",),
}
"""The facts of `FACTS.md` that each reason rests on."""

SCREENING_FACTS = {
    Contraindication.WOUND: ("B17", "B32"),
    Contraindication.SKIN: ("B18", "B32"),
    Contraindication.CLOTS: ("B18",),
    Contraindication.CIRCULATION: ("B32",),
    Contraindication.PREGNANT: ("B19",),
    Contraindication.THINNERS: ("C04", "C06", "C07"),
    Contraindication.FEELING: ("C09",),
    Contraindication.HEART: ("C06", "C07"),
    Contraindication.FEVER: ("C06",),
    Contraindication.UNSURE: ("B32",),
}


def say_open(standing: Standing, verdict: Verdict, rung: Rung) -> Reason:
    """The reason of a prescription that asks for a session."""
    text = _open_text(standing, verdict, rung)
    facts = FACTS[verdict.code]
    if verdict.code is Code.FLOOR and verdict.why is not Code.FLOOR:
        facts = tuple(dict.fromkeys((*FACTS[verdict.why], *facts)))
    return Reason(verdict.code, text, facts)


def say_rest(verdict: Verdict) -> Reason:
    """The reason of a day of rest that a skin check ordered."""
    fall = verdict.origin - verdict.step
    # a later answer than the first closes the day without a step down
    then = f"and the next one {_steps(fall)} down" if fall > 0 else "and answer again tomorrow"
    text = f"Your skin still shows the last session: rest today, {then}."
    return Reason(Code.REST_SKIN, text, FACTS[Code.REST_SKIN])


def say_locked_skin(standing: Standing) -> Reason:
    """The reason of an area that is locked after broken skin."""
    since, until = standing.broken_on, standing.heals_on
    assert since is not None
    assert until is not None
    doctor = " and a doctor has seen it" if softest(standing) else ""
    text = (
        f"Your skin was hurt on {names.day(since, year=False)}: no mat here for {HEALING_DAYS} days,"
        f" until you say on {names.day(until, year=False)} or later that it has healed{doctor}."
    )
    return Reason(Code.LOCKED_SKIN, text, FACTS[Code.LOCKED_SKIN])


def say_locked_screening(screening: Screening, area: Area) -> Reason:
    """The reason of a lock by the safety questions."""
    if area is Area.STOMACH and screening.agreed == screening.ticked == {Contraindication.PREGNANT}:
        return Reason(
            Code.LOCKED_SCREENING,
            "The mat stays off the stomach during a pregnancy, agreed or not.",
            ("B19",),
        )
    ticked = sorted(screening.ticked, key=list(Contraindication).index)
    what = " and ".join(names.CONTRAINDICATION[tick] for tick in ticked)
    if screening.ticked == {Contraindication.PREGNANT}:
        advice = "ask a doctor first, and say so in Settings once they agree"
    elif screening.ticked == {Contraindication.UNSURE}:
        advice = "ask a professional before the first session"
    else:
        advice = "no session while it lasts; ask a professional if you are unsure"
    facts = tuple(dict.fromkeys(fact for tick in ticked for fact in SCREENING_FACTS[tick]))
    return Reason(Code.LOCKED_SCREENING, f"You mentioned {what}: {advice}.", facts)


def say_wait(opens_at: datetime) -> Reason:
    """Returns the reason why the next guided session has to wait until a time, given in the user's zone."""
    text = (
        "The last session ended less than 6 hours ago and marks need time to show:"
        f" the next one can start at {opens_at:%H:%M}."
    )
    return Reason(Code.HOLD_HOURS, text, FACTS[Code.HOLD_HOURS])


def say_closed(area: Area) -> Reason:
    """The reason of an area that is not open yet."""
    name = names.AREA[area].capitalize()
    if area in (Area.STOMACH, Area.FACE):
        text = f"{name} is off until you turn it on in Settings, because sources differ on it."
        return Reason(Code.CLOSED_AREA, text, ("A17",) if area is Area.STOMACH else ("A19",))
    if area is Area.BACK:
        return Reason(Code.CLOSED_AREA, "Back is turned off in Settings.", FACTS[Code.CLOSED_AREA])
    text = f"{name} open once 10 minutes on a towel went well on your back, or from Settings."
    return Reason(Code.CLOSED_AREA, text, FACTS[Code.CLOSED_AREA])


def say_next(rung: Rung, above: Rung | None, *, more: int, waits: bool = False) -> str:
    """What would come next if the prescribed session is clean; `more` clean ones are still missing then.

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
    """Whether the step's cover is the softest of its ladder."""
    return softness(standing.rung.cover) == softness(standing.rungs[0].cover)


def _open_text(standing: Standing, verdict: Verdict, rung: Rung) -> str:
    origin = standing.rungs[verdict.origin - 1]
    today = names.session(rung)
    match verdict.code:
        case Code.FIRST:
            return _first(verdict, today)
        case Code.REPEAT:
            want = needed(standing)
            return (
                f"{verdict.clean} of {want} clean sessions of {names.session(origin)}: the same again today."
            )
        case Code.ADVANCE:
            return _advance(standing, origin, rung)
        case Code.HOLD_GOAL:
            return f"{today} is your goal, and it went well: the same again."
        case Code.HOLD_SHARP:
            return f"Sharpness was {verdict.sharpness} in the last minute: {today} again, counted anew."
        case Code.HOLD_SORE:
            return f"Your skin was sore right after the last session: {today} again, counted anew."
        case Code.HOLD_WORSE:
            return f"You were more sore after the last session: {today} again, counted from the start."
        case Code.HOLD_UNATTENDED:
            return f"The last session closed by itself: {today} again until you say how long it was."
        case Code.HOLD_CAP:
            return f"The first {FIRST_SESSIONS} sessions allow {verdict.day_cap} minutes a day: {today}."
        case Code.HOLD_UNANSWERED:
            return f"Not every question about the last session was answered: {today} again, nothing lost."
        case Code.HOLD_STOPPED:
            return f"The last session was stopped early: {today} again, nothing lost."
        case Code.HOLD_SHORT:
            return (
                f"The last session was {_done(standing)} of {names.minutes(origin.minutes)}: {today} again."
            )
        case Code.HOLD_COVER:
            return f"The last session was not {names.manner(origin)}: {today} again, nothing lost."
        case Code.HOLD_RECOVERED:
            return f"The last session was closed after a lost connection: {today} again, nothing lost."
        case Code.RETURN_REPEAT:
            return f"{verdict.gap} days off: {today} once more before anything longer."
        case Code.LOWERED:
            return f"You lowered the step yourself: {today}."
        case Code.NEW_GOAL if verdict.changed is Changed.FEELING:
            return f"What you said of parts that you cannot feel well changed the steps: {today}."
        case Code.NEW_GOAL if verdict.changed is Changed.SENSITIVE:
            return f"What you said of your skin changed the steps: {today}."
        case Code.NEW_GOAL:
            return f"Your goal changed: {today} is where you stand on the way to it."
        case Code.LOCKED_SKIN:
            return _healed(standing, verdict, today)
        case _:
            return _reduced(standing, verdict, today)


def _first(verdict: Verdict, today: str) -> str:
    if verdict.origin == 1:
        return f"A first session is short and soft, to learn how your skin reacts: {today}."
    return f"You have used a mat before, so you begin on step {verdict.origin}: {today}."


def _advance(standing: Standing, origin: Rung, rung: Rung) -> str:
    count = standing.clean + 1
    many = {1: "One comfortable session", 2: "Two comfortable sessions", 3: "Three comfortable sessions"}
    before = many.get(count, f"{count} comfortable sessions")
    here = (
        f" of {names.session(origin)}"
        if rung.level != origin.level
        else f" of {names.minutes(origin.minutes)}"
    )
    return f"{before}{here} and clear skin: {names.session(rung)} today."


def _healed(standing: Standing, verdict: Verdict, today: str) -> str:
    if verdict.why is Code.LOCKED_SKIN and softer(standing.rungs, verdict.origin) == 1 and softest(standing):
        return f"Your skin has healed; see a doctor first, then begin again with {today}."
    return f"Your skin has healed: back to a softer cover, {today}."


def _reduced(standing: Standing, verdict: Verdict, today: str) -> str:
    cause, fall = _cause(standing, verdict)
    if verdict.code is Code.FLOOR:
        return f"{cause}, and there is no gentler step than {today}."
    return f"{cause}: {fall}, {today}."


def _cause(standing: Standing, verdict: Verdict) -> tuple[str, str]:
    fall = f"{_steps(verdict.origin - verdict.step)} down"
    match verdict.why:
        case Code.REST_SKIN:
            return "Your skin was not clear after the last session", fall
        case Code.RETURN if verdict.gap >= 90 or (verdict.gap >= 30 and softest(standing)):
            return f"{verdict.gap} days off", "back to the first step"
        case Code.RETURN if verdict.gap >= 30:
            return f"{verdict.gap} days off", "back to a softer cover"
        case Code.RETURN:
            return f"{verdict.gap} days off", fall
        case Code.TOO_MUCH if any(e.session.ended is Ended.SENSATION for e in standing.group):
            return "The last session was stopped for what you felt", fall
        case Code.TOO_MUCH:
            return f"Sharpness was {verdict.sharpness} in the last minute", fall
        case Code.TOO_LONG:
            return "The last session was longer than is good for the skin", fall
        case Code.WORSE_THRICE:
            return "You were more sore after three sessions in a row, so ask a professional", fall
        case _:
            return "Sharpness was 6 or 7 twice in a row", fall


def _steps(count: int) -> str:
    words = ("no step", "one step", "two steps", "three steps", "four steps")
    return words[count] if count < len(words) else f"{count} steps"


def _done(standing: Standing) -> str:
    guided = next(entry for entry in standing.group if entry.guided)
    return names.number(guided.session.done_min)
