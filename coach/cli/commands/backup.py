"""`coach backup`: lists, makes and restores copies of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.output import joined, say, write_json
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
        "name",
        metavar="NAME",
        nargs="?",
        help="which one to restore; part of its name or time is enough, as in 2026-01-31",
    )
    parser.add_argument("--yes", action="store_true", help="restore without asking")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Lists the backups, makes one, or restores one."""
    verb = arguments.one_of("backup", _VERBS, given.verb)
    if verb != "restore" and (given.name or given.yes):
        raise UsageError(f"backup {verb} takes nothing more; see coach help backup.")
    if verb == "restore":
        return _restore(given.name, context, yes=given.yes, as_json=given.json)
    return (_list if verb == "list" else _create)(context, as_json=given.json)


def _list(context: CommandContext, *, as_json: bool) -> int:
    known = backups.listing(context.store.target)
    if not known and not as_json:
        say("There are no backups yet. The first change of each day makes one.")
    values: list[dict[str, object]] = []
    for each in known:
        sessions, fault = None, None
        try:
            sessions = _count(backups.tables_of(each))
        except StoreError as error:
            fault = str(getattr(error, "why", error))
        values.append(
            {"name": each.path.name, "at": each.at.isoformat(), "sessions": sessions, "fault": fault}
        )
        if not as_json:
            what = f"cannot be used: {fault}" if sessions is None else count(sessions, "session")
            say(joined((_when(each, context), what, each.path.name)))
    if as_json:
        write_json({"backups": values})
    return 1 if any(each["fault"] for each in values) else 0


def _create(context: CommandContext, *, as_json: bool) -> int:
    made = back_up(context.store.target, context.clock.now())
    if made is None:
        context.store.read()  # tells where the file is gone rather than not begun
        raise Refused(f"There is no file {context.path} yet; there is nothing to back up.")
    context.wrote = True
    line = f"{made.path.name} is a copy of your file as it is now, read back and compared."
    facts = {"name": made.path.name, "before": None, "damaged": None}
    return tell_outcome(context, "", [line], as_json=as_json, facts=facts, changed=False)


def _restore(name: str | None, context: CommandContext, *, yes: bool, as_json: bool) -> int:
    if not name:
        raise UsageError("backup restore needs the NAME of a backup; coach backup list shows them.")
    chosen = _chosen(name, context)
    held = backups.tables_of(chosen)
    if not yes:
        what = f"the backup of {_when(chosen, context)} with {count(_count(held), 'session')}"
        ask(f"Replace your file with {what}? It is backed up first.", "backup restore")
    restored = context.store.restore(chosen.path.name)
    lines = [f"{restored.label}."]
    if restored.before is not None:
        lines.append(f"Your previous file is in {restored.before.path.name}; coach undo brings it back.")
    if restored.quarantined is not None:
        lines.append(f"The damaged file is kept as {restored.quarantined}.")
    facts = {
        "name": chosen.path.name,
        "before": restored.before.path.name if restored.before else None,
        "damaged": str(restored.quarantined) if restored.quarantined else None,
    }
    return tell_outcome(context, restored.label, lines, as_json=as_json, facts=facts)


def _chosen(name: str, context: CommandContext) -> Backup:
    known = backups.listing(context.store.target)
    found = [each for each in known if each.path.name == name] or [
        each for each in known if name in each.path.name or name in _when(each, context)
    ]
    if not found:
        raise Refused(f"There is no backup {name}; coach backup list shows the names.")
    if len(found) > 1:
        raise Refused(f"{name} fits {count(len(found), 'backup')}; give more of the name.")
    return found[0]


def _count(tables: Tables) -> int:
    """Returns the number of sessions in a backup, without the deleted ones."""
    return sum(each.get(DELETED) is None for each in tables.get("sessions", {}).values())


def _when(backup: Backup, context: CommandContext) -> str:
    try:
        zone = context.store.read().settings.tz
    except StoreError:
        zone = ""
    return f"{backup.at.astimezone(present(context.clock, zone).tzinfo):%Y-%m-%d %H:%M}"
