"""What is kept is written whole or not at all, for its user alone, and never more than a few files."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.first_picture.keep import (
    KeptSpan,
    can_keep,
    content,
    data_stamps,
    forget,
    keep,
    key_of,
)
from coach.first_picture.key import LARGEST, LINE, PICTURE, file_name
from coach.first_picture.read import kept, part_of

ROOT = Path(__file__).parents[2]
KEY = b"today\nS 80 24"
OLD, NEW = (KeptSpan(0, 100, "due back 1", text, b"cells") for text in (b"old picture", b"new picture"))


def shown(key: bytes = KEY, now: int = 0) -> bytes | None:
    part = kept(PICTURE, key, now)
    return None if part is None else part.text


_texts = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=12)


@given(st.binary(max_size=40), st.lists(st.tuples(_texts, st.binary(max_size=30), st.binary(max_size=30))))
def test_each_span_is_read_as_it_was_written(key: bytes, spans: list[tuple[str, bytes, bytes]]) -> None:
    written = [KeptSpan(at * 10, at * 10 + 10, *parts) for at, parts in enumerate(spans)]
    data = content(key, [], written)
    assert key_of(data) == key
    for each in written:
        for now in (each.since, each.until - 1):
            part = part_of(data, key, now)
            assert part is not None
            assert (part.meaning, part.text, part.cells) == each[2:]
    assert part_of(data, key, len(written) * 10) is None
    assert part_of(data, key, -1) is None
    assert part_of(data, key + b" ", 0) is None


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_the_file_is_the_users_alone_whatever_the_umask_is(cache: Path, umask: int) -> None:
    cache.mkdir(parents=True, mode=0o700)
    before = os.umask(umask)
    try:
        assert keep(PICTURE, KEY, [], [OLD])
    finally:
        os.umask(before)
    (file,) = cache.iterdir()
    assert file.stat().st_mode == 0o100600
    assert shown() == b"old picture"


def test_the_folder_is_made_for_the_user_alone(cache: Path) -> None:
    assert keep(PICTURE, KEY, [], [OLD])
    assert cache.stat().st_mode & 0o777 == 0o700


def test_a_newer_picture_takes_the_place_of_the_older(cache: Path) -> None:
    for span in (OLD, NEW):
        assert keep(PICTURE, KEY, [], [span])
        assert shown() == span.text
    assert [each.name for each in cache.iterdir()] == [file_name(PICTURE, KEY)]


def test_what_is_too_large_is_kept_as_far_as_there_is_room(cache: Path) -> None:
    spans = [KeptSpan(at, at + 1, "", b"%d" % at + b"x" * (LARGEST // 3), b"") for at in range(5)]
    assert keep(PICTURE, KEY, [], spans)
    (file,) = cache.iterdir()
    assert file.stat().st_size <= LARGEST
    assert [shown(now=at) for at in range(4)] == [spans[0].text, spans[1].text, None, None]
    largest = LARGEST - len(content(KEY, [], [OLD._replace(text=b"x" * 100_000)])) + 100_000
    assert keep(PICTURE, KEY, [], [OLD._replace(text=b"x" * largest)])
    assert file.stat().st_size == LARGEST
    assert shown() is not None
    assert not keep(PICTURE, KEY, [], [OLD._replace(text=b"x" * (largest + 1))])
    assert not keep(PICTURE, KEY, [], [])
    assert file.stat().st_size == LARGEST


def test_the_newest_24_of_each_kind_stay(cache: Path) -> None:
    keys = [b"%d" % at for at in range(30)]
    assert keep(LINE, KEY, [], [OLD])
    os.utime(cache / file_name(LINE, KEY), (0, 0))
    for at, key in enumerate(keys):
        assert keep(PICTURE, key, [], [OLD])
        os.utime(cache / file_name(PICTURE, key), (1000 + at, 1000 + at))
    assert {key for key in keys if shown(key)} == set(keys[-24:])
    assert kept(LINE, KEY, 0) is not None
    # one that is renewed pushes out nothing but what is too many
    assert keep(PICTURE, keys[10], [], [OLD])
    assert {key for key in keys if shown(key)} == {keys[10], *keys[-23:]}


def test_the_oldest_of_many_is_there_until_it_is_renewed(
    monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    for at in range(24):
        key = KEY if not at else b"%d" % at
        assert keep(PICTURE, key, [], [OLD])
        os.utime(cache / file_name(PICTURE, key), (1000 + at, 1000 + at))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fails_with(errno.ENOSPC))
        assert not keep(PICTURE, KEY, [], [NEW])
    assert shown() == b"old picture"


def test_what_has_another_name_is_not_counted_and_stays(cache: Path) -> None:
    assert keep(PICTURE, KEY, [], [OLD])
    mine = [cache / f"today-{number}.md" for number in range(30)]
    for each in mine:
        each.touch()
    assert keep(PICTURE, KEY, [], [NEW])
    assert all(each.exists() for each in mine)


def test_what_a_killed_process_has_left_goes_after_an_hour(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert keep(PICTURE, KEY, [], [OLD])
    now = 1_800_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    fresh, line = f".{file_name(PICTURE, b'2')}.2", f".{file_name(LINE, b'3')}.3"
    others = {".today-notes": 9999, "other": 9999, fresh: 3599, line: 9999}
    for name, age in ((f".{file_name(PICTURE, b'1')}.1", 3601), *others.items()):
        (cache / name).write_bytes(b"half")
        os.utime(cache / name, (now - age, now - age))
    assert keep(PICTURE, KEY, [], [NEW])
    assert {each.name for each in cache.iterdir()} == {file_name(PICTURE, KEY), *others}


_KILLED = """
import os, sys
from coach.first_picture import keep as module
from coach.first_picture.keep import KeptSpan, keep
name, after = sys.argv[1:]
owner = module.os if hasattr(os, name) else module
real = getattr(os, name)
def dies(*words, **others):
    if after == "yes":
        real(*words, **others)
    os._exit(9)
