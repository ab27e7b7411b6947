from __future__ import annotations

import pytest

from coach.domain.dated_ahead import as_of
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Check,
    Contraindication,
    Cover,
    Ended,
    Live,
    Posture,
    Refused,
    Rung,
    Screening,
    Session,
    Skin,
    Span,
    Start,
    StartSaid,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.session.live import change, discard, easier, finish, lock_reason, on_trial, plan, start
from tests.domain.histories import BACK, Life, at, kept, on, stood

LIVE = Live(
    id="L", area=BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=at(0), day=on(0), boot="b",
    booted_s=1.0, before=6,
)  # fmt: skip


def test_the_guided_session_is_the_prescription() -> None:
    found = plan(Ramps(Life().book), BACK, at(0))
    assert (found.area, found.cover, found.minutes, found.cap_min, found.free) == (
        BACK, Cover.TOWEL, 5, 20, False,
    )  # fmt: skip


def test_nothing_starts_before_the_setup_or_beside_another() -> None:
    with pytest.raises(Refused, match="setup questions"):
        plan(Ramps(Book()), BACK, at(0))
    with pytest.raises(Refused, match="running already"):
        plan(Ramps(Life().book._replace(live=LIVE)), Area.LEGS, at(0))


@pytest.mark.parametrize("free", [False, True])
@pytest.mark.parametrize(("cause", "text"), [
    ("check", "Answer the skin check for the back first"),
    ("rest", "rest day, and"),
    ("broken", "no mat on your back for 7 days"),
    ("screening", "You ticked"),
])  # fmt: skip
def test_nothing_starts_while(cause: str, text: str, free: bool) -> None:
    life, n = stood(3)
    life.does(n)
    if cause == "rest":
        life.answers(n + 1, Skin.PINK)
    elif cause == "broken":
        life.answers(n + 1, Skin.BROKEN)
    elif cause == "screening":
        life.answers(n + 1)
        life.put(Screening(at=at(n + 1, 7, 30), ticked=frozenset({Contraindication.SKIN})))
    with pytest.raises(Refused, match=text):
        plan(Ramps(life.book), BACK, at(n + 1, 8), free=free)


def test_an_area_that_is_not_open_does_not_start() -> None:
    with pytest.raises(Refused, match="Legs open once"):
        plan(Ramps(Life().book), Area.LEGS, at(0))


@pytest.mark.parametrize(("how", "blocked"), [
    ({"sharpness": 5}, False),
    ({"sharpness": 6}, True),
    ({"sharpness": 10}, True),
    ({"ended": Ended.SENSATION}, True),
    ({"after": Skin.SORE}, True),
    ({"after": Skin.PINK}, False),
])  # fmt: skip
def test_no_further_session_after_a_sharp_or_sore_one(how: dict[str, object], blocked: bool) -> None:
    life, n = stood(3)
    life.does(n, **how)  # type: ignore[arg-type]
    if blocked:
        with pytest.raises(Refused, match="no second session"):
            plan(Ramps(life.book), BACK, at(n, 20), free=True)
    else:
        assert plan(Ramps(as_of(life.book, at(n, 20))), BACK, at(n, 20)).minutes == 10, (
            "what is ahead takes no minutes"
        )


def test_no_further_session_after_the_skin_was_said_to_be_sore() -> None:
    life, n = stood(3)
    life.does(n)
    life.answers(n, Skin.SORE, hour=10)
    with pytest.raises(Refused):
        plan(Ramps(life.book), BACK, at(n, 20), free=True)


def test_a_second_session_is_free_and_fits_what_is_left() -> None:
    life = Life()
    life.does(0, 14)
    found = plan(Ramps(life.book), BACK, at(0, 20))
    assert (found.free, found.minutes, found.cap_min) == (True, 5, 6)
    assert plan(Ramps(life.book), BACK, at(0, 20), minutes=30).minutes == 6
    assert plan(Ramps(life.book), BACK, at(0, 20), minutes=2).minutes == 2
    life.does(0, 5.5, hour=9)
    with pytest.raises(Refused, match="used up"):
        plan(Ramps(life.book), BACK, at(0, 20))


def test_a_guided_session_that_does_not_fit_is_offered_as_a_free_one() -> None:
    life, n = stood(13)
    life.does(n, 20, area=Area.LEGS)
    with pytest.raises(Refused, match="Today has 10 minutes left: start a free session"):
        plan(Ramps(life.book), BACK, at(n, 20))
    assert plan(Ramps(life.book), BACK, at(n, 20), free=True).minutes == 10


def test_a_free_session_keeps_to_the_bare_cap() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.REGULAR))
    found = plan(Ramps(life.book), BACK, at(0), free=True, minutes=30)
    assert (found.cover, found.minutes, found.cap_min) == (Cover.BARE, 10, 10)


@pytest.mark.parametrize(("rung", "allowed"), [
    (Rung(Cover.SHIRT, 5, 2), True),
    (Rung(Cover.TOWEL, 7, 1), True),
    (Rung(Cover.SHIRT, 10, 2), False),
    (Rung(Cover.BARE, 5, 2), False),
    (Rung(Cover.TOWEL, 10, 1), False),
])  # fmt: skip
def test_only_an_easier_step_can_be_chosen(rung: Rung, allowed: bool) -> None:
    life, n = stood(5)
    if allowed:
        found = plan(Ramps(life.book), BACK, at(n), rung=rung)
        assert (found.cover, found.minutes, found.free) == (rung.cover, rung.minutes, False)
    else:
        with pytest.raises(Refused, match="easier"):
            plan(Ramps(life.book), BACK, at(n), rung=rung)


