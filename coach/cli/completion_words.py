"""The words that a shell completes, and that depend on the file, on today or on the rest of the line."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from coach.cli.command_context import CommandContext
from coach.cli.rhythm_setting import is_rhythm
from coach.cli.rhythm_setting import typed as rhythm_typed
from coach.domain.habit.rhythm_choice import RHYTHMS
from coach.domain.setting_texts import known_values, setting_named
from coach.paths import data_file
from coach.store import StoreError
from coach.store.backup import backups

if TYPE_CHECKING:
    from datetime import date

    from coach.clock import Clock

_RECENT = 10
"""How many days with sessions are offered."""
_PLAIN = re.compile(r"[A-Za-z0-9._:/@+-]+")
"""Words that no shell reads as anything but a word: others are left out."""


def words_for(kind: str, line: str, clock: Clock) -> list[str]:
    """Returns the words of a kind in `KINDS`, the likeliest first; none after any fault.

    `line` has what stands on the command line so far, a word on each of its lines.
    """
    typed = line.split("\n")
    try:
        context = CommandContext(data_file(_data(typed), os.environ), clock)
        found = list(KINDS[kind](context, typed))
    # Whoever presses Tab wants words or nothing: a fault has its sentence once the command runs.
    except Exception:
        return []
    return [each for each in dict.fromkeys(found) if _PLAIN.fullmatch(each)]


def _data(typed: Sequence[str]) -> str | None:
    """Returns the file that the line names with --data; bash has the equals sign as a word of its own."""
    value = None
    for at, word in enumerate(typed):
        if word.startswith("--data="):
            value = word.partition("=")[2]
        elif word == "--data":
            rest = [each for each in typed[at + 1 : at + 3] if each != "="]
            value = rest[0] if rest else None
    return value or None


def _days(context: CommandContext, _: Sequence[str]) -> Iterable[str]:
    return ["today", "yesterday", *_with_sessions(context)]


def _days_ahead(context: CommandContext, _: Sequence[str]) -> Iterable[str]:
    return ["today", "tomorrow", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _sessions(context: CommandContext, _: Sequence[str]) -> Iterable[str]:
    for day, count in _with_sessions(context).items():
        yield from ([day] if count == 1 else [f"{day}/{number}" for number in range(1, count + 1)])


def _values(context: CommandContext, typed: Sequence[str]) -> Iterable[str]:
    words = typed[typed.index("settings") + 1 :]
    if any(map(is_rhythm, words)):
        yield from map(rhythm_typed, RHYTHMS)
        return
    setting = next(filter(None, map(setting_named, words)), None)
    for value, name in ({} if setting is None else known_values(setting)).items():
        if isinstance(value, bool):
            yield "on" if value else "off"
        else:
            # a colon or a blank is more than one word to some shells
            yield name if isinstance(value, int) and name.isalpha() else str(value)


def _backups(context: CommandContext, _: Sequence[str]) -> Iterable[str]:
    return [each.path.name for each in backups.listing(context.store.target)]


def _tips(context: CommandContext, _: Sequence[str]) -> Iterable[str]:
    from coach.content.loader import load_tips

    return [each.id for each in load_tips()]


def _with_sessions(context: CommandContext) -> dict[str, int]:
    """Returns the last days with sessions, each with the number of them."""
    found: Counter[date] = Counter()
    # today and yesterday are words also where the file cannot be read
    with suppress(StoreError):
        found.update(each.day for each in context.store.read().sessions)
    return {day.isoformat(): found[day] for day in sorted(found, reverse=True)[:_RECENT]}


KINDS: dict[str, Callable[[CommandContext, Sequence[str]], Iterable[str]]] = {
    "days": _days,
    "ahead": _days_ahead,
    "sessions": _sessions,
    "values": _values,
    "backups": _backups,
    "tips": _tips,
}
"""What finds the words of each kind."""
