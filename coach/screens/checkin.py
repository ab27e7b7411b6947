"""The check-in: how a session was, and what tomorrow becomes of it."""

from __future__ import annotations

from datetime import timedelta

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from coach.domain import names
from coach.domain.ahead import ahead_of
from coach.domain.drafts import CheckInDraft
from coach.domain.model import Book, Change, Refused, Session, Skin
from coach.domain.prescription import Prescription, Ramps, prescribe
from coach.domain.records import check_in
from coach.paths import STYLES
from coach.screens.base import CoachScreen
from coach.screens.desk import Desk
from coach.screens.drafting import Drafting
from coach.screens.save_queue import LOCKED_OR_GONE
from coach.widgets.card import Card
from coach.widgets.choice import Choice, Option
from coach.widgets.note_line import NoteLine
from coach.widgets.primary import Primary
from coach.widgets.scale import Scale
from coach.wording import minutes

_SKINS = tuple(Option(skin.value, skin.value) for skin in Skin)


class CheckInScreen(Drafting, CoachScreen):
    """Asks how a session was, which is on the disk already; every answer may be left out."""

    HOLDS = True
    HEADING = "Check-in"
    CSS_PATH = STYLES / "checkin.tcss"
    BINDINGS = [
        Binding("enter", "save", "Save", id="checkin-save", tooltip="Save the answers"),
        Binding("escape", "skip", "Skip", id="checkin-skip", tooltip="Leave the questions unanswered"),
        # With priority, or an answer typed right behind it would still go to the row before.
        Binding("tab", "app.focus_next", "Next", id="checkin-next", tooltip="The next answer", priority=True),
        Binding("down,j", "app.focus_next", "Next", id="checkin-down", tooltip="The same", show=False),
        Binding(
            "up,k", "app.focus_previous", "Before", id="checkin-before", tooltip="The one before", show=False
        ),
    ]

    def __init__(self, desk: Desk, session: Session, draft: CheckInDraft | None = None) -> None:
        """Ask about a session; with the answers of a `draft`, given when they could not be saved."""
        super().__init__(desk)
        self.session = session
        self._answers = draft.after if draft else session
        self._over = False
        if draft is not None:
            self.adopt_draft(draft)

    def body(self) -> ComposeResult:
        """A row for each answer, and what follows from them."""
        session = self.session
        with VerticalScroll(id="rows", can_focus=False):
            yield Static(
                f"Recorded: {minutes(session.done_min)} on the {names.AREA[session.area]}. How was it?",
                id="asked",
            )
            yield from self._row("Sharpness at end", Scale("nothing", "unbearable", id="sharpness"))
            yield from self._row("Soreness before", Scale("   none", "worst", id="before"))
            yield from self._row("Soreness after", Scale("   none", "worst", id="after"))
            yield from self._row("Skin now", Choice(_SKINS, id="skin"))
            yield from self._row("Note", NoteLine(placeholder="anything worth remembering", id="note"))
            with Card(title="What follows", id="follows"):
                yield Static(id="then", classes="strong")
                yield Static(id="why")
                yield Static(id="now", classes="warn")
            with Vertical(id="doing"):
                yield Primary("Save")

    def _row(self, label: str, field: Widget) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Label(label, classes="muted")
            yield field

    def on_mount(self) -> None:
        """Fill in what is known, and begin with the sharpness."""
        session = self._answers
        self.query_one("#sharpness", Scale).value = session.sharpness
        self.query_one("#before", Scale).value = session.before
        self.query_one("#after", Scale).value = session.after
        self.query_one("#skin", Choice).value = session.skin_after
        self.query_one("#note", NoteLine).value = session.note
        super().on_mount()
        self.query_one("#sharpness").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits answer here; they never lead away."""
        return action != "go"

    @on(Scale.Changed)
    @on(Choice.Changed)
    def renew(self) -> None:
        """Say what tomorrow becomes with the answers so far."""
        session = self._answered(self.session)
        sessions = tuple(session if s.id == session.id else s for s in self.desk.book.sessions)
        ramps = Ramps(self.desk.book._replace(sessions=sessions))
        today = self.desk.day()
        following = prescribe(ramps, session.area, max(session.day + timedelta(1), today))
        when = "Tomorrow" if session.day >= today else "Today"
        self.query_one("#then", Static).update(Content(_then(when, following)))
        self.query_one("#why", Static).update(Content(_why(following)))
        here = prescribe(ramps, session.area, session.day)
        self.query_one("#now", Static).update(Content(here.blocked or ""))
        self.query_one("#follows").set_class(following.rung is None or here.blocked is not None, "-stop")
        self.query_one("#now").display = bool(here.blocked)

    @on(Input.Submitted)
    @on(Primary.Pressed)
    def action_save(self) -> None:
        """Save the answers, and go home; a fault keeps them here."""
        self.save(
            self._decide,
            then=lambda applied: self._close(f"{applied.label}. Saved."),
            say=False,
            owner=self,
            holds=LOCKED_OR_GONE,
        )

    @on(Scale.Changed)
    @on(Choice.Changed)
    @on(Input.Changed)
    def _hold(self) -> None:
        self.hold_draft()

    def draft(self) -> CheckInDraft | None:
        """The answers so far, where they differ from what the file has."""
        if self._over or not self.is_mounted or not self.query("#note"):
            return None
        answered = self._answered(self.session)
        if answered == self.session:
            return None
        return CheckInDraft(self.desk.now(), self.session, answered)

    def keep(self) -> None:
        """Save the answers so far: nobody is asked a second time."""
        self.desk.change(self._decide)
        self.desk.queue.drop(self)
        self._over = True

    def tell_unsaved(self, text: str) -> None:
        """Say why the coach stays open."""
        self.say(text)

    def _decide(self, book: Book) -> Change:
        """The answers as they stand, for they may change while they wait to be saved."""
        # a clock that was set back meanwhile dates it ahead
        known = (*book.sessions, *book.ahead)
        found = next((s for s in known if s.id == self.session.id), None)
        if found is None:
            raise Refused("This session was deleted in another terminal. Esc leaves the questions.")
        said = self._answered(found)
        return check_in(
            found,
            sharpness=said.sharpness,
            skin=said.skin_after,
            before=said.before,
            after=said.after,
            note=said.note,
            ahead=ahead_of(book, found.area),
        )

    def action_skip(self) -> None:
        """Go home; the session itself is saved."""
        self.desk.queue.drop(self)
        self._close(f"{minutes(self.session.done_min)} recorded, without answers.")

    def _close(self, said: str) -> None:
        self._over = True
        self.forget_draft()
        self.post_message(self.Go("today", said))

    def _answered(self, session: Session) -> Session:
        skin = self.query_one("#skin", Choice).value
        return session._replace(
            sharpness=self.query_one("#sharpness", Scale).value,
            before=self.query_one("#before", Scale).value,
            after=self.query_one("#after", Scale).value,
            skin_after=Skin(skin) if skin else None,
            note=self.query_one("#note", NoteLine).value.strip(),
        )


def _then(when: str, following: Prescription) -> str:
    if following.rung is None:
        return f"{when}: no mat here."
    return f"{when}, if your skin is clear: {names.session(following.rung)}."


def _why(following: Prescription) -> str:
    # The sentence is that of the day itself.
    return following.reason.text.replace(" today", "")
