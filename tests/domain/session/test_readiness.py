"""Why no session starts now, in the order in which the reasons hold."""

from __future__ import annotations

import pytest

from coach.domain.model import Area, Book, Cover, Live, Pause, PauseFor, Refused, Skin
from coach.domain.primary_action import PrimaryAction, primary_action
from coach.domain.session.live import plan
from coach.domain.today import Today, today, why_no_session
from tests.domain.histories import BACK, at, on, stood

LIVE = Live(
    area=BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=at(0), day=on(0), boot="", booted_s=0
)


def days() -> dict[str, Today]:
    """A day in each state that keeps a session from starting, or lets it."""
    life, n = stood(3)
    life.does(n)
    found = {"ask": today(life.book, at(n + 1, 12))}
    life.answers(n + 1)
    found["due"] = today(life.book, at(n + 1, 12))
    for name, pause in (
        ("rest", Pause(first=on(n + 1), last=on(n + 1), at=at(n + 1))),
        ("pause", Pause(first=on(n + 1), last=None, at=at(n + 1), why=PauseFor.HOLIDAY)),
    ):
        found[name] = today(life.book._replace(pauses=(pause,)), at(n + 1, 12))
    found["running"] = today(life.book._replace(live=LIVE), at(n + 1, 12))
    life.does(n + 1)
    found["done"] = today(life.book, at(n + 1, 22))
    life.answers(n + 2, Skin.BROKEN)
    found["locked"] = today(life.book, at(n + 2, 12))
    found["setup"] = today(Book(), at(0))
    return found


def test_each_day_says_why_no_session_starts() -> None:
    found = days()
    locked = found["locked"].prescription.reason.full_text
    assert {name: why_no_session(day) for name, day in found.items()} == {
        "ask": "Answer the skin check for the back first.",
        "due": "",
        "rest": "Today is a rest day.",
        "pause": "Today is in a pause.",
        "running": "A session is running already.",
        "done": "Today's session is done.",
        "locked": locked,
        "setup": "Answer the setup questions first.",
    }


def test_a_free_session_may_start_in_a_pause_and_beside_the_planned_one() -> None:
    may = {name for name, day in days().items() if not why_no_session(day, free=True)}
    assert may == {"due", "rest", "pause", "done"}


@pytest.mark.parametrize("name", list(days()))
def test_the_button_of_today_starts_only_what_may_start(name: str) -> None:
    day = days()[name]
    assert (primary_action(day) is PrimaryAction.START) == (why_no_session(day) == "")


def test_the_plan_refuses_with_the_same_sentence() -> None:
    with pytest.raises(Refused, match="Answer the skin check for the back first"):
        plan(days()["ask"].ramps, Area.BACK, at(4, 12))
