"""What is exported comes back to the byte from an empty file that took it in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from coach.domain.model import Area, Change, Cover, Ended, Session, Skin
from coach.store import Store
from coach.store.exchange.import_export import export_csv, export_json, import_file
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.store.samples import MORNING, dropping, putting

NOTES = (
    "",
    "",
    "",
    "slept well",
    'said "ah", twice',
    "two\nlines",
    "=1+1",
    " blanks ",
    "ä½\u2028🙂",
    "a,b;c\td",
)


def sessions(count: int) -> tuple[Session, ...]:
    """That many sessions, with all that a session can have."""
    random = Random(count)
    made = []
    for number in range(count):
        at = datetime(1999, 1, 1, 7, tzinfo=UTC) + timedelta(days=number, seconds=random.randrange(3600))
        made.append(
            Session(
                area=random.choice(list(Area)),
                started_at=at,
                day=at.date(),
                done_min=random.choice((5.0, 7.25, 10.0, 0.5, 29.99)),
                cover=random.choice((None, *Cover)),
                planned_min=random.choice((None, 5.0, 10.0)),
                ended=random.choice(list(Ended)),
                sharpness=random.choice((None, 0, 5, 10)),
                skin_after=random.choice((None, *Skin)),
                skin_next=random.choice((None, *Skin)),
                before=random.choice((None, 0, 10)),
                after=random.choice((None, 0, 10)),
                note=random.choice(NOTES),
            )
        )
    return tuple(made)


def round_trip(tmp_path: Path, count: int, export: Callable[[Store], str]) -> None:
    clock = FixedClock(datetime(2030, 1, 1, tzinfo=UTC))
    here, there = (
        Store(tmp_path / "here" / "coach.json", clock),
        Store(tmp_path / "there" / "coach.json", clock),
    )
    here.change(lambda book: Change("Many", put=sessions(count)))
    here.change(dropping(here.read().sessions[1]))
    first = export(here)
    report = import_file(there, first.encode(), Path("out"), tz=UTC, now=clock.now())
    assert not report.bad
    assert len(report.imported) == count - 1
    assert export(there).encode() == first.encode()
    assert len(there.read().sessions) == count - 1
    again = import_file(there, first.encode(), Path("out"), tz=UTC, now=clock.now() + timedelta(days=1))
    assert not again.imported


@pytest.mark.parametrize("export", [export_csv, export_json])
def test_out_and_in_again(tmp_path: Path, export: Callable[[Store], str]) -> None:
    round_trip(tmp_path, 300, export)


@pytest.mark.long
@pytest.mark.parametrize("export", [export_csv, export_json])
def test_out_and_in_again_with_ten_thousand(tmp_path: Path, export: Callable[[Store], str]) -> None:
    round_trip(tmp_path, 10_000, export)


def test_versions_that_lost_in_a_merge_come_along(tmp_path: Path) -> None:
    """They are part of what was recorded, and are exported with the rest."""
    clock = FixedClock(MORNING)
    here = Store(tmp_path / "here" / "coach.json", clock)
    old = here.change(lambda book: Change("One", put=sessions(1))).put[0]
    assert isinstance(old, Session)
    copy = Store(tmp_path / "copy" / "coach.json", clock)
    copy.path.parent.mkdir()
    copy.path.write_bytes(here.path.read_bytes())
    for store, note in ((here, "here"), (copy, "copy")):
        clock.advance(timedelta(minutes=1))
        found = store.read().sessions[0]
        store.change(putting(found._replace(note=note)))
    assert merge(here, [copy.path]).versions_kept == 1
    first = export_json(here)
    there = Store(tmp_path / "there" / "coach.json", clock)
    import_file(there, first.encode(), Path("out"), tz=UTC, now=clock.now())
    assert export_json(there) == first
