"""`coach backup`: lists, makes and restores copies of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.errors import UsageError, near
from coach.cli.output import joined, say
from coach.cli.prompt import ask
from coach.clock import present
from coach.domain.model import Refused
from coach.store import StoreError
from coach.store.backup import backups
from coach.store.repair.repair import back_up
from coach.store.schema.tables import DELETED
from coach.text.format import count

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext
    from coach.store.backup.backups import Backup
    from coach.store.file.json_text import Tables

_VERBS = ("list", "create", "restore")


def add_arguments(parser: ArgumentParser) -> None:
    """Declares what to do, and with which backup."""
    parser.epilog = (
        "The first change of each day makes a backup. All those of the last two days are kept, then one for"
        " each of 12 days, 10 weeks and 9 months, and one for each year forever."
    )
    parser.add_argument(
        "verb",
        metavar="list|create|restore",
        choices=_VERBS,
        nargs="?",
        default="list",
        help="list if left out",
    )
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="which one to restore; part of its name is enough"
    )
    parser.add_argument("--yes", action="store_true", help="restore without asking")


def run(given: Namespace, context: CommandContext) -> int:
    """Lists the backups, makes one, or restores one."""
    if given.verb not in _VERBS:
        raise UsageError(f"backup has no {given.verb}{near(given.verb, _VERBS)}")
    if given.verb != "restore" and (given.name or given.yes):
        raise UsageError(f"backup {given.verb} takes nothing more; see coach help backup.")
    if given.verb == "restore":
        return _restore(given.name, context, yes=given.yes)
    return _list(context) if given.verb == "list" else _create(context)


def _list(context: CommandContext) -> int:
    known = backups.listing(context.store.target)
    if not known:
        say("There are no backups yet. The first change of each day makes one.")
    bad = 0
    for each in known:
        try:
            what = _sessions(backups.tables_of(each))
        except StoreError as error:
            bad += 1
            what = f"cannot be used: {getattr(error, 'why', error)}"
        say(joined((each.path.name, _when(each, context), what)))
    return 1 if bad else 0


def _create(context: CommandContext) -> int:
    made = back_up(context.store.target, context.clock.now())
    if made is None:
        context.store.read()  # tells where the file is gone rather than not begun
        raise Refused(f"There is no file {context.path} yet; there is nothing to back up.")
    context.wrote = True
    say(f"{made.path.name} is a copy of your file as it is now, read back and compared.")
    return 0


def _restore(name: str | None, context: CommandContext, *, yes: bool) -> int:
    if not name:
        raise UsageError("backup restore needs the NAME of a backup; coach backup list shows them.")
    chosen = _chosen(name, context)
    held = backups.tables_of(chosen)
    if not yes:
        what = f"the backup of {_when(chosen, context)} with {_sessions(held)}"
        ask(f"Replace your file with {what}? It is backed up first.", "backup restore")
    restored = context.store.restore(chosen.path.name)
    say(f"{restored.label}.")
    if restored.before is not None:
        say(f"Your previous file is in {restored.before.path.name}; coach undo brings it back.")
    if restored.quarantined is not None:
        say(f"The damaged file is kept as {restored.quarantined}.")
    return 0


def _chosen(name: str, context: CommandContext) -> Backup:
    known = backups.listing(context.store.target)
    found = [each for each in known if each.path.name == name] or [
        each for each in known if name in each.path.name
    ]
    if not found:
        raise Refused(f"There is no backup {name}; coach backup list shows the names.")
    if len(found) > 1:
        raise Refused(f"{name} fits {count(len(found), 'backup')}; give more of the name.")
    return found[0]


def _sessions(tables: Tables) -> str:
    living = [each for each in tables.get("sessions", {}).values() if each.get(DELETED) is None]
    return count(len(living), "session")


def _when(backup: Backup, context: CommandContext) -> str:
    try:
        zone = context.store.read().settings.tz
    except StoreError:
        zone = ""
    return f"{backup.at.astimezone(present(context.clock, zone).tzinfo):%Y-%m-%d %H:%M}"
