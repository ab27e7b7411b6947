"""What people type about their file: its faults and copies, and what is taken into it."""

from __future__ import annotations

from tests.cli.conftest import Shell
from tests.cli.talk import Talk, three_days


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


def copies(talk: Talk) -> None:
    talk("backup")
    talk("backup list")
    three_days(talk)
    talk("backup create")
    talk("backup list")
    talk("backup restore")
    talk("backup restore nothing")
    talk("backup restore 20260105 --yes")
