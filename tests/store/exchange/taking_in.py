"""An import into a store, at a fixed time and place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from coach.store import Store
from coach.store.exchange.import_export import ImportReport, import_file

BERLIN = ZoneInfo("Europe/Berlin")
FILE = Path("other.csv")


def take(
    store: Store, data: str | bytes, *, skip_bad: bool = False, dry_run: bool = False, long: bool = False
) -> ImportReport:
    bytes_ = data.encode() if isinstance(data, str) else data
    return import_file(
        store,
        bytes_,
        FILE,
        tz=BERLIN,
        now=datetime(2026, 6, 1, tzinfo=UTC),
        skip_bad=skip_bad,
        dry_run=dry_run,
        long=long,
    )
