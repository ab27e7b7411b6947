"""The safety questions over time: when they are asked again, why, and which of them (DESIGN §6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from coach.domain import names
from coach.domain.caps import LONGEST_RECORD
from coach.domain.current_answers import of_kind, replaced_by, screening_of
from coach.domain.days import day_of, days_between
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    AGREEABLE,
    Book,
    Change,
    Contraindication,
    PauseFor,
    Refused,
    Screening,
    Skin,
    StopReason,
)

QUIET_DAYS = 30
"""Days without a session, and without an answer, after which the questions are asked again."""


class AskWhy(StrEnum):
    """Why the safety questions are open; the first that fits."""

    DIZZY = "dizzy"
    """Two sessions in a row were stopped because of dizziness."""
    NUMB = "numb"
    """The skin was said to be numb since they were answered."""
    NEW = "new"
    """An older coach asked fewer questions."""
    ILLNESS = "illness"
    """A pause for an illness is over."""
    QUIET = "quiet"
    """There was no session for a long time."""


class Ask(NamedTuple):
    """Safety questions that have to be answered before the next session."""

    why: AskWhy
    questions: frozenset[Contraindication]
    """Those that it is about; the others may be answered with them."""
    text: str
    """Why they are asked, and what to do, in a sentence or two."""

    @property
    def can_be_unchanged(self) -> bool:
        """Whether "nothing has changed" answers them: not where a question is new or the body spoke."""
        return self.why in (AskWhy.ILLNESS, AskWhy.QUIET)


def open_questions(book: Book, now: datetime) -> Ask | None:
    """Returns which safety questions are open at a moment, and why; None where there are none.

    Before the first answers there are none either: the whole of setup is open then.
    """
    answers = of_kind(book, Screening)
    said = screening_of(answers)
    if said is None:
        return None
    # by a clock that ran ahead an answer must not hide what was reported after it
    at = min(instant(said.at), instant(now))
    today, answered_on = day_of(now, book.settings.rollover), day_of(said.at, book.settings.rollover)
    if _dizzy_twice(book, at):
        return Ask(AskWhy.DIZZY, frozenset(Contraindication), _TEXTS[AskWhy.DIZZY])
    if any(each > at for each in _numb(book, at)):
        return Ask(AskWhy.NUMB, frozenset({Contraindication.FEELING}), _TEXTS[AskWhy.NUMB])
    if new := frozenset(Contraindication) - said.asked:
        return Ask(AskWhy.NEW, new, _TEXTS[AskWhy.NEW])
    ill = (p.last for p in book.pauses if p.why is PauseFor.ILLNESS and p.last is not None)
    if any(answered_on <= last < today for last in ill):
        return Ask(AskWhy.ILLNESS, frozenset(Contraindication), _TEXTS[AskWhy.ILLNESS])
    latest = max((s.day for s in book.sessions), default=answered_on)
    if (quiet := days_between(max(latest, answered_on), today)) >= QUIET_DAYS:
        text = f"{quiet} days without a session: has anything changed since your last safety answers?"
        return Ask(AskWhy.QUIET, frozenset(Contraindication), text)
    return None


def unchanged(book: Book, now: datetime) -> Change:
    """Answers the safety questions as they were answered last.

    Raises Refused before the first answers, and where it takes more than that nothing has changed.
    """
    answers = of_kind(book, Screening)
    said = screening_of(answers)
    if said is None:
        raise Refused("Answer the safety questions first: --screening none, or what applies to you.")
    ask = open_questions(book, now)
    if ask is not None and not ask.can_be_unchanged:
        raise Refused(f"{ask.text} Answer with --screening none, or what applies to you.")
    again = Screening(
        at=now,
        ticked=said.ticked,
        agreed=said.agreed,
        asked=said.asked,
        numb_areas=said.numb_areas,
        over=replaced_by(answers),
    )
    return Change("Answered the safety questions: nothing has changed", put=(again,))


def unlocks(ticked: frozenset[Contraindication], agreed: frozenset[Contraindication]) -> str:
    """Returns what opens a lock by the safety questions, as sentences; empty where nothing locks."""
    locking = ticked - (agreed & AGREEABLE)
    parts = []
    if doctor := [each for each in Contraindication if each in locking & AGREEABLE]:
        parts.append(f"Ask a doctor about {_listed(doctor)}; once they agree, say so here.")
    if Contraindication.FEVER in locking:
        parts.append("Answer again once the fever or illness is over.")
    if healing := [each for each in _HEALING if each in locking]:
        parts.append(f"Answer again once {_listed(healing)} has healed.")
    if lasting := [each for each in _LASTING if each in locking]:
        parts.append(f"No mat with {_listed(lasting)}; your doctor can tell whether that is still so.")
    if Contraindication.UNSURE in locking:
        parts.append("Ask a professional whether the mat is for you, then answer again.")
    return " ".join(parts)


def _listed(ticks: list[Contraindication]) -> str:
    return " and ".join(names.CONTRAINDICATION[each] for each in ticks)


_HEALING = (Contraindication.WOUND, Contraindication.SKIN)
_LASTING = (Contraindication.CLOTS, Contraindication.CIRCULATION)

_TEXTS = {
    AskWhy.DIZZY: "You were dizzy in two sessions in a row. See a doctor, and go over the safety questions"
    " before the next session.",
    AskWhy.NUMB: "You reported numbness. See a doctor, and say again whether there is a part that you cannot"
    " feel well.",
    AskWhy.NEW: "There are new safety questions. Answer them once before the next session.",
    AskWhy.ILLNESS: "Your pause for an illness is over: has anything changed since you answered the safety"
    " questions?",
}


def _dizzy_twice(book: Book, said_at: datetime) -> bool:
    """Whether the last two sessions were stopped because of dizziness, the later one after the answers."""
    since = instant(said_at)
    last = book.sessions[-2:]
    dizzy = [s.stopped_for is StopReason.DIZZY for s in last]
    return dizzy == [True, True] and end_of(last[-1]) > since


def _numb(book: Book, said_at: datetime) -> Iterator[datetime]:
    """When the skin was said to be numb, in UTC, about as far back as the answers."""
    since = instant(said_at)
    # from the end, for there are many and they are in order; none is longer than the longest record
    for check in takewhile(lambda each: instant(each.at) > since, reversed(book.checks)):
        if check.skin is Skin.NUMB:
            yield instant(check.at)
    earliest = since - LONGEST_RECORD
    for session in takewhile(lambda each: instant(each.started_at) > earliest, reversed(book.sessions)):
        if session.skin_after is Skin.NUMB:
            yield end_of(session)
