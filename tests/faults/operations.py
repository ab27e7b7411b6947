"""Everything that can be done to a file, and what a person would find in it afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from coach.domain.model import Change, Session, Settings, Span
from coach.store import Store
from coach.store.backup import backups
from coach.store.exchange.import_export import export_json, import_file
from coach.store.repair.repair import back_up
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.store.samples import MORNING, dropping, live, putting, session

Act = Callable[[Store], object]

_SHEET = b"started_at,area,done_min\n2025-12-01T07:00:00+00:00,back,5\n2025-12-02T07:00:00+00:00,back,7\n"
_COPY = "coach.sync-conflict-20260106-070000-ABCDEFG.json"


class Folder(NamedTuple):
    """A folder with a file in it that has seen some days, kept so that each trial finds the same."""

    path: Path
    """Of the data file."""
    kept: Path
    """The folder's own copy."""

    def reset(self) -> None:
        """Make the folder again what it was."""
        shutil.rmtree(self.path.parent)
        shutil.copytree(self.kept, self.path.parent, symlinks=True)


def prepare(folder: Path) -> Folder:
    """A file with two sessions, one running, settings, undo, a backup of today, a copy in conflict."""
    clock = FixedClock(MORNING - timedelta(days=1))
    path = folder / "data" / "coach.json"
    store = Store(path, clock)
    store.change(putting(session(5, note="old"), Settings(tz="Europe/Berlin"), label="First"))
    clock.set(MORNING)
    store.change(putting(session(6, MORNING - timedelta(days=2), note="older"), label="Second"))
    copy = path.with_name(_COPY)
    copy.write_bytes(path.read_bytes())
    clock.advance(timedelta(minutes=1))
    store.change(putting(live(), label="Began"))
    clock.advance(timedelta(minutes=1))
    there = Store(copy, clock)
    older, old = there.read().sessions
    there.change(putting(old._replace(note="changed there"), session(9, note="logged there")))
    there.change(dropping(older))
    (folder / "all.json").write_text(export_json(there), encoding="utf-8")
    kept = folder / "kept"
    shutil.copytree(path.parent, kept, symlinks=True)
    return Folder(path, kept)


def look(path: Path) -> tuple[object, ...]:
    """What is in the file, but for the ids that each trial makes for itself; it has to open."""
    store = Store(path, FixedClock(MORNING))
    book, tables = store.read(), store.tables()
    assert store.problems == ()
    sessions = tuple(sorted((each.started_at, each.done_min, each.note) for each in book.sessions))
    running = book.live and (book.live.started_at, book.live.pauses)
    stacks = ("undo", "redo")
    labels = tuple(tuple(str(each["label"]) for each in tables.get(name, {}).values()) for name in stacks)
    return sessions, running, book.settings.tz, labels, len(tables.get("history", {}))


def check_backups(folder: Folder) -> None:
    """Those that were there are, and each that is there is whole."""
    found = backups.listing(folder.path)
    for each in found:
        backups.content(each)
    kept = backups.listing(folder.kept / folder.path.name)
    assert {each.path.name for each in kept} <= {each.path.name for each in found}


def _end(store: Store) -> object:
    running = store.read().live
    assert running is not None
    return store.change(lambda book: Change("Done", put=(session(8, id_=running.id),), drop=(running,)))


def _pause(store: Store) -> object:
    running = store.read().live
    assert running is not None
    return store.change(putting(running._replace(pauses=(Span(start=60),)), label="Paused"))


def _start(store: Store) -> object:
    running = store.read().live
    assert running is not None
    begun = live(MORNING + timedelta(hours=3))
    return store.change(lambda book: Change("Anew", put=(begun,), drop=(running,)))


def _change_first(store: Store) -> object:
    old: Session = store.read().sessions[-1]
    return store.change(putting(old._replace(done_min=1.5), label="Changed"))


def _take(store: Store, data: bytes) -> object:
    return import_file(store, data, Path("x"), tz=UTC, now=datetime(2026, 6, 1, tzinfo=UTC))


@cache
def _exported(path: Path) -> bytes:
    return path.read_bytes()  # once, so that it is no call of the import


def _take_all(store: Store) -> object:
    return _take(store, _exported(store.path.parents[1] / "all.json"))


def _restore(store: Store) -> object:
    return store.restore(backups.listing(store.path)[-1].path.name)


def _redo(store: Store) -> object:
    label = store.redo()
    assert label is not None
    return label


def _undo_several(store: Store) -> object:
    return store.undo([step.id for step in store.steps()][:3])


def _twice(one: Act, then: Act) -> Act:
    def both(store: Store) -> object:
        one(store)
        return then(store)

    return both


OPERATIONS: dict[str, Act] = {
    "insert": lambda store: store.change(putting(session(9, note="new"))),
    "insert many": lambda store: store.change(
        putting(*(session(4, MORNING - timedelta(days=number)) for number in range(5, 20)), label="Many")
    ),
    "update": _change_first,
    "delete": lambda store: store.change(dropping(store.read().sessions[0])),
    "settings": lambda store: store.change(putting(Settings(tz="UTC"))),
    "start": _start,
    "pause": _pause,
    "end": _end,
    "undo": lambda store: store.undo(),
    "import csv": partial(_take, data=_SHEET),
    "import json": _take_all,
    "merge": lambda store: merge(store, [store.path.with_name(_COPY)]),
    "backup": lambda store: back_up(store.path, MORNING + timedelta(minutes=5)),
    "restore": _restore,
}
TOMORROW: dict[str, Act] = {
    f"{name}, the first of a day": OPERATIONS[name] for name in ("insert", "end", "undo", "merge")
}
"""The first change of a day, before which the file is backed up."""
SECOND: dict[str, tuple[Act, Act]] = {
    "undo of a merge": (OPERATIONS["merge"], OPERATIONS["undo"]),
    "undo of a restore": (OPERATIONS["restore"], OPERATIONS["undo"]),
    "redo": (OPERATIONS["undo"], _redo),
    "redo of a merge": (_twice(OPERATIONS["merge"], OPERATIONS["undo"]), _redo),
    "redo of a restore": (_twice(OPERATIONS["restore"], OPERATIONS["undo"]), _redo),
    "change over redo": (OPERATIONS["undo"], OPERATIONS["insert"]),
    "undo of several": (OPERATIONS["insert"], _undo_several),
    "merge again": (OPERATIONS["merge"], OPERATIONS["merge"]),
}
"""What is done after something else was."""


def ids(path: Path) -> set[str]:
    """The ids of all that was recorded, whether or not it was dropped since."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    return {each["id"] for name in ("profile", "sessions", "days", "tips") for each in tables[name].values()}
