"""The options of `coach remind` that have it run every day; nothing heavy, for each prompt loads them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

EVENING = "20:00"
"""When it runs if nobody says when."""


class Scheduler(StrEnum):
    """The programs that run another at a time of day; the value is the word that is typed."""

    SYSTEMD = "systemd"
    LAUNCHD = "launchd"
    CRON = "cron"


def add_install(parser: ArgumentParser) -> None:
    """Declares the options that show, write and remove the entry."""
    for name, what in (("install", "show the entry that runs this every day"), ("uninstall", "remove it")):
        parser.add_argument(
            f"--{name}",
            metavar="|".join(Scheduler),
            nargs="?",
            const="",
            choices=Scheduler,
            help=f"{what}; without a name, for what this machine has",
        )
    parser.add_argument(
        "--at", metavar="HH:MM", help=f"with --install: when; {EVENING} or the time of --after if left out"
    )
    parser.add_argument(
        "--yes", action="store_true", help="write or remove the entry, which is only shown otherwise"
    )
