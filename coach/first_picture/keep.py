"""Keeps what the next start shows before anything else is loaded; a failure is never a reason for a word."""

from __future__ import annotations

import os
import re
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.first_picture.key import FORMAT, LARGEST, LINE, PICTURE, checksum, file_name, folder, stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_FILES = 24
"""So many files are kept of each kind: the sizes of a few terminals, the formats of a few prompts."""
_FINE_NS, _COARSE_NS = 50_000_000, 2_100_000_000
"""How long a file must not have changed before what was read from it is trusted: longer than the clock of a
file system stands still. Some count whole seconds only, and FAT counts two."""
_CODE_NS = 5_000_000_000
"""The same for the code, which is read over some seconds on a slow machine."""
_TABLES = ("/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo", "/etc/zoneinfo")
"""The folders in which systems keep the tables of their zones, as Python and libc look for them."""
_NAME = re.compile(rf"({PICTURE}|{LINE})-[0-9a-f]{{16}}")
"""The name of a kept file, as `file_name` gives it."""
_FRESH = re.compile(rf"\.{_NAME.pattern}\.[0-9]+")
"""The name of one that is still being written, with the number of the process."""
_BEGAN_NS = time.time_ns()
"""When this process began to read the code, or soon after."""


class KeptSpan(NamedTuple):
    """A picture or line, and the span in which it holds, in nanoseconds since 1970."""

    since: int
    until: int
    """The first instant at which it no longer holds."""
    meaning: str
    text: bytes
    cells: bytes = b""


def data_stamps(data: Path, state: Path) -> list[bytes]:
    """Returns a line for the user's file, which may be a link, and each folder in which something can appear.

    `state` is the folder in which answers wait that could not be saved.
    """
    target = Path(os.path.realpath(data))
    folders = dict.fromkeys(map(str, (data.parent, target.parent, state)))
    # The file by the name that is opened: there may be several links on the way to it, and each can change.
    return [_line(b"f", str(data)), *(_line(b"d", each) for each in folders)]


def code_stamps(zone: str) -> list[bytes]:
    """Returns a line for each file that what is shown comes from, apart from the user's.

    `zone` is the name of that in the settings; empty for the machine's.
    """
    packages = [each for each in sys.path if each.endswith(("site-packages", "dist-packages"))]
    return [
        *(_line(kind, each) for each in _zone_files(zone) for kind in (b"l", b"f")),
        *(_line(b"f", each) for each in code_files()),
        *(_line(b"d", each) for each in dict.fromkeys(packages)),
    ]


def code_files() -> list[str]:
    """Returns the modules of the coach that were loaded, its style sheets, and its content."""
    from coach.paths import CONTENT, STYLES

    loaded = (getattr(each, "__file__", None) for name, each in [*sys.modules.items()] if _is_ours(name))
    others = [*STYLES.glob("*.tcss"), *CONTENT.glob("*.json")]
    return sorted({*filter(None, loaded), *map(str, others)})


def has_settled(data: Path, now: int) -> bool:
    """Returns whether the user's file has not changed for long enough before an instant, nor the code.

    A file that is written twice before the clock of its file system ticks has the same stamp both times. The
    code is that which this process runs only if it has not changed since before the process began.
    """
    try:
        found = data.stat()
        code = max(map(_latest, map(os.stat, code_files())))
    except (OSError, ValueError):
        return False
    if found.st_uid != os.geteuid() or code > min(now, _BEGAN_NS) - _CODE_NS:
        return False
    is_coarse = not found.st_mtime_ns % 1_000_000_000 or not found.st_ctime_ns % 1_000_000_000
    return _latest(found) < now - (_COARSE_NS if is_coarse else _FINE_NS)


def keep(kind: str, key: bytes, watches: Sequence[bytes], spans: Sequence[KeptSpan]) -> bool:
    """Keeps spans for a key, as many as there is room for; returns whether it could."""
    where = folder(os.environ)
    for count in range(len(spans), 0, -1):
        data = content(key, watches, spans[:count])
        if len(data) <= LARGEST:
            return _write(where, file_name(kind, key), data)
    return False


def content(key: bytes, watches: Sequence[bytes], spans: Sequence[KeptSpan]) -> bytes:
    """Returns the bytes of a kept file."""
    lines, parts = [], []
    at = 0
    for each in spans:
        sizes = f"{each.since} {each.until} {at} {len(each.text)} {len(each.cells)} {each.meaning}\n"
        lines.append(sizes.encode())
        parts += [each.text, each.cells]
        at += len(each.text) + len(each.cells)
    stamps = b"\n".join(watches) + b"\n"
    body = b"%d %d %d\n" % (len(key), len(stamps), len(spans))
    body += key + stamps + b"".join(lines) + b"".join(parts)
    return FORMAT + b"%d\n" % checksum(body) + body


