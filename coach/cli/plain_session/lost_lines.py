"""The question after a session that nobody ended, in lines."""

from __future__ import annotations

from collections.abc import Callable

from coach.cli.next_command import next_line
from coach.cli.plain_session.check_in_lines import CheckInLines
from coach.cli.plain_session.line_reader import EndOfInput
from coach.cli.plain_session.talk import INTERRUPTED, Talk
from coach.domain.model import Book, Change, Ended, Refused, Session
from coach.session_control.lost_session import COUNTS, LostSession
from coach.session_control.session_words import STOP_REASONS, STOP_TEXT, ended_elsewhere
from coach.store import Applied
from coach.text.format import minutes

_LETTERS = {"s": "sharp", "d": "dizzy", "n": "numb", "o": "other", "": "stop"}


class _AnsweredElsewhere(Exception):
    """Another terminal has answered the question meanwhile."""


def ask_how_long(talk: Talk, lost: LostSession) -> int:
    """Asks how long it was, records or discards it, and returns the status of the process."""
    try:
        return _ask(talk, lost)
    except (EndOfInput, KeyboardInterrupt) as end:
        talk.say("It waits for your answer. Run: coach session")
        return INTERRUPTED if isinstance(end, KeyboardInterrupt) else 0
    except _AnsweredElsewhere:
        session = next((each for each in talk.context.book.sessions if each.id == lost.live.id), None)
        talk.say(ended_elsewhere(session))
        return 0


def _ask(talk: Talk, lost: LostSession) -> int:
    offered, most = minutes(lost.offered_min), minutes(lost.found.most_min)
    talk.say("Nobody ended this session.")
    if lost.is_worth:
        question = (
            f"{lost.question()} Enter records {offered}; or type the minutes, {most} at most."
            " x if you stopped because of what you felt, d discards it, q answers later."
        )
        talk.say(COUNTS)
    else:
        question = (
            "Under a minute is not recorded. Enter discards it, x if you stopped because of what you felt."
        )

    def read(typed: str) -> int:
        word = typed.lower()
        if word in ("q", "later"):
            raise EndOfInput
        if word in ("d", "discard") or (not word and not lost.is_worth):
            _change(talk, lost, lost.discard)
            talk.say("Discarded that session. coach undo brings it back.", next_line(talk.context.today()))
            return 0
        if word in ("x", "stop"):
            return _stopped(talk, lost)
        done = lost.offered_min if word in ("", "y", "yes") else _minutes(lost, typed, stopped=False)
        return _record(talk, lost, lambda book: lost.record(book, done, Ended.RECOVERED))

    return talk.ask(question, read)


def _stopped(talk: Talk, lost: LostSession) -> int:
    done = lost.found.most_min
    if lost.is_worth:
        done = talk.ask(
            f"How many minutes was it, {minutes(lost.found.most_min)} at most?",
            lambda typed: _minutes(lost, typed, stopped=True),
        )

    def read(typed: str) -> int:
        word = _LETTERS.get(typed.lower(), typed.lower())
        if word not in STOP_REASONS:
            raise Refused("Type s, d, n or o, or Enter alone.")
        reason = STOP_REASONS[word]
        return _record(talk, lost, lambda book: lost.record(book, done, Ended.SENSATION, reason))

    return talk.ask(
        f"{STOP_TEXT} Why did you stop? s too sharp, d dizzy or faint, n numb, o something else,"
        " Enter for no reason.",
        read,
    )


def _record(talk: Talk, lost: LostSession, decide: Callable[[Book], Change]) -> int:
    applied = _change(talk, lost, decide)
    session = next(record for record in applied.put if isinstance(record, Session))
    return CheckInLines(talk, session, asks_why=session.ended is Ended.SENSATION).run()


def _change(talk: Talk, lost: LostSession, decide: Callable[[Book], Change]) -> Applied:
    """Changes the file; raises _AnsweredElsewhere if the question is no longer open."""
    try:
        return talk.context.change(decide)
    except Refused:
        talk.context.read()
        live = talk.context.book.live
        if live is None or live.id != lost.live.id:
            raise _AnsweredElsewhere from None
        raise


def _minutes(lost: LostSession, typed: str, *, stopped: bool) -> float:
    return lost.checked_minutes(typed, stopped=stopped, discard="d")
