"""A tip as text: its words, what they rest on, and why the tip is shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from coach.content.citations import rests_on
from coach.domain.model import TipState
from coach.domain.tips.search import Match
from coach.domain.tips.tip import KIND_WORDS, Tip
from coach.domain.tips.views import say_history
from coach.text.format import capital, sentence
from coach.widgets.base.cell_widget import Span
from coach.widgets.reading.prose import BLANK, Paragraph, plain


def text_of(
    match: Match, state: TipState, day: date, reason: str = "", label: str = "Why today"
) -> tuple[Paragraph, ...]:
    """Returns a tip, the reason why it is shown, if any, and what the user did with it."""
    tip = match.tip
    paragraphs = [
        Paragraph(tuple(_marked(tip.title, match.title, "foreground bold"))),
        BLANK,
        Paragraph(tuple(_marked(tip.text, match.text, "foreground"))),
    ]
    if reason:
        paragraphs += [BLANK, Paragraph(((f"{label}: ", "accent"), (reason, "foreground")))]
    if history := say_history(state, day):
        paragraphs += [BLANK, plain(history, "muted")]
    return tuple(paragraphs)


def basis_of(tip: Tip) -> tuple[Paragraph, ...]:
    """Returns what a tip rests on: the kind of its claim, as a mark and in words, and its sources by name."""
    return (
        plain(sentence(KIND_WORDS[tip.kind]), "secondary"),
        *(plain(capital(place), "muted") for place in rests_on(tip.facts)),
    )


def _marked(text: str, marks: Sequence[tuple[int, int]], pen: str) -> Iterable[Span]:
    """Yields the text in a pen, with the runs from `marks` (start, end) standing out."""
    at = 0
    for start, end in marks:
        yield text[at:start], pen
        yield text[start:end], "accent bold underline"
        at = end
    yield text[at:], pen
