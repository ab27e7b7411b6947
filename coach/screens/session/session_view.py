"""The two pictures of a session: the clock with the lines around it, and all of it in a few plain lines."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Center, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coach.domain.model import Rung
from coach.domain.session.breathing import IN_S, OUT_S, BreathPhase, breath
from coach.domain.session.cues import STOP, STOP_BRIEF, STOP_SHORT, STOP_SKIN, CueCode
from coach.domain.session.timer import Phase
from coach.screens.session import texts
from coach.session_control.controller import SessionController
from coach.widgets.chrome.card import Card
from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.breath_line import BreathLine
from coach.widgets.clock.time_bar import TimeBar

KEYS_FROM = 40
"""Columns from which the bar has room for the keys; below that they stand in a line of their own."""
CALM_S = 60
"""Seconds by which the bar moves where only small text ticks: with the minutes, and no more often."""
STOP_SHORT_FROM = 38
"""Columns from which the signs to stop at have room for whole sentences in two lines."""


class ClockView(Vertical):
    """A clock that can be read from the floor, the cues around it, and when to stop."""

    def __init__(self, stop_key: str) -> None:
        super().__init__(id="full")
        self._stop_key = stop_key

    def compose(self) -> ComposeResult:
        """Yields the time as text, the clock, the bar, the lines around them, and the card."""
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
        with Center(), Card(title="When to stop", classes="-stop", id="stop"):
            yield Static(id="stop-text")
            yield Static(STOP_SKIN.text, id="stop-skin")
        yield Static(id="keys", classes="strong")

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
        small_seconds: bool,
    ) -> None:
        """Shows the session as it is now; the arguments are those of `texts`, and what the settings say.

        The clock takes the rows that the lines around it leave: on a low window they say less.
        """
        phase, (width, height) = controller.phase, self.app.size
        tight, tiny, low = width < 80 or height < 24, is_tiny(width, height), height < 16
        clock, bar = self.query_one(BigClock), self.query_one(TimeBar)
        clock.text, clock.only_minutes = texts.time(controller), small_seconds
        clock.muted = bar.muted = phase is Phase.PAUSED
        done = controller.elapsed_s
        bar.total, bar.done = controller.timer.target_s, done // CALM_S * CALM_S if small_seconds else done
        # Bells at even intervals would fill the bar, and tell nothing that the time does not.
        bar.cues = tuple(cue.at_s for cue in controller.cues if cue.code is not CueCode.INTERVAL)
        self.query_one("#bar").display = height >= (14 if phase is Phase.READY else 10)
        _update(self, "#phase", texts.heading(controller, width, muted=muted), same_height=True)
        self._line("before", before)
        brief = tiny or (low and phase is Phase.OVERTIME)
        self._line("cue", texts.cue(controller, rung, greeted_s, trial=trial, brief=brief))
        coming = texts.coming(controller, trial=trial, short=height < 19 or width < 60)
        wanted = bool(controller.fault) or (not tiny and (not low or (trial and phase is Phase.READY)))
        _update(self, "#coming", coming)
        # With room to spare its row stays free, so that a cue that comes or goes moves nothing.
        self.query_one("#coming").display = wanted and (bool(coming) or not low)
        note = "" if tiny else texts.note(controller, trial=trial, rings=rings)
        self._line("aside", note)
        # The question about an end lies over the card, whose corners would show beside it.
        card = self.query_one("#stop", Card)
        card.visible = phase is not Phase.ASKED
        card.hint("" if phase in (Phase.READY, Phase.DONE) else self._stop_key, "stops")
        stop = STOP_BRIEF if width < STOP_SHORT_FROM else STOP_SHORT if tight else STOP
        _update(self, "#stop-text", stop.text)
        self._line("keys", texts.one_line(controller)[1] if width < KEYS_FROM else "")
        room = phase is not Phase.READY and not tight and not note
        self._breathe(controller, breathing=breathing, room=room)

    def _line(self, name: str, text: str) -> None:
        _update(self, f"#{name}", text)
        self.query_one(f"#{name}").display = bool(text)

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
        yield Static(id="plain-stop")

    def show(
        self, controller: SessionController, *, before: str, narrow: bool, trial: bool, rings: bool
    ) -> None:
        """Shows the session as it is now; on a `narrow` window the keys get a line of their own."""
        what, keys = texts.one_line(controller)
        lines = {
            "line": what if narrow or not keys else f"{what} \u00b7 {keys}",
            "keys": keys if narrow else "",
            "before": before,
            "note": texts.plain_note(controller, trial=trial, rings=rings and self.app.size.width >= 28),
            "fault": texts.fault(controller),
            "stop": (STOP_BRIEF if self.app.size.width < STOP_SHORT_FROM else STOP_SHORT).text,
        }
        for name, text in lines.items():
            self.query_one(f"#plain-{name}").display = bool(text)
            _update(self, f"#plain-{name}", text)


def is_tiny(width: int, height: int) -> bool:
    """Returns whether there is room for the digits and a word, but not for whole sentences."""
    return width < KEYS_FROM or height < 12


def _update(view: Widget, where: str, text: str, *, same_height: bool = False) -> None:
    """Changes a line if its text differs; one of the `same_height` moves nothing around it."""
    line = view.query_one(where, Static)
    # Each update is drawn and sent to the terminal, even with the same text.
    if str(line.content) != text:
        line.update(Content(text), layout=not same_height)
