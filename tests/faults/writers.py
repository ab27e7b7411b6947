"""Processes that change one file for as long as they live, and tell what they were told is saved."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from coach.domain.model import Book, Change, Pause, Refused, Session
from coach.store import Busy, Store
from coach.store.exchange.import_export import import_file
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.store.samples import MORNING, live, putting, session

KINDS = ("log", "log", "log", "edit", "drop", "count", "rest", "run", "import", "merge", "undo")
"""What a writer does, one as likely as another; "run" starts, pauses or ends the running session."""


@dataclass
class Told:
    """What one writer told: each change begun, and each that it was told is saved."""

    saved: list[tuple[str, str]] = field(default_factory=list)
    """Kind and notes: the new one and the one it takes the place of; of an undo, the label that it undid."""
    begun: tuple[str, str] | None = None
    """A change begun, of which nothing more was heard."""
    errors: list[str] = field(default_factory=list)
    done: bool = False
    """Whether the writer came to its end."""


class Writer:
    """A child process at the file; its changes bear its own name, so that they can be told apart."""

    def __init__(self, path: Path, name: str, seed: int, count: int, kinds: tuple[str, ...] = KINDS) -> None:
        self.name = name
        self.told = Told()
        self._rest = b""
        self._from, to = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            with suppress(BaseException):
                os.close(self._from)
                for number in (signal.SIGHUP, signal.SIGTERM):
                    signal.signal(number, signal.SIG_DFL)
                _write(path, name, Random(seed), count, kinds, lambda line: os.write(to, line))
            os._exit(0)
        os.close(to)

    def kill(self, number: int = signal.SIGKILL) -> Told:
        """End it, and hear what it had to tell."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)
        return self.wait()

    def hear_first(self) -> None:
        """Wait until it has begun its first change."""
        while not self._rest.endswith(b"\n"):
            self._rest += os.read(self._from, 1)
        _hear(self.told, json.loads(self._rest))

    def ended(self) -> bool:
        """Whether it has come to its end; it is still to be waited for."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def wait(self) -> Told:
        """Hear all that it had to tell until its end."""
        with os.fdopen(self._from, "rb") as pipe:
            for line in pipe:
                if line.endswith(b"\n"):
                    _hear(self.told, json.loads(line))
        os.waitpid(self.pid, 0)
        return self.told


def _hear(told: Told, message: list[str]) -> None:
    what, kind, note = message
    if what == "begin":
        told.begun = (kind, note)
    elif what == "saved":
        told.saved.append((kind, note))
        told.begun = None
    elif what == "error":
        told.errors.append(note)
        told.begun = None
    elif what == "nothing":
        told.begun = None
    elif what == "end":
        told.done = True


def _write(
    path: Path, name: str, random: Random, count: int, kinds: tuple[str, ...], tell: Callable[[bytes], object]
) -> None:
    # half of the writers keep their store as the app does, the others open it each time, as commands do
    store, keeps = Store(path, FixedClock(datetime.now(UTC))), random.random() < 0.5
    mine: list[str] = []

    def say(what: str, kind: str = "", note: str = "") -> None:
        tell(json.dumps([what, kind, note]).encode() + b"\n")

    for number in range(count):
        if not keeps:
            store = Store(path, FixedClock(datetime.now(UTC)))
        kind, note = random.choice(kinds), f"{name}-{number}"
        if kind in ("edit", "drop") and not mine:
            kind = "log"
        old = mine.pop(random.randrange(len(mine))) if kind in ("edit", "drop") else ""
        say("begin", kind, f"{note} {old}")
        try:
            kind, told = _DOES[kind](store, note, old, random)
            say("saved" if kind else "nothing", kind, told)
            if kind in ("log", "edit"):
                mine.append(note)
        except Refused:
            say("nothing")
        except Busy as error:
            say("error", kind, f"busy: {error}")
        except Exception as error:  # whatever it is, the test has to hear of it
            say("error", kind, f"{type(error).__name__}: {error}")
    say("end")


def _label(note: str) -> str:
    return f"label {note}"


def _log(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    at = MORNING + timedelta(seconds=random.randrange(10**7))
    store.change(putting(session(5, at, note), label=_label(note)))
    return "log", note


def _edit(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    def decide(book: Book) -> Change | None:
        found = _named(book, old)
        return Change(_label(note), put=(found._replace(note=note),)) if found else None

    return ("edit", f"{note} {old}") if store.change(decide).label else _NOTHING


def _drop(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    def decide(book: Book) -> Change | None:
        found = _named(book, old)
        return Change(_label(note), drop=(found,)) if found else None

    return ("drop", f"{note} {old}") if store.change(decide).label else _NOTHING


def _count(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    def decide(book: Book) -> Change:
        counted = int(book.settings.cue_sentence or 0) + 1
        return Change(_label(note), put=(book.settings._replace(cue_sentence=str(counted)),))

    store.change(decide)
    return "count", note


def _rest(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    day = MORNING.date() + timedelta(days=random.randrange(1000))
    store.change(putting(Pause(first=day, last=day, at=MORNING), label=_label(note)))
    return "rest", note


def _run(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    ended = False

    def decide(book: Book) -> Change:
        nonlocal ended
        running = book.live
        if running is None:
            return Change(_label(note), put=(live(),))
        if random.random() < 0.5:
            return Change(_label(note), put=(running._replace(extra_min=(running.extra_min + 0.5) % 30),))
        ended = True
        return Change(_label(note), put=(session(5, note=note, id_=running.id),), drop=(running,))

    store.change(decide)
    return "log" if ended else "run", note


def _import(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    at = MORNING + timedelta(seconds=random.randrange(10**7), microseconds=random.randrange(10**6))
    text = f"started_at,area,done_min,note\n{at.isoformat()},back,5,{note}\n"
    report = import_file(store, text.encode(), Path("x"), tz=UTC, now=datetime(2030, 1, 1, tzinfo=UTC))
    return ("log", note) if report.imported else _NOTHING


def _merge(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    """Bring in a file of another machine with one session in it."""
    other = Store(store.path.parents[1] / note / "coach.json", FixedClock(MORNING))
    other.change(putting(session(5, note=note)))
    return ("log", note) if merge(store, [other.path]).added else _NOTHING


def _undo(store: Store, note: str, old: str, random: Random) -> tuple[str, str]:
    label = store.undo()
    return ("undo", label) if label else _NOTHING


_NOTHING = ("", "")
_DOES: dict[str, Callable[[Store, str, str, Random], tuple[str, str]]] = {
    "log": _log, "edit": _edit, "drop": _drop, "count": _count, "rest": _rest, "run": _run,
    "import": _import, "merge": _merge, "undo": _undo,
}  # fmt: skip


def _named(book: Book, note: str) -> Session | None:
    return next((each for each in book.sessions if each.note == note), None)
