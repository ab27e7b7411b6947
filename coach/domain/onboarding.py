"""The first-run questions, and the same again from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from coach.domain import current_answers, labels
from coach.domain.current_answers import (
    asked_at,
    current,
    of_kind,
    replaced_by,
    screening_of,
    seen_by,
    start_of,
    turned_of,
)
from coach.domain.dates import day_of
from coach.domain.model import (
    AGREEABLE,
    Area,
    AreaTurned,
    Book,
    Change,
    Contraindication,
    Cover,
    Event,
    Goal,
    GoalSet,
    Record,
    Refused,
    Rung,
    Screening,
    Settings,
    Start,
    StartSaid,
    StepLowered,
)
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES, held_goal
from coach.domain.safety.screening import SAY_AREAS, UNCHANGED, AskWhy, heard, lacks_areas, open_questions
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.text import format

LONGEST_CUE = 100
"""Characters of the moment of the day."""

BARE_CAUTION = (
    "Spikes can pierce sensitive skin that is bare (RunnerClick's guide, Side effects)."
    " A T-shirt is as good a goal."
)
"""Said before sensitive skin takes bare skin for its goal (A21)."""

CHOSE_BARE = (
    "RunnerClick's guide begins with a towel (Side effects); choose this only if bare skin has gone well."
)
"""Said to who begins on bare skin because they use a mat regularly (A22)."""

E = TypeVar("E", Screening, StartSaid, GoalSet)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What someone said at setup; None is left as it was."""

    ticked: frozenset[Contraindication] | None = None
    agreed: frozenset[Contraindication] | None = None
    """Which ticks a doctor agreed to."""
    numb_areas: frozenset[Area] | None = None
    """The areas that cannot be felt well."""
    bare_confirmed: bool = False
    """That bare skin is wanted although the skin is sensitive (A21)."""
    sensitive: bool | None = None
    start: Start | None = None
    goal_cover: Cover | None = None
    goal_minutes: int | None = None
    tz: str | None = None
    """An IANA zone that the caller has found to exist."""
    cue: str | None = None
    """After what the mat is rolled out, in the user's words; empty for nothing."""


def set_up(book: Book, answers: Answers, now: datetime, *, whole: bool = True) -> Change | None:
    """Records the answers as events of this instant; None where they change nothing.

    At a first setup, what was not answered is recorded as its default; unless it is not `whole`, but one page
    of several.

    Raises Refused at a first setup without the safety questions, for a part that is not felt well without
    its areas, for a goal that is no rung, and for a cue that is too long; Unconfirmed for bare skin as the
    goal of sensitive skin.
    """
    put = tuple(_records(book, answers, now, whole=whole))
    return Change(_label(book, put), put=put) if put else None


def _records(
    book: Book, answers: Answers, now: datetime, *, whole: bool, unfinished: bool = False
) -> Iterator[Record]:
    """Yields what the answers put into the file; `unfinished` ones are read as far as they go."""
    yield from _screened(book, answers, now, unfinished=unfinished)
    yield from _started(book, answers, now, whole=whole)
    yield from _aimed(book, answers, now, whole=whole, unfinished=unfinished)
    yield from _chosen(book.settings, answers)


def _screened(book: Book, answers: Answers, now: datetime, *, unfinished: bool) -> Iterator[Screening]:
    """Yields the safety answers, where they say something else or were asked for.

    Only an answer with the ticks is one to all questions; a doctor's yes or the areas alone leave open what
    is open.
    """
    said = held(book, Screening)
    if said is None and answers.ticked is None:
        raise Refused("Answer the safety questions first: --screening none, or what applies to you.")
    before = said or Screening(at=now, asked=frozenset())
    whole = answers.ticked is not None
    ticked = before.ticked if answers.ticked is None else answers.ticked
    agreed = answers.agreed or frozenset()
    if not whole:
        agreed |= before.agreed
    numb = answers.numb_areas
    if Contraindication.FEELING not in ticked:
        numb = None
    elif numb is None and not (whole and _is_numb(book, now)):
        numb = before.numb_areas
    if whole and not unfinished and lacks_areas(ticked, numb):
        raise Refused(SAY_AREAS)
    found = Screening(
        at=now,
        ticked=ticked,
        agreed=agreed & ticked & AGREEABLE,
        asked=frozenset(Contraindication) if whole else before.asked,
        numb_areas=numb,
        asked_at=None if whole else asked_at(before),
        heard=heard(book) if whole else before.heard,
        over=replaced_by(of_kind(book, Screening)),
    )
    again = whole and (_is_split(book, Screening) or open_questions(book, now) is not None)
    if said is None or again or not _says_the_same(found, before) or (whole and _is_older(said, book, now)):
        yield found


