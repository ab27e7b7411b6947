"""What is kept is read by almost nothing, and never shown where anything about it is in doubt."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.first_picture import read
from coach.first_picture.keep import content, keep
from coach.first_picture.key import FORMAT, LARGEST, LINE, PICTURE, checksum, file_name, key
from coach.first_picture.read import kept, show_line, show_picture
from tests.first_picture.world import HOUR, NOW, SPANS, World

ROOT = Path(__file__).parents[2]
_KEY = b"a key\nof two lines"
_DATA = content(_KEY, [], SPANS)


_LOADS = """
import sys
before = set(sys.modules)
from coach.__main__ import main
sys.argv[1:] = {words}
from coach.first_picture.read import show_line, show_picture
assert show_picture({words}) is None
assert show_line({words}) is {shown}
print(*sorted(set(sys.modules) - before))
"""
OURS = {
    "coach",
    "coach.__main__",
    "coach.first_picture",
    "coach.first_picture.key",
    "coach.first_picture.read",
}


def loads(words: list[str], *, shown: bool = False) -> set[str]:
    """Returns the modules that are loaded until it is known whether something is kept."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", _LOADS.format(words=words, shown=shown)],
        cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("words", [[], ["status"], ["--data", "x.json", "status", "--json"], ["today"]])
def test_nothing_but_the_smallest_modules_is_loaded(words: list[str]) -> None:
    assert loads(words) - OURS <= {"termios"}


_KEEPS = """
from coach.first_picture.keep import KeptSpan, keep
from coach.first_picture.key import key
assert keep("status", key("status", ["status"]), [], [KeptSpan(0, 2**63, "", b"kept line\\n")])
"""


def test_a_line_is_shown_by_them_alone() -> None:
    keeps = [sys.executable, "-I", "-c", _KEEPS]
    subprocess.run(keeps, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert loads(["status"], shown=True) - OURS <= {"termios"}


def test_it_needs_no_more_than_python_itself_has_loaded() -> None:
    """`time` and `_signal` are built in, so that importing them takes nothing."""
    assert {"time", "_signal", "posix"} <= set(sys.builtin_module_names)


@pytest.mark.parametrize("length", [*range(60), *range(60, len(_DATA), 7), len(_DATA) - 1])
def test_a_file_that_is_cut_is_not_shown(length: int) -> None:
    assert _shown(_DATA[:length]) is None


@given(st.integers(0, len(_DATA) - 1), st.integers(1, 255))
def test_a_file_with_a_byte_that_is_wrong_is_not_shown(at: int, by: int) -> None:
    found = _shown(_DATA[:at] + bytes([_DATA[at] ^ by]) + _DATA[at + 1 :])
    assert found is None or found == ("due back 1", b"first picture", b"first cells")


@given(st.binary(max_size=200))
def test_any_bytes_are_not_shown(data: bytes) -> None:
    assert _shown(data) is None
    assert _shown(FORMAT + data) is None
    assert _shown(FORMAT + b"%d\n" % checksum(data) + data) is None


_PARTS = (b"0", b"1", b"-1", b" ", b"\n", b"\t", b"9" * 20, b"9" * 5000, b"a", _KEY, b"f\t-\t/x")


@given(st.lists(st.sampled_from(_PARTS), max_size=14))
@example([b"%d 0 " % len(_KEY), b"9" * 20, b"\n", _KEY])
def test_lines_that_look_like_those_of_a_file_are_not_shown(parts: list[bytes]) -> None:
    """With a checksum that is right, as only the user could make it."""
    head = b"%d 0 1\n" % len(_KEY) + _KEY
    for body in (b"".join(parts), head + b"".join(parts)):
        assert _shown(FORMAT + b"%d\n" % checksum(body) + body) in (None, ("", b"", b""))


def _shown(data: bytes) -> tuple[str, bytes, bytes] | None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "read_file", lambda *_: data)
        part = kept(PICTURE, _KEY, NOW)
    return None if part is None else (part.meaning, part.text, part.cells)


def test_the_whole_file_is_shown() -> None:
    assert _shown(_DATA) == ("due back 1", b"first picture", b"first cells")


def _path(world: World) -> Path:
    name = file_name(PICTURE, key(PICTURE, world.words, world.size))
    return world.root / "cache" / "coach" / name


def _moved(world: World, *, link: bool) -> None:
    path = _path(world)
    path.rename(world.root / "moved")
    if link:
        path.symlink_to(world.root / "moved")
    else:
        path.hardlink_to(world.root / "moved")


def _folder_in_its_place(world: World) -> None:
    _path(world).unlink()
    _path(world).mkdir()


def _fifo_in_its_place(world: World) -> None:
    _path(world).unlink()
    os.mkfifo(_path(world), 0o600)


def _folder_linked(world: World) -> None:
    folder = _path(world).parent
    folder.rename(world.root / "moved")
    folder.symlink_to(world.root / "moved")


def _larger(world: World) -> None:
    spans = [SPANS[0]._replace(text=b"x" * LARGEST)]
    _path(world).write_bytes(content(key(PICTURE, world.words, world.size), world.stamps(), spans))


def _other_format(world: World) -> None:
    _path(world).write_bytes(_path(world).read_bytes().replace(FORMAT, b"coach kept 0\n"))


def _other_kind(world: World) -> None:
    line = file_name(LINE, key(LINE, world.words, world.size))
    (_path(world).parent / line).replace(_path(world))


