"""A session that runs, in lines: its cues, what is typed, and what other terminals do to it."""

from __future__ import annotations

from coach.cli.plain_session.clock_words import can_type, left, spoken, state
from coach.cli.plain_session.kept_draft import keep
from coach.cli.plain_session.line_reader import Cut, EndOfInput
from coach.cli.plain_session.session_at_terminal import SessionAtTerminal
from coach.cli.plain_session.talk import scale_of
from coach.domain import labels
from coach.domain.model import Refused, Session
from coach.domain.session.cues import OVERTIME, CueCode
from coach.domain.session.timer import ASKED_S, Phase, TimerEvent
from coach.session_control.session_words import (
    STOP_REASONS,
)
from coach.text.format import minutes

COME_BACK = "To come back to it, run: coach session"
BEGIN_AGAIN = "To begin again, run: coach session"
_WHY = {"s": "sharp", "d": "dizzy", "n": "numb", "o": "other", "": "stop", "x": "stop", "stop": "stop"}
_PAUSE, _FINISH, _STOP = ("p", "pause", "resume"), ("f", "finish"), ("x", "stop")
_LEAVE, _HELP = ("q", "quit", "leave"), ("?", "h", "help", "time")
_OFTEN_S = 60.0
"""Seconds between two lines about overtime; the bell rings more often."""


class Left(Exception):
    """The session goes on without this terminal, or nothing was started."""

    def __init__(self, status: int = 0) -> None:
        super().__init__(status)
        self.status = status


