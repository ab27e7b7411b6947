from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.day_states import DayState
from coach.domain.habit.streak import Days, Streak, is_kept, missed_yesterday, state, states, streak
from coach.domain.habit.streak_words import beside, fresh_start, headline, week_words
from coach.domain.model import Pause, PauseFor

FIRST = date(2026, 3, 1)
AT = datetime(2026, 3, 1, tzinfo=UTC)


def pictured(picture: str, grace: int = 2) -> Days:
    """The days of a picture; its last one is today.

    `k` kept, `d` done, `.` nothing, `s` too short, `r` rest, `p` pause, `R`, `P` kept in spite of it.
    """
    dates = [FIRST + timedelta(n) for n in range(len(picture))]
    marks = list(zip(dates, picture, strict=True))
    return Days(
        minutes={day: 1.9 if mark == "s" else 5.0 for day, mark in marks if mark in "kdRPs"},
        met={day for day, mark in marks if mark == "d"},
        rest={day for day, mark in marks if mark in "rR"},
        pauses=tuple(
            Pause(first=day, last=day, at=AT, why=PauseFor.HOLIDAY) for day, mark in marks if mark in "pP"
        ),
        today=dates[-1],
        grace=grace,
    )


@pytest.mark.parametrize(("picture", "current", "best", "total", "left"), [
    (".", 0, 0, 0, 2),
    ("k", 1, 1, 1, 2),
    ("kkk.", 3, 3, 3, 2),  # today is not over
    ("kkk.k", 4, 4, 4, 1),
    ("kk..k", 3, 3, 3, 0),
    ("kk..", 2, 2, 2, 1),
    ("kk...", 2, 2, 2, 0),  # two were missed, today may still be kept
    ("kk....", 0, 2, 2, 2),  # the third was missed yesterday
    ("kk...k", 1, 2, 3, 2),  # and is forgotten with the streak
    ("kk...k..k", 2, 2, 4, 0),
    ("k....k..k", 2, 2, 3, 0),  # what is missed without a streak is not counted against the next
    ("k.k.kkk", 5, 5, 5, 0),
    ("k.k.kkkk.k", 7, 7, 7, 0),  # 8 days after the first miss it is out of the window
    ("k.k.kk.k", 1, 4, 5, 2),  # the third within 7 days
    ("k.kkkkk.k", 7, 7, 7, 1),
    ("kkrrrrk", 3, 3, 3, 2),
    ("kkppppk", 3, 3, 3, 2),
    ("kkPPk", 5, 5, 5, 2),  # done anyway
    ("kkRk", 4, 4, 4, 2),
    ("k.rr.k", 2, 2, 2, 0),
    ("kskssk", 1, 2, 3, 2),  # under two minutes keeps nothing
    ("..pp.k", 1, 1, 1, 2),  # nothing before the first kept day counts
    ("ddkdd", 5, 5, 5, 2),
])  # fmt: skip
def test_streaks_by_hand(picture: str, current: int, best: int, total: int, left: int) -> None:
    got = streak(pictured(picture))
    assert (got.current, got.best, got.total_days, got.grace_left) == (current, best, total, left)


@pytest.mark.parametrize(("picture", "by_grace"), [
    ("k.k.k", (1, 1, 3)),
    ("k.kk.k", (1, 1, 4)),
    ("kk.kk", (2, 4, 4)),
    ("k..", (0, 1, 1)),
])  # fmt: skip
def test_grace_can_be_less(picture: str, by_grace: tuple[int, int, int]) -> None:
    assert tuple(streak(pictured(picture, grace)).current for grace in range(3)) == by_grace


def test_seven_days_are_the_window() -> None:
    """With the missed day itself: one that lies six days back counts, one seven days back does not."""
    assert streak(pictured("k.kkkkk.k", 1)).current == 1
    assert streak(pictured("k.kkkkkk.k", 1)).current == 8


def test_an_open_pause_lasts_until_today() -> None:
    days = pictured("kk......")._replace(pauses=(Pause(first=FIRST + timedelta(2), at=AT),))
    assert streak(days).current == 2
    assert streak(days).grace_left == 2
    assert state(days, days.today) is DayState.PAUSE
    assert state(days, days.today + timedelta(1)) is DayState.FUTURE


def test_days_after_today_do_not_count() -> None:
    days = pictured("kk")
    ahead = days._replace(minutes={**days.minutes, FIRST + timedelta(400): 5.0})
    assert streak(ahead) == streak(days)
    assert state(ahead, FIRST + timedelta(400)) is DayState.KEPT