def _is_older(said: Screening, book: Book, now: datetime) -> bool:
    """Returns whether all questions were last gone through before today: to say the same again is then an answer."""
    rollover = book.settings.rollover
    return day_of(asked_at(said), rollover) < day_of(now, rollover)


def _says_the_same(answer: Screening, before: Screening) -> bool:
    """Returns whether an answer differs in nothing but when it was given."""
    return (answer.ticked, answer.agreed, answer.asked, answer.numb_areas) == (
        before.ticked,
        before.agreed,
        before.asked,
        before.numb_areas,
    )


def _is_numb(book: Book, now: datetime) -> bool:
    """Returns whether numbness was reported since the last answers: the areas are then to be said again."""
    ask = open_questions(book, now)
    return ask is not None and ask.why is AskWhy.NUMB


def _started(book: Book, answers: Answers, now: datetime, *, whole: bool) -> Iterator[StartSaid]:
    """Yields where to begin and whether the skin is sensitive, where that was asked or is something else."""
    start = held(book, StartSaid)
    began = answers.start or (start.start if start else Start.NEW)
    sensitive = is_sensitive(book, answers)
    said_again = answers.start is not None and _is_split(book, StartSaid)
    asked = whole or answers.start is not None or answers.sensitive is not None
    if (asked and (start is None or said_again)) or (
        start is not None and (began, sensitive) != (start.start, start.sensitive)
    ):
        over = replaced_by(of_kind(book, StartSaid))
        yield StartSaid(at=now, start=began, sensitive=sensitive, over=over, seen=seen_by(book, now))


def _aimed(
    book: Book, answers: Answers, now: datetime, *, whole: bool, unfinished: bool
) -> Iterator[GoalSet]:
    """Yields the goal, where that was asked or is something else."""
    goal = held(book, GoalSet)
    sensitive = is_sensitive(book, answers)
    wanted = _goal(answers, goal, sensitive=sensitive)
    asks_for_bare = sensitive and answers.goal_cover is Cover.BARE
    confirmed = wanted.cover is Cover.BARE and (
        (asks_for_bare and answers.bare_confirmed) or (goal is not None and goal.bare_confirmed)
    )
    if asks_for_bare and not confirmed and not unfinished:
        raise Unconfirmed(BARE_CAUTION, Confirmation.BARE)
    said_again = answers.goal_cover is not None and _is_split(book, GoalSet)
    asked = whole or answers.goal_cover is not None or answers.goal_minutes is not None
    if (asked and (goal is None or said_again)) or (
        goal is not None
        and (wanted.cover, wanted.minutes, confirmed) != (goal.cover, goal.minutes, goal.bare_confirmed)
    ):
        yield GoalSet(
            at=now,
            cover=wanted.cover,
            minutes=wanted.minutes,
            bare_confirmed=confirmed,
            over=replaced_by(of_kind(book, GoalSet)),
            seen=seen_by(book, now),
        )


def _chosen(settings: Settings, answers: Answers) -> Iterator[Settings]:
    """Yields the settings that setup asks for, where they are others."""
    tz = settings.tz if answers.tz is None else answers.tz
    cue = settings.cue_sentence if answers.cue is None else " ".join(answers.cue.split())
    if len(cue) > LONGEST_CUE:
        raise Refused(f"That is long for a moment of the day; {LONGEST_CUE} characters are enough.")
    if (tz, cue) != (settings.tz, settings.cue_sentence):
        yield settings._replace(tz=tz, cue_sentence=cue)


def is_sensitive(book: Book, answers: Answers) -> bool:
    """Returns whether the skin is sensitive, by the answers or by what was said before."""
    start = held(book, StartSaid)
    return bool(start and start.sensitive) if answers.sensitive is None else answers.sensitive


