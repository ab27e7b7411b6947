"""The rows of the session form: filled in from a session, and read back as its answers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from coach.context import AppContext
from coach.domain import labels
from coach.domain.dates import moved
from coach.domain.local_time import zone_of
from coach.domain.model import Area, Cover, Ended, Session, Skin, StopReason
from coach.domain.session.manual_entry import ManualEntry
from coach.domain.typed_times import after, minutes_of, time_of
from coach.screens.calendar.entry_options import AREAS, ATTENDED, COVERS, SKINS, STOPPED_FOR, endings
from coach.screens.shared.typed_fields import day_of_text, taken
from coach.text import format
from coach.text.format import short_date
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.note_input import NoteInput
from coach.widgets.forms.scale import Scale

_NOON = time(12)
_A_DAY = 24 * 60
"""Minutes."""


class SessionFields(VerticalScroll, can_focus=False):
    """A row for each answer on a session of a day."""

    def __init__(self, context: AppContext, day: date, area: Area, session: Session | None) -> None:
        """Take the day and the area to begin with, or the session to edit."""
        super().__init__()
        self.context = context
        self.day = day
        self.area = area
        self.session = session
        self._opened_today = day == context.day()
        self._first_note = ""
        """The note as its field shows it at first."""

    def compose(self) -> ComposeResult:
        """Yields the rows; some answers can be given only to a session that is there already."""
        editing = self.session is not None
        yield from _row("Day", Input(id="on", max_length=20), Static(id="entry-day"))
        yield from _row("Minutes", Input(id="minutes", placeholder="1 to 720", max_length=7))
        if self.session is not None and self.session.unattended:
            yield from _row("They are", Choice(ATTENDED, id="attended"))
        yield from _row("Began at", Input(id="at", max_length=5), Static(id="entry-end"))
        yield from _row("Area", Choice(AREAS, id="area"))
        yield from _row("Cover", Choice(COVERS, id="cover"))
        yield from _row("Sharpness", Scale(id="sharpness"))
        yield Static(labels.SHARPNESS, id="entry-anchors", classes="muted")
        yield from _row("Sore before", Scale(id="before"))
        yield from _row("Sore after", Scale(id="after"))
        yield from _row("Skin after", Choice(SKINS, id="skin"))
        if editing:
            yield from _row("Next check", Choice(SKINS, id="skin-next"))
            yield from _row("Ended", Choice(endings(self.session), id="ended"))
        yield from _row("Stopped for", Choice(STOPPED_FOR, id="stopped"))
        yield from _row("Note", NoteInput(id="note"))

    def fill(self) -> None:
        """Fills in what is known of the session."""
        session = self.session
        self.query_one("#on", Input).value = self.day.isoformat()
        self.query_one("#area", Choice).value = session.area if session else self.area
        if session is None:
            return
        self.query_one("#minutes", Input).value = _typed_minutes(session)
        self.query_one("#at", Input).value = f"{self._local_start(session):%H:%M}"
        self.query_one("#cover", Choice).value = session.cover
        self.query_one("#sharpness", Scale).value = session.sharpness
        self.query_one("#before", Scale).value = session.before
        self.query_one("#after", Scale).value = session.after
        self.query_one("#skin", Choice).value = session.skin_after
        self.query_one("#skin-next", Choice).value = session.skin_next
        self.query_one("#ended", Choice).value = session.ended
        self.query_one("#stopped", Choice).value = session.stopped_for
        if session.unattended:
            self.query_one("#attended", Choice).value = ""
        self.query_one("#note", Input).value = session.note
        self._first_note = self.query_one("#note", Input).value

    @property
    def doubt(self) -> str:
        """The words that say what to type for another day; empty if the field means only one."""
        typed = self.query_one("#on", Input).value
        day = taken(lambda words: day_of_text(words, self.context.day()), typed)
        return day.doubt if day else ""

    @on(Input.Changed, "#on,#minutes,#at")
    def _show_times(self) -> None:
        """Shows which day that is, and when the session ended; proposes when it began."""
        at = self.query_one("#at", Input)
        typed = taken(minutes_of, self.query_one("#minutes", Input).value) or 0
        minutes = typed if 0 < typed < _A_DAY else 0
        today = self.context.day()
        day = taken(lambda typed: day_of_text(typed, today), self.query_one("#on", Input).value)
        proposed = _NOON
        if self._just_now():
            proposed = moved(self.context.now(), timedelta(minutes=-minutes)).time()
        at.placeholder = f"{proposed:%H:%M}"
        began = taken(time_of, at.value) if at.value.strip() else proposed
        ended = f"to {after(began, minutes):%H:%M}" if minutes and began is not None else ""
        self.query_one("#entry-day", Static).update(Content(short_date(day.day) if day else ""))
        self.query_one("#entry-end", Static).update(Content(ended))

    def logged(self) -> ManualEntry:
        """Returns what was answered. Raises Refused if an answer cannot be read."""
        session = self.session
        cover, skin = self.query_one("#cover", Choice).value, self.query_one("#skin", Choice).value
        minutes, note = self.query_one("#minutes", Input).value, self.query_one("#note", Input).value
        stopped = self.query_one("#stopped", Choice).value
        logged = ManualEntry(
            minutes=minutes_of(minutes),
            area=Area(self.query_one("#area", Choice).value or self.area),
            cover=Cover(cover) if cover else None,
            on=None if self._just_now() else self._typed_day(),
            at=time_of(self.query_one("#at", Input).value),
            sharpness=self.query_one("#sharpness", Scale).value,
            skin=Skin(skin) if skin else None,
            before=self.query_one("#before", Scale).value,
            after=self.query_one("#after", Scale).value,
            note=note,
            stopped_for=StopReason(stopped) if stopped else None,
        )
        if session is None:
            return logged
        skin_next, ended = self.query_one("#skin-next", Choice).value, self.query_one("#ended", Choice).value
        return logged._replace(
            # The fields show these two rounded and on one line: what was not touched must not change by that.
            minutes=session.done_min if minutes == _typed_minutes(session) else logged.minutes,
            note=session.note if note == self._first_note else note,
            skin_next=Skin(skin_next) if skin_next else None,
            ended=Ended(ended) if ended else None,
            attended=session.unattended and bool(self.query_one("#attended", Choice).value),
        )

    def _typed_day(self) -> date:
        return day_of_text(self.query_one("#on", Input).value, self.context.day()).day

    def _just_now(self) -> bool:
        """Returns whether a session is recorded that has just ended: of today, and no time was given."""
        untouched = self.query_one("#on", Input).value.strip() == self.day.isoformat()
        timeless = not self.query_one("#at", Input).value.strip()
        return self.session is None and self._opened_today and untouched and timeless

    def _local_start(self, session: Session) -> datetime:
        """Returns when a session began, by the clock of the place where it was."""
        return session.started_at.astimezone(zone_of(session.started_at, self.context.now().tzinfo))


def _typed_minutes(session: Session) -> str:
    """Returns the minutes of a session as its field shows them, as a clock does: "5", "4:48"."""
    return format.lasted(session.done_min).replace(",", "")


def _row(label: str, field: Input | Choice | Scale, *beside: Static) -> ComposeResult:
    if isinstance(field, Input):
        field.cursor_blink = False
    # In a narrow window the answers to choose from stand below their name while they have the focus.
    with Horizontal(classes="entry-row" if isinstance(field, Input) else "entry-row -answers"):
        yield Label(label, classes="muted")
        yield field
        yield from beside
