"""The option of `coach setup` that says what answers to the old question on comfort meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.json_values import ids_of
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.sentences import next_step_lines
from coach.domain.safety import old_answers
from coach.domain.safety.old_answers import ComfortMeaning

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext


COMMAND = "coach setup --old-comfort unbearable, or comfortable"
"""The command that answers the question without a screen."""


def settle(context: CommandContext, text: str, *, as_json: bool) -> int:
    """Records what was meant, and prints what that makes of today; says so if no such answer is left."""
    meant = arguments.choice("old-comfort", ComfortMeaning, text)
    applied = context.change(lambda book, _: old_answers.settle(book, meant))
    book = applied.book
    said = f"{applied.label}." if applied.label else "There are no old answers on comfort to ask about."
    then = next_step_lines(book, book.settings.area, context.now(book)) if applied.label else ()
    facts = {"ids": ids_of(applied), "refused": None}
    last = partial(next_after, context, book, told=bool(applied.label))
    return tell_outcome(
        context, applied.label, [said], as_json=as_json, following=then, facts=facts, last=last
    )
