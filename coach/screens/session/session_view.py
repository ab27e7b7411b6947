"""The two pictures of a session: the clock with the lines around it, and all of it in a few plain lines."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coach.domain.model import Rung
from coach.domain.session.breathing import IN_S, OUT_S, BreathPhase, breath
from coach.domain.session.cues import STOP, STOP_SHORT, STOP_SKIN
from coach.domain.session.timer import Phase
from coach.screens.session import texts
from coach.screens.session.controller import SessionController
from coach.widgets.chrome.card import Card
from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.breath_line import BreathLine
from coach.widgets.clock.time_bar import TimeBar


class ClockView(Vertical):
    """A clock that can be read from the floor, the cues around it, and when to stop."""

    def __init__(self, stop_key: str) -> None:
        super().__init__(id="full")
        self._stop_key = stop_key

    def compose(self) -> ComposeResult:
        """Yields the clock, the bar, the lines around them, the breath guide and the card."""
        yield Static(id="phase")
        yield BigClock()
        with Center(id="bar"):
            yield TimeBar()
        yield Static(id="before", classes="strong")
        yield Static(id="cue")
        yield Static(id="coming")
        yield Static(id="aside")
        with Center(id="breath"):
            yield BreathLine()
        stops = f"{self._stop_key} stops"
        with Center(), Card(title="When to stop", subtitle=stops, classes="-stop", id="stop"):
            yield Static(id="stop-text")
            yield Static(STOP_SKIN.text, id="stop-skin")

    def show(
        self,
        controller: SessionController,
        *,
        before: str,
        rung: Rung | None,
        greeted_s: float | None,
        trial: bool,
        muted: bool,
        rings: bool,
        breathing: bool,
    ) -> None:
        """Shows the session as it is now; the arguments are those of `texts`, and whether the guide is on."""
        phase = controller.phase
        tight, tightest = self.screen.has_class("-tight"), self.screen.has_class("-tightest")
        clock, bar = self.query_one(BigClock), self.query_one(TimeBar)
        clock.text = texts.time(controller)
        clock.muted = bar.muted = phase is Phase.PAUSED
        bar.total, bar.done = controller.timer.target_s, controller.elapsed_s
        bar.cues = tuple(cue.at_s for cue in controller.cues)
        _update(self, "#phase", texts.heading(controller, muted=muted))
        _update(self, "#before", before)
        self.query_one("#before").display = bool(before)
        _update(self, "#cue", texts.cue(controller, rung, greeted_s))
        _update(self, "#coming", texts.coming(controller, trial=trial, short=tightest))
        note = texts.note(controller, trial=trial, rings=rings)
        _update(self, "#aside", note)
        self.query_one("#aside").display = bool(note)
        # The question about an end lies over the card, whose corners would show beside it.
        self.query_one("#stop").visible = phase is not Phase.ASKED
        _update(self, "#stop-text", (STOP_SHORT if tight else STOP).text)
        self._breathe(
            controller, breathing=breathing, room=phase is not Phase.READY and not tight and not note
        )

    def _breathe(self, controller: SessionController, *, breathing: bool, room: bool) -> None:
        line = self.query_one(BreathLine)
        guides = breathing and controller.phase in (Phase.RUNNING, Phase.OVERTIME)
        line.visible = guides
        # With room to spare its row stays free, so that turning the guide on moves nothing.
        self.query_one("#breath").display = guides or room
        if guides:
            now = breath(controller.elapsed_s)
            out = now.phase is BreathPhase.OUT
            whole = OUT_S if out else IN_S
            # The fraction of a whole second may fall short of it by a rounding error.
            line.breath = (out, int(now.fraction * whole + 1e-6), int(whole))


class PlainView(Vertical):
    """The session in plain lines, for a window that has no room for the clock."""

    def __init__(self) -> None:
        super().__init__(id="plain")

    def compose(self) -> ComposeResult:
        """Yields one line for the time, and those for keys, soreness, notes, faults and when to stop."""
        with Center():
            yield Static(id="plain-line")
        yield Static(id="plain-keys")
        yield Static(id="plain-before")
        yield Static(id="plain-note")
        yield Static(id="plain-fault", classes="warn")
        yield Static(STOP_SHORT.text, id="plain-stop")

    def show(
        self, controller: SessionController, *, before: str, narrow: bool, trial: bool, rings: bool
    ) -> None:
        """Shows the session as it is now; on a `narrow` window the keys get a line of their own."""
        what, keys = texts.one_line(controller)
        lines = {
            "line": what if narrow or not keys else f"{what} \u00b7 {keys}",
            "keys": keys if narrow else "",
            "before": before,
            "note": texts.plain_note(controller, trial=trial, rings=rings),
            "fault": texts.fault(controller),
        }
        for name, text in lines.items():
            self.query_one(f"#plain-{name}").display = bool(text)
            _update(self, f"#plain-{name}", text)


def _update(view: Widget, where: str, text: str) -> None:
    """Changes a line if its text differs."""
    line = view.query_one(where, Static)
    # Each update is drawn and sent to the terminal, even with the same text.
    if str(line.content) != text:
        line.update(Content(text))
