"""Correcting a recorded session: its answers, its day and time, or deleting it.

No correction opens an area by accident: broken skin keeps it closed, and a milder answer is asked about.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, datetime, timedelta

from coach.domain import labels
from coach.domain.check_answers import answered, first_answer, first_answers, recorded_checks
from coach.domain.dated_ahead import ahead_of
from coach.domain.dates import day_of, moved
from coach.domain.instants import end_of, instant
from coach.domain.local_time import began, zone_of
from coach.domain.model import (
    WOUNDED,
    Area,
    Book,
    Change,
    Check,
    Ended,
    Record,
    Refused,
    Session,
    Skin,
)
from coach.domain.ramp.rules import HURT, SHARP, SOREST, is_too_much, soreness_grew
from coach.domain.safety.screening import lost_question
from coach.domain.session.cautions import warnings
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.entry_edits import carried_over
from coach.domain.session.manual_entry import (
    EntryResult,
    ManualEntry,
    area_and_day,
    check_answers,
    check_day,
    check_long_enough,
    check_over,
    confirm_long,
    meets_prescription,
    prescribed,
    seen_ahead,
    stated_end,
)
from coach.domain.session.overlaps import confirm_overlap
from coach.domain.session.skin_answers import (
    AnswerChanges,
    Correction,
    add_answer,
    answered_on,
    correct_answer,
    lasting_lock,
)
from coach.text import format


def edit(
    book: Book, session: Session, entry: ManualEntry, now: datetime, *, agreed: Container[Confirmation] = ()
) -> EntryResult:
    """Corrects a session; whatever `entry` leaves out is removed, except its day and time.

    Only a day that is named moves the session to another one. Where nothing changes, the change has no label.
    What was changed since `session` was read stays changed where `entry` has it as it was read. Raises
    Refused, naming the field, for what cannot have been, and Unconfirmed for what `agreed` lacks.
    """
    current = _recorded(book, session)
    entry = carried_over(entry, session, current, now.tzinfo)
    session = current
    check_answers(entry)
    edited = _timed(book, session, entry, now)._replace(
        ended=_ended(book, session, entry),
        stopped_for=entry.stopped_for,
        unattended=session.unattended and not entry.attended and entry.minutes == session.done_min,
        from_comfort=session.from_comfort and entry.sharpness == session.sharpness,
        cover=entry.cover,
        sharpness=entry.sharpness,
        skin_after=entry.skin,
        seen=seen_ahead(session, entry.skin, ahead_of(book, entry.area)),
        before=entry.before,
        after=entry.after,
        note=entry.note,
    )
    # Only a change is questioned: what the session had before was checked when it was recorded.
    if edited.ended is not Ended.SENSATION and _length(edited) != _length(session):
        check_long_enough(edited.done_min)
    if edited.done_min != session.done_min:
        confirm_long(edited, agreed)
    edited = _relinked(book, session, edited)
    if _span(edited) != _span(session):
        edited = confirm_overlap(book, edited, agreed)
    _confirm_milder(session, edited, agreed)
    if edited.stopped_for is session.stopped_for:
        _keep_question(book, session, edited, now)
    answers = AnswerChanges()
    if entry.skin_next is not session.skin_next:
        answer = add_answer if edited.skin_next is None else correct_answer
        answers = answer(book, edited, entry.skin_next, now, agreed=agreed)
        edited = _with_answer(book, edited, answers)
    others = tuple(each for each in answers.put if each.id != edited.id or not isinstance(each, Session))
    checks, notes = _still_broken(book, session, edited, now)
    same = edited == session and not (others or checks or answers.drop)
    change = Change(
        "" if same else _label(session, edited), put=(edited, *others, *checks), drop=answers.drop
    )
    return EntryResult(change, edited, (*warnings(book, edited), *dict.fromkeys((*answers.notes, *notes))))


def delete(book: Book, session: Session, now: datetime) -> Correction:
    """Deletes a session, which can be undone; broken skin that was recorded with it keeps its area closed.

    Raises Refused for one of two stops that keep the safety questions open, or if the session is gone.
    """
    session = _recorded(book, session)
    _keep_question(book, session, None, now)
    checks, notes = _still_broken(book, session, None, now)
    return Correction(
        Change(
            f"Deleted {format.minutes(session.done_min)}{area_and_day(session)}", put=checks, drop=(session,)
        ),
        notes,
    )


def _keep_question(book: Book, session: Session, edited: Session | None, now: datetime) -> None:
    """Raises Refused if a session is one of two stops after which the safety questions are still open."""
    left = (*(s for s in book.sessions if s.id != session.id), *([edited] if edited else []))
    then = book._replace(sessions=tuple(sorted(left, key=lambda each: instant(each.started_at))))
    if question := lost_question(book, then, now):
        raise Refused(f"{question} Until then these sessions stay as they are.")


def _recorded(book: Book, session: Session) -> Session:
    """Returns the session as it is now; raises Refused if it is gone."""
    for each in (*book.sessions, *book.ahead):
        if each.id == session.id:
            return each
    raise Refused("That session is no longer there.")


def _timed(book: Book, session: Session, entry: ManualEntry, now: datetime) -> Session:
    """Returns the session with the area, minutes, day and time of the entry."""
    started, day = _moved(book, session, entry, now)
    pauses = end_of(session) - instant(session.started_at) - timedelta(minutes=session.done_min)
    ended_at = moved(started, timedelta(minutes=entry.minutes) + pauses)
    same = instant(started) == instant(session.started_at) and entry.minutes == session.done_min
    if not same:
        check_over(started, ended_at, now)
    return session._replace(
        area=entry.area,
        started_at=started,
        day=day,
        done_min=entry.minutes,
        ended_at=session.ended_at if same else ended_at,
    )


def _moved(book: Book, session: Session, entry: ManualEntry, now: datetime) -> tuple[datetime, date]:
    """Returns when the session began and on which day; what the entry leaves out stays as it was recorded."""
    rollover = book.settings.rollover
    zone = zone_of(session.started_at, now.tzinfo)
    local_start = session.started_at.astimezone(zone)
    # The form shows whole minutes: the same minute given back is no change, and keeps its seconds.
    minute = local_start.time().replace(second=0, microsecond=0, fold=0)
    at = local_start.time().replace(fold=0) if entry.at is None or entry.at == minute else entry.at
    day = entry.on or session.day
    latest = moved(now, timedelta(minutes=-entry.minutes)).astimezone(zone)
    if day != session.day:
        check_day(day, day_of(now, rollover))
        return began(day, at, rollover, latest), day
    if entry.at is None or entry.at == minute:
        return session.started_at, day
    # Another zone or rollover may have put it on a day that this clock would not give it: then only the time
    # of day changes, on the date that the clock showed.
    at_home = day_of(local_start, rollover) == day
    return began(day, at, rollover, latest) if at_home else began(local_start.date(), at, 0, latest), day


def _ended(book: Book, session: Session, entry: ManualEntry) -> Ended:
    ended = stated_end(entry)
    if ended not in (None, session.ended):
        return ended or session.ended
    stopped = session.backfilled and session.ended is Ended.STOPPED
    if stopped and meets_prescription(prescribed(book, entry.area, entry.on or session.day), entry.minutes):
        return Ended.COMPLETED  # only its minutes had made it an early end
    return session.ended


def _relinked(book: Book, session: Session, edited: Session) -> Session:
    """Returns the session with the answer of the skin check that now comes after it.

    A session that is moved past its answer has none; `skin_next_on` stays, so that moving it back finds the
    answer again. An answer of its own, which is in no skin check, moves along.
    """
    if (edited.area, edited.day) == (session.area, session.day) or edited.skin_next_on is None:
        return edited
    check = first_answer(book, edited.area, edited.skin_next_on)
    return answered(edited, first_answers((check,) if check else ()))


def _with_answer(book: Book, edited: Session, answers: AnswerChanges) -> Session:
    """Returns the session as it is once the answer that came after it is changed."""
    found = next((s for s in answers.put if isinstance(s, Session) and s.id == edited.id), edited)
    checks = {each.id: each for each in recorded_checks(book)}
    checks |= {each.id: each for each in answers.put if isinstance(each, Check)}
    return answered(found, first_answers(checks.values()))


def _confirm_milder(session: Session, edited: Session, agreed: Container[Confirmation]) -> None:
    """Raises Unconfirmed if an answer that held or lowered the step is taken back and was no slip."""
    if Confirmation.SLIP in agreed:
        return
    remaining = edited
    if edited.area is not session.area:
        # Moved to another area, it leaves none of its warnings in the one that it was recorded for.
        remaining = edited._replace(
            skin_after=None, stopped_for=None, ended=Ended.COMPLETED, sharpness=None, before=None, after=None
        )
    taken_back = next(_taken_back(session, remaining), "")
    if taken_back:
        raise Unconfirmed(
            f"{taken_back} recorded for this session on your {labels.AREA[session.area]}. Was it a slip?",
            Confirmation.SLIP,
        )


def _taken_back(session: Session, edited: Session) -> Iterator[str]:
    """Yields the warning answers that an edit takes back, the gravest first."""
    was, becomes = session.skin_after, edited.skin_after
    if was in HURT and (becomes is None or list(Skin).index(becomes) < list(Skin).index(was)):
        yield f"{format.capital(was)} skin was"
    if session.stopped_for is not None and edited.stopped_for is not session.stopped_for:
        yield f'A stop ("{labels.STOPPED_FOR[session.stopped_for]}") was'
    if session.ended is Ended.SENSATION and edited.ended is not Ended.SENSATION:
        yield "A stop for what you felt was"
    was_sharp = session.sharpness is not None and session.sharpness >= SHARP
    milder = (edited.sharpness or 0) < SHARP or (is_too_much(session) and not is_too_much(edited))
    if was_sharp and milder:
        yield f"Sharpness {session.sharpness} was"
    if soreness_grew(session) and not soreness_grew(edited):
        yield f"Soreness {session.before} before and {session.after} after was"
    # From 9 on it held the step whatever it was before.
    if (session.after or 0) >= SOREST > (edited.after or 0):
        yield f"Soreness {session.after} after was"


def _still_broken(
    book: Book, before: Session, after: Session | None, now: datetime
) -> tuple[tuple[Record, ...], tuple[str, ...]]:
    """Returns the checks that keep areas closed when a session no longer reports broken skin, and notes.

    Broken skin can be taken back only on the day on which it was reported; later it has to heal as before.
    """
    checks: list[Record] = []
    notes: list[str] = []
    no_longer = _broken_on(before) - (_broken_on(after) if after else set())
    for area, day in sorted(no_longer):
        if any((c.area, c.day) == (area, day) and c.skin in WOUNDED for c in book.checks):
            continue
        if any((area, day) in _broken_on(s) for s in book.sessions if s.id != before.id):
            continue
        note = lasting_lock(book, area, day, now)
        if note:
            answer_now = after.skin_after if after and after.day == day else after and after.skin_next
            also = answer_now if after and after.area is area else None
            # It has to come after the answers of that day: the first of them counts for other sessions too,
            # and this check must not take its place.
            answers_at = [c.at for c in book.checks if c.area is area and c.day == day]
            at = max((end_of(before), *answers_at), key=instant).astimezone(before.started_at.tzinfo)
            skin = Skin.NUMB if Skin.NUMB in (before.skin_after, before.skin_next) else Skin.BROKEN
            checks.append(Check(day=day, area=area, skin=skin, at=at, also=also, seen=before.seen))
            notes.append(note)
    return tuple(checks), tuple(notes)


def _broken_on(session: Session) -> set[tuple[Area, date]]:
    """Returns the areas and days for which a session reports broken skin."""
    found: set[tuple[Area, date]] = set()
    if session.skin_after in WOUNDED:
        found.add((session.area, session.day))
    if session.skin_next in WOUNDED:
        found.add((session.area, answered_on(session)))
    return found


def _length(session: Session) -> tuple[float, Ended]:
    return session.done_min, session.ended


def _span(session: Session) -> tuple[Area, datetime, datetime]:
    return session.area, instant(session.started_at), end_of(session)


def _label(session: Session, edited: Session) -> str:
    if edited.day != session.day:
        to = format.short_date(edited.day)
        return f"Moved {format.minutes(edited.done_min)}{area_and_day(session)} to {to}"
    return f"Edited {format.minutes(edited.done_min)}{area_and_day(edited)}"
