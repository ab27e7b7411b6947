"""Files of schema 2 under today's coach: nothing is lost, nothing goes up, and all of it goes back.

The lives are those of `schema_2`; a sample of them is in the default run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.domain.model import Contraindication, DayNote, Screening
from coach.domain.safety.old_answers import ComfortMeaning, doubtful, settle
from coach.store import Store
from coach.store.backup import backups
from coach.store.exchange.import_export import export_csv, export_ics, export_json, import_file
from coach.store.file.json_text import Tables
from coach.store.repair.checks import examine
from coach.store.repair.repair import repair
from coach.store.schema.record_types import SCHEMA
from coach.store.sync.merge import merge
from coach.store.sync.merge_summary import warning_lines
from tests.conftest import FixedClock
from tests.store.samples import edit, putting, raw, session
from tests.store.schema import schema_2
from tests.store.schema.differences import BEFORE, compare, read
from tests.store.schema.schema_2 import Life

SAMPLE = ("10 days, comfort 9", "10 days, pregnant, agreed", "3 years, soreness grew thrice")
NOTE = DayNote(day=schema_2.FIRST, text="begun")
Kept = Callable[[Life], Store]


@pytest.fixture
def kept(store_path: Path) -> Kept:
    """Puts a life where its coach finds it."""
    store_path.parent.mkdir(exist_ok=True)

    def keep(life: Life) -> Store:
        store_path.write_bytes(life.data())
        return Store(store_path, FixedClock(life.now))

    return keep


def cornered() -> Life:
    """Ten days with changes to undo and redo, a deletion, and a version that lost a merge."""
    life = schema_2.lived(10)
    schema_2.with_past(life)
    return life


def in_new_words(name: str, old: dict[str, object]) -> dict[str, object]:
    """What a document of schema 2 is called from now on, said once more and plainly."""
    new = dict(old)
    if name == "history" and isinstance(old.get("document"), dict):
        inner = in_new_words(str(old["table"]), old["document"])  # type: ignore[arg-type]
        return {"table": old["table"], "document": inner}
    if "comfort" in new:
        new["sharpness"] = answer = new.pop("comfort")
        if answer in (8, 9, 10):
            new["from_comfort"] = True
    if new.get("kind") == "screening":
        if new.pop("doctor_agreed", False):
            new["agreed"] = ["pregnant"]
        new["asked"] = ["circulation", "clots", "pregnant", "skin", "unsure", "wound"]
    return new


def said_again(tables: Tables) -> dict[str, list[dict[str, object]]]:
    """All documents of a file of schema 2 in the words of now, but for its steps and its seal."""
    return {
        name: [in_new_words(name, each) for each in documents.values()]
        for name, documents in tables.items()
        if name not in ("meta", "undo", "redo")
    }


def as_said(tables: Tables) -> dict[str, list[dict[str, object]]]:
    """The same of a file of now, without what an upgrade adds."""
    found = {
        name: [dict(each) for each in documents.values() if each.get("kind") != "upgrade"]
        for name, documents in tables.items()
        if name not in ("meta", "undo", "redo")
    }
    for each in found["history"]:
        del each["id"]
    return found


def check_there_and_back(store: Store, life: Life) -> None:
    """A life migrated by a change, with no record changed but in name, and back from its backup."""
    old = said_again(life.tables())
    store.read()
    assert (store.problems, as_said(store.tables())) == ((), old)
    before = life.data()
    assert store.path.read_bytes() == before, "to look writes nothing"
    store.change(putting(NOTE))
    (backup,) = backups.listing(store.path)
    assert backups.content(backup) == before
    found = as_said(raw(store.path))
    (note,) = [each for each in found["days"] if each.get("kind") == "note"]
    found["days"].remove(note)
    assert found == old
    assert raw(store.path)["meta"]["1"]["schema"] == SCHEMA
    store.restore(backup.path.name)
    assert as_said(raw(store.path)) == old
    assert store.undo() is not None
    assert [each.text for each in store.read().notes] == ["begun"], "the restoring is undone"
    edge = [each for each in backups.listing(store.path) if backups.content(each) == before]
    assert edge, "the file of the coach before is still there, byte by byte"


@pytest.mark.parametrize("name", [*SAMPLE, "cornered"])
def test_no_record_changes_but_in_name_and_all_go_back(kept: Kept, name: str) -> None:
    size, _, ending = name.partition(", ")
    life = cornered() if name == "cornered" else schema_2.life(size, ending)
    check_there_and_back(kept(life), life)


@pytest.mark.long
def test_no_record_of_any_life_changes_but_in_name(tmp_path: Path) -> None:
    for number, (_, life) in enumerate(schema_2.lives()):
        path = tmp_path / str(number) / "coach.json"
        path.parent.mkdir()
        path.write_bytes(life.data())
        check_there_and_back(Store(path, FixedClock(life.now)), life)


def check_differences(name: str, life: Life, path: Path) -> None:
    found = compare(name, read(life.data(), life.now, path))
    assert [str(each) for each in found if each.up] == [], "nothing goes up"
    assert [str(each) for each in found if not each.why] == [], "each difference is explained"


@pytest.mark.parametrize("name", [name for name in BEFORE if name.startswith("10 days")])
def test_what_is_asked_for_is_never_more_and_each_difference_explained(name: str, tmp_path: Path) -> None:
    size, _, ending = name.partition(", ")
    check_differences(name, schema_2.life(size, ending), tmp_path / "coach.json")


@pytest.mark.long
def test_what_is_asked_for_is_never_more_in_any_life(tmp_path: Path) -> None:
    names = []
    for name, life in schema_2.lives():
        check_differences(name, life, tmp_path / "coach.json")
        names.append(name)
    assert names == list(BEFORE)


def test_what_was_changed_under_schema_2_is_undone_and_redone_under_3(kept: Kept) -> None:
    store = kept(cornered())
    edited = store.read().sessions[-1]
    assert store.redo() == "Logged 5 minutes"
    (back,) = [each for each in store.read().sessions if each.id == "gone"]
    assert (back.sharpness, back.from_comfort) == (8, True)
    assert store.undo() == "Logged 5 minutes"
    assert store.undo() == "Answered the safety questions"
    (screening,) = [each for each in store.read().events if isinstance(each, Screening)]
    assert screening.ticked == screening.agreed == {Contraindication.PREGNANT}
    assert Contraindication.HEART not in screening.asked
    assert store.undo() == "Edited the last one"
    undone = store.read().sessions[-1]
    assert undone == edited._replace(sharpness=9, from_comfort=True)
    assert [store.redo(), store.redo()] == ["Edited the last one", "Answered the safety questions"]
    assert store.read().sessions[-1] == edited
    assert not any("comfort" in each for each in raw(store.path)["sessions"].values())


def test_a_merge_of_schema_2_is_undone_and_redone_under_3(kept: Kept) -> None:
    life = schema_2.lived(10)
    first = life.sessions[0]
    mine, at = dict(first) | {"comfort": 10}, life.now.isoformat()
    first.update(rev=2, updated=at)
    lost = {"id": "0" * 32, "table": "sessions", "document": mine}
    life.history.append(lost)
    left: dict[tuple[str, str], dict[str, Any] | None] = {
        ("sessions", first["id"]): first, ("history", "0" * 32): lost,
    }  # fmt: skip
    step = schema_2.step("Merged 1 record", [mine], left, at)
    life.undo.append(step | {"added": {"history": [lost["id"]]}, "came": True})
    store = kept(life)
    merged = store.read().sessions[0]
    assert store.undo() == "Merged 1 record"
    assert raw(store.path)["history"] == {}
    assert store.read().sessions[0] == merged._replace(sharpness=10, from_comfort=True)
    assert store.redo() == "Merged 1 record"
    assert store.read().sessions[0] == merged
    (back,) = raw(store.path)["history"].values()
    assert back["document"]["sharpness"] == 10


def test_a_restore_as_the_first_act_and_its_undoing_tell_of_one_upgrade(kept: Kept) -> None:
    life = schema_2.life("10 days", "fine")
    store = kept(life)
    backup = backups.create(store.path, schema_2.lived(9).data(), life.now - timedelta(days=1))
    store.restore(backup.path.name)
    (upgrade,) = store.read().upgrades
    assert store.undo() is not None
    assert len(store.read().sessions) == len(life.sessions)
    assert store.read().upgrades == (upgrade,)


def test_what_something_else_changed_since_cannot_be_undone_in_either_schema(kept: Kept) -> None:
    life = cornered()
    life.last["note"] = "written in an editor"
    store = kept(life)
    assert store.undo() == "Answered the safety questions"
    with pytest.raises(ValueError, match="cannot be undone"):
        store.undo()


def test_the_change_that_brings_the_file_over_is_told_once(kept: Kept) -> None:
    life = cornered()
    store = kept(life)
    (looked,) = store.read().upgrades
    assert (looked.id, looked.at, looked.from_schema) == ("", life.now, 2), (
        "not written yet, and true all the same"
    )
    store.change(putting(NOTE))
    (written,) = store.read().upgrades
    assert written == looked._replace(id=written.id)
    assert written.id
    store.undo()
    store.change(putting(NOTE))
    assert store.read().upgrades == (written,), "it is no part of the step, and no second one comes"
    (backup, *_) = reversed(backups.listing(store.path))
    store.restore(backup.path.name)
    assert store.read().upgrades == (written,), "an older backup changes no rule"


def test_a_repair_tells_of_it_too(kept: Kept) -> None:
    life = cornered()
    store = kept(life)
    store.path.write_bytes(life.data()[:-20])
    assert repair(store.path, life.now) is not None
    assert [each.from_schema for each in store.read().upgrades] == [2]
    assert [each.sharpness for each in store.read().sessions] == [
        each["comfort"] for each in life.sessions if "deleted" not in each
    ]


def test_a_repair_without_the_seal_overlooks_no_answer(kept: Kept) -> None:
    life = schema_2.life("10 days", "comfort 9")
    life.answer("screening", ticked=["clots"])
    store = kept(life)
    text = life.data().decode().splitlines(keepends=True)
    broken = [line for line in text if '"schema": 2' not in line]
    store.path.write_text("".join(broken)[:-10], encoding="utf-8")
    assert repair(store.path, life.now) is not None
    book = store.read()
    assert (store.problems, book.sessions[-1].sharpness) == ((), 9)
    assert [each.ticked for each in book.events if isinstance(each, Screening)] == [{Contraindication.CLOTS}]


def test_a_restore_over_a_damaged_file_of_schema_2_keeps_its_safety_answers(kept: Kept) -> None:
    life = schema_2.life("10 days", "fine")
    store = kept(life)
    backup = backups.create(store.path, life.data(), life.now - timedelta(days=1))
    later = (life.now - timedelta(hours=1)).isoformat()
    life.answer("screening", ticked=["clots"], rev=2, updated=later)
    store.path.write_bytes(life.data()[:-20])
    store.restore(backup.path.name)
    (screening,) = [each for each in store.read().events if isinstance(each, Screening)]
    assert screening.ticked == {Contraindication.CLOTS}


def test_doctor_finds_nothing_in_an_older_file(kept: Kept) -> None:
    life = cornered()
    store = kept(life)
    store.path.chmod(0o600)
    store.path.parent.chmod(0o700)
    assert [str(each.text) for each in examine(store.path, life.now).findings] == []


def test_exports_of_an_older_file_speak_of_sharpness_and_come_back(kept: Kept, tmp_path: Path) -> None:
    life = schema_2.life("10 days", "comfort 9")
    store = kept(life)
    assert "Sharpness in the last minute: 9" in "".join(export_ics(store)).replace("\r\n ", "")
    header, *rows = export_csv(store).splitlines()
    assert "sharpness" in header
    assert "comfort" not in header
    other = Store(tmp_path / "other.json", FixedClock(life.now))
    text = export_json(store)
    assert json.loads(text)["meta"]["1"]["schema"] == SCHEMA
    for data in (text.encode(), life.data()):
        import_file(other, data, Path("export.json"), tz=life.now.tzinfo, now=life.now)  # type: ignore[arg-type]
        assert other.read().sessions == store.read().sessions
    assert len(rows) == len(store.read().sessions)
    assert store.path.read_bytes() == life.data()


def test_a_copy_of_the_coach_before_brings_nothing_new(kept: Kept, tmp_path: Path) -> None:
    life = cornered()
    store = kept(life)
    store.change(putting(NOTE))
    copy = tmp_path / "copy.json"
    copy.write_bytes(life.data())
    report = merge(store, [copy])
    assert not report.changes


def test_a_merge_says_which_answers_came_from_an_older_coach(kept: Kept, tmp_path: Path) -> None:
    life = schema_2.life("10 days", "comfort 9")
    last = life.sessions.pop()
    store = kept(life)
    store.change(putting(NOTE))
    life.sessions.append(last)
    copy = tmp_path / "copy.json"
    copy.write_bytes(life.data())
    report = merge(store, [copy])
    assert report.older_answers == (date.fromisoformat(last["day"]),)
    assert (
        "1 answer of 14 Jan 2026 came from an older coach, which called sharpness comfort and asked fewer"
        " safety questions."
    ) in tuple(warning_lines(report))
    assert [each.sharpness for each in doubtful(store.read())] == [9]
    assert copy.read_bytes() == life.data(), "the copy stays as it is"


def test_a_newer_copy_beside_an_older_file(kept: Kept, tmp_path: Path) -> None:
    life = schema_2.life("10 days", "fine")
    newer = kept(life)
    newer.change(putting(session(6, at=life.now - timedelta(hours=2))))
    copy = tmp_path / "copy.json"
    newer.path.rename(copy)
    older = kept(life)
    report = merge(older, [copy])
    assert (report.added, report.older_answers) == (2, ()), "a session, and that it was upgraded there"
    assert raw(older.path)["meta"]["1"]["schema"] == SCHEMA


def unsure(kept: Kept) -> Store:
    life = schema_2.life("10 days", "comfort 9")
    life.sessions[2]["comfort"] = 8
    return kept(life)


def test_old_answers_that_meant_unbearable_stay(kept: Kept) -> None:
    store = unsure(kept)
    before = store.read()
    assert [each.sharpness for each in doubtful(before)] == [8, 9]
    store.change(lambda book: settle(book, ComfortMeaning.UNBEARABLE))
    after = store.read()
    assert doubtful(after) == ()
    assert [each.sharpness for each in after.sessions] == [each.sharpness for each in before.sessions]
    assert store.undo() == "Kept 2 old answers of 8 to 10 as unbearable"
    assert len(doubtful(store.read())) == 2


def test_old_answers_that_meant_the_good_end_are_left_unanswered_in_one_step(kept: Kept) -> None:
    store = unsure(kept)
    before = store.read()
    store.change(lambda book: settle(book, ComfortMeaning.COMFORTABLE))
    after = store.read()
    assert doubtful(after) == ()
    assert [each.sharpness for each in after.sessions if each.id in {e.id for e in doubtful(before)}] == [
        None
    ] * 2
    assert store.undo() == "Left 2 old answers on comfort unanswered"
    assert store.read().sessions == before.sessions
    assert store.change(lambda book: settle(book, ComfortMeaning.UNBEARABLE)).label
    assert not store.change(lambda book: settle(book, ComfortMeaning.UNBEARABLE)).label, "it asks once"


def test_a_field_of_a_stranger_that_has_the_new_name_is_not_lost(kept: Kept) -> None:
    life = schema_2.life("10 days", "fine")
    life.last["sharpness"] = "of a kitchen knife"
    store = kept(life)
    assert store.read().sessions[-1].sharpness == life.last["comfort"]
    store.change(putting(NOTE))
    assert list(raw(store.path)["sessions"].values())[-1]["comfort"] == "of a kitchen knife"


def test_an_answer_that_is_none_stays_none(kept: Kept) -> None:
    store = kept(schema_2.life("10 days", "fine"))
    edit(store.path, "sessions", comfort=None)
    assert store.read().sessions[0].sharpness is None
    edit(store.path, "sessions", comfort="very")
    store.read()
    assert [each.field for each in store.problems] == ["sharpness"]


def test_what_was_said_of_a_question_that_was_not_asked_is_not_made_up(kept: Kept) -> None:
    life = schema_2.life("10 days", "fine")
    life.answer("screening", doctor_agreed=True)
    (screening,) = [each for each in kept(life).read().events if isinstance(each, Screening)]
    assert screening.agreed == frozenset(), "a later tick is never covered by an old yes"
