"""The check-in: how a session was, and what tomorrow becomes of it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from coach.context import AppContext
from coach.domain import labels
from coach.domain.dated_ahead import ahead_of
from coach.domain.drafts import CheckInDraft
from coach.domain.model import Book, Change, Refused, Session, Skin, StopReason
from coach.domain.session.cautions import NUMB_SKIN, long_caution, say_growth, stop_advice, thanks, warnings
from coach.domain.session.cues import alarm_due
from coach.domain.session.manual_entry import check_in
from coach.domain.session.outlook import Outlook, effect_of_numbers, outlook
from coach.domain.session.unattended import say_how_long
from coach.paths import STYLES
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Drafting
from coach.screens.shared.typed_times import minutes_of
from coach.store import Applied
from coach.text import format
from coach.text.format import minutes
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.note_input import NoteInput
from coach.widgets.forms.scale import Scale

_SKINS = tuple(Option(skin.value, skin.value) for skin in Skin)


_WHYS = (
    Option(StopReason.SHARP.value, "sharp", "s"),
    Option(StopReason.DIZZY.value, "dizzy", "d"),
    Option(StopReason.NUMB.value, "numb", "n"),
    Option(StopReason.OTHER.value, "other", "o"),
)
"""Why someone stopped, under the keys that they have in the question at the stop."""


class CheckInScreen(Drafting, CoachScreen):
    """Asks how a session was, which is on the disk already; every answer may be left out."""

    STAYS_OPEN = True
    HEADING = "Check-in"
    CSS_PATH = STYLES / "session.tcss"
    BINDINGS = [
        Binding("enter", "save", "Save", id="checkin-save", tooltip="Save the answers"),
        Binding(
            "escape", "skip", "Skip the rest", id="checkin-skip", tooltip="Save what you answered, and leave"
        ),
        # With priority, or an answer typed right behind it would still go to the row before.
        Binding("tab", "app.focus_next", "Next", id="checkin-next", tooltip="The next answer", priority=True),
        Binding("down,j", "app.focus_next", "Next", id="checkin-down", tooltip="The same", show=False),
        Binding(
            "up,k", "app.focus_previous", "Before", id="checkin-before", tooltip="The one before", show=False
        ),
    ]

    def __init__(
        self,
        context: AppContext,
        session: Session,
        draft: CheckInDraft | None = None,
        *,
        alarm: Callable[[], None] | None = None,
        asks_why: bool = False,
    ) -> None:
        """Ask about a session; with the answers of a `draft`, given when they could not be saved.

        `asks_why` is for a stop whose reason was asked for and not answered: it is asked here again.

        An `alarm` rings on gently until someone answers: people fall asleep on the mat.
        """
        super().__init__(context)
        self._alarm = alarm
        self._closed_at = self._looked_at = context.clock.elapsed()
        self.session = session
        self._answers = draft.after if draft else session
        self._asks_why = session.stopped_for is None and (asks_why or self._answers.stopped_for is not None)
        self._over = False
        self._skipped = False
        """Whether Esc was pressed already, and what was answered could not be saved."""
        self._timer_says = ""
        """The minutes that the timer recorded, as their field shows them."""
        self._counts = False
        """Whether the minutes were said to be right as they stand."""
        if draft is not None:
            self.adopt_draft(draft)

    def body(self) -> ComposeResult:
        """Yields a row for each answer, and what follows from them."""
        session = self.session
        with Vertical(id="form"):
            with VerticalScroll(id="rows", can_focus=False):
                yield Static(
                    f"Recorded: {minutes(session.done_min)} on the {labels.AREA[session.area]}. How was it?",
                    id="asked",
                )
                yield Static(id="mind", classes="warn")
                if self._asks_why:
                    yield from self._row("Why you stopped", Choice(_WHYS, id="why-stopped"))
                if session.unattended:
                    yield from self._row("How long really", _minutes_field(), "real-says")
                yield from self._row("Sharpness at end", Scale(id="sharpness"), "anchors", "sharpness-does")
                if session.before is None:
                    yield from self._row("Soreness before", Scale(id="before"), "before-says")
                yield from self._row("Soreness after", Scale(id="after"), "after-says")
                yield from self._row("Skin now", Choice(_SKINS, id="skin"), "skin-says")
                yield from self._row("Note", NoteInput(placeholder="anything worth remembering", id="note"))
                with Card(title="What follows", id="follows"):
                    yield Static(id="then", classes="strong")
                    yield Static(id="why")
                    yield Static(id="now", classes="warn")
                    yield Static(id="thanks", classes="strong")
            with Vertical(id="doing"):
                yield ActionButton("Save")

    def _row(self, label: str, field: Widget, *hints: str) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Label(label, classes="muted")
            yield field
        for hint in hints:
            yield Static(id=hint, classes="hint muted")

    def on_mount(self) -> None:
        """Fills in what is known, and begins with the first question."""
        session = self._answers
        if self.session.unattended:
            self._timer_says = format.number(self.session.done_min)
            self._counts = not session.unattended
            real = self.query_one("#real", Input)
            real.value = format.number(session.done_min)
            # now, for what is typed ahead comes before the focus does
            real.select_all()
        if self._asks_why:
            self.query_one("#why-stopped", Choice).value = session.stopped_for
        self.query_one("#sharpness", Scale).value = session.sharpness
        if self.session.before is None:
            self.query_one("#before", Scale).value = session.before
        self.query_one("#after", Scale).value = session.after
        self.query_one("#skin", Choice).value = session.skin_after
        self.query_one("#note", NoteInput).value = session.note
        self._hint("anchors", labels.SHARPNESS)
        super().on_mount()
        if self._alarm is not None:
            self._pulse = self.set_interval(1.0, self.look)
        asked_first = "#why-stopped" if self._asks_why else "#sharpness"
        self.query_one("#real" if self.session.unattended else asked_first).focus()

    def note_presence(self) -> None:
        """Someone is there."""
        if self._alarm is not None:
            self._alarm = None
            self._pulse.stop()
            self.say("")

    def on_click(self) -> None:
        """Someone is there."""
        self.note_presence()

    def look(self) -> None:
        """Rings on where that is due, until someone answers."""
        if self._alarm is None:
            return
        before, self._looked_at = self._looked_at, self.context.clock.elapsed()
        if alarm_due(before - self._closed_at, self._looked_at - self._closed_at):
            self._alarm()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits answer here; they never lead away."""
        return action != "go"

    @on(events.DescendantFocus)
    def _reach_the_end(self) -> None:
        """Brings in what follows, below the last answer, before it is saved."""
        if isinstance(self.focused, ActionButton):
            self.query_one("#rows").scroll_end(animate=False)

    @on(Scale.Changed)
    @on(Choice.Changed)
    @on(Input.Changed, "#real")
    def renew(self) -> None:
        """Says what tomorrow becomes with the answers so far, and beside each answer what it does."""
        session = self._so_far()
        book, today = self.context.book, self.context.day()
        found = outlook(book, session, today, self.context.now())
        following, blocked = found.following, found.here.blocked or ""
        self.query_one("#then", Static).update(Content(_then(found)))
        self.query_one("#why", Static).update(Content(_why(found)))
        mind = stop_advice(session, again=found.again)
        for id_, text in (("mind", mind), ("now", blocked), ("thanks", thanks(session))):
            self.query_one(f"#{id_}", Static).update(Content(text))
            self.query_one(f"#{id_}").display = bool(text)
        self.query_one("#follows").set_class(following.rung is None or bool(blocked), "-stop")
        effect = effect_of_numbers(book, session, today, found)
        does = "" if session.sharpness is None else f"{session.sharpness}: {effect}"
        self._hint("sharpness-does", does)
        if self.session.before is None:
            self._hint("before-says", labels.SORENESS)
        before = "" if self.session.before is None else f", and it was {self.session.before} before"
        growth = say_growth(session, effect)
        self._hint("after-says", growth or f"{labels.SORENESS}{before}")
        self.query_one("#after-says").set_class(bool(growth), "-grew")
        self._hint("skin-says", NUMB_SKIN if session.skin_after is Skin.NUMB else "")
        if self.session.unattended:
            self._hint("real-says", self._says_of_minutes(session))

    def _hint(self, id_: str, text: str) -> None:
        hint = self.query_one(f"#{id_}", Static)
        hint.update(Content(text))
        hint.set_class(not text, "-none")

    def _says_of_minutes(self, session: Session) -> str:
        try:
            self._really(self.session)
        except Refused as refused:
            return str(refused)
        if session.unattended:
            return "It closed by itself. Enter says that this is right; or type how long it was."
        return long_caution(session) or f"Counts as {minutes(session.done_min)}."

    @on(Input.Submitted, "#real")
    def _right(self) -> None:
        """Takes the minutes as they stand, and goes on to the next answer."""
        self._counts = True
        self.renew()
        self._hold()
        self.focus_next()

    @on(Input.Submitted, "#note")
    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Saves the answers, and goes home; a fault keeps them here."""
        self.save(
            self._decide,
            then=self._saved,
            say=False,
            owner=self,
            waits_for=LOCKED_OR_GONE,
        )

    def _saved(self, applied: Applied) -> None:
        """Goes home with what was saved, and with what it goes over where someone said how long it was."""
        put = [each for each in applied.put if isinstance(each, Session)]
        changed = [each for each in put if each.done_min != self.session.done_min]
        over = (warning for each in changed for warning in warnings(applied.book, each))
        self._close(" ".join(filter(None, (f"{applied.label}. Saved.", *map(thanks, put), *over))))

    @on(Scale.Changed)
    @on(Choice.Changed)
    @on(Input.Changed)
    def _hold(self) -> None:
        self.store_draft()

    def draft(self) -> CheckInDraft | None:
        """Returns the answers so far, where they differ from what the file has."""
        if self._over or not self.is_mounted or not self.query("#note"):
            return None
        answered = self._so_far()
        if answered == self.session:
            return None
        return CheckInDraft(self.context.now(), self.session, answered)

    def save_answers(self) -> None:
        """Saves the answers so far: nobody is asked a second time."""
        self.context.change(self._decide)
        self.context.queue.drop(self)
        self._over = True

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.say(text)

    def _decide(self, book: Book) -> Change:
        """Returns the answers as they stand, for they may change while they wait to be saved."""
        # a clock that was set back meanwhile dates it ahead
        known = (*book.sessions, *book.ahead)
        found = next((s for s in known if s.id == self.session.id), None)
        if found is None:
            raise Refused("This session was deleted in another terminal. Esc leaves the questions.")
        said = self._answered(found)
        return check_in(
            # its minutes may be new; what its answers were before tells what is new in them
            said._replace(skin_after=found.skin_after, sharpness=found.sharpness),
            sharpness=said.sharpness,
            skin=said.skin_after,
            before=said.before,
            after=said.after,
            note=said.note,
            ahead=ahead_of(book, found.area),
        )

    def action_skip(self) -> None:
        """Goes home; what was answered so far is saved first, or the second time left behind."""
        answered = self._so_far() != self.session and self._is_recorded()
        if answered and not self._skipped:
            self._skipped = True
            self.action_save()
            return
        self.context.queue.drop(self)
        self._close(f"{minutes(self.session.done_min)} recorded, without answers.")

    def _is_recorded(self) -> bool:
        known = (*self.context.book.sessions, *self.context.book.ahead)
        return any(each.id == self.session.id for each in known)

    def _close(self, said: str) -> None:
        self._over = True
        self.forget_draft()
        self.post_message(self.Go("today", said))

    def _so_far(self) -> Session:
        """Returns the session with its answers; minutes that cannot be are left out while they are typed."""
        try:
            return self._answered(self.session)
        except Refused:
            return self._answered(self.session, with_minutes=False)

    def _really(self, session: Session) -> Session:
        """Returns the session with the minutes that someone said of it; unchanged while nobody has."""
        if not session.unattended or not self.session.unattended:
            return session
        typed = self.query_one("#real", Input).value.strip()
        if not typed or (typed == self._timer_says and not self._counts):
            return session
        return say_how_long(session, minutes_of(typed), self.context.now())

    def _answered(self, session: Session, *, with_minutes: bool = True) -> Session:
        """Returns the session with the answers; raises Refused for minutes that cannot have been."""
        skin = self.query_one("#skin", Choice).value
        before = self.query_one("#before", Scale).value if self.session.before is None else session.before
        session = self._really(session) if with_minutes else session
        if self._asks_why:
            why = self.query_one("#why-stopped", Choice).value
            session = session._replace(stopped_for=StopReason(why) if why else None)
        return session._replace(
            sharpness=self.query_one("#sharpness", Scale).value,
            before=before,
            after=self.query_one("#after", Scale).value,
            skin_after=Skin(skin) if skin else None,
            note=self.query_one("#note", NoteInput).value.strip(),
        )


def _minutes_field() -> Input:
    field = Input(id="real", max_length=6)
    field.cursor_blink = False
    return field


def _then(found: Outlook) -> str:
    following, when = found.following, found.when.capitalize()
    if following.rung is None:
        return f"{when}: no mat on your {labels.AREA[following.area]}."
    if found.ask is not None:
        return "Before the next session: the safety questions."
    return f"{when}, if your skin is clear: {labels.session(following.rung)}."


def _why(found: Outlook) -> str:
    reason = found.following.reason
    if found.following.rung is None:
        return reason.full_text
    return found.ask.text if found.ask is not None else f"{reason.cause}. {reason.advice}".rstrip()
