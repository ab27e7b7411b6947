"""A clock that a test moves from outside the process that reads it."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_STILL_S = 100_000.0


@dataclass(frozen=True, slots=True)
class Shift:
    """How far the clocks of a program are from the machine's own."""

    wall: float = 0.0
    """Seconds that the calendar time is ahead."""
    elapsed: float = 0.0
    """Seconds more that have gone by since boot."""
    boot: str = "boot-1"
    """The name of the run of the machine."""
    still: bool = False
    """Whether no time goes by but what the test lets go by, so that minutes come out whole."""


class ShiftedClock:
    """The machine's clocks, moved by what a file says; the file is read at each call."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> datetime:
        shift = self._shift()
        return (_EPOCH if shift.still else datetime.now(UTC)) + timedelta(seconds=shift.wall)

    def elapsed(self) -> float:
        shift = self._shift()
        return (_STILL_S if shift.still else time.monotonic()) + shift.elapsed

    def boot(self) -> str:
        return self._shift().boot

    def _shift(self) -> Shift:
        return Shift(**json.loads(self._file.read_text(encoding="utf-8")))


class Hands:
    """What a test moves such a clock by; made before the program starts."""

    def __init__(self, file: Path, now: datetime | None = None, *, still: bool = False) -> None:
        """Write the file; the program's calendar time starts at `now`, else at the machine's own."""
        self.file = file
        self._shift = Shift(still=still)
        self._write(self._shift)
        if now is not None:
            self.set(now)

    def now(self) -> datetime:
        """What the program takes the present instant for."""
        return ShiftedClock(self.file).now()

    def advance(self, by: timedelta) -> None:
        """Let time go by, on both clocks."""
        seconds = by.total_seconds()
        self._write(
            replace(self._shift, wall=self._shift.wall + seconds, elapsed=self._shift.elapsed + seconds)
        )

    def advance_to(self, instant: datetime) -> None:
        """Let time go by until the program's present is `instant`."""
        self.advance(instant - self.now())

    def set(self, now: datetime) -> None:
        """Set the wall clock alone, as a person or a time server does."""
        here = _EPOCH if self._shift.still else datetime.now(UTC)
        self._write(replace(self._shift, wall=(now - here).total_seconds()))

    def reboot(self, name: str) -> None:
        """Start the machine anew: the clock that counts from boot begins again, near 0."""
        here = _STILL_S if self._shift.still else time.monotonic()
        self._write(replace(self._shift, elapsed=1.0 - here, boot=name))

    def _write(self, shift: Shift) -> None:
        self._shift = shift
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(shift)), encoding="utf-8")
        fresh.replace(self.file)
