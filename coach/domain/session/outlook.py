"""The outlook: what the answers on a session mean for the next day, before they are saved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.model import WOUNDED, Book, Session, Skin
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import OpenQuestions, came_back, open_questions
from coach.domain.session.day_over import say_pause


class Outlook(NamedTuple):
    """The next day as it would be with the answers so far."""

    following: Prescription
    """The prescription of that day, if the skin is clear then."""
    here: Prescription
    """The prescription of the session's own day, with what it says of further sessions."""
    today: bool
    """Whether that day is today: the session is of an earlier one."""
    pause: str = ""
    """The pause or rest day that was announced for that day, as in "a rest day"; empty for none."""
    ask: OpenQuestions | None = None
    """The safety questions that are open then, before any further session."""
    again: bool = False
    """Whether the session was stopped for dizziness or numbness that has come back."""

    @property
    def when(self) -> str:
        """The day in a word."""
        return "today" if self.today else "tomorrow"

    @property
    def effect(self) -> str:
        """The effect on the step, as in "one step down tomorrow"."""
        if self.following.gate is Gate.REST:
            return f"a rest day {self.when}"
        if self.following.step is None or self.following.rung is None:
            return f"no mat on your {labels.AREA[self.following.area]} for now"
        when = "next time" if self.pause else self.when
        if self.here.step is None:
            # The session's own day has no step to count from, as on a day of rest.
            return f"{labels.session(self.following.rung)} {when}"
        by = self.following.step - self.here.step
        if by == 0:
            return f"the same step again {when}"
        return f"{labels.steps(abs(by))} {'up' if by > 0 else 'down'} {when}"

    @property
    def then(self) -> str:
        """The session or the rest of that day, as a sentence."""
        when, asks = self.when.capitalize(), self.following.reason.ask
        if self.following.rung is None:
            return f"{when}: {asks or f'no mat on your {labels.AREA[self.following.area]}'}."
        if self.ask is not None:
            return "Before the next session: the safety questions."
        if self.pause:
            return f"{when}: {self.pause}."
        return f"{when}, if your skin is clear: {asks}."

    @property
    def why(self) -> str:
        """The reason for it, in sentences."""
        reason = self.following.reason
        if self.following.rung is None:
            return reason.cause_text
        if self.ask is not None:
            return self.ask.text
        # On a day off there is no session for a cause to explain; what to take care of holds all the same.
        return reason.advice if self.pause else reason.cause_text


def effect_of_numbers(book: Book, answered: Session, today: date, found: Outlook) -> str:
    """Returns the effect of sharpness and soreness on the step; hurt skin closes the area whatever they are.

    `found` is the outlook of the answers as they are. It is handed in because an outlook goes through the
    whole history twice, and this is called at every key.
    """
    if answered.skin_after in WOUNDED:
        return f"by itself {outlook(book, answered._replace(skin_after=Skin.CLEAR), today).effect}"
    return found.effect


def outlook(book: Book, answered: Session, today: date, now: datetime | None = None) -> Outlook:
    """Returns the outlook on the next day with the answers that a session now has.

    With `now`, the safety questions that it opens count too.
    """
    others = tuple(s for s in book.sessions if s.id != answered.id)
    at = next((n for n, s in enumerate(book.sessions) if s.id == answered.id), len(others))
    ramps = Ramps(book._replace(sessions=(*others[:at], answered, *others[at:])))
    day = max(answered.day + timedelta(days=1), today)
    return Outlook(
        following=prescribe(ramps, answered.area, day),
        here=prescribe(ramps, answered.area, answered.day),
        today=answered.day < today,
        pause=say_pause(ramps.book, day),
        ask=open_questions(ramps.book, now) if now else None,
        again=came_back(ramps.book, answered),
    )
