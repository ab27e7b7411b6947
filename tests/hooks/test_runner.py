"""Running one hook: what it is told, and that nothing it does holds up or outlives the coach."""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
from pathlib import Path

import pytest

from coach.clock import SystemClock
from coach.hooks import runner
from coach.hooks.hook_files import Hook
from coach.hooks.noted_run import run_noted
from coach.hooks.runner import RunningHook, hook_environment
from tests.e2e.term import comes_true
from tests.hooks.homes import Home, alive

SHORT_S = 0.4


def outcome(home: Home, script: str, **variables: str) -> str:
    return RunningHook(home.hook("cue", script), variables, home.environ).wait()


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hooks have less time than five seconds here."""
    monkeypatch.setattr(runner, "LONGEST_S", SHORT_S)


def test_it_gets_the_variables_and_nothing_else_of_the_coach(home: Home) -> None:
    environ = home.environ | {"COACH_COMMAND": "x", "COACH_DATA": "old", "MINE": "kept"}
    told = hook_environment({"COACH_DATA": "new"}, environ)
    assert told == {name: each for name, each in home.environ.items() if name != "COACH_DATA"} | {
        "MINE": "kept",
        "COACH_DATA": "new",
        "COACH_HOOK": "1",
    }


def test_it_has_nothing_to_read_no_terminal_and_a_group_of_its_own(home: Home) -> None:
    script = f"""
        read -r line; echo "read $?" >> {home.path}/rung
        (: > /dev/tty) 2>/dev/null; echo "tty $?" >> {home.path}/rung
        echo "$(pwd) $(ps -o pgid= -p $$) $$" >> {home.path}/rung"""
    # something that it could read, were it handed on
    before, (reading, writing) = os.dup(0), os.pipe()
    os.write(writing, b"a line\n")
    os.dup2(reading, 0)
    try:
        assert outcome(home, script) == ""
    finally:
        os.dup2(before, 0)
        for each in (before, reading, writing):
            os.close(each)
    read, tty, where = home.rung()
    assert (read, tty != "tty 0") == ("read 1", True)
    folder, group, number = where.split()
    assert (folder, group) == (str(home.path), number)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 0", ""),
        ("echo fine >&2", ""),
        ("exit 3", "it ended with status 3"),
        (r"printf 'no\033[2J route\nmore' >&2; exit 7", "it ended with status 7: no\u241b[2J route"),
        (r"printf '\377' >&2; exit 1", "it ended with status 1: \ufffd"),
        ("kill -TERM $$", "it was ended by signal 15"),
    ],
)
def test_why_it_failed_is_told_with_the_first_line_that_it_said(home: Home, script: str, why: str) -> None:
    assert outcome(home, script) == why


def test_one_that_hangs_is_ended_with_all_that_it_started(home: Home, short: None) -> None:
    script = f"sleep 300 & echo $! > {home.path}/child; exec sleep 300"
    assert outcome(home, script) == "it still ran after 0 seconds, and was ended"
    child = int((home.path / "child").read_text())
    assert comes_true(lambda: not alive(child))


def test_what_it_leaves_behind_ends_with_it(home: Home) -> None:
    script = f"sleep 300 & echo $! > {home.path}/child; exit 0"
    assert outcome(home, script) == ""
    child = int((home.path / "child").read_text())
    assert comes_true(lambda: not alive(child))


@pytest.mark.parametrize(
    ("number", "error"),
    [(signal.SIGTERM, SystemExit), (signal.SIGHUP, SystemExit), (signal.SIGINT, KeyboardInterrupt)],
)
def test_a_signal_to_whoever_waits_ends_the_hook_too(
    home: Home, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, error: type[BaseException]
) -> None:
    child = home.path / "child"
    path = home.hook("due", f"echo $$ > {child}.new; mv {child}.new {child}; exec sleep 300")

    def wait(*_: object) -> None:
        if child.exists():
            signal.raise_signal(number)

    before = signal.getsignal(number)
    monkeypatch.setattr(select, "select", wait)
    with pytest.raises(error):
        run_noted(home.data, Hook.DUE, path, {}, SystemClock(), home.environ)
    monkeypatch.undo()
    assert comes_true(lambda: not alive(int(child.read_text())))
    assert signal.getsignal(number) is before


def test_one_that_ignores_every_signal_is_ended(home: Home, short: None) -> None:
    script = "trap '' HUP INT TERM PIPE; while :; do sleep 1; done"
    assert "was ended" in outcome(home, script)


def test_one_that_floods_costs_no_memory(home: Home, short: None) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    line = "x" * 1000
    said = outcome(home, f"while :; do echo {line}; echo {line} >&2; done")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    unit = 1 if sys.platform == "darwin" else 1024
    assert grown * unit < 20_000_000
    # nobody listens any more, which ends most programs
    assert said.startswith(("it was ended by signal", "it still ran", "it ended with status"))
    assert len(said) < 300


def test_what_one_prints_goes_nowhere(home: Home, capfd: pytest.CaptureFixture[str]) -> None:
    assert outcome(home, "echo out; echo err >&2") == ""
    assert capfd.readouterr() == ("", "")


def test_nobody_listens_for_long_to_one_that_floods(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "MOST_BYTES", 10)
    said = outcome(home, "echo 0123456789 >&2; while :; do echo x >&2; done")
    assert said == f"it was ended by signal {signal.SIGPIPE:d}: 0123456789"


def test_a_program_without_a_first_line_is_told(home: Home) -> None:
    path = home.hook("cue", "")
    path.write_text("echo x\n", encoding="utf-8")
    assert "#!/bin/sh" in RunningHook(path, {}, home.environ).wait()


def test_one_that_is_gone_or_wants_a_program_that_is_not_there(home: Home) -> None:
    path = home.hook("cue", "")
    path.write_text("#!/nowhere/sh\n", encoding="utf-8")
    assert "cannot be started: it is gone" in RunningHook(path, {}, home.environ).wait()
    path.unlink()
    assert "cannot be started: it is gone" in RunningHook(path, {}, home.environ).wait()


def test_a_home_that_is_gone_is_no_hindrance(home: Home, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = home.hook("cue", f'pwd > "{home.path}/where"')
    environ = home.environ | {"HOME": str(tmp_path_factory.getbasetemp() / "gone")}
    assert RunningHook(path, {}, environ).wait() == ""
    assert (home.path / "where").read_text() == "/\n"
    assert Path.cwd() != Path("/")
