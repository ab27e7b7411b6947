"""The day on which a newer coach took over: it says what is less now, and why, on that day alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest

from coach.domain.model import (
    Area,
    Book,
    Check,
    Cover,
    GoalSet,
    Screening,
    Session,
    Settings,
    Skin,
    StartSaid,
    Upgrade,
)
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.upgrade import rules_changed, upgraded_from
from coach.domain.today import today

FIRST = date(2026, 3, 2)
BEGUN = datetime(2026, 3, 2, 6, tzinfo=UTC)
NOW = datetime(2026, 3, 7, 12, tzinfo=UTC)
STEPS = ((Cover.TOWEL, 5), (Cover.TOWEL, 5), (Cover.TOWEL, 7), (Cover.TOWEL, 10), (Cover.SHIRT, 5))


def sessions_of(
    steps: Sequence[tuple[Cover, int]] = STEPS, first: date = FIRST, **last: object
) -> tuple[Session, ...]:
    """Clean sessions on these steps up to yesterday, of which the last is as said."""
    sessions = []
    for number, (cover, minutes) in enumerate(steps):
        day = first + timedelta(days=number)
        at = datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
        sessions.append(
            Session(
                area=Area.BACK, started_at=at, day=day, done_min=minutes, cover=cover, sharpness=3,
                skin_after=Skin.CLEAR, skin_next=Skin.CLEAR, skin_next_on=day + timedelta(days=1),
                before=4, after=3, id=f"{number}",
            )
        )  # fmt: skip
    sessions[-1] = sessions[-1]._replace(**last)  # type: ignore[arg-type]
    return tuple(sessions)


def book(sessions: tuple[Session, ...], *, at: datetime = NOW, **more: object) -> Book:
    events = (Screening(at=BEGUN), StartSaid(at=BEGUN), GoalSet(at=BEGUN))
    upgrades = (Upgrade(at=at, from_schema=2, id="u"),)
    kept = Book(settings=Settings(tz="UTC"), events=events, sessions=sessions, upgrades=upgrades, now=NOW)
    return kept._replace(**more)  # type: ignore[arg-type]


def said(book: Book) -> str:
    ramps = Ramps(book)
    return rules_changed(ramps, prescribe(ramps, Area.BACK, NOW.date(), NOW), NOW)


EVENING = Check(day=date(2026, 3, 6), area=Area.BACK, skin=Skin.SORE, at=datetime(2026, 3, 6, 8, tzinfo=UTC))


def test_it_names_both_steps_and_the_rule_by_which_they_part() -> None:
    sore = sessions_of(skin_next=None, skin_next_on=None)
    assert said(book(sore, checks=(EVENING,))) == (
        "The rules have changed: 5 minutes on a towel rather than 5 minutes in a T-shirt, because pink or"
        " sore skin now counts whenever it is said, until the next session."
    )


def test_a_hold_in_the_past_is_the_rule_that_is_named() -> None:
    grown = sessions_of()
    grown = (*grown[:3], grown[3]._replace(before=2, after=6), grown[4])
    assert said(book(grown)) == (
        "The rules have changed: 10 minutes on a towel rather than 5 minutes in a T-shirt, because soreness"
        " that is clearly higher after a session now holds or lowers the step."
    )


def test_sensitive_skin_is_named_where_the_ladder_ends_sooner() -> None:
    steps = [*STEPS[:4], *((Cover.SHIRT, minutes) for minutes in (5, 5, 7, 7, 10, 10, 12, 12, 15, 15))]
    first = NOW.date() - timedelta(days=len(steps))
    began = datetime.combine(first, time(6), UTC)
    events = (Screening(at=began), StartSaid(at=began, sensitive=True), GoalSet(at=began))
    assert said(book(sessions_of(steps, first), events=events)) == (
        "The rules have changed: 18 minutes in a T-shirt rather than 5 minutes on bare skin, because"
        " sensitive skin now stays on a T-shirt until you confirm that you want bare skin."
    )


@pytest.mark.parametrize("days", [-2, -1, 1, 2])
def test_another_day_says_nothing(days: int) -> None:
    sore = sessions_of(skin_next=None, skin_next_on=None)
    assert said(book(sore, checks=(EVENING,), at=NOW + timedelta(days=days))) == ""


@pytest.mark.parametrize(
    ("at", "is_it"),
    [
        (datetime(2026, 3, 7, 3, tzinfo=UTC), True),
        (datetime(2026, 3, 7, 2, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 8, 2, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 8, 3, tzinfo=UTC), False),
    ],
)
def test_the_day_is_the_coachs_own(at: datetime, is_it: bool) -> None:
    assert upgraded_from(book(sessions_of(), at=at), NOW) == (2 if is_it else None)


def test_where_both_ask_for_the_same_nothing_is_said() -> None:
    assert said(book(sessions_of())) == ""
    assert today(book(sessions_of()), NOW).rules_changed == ""


def test_a_sentence_has_one_colon() -> None:
    sore = sessions_of(skin_next=None, skin_next_on=None)
    found = today(book(sore, checks=(EVENING,)), NOW).rules_changed
    assert (found.count(":"), found.count(". "), found[-1]) == (1, 0, ".")


def imported_since(days: int, from_schema: int) -> Book:
    """Own sessions up to some days ago, one of another tracker on each day since, and an upgrade today."""
    own = sessions_of(first=NOW.date() - timedelta(days=days + len(STEPS)))
    others = [
        Session(area=Area.BACK, started_at=at, day=at.date(), done_min=10, backfilled=True, id=f"other{back}")
        for back in range(days, 0, -1)
        for at in (NOW - timedelta(days=back),)
    ]
    begun = datetime.combine(own[0].day, time(6), UTC)
    events = (Screening(at=begun), StartSaid(at=begun), GoalSet(at=begun))
    upgrades = (Upgrade(at=NOW, from_schema=from_schema, id="u"),)
    return book((*own, *others), events=events, upgrades=upgrades)


@pytest.mark.parametrize("from_schema", [2, 3, 4])
def test_minutes_alone_that_no_longer_end_days_off_are_named(from_schema: int) -> None:
    assert said(imported_since(20, from_schema)) == (
        "The rules have changed: 5 minutes on a towel rather than 5 minutes in a T-shirt, because a session"
        " of which only the minutes are known now moves no step."
    )


def test_minutes_alone_are_not_named_where_another_rule_makes_the_difference() -> None:
    grown = sessions_of()
    grown = (*grown[:3], grown[3]._replace(before=2, after=6), grown[4])
    at = BEGUN - timedelta(days=1)
    other = Session(area=Area.BACK, started_at=at, day=at.date(), done_min=10, backfilled=True, id="other")
    assert said(book((other, *grown))).endswith(
        "soreness that is clearly higher after a session now holds or lowers the step."
    )


@pytest.mark.parametrize("from_schema", [3, 4])
def test_a_later_schema_changes_no_ladder(from_schema: int) -> None:
    kept = imported_since(20, from_schema)
    assert Ramps(kept).of(Area.BACK) == Ramps(kept._replace(upgrades=())).of(Area.BACK)


def test_an_upgrade_that_changed_no_rule_says_and_moves_nothing() -> None:
    sore = sessions_of(skin_next=None, skin_next_on=None)
    changed = book(sore, checks=(EVENING,))
    same = changed._replace(upgrades=(Upgrade(at=NOW, from_schema=3, id="u"),))
    assert said(changed)
    assert said(same) == ""
    steps = [*STEPS[:4], *((Cover.SHIRT, minutes) for minutes in (5, 5, 7, 7, 10, 10, 12, 12, 15, 15))]
    steps += [(Cover.BARE, 5)] * 3
    first = NOW.date() - timedelta(days=len(steps))
    began = datetime.combine(first, time(6), UTC)
    events = (Screening(at=began), StartSaid(at=began, sensitive=True), GoalSet(at=began))
    none = book(sessions_of(steps, first), events=events, upgrades=())
    sensitive = none._replace(upgrades=same.upgrades)
    assert Ramps(sensitive).of(Area.BACK) == Ramps(none).of(Area.BACK)
    earlier = Upgrade(at=NOW - timedelta(days=2), from_schema=3, id="e")
    only = none._replace(upgrades=changed.upgrades)
    both = none._replace(upgrades=(earlier, *changed.upgrades))
    assert Ramps(both).of(Area.BACK) == Ramps(only).of(Area.BACK) != Ramps(none).of(Area.BACK)
