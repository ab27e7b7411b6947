"""The coach's only source of the time; every function that needs it gets it as an argument."""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Protocol

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LOCALTIME = Path("/etc/localtime")
_TABLES = tuple(map(Path, ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo")))
"""The folders in which systems keep the tables of their zones."""
_UTC = frozenset({"UTC", "Etc/UTC"})
"""The zone of most servers; it needs no tables, which take 4 ms to find."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - wall times are counted from it
_PROBE = 1_700_000_000
"""An instant at which a zone that counts leap seconds differs from UTC."""


class Clock(Protocol):
    """A clock as the coach needs it."""

    def now(self) -> datetime:
        """Returns the present instant, aware, in UTC."""
        ...

    def elapsed(self) -> float:
        """Returns the seconds on a clock that never jumps, and goes on while the machine sleeps."""
        ...

    def boot(self) -> str:
        """Returns an id of the boot since which `elapsed` counts; empty if unknown."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """Returns the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Returns the seconds since the machine started, with its sleep if the system counts that."""
        return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))

    def boot(self) -> str:
        """Returns the kernel's boot id; empty if the system has none."""
        try:
            return _BOOT_ID.read_text(encoding="ascii").strip()
        except OSError:
            return _boot_session()


def _boot_session() -> str:
    """Returns the id that macOS and the BSDs give to a boot; empty if the kernel has none."""
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
    """Returns the zone of an IANA name, or the machine's own for an empty one.

    Raises ValueError for a name that is no zone.
    """
    if not name:
        return _of_machine()[0]
    if name in _UTC:
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, ZoneInfoNotFoundError) as error:
        raise ValueError(f"{name} is not a time zone; write one like Europe/Zurich") from error


def zone_warning(name: str) -> str:
    """Returns a sentence if `present` cannot use the zone of that name; empty if it can."""
    if not name:
        return _of_machine()[1]
    try:
        zone(name)
    except ValueError:
        stated = _printable(name)
        return (
            f"The time zone in the settings, {stated}, is unknown on this machine, so times are in the"
            " machine's own zone."
        )
    return ""


def present(clock: Clock, zone_name: str) -> datetime:
    """Returns the present moment in a zone; in the machine's own if the name is no zone."""
    return in_zone(clock.now(), zone_name)


def in_zone(moment: datetime, zone_name: str) -> datetime:
    """Returns a moment in a zone; in the machine's own if the name is no zone."""
    try:
        there = zone(zone_name)
    except ValueError:
        there = zone("")
    return moment.astimezone(there)


class MachineZone(tzinfo):
    """The zone of this process as libc reads it: from TZ in whatever form, else from /etc/localtime.

    Python reads a datetime without a zone as local time, and asks libc about it. So the rules that POSIX
    allows need no parser here, and the coach shows the time that `date` shows.
    """

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """Returns how far a wall time is ahead of UTC; its fold decides when clocks repeat or skip it."""
        if dt is None:
            return None
        # Without a zone, so that `timestamp` takes it as local time, and heeds its fold.
        wall = dt.replace(tzinfo=None, microsecond=0)
        return wall.replace(fold=0) - _EPOCH - timedelta(seconds=wall.timestamp())

    def fromutc(self, dt: datetime) -> datetime:
        """Returns the wall time of an instant, with its fold."""
        seconds = (dt.replace(tzinfo=None) - _EPOCH) // timedelta(seconds=1)
        wall = datetime.fromtimestamp(seconds)  # noqa: DTZ006 - local time is what is asked for
        return wall.replace(microsecond=dt.microsecond, tzinfo=self)

    def tzname(self, dt: datetime | None) -> str | None:
        """Returns None: abbreviations are not shown."""
        return None

    def dst(self, dt: datetime | None) -> timedelta | None:
        """Returns None: only the whole offset counts."""
        return None


_MACHINE = MachineZone()


def _of_machine() -> tuple[tzinfo, str]:
    """Returns the zone of TZ, else of /etc/localtime, and a sentence if TZ cannot be followed."""
    time.tzset()  # libc looks at TZ and at the link only once, and both can change
    found, warning = _zone_of_tz(os.environ.get("TZ"), os.environ.get("TZDIR"))
    # Servers keep UTC. As it is returned as such, setup asks their users where they live, and no reading of
    # the clock has to go through libc.
    if found is _MACHINE and time.tzname == ("UTC", "UTC") and _is_utc(_PROBE):
        return UTC, warning
    return found, warning


def _is_utc(seconds: int) -> bool:
    return time.localtime(seconds)[:6] == time.gmtime(seconds)[:6]


@lru_cache(maxsize=8)
def _zone_of_tz(value: str | None, folder: str | None) -> tuple[tzinfo, str]:
    """Returns the zone that a value of TZ means, and a sentence if it cannot be read, or only in part.

    libc silently uses UTC for what it does not understand, so the coach has to look for itself first.
    """
    if value is None:
        # A machine without tables still says where it is, by the name that its link points to.
        linked = str(_LOCALTIME.resolve()).partition("/zoneinfo/")[2]
        found = None if _is_table(_LOCALTIME) else _zone_or_none(linked)
        return found or _MACHINE, ""
    name = value.removeprefix(":")
    folders = (Path(folder),) if folder else _TABLES
    if not name or any(_is_table(each / name) for each in folders):
        return _MACHINE, ""
    stated = f"TZ is set to {_printable(value)}"
    # Only after the tables: libc, too, takes a name for a file first and for a rule second.
    if rule := _RULE.fullmatch(name):
        if not _fits(rule):
            return UTC, f"{stated}, which is a day or more away from UTC, so times are in UTC instead."
        if rule["unread"]:
            return _MACHINE, f"{stated}, and its summer time rules cannot be read, so times may be wrong."
        return _MACHINE, ""
    found = _zone_or_none(name)
    if found is not None:
        return found, ""
    return UTC, f"{stated}, which is not a time zone, so times are in UTC. Use a name like Europe/Zurich."


def _is_table(path: Path) -> bool:
    """Returns whether a file holds the table of a zone."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"TZif"
    except (OSError, ValueError):
        return False


def _zone_or_none(name: str) -> tzinfo | None:
    """Returns the zone of a name, from Python's tables if the system has none; None if it is no zone."""
    try:
        return zone(name) if name else None
    except ValueError:
        return None


_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)"
_TIME = r"[+-]?\d{1,9}(?::\d{1,9}){0,2}"
_DAY = r"J?(?:36[0-5]|3[0-5]\d|[12]?\d?\d)(?!\d)|M(?:0?[1-9]|1[0-2])\.[1-5]\.[0-6]"
_CHANGE = rf"(?:{_DAY})(?:/{_TIME})?"
_RULE = re.compile(
    rf"{_NAME}(?P<winter>{_TIME})(?P<twice>{_NAME}(?P<summer>{_TIME})?(?:,{_CHANGE},{_CHANGE})?)?(?P<unread>.*)",
    re.ASCII | re.DOTALL,
)
"""A POSIX rule as libc reads it: the offsets count, whatever comes after them."""


def _fits(rule: re.Match[str]) -> bool:
    """Returns whether both offsets of a rule are below 24 hours, the most that a datetime takes."""
    winter = _west(rule["winter"])
    # Summer time without an offset of its own is one hour ahead, so one hour less to the west.
    summer = _west(rule["summer"]) if rule["summer"] else winter - 3600 * bool(rule["twice"])
    return max(abs(winter), abs(summer)) < 86_400


def _west(offset: str) -> int:
    """Returns the seconds of a POSIX offset, which counts west of UTC; libc cuts it at 24:59:59."""
    hours, minutes, seconds = (*(min(int(each), 99) for each in offset.lstrip("+-").split(":")), 0, 0)[:3]
    size = min(hours, 24) * 3600 + min(minutes, 59) * 60 + min(seconds, 59)
    return -size if offset.startswith("-") else size


def _printable(text: str) -> str:
    """Returns a value from outside, fit for a sentence: short, and with ? for what cannot be printed."""
    return "".join(each if each.isprintable() else "?" for each in text[:60])
