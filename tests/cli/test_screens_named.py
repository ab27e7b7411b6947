"""What a command prints sends nobody to a screen: whoever cannot see one gets the command in its place."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from coach.cli.command_words import PHRASES, in_commands
from coach.content.loader import load_tips
from coach.domain.model import SETTINGS, Area
from tests.cli.conftest import Shell
from tests.test_prose import shown

ROOT = Path(__file__).parents[2]
KEPT = sorted((Path(__file__).parent / "__snapshots__" / "test_words").glob("*.txt"))
SCREEN = re.compile(
    r"\bin (?:the )?(?:Settings|Calendar|Help|Plan|Insights|Tips|menu)\b|\b(?:Settings|Calendar|Help) >"
    r"|\b[Pp]ress [a-z?:]\b|\bticked\b|\bon Today\b|\bSend a test\b|\bwhile you choose\b"
    r"|in the safety questions\b|\bOpen coach\b"
)
"""A screen, a menu, or a key, as something to go to."""

ALLOWED = {
    "the app, under Settings > Keys": "keys are of the screens alone, and they are chosen by pressing them",
    "You can change every key. Your own keys show at the bottom, in Help and in the commands.": "keys are"
    " of the screens alone",
    "run coach, and press the keys you want": "the same",
}
"""What names a screen, and why; a line counts if one of these stands in it."""


def names_a_screen(line: str) -> bool:
    for allowed in ALLOWED:
        line = line.replace(allowed, "")
    return SCREEN.search(line) is not None


def test_the_rule_finds_what_it_is_for() -> None:
    assert names_a_screen("Set the clock right, or correct their times in the Calendar.")
    assert names_a_screen("choose that yourself in Settings > Marks")
    assert names_a_screen("Press u to undo")
    assert not names_a_screen("Press the mat to one cheek with your fingers.")
    assert not names_a_screen("Insights, all areas: 6 sessions")


@pytest.mark.parametrize("file", KEPT, ids=lambda file: file.stem.partition("[")[2].rstrip("]"))
def test_no_kept_word_of_a_command_names_a_screen(file: Path) -> None:
    # Programs get the sentences as the screens have them, with the facts beside them.
    if "as JSON" in file.name:
        return
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if names_a_screen(line)] == []


def test_no_text_of_the_commands_names_a_screen() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {text}"
        for file in sorted((ROOT / "coach" / "cli").rglob("*.py"))
        if file.name != "command_words.py"
        for number, text in shown(ast.parse(file.read_text(encoding="utf-8")))
        if names_a_screen(text)
    ]
    assert found == []


def test_no_setting_and_no_lock_names_a_screen(ready: Shell) -> None:
    said = [ready.well("settings", name).out for name in SETTINGS]
    for area in ("feet", "stomach", "face"):
        said += [ready.well("today", "--area", area).out, ready("log", "5", "--area", area).err]
        said.append(ready.well("plan", "--area", area).out)
    ready.well("areas", "back", "off")
    said += [ready.well("today").out, ready.well("areas").out, ready("session").out]
    ready.well("areas", "back", "on")
    ready.well("setup", "--screening", "wound,feeling,thinners,unsure", "--numb-areas", "feet")
    for area in Area:
        said += [ready.well("today", "--area", area).out, ready.well("plan", "--area", area).out]
    said += [ready("session").err, ready("log", "5").err, ready.well("areas").out, ready.well("settings").out]
    ready.clock.advance(timedelta(days=1))
    said.append(ready.well("today").out)
    assert [line for text in said for line in text.splitlines() if names_a_screen(line)] == []


def test_the_command_stands_in_the_place_of_the_screen(ready: Shell) -> None:
    said = ready.well("today", "--area", "feet").out
    assert "or when you turn them on. To turn them on, run: coach areas feet on" in said
    said = ready.well("today", "--area", "stomach").out
    assert "because sources differ on it. To turn it on, run: coach areas stomach on" in said
    ready.well("setup", "--screening", "heart,wound")
    said = ready.well("today").out
    assert "You said yes to broken skin" in said
    assert "once they agree, say so with coach setup." in said
    assert "Answer the safety questions again with coach setup once your skin has healed." in said


def test_records_ahead_of_the_clock_are_put_right_by_a_command(ready: Shell) -> None:
    then = ready.clock.now()
    ready.clock.advance(timedelta(days=5))
    ready.well("log", "5")
    ready.clock.set(then)
    said = ready("doctor").out
    assert "Set the clock right, or correct their times with coach edit." in said
    assert not names_a_screen(said)


def test_each_phrase_still_stands_somewhere() -> None:
    """A sentence that has changed would go out unnoticed with its screen in it."""
    rest = [file for file in (ROOT / "coach").rglob("*.py") if "cli" not in file.relative_to(ROOT).parts]
    texts = [re.sub(r'"\s+f?"', "", file.read_text(encoding="utf-8")) for file in rest]
    texts += [tip.text for tip in load_tips()]
    stale = {phrase for phrase in PHRASES if not any(phrase in text for text in texts)}
    made_of_parts = {"once they agree, say so in the safety questions", "Say in the safety questions which"}
    assert stale - made_of_parts == set()


def test_no_tip_names_a_screen() -> None:
    assert [tip.id for tip in load_tips() if names_a_screen(in_commands(tip.text))] == []


def test_other_sentences_stay_as_they_are() -> None:
    assert in_commands("A first session is short and soft.") == "A first session is short and soft."
