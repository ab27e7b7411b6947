"""Help: every key, when to stop, where the data is, the words of the coach, and the guides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Input

from coach.content.glossary import load_glossary
from coach.content.guides import load_guides
from coach.context import AppContext
from coach.paths import STYLES
from coach.screens.help.help_pages import HelpPage, guide_lines, word_lines
from coach.screens.help.keys_here import owners_on, split
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import KeyGroup, groups, key_of
from coach.widgets.chrome.key_bar import SUBMIT
from coach.widgets.chrome.tab_row import TabRow
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain

KEYS_WIDTH = 14
NARROW_KEYS_WIDTH = 9
"""Cells for the keys before what they do, from 60 columns and below."""

ELSEWHERE = "The keys of other screens and dialogs:"
"""Stands between what acts on the screen below, and the rest."""

ABOUT = (
    (
        "When to stop",
        "Finish at any time. Stop at once at pain that is sharp or spreads, numbness, dizziness, or skin"
        " that opens; {stop} on the session screen does it.",
    ),
    (
        "Not a medical device",
        "The coach repeats what two articles say about acupressure mats, with their sources. It is not"
        " a medical device and knows nothing about your health: if unsure, ask a professional.",
    ),
    (
        "Copying text",
        "In most terminals: hold Shift (on a Mac, Option or Fn) while you select with the mouse, then copy.",
    ),
)


class HelpScreen(CoachScreen):
    """The screen of help: it opens over another one, and begins with the keys of that one.

    A search goes through all of its pages.
    """

    HEADING = "Help"
    CSS_PATH = STYLES / "help.tcss"
    BINDINGS = [
        Binding(
            "escape,q,question_mark", "close", "Back", id="help-back", tooltip="Back to where you came from"
        ),
        Binding("slash", "search", "Search", id="help-search", tooltip="Search in Help; Esc clears"),
        Binding("o", "guides", "Guides", id="help-guides", tooltip="Guides: SSH, your shell, your file"),
        Binding("tab,right,l", "page(1)", "Page", id="help-page", tooltip="Keys, words or guides"),
        Binding(
            "shift+tab,left,h", "page(-1)", "Page", id="help-page-back",
            tooltip="The page before", show=False,
        ),
    ]  # fmt: skip

    def __init__(self, context: AppContext, page: HelpPage = HelpPage.KEYS, words: str = "") -> None:
        """Opens on a page; with words, on a search for them."""
        super().__init__(context)
        self.page = page
        self._words = words

    def body(self) -> ComposeResult:
        """Yields the names of the pages, the words to search for, and the text."""
        yield TabRow(id="help-pages")
        search = Input(
            self._words, placeholder="a key, a word, or what you want to do", id="search", max_length=40
        )
        search.cursor_blink = False
        yield search
        yield Prose(can_focus=True, id="help-text")

    def on_mount(self) -> None:
        """Puts the focus on the text, so that j and k scroll at once."""
        self.set_class(bool(self._words), "-searching")
        super().on_mount()
        self.query_one("#help-text").focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides the keys of the pages while words are searched, for that goes through all pages."""
        typing = self.is_mounted and self.query_one("#search").has_focus
        if action == "page":
            return not self._words and not typing
        return not typing if action in ("search", "guides") else True

    def action_page(self, by: int) -> None:
        """Turns to another page; after the last comes the first."""
        pages = tuple(HelpPage)
        self._turn_to(pages[(pages.index(self.page) + by) % len(pages)])

    @on(TabRow.Chosen)
    def _page_chosen(self, event: TabRow.Chosen) -> None:
        self._turn_to(tuple(HelpPage)[event.place])

    def _turn_to(self, page: HelpPage) -> None:
        self.page = page
        self.renew()
        self.query_one("#help-text", Prose).action_edge(-1)

    def renew(self) -> None:
        """Shows the page, with the keys as they are set now; in a search, what matches on any page."""
        pages = tuple(HelpPage)
        row = self.query_one("#help-pages", TabRow)
        row.cells, row.active = tuple(page.heading for page in pages), pages.index(self.page)
        found: list[Paragraph] = []
        for page in pages if self._words else (self.page,):
            found += self._of(page)
        self.refresh_bindings()
        if not found:
            found = [plain(f'Nothing in Help matches "{self._words}". Esc clears.', "muted")]
        self.query_one("#help-text", Prose).paragraphs = found

    def key_label(self, id: str) -> str:
        """Returns what the keys of the search do."""
        if id == SUBMIT:
            return "To the text"
        return "End search" if id == "help-back" and self.has_class("-searching") else ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Shows what matches."""
        self._words = event.value
        self.renew()

    def on_input_submitted(self) -> None:
        """Puts the focus back on the text, to scroll in what was found."""
        self.query_one("#help-text").focus()

    def action_search(self) -> None:
        """Opens the line for the words; what does not match them is left out."""
        self.add_class("-searching")
        self.query_one(Input).focus()

    def action_guides(self) -> None:
        """Opens the guides."""
        self.post_message(self.Go("guide"))

    def action_close(self) -> None:
        """Ends the search; without one, goes back."""
        if self.has_class("-searching"):
            self.remove_class("-searching")
            self.query_one(Input).value = self._words = ""
            self.query_one("#help-text").focus()
            self.renew()
        else:
            self.dismiss()

    def _of(self, page: HelpPage) -> Iterable[Paragraph]:
        if page is HelpPage.KEYS:
            owners = owners_on(self._opened_from())
            return self._page(*split(groups(self.context.book.settings.keymap, tuple(owners)), owners))
        if page is HelpPage.WORDS:
            return self._words_page()
        return self._guides()

    def _words_page(self) -> Iterable[Paragraph]:
        listed = [each.word for each in load_glossary() if self._matches(each.word, each.meaning)]
        if listed and self._words:
            yield plain(HelpPage.WORDS.heading, "block bold")
        yield from word_lines(listed, self.size.width)
        if listed and self._words:
            yield BLANK

    def _guides(self) -> Iterable[Paragraph]:
        key = key_of(self.context.book.settings.keymap, "help-guides", "o")
        listed = [each for each in load_guides() if self._matches(each.name, each.title, each.summary)]
        if listed and self._words:
            yield plain(HelpPage.GUIDES.heading, "block bold")
        yield from guide_lines(listed, self.size.width)
        if listed:
            yield BLANK
            yield plain(f"{key} opens the guides.", "muted")

    def _opened_from(self) -> Screen[Any]:
        stack = self.app.screen_stack
        return stack[-2] if len(stack) > 1 else self

    def _page(self, here: Iterable[KeyGroup], elsewhere: Iterable[KeyGroup]) -> Iterable[Paragraph]:
        for group in here:
            yield from self._keys(group)
        yield from self._about()
        others = [paragraph for group in elsewhere for paragraph in self._keys(group)]
        if others:
            yield plain(ELSEWHERE, "muted")
            yield BLANK
            yield from others

    def _keys(self, group: KeyGroup) -> Iterable[Paragraph]:
        wide = KEYS_WIDTH if self.size.width >= 60 else NARROW_KEYS_WIDTH
        lines = [line for line in group.lines if self._matches(group.title, line.keys, line.does)]
        if lines:
            yield plain(group.title, "block bold")
        for line in lines:
            keys = f"  {line.keys} ".ljust(wide)
            yield Paragraph(((keys, "foreground bold"), (line.does, "foreground")), wide)
        if lines:
            yield BLANK

    def _about(self) -> Iterable[Paragraph]:
        where = ("Your data", f"Everything you recorded is in one file: {self.context.store.path}")
        stop = key_of(self.context.book.settings.keymap, "session-stop", "x")
        for title, template in (*ABOUT, where):
            text = template.replace("{stop}", stop)
            if self._matches(title, text):
                yield plain(title, "block bold")
                yield plain(f"  {text}", indent=2)
                yield BLANK

    def _matches(self, *texts: str) -> bool:
        text = " ".join(texts).casefold()
        return all(word in text for word in self._words.casefold().split())
