"""The coach as it is installed: its build, and whether its files are still those that were installed."""

from __future__ import annotations

import csv
import json
import re
import shlex
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.paths import STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import Distribution

DISTRIBUTION = "mat-coach"
"""The name under which pip knows the coach; `coach` is a stranger's on PyPI."""
FORMER_DISTRIBUTION = "coach"
"""The name of 0.1.0. When pip takes that out, it takes the command and all files that both have along."""
FORMER_VERSION = "0.1.0"

NEEDED = (
    "filelock", "humanize", "platformdirs", "python-ulid",
    "shtab", "textual", "tinydb", "tzdata",
)  # fmt: skip
"""The packages whose versions matter in a report of a fault."""

_PACKAGE = Path(__file__).resolve().parent
_SUFFIXES = (".json", ".md", ".py", ".tcss", ".typed")


def build() -> str:
    """Returns eight hexadecimal digits that name the files of the coach; "unknown" if they lie in an archive.

    A checkout and a wheel of one commit have the same, and a file that anyone changed gives another.
    """
    sources = {f"coach/{file.relative_to(_PACKAGE).as_posix()}": file for file in _PACKAGE.rglob("*.*")}
    sources |= {f"coach/styles/{file.name}": file for file in STYLES.glob("*.*")}
    digest = sha256()
    for name in sorted(sources):
        if name.endswith(_SUFFIXES):
            digest.update(f"{name}\0{sha256(sources[name].read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:8] if sources else "unknown"


def versions() -> tuple[str, ...]:
    """Returns a line for the coach, one for Python and the system, and one for each package it needs."""
    from platform import platform, python_version

    return (
        f"coach {__version__} (build {build()})",
        f"Python {python_version()} on {platform()}",
        *(f"{name} {_version(name) or 'is not installed'}" for name in NEEDED),
    )


def faults() -> tuple[str, ...]:
    """Returns what is wrong with the installation, a sentence for each file or package; usually nothing.

    A checkout, and an editable installation of one, has no record of files to compare with.
    """
    ours = _distribution(DISTRIBUTION)
    if ours is None:
        return ()
    altered = list(_altered(ours)) if _PACKAGE.is_dir() else []
    found = [*altered, *(f"The package {name} is needed, but not installed." for name in _lacking(ours))]
    if found:
        found.append(f"To fix that: {_install('--force-reinstall ' if altered else '')}")
    if has_former():
        found.append(f"The coach is also installed under its old name. {former_advice()}")
    return tuple(found)


def has_former() -> bool:
    """Returns whether 0.1.0 is installed as well, under its former name; a stranger has that name on PyPI."""
    return _version(FORMER_DISTRIBUTION) == FORMER_VERSION


def former_advice() -> str:
    """Returns what to do where the former name is installed as well."""
    both = f"{FORMER_DISTRIBUTION} {DISTRIBUTION}"
    return f"Remove both, and install it again: {_pip()} uninstall -y {both} && {_install()}"


def install_advice() -> str:
    """Returns how to install the coach with all that it needs."""
    root = _PACKAGE.parent
    if not (root / "pyproject.toml").is_file():
        return f"reinstall the coach with everything it needs: {_install()}"
    # an environment of its own, since many a system's Python lets pip install nothing
    there = shlex.quote(str(root / ".venv"))
    steps = (f"{shlex.quote(sys.executable)} -m venv {there}", f"{there}/bin/pip install {_source()}")
    return f"install the coach with everything it needs: {' && '.join((*steps, f'{there}/bin/coach'))}"


def _lacking(ours: Distribution) -> Iterator[str]:
    """Yields the names of the packages that the coach cannot do without, and that are not installed."""
    for requirement in ours.requires or ():
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement and not _version(name.group(0)):
            yield name.group(0)


def _altered(ours: Distribution) -> Iterator[str]:
    """Yields a sentence for each file that is not as its record says."""
    # not by `files`, which leaves out the missing ones from Python 3.12 on
    for name, digest, _ in csv.reader((ours.read_text("RECORD") or "").splitlines()):
        if not digest or not name.startswith("coach/"):
            continue
        file = Path(str(ours.locate_file(name)))
        try:
            data = file.read_bytes()
        except OSError:
            yield f"{file} was installed, but cannot be read."
            continue
        if digest != f"sha256={urlsafe_b64encode(sha256(data).digest()).rstrip(b'=').decode()}":
            yield f"{file} has changed since it was installed."


def _pip() -> str:
    return f"{shlex.quote(sys.executable)} -m pip"


def _install(how: str = "") -> str:
    return f"{_pip()} install {how}{_source()}"


def _source() -> str:
    """Returns what pip is to install: the checkout that runs, or the place that pip had it from.

    Never the bare name: while it is not published, anyone could take that name.
    """
    root = _PACKAGE.parent
    if (root / "pyproject.toml").is_file():
        return shlex.quote(str(root))
    ours = _distribution(DISTRIBUTION)
    told = ours.read_text("direct_url.json") if ours else None
    place = json.loads(told) if told else {}
    url = str(place.get("url", "FOLDER-OR-WHEEL-OF-THE-COACH"))
    if "vcs_info" in place:
        url = f"{place['vcs_info'].get('vcs', 'git')}+{url}@{place['vcs_info'].get('commit_id', '')}".rstrip(
            "@"
        )
    return shlex.quote(url)


def _version(name: str) -> str:
    """Returns the version of a package; empty if it is not installed."""
    found = _distribution(name)
    return found.version if found else ""


def _distribution(name: str) -> Distribution | None:
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        return distribution(name)
    except PackageNotFoundError:
        return None
