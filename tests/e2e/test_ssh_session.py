"""A whole session through `ssh -tt`, by keys alone, from the first question to the check-in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e import sshd
from tests.e2e.remote import Traveller
from tests.e2e.term import ROOT
from tests.tools import require


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sshd.Server]:
    require(*sshd.PROGRAMS)
    with sshd.running(tmp_path_factory.mktemp("sshd"), {"PYTHONPATH": str(ROOT), "TZ": "UTC"}) as made:
        yield made


@pytest.fixture
def person(tmp_path: Path, server: sshd.Server) -> Iterator[Traveller]:
    with Traveller(tmp_path, datetime(2026, 1, 5, 7, 30, tzinfo=UTC), server) as one:
        yield one


def test_from_the_first_question_to_the_check_in(person: Traveller) -> None:
    person.opens("What this is")
    # A server runs on UTC, so the zone is asked for, right after what keeps someone safe.
    for said in (
        "Is the mat for you?",
        "Which time zone are you in?",
        "How much have you used a mat?",
        "What are you aiming for?",
        "Your first session",
    ):
        person.presses("enter")
        person.sees(said)
    person.presses("enter")
    person.sees("Enter starts your first session")
    person.presses("enter")
    person.sees("Settle down")
    person.presses("enter")
    person.sees("On the mat")
    assert person.at.wait_until(lambda: person.at.title == "coach: 5 minutes left")
    before = person.at.bells
    person.lets_pass(seconds=31)
    person.sees("It is sharpest at first")
    assert person.at.wait_until(lambda: person.at.bells > before)
    person.lets_pass(minutes=2)
    assert person.at.wait_until(lambda: person.at.title == "coach: 3 minutes left")
    person.lets_pass(seconds=149)
    person.sees("Overtime")
    person.presses("f")
    person.sees("How was it?")
    person.presses("3", "tab", "4", "tab", "1", "tab", "1", "tab")
    person.at.type("through ssh")
    person.sees("through ssh")
    person.presses("enter")
    person.sees("Checked in")
    [session] = person.documents("sessions")
    assert (session["done_min"], session["ended"]) == (5.0, "completed")
    assert (session["sharpness"], session["before"], session["after"]) == (3, 4, 1)
    assert (session["skin_after"], session["note"]) == ("clear", "through ssh")
    assert person.documents("live") == []
    person.closes()
    assert person.leaves_nothing_running()
