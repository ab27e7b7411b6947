"""Shows, writes and removes the entry with which systemd, launchd or cron runs `coach remind`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import coach
from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.reminder.reminder_entries import Entry, entry, is_own, with_line
from coach.cli.reminder.schedulers import EVENING, Scheduler
from coach.domain.model import Refused
from coach.paths import is_locked_down
from coach.store.exchange.output_file import write_output
from coach.text.clean import clean, refusal

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import time

    from coach.cli.command_context import CommandContext

_MOVES_FILE = ("COACH_DATA", "XDG_DATA_HOME")
"""Variables that say where the data file is, which no scheduler knows."""

_CRONTAB_S = 30
"""How long crontab has for its answer."""


def run_install(given: Namespace, context: CommandContext, after: time | None) -> int:
    """Shows or writes the entry, or removes it; raises `Refused` in an account for the coach alone."""
    if given.install is not None and given.uninstall is not None:
        raise UsageError("--install and --uninstall do not go together.")
    if is_locked_down():
        raise Refused("This account is for the coach alone, and nothing is installed from it.")
    text = given.install if given.uninstall is None else given.uninstall
    kind = arguments.choice("install", Scheduler, text) if text else _of_this_machine()
    found = entry(kind, _words(given, context), _at(given, after), os.environ, Path.home())
    if given.uninstall is not None:
        return _remove(kind, found, context, given)
    if not given.yes:
        if not given.json:
            _show(found)
        then = ["To write it, add --yes.", *_afterwards(found)]
        return _tell(kind, found, context, given, [], then, changed=False)
    changed = _write(kind, found, context)
    said = [f"Written: {each.path}" for each in found.files] or ["Written into your crontab:", found.line]
    if not changed:
        said = ["It is there already, exactly like this."]
    return _tell(kind, found, context, given, said, _afterwards(found), changed=changed)


def _show(found: Entry) -> None:
    """Prints the entry as it would be written: a terminal must not break its lines."""
    shown = [f"{each.path}:\n\n{each.text}\n" for each in found.files] or [f"{found.line}\n\n"]
    sys.stdout.write("".join(clean(each, keep="\n") for each in shown))


def _tell(
    kind: Scheduler,
    found: Entry,
    context: CommandContext,
    given: Namespace,
    lines: list[str],
    then: list[str],
    *,
    changed: bool,
) -> int:
    facts = {
        "scheduler": kind,
        "files": [{"path": str(each.path), "text": each.text} for each in found.files],
        "line": found.line or None,
        "on": list(found.on),
        "off": list(found.off),
    }
    return tell_outcome(context, "", lines, as_json=given.json, following=then, facts=facts, changed=changed)


def _afterwards(found: Entry) -> list[str]:
    on = [f"Switch it on with: {each}" for each in found.on]
    off = [f"Switch it off with: {each}" for each in found.off]
    return [
        *on,
        *off,
        found.where,
        *_other_folder(),
        "To be told in another way, write the hook due: coach guide hooks",
    ]


def _other_folder() -> list[str]:
    """Returns a sentence where the folder of the hooks is one that only this shell knows."""
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    if not folder or Path(folder) == Path.home() / ".config":
        return []
    return [f"No scheduler knows your XDG_CONFIG_HOME, {clean(folder)}: set it there, or it finds no hook."]


def _at(given: Namespace, after: time | None) -> time:
    if given.at is None:
        return after or arguments.time_of_day("at", EVENING)
    at = arguments.time_of_day("at", given.at)
    if after is not None and at < after:
        raise UsageError(f"--at {at:%H:%M} is before --after {after:%H:%M}, when nothing is due yet.")
    return at


def _words(given: Namespace, context: CommandContext) -> list[str]:
    """Returns the command as the entry runs it: this Python, this coach, and the options that were given."""
    words = [sys.executable, "-I", str(Path(coach.__file__).with_name("__main__.py"))]
    if hasattr(given, "data") or any(os.environ.get(each) for each in _MOVES_FILE):
        words += ["--data", os.path.abspath(context.path)]  # noqa: PTH100, the links of a path stay
    words += ["remind", *(["--after", given.after] if given.after else [])]
    words += [*(["--streak"] if given.streak else []), *(["--area", given.area] if given.area else [])]
    if why := next(filter(None, map(refusal, words)), ""):
        raise UsageError(f"data: the name of the file {why}.")
    return words


def _of_this_machine() -> Scheduler:
    if sys.platform == "darwin":
        return Scheduler.LAUNCHD
    if Path("/run/systemd/system").is_dir() and shutil.which("systemctl"):
        return Scheduler.SYSTEMD
    if shutil.which("crontab"):
        return Scheduler.CRON
    raise UsageError("neither systemd nor cron is found here; name one, as in coach remind --install cron.")


def _write(kind: Scheduler, found: Entry, context: CommandContext) -> bool:
    """Writes an entry; returns whether anything was to be written."""
    if kind is Scheduler.CRON:
        return _change_table(found.line, context)
    waiting = [each for each in found.files if _own_text(each.path) != each.text]
    for each in waiting:
        each.path.parent.mkdir(parents=True, exist_ok=True)
        write_output(each.text, each.path, context.path, force=True)
        context.wrote = True
    return bool(waiting)


def _remove(kind: Scheduler, found: Entry, context: CommandContext, given: Namespace) -> int:
    """Removes the entry; without --yes says what would go."""
    table = _table() if kind is Scheduler.CRON else ""
    own = [each for each in table.splitlines() if is_own(each)]
    files = [each.path for each in found.files if _own_text(each.path) is not None]
    there = [*own, *map(str, files)]
    if not there:
        return _tell(kind, found, context, given, ["There is no entry of the coach's."], [], changed=False)
    if not given.yes:
        lines = [f"Would remove: {each}" for each in there]
        before = [f"If it is switched on, first run: {each}" for each in found.off[:-1]]
        return _tell(kind, found, context, given, lines, [*before, "To remove it, add --yes."], changed=False)
    if own:
        _change_table("", context)
    for path in files:
        path.unlink()
        context.wrote = True
    then = [f"If it is still switched on: {each}" for each in found.once_removed]
    return _tell(kind, found, context, given, [f"Removed: {each}" for each in there], then, changed=True)


def _own_text(path: Path) -> str | None:
    """Returns what an entry has now; None if there is none. Raises `Refused` if it is not the coach's."""
    if not os.path.lexists(path):
        return None
    text = None if path.is_symlink() or not path.is_file() else path.read_text("utf-8", "replace")
    if text is None or not is_own(text):
        raise Refused(f"{path} is there, and was not written by the coach; move it away first.")
    return text


