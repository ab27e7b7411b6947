"""What answers to the old question on comfort meant, said by command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.output import say
from coach.cli.sentences import what_follows
from coach.domain.safety import old_answers
from coach.domain.safety.old_answers import ComfortMeaning

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext


def settle(context: CommandContext, said: str) -> int:
    """Records it, and says what today becomes; says so where no such answer is left."""
    meant = arguments.choice("old-comfort", ComfortMeaning, said)
    applied = context.change(lambda book, _: old_answers.settle(book, meant))
    book = applied.book
    if not applied.label:
        say("There is no old answer on comfort to ask about.")
        return 0
    say(f"{applied.label}.", *what_follows(book, book.settings.area, context.now(book)))
    return 0
