"""The answers on how a session was, as a screen and a terminal of lines save them."""

from __future__ import annotations

from collections.abc import Callable

from coach.domain.dated_ahead import ahead_of
from coach.domain.model import Book, Change, Refused, Session
from coach.domain.session.manual_entry import check_in


class SessionGone(Refused):
    """The session was deleted meanwhile, so nothing is left to save answers with."""

    def __init__(self) -> None:
        super().__init__("This session was deleted in another terminal.")


def save_answers(book: Book, session: Session, answered: Callable[[Session], Session]) -> Change:
    """Saves the answers that `answered` puts into the session as the book has it.

    Raises SessionGone if it was deleted meanwhile, and Refused for an answer that cannot be.
    """
    # A clock that was set back since the session has moved it among those that are dated ahead.
    found = next((s for s in (*book.sessions, *book.ahead) if s.id == session.id), None)
    if found is None:
        raise SessionGone
    given = answered(found)
    return check_in(
        # With the corrected minutes, but the answers of the file: `check_in` compares to see what is new.
        given._replace(skin_after=found.skin_after, sharpness=found.sharpness),
        sharpness=given.sharpness,
        skin=given.skin_after,
        before=given.before,
        after=given.after,
        note=given.note,
        ahead=ahead_of(book, found.area),
    )