def _change_table(line: str, context: CommandContext) -> bool:
    """Writes the table of cron with the coach's line in it, or without; returns whether it changed."""
    before = _table()
    after = with_line(before, line)
    if after == before:
        return False
    done = _crontab("-", after)
    if done.returncode:
        raise Refused(f"crontab refused it: {done.stderr.strip() or done.returncode}. Nothing was changed.")
    context.wrote = True
    return True


def _table() -> str:
    """Returns the table of cron; empty if the user has none. Raises `Refused` if it cannot be read."""
    done = _crontab("-l")
    if done.returncode and "no crontab" not in done.stderr.lower():
        raise Refused(f"Your crontab cannot be read: {done.stderr.strip() or done.returncode}.")
    return "" if done.returncode else done.stdout


def _crontab(argument: str, table: str | None = None) -> subprocess.CompletedProcess[str]:
    program = shutil.which("crontab")
    if program is None:
        raise Refused("There is no program crontab here; install cron, or choose systemd.")
    try:
        return subprocess.run(
            [program, argument],
            input=table or "",
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
            timeout=_CRONTAB_S,
        )
    except subprocess.TimeoutExpired:
        raise Refused(
            f"crontab has not answered for {_CRONTAB_S} seconds. See with crontab -l what is in it now."
        ) from None
