"""The tests hold where signals are ignored, far from UTC, in plain ASCII, in a folder of a short name."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.e2e.term import ROOT, environment

SAMPLE = (
    "tests/terminal/test_shutdown.py::test_a_signal_asks_first_and_forces_then[1-129]",
    "tests/terminal/test_driver.py::test_a_signal_has_its_status_and_leaves_nothing_behind[1-129]",
    "tests/screens/settings/test_backups_dialog.py::test_a_damaged_backup_is_not_put_back",
    "tests/test_environments.py::test_what_a_test_starts_hears_every_signal",
    "tests/screens/shared/test_damaged_file.py::test_what_is_readable_and_the_newest_backup_are_told",
    "tests/cli/commands/test_today.py::test_the_zone_of_the_settings_decides_what_day_it_is[Pacific/Kiritimati-2026-01-05]",
)
"""One test of each kind that such a world has broken."""

# As `nohup` does, and a shell without job control: what it starts finds the signals ignored.
_IGNORING = (
    "import os,signal,sys\n"
    "for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT): signal.signal(number, signal.SIG_IGN)\n"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)


def test_a_sample_of_the_tests_passes_in_an_unkind_world() -> None:
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="t") as folder:
        done = subprocess.run(
            [
                sys.executable, "-c", _IGNORING, "-m", "pytest", "-q", "-n", "0",
                "-p", "no:cacheprovider", "--basetemp", str(Path(folder) / "x"), *SAMPLE,
            ],
            cwd=ROOT,
            env=environment(TZ="Pacific/Kiritimati", LC_ALL="C", LANG="C"),
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
    assert f"{len(SAMPLE)} passed" in done.stdout


def test_what_a_test_starts_hears_every_signal() -> None:
    """A program inherits what is ignored, and the ways out of the coach would then be tried in vain."""
    ask = "import signal; print(*(n.name for n in signal.Signals if signal.getsignal(n) is signal.SIG_IGN))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout
    assert set(told.split()) <= {"SIGPIPE", "SIGXFSZ", "SIGXFZ"}, "the two that Python itself ignores"
    assert signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN
