"""The programs besides Python that tests start, and the packages that have them.

`python3 -m tests.tools` says what is missing here, and ends with 1 if anything is; with `apt` or `brew` it
prints the packages to install, and `--long` adds what the long campaigns want. It runs without any of the
packages that the tests themselves want.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn


class Tool(NamedTuple):
    """A program, and what it comes with; an empty package where the system has it, or where there is none."""

    apt: str
    brew: str
    linux_only: bool = False
    long: bool = False
    """Whether only the long campaigns or the measurements want it."""
    optional: bool = False
    """Whether some systems have no package of it, so that its tests may be skipped (.ci/skips.toml)."""


TOOLS = {
    "/usr/share/i18n/locales/de_DE": Tool("locales", "", linux_only=True),
    "curl": Tool("curl", "curl"),
    "fish": Tool("fish", "fish"),
    "git": Tool("git", ""),
    "jq": Tool("jq", "jq"),
    "localedef": Tool("libc-bin", "", linux_only=True),
    "mkfs.ext4": Tool("e2fsprogs", "", linux_only=True),
    "mosh-client": Tool("mosh", "mosh", long=True),
    "mosh-server": Tool("mosh", "mosh", long=True),
    "mount": Tool("mount", "", linux_only=True),
    "setpriv": Tool("util-linux", "", linux_only=True),
    "shellcheck": Tool("shellcheck", "shellcheck"),
    "ssh": Tool("openssh-client", ""),
    "ssh-keygen": Tool("openssh-client", ""),
    "sshd": Tool("openssh-server", ""),
    "starship": Tool("starship", "starship", optional=True),
    "systemd-analyze": Tool("systemd", "", linux_only=True),
    "tmux": Tool("tmux", "tmux"),
    "valgrind": Tool("valgrind", "", linux_only=True, long=True),
    "zsh": Tool("zsh", ""),
}
"""What tests start. Some on disks want Linux: what macOS calls `mount` takes other words."""


def find(program: str) -> str | None:
    """Returns where a program is, also where only root's PATH leads; None if it is not here.

    A path is that of a file which is only read.
    """
    if program.startswith("/"):
        return program if Path(program).exists() else None
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin:/usr/local/sbin")


def require(*programs: str) -> None:
    """Skips the test that calls it if one of the programs is not here."""
    for program in programs:
        if find(program) is None:
            _skip(f"{program} is not installed")


def require_proc() -> None:
    """Skips the test that calls it where processes cannot be looked at as Linux shows them."""
    if not Path("/proc/self/stat").exists():
        _skip("reads /proc, which only Linux has")


def wanted(tool: Tool, system: str, *, long: bool = False) -> bool:
    """Returns whether a run on a system must have a program: the default run, or the long campaigns."""
    return not tool.optional and (system == "linux" or not tool.linux_only) and (long or not tool.long)


def missing(*, long: bool = False) -> dict[str, Tool]:
    """Returns the programs that this system could have, and has not."""
    return {
        program: tool
        for program, tool in TOOLS.items()
        if find(program) is None and wanted(tool, sys.platform, long=long)
    }


def _skip(why: str) -> NoReturn:
    import pytest

    pytest.skip(why)


def main(words: list[str]) -> int:
    """Prints a line for each program that is missing, or the packages to install."""
    lacking = missing(long="--long" in words)
    if words and words[0] in ("apt", "brew"):
        packages = {tool.apt if words[0] == "apt" else tool.brew for tool in lacking.values()}
        sys.stdout.write(" ".join(sorted(packages - {""})) + "\n")
        return 0
    for program, tool in lacking.items():
        sys.stdout.write(f"{program} is not installed (Debian's package {tool.apt})\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
