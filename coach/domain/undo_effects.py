"""The effects of an undo, in sentences, and which undo is refused: nothing that matters changes silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import Area, Book, Contraindication, Refused, Screening, StartSaid
from coach.domain.onboarding.user_profile import current_answer
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import AskWhy, lost_question, open_questions
from coach.domain.session.skin_answers import lasting_lock
from coach.text import format


def consequences(now: Book, then: Book) -> tuple[str, ...]:
    """Returns the effects once the book is `then` instead of `now`; empty if the label says it all."""
    return tuple(_effects(now, then))


def check_undo(now_book: Book, then: Callable[[], Book], now: datetime, made: datetime | None) -> None:
    """Raises Refused if the book of `then` loses a stop or its question, or opens an area with broken skin.

    What was reported can be taken back by undo only on the day on which it was reported (DESIGN §3). `made`
    is the time of the earliest change that would be undone.
    """
    live = now_book.live
    if live is not None and live.asked_stop and then().live is None:
        raise Refused(
            "You stopped this session; say why first, because a stop is recorded however short it was."
        )
    rollover = now_book.settings.rollover
    if made is not None and day_of(made.astimezone(now.tzinfo), rollover) >= day_of(now, rollover):
        return
    ask = open_questions(now_book, now)
    if ask and ask.why in (AskWhy.DIZZY, AskWhy.NUMB) and lost_question(now_book, then(), now):
        raise Refused(f"That can no longer be undone. {ask.text}")
    ramps = Ramps(now_book)
    for area in Area:
        locks = ramps.of(area).locks
        note = lasting_lock(now_book, area, locks[-1][0], now) if locks else ""
        if note and not Ramps(then()).of(area).state.locked:
            raise Refused(f"That can no longer be undone. {note}")


def _effects(now: Book, then: Book) -> Iterator[str]:
    removed = {session.id for session in now.sessions} - {session.id for session in then.sessions}
    if len(removed) > 1:
        yield f"{len(removed)} sessions are removed."
    if now.live is None and then.live is not None:
        if then.live.asked_stop:
            yield "The question about why you stopped is open again."
        else:
            yield "Its clock goes on; the session is running again."
    elif now.live is not None and then.live is None:
        known = any(each.id == now.live.id for each in then.sessions)
        end = "It is recorded again" if known else "The running session ends, and nothing of it is recorded"
        yield f"{end}."
    screening, earlier_screening = current_answer(now, Screening), current_answer(then, Screening)
    if screening != earlier_screening:
        yield _safety_answers(earlier_screening)
    skin, before = current_answer(now, StartSaid), current_answer(then, StartSaid)
    if skin is not None and before is not None and skin.sensitive is not before.sensitive:
        yield f"Your skin counts as {'sensitive' if before.sensitive else 'not sensitive'} again."


def _safety_answers(earlier: Screening | None) -> str:
    if earlier is None:
        return "No answers to the safety questions are left, and no session starts until they are answered."
    sentence = f"The safety answers of {format.short_date(earlier.at.date())} hold again"
    if not earlier.ticked:
        return f"{sentence}: nothing applies."
    # A doctor's yes is for one tick alone, so it stands beside that one.
    applies = [
        f"{labels.CONTRAINDICATION[each]}{' (a doctor agreed)' if each in earlier.agreed else ''}"
        for each in Contraindication
        if each in earlier.ticked
    ]
    # Some of them have commas of their own.
    return f"{sentence}: {format.listed(applies, '; ')}."
