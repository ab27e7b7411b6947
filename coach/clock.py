"""The coach's only way to learn what time it is; handed in everywhere as an argument."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LOCALTIME = "/etc/localtime"
_UTC = frozenset({"UTC", "Etc/UTC"})
"""What servers run on; it needs no tables, which take 4 ms to find."""


class Clock(Protocol):
    """What the coach asks of a clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def elapsed(self) -> float:
        """Seconds on a clock that never jumps and goes on while the machine sleeps."""
        ...

    def boot(self) -> str:
        """What names the run of the machine in which `elapsed` counts; empty if unknown."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds since boot, time asleep included where the system can tell."""
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))

    def boot(self) -> str:
        """The kernel's boot id; empty where the system has none."""
        try:
            return _BOOT_ID.read_text(encoding="ascii").strip()
        except OSError:
            return _boot_session()


def _boot_session() -> str:
    """What macOS and the BSDs call the run of the machine; empty where the kernel does not tell."""
    import ctypes

    try:
        ask = ctypes.CDLL(None).sysctlbyname
    except (OSError, AttributeError):
        return ""
    text = ctypes.create_string_buffer(100)
    size = ctypes.c_size_t(len(text))
    if ask(b"kern.bootsessionuuid", text, ctypes.byref(size), None, ctypes.c_size_t(0)):
        return ""
    return text.value.decode("ascii", "ignore")


def zone(name: str) -> tzinfo:
    """The zone of an IANA name, or the machine's own for an empty one; UTC where that is not to be found.

    Raises ValueError for a name that is no zone.
    """
    if not name:
        return _of_machine()
    if name in _UTC:
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ValueError(f"{name} is no time zone; name one as in Europe/Zurich") from error


def present(clock: Clock, zone_name: str) -> datetime:
    """The present moment in a zone; in the machine's own where that name is no zone."""
    try:
        there = zone(zone_name)
    except ValueError:
        there = zone("")
    return clock.now().astimezone(there)


def _of_machine() -> tzinfo:
    """The zone of TZ or of the link /etc/localtime, as most machines have it; else what tzlocal finds.

    tzlocal brings logging with it, for which `coach today` has no time.
    """
    named = os.environ.get("TZ") or os.path.realpath(_LOCALTIME).partition("/zoneinfo/")[2]
    if named in _UTC:
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(named)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        pass
    from tzlocal import get_localzone

    try:
        return get_localzone()
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return UTC
