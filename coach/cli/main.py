"""Runs a command or the app, and returns the status of the process."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from coach.cli.errors import EXIT_FAILED, EXIT_WRONG, UsageError, failed_status, near_option
from coach.cli.output import complain, discard_output, note, prepare
from coach.cli.registry import SUMMARIES, command, overview, unknown_command

if TYPE_CHECKING:
    from pathlib import Path

    from coach.clock import Clock
    from coach.first_picture.read import Shown

EXIT_DONE = 0
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141

_FOR_PROMPTS = ("status", "remind")
"""Commands that run before each prompt, where the same warning every time would be in the way."""


def main(argv: list[str] | None = None, clock: Clock | None = None, shown: Shown | None = None) -> int:
    """Runs a command, or the app if none is named.

    Args:
        argv: the words after the program's name; by default those of this process.
        clock: the clock to use; by default the machine's.
        shown: the picture that stands on the terminal already; the app takes it over.

    Returns:
        0, also if a change is saved and only its confirmation could not be printed; 1 if the command failed
        (3 if it was a reminder) and 2 after wrong usage, each with one sentence on standard error; 64 if the
        app finds no terminal, or the status of the app; 130 after Ctrl+C, 141 if nobody reads the output any
        more.
    """
    prepare()
    words = sys.argv[1:] if argv is None else argv
    try:
        status = _dispatch(words, clock, shown)
        sys.stdout.flush()
    except UsageError as wrong:
        complain(str(wrong))
        return EXIT_WRONG
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        discard_output(sys.stdout)
        return EXIT_BROKEN_PIPE
    except OSError as error:
        discard_output(sys.stdout)
        what = error.filename or "The output could not be written"
        complain(f"{what}: {error.strerror or error}.")
        return failed_status(_command(words))
    except ModuleNotFoundError:
        raise  # the entry point says which package is missing, and how to install it
    except Exception:
        # an error of ours: Python would end with 1, which of a reminder says that nothing is due
        if failed_status(_command(words)) == EXIT_FAILED:
            raise
        sys.excepthook(*sys.exc_info())
        complain("that is an error of the coach's own, and it cannot say whether a session is due.")
        return failed_status(_command(words))
    return status


def _dispatch(argv: list[str], clock: Clock | None, shown: Shown | None) -> int:
    data, rest = _data(argv)
    if not rest:
        try:
            return _open_app(data, clock, argv, shown)
        except BaseException:
            # what is said about it is to be read on the user's own screen
            if shown is not None:
                shown.give_back()
            raise
    name, *arguments = rest
    # `coach help` alone, too, has to run where a package that commands need is missing
    if name in ("-h", "--help") or (name == "help" and not arguments):
        sys.stdout.write(overview())
        return 0
    if name in ("-V", "--version"):
        return _version()
    if name == "doctor" and sorted(arguments) in (["--versions"], ["--json", "--versions"]):
        # before the command is imported, for it has to run where a package that commands need is missing
        from coach.cli.version_lines import tell_versions

        return tell_versions(as_json="--json" in arguments)
    if name not in SUMMARIES:
        if name.startswith("-"):
            hint = near_option(name, ("--data", "--version", "--help"))
            raise UsageError(f"there is no option {name}{hint or '; see coach help.'}")
        raise UsageError(unknown_command(name))
    return _run(name, arguments, data, clock, argv)


def _command(argv: list[str]) -> str:
    """Returns the command that is called; empty if none is."""
    _, rest = _data(argv)
    return rest[0] if rest else ""


def _data(argv: list[str]) -> tuple[str | None, list[str]]:
    """Returns the value of --data before the command, and the rest of the words."""
    data, rest = None, list(argv)
    while rest and (rest[0] == "--data" or rest[0].startswith("--data=")):
        option, equals, value = rest.pop(0).partition("=")
        if not equals:
            if not rest:
                raise UsageError(f"{option} needs a file after it; see coach help.")
            value = rest.pop(0)
        data = value
    return data, rest


def _run(name: str, arguments: list[str], data: str | None, clock: Clock | None, words: list[str]) -> int:
    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.clock import SystemClock
    from coach.domain.model import Refused
    from coach.store import StoreError

    parser = Parser(name, SUMMARIES[name])
    chosen = command(name)
    chosen.add_arguments(parser)
    try:
        given = parser.parse(arguments)
    except SystemExit:  # after --help
        return 0
    if data is not None and not hasattr(given, "data"):
        given.data = data
    path = _data_file(getattr(given, "data", None))
    # Nothing is kept with a clock of its own, as in a test: the next process has another one.
    context = CommandContext(path, clock or SystemClock(), words if clock is None else None)
    try:
        status = chosen.run(given, context)
        if context.store.warning:
            note(context.store.warning)
        sys.stdout.flush()
    except UsageError as wrong:
        raise UsageError(parser.as_typed(str(wrong))) from None
    except (Refused, StoreError) as error:
        complain(parser.as_typed(str(error)))
        return failed_status(name)
    except OSError as error:
        if not context.saved:
            raise
        # Not a failure: whoever tried again would have it twice.
        discard_output(sys.stdout)
        note(f"It was saved; only the message about it could not be printed ({error.strerror or error}).")
        return EXIT_DONE
    except KeyboardInterrupt:
        if context.saved:
            note("It was saved; only the message about it was cut off.")
        raise
    finally:
        # Also after a refusal: a wrong zone is often why a time is refused.
        if context.zone_warning and name not in _FOR_PROMPTS:
            note(context.zone_warning)
    return status


def _open_app(data: str | None, clock: Clock | None, words: list[str], shown: Shown | None) -> int:
    from coach.terminal.capabilities import EXIT_NO_TERMINAL, detect, force_utf8, refusal

    if sentence := refusal(os.environ):
        complain(sentence)
        return EXIT_NO_TERMINAL
    path = _data_file(data)
    found = detect(os.environ)
    force_utf8()
    from coach import app
    from coach.clock import SystemClock
    from coach.opening import Launch

    # nor is a picture kept then
    launch = Launch(tuple(words), shown) if clock is None else None
    return app.run(path, clock or SystemClock(), found, launch)


def _data_file(value: str | None) -> Path:
    from coach.paths import data_file

    if value == "":
        raise UsageError("--data needs the name of a file.")
    try:
        return data_file(value, os.environ)
    except RuntimeError:
        raise UsageError(f"--data: {value} names the home folder of an unknown user.") from None


def _version() -> int:
    from coach import __version__
    from coach.installation import build, former_advice, has_former

    sys.stdout.write(f"coach {__version__} (build {build()})\n")
    if has_former():
        note(f"It is also installed under its old name. {former_advice()}")
    from coach.terminal.textual_private.lapses import lapse_sentence

    if lapsed := lapse_sentence():
        note(lapsed)
    return 0