def test_consistency_by_hand() -> None:
    """Half of it is forgotten in 13 days, and what could have been reached by then is the measure."""
    m = 0.5 ** (1 / 13)
    assert streak(pictured("k")).consistency == pytest.approx(1)
    assert streak(pictured("k.")).consistency == pytest.approx(1)
    assert streak(pictured("k..")).consistency == pytest.approx((1 - m) * m / (1 - m * m))
    assert streak(pictured("krrppp.")).consistency == pytest.approx(1)
    assert streak(pictured("k" * 26)).consistency == pytest.approx(1)
    assert streak(pictured("k" * 13 + "." * 14)).consistency == pytest.approx(0.25 / 0.75)
    assert streak(pictured("k" + "." * 13 + "k" * 13)).consistency > 0.6


@given(st.text("krp", min_size=1, max_size=60))
def test_a_start_without_a_miss_is_all_that_could_be_reached(picture: str) -> None:
    got = streak(pictured(picture))
    assert got.consistency == pytest.approx(1.0 if "k" in picture else 0.0)


@given(st.text("k.rp", max_size=40), st.text("k.", min_size=1, max_size=40))
def test_days_off_before_or_after_change_nothing_in_the_score(before: str, after: str) -> None:
    """A miss lowers it, a kept day never does."""
    base = streak(pictured(f"k{before}{after}k")).consistency
    assert streak(pictured(f"k{before}rp{after}k")).consistency == pytest.approx(base)
    assert streak(pictured(f"k{before}{after}k.k")).consistency < base + 1e-9 or base < 1
    assert streak(pictured(f"k{before}{after}kk")).consistency >= base - 1e-9


def test_the_score_is_shown_from_the_fourteenth_day_on() -> None:
    assert streak(pictured("...")).steadiness is None
    assert streak(pictured("..k" + "k" * 12)).steadiness is None
    assert streak(pictured("..k" + "k" * 13)).steadiness == pytest.approx(1.0)


@pytest.mark.parametrize(("picture", "grace", "words", "left", "more"), [
    ("..", 2, "", "", ""),
    ("k", 2, "1 day in a row", "", ""),
    ("kkk.", 2, "3 days in a row", "", ""),
    ("kk.k", 2, "3-day streak", "1 miss left this week", ""),
    ("kk..k", 2, "3-day streak", "no miss left this week", ""),
    ("kk.kkkkkkk", 2, "9-day streak", "", ""),  # a week later grace is whole again, and a day was missed
    ("kk...k", 2, "1 day in a row", "", "best 2 3 days in all"),
    ("kk.kk", 1, "4-day streak", "no miss left this week", ""),
    ("kk.kk", 0, "2 days in a row", "", "4 days in all"),
    ("kkrrk", 2, "3 days in a row", "", ""),
    ("kkk....", 2, "", "", "best 3"),
])  # fmt: skip
def test_a_streak_is_told_as_it_is(picture: str, grace: int, words: str, left: str, more: str) -> None:
    got = streak(pictured(picture, grace))
    assert (headline(got), week_words(got), " ".join(beside(got))) == (words, left, more)
    assert bool(fresh_start(got)) is not bool(words)


@given(st.text("kd.srp", min_size=1, max_size=40), st.integers(0, 2))
def test_in_a_row_is_never_said_over_a_missed_day(picture: str, grace: int) -> None:
    days = pictured(picture, grace)
    got = streak(days)
    if "in a row" not in headline(got):
        return
    shown, left = list(states(days, FIRST, days.today).values()), got.current
    while left:  # back to the day on which the streak began
        left -= shown.pop() in (DayState.KEPT, DayState.DONE)
    begun = len(shown)
    assert DayState.MISSED not in list(states(days, FIRST, days.today).values())[begun:]


def test_one_miss_hardly_shows_in_it() -> None:
    assert streak(pictured("k" * 60 + ".k")).consistency > 0.9


@pytest.mark.parametrize(("minutes", "kept"), [
    (1.99, False), (2.0, True), (0.18 + 0.69 + 1.13, True), (0.6 + 0.7 + 0.6, False),
])  # fmt: skip
def test_two_minutes_in_all_keep_a_day(minutes: float, kept: bool) -> None:
    assert is_kept(minutes) is kept


def test_every_state_of_a_day() -> None:
    days = pictured("..kds.rp.")
    ahead = Pause(first=FIRST + timedelta(10), last=FIRST + timedelta(11), at=AT)
    days = days._replace(pauses=(*days.pauses, ahead))
    got = states(days, FIRST, FIRST + timedelta(11))
    assert list(got.values()) == [
        DayState.BEFORE, DayState.BEFORE, DayState.KEPT, DayState.DONE, DayState.MISSED, DayState.MISSED,
        DayState.REST, DayState.PAUSE, DayState.TODAY, DayState.FUTURE, DayState.PAUSE, DayState.PAUSE,
    ]  # fmt: skip
    assert list(got) == [FIRST + timedelta(n) for n in range(12)]


