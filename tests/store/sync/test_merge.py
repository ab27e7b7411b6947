"""Copies that grew apart come together in any order, to the same, with nothing lost."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.model import Book, Change, Contraindication, Refused, Screening, Session, Settings
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer
from coach.store import NewerSchema, Store, StoreError, Unreadable
from coach.store.file.conflict_files import conflict_copies
from coach.store.file.json_text import Tables, canonical
from coach.store.schema.tables import HISTORY
from coach.store.sync import union as union_module
from coach.store.sync.merge import merge
from coach.store.sync.merge_report import MergeReport
from coach.store.sync.merge_summary import warning_lines
from coach.store.sync.union import union
from coach.store.versions import version
from tests.conftest import FixedClock
from tests.store.samples import MORNING, NOW, documents, dropping, edit, live, putting, raw, session
from tests.store.sync.copies import TABLES, as_tables, copy_of, ended, ids


def content(tables: Tables) -> str:
    return canonical({f"{table} {id_}": each for (table, id_), each in union([tables]).documents.items()})


def try_merge(random: Random) -> None:
    """One trial: three copies; pairs, groups, orders and repetitions all come to the same."""
    tables = ("sessions", random.choice(TABLES[1:]))
    a, b, c = (ended(random, copy_of(random, tables, ids=2)) for _ in range(3))
    before = canonical([a, b, c])
    ab, bc, ca = (as_tables(union(pair)) for pair in ((a, b), (b, c), (c, a)))
    together = content(as_tables(union((a, b, c))))
    for grouped in random.sample([(ab, c), (bc, a), (b, ca), (ab, bc, ab), (c, b, a)], 2):
        assert content(as_tables(union(grouped))) == together
    whole = as_tables(union((a, b, c)))
    became = {("live", id_) for table, id_ in ids(a, b, c) if table == "sessions"}
    assert ids(whole) == ids(a, b, c) - became
    assert canonical([a, b, c]) == before, "a merge leaves what it merges as it was"


def check_nothing_typed_is_lost(random: Random) -> None:
    """Every version of every document is in what they come to, or in its history."""
    a, b = copy_of(random, ids=2), copy_of(random, ids=2)
    chosen = union((a, b)).documents
    kept = {canonical(each["document"]) for (table, _), each in chosen.items() if table == HISTORY}
    kept |= {canonical(each) for (table, _), each in chosen.items() if table != HISTORY}
    for tables in (a, b):
        for table in set(tables) - {"meta", "undo", "live"}:
            assert {canonical(each) for each in tables[table].values()} <= kept


def run_trials(first: int, count: int) -> None:
    for seed in range(first, first + count):
        try:
            try_merge(Random(seed))
            check_nothing_typed_is_lost(Random(seed))
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error


def test_copies_come_together_in_any_order() -> None:
    run_trials(0, 200)


@pytest.mark.long
def test_copies_come_together_in_any_order_a_hundred_thousand_times() -> None:
    run_trials(1_000, 100_000)


def test_they_do_with_a_history_that_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(union_module, "KEPT_VERSIONS", 3)
    for seed in range(100):
        try_merge(Random(seed))


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_they_do_and_hypothesis_finds_the_smallest_that_do_not(random: Random) -> None:
    try_merge(random)
    check_nothing_typed_is_lost(random)


@pytest.mark.long
@settings(max_examples=2_000, deadline=None)
@given(st.randoms(use_true_random=False))
def test_they_do_in_more_examples(random: Random) -> None:
    try_merge(random)


# On files


@pytest.fixture
def here(store_path: Path, clock: FixedClock) -> Store:
    store = Store(store_path, clock)
    store.change(putting(session(5, note="both"), Settings(tz="Europe/Berlin"), label="Began"))
    return store


@pytest.fixture
def there(here: Store, clock: FixedClock) -> Store:
    """A copy of the file from a while ago, which went its own way since."""
    path = here.path.with_name("coach.sync-conflict-20260106-070000-ABCDEFG.json")
    path.write_bytes(here.path.read_bytes())
    return Store(path, clock)


def first(store: Store) -> Session:
    return store.read().sessions[0]


def test_what_either_logged_is_there(here: Store, there: Store) -> None:
    here.change(putting(session(6, MORNING + timedelta(minutes=10))))
    there.change(putting(session(7, MORNING + timedelta(minutes=20))))
    other = there.path.read_bytes()
    report = merge(here, [there.path])
    assert (report.added, report.updated, report.deleted, report.versions_kept) == (1, 0, 0, 0)
    assert report.label == here.steps()[0].label == "Merged 1 record"
    assert [each.done_min for each in here.read().sessions] == [5, 6, 7]
    assert there.path.read_bytes() == other
    assert here.problems == ()


def test_both_ways_come_to_the_same_book(here: Store, there: Store, clock: FixedClock) -> None:
    there.change(putting(first(there)._replace(note="there")))
    clock.advance(timedelta(minutes=1))
    here.change(putting(first(here)._replace(note="here")))
    there.change(dropping(first(there)))
    there.change(putting(session(9, MORNING + timedelta(days=3))))
    copy = here.path.with_name("copy.json")
    copy.write_bytes(here.path.read_bytes())
    merge(here, [there.path])
    merge(there, [copy])
    assert here.read() == there.read()
    assert content(here.tables()) == content(there.tables())
    again = here.path.read_bytes()
    assert not merge(here, [there.path, copy]).changes
    assert here.path.read_bytes() == again


def test_the_later_version_stays_and_the_earlier_is_kept(
    here: Store, there: Store, clock: FixedClock
) -> None:
    here.change(putting(first(here)._replace(note="here")))
    clock.advance(timedelta(minutes=1))
    there.change(putting(first(there)._replace(note="there")))
    report = merge(here, [there.path])
    assert (report.added, report.updated, report.deleted, report.versions_kept) == (0, 1, 0, 1)
    assert first(here).note == "there"
    (kept,) = documents(here.path, "history")
    assert kept["table"] == "sessions"
    assert kept["document"]["note"] == "here"


def test_what_was_deleted_later_is_deleted_and_what_was_written_later_lives(
    here: Store, there: Store, clock: FixedClock
) -> None:
    there.change(dropping(first(there)))
    report = merge(here, [there.path], dry_run=True)
    assert (report.deleted, report.updated, report.label) == (1, 0, "")
    clock.advance(timedelta(minutes=1))
    here.change(putting(first(here)._replace(note="still wanted")))
    assert not merge(here, [there.path]).deleted
    assert first(here).note == "still wanted"
    merge(there, [here.path])
    assert first(there).note == "still wanted"


def test_one_step_of_undo_gives_the_file_back_as_it_was(here: Store, there: Store, clock: FixedClock) -> None:
    clock.advance(timedelta(minutes=1))
    there.change(putting(first(there)._replace(note="there"), session(7, MORNING + timedelta(minutes=20))))
    before = {name: table for name, table in raw(here.path).items() if name not in ("meta", "undo", "redo")}
    merge(here, [there.path])
    assert here.undoable() == "Merged 2 records"
    assert here.undo() == "Merged 2 records"
    after = {name: table for name, table in raw(here.path).items() if name not in ("meta", "undo", "redo")}
    assert after == before | {"history": {}}
    # and nothing was buried: the copy, merged again, brings it all back, and loses nothing by us
    assert not merge(there, [here.path]).deleted
    assert merge(here, [there.path]).added == 1
    assert here.undo() == "Merged 2 records"
    assert here.undo() == "Began"


def test_a_dry_run_writes_nothing(here: Store, there: Store) -> None:
    there.change(putting(session(7, MORNING + timedelta(minutes=20))))
    before = here.path.read_bytes()
    assert merge(here, [there.path], dry_run=True).added == 1
    assert here.path.read_bytes() == before


def test_two_that_logged_the_same_session_keep_both(here: Store, there: Store) -> None:
    evening = MORNING + timedelta(minutes=25)
    here.change(putting(session(6, evening)))
    there.change(putting(session(7, evening)))
    report = merge(here, [there.path])
    assert [(one.done_min, other.done_min) for one, other in report.duplicates] == [(6, 7)]
    assert sorted(each.done_min for each in here.read().sessions) == [5, 6, 7]
    assert merge(here, [there.path]).duplicates == ()


def test_of_two_running_sessions_the_one_begun_last_is_shown_and_the_other_is_asked_for_later(
    here: Store, there: Store
) -> None:
    here.change(putting(live(MORNING)))
    late = there.change(putting(live(MORNING + timedelta(hours=1)))).put[0]
    merge(here, [there.path])
    running = here.read().live
    assert running == late
    with pytest.raises(Refused, match="already running"):
        here.change(putting(live(MORNING + timedelta(hours=2))))
    assert running is not None
    done = session(5, MORNING + timedelta(hours=1), id_=running.id)
    left = here.change(lambda book: Change("Done", put=(done,), drop=(running,))).book.live
    assert left is not None
    assert left.started_at == MORNING


def test_a_running_session_that_was_ended_elsewhere_has_ended(here: Store, there: Store) -> None:
    running = here.change(putting(live())).put[0]
    there.path.write_bytes(here.path.read_bytes())
    there.change(lambda book: Change("Done", put=(session(5, id_=running.id),), drop=(running,)))
    merge(here, [there.path])
    assert here.read().live is None
    assert running.id in {each.id for each in here.read().sessions}
    assert documents(here.path, "live") == []


def test_a_table_of_a_stranger_is_merged_as_well(here: Store, there: Store) -> None:
    tables = raw(there.path)
    tables["mine"] = {"1": {"id": "x", "text": "hello"}, "2": {"text": "no id"}}
    there.path.write_text(json.dumps(tables), encoding="utf-8")
    report = merge(here, [there.path])
    assert documents(here.path, "mine") == [{"id": "x", "text": "hello"}]
    assert report.without_id == 1


def test_a_version_that_does_not_fit_never_beats_one_that_does(
    here: Store, there: Store, clock: FixedClock
) -> None:
    clock.advance(timedelta(days=1))
    there.change(putting(first(there)._replace(note="later")))
    edit(there.path, "sessions", done_min=990)
    report = merge(here, [there.path])
    assert (report.updated, report.versions_kept) == (0, 1)
    assert first(here).note == "both"
    merge(there, [here.path])
    assert there.read().sessions == here.read().sessions
    assert there.problems == ()


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda text: text[: len(text) // 2], Unreadable),
        (lambda text: "", Unreadable),
        (lambda text: text.replace('"schema": 5', '"schema": 99'), NewerSchema),
        (lambda text: '{"todo": {"1": {"text": "milk"}}}', Unreadable),
        (lambda text: text.replace('"id": "settings"', '"id": "settings", "id": "x"'), Unreadable),
    ],
)
def test_a_damaged_or_newer_copy_is_refused_by_name_and_nothing_changes(
    here: Store, there: Store, spoil: object, error: type[StoreError]
) -> None:
    good = there.path.with_name("good.json")
    good.write_bytes(there.path.read_bytes())
    Store(good, FixedClock(MORNING)).change(putting(session(9)))
    there.path.write_text(spoil(there.path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    spoilt, before = there.path.read_bytes(), here.path.read_bytes()
    with pytest.raises(error) as caught:
        merge(here, [good, there.path])
    assert there.path.name in str(caught.value)
    assert here.path.read_bytes() == before
    assert there.path.read_bytes() == spoilt


def test_a_damaged_file_of_ones_own_is_never_merged_over(here: Store, there: Store) -> None:
    here.path.write_text("{", encoding="utf-8")
    with pytest.raises(Unreadable):
        merge(here, [there.path])
    assert here.path.read_text(encoding="utf-8") == "{"


def test_the_file_itself_and_no_file_are_refused(here: Store, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(here.path)
    for each in (here.path, link):
        with pytest.raises(Refused, match="the file itself"):
            merge(here, [each])
    with pytest.raises(Refused, match="There is no file"):
        merge(here, [tmp_path / "none.json"])


def test_a_merge_into_no_file_is_the_copy(there: Store, tmp_path: Path, clock: FixedClock) -> None:
    new = Store(tmp_path / "new" / "coach.json", clock)
    merge(new, [there.path])
    assert new.read() == there.read() != Book()


def test_versions_beyond_what_is_kept_are_told_of(
    here: Store, there: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(union_module, "KEPT_VERSIONS", 2)
    for number in range(4):
        clock.advance(timedelta(minutes=1))
        there.change(putting(first(there)._replace(note=f"there {number}")))
        report = merge(here, [there.path])
    assert isinstance(report, MergeReport)
    assert report.versions_dropped == 1
    kept = [each["document"] for each in documents(here.path, "history")]
    assert [each["note"] for each in sorted(kept, key=version)] == ["there 1", "there 2"]


def test_conflict_copies_are_found_by_name(here: Store, there: Store, tmp_path: Path) -> None:
    folder = here.path.parent
    found = {
        there.path.name,
        "coach (Ann's conflicted copy 2026-01-06).json",
        "coach (conflicted copy 2026-01-06 070000).json",
        "coach_conflict-20260106-070000.json",
    }
    for name in found | {"coach.json.bak", "coach.sync-conflict-1.txt", "other.sync-conflict-1.json"}:
        if name != there.path.name:
            (folder / name).write_text("{}", encoding="utf-8")
    (folder / "coach.sync-conflict-2.json").mkdir()
    assert {each.name for each in conflict_copies(here.path)} == found
    link = tmp_path / "link.json"
    link.symlink_to(here.path)
    assert {each.name for each in conflict_copies(link)} == found, "they lie beside the target of the link"
    assert conflict_copies(tmp_path / "nowhere" / "coach.json") == ()


def test_questions_that_two_machines_answered_apart_are_named(here: Store, there: Store) -> None:
    def answer(store: Store, *ticked: Contraindication) -> None:
        store.change(lambda book: set_up(book, Answers(ticked=frozenset(ticked)), NOW))

    answer(here, Contraindication.CLOTS)
    answer(there)
    report = merge(here, [there.path], dry_run=True)
    assert set(report.answered_twice) >= {"the safety questions"}
    told = " ".join(warning_lines(merge(here, [there.path])))
    assert "You answered the safety questions on both machines" in told
    held_now = current_answer(here.read(), Screening)
    assert held_now is not None
    assert held_now.ticked == {Contraindication.CLOTS}
    answer(here)
    assert "the safety questions" not in merge(here, [there.path]).answered_twice, (
        "answering again settles it"
    )
    held_now = current_answer(here.read(), Screening)
    assert held_now is not None
    assert not held_now.ticked
