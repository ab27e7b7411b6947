"""Which tips are listed, and how each stands in the list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.content.loader import load_related_words
from coach.domain.model import Book
from coach.domain.tips.progress import state_of
from coach.domain.tips.search import Match, in_doubt, search
from coach.domain.tips.tip import KIND_TAGS, TOPIC_TITLES, Tip
from coach.domain.tips.views import NOUNS, TipsView, is_in_view
from coach.widgets.reading.item_list import Line

UNREAD = "\u2022"
"""Stands before the title of a tip that was not opened yet."""


@dataclass(frozen=True, slots=True)
class TipList:
    """The tips that are listed, in their order."""

    matches: tuple[Match, ...]
    words: str
    """The words that were searched for; empty without a search."""
    instead: str = ""
    """A heading that says why other tips are listed than those that were searched for."""

    def lines(self, book: Book) -> Iterable[Line]:
        """Yields a line a tip; without a search, under the titles of their topics."""
        if self.instead:
            yield Line(self.instead, heading=True)
        topic = None
        for match in self.matches:
            if not self.words and match.tip.topic is not topic:
                topic = match.tip.topic
                yield Line(TOPIC_TITLES[topic], heading=True)
            yield _line(match, book)


def tip_list(tips: Sequence[Tip], book: Book, view: TipsView, words: str) -> TipList:
    """Returns the tips of a view that match the words, the best match first; without words, all of the view.

    A search never ends with an empty list: someone who types words has a worry, and some tip answers it.
    """
    found = search(tips, words, load_related_words())
    matches = tuple(match for match in found if is_in_view(state_of(book, match.tip), view))
    if matches or not words:
        return TipList(matches, words)
    if found:
        return TipList(tuple(found), words, f"No {NOUNS[view]} on that. Among all tips:")
    return TipList(tuple(in_doubt(tips)), words, "No tip on that. This always applies:")


def nothing_text(view: TipsView) -> str:
    """Returns what to say in place of an empty list."""
    if view is TipsView.NEW:
        return "You have opened every tip. Left and right show the others."
    return "No favourites yet. Press f on a tip to add it; left and right show the others."


def _line(match: Match, book: Book) -> Line:
    state = state_of(book, match.tip)
    mark = f"{' ' if state.read else UNREAD} "
    tags = (
        "again" if state.again else "",
        "favourite" if state.favourite else "",
        # a word for what the user made of a tip leaves no room for the kind, which its text names anyway
        "" if state.again or state.favourite else KIND_TAGS[match.tip.kind],
    )
    return Line(
        mark + match.tip.title,
        ", ".join(filter(None, tags)),
        match.tip.id,
        marks=tuple((start + len(mark), end + len(mark)) for start, end in match.title),
        tag_pen="accent" if state.favourite else "muted",
    )
