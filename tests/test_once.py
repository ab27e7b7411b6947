"""Nothing is parsed, checked or folded twice: in a start of the app, in a command, and in one change.

A start or command takes each record once; a change besides parses and checks what it adds. The fold goes over
the last few days again, where a question is about one of them or an answer changes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from coach.domain.model import Book, Change, Session
from coach.domain.ramp import replay
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.shared_folds import SharedFolds
from coach.store import Store
from coach.store.file import json_text
from coach.store.schema.record_codec import RecordType
from tests.conftest import FixedClock
from tests.screens.days import coach, lived, set_up_on

SESSIONS = 120
FEW = 12
"""More than the records of some last days, and far fewer than all."""


@dataclass
class Work:
    """How often each session was parsed, checked and folded, all together."""

    parsed: int = 0
    checked: int = 0
    folded: int = 0

    def is_once(self, *, folds: bool = True, files: int = 1) -> bool:
        """Whether it is what one look at the file takes, or at so many files like it."""
        return (
            SESSIONS <= self.parsed <= files * SESSIONS + FEW
            and SESSIONS <= self.checked <= files * SESSIONS + FEW
            and self.folded <= SESSIONS + FEW
            and (self.folded >= SESSIONS) is folds
        )


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """The work from now on; nothing was folded yet."""
    done = Work()

    def counted(owner: object, name: str, note: Callable[..., None]) -> None:
        real: Any = getattr(owner, name)

        def noted(*given: Any, **named: Any) -> Any:
            note(*given)
            return real(*given, **named)

        monkeypatch.setattr(owner, name, noted)

    def parsed(value: Any, _path: Path) -> None:
        done.parsed += len(value.get("sessions", ())) if isinstance(value, dict) else 0

    def checked(type_: RecordType, *documents: Any) -> None:
        done.checked += len(documents[0]) if type_.cls is Session else 0

    def checked_one(type_: RecordType, *_document: Any) -> None:
        done.checked += type_.cls is Session

    def folded(_history: RampHistory, what: object, *_day: object) -> None:
        # those of a plan have no id
        done.folded += isinstance(what, Session) and bool(what.id)

    counted(json_text, "_tables", parsed)
    counted(RecordType, "decode_all", checked)
    counted(RecordType, "decode", checked_one)
    counted(RampHistory, "take", folded)
    return done


@pytest.fixture
def years(store_path: Path, clock: FixedClock) -> Store:
    store = set_up_on(store_path, clock)
    lived(store, clock, SESSIONS)
    return store


def begin(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process of its own."""
    monkeypatch.setattr(replay._FOLDS, "_known", SharedFolds()._known)
    work.parsed = work.checked = work.folded = 0


READING = ("status", "today", "plan", "plan --own", "insights", "calendar", "remind", "areas", "settings")
NO_FOLD = (
    "tips",
    "fortnight",
    "export --format csv",
    "export --format ics",
    "export --format json",
    "undo --list",
)


@pytest.mark.parametrize("words", [*READING, *NO_FOLD])
def test_a_command_takes_each_record_once(
    words: str, years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(work, monkeypatch)
    main(["--data", str(years.path), *words.split()], clock=clock)
    assert work.is_once(folds=words in READING), work


@pytest.mark.parametrize("words", ["log 5 --again", "check clear", "pause 2026-02-01 2026-02-09"])
def test_a_command_that_changes_something_takes_each_record_once(
    words: str, years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(work, monkeypatch)
    assert main(["--data", str(years.path), *words.split()], clock=clock) == 0
    assert work.is_once(), work


@pytest.mark.parametrize("words", ["undo --yes", "redo"])
def test_going_back_and_forth_takes_each_record_once(
    words: str, years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["--data", str(years.path), "log", "5", "--again"], clock=clock)
    if words == "redo":
        main(["--data", str(years.path), "undo", "--yes"], clock=clock)
    begin(work, monkeypatch)
    assert main(["--data", str(years.path), *words.split()], clock=clock) == 0
    assert work.is_once(), work


def test_doctor_alone_reads_the_file_twice(
    years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It looks at the bytes by itself, as if nothing had been read, and besides needs the settings."""
    begin(work, monkeypatch)
    main(["--data", str(years.path), "doctor"], clock=clock)
    assert work.is_once(folds=False, files=2), work
    assert work.parsed > SESSIONS + FEW


async def test_a_start_and_a_change_take_each_record_once(
    years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(work, monkeypatch)
    app = coach(years.path, clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert work.is_once(), work
        work.parsed = work.checked = work.folded = 0
        await pilot.press("r")
        await pilot.pause()
        assert years.read().pauses
        # the store that looks here is another one, which reads all of it
        assert max(work.parsed - SESSIONS, work.checked - SESSIONS, work.folded) <= FEW, work


def test_a_change_parses_and_checks_only_what_it_writes(
    years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(years.path, clock)
    store.read()
    begin(work, monkeypatch)
    clock.advance(timedelta(minutes=1))

    def answered(sharpness: int, book: Book) -> Change:
        return Change("Answered", put=(book.sessions[-1]._replace(sharpness=sharpness),))

    for sharpness in (4, 5, 6):
        store.change(partial(answered, sharpness))
    assert 0 < work.parsed <= FEW
    assert 0 < work.checked <= FEW


def test_a_file_that_is_still_the_same_is_not_read_again(
    years: Store, clock: FixedClock, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(years.path, clock)
    store.read()
    begin(work, monkeypatch)
    store.read()
    store.steps()
    store.snapshot()
    assert (work.parsed, work.checked) == (0, 0)
    with years.path.open("ab") as file:
        file.write(b"\n")
    store.read()
    assert min(work.parsed, work.checked) >= SESSIONS
