"""The form that records a session by hand, or edits one."""

from __future__ import annotations

from datetime import date, datetime, time

from textual import on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, Static

from coach.domain import names
from coach.domain.drafts import Form, FormDraft, Value
from coach.domain.model import Area, Book, Change, Cover, Refused, Session, Skin
from coach.domain.records import Logged, Logging, edit, log
from coach.paths import STYLES
from coach.screens.answer_form import AnswerForm
from coach.screens.desk import Desk
from coach.screens.drafting import Drafting
from coach.screens.form_values import fill_in, filled_in
from coach.store import Applied
from coach.widgets.card import Card, shown
from coach.widgets.choice import Choice, Option
from coach.widgets.primary import Primary
from coach.widgets.scale import Scale
from coach.wording import long_date

_COVERS = tuple(Option(cover.value, names.COVER[cover]) for cover in Cover)
_AREAS = tuple(Option(area.value, area.value) for area in Area)
_SKINS = tuple(Option(skin.value, skin.value) for skin in Skin)


class Entry(Drafting, AnswerForm):
    """Asks what a session was; nothing but the minutes has to be answered.

    Closes with what was saved, in words; a refusal stays in the form beside the answers.
    """

    CSS_PATH = STYLES / "entry.tcss"
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
        desk: Desk,
        day: date,
        area: Area,
        session: Session | None = None,
        draft: FormDraft | None = None,
    ) -> None:
        """Ask for a session of a day, or edit one; `draft` fills in what was typed in an earlier run."""
        super().__init__(desk)
        self.day = day
        self.area = area
        self.session = session
        self.id_to_be = draft.id if draft else session.id if session else desk.store.new_id()
        """The id of the record; known beforehand, so that what is tried twice is recorded once."""
        self._draft = draft
        self._began: dict[str, Value] | None = None
        if draft is not None:
            self.adopt_draft(draft)

    def compose(self) -> ComposeResult:
        """A row for each answer."""
        session = self.session
        title = "Edit a session" if session else "Record a session"
        with (
            Card(title=title, subtitle="Tab next, Enter saves, Esc back", id="entry-card"),
            VerticalScroll(can_focus=False),
        ):
            yield Static(long_date(self.day), id="entry-day")
            yield from self._row("Minutes", Input(id="minutes", placeholder="1 to 30", max_length=6))
            yield from self._row("Began at", Input(id="at", placeholder="12:00", max_length=5))
            yield from self._row("Area", Choice(_AREAS, id="area"))
            yield from self._row("Cover", Choice(_COVERS, id="cover"))
            yield from self._row("Comfort", Scale("none", "unbearable", id="comfort"))
            yield from self._row("Sore before", Scale(id="before"))
            yield from self._row("Sore after", Scale(id="after"))
            yield from self._row("Skin after", Choice(_SKINS, id="skin"))
            yield from self._row("Note", Input(id="note", max_length=500))
            yield Static(id="entry-said", classes="warn", markup=False)
            with Vertical(id="entry-do"):
                yield Primary("Save")

    def _row(self, label: str, field: Input | Choice | Scale) -> ComposeResult:
        if isinstance(field, Input):
            field.cursor_blink = False
        with Horizontal(classes="entry-row"):
            yield Label(label, classes="muted")
            yield field

    def on_mount(self) -> None:
        """Fill in what is known."""
        session = self.session
        self.query_one("#area", Choice).value = session.area if session else self.area
        if session is not None:
            self.query_one("#minutes", Input).value = names.number(session.done_min)
            self.query_one("#at", Input).value = f"{session.started_at:%H:%M}"
            self.query_one("#cover", Choice).value = session.cover
            self.query_one("#comfort", Scale).value = session.comfort
            self.query_one("#before", Scale).value = session.before
            self.query_one("#after", Scale).value = session.after
            self.query_one("#skin", Choice).value = session.skin_after
            self.query_one("#note", Input).value = session.note
        self._began = filled_in(self)
        if self._draft is not None:
            fill_in(self, self._draft.values)
        self.query_one("#minutes", Input).focus()

    def draft(self) -> FormDraft | None:
        """What was filled in, where that is anything."""
        values = filled_in(self)
        if self._began is None or values == self._began:
            return None
        return FormDraft(
            at=self.desk.now(),
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
        """Say why the coach stays open."""
        self.tell(text)

    @on(Input.Changed)
    @on(Choice.Changed)
    @on(Scale.Changed)
    def _hold(self) -> None:
        self.hold_draft()

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Close, saved or not; nothing of it waits."""
        self._began = None
        self.forget_draft()
        return super().dismiss(result)

    @on(Input.Submitted)
    @on(Primary.Pressed)
    def action_save(self) -> None:
        """Save what was answered, or say which answer cannot be."""
        warnings: tuple[str, ...] = ()
        session, now = self.session, self.desk.now()

        def decide(book: Book) -> Change:
            nonlocal warnings
            said = self._said()  # as it stands: it may be changed while it waits to be saved
            found = edit(book, session, said, now) if session else self._logged(book, said, now)
            warnings = found.warnings
            return found.change

        def done(applied: Applied) -> None:
            self.dismiss(" ".join((f"{applied.label}. Saved.", *warnings)))

        self.submit(decide, done)

    def tell(self, text: str) -> None:
        """Say beside the answers why they are not saved."""
        self.query_one("#entry-said", Static).update(Content(shown(text)))

    def _logged(self, book: Book, said: Logged, now: datetime) -> Logging:
        if any(each.id == self.id_to_be for each in book.sessions):
            raise Refused("This session is recorded already. Esc closes the form.")
        found = log(book, said, now)
        session = found.session._replace(id=self.id_to_be)
        return found._replace(change=found.change._replace(put=(session,)), session=session)

    def _said(self) -> Logged:
        cover, skin = self.query_one("#cover", Choice).value, self.query_one("#skin", Choice).value
        return Logged(
            minutes=minutes_of(self.query_one("#minutes", Input).value),
            area=Area(self.query_one("#area", Choice).value or self.area),
            cover=Cover(cover) if cover else None,
            on=self.day,
            at=time_of(self.query_one("#at", Input).value),
            comfort=self.query_one("#comfort", Scale).value,
            skin=Skin(skin) if skin else None,
            before=self.query_one("#before", Scale).value,
            after=self.query_one("#after", Scale).value,
            note=self.query_one("#note", Input).value,
        )


def minutes_of(text: str) -> float:
    """The minutes that someone typed; raises Refused for what is no number."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise Refused(f"minutes: give a number from 1 to 30, not {text.strip() or 'nothing'}.") from None


def time_of(text: str) -> time | None:
    """The time of day that someone typed, None for nothing; raises Refused for what is none."""
    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip().zfill(5))
    except ValueError:
        raise Refused(f"began at: give a time as 07:30, not {text.strip()}.") from None
