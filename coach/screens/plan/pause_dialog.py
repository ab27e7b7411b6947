"""A pause for travel or illness, with what it does before it is announced."""

from __future__ import annotations

from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from coach.context import AppContext
from coach.domain.habit.pauses import announce
from coach.domain.model import Area, Pause, PauseFor, Refused
from coach.domain.ramp.projection import reason_ahead
from coach.domain.ramp.replay import Ramps
from coach.paths import STYLES
from coach.screens.shared.answer_form import AnswerForm
from coach.text.clean import clean_lines
from coach.text.format import capital, count, day_name
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.reading.prose import Paragraph, Prose, plain

_FOR = tuple(Option(why.value, why.value) for why in PauseFor)

_ILL = "Before you begin again: go through the safety questions in Settings, if anything has changed."

_TABLE = (
    "7 to 13 days off: two steps down. 14 to 29: four. 30 and more: a softer cover. 90 and more: from the"
    " start."
)

LONGEST_PREVIEW = 400
"""Days of a pause up to which it is worked out where one begins again."""


class PauseDialog(AnswerForm):
    """Asks for the first and the last day, and what for; closes with what was saved, in words."""

    CSS_PATH = STYLES / "plan.tcss"
    BINDINGS = [
        Binding("enter", "save", "Announce", id="pause-save", tooltip="Announce the pause"),
        Binding("escape", "dismiss", "Back", id="pause-back", tooltip="Announce none"),
        Binding("down", "app.focus_next", "Next", id="pause-next", tooltip="The next answer", show=False),
        Binding(
            "up", "app.focus_previous", "Before", id="pause-before", tooltip="The one before", show=False
        ),
    ]

    def __init__(self, context: AppContext, area: Area) -> None:
        super().__init__(context)
        self.area = area
        self._said = ""

    def compose(self) -> ComposeResult:
        """Yields two dates and what it is for, and what they would do."""
        with Card(title="Pause", subtitle="Enter announces, Esc back", classes="editor"), Vertical():
            for label, place, hint in (
                ("From", "pause-first", "today"),
                ("To", "pause-last", "open; or a date, +6 for six days on"),
            ):
                field = Input(placeholder=hint, id=place, max_length=20)
                field.cursor_blink = False
                with Horizontal(classes="editor-row"):
                    yield Label(label, classes="muted")
                    yield field
            with Horizontal(classes="editor-row"):
                yield Label("For", classes="muted")
                yield Choice(_FOR, id="pause-why")
            yield Prose(id="pause-preview", classes="editor-preview")
            yield ActionButton("Announce")

    def on_mount(self) -> None:
        """Begins with the first day."""
        self.query_one("#pause-first", Input).value = self.context.day().isoformat()
        self.query_one("#pause-first", Input).focus()
        self._preview()

    @on(Input.Changed)
    @on(Choice.Changed)
    def _preview(self) -> None:
        said = (plain(clean_lines(self._said), "warning"),) if self._said else self._told()
        self.query_one("#pause-preview", Prose).paragraphs = said

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Announces it, or says why it cannot be."""
        try:
            first, last = self._days()
        except Refused as refused:
            self.tell(str(refused))
            return
        now, why = self.context.now(), self._why()
        self.submit(
            lambda book: announce(book, now, first, last, why),
            lambda applied: self.dismiss(f"{applied.label}. Saved."),
        )

    def tell(self, text: str) -> None:
        """Says over the preview what is wrong with the days, or what became of one, until the next key."""
        self._said = text
        self._preview()

    def on_key(self) -> None:
        """What was said was read."""
        if self._said:
            self.tell("")

    def _days(self) -> tuple[date, date | None]:
        """Returns the days as they were typed; raises Refused for what is no day."""
        today = self.context.day()
        first = day_of_text(self.query_one("#pause-first", Input).value, today) or today
        return first, day_of_text(self.query_one("#pause-last", Input).value, first)

    def _why(self) -> PauseFor | None:
        said = self.query_one(Choice).value
        return PauseFor(said) if said else None

    def _told(self) -> tuple[Paragraph, ...]:
        today = self.context.day()
        try:
            first, last = self._days()
            announce(self.context.book, self.context.now(), first, last)
        except Refused as refused:
            return (plain(str(refused), "warning"),)
        kept = "The streak waits. For the steps its days count as days off."
        ill = (plain(_ILL, "secondary"),) if self._why() is PauseFor.ILLNESS else ()
        if last is None:
            told = plain(f"From {day_name(first, today)} until you end it.")
            return told, plain(kept, "muted"), plain(_TABLE, "muted"), *ill
        days = (last - first).days + 1
        when = f"{day_name(first, today)} to {day_name(last, today)}"
        told = plain(f"{capital(when)}: {count(days, 'day')}.")
        return told, plain(kept, "muted"), *self._after(first, last), *ill

    def _after(self, first: date, last: date) -> tuple[Paragraph, ...]:
        """Returns where one would begin again, and why, if all goes well until the pause."""
        today, again = self.context.day(), last + timedelta(days=1)
        if not 0 < (again - today).days <= LONGEST_PREVIEW:
            return ()
        pause = Pause(first=first, last=last, at=self.context.now())
        book = self.context.book._replace(pauses=(*self.context.book.pauses, pause))
        reason = reason_ahead(Ramps(book), self.area, today, again)
        if reason is None:
            return ()
        return (plain(reason.full_text_for(f"On {day_name(again, today)}")),)


def day_of_text(text: str, start: date) -> date | None:
    """Returns a day that someone typed: 2026-11-24, 24 (of the month that begins next), +6, today, tomorrow.

    None for nothing; `+6` and `tomorrow` count from `start`. Raises Refused for what is no day.
    """
    said = text.strip().lower()
    try:
        if not said:
            return None
        if said in ("today", "tomorrow"):
            return start + timedelta(days=said == "tomorrow")
        if said.startswith("+"):
            return start + timedelta(days=int(said))
        if said.isdecimal() and len(said) <= 2:
            return _next(int(said), start)
        return date.fromisoformat(said)
    except (ValueError, OverflowError):
        raise Refused(f"{text.strip()} is no day: give it as 2026-11-24, 24, +6 or tomorrow.") from None


def _next(number: int, start: date) -> date:
    """Returns the next day of that number, from `start` on; raises ValueError where there is none for two months."""
    for days in range(62):
        if (day := start + timedelta(days=days)).day == number:
            return day
    raise ValueError(number)
