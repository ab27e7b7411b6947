"""The safety questions: when they are asked again, and which areas the answers lock (DESIGN §6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import NamedTuple

from coach.domain import labels
from coach.domain.current_answers import asked_at, of_kind, replaced_by, screening_of
from coach.domain.dates import day_of, days_between
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    AGREEABLE,
    Area,
    Book,
    Change,
    Contraindication,
    PauseFor,
    Screening,
    Session,
    Skin,
    StopReason,
)
from coach.domain.safety.missing_answers import AnswerMissing, MissingPart
from coach.text import format

QUIET_DAYS = 30
"""Days without a session, and without an answer, after which the questions are asked again."""

NEAR_DAYS = 7
"""Two stops for dizziness, or for numbness, within so many days open the questions, as two in a row do."""

UNCHANGED = "Answered the safety questions: nothing has changed"
"""The label of an answer that says the same again."""


class AskWhy(StrEnum):
    """The reason why the safety questions are open; the first that fits counts."""

    DIZZY = "dizzy"
    """Two sessions near each other were stopped because of dizziness since the last answers."""
    NUMB = "numb"
    """Skin was reported numb since the last answers, or two sessions near each other were stopped for it."""
    NEW = "new"
    """An older coach asked fewer questions."""
    ILLNESS = "illness"
    """A pause for an illness is over."""
    QUIET = "quiet"
    """There was no session for 30 days."""


class OpenQuestions(NamedTuple):
    """Safety questions that have to be answered before the next session."""

    why: AskWhy
    questions: frozenset[Contraindication]
    """The questions that must be answered; the others may be answered with them."""
    text: str
    """The reason and what to do, in one or two sentences."""

    @property
    def can_be_unchanged(self) -> bool:
        """Whether "nothing has changed" is an answer: not to new questions, nor after a symptom."""
        return self.why in (AskWhy.ILLNESS, AskWhy.QUIET)


def open_questions(book: Book, now: datetime) -> OpenQuestions | None:
    """Returns the safety questions that are open at a moment in the user's zone; None if there are none.

    Before the first answers it is None as well, because all of setup is still open then.
    """
    screening = screening_of(of_kind(book, Screening))
    if screening is None:
        return None
    rollover = book.settings.rollover
    today, answered_on = day_of(now, rollover), day_of(asked_at(screening), rollover)
    unanswered = {report.why for report in _reports(book) if not _was_answered(report, screening, now)}
    if AskWhy.DIZZY in unanswered:
        return OpenQuestions(AskWhy.DIZZY, frozenset(Contraindication), _TEXTS[AskWhy.DIZZY])
    if AskWhy.NUMB in unanswered:
        return OpenQuestions(AskWhy.NUMB, frozenset({Contraindication.FEELING}), _TEXTS[AskWhy.NUMB])
    if new := frozenset(Contraindication) - screening.asked:
        return OpenQuestions(AskWhy.NEW, new, _TEXTS[AskWhy.NEW])
    ill = (p.last for p in book.pauses if p.why is PauseFor.ILLNESS and p.last is not None)
    if any(answered_on <= last < today for last in ill):
        return OpenQuestions(AskWhy.ILLNESS, frozenset(Contraindication), _TEXTS[AskWhy.ILLNESS])
    if (quiet := _quiet_days(book, answered_on, today)) >= QUIET_DAYS:
        text = f"{quiet} days without a session: has anything changed since your last safety answers?"
        return OpenQuestions(AskWhy.QUIET, frozenset(Contraindication), text)
    return None


def _quiet_days(book: Book, answered_on: date, today: date) -> int:
    """Returns the longest run of days without a session since the last answers.

    It is the longest, not the latest: a session that is recorded later closes no open question. One of which
    only the minutes are known does not either.
    """
    # from the end: there may be thousands of sessions, and they are nearly in the order of their days
    lately = takewhile(lambda each: each.day >= answered_on, reversed(book.sessions))
    known = (each.day for each in lately if each.day <= today and not each.only_minutes)
    days = sorted({answered_on, *known, max(answered_on, today)})
    return max((days_between(*two) for two in pairwise(days)), default=0)


def unchanged(book: Book, now: datetime) -> Change:
    """Returns the change that answers the safety questions as they were answered last.

    Raises `Refused` before the first answers, and if "nothing has changed" is not enough for an answer.
    """
    answers = of_kind(book, Screening)
    screening = screening_of(answers)
    if screening is None:
        raise AnswerMissing(MissingPart.QUESTIONS)
    ask = open_questions(book, now)
    if ask is not None and not ask.can_be_unchanged:
        raise AnswerMissing(MissingPart.AGAIN, ask.text)
    if lacks_areas(screening.ticked, screening.numb_areas):
        raise AnswerMissing(MissingPart.AREAS)
    again = screening._replace(at=now, asked_at=None, heard=heard(book), over=replaced_by(answers), id="")
    return Change(UNCHANGED, put=(again,))


def heard(book: Book) -> tuple[str, ...]:
    """Returns the names of all reports of dizziness and numbness; an answer given now covers them."""
    return tuple(dict.fromkeys(report.name for report in _reports(book)))


def lost_question(book: Book, then: Book, now: datetime) -> str:
    """Returns the question after two stops that is open now and would not be in the book of `then`.

    Only an answer closes it: were one of the two stops gone, the doctor would never be mentioned again. It is
    empty if no such question would be lost.
    """
    screening = screening_of(of_kind(book, Screening))
    if screening is None:
        return ""
    open_now, open_then = (
        {
            report.why
            for report in _reports(each)
            if report.after_stops and not _was_answered(report, screening, now)
        }
        for each in (book, then)
    )
    return next((_TEXTS[why] for why in _TWICE.values() if why in open_now - open_then), "")


def came_back(book: Book, session: Session) -> bool:
    """Returns whether a session was stopped for dizziness or numbness, as another one near it was."""
    return any(report.name == f"twice:{session.id}" for report in _reports(book))


def unlocks(screening: Screening, *, here: bool = False) -> str:
    """Returns what opens a lock by the safety questions, in sentences; empty if nothing locks.

    With `here`, for the page of the questions themselves, the ticks are named; other pages name them before.
    """
    locking = screening.ticked - (screening.agreed & AGREEABLE)
    parts = []
    if lacks_areas(screening.ticked, screening.numb_areas):
        where = "" if here else " in the safety questions"
        parts.append(f"Say{where} which areas you cannot feel well; until then all stay off the mat.")
        if here:
            # the page has room for one step at a time, and this one comes first
            return parts[0]
    if doctor := [each for each in Contraindication if each in locking & AGREEABLE]:
        ask = f"Ask a doctor about {_asked_about(doctor)}" if here else "Ask a doctor first"
        parts.append(f"{ask}; once they agree, say so {'here' if here else 'in the safety questions'}.")
    if lasting := [each for each in _LASTING if each in locking]:
        named = " or ".join(labels.CONTRAINDICATION[each] for each in lasting)
        other = "only a doctor can say otherwise."
        parts.append(f"No mat with {named}; {other}" if here else format.capital(other))
    if Contraindication.UNSURE in locking:
        parts.append("Ask a professional whether the mat is for you.")
    over = ["the fever or illness is over"] if Contraindication.FEVER in locking else []
    if locking & _HEALING:
        over.append("your skin has healed")
    if Contraindication.UNSURE in locking:
        over.append("they say yes")
    if over:
        again = "Answer again" if here else "Answer the safety questions again"
        parts.append(f"{again} once {format.listed(over)}.")
    return " ".join(parts)


def _asked_about(ticks: list[Contraindication]) -> str:
    return format.listed([labels.ASKED_ABOUT[each] for each in ticks])


_HEALING = {Contraindication.WOUND, Contraindication.SKIN}
_LASTING = (Contraindication.CLOTS, Contraindication.CIRCULATION)

_TEXTS = {
    AskWhy.DIZZY: "You stopped two sessions because you were dizzy or faint. See a doctor, and go over the"
    " safety questions before the next session.",
    AskWhy.NUMB: "You reported numbness. See a doctor, and say again whether there is a part that you cannot"
    " feel well.",
    AskWhy.NEW: "There are new safety questions. Answer them once before the next session.",
    AskWhy.ILLNESS: "Your pause for an illness is over: has anything changed since you answered the safety"
    " questions?",
}


_TWICE = {StopReason.DIZZY: AskWhy.DIZZY, StopReason.NUMB: AskWhy.NUMB}
"""The stops that open the questions if there are two near each other, each with its reason."""


class _Report(NamedTuple):
    """A report of a symptom, which opens the safety questions until they are answered."""

    why: AskWhy
    name: str
    """A name that stays the same, so that an answer can list the reports that it covers."""
    at: datetime
    """The time of the symptom, in UTC."""
    after_stops: bool = False
    """Whether it is of two stops near each other."""


def _reports(book: Book) -> Iterator[_Report]:
    """Yields the reports of dizziness and numbness, in no particular order.

    A report from an edit, an import or a merge is new, whatever day it is about.
    """
    checked = set()
    for check in book.checks:
        if check.skin is Skin.NUMB:
            checked.add((check.area, check.day))
            yield _Report(AskWhy.NUMB, f"check:{check.id}", instant(check.at))
    stops: dict[StopReason, list[date]] = {reason: [] for reason in _TWICE}
    for place, session in enumerate(book.sessions):
        reason = session.stopped_for
        if reason in _TWICE:
            near = any(abs((day - session.day).days) <= NEAR_DAYS for day in stops[reason])
            if near or reason is _reason_before(book.sessions, place):
                yield _Report(_TWICE[reason], f"twice:{session.id}", end_of(session), after_stops=True)
            stops[reason].append(session.day)
        if session.skin_after is Skin.NUMB:
            yield _Report(AskWhy.NUMB, f"after:{session.id}", end_of(session))
        on = session.skin_next_on
        if session.skin_next is Skin.NUMB and (session.area, on) not in checked:
            day = end_of(session) if on is None else datetime.combine(on, time.max, UTC)
            yield _Report(AskWhy.NUMB, f"next:{session.id}", day)


def _reason_before(sessions: Sequence[Session], place: int) -> StopReason | None:
    """Returns why the session before one in the row was stopped.

    One that was recorded between the two later on, by hand or by an import, closes no open question.
    """
    own = sessions[place].id
    # ids sort by the time at which a record was made
    earlier = (each for each in reversed(sessions[:place]) if not (each.backfilled and each.id > own))
    return next((each.stopped_for for each in earlier), None)


def _was_answered(report: _Report, screening: Screening, now: datetime) -> bool:
    """Returns whether the safety questions were answered with a report in view."""
    if screening.heard is not None:
        return report.name in screening.heard
    # capped by now: an answer from a clock that ran ahead must not hide what is reported after it
    return instant(report.at) <= min(instant(asked_at(screening)), instant(now))


def locks(screening: Screening, area: Area) -> bool:
    """Returns whether the safety answers forbid sessions in an area (B17-B19, B32; C04, C06, C07, C09)."""
    agreed = (screening.agreed & AGREEABLE) - area.spec.locked_by.keys()
    if lacks_areas(screening.ticked, screening.numb_areas):
        return True
    if Contraindication.FEELING in screening.ticked and area in (screening.numb_areas or ()):
        return True
    return bool(screening.ticked - agreed)


def lacks_areas(ticked: frozenset[Contraindication], numb_areas: frozenset[Area] | None) -> bool:
    """Returns whether a part cannot be felt well and nobody has said which; then every area is closed."""
    return Contraindication.FEELING in ticked and numb_areas is None


def may_stand(screening: Screening | None) -> bool:
    """Returns whether the user may stand on the mat: not if a part cannot be felt well (C09)."""
    return screening is None or Contraindication.FEELING not in screening.ticked