def key_of(data: bytes) -> bytes:
    """Returns the key of a kept file; raises ValueError or IndexError for another file."""
    if not data.startswith(FORMAT):
        raise ValueError("this is no kept file")
    head, body = data[len(FORMAT) :].split(b"\n", 1)[1].split(b"\n", 1)
    return body[: int(head.split()[0])]


def forget(environ: Mapping[str, str]) -> None:
    """Removes all that is kept; leaves alone what has another name, or lies behind a link."""
    with suppress(OSError):
        there = _opened(folder(environ))
        try:
            for name in os.listdir(there):  # noqa: PTH208 - by the descriptor, like all else here
                if _NAME.fullmatch(name):
                    os.unlink(name, dir_fd=there)
        finally:
            os.close(there)


def open_folder(where: str) -> int:
    """Returns a descriptor of the folder of kept files, made if it is missing.

    Raises OSError if it cannot be made, is a link, or is not the user's alone to write in.
    """
    _make(Path(where))
    return _opened(where)


def _opened(where: str) -> int:
    there = os.open(where, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    found = os.fstat(there)
    if found.st_uid != os.geteuid() or found.st_mode & 0o022:
        os.close(there)
        raise PermissionError(f"{where} is not the user's alone to write in")
    return there


def can_keep(environ: Mapping[str, str]) -> bool:
    """Returns whether there is a folder in which something can be kept; makes it if it is missing."""
    where = folder(environ)
    try:
        os.close(open_folder(where))
    except OSError:
        return False
    return True


def _make(folder: Path) -> None:
    """Makes a folder and its parents; raises OSError if it cannot, or if root would make another's."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    if missing and os.geteuid() == 0 and missing[-1].parent.stat().st_uid != 0:
        # after `sudo -E`: the user could not write in a cache folder of root's
        raise PermissionError(f"{folder} would be in another user's folder")
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def _write(where: str, name: str, data: bytes) -> bool:
    fresh = f".{name}.{os.getpid()}"
    try:
        there = open_folder(where)
    except OSError:
        return False
    try:
        _remove_old(there, name)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        file = os.open(fresh, flags, 0o600, dir_fd=there)
        try:
            with os.fdopen(file, "wb") as opened:
                os.fchmod(file, 0o600)  # whatever the umask is
                opened.write(data)
            os.replace(fresh, name, src_dir_fd=there, dst_dir_fd=there)
        except BaseException:
            os.unlink(fresh, dir_fd=there)
            raise
    except OSError:
        return False
    finally:
        os.close(there)
    return True


def _remove_old(there: int, name: str) -> None:
    """Removes the oldest files of the kind where there are many, and what a process that died has left."""
    kind, now = name.partition("-")[0], time.time()
    found: list[tuple[float, str]] = []
    with os.scandir(there) as entries:
        for each in entries:
            # the folder can hold files of the user's, under names that begin alike
            is_ours = _NAME.fullmatch(each.name) or _FRESH.fullmatch(each.name)
            if is_ours and is_ours[1] == kind:
                with suppress(OSError):
                    found.append((each.stat(follow_symlinks=False).st_mtime, each.name))
    kept = sorted((each for each in found if not each[1].startswith(".")), reverse=True)
    # none is written for an hour: what is that old was left by a process that was killed
    left = [each for each in found if each[1].startswith(".") and each[0] < now - 3600]
    for _, old in (*kept[_MOST_FILES - 1 :], *left):
        if old != name:
            with suppress(OSError):
                os.unlink(old, dir_fd=there)


def _is_ours(name: str) -> bool:
    return name == "coach" or name.startswith("coach.")


def _latest(found: os.stat_result) -> int:
    """Returns when a file was changed last; a copy may have the time of writing of what it is made from."""
    return max(found.st_mtime_ns, found.st_ctime_ns)


def _line(kind: bytes, path: str) -> bytes:
    plain = os.fsencode(path)
    if b"\n" in plain or b"\t" in plain:
        raise ValueError("a path cannot be written on one line")
    return b"\t".join((kind, stamp(kind, plain), plain))


def _zone_files(zone: str) -> list[str]:
    """Returns the files that times in a zone come from, or in the machine's where that zone is not known."""
    names = filter(None, (zone, os.environ.get("TZ", "").removeprefix(":")))
    # A Python of its own, as of conda or Nix, has tables of its own; without `zoneinfo` none were read.
    pythons = getattr(sys.modules.get("zoneinfo"), "TZPATH", ())
    folders = dict.fromkeys((*filter(None, (os.environ.get("TZDIR"),)), *_TABLES, *pythons))
    return ["/etc/localtime", *(str(Path(each) / name) for name in names for each in folders)]
