"""Another person's file is asked about, and never brings its answers."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.domain.model import (
    Area,
    AreaTurned,
    Contraindication,
    Cover,
    DayNote,
    GoalSet,
    Record,
    RhythmSet,
    Screening,
    Settings,
    Start,
    StartSaid,
    StepLowered,
)
from coach.store import Store
from coach.store.exchange.import_export import ImportReport, export_json, import_file
from coach.store.schema.another_person import AnotherPersons
from coach.store.schema.tables import file_id
from coach.store.sync.merge import merge
from coach.store.sync.merge_report import MergeReport
from tests.conftest import FixedClock
from tests.store.samples import MORNING, live, putting, raw, session


def answers(day: int, cover: Cover) -> tuple[Record, ...]:
    """What one person answered; no kind of answer or setting is left out."""
    at = MORNING + timedelta(days=day)
    ticked = frozenset({Contraindication.CLOTS}) if day else frozenset()
    return (
        Settings(tz="Asia/Tokyo" if day else "UTC", rollover=day),
        Screening(at=at, ticked=ticked),
        StartSaid(at=at, start=Start.REGULAR if day else Start.NEW),
        GoalSet(at=at, cover=cover, minutes=30 if day else 12),
        AreaTurned(at=at, area=Area.STOMACH, on=bool(day)),
        StepLowered(at=at, area=Area.BACK, cover=Cover.TOWEL, minutes=5),
        RhythmSet(at=at, days=3 if day else 6, first=date(2026, 1, 12)),
    )


@pytest.fixture
def here(tmp_path: Path, clock: FixedClock) -> Store:
    store = Store(tmp_path / "mine.json", clock)
    store.change(putting(*answers(0, Cover.SHIRT), session(5)))
    return store


@pytest.fixture
def there(tmp_path: Path, clock: FixedClock) -> Store:
    """Of someone else, whose answers are all later, and who lies on the mat."""
    clock.advance(timedelta(hours=1))
    store = Store(tmp_path / "theirs.json", clock)
    at = MORNING - timedelta(days=1)
    store.change(putting(*answers(1, Cover.BARE), session(7, at), DayNote(day=at.date(), text="a\x1b")))
    store.change(putting(live()))
    store.change(putting(store.read().settings._replace(rollover=2)))
    return store


def personal(store: Store) -> tuple[Any, ...]:
    book = store.read()
    return book.settings, book.events, book.live


def exported(store: Store, name: str = "out.json") -> Path:
    path = store.path.with_name(name)
    path.write_text(export_json(store), encoding="utf-8")
    return path


def take(store: Store, file: Path, *, stranger: bool = False) -> ImportReport:
    now = MORNING + timedelta(days=30)
    return import_file(store, file.read_bytes(), file, tz=MORNING.tzinfo, now=now, stranger=stranger)  # type: ignore[arg-type]


def test_it_is_not_merged_unasked(here: Store, there: Store) -> None:
    before = here.path.read_bytes()
    with pytest.raises(AnotherPersons, match=r"theirs\.json is not a copy of your file"):
        merge(here, [there.path])
    with pytest.raises(AnotherPersons):
        merge(here, [there.path], dry_run=True)
    with pytest.raises(AnotherPersons):
        take(here, exported(there))
    assert here.path.read_bytes() == before


@pytest.mark.parametrize("exports", [False, True])
def test_it_brings_no_answers_even_then(here: Store, there: Store, exports: bool) -> None:
    mine = personal(here)
    done: MergeReport | ImportReport
    if exports:
        done = take(here, exported(there), stranger=True)
        assert done.stranger
    else:
        done = merge(here, [there.path], strangers=True)
        assert done.other_people == (there.path,)
    assert personal(here) == mine
    assert [each.done_min for each in here.read().sessions] == [7, 5]
    assert [each.text for each in here.read().notes] == ["a\u241b"]
    assert here.undo() is not None
    assert [each.done_min for each in here.read().sessions] == [5]


def test_what_it_lost_in_a_merge_of_its_own_brings_none_either(here: Store, there: Store) -> None:
    mine = personal(here)
    other = there.path.with_name("other.json")
    other.write_bytes(there.path.read_bytes())
    Store(other, here._clock).change(putting(there.read().settings._replace(tz="UTC")))
    assert merge(there, [other]).versions_kept
    merge(here, [there.path], strangers=True)
    assert personal(here) == mine
    assert "history" not in raw(here.path) or not raw(here.path)["history"]


@pytest.mark.parametrize("exports", [False, True])
def test_a_copy_of_ones_own_is_taken_whole(here: Store, clock: FixedClock, exports: bool) -> None:
    copy = Store(here.path.with_name("laptop.json"), clock)
    copy.path.write_bytes(here.path.read_bytes())
    clock.advance(timedelta(hours=1))
    copy.change(putting(GoalSet(at=clock.now(), cover=Cover.BARE, minutes=20)))
    if exports:
        assert not take(here, exported(copy)).stranger
    else:
        assert merge(here, [copy.path]).other_people == ()
    assert [each.cover for each in here.read().events if isinstance(each, GoalSet)] == [
        Cover.SHIRT,
        Cover.BARE,
    ]


def test_an_export_of_before_is_ones_own_where_answers_prove_it(here: Store, there: Store) -> None:
    """Earlier exports carry no id."""
    for store, own in ((here, True), (there, False)):
        path = exported(store)
        tables = json.loads(path.read_text())
        del tables["meta"]["1"]["id"], tables["meta"]["1"]["sha256"]
        path.write_text(json.dumps(tables))
        if own:
            assert not take(here, path).stranger
        else:
            with pytest.raises(AnotherPersons):
                take(here, path)


def test_sessions_taken_from_another_prove_nothing(here: Store, there: Store) -> None:
    merge(here, [there.path], strangers=True)
    path = exported(there)
    tables = json.loads(path.read_text())
    del tables["meta"]["1"]["id"], tables["meta"]["1"]["sha256"]
    path.write_text(json.dumps(tables))
    with pytest.raises(AnotherPersons):
        take(here, path)


@pytest.mark.parametrize("exports", [False, True])
def test_a_file_begun_with_another_goes_on_as_that_one(here: Store, clock: FixedClock, exports: bool) -> None:
    new = Store(here.path.with_name("new.json"), clock)
    if exports:
        take(new, exported(here))
    else:
        merge(new, [here.path])
    assert file_id(new.tables()) == file_id(here.tables())
    assert personal(new) == personal(here)
    here.change(putting(GoalSet(at=clock.now(), cover=Cover.BARE, minutes=20)))
    assert not take(new, exported(here)).stranger


def test_control_characters_of_a_copy_are_made_visible_once(here: Store, clock: FixedClock) -> None:
    copy = here.path.with_name("copy.json")
    tables = raw(here.path)
    (number,) = tables["sessions"]
    document = dict(tables["sessions"][number], id="z", note="\x1b[2J\x9b\r\nb", strange=["\x07"])
    tables["sessions"]["9"] = document
    copy.write_text(json.dumps(tables))
    report = merge(here, [copy])
    assert (report.added, report.made_visible) == (1, 3)
    kept = next(each for each in raw(here.path)["sessions"].values() if each["id"] == "z")
    assert (kept["note"], kept["strange"]) == ("\u241b[2J\ufffd\nb", ["\u2407"])
    assert not merge(here, [copy]).changes
    assert take(here, copy).imported == ()


def test_what_a_file_holds_itself_is_no_news_in_its_copy(here: Store) -> None:
    tables = raw(here.path)
    next(iter(tables["sessions"].values()))["note"] = "\x1b"
    here.path.write_text(json.dumps(tables))
    copy = here.path.with_name("copy.json")
    copy.write_bytes(here.path.read_bytes())
    assert not merge(here, [copy]).changes
    assert take(here, exported(here)).imported == ()
