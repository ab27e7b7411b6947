"""Drafts: answers that the file does not have yet, and how each is saved once, however often it is tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from coach.domain import labels
from coach.domain.model import Area, Book, Change, Ended, Live, Refused, Session, StopReason
from coach.domain.ramp.limits import SHORTEST_MIN
from coach.domain.ramp.rules import soreness_grew, warns
from coach.domain.session import live as running
from coach.domain.session.session_times import SessionTimes
from coach.text import format

Value = str | int | list[str] | None
"""The value of a field of a form."""


WAITS = "It is kept, and offered at the next start."
"""The message about a draft that is neither saved nor thrown away."""

_FIELD_NAMES = {"done_min": "minutes"}
"""The names of answers that differ from those of their fields."""

_DERIVED = ("ended", "ended_at", "unattended", "seen", "from_comfort")
"""The fields that follow from the answers on how a session was, and are no answers themselves."""


class Form(StrEnum):
    """A form that can be left half filled."""

    ENTRY = "entry"
    SETUP = "setup"


class CheckInDraft(NamedTuple):
    """Answers on how a session was."""

    at: datetime
    """The time at which they were given."""
    before: Session
    """The session as it was when the questions were asked."""
    after: Session
    """The session with the answers."""

    @property
    def key(self) -> str:
        """The name of it among the drafts of one file."""
        return f"check-in-{self.after.id}"


class SessionDraft(NamedTuple):
    """A session whose start, pause or end is not in the file yet."""

    at: datetime
    live: Live
    """Its record, with an id; the file need not know it."""
    done_min: float | None = None
    """The minutes on the mat; None while it runs."""
    ended: Ended | None = None
    times: SessionTimes | None = None
    """Its start and end, if it is over."""
    stopped_for: StopReason | None = None
    unattended: bool = False
    """Whether it closed by itself with no key pressed after its end."""

    @property
    def key(self) -> str:
        """The name of it among the drafts of one file."""
        return f"session-{self.live.id}"


class FormDraft(NamedTuple):
    """A form as the user left it, field by field."""

    at: datetime
    form: Form
    id: str
    """The id of the record that it is for; empty if there is only one such form."""
    values: Mapping[str, Value]
    """The values of the fields by their names."""
    day: date | None = None
    """The day that it is about."""
    area: Area | None = None
    edits: str = ""
    """The id of the session that it changes; empty for a new one."""
    page: str = ""
    """The page that was open."""

    @property
    def key(self) -> str:
        """The name of it among the drafts of one file."""
        return f"{self.form}-{self.id}" if self.id else str(self.form)


Draft = CheckInDraft | SessionDraft | FormDraft


def is_warning(draft: Draft) -> bool:
    """Returns whether a draft has answers that close an area or hold a step.

    These are saved without a question: until they are, a session could start that they forbid.
    """
    return isinstance(draft, CheckInDraft) and (warns(draft.after) or soreness_grew(draft.after))


def with_answers(found: Session, draft: CheckInDraft) -> Session:
    """Returns a session of the file with the answers of a draft.

    Only what the user changed is taken, field by field. An answer that changed in the file meanwhile was
    given later than the one that waited, so it stays.
    """
    changed: dict[str, Any] = {
        field: new
        for field, old, new in zip(Session._fields, draft.before, draft.after, strict=True)
        if new != old and getattr(found, field) == old
    }
    return found._replace(**changed)


def to_save(book: Book, draft: CheckInDraft | SessionDraft) -> Change | None:
    """Saves a draft; None if the file has it already.

    Raises Refused if it cannot be saved any more: its session was deleted, or another one runs.
    """
    return _checked_in(book, draft) if isinstance(draft, CheckInDraft) else _session(book, draft)


def _checked_in(book: Book, draft: CheckInDraft) -> Change | None:
    found = next((each for each in book.sessions if each.id == draft.after.id), None)
    if found is None:
        raise Refused("The session these answers belong to was deleted.")
    answered = with_answers(found, draft)
    if answered == found:
        return None
    label = f"Checked in on the {labels.AREA[found.area]}, {format.short_date(found.day)}"
    return Change(label, put=(answered,))


def _session(book: Book, draft: SessionDraft) -> Change | None:
    live = draft.live
    # The id of a session is made before the file has it, and the record keeps it: that is how a second try
    # finds out that the first one was saved after all.
    if any(each.id == live.id for each in book.sessions):
        return None
    runs = book.live is not None and book.live.id == live.id
    if draft.done_min is None or draft.ended is None:
        if not runs:
            return running.start(book, live)
        return None if book.live == live else running.change(book, live)
    if runs:
        return running.finish(
            book,
            live,
            done_min=draft.done_min,
            ended=draft.ended,
            times=draft.times,
            stopped_for=draft.stopped_for,
            unattended=draft.unattended,
        )
    if draft.done_min < SHORTEST_MIN and draft.ended is not Ended.SENSATION:
        return None
    return running.record(
        book,
        live,
        done_min=draft.done_min,
        ended=draft.ended,
        times=draft.times,
        stopped_for=draft.stopped_for,
        unattended=draft.unattended,
    )


def describe_unsaved(drafts: Sequence[Draft], why: str, *, kept: bool) -> str:
    """Says on leaving what was not saved and why, and whether it waits for the next start."""
    what = ", ".join(describe(each) for each in drafts)
    if kept:
        return f"Not saved: {what} ({why}). It is kept, and offered when the coach next opens."
    return f"Lost: {what}. Neither the file ({why}) nor the state folder could be written."


def describe(draft: Draft) -> str:
    """Returns a draft in a few words, as in "the check-in after 5 minutes on the back, 5 Jan 2026"."""
    match draft:
        case CheckInDraft():
            return f"the check-in after {_of(draft.after.done_min, draft.after.area, draft.after.day)}"
        case SessionDraft(done_min=None):
            return f"a session of {_of(draft.live.planned_min, draft.live.area, draft.live.day)}"
        case SessionDraft():
            return f"the end of {_of(draft.done_min or 0.0, draft.live.area, draft.live.day)}"
        case FormDraft(form=Form.SETUP):
            return "a page of the setup questions"
        case FormDraft():
            what = "a change of a session" if draft.edits else "a session to record"
            return f"{what}, {format.short_date(draft.day)}" if draft.day else what


def describe_answers(draft: Draft) -> str:
    """Returns the answers of a draft, as in "sharpness 3, skin after clear"; empty if it has none."""
    if isinstance(draft, CheckInDraft):
        pairs = zip(Session._fields, draft.before, draft.after, strict=True)
        return ", ".join(
            f"{_FIELD_NAMES.get(field, field.replace('_', ' '))} {_answer(new)}"
            for field, old, new in pairs
            if new != old and field not in _DERIVED
        )
    if isinstance(draft, FormDraft):
        filled = (f"{field} {_words(value)}" for field, value in draft.values.items() if value)
        return ", ".join(filled)
    return ""


def _answer(value: object) -> object:
    if isinstance(value, float):
        return format.number(value)
    return "not answered" if value in (None, "") else value


def _words(value: Value) -> str:
    return format.listed(value) if isinstance(value, list) else str(value)


def _of(minutes: float, area: Area, day: date) -> str:
    return f"{format.minutes(minutes)} on the {labels.AREA[area]}, {format.short_date(day)}"