def stricter(book: Book) -> tuple[str, ...]:
    """Returns what holds where answers contradict each other, as sentences: the stricter of them."""
    found = []
    said, goal = held(book, Screening), held(book, GoalSet)
    if said is not None and Contraindication.FEELING in said.ticked:
        numb = frozenset(Area) if said.numb_areas is None else said.numb_areas
        closed = [labels.AREA[area] for area in Area if area in numb]
        if said.numb_areas is None:
            found.append("Until you say which areas you cannot feel well, all of them stay off the mat.")
        elif closed:
            found.append(
                f"What you cannot feel well stays off the mat, a doctor's yes or not: {', '.join(closed)}."
            )
        if Area.FEET not in numb:
            found.append("Standing on the mat is off while there is a part that you cannot feel well.")
    if is_sensitive(book, Answers()) and goal is not None and goal.cover is Cover.BARE:
        if goal.bare_confirmed:
            found.append("Your goal is bare skin though your skin is sensitive, as you confirmed.")
        else:
            found.append(
                "Your skin is sensitive, so the steps stay on a T-shirt until you confirm bare skin as your"
                " goal."
            )
    return tuple(found)


def preview(book: Book, answers: Answers, now: datetime) -> Book:
    """Returns the book as it would be with answers that may not be finished yet.

    Until the areas without feeling are named they are all closed. Bare skin is taken as the goal, and a goal
    that is no rung is left out, so that none of it hides what the other answers lock. Raises Refused at a
    first setup without the safety questions.
    """
    answers = replace(
        answers,
        goal_cover=answers.goal_cover if answers.goal_cover in GOAL_COVERS else None,
        goal_minutes=answers.goal_minutes if answers.goal_minutes in GOAL_MINUTES else None,
        cue=None,
    )
    put = tuple(_records(book, answers, now, whole=True, unfinished=True))
    events = tuple(record for record in put if isinstance(record, Event))
    settings = [record for record in put if isinstance(record, Settings)]
    return book._replace(events=(*book.events, *events), settings=(settings or [book.settings])[0])


def unanswered(book: Book) -> tuple[type[Screening | StartSaid | GoalSet], ...]:
    """Returns the questions of a first setup that are still to be answered, in their order.

    Once something was recorded only the safety questions have to be: where to begin is past then.
    """
    kinds: tuple[type[Screening | StartSaid | GoalSet], ...] = (Screening, StartSaid, GoalSet)
    asked = kinds[:1] if book.sessions else kinds
    return tuple(kind for kind in asked if not any(isinstance(each, kind) for each in book.events))


def careful(book: Book, answers: Answers, now: datetime) -> Change | None:
    """Returns what of safety answers can only close what is open; None where nothing does.

    It is what may be saved of a page that nobody went on from: ticks and areas that were added, and a
    doctor's yes that was taken back. What would open anything waits, and so do questions that are open.
    """
    said = held(book, Screening)
    if said is None or answers.ticked is None:
        return None
    agreed = answers.agreed or frozenset()
    found = said._replace(
        at=now,
        ticked=said.ticked | answers.ticked,
        # the yes of a tick that was taken off has gone with its line, and was not taken back
        agreed=frozenset(each for each in said.agreed if each in agreed or each not in answers.ticked),
        numb_areas=_more_areas(said, answers),
        asked_at=asked_at(said),
        over=replaced_by(of_kind(book, Screening)),
        id="",
    )
    return None if _says_the_same(found, said) else Change(_label(book, (found,)), put=(found,))


def _more_areas(said: Screening, answers: Answers) -> frozenset[Area] | None:
    """Returns the areas without feeling, with those that were added to them."""
    ticked = answers.ticked or frozenset()
    if Contraindication.FEELING not in said.ticked:
        return answers.numb_areas if Contraindication.FEELING in ticked else None
    # while nobody has said which, all are closed
    return None if said.numb_areas is None else said.numb_areas | (answers.numb_areas or frozenset())


def is_another(book: Book, answers: Answers) -> bool:
    """Returns whether answers look like those of someone else, over a history that is recorded already.

    They do where they say something else on where to begin, or that the skin is sensitive. Goals and safety
    answers change for the same person too.
    """
    if not book.sessions:
        return False
    start = held(book, StartSaid)
    before = (start.start, start.sensitive) if start else (None, False)
    began = answers.start is not None and answers.start != before[0]
    return began or (bool(answers.sensitive) and not before[1])