class RunningSession(SessionAtTerminal):
    """A session at a terminal of lines, from settling down to its record."""

    def run(self) -> Session | None:
        """Runs it to its end, and returns its record; None if it has none here. Raises Left and Cut."""
        try:
            self._announce()
            while not self._is_over:
                self._look()
                if not self._is_over:
                    self._listen()
            return self._session
        except Cut:
            self.talk.cut_off()
            if self.controller.fault:
                self._keep_for_later()
            else:
                self._keep()
            self._say_goes_on()
            raise

    def _announce(self) -> None:
        controller = self.controller
        if controller.joined:
            self._phase = controller.phase
            self._say_joined()

    def _look(self) -> None:
        """Takes in what the clock and the file have brought."""
        controller = self.controller
        if self.context.follow():
            self._follow()
        if news := self.context.hooks.news():
            self.talk.say(news)
        if self._is_over:
            return
        try:
            tick = controller.look()
        except Refused as refused:
            self._refused(refused)
            return
        if tick.phase is not self._phase:
            self._phase_changed(tick.phase)
        if tick.phase is Phase.DONE:
            self._close(stalled=tick.stalled)
        elif tick.cue is not None:
            self._ring(tick.cue.text)
            if tick.cue.code is CueCode.END:
                closes = spoken(controller.timer.close_s)
                self.talk.say(f"Enter finishes. It closes by itself after {closes} on the mat.")
        elif tick.reminder:
            self.talk.ring(OVERTIME.text)
            if controller.overtime_s - self._said_over_s >= _OFTEN_S:
                self._said_over_s = controller.overtime_s
                self.talk.say(f"{OVERTIME.text} Enter finishes.")
        if controller.fault and controller.now >= controller.retry_at and not self._has_ended():
            self._try_again()
        self._tell_fault()

    def _listen(self) -> None:
        """Waits for a line until something on the clock changes, and does what it says."""
        try:
            line = self.talk.lines.read(min(1.0, self.controller.to_next_second() + 0.005))
        except EndOfInput:
            self._leave(at_end=True)
            return
        except KeyboardInterrupt:
            self._interrupt()
            return
        if line is not None:
            self._interrupted = False
            # What the clock brought meanwhile comes before what was typed.
            self._look()
            if not self._is_over:
                self._act(line.strip().lower())

    def _act(self, word: str) -> None:
        controller, phase = self.controller, self.controller.phase
        if phase is Phase.OVERTIME:
            controller.attended = True
        if phase is Phase.ASKED:
            self._answer_end(word)
        elif phase is Phase.DONE and word not in _LEAVE:
            self._finish(None)
        elif phase is Phase.READY:
            self._settle(word)
        elif word in _HELP or (not word and phase is Phase.RUNNING):
            self.talk.say(state(self.controller), can_type(self.controller) if word else "")
        elif word in _LEAVE:
            self._leave()
        elif word in _STOP:
            self._press(TimerEvent.ASK_STOP)
        elif word in _FINISH or (phase is Phase.OVERTIME and word in ("", *_PAUSE)):
            if phase is Phase.OVERTIME:
                self._finish(TimerEvent.FINISH)
            else:
                self._press(TimerEvent.ASK_FINISH)
        elif word in _PAUSE or (phase is Phase.PAUSED and word in ("", "go", "on")):
            self._press(TimerEvent.RESUME if phase is Phase.PAUSED else TimerEvent.PAUSE)
        elif word in ("+", "more") and phase is Phase.RUNNING:
            added = controller.may_lengthen and self._press(TimerEvent.ADD_MINUTE)
            said = "One minute more" if added else "There is no room for another minute"
            self.talk.say(f"{said}: {left(self.controller)}.")
        elif word in ("m", "mute"):
            self.talk.muted = not self.talk.muted
            self.talk.say(
                "Muted: no bell in this session. m rings again." if self.talk.muted else "It rings."
            )
        else:
            self.talk.say(f"Nothing here is called {word}. {can_type(self.controller)}")

    def _settle(self, word: str) -> None:
        if not word or word in ("start", "go"):
            self._press(TimerEvent.START)
        elif word in (*_LEAVE, *_STOP, *_FINISH, "n", "no", "back"):
            self._leave()
        elif word.isdecimal():
            try:
                self.controller.before = scale_of(word, "soreness before")
                self.talk.say(f"Soreness before: {word}.")
            except Refused as refused:
                self.talk.say(str(refused))
        else:
            self.talk.say(state(self.controller))

    def _answer_end(self, word: str) -> None:
        stop = self.controller.timer.asked_stop
        if word in ("k", "keep", "keep going", "n" if not stop else "k", "no"):
            self._press(TimerEvent.KEEP_GOING)
        elif word in _FINISH or (not stop and word in ("", "y", "yes")):
            self._finish(TimerEvent.FINISH)
        elif stop and _WHY.get(word, word) in STOP_REASONS:
            self.controller.stopped_for = STOP_REASONS[_WHY.get(word, word)]
            self._finish(TimerEvent.STOP)
        elif word in _LEAVE:
            self._leave()
        elif word in _STOP:
            self._press(TimerEvent.KEEP_GOING)
            self._press(TimerEvent.ASK_STOP)
        else:
            self._ask_end()

    def _interrupt(self) -> None:
        if self._interrupted:
            self._leave(status=130)
        self._interrupted = True
        if self.controller.phase is Phase.READY:
            self._leave()
        self.talk.say(
            f"The session goes on, {left(self.controller)}.",
            "Enter keeps it so, f finishes, x stops, q or Ctrl+C once more leaves it running.",
        )

    def _leave(self, status: int = 0, *, at_end: bool = False) -> None:
        """Leaves it running, or starts nothing; a stop that was asked for here counts."""
        controller = self.controller
        if controller.phase is Phase.READY:
            if not at_end or self.talk.lines.is_terminal:
                self.talk.say(f"Nothing was started. {BEGIN_AGAIN}")
                raise Left(status)
            # Answers from a pipe: whoever gave them is on the mat, and cannot press anything any more.
            self._press(TimerEvent.START)
        # A question that another terminal has opened is left to that one.
        asks = controller.phase is Phase.ASKED and self._has_asked
        if asks and controller.timer.asked_stop:
            self._finish(TimerEvent.STOP)
            if not controller.fault:
                self._say_recorded()
                raise Left(status)
        elif asks:
            self._press(TimerEvent.KEEP_GOING)
        if controller.fault and not self._is_over:
            self._try_again()
        if self._is_over:
            return
        if controller.fault:
            status = self._keep_for_later() or status
        self._say_goes_on()
        raise Left(status)

    def _say_recorded(self) -> None:
        if (session := self._session) is not None:
            self.talk.say(f"Recorded: {minutes(session.done_min)} on the {labels.AREA[session.area]}.")

    def _say_goes_on(self) -> None:
        controller = self.controller
        if controller.live is None or controller.phase is Phase.DONE:
            return
        if controller.phase is Phase.ASKED:
            self.talk.say(f"Its end was asked for, and counts after {minutes(ASKED_S / 60)}. {COME_BACK}")
            return
        stays = "It stays paused, for an hour at most" if controller.phase is Phase.PAUSED else "It goes on"
        self.talk.say(f"{stays} without this terminal, {left(controller)}. {COME_BACK}")

    def _keep_for_later(self) -> int:
        """Keeps what the file lacks for the next start; returns the status to end with, 0 if nothing."""
        draft = self.controller.unwritten()
        return keep(self.talk, draft, self.controller.fault) if draft is not None else 0
