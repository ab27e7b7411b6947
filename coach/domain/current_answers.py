"""Which of several answers to one question holds: the one said last, whatever its clock showed (DESIGN §3).

Each answer names those that it replaces (`over`). What no other names is current, so that neither a clock
that ran ahead nor a zone that changed can bring back an earlier answer. After a merge several may be current;
they are then read carefully, all of them together, until someone answers again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from operator import itemgetter
from typing import NamedTuple, TypeVar

from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Contraindication,
    Event,
    GoalSet,
    Screening,
    Start,
    StartSaid,
    softness,
)

Answer = Screening | StartSaid | GoalSet | AreaTurned
"""What is asked again now and then, and of which the last answer holds."""

_A = TypeVar("_A", Screening, StartSaid, GoalSet, AreaTurned)
_E = TypeVar("_E", bound=Event)

_BY_START = list(Start)


def current(answers: Sequence[_A]) -> tuple[_A, ...]:
    """Returns the answers to one question that hold, one as a rule.

    Answers from before schema 2 name none: the latest of them holds as long as there is no other. Where an
    earlier coach went on in another copy of the file, its later answer is read beside the others: it may
    lock, and by the careful reading it never loosens a lock.
    """
    naming = [each for each in answers if each.over is not None]
    old = [each for each in answers if each.over is None]
    if not naming:
        return (max(old, key=_moment),) if old else ()
    found: list[_A] = _heads(naming)
    # An answer names every earlier one that its file held. One that is not named was given in another copy,
    # and counts only where it is later: an old export must not bring back what is long over.
    named = {id_ for each in naming for id_ in each.over or ()}
    after = max(instant(each.at) for each in found)
    unseen = [each for each in old if each.id not in named and instant(each.at) > after]
    if unseen:
        found.append(max(unseen, key=_moment))
    return tuple(found)


def replaced_by(answers: Iterable[_A]) -> tuple[str, ...]:
    """Returns what a new answer to the question has to name: every answer that no other names yet."""
    # Those from before schema 2 that do not hold are named as well: with a clock that was set back, one of
    # them would else look later than the new answer, as if it came from another copy.
    known = tuple(answers)
    named = {id_ for each in known for id_ in each.over or () if id_ != each.id}
    loose = [each.id for each in known if each.id not in named]
    held = [each.id for each in current(known)]
    return tuple(filter(None, dict.fromkeys(loose + held)))


def screening_of(answers: Sequence[Screening]) -> Screening | None:
    """Returns the safety answers that hold: every tick, and a doctor's yes only where each of them has it."""
    found = current(answers)
    if len(found) < 2:
        return found[0] if found else None
    heard = [each.heard for each in found if each.heard is not None]
    return max(found, key=_moment)._replace(
        ticked=frozenset().union(*(each.ticked for each in found)),
        agreed=frozenset.intersection(*(each.agreed for each in found)),
        asked=frozenset.intersection(*(each.asked for each in found)),
        numb_areas=_numb_areas(found),
        asked_at=max((asked_at(each) for each in found), key=instant),
        heard=tuple(dict.fromkeys(chain.from_iterable(heard))) if heard else None,
    )


def asked_at(screening: Screening) -> datetime:
    """Returns when all safety questions were last gone through."""
    return screening.asked_at or screening.at


def _numb_areas(found: Iterable[Screening]) -> frozenset[Area] | None:
    """Returns the areas without feeling of several answers; None where one of them leaves open which."""
    named = [each.numb_areas for each in found if Contraindication.FEELING in each.ticked]
    known = [each for each in named if each is not None]
    return frozenset().union(*known) if named and len(known) == len(named) else None


def start_of(answers: Sequence[StartSaid]) -> StartSaid | None:
    """Returns the start that holds: the lowest of those that are current."""
    found = current(answers)
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=_moment)._replace(
        start=min((each.start for each in found), key=_BY_START.index),
        sensitive=any(each.sensitive for each in found),
    )


def goal_of(answers: Sequence[GoalSet]) -> GoalSet | None:
    """Returns the goal that holds: the softest cover and the fewest minutes of those that are current."""
    found = current(answers)
    if len(found) < 2:
        return found[0] if found else None
    return max(found, key=_moment)._replace(
        cover=min((each.cover for each in found), key=softness),
        minutes=min(each.minutes for each in found),
        bare_confirmed=all(each.bare_confirmed for each in found),
    )


def is_turned_on(answers: Sequence[AreaTurned]) -> bool | None:
    """Returns whether an area was turned on; off where one current answer says off, None without any."""
    found = current(answers)
    return all(each.on for each in found) if found else None


def of_kind(book: Book, kind: type[_E]) -> tuple[_E, ...]:
    """Returns all answers of a kind, in the order of their instants."""
    return tuple(each for each in book.events if isinstance(each, kind))


