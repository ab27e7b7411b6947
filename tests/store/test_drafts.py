"""Drafts on the disk: by file, for the user alone, whole, and offered to one coach at a time."""

from __future__ import annotations

import json
import multiprocessing
import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from coach.domain.drafts import CheckInDraft, Draft, Form, FormDraft, SessionDraft
from coach.domain.model import Area, Cover, Ended, Live, Session, Skin
from coach.domain.session.session_times import SessionTimes
from coach.store import NotWritable
from coach.store.drafts import Drafts
from tests.store.faults import FAULTS, Fault, died, possible, tampering

NOW = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SESSION = Session(area=Area.BACK, started_at=NOW, day=date(2026, 1, 5), done_min=5, id="01S")
LIVE = Live(Area.BACK, Cover.TOWEL, 5, 10, NOW, date(2026, 1, 5), "boot", 1.0, id="01L")

ALL: list[Draft] = [
    CheckInDraft(NOW, SESSION, SESSION._replace(after=2, skin_after=Skin.PINK, note="[b]\u4e16 \x1b")),
    SessionDraft(NOW, LIVE),
    SessionDraft(NOW, LIVE._replace(id="02L"), 4.5, Ended.STOPPED, SessionTimes(NOW, NOW)),
    FormDraft(NOW, Form.ENTRY, "01E", {"minutes": "7 or so", "skin": None, "after": 3}, date(2026, 1, 4)),
    FormDraft(NOW, Form.SETUP, "", {"ticked": ["clots", "wound"]}, page="screening"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "state" / "coach"


def drafts(root: Path, file_id: str = "01FILE", path: str = "/data/coach.json") -> Drafts:
    made = Drafts(root, Path(path))
    made.file_id = file_id
    return made


@pytest.mark.parametrize("draft", ALL, ids=lambda draft: draft.key)
def test_what_is_put_is_found_by_a_later_start(root: Path, draft: Draft) -> None:
    drafts(root).put(draft)
    found = drafts(root)
    assert found.may_exist()
    (back,) = found.claim()
    assert type(back) is type(draft)
    assert back._replace(at=NOW) == draft or back.after.note.endswith("\u241b")  # type: ignore[union-attr]
    found.forget(draft.key)
    assert not root.exists()
    assert not found.may_exist()


def test_one_that_waited_since_the_coach_before_keeps_its_answers(root: Path) -> None:
    check_in = CheckInDraft(NOW, SESSION, SESSION._replace(sharpness=9, after=2))
    form = FormDraft(NOW, Form.ENTRY, "01E", {"sharpness": 9, "after": 3}, date(2026, 1, 4))
    for each in (check_in, form):
        drafts(root).put(each)
    for file in root.rglob("*.json"):
        file.write_text(file.read_text().replace('"sharpness"', '"comfort"'))
    found = {type(each): each for each in drafts(root).claim()}
    answered = found[CheckInDraft]
    assert isinstance(answered, CheckInDraft)
    assert answered.after == check_in.after._replace(from_comfort=True)
    filled = found[FormDraft]
    assert isinstance(filled, FormDraft)
    assert filled.values == form.values


def test_only_the_user_can_read_them(root: Path) -> None:
    one = drafts(root)
    one.put(ALL[0])
    one.hold(ALL[1])
    for each in root.rglob("*"):
        assert stat.S_IMODE(each.stat().st_mode) == (0o700 if each.is_dir() else 0o600)
    assert stat.S_IMODE(root.stat().st_mode) == 0o700


def test_they_belong_to_one_file_wherever_that_lies(root: Path) -> None:
    drafts(root, "01FILE", "/here/coach.json").put(ALL[0])
    assert not drafts(root, "02FILE", "/here/coach.json").may_exist()
    assert drafts(root, "01FILE", "/elsewhere/coach.json").claim()


def test_before_there_is_a_file_they_go_by_its_path(root: Path) -> None:
    """Once the file was made, its id counts; what waited by the path is found all the same."""
    drafts(root, "").put(ALL[4])
    assert not drafts(root, "", "/data/other.json").may_exist()
    later = drafts(root, "01FILE")
    assert [each.key for each in later.claim()] == ["setup"]


def test_one_that_is_open_is_offered_to_nobody_else_until_its_process_is_gone(root: Path) -> None:
    """Also where that was killed; a lock outlives no process."""
    mine, other = drafts(root), drafts(root)
    mine.hold(ALL[0])
    mine.hold(ALL[1])
    assert other.claim() == []
    mine.close()
    mine.hold(ALL[2])
    assert {each.key for each in other.claim()} == {ALL[0].key, ALL[1].key}
    assert drafts(root).claim() == []
    other.close()
    child = multiprocessing.get_context("fork").Process(target=_held_and_killed, args=(root,))
    child.start()
    child.join()
    assert len(drafts(root).claim()) == 3


def _held_and_killed(root: Path) -> None:
    drafts(root).hold(ALL[2])
    os.kill(os.getpid(), 9)


def test_the_last_answer_counts(root: Path) -> None:
    one = drafts(root)
    first, last = ALL[0], ALL[0]._replace(after=SESSION._replace(after=9))  # type: ignore[call-arg]
    one.hold(first)
    one.hold(last)
    one.close()
    assert drafts(root).claim() == [last]


@pytest.mark.parametrize("id_", ["../../escape", "a/b", "", ".", "x" * 64, "\u4e16", "a\nb"])
def test_no_id_leads_out_of_the_folder(root: Path, id_: str) -> None:
    """Someone else may have written the data file."""
    one = drafts(root, id_)
    draft = CheckInDraft(NOW, SESSION._replace(id=id_ or "-"), SESSION._replace(id=id_ or "-", after=1))
    one.put(draft)
    assert [each for each in root.parent.parent.iterdir() if each.name != "state"] == []
    assert len(list(root.rglob("*.json"))) == 1
    assert drafts(root, id_).claim() == [draft]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"at": "2026"}', '{"at": 5, "after": {}}', "[" * 10_000, "\udcff", "null"]
)
def test_what_is_no_draft_is_left_alone(root: Path, text: str) -> None:
    one = drafts(root)
    one.put(ALL[0])
    (folder,) = root.iterdir()
    (folder / "check-in-x.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert one.claim() == [ALL[0]] or one.claim() == []
    assert (folder / "check-in-x.json").exists()


def test_a_folder_that_refuses_it_is_an_error(root: Path) -> None:
    root.parent.mkdir()
    root.write_text("a file in the way", encoding="utf-8")
    with pytest.raises(NotWritable):
        drafts(root).put(ALL[0])
    drafts(root).hold(ALL[0])
    assert drafts(root).claim() == []


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_anywhere_leaves_the_draft_of_before_or_the_new_one(root: Path, fault: Fault) -> None:
    """Killed or refused at any call: never half a draft, and `put` says so where it is not the new one."""
    old = CheckInDraft(NOW, SESSION, SESSION._replace(after=2))
    new = old._replace(after=SESSION._replace(after=9))
    drafts(root).put(old)
    with tampering(0, None) as script:
        drafts(root).put(new)
    drafts(root).put(old)
    seen = set()
    for at, name in enumerate(script.names, 1):
        if fault not in possible(name):
            continue

        def act(at: int = at) -> None:
            with tampering(at, fault):
                drafts(root).put(new)

        if fault.kind == "kill":
            assert died(act)
            raised = True
        else:
            try:
                act()
                raised = False
            except NotWritable:
                raised = True
        one = drafts(root)
        (found,) = one.claim()
        one.close()
        assert found in (old, new)
        assert raised or found == new
        seen.add(found == new)
        drafts(root).put(old)
    assert seen


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "9999-12-31T12:00:00Z"]
)
def test_one_of_the_end_of_time_is_no_draft(root: Path, at: str) -> None:
    drafts(root).put(ALL[3])
    tamper(root, lambda plain: plain | {"at": at})
    assert drafts(root).claim() == []


