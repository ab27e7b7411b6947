"""The dialog for a pause, which shows what the pause would do before it is announced."""

from __future__ import annotations

from datetime import date, timedelta

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from coach.context import AppContext
from coach.domain.habit.pauses import announce, change_end, first_free_day
from coach.domain.model import Area, Book, Change, Pause, PauseFor, Refused
from coach.domain.ramp.days_off import say_bands_down
from coach.domain.ramp.projection import reason_ahead
from coach.domain.ramp.replay import Ramps
from coach.paths import STYLES
from coach.screens.shared.answer_form import AnswerForm
from coach.screens.shared.typed_fields import day_of_text
from coach.text.format import capital, count, day_name, plain_date, short_date
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.reading.prose import Paragraph, Prose, plain

_FOR = tuple(Option(why.value, why.value) for why in PauseFor)

_ILL = "Before you begin again, go through the safety questions in Settings if anything has changed."

LONGEST_PREVIEW = 400
"""Days ahead up to which the dialog works out the step after the pause."""


class PauseDialog(AnswerForm):
    """Asks for the first and the last day, and what for; closes with a sentence on what was saved.

    Of a pause that there is already it asks for another last day.
    """

    CSS_PATH = STYLES / "plan.tcss"
    BINDINGS = [
        Binding("enter", "save", "Save", id="pause-save", tooltip="Save the pause"),
        Binding("tab,down", "app.focus_next", "Next", id="pause-next", tooltip="The next answer"),
        Binding("escape", "dismiss", "Back", id="pause-back", tooltip="Close without saving"),
        Binding(
            "up", "app.focus_previous", "Before", id="pause-before", tooltip="The answer before", show=False
        ),
    ]

    def __init__(self, context: AppContext, area: Area, pause: Pause | None = None) -> None:
        """Ask for a new pause, or for another end of the one that is given."""
        super().__init__(context)
        self.area = area
        self.changes = pause
        self._problem = ""
        """Shown in place of the preview until the next key."""

    def body(self) -> ComposeResult:
        """Yields the two dates, what the pause is for, and the preview of what it would do."""
        with (
            Card(title="Pause" if self.changes is None else "Change the pause", classes="editor"),
            Vertical(),
        ):
            with Horizontal(classes="editor-row"):
                yield Label("From", classes="muted")
                if self.changes is None:
                    yield _field("pause-first", "today")
                else:
                    yield Label(short_date(self.changes.first), id="pause-began")
            with Horizontal(classes="editor-row"):
                yield Label("To", classes="muted")
                yield _field("pause-last", "a day, or +6: 6 days later; empty: open")
            if self.changes is None:
                with Horizontal(classes="editor-row"):
                    yield Label("For", classes="muted")
                    yield Choice(_FOR, id="pause-why")
            yield Prose(id="pause-preview", classes="editor-preview")
            yield ActionButton("Save")

    def on_mount(self) -> None:
        """Fills in the first day on which a pause can begin, or the end of the pause as it is."""
        if self.changes is None:
            today = self.context.day()
            free = first_free_day(self.context.book, today)
            self.query_one("#pause-first", Input).value = (
                "today" if free == today else plain_date(free).lower()
            )
        elif self.changes.last is not None:
            self.query_one("#pause-last", Input).value = plain_date(self.changes.last).lower()
        self.query(Input).first().focus()
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
            first, last, _ = self._days()
        except Refused as refused:
            self.tell(str(refused))
            return
        self.submit(
            lambda book: self._change(book, first, last),
            lambda applied: self.dismiss(
                f"{applied.label}. Saved." if applied.label else "Nothing was changed."
            ),
        )

    def tell(self, text: str) -> None:
        """Says in place of the preview what is wrong, until the next key."""
        self._problem = text
        self._preview()

    def on_key(self) -> None:
        """Shows the preview again: what was said was read."""
        if self._problem:
            self.tell("")

    def _change(self, book: Book, first: date, last: date | None) -> Change:
        if self.changes is not None:
            return change_end(book, self.changes, last, self.context.day())
        return announce(book, self.context.now(), first, last, self._why())

    def _days(self) -> tuple[date, date | None, str]:
        """Returns the first and the last day, None for an open end, and what to type if others were meant.

        Raises Refused for what is no day.
        """
        today, doubts = self.context.day(), ""
        first, last = self.changes.first if self.changes else today, None
        for field in self.query(Input):
            if not field.value.strip():
                continue
            # The last day is looked for from the first one on, and +6 counts from there.
            is_first = field.id == "pause-first"
            read = day_of_text(field.value, today, start=first, field="From" if is_first else "To")
            doubts = f"{doubts} {read.doubt}".strip()
            if is_first:
                first = read.day
            else:
                last = read.day
        return first, last, doubts

    def _why(self) -> PauseFor | None:
        if self.changes is not None:
            return self.changes.why
        value = self.query_one(Choice).value
        return PauseFor(value) if value else None

    def _effects(self) -> tuple[Paragraph, ...]:
        """Returns what the pause would do, or why there can be none on these days."""
        today = self.context.day()
        try:
            first, last, doubts = self._days()
            # Only to hear what it refuses; nothing is saved here.
            self._change(self.context.book, first, last)
        except Refused as refused:
            return (plain(str(refused), "warning"),)
        rule = "Your streak waits. The ramp counts these days as days off."
        doubt = (plain(doubts, "warning"),) if doubts else ()
        ill = (plain(_ILL, "secondary"),) if self._why() is PauseFor.ILLNESS else ()
        if last is None:
            days = plain(f"From {day_name(first, today)} until you end it.")
            return *doubt, days, plain(rule, "muted"), plain(say_bands_down(), "muted"), *ill
        length = (last - first).days + 1
        when = f"{day_name(first, today)} to {day_name(last, today)}"
        days = plain(f"{capital(when)}: {count(length, 'day')}.")
        return *doubt, days, plain(rule, "muted"), *self._restart(first, last), *ill

    def _restart(self, first: date, last: date) -> tuple[Paragraph, ...]:
        """Returns the step after the pause, and why it is that, if all goes well until then."""
        today, again = self.context.day(), last + timedelta(days=1)
        if not 0 < (again - today).days <= LONGEST_PREVIEW:
            return ()
        pause = Pause(first=first, last=last, at=self.context.now())
        others = (each for each in self.context.book.pauses if each is not self.changes)
        book = self.context.book._replace(pauses=(*others, pause))
        reason = reason_ahead(Ramps(book), self.area, today, again)
        if reason is None:
            return ()
        return (plain(reason.full_text_for(f"On {day_name(again, today)}")),)


def _field(id: str, hint: str) -> Input:
    field = Input(placeholder=hint, id=id, max_length=20)
    field.cursor_blink = False
    return field
