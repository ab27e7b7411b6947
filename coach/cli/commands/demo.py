"""`coach demo`: opens the coach on a made-up year, of which nothing is kept."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.output import complain
from coach.clock import present
from coach.demo.story import DAYS

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from types import FrameType

    from coach.cli.command_context import CommandContext

_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the day of the year to open on."""
    parser.add_argument("--day", metavar="N", help=f"the day of the year to open on, 1 to {DAYS} (the last)")
    parser.epilog = (
        "The year is made up and lies in a temporary file, which is gone when you leave. Your own file is not"
        " touched."
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Opens the app on the made-up year, and returns its status; the user's own file is not even read."""
    from coach.terminal.capabilities import EXIT_NO_TERMINAL, detect, force_utf8, refusal

    day = DAYS if given.day is None else arguments.whole("day", given.day, 1, DAYS)
    if hasattr(given, "data"):
        raise UsageError("the demo has a file of its own; leave out --data.")
    if sentence := refusal(os.environ):
        complain(sentence)
        return EXIT_NO_TERMINAL
    from coach.content.loader import load_tips
    from coach.demo.temporary_folder import demo_folder, place
    from coach.demo.year import made_up, records
    from coach.store import Store
    from coach.text.first_weekday import first_weekday

    with _ended_by_signals(), demo_folder(place(os.environ)) as folder:
        try:
            traits = detect(os.environ)
            force_utf8()
            now, week_start = present(context.clock, ""), first_weekday(os.environ)
            year = made_up(now, day, tips=[tip.id for tip in load_tips()], week_start=week_start)
            Store(folder.file, context.clock).change(lambda _: records(year))
            from coach.demo import app

            return app.run(folder.file, context.clock, traits, folder.remove)
        finally:
            _ignore_signals()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Lets a signal end the demo in the orderly way that removes its folder; while it draws, the app does."""

    def end(number: int, _frame: FrameType | None) -> None:
        _ignore_signals()
        raise SystemExit(128 + number)

    before = {each: signal.getsignal(each) for each in _SIGNALS}
    for each, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(each, end)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _ignore_signals() -> None:
    """Keeps signals from breaking off the removal of the folder: the process ends right after it."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
