"""Files of schema 3 under today's coach: each answer of the skin check is in one place, and none is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coach.domain.model import Area, DayNote, Skin
from coach.domain.today import today
from coach.store import Store
from coach.store.backup import backups
from coach.store.exchange.import_export import export_csv, export_json, import_file
from coach.store.repair.checks import examine
from coach.store.repair.repair import repair
from coach.store.schema.record_types import SCHEMA
from coach.store.schema.schema_4 import linked
from coach.store.sync.merge import merge
from coach.store.sync.merge_summary import warning_lines
from tests.conftest import FixedClock
from tests.store.samples import putting, raw
from tests.store.schema import schema_2, schema_3
from tests.store.schema.differences import BEFORE_4, compare, read
from tests.store.schema.schema_2 import Life

NOTE = DayNote(day=schema_2.FIRST, text="begun")
Kept = Callable[[Life], Store]
Document = dict[str, Any]

ANOTHER_ANSWER = ("a milder check", "a graver check", "a later check of the day")
"""The endings in which a session and its check disagree."""


@pytest.fixture
def kept(store_path: Path) -> Kept:
    """Puts a life where its coach finds it."""
    store_path.parent.mkdir(exist_ok=True)

    def keep(life: Life) -> Store:
        store_path.write_bytes(schema_3.data(life))
        return Store(store_path, FixedClock(life.now))

    return keep


def migrated(life: Life) -> tuple[list[Document], list[Document]]:
    """The sessions and the entries of days, as they are from now on."""
    tables = linked(schema_3.tables(life))
    return list(tables["sessions"].values()), list(tables["days"].values())


def told(session: Document) -> tuple[str | None, str | None]:
    """What a document says of the answer after its session."""
    return session.get("skin_next"), session.get("skin_next_on")


@pytest.mark.parametrize("name", [name for name in BEFORE_4 if name.startswith("10 days")])
def test_what_is_asked_for_is_the_same_in_ten_days(name: str, tmp_path: Path) -> None:
    life = schema_2.life(*name.split(", ", 1))
    check_the_same(name, life, tmp_path / "coach.json")


@pytest.mark.parametrize("name", schema_3.ENDINGS)
def test_what_is_asked_for_after_an_answer_is_the_same(name: str, tmp_path: Path) -> None:
    check_the_same(name, schema_3.life(name), tmp_path / "coach.json")


@pytest.mark.long
def test_what_is_asked_for_is_the_same_in_any_life(tmp_path: Path) -> None:
    names = []
    for name, life in schema_3.lives():
        check_the_same(name, life, tmp_path / "coach.json")
        names.append(name)
    assert names == list(BEFORE_4)


def check_the_same(name: str, life: Life, path: Path) -> None:
    now = read(schema_3.data(life), life.now, path)
    assert [str(each) for each in compare(name, now, BEFORE_4)] == []
    assert now.rules_changed == ""


@pytest.mark.parametrize("name", [name for name in schema_3.ENDINGS if name not in ANOTHER_ANSWER])
def test_no_document_says_anything_else(kept: Kept, name: str) -> None:
    """Only the answers that a check has are gone from the sessions, and they read as before."""
    life = schema_3.life(name)
    store = kept(life)
    old = schema_3.tables(life)
    book = store.read()
    assert store.problems == ()
    said = {each.id: each for each in (*book.sessions, *book.ahead)}
    for document in old["sessions"].values():
        session = said[str(document["id"])]
        on = session.skin_next_on and session.skin_next_on.isoformat()
        assert (session.skin_next, on) == told(document)
    new = store.tables()
    assert new["days"] == old["days"]
    for number, document in new["sessions"].items():
        before = old["sessions"][number]
        assert document in (before, {name: each for name, each in before.items() if name != "skin_next"})
    checked = {(each["area"], each["day"]) for each in new["days"].values() if "deleted" not in each}
    twice = [
        each
        for each in new["sessions"].values()
        if "skin_next" in each and (each["area"], each.get("skin_next_on")) in checked
    ]
    assert len(twice) == (name == "late beside today"), "those are two answers, said on one day"


def test_an_answer_is_in_its_check_alone() -> None:
    life = schema_3.life("answered pink")
    assert told(life.last) == ("pink", "2026-01-15")
    sessions, days = migrated(life)
    assert told(sessions[-1]) == (None, "2026-01-15")
    assert (days[-1]["day"], days[-1]["skin"]) == ("2026-01-15", "pink")


def test_an_answer_without_a_check_stays_in_its_session() -> None:
    sessions, _ = migrated(schema_3.life("imported"))
    assert told(sessions[-1]) == ("pink", None)
    sessions, _ = migrated(schema_3.life("answered late"))
    assert told(sessions[-3])[0] == "sore"


def test_one_that_was_given_after_others_had_followed_is_another_than_that_of_the_day() -> None:
    sessions, days = migrated(schema_3.life("late beside today"))
    assert told(sessions[-3]) == ("clear", "2026-01-15")
    assert told(sessions[-1]) == (None, "2026-01-15")
    assert (days[-1]["skin"], "also" in days[-1]) == ("pink", False)


@pytest.mark.parametrize(
    ("name", "skin", "also"), [("a milder check", "broken", "clear"), ("a graver check", "sore", "clear")]
)
def test_of_two_that_disagree_the_graver_counts_and_the_other_is_kept(
    kept: Kept, name: str, skin: str, also: str
) -> None:
    life = schema_3.life(name)
    sessions, days = migrated(life)
    assert told(sessions[-1]) == (None, "2026-01-15")
    assert (days[-1]["skin"], days[-1]["also"]) == (skin, also)
    assert kept(life).read().sessions[-1].skin_next is Skin(skin)


def test_what_was_kept_as_the_other_answer_stays_while_the_check_stays() -> None:
    life = schema_3.life("a graver check")
    life.entries[-1]["also"] = "pink"
    _, days = migrated(life)
    assert (days[-1]["skin"], days[-1]["also"]) == ("sore", "pink")


def test_what_a_later_check_of_the_day_says_stays_in_its_session(kept: Kept) -> None:
    life = schema_3.life("a later check of the day")
    sessions, days = migrated(life)
    assert told(sessions[-1]) == ("pink", "2026-01-15")
    assert [each["skin"] for each in days[-2:]] == ["clear", "pink"]
    assert kept(life).read().sessions[-1].skin_next is Skin.PINK


def test_what_another_check_says_is_no_second_answer() -> None:
    life = schema_2.life("10 days", "pink, then clear")
    sessions, days = migrated(life)
    assert told(life.last) == ("pink", "2026-01-16")
    assert told(sessions[-1]) == (None, "2026-01-15"), "the check that says so"
    assert [each["skin"] for each in days] == ["pink", "clear"]


def test_what_a_deleted_session_repeats_changes_no_check() -> None:
    life = schema_3.life("answered clear")
    life.sessions.append(
        dict(life.last) | {"id": "gone", "skin_next": "broken", "deleted": life.now.isoformat()}
    )
    sessions, days = migrated(life)
    assert told(sessions[-1]) == ("broken", "2026-01-15"), "as it would come back"
    assert (days[-1]["skin"], "also" in days[-1]) == ("clear", False)


def test_an_answer_that_its_session_was_moved_behind_stays_as_it_is(kept: Kept) -> None:
    """An older coach left it there, and read it as an answer of the next day."""
    life = schema_3.life("answered pink")
    life.last["day"] = life.last["skin_next_on"]
    sessions, _ = migrated(life)
    assert told(sessions[-1]) == ("pink", "2026-01-15")
    assert kept(life).read().sessions[-1].skin_next is Skin.PINK


def test_a_session_that_does_not_fit_keeps_what_it_has() -> None:
    life = schema_3.life("answered pink")
    life.last["skin_next"] = "purple"
    life.sessions[0]["skin_next_on"] = "yesterday"
    life.entries[1]["at"] = "at noon"
    old = [dict(each) for each in schema_3.tables(life)["sessions"].values()]
    sessions, _ = migrated(life)
    assert [old.index(each) for each in sessions if each in old] == [0, 1, 8]


def test_migrating_is_a_function_of_the_documents_and_ends() -> None:
    for name in schema_3.ENDINGS:
        tables = schema_3.tables(schema_3.life(name))
        new = linked(tables)
        assert tables == schema_3.tables(schema_3.life(name)), "what it is given stays as it was"
        assert linked(new) == new


def test_the_first_change_brings_it_over_after_a_backup_and_changes_no_rule(kept: Kept) -> None:
    life = schema_3.life("answered pink")
    store = kept(life)
    before = store.path.read_bytes()
    sessions = store.read().sessions
    assert store.path.read_bytes() == before
    store.change(putting(NOTE))
    (backup,) = backups.listing(store.path)
    assert backups.content(backup) == before
    tables = raw(store.path)
    assert tables["meta"]["1"]["schema"] == SCHEMA
    assert [told(each) for each in tables["sessions"].values()] == [
        (None, each["skin_next_on"]) for each in life.sessions
    ]
    book = store.read()
    assert book.sessions == sessions
    (upgrade,) = book.upgrades
    assert (upgrade.from_schema, upgrade.changed_ladders) == (3, False)
    assert today(book, life.now, Area.BACK).rules_changed == ""
    store.restore(backup.path.name)
    assert store.read().sessions == sessions
    assert store.read().upgrades == (upgrade,)


def stepped() -> tuple[Life, list[tuple[str, str]]]:
    """Answered pink, called a slip, then sore, each of which can be undone; and what was said at each."""
    life = schema_3.answered()
    last = life.last
    steps = []
    life.check("pink")
    check = life.entries[-1]
    open_ = {name: value for name, value in last.items() if not name.startswith("skin_next")}
    states: list[tuple[Document, Document | None]] = [(open_, None)]
    for rev, (skin, also) in enumerate((("pink", None), ("clear", "pink"), ("sore", "clear")), 1):
        now = check | {"skin": skin, "rev": rev} | ({"also": also} if also else {})
        states.append((last | {"skin_next": skin, "rev": rev}, now))
    for number, (before, after) in enumerate(pairwise(states)):
        left = {("sessions", last["id"]): after[0], ("days", check["id"]): after[1]}
        step = schema_2.step(f"Said {number}", [before[0]], left, life.now.isoformat())
        if before[1]:
            step["replaced"]["days"] = [before[1]]
        else:
            step["added"] = {"days": [check["id"]]}
        steps.append(step)
    last.update(states[-1][0])
    check.update(states[-1][1] or {})
    life.undo.extend(steps)
    return life, [("sore", "clear"), ("clear", "pink"), ("pink", "")]


def test_what_was_answered_under_schema_3_is_undone_and_redone_under_4(kept: Kept) -> None:
    life, said = stepped()
    store = kept(life)
    for number, (skin, _) in enumerate(said):
        assert store.read().sessions[-1].skin_next is Skin(skin)
        assert store.undo() == f"Said {2 - number}"
    assert store.read().sessions[-1].skin_next is None
    assert not [each for each in store.read().checks if each.day == life.now.date()]
    for number, (skin, also) in enumerate(reversed(said)):
        assert store.redo() == f"Said {number}"
        book = store.read()
        assert (book.sessions[-1].skin_next, book.checks[-1].also) == (
            Skin(skin),
            Skin(also) if also else None,
        )
        assert "skin_next" not in list(raw(store.path)["sessions"].values())[-1]


def test_what_something_else_changed_since_cannot_be_undone_in_either_schema(kept: Kept) -> None:
    life, _ = stepped()
    life.entries[-1]["also"] = "broken"
    with pytest.raises(ValueError, match="cannot be undone"):
        kept(life).undo()


def test_a_version_that_lost_is_one_and_the_same_in_every_copy(kept: Kept, tmp_path: Path) -> None:
    life = schema_3.life("answered pink")
    lost = dict(life.last) | {"note": "as the laptop had it"}
    life.history.append({"id": "0" * 32, "table": "sessions", "document": lost})
    store = kept(life)
    store.change(putting(NOTE))
    (version,) = raw(store.path)["history"].values()
    assert version["id"] != "0" * 32
    assert told(version["document"]) == (None, "2026-01-15")
    copy = tmp_path / "copy.json"
    copy.write_bytes(schema_3.data(life))
    report = merge(store, [copy])
    assert not report.changes


def test_copies_on_either_side_of_the_change_come_together(kept: Kept, tmp_path: Path) -> None:
    """The laptop, under schema 3, has the answer; the server, under schema 4, has noted something since."""
    life = schema_3.life("unanswered")
    server = kept(life)
    session = server.read().sessions[-1]
    server.change(putting(session._replace(note="slept well")))
    later = (life.now + timedelta(hours=1)).isoformat()
    life.check("sore")
    life.last.update(updated=later, rev=3)
    copy = tmp_path / "copy.json"
    copy.write_bytes(schema_3.data(life))
    report = merge(server, [copy])
    assert list(warning_lines(report)) == [], "that coach asked the same"
    book = server.read()
    assert book.sessions[-1].skin_next is Skin.SORE
    assert sum("skin_next" in each for each in raw(server.path)["sessions"].values()) == 0


def test_an_export_of_the_coach_before_is_taken_in_and_what_is_exported_reads_the_same(
    kept: Kept, tmp_path: Path
) -> None:
    life = schema_3.life("answered sore")
    store = kept(life)
    rows = export_csv(store)
    assert rows.splitlines()[-1].split(",")[8] == "sore"
    other = Store(tmp_path / "other.json", FixedClock(life.now))
    for data in (export_json(store).encode(), schema_3.data(life)):
        import_file(other, data, Path("export.json"), tz=life.now.tzinfo, now=life.now)  # type: ignore[arg-type]
        assert other.read().sessions == store.read().sessions
    assert export_csv(other) == rows
    before = other.path.read_bytes()
    report = import_file(other, rows.encode(), Path("x.csv"), tz=life.now.tzinfo, now=life.now)  # type: ignore[arg-type]
    assert (report.imported, other.path.read_bytes()) == ((), before)


def test_doctor_finds_nothing_in_an_older_file(kept: Kept) -> None:
    life = schema_3.life("answered pink")
    store = kept(life)
    store.path.chmod(0o600)
    store.path.parent.chmod(0o700)
    assert [str(each.text) for each in examine(store.path, life.now).findings] == []


@pytest.mark.parametrize("name", ["answered broken", "a milder check"])
def test_a_repair_without_the_seal_overlooks_no_answer(kept: Kept, name: str) -> None:
    life = schema_3.life(name)
    store = kept(life)
    text = schema_3.data(life).decode().splitlines(keepends=True)
    broken = [line for line in text if '"schema": 3' not in line]
    store.path.write_text("".join(broken)[:-10], encoding="utf-8")
    assert repair(store.path, life.now) is not None
    book = store.read()
    assert (store.problems, book.sessions[-1].skin_next) == ((), Skin.BROKEN)
    assert book.checks[-1].skin is Skin.BROKEN


def test_a_restore_keeps_the_session_whose_check_said_broken(kept: Kept) -> None:
    life = schema_3.life("unanswered")
    store = kept(life)
    earlier = schema_3.data(life)
    backup = backups.create(store.path, earlier, life.now - timedelta(days=1))
    life.check("broken")
    life.last.update(rev=2, updated=life.now.isoformat())
    store.path.write_bytes(schema_3.data(life))
    store.restore(backup.path.name)
    book = store.read()
    assert (book.sessions[-1].skin_next, book.checks[-1].skin) == (Skin.BROKEN, Skin.BROKEN)
