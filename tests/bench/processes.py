"""A command from its start to its end: how long it took, its CPU time, and its memory at the most."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# Run in a small process of its own: what the kernel tells as a program's peak begins with the memory of the
# process that started it.
_MEASURED = """
import json, os, sys, time
null = os.open("/dev/null", os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1)]
begin = time.perf_counter()
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(process, 0)
taken = time.perf_counter() - begin
print(json.dumps([os.waitstatus_to_exitcode(status), taken, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


class Used(NamedTuple):
    """What a command took."""

    seconds: float
    cpu_s: float
    peak_kib: int


def run(argv: Sequence[str], env: Mapping[str, str], cwd: Path, fine: Collection[int] = (0,)) -> Used:
    """Runs a command with nothing to read; raises `AssertionError` if it ends with an unexpected status."""
    launcher = [sys.executable, "-I", "-S", "-c", _MEASURED, *argv]
    done = subprocess.run(launcher, env=env, cwd=cwd, capture_output=True, text=True, check=True)
    status, *used = json.loads(done.stdout)
    if status not in fine:
        raise AssertionError(f"{argv} ended with {status}: {done.stderr}")
    return Used(*used)
