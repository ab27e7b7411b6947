"""Marks on tips, and the review, by command: the same as the keys of the screen make."""

from __future__ import annotations

import io
import sys
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.content.loader import load_tips
from coach.domain.model import Book
from coach.domain.tips.progress import set_again, set_favourite, set_got_it, toggle_favourite
from coach.store import Store
from tests.cli.conftest import Shell

TODAY = date(2026, 1, 5)

TITLE, ID = "Get up slowly", next(tip.id for tip in load_tips() if tip.title == "Get up slowly")
TIP = next(tip for tip in load_tips() if tip.id == ID)


def tip(coach: Shell, view: str = "--favourites") -> set[str]:
    return {each["id"] for each in coach.well("tips", view, "--json").json["tips"]}


def test_a_tip_is_opened_by_its_title_or_name_and_then_counts_as_read(ready: Shell) -> None:
    assert ID in tip(ready, "--unread")
    before = ready.bytes()
    assert ready.well("tips", "slowly").out
    assert ready.bytes() == before, "a search marks nothing"
    said = ready.well("tips", "--open", "get  up SLOWLY").out
    assert said.startswith(f"{TITLE} \u00b7 ")
    assert TIP.text in said
    assert ID not in tip(ready, "--unread")
    assert "Opened today" in ready.well("tips", "--open", ID).out
    assert ready.well("tips", "--open", ID, "--json").json["changed"] is False


def test_a_favourite_is_made_shown_and_taken_back(ready: Shell) -> None:
    assert ready.well("tips", "--favourites").out == (
        "No favourites yet. Make one: coach tips --favourite TITLE\n"
    )
    assert ready.well("tips", "--favourite", TITLE).out == f'"{TITLE}" is a favourite now.\n'
    assert f"  {TITLE} (favourite)\n" in ready.well("tips").out
    assert tip(ready) == {ID}
    again = ready.well("tips", "--favourite", TITLE)
    assert again.out == f'"{TITLE}" is a favourite already.\n'
    told = ready.well("tips", "--favourite", TITLE, "--off", "--json").json
    assert (told["changed"], told["tip"]["favourite"]) == (True, False)
    ready.well("undo", "--yes")
    assert tip(ready) == {ID}


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("--favourite", "is not a favourite"),
        ("--got-it", "comes as often as the others"),
        ("--again", "was not asked for again"),
    ],
)
def test_a_mark_that_is_not_there_is_not_taken_off(ready: Shell, option: str, says: str) -> None:
    before = ready.bytes()
    assert ready.well("tips", option, TITLE, "--off").out == f'"{TITLE}" {says}.\n'
    assert ready.bytes() == before


def test_got_it_and_again_replace_each_other(ready: Shell) -> None:
    ready.well("tips", "--got-it", ID)
    assert f"  {TITLE} (got it)\n" in ready.well("tips").out
    ready.well("tips", "--again", ID)
    assert f"  {TITLE} (again)\n" in ready.well("tips").out
    assert ready.well("tips", "--review", "1").out.startswith(f"1 of 1\n{TITLE} \u00b7 ")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--favourite", "Get up slow"), f'there is no tip "Get up slow"; did you mean "{TITLE}"?'),
        (("--open", "zzzz"), 'there is no tip "zzzz"; coach tips lists them by their titles.'),
        (("--open", ""), 'there is no tip ""; coach tips lists them by their titles.'),
        (("--off",), "--off goes with --favourite, --got-it or --again"),
        (("towel", "--open", ID), "takes no words and no topic."),
        (("--review", "0"), "--review: 0 is not a whole number from 1 to 100."),
        (("--review", "many"), "--review: many is not a whole number from 1 to 100."),
        (("--open", ID, "--again", ID), "not allowed with"),
    ],
)
def test_wrong_usage_changes_nothing(ready: Shell, words: tuple[str, ...], says: str) -> None:
    before = ready.bytes()
    said = ready("tips", *words)
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert ready.bytes() == before


def reviewed(coach: Shell, monkeypatch: pytest.MonkeyPatch, typed: str, count: str = "3") -> str:
    """What a review prints to someone who types these lines."""
    monkeypatch.setattr("coach.cli.tip_review.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    said = coach("tips", "--review", count)
    assert said.status == 0
    return said.out + said.err


def test_a_review_asks_after_each_tip_and_saves_each_answer(
    ready: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = [each["id"] for each in ready.well("tips", "--review", "3", "--json").json["tips"]]
    said = reviewed(ready, monkeypatch, "\nwhat\ny\na\n")
    assert said.count("then Enter:") == 4
    assert "what is none of these answers." in said
    assert "That is all for now." in said
    states = Store(ready.path, ready.clock).read().tips
    assert [(states[id].read, states[id].got_it, states[id].again) for id in due] == [
        (True, False, False), (True, True, False), (True, False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["", "q\n", "n\nq\n"])
def test_a_review_stops_at_q_and_at_the_end_of_input(
    ready: Shell, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    assert "Stopped; what you answered is saved." in reviewed(ready, monkeypatch, typed)
    read = [each for each in Store(ready.path, ready.clock).read().tips.values() if each.read]
    assert len(read) == typed.count("n")


def test_without_a_terminal_a_review_prints_and_records_nothing(ready: Shell) -> None:
    before = ready.bytes()
    said = ready.well("tips", "--review").out
    assert said.startswith("1 of 5\n")
    assert "  Why now: You have not opened it yet.\n" in said
    assert ready.bytes() == before


def test_a_file_that_cannot_be_read_still_leaves_advice(ready: Shell) -> None:
    ready.path.write_text("{")
    assert "ask a professional" in ready("tips", "zzzz").out
    for words in (("--favourites",), ("--favourite", ID), ("--review",)):
        assert ready("tips", *words).status == 1
    assert ready.path.read_text() == "{"


SETS = {"favourite": set_favourite, "got-it": set_got_it, "again": set_again}


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(SETS)), st.booleans()), max_size=6))
def test_marks_by_command_are_those_of_the_rules(ready: Shell, steps: list[tuple[str, bool]]) -> None:
    ready.clock.advance(timedelta(days=1))
    store = Store(ready.path, ready.clock)
    states = dict(store.read().tips)
    day = ready.clock.now().date()
    for name, on in steps:
        change = SETS[name](Book(tips=states), TIP, day, on=on)
        if change is not None:
            states[ID] = change.put[0]  # type: ignore[assignment]
        ready.well("tips", f"--{name}", ID, *(() if on else ("--off",)))
    assert Store(ready.path, ready.clock).read().tips.get(ID) == states.get(ID)


def test_a_mark_that_is_set_is_the_toggled_one() -> None:
    toggled = toggle_favourite(Book(), TIP, TODAY)
    assert toggled is not None
    assert set_favourite(Book(), TIP, TODAY, on=True) == toggled
    assert set_favourite(Book(), TIP, TODAY, on=False) is None
