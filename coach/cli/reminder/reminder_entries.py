"""The entry that runs `coach remind` every day, as text for systemd, launchd and cron."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import NamedTuple

from coach.cli.reminder.schedulers import Scheduler

MARK = "written by: coach remind --install"
"""The words that show that an entry is the coach's own; only such a one is ever replaced or removed."""

_NAME = "coach-remind"
_LABEL = "coach.remind"


class EntryFile(NamedTuple):
    """A file of an entry."""

    path: Path
    text: str


class Entry(NamedTuple):
    """The files or the line to write, and the commands that make them take effect."""

    files: tuple[EntryFile, ...]
    line: str
    """The line for the table of cron; empty for the others."""
    on: tuple[str, ...]
    """The commands that switch it on once it is written."""
    off: tuple[str, ...]
    """The commands that switch it off again."""
    once_removed: tuple[str, ...]
    """The commands that end what still runs once its files are gone."""
    where: str
    """Where its line goes, and how a fault is seen there, in one sentence."""


def entry(kind: Scheduler, words: Sequence[str], at: time, environ: Mapping[str, str], home: Path) -> Entry:
    """Returns the entry that runs a command each day at a time."""
    match kind:
        case Scheduler.SYSTEMD:
            return _systemd(words, at, environ, home)
        case Scheduler.LAUNCHD:
            return _launchd(words, at, home)
        case Scheduler.CRON:
            return Entry(
                (),
                f"{at.minute} {at.hour} * * * {_for_cron(words)} # {MARK}",
                (),
                ("coach remind --uninstall cron --yes",),
                (),
                "cron sends you by mail what is due, and what went wrong.",
            )


def _systemd(words: Sequence[str], at: time, environ: Mapping[str, str], home: Path) -> Entry:
    config = Path(environ.get("XDG_CONFIG_HOME", ""))
    folder = (config if config.is_absolute() else home / ".config") / "systemd" / "user"
    program, *arguments = words
    command = " ".join((_quoted(program), *(_quoted(each.replace("$", "$$")) for each in arguments)))
    service = f"""# {MARK}
[Unit]
Description=Say when the mat is due

[Service]
Type=oneshot
ExecStart={command}
# 1: nothing is due
SuccessExitStatus=1
"""
    timer = f"""# {MARK}
[Unit]
Description=Say when the mat is due, every day at {at:%H:%M}

[Timer]
OnCalendar=*-*-* {at:%H:%M}:00
Persistent=true

[Install]
WantedBy=timers.target
"""
    files = (
        EntryFile(folder / f"{_NAME}.service", service),
        EntryFile(folder / f"{_NAME}.timer", timer),
    )
    return Entry(
        files,
        "",
        ("systemctl --user daemon-reload", f"systemctl --user enable --now {_NAME}.timer"),
        (f"systemctl --user disable --now {_NAME}.timer", "coach remind --uninstall systemd --yes"),
        # disable refuses a unit whose file is gone
        (f"systemctl --user stop {_NAME}.timer", "systemctl --user daemon-reload"),
        "Its line goes to the journal (journalctl --user -u coach-remind), and systemctl --user --failed"
        " lists it if it went wrong.",
    )


def _launchd(words: Sequence[str], at: time, home: Path) -> Entry:
    import plistlib

    file = home / "Library" / "LaunchAgents" / f"{_LABEL}.plist"
    log = home / "Library" / "Logs" / f"{_NAME}.log"
    job = {
        "Label": _LABEL,
        "ProgramArguments": list(words),
        "StartCalendarInterval": {"Hour": at.hour, "Minute": at.minute},
        "StandardOutPath": str(log),
        "StandardErrorPath": str(log),
    }
    head, body = plistlib.dumps(job).decode().split("\n", 1)
    quoted = shlex.quote(str(file))
    return Entry(
        (EntryFile(file, f"{head}\n<!-- {MARK.replace('--', '- -')} -->\n{body}"),),
        "",
        (f"launchctl bootstrap gui/$(id -u) {quoted}",),
        (f"launchctl bootout gui/$(id -u)/{_LABEL}", "coach remind --uninstall launchd --yes"),
        (f"launchctl bootout gui/$(id -u)/{_LABEL}",),
        f"Its line goes to {log}; launchctl list {_LABEL} shows the last status: 2 and more are faults.",
    )


def is_own(text: str) -> bool:
    """Returns whether a file or a line was written by the coach."""
    return MARK in text.replace("- -", "--")


def with_line(table: str, line: str) -> str:
    """Returns the table of cron with this line in place of the coach's own; an empty line takes it away."""
    # only at line feeds: whatever else is in the lines of others stays in them
    kept = [each for each in table.removesuffix("\n").split("\n") if not is_own(each)] if table else []
    return "".join(f"{each}\n" for each in (*kept, *filter(None, (line,))))


def _quoted(word: str) -> str:
    """Returns a word as systemd reads it as one, with its specifiers taken literally."""
    inner = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{inner}"'


def _for_cron(words: Sequence[str]) -> str:
    """Returns a command for the shell of cron, to which a bare % is the end of the line."""
    return shlex.join(words).replace("%", "\\%")
