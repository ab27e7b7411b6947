"""The coach on a Textual whose own names are others: it opens, runs a session, leaves clean, and says so.

Run it with `-s` for the table. The default run has all names taken away together; `-m long` has each in turn,
renamed and in other shapes, and each group.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.terminal.textual_private import names
from coach.terminal.textual_private.names import GROUPS
from coach.terminal.textual_private.probe import Group
from tests.e2e.person import Person
from tests.e2e.term import Terminal
from tests.terminal.another_textual import Alteration, moved, renamed, with_one_more

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
NOTICE = "Made for another Textual"

_WATCHED = (r"(?<!\w)_(watch__)?(list_visible|show_busy)(?!\w)", r"_\1\2_of_old")

RENAMED: dict[str, Sequence[Alteration]] = {
    "_display": [renamed("_display")],
    "_batch_count": [renamed("_batch_count")],
    "_driver": [renamed("_driver")],
    "ChopsUpdate": [renamed("ChopsUpdate")],
    "LayoutUpdate": [renamed("LayoutUpdate")],
    "_handle_exception": [renamed("_handle_exception")],
    "_file": [(r"\b(self|driver)\._file\b", r"\1._file_of_old")],
    "_in_band_window_resize": [renamed("_in_band_window_resize")],
    "_get_terminal_size": [renamed("_get_terminal_size")],
    "fileno": [(r"\bself\.fileno\b(?!\()", "self.fileno_of_old")],
    "attrs_before": [renamed("attrs_before")],
    "start_application_mode": [renamed("start_application_mode")],
    "stop_application_mode": [renamed("stop_application_mode")],
    "disable_input": [renamed("disable_input")],
    "run_input_thread": [renamed("run_input_thread")],
    "process_message": [renamed("process_message")],
    "XTermParser": [renamed("XTermParser")],
    "_awaiting": [renamed("_awaiting")],
    "ANSI_SEQUENCES_KEYS": [renamed("ANSI_SEQUENCES_KEYS")],
    "FUNCTIONAL_KEYS": [renamed("FUNCTIONAL_KEYS")],
    "_character_to_key": [renamed("_character_to_key")],
    "_screen_resized": [renamed("_screen_resized")],
    "_compositor_refresh": [renamed("_compositor_refresh")],
    "_on_timer_update": [renamed("_on_timer_update")],
    "_layout_required": [renamed("_layout_required")],
    "_compositor": [(r"(?<!textual)\._compositor\b", "._compositor_of_old")],
    "_dirty_regions": [renamed("_dirty_regions")],
    "_disable_notifications": [renamed("_disable_notifications")],
    "_disable_tooltips": [renamed("_disable_tooltips")],
    "_watch__list_visible": [_WATCHED],
    "_watch__show_busy": [_WATCHED],
}
"""How each name becomes another, in all of Textual."""

MOVED = {f"module {name}": [moved(name)] for name in ("_compositor", "_xterm_parser", "_ansi_sequences")}
"""How the modules become others in which names of Textual's own lie."""

RESHAPED: dict[str, Sequence[Alteration]] = {
    **{
        f"{name}, one parameter more": [with_one_more(name)]
        for name in (
            "_display", "_handle_exception", "_get_terminal_size", "run_input_thread", "process_message",
            "start_application_mode", "stop_application_mode", "disable_input", "close", "_character_to_key",
            "_screen_resized", "_compositor_refresh", "_on_timer_update",
            "_watch__list_visible", "_watch__show_busy",
        )
    },
    "_batch_count, a fraction": [(r"\bself\._batch_count = 0\b", "self._batch_count = 0.0")],
    "_layout_required, a number": [(r"\bself\._layout_required = False\b", "self._layout_required = 0")],
    "_disable_tooltips, a number": [(r"\bself\._disable_tooltips = False\b", "self._disable_tooltips = 0")],
    "ChopsUpdate, of other parts": [renamed("chop_ends")],
    "LayoutUpdate, of other parts": [(r"\bself\.strips\b", "self.rows")],
    "_awaiting, of other parts": [(r"\b(class \w+1\(.*\):\s+\"\"\".*\"\"\"\s+)timeout\b", r"\1wait")
                                  , (r"_awaiting\.timeout\b", "_awaiting.wait")],
    "LinuxDriver.__init__, one parameter more": [
        (r"(class LinuxDriver(?:.|\n)*?size: tuple\[int, int\] \| None = None,)", r"\1 more: bool = False,")
    ],
    "_show_busy, watched at once": [(r"async (def _watch__show_busy)", r"\1")],
}  # fmt: skip
"""How names stay, and what they name takes another shape."""


@dataclass
class Row:
    """What was seen with something taken away."""

    case: str
    opened: bool = False
    session: bool = False
    clean: bool = False
    said: bool = False
    lost: str = ""

    def __str__(self) -> str:
        marks = (self.opened, self.session, self.clean, self.said)
        return "  ".join(f"{'yes' if mark else 'NO':7}" for mark in marks) + self.lost


def of_group(group: Group) -> list[Alteration]:
    """All names of a group are others; those that every stream has by that name stay."""
    return [each for name in group.names for each in RENAMED.get(name.name, ())]


GROUP_NAMES = {name: group for name, group in vars(names).items() if isinstance(group, Group)}
ALL = [each for group in GROUPS for each in of_group(group)]


