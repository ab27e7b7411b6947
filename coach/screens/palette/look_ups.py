"""What the palette opens or looks up: settings, areas, themes, topics, tips, words, and shell commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual.widgets import Input

from coach.content.glossary import load_glossary
from coach.content.guides import load_guides
from coach.content.loader import load_related_words
from coach.domain import labels
from coach.domain.model import Area
from coach.domain.setting_changes import set_value
from coach.domain.setting_values import setting_groups
from coach.domain.tips.search import search
from coach.domain.tips.tip import TOPIC_TITLES, Tip
from coach.paths import is_locked_down
from coach.screens.help.guide_screen import GuideScreen
from coach.screens.help.help_pages import HelpPage
from coach.screens.help.screen import HelpScreen
from coach.screens.palette.palette_entry import PaletteEntry, PaletteGroup
from coach.screens.palette.travel import blocked, visit
from coach.screens.settings.file_items import OTHER_LINES, WRITING_FILES
from coach.screens.settings.screen import SettingsScreen
from coach.screens.shared.areas import AreasScreen
from coach.screens.shared.base import CoachScreen
from coach.screens.tips.screen import TipsScreen
from coach.text.format import capital
from coach.widgets.base.theme import THEME_ABOUT, THEME_NAMES, THEMES
from coach.widgets.reading.item_list import ItemList

SEARCH = "tips"
"""The id of the line that opens the search in all tips."""

MOST_TIPS = 8
"""Tips that are listed for the words."""

SHELL = (
    (
        "import",
        "Import",
        "coach import FILE",
        "Take in what another app recorded, a table, or JSON",
    ),
    ("doctor", "Doctor", "coach doctor", "Check the file, and repair it"),
    ("remind", "Reminder", "coach remind", "One line when a session is due, for cron or a prompt"),
    ("status", "Status", "coach status", "One line for a prompt or tmux"),
    ("completion", "Completion", "coach completion", "Let your shell complete the commands"),
    ("ssh-wrapper", "SSH", "coach ssh-wrapper", "A script for opening the coach over SSH"),
)
"""Commands that have no counterpart on a screen: name, title, how it is typed, what it does."""


def settings(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields every setting: it opens Settings with the cursor there."""
    stays = blocked(screen)
    lines = [line for _, group in setting_groups(screen.context.ramps) for line in group]
    others = [each for each in OTHER_LINES if not (is_locked_down() and each[0] in WRITING_FILES)]
    for id, label, about in (*((each.id, each.label, each.help) for each in lines), *others):
        run = partial(visit, screen, "settings", partial(_show_setting, id))
        name = f"{label}: on or off" if id.startswith("area-") else label
        value = next((each.value for each in lines if each.id == id), "")
        yield PaletteEntry(f"set:{id}", PaletteGroup.SETTINGS, name, about, run, value, stays)


