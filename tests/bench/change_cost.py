"""What a change and a reading cost, beside stock TinyDB on the same documents, in turn, in one run."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import tinydb

from coach.domain.model import Area, Change, Cover, Session, Skin
from coach.store import Store
from tests.bench.comparison import SECONDS, Figure, against
from tests.conftest import FixedClock
from tests.store.samples import putting, session

ROUNDS = 15
SIZES = (10, 1_000, 10_000)
FIRST = datetime(1999, 1, 1, 7, tzinfo=UTC)


def filled(folder: Path, count: int) -> Store:
    """A file with that many full sessions, and a day's backup made."""
    clock = FixedClock(datetime(2030, 1, 1, tzinfo=UTC))
    store = Store(folder / "coach.json", clock)
    many = []
    for number in range(count):
        at = FIRST + timedelta(days=number)
        many.append(
            Session(
                area=Area.BACK,
                started_at=at,
                day=at.date(),
                done_min=20,
                planned_min=20,
                cover=Cover.BARE,
                sharpness=3,
                skin_after=Skin.CLEAR,
                skin_next=Skin.CLEAR,
                skin_next_on=at.date() + timedelta(days=1),
                before=5,
                after=3,
                note="slept well after it" if number % 3 == 0 else "",
            )
        )
    store.change(lambda book: Change("Many", put=tuple(many)))
    store.change(putting(session(1)))
    return store


class Files:
    """Both files, and what is measured of them."""

    def __init__(self, folder: Path, count: int) -> None:
        self.store = filled(folder, count)
        self.other = folder / "stock.json"
        self.other.write_bytes(self.store.path.read_bytes())
        self.stock = tinydb.TinyDB(self.other)
        self.document = dict(next(iter(json.loads(self.other.read_text())["sessions"].values())))
        self._number = 0

    def ours_change(self) -> None:
        """A change as the app makes it, which holds on to what it read."""
        self._number += 1
        self.store.change(putting(session(5, FIRST + timedelta(minutes=self._number), note="one more")))

    def ours_command(self) -> None:
        """The whole of a command: open, read, change."""
        self._number += 1
        store = Store(self.store.path, FixedClock(datetime(2030, 1, 1, tzinfo=UTC)))
        store.read()
        store.change(putting(session(5, FIRST + timedelta(minutes=self._number), note="one more")))

    def stock_change(self) -> None:
        self._number += 1
        self.stock.table("sessions").insert(self.document | {"id": f"x{self._number}"})

    def stock_command(self) -> None:
        self._number += 1
        with tinydb.TinyDB(self.other) as database:
            table = database.table("sessions")
            table.all()
            table.insert(self.document | {"id": f"x{self._number}"})

    def ours_read(self) -> None:
        Store(self.store.path, FixedClock(FIRST)).read()

    def stock_read(self) -> None:
        with tinydb.TinyDB(self.other) as database:
            database.table("sessions").all()


def measure(folder: Path) -> list[Figure]:
    """Measures each kind of work at each size, round by round so that a busy moment hits both alike."""
    figures = []
    for count in SIZES:
        bench = Files(folder / str(count), count)
        works = {
            "change": (bench.ours_change, bench.stock_change),
            "read": (bench.ours_read, bench.stock_read),
            "open, read, change": (bench.ours_command, bench.stock_command),
        }
        for name, (ours, stock) in works.items():
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(ROUNDS):
                for work, taken in zip((ours, stock), times, strict=True):
                    begin = time.perf_counter()
                    work()
                    taken.append(time.perf_counter() - begin)
            goal = 1.0 if (count, name) == (10_000, "change") else None
            figures.append(against(f"{name} at {count} sessions / stock TinyDB", SECONDS, *times, goal=goal))
        bench.stock.close()
    return figures
