"""A damaged file is never written over, and gives back every document that is whole."""

from __future__ import annotations

import json
import random
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.model import Area, Change, Check, DayNote, GoalSet, Screening, Settings, Skin, TipState
from coach.store import NewerSchema, Store, StoreError, Unreadable
from coach.store.errors import Damaged
from coach.store.file.file_names import backups_of
from coach.store.file.json_text import Document, Tables, canonical, joined, parse, render
from coach.store.repair.checks import examine
from coach.store.repair.repair import back_up, repair
from coach.store.repair.salvage import Salvaged, salvage
from coach.store.repair.scanner import scan
from tests.conftest import FixedClock
from tests.store.samples import MORNING, NOW, live, putting, session

DAY = timedelta(days=1)


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A file with something in each table."""
    store = Store(store_path, clock)
    store.change(putting(Settings(tz="Europe/Berlin"), Screening(at=MORNING), GoalSet(at=MORNING)))
    for number in range(60):
        at = MORNING + number * DAY
        note = ("", "ä ½ ✓", 'a "quote", {"1": {"id": "x"}}\n\\')[number % 3]
        store.change(putting(session(5 + number / 10, at, note)))
    check = Check(day=MORNING.date(), area=Area.BACK, skin=Skin.CLEAR, at=MORNING)
    store.change(putting(check, check))
    store.change(putting(DayNote(day=MORNING.date(), text="a day"), TipState(id="breathe", read=True)))
    store.change(putting(live()))
    return store


def texts(tables: Tables, *, but: tuple[str, ...] = ("meta",)) -> Counter[tuple[str, str]]:
    """Documents with their tables."""
    return Counter(
        (name, canonical(each))
        for name, table in tables.items()
        if name not in but
        for each in table.values()
    )


def intact(whole: bytes, data: bytes) -> Counter[tuple[str, str]]:
    """The documents of a sound file (one a line) whose lines are all there in a damaged one."""
    lines = {line.strip().rstrip(b",") for line in data.split(b"\n")}
    here: Counter[tuple[str, str]] = Counter()
    for name, table in parse(whole, Path("x")).items():
        for number, each in table.items():
            line = render({name: {number: each}})[name].split("\n")[1]
            if name != "meta" and line.encode() in lines:
                here[name, canonical(each)] += 1
    return here


def saved(data: bytes, backup: Tables | None = None) -> Salvaged:
    return salvage(data, Path("coach.json"), backup or {})


def test_a_sound_file_is_read_whole(store: Store) -> None:
    data = store.path.read_bytes()
    found = saved(data)
    assert texts(found.tables) == texts(store.tables())
    assert found.tables == store.tables() | {"meta": found.tables["meta"]}
    assert (found.lost, found.missing.total(), found.duplicates) == ((), 0, 0)


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_whoever_wrote_it(store: Store, indent: int | None) -> None:
    """Stock TinyDB puts all on one line, jq and others indent."""
    tables = store.tables()
    data = json.dumps(tables, indent=indent).encode()
    assert saved(data).tables == tables | {"meta": saved(data).tables["meta"]}
    middle = data.index(b'"sessions"') + len(data) // 4
    found = saved(data[:middle] + b"\0" * 40 + data[middle + 40 :])
    lost = sum((texts(tables) - texts(found.tables)).values())
    assert 1 <= lost <= 2
    assert not texts(found.tables) - texts(tables)


def test_each_table_finds_its_documents_when_its_name_is_gone(store: Store) -> None:
    whole = store.path.read_bytes()
    for name in ("meta", "profile", "sessions", "days", "tips", "live", "undo"):
        spoilt = whole.replace(f'"{name}": {{\n'.encode(), b'"\xff\xff: {\n')
        assert spoilt != whole
        assert texts(saved(spoilt).tables) == texts(store.tables()), name


def test_a_document_whose_number_is_gone_is_found(store: Store) -> None:
    whole = store.path.read_bytes()
    spoilt = whole.replace(b'\n"7": {"id"', b'\n"\x00": {"id"')
    assert texts(saved(spoilt).tables) == texts(store.tables())


@pytest.mark.parametrize(
    ("old", "new", "fewer"),
    [
        (b'"done_min": 7.0', b'"done_min": NaN', 1),
        (b'"done_min": 7.0', b'"done_min": 1e999', 1),
        (b'"done_min": 7.0', b'"done_min": ' + b"9" * 5000, 1),
        (b'"done_min": 7.0', b'"done_min": 7.0, "done_min": 8.0', 1),
        (b'"done_min": 7.0', b'"done_min" 7.0', 1),
        (b'"done_min": 7.0', b'"done_min": 7.0, "x": "\xff"', 1),
        (b'"done_min": 7.0', b'"done_min": 7.0, "x": ' + b'{"a":' * 30_000, 1),
        (b'"done_min": 7.0', b"\n<<<<<<< HEAD\n" + b'"done_min": 7.0', 1),
    ],
)
def test_one_bad_document_costs_no_other(store: Store, old: bytes, new: bytes, fewer: int) -> None:
    whole = store.path.read_bytes()
    data = whole.replace(old, new, 1)
    with pytest.raises(Unreadable):
        parse(data, store.path)
    found = saved(data)
    gone = texts(store.tables()) - texts(found.tables)
    assert gone.total() == fewer
    assert found.missing == {"sessions": 1}
    (broken,) = found.lost
    assert broken.table == "sessions"
    assert broken.id in whole.decode()
    assert len(broken.id) == 26
    assert broken.line == whole[: whole.index(old)].count(b"\n") + 1


def test_numbers_that_are_one_to_tinydb_are_told_apart(store: Store) -> None:
    data = store.path.read_bytes().replace(b'\n"2": {"id"', b'\n"01": {"id"')
    with pytest.raises(Unreadable):
        parse(data, store.path)
    assert texts(saved(data).tables) == texts(store.tables())


def test_conflict_markers_leave_both_sides(store: Store, clock: FixedClock) -> None:
    lines = store.path.read_bytes().split(b"\n")
    at = next(n for n, line in enumerate(lines) if b'"done_min": 7.0' in line)
    ours, theirs = (
        lines[at],
        lines[at].replace(b'"done_min": 7.0', b'"done_min": 7.5').replace(b'"rev": 1', b'"rev": 2'),
    )
    lines[at : at + 1] = [b"<<<<<<< HEAD", ours, b"=======", theirs, b">>>>>>> theirs"]
    found = saved(b"\n".join(lines))
    assert (found.duplicates, found.lost) == (1, ())
    changed = texts(found.tables) - texts(store.tables())
    assert [json.loads(text)["done_min"] for _, text in changed] == [7.5], "the later version counts"
    assert len(found.tables["sessions"]) == 60


def test_what_is_lost_comes_from_the_backup(store: Store, clock: FixedClock) -> None:
    clock.advance(DAY)
    backup = parse(store.path.read_bytes(), store.path)
    store.change(putting(session(9, MORNING + 100 * DAY, "after the backup")))
    whole = store.path.read_bytes()
    begin = whole.index(b'"sessions"') + 2000
    found = saved(whole[:begin] + b"\0" * 1500 + whole[begin + 1500 :], backup)
    assert texts(found.tables, but=("meta", "undo")) == texts(store.tables(), but=("meta", "undo"))
    assert found.added["sessions"] > 3
    assert (found.lost, found.missing.total()) == ((), 0)


def test_the_backup_decides_between_two_contents_of_one_version(store: Store) -> None:
    backup = parse(store.path.read_bytes(), store.path)
    whole = store.path.read_bytes()
    data = whole.replace(b'"done_min": 7.0', b'"done_min": 1.0').replace(b'"live": {', b'"l\0ve": {')
    found = saved(data, backup)
    assert found.mended == {"sessions": 1}
    assert texts(found.tables) == texts(store.tables())


def test_a_session_that_ended_does_not_run_again(store: Store) -> None:
    """Neither what ran at the time of the backup, nor its steps of undo, are of today."""
    backup = parse(store.path.read_bytes(), store.path)
    running = store.read().live
    assert running is not None
    store.change(lambda book: Change("Done", put=(session(7, id_=running.id),), drop=(running,)))
    found = saved(store.path.read_bytes()[:-60], backup)
    assert found.tables["live"] == {}
    assert found.read["undo"] == found.kept["undo"] > 60


def test_an_empty_file_is_the_backup_once_more(store: Store) -> None:
    backup = parse(store.path.read_bytes(), store.path)
    found = saved(b"", backup)
    assert texts(found.tables) == texts(backup)
    assert found.tables["meta"] == {"1": backup["meta"]["1"]}


def test_nothing_is_made_of_nothing(store: Store, clock: FixedClock) -> None:
    shutil.rmtree(backups_of(store.path))
    for data in (b"", b"\0" * 5000, b"garbage", b'{"name": "x", "version": {}}', b"[]", b"{" * 50_000):
        store.path.write_bytes(data)
        with pytest.raises(Damaged, match="no good backup"):
            repair(store.path, clock.now())
        assert store.path.read_bytes() == data
        assert not (store.path.parent / "quarantine").exists()


def test_a_newer_file_is_not_repaired(store: Store, clock: FixedClock) -> None:
    whole = store.path.read_bytes()
    data = whole.replace(b'"schema": 5', b'"schema": 9').replace(b'"live": {', b'"live": {,')
    with pytest.raises(NewerSchema):
        saved(data)


def test_a_repair_writes_a_sound_file_and_keeps_the_damaged_one(store: Store, clock: FixedClock) -> None:
    book = store.read()
    damaged = store.path.read_bytes().replace(b'\n"undo"', b'\n"undo')
    store.path.write_bytes(damaged)
    done = repair(store.path, clock.now())
    assert done is not None
    assert done.quarantined.read_bytes() == damaged
    assert stat.S_IMODE(done.quarantined.stat().st_mode) == 0o600
    assert store.read() == book
    assert examine(store.path, NOW + timedelta(days=99)).findings == ()
    assert repair(store.path, clock.now()) is None, "there is nothing more to do"
    assert store.change(putting(session(9))).book.sessions


def test_strangers_and_what_does_not_fit_are_kept(store: Store) -> None:
    tables = store.tables()
    tables["sessions"]["900"] = {"id": "odd", "sharpness": 99, "n": 10**30, "half": "\ud83d"}
    tables["days"]["901"] = {"no": "id"}
    tables["diary"] = {"3": {"text": "x"}, "5": {"text": "y", "inner": {"7": {"id": "no document"}}}}
    data = joined(render(tables)).replace(b'"live": {', b'"live": {,')
    found = saved(data)
    assert texts(found.tables) == texts(tables)


PAGE = 4096


def _flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _hole(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data) // PAGE + 1) * PAGE
    return data[:begin] + b"\0" * min(PAGE, len(data) - begin) + data[begin + PAGE :]


def _gone(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin + chance.randrange(1, 3000) :]


def _noise(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    return data[:begin] + chance.randbytes(chance.randrange(1, 600)) + data[begin:]


def _tail(data: bytes, chance: random.Random) -> bytes:
    return data + data[chance.randrange(len(data)) :]


def _union(data: bytes, chance: random.Random) -> bytes:
    at = sorted(chance.randrange(len(data)) for _ in "ab")
    half = data[at[0] : at[1]]
    return (
        data[: at[0]] + b"\n<<<<<<< HEAD\n" + half + b"\n=======\n" + half + b"\n>>>>>>> b\n" + data[at[1] :]
    )


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _hole,
    _gone,
    _noise,
    _tail,
    _union,
)


def _mixed(data: bytes, earlier: bytes, chance: random.Random) -> bytes:
    """Pages of two versions, as a power cut leaves them."""
    size = max(len(data), len(earlier))
    pages = [(data, earlier)[chance.random() < 0.3][begin : begin + PAGE] for begin in range(0, size, PAGE)]
    return b"".join(pages)


def _mutants(data: bytes, earlier: bytes, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    for number in range(count):
        kind = number % (len(MUTATIONS) + 1)
        if kind == len(MUTATIONS):
            yield "mixed", _mixed(data, earlier, chance)
        else:
            yield MUTATIONS[kind].__name__, MUTATIONS[kind](data, chance)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=pytest.mark.long)])
def test_mutated_files(store: Store, clock: FixedClock, count: int) -> None:
    """Never written over by a change, never a traceback, and 99 % of what is intact comes out of them."""
    earlier = store.path.read_bytes()
    store.change(putting(session(9, MORNING + 100 * DAY, "later")))
    whole = store.path.read_bytes()
    there = kept = damaged = 0
    for number, (kind, data) in enumerate(_mutants(whole, earlier, count, seed=count)):
        where = f"{kind}, mutant {number}"
        store.path.write_bytes(data)
        try:
            store.read()
            continue  # it may be that nothing shows: a digit that became another
        except StoreError as error:
            told = str(error)
        assert "\n" not in told, where
        damaged += 1
        with pytest.raises(StoreError):
            store.change(putting(session(7)))
        assert store.path.read_bytes() == data, where
        try:
            found = salvage(data, store.path, {})
        except StoreError:
            assert not [each for each in intact(whole, data) if each[0] not in ("undo", "tips")], where
            continue
        expected = intact(whole, data)
        if kind == "mixed":
            expected &= intact(earlier, data)  # of a document in both versions, the later one stays
        there += expected.total()
        kept += (expected & texts(found.tables)).total()
        parse(joined(render(found.tables)), store.path)
        if number % 20 == 0:
            clock.advance(timedelta(minutes=1))
            assert repair(store.path, clock.now()) is not None, where
            assert store.read().sessions or kind == "_cut", where
            assert examine(store.path, NOW).error is None, where
    assert damaged > count / 2
    assert kept >= 0.99 * there, f"{kept} of {there} intact documents of {damaged} damaged files"
    print(f"{damaged} of {count} mutants damaged; {kept} of {there} intact documents salvaged")  # noqa: T201


def test_with_a_backup_no_damage_loses_what_it_holds(store: Store, clock: FixedClock) -> None:
    assert back_up(store.path, clock.now()) is not None
    backup = parse(store.path.read_bytes(), store.path)
    whole = store.path.read_bytes()
    for number, (kind, data) in enumerate(_mutants(whole, whole, 80, seed=3)):
        if kind == "mixed" or data == whole:
            continue
        found = saved(data, backup)
        lost = {json.loads(text)["id"] for _, text in texts(backup, but=("meta", "undo", "live"))} - {
            each["id"] for table in found.tables.values() for each in table.values() if "id" in each
        }
        assert not lost, f"{kind}, mutant {number}"


def test_lines_are_counted(store: Store) -> None:
    data = store.path.read_bytes()
    lines = data.split(b"\n")
    for each in scan(data).found:
        assert each.number.encode() in lines[each.line - 1]
        document: Document = json.loads(b"{" + lines[each.line - 1].rstrip(b",") + b"}")[each.number]
        assert document == each.document
