"""Several processes at one file, one of them killed again and again: nothing is lost, nothing is doubled."""

from __future__ import annotations

import select
import signal
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from coach.store import Store
from tests.conftest import FixedClock
from tests.faults.writers import KINDS, Told, Writer
from tests.store.samples import putting, session

STRICT = tuple(kind for kind in KINDS if kind != "undo")


def begin(path: Path) -> Store:
    store = Store(path, FixedClock(datetime.now(UTC)))
    store.change(putting(session(5, note="old")))
    return store


def check(store: Store, told: list[Told]) -> int:
    """Hold the file against what the writers were told; how many changes that were."""
    book = store.read()
    assert store.problems == ()
    notes = Counter(each.note for each in book.sessions)
    assert max(notes.values(), default=1) == 1, [note for note, count in notes.items() if count > 1]
    assert len({each.id for each in book.sessions}) == len(book.sessions)

    undone = Counter(note for each in told for kind, note in each.saved if kind == "undo")
    unnamed = sum(count for label, count in undone.items() if not label.startswith("label "))
    unnamed += sum(each.begun is not None and each.begun[0] == "undo" for each in told)
    expected, counted, gone = {"old"}, 0, set[str]()
    for each in told:
        for kind, words in each.saved:
            if kind == "undo":
                continue
            new, _, old = words.partition(" ")
            if undone[f"label {new}"]:
                gone.add(new)  # what it was before is back, and whose it was may have changed it again
                gone.add(old)
                continue
            counted += kind == "count"
            if kind in ("log", "edit"):
                expected.add(new)
            gone |= {old} if kind in ("edit", "drop") else set()
        if each.begun:
            gone.add(each.begun[1].partition(" ")[2])
    missing = expected - gone - set(notes)
    assert len(missing) <= unnamed, f"lost: {sorted(missing)}, of which undo explains {unnamed}"
    flying = sum(each.begun is not None and each.begun[0] == "count" for each in told)
    found = int(book.settings.cue_sentence or 0)
    assert counted - unnamed <= found <= counted + flying, "a count was lost or doubled"
    errors = [error for each in told for error in each.errors if not error.startswith("busy: ")]
    assert errors == []
    return sum(len(each.saved) for each in told)


def campaign(path: Path, writers: int, changes: int, kinds: tuple[str, ...], *, every_s: float) -> str:
    """Let writers make that many changes each, one of them killed each time that span has passed."""
    store, random = begin(path), Random(writers)
    told: list[Told] = []
    left = dict.fromkeys(range(writers), changes)
    alive: dict[int, Writer] = {}
    kills = 0

    def settle(each: int, heard: Told) -> None:
        told.append(heard)
        left[each] = 0 if heard.done else max(0, left[each] - len(heard.saved))

    while any(left.values()):
        for each, count in left.items():
            if count and each not in alive:
                alive[each] = Writer(
                    path, f"w{each}-{len(told)}-{kills}", random.randrange(10**9), count, kinds
                )
        select.select([], [], [], every_s)
        victim = random.choice(list(alive))
        kills += not alive[victim].ended()
        settle(victim, alive.pop(victim).kill())
        for each in [each for each, writer in alive.items() if writer.ended()]:
            settle(each, alive.pop(each).wait())
    for each, writer in alive.items():
        settle(each, writer.wait())
    count = check(store, told)
    busy = sum(len(each.errors) for each in told)
    return f"{writers} processes, {count} changes, {kills} kills: 0 lost, 0 doubled, {busy} lock time-outs"


@pytest.mark.parametrize("kinds", [STRICT, KINDS], ids=["strict", "with undo"])
def test_two_processes_one_of_them_killed_now_and_then(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    campaign(tmp_path / "data" / "coach.json", 2, 12, kinds, every_s=0.15)


@pytest.mark.long
@pytest.mark.parametrize("kinds", [STRICT, KINDS], ids=["strict", "with undo"])
@pytest.mark.parametrize("writers", [2, 4])
def test_processes_of_which_one_is_killed_each_20th_of_a_second(
    tmp_path: Path, writers: int, kinds: tuple[str, ...]
) -> None:
    said = campaign(tmp_path / "data" / "coach.json", writers, 500, kinds, every_s=0.05)
    sys.stdout.write(f"\n{said}\n")


def signals(tmp_path: Path, number: int, times: int) -> str:
    """One writer, ended by a signal at a random moment; the next one goes on with the same file."""
    random, changes = Random(number), 0
    told: list[Told] = []
    for time in range(times):
        path = tmp_path / f"data-{time // 50}" / "coach.json"  # kept small, for many moments in little time
        if not path.exists():
            store = begin(path)
            told = []
        writer = Writer(path, f"s{time}", random.randrange(10**9), 10**6)
        writer.hear_first()
        select.select([], [], [], random.random() * 0.06)
        told.append(writer.kill(number))
        assert not told[-1].done
        changes += len(told[-1].saved)
        check(store, told)
    return f"{times} x signal {number}: {changes} changes told, 0 lost"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_ended_by_a_signal_at_a_random_moment(tmp_path: Path, number: int) -> None:
    signals(tmp_path, number, 6)


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_ended_by_a_signal_at_a_thousand_random_moments(tmp_path: Path, number: int) -> None:
    sys.stdout.write(f"\n{signals(tmp_path, number, 1000)}\n")