class OnAnother(Person):
    """A person whose coach runs on another Textual."""

    def __init__(self, folder: Path, alterations: Sequence[Alteration], prepared: Path) -> None:
        super().__init__(folder, MORNING)
        self.alterations = list(dict.fromkeys(alterations))
        self.file.parent.mkdir()
        shutil.copy(prepared, self.file)

    def runs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(*arguments),
            env=self._surroundings(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def begins(self) -> None:
        """Open the coach and lie down."""
        self.opens("[ Start ]")
        self.sees(NOTICE)
        self.presses("enter")
        self.sees("Settle down")
        self.presses("enter")
        self.sees("Space Pause")

    def ends_by(self, number: signal.Signals) -> None:
        """Be ended by a signal while a session runs."""
        self.at.kill(number)
        status = self.at.wait_exit()
        assert (status, self.at.residue()) == (128 + number, set()), self.at.picture()
        assert "Traceback" not in self.at.screen_text()

    def _started(self, cols: int, rows: int) -> Terminal:
        return Terminal(self._command(), self._surroundings(), cols, rows, cwd=self.folder)

    def _command(self, *arguments: str) -> list[str]:
        how = [sys.executable, "-m", "tests.terminal.another_textual", json.dumps(self.alterations)]
        return [*how, str(self.hands.file), *arguments]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of somebody who has answered the questions."""
    with Person(tmp_path_factory.mktemp("prepared"), MORNING) as one:
        one.prepared(("setup", "--screening", "none", "--tz", "UTC"))
        return one.file


@pytest.fixture(scope="module")
def table() -> Iterator[list[Row]]:
    """What was seen on each; it is printed at the end."""
    rows: list[Row] = []
    yield rows
    width = max((len(row.case) for row in rows), default=0)
    sys.stdout.write(f"\n{'taken away':{width}}  opened   session  clean    said     lost\n")
    for row in rows:
        sys.stdout.write(f"{row.case:{width}}  {row}\n")


def live_through(
    folder: Path, alterations: Sequence[Alteration], prepared: Path, row: Row, *signals: signal.Signals
) -> list[Group]:
    """Open, be on the mat, leave in several ways, and ask; returns the groups that are said to lapse."""
    with OnAnother(folder, alterations, prepared) as person:
        person.begins()
        row.opened = True
        for number in signals:
            person.ends_by(number)
            person.opens("Space Pause")
        person.lets_pass(minutes=3)
        person.presses("f")
        person.sees("Finish early?")
        person.presses("f")
        person.sees("How was it?")
        person.presses("escape")
        person.sees_no_more("How was it?")
        [session] = person.documents("sessions")
        row.session = session["done_min"] == 3.0
        person.closes()
        row.clean = True
        version, doctor = person.runs("--version"), person.runs("doctor")
        said = version.stderr.strip().removeprefix("coach: ")
        row.said = bool(said) and "\n" not in said and said in doctor.stdout
        assert (version.returncode, doctor.returncode) == (0, 1)
    lost = [group for group in GROUPS if group.lapse in said]
    row.lost = "; ".join(group.lapse for group in lost)
    assert row.session
    assert row.said, (version, doctor)
    return lost


@pytest.mark.long
def test_with_all_names_taken_away_a_stalled_terminal_is_left_too(tmp_path: Path, prepared: Path) -> None:
    with OnAnother(tmp_path, ALL, prepared) as person:
        person.opens(NOTICE)
        person.at.stall()
        person.at.kill(signal.SIGTERM)
        assert person.at.wait_exit_unread() == 143
        assert person.at.residue() == set()


@pytest.mark.long
def test_with_all_names_taken_away_a_lost_line_ends_it(tmp_path: Path, prepared: Path) -> None:
    with OnAnother(tmp_path, ALL, prepared) as person:
        person.begins()
        person.loses_the_line()
        person.opens("Space Pause")
        person.presses("f")
        person.sees("Finish early?")


def test_with_all_names_taken_away_it_is_a_coach_still(
    tmp_path: Path, prepared: Path, table: list[Row]
) -> None:
    table.append(Row("all together"))
    signals = signal.SIGTERM, signal.SIGHUP, signal.SIGINT
    assert live_through(tmp_path, ALL, prepared, table[-1], *signals) == list(GROUPS)


@pytest.mark.long
@pytest.mark.parametrize("case", GROUP_NAMES)
def test_with_a_group_taken_away_it_keeps_the_others(
    case: str, tmp_path: Path, prepared: Path, table: list[Row]
) -> None:
    """Names stand in two groups, so that others can lapse along."""
    table.append(Row(f"all of {case}"))
    group = GROUP_NAMES[case]
    lost = live_through(
        tmp_path, of_group(group), prepared, table[-1], signal.SIGTERM, signal.SIGHUP, signal.SIGINT
    )
    assert group in lost
    assert len(lost) < 4


@pytest.mark.long
@pytest.mark.parametrize("case", [*RENAMED, *MOVED, *RESHAPED])
def test_with_one_name_taken_away_it_loses_no_more_than_its_group(
    case: str, tmp_path: Path, prepared: Path, table: list[Row]
) -> None:
    table.append(Row(case))
    alterations = (RENAMED | MOVED | RESHAPED)[case]
    assert 0 < len(live_through(tmp_path, alterations, prepared, table[-1], signal.SIGTERM)) < 4


def test_every_name_has_its_turn() -> None:
    """`close` and `__init__` cannot be renamed, for everything has one; they change their shapes."""
    listed = {name.name for group in GROUPS for name in group.names}
    assert listed - set(RENAMED) == {"close", "__init__"}
