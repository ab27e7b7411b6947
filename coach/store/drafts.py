"""Drafts in the state folder: answers that are in no data file yet, one file for each draft.

They are in a folder named by the id of the data file, so that they are found again wherever that file is
moved. A draft is locked by the process whose screen it belongs to. If that process dies the kernel releases
the lock, and only then does another coach offer the draft.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coach.domain.drafts import (
    CheckInDraft,
    Draft,
    Form,
    FormDraft,
    SessionDraft,
    Value,
    is_warning,
    to_save,
)
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Change, Ended, Live, Refused, Session, StopReason
from coach.domain.session.session_times import SessionTimes
from coach.store.change_results import Applied
from coach.store.errors import NotWritable, StoreError, refused_by_disk
from coach.store.file import atomic
from coach.store.schema import schema_3
from coach.store.schema.record_conversion import from_document, to_document

if TYPE_CHECKING:
    from filelock import BaseFileLock

_TAIL = ".json"
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,100}")
_A_DAY = timedelta(days=1)
_NEW_FIELDS = {"comfort": "sharpness"}
"""The new names of fields by the ones that drafts of older coaches give them."""
_LARGEST = 1_000_000
"""The size in bytes up to which a draft is read."""

R = TypeVar("R", Session, Live)
Save = Callable[[Callable[[Book], Change | None]], Applied]
"""What makes a change of the file."""


class Drafts:
    """The drafts of one data file, as one process sees them."""

    def __init__(self, root: Path, path: Path) -> None:
        """`root` is the folder under which the drafts are; it is made only when there is a draft."""
        self.root = root
        self.file_id = ""
        """The id of the data file; empty until it was read, and while there is none."""
        self._path = path
        self._locks: dict[str, BaseFileLock] = {}
        self._closed = False

    def may_exist(self) -> bool:
        """Returns whether there may be drafts; that takes a look at one or two folders."""
        return self.root.is_dir() and any(each.is_dir() for each in self._folders())

    def claim(self) -> list[Draft]:
        """Returns the drafts that no other process works on, the oldest first, and locks them."""
        found: list[Draft] = []
        for folder in self._folders():
            with suppress(OSError):
                found += [draft for each in folder.glob(f"[!.]*{_TAIL}") if (draft := self._claimed(each))]
        return sorted(found, key=lambda draft: instant(draft.at))

    def hold(self, draft: Draft) -> None:
        """Saves a draft while its screen is open, in case the process is killed; ignores failures.

        It is not flushed to the disk, which would delay each key. If the folder refuses it, `put` reports
        that when the screen is left.
        """
        if self._closed:
            return
        with suppress(OSError, StoreError):
            file = self._file(draft.key)
            atomic.make_folder(file.parent)
            # Locked before it is written, or a coach that starts just now would offer what is being typed.
            if _name(draft.key) in self._locks or self._lock(file):
                _write(file, _encoded(draft))

    def put(self, draft: Draft) -> None:
        """Saves a draft for the next start, flushed to the disk; raises `NotWritable`."""
        file = self._file(draft.key)
        try:
            atomic.make_folder(file.parent)
            atomic.replace(file, _encoded(draft))
        except NotWritable:
            if not self._is_saved(file, draft):
                raise
        except OSError as error:
            raise refused_by_disk(file, error) from error

    def forget(self, key: str) -> None:
        """Removes a draft: it was saved, or is not wanted."""
        for folder in self._folders():
            with suppress(OSError):
                (folder / f"{_name(key)}{_TAIL}").unlink(missing_ok=True)
        self.release(key)
        # The lock file goes last: a process that took it in between finds no draft, and releases it.
        for folder in self._folders():
            with suppress(OSError):
                (folder / f".{_name(key)}.lock").unlink(missing_ok=True)
                folder.rmdir()
        with suppress(OSError):
            self.root.rmdir()

    def release(self, key: str) -> None:
        """Unlocks a draft for other processes."""
        if (lock := self._locks.pop(_name(key), None)) is not None:
            with suppress(OSError):
                lock.release()

    def save_warnings(self, claimed: Iterable[Draft], save: Save) -> Iterator[tuple[Draft, Applied]]:
        """Saves the answers that close an area or hold a step, and yields each with what was saved.

        They protect the skin, so they wait for nobody. One that cannot be saved stays a draft.
        """
        for draft in claimed:
            if isinstance(draft, CheckInDraft) and is_warning(draft):
                with suppress(Refused, StoreError):
                    applied = save(partial(to_save, draft=draft))
                    self.forget(draft.key)
                    yield draft, applied

    def close(self) -> None:
        """Unlocks all drafts: this process is about to end, and saves no more of them."""
        self._closed = True
        for name in tuple(self._locks):
            self.release(name)

    def _folders(self) -> tuple[Path, ...]:
        from hashlib import sha256  # imported late: a start without drafts does not need it

        # Before the first change there is no file and so no id; until then the path stands for it.
        place = sha256(os.fsencode(os.path.realpath(self._path))).hexdigest()[:16]
        names = (_name(self.file_id), f"new-{place}") if self.file_id else (f"new-{place}",)
        return tuple(self.root / name for name in names)

    def _file(self, key: str) -> Path:
        return self._folders()[0] / f"{_name(key)}{_TAIL}"

    def _is_saved(self, file: Path, draft: Draft) -> bool:
        """Returns whether the file has the same answers already, as `hold` left them."""
        there = _read(file)
        return there is not None and there._replace(at=draft.at) == draft

    def _claimed(self, file: Path) -> Draft | None:
        name = file.name.removesuffix(_TAIL)
        if name in self._locks or not self._lock(file):
            return None
        # Read only under the lock: the process that had it may have saved the draft and removed it meanwhile.
        draft = _read(file)
        if draft is None or _name(draft.key) != name:
            self.release(name)
            return None
        return draft

    def _lock(self, file: Path) -> bool:
        from filelock import FileLock, Timeout

        name = file.name.removesuffix(_TAIL)
        lock = FileLock(file.with_name(f".{name}.lock"), timeout=0, mode=0o600, fallback_to_soft=False)
        try:
            lock.acquire()
        except (Timeout, OSError):
            return False
        self._locks[name] = lock
        # a lock file that only root may open would keep the draft from the owner of the folder
        atomic.give_to_owner(Path(lock.lock_file), of=file.parent)
        return True


def _name(key: str) -> str:
    """Returns a file name for a key; if another program wrote the data file, an id can be any text."""
    if _PLAIN.fullmatch(key):
        return key
    from hashlib import sha256

    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _write(file: Path, data: bytes) -> None:
    """Writes a draft in one replacement, without the flush to the disk that `atomic.replace` makes."""
    fresh = file.with_name(f".{file.name}.new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as opened:
        atomic.set_owner(opened.fileno(), atomic.owner_of(file.parent), was_there=False)
        opened.write(data)
    fresh.replace(file)


def _encoded(draft: Draft) -> bytes:
    """Returns a draft as JSON, as `_read` reads it."""
    plain: dict[str, Any] = {"at": draft.at.isoformat()}
    match draft:
        case CheckInDraft():
            plain |= {"before": to_document(draft.before), "after": to_document(draft.after)}
        case SessionDraft():
            plain |= {"live": to_document(draft.live), "done_min": draft.done_min, "ended": draft.ended}
            plain |= {"stopped_for": draft.stopped_for, "unattended": draft.unattended}
            plain["times"] = draft.times and [each.isoformat() for each in draft.times]
        case FormDraft():
            day = draft.day.isoformat() if draft.day else None
            plain |= draft._asdict() | {"at": plain["at"], "values": dict(draft.values), "day": day}
    return json.dumps(plain, ensure_ascii=False, indent=2).encode()


def _read(file: Path) -> Draft | None:
    """Returns the draft in a file; None if it has none, or is gone."""
    try:
        found = atomic.load(file)
        if found is None or len(found[0]) > _LARGEST:
            return None
        return _draft(json.loads(found[0]))
    except (StoreError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return None


def _draft(plain: dict[str, Any]) -> Draft:
    at = _moment(plain["at"])
    if "after" in plain:
        return CheckInDraft(at, *(_record(Session, plain[each]) for each in ("before", "after")))
    if "live" in plain:
        done, ended, times = plain["done_min"], plain["ended"], plain["times"]
        if done is not None and not 0 <= done < inf:
            raise ValueError("done_min is not a number of minutes")
        return SessionDraft(
            at,
            _record(Live, plain["live"]),
            None if done is None else float(done),
            ended and Ended(ended),
            times and SessionTimes(*map(_moment, times)),
            (reason := plain.get("stopped_for")) and StopReason(reason),
            plain.get("unattended") is True,
        )
    return FormDraft(
        at=at,
        form=Form(plain["form"]),
        id=str(plain["id"]),
        values={_NEW_FIELDS.get(name, str(name)): _value(each) for name, each in plain["values"].items()},
        day=plain["day"] and date.fromisoformat(plain["day"]),
        area=plain["area"] and Area(plain["area"]),
        edits=str(plain["edits"]),
        page=str(plain["page"]),
    )


def _moment(plain: str) -> datetime:
    """Returns an instant; raises ValueError if it lacks an offset.

    It also raises if the instant is so near to either end of the calendar that it does not exist in some
    zone.
    """
    moment = datetime.fromisoformat(plain)
    if moment.tzinfo is None:
        raise ValueError("it has no offset")
    for margin in (-_A_DAY, _A_DAY):
        instant(moment + margin)
    return moment


def _value(plain: object) -> Value:
    """Returns the value of a field; raises ValueError for what no field can hold."""
    if isinstance(plain, list) and all(isinstance(each, str) for each in plain):
        return plain
    if plain is None or (isinstance(plain, str | int) and not isinstance(plain, bool)):
        return plain
    raise ValueError("no field holds this")


def _record(cls: type[R], document: dict[str, Any]) -> R:
    # the draft may be of an older coach, whose documents had other names
    record: R = from_document(cls, schema_3.document("sessions" if cls is Session else "live", document))
    return record
