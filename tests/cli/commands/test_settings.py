"""`coach settings`: what is said is what can be typed."""

from __future__ import annotations

import re

from coach.domain.model import SETTINGS, Area
from tests.cli.conftest import Shell


def test_each_line_has_what_to_type_beside_it(ready: Shell) -> None:
    said = ready.well("settings").out
    assert "  Settle down (ready_s): 30 seconds\n" in said
    assert "  Bell: on\n" in said
    assert "  Goal (coach setup): " in said
    assert all(f"(coach areas {area}): " in said for area in Area)
    found = set()
    for label, typed in re.findall(r"^  ([^(:]+?)(?: \(([^)]+)\))?: ", said, re.MULTILINE):
        if not typed.startswith(("coach ", "only ")):
            name = typed or label.lower()
            found.add(name)
            assert ready.well("settings", name).out.startswith(f"{label} ({name}): ")
    assert found == set(SETTINGS) - {"keymap"} | {"rhythm"}
    assert "  Keys (only in the app): default\n" in said
    # columns are heard as a long silence, or not at all
    assert not re.search(r"\S  +\S", said)


def test_a_reminder_is_no_setting_but_there_is_a_command(ready: Shell) -> None:
    for name in ("reminder", "Reminders"):
        said = ready("settings", name)
        assert said.status == 2
        assert "coach remind --install" in said.err
        assert "ready_s" not in said.err


def test_interval_bells_say_that_the_bell_is_off(ready: Shell) -> None:
    silent = "no interval bell rings. To turn it on, run: coach settings bell on"
    assert silent not in ready.well("settings", "interval_bells", "5").out
    assert silent in ready.well("settings", "bell", "off").out
    assert silent in ready.well("settings", "interval_bells", "2").out
    assert silent in ready.well("settings", "interval_bells").out
    assert silent not in ready.well("settings", "theme", "dawn").out
    assert silent not in ready.well("settings", "interval_bells", "none").out
    ready.well("settings", "interval_bells", "5")
    assert silent not in ready.well("settings", "bell", "on").out
