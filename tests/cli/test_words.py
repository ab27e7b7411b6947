"""What the commands say, word for word, line by line: kept as text, so that a change is seen.

After a change that was meant, and read: add `--snapshot-update`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from coach.cli.plain_session import whole_session
from coach.domain.model import Area, Change, Settings
from coach.store import Store
from tests.cli.conftest import Shell
from tests.cli.plain_session.fortnight_in_lines import Typing
from tests.cli.plain_session.scripted import Entry, Passes
from tests.conftest import FixedClock

HIDDEN = (
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{26}\b"), "<id>"),
    (re.compile(r"(?<=Z-)[0-9a-f]{16}\b"), "<digest>"),
    (re.compile(r"(?<=, column )\d+"), "<n>"),
)
"""What is another each time."""


class Transcript(SingleFileSnapshotExtension):
    """One readable file a scene."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


class Talk:
    """Someone at a prompt, and all that is typed and said there."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.folder = shell.path.parent.parent
        self._lines: list[str] = []

    def __call__(self, line: str) -> None:
        """Runs a command; what it complains of is marked."""
        said = self.shell(*line.split())
        marked = [f"! {each}" for each in said.err.splitlines()]
        status = [f"-> {said.status}"] if said.status else []
        self._lines += [f"$ coach {line}", *said.out.splitlines(), *marked, *status, ""]

    def lies(self, *entries: Entry, words: str = "") -> None:
        """Runs `coach session` and types these lines, each where it is read."""
        lines = Typing(self.shell.clock, *entries)
        with patch.object(whole_session, "standard_input", lambda: lines):
            self(f"session {words}".rstrip())

    def quietly(self, *lines: str) -> None:
        """Runs commands that other tests are about."""
        for line in lines:
            self.shell(*line.split())

    def waits(self, **time: float) -> None:
        """Lets time go by."""
        self.shell.clock.advance(timedelta(**time))

    def spoils(self, old: bytes, new: bytes, times: int = -1) -> None:
        """Changes the file from beside."""
        data = self.shell.path.read_bytes()
        assert old in data
        self.shell.path.write_bytes(data.replace(old, new, times))

    def writes(self, name: str, text: str) -> None:
        """Writes a file into the folder in which the person is."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def another(self, name: str) -> Talk:
        """The same person on another machine, with a file of its own."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        return Talk(Shell(path, self.shell.clock, self.shell._capsys))

    @property
    def text(self) -> str:
        """All that was said."""
        text = "\n".join(self._lines).replace(str(self.folder), "<folder>")
        for pattern, name in HIDDEN:
            text = pattern.sub(name, text)
        return text


def three_days(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC")
    for _ in range(3):
        talk.quietly("log 5 --sharpness 3 --skin clear --before 6 --after 4")
        talk.waits(days=1)
        talk.quietly("check clear")


def each_day(talk: Talk) -> None:
    talk("today")
    talk("setup --screening none --tz UTC")
    talk("log 5 --sharpness 3 --skin clear --before 6 --after 4 --note slept")
    talk("today")
    talk("remind")
    talk("status")
    talk.waits(days=1)
    talk("remind")
    talk("check pink")
    talk("check clear")
    talk("status")
    talk("log 4.8 --at 06:30")
    talk("log 5.01 --at 06:32")
    talk("log 5.01 --at 07:00")
    talk("log 40")
    talk("log 2 --skin sore --stopped sharp --at 07:20")
    talk.waits(days=1)
    talk("today")
    talk("calendar")
    talk("fortnight")
    talk("insights")
    talk("plan")
    talk("areas")


def days_off(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC")
    talk("pause")
    talk("pause")
    talk("pause --off")
    talk("pause --off")
    talk("pause 2026-01-09 2026-01-12 --for illness")
    talk.waits(days=5)
    talk("today")
    talk("status")
    talk("remind")
    talk("calendar --ascii")


def taken_back(talk: Talk) -> None:
    talk("undo")
    talk("redo")
    three_days(talk)
    talk("undo --list")
    talk("undo")
    talk("undo --yes")
    talk("redo")
    talk("redo")


def copies(talk: Talk) -> None:
    talk("backup")
    talk("backup list")
    three_days(talk)
    talk("backup create")
    talk("backup list")
    talk("backup restore")
    talk("backup restore nothing")
    talk("backup restore 20260105 --yes")


def rhythm(talk: Talk) -> None:
    three_days(talk)
    talk("settings rhythm")
    talk("settings rhythm 2")
    talk("settings rhythm 3")
    talk("settings rhythm 3")
    talk.waits(days=3)
    for _ in range(3):
        talk.waits(days=1)
        talk.quietly("check clear")
        talk.quietly("log 5 --sharpness 3 --skin clear")
        talk("status")
    talk("calendar")
    talk.waits(days=1)
    talk.quietly("check clear")
    talk("today")
    talk("remind")
    talk("status")
    talk.waits(days=14)
    talk("today")
    talk("insights")
    talk("settings rhythm every-day")
    talk("undo")


def settings(talk: Talk) -> None:
    talk("settings")
    three_days(talk)
    talk.quietly("setup --tz Europe/Zurich --sensitive --goal-minutes 15")
    other = Settings(
        tz="Europe/Zurich", rollover=4, week_start=6, grace=1, area=Area.FEET, ready_s=60, theme="dawn",
        marks="ascii", bell=False, notify="osc9", cues=False, breathing=True, animation=True,
        cue_sentence="I brush my teeth", keymap={"help": "f1"},
    )  # fmt: skip
    Store(talk.shell.path, talk.shell.clock).change(
        lambda book: Change("All of it", put=(other._replace(id=book.settings.id),))
    )
    talk("settings")
    talk("settings --json")


def written_out(talk: Talk) -> None:
    three_days(talk)
    for name in ("out.json", "out.csv", "out.ics"):
        talk(f"export -o {talk.folder / name} --format {name[4:]}")
    talk(f"export -o {talk.folder / 'out.csv'} --format csv")
    talk(f"report -o {talk.folder / 'page.html'}")
    talk(f"report -o {talk.folder / 'page.html'}")
    talk(f"report -o {talk.folder / 'page.txt'}")


def misfits(talk: Talk) -> None:
    three_days(talk)
    talk.spoils(b'"done_min": 5.0', b'"done_min": 5000', 1)
    talk("calendar")
    talk.spoils(b'"done_min": 5.0', b'"done_min": "x"', 1)
    talk("calendar")
    talk("status")
    talk("doctor")
    talk("doctor --repair")


def damage(talk: Talk) -> None:
    talk("doctor")
    three_days(talk)
    talk("doctor")
    lines = talk.shell.path.read_bytes().splitlines(keepends=True)
    _, second, *_ = (line for line in lines if b'"done_min"' in line)
    talk.spoils(second, second.replace(b'"ended": "', b'"ended": "\0\0'))
    talk("today")
    talk("doctor")
    talk("doctor --repair")
    talk("doctor")


def loss(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC", "log 5")
    talk.spoils(b'"done_min"', b"!done_min!")
    talk("doctor")
    talk("doctor --repair")
    talk.shell.path.write_bytes(b"garbage")
    talk("doctor")


def beyond_repair(talk: Talk) -> None:
    talk.shell.path.parent.mkdir(mode=0o700)
    talk.shell.path.write_bytes(b"garbage")
    talk.shell.path.chmod(0o600)
    talk("doctor")
    talk("doctor --repair")


def much_damage(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC")
    for _ in range(25):
        talk.waits(days=1)
        talk.quietly("log 5")
    talk.spoils(b'"done_min": 5.0', b'"done_min": 5000')
    talk("doctor")
    talk.spoils(b'"done_min": 5000', b"!done_min!")
    talk("doctor")


def beside(talk: Talk) -> None:
    """A copy of a sync tool, and a file that a writer left half done."""
    three_days(talk)
    copy = talk.shell.path.with_name("coach.sync-conflict-20260106-070000-ABCDEFG.json")
    copy.write_bytes(talk.shell.path.read_bytes())
    talk.shell.path.chmod(0o644)
    talk("doctor")
    talk("doctor --repair")
    talk("doctor")


def rows(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC")
    talk(f"import {talk.folder / 'nowhere.csv'}")
    head = "started_at,area,done_min"
    talk.writes("good.csv", f"{head}\n2026-01-01T07:00,back,5\n2026-01-02T07:00,back,4.8\n")
    talk(f"import {talk.folder / 'good.csv'} --dry-run")
    talk(f"import {talk.folder / 'good.csv'}")
    talk(f"import {talk.folder / 'good.csv'}")
    talk.writes("bad.csv", f"{head}\n2026-01-03T07:00,back,721\n2026-01-03T07:00,neck,5\n")
    talk(f"import {talk.folder / 'bad.csv'}")
    talk.writes("one.csv", f"{head}\n2026-01-03T07:00,back,721\n2025-12-03T07:00,back,5\n")
    talk(f"import {talk.folder / 'one.csv'}")
    talk(f"import {talk.folder / 'one.csv'} --skip-bad")
    many = "".join(f"2025-12-{day:02}T07:00,neck,5\n" for day in range(1, 26))
    talk.writes("many.csv", f"{head}\n{many}")
    talk(f"import {talk.folder / 'many.csv'}")
    talk.writes("long.csv", f"{head},cover\n2025-11-01T07:00,back,45,bare\n2025-11-02T07:00,back,25,bare\n")
    talk(f"import {talk.folder / 'long.csv'}")
    talk(f"import {talk.folder / 'long.csv'} --yes")
    talk("undo --yes")


def records(talk: Talk) -> None:
    three_days(talk)
    bundle = talk.folder / "all.json"
    talk.quietly("undo --yes", f"export -o {bundle}")
    talk(f"import {bundle}")
    stranger = talk.another("other/coach.json")
    stranger.quietly("setup --screening none --tz UTC", "log 3 --on 2026-01-06 --skin numb --again")
    stranger.quietly(f"export -o {talk.folder / 'theirs.json'}")
    talk(f"import {talk.folder / 'theirs.json'} --dry-run")
    talk(f"import {talk.folder / 'theirs.json'}")
    talk(f"import {talk.folder / 'theirs.json'} --yes")


def grown_apart(talk: Talk) -> None:
    talk.quietly("setup --screening none --tz UTC", "log 5 --note both")
    talk("merge")
    path = talk.shell.path.with_name("coach.sync-conflict-20260106-070000-ABCDEFG.json")
    path.write_bytes(talk.shell.path.read_bytes())
    copy = Talk(Shell(path, talk.shell.clock, talk.shell._capsys))
    talk.waits(days=1)
    talk.quietly("log 4", "setup --tz Europe/Rome", "log 2 --on 2026-01-04 --at 19:00")
    talk.waits(hours=1)
    copy.quietly("log 3 --skin numb", "setup --tz Europe/Oslo", "log 2 --on 2026-01-04 --at 19:00")
    talk("merge --dry-run")
    talk("merge")
    talk(f"merge {path}")
    talk("undo --yes")
    talk(f"merge {talk.folder / 'nowhere.json'}")
    stranger = talk.another("other/coach.json")
    stranger.quietly("setup --screening heart --tz UTC", "log 1 --on 2026-01-02")
    talk(f"merge {stranger.shell.path}")
    talk(f"merge {stranger.shell.path} --yes")


def much_loss(talk: Talk) -> None:
    """A backup with the later half of what is damaged; no backup; a document that stands there twice."""
    three_days(talk)
    whole = talk.shell.path.read_bytes()
    talk.spoils(b'"done_min": 5.0', b'"done_min": 5000', 1)
    talk.spoils(b'"undo": {', b'"undo": [{')
    talk("doctor")
    talk.shell.path.write_bytes(whole)
    line = next(each for each in whole.splitlines(keepends=True) if b'"done_min"' in each)
    talk.spoils(line, line + line)
    talk("doctor")
    talk.shell.path.write_bytes(whole)
    for _ in range(22):
        talk.waits(days=1)
        talk.quietly("log 5")
    for backup in (talk.shell.path.parent / "backups").iterdir():
        backup.unlink()
    talk.spoils(b'"done_min"', b"!done_min!")
    talk("doctor")


def asked_first(talk: Talk) -> None:
    """What a yes would agree to, and what a record is warned of."""
    talk.writes("in.csv", "started_at,area,done_min\n2026-01-01T07:00,back,5\n")
    talk.quietly(f"import {talk.folder / 'in.csv'}")
    talk("setup --screening none")
    talk("setup --screening none --start some --goal-cover bare --sensitive --yes")
    talk("setup --screening none --tz UTC --yes")
    talk("log 12 --cover bare --area stomach")
    talk("log 35 --yes --cover towel --at 06:00")
    talk("setup --goal-cover bare --sensitive")
    talk("setup --goal-cover bare --sensitive --yes")
    talk("setup --unchanged")
    talk("setup --old-comfort sharp")
    talk.shell.path.unlink()
    talk("today")
    talk("setup --screening none")
    talk("setup --screening none --yes")


def deleted_there(talk: Talk) -> None:
    """A session that is deleted on the other machine goes here too."""
    three_days(talk)
    bundle = talk.folder / "all.json"
    other = talk.another("other/coach.json")
    other.shell.path.write_bytes(talk.shell.path.read_bytes())
    other.quietly("undo --yes", "undo --yes", f"export -o {bundle}")
    talk(f"import {bundle}")
    talk(f"import {bundle}")


def month(talk: Talk) -> None:
    """Two weeks, with two days left out, a stop, and notes of before and after."""
    talk.quietly("setup --screening none --tz UTC")
    for day in range(16):
        if day == 6:
            talk.quietly("log 3 --sharpness 8 --skin clear --before 5 --after 5 --stopped sharp")
        elif day not in (3, 9):
            minutes = talk.shell("today", "--json").json["minutes"] or 5
            talk.quietly(f"log {minutes} --sharpness 4 --skin clear --before 6 --after {3 + day % 2}")
        talk.waits(days=1)
        talk.quietly("check clear")


def looks(talk: Talk) -> None:
    talk("fortnight")
    month(talk)
    talk("calendar --month 2025-12")
    talk("calendar --year 2026")
    talk("calendar --year 2026 --ascii")
    talk("plan --rules")
    talk("plan --own")
    talk("plan --area feet --days 5")
    talk("insights")
    talk("insights --area feet")
    talk("fortnight")
    talk("tips")
    talk("tips towel --topic safety")
    talk("tips nothingatall")
    talk("known")
    talk("status --format {streak}/{minutes}/{state}")
    talk("remind --streak")
    talk("remind --after 23:00")
    talk("check clear")
    talk("undo --list")
    talk("export --format csv")


def as_json(talk: Talk) -> None:
    three_days(talk)
    for name in ("today", "status", "plan", "areas", "insights", "fortnight", "settings", "known"):
        talk(f"{name} --json")
    talk("tips towel --json")


def one_day(talk: Talk) -> None:
    three_days(talk)
    talk("day")
    talk("day yesterday")
    talk("day 2026-01-01")
    talk("note calm")
    talk("pause today today")
    talk("day")
    talk("edit yesterday sharpness=8 skin=pink")
    talk("day yesterday")
    talk("edit yesterday minutes=7 note=")
    talk("edit yesterday sharpness=")
    talk("edit yesterday minutes=40")
    talk("edit yesterday")
    talk("edit yesterday sharp=3")
    talk("edit 2026-01-01 minutes=6")
    talk("log 3 --on yesterday --at 19:00")
    talk("edit yesterday minutes=6")
    talk("edit yesterday/2 day=2026-01-06 at=20:30")
    talk("check sore --on yesterday")
    talk("delete yesterday")
    talk("delete yesterday --yes")
    talk("note --remove today")
    talk("day yesterday")


def tip_marks(talk: Talk) -> None:
    three_days(talk)
    talk("tips lie-still")
    talk("tips --favourite back-first")
    talk("tips --favourites")
    talk("tips --open back-first")
    talk("tips --open nothing-at-all")
    talk("tips --review 2")
    talk("tips --topic nothing")


def in_lines(talk: Talk) -> None:
    """A session from its questions to what is next; stopped, left and joined; and where none may start."""
    talk.lies()
    talk.quietly("setup --screening none --tz UTC")
    talk.lies("sore", "4", "", Passes(301), "f", "what", "3", "2", "?", "1", "slept well")
    talk.lies()
    talk.waits(days=1)
    talk.lies("?", "rosy", "clear", "", "?", "", Passes(70), "p", Passes(5), "?", "", "x", "d", "q")
    talk.waits(days=1)
    talk.lies("1", "", Passes(40), "q")
    talk.lies("+", "f", "k", "?", "m", "f", "", "q")
    talk.waits(days=1)
    talk.lies("pink")
    talk.lies()
    talk.waits(days=2)
    talk.quietly("check clear")
    talk.lies(words="99")
    talk.lies("", "", Passes(2), words="--free 2")
    talk.waits(hours=2)
    talk.lies("q")
    talk.lies("d")
    talk.quietly("pause today today")
    talk.lies()


def open_questions(talk: Talk) -> None:
    month(talk)
    talk("check numb")
    talk("areas")
    talk("plan")
    talk("plan --own")
    talk("today")
    talk("setup --screening heart")
    talk("today")
    talk("areas")
    talk("plan")
    talk("log 5")
    talk("remind")
    talk("status")


SCENES: dict[str, Callable[[Talk], None]] = {
    "each day": each_day,
    "looks": looks,
    "as JSON": as_json,
    "open questions": open_questions,
    "one day": one_day,
    "tip marks": tip_marks,
    "session": in_lines,
    "days off": days_off,
    "taken back": taken_back,
    "copies": copies,
    "rhythm": rhythm,
    "settings": settings,
    "written out": written_out,
    "doctor, misfits": misfits,
    "doctor, damage": damage,
    "doctor, loss": loss,
    "doctor, beyond repair": beyond_repair,
    "doctor, much damage": much_damage,
    "doctor, beside": beside,
    "doctor, much loss": much_loss,
    "asked first": asked_first,
    "import, deleted there": deleted_there,
    "import, rows": rows,
    "import, records": records,
    "merge": grown_apart,
}


@pytest.mark.parametrize("scene", SCENES)
def test_the_commands_say_what_was_kept(
    scene: str,
    store_path: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    snapshot: SnapshotAssertion,
) -> None:
    talk = Talk(Shell(store_path, clock, capsys))
    SCENES[scene](talk)
    assert talk.text == snapshot(extension_class=Transcript)
