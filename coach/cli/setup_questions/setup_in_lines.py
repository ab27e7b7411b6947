"""The questions of `coach setup` at a terminal, one line at a time, with the words of the screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from coach.cli import arguments
from coach.cli.command_context import CommandContext
from coach.cli.errors import UsageError
from coach.cli.output import note
from coach.cli.plain_session.line_reader import Cut, EndOfInput, Lines, StandardInput
from coach.cli.plain_session.talk import Talk
from coach.cli.setup_questions.line_questions import LineQuestions, say_enter
from coach.cli.setup_questions.setup_answers import numb_areas
from coach.context import AppContext
from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.habit.greetings import cue
from coach.domain.model import (
    AGREEABLE,
    Area,
    Contraindication,
    Cover,
    Refused,
    Screening,
    Settings,
    Start,
)
from coach.domain.onboarding.answers import Answers, answers_on_file, is_another
from coach.domain.onboarding.questions import (
    ABOUT,
    BRISK,
    GOAL_COVER_WORDS,
    MEANS,
    MOMENT,
    NO_DEVICE,
    NUMB_MEANS,
    ON_UTC,
    SAFETY,
    SOFTER,
    STARTS,
    TITLES,
    goal_means,
    lock_means,
    start_means,
    whose_history,
)
from coach.domain.onboarding.setup import preview, set_up
from coach.domain.onboarding.user_profile import current_answer, default_goal, unanswered
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import open_questions
from coach.domain.session.confirmations import Unconfirmed
from coach.text.format import capital, listed, minutes
from coach.text.zone_search import NO_ZONE, machine_keeps_utc, zone_means, zones_like

_HOW: Final = (
    "Nothing is recorded before the end. Type y for yes or n for no, and Enter. ? says a question again,"
    " and q leaves everything as it was."
)
_OWN_FILE: Final = (
    "Everyone needs a file of their own: coach --data anna.json setup. Nothing changes in this file."
)
_LEFT: Final = "Nothing was recorded: everything stays as it was. To answer, run: coach setup"


def ask_setup(commands: CommandContext, record: Callable[[Answers], int]) -> int:
    """Asks all questions, hands the answers to `record`, and returns the status of the process.

    Nothing is recorded before; raises Refused where someone leaves early.
    """
    commands.read()
    context = AppContext(commands.store, commands.clock, environ=os.environ)
    lines = standard_input().open()
    try:
        answers = SetupInLines(Talk(lines, context)).run()
    except Cut as cut:
        return cut.status
    except EndOfInput:
        raise Refused(_LEFT) from None
    except KeyboardInterrupt:
        note(_LEFT)
        raise
    finally:
        lines.close()
        context.drafts.close()
    return record(answers)


def standard_input() -> Lines:
    """Returns the lines that are typed; tests put others in their place."""
    return StandardInput()


class SetupInLines(LineQuestions):
    """Asks all questions of setup; those that were answered before keep their answer with Enter."""

    def __init__(self, talk: Talk) -> None:
        super().__init__(talk)
        self.context = talk.context
        self.again = not unanswered(talk.context.book)
        """Whether the questions were answered before."""
        self._is_owner = False
        self._before = answers_on_file(talk.context.book)
        """The answers that Enter gives again."""
        known = current_answer(talk.context.book, Screening)
        self._new = frozenset(Contraindication) - (known.asked if known else frozenset())
        """The safety questions that nobody has answered yet."""

    def run(self) -> Answers:
        """Returns the answers that someone wants to save; raises EndOfInput if they leave before."""
        book = self.context.book
        ask = open_questions(book, self.context.now())
        self.talk.say(*([] if self.again else [ABOUT]), NO_DEVICE, ask.text if ask else "")
        self.talk.say("" if self.again else BRISK, _HOW)
        if book.sessions and current_answer(book, Screening) is None:
            self._ask_owner()
        while True:
            found = self._ask_all()
            self.talk.say("Your answers:", *_summary(found))
            if self.yes("Is this right? y saves it; n asks again, and Enter then keeps an answer."):
                return found
            self._before, self._new = found, frozenset()

    def _ask_all(self) -> Answers:
        found = self._safety()
        found = replace(found, tz=self._zone())
        found = self._start(found)
        found = self._goal(found)
        if not self.again and self._first(found).rung is not None:
            found = replace(found, cue=self._moment(found))
        return found

    def _safety(self) -> Answers:
        before = self._before
        self.talk.say(TITLES["screening"])
        ticked: set[Contraindication] = set()
        agreed: set[Contraindication] = set()
        numb: frozenset[Area] | None = None
        for number, (question, label) in enumerate(SAFETY.items(), 1):
            known = None if question in self._new else question in (before.ticked or ())
            asked = f"{number} of {len(SAFETY)}: {label}. {MEANS[question]} Is this true for you now?"
            if not self.yes(asked, known):
                continue
            ticked.add(question)
            if question is Contraindication.FEELING:
                numb = self._numb(before.numb_areas)
            if question in AGREEABLE:
                known = question in (before.agreed or ()) if known else None
                if self.yes("Has a doctor who knows about it agreed to the mat?", known):
                    agreed.add(question)
        found = Answers(ticked=frozenset(ticked), agreed=frozenset(agreed), numb_areas=numb)
        answer = Screening(
            at=self.context.now(), ticked=frozenset(ticked), agreed=frozenset(agreed), numb_areas=numb
        )
        self.talk.say(lock_means(answer, self._first(found)))
        return found

    def _numb(self, before: frozenset[Area] | None) -> frozenset[Area]:
        names = listed([each.value for each in Area], last=" or ")
        kept = None if before is None else _areas(before)

        def read(typed: str) -> frozenset[Area]:
            if not typed and before is not None:
                return before
            try:
                return numb_areas(typed)
            except UsageError:
                raise Refused(f"Type {names}, with commas between several, or none.") from None

        found = self.ask(
            f"Which areas can you not feel well? Type {names}, with commas between several, or none if it is"
            f" none of these.{say_enter(kept)}",
            read,
        )
        self.talk.say(NUMB_MEANS)
        return found

    def _zone(self) -> str | None:
        zone = self._before.tz
        if not zone and not machine_keeps_utc():
            return None
        context = self.context

        def read(typed: str) -> str | None:
            if not typed:
                return zone
            if not (found := zones_like(typed)):
                raise Refused(NO_ZONE)
            self.talk.say(zone_means(found, context.clock))
            return found[0]

        return self.ask(
            f"{TITLES['zone']} {ON_UTC if machine_keeps_utc() else ''} Type a name like Europe/Zurich, or a"
            f" city.{say_enter(zone or 'UTC')}".replace("  ", " "),
            read,
        )

    def _start(self, found: Answers) -> Answers:
        start = self.choice(TITLES["start"], STARTS, self._before.start or Start.NEW)
        sensitive = self.yes("Is your skin sensitive?", bool(self._before.sensitive))
        found = replace(found, start=start, sensitive=sensitive)
        if not self._is_owner and is_another(self.context.book, found):
            self._ask_owner()
        first = self._first(found)
        self.talk.say(start_means(first, sensitive=sensitive) if first.rung is not None else "")
        return found

    def _goal(self, found: Answers) -> Answers:
        goal = default_goal(sensitive=bool(found.sensitive))
        self.talk.say(TITLES["goal"], SOFTER)
        covers = {each: GOAL_COVER_WORDS[each] for each in GOAL_COVERS}
        cover = self.choice("Which cover in the end?", covers, self._before.goal_cover or goal.cover)
        found = replace(found, goal_cover=cover)
        try:
            set_up(self.context.book, found, self.context.now())
        except Unconfirmed as doubt:
            found = replace(found, bare_confirmed=self.yes(f"{doubt} Do you want bare skin anyway?"))
            if not found.bare_confirmed:
                found = replace(found, goal_cover=Cover.SHIRT)
        found = replace(found, goal_minutes=self._minutes(self._before.goal_minutes or goal.minutes))
        self.talk.say(goal_means(self._first(found)))
        return found

    def _minutes(self, before: int) -> int:
        numbers = listed(map(str, GOAL_MINUTES), last=" or ")

        def read(typed: str) -> int:
            if not typed:
                return before
            if not typed.isdecimal() or int(typed) not in GOAL_MINUTES:
                raise Refused(f"Type {numbers}; 30 is the most for a session.")
            return int(typed)

        return self.ask(f"How long in the end, in minutes? Type {numbers}.{say_enter(str(before))}", read)

    def _moment(self, found: Answers) -> str | None:
        before = self._before.cue

        def read(typed: str) -> str | None:
            moment = arguments.note(typed, field="cue") or before
            set_up(self.context.book, replace(found, cue=moment), self.context.now())
            self.talk.say(cue(Settings(cue_sentence=moment or "")))
            return moment

        return self.ask(f"{MOMENT} for example, I brush my teeth.{say_enter(before or 'none')}", read)

    def _ask_owner(self) -> None:
        if not self.yes(f"{whose_history(self.context.book)} Are they yours?"):
            raise Refused(_OWN_FILE)
        self._is_owner = True

    def _first(self, found: Answers) -> Prescription:
        """Returns the session that the coach would prescribe for the back, with the answers so far."""
        book, now = self.context.book, self.context.now()
        return prescribe(Ramps(preview(book, found, now)), Area.BACK, day_of(now, book.settings.rollover))


def _areas(areas: frozenset[Area]) -> str:
    return listed([labels.AREA[each] for each in Area if each in areas]) or "none"


def _summary(found: Answers) -> Iterator[str]:
    """Yields a sentence on each answer, as it will be recorded."""
    ticked = [each for each in Contraindication if each in (found.ticked or ())]
    for each in ticked:
        agreed = ", and a doctor agreed" if each in (found.agreed or ()) else ""
        areas = f" ({_areas(found.numb_areas or frozenset())})" if each is Contraindication.FEELING else ""
        yield f"{capital(labels.CONTRAINDICATION[each])}{areas}{agreed}."
    if not ticked:
        yield "None of the safety questions applies to you."
    if found.tz:
        yield f"Your time zone is {found.tz}."
    yield f"The mat: {STARTS[found.start or Start.NEW]}."
    yield f"Your skin is {'' if found.sensitive else 'not '}sensitive."
    if found.goal_cover and found.goal_minutes:
        yield f"Your goal is {minutes(found.goal_minutes)} {labels.on(found.goal_cover)}."
    if plan := cue(Settings(cue_sentence=found.cue or "")):
        yield plan
