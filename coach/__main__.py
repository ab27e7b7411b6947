"""The entry point of `coach` and `python -m coach`.

Nothing heavy is imported up here: what is kept is shown before that, and no `__future__` either.
"""

import sys

TYPE_CHECKING = False  # `typing` is not loaded yet
if TYPE_CHECKING:
    from coach.first_picture.read import Shown

EXIT_UNSUPPORTED = 1
"""The status on a system on which the coach does not run, or if a part of it is not installed."""
EXIT_NO_REMINDER = 3
"""The same for a reminder, of which 1 says that nothing is due."""
OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Runs the command of this process, and returns the status that it is to end with."""
    # before any import: Windows has neither fcntl nor termios, and theirs would fail
    if _is_windows():
        sys.stderr.write(
            "coach: the coach does not run on Windows itself;"
            " use it in WSL, or over ssh on a machine that has it.\n"
        )
        return _unsupported()
    if sys.version_info < OLDEST_PYTHON:
        sys.stderr.write(f"coach: Python 3.11 or later is needed; this is {sys.version.split()[0]}.\n")
        return _unsupported()
    from coach.first_picture.read import show_line, show_picture

    words = sys.argv[1:]
    if show_line(words):
        return 0
    shown = show_picture(words)
    try:
        return _run(shown)
    except ModuleNotFoundError as missing:
        # The checkout was never installed, or someone tidied up its environment. If a module of the coach's
        # own is missing, that is an error of ours, and has its traceback.
        if not missing.name or missing.name.partition(".")[0] == "coach":
            raise
        from coach.installation import install_advice  # needs no package but the standard library

        sys.stderr.write(
            f"coach: the package {missing.name.partition('.')[0]} is missing from this Python;"
            f" {install_advice()}\n"
        )
        return _unsupported()


def _run(shown: "Shown | None") -> int:
    try:
        return _run_command(shown)
    finally:
        # before any word about a fault, which would stand on a screen that is about to go
        if shown is not None:
            shown.give_back()


def _run_command(shown: "Shown | None") -> int:
    from coach.terminal.capabilities import replace_closed_streams
    from coach.terminal.startup import pause_collection, skip_last_collection

    pause_collection()
    replace_closed_streams()
    from coach.cli import main as run

    status = run(shown=shown)
    skip_last_collection()
    return status


def _unsupported() -> int:
    words = sys.argv[1:]
    while words and words[0].startswith("--data"):
        del words[: 1 if "=" in words[0] else 2]
    return EXIT_NO_REMINDER if words[:1] == ["remind"] else EXIT_UNSUPPORTED


def _is_windows() -> bool:
    # in a function, since a type checker that sees the comparison takes the rest of `main` for dead code
    return sys.platform.startswith("win")


if __name__ == "__main__":
    raise SystemExit(main())
