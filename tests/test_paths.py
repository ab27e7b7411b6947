from __future__ import annotations

from pathlib import Path

import pytest
from platformdirs import user_state_path

from coach.paths import CONTENT, STYLES, data_file, state_folder


def test_what_the_user_names_wins() -> None:
    assert data_file("/a/b.json", {"COACH_DATA": "/c/d.json"}) == Path("/a/b.json")


def test_the_environment_comes_next() -> None:
    assert data_file(None, {"COACH_DATA": "/c/d.json"}) == Path("/c/d.json")


def test_a_relative_name_is_taken_from_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_file("mine.json", {}) == tmp_path / "mine.json"


def test_a_tilde_is_the_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert data_file(None, {"COACH_DATA": "~/mine.json"}) == tmp_path / "mine.json"


@pytest.mark.skipif("sys.platform != 'linux'", reason="the place differs from system to system")
def test_else_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_file(None, {"COACH_DATA": ""}) == tmp_path / "coach" / "coach.json"
    assert list(tmp_path.iterdir()) == []


def test_the_folders_are_absolute() -> None:
    assert STYLES.is_absolute()
    assert CONTENT.is_absolute()


@pytest.mark.skipif("sys.platform != 'linux'", reason="elsewhere it is platformdirs' own")
@pytest.mark.parametrize("named", ["", "  ", "/somewhere/state"])
def test_the_state_folder_is_where_platformdirs_has_it(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", named)
    assert state_folder() == user_state_path("coach", appauthor=False)
