"""The dialog for a pause, which shows what the pause would do before it is announced."""

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
from coach.domain.ramp.days_off import say_bands_down
from coach.domain.ramp.projection import reason_ahead
from coach.domain.ramp.replay import Ramps
from coach.paths import STYLES
from coach.screens.shared.answer_form import AnswerForm
from coach.text.format import capital, count, day_name
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.reading.prose import Paragraph, Prose, plain

_FOR = tuple(Option(why.value, why.value) for why in PauseFor)

_ILL = "Before you begin again: go through the safety questions in Settings, if anything has changed."

LONGEST_PREVIEW = 400
"""Days ahead up to which the dialog works out the step after the pause."""


class PauseDialog(AnswerForm):
    """Asks for the first and the last day, and what for; closes with a sentence on what was saved."""

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
        self._problem = ""
        """Shown in place of the preview until the next key."""

    def compose(self) -> ComposeResult:
        """Yields the two dates, what the pause is for, and the preview of what it would do."""
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
        """Fills in today as the first day."""
        self.query_one("#pause-first", Input).value = self.context.day().isoformat()
        self.query_one("#pause-first", Input).focus()
        self._preview()

    @on(Input.Changed)
    @on(Choice.Changed)
    def _preview(self) -> None:
        problem = (plain(self._problem, "warning"),) if self._problem else ()
        self.query_one("#pause-preview", Prose).paragraphs = problem or self._effects()

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_save(self) -> None:
        """Announces the pause, or says why it cannot be announced."""
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
        """Says in place of the preview what is wrong, until the next key."""
        self._problem = text
        self._preview()

    def on_key(self) -> None:
        """Shows the preview again: what was said was read."""
        if self._problem:
            self.tell("")

    def _days(self) -> tuple[date, date | None]:
        """Returns the first and the last day; None for an open end. Raises Refused for what is no day."""
        today = self.context.day()
        first = day_or_offset(self.query_one("#pause-first", Input).value, today) or today
        return first, day_or_offset(self.query_one("#pause-last", Input).value, first)

    def _why(self) -> PauseFor | None:
        value = self.query_one(Choice).value
        return PauseFor(value) if value else None

    def _effects(self) -> tuple[Paragraph, ...]:
        """Returns what the pause would do, or why there can be none on these days."""
        today = self.context.day()
        try:
            first, last = self._days()
            # Only to hear what it refuses; nothing is saved here.
            announce(self.context.book, self.context.now(), first, last)
        except Refused as refused:
            return (plain(str(refused), "warning"),)
        rule = "The streak waits. For the steps its days count as days off."
        ill = (plain(_ILL, "secondary"),) if self._why() is PauseFor.ILLNESS else ()
        if last is None:
            days = plain(f"From {day_name(first, today)} until you end it.")
            return days, plain(rule, "muted"), plain(say_bands_down(), "muted"), *ill
        length = (last - first).days + 1
        when = f"{day_name(first, today)} to {day_name(last, today)}"
        days = plain(f"{capital(when)}: {count(length, 'day')}.")
        return days, plain(rule, "muted"), *self._restart(first, last), *ill

    def _restart(self, first: date, last: date) -> tuple[Paragraph, ...]:
        """Returns the step after the pause, and why it is that, if all goes well until then."""
        today, again = self.context.day(), last + timedelta(days=1)
        if not 0 < (again - today).days <= LONGEST_PREVIEW:
            return ()
        pause = Pause(first=first, last=last, at=self.context.now())
        book = self.context.book._replace(pauses=(*self.context.book.pauses, pause))
        reason = reason_ahead(Ramps(book), self.area, today, again)
        if reason is None:
            return ()
        return (plain(reason.full_text_for(f"On {day_name(again, today)}")),)


def day_or_offset(text: str, start: date) -> date | None:
    """Returns a day that someone typed: 2026-11-24, 24 (the next 24th), +6, today, tomorrow.

    None for nothing. All but a full date count from `start`. Raises Refused for what is no day.
    """
    typed = text.strip().lower()
    try:
        if not typed:
            return None
        if typed in ("today", "tomorrow"):
            return start + timedelta(days=typed == "tomorrow")
        if typed.startswith("+"):
            return start + timedelta(days=int(typed))
        if typed.isdecimal() and len(typed) <= 2:
            return _next_day_of_month(int(typed), start)
        return date.fromisoformat(typed)
    except (ValueError, OverflowError):
        raise Refused(f"{text.strip()} is no day: give it as 2026-11-24, 24, +6 or tomorrow.") from None


def _next_day_of_month(number: int, start: date) -> date:
    """Returns the next day with that number in its month, `start` included. Raises ValueError for none."""
    for days in range(62):  # a 31st comes at least every second month
        if (day := start + timedelta(days=days)).day == number:
            return day
    raise ValueError(number)
