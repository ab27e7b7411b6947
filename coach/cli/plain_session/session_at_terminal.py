"""A session at a terminal of lines: what its clock, the file and other terminals do to it."""

from __future__ import annotations

from coach.cli.plain_session.clock_words import can_type, left, so_far, state
from coach.cli.plain_session.talk import Talk
from coach.domain import labels
from coach.domain.model import Refused, Session
from coach.domain.session.cues import CLOSED, GET_UP
from coach.domain.session.timer import Phase, TimerEvent
from coach.session_control.controller import SessionController
from coach.session_control.session_changes import LiveChange
from coach.session_control.session_words import (
    FINISH_TITLE,
    STOP_TEXT,
    UNRECORDED,
    ended_elsewhere,
)
from coach.store import StoreError
from coach.text.format import capital, minutes, sentence


class SessionAtTerminal:
    """A session as a terminal of lines has it: what the clock, the file and others do to it."""

    def __init__(self, talk: Talk, controller: SessionController) -> None:
        self.talk = talk
        self.context = talk.context
        self.controller = controller
        self.asks_why = False
        """Whether it was a stop for which nobody gave a reason."""
        self.is_lost = False
        """Whether it was over before anyone looked, so that its length is to be asked."""
        self._phase = Phase.READY
        self._told = ("", False)
        self._said_over_s = 0.0
        self._interrupted = False
        self._is_over = False
        self._has_asked = False
        """Whether the question about the end was opened here, so that leaving answers it."""

    _session: Session | None = None

    def _finish(self, event: TimerEvent | None) -> None:
        """Records the end; what cannot be written is tried again, and the session stays here until then."""
        controller = self.controller
        try:
            session = controller.finish(event)
        except Refused:
            self.context.read()
            self._ended_elsewhere()
            return
        except StoreError:
            self._tell_fault()
            return
        self._is_over, self._session = True, session
        self.context.drafts.forget(f"session-{controller.id}")
        if session is None:
            self.talk.say(UNRECORDED)

    def _try_again(self) -> None:
        if self.controller.phase is Phase.DONE:
            self._finish(None)
        else:
            self._unless_refused(self.controller.catch_up)

    def _close(self, *, stalled: bool) -> None:
        controller = self.controller
        if controller.timer.done_s is not None:
            return
        if stalled and controller.live is not None:
            self._is_over = self.is_lost = True
            return
        asked = controller.timer.asked_s is not None
        self.asks_why = controller.timer.asked_stop
        self._ring((GET_UP if asked else CLOSED).text)
        self._finish(None)

    def _follow(self) -> None:
        """Takes over what another terminal did, and says it."""
        controller = self.controller
        target_s = controller.timer.target_s
        match controller.follow():
            case LiveChange.LOCKED:
                self._end_locked()
            case LiveChange.ENDED:
                self._ended_elsewhere()
            case LiveChange.CHANGED:
                if controller.phase is not self._phase:
                    self._has_asked = False
                    self._phase_changed(controller.phase, " in another terminal")
                elif controller.timer.target_s != target_s:
                    whole = minutes(controller.timer.target_s / 60)
                    self.talk.say(f"{whole} now, by another terminal: {left(self.controller)}.")

    def _end_locked(self) -> None:
        controller = self.controller
        if controller.phase is Phase.READY:
            self._is_over = True
            raise Refused(controller.lock)
        self._ring("Come off the mat slowly.")
        self.talk.say(f"{controller.lock} The session has ended here.")
        self.asks_why = controller.timer.asked_stop
        self._finish(TimerEvent.STOP if controller.timer.asked_stop else TimerEvent.FINISH)

    def _refused(self, why: Refused) -> None:
        controller = self.controller
        if controller.live is not None:
            self._ended_elsewhere()
        elif controller.enough:
            controller.lock = str(why)
            self._end_locked()
        else:
            self._is_over = True
            raise why

    def _ended_elsewhere(self) -> None:
        self._is_over = True
        self.context.drafts.forget(f"session-{self.controller.id}")
        self.talk.say(ended_elsewhere(self.controller.recorded_elsewhere()))

    def _keep(self) -> None:
        """Keeps what the file lacks as a draft, for the next start."""
        if (draft := self.controller.unwritten()) is not None:
            self.context.drafts.hold(draft)

    def _tell_fault(self) -> None:
        """Says what is wrong with the file, once, and that it is over."""
        controller = self.controller
        over = bool(controller.fault) and controller.phase is Phase.DONE
        if self._is_over or self._told == (controller.fault, over):
            return
        self._told = (controller.fault, over)
        if not controller.fault:
            self.context.drafts.forget(f"session-{controller.id}")
            self.talk.say("Your file is up to date again.")
            return
        self._keep()
        fault = controller.fault
        what = f"Not saved yet: {fault}." if controller.unsaved or over else sentence(capital(fault))
        self.talk.say(f"{what} {'It is over. Enter tries again.' if over else 'The clock goes on.'}")

    def _ring(self, text: str) -> None:
        self.talk.ring(text)
        self.talk.say(text)

    def _has_ended(self) -> bool:
        return self._is_over

    def _phase_changed(self, phase: Phase, where: str = "") -> None:
        before, self._phase = self._phase, phase
        if before is Phase.READY and self.controller.joined:
            # While this one settled down, someone began a session in another terminal.
            self._say_joined()
            return
        match phase:
            case Phase.RUNNING if before is Phase.READY:
                self.talk.say(
                    f"Started at {self.context.now():%H:%M}: {minutes(self.controller.timer.target_s / 60)}.",
                    "Type a letter and Enter: p pauses, f finishes, x stops, ? tells the time left.",
                )
            case Phase.RUNNING:
                self.talk.say(f"On the mat again{where}, {left(self.controller)}.")
            case Phase.PAUSED:
                self.talk.say(f"Paused{where}, {left(self.controller)}. Enter goes on, f finishes, x stops.")
            case Phase.ASKED:
                self._ask_end(where)

    def _say_joined(self) -> None:
        timer = self.controller.timer
        self.talk.say(
            f"A session is running already: your {labels.AREA[timer.area]}, {labels.on(timer.cover)}."
            " You have joined it.",
            state(self.controller),
            can_type(self.controller),
        )
        if self._phase is Phase.ASKED:
            self._ask_end()

    def _ask_end(self, where: str = "") -> None:
        got = f"Someone asked for an end{where}. " if where else ""
        if self.controller.timer.asked_stop:
            self.talk.say(
                f"{got}The clock is paused. {STOP_TEXT}",
                "Why do you stop? s too sharp, d dizzy or faint, n numb, o something else;"
                " Enter stops without a reason.",
                "Or f to finish for another reason, k to keep going.",
            )
        else:
            self.talk.say(
                f"{got}{FINISH_TITLE} {so_far(self.controller)} Get up slowly.",
                "f or Enter finishes, k keeps going.",
            )

    def _press(self, event: TimerEvent) -> bool:
        self._has_asked = event in (TimerEvent.ASK_FINISH, TimerEvent.ASK_STOP)
        taken = self._unless_refused(lambda: self.controller.press(event))
        if not self._is_over:
            if self.controller.phase is not self._phase:
                self._phase_changed(self.controller.phase)
            self._tell_fault()
        return bool(taken)

    def _unless_refused(self, act: object) -> object:
        assert callable(act)
        try:
            return act()
        except Refused as refused:
            self.context.read()
            self._refused(refused)
            return False
