"""What the palette can do from every screen: undo, the milestones, backups, export and the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from coach.domain.dated_ahead import count_ahead
from coach.domain.model import Refused
from coach.paths import is_locked_down
from coach.screens.palette.obstacles import why_not
from coach.screens.palette.palette_entry import PaletteEntry, PaletteGroup
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.export import export_beside
from coach.screens.shared.key_reference import key_of
from coach.store import StoreError
from coach.text.clean import clean_lines

MILESTONES = "Your first 14 days and what you have reached"
AHEAD = "Records dated ahead of the clock: correct their times"
BACKUPS = "Restore one, make one, or merge a conflicting copy"
EXPORT = "Everything as JSON beside the data; coach export --format csv in a shell makes CSV"
REPORT = "A page to print, or to take to a physiotherapist"


def anywhere(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields what can be done from every screen besides the keys that all of them have."""
    context = screen.context
    keymap = context.book.settings.keymap
    undo, redo = key_of(keymap, "undo", "u"), key_of(keymap, "redo", "ctrl+r")
    last, again = context.store.undoable(), context.store.redoable()
    rows: list[tuple[str, str, str, Callable[[], object], str]] = [
        ("undo", "Undo", last or "Undo the last change", screen.action_undo, undo),
        ("redo", "Redo", again or "Take back the last undo", screen.action_redo, redo),
        ("undo-list", "Undo several", "Go back to before a change", screen.action_undo_list, ""),
        ("milestones", "Milestones", MILESTONES, partial(_show_milestones, screen), ""),
    ]
    if count_ahead(context.book):
        rows.append(("ahead", "Dated ahead", AHEAD, partial(_show_dated_ahead, screen), ""))
    if not is_locked_down():
        rows += [
            ("backups", "Backups", BACKUPS, partial(_show_backups, screen), ""),
            ("export", "Export", EXPORT, partial(_export, screen), ""),
            ("report", "Report", REPORT, partial(_report, screen), ""),
        ]
    for id, name, about, run, key in rows:
        reason = why_not(id, context)
        yield PaletteEntry(f"do:{id}", PaletteGroup.ANYWHERE, name, about, run, key, reason, listed=True)


def _show_milestones(screen: CoachScreen) -> None:
    from coach.screens.shared.milestones import show

    show(screen)


def _show_dated_ahead(screen: CoachScreen) -> None:
    from coach.screens.today.dated_ahead import show

    show(screen)


def _show_backups(screen: CoachScreen) -> None:
    from coach.screens.settings.backups_dialog import BackupsDialog

    def done(text: str | None) -> None:
        screen.renew()
        if text:
            screen.say(text)

    screen.app.push_screen(BackupsDialog(screen.context), done)


def _export(screen: CoachScreen) -> None:
    try:
        screen.say(f"Exported to {clean_lines(str(export_beside(screen.context)))}")
    except (Refused, StoreError, OSError) as error:
        screen.say(str(error))


def _report(screen: CoachScreen) -> None:
    from coach.screens.shared.report_dialog import ask_for_report

    ask_for_report(screen)
