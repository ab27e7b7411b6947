"""The rows of the check-in: one for each answer, a hint below it, and at the end what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from coach.domain import labels
from coach.domain.model import Refused, Session, Skin, StopReason
from coach.domain.ramp.rules import Code
from coach.domain.session.cautions import NUMB_SKIN, long_caution, say_growth, stop_advice, thanks
from coach.domain.session.outlook import Outlook
from coach.domain.session.unattended import say_how_long
from coach.domain.typed_times import minutes_of
from coach.text import format
from coach.text.format import minutes
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.note_input import NoteInput
from coach.widgets.forms.scale import Scale

OPEN = "Your answers may change that; without any, it stays the same."
"""What stands below the next day before the first answer."""

_SKINS = tuple(Option(skin.value, skin.value) for skin in Skin)
_STOP_REASONS = (
    Option(StopReason.SHARP.value, "sharp", "s"),
    Option(StopReason.DIZZY.value, "dizzy", "d"),
    Option(StopReason.NUMB.value, "numb", "n"),
    Option(StopReason.OTHER.value, "other", "o"),
)
"""The reasons for a stop, with the keys that they have in the question at the stop."""


class CheckInForm(VerticalScroll):
    """The fields for the answers about one session."""

    def __init__(self, session: Session, now: Callable[[], datetime], *, asks_why: bool) -> None:
        """`now` tells the present moment; `asks_why` adds a row for the reason of a stop."""
        super().__init__(id="rows", can_focus=False)
        self._session = session
        self._now = now
        self._asks_why = asks_why
        self._timer_minutes = ""
        """The minutes that the timer recorded, as their field shows them."""
        self.minutes_confirmed = False
        """Whether the user said that the minutes are right as they stand."""

    def compose(self) -> ComposeResult:
        """Yields a row for each answer, and the card with what follows."""
        session = self._session
        yield Static(
            f"Recorded: {minutes(session.done_min)} on the {labels.AREA[session.area]}. How was it?",
            id="asked",
        )
        yield Static(id="mind", classes="warn")
        if self._asks_why:
            yield from _row("Why you stopped", Choice(_STOP_REASONS, id="why-stopped"))
        if session.unattended:
            yield from _row("How long really", _minutes_field(), "real-says")
        yield from _row("Sharpness at end", Scale(id="sharpness"), "anchors", "sharpness-does")
        if session.before is None:
            yield from _row("Soreness before", Scale(id="before"), "before-says")
        yield from _row("Soreness after", Scale(id="after"), "after-says")
        yield from _row("Skin now", Choice(_SKINS, id="skin"), "skin-says")
        yield from _row("Note", NoteInput(placeholder="anything worth remembering", id="note"))
        with Card(title="What follows", id="follows"):
            yield Static(id="then", classes="strong")
            yield Static(id="why")
            yield Static(id="now", classes="warn")
            yield Static(id="thanks", classes="strong")

    def fill_in(self, answers: Session) -> None:
        """Fills in the answers that are known already."""
        if self._session.unattended:
            self._timer_minutes = format.number(self._session.done_min)
            self.minutes_confirmed = not answers.unattended
            real = self.query_one("#real", Input)
            real.value = format.number(answers.done_min)
            # Selected now, because keys that were typed ahead arrive before the field gets the focus.
            real.select_all()
        if self._asks_why:
            self.query_one("#why-stopped", Choice).value = answers.stopped_for
        self.query_one("#sharpness", Scale).value = answers.sharpness
        if self._session.before is None:
            self.query_one("#before", Scale).value = answers.before
        self.query_one("#after", Scale).value = answers.after
        self.query_one("#skin", Choice).value = answers.skin_after
        self.query_one("#note", NoteInput).value = answers.note
        self._hint("anchors", labels.SHARPNESS)

    def focus_first(self) -> None:
        """Moves the focus to the first question."""
        asked_first = "#why-stopped" if self._asks_why else "#sharpness"
        self.query_one("#real" if self._session.unattended else asked_first).focus()

    def so_far(self) -> Session:
        """Returns the session with its answers, without minutes that are wrong while they are being typed."""
        try:
            return self.answered(self._session)
        except Refused:
            return self.answered(self._session, with_minutes=False)

    def answered(self, session: Session, *, with_minutes: bool = True) -> Session:
        """Returns a session with the answers; raises Refused for minutes that cannot be right."""
        skin = self.query_one("#skin", Choice).value
        before = self.query_one("#before", Scale).value if self._session.before is None else session.before
        session = self._with_minutes(session) if with_minutes else session
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

    def show(self, session: Session, found: Outlook, effect: str) -> None:
        """Shows what follows from the answers so far, and below each of them what it does."""
        following, blocked = found.following, found.here.blocked or ""
        self.query_one("#then", Static).update(Content(found.then))
        open_yet = (session.sharpness, session.after, session.skin_after) == (None, None, None)
        why = OPEN if open_yet and following.reason.code is Code.HOLD_UNANSWERED else found.why
        self.query_one("#why", Static).update(Content(why))
        mind = stop_advice(session, again=found.again)
        for id_, text in (("mind", mind), ("now", blocked), ("thanks", thanks(session))):
            self.query_one(f"#{id_}", Static).update(Content(text))
            self.query_one(f"#{id_}").display = bool(text)
        self.query_one("#follows").set_class(following.rung is None or bool(blocked), "-stop")
        does = "" if session.sharpness is None else f"{session.sharpness}: {effect}"
        self._hint("sharpness-does", does)
        if self._session.before is None:
            self._hint("before-says", labels.SORENESS)
        before = "" if self._session.before is None else f", and it was {self._session.before} before"
        growth = say_growth(session, effect)
        self._hint("after-says", growth or f"{labels.SORENESS}{before}")
        self.query_one("#after-says").set_class(bool(growth), "-grew")
        self._hint("skin-says", NUMB_SKIN if session.skin_after is Skin.NUMB else "")
        if self._session.unattended:
            self._hint("real-says", self._about_minutes(session))

    def _hint(self, id_: str, text: str) -> None:
        hint = self.query_one(f"#{id_}", Static)
        hint.update(Content(text))
        hint.set_class(not text, "-none")

    def _about_minutes(self, session: Session) -> str:
        try:
            self._with_minutes(self._session)
        except Refused as refused:
            return str(refused)
        if session.unattended:
            return "It closed by itself. Press Enter if that is right, or type how long it was."
        return long_caution(session) or f"Counts as {minutes(session.done_min)}."

    def _with_minutes(self, session: Session) -> Session:
        """Returns the session with the minutes that the user gave; unchanged while nobody has."""
        if not session.unattended or not self._session.unattended:
            return session
        typed = self.query_one("#real", Input).value.strip()
        # The field begins with the timer's minutes, which are an answer only once they are confirmed.
        if not typed or (typed == self._timer_minutes and not self.minutes_confirmed):
            return session
        return say_how_long(session, minutes_of(typed), self._now())


def _row(label: str, field: Widget, *hints: str) -> ComposeResult:
    with Horizontal(classes="row"):
        yield Label(label, classes="muted")
        yield field
    for hint in hints:
        yield Static(id=hint, classes="hint muted")


def _minutes_field() -> Input:
    field = Input(id="real", max_length=6)
    field.cursor_blink = False
    return field
