"""Where each caution stands when it matters: `python -m tests.screens.cautions` writes the table.

Each row is rendered: the screen is opened by its keys, and the words are looked for on it.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from coach.cli import main
from coach.domain.model import Area, Change, Skin, Start
from coach.domain.onboarding.answers import Answers
from coach.domain.session.skin_check import answer_check
from coach.store import Store
from tests.conftest import FixedClock
from tests.screens.conftest import Bench, flat
from tests.screens.days import lived
from tests.screens.files import first_day, nothing
from tests.screens.parts import text_in

SAFETY = ("enter",)
"""Leads to the safety questions of a first start."""


class Row(NamedTuple):
    """A caution, and where it stands."""

    fact: str
    moment: str
    made: Callable[[Bench], None]
    keys: tuple[str, ...]
    """The keys from the opened coach on; a number of seconds, as text in brackets, waits."""
    words: str
    command: str = ""
    """A command, where it is told there and not on a screen."""
    where: str = ""
    """The part of the screen, where two stand side by side."""


def bare_start(bench: Bench) -> None:
    """Someone who uses a mat regularly begins on bare skin."""
    bench.set_up(Answers(ticked=frozenset(), start=Start.REGULAR, tz="UTC"))


def _after(**last: object) -> Callable[[Bench], None]:
    def made(bench: Bench) -> None:
        bench.set_up()
        lived(Store(bench.path, bench.clock), bench.clock, 3, answered=False)
        session = bench.book().sessions[-1]._replace(**last)  # type: ignore[arg-type]
        bench.change(lambda _: Change("Changed", put=(session,)))
        bench.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, bench.clock.now()))

    return made


def _down(count: int) -> tuple[str, ...]:
    return (*SAFETY, *["down"] * count)


TABLE = (
    Row(
        "A12",
        "recording a session of 45 minutes",
        first_day,
        (),
        "longer may inflame or bruise the skin",
        "log 45",
    ),
    Row(
        "A12",
        "after a session of 45 minutes",
        _after(done_min=45.0),
        (),
        "may leave skin inflamed or bruised",
        where="#reason",
    ),
    Row(
        "A21",
        "saying that the skin is sensitive",
        nothing,
        ("enter", "enter", "enter", "tab", "4"),
        "can pierce sensitive",
    ),
    Row(
        "A22",
        "the first session",
        first_day,
        (),
        "to learn how your skin",
        where="#reason",
    ),
    Row(
        "A24",
        "the first bare session, on Today",
        bare_start,
        (),
        "3 to 10 minutes are enough",
        where="#reason",
    ),
    Row(
        "A24",
        "the first bare session, before the clock",
        bare_start,
        ("enter",),
        "so watch your skin",
    ),
    Row(
        "B16",
        "during a session",
        first_day,
        ("enter", "enter"),
        "if discomfort grows or stays",
        where="#stop-text",
    ),
    Row(
        "B17",
        "the safety questions, wounds",
        nothing,
        _down(0),
        "No mat on broken skin, a wound or a rash",
        where="#follows",
    ),
    Row(
        "B18",
        "the safety questions, clots",
        nothing,
        _down(2),
        "No mat with a blood-clot problem, says the article",
        where="#follows",
    ),
    Row(
        "B18",
        "the safety questions, infections",
        nothing,
        _down(1),
        "No mat with a skin infection or condition",
        where="#follows",
    ),
    Row(
        "B19",
        "the safety questions, pregnancy",
        nothing,
        _down(4),
        "A doctor first, says the article",
        where="#follows",
    ),
    Row(
        "B20",
        "after a session that was too much",
        _after(sharpness=9),
        (),
        "Stop as soon as it hurts",
        where="#reason",
    ),
    Row(
        "B30",
        "after a session that left the skin sore",
        _after(skin_after=Skin.SORE),
        (),
        "irritates the skin",
        where="#reason",
    ),
    Row(
        "B32",
        "the safety questions, in doubt",
        nothing,
        _down(9),
        "Ask a professional first",
        where="#follows",
    ),
    Row(
        "B32",
        "the safety questions, circulation",
        nothing,
        _down(3),
        "No mat with a severe circulatory problem",
        where="#follows",
    ),
    Row(
        "B33",
        "after growing soreness",
        _after(before=1, after=5),
        (),
        "Stop when discomfort grows",
        where="#reason",
    ),
    Row(
        "C04",
        "the safety questions, blood thinners",
        nothing,
        _down(5),
        "from a clinic's trial and a mat maker's rules",
        where="#follows",
    ),
    Row(
        "C06",
        "the safety questions, fever",
        nothing,
        _down(8),
        "from a mat maker's rules",
        where="#follows",
    ),
    Row(
        "C06",
        "choosing to lie differently, in the tips",
        first_day,
        (),
        "scratches the skin",
        "tips lie still",
    ),
    Row(
        "C07",
        "the safety questions, heart",
        nothing,
        _down(7),
        "a mat seller's page",
        where="#follows",
    ),
    Row(
        "C08",
        "during a session",
        first_day,
        ("enter", "enter"),
        "if you feel dizzy, faint or numb",
        where="#stop-text",
    ),
    Row(
        "C08",
        "stopped because of dizziness",
        first_day,
        ("enter", "enter", "(20)", "x", "d"),
        "get up slowly",
    ),
    Row(
        "C09",
        "the safety questions, feeling",
        nothing,
        _down(6),
        "what you cannot feel cannot warn you",
        where="#follows",
    ),
    Row(
        "C09",
        "numb skin is reported",
        first_day,
        (),
        "See a doctor, and say again",
        "check numb",
    ),
    Row(
        "C08",
        "the minutes are over",
        first_day,
        ("enter", "enter", "(310)"),
        "Sit up slowly",
    ),
    Row(
        "A24",
        "the first bare session, as it runs",
        bare_start,
        ("enter", "enter", "(40)"),
        "Bare is still new, so it closes at 10 minutes",
    ),
    Row(
        "C10",
        "the session closed with nobody at a key",
        first_day,
        ("enter", "enter", "(660)"),
        "How long really",
    ),
    Row(
        "C10",
        "it rings on until someone answers",
        first_day,
        ("enter", "enter", "(660)"),
        "Any key stops the alarm",
    ),
)
ALL = (
    *("A12", "A21", "A22", "A24", "B16", "B17", "B18", "B19", "B20", "B30", "B32", "B33"),
    *("C04", "C06", "C07", "C08", "C09", "C10"),
)
"""The cautions that have to stand somewhere when they matter."""


async def told(row: Row, bench: Bench) -> str:
    """Returns what the screen or the command says at the moment of a row."""
    row.made(bench)
    if row.command:
        out = StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            main(["--data", str(bench.path), *row.command.split()], clock=bench.clock)
        return " ".join(out.getvalue().split())
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key in row.keys:
            if key.startswith("("):
                for _ in range(-(-int(key[1:-1]) // 20)):
                    await bench.wait(pilot, 20)
            else:
                await pilot.press(key)
        await pilot.pause()
        return text_in(app, row.where) if row.where else flat(app)


def quoted(text: str, words: str) -> str:
    """Returns the sentence around the words, or nothing where they are not there."""
    at = text.find(words)
    if at < 0:
        return ""
    begin = max((text.rfind(mark, 0, at) for mark in (". ", "? ", "\u2502 ", "] ")), default=-1)
    begin = begin if begin >= 0 else -2
    end = min(
        (text.find(mark, at) for mark in (". ", "? ", " \u2502") if text.find(mark, at) > 0),
        default=len(text),
    )
    return text[begin + 2 : end + 1].strip()


def fresh(folder: Path) -> Bench:
    """Returns a bench of its own in a folder."""
    return Bench(folder / "coach.json", FixedClock(datetime(2026, 11, 21, 7, 30, tzinfo=UTC)))


def write() -> None:
    """Writes the table: caution, moment, keys or command, and the words that stand there."""
    for row in TABLE:
        with TemporaryDirectory() as folder:
            text = asyncio.run(told(row, fresh(Path(folder))))
        keys = f"coach {row.command}" if row.command else " ".join(row.keys) or "(on opening)"
        sys.stdout.write(f"{row.fact} | {row.moment} | {keys} | {quoted(text, row.words)}\n")


if __name__ == "__main__":
    write()
