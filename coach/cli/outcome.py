"""How a command tells what it changed: in lines, or as one JSON object with the same content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from coach.cli.output import note, say, write_json
from coach.text.clean import brief

if TYPE_CHECKING:
    from coach.cli.command_context import CommandContext


_LONGEST_LABEL = 300
"""Most characters of a label; the coach's own are shorter, but another program may have written any text."""


def shown_label(label: str) -> str:
    """Returns the label of a change on one line, cut if it is too long to read."""
    return brief(label, _LONGEST_LABEL)


def tell_outcome(
    context: CommandContext,
    label: str,
    lines: Iterable[str],
    *,
    as_json: bool,
    following: Iterable[str] = (),
    warnings: Iterable[str] = (),
    facts: Mapping[str, object] | None = None,
    changed: bool | None = None,
    last: Callable[[], str] = str,
) -> int:
    """Tells the outcome of a command, and returns the status 0.

    Args:
        context: the command's; what it warned of belongs to the outcome.
        label: what undo calls the change; empty if nothing was changed.
        lines: what the command says of it, in sentences.
        as_json: whether a program reads the answer.
        following: the sentences on what comes next.
        warnings: what someone has to know about it; on standard error as well.
        facts: what a program has besides: ids, and what was changed.
        changed: whether anything was changed, if the label does not say so.
        last: makes the line with the command to run next, which only a person needs.
    """
    told, then, warned = list(lines), list(following), list(warnings)
    for each in warned:
        note(each)
    if as_json:
        write_json(
            {
                "changed": bool(label) if changed is None else changed,
                "label": label,
                **(facts or {}),
                "text": [each for each in told if each],
                "next": then,
                "warnings": [*context.warnings, *warned],
            }
        )
    else:
        say(*told, *then, *filter(None, (last(),)))
    return 0
