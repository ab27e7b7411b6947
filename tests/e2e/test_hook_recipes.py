"""The recipes of the guide "hooks", each run as it is written there, against servers on the loopback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from coach.hooks.hook_files import Hook, ready
from coach.hooks.runner import RunningHook
from tests.e2e.term import ROOT
from tests.hooks.homes import Home
from tests.tools import require

TEXT = (ROOT / "coach" / "content" / "guides" / "hooks.md").read_text(encoding="utf-8")
_SCRIPT = re.compile(r"```sh\n(#!/bin/sh\n# ~/\.config/coach/hooks/([^\n]+)\n.*?)```", re.DOTALL)
RECIPES = {found[2]: found[1] for found in _SCRIPT.finditer(TEXT)}
"""The scripts, by what their second line says after the folder."""
COMMANDS = re.findall(r"```sh\n((?!#!).*?)```", TEXT, re.DOTALL)
"""The other blocks, to be typed."""
TOLD = {
    "COACH_EVENT": "saved",
    "COACH_TEXT": 'One minute left. "Notice" how sharp it is now.',
    "COACH_DAY": "2026-01-05",
    "COACH_AREA": "back",
    "COACH_COVER": "towel",
    "COACH_MINUTES": "4.5",
    "COACH_STATE": "done",
    "COACH_STREAK": "3",
    "COACH_STREAK_UNIT": "weeks",
}


@dataclass
class Server:
    """A server that takes everything."""

    url: str
    status: int = 200
    got: list[tuple[str, dict[str, str], str]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.got.append((self.path, {name.lower(): each for name, each in self.headers.items()}, body))
            self.send_response(made.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    made = Server(f"http://127.0.0.1:{listening.server_port}")
    thread = threading.Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    listening.shutdown()
    listening.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def installed(home: Home, recipe: str, url: str = "") -> Path:
    """Writes a recipe where it belongs, with another server in place of the one in it."""
    name = Hook(recipe.partition(",")[0])
    script = re.sub(r"https?://[\w.:-]+", url, RECIPES[recipe]) if url else RECIPES[recipe]
    path = home.hook(name, "")
    path.write_text(script, encoding="utf-8")
    found = ready(name, home.environ)
    assert found == path
    return path


def run(home: Home, recipe: str, url: str = "", **environ: str) -> str:
    """Runs a recipe as the coach does; returns why it failed, or an empty text."""
    return RunningHook(installed(home, recipe, url), TOLD, home.environ | environ).wait()


def test_every_recipe_is_tried_here() -> None:
    assert set(RECIPES) == {"end", "cue", "cue, spoken", "saved", "saved, for Home Assistant"}
    assert len(COMMANDS) == 2


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_is_plain_shell(recipe: str) -> None:
    require("shellcheck")
    done = subprocess.run(
        ["shellcheck", "-s", "sh", "-"], input=RECIPES[recipe], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_phone_is_told_in_words(home: Home, server: Server) -> None:
    require("curl")
    assert run(home, "end", server.url) == ""
    [(path, headers, body)] = server.got
    assert (path, headers["title"], body) == ("/my-mat-topic", "Mat", TOLD["COACH_TEXT"])


def test_a_server_that_refuses_is_a_failure_with_its_reason(home: Home, server: Server) -> None:
    require("curl")
    server.status = 403
    fault = run(home, "end", server.url)
    assert fault.startswith("it ended with status 22: curl: (22)")
    assert "403" in fault


def test_a_webhook_gets_the_session_as_json(home: Home, server: Server) -> None:
    require("curl")
    assert run(home, "saved", server.url) == ""
    [(path, headers, body)] = server.got
    assert (path, headers["content-type"]) == ("/mat", "application/json")
    assert json.loads(body) == {"day": "2026-01-05", "area": "back", "minutes": 4.5}


def test_home_assistant_gets_the_state(home: Home, server: Server) -> None:
    require("curl")
    home.makes_folder()
    (home.path / ".config" / "coach" / "home-assistant-token").write_text("secret\n", encoding="utf-8")
    assert run(home, "saved, for Home Assistant", server.url) == ""
    [(path, headers, body)] = server.got
    assert (path, headers["authorization"]) == ("/api/states/sensor.mat", "Bearer secret")
    assert json.loads(body) == {"state": "done", "attributes": {"streak": 3, "unit": "weeks"}}


@pytest.mark.parametrize(
    ("recipe", "programs", "called"),
    [
        ("cue", ["paplay", "afplay"], ["paplay", "/usr/share/sounds/freedesktop/stereo/complete.oga"]),
        ("cue", ["afplay"], ["afplay", "/System/Library/Sounds/Glass.aiff"]),
        ("cue, spoken", ["say", "spd-say", "espeak-ng"], ["say", TOLD["COACH_TEXT"]]),
        ("cue, spoken", ["spd-say", "espeak-ng"], ["espeak-ng", TOLD["COACH_TEXT"]]),
        ("cue, spoken", ["spd-say"], ["spd-say", "--wait", TOLD["COACH_TEXT"]]),
    ],
)
def test_the_program_that_is_there_gets_the_words(
    home: Home, recipe: str, programs: list[str], called: list[str]
) -> None:
    """By stand-ins for the programs, which need a loudspeaker."""
    folder = home.path / "bin"
    folder.mkdir()
    for program in programs:
        (folder / program).write_text(
            f'#!/bin/sh\nprintf "%s\\n" {program} "$@" > {home.path}/called\n', encoding="utf-8"
        )
        (folder / program).chmod(0o700)
    assert run(home, recipe, PATH=str(folder)) == ""
    assert (home.path / "called").read_text(encoding="utf-8").splitlines() == called


def test_the_commands_of_the_guide_do_what_they_promise(home: Home, server: Server) -> None:
    require("curl")
    folder = home.path / "bin"
    folder.mkdir()
    coach = folder / "coach"
    coach.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m coach "$@"\n', encoding="utf-8")
    coach.chmod(0o700)
    installed(home, "end", server.url).chmod(0o600)
    environ = home.environ
    environ["PATH"] = f"{folder}:{environ['PATH']}"
    said = [
        subprocess.run(
            ["sh", "-ec", block], env=environ, capture_output=True, text=True, check=True, cwd=home.path
        )
        for block in COMMANDS
    ]
    assert "Hook end is ready." in said[0].stdout
    assert server.got[0][2] == "It works"


def test_a_dashboard_finds_its_fields(home: Home) -> None:
    [fields] = re.findall(r"json_attributes: \[(.*)\]", TEXT)
    [value] = re.findall(r"value_json\.(\w+)", TEXT)
    words = re.findall(r"command: ssh .* home coach (.*)", TEXT)[0].split()
    environ = home.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "coach", *words], env=environ, capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    assert {value, *fields.split(", ")} <= set(found)
    assert found[value] == "setup"


def test_the_guide_names_every_variable_and_hook() -> None:
    rows = set(re.findall(r"^\| (`.*?`) \|", TEXT, re.MULTILINE))
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    source = (ROOT / "coach" / "hooks" / "variables.py").read_text(encoding="utf-8")
    assert named == {*Hook, *re.findall(r'"(COACH_\w+)"', source), "COACH_HOOK"}