@pytest.mark.parametrize("value", [[1], {"a": "b"}, True, 1.5, [None]])
def test_a_form_with_what_no_field_holds_is_no_draft(root: Path, value: object) -> None:
    drafts(root).put(ALL[3])
    tamper(root, lambda plain: plain | {"values": {"minutes": value}})
    assert drafts(root).claim() == []


@pytest.mark.parametrize(
    "changed",
    [
        {"done_min": float("inf")},
        {"done_min": float("nan")},
        {"done_min": -1},
        {"times": ["2026-01-05T07:00"] * 2},
    ],
)
def test_a_session_with_impossible_times_is_no_draft(root: Path, changed: dict[str, object]) -> None:
    drafts(root).put(ALL[2])
    tamper(root, lambda plain: plain | changed)
    assert drafts(root).claim() == []


def tamper(root: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    (file,) = root.rglob("[!.]*.json")
    file.write_text(json.dumps(change(json.loads(file.read_text()))))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_keeps_is_the_folders_owners(root: Path) -> None:
    root.mkdir(parents=True)
    os.chown(root, 12_345, 12_346)
    one = drafts(root)
    one.hold(ALL[0])
    one.put(ALL[0])
    one.hold(ALL[1])
    one.claim()
    found = {each.name: (each.stat().st_uid, each.stat().st_gid) for each in root.rglob("*")}
    assert len(found) == 5
    assert set(found.values()) == {(12_345, 12_346)}


def older(draft: Draft, root: Path, rename: Callable[[dict[str, Any]], object]) -> list[Draft]:
    """What a start finds of a draft that an older coach left."""
    drafts(root).put(draft)
    (file,) = root.rglob("[!.]*.json")
    plain = json.loads(file.read_text(encoding="utf-8"))
    rename(plain)
    file.write_text(json.dumps(plain), encoding="utf-8")
    return drafts(root).claim()


@pytest.mark.parametrize(("number", "asked"), [(3, False), (7, False), (8, True), (10, True), (None, False)])
def test_a_check_in_of_an_older_coach_says_sharpness(root: Path, number: int | None, *, asked: bool) -> None:
    """High numbers of the old question are asked about, as those in a file are."""

    def rename(plain: dict[str, Any]) -> None:
        for which in ("before", "after"):
            plain[which]["comfort"] = plain[which].pop("sharpness", None)

    draft = CheckInDraft(NOW, SESSION, SESSION._replace(sharpness=number, after=2))
    (found,) = older(draft, root, rename)
    assert isinstance(found, CheckInDraft)
    assert found.after == SESSION._replace(sharpness=number, after=2, from_comfort=asked)
    assert found.before == SESSION


def test_a_form_of_an_older_coach_says_sharpness(root: Path) -> None:
    def rename(plain: dict[str, Any]) -> None:
        plain["values"] = {"comfort": 4, "minutes": "5"}

    draft = FormDraft(NOW, Form.ENTRY, "01E", {"minutes": "5"}, date(2026, 1, 4), Area.BACK)
    (found,) = older(draft, root, rename)
    assert isinstance(found, FormDraft)
    assert found.values == {"sharpness": 4, "minutes": "5"}
