"""How commands print a tip, and how they put it into JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from coach.cli.command_words import in_commands
from coach.cli.output import joined
from coach.content.citations import rests_on, source_line
from coach.domain.tips.tip import KIND_TAGS, TOPIC_TITLES, Tip
from coach.domain.tips.views import say_history

if TYPE_CHECKING:
    from coach.domain.model import TipState


def title_line(tip: Tip, state: TipState) -> str:
    """Returns a tip in a line of a list: its title, and what the user made of it."""
    marks = (
        "favourite" if state.favourite else "",
        "again" if state.again else "",
        "got it" if state.got_it else "",
        KIND_TAGS[tip.kind],
    )
    tags = ", ".join(filter(None, marks))
    return f"  {tip.title}{f' ({tags})' if tags else ''}"


def whole_lines(tip: Tip, state: TipState, today: date | None, why: str = "") -> Iterable[str]:
    """Yields a tip with its source, the reason why it is shown, and what the user did with it."""
    yield joined((tip.title, TOPIC_TITLES[tip.topic]))
    yield f"  {in_commands(tip.text)}"
    yield f"  {source_line(tip)}"
    if why:
        yield f"  Why now: {why}"
    if today is not None and (history := say_history(state, today)):
        yield f"  {history}"


def tip_values(tip: Tip, state: TipState) -> dict[str, object]:
    """Returns a tip as it stands in JSON, with what the user made of it."""
    return {
        "id": tip.id,
        "topic": tip.topic,
        "title": tip.title,
        "text": tip.text,
        "kind": tip.kind,
        "facts": list(rests_on(tip.facts)),
        "source": source_line(tip),
        "read": state.read,
        "favourite": state.favourite,
        "got_it": state.got_it,
        "again": state.again,
        "seen": state.seen.isoformat() if state.seen else None,
    }
