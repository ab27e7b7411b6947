"""What is shown in place of everything while the file cannot be read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from coach.paths import STYLES
from coach.screens.base import CoachScreen
from coach.store import NewerSchema, StoreError, Unreadable
from coach.widgets.card import Card, shown


class UnreadableScreen(CoachScreen):
    """Says which file, where in it, and that nothing was changed."""

    HOLDS = True
    HEADING = "The file cannot be read"
    CSS_PATH = STYLES / "unreadable.tcss"
    BINDINGS = [
        Binding("r,enter", "retry", "Try again", id="unreadable-retry", tooltip="Read the file once more"),
    ]

    def body(self) -> ComposeResult:
        """One card."""
        with (
            Card(title="Your file", subtitle="r tries again, q quits", classes="-stop", id="damage"),
            Vertical(),
        ):
            yield Static(id="path", classes="strong")
            yield Static(id="what")
            yield Static(
                "Nothing in it was changed, and nothing will be written while it is like this.", id="kept"
            )
            yield Static(id="do", classes="muted")

    def renew(self) -> None:
        """Show what is the matter; go on where it has been mended."""
        error = self.desk.error
        if error is None:
            self.post_message(self.Go("first", "The file can be read again."))
            return
        self.query_one("#path", Static).update(Content(shown(str(self.desk.store.path))))
        self.query_one("#what", Static).update(Content(shown(_what(error))))
        self.query_one("#do", Static).update(Content(_advice(error)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go to."""
        return action != "go"

    def action_retry(self) -> None:
        """Read the file once more."""
        self.desk.read()
        self.renew()
        if self.desk.error is not None:
            self.say("It still cannot be read.")


def _what(error: StoreError) -> str:
    if isinstance(error, Unreadable):
        place = f"Line {error.line}, column {error.column}: " if error.line else ""
        return f"{place}{error.why}."
    if isinstance(error, NewerSchema):
        return f"A newer coach wrote it: schema {error.found}, and this one knows {error.known}."
    return str(error)


def _advice(error: StoreError) -> str:
    if isinstance(error, NewerSchema):
        return "Update the coach, then press r."
    return "Mend it or put a good copy in its place, then press r."
