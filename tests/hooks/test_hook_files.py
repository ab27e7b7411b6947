"""Which hooks are used: files of the user's own that nobody else could have put there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.hooks.hook_files import Hook, find, find_all, hooks_folder, ready
from tests.hooks.homes import Home


def refusal(home: Home) -> str:
    found = find(Hook.CUE, home.environ)
    assert found is not None
    assert (ready(Hook.CUE, home.environ) is None) == bool(found.refusal)
    return found.refusal


def test_the_folder_is_that_of_the_configuration() -> None:
    assert hooks_folder({"HOME": "/h"}) == Path("/h/.config/coach/hooks")
    assert hooks_folder({"HOME": "/h", "XDG_CONFIG_HOME": "/c"}) == Path("/c/coach/hooks")
    # the specification has a relative one ignored
    assert hooks_folder({"HOME": "/h", "XDG_CONFIG_HOME": "c"}) == Path("/h/.config/coach/hooks")


def test_there_are_none_by_default(home: Home) -> None:
    assert find_all(home.environ) == ()


def test_a_script_of_ones_own_is_ready(home: Home) -> None:
    path = home.writes("cue")
    assert refusal(home) == ""
    assert ready(Hook.CUE, home.environ) == path
    assert [each.hook for each in find_all(home.environ)] == [Hook.CUE]


@pytest.mark.parametrize("variable", ["COACH_LOCKED", "COACH_HOOK"])
def test_none_is_looked_for_where_the_coach_is_locked_down_or_called_by_a_hook(
    home: Home, variable: str
) -> None:
    home.writes("cue")
    assert find_all(home.environ)
    assert find_all(home.environ | {variable: "1"}) == ()


def link(home: Home) -> None:
    path = home.writes("cue")
    path.rename(home.path / "mine")
    path.symlink_to(home.path / "mine")


def broken_link(home: Home) -> None:
    home.writes("cue").unlink()
    (home.hooks / "cue").symlink_to("/nowhere")


def folder(home: Home) -> None:
    home.writes("cue").unlink()
    (home.hooks / "cue").mkdir()


def pipe(home: Home) -> None:
    home.writes("cue").unlink()
    os.mkfifo(home.hooks / "cue", 0o700)


def linked_folder(home: Home) -> None:
    home.writes("cue")
    home.hooks.rename(home.path / "elsewhere")
    home.hooks.symlink_to(home.path / "elsewhere")


def mode(of: Callable[[Home], Path], bits: int) -> Callable[[Home], None]:
    def changed(home: Home) -> None:
        home.writes("cue")
        of(home).chmod(bits)

    return changed


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (link, "it is a link"),
        (broken_link, "it is a link"),
        (folder, "not an ordinary file"),
        (pipe, "not an ordinary file"),
        (linked_folder, "is a link; make a folder of it"),
        (mode(lambda home: home.hooks / "cue", 0o600), "not executable; run chmod u+x "),
        (mode(lambda home: home.hooks / "cue", 0o611), "not executable; run chmod u+x "),
        (mode(lambda home: home.hooks / "cue", 0o720), "others may write to it; run chmod go-w "),
        (mode(lambda home: home.hooks / "cue", 0o702), "others may write to it"),
        (mode(lambda home: home.hooks, 0o770), "hooks; run chmod go-w "),
        (mode(lambda home: home.hooks, 0o1777), "others may write to "),
        (mode(lambda home: home.hooks.parent, 0o707), "coach; run chmod go-w "),
        (mode(lambda home: home.hooks.parent.parent, 0o770), ".config; run chmod go-w "),
        (mode(lambda home: home.path, 0o770), "others may write to "),
    ],
)
def test_what_someone_else_could_have_put_there_is_not_used(
    home: Home, change: Callable[[Home], None], why: str
) -> None:
    change(home)
    assert why in refusal(home)


def test_where_a_link_on_the_way_leads_is_looked_at_too(home: Home) -> None:
    home.writes("cue")
    (home.path / ".config").rename(home.path / "dotfiles")
    (home.path / ".config").symlink_to("dotfiles")
    assert refusal(home) == ""
    (home.path / "dotfiles").chmod(0o777)
    assert "dotfiles" in refusal(home)


def test_a_sticky_folder_above_is_no_way_in(tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    home = Home(open_to_all / "home")
    home.path.mkdir(mode=0o700)
    home.writes("cue")
    environ = home.environ | {"HOME": str(tmp_path / "other"), "XDG_CONFIG_HOME": str(home.path / ".config")}
    open_to_all.chmod(0o1777)
    assert ready(Hook.CUE, environ) is not None
    open_to_all.chmod(0o777)
    assert ready(Hook.CUE, environ) is None


def test_above_the_home_the_system_is_trusted(tmp_path: Path) -> None:
    open_to_all = tmp_path / "open"
    open_to_all.mkdir()
    home = Home(open_to_all / "home")
    home.path.mkdir(mode=0o700)
    home.writes("cue")
    open_to_all.chmod(0o777)
    assert refusal(home) == ""


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file to someone else")
def test_what_belongs_to_someone_else_is_not_used(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    path = home.writes("cue")
    os.chown(path, 12345, 12345)
    assert "belongs to someone else" in refusal(home)
    os.chown(path, 0, 0)
    os.chown(home.hooks, 12345, 12345)
    assert "belongs to someone else" in refusal(home)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    os.chown(path, 12345, 12345)
    assert refusal(home) == ""  # what lies above the folder may be root's
    os.chown(home.hooks.parent, 999, 999)
    assert f"{home.hooks.parent} belongs to someone else" in refusal(home)
    os.chown(home.hooks.parent, 12345, 12345)
    os.chown(home.hooks, 0, 0)
    assert f"{home.hooks} belongs to someone else" in refusal(home)
