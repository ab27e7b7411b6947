"""What `coach` and `python -m coach` start."""

from __future__ import annotations

import sys

EXIT_UNSUPPORTED = 1
"""The status on a system that the coach does not run on."""


def main() -> int:
    """Runs the command of this process, and return the status that it is to end with."""
    # before any import that would fail: Windows has neither fcntl nor termios
    if _is_windows():
        sys.stderr.write(
            "coach does not run on Windows itself: use it in WSL, or over ssh on a machine that has it.\n"
        )
        return EXIT_UNSUPPORTED
    from coach.terminal.capabilities import hold_streams
    from coach.terminal.startup import hold_garbage, let_go

    hold_garbage()
    hold_streams()
    from coach.cli import main as run

    status = run()
    let_go()
    return status


def _is_windows() -> bool:
    # asked at run time: a checker that sees the comparison takes the rest for dead
    return sys.platform.startswith("win")


if __name__ == "__main__":
    raise SystemExit(main())
