"""The file itself: its rights and links, and what is damaged, newer or a stranger's."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from coach.domain.model import Session, Settings
from coach.store import NewerSchema, NotWritable, Store, Unfit, Unreadable
from coach.store.errors import MissingFile
from tests.conftest import FixedClock
from tests.store.samples import documents, edit, putting, raw, session


def test_file_and_folder_are_the_users_alone(store: Store) -> None:
    old = os.umask(0)
    try:
        store.change(putting(session(5)))
    finally:
        os.umask(old)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in store.path.parent.iterdir()}
    assert modes == {"coach.json": 0o600, "coach.json.lock": 0o600}
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700


def test_a_folder_that_is_there_keeps_its_mode_and_the_file_is_narrowed(store: Store) -> None:
    store.path.parent.mkdir(mode=0o755)
    store.change(putting(session(5)))
    store.path.chmod(0o644)
    store.change(putting(session(6)))
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o755


def test_a_write_protected_file_is_left_alone(store: Store) -> None:
    store.change(putting(session(5)))
    store.path.chmod(0o400)
    before = store.path.read_bytes()
    with pytest.raises(NotWritable, match="write-protected"):
        store.change(putting(session(6)))
    assert store.path.read_bytes() == before
    assert len(store.read().sessions) == 1


def test_a_symbolic_link_is_followed(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    store.change(putting(session(5)))
    link = tmp_path / "link.json"
    link.symlink_to(store.path)
    Store(link, clock).change(putting(session(6)))
    assert link.is_symlink()
    assert len(store.read().sessions) == 2
    assert not (tmp_path / "link.json.lock").exists(), "both names must share one lock"


def test_a_link_to_no_file_yet_makes_it_there(clock: FixedClock, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "sync" / "coach.json")
    for attempt in (Store(link, clock).read, lambda: Store(link, clock).change(putting(session(5)))):
        with pytest.raises(MissingFile, match="its folder is not there"):
            attempt()  # a disk that is not connected: what is recorded below its place would be hidden
    assert not (tmp_path / "sync").exists()
    (tmp_path / "sync").mkdir()
    Store(link, clock).change(putting(session(5)))
    assert link.is_symlink()
    assert len(Store(tmp_path / "sync" / "coach.json", clock).read().sessions) == 1


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"garbage", b'{"name": "x", "version": {}}', b'{"_default": {"1": {}}}']
)
def test_a_file_that_is_not_the_coachs_is_never_written_over(store: Store, data: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(data)
    with pytest.raises(Unreadable, match=str(store.path)):
        store.read()
    with pytest.raises(Unreadable):
        store.change(putting(session(5)))
    with pytest.raises(Unreadable):
        store.undo()
    assert store.path.read_bytes() == data


def test_a_folder_or_a_pipe_in_its_place_is_told(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="it is a folder"):
        Store(tmp_path, clock).read()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="not an ordinary file"):
        Store(tmp_path / "pipe", clock).read()


def test_a_newer_schema_is_only_looked_at(store: Store) -> None:
    store.change(putting(session(5)))
    edit(store.path, "meta", schema=6)
    before = store.path.read_bytes()
    for attempt in (store.read, store.undo, lambda: store.change(putting(session(6)))):
        with pytest.raises(NewerSchema, match="newer coach"):
            attempt()
    assert store.path.read_bytes() == before


def test_a_missing_table_is_damage(store: Store) -> None:
    store.change(putting(session(5)))
    tables = raw(store.path)
    del tables["sessions"]
    store.path.write_text(json.dumps(tables))
    with pytest.raises(Unreadable, match="sessions is missing; meta counts 1"):
        store.read()


def test_two_documents_with_one_id_are_damage(store: Store) -> None:
    store.change(putting(session(5)))
    tables = raw(store.path)
    tables["sessions"]["2"] = tables["sessions"]["1"]
    store.path.write_text(json.dumps(tables))
    with pytest.raises(Unreadable, match="sessions 1 and 2 have one id"):
        store.read()


def test_what_does_not_fit_is_reported_left_out_and_kept(store: Store) -> None:
    store.change(putting(session(5), Settings(rollover=4)))
    odd = {"id": "odd", "sharpness": 99, "nested": {"b": [1.5, None], "a": 10**30}, "half": "\ud83d"}
    tables = raw(store.path)
    tables["sessions"]["7"] = odd
    tables["days"]["1"] = {"no": "id"}
    store.path.write_text(json.dumps(tables))
    edit(store.path, "profile", rollover=99)

    book = store.read()
    assert len(book.sessions) == 1
    assert book.settings == Settings()
    assert {(each.table, each.id, each.field) for each in store.problems} == {
        ("sessions", "odd", "created"),
        ("days", "1", "kind"),
        ("profile", "settings", "rollover"),
    }
    store.change(putting(session(6)))
    store.undo()
    tables = raw(store.path)
    assert tables["sessions"]["7"] == odd
    assert tables["days"]["1"] == {"no": "id"}
    assert len(store.problems) == 3
    with pytest.raises(Unfit, match="settings in the table profile"):
        store.change(putting(Settings(rollover=5)))
    assert tables["profile"]["1"]["rollover"] == 99


def test_fields_of_a_stranger_survive_a_rewrite(store: Store) -> None:
    logged = store.change(putting(session(5, note="old"))).put[0]
    assert isinstance(logged, Session)
    edit(store.path, "sessions", mood="fine", weather={"c": 3})
    store.change(putting(logged._replace(note="")))
    (document,) = documents(store.path, "sessions")
    assert (document["mood"], document["weather"], document.get("note")) == ("fine", {"c": 3}, None)


def test_a_stranger_s_table_survives(store: Store) -> None:
    store.change(putting(session(5)))
    tables = raw(store.path)
    tables["diary"] = {"3": {"text": "x"}}
    store.path.write_text(json.dumps(tables))
    store.change(putting(session(6)))
    assert raw(store.path)["diary"] == {"3": {"text": "x"}}
