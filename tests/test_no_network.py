"""The coach talks to nobody: it imports nothing that could, and opens no connection while it is used."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.e2e.term import ROOT, environment

REACHING = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "xmlrpc", "requests", "httpx", "aiohttp"}
NAMED = ROOT / "coach" / "store" / "file" / "lock.py"
"""It asks for the name of this machine, for whoever waits for the lock."""

WATCHED = """
import sys
from pathlib import Path
reached = []
def watch(event, details):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "urllib.Request"):
        reached.append((event, details[-1]))
sys.addaudithook(watch)
from coach.cli import main
for words in {calls!r}:
    assert main(["--data", "coach.json", *words]) in (0, 1), words
import asyncio
from coach.app import CoachApp
from coach.clock import SystemClock
from coach.context import AppContext
from coach.store import Store
from coach.terminal.capabilities import Capabilities
async def used():
    clock = SystemClock()
    context = AppContext(Store(Path("coach.json"), clock), clock)
    app = CoachApp(context, Capabilities(unicode=True, remote=False))
    async with app.run_test() as pilot:
        for key in "234561":
            await pilot.press(key)
asyncio.run(used())
print(reached)
"""
CALLS = [
    ["setup", "--screening", "none"], ["log", "5"], ["today"], ["tips"], ["known"], ["export"], ["doctor"],
    ["backup", "create"], ["report", "-o", "out.html"], ["guide", "ssh"], ["completion", "bash"],
    ["undo", "--yes"],
]  # fmt: skip


def imported(file: Path) -> set[str]:
    """The modules and packages that a file imports."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    found = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    found |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in found}


def test_no_module_imports_what_could_reach_the_network() -> None:
    assert [file for file in (ROOT / "coach").rglob("*.py") if imported(file) & REACHING] == [NAMED]
    assert set(re.findall(r"socket\.(\w+)", NAMED.read_text(encoding="utf-8"))) == {"gethostname"}


def test_nothing_is_reached_while_it_is_used(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED.format(calls=CALLS)],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT), HOME=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
