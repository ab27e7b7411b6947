"""`coach ssh-wrapper`: prints the scripts for both ends of an SSH connection."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import coach
from coach.cli.errors import UsageError
from coach.text.clean import refusal

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext

NEAR: Final = r"""#!/bin/sh
# Opens the coach on another machine, and gives this terminal back where the line is lost.
# usage: coach-remote [SSH-OPTION...] HOST
# COACH_COMMAND is what runs there; by default coach.

if [ "$#" -eq 0 ]; then
    echo "usage: coach-remote [SSH-OPTION...] HOST" >&2
    exit 2
fi

before=$(stty -g 2>/dev/null)

ssh -t -C -o ServerAliveInterval=15 -o ServerAliveCountMax=4 -o SendEnv=COLORTERM \
    "$@" "${COACH_COMMAND:-coach}"
status=$?

# 255: ssh lost the line, or never had one. 131 to 142: a signal ended it. 129, 130 and 143 are the coach's
# own, which leaves the terminal clean.
case $status in
    255 | 13[1-9] | 14[0-2]) ;;
    *) exit "$status" ;;
esac

if [ -t 0 ]; then
    stty "${before:-sane}" 2>/dev/null || stty sane
fi
# Ends a sequence that was cut off; then off with drawing at once, brackets around what is pasted, size
# reports, mouse, focus and kitty's keys; back come the screen (with the cursor kept where it is, should this
# be that screen already), the wrapping, the cursor, the colours and the title.
if [ -t 1 ]; then
    printf '\030\033[?2026l\033[?2004l\033[?2048l'
    printf '\033[?1000l\033[?1002l\033[?1003l\033[?1015l\033[?1006l\033[?1016l\033[?1004l\033[<u'
    printf '\0337\033[?1049l\033[?7h\033[?25h\033[0m\033[23;2t'
fi
echo "coach-remote: the line is lost. A session goes on without it; the same command leads back to it." >&2
exit "$status"
"""
"""The script for the near end."""

LOCKED: Final = """#!/bin/sh
# The coach and nothing else, whatever the client asked for; for command="..." in authorized_keys.
# Of the client's environment only what describes its terminal comes in.
exec env -i HOME="$HOME" PATH=/usr/bin:/bin LANG=C.UTF-8 TERM="$TERM" COLORTERM="$COLORTERM" \\
    SSH_CONNECTION="$SSH_CONNECTION" COACH_LOCKED=1{data} \\
    {python} -I {script}
"""
"""The script for the far end; the interpreter, the file and the coach's own script are put in."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for the far end."""
    parser.add_argument(
        "--locked",
        action="store_true",
        help="the script for an account on this machine that may only use the coach",
    )
    parser.epilog = (
        "Without --locked it is the script for your own machine: it runs ssh with what a poor line needs,"
        " and gives"
        " the terminal back when the line is lost. Save it there as coach-remote, make it executable, and run"
        " coach-remote HOST."
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the script; reads and writes nothing else."""
    if given.locked:
        if why := refusal(str(context.path)):
            raise UsageError(f"data: the name of the file {why}.")
        named = f" COACH_DATA={shlex.quote(str(context.path))}" if hasattr(given, "data") else ""
        python = shlex.quote(sys.executable)
        # By its file: `-m` would load more than all that the first picture takes, and so do the scripts that
        # pip made until 2025.
        script = shlex.quote(str(Path(coach.__file__).with_name("__main__.py")))
        sys.stdout.write(LOCKED.format(python=python, data=named, script=script))
    else:
        sys.stdout.write(NEAR)
    return 0
