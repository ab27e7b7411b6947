"""The power is cut on a real file system, at every boundary of a commit, with pages partly written.

`test_taken_out.py` asks the same of a model of a disk, anywhere and at once.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from coach.store import Store
from coach.store.file.json_text import parse
from tests.conftest import FixedClock
from tests.faults.power import Disk, before_each_call, why_not
from tests.store.samples import MORNING, dropping, putting, session

CUTS = 300
SHARES = (0.0, 0.3, 0.7)
"""How much of a new file the kernel had sent out by itself when the power was cut."""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if why := why_not(tmp_path):
        pytest.skip(why)
    with Disk(tmp_path / "one") as disk:
        yield disk


def filled(disk: Disk) -> Store:
    store = Store(disk.folder / "data" / "coach.json", FixedClock(MORNING))
    store.change(
        putting(*(session(5, MORNING - timedelta(days=day), note=f"day {day}" * 9) for day in range(1, 120)))
    )
    return store


def one_more(store: Store, random: Random, number: int) -> None:
    """Something that makes the file longer, shorter, or neither."""
    first = store.read().sessions[0]
    match random.randrange(4):
        case 0:
            store.change(putting(first._replace(note="x" * random.randrange(2000))))
        case 1:
            store.change(dropping(first))
        case 2 if number > 2:
            store.undo()
        case _:
            store.change(putting(session(5, MORNING + timedelta(minutes=number), note=f"new {number}")))


def cut_and_look(disk: Disk, *, cuts: int, flushing: bool) -> Counter[str]:
    """Cut the power that many times, and count what was found: before, after, lost, or broken."""
    store, random = filled(disk), Random(1)
    found: Counter[str] = Counter()
    number = 0
    while found.total() < cuts:
        number += 1
        before = store.path.read_bytes()
        seen: list[bytes | None] = []
        store._clock.advance(timedelta(minutes=1))  # type: ignore[attr-defined]

        def look(where: str, seen: list[bytes | None] = seen) -> None:
            seen.append(disk.cut("data/coach.json"))

        with before_each_call(look, random.choice(SHARES), flushing=flushing):
            one_more(store, random, number)
        after = store.path.read_bytes()
        told = disk.cut("data/coach.json")
        found["after" if told == after else "lost"] += 1
        for each in seen:
            found["after" if each == after else "before" if each == before else "broken"] += 1
        parse(after, store.path)
    return found


@pytest.mark.long
def test_a_power_cut_loses_nothing_that_was_told_to_be_saved(disk: Disk) -> None:
    found = cut_and_look(disk, cuts=CUTS, flushing=True)
    sys.stdout.write(f"\n{found.total()} power cuts on ext4: {dict(found)}\n")
    assert set(found) == {"before", "after"}


@pytest.mark.long
def test_the_same_without_flushing_does(disk: Disk) -> None:
    found = cut_and_look(disk, cuts=60, flushing=False)
    sys.stdout.write(f"\n{found.total()} power cuts without fsync: {dict(found)}\n")
    assert found["lost"]