def _other_owner_of(world: World, what: str) -> None:
    """The file or the folder is another user's, as `fstat` says."""
    there = _path(world) if what == "file" else _path(world).parent
    _answers(world, there, uid=os.geteuid() + 1)


def _answers(world: World, path: Path, **other: int) -> None:
    """Makes `fstat` say something else of a path."""
    real, inode = os.fstat, path.stat().st_ino

    def fstat(number: int) -> os.stat_result:
        found = real(number)
        if found.st_ino != inode:
            return found
        values = list(found)
        values[4] = other.get("uid", values[4])
        values[6] = other.get("size", values[6])
        return os.stat_result(values)

    world.patch.setattr(os, "fstat", fstat)


BAD: dict[str, Callable[[World], object]] = {
    "deleted": lambda world: _path(world).unlink(),
    "empty": lambda world: _path(world).write_bytes(b""),
    "one byte more": lambda world: _path(world).write_bytes(_path(world).read_bytes() + b"x"),
    "another format": _other_format,
    "another kind": _other_kind,
    "readable by others": lambda world: _path(world).chmod(0o644),
    "writable by the group": lambda world: _path(world).chmod(0o620),
    "to be run": lambda world: _path(world).chmod(0o700),
    "not readable": lambda world: _path(world).chmod(0o000),
    "with the rights of its owner": lambda world: _path(world).chmod(0o4600),
    "another user's": lambda world: _other_owner_of(world, "file"),
    "a symbolic link": lambda world: _moved(world, link=True),
    "a hard link": lambda world: _moved(world, link=False),
    "a folder": _folder_in_its_place,
    "a pipe": _fifo_in_its_place,
    "too large": _larger,
    "growing": lambda world: _answers(world, _path(world), size=10),
    "shrinking": lambda world: _answers(world, _path(world), size=LARGEST),
    "in a folder that others can write": lambda world: _path(world).parent.chmod(0o777),
    "in a folder that the group can write": lambda world: _path(world).parent.chmod(0o770),
    "in another user's folder": lambda world: _other_owner_of(world, "folder"),
    "in a folder behind a link": _folder_linked,
    "in a folder that is a file": lambda world: (
        _path(world).parent.rename(world.root / "moved"),
        _path(world).parent.write_bytes(b""),
    ),
}


@pytest.mark.parametrize("way", BAD)
def test_a_bad_file_is_a_plain_start_without_a_word(
    world: World, way: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert world.shown() is not None
    BAD[way](world)
    assert world.shown() is None
    assert capfd.readouterr() == ("", "")


def test_a_file_that_is_swapped_as_it_is_opened_is_the_one_that_was_looked_at(world: World) -> None:
    """Whatever has its name afterwards, what is read is what was examined."""
    real = os.fstat
    foreign = content(key(PICTURE, world.words, world.size), [], [SPANS[0]._replace(text=b"foreign")])

    def swapped(number: int) -> os.stat_result:
        found = real(number)
        if found.st_ino == inode:
            _path(world).unlink()
            _path(world).write_bytes(foreign)
        return found

    inode = _path(world).stat().st_ino
    world.patch.setattr(os, "fstat", swapped)
    # one link fewer: it is gone from its folder before the look, or read as it was before it went
    part = world.shown()
    assert part is None or part.text == b"first picture"


def test_a_folder_that_is_swapped_after_it_was_opened_changes_nothing(world: World) -> None:
    real = os.open

    def swapped(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if dir_fd is not None:
            folder = _path(world).parent
            folder.rename(world.root / "moved")
            folder.mkdir()
        return real(path, flags, mode, dir_fd=dir_fd)

    world.patch.setattr(os, "open", swapped)
    part = world.shown()
    assert part is not None
    assert part.text == b"first picture"


@pytest.mark.parametrize("kind", [PICTURE, LINE])
def test_no_descriptor_is_left_open(world: World, kind: str) -> None:
    before = len([*Path("/dev/fd").iterdir()])
    world.kind = kind
    for way in ("fine", "too large", "readable by others", "a folder"):
        if way != "fine" and kind == PICTURE:
            BAD[way](world)
        world.shown()
        assert len([*Path("/dev/fd").iterdir()]) == before


def test_a_picture_is_shown_only_on_a_terminal(
    world: World, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(read, "kept", lambda *_: pytest.fail("it looked"))
    assert show_picture([]) is None
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ([], True),
        (["--data", "x"], True),
        (["--data=x"], True),
        (["--data="], False),
        (["--data", ""], False),
        (["--data"], False),
        (["--data", "x", "today"], False),
        (["--data", "x", "--data", "y"], False),
        (["today"], False),
        (["--help"], False),
    ],
)
def test_only_a_start_of_the_app_can_show_one(words: list[str], opens: bool) -> None:
    assert read._opens_today(words) is opens


def test_only_status_looks_for_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(read, "kept", lambda kind, *_: looked.append(kind))
    for words in ([], ["today"], ["--data", "x"]):
        assert show_line(words) is False
    assert looked == []
    assert show_line(["status"]) is False
    assert looked == [LINE]


def test_a_line_is_written_whole(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"12 min \xe2\x80\xa6\n" * 3
    real = os.write
    monkeypatch.setattr(os, "write", lambda number, data: real(number, bytes(data[:5])))
    span = SPANS[0]._replace(since=0, until=2**63, text=text)
    assert keep(LINE, key(LINE, ["status"]), [], [span])
    assert show_line(["status"]) is True
    assert capfd.readouterr().out.encode() == text
    assert kept(LINE, key(LINE, ["status", "--json"]), NOW + HOUR) is None
