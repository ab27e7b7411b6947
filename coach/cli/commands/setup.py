"""`coach setup`: records the first answers, or changes them later."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.confirmations import ConfirmationPrompt, change_once_confirmed
from coach.cli.errors import UsageError
from coach.cli.json_values import ids_of
from coach.cli.next_command import next_after
from coach.cli.old_comfort import settle
from coach.cli.outcome import tell_outcome
from coach.cli.sentences import next_step_lines
from coach.cli.setup_questions.setup_answers import add_answers, answers_of, how_to_answer
from coach.domain.model import Book, Change, Refused, Screening
from coach.domain.onboarding.advance_yes import BARE, agreed_in_advance
from coach.domain.onboarding.answers import Answers, is_another
from coach.domain.onboarding.safety_answers import check_ticks
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import contradictions, current_answer
from coach.domain.safety.missing_answers import AnswerMissing
from coach.domain.safety.screening import unchanged
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.store import MissingFile
from coach.text.first_weekday import first_weekday
from coach.text.format import count

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.store import Applied

_STARTING_OVER = "a new file starts here; the backups stay as they are"


def add_arguments(parser: Parser) -> None:
    """Declares the answers; what is left out stays as it was."""
    add_answers(parser)
    parser.epilog = f"Without options, at a terminal, it asks everything in lines. {parser.epilog}"
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Records the answers as of now, and prints what they mean for today."""
    try:
        return _answer(given, context)
    except AnswerMissing as missing:
        raise Refused(how_to_answer(missing)) from None


def _answer(given: Namespace, context: CommandContext) -> int:
    answers = answers_of(given)
    if given.old_comfort is not None:
        if answers != Answers():
            raise UsageError(
                "--old-comfort cannot be combined with other options; give the other answers in a"
                " separate command."
            )
        return settle(context, given.old_comfort, as_json=given.json)
    if given.unchanged:
        if answers != Answers():
            raise UsageError(
                "--unchanged cannot be combined with other answers; if something has changed, say what, such"
                " as --screening fever."
            )
        return _tell(context, context.change(unchanged), as_json=given.json)
    if answers == Answers():
        if given.json or not is_terminal():
            raise UsageError("setup needs an answer, such as --screening none; see coach help setup.")
        return _ask_in_lines(context)
    try:
        return _record(context, answers, yes=given.yes, as_json=given.json)
    except MissingFile as gone:
        if not given.yes or not gone.backups:
            raise
        context.store.forget()
        return _record(context, answers, yes=True, as_json=given.json, warning=_STARTING_OVER)


def is_terminal() -> bool:
    """Returns whether someone at a terminal hears the questions and can answer them."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _ask_in_lines(context: CommandContext) -> int:
    """Asks all questions one after the other, and records the answers in one step at the end."""
    from coach.cli.setup_questions.setup_in_lines import ask_setup

    def record(answers: Answers) -> int:
        applied = context.change(lambda book, now: set_up(book, _with_week(book, answers), now))
        return _tell(context, applied, as_json=False)

    return ask_setup(context, record)


def _with_week(book: Book, answers: Answers) -> Answers:
    """Returns answers with the first day of a week, which nobody is asked for, if they are the first."""
    if current_answer(book, Screening) is not None:
        return answers
    return replace(answers, week_start=first_weekday(os.environ))


class _Recording:
    """A try to record answers: what a yes in advance agreed to, and whether the goal was doubted."""

    def __init__(self, context: CommandContext, answers: Answers, *, yes: bool, warning: str) -> None:
        self.agreed_to: list[str] = []
        self.is_goal_doubted = False
        self._context = context
        self._answers = answers
        self._yes = yes
        self._warning = warning

    def change(self, agreed: frozenset[Confirmation]) -> Applied:
        """Records the answers; raises `Unconfirmed` for a goal that has to be agreed to first."""
        answers = replace(self._answers, bare_confirmed=Confirmation.BARE in agreed)
        try:
            return self._context.change(partial(self._decide, answers))
        except Unconfirmed:
            self.is_goal_doubted = True
            raise

    def _decide(self, answers: Answers, book: Book, now: datetime) -> Change | None:
        check_ticks(book, answers)
        change = set_up(book, _with_week(book, answers), now)
        if change is not None and is_another(book, answers) and not self._yes:
            raise Refused(
                f"{self._context.path} has {count(len(book.sessions), 'session')} already. If they are yours,"
                " add --yes; someone else needs their own file: coach --data FILE setup."
            )
        self.agreed_to = list(filter(None, (self._warning,)))
        if change is not None and self._yes:
            self.agreed_to += agreed_in_advance(book, answers, change)
        if len(self.agreed_to) > 1:
            raise Refused(
                f"--yes would agree to several things at once: {', and that '.join(self.agreed_to)}."
                " Agree to each in a command of its own."
            )
        return change


def _record(context: CommandContext, answers: Answers, *, yes: bool, as_json: bool, warning: str = "") -> int:
    """Records the answers, and prints what else a yes agreed to."""
    recording = _Recording(context, answers, yes=yes, warning=warning)
    bare = ConfirmationPrompt(
        "Do you want bare skin anyway?", "If you want bare skin anyway, add --yes.", yes
    )
    try:
        applied, _ = change_once_confirmed(recording.change, {Confirmation.BARE: bare})
    except (Refused, UsageError) as refused:
        if not recording.is_goal_doubted:
            raise
        return _record_all_but_the_goal(context, answers, refused, as_json=as_json)
    # The stricter answers, which are printed as well, name bare skin anyway.
    named = [each for each in recording.agreed_to if each != BARE]
    return _tell(context, applied, *(f"Your --yes said that {each}." for each in named), as_json=as_json)


def _record_all_but_the_goal(
    context: CommandContext, answers: Answers, refused: Exception, *, as_json: bool
) -> int:
    """Records the answers on safety, which hold whatever becomes of the goal; then raises the refusal."""
    rest = replace(answers, goal_cover=None, goal_minutes=None)
    if (rest.ticked, rest.agreed, rest.numb_areas, rest.sensitive) == (None,) * 4:
        raise refused
    applied = context.change(partial(_kept, rest=rest, refused=refused))
    why = f"Everything was recorded except the goal. {refused}"
    # said by the refusal below on standard error
    _tell(context, applied, as_json=as_json, refusal=why)
    raise Refused(why) from None


def _kept(book: Book, now: datetime, *, rest: Answers, refused: Exception) -> Change | None:
    if is_another(book, rest):
        raise refused
    return set_up(book, rest, now, whole=False)


def _tell(
    context: CommandContext,
    applied: Applied,
    *agreed_to: str,
    as_json: bool,
    refusal: str | None = None,
) -> int:
    book = applied.book
    said = f"{applied.label}." if applied.label else "Nothing to record: none of this is new."
    return tell_outcome(
        context,
        applied.label,
        [said, *agreed_to, *contradictions(book)],
        as_json=as_json,
        following=(
            "The coach is not a medical device. Stop if something hurts, and ask a professional if in doubt.",
            *next_step_lines(book, book.settings.area, context.now(book)),
        ),
        facts={"ids": ids_of(applied), "refused": refusal},
        last=partial(next_after, context, book, told=True),
    )
