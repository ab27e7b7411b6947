"""The tips: a list by topic, search, and the text beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from coach.context import AppContext
from coach.domain.model import Area, Book, Change
from coach.domain.tips.progress import open_tip, state_of, toggle_again, toggle_favourite, toggle_got_it
from coach.domain.tips.search import Match
from coach.domain.tips.selection import by_topic, tip_of_the_day, why
from coach.domain.tips.tip import TOPIC_TITLES, Tip
from coach.domain.tips.views import TipsView
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.screens.tips.tip_details import basis_of, text_of
from coach.screens.tips.tip_list import UNREAD, nothing_text, tip_list
from coach.terminal.held_keys import after_key
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.key_bar import SUBMIT
from coach.widgets.chrome.tab_row import TabRow
from coach.widgets.reading.item_list import ItemList
from coach.widgets.reading.prose import BOTTOM, Prose, plain


class TipsScreen(CoachScreen):
    """Every tip by its topic, with what the user made of it.

    The text of the tip under the cursor is shown beside the list, which writes nothing. A tip counts as read
    once it was opened with Enter, or judged: one small change, at most once a tip and day.
    """

    CSS_PATH = STYLES / "tips.tcss"
    BINDINGS = [
        Binding("enter,o", "open", "Open", id="tip-open", tooltip="Open the tip, and then the next one"),
        Binding("slash", "search", "Search", id="tip-search", tooltip="Search the tips; Esc ends the search"),
        Binding("f", "favourite", "Favourite", id="tip-favourite", tooltip="Make it a favourite, or not"),
        Binding("y", "got_it", "Got it", id="tip-got-it", tooltip="Got it: show it less often"),
        Binding("a", "again", "Again", id="tip-again", tooltip="Show it again in a few days"),
        Binding("v", "review", "Review", id="tip-review", tooltip="Go through a few tips one at a time"),
        Binding("e", "known", "Evidence", id="tip-known", tooltip="What is known, and what is not"),
        Binding(
            "right,l", "view(1)", "View", id="tip-view-next", tooltip="All, new or favourite tips", show=False
        ),
        Binding("left,h", "view(-1)", "View", id="tip-view-back", tooltip="The view before", show=False),
        Binding(
            "right_square_bracket", "topic(1)", "Topic", id="tip-topic", tooltip="The next topic", show=False
        ),
        Binding(
            "left_square_bracket", "topic(-1)", "Topic", id="tip-topic-back", tooltip="The topic before",
            show=False,
        ),
        Binding("t", "today", "Today's", id="tip-today", tooltip="Go to the tip of the day", show=False),
        Binding(
            "down", "to_list", "To the list", id="tip-to-list", tooltip="Go from the search to the list",
            priority=True,
        ),
        Binding("escape", "back", "Back", id="tip-back", tooltip="Back a step; from the list, to Today"),
    ]  # fmt: skip

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.view = TipsView.ALL
        self._words = ""
        self._matches: dict[str, Match] = {}
        self._of_the_day: dict[tuple[date, Area], Tip] = {}

    def body(self) -> ComposeResult:
        """Yields the list, and the text beside it."""
        with Horizontal(id="tips"):
            with Card(title="Tips", id="listed"):
                yield TabRow(id="views")
                yield Input(placeholder="words to search for", id="search", max_length=80)
                yield ItemList(id="list")
                yield Prose(id="nothing")
            with Card(id="text"), Vertical():
                yield Prose(can_focus=True, id="reading")

    def on_mount(self) -> None:
        """Puts the cursor on the tip of the day."""
        self.query_one("#search", Input).cursor_blink = False
        self._show_list()
        self._list.go(self._todays().id)
        self._list.focus()  # before a tip that was asked for opens
        super().on_mount()

    def renew(self) -> None:
        """Shows the tips as the book has them now."""
        self._show_list()
        if chosen := self.context.take_tip():
            self._find(chosen)
            self.action_open()
        after_key(self, self._show_text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves out the keys that are typed into a search, and outside of one the way to the list."""
        typing = self.is_mounted and self.query_one("#search").has_focus
        if action == "to_list":
            return typing
        if action in ("search", "favourite", "got_it", "again", "review", "known", "open"):
            return not typing
        return True

    def key_label(self, id: str) -> str:
        """Returns what Enter and Esc do in the search, in the list, and in an open tip."""
        reading = self.is_mounted and self.focused is self._reading
        if id == SUBMIT:
            return "To the list"
        if id == "tip-open":
            return "Next tip" if reading else ""
        if id != "tip-back":
            return ""
        searches = self._words or (self.is_mounted and self.focused is self.query_one("#search"))
        # In a narrow bar the way on has to stand beside the way back.
        back = "List" if self.app.size.width < 49 else "To the list"
        return back if reading else "End search" if searches else "Today"

    @property
    def tip(self) -> Tip | None:
        """The tip under the cursor."""
        line = self._list.line
        return self._matches[line.id].tip if line and line.id in self._matches else None

    @on(ItemList.OptionHighlighted)
    def _highlighted(self) -> None:
        after_key(self, self._show_text)

    @on(ItemList.OptionSelected)
    def action_open(self) -> None:
        """Opens the tip under the cursor; from an open tip, goes on to the next."""
        if self._reading.has_focus:
            before = self._list.highlighted
            self._list.action_move(1)
            if self._list.highlighted == before:  # that was the last one
                self._list.focus()
                return
        tip = self.tip
        if tip is None:
            return
        self._reading.focus()
        self.add_class("-reading")
        self._change(open_tip, say=False)

    def action_back(self) -> None:
        """Goes from the text to the list, from a search to all tips, and from there to Today."""
        if self._reading.has_focus:
            self.remove_class("-reading")
            self._list.focus()
        elif self._words or self.query_one("#search").has_focus:
            self._clear()
        else:
            self.post_message(self.Go("today"))

    def action_search(self) -> None:
        """Opens the line for the words; the list follows them."""
        self.remove_class("-reading")
        self.add_class("-searching")
        self.query_one("#search", Input).focus()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._words:  # else `_clear` has emptied the line, and renewed already
            self._words = event.value
            self.renew()
            self._list.action_edge(-1)

    @on(Input.Submitted, "#search")
    def action_to_list(self) -> None:
        """Goes from the words to the tips that they found."""
        if self._matches:
            self._list.focus()

    def action_favourite(self) -> None:
        """Turns the tip's mark as a favourite on or off."""
        self._change(toggle_favourite)

    def action_got_it(self) -> None:
        """Turns the mark that the tip was understood on or off; with it the tip comes back less often."""
        self._change(toggle_got_it)

    def action_again(self) -> None:
        """Turns the wish to see the tip again in a few days on or off."""
        self._change(toggle_again)

    def action_view(self, by: int) -> None:
        """Turns from all tips to the new ones and the favourites; in an open tip, to the next or previous."""
        if self._reading.has_focus:
            self._list.action_move(by)
            self._change(open_tip, say=False)
            return
        views = list(TipsView)
        self._switch_view(views[(views.index(self.view) + by) % len(views)])

    @on(TabRow.Chosen)
    def _view_chosen(self, event: TabRow.Chosen) -> None:
        self._switch_view(list(TipsView)[event.place])

    def action_topic(self, by: int) -> None:
        """Goes to the first tip of the topic before, or after."""
        topics = list(by_topic(match.tip for match in self._matches.values()).items())
        tip = self.tip
        if tip is None or self._words:
            return
        at = next(n for n, (topic, _) in enumerate(topics) if topic is tip.topic)
        self._list.go(topics[(at + by) % len(topics)][1][0].id)

    def action_today(self) -> None:
        """Goes to the tip of the day."""
        self._find(self._todays().id)

    def action_review(self) -> None:
        """Goes through a few tips."""
        from coach.screens.tips.review import Review

        self.app.push_screen(Review(self.context), lambda _: self.renew())

    def action_known(self) -> None:
        """Shows what is known of mats, and what is not."""
        from coach.screens.tips.evidence import EvidenceScreen

        self.app.push_screen(EvidenceScreen(self.context).fit(self.app.size))

    @property
    def _list(self) -> ItemList:
        return self.query_one("#list", ItemList)

    @property
    def _reading(self) -> Prose:
        return self.query_one("#reading", Prose)

    def _todays(self) -> Tip:
        """Returns the tip of the day."""
        shown = self.context.day(), self.context.area
        # Opening or judging a tip changes which one fits best; the tip of a day stays until the next day.
        if shown not in self._of_the_day:
            situation = self.context.today().situation
            self._of_the_day[shown] = tip_of_the_day(self.context.tips, self.context.book.tips, situation)
        return self._of_the_day[shown]

    def _change(self, decide: Callable[[Book, Tip, date], Change | None], *, say: bool = True) -> None:
        tip, day = self.tip, self.context.day()
        if tip is not None and decide(self.context.book, tip, day) is not None:
            self.save(lambda book: decide(book, tip, day), say=say)

    def _find(self, tip: str) -> None:
        """Puts the cursor on a tip, in the list of all."""
        self._clear()
        self._switch_view(TipsView.ALL)
        self._list.go(tip)

    def _switch_view(self, view: TipsView) -> None:
        self.view = view
        self.renew()

    def _clear(self) -> None:
        self.remove_class("-searching", "-reading")
        self._words = ""
        self.query_one("#search", Input).value = ""
        self._list.focus()
        self.renew()

    def _show_list(self) -> None:
        tips, book = self.context.tips, self.context.book
        listed = tip_list(tips, book, self.view, self._words)
        self._matches = {match.tip.id: match for match in listed.matches}
        self._list.lines = list(listed.lines(book))
        self._list.display = bool(listed.matches)
        self.query_one("#nothing").display = not listed.matches
        self.query_one("#nothing", Prose).paragraphs = (plain(nothing_text(self.view), "muted"),)
        states = [state_of(book, tip) for tip in tips]
        new, favourites = sum(not each.read for each in states), sum(each.favourite for each in states)
        views = self.query_one("#views", TabRow)
        views.cells = (f"All {len(tips)}", f"New {new}", f"Favourites {favourites}")
        views.active = list(TipsView).index(self.view)
        self.query_one("#listed", Card).subtitle = (
            f"{len(listed.matches)} found, Esc clears"
            if self._words
            else f"{len(tips) - new} of {len(tips)} read" + (f"   {UNREAD} new" if new else "")
        )

    def _show_text(self) -> None:
        tip = self.tip
        card = self.query_one("#text", Card)
        if tip is None:
            card.title = ""
            self._reading.paragraphs = ()
            return
        card.title = TOPIC_TITLES[tip.topic]
        reason = why(tip, self.context.today().situation) if tip is self._todays() else ""
        marks = self._matches[tip.id] if self._words else Match(tip)
        state = state_of(self.context.book, tip)
        text = text_of(marks, state, self.context.day(), reason)
        self._reading.paragraphs = (*text, BOTTOM, *basis_of(tip))