setattr(os, name, dies)
keep("today", b"today\\nS 80 24", [], [KeptSpan(0, 100, "due back 1", b"new picture", b"cells")])
"""


@pytest.mark.parametrize("after", ["no", "yes"])
@pytest.mark.parametrize("call", ["open", "fstat", "scandir", "fdopen", "fchmod", "replace", "close"])
@pytest.mark.parametrize("first", [True, False])
def test_a_writer_that_is_killed_leaves_the_old_picture_or_the_new(
    cache: Path, call: str, after: str, first: bool
) -> None:
    if not first:
        assert keep(PICTURE, KEY, [], [OLD])
    else:
        cache.mkdir(parents=True, mode=0o700)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, call, after], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (9, b"", b"")
    is_new = (call, after) == ("replace", "yes") or call == "close"
    assert shown() == (b"new picture" if is_new else None if first else b"old picture")
    # nothing that it has left stands in the way
    assert keep(PICTURE, KEY, [], [NEW])
    assert shown() == b"new picture"


class _Full:
    """A file on a disk without room."""

    def __init__(self, number: int, _mode: str) -> None:
        self._number = number

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._number)

    def write(self, data: bytes) -> None:
        os.write(self._number, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fails_with(number: int) -> Callable[..., Any]:
    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return failing


@pytest.mark.parametrize(
    ("call", "stands_in"),
    [
        ("fdopen", _Full),
        ("fchmod", fails_with(errno.EPERM)),
        ("replace", fails_with(errno.EDQUOT)),
        ("fstat", fails_with(errno.EIO)),
        ("scandir", fails_with(errno.EIO)),
        ("open", fails_with(errno.EROFS)),
    ],
)
def test_a_disk_that_refuses_leaves_what_was_there(
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    call: str,
    stands_in: Callable[..., Any],
) -> None:
    assert keep(PICTURE, KEY, [], [OLD])
    with monkeypatch.context() as patch:
        patch.setattr(os, call, stands_in)
        assert not keep(PICTURE, KEY, [], [NEW])
    assert [each.name for each in cache.iterdir()] == [file_name(PICTURE, KEY)]
    assert shown() == b"old picture"
    assert capfd.readouterr() == ("", "")


def _link(cache: Path) -> None:
    (cache.parent / "moved").mkdir(mode=0o700)
    cache.symlink_to(cache.parent / "moved")


def _of_another(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: cache.stat().st_uid + 1)


def _below_a_file(cache: Path) -> None:
    cache.parent.rmdir()
    cache.parent.write_bytes(b"")


def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, "")


def _with_rights(cache: Path, mode: int) -> None:
    cache.mkdir()
    cache.chmod(mode)


FOLDERS: dict[str, Callable[[Path, pytest.MonkeyPatch], object]] = {
    "a link": lambda cache, _: _link(cache),
    "a link to nowhere": lambda cache, _: cache.symlink_to("nowhere"),
    "a file": lambda cache, _: cache.write_bytes(b""),
    "one that everyone can write": lambda cache, _: _with_rights(cache, 0o777),
    "one that the group can write": lambda cache, _: _with_rights(cache, 0o770),
    "another user's": _of_another,
    "below a file": lambda cache, _: _below_a_file(cache),
    "none to be had": lambda _, monkeypatch: _nowhere(monkeypatch),
    "with a folder of that name in it": lambda cache, _: (cache / file_name(PICTURE, KEY)).mkdir(
        parents=True
    ),
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_in_a_bad_folder_nothing_is_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], folder: str
) -> None:
    cache.parent.mkdir()
    FOLDERS[folder](cache, monkeypatch)
    assert not keep(PICTURE, KEY, [], [NEW])
    assert shown() is None
    assert not [each for each in cache.parent.rglob("*") if each.is_file()] or folder == "a file"
    assert capfd.readouterr() == ("", "")


def test_all_that_is_kept_can_be_forgotten_and_nothing_else(cache: Path) -> None:
    forget(os.environ)  # nothing is there yet
    for kind in (PICTURE, LINE):
        assert keep(kind, KEY, [], [OLD])
    (cache / "painter.lock").touch()
    forget({})
    assert len([*cache.iterdir()]) == 3
    forget(os.environ)
    assert [each.name for each in cache.iterdir()] == ["painter.lock"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_makes_no_folder_in_the_home_of_another(cache: Path, tmp_path: Path) -> None:
    os.chown(tmp_path, 1001, 1001)
    assert not can_keep(os.environ)
    assert not cache.parent.exists()
    os.chown(tmp_path, 0, 0)
    assert can_keep(os.environ)
    assert cache.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "name", ["today-notes.txt", "status-report", "today-0123456789ABCDEF", "x-0123456789abcdef"]
)
def test_a_file_of_another_name_is_not_forgotten(cache: Path, name: str) -> None:
    assert keep(PICTURE, KEY, [], [OLD])
    (cache / name).touch()
    forget(os.environ)
    assert [each.name for each in cache.iterdir()] == [name]


def test_nothing_is_forgotten_behind_a_link(cache: Path) -> None:
    elsewhere = cache.parent / "elsewhere"
    elsewhere.mkdir(parents=True, mode=0o700)
    (elsewhere / file_name(PICTURE, KEY)).touch()
    cache.symlink_to(elsewhere)
    forget(os.environ)
    assert len([*elsewhere.iterdir()]) == 1


@pytest.mark.parametrize(
    "data", [b"", b"x", b"coach kept 1\n", b"coach kept 1\n5\n", b"coach kept 1\n5\nx y\n"]
)
def test_what_is_no_kept_file_has_no_key(data: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        key_of(data)


@pytest.mark.parametrize("name", ["a\nb", "a\tb"])
def test_a_path_that_takes_more_than_one_line_has_no_stamp(tmp_path: Path, name: str) -> None:
    for data, state in ((tmp_path / name, tmp_path), (tmp_path, tmp_path / name)):
        with pytest.raises(ValueError, match="one line"):
            data_stamps(data, state)
