"""Machines whose clocks jump, each with its zone and its copy of the file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.clock import present
from coach.store import Store
from tests.campaigns.clock_model import File
from tests.campaigns.clock_records import Moment

ZONES = (
    "UTC",
    "Europe/Zurich",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Pacific/Niue",
)
NIGHTS = (
    datetime(2026, 3, 28, 12, tzinfo=UTC),  # Europe loses an hour
    datetime(2026, 10, 24, 12, tzinfo=UTC),  # and gets it back
    datetime(2026, 3, 7, 18, tzinfo=UTC),  # the same in America
    datetime(2026, 10, 31, 18, tzinfo=UTC),
    datetime(2026, 4, 4, 6, tzinfo=UTC),  # half an hour on Lord Howe
    datetime(2026, 7, 1, 6, tzinfo=UTC),
)


class Wander:
    """The clock of one machine: how far it is off may change at any time, its elapsed seconds never jump."""

    def __init__(self, truth: list[datetime]) -> None:
        self.truth = truth
        """The true time, in a list that all machines share."""
        self.off = timedelta()
        self.began = truth[0]

    def now(self) -> datetime:
        return self.truth[0] + self.off

    def elapsed(self) -> float:
        return 1000.0 + (self.truth[0] - self.began).total_seconds()

    def boot(self) -> str:
        return "boot"


class Machine:
    """A machine with its clock, its zone, and its copy of the file."""

    def __init__(self, path: Path, truth: list[datetime], zone: str) -> None:
        self.path = path
        self.clock = Wander(truth)
        self.zone = zone
        self.store = Store(path, self.clock)
        self.file = File()

    def moment(self) -> Moment:
        """What it shows, in the zone that the file has or in its own."""
        settings = next(iter(self.file.living("settings").values()), None)
        return Moment(self.clock.now(), (settings.facts["tz"] if settings else "") or self.zone)

    @property
    def now(self) -> datetime:
        return present(self.clock, self.moment().zone)


def steps_of(machine: Machine) -> int:
    """The number of the last step that can be undone."""
    return max(map(int, machine.store.tables().get("undo", {})), default=0)
