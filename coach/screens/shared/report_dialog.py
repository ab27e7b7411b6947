"""The dialog that asks for the file of the report, and the report that is written there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coach.domain.model import Refused
from coach.report.builder import report
from coach.report.kinds import KINDS, rendered
from coach.screens.dialogs.prompt import Prompt
from coach.screens.shared.base import CoachScreen
from coach.store import StoreError
from coach.store.exchange.output_file import check_target, write_output
from coach.text.clean import clean_lines

ABOUT = (
    "Everything you recorded, to print or to take to a physiotherapist. Your notes are in it. A name with"
    " .html makes a page for a browser, one with .md plain text."
)


def ask_for_report(screen: CoachScreen) -> None:
    """Asks for a path, writes the report there, and says so on the screen."""
    context = screen.context
    if context.no_files:
        screen.say(context.no_files)
        return
    suggested = _free(context.store.path, context.day())

    def check(words: str) -> None:
        check_target(_path(words), context.store.path)

    def answered(words: str | None) -> None:
        if words is None:
            return
        target = _path(words)
        try:
            text = rendered(report(context.book, context.now()), target.suffix.lower().lstrip("."))
            write_output(text, target, context.store.path)
        except (Refused, StoreError) as error:
            screen.say(str(error))
            return
        screen.say(f"Report written to {clean_lines(str(target))}")

    screen.app.push_screen(
        Prompt("Report", ABOUT, str(suggested), check, longest=1000, enter="Write"), answered
    )


def _free(own: Path, day: date) -> Path:
    """Returns a path beside the data, named by the day, that no file has yet."""
    names = (
        f"{own.stem}-report-{day.isoformat()}{tail}.html" for tail in ("", *(f"-{n}" for n in range(2, 100)))
    )
    paths = (own.with_name(name) for name in names)
    return next((path for path in paths if not path.exists()), own.with_name("report.html"))


def _path(words: str) -> Path:
    """Returns the path that was typed; raises Refused if it is empty or has another ending."""
    if not words:
        raise Refused("Type the name of a file, or press Esc.")
    try:
        path = Path(words).expanduser()
    except RuntimeError:
        raise Refused(f"{words} names the home folder of an unknown user.") from None
    if path.suffix.lower().lstrip(".") not in KINDS:
        raise Refused("The name has to end in .html or .md.")
    return path