def test_standing_is_no_easier_than_sitting() -> None:
    life = Life(AreaTurned(at=at(-1), area=Area.FEET, on=True))
    asked = prescribe(Ramps(life.book), Area.FEET, on(0))
    assert asked.rung == Rung(Cover.SOCKS, 2, 2, Posture.SEATED)
    assert easier(asked, Rung(Cover.SOCKS, 2, 1, Posture.SEATED))
    assert not easier(asked, Rung(Cover.SOCKS, 2, 1, Posture.STANDING))


def test_minutes_of_nothing_are_refused() -> None:
    with pytest.raises(Refused, match="more than 0"):
        plan(Ramps(Life().book), BACK, at(0), free=True, minutes=0)


def test_a_day_that_went_back_over_a_date_line_is_the_same_skin() -> None:
    life, n = stood(3)
    session = life.does(n)
    tomorrows = session._replace(id="east", day=on(n + 1), started_at=at(n, 9))
    life.put(tomorrows)
    with pytest.raises(Refused, match="used up"):  # the day of the last session goes on, with its minutes
        plan(Ramps(life.book), BACK, at(n, 20))
    wrong_clock = tomorrows._replace(started_at=at(n + 1, 9))
    life.put(wrong_clock)
    now = at(n, 20)
    assert plan(Ramps(as_of(life.book, now)), BACK, now).minutes == 10, "what is ahead takes no minutes"


def test_a_lock_that_comes_meanwhile_ends_what_runs() -> None:
    life, n = stood(3)
    now = at(n, 9)
    assert lock_reason(Ramps(life.book), BACK, now) is None
    clots = frozenset({Contraindication.CLOTS})
    change = set_up(life.book, Answers(ticked=clots), at(n - 20))  # on a machine whose clock is behind
    assert change is not None
    with_tick = kept(life.book, [each for each in change.put if isinstance(each, Screening)])
    assert "no session" in str(lock_reason(Ramps(with_tick), BACK, now))
    assert "no session" in str(lock_reason(Ramps(with_tick), Area.LEGS, now))
    hurt = kept(life.book, [Check(on(n), BACK, Skin.BROKEN, now, id="hurt")])
    assert "no mat on your back" in str(lock_reason(Ramps(hurt), BACK, now))
    assert lock_reason(Ramps(hurt), Area.LEGS, now) is None


def test_a_session_starts_changes_and_ends_once() -> None:
    book = Life().book
    assert start(book, LIVE).put == (LIVE,)
    running = book._replace(live=LIVE)
    with pytest.raises(Refused, match="another terminal"):
        start(running, LIVE)
    longer = LIVE._replace(extra_min=1.0)
    assert change(running, longer).put == (longer,)
    assert discard(running, LIVE).drop == (LIVE,)
    for gone in (book, book._replace(live=LIVE._replace(id="other"))):
        with pytest.raises(Refused):
            change(gone, LIVE)
        with pytest.raises(Refused):
            discard(gone, LIVE)
        with pytest.raises(Refused):
            finish(gone, LIVE, done_min=5, ended=Ended.COMPLETED)


def test_a_press_elsewhere_does_not_take_back_that_someone_stopped() -> None:
    """Only a press that says so does; a stop comes before a mere end."""
    asked = LIVE._replace(asked_s=40.0, asked_stop=True)
    paused = LIVE._replace(pauses=(Span(start=41.0),))
    running = Life().book._replace(live=asked)
    assert change(running, paused).put == (paused._replace(asked_s=40.0, asked_stop=True),)
    assert change(running, LIVE._replace(asked_s=42.0)).put == (asked,)
    assert change(running, LIVE, goes_on=True).put == (LIVE,)
    ending = Life().book._replace(live=LIVE._replace(asked_s=40.0))
    stopped = LIVE._replace(asked_s=42.0, asked_stop=True)
    assert change(ending, stopped).put == (stopped,)


@pytest.mark.parametrize("cover", [Cover.BARE, Cover.SHIRT])
@pytest.mark.parametrize("start", [Start.REGULAR, Start.NEW])
def test_a_session_that_runs_tells_whether_it_is_a_trial_on_bare_skin(start: Start, cover: Cover) -> None:
    """A terminal that joins it knows the record alone; as the plan has it."""
    life = Life(StartSaid(at=at(-9), start=start))
    planned = plan(Ramps(life.book), BACK, at(0, 8))
    live = LIVE._replace(cover=cover)
    assert planned.trial is (start is Start.REGULAR)
    assert on_trial(Ramps(life.book._replace(live=live)), live, at(0, 8)) is (
        planned.trial and cover is Cover.BARE
    )


@pytest.mark.parametrize(
    ("minutes", "cap", "recorded"), [(5.0, 20, 5.0), (25, 20, 20), (99, 60, 30), (1, 20, 1)]
)
def test_the_end_records_no_more_than_the_cap(minutes: float, cap: float, recorded: float) -> None:
    live = LIVE._replace(cap_min=cap)
    found = finish(Life().book._replace(live=live), live, done_min=minutes, ended=Ended.RECOVERED)
    session = found.put[0]
    assert isinstance(session, Session)
    assert found.drop == (live,)
    assert (session.id, session.done_min, session.ended, session.planned_min, session.before) == (
        "L", recorded, Ended.RECOVERED, 5, 6,
    )  # fmt: skip
    assert not session.backfilled


def test_under_a_minute_nothing_is_recorded() -> None:
    found = finish(Life().book._replace(live=LIVE), LIVE, done_min=0.99, ended=Ended.STOPPED)
    assert (found.put, found.drop) == ((), (LIVE,))
