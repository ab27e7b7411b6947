"""The check-in in lines: one question after the other, each of which Enter skips."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coach.cli import arguments
from coach.cli.command_words import in_commands
from coach.cli.next_command import next_line
from coach.cli.plain_session.kept_draft import keep
from coach.cli.plain_session.line_reader import Cut, EndOfInput
from coach.cli.plain_session.talk import SKIN_WORDS, Talk, scale_of, skin_or_meaning
from coach.domain import labels
from coach.domain.after_save import after_save
from coach.domain.drafts import CheckInDraft, is_warning, with_answers
from coach.domain.model import Refused, Session, Skin, StopReason
from coach.domain.session.cautions import NUMB_SKIN, long_caution, say_growth, stop_advice
from coach.domain.session.cues import CLOSED, alarm_due
from coach.domain.session.outlook import effect_of_numbers, outlook
from coach.domain.session.unattended import say_how_long
from coach.domain.typed_times import minutes_of
from coach.session_control.check_in_answers import SessionGone, save_answers
from coach.store import StoreError
from coach.text.format import clause, minutes

_SKIP = ("q", "quit", "skip")
_WHY = {"s": "sharp", "d": "dizzy", "n": "numb", "o": "other"}


class _Skipped(Exception):
    """The user wants no further question."""


class CheckInLines:
    """Asks how a session was, which has been saved already, and says what follows."""

    def __init__(
        self, talk: Talk, session: Session, *, asks_why: bool, draft: CheckInDraft | None = None
    ) -> None:
        """Asks about a session; what a `draft` of an earlier run has is not asked again."""
        self.talk = talk
        self.context = talk.context
        self.session = session
        self.so_far = session if draft is None else with_answers(session, draft)
        self._asks_why = asks_why and session.stopped_for is None
        self._closed_at = self._looked_at = self.context.clock.elapsed()

    def run(self, *, more: bool = False) -> int:
        """Asks, saves, and returns the status of the process; `more` is whether a session is to follow."""
        try:
            self._ask_all()
        except (_Skipped, EndOfInput, KeyboardInterrupt):
            pass
        except Cut:
            self.talk.cut_off()
            self._save_or_keep()
            raise
        return self._save(more=more)

    def _ask_all(self) -> None:
        session, area = self.session, labels.AREA[self.session.area]
        self.talk.say(
            f"Recorded: {minutes(session.done_min)} on the {area}. How was it?",
            "Enter skips a question, q the rest.",
            stop_advice(session),
        )
        idle = self._ring_on if session.unattended else None
        if self.so_far.unattended:
            self._ask(
                f"It closed by itself. How many minutes was it really? Enter if {minutes(session.done_min)}"
                " is right.",
                self._real,
                idle,
            )
        if self._asks_why:
            self._ask("Why did you stop? s too sharp, d dizzy or faint, n numb, o something else.", self._why)
        if self.so_far.sharpness is None:
            self._ask(
                f"How sharp was it in the last minute, 0 to 10? {labels.SHARPNESS}.",
                lambda typed: {"sharpness": scale_of(typed, "sharpness")},
            )
        if self.so_far.sharpness is not None:
            self._say_effect()
        if self.so_far.before is None:
            self._ask(
                f"How sore was your {area} before, 0 to 10? {labels.SORENESS}.",
                lambda typed: {"before": scale_of(typed, "soreness before")},
            )
        if self.so_far.after is None:
            self._ask(
                f"How sore is your {area} now, 0 to 10? {labels.SORENESS}.",
                lambda typed: {"after": scale_of(typed, "soreness after")},
            )
        self.talk.say(say_growth(self.so_far))
        if self.so_far.skin_after is None:
            self._ask(
                f"How is your skin now? {SKIN_WORDS}; ? says what they mean.",
                lambda typed: {"skin_after": skin_or_meaning(self.talk, typed)},
            )
        self.talk.say(NUMB_SKIN if self.so_far.skin_after is Skin.NUMB else "")
        if not self.so_far.note:
            self._ask(
                "A note? Type it, or Enter for none.", lambda typed: {"note": arguments.note(typed)}, skips=()
            )

    def _ask(
        self,
        question: str,
        read: Callable[[str], dict[str, Any]],
        idle: Callable[[], None] | None = None,
        skips: tuple[str, ...] = _SKIP,
    ) -> None:
        def answered(typed: str) -> None:
            if typed.lower() in skips:
                raise _Skipped
            given = {name: value for name, value in read(typed).items() if value not in (None, "")}
            self.so_far = self.so_far._replace(**given)
            self._hold()

        self.talk.ask(question, answered, idle)

    def _real(self, typed: str) -> dict[str, Any]:
        real = minutes_of(typed) if typed else self.session.done_min
        said = say_how_long(self.session, real, self.context.now())
        self.talk.say(long_caution(said) or f"Counts as {minutes(said.done_min)}.")
        return {name: getattr(said, name) for name in ("done_min", "ended_at", "ended")} | {
            "unattended": False
        }

    def _why(self, typed: str) -> dict[str, Any]:
        word = _WHY.get(typed.lower(), typed.lower())
        if word and word not in set(StopReason):
            raise Refused("Type s, d, n or o, or Enter alone to skip it.")
        reason = StopReason(word) if word else None
        if reason is not None:
            self.talk.say(stop_advice(self.session._replace(stopped_for=reason)))
        return {"stopped_for": reason}

    def _say_effect(self) -> None:
        self.context.follow()
        book, day = self.context.book, self.context.day()
        found = outlook(book, self.so_far, day, self.context.now())
        self.talk.say(
            f"Sharpness {self.so_far.sharpness}: {effect_of_numbers(book, self.so_far, day, found)}."
        )

    def _ring_on(self) -> None:
        """Rings again when that is due, until someone answers: people fall asleep on the mat."""
        before, self._looked_at = self._looked_at, self.context.clock.elapsed()
        if alarm_due(before - self._closed_at, self._looked_at - self._closed_at):
            self.talk.ring(CLOSED.text)

    def _draft(self) -> CheckInDraft | None:
        if self.so_far == self.session:
            return None
        return CheckInDraft(self.context.now(), self.session, self.so_far)

    def _hold(self) -> None:
        """Keeps the answers so far, in case the process is killed; those on hurt skin are saved at once."""
        if (draft := self._draft()) is None:
            return
        self.context.drafts.hold(draft)
        if is_warning(draft) and self.so_far.skin_after is not None:
            try:
                self.context.change(lambda book: save_answers(book, self.session, self._answered))
            except (Refused, StoreError):
                return  # tried again at the end

    def _answered(self, found: Session) -> Session:
        """Returns the session of the file with what was answered here."""
        given: dict[str, Any] = {
            name: new
            for name, old, new in zip(Session._fields, self.session, self.so_far, strict=True)
            if new != old
        }
        return found._replace(**given)

    def _save(self, *, more: bool) -> int:
        """Saves the answers, and says what the session has come to, and what to do next."""
        said = f"{minutes(self.session.done_min)} recorded, without answers."
        if self.so_far != self.session:
            while True:
                try:
                    applied = self.context.change(
                        lambda book: save_answers(book, self.session, self._answered)
                    )
                except StoreError as error:
                    if self._tries_again(error):
                        continue
                    return self._save_or_keep()
                except Refused:
                    return self._save_or_keep()
                said = f"{applied.label}. Saved." if applied.label else "Saved."
                break
            self.context.drafts.forget(CheckInDraft(self.context.now(), self.session, self.so_far).key)
        else:
            self.context.follow()
        self.talk.say(said if self._recorded() is not None else str(SessionGone()))
        self._say_after()
        if not more:
            self.talk.say(next_line(self.context.today(), told=True))
        return 0

    def _tries_again(self, error: StoreError) -> bool:
        try:
            self.talk.say(f"Not saved yet: {clause(str(error))}. Enter tries again, q keeps it for later.")
            return self.talk.answer().lower() not in _SKIP
        except (EndOfInput, KeyboardInterrupt):
            return False

    def _save_or_keep(self) -> int:
        """Saves the answers, or else keeps them for the next start; returns the status of the process."""
        if (draft := self._draft()) is None:
            return 0
        try:
            self.context.change(lambda book: save_answers(book, self.session, self._answered))
            self.context.drafts.forget(draft.key)
            return 0
        except (Refused, StoreError) as error:
            return keep(self.talk, draft, clause(str(error)))

    def _recorded(self) -> Session | None:
        """Returns the session as the file has it; None if it was deleted."""
        book = self.context.book
        return next((each for each in (*book.sessions, *book.ahead) if each.id == self.session.id), None)

    def _say_after(self) -> None:
        session = self._recorded()
        if session is None or session in self.context.book.ahead:
            return
        found = after_save(self.context.today(), session)
        self.talk.say(
            f"{found.headline}.",
            f"{found.week}." if found.week else "",
            f"{found.done}.",
            *(f"{each}." for each in found.reached),
            *map(in_commands, (*found.advice, found.following, found.why)),
        )
