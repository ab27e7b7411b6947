"""The rhythm as `coach settings` tells and sets it: an answer of its own, which begins with a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.output import say, write_json
from coach.domain.habit.rhythm_choice import (
    EVERY_DAY_WORD,
    RHYTHMS,
    about_choice,
    choose_rhythm,
    chosen,
    rhythm_name,
    rhythm_value,
    typed_rhythm,
)
from coach.domain.model import Refused
from coach.domain.setting_values import RHYTHM_HELP
from coach.text.format import capital, listed

if TYPE_CHECKING:
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change

NAME = "rhythm"
"""Its name among the settings."""


def is_rhythm(text: str) -> bool:
    """Returns whether a typed name of a setting means the rhythm."""
    return text.strip().casefold() == NAME


def typed(days_a_week: int) -> str:
    """Returns a rhythm as it is typed."""
    return EVERY_DAY_WORD if days_a_week == RHYTHMS[0] else str(days_a_week)


def tell_rhythm(book: Book, *, as_json: bool) -> None:
    """Prints the rhythm, what it means, and what can be typed."""
    if as_json:
        values = [typed(each) for each in RHYTHMS]
        write_json({"name": NAME, "value": typed(chosen(book)), "values": values})
        return
    say(f"Rhythm ({NAME}): {rhythm_value(book)}.", RHYTHM_HELP)
    say(f"  {EVERY_DAY_WORD}", f"  {listed(map(str, sorted(RHYTHMS[1:])), last=' or ')} days a week")
    say(f"Set it with: coach settings {NAME} VALUE")


def set_rhythm(text: str, context: CommandContext, *, as_json: bool) -> None:
    """Chooses a rhythm, and says what that means for the streak."""
    from coach.domain.today import today

    try:
        days_a_week = typed_rhythm(text)
    except Refused as refused:
        raise UsageError(str(refused)) from None
    about = ""

    def decide(book: Book, now: datetime) -> Change | None:
        nonlocal about
        found = today(book, now)
        about = about_choice(book, days_a_week, found.streak, found.day)
        return choose_rhythm(book, days_a_week, found.day, now)

    applied = context.change(decide)
    said = [f"{applied.label}.", about]
    if not applied.label:
        said = [f"{capital(NAME)} is {rhythm_name(days_a_week)} already."]
    facts = {"name": NAME, "value": typed(days_a_week), "about": about if applied.label else ""}
    tell_outcome(context, applied.label, said, as_json=as_json, facts=facts)