def areas(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields every area: it opens the areas with the cursor there."""
    stays = blocked(screen)
    for area in Area:
        name, run = capital(labels.AREA[area]), partial(_show_area, screen, area)
        yield PaletteEntry(f"area:{area}", PaletteGroup.AREAS, name, labels.how(area), run, "", stays)


def themes(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields every theme: it is taken at once."""
    ours = {each.name for each in THEMES}
    for theme in THEME_NAMES:
        run = partial(_take_theme, screen, theme)
        yield PaletteEntry(
            f"theme:{theme}",
            PaletteGroup.THEMES,
            capital(theme),
            THEME_ABOUT[theme],
            run,
            listed=theme in ours,
        )


def topics(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields every topic of the tips."""
    stays = blocked(screen)
    for topic, title in TOPIC_TITLES.items():
        tips = [tip for tip in screen.context.tips if tip.topic is topic]
        run = partial(_visit_tip, screen, tips[0], False)
        about = f'{len(tips)} tips, from "{tips[0].title}" on'
        yield PaletteEntry(f"topic:{topic}", PaletteGroup.TOPICS, title, about, run, "", stays)


def words(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields the pages of Help, and every word of the coach with its meaning."""
    about = {
        HelpPage.KEYS: "Every key, when to stop, and where your data is",
        HelpPage.WORDS: "What the coach means by its words, a line for each",
        HelpPage.GUIDES: "Longer texts: SSH, sync, the file and more",
    }
    for page in HelpPage:
        run = partial(_open_help, screen, page)
        yield PaletteEntry(f"help:{page}", PaletteGroup.HELP, f"Help: {page.heading}", about[page], run)
    for guide in load_guides():
        run = partial(_open_guide, screen, guide.name)
        name = f"Guide: {guide.title}"
        yield PaletteEntry(f"guide:{guide.name}", PaletteGroup.HELP, name, guide.summary, run)
    for each in load_glossary():
        run = partial(_open_help, screen, HelpPage.WORDS, each.word)
        name = capital(each.word)
        yield PaletteEntry(f"word:{each.id}", PaletteGroup.WORDS, name, each.meaning, run)


def shell(_: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields the commands that are typed in a shell, each with the line to type."""
    for name, title, typed, about in () if is_locked_down() else SHELL:
        why = f"In a shell: {typed}"
        yield PaletteEntry(f"shell:{name}", PaletteGroup.SHELL, title, about, _nothing, "", why)


def tips(screen: CoachScreen, typed: str) -> Sequence[PaletteEntry]:
    """Returns the tips that a search finds, best first, and at the end a line that opens the whole search."""
    stays = blocked(screen)
    found = search(screen.context.tips, typed, load_related_words())
    entries = [
        PaletteEntry(
            f"tip:{match.tip.id}",
            PaletteGroup.TIPS,
            match.tip.title,
            match.tip.text,
            partial(_visit_tip, screen, match.tip, True),
            TOPIC_TITLES[match.tip.topic],
            stays,
        )
        for match in found[:MOST_TIPS]
    ]
    about = f"All {len(found)}, listed on Tips" if len(found) > 1 else "Search in all tips"
    run = partial(visit, screen, "tips", partial(_search_tips, typed))
    entries.append(
        PaletteEntry(SEARCH, PaletteGroup.TIPS, f'Search the tips for "{typed}"', about, run, "", stays)
    )
    return entries


def _nothing() -> None:
    """Does nothing: it cannot be done from here."""


def _show_setting(id: str, there: CoachScreen) -> None:
    if isinstance(there, SettingsScreen):
        there.show_setting(id)


def _show_area(screen: CoachScreen, area: Area) -> None:
    listed = AreasScreen(screen.context).fit(screen.app.size)
    screen.app.push_screen(listed)
    listed.call_after_refresh(_walk_to, listed, area)


def _walk_to(screen: AreasScreen, area: Area) -> None:
    for listed in screen.query("#area-list").results(ItemList):  # none if the screen was closed at once
        listed.go(area)


def _take_theme(screen: CoachScreen, theme: str) -> None:
    def saved(_: object) -> None:
        screen.app.theme = theme

    screen.save(lambda book: set_value(book.settings, "theme", theme), then=saved)


def _visit_tip(screen: CoachScreen, tip: Tip, opens: bool) -> None:
    visit(screen, "tips", partial(_show_tip, tip, opens))


def _show_tip(tip: Tip, opens: bool, there: CoachScreen) -> None:
    if isinstance(there, TipsScreen):
        there.action_today()  # which also ends a search, and lists all tips
        there.query_one("#list", ItemList).go(tip.id)
        if opens:
            there.action_open()


def _search_tips(typed: str, there: CoachScreen) -> None:
    if isinstance(there, TipsScreen):
        there.action_search()
        there.query_one("#search", Input).value = typed


def _open_guide(screen: CoachScreen, name: str) -> None:
    screen.app.push_screen(GuideScreen(screen.context, name).fit(screen.app.size))


def _open_help(screen: CoachScreen, page: HelpPage, word: str = "") -> None:
    screen.app.push_screen(HelpScreen(screen.context, page, word).fit(screen.app.size))
