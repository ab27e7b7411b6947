"""The coach as it is installed: its build, and whether its files are still those that were installed."""

from __future__ import annotations

import json
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.paths import STYLES

if TYPE_CHECKING:
    from importlib.metadata import Distribution

DISTRIBUTION = "mat-coach"
"""The name under which pip knows the coach; `coach` is a stranger's on PyPI."""
FORMER_DISTRIBUTION = "coach"
"""The name of 0.1.0. Taken out beside a newer version, it takes files along that both of them have."""
FORMER_VERSION = "0.1.0"

NEEDED = ("filelock", "humanize", "icalendar", "platformdirs", "python-ulid", "textual", "tinydb", "tzdata")
"""The packages whose versions matter in a report of a fault."""

_PACKAGE = Path(__file__).resolve().parent


def build() -> str:
    """Returns eight hexadecimal digits that name the files of the coach.

    A checkout and a wheel of one commit have the same, and a file that anyone changed gives another.
    """
    sources = {f"coach/{file.relative_to(_PACKAGE).as_posix()}": file for file in _PACKAGE.rglob("*.*")}
    sources |= {f"coach/styles/{file.name}": file for file in STYLES.glob("*.tcss")}
    digest = sha256()
    for name in sorted(sources):
        if "__pycache__" not in name and sources[name].is_file():
            digest.update(f"{name}\0{sha256(sources[name].read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:8]


def versions() -> tuple[str, ...]:
    """Returns a line for the coach, one for Python and the system, and one for each package it needs."""
    from importlib.metadata import PackageNotFoundError, version
    from platform import platform, python_version

    lines = [f"coach {__version__} (build {build()})", f"Python {python_version()} on {platform()}"]
    for name in NEEDED:
        try:
            lines.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            lines.append(f"{name} is not installed")
    return tuple(lines)


def faults() -> tuple[str, ...]:
    """Returns what is wrong with the installation, a sentence for each file or package; usually nothing.

    A checkout, and an editable installation of one, has no record to compare with.
    """
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        ours = distribution(DISTRIBUTION)
    except PackageNotFoundError:
        return ()
    found = []
    for file in ours.files or ():
        if file.hash is None or file.parts[0] != "coach":
            continue
        try:
            data = Path(str(file.locate())).read_bytes()
        except OSError:
            found.append(f"{file.locate()} was installed, and cannot be read.")
            continue
        if urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode() != file.hash.value:
            found.append(f"{file.locate()} is not as it was installed.")
    if found:
        found.append(
            f"To put that right: {sys.executable} -m pip install --force-reinstall --no-deps {_source(ours)}"
        )
    if _has_former():
        found.append(
            f"The coach is installed under its former name as well. Take out both, and install it again:"
            f" {sys.executable} -m pip uninstall {FORMER_DISTRIBUTION} {DISTRIBUTION}"
        )
    return tuple(found)


def _source(ours: Distribution) -> str:
    """Returns what pip installed it from: a folder or an address, else its name."""
    told = ours.read_text("direct_url.json")
    return str(json.loads(told).get("url", DISTRIBUTION)) if told else DISTRIBUTION


def _has_former() -> bool:
    """Returns whether the version of the former name lies in the same folder, file over file."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        former = distribution(FORMER_DISTRIBUTION)
    except PackageNotFoundError:
        return False
    # a stranger's package has the same name, and an editable installation has no files of the coach
    return former.version == FORMER_VERSION and any(file.parts[0] == "coach" for file in former.files or ())