def turned_of(book: Book, area: Area) -> tuple[AreaTurned, ...]:
    """Returns what was said of one area."""
    return tuple(each for each in of_kind(book, AreaTurned) if each.area is area)


def first_of(answers: Sequence[_A]) -> _A | None:
    """Returns the answer given first: the earliest of those that replace none that is there."""
    known = {each.id for each in answers}
    roots = [each for each in answers if not known.intersection(each.over or ()) - {each.id}]
    return min(roots or answers, key=_moment, default=None)


class Place(NamedTuple):
    """The place of an answer among the sessions; places sort."""

    day: date
    at: datetime
    """In UTC."""


def place_of(book: Book, event: Event) -> Place:
    """Returns where an answer stands among the sessions, which keeps how earlier ones are read.

    That is the day on which it was said, and never later than today. A clock that was set back when it was
    said dates it before sessions that were there already (`seen`): it then comes after those.
    """
    rollover = book.settings.rollover
    place = Place(day_of(event.at, rollover), instant(event.at))
    if book.now is not None:
        place = Place(min(place.day, day_of(book.now, rollover)), place.at)
    if seen := getattr(event, "seen", ()):
        later = [each for each in book.sessions if instant(each.started_at) > place.at]
        for session in later:
            # One that was recorded afterwards and dated between them: the time of the answer was right, and
            # that of the sessions behind it was ahead.
            if session.id not in seen:
                break
            place = max(place, Place(session.day, instant(session.started_at)))
    return place


def placed(book: Book) -> tuple[tuple[Place, Event], ...]:
    """Returns all answers with their places, in the order in which they were given.

    One clock's order is theirs but where it was set back: what was there by then though it is dated later
    (`seen`) was said before, and stands no later.
    """
    if not any(getattr(each, "seen", ()) for each in book.events):
        return tuple((place_of(book, each), each) for each in book.events)
    order = _as_said(book.events)
    places = {number: place_of(book, book.events[number]) for number in order}
    numbers = {each.id: number for number, each in enumerate(book.events)}
    for number in reversed(order):
        for id_ in getattr(book.events[number], "seen", ()):
            if (earlier := numbers.get(id_)) is not None:
                places[earlier] = min(places[earlier], places[number])
    return tuple((places[number], book.events[number]) for number in order)


def readings(
    book: Book, kind: type[_E], read: Callable[[list[_E]], _E | None]
) -> tuple[tuple[Place, _E], ...]:
    """Returns what held from each place on, in the order of the places; `read` tells what several come to."""
    known: list[_E] = []
    found = []
    for place, each in sorted(placed(book), key=itemgetter(0)):
        if not isinstance(each, kind):
            continue
        known.append(each)
        if (holds := read(known)) is not None:
            found.append((place, holds))
    return tuple(found)


def seen_by(book: Book, now: datetime) -> tuple[str, ...]:
    """Returns the ids of sessions and answers that are dated after now, for an answer that is given now."""
    latest = instant(now)
    sessions = (*reversed(book.sessions), *book.ahead)
    return (
        *(each.id for each in sessions if instant(each.started_at) > latest),
        *(each.id for each in book.events if instant(each.at) > latest),
    )


def _moment(answer: Answer) -> tuple[datetime, str]:
    return instant(answer.at), answer.id


def _as_said(events: Sequence[Event]) -> list[int]:
    """Returns the numbers of answers that come by their instants, each of them after those that it has `seen`."""
    numbers = {each.id: number for number, each in enumerate(events)}
    found: list[int] = []
    begun: set[int] = set()
    ended: set[int] = set()
    for first in range(len(events)):
        open_ = [first]
        while open_:
            number = open_.pop()
            if number in ended:
                continue
            if number in begun:
                ended.add(number)
                found.append(number)
                continue
            begun.add(number)
            seen = {numbers[id_] for id_ in getattr(events[number], "seen", ()) if id_ in numbers}
            open_ += [number, *sorted(seen - begun, reverse=True)]
    return found


def _heads(answers: Sequence[_A]) -> list[_A]:
    """Returns those that no other names, and all that name one another in a circle."""
    by_id = {each.id: each for each in answers}
    named = {id_ for each in answers for id_ in each.over or () if id_ != each.id}
    heads: list[_A] = [each for each in answers if each.id not in named]
    reached: set[str] = set()
    open_ = [each.id for each in heads]
    while open_:
        id_ = open_.pop()
        if id_ in by_id and id_ not in reached:
            reached.add(id_)
            open_.extend(by_id[id_].over or ())
    # what no head leads to lies in a circle, or behind one: which of it came last cannot be told
    heads += [each for each in answers if each.id not in reached]
    return heads
