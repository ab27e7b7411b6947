"""Sentences that screens and commands share, with the command in place of the screen where that is meant."""

from __future__ import annotations

import re

from coach.domain import labels
from coach.domain.model import Area

PHRASES = {
    "once they agree, say so in the safety questions": "once they agree, say so with coach setup",
    "once a doctor agrees; say so in the safety questions": "once a doctor agrees; say so with coach setup",
    "nswer the safety questions again": "nswer the safety questions again with coach setup",
    "Say in the safety questions which": "Say with coach setup which",
    "ou ticked ": "ou said yes to ",
    "until you answer again in Settings": "until you answer again with coach setup",
    "correct their times in the Calendar": "correct their times with coach edit",
    "The area that Today shows first.": "The area that commands are about where you name none.",
    "set a pause in Plan": "set a pause with coach pause",
    "tick Unsure in the safety questions": "say that you are unsure, with coach setup,",
    "leave Unsure ticked until": "say that you are unsure, with coach setup, until",
    "tick it in the safety questions": "say so with coach setup",
    "Ticking it in the safety questions": "Saying so with coach setup",
    "while either is ticked": "while either applies",
    "is one key away": "is one command away",
    "Press x, roll": "Type x and Enter, roll",
    " Each theme shows while you choose.": "",
    " Send a test shows whether they arrive.": "",
}
"""Phrases of the domain, the store and the tips that name a screen, and what commands say in their place."""

_AREAS = {labels.AREA[area]: area for area in Area}
_CLOSED = re.compile(
    rf"\b({'|'.join(_AREAS)}) (?:is|are|opens?) [^.]*\b(?:turn (?:it|them) on|turned off)( in Settings)",
    re.IGNORECASE,
)


def in_commands(text: str) -> str:
    """Returns a sentence of the coach's own as a command says it; never for what a user has typed."""
    for screen, command in PHRASES.items():
        text = text.replace(screen, command)
    if closed := _CLOSED.search(text):
        area = _AREAS[closed[1].lower()]
        name = "it" if not area.spec.plural else "them"
        said = f"{text[: closed.start(2)]}{text[closed.end(2) :]}"
        text = f"{said} To turn {name} on, run: coach areas {area} on"
    return text
