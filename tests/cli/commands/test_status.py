"""The line for prompts and status bars: every field is told, and there is no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.cli.commands.status import FIELDS
from tests.cli.conftest import Shell


def test_the_help_explains_steps_as_a_number_of_steps(ready: Shell) -> None:
    told = " ".join(ready.well("status", "--help").out.split())
    assert "{step}; {steps} how many there are; {check}" in told


def test_help_tells_every_field_and_json_has_them_first(ready: Shell) -> None:
    told = " ".join(ready.well("status", "--help").out.split())
    assert list(ready.well("status", "--json").json)[: len(FIELDS) + 1] == ["schema", *FIELDS]
    for name, what in FIELDS.items():
        assert f"{{{name}}} {what}".strip() in told


def test_every_field_can_stand_in_a_format(ready: Shell) -> None:
    values = ready.well("status", "--json").json
    for name in FIELDS:
        value = {None: "", False: "", True: "yes"}.get(values[name], values[name])
        said = ready.well("status", "--format", f"<{{{name}}}>").out
        assert said == f"<{value:g}>\n" if isinstance(value, float) else f"<{value}>\n"


def test_the_day_by_its_mark(ready: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [ready.well("status", "--format", "{mark} {done} {days} {consistency}").out]
    ready.well("log", "3", "--at", "06:30")
    seen.append(ready.well("status", "--format", "{mark} {done} {days} {consistency}").out)
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "clear")
    ready.well("log", "5")
    seen.append(ready.well("status", "--format", "{mark} {done} {days} {consistency}").out)
    assert seen == ["@ 0 0 0\n", "\u2584 3 1 100\n", "\u25a0 5 2 100\n"]
    ready.clock.advance(timedelta(days=20))
    ready.well("check", "clear")
    ready.well("log", "5")
    assert ready.well("status", "--format", "{streak} {best} {days}").out == "1 2 3\n"
    monkeypatch.setenv("LC_ALL", "C")
    assert ready.well("status", "--format", "{mark}").out == "#\n"


def test_a_field_that_there_is_not_is_one_sentence_that_names_those_there_are(ready: Shell) -> None:
    said = ready("status", "--format", "{streak} {sreak}")
    assert (said.status, said.out) == (2, "")
    assert said.err == f"--format: there is no field {{sreak}}; the fields are {', '.join(FIELDS)}.\n"
