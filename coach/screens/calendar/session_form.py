"""The form that records a session by hand, or edits one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from coach.context import AppContext
from coach.domain import labels
from coach.domain.dates import moved
from coach.domain.drafts import Form, FormDraft, Value
from coach.domain.local_time import zone_of
from coach.domain.model import Area, Book, Change, Cover, Ended, Refused, Session, Skin, StopReason
from coach.domain.session.corrections import edit
from coach.domain.session.entry_notes import say_beside, say_saved
from coach.domain.session.manual_entry import EntryResult, ManualEntry, log
from coach.paths import STYLES
from coach.screens.calendar.entry_options import AREAS, ATTENDED, COVERS, SKINS, STOPPED_FOR, endings
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.shared.answer_form import AnswerForm
from coach.screens.shared.drafting import WAITS, Drafting
from coach.screens.shared.form_values import fill_in, filled_in
from coach.screens.shared.typed_times import after, day_of_text, minutes_of, taken, time_of
from coach.store import Applied
from coach.text import format
from coach.text.clean import clean_lines
from coach.text.format import day_name
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.note_input import NoteInput
from coach.widgets.forms.scale import Scale

_NOON = time(12)
_A_DAY = 24 * 60


class SessionForm(Drafting, AnswerForm):
    """Asks what a session was; nothing but the minutes has to be answered.

    Closes with what was saved, in words; a refusal stays in the form beside the answers.
    """

    CSS_PATH = STYLES / "calendar.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="entry-back", tooltip="Close without saving"),
        Binding("ctrl+s,enter", "save", "Save", id="entry-save", tooltip="Save the session"),
        Binding("down", "app.focus_next", "Next", id="entry-next", tooltip="The next answer", show=False),
        Binding(
            "up", "app.focus_previous", "Before", id="entry-before", tooltip="The one before", show=False
        ),
    ]

    def __init__(
        self,
        context: AppContext,
        day: date,
        area: Area,
        session: Session | None = None,
        draft: FormDraft | None = None,
    ) -> None:
        """Ask for a session of a day, or edit one; `draft` fills in what was typed in an earlier run."""
        super().__init__(context)
        self.day = day
        self.area = area
        self.session = session
        self._opened_today = day == context.day()
        self._note = ""
        """The note as its field shows it at first."""
        self.id_to_be = draft.id if draft else session.id if session else context.store.new_id()
        """The id of the record; known beforehand, so that what is tried twice is recorded once."""
        self._draft = draft
        self._began: dict[str, Value] | None = None
        if draft is not None:
            self.adopt_draft(draft)

    def compose(self) -> ComposeResult:
        """Yields a row for each answer."""
        editing = self.session is not None
        title = "Edit a session" if editing else "Record a session"
        with Card(title=title, subtitle="Tab next, Enter saves, Esc back", id="entry-card"):
            with VerticalScroll(can_focus=False):
                yield from self._rows(editing=editing)
            yield Static(id="entry-said", classes="warn", markup=False)
            with Vertical(id="entry-do"):
                yield ActionButton("Save")

    def _rows(self, *, editing: bool) -> ComposeResult:
        yield from self._row("Day", Input(id="on", max_length=10), Static(id="entry-day"))
        yield from self._row("Minutes", Input(id="minutes", placeholder="1 to 720", max_length=6))
        if self.session is not None and self.session.unattended:
            yield from self._row("They are", Choice(ATTENDED, id="attended"))
        yield from self._row("Began at", Input(id="at", max_length=5), Static(id="entry-end"))
        yield from self._row("Area", Choice(AREAS, id="area"))
        yield from self._row("Cover", Choice(COVERS, id="cover"))
        yield from self._row("Sharpness", Scale(id="sharpness"))
        yield Static(labels.SHARPNESS, id="entry-anchors", classes="muted")
        yield from self._row("Sore before", Scale(id="before"))
        yield from self._row("Sore after", Scale(id="after"))
        yield from self._row("Skin after", Choice(SKINS, id="skin"))
        if editing:
            yield from self._row("Next check", Choice(SKINS, id="skin-next"))
            yield from self._row("Ended", Choice(endings(self.session), id="ended"))
        yield from self._row("Stopped for", Choice(STOPPED_FOR, id="stopped"))
        yield from self._row("Note", NoteInput(id="note"))

    def _row(self, label: str, field: Input | Choice | Scale, *beside: Static) -> ComposeResult:
        if isinstance(field, Input):
            field.cursor_blink = False
        # where there is little width, those to choose from stand below their name while they are answered
        with Horizontal(classes="entry-row" if isinstance(field, Input) else "entry-row -answers"):
            yield Label(label, classes="muted")
            yield field
            yield from beside

    def on_mount(self) -> None:
        """Fills in what is known."""
        session = self.session
        self.query_one("#on", Input).value = self.day.isoformat()
        self.query_one("#area", Choice).value = session.area if session else self.area
        if session is not None:
            self.query_one("#minutes", Input).value = format.number(session.done_min)
            self.query_one("#at", Input).value = f"{self._shown(session):%H:%M}"
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
            self._note = self.query_one("#note", Input).value
        self._began = filled_in(self)
        if self._draft is not None:
            fill_in(self, self._draft.values)
        self.query_one("#minutes", Input).focus()

    @on(Input.Changed, "#on,#minutes,#at")
    def _show_times(self) -> None:
        """Says which day that is, and when the session ended; propose when it began."""
        at = self.query_one("#at", Input)
        said = taken(minutes_of, self.query_one("#minutes", Input).value) or 0
        minutes = said if 0 < said < _A_DAY else 0
        day = taken(day_of_text, self.query_one("#on", Input).value)
        proposed = _NOON
        if self._just_now():
            proposed = moved(self.context.now(), timedelta(minutes=-minutes)).time()
        at.placeholder = f"{proposed:%H:%M}"
        began = taken(time_of, at.value) if at.value.strip() else proposed
        ended = f"to {after(began, minutes):%H:%M}" if minutes and began is not None else ""
        self.query_one("#entry-day", Static).update(Content(day_name(day, self.context.day()) if day else ""))
        self.query_one("#entry-end", Static).update(Content(ended))

    def draft(self) -> FormDraft | None:
        """Returns what was filled in, where that is anything."""
        values = filled_in(self)
        if self._began is None or values == self._began:
            return None
        return FormDraft(
            at=self.context.now(),
            form=Form.ENTRY,
            id=self.id_to_be,
            values=values,
            day=self.day,
            area=self.area,
            edits=self.session.id if self.session else "",
        )

    def keep(self) -> None:
        """Nothing is recorded that nobody saved."""
        raise Refused("Enter saves this session")

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.tell(text)

    @on(Input.Changed)
    @on(Choice.Changed)
    @on(Scale.Changed)
    def _hold(self) -> None:
        self.hold_draft()
        self._mind()

    @on(Choice.Changed, "#stopped")
    def _stopped(self, event: Choice.Changed) -> None:
        """A reason to stop says how it ended as well."""
        if event.value is not None and self.query("#ended"):
            self.query_one("#ended", Choice).value = Ended.SENSATION

    @on(Choice.Changed, "#ended")
    def _ended(self, event: Choice.Changed) -> None:
        """What was not stopped for the sensation has no reason to stop."""
        if event.value != Ended.SENSATION:
            self.query_one("#stopped", Choice).value = None

    def _mind(self) -> None:
        """Says at once what the answers so far should make one think of."""
        try:
            said = self._said()
        except Refused:
            return  # while it is typed
        self.tell(say_beside(said, self.day, self.context.day()))

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Closes, saved or not; nothing of it waits, but what an earlier run left and nobody threw away."""
        self._began = None
        if result is None and self._draft is not None:
            self.let_draft_wait()
            result = WAITS
        else:
            self.forget_draft()
        return super().dismiss(result)

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Saves what was answered, or says which answer cannot be."""
        self._save(frozenset())

    def _save(self, agreed: Agreed) -> None:
        warnings: tuple[str, ...] = ()
        session, now = self.session, self.context.now()

        def decide(book: Book) -> Change:
            nonlocal warnings
            said = self._said()  # as it stands: it may be changed while it waits to be saved
            if session is None:
                found = self._logged(book, said, now, agreed)
            else:
                found = edit(book, session, said, now, agreed=agreed)
            warnings = found.warnings
            return found.change

        def done(applied: Applied) -> None:
            notes = warnings
            for put in [each for each in applied.put if isinstance(each, Session)][:1]:
                notes = say_saved(applied.book, put, warnings, self.context.day())
            self.dismiss(" ".join((f"{applied.label}. Saved.", *notes)))

        self.submit(decide, done, lambda doubt: ask_about(self.app, doubt, agreed, self._save))

    def tell(self, text: str) -> None:
        """Says beside the answers why they are not saved."""
        self.query_one("#entry-said", Static).update(Content(clean_lines(text)))

    def _logged(self, book: Book, said: ManualEntry, now: datetime, agreed: Agreed) -> EntryResult:
        if any(each.id == self.id_to_be for each in book.sessions):
            raise Refused("This session is recorded already. Esc closes the form.")
        found = log(book, said, now, agreed=agreed)
        session = found.session._replace(id=self.id_to_be)
        return found._replace(change=found.change._replace(put=(session,)), session=session)

    def _said(self) -> ManualEntry:
        session = self.session
        cover, skin = self.query_one("#cover", Choice).value, self.query_one("#skin", Choice).value
        minutes, note = self.query_one("#minutes", Input).value, self.query_one("#note", Input).value
        stopped = self.query_one("#stopped", Choice).value
        said = ManualEntry(
            minutes=minutes_of(minutes),
            area=Area(self.query_one("#area", Choice).value or self.area),
            cover=Cover(cover) if cover else None,
            on=None if self._just_now() else day_of_text(self.query_one("#on", Input).value),
            at=time_of(self.query_one("#at", Input).value),
            sharpness=self.query_one("#sharpness", Scale).value,
            skin=Skin(skin) if skin else None,
            before=self.query_one("#before", Scale).value,
            after=self.query_one("#after", Scale).value,
            note=note,
            stopped_for=StopReason(stopped) if stopped else None,
        )
        if session is None:
            return said
        skin_next, ended = self.query_one("#skin-next", Choice).value, self.query_one("#ended", Choice).value
        return said._replace(
            # the fields show them rounded, and on one line
            minutes=session.done_min if minutes == format.number(session.done_min) else said.minutes,
            note=session.note if note == self._note else note,
            skin_next=Skin(skin_next) if skin_next else None,
            ended=Ended(ended) if ended else None,
            attended=session.unattended and bool(self.query_one("#attended", Choice).value),
        )

    def _just_now(self) -> bool:
        """Returns whether a session is recorded that has just ended: of today, and no time was given."""
        untouched = self.query_one("#on", Input).value.strip() == self.day.isoformat()
        timeless = not self.query_one("#at", Input).value.strip()
        return self.session is None and self._opened_today and untouched and timeless

    def _shown(self, session: Session) -> datetime:
        return session.started_at.astimezone(zone_of(session.started_at, self.context.now().tzinfo))
