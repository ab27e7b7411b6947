"""What a kept picture or line depends on, as plain text that is compared letter by letter.

This runs before anything else is loaded, so it takes only what Python has loaded by itself.
"""

import os
import sys

TYPE_CHECKING = False  # `typing` is not loaded yet
if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = b"coach kept 1\n"
"""The first line of each kept file; it changes with what the lines below it mean."""
LARGEST = 256 * 1024
"""The most bytes of a kept file."""
PICTURE, LINE = "today", "status"
"""The kinds of kept files."""

_PRIMES = (2**30 - 35, 2**30 - 41)
"""The largest two below 30 bits: by a number of that size Python divides three times as fast."""
_PREFIXES = ("COACH_", "TEXTUAL_", "LC_")
_VALUES = frozenset(
    {
        "HOME", "TERM", "TERM_PROGRAM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "LANG",
        "LANGUAGE", "TZ", "TZDIR", "PYTHONTZPATH", "ESCDELAY", "UNICODE_VERSION", "TTY_COMPATIBLE",
        "TTY_INTERACTIVE", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME",
    }
)  # fmt: skip
"""Variables of which each letter counts, beside those that begin with a prefix.

`zoneinfo` looks at `PYTHONTZPATH` even under `python -I`."""
_PRESENCE = frozenset({"SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TMUX", "STY"})
"""Variables of which only counts whether they are there: their values differ with each connection."""
_ENCODINGS = [getattr(each, "encoding", None) for each in (sys.stdout, sys.stderr)]
"""Those that the locale gave: the app and the commands change them."""
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


def key(kind: str, words: list[str], size: tuple[int, int] | None = None) -> bytes:
    """Returns the lines that have to be the same when a picture or a line is shown as when it was kept.

    `words` are those after the program's name, and `size` is that of the terminal, in columns and rows.
    """
    lines = [kind, *(f"W {_plain(each)}" for each in words)]
    if size is not None:
        lines.append(f"S {size[0]} {size[1]}")
    named = os.environ.get("COACH_DATA", "")
    if (named and not os.path.isabs(named)) or any(each.startswith("--d") for each in words):  # noqa: PTH117
        lines.append(f"D {_plain(_here())}")  # the file may be named from here
    lines += environment_lines(os.environ)
    lines += [f"C {each}" for each in _ENCODINGS]
    # the folder of the code instead of the script's name: an account that is locked down starts another one
    lines += [f"U {os.getuid()} {os.geteuid()}", f"Y {_plain(sys.version)}", f"Y {_plain(sys.prefix)}"]
    lines.append(f"P {_plain(_PACKAGE)}")
    return os.fsencode("\n".join(lines))


def environment_lines(environ: "Mapping[str, str]") -> list[str]:
    """Returns a line for each variable that what is shown can depend on."""
    lines = []
    for name, value in environ.items():
        if name in _PRESENCE:
            lines.append(f"E {name}={'1' if value else ''}")
        elif name in _VALUES or name.startswith(_PREFIXES) or is_pythons(name):
            lines.append(f"E {name}={_plain(value)}")
    lines.sort()
    return lines


def is_pythons(name: str) -> bool:
    """Returns whether a variable is one that this Python obeys; after `python -I` it obeys none."""
    return name.startswith("PYTHON") and not sys.flags.ignore_environment


def decides(name: str) -> bool:
    """Returns whether a variable has, or would have, a line in a key."""
    return name in _PRESENCE or name in _VALUES or name.startswith((*_PREFIXES, "PYTHON"))


def has_own_size(environ: "Mapping[str, str]") -> bool:
    """Returns whether the environment names the size of the terminal, whatever size that has."""
    return "COLUMNS" in environ or "LINES" in environ


def folder(environ: "Mapping[str, str]") -> str:
    """Returns the folder of kept files: in the user's cache folder; empty if there is none to be had."""
    named = environ.get("XDG_CACHE_HOME", "")
    # An account that is locked down does not choose where the coach writes.
    if os.path.isabs(named) and environ.get("COACH_LOCKED") != "1":  # noqa: PTH117
        return f"{named}/coach"
    home = environ.get("HOME", "")
    if not os.path.isabs(home):  # noqa: PTH117
        return ""
    return f"{home}/Library/Caches/coach" if sys.platform == "darwin" else f"{home}/.cache/coach"


def file_name(kind: str, wanted: bytes) -> str:
    """Returns the name of the file that is kept for the wanted key."""
    return f"{kind}-{checksum(wanted):016x}"


def checksum(data: bytes) -> int:
    """Returns a number by which damage is noticed; what is written by others is kept out by the owner."""
    # Python has loaded neither zlib nor hashlib yet, and each takes longer than all of this.
    number = int.from_bytes(data, "big")
    return number % _PRIMES[0] << 30 | number % _PRIMES[1]


def stamp(kind: bytes, path: bytes) -> bytes:
    """Returns what tells a file from one that has been changed or replaced; `-` if it is not there.

    `kind` is `f` for a file, `l` for a link itself, and `d` for a folder, of which only counts what is in it.
    """
    try:
        found = os.lstat(path) if kind == b"l" else os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return b"-"
    if kind == b"d":
        return b"%d %d %d" % (found.st_dev, found.st_ino, found.st_mtime_ns)
    return b"%d %d %d %d %d %d" % (
        found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_uid,
    )  # fmt: skip


def _here() -> str:
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return ""


def _plain(text: str) -> str:
    """Returns a text on one line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")
