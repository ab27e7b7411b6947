"""Redo: what was undone is there again, until something else is changed; and undo and redo as a pair."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.domain.model import Area, Change, Refused, Session, Settings, Span, TipState
from coach.domain.tips.progress import open_tip, toggle_favourite
from coach.store import Store
from coach.store.backup import backups
from coach.store.repair.repair import back_up
from coach.store.schema.undo_format import full_digest
from coach.store.sync.merge import merge
from coach.store.undo_stacks import ChangedMeanwhile
from coach.store.undo_step import JOINED_WITHIN
from tests.conftest import FixedClock
from tests.store.samples import documents, dropping, edit, live, putting, raw, session
from tests.store.walks import TIPS, Walk, content

SAMPLE = 6
WALKS = 400


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    return Store(store_path, clock)


def walked(seeds: range, steps: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for seed in seeds:
        with TemporaryDirectory() as folder:
            walk = Walk(Path(folder), seed)
            for _ in range(steps):
                walk.step()
            counts += walk.counts
    return counts


def test_undo_and_redo_lead_back_and_forth_through_all_changes() -> None:
    counts = walked(range(SAMPLE), 60)
    assert counts["undo"] > 20
    assert counts["redo"] > 10


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_undo_and_redo_lead_back_and_forth_in_the_long_run(part: int) -> None:
    counts = walked(range(1000 + part * WALKS // 10, 1000 + (part + 1) * WALKS // 10), 120)
    sys.stdout.write(f"{sorted(counts.items())}\n")
    assert min(counts[name] for name in ("undo", "redo", "merge", "import", "restore")) > 30


def test_redo_brings_back_what_was_undone_over_restarts(store: Store, clock: FixedClock) -> None:
    store.change(putting(session(5), label="five"))
    store.change(putting(session(6), label="six"))
    full = content(store)
    store.undo()
    store.undo()
    again = Store(store.path, clock)
    assert (again.undoable(), again.redoable()) == (None, "five")
    assert [again.redo(), Store(store.path, clock).redo(), again.redo()] == ["five", "six", None]
    assert content(again) == full
    again.read()
    assert (again.undoable(), again.redoable()) == ("six", None)


def test_a_change_empties_redo(store: Store) -> None:
    store.change(putting(session(5), label="five"))
    store.undo()
    store.change(putting(session(7), label="seven"))
    assert store.redoable() is None
    assert store.redo() is None
    assert [each.done_min for each in store.read().sessions] == [7]


def test_a_step_keeps_its_id_and_the_time_of_its_change(store: Store, clock: FixedClock) -> None:
    store.change(putting(session(5), label="five"))
    (step,) = store.steps()
    clock.advance(timedelta(days=3))
    store.undo()
    store.redo()
    assert store.steps() == (step,)
    assert step.at == clock.now() - timedelta(days=3)


def test_redo_does_not_touch_what_something_else_changed(store: Store) -> None:
    store.change(putting(session(5), label="Logged 5 minutes"))
    store.undo()
    edit(store.path, "sessions", note="by hand")
    before = store.path.read_bytes()
    with pytest.raises(Refused, match='"Logged 5 minutes" cannot be redone'):
        store.redo()
    assert store.path.read_bytes() == before


def test_two_terminals_undo_and_redo_one_after_the_other(store: Store, clock: FixedClock) -> None:
    other = Store(store.path, clock)
    store.change(putting(session(5), label="five"))
    other.change(putting(session(6), label="six"))
    seen = [step.id for step in store.steps()]
    assert (store.undo(), other.undo(), store.redo(), other.redo()) == ("six", "five", "five", "six")
    other.change(putting(session(7), label="seven"))
    with pytest.raises(Refused, match="changed in the meantime"):
        store.undo(seen)
    assert sorted(each.done_min for each in store.read().sessions) == [5, 6, 7]


def test_several_steps_are_undone_in_one_write_and_redone_one_by_one(store: Store) -> None:
    logged = store.change(putting(session(5), label="five")).put[0]
    assert isinstance(logged, Session)
    store.change(putting(logged._replace(done_min=6), label="six"))
    store.change(putting(session(9), label="nine"))
    (meta,) = documents(store.path, "meta")
    three = [step.id for step in store.steps()]
    assert store.undo(three) == "five"
    assert documents(store.path, "meta")[0]["rev"] == meta["rev"] + 1
    assert store.read().sessions == ()
    assert [store.redo(), store.redo(), store.redo()] == ["five", "six", "nine"]
    assert sorted(each.done_min for each in store.read().sessions) == [6, 9]


def test_steps_above_a_restored_backup_are_undone_with_it(store: Store, clock: FixedClock) -> None:
    store.change(putting(session(5), label="five"))
    clock.advance(timedelta(days=1))
    store.change(putting(session(6), label="six"))
    whole = content(store)
    store.restore(backups.listing(store.path)[0].path.name)
    store.change(putting(session(7), label="seven"))
    steps = store.steps()
    assert [(step.label[:8], step.restores) for step in steps] == [("seven", False), ("Restored", True)]
    assert store.undo([step.id for step in steps]) == steps[1].label
    assert content(store) == whole
    assert store.undoable() == "six"
    assert [store.redo(), store.redo(), store.redo()] == [steps[1].label, "seven", None]
    assert sorted(each.done_min for each in store.read().sessions) == [5, 7]


def test_an_undo_of_what_is_not_on_top_any_more_says_what_it_did(store: Store) -> None:
    store.change(putting(session(5), label="five"))
    store.change(putting(session(6), label="six"))
    with pytest.raises(ChangedMeanwhile) as nothing:
        store.undo(["other"])
    assert str(nothing.value) == "The file has changed in the meantime, so nothing was undone. Look again."
    with pytest.raises(Refused) as part:
        store.undo([store.steps()[0].id, "other"])
    assert str(part.value) == (
        "1 of 2 changes were undone. The file has changed in the meantime. Look again."
    )


def test_an_undo_that_stops_half_way_says_how_far_it_came(store: Store, clock: FixedClock) -> None:
    """The restoring of a backup is undone by a write of its own, after the changes above it."""
    store.change(putting(session(5), label="five"))
    clock.advance(timedelta(days=1))
    store.change(putting(session(6), label="six"))
    restored = store.restore(backups.listing(store.path)[0].path.name)
    store.change(putting(session(7), label="seven"))
    assert restored.before is not None
    restored.before.path.unlink()
    steps = store.steps()[:2]
    assert [step.restores for step in steps] == [False, True]
    with pytest.raises(Refused) as refused:
        store.undo([step.id for step in steps])
    assert str(refused.value).startswith("1 of 2 changes were undone. ")
    assert str(refused.value).endswith("the backup made before it is gone.")
    assert sorted(each.done_min for each in store.read().sessions) == [5]


def test_the_backups_that_undo_needs_are_never_thinned_out(store: Store, clock: FixedClock) -> None:
    store.change(putting(session(5), label="five"))
    made = back_up(store.path, clock.now())
    assert made is not None
    store.change(putting(session(6), label="six"))
    whole = content(store)
    store.restore(made.path.name)
    clock.advance(timedelta(minutes=1))
    store.restore(made.path.name)
    for _ in range(60):
        clock.advance(timedelta(hours=13))
        backups.create(store.path, store.path.read_bytes() + b" ", clock.now())
    assert [store.undo(), store.undo()] == [f"Restored the backup of {made.at:%Y-%m-%d %H:%M}"] * 2
    assert content(store) == whole


def test_what_a_merge_brought_goes_without_a_trace_and_comes_back_as_it_was(
    store: Store, clock: FixedClock
) -> None:
    store.change(putting(session(5), label="five"))
    far = store.path.with_name("far.json")
    far.write_bytes(store.path.read_bytes())
    clock.advance(timedelta(minutes=1))
    there = Store(far, clock)
    there.change(putting(session(9), label="nine"))
    there.change(dropping(there.read().sessions[0]))
    merge(store, [far])
    merged = {name: raw(store.path)[name] for name in ("sessions", "history")}
    store.undo()
    assert [each["done_min"] for each in documents(store.path, "sessions")] == [5]
    store.redo()
    assert {name: {**raw(store.path)[name]} for name in merged} == merged


def test_opening_a_tip_is_no_step_and_bars_no_way(store: Store, clock: FixedClock) -> None:
    (tip, other, _), day = TIPS, clock.now().date()
    store.change(lambda book: toggle_favourite(book, tip, day))
    store.change(lambda book: open_tip(book, tip, day))
    store.change(lambda book: open_tip(book, other, day))
    assert len(store.steps()) == 1
    store.undo()
    read = store.read().tips
    assert {id_: (state.read, state.favourite) for id_, state in read.items()} == {
        tip.id: (True, False),
        other.id: (True, False),
    }
    store.change(lambda book: open_tip(book, tip, day + timedelta(days=1)))
    assert store.redo() == f'"{tip.title}" is a favourite now'
    assert store.read().tips[tip.id] == TipState(
        tip.id, read=True, favourite=True, seen=day + timedelta(days=1), seen_before=day
    )


def test_pressing_pause_is_no_step_and_a_start_can_be_undone_after_it(store: Store) -> None:
    store.change(putting(live(), label="start"))
    running = store.read().live
    assert running is not None
    store.change(lambda _: Change("paused", put=(running._replace(pauses=(Span(60),)),), step=False))
    assert [step.label for step in store.steps()] == ["start"]
    assert store.undo() == "start"
    assert store.read().live is None
    store.redo()
    found = store.read().live
    assert found is not None
    assert found.pauses == (Span(60),), "as it was when it was undone"


def notch(store: Store, seconds: int) -> None:
    store.change(
        lambda book: Change(
            f"Settle down: {seconds}", put=(book.settings._replace(ready_s=seconds),), joins="ready_s"
        )
    )


def test_the_notches_of_a_setting_are_one_step(store: Store, clock: FixedClock) -> None:
    store.change(putting(session(5), label="five"))
    for seconds in (31, 32, 33):
        clock.advance(JOINED_WITHIN)
        notch(store, seconds)
    assert [step.label for step in store.steps()] == ["Settle down: 33", "five"]
    assert store.undo() == "Settle down: 33"
    assert store.read().settings.ready_s == 30
    store.redo()
    assert store.read().settings.ready_s == 33


@pytest.mark.parametrize("between", ["time", "step", "undo"])
def test_notches_with_something_between_are_steps_of_their_own(
    store: Store, clock: FixedClock, between: str
) -> None:
    notch(store, 31)
    if between == "time":
        clock.advance(JOINED_WITHIN + timedelta(seconds=1))
    elif between == "step":
        store.change(putting(session(5), label="five"))
    else:
        store.undo()
    notch(store, 32)
    store.undo()
    assert store.read().settings.ready_s == (30 if between == "undo" else 31)


def test_a_setting_that_was_turned_all_the_way_round_leaves_no_step(store: Store) -> None:
    store.change(lambda book: Change("zone", put=(book.settings._replace(tz="UTC"),)))
    notch(store, 31)
    notch(store, 30)
    assert [step.label for step in store.steps()] == ["zone"]


@pytest.mark.parametrize("change", ["joined", "trivial"])
def test_steps_of_an_earlier_coach_can_be_undone_still(store: Store, change: str) -> None:
    """Those counted every field, and each opened tip and each pause was a step."""
    put = TipState("breathe", read=True) if change == "trivial" else Settings(grace=1)
    store.change(putting(put))
    tables = raw(store.path)
    (step,) = tables["undo"].values()
    step.pop("marks", None)
    table = "tips" if change == "trivial" else "profile"
    document = next(iter(tables[table].values()))
    edit(store.path, "undo", left=full_digest([((table, document["id"]), document)]))
    assert store.undo() == "Put"
    assert content(store) == {}


def test_what_undo_would_leave_can_be_looked_at_first(store: Store) -> None:
    store.change(putting(session(5), label="five"))
    store.change(putting(session(6), label="six"))
    before = store.path.read_bytes()
    ids = [step.id for step in store.steps()]
    assert [each.done_min for each in store.without(ids[:1]).sessions] == [5]
    assert store.without(ids).sessions == ()
    assert store.path.read_bytes() == before


def test_undo_asks_where_a_session_or_an_answer_would_go(store: Store) -> None:
    logged = store.change(putting(session(5))).put[0]
    assert store.steps()[0].asks
    store.change(dropping(logged))
    assert not store.steps()[0].asks, "it brings a session back"
    store.change(putting(Settings(area=Area.LEGS)))
    assert not store.steps()[0].asks
    assert [step.asks for step in store.steps()] == [False, False, True]