def _label(book: Book, put: Iterable[Record]) -> str:
    """Says what the answers change, each by its name."""
    if held(book, Screening) is None:
        only = all(isinstance(record, Screening) for record in put)
        return "Answered the safety questions" if only else "Answered the setup questions"
    parts = [part for record in put for part in _parts(book, record)]
    if not parts:
        return UNCHANGED
    return f"Changed {format.listed(parts)}"


def _parts(book: Book, record: Record) -> Iterator[str]:
    if isinstance(record, Screening):
        before = held(book, Screening)
        if before is None or not _says_the_same(record, before):
            yield "the safety answers"
    if isinstance(record, StartSaid):
        known = held(book, StartSaid)
        if known is None or record.start is not known.start:
            yield "how much you have used a mat"
        if record.sensitive is not bool(known and known.sensitive):
            yield f"your skin to {'sensitive' if record.sensitive else 'not sensitive'}"
    if isinstance(record, GoalSet):
        yield f"the goal to {labels.COVER[record.cover]}, {format.minutes(record.minutes)}"
    if isinstance(record, Settings):
        if record.tz != book.settings.tz:
            yield f"the time zone to {record.tz or labels.OWN_ZONE}"
        if record.cue_sentence != book.settings.cue_sentence:
            yield "the moment of the day"


def held(book: Book, kind: type[E]) -> E | None:
    """Returns the answer of a kind that holds; where several are current, what they come to together."""
    read: Callable[[Sequence[E]], E | None] = _READ[kind]
    return read(of_kind(book, kind))


_READ: dict[type[Any], Callable[[Any], Any]] = {
    Screening: screening_of,
    StartSaid: start_of,
    GoalSet: current_answers.goal_of,
}


def goal_of(book: Book) -> Goal:
    """Returns the goal as it stands; for sensitive skin no thinner than what was confirmed (A21)."""
    start = held(book, StartSaid)
    return held_goal(held(book, GoalSet), sensitive=start is not None and start.sensitive)


def _is_split(book: Book, kind: type[E]) -> bool:
    """Returns whether several answers are current, as after a merge: then saying the same again counts."""
    return len(current(of_kind(book, kind))) > 1


def default_goal(book: Book) -> Goal:
    """Returns the goal of someone who did not choose one: for sensitive skin on a T-shirt."""
    return _default_goal(sensitive=is_sensitive(book, Answers()))


def _default_goal(*, sensitive: bool) -> Goal:
    return Goal(Cover.SHIRT) if sensitive else Goal()


def _goal(answers: Answers, goal: GoalSet | None, *, sensitive: bool) -> Goal:
    before = Goal(goal.cover, goal.minutes) if goal else _default_goal(sensitive=sensitive)
    cover = answers.goal_cover or before.cover
    minutes = before.minutes if answers.goal_minutes is None else answers.goal_minutes
    # what the file holds is not refused here: no other answer could be recorded then
    if answers.goal_cover is not None and cover not in GOAL_COVERS:
        raise Refused(f"A goal's cover is one of {', '.join(GOAL_COVERS)}, not {cover}.")
    if answers.goal_minutes is not None and minutes not in GOAL_MINUTES:
        rungs = ", ".join(map(str, GOAL_MINUTES))
        raise Refused(f"A goal's minutes are one of {rungs}, not {minutes}: 30 is the most for a session.")
    return Goal(cover, minutes)


def lower_step(book: Book, area: Area, rung: Rung, now: datetime) -> Change:
    """Lowers the step of an area for good; the fold ignores a step that is no lower."""
    event: Event = StepLowered(
        at=now,
        area=area,
        cover=rung.cover,
        minutes=rung.minutes,
        posture=str(rung.posture),
        seen=seen_by(book, now),
    )
    return Change(f"Lowered the step for the {labels.AREA[area]} to {labels.session(rung)}", put=(event,))


def turn_area(book: Book, area: Area, now: datetime, *, on: bool) -> Change:
    """Turns an area on or off."""
    said = AreaTurned(at=now, area=area, on=on, over=replaced_by(turned_of(book, area)))
    return Change(f"Turned the {labels.AREA[area]} {'on' if on else 'off'}", put=(said,))
