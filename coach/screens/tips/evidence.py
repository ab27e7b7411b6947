"""What is known of mats, and what is not."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.binding import Binding

from coach.content.citations import rests_on
from coach.domain.tips.evidence import GROUND_MARKS, GROUND_WORDS, Chapter, Ground
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.text.format import capital, listed
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain

_PENS = {Ground.STUDY: "block bold", Ground.LIMIT: "warning bold", Ground.CLAIM: "muted bold"}
MARK_WIDTH = 3
"""Cells for the mark before a statement."""


class EvidenceScreen(CoachScreen):
    """One page to scroll in: studies, what stands against them, claims, and what nobody says."""

    HEADING = "What is known, and what is not"
    CSS_PATH = STYLES / "help.tcss"
    BINDINGS = [
        Binding("escape,e", "dismiss", "Back", id="known-back", tooltip="Back to where you came from"),
    ]

    def body(self) -> ComposeResult:
        """Yields the page."""
        yield Prose(can_focus=True, id="known")

    def on_mount(self) -> None:
        """Puts the focus on the text, so that j and k scroll at once."""
        super().on_mount()
        self.query_one("#known").focus()

    def renew(self) -> None:
        """Shows the page."""
        self.query_one("#known", Prose).paragraphs = tuple(self._page())

    def _page(self) -> Iterable[Paragraph]:
        yield _legend()
        # No terminal shows all of it at once, and nothing else says that there is more.
        yield plain("There is more below: j or Page Down.", "muted")
        yield BLANK
        for chapter in self.context.evidence:
            yield from _chapter(chapter)
        yield plain("References", "block bold")
        for source in self.context.sources.values():
            for study in source.references:
                yield plain(f"{study.authors}: {study.title}.", "secondary", indent=MARK_WIDTH)
        yield BLANK
        yield plain("The coach is not a medical device. If unsure, ask a professional.", "muted")


def _legend() -> Paragraph:
    spans = []
    for ground in Ground:
        spans += [(GROUND_MARKS[ground], _PENS[ground]), (f" {GROUND_WORDS[ground]}   ", "muted")]
    return Paragraph(tuple(spans))


def _chapter(chapter: Chapter) -> Iterable[Paragraph]:
    yield plain(chapter.title, "block bold")
    for each in chapter.statements:
        mark = GROUND_MARKS[each.ground].ljust(MARK_WIDTH)
        yield Paragraph(((mark, _PENS[each.ground]), (each.text, "foreground")), indent=MARK_WIDTH)
        yield plain(f"   {capital(listed(rests_on(each.facts)))}", "muted", indent=MARK_WIDTH)
    yield BLANK
