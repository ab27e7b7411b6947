"""The option of `coach setup` that says what answers to the old question on comfort meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.output import say
from coach.cli.sentences import next_step_lines
from coach.domain.safety import old_answers
from coach.domain.safety.old_answers import ComfortMeaning

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext


COMMAND = "coach setup --old-comfort unbearable, or comfortable"
"""The command that answers the question without a screen."""


def settle(context: CommandContext, text: str) -> int:
    """Records what was meant, and prints what that makes of today; says so if no such answer is left."""
    meant = arguments.choice("old-comfort", ComfortMeaning, text)
    applied = context.change(lambda book, _: old_answers.settle(book, meant))
    book = applied.book
    if not applied.label:
        say("There are no old answers on comfort to ask about.")
        return 0
    say(f"{applied.label}.", *next_step_lines(book, book.settings.area, context.now(book)))
    return 0
