"""The form that records a session by hand, or edits one."""

from __future__ import annotations

from datetime import date, time

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from coach.domain import names
from coach.domain.model import Area, Book, Change, Cover, Refused, Session, Skin
from coach.domain.records import Logged, Logging, edit, log
from coach.paths import STYLES
from coach.screens.desk import Desk
from coach.store import StoreError
from coach.widgets.card import Card
from coach.widgets.choice import Choice, Option
from coach.widgets.note_line import NoteLine
from coach.widgets.primary import Primary
from coach.widgets.scale import Scale
from coach.wording import long_date

_COVERS = tuple(Option(cover.value, names.COVER[cover]) for cover in Cover)
_AREAS = tuple(Option(area.value, area.value) for area in Area)
_SKINS = tuple(Option(skin.value, skin.value) for skin in Skin)


class Entry(ModalScreen[str | None]):
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

    def __init__(self, desk: Desk, day: date, area: Area, session: Session | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.day = day
        self.area = area
        self.session = session

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
            yield from self._row("Note", NoteLine(id="note"))
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
        self.query_one("#minutes", Input).focus()

    @on(Input.Submitted)
    @on(Primary.Pressed)
    def action_save(self) -> None:
        """Save what was answered, or say which answer cannot be."""
        warnings: tuple[str, ...] = ()

        def decide(book: Book) -> Change:
            nonlocal warnings
            found = self._edited(book) if self.session else log(book, self._said(), self.desk.now())
            warnings = found.warnings
            return found.change

        try:
            applied = self.desk.change(decide)
        except (Refused, StoreError) as error:
            self.say(str(error))
            return
        self.dismiss(" ".join((f"{applied.label}. Saved.", *warnings)))

    def say(self, text: str) -> None:
        """Say beneath the answers what is wrong with them, or what became of one."""
        self.query_one("#entry-said", Static).update(Content(text))

    def _edited(self, book: Book) -> Logging:
        assert self.session is not None
        return edit(book, self.session, self._said(), self.desk.now())

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
