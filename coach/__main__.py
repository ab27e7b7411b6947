"""What `coach` and `python -m coach` start."""

from __future__ import annotations

from coach.terminal.lean import hold_garbage, let_go
from coach.terminal.preflight import hold_streams


def main() -> int:
    """Run the command of this process, and return the status that it is to end with."""
    hold_garbage()
    hold_streams()
    from coach.cli import main as run

    status = run()
    let_go()
    return status


if __name__ == "__main__":
    raise SystemExit(main())
