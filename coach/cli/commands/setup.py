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
from coach.cli.old_comfort import settle
from coach.cli.outcome import tell_outcome
from coach.cli.sentences import next_step_lines
from coach.cli.setup_answers import add_answers, answers_of, how_to_answer
from coach.domain.model import (
    Book,
    Change,
    GoalSet,
    Refused,
    Screening,
)
from coach.domain.onboarding.answers import Answers, is_another
from coach.domain.onboarding.safety_answers import check_ticks
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import contradictions, current_answer
from coach.domain.safety.missing_answers import AnswerMissing
from coach.domain.safety.screening import unchanged
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.today import TodayState, today
from coach.store import MissingFile
from coach.text.first_weekday import first_weekday
from coach.text.format import count

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.store import Applied

_BARE = "you want bare skin although your skin is sensitive"
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
    from coach.cli.setup_in_lines import ask_setup

    def record(answers: Answers) -> int:
        applied = context.change(lambda book, now: set_up(book, _with_week(book, answers), now))
        return _tell(context, applied, as_json=False, then=_next_command(context, applied.book))

    return ask_setup(context, record)


def _next_command(context: CommandContext, book: Book) -> str:
    found = today(book, context.now(book), book.settings.area)
    if found.state is TodayState.LOCKED:
        return "Until then, the tips and the calendar are open to you: coach tips, coach calendar"
    if found.state is TodayState.DUE and found.prescription.can_start:
        return "To begin, run: coach session"
    return "What there is to do today: coach today"


def _with_week(book: Book, answers: Answers) -> Answers:
    """Returns answers with the first day of a week, which nobody is asked for, if they are the first."""
    if current_answer(book, Screening) is not None:
        return answers
    return replace(answers, week_start=first_weekday(os.environ))


def _record(context: CommandContext, answers: Answers, *, yes: bool, as_json: bool, warning: str = "") -> int:
    """Records the answers, and prints what else a yes agreed to."""
    agreed_to: list[str] = []

    def decide(book: Book, now: datetime) -> Change | None:
        agreed_to[:] = filter(None, (warning,))
        check_ticks(book, answers)
        change = set_up(book, _with_week(book, answers), now)
        if change is not None and is_another(book, answers):
            many = count(len(book.sessions), "session")
            if not yes:
                raise Refused(
                    f"{context.path} has {many} already. If they are yours,"
                    " add --yes; someone else needs their own file: coach --data FILE setup."
                )
            one = len(book.sessions) == 1
            agreed_to.append("the session on file is yours" if one else f"the {many} on file are yours")
        if change is not None and yes and _confirms_bare(book, change):
            agreed_to.append(_BARE)
        if len(agreed_to) > 1:
            raise Refused(
                f"--yes would agree to several things at once: {', and that '.join(agreed_to)}."
                " Agree to each in a command of its own."
            )
        return change

    prompts = {
        Confirmation.BARE: ConfirmationPrompt(
            "Do you want bare skin anyway?",
            "If you want bare skin anyway, add --yes.",
            yes,
        ),
    }

    doubtful = False

    def change(agreed: frozenset[Confirmation]) -> Applied:
        nonlocal answers, doubtful
        answers = replace(answers, bare_confirmed=Confirmation.BARE in agreed)
        try:
            return context.change(decide)
        except Unconfirmed:
            doubtful = True
            raise

    try:
        applied, _ = change_once_confirmed(change, prompts)
    except Refused as refused:
        rest = replace(answers, goal_cover=None, goal_minutes=None)
        if not doubtful or (rest.ticked, rest.agreed, rest.numb_areas, rest.sensitive) == (None,) * 4:
            raise
        # The answers on safety hold, whatever becomes of the goal.
        applied = context.change(partial(_kept, rest=rest, refused=refused))
        why = f"Everything was recorded except the goal. {refused}"
        # said by the refusal below on standard error
        _tell(context, applied, as_json=as_json, refusal=why)
        raise Refused(why) from None
    # The stricter answers, which are printed as well, name bare skin anyway.
    named = [each for each in agreed_to if each != _BARE]
    return _tell(context, applied, *(f"Your --yes said that {each}." for each in named), as_json=as_json)


def _kept(book: Book, now: datetime, *, rest: Answers, refused: Refused) -> Change | None:
    if is_another(book, rest):
        raise refused
    return set_up(book, rest, now, whole=False)


def _confirms_bare(book: Book, change: Change) -> bool:
    """Returns whether a change confirms bare skin as the goal of sensitive skin, which it was not before."""
    goal = current_answer(book, GoalSet)
    if goal is not None and goal.bare_confirmed:
        return False
    return any(isinstance(each, GoalSet) and each.bare_confirmed for each in change.put)


def _tell(
    context: CommandContext,
    applied: Applied,
    *agreed_to: str,
    as_json: bool,
    refusal: str | None = None,
    then: str = "",
) -> int:
    book = applied.book
    said = f"{applied.label}." if applied.label else "Nothing to record: none of this is new."
    return tell_outcome(
        context,
        applied.label,
        [said, *agreed_to, *contradictions(book)],
        as_json=as_json,
        following=(
            *next_step_lines(book, book.settings.area, context.now(book)),
            "The coach is not a medical device. Stop if something hurts, and ask a professional if in doubt.",
            *filter(None, (then,)),
        ),
        facts={"ids": ids_of(applied), "refused": refusal},
    )
