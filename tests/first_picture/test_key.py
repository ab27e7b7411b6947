"""The key of what is kept, the folder that it lies in, and what of a file tells that it has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from coach.first_picture.key import PICTURE, checksum, file_name, folder, key, stamp
from coach.first_picture.spawn import environment_of, words_of

ROOT = Path(__file__).parents[2]
_ASKS = (
    "import sys; from coach.first_picture.key import key; sys.stdout.buffer.write(key('today', sys.argv[1:]))"
)


@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/nowhere/mat"},
        {"HOME": "/nowhere/mat", "XDG_CACHE_HOME": ""},
        {"HOME": "/nowhere/mat", "XDG_CACHE_HOME": "/var/cache/of mat"},
        {"HOME": "/nowhere/mat/", "XDG_CACHE_HOME": "/var/cache/"},
    ],
)
def test_the_folder_is_that_of_platformdirs(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    assert Path(folder(os.environ)) == Unix("coach", appauthor=False).user_cache_path


def test_on_macos_it_lies_where_programs_there_keep_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/nowhere/mac")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Path(folder(os.environ)) == MacOS("coach", appauthor=False).user_cache_path


def test_an_account_that_is_locked_down_does_not_choose_the_folder() -> None:
    named = {"HOME": "/nowhere/mat", "XDG_CACHE_HOME": "/srv/public"}
    assert folder(named) == "/srv/public/coach"
    assert Path(folder(named | {"COACH_LOCKED": "1"})) == Path(
        folder({"HOME": "/nowhere/mat", "COACH_LOCKED": "1"})
    )
    assert "public" not in folder(named | {"COACH_LOCKED": "1"})
    assert folder(named | {"COACH_LOCKED": "0"}) == "/srv/public/coach"


@pytest.mark.parametrize("environ", [{}, {"HOME": ""}, {"HOME": "mat"}, {"XDG_CACHE_HOME": "cache"}])
def test_without_a_place_there_is_no_folder(environ: dict[str, str]) -> None:
    assert folder(environ) == ""


def _key_of(command: list[str], **environ: str) -> bytes:
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "LANG": "C.UTF-8"}
    done = subprocess.run(
        command,
        env=kept | environ,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == b""
    return done.stdout


def test_the_script_has_the_same_key_with_and_without_what_the_environment_says_of_python(
    tmp_path: Path,
) -> None:
    """An account that is locked down starts the script by `python -I`; a user starts it by its name."""
    script = tmp_path / "coach"
    script.write_text(f"#!{sys.executable}\n{_ASKS}\n")
    script.chmod(0o700)
    words = ("--data", "mine.json")
    by_name = _key_of([str(script), *words])
    assert by_name == _key_of([sys.executable, "-I", str(script), *words])
    assert by_name == _key_of([sys.executable, str(script), *words])
    assert b"mine.json" in by_name
    # what Python does not obey is no part of it
    assert by_name == _key_of([sys.executable, "-I", str(script), *words], PYTHONUTF8="0")
    # but for one, which `zoneinfo` looks at whatever Python was told
    assert by_name != _key_of([sys.executable, "-I", str(script), *words], PYTHONTZPATH="/opt/tables")
    assert by_name != _key_of([str(script), *words], PYTHONUTF8="0")


def test_the_folder_that_one_stands_in_counts_only_where_a_file_is_named_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differs(*words: str) -> bool:
        monkeypatch.chdir(ROOT)
        here = key(PICTURE, list(words))
        monkeypatch.chdir(tmp_path)
        return here != key(PICTURE, list(words))

    assert not differs()
    assert not differs("status")
    assert differs("--data", "mine.json")
    assert differs("--data=mine.json")
    monkeypatch.setenv("COACH_DATA", "/nowhere/mat/coach.json")
    assert not differs()
    monkeypatch.setenv("COACH_DATA", "coach.json")
    assert differs()


@pytest.mark.parametrize("of", ["getuid", "geteuid"])
def test_both_users_count_whom_a_process_belongs_to(monkeypatch: pytest.MonkeyPatch, of: str) -> None:
    before = key(PICTURE, [])
    monkeypatch.setattr(os, of, lambda: 4321)
    assert key(PICTURE, []) != before


def test_a_folder_that_is_gone_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert b"\nD \n" in key(PICTURE, ["--data", "mine.json"])


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["status"],
        ["--data", "a\nW b"],
        ["--data", "a", "b"],
        ["\\n"],
        ["\\", "n"],
        ["a\\\nb\\\\"],
        ["", ""],
    ],
)
def test_words_and_variables_are_read_back_from_a_key(
    words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_DATA", "\n".join(["/a\\nb", *words]))
    found = key(PICTURE, words, (80, 24))
    assert words_of(found) == words
    assert environment_of(found, {})["COACH_DATA"] == os.environ["COACH_DATA"]


def test_words_that_run_together_alike_have_keys_of_their_own() -> None:
    ways = (["a", "b"], ["a\nW b"], ["a b"], ["a\\nW b"], ["b", "a"], ["a", "b", ""])
    keys = {key(PICTURE, list(words)) for words in ways}
    assert len(keys) == len(ways)
    assert len({file_name(PICTURE, each) for each in keys}) == len(ways)


def test_bytes_that_are_no_text_are_part_of_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_DATA", os.fsdecode(b"/home/\xff\xfe"))
    assert b"/home/\xff\xfe" in key(PICTURE, [])


def test_a_checksum_tells_each_change_of_one_byte() -> None:
    data = bytes(range(256)) * 3
    changed = [data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :] for at in range(len(data))]
    assert len({checksum(data), *map(checksum, changed)}) == len(data) + 1
    assert all(checksum(data[:length]) != checksum(data) for length in range(len(data)))


def test_what_is_not_there_has_a_stamp_too(tmp_path: Path) -> None:
    for path in (b"/nonexistent", b"", b"a\0b", os.fsencode(tmp_path / ("long" * 100))):
        for kind in (b"f", b"l", b"d"):
            assert stamp(kind, path) == b"-"


def test_of_a_folder_only_counts_what_is_in_it(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.write_bytes(b"1")
    before = stamp(b"d", os.fsencode(tmp_path))
    inner.write_bytes(b"22")
    assert stamp(b"d", os.fsencode(tmp_path)) == before
    os.utime(tmp_path, ns=(1, 1))
    assert stamp(b"d", os.fsencode(tmp_path)) != before