def test_a_day_off_without_a_reason_is_a_rest_day_ahead_too() -> None:
    """One word and one mark for it, whether the coach ordered it or it was taken."""
    taken, ahead = (Pause(first=FIRST + timedelta(n), last=FIRST + timedelta(n), at=AT) for n in (1, 4))
    days = pictured("k..")._replace(pauses=(taken, ahead))
    found = states(days, FIRST, FIRST + timedelta(4))
    assert (found[taken.first], found[ahead.first]) == (DayState.REST, DayState.REST)
    holiday = days._replace(pauses=(taken._replace(why=PauseFor.HOLIDAY), ahead))
    assert state(holiday, taken.first) is DayState.PAUSE


def test_a_prescription_met_in_under_two_minutes_is_not_a_kept_day() -> None:
    days = pictured("ks.")
    days = days._replace(met={FIRST + timedelta(1)})
    assert state(days, FIRST + timedelta(1)) is DayState.MISSED


@pytest.mark.parametrize(("picture", "missed"), [
    ("k.", False), ("k..", True), ("k.k", True),
    ("kr.", False), ("kp.", False), ("kk.", False), ("..", False),
])  # fmt: skip
def test_whether_yesterday_was_missed(picture: str, missed: bool) -> None:
    assert missed_yesterday(pictured(picture)) is missed


def test_a_life_on_the_mat_and_a_pause_without_end() -> None:
    days = pictured("k" * 10_000)
    days = days._replace(pauses=(Pause(first=date(1970, 1, 1), last=date(9999, 12, 31), at=AT),))
    assert streak(days).current == 10_000


# Properties

PICTURES = st.text("kdd...srpRP", max_size=60).map(lambda picture: picture + ".")
GRACE = st.integers(0, 2)


def recount(picture: str, grace: int) -> tuple[int, int, int]:
    """Current, best and grace left, recounted for each day from the whole past."""
    best = current = 0
    reset = -1
    misses: list[int] = []
    last = len(picture) - 1
    for index, mark in enumerate(picture):
        if mark in "kdRP":
            current += 1
            best = max(best, current)
        elif mark in ".s" and index < last and current > 0:
            misses.append(index)
            if sum(1 for miss in misses if miss > reset and 0 <= index - miss <= 6) > grace:
                current, reset = 0, index
    recent = [miss for miss in misses if miss > reset and 1 <= last - miss <= 6]
    return current, best, grace - len(recent)


@given(PICTURES, GRACE)
def test_the_streak_is_what_a_naive_recount_finds(picture: str, grace: int) -> None:
    got = streak(pictured(picture, grace))
    assert (got.current, got.best, got.grace_left) == recount(picture, grace)
    assert got.total_days == sum(mark in "kdRP" for mark in picture)


@given(PICTURES, GRACE)
def test_its_figures_stay_in_their_bounds(picture: str, grace: int) -> None:
    got = streak(pictured(picture, grace))
    assert 0 <= got.current <= got.best <= got.total_days
    assert 0 <= got.grace_left <= grace
    assert 0 <= got.consistency <= 1


@given(PICTURES, GRACE, st.sampled_from("rp"), st.text("kdrp", max_size=20))
def test_resting_never_costs_the_streak(past: str, grace: int, rest: str, since: str) -> None:
    missed = streak(pictured(past + "." + since + ".", grace))
    rested = streak(pictured(past + rest + since + ".", grace))
    assert rested.current >= missed.current
    assert rested.best >= missed.best
    assert rested.consistency >= missed.consistency


@given(PICTURES, GRACE)
def test_today_breaks_nothing_before_it_is_over(picture: str, grace: int) -> None:
    yesterday = streak(pictured(picture, grace))
    kept = streak(pictured(picture[:-1] + "k", grace))
    assert kept.current == yesterday.current + 1
    assert kept.consistency >= yesterday.consistency
    for nothing in "srp":
        assert streak(pictured(picture[:-1] + nothing, grace)) == yesterday


@given(PICTURES, GRACE)
def test_more_grace_never_lowers_the_streak(picture: str, grace: int) -> None:
    assert streak(pictured(picture, grace)).current >= streak(pictured(picture, 0)).current


@given(PICTURES)
def test_a_kept_day_is_never_shown_as_missed(picture: str) -> None:
    days = pictured(picture)
    shown = states(days, FIRST, days.today)
    assert sum(mark in (DayState.KEPT, DayState.DONE) for mark in shown.values()) == streak(days).total_days


def test_nothing_recorded_is_a_beginning() -> None:
    assert streak(pictured("...")) == Streak(current=0, best=0, total_days=0, grace_left=2, consistency=0.0)
