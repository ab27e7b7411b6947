from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coach.domain.day_states import DAY_STATES, DayState
from coach.domain.habit.consistency import last_score, scores
from coach.domain.habit.greetings import at_stake, forgotten_day, missed_once
from coach.domain.habit.rhythm import EVERY_DAY, Rhythm, asked_of, rhythm_on, stretches
from coach.domain.habit.rhythm_choice import RHYTHMS, typed_rhythm
from coach.domain.habit.streak import (
    Days,
    Unit,
    daily_scores,
    missed_yesterday,
    state,
    states,
    streak,
    week_on,
)
from coach.domain.habit.streak_words import beside, fresh_start, headline, week_words
from coach.domain.model import SETTINGS, Pause, PauseFor, Refused, RhythmSet
from coach.domain.setting_values import RHYTHM_HELP
from coach.text.format import listed
from tests.recount import recount_weeks

MONDAY = date(2026, 3, 2)
AT = datetime(2026, 3, 1, tzinfo=UTC)


def pictured(picture: str, *rhythms: tuple[int, int]) -> Days:
    """The days of a picture from a Monday on, a week to a word; its last one is today.

    `k` kept, `.` nothing, `r` rest, `p` pause, `K` kept in a pause. A rhythm has the number of its first day
    and its days a week.
    """
    marks = dict(enumerate(picture.replace(" ", "")))
    dates = {n: MONDAY + timedelta(n) for n in marks}
    return Days(
        minutes={dates[n]: 5.0 for n, mark in marks.items() if mark in "kK"},
        met=set(),
        rest={dates[n] for n, mark in marks.items() if mark == "r"},
        pauses=tuple(
            Pause(first=dates[n], last=dates[n], at=AT, why=PauseFor.HOLIDAY)
            for n, mark in marks.items()
            if mark in "pK"
        ),
        today=dates[max(dates)],
        rhythms=stretches(answers(*rhythms)),
    )


def answers(*rhythms: tuple[int, int]) -> tuple[RhythmSet, ...]:
    """One answer after the other, each over the one before."""
    return tuple(
        RhythmSet(
            at=AT + timedelta(minutes=number),
            days=days,
            first=MONDAY + timedelta(first),
            over=(f"r{number - 1}",) if number else (),
            id=f"r{number}",
        )
        for number, (first, days) in enumerate(rhythms)
    )


@pytest.mark.parametrize(("picture", "days", "current", "best", "week"), [
    ("k", 4, 0, 0, (1, 4)),
    ("k.k.k.k", 4, 1, 1, (4, 4)),
    ("kkkk", 4, 1, 1, (4, 4)),  # it counts as soon as it is met
    ("kkkkkkk", 4, 1, 1, (7, 4)),
    ("k.k.k.k k", 4, 1, 1, (1, 4)),
    ("k.k.k.k ......k", 4, 1, 1, (1, 4)),  # the last day of the week that runs: nothing is broken yet
    ("k.k.k.k ......k k", 4, 0, 1, (1, 4)),
    ("k.k.k.k kkkk... k", 4, 2, 2, (1, 4)),
    ("k.k.k.k kkk.... kkkk", 4, 1, 1, (4, 4)),
    ("kkk.... kkk.... kkk", 3, 3, 3, (3, 3)),
    ("kkkkkk. kkkkk.. k", 6, 0, 1, (1, 6)),
    ("kkkk... rrrrrrr k", 4, 1, 1, (1, 4)),  # a week without open days passes
    ("kkkk... ppppppp kkkk", 4, 2, 2, (4, 4)),
    ("kkkk... rrrr..k k", 4, 2, 2, (1, 4)),  # 4 x 3 / 7 is 1
    ("kkkk... rrrr... k", 4, 0, 1, (1, 4)),
    ("kkkk... rrrrrr. k", 4, 0, 1, (1, 4)),  # at least 1 where a day is open
    ("kkkk... pppKp.. k", 4, 2, 2, (1, 4)),  # kept in a pause is open and kept
    (".....k. kkkk", 4, 2, 2, (4, 4)),  # days before the first use are not open: 4 x 2 / 7 is 1
    ("...k... k", 6, 0, 0, (1, 6)),  # 6 x 4 / 7 is 3
    ("...kkk. k", 6, 1, 1, (1, 6)),
])  # fmt: skip
def test_the_streak_counts_weeks(
    picture: str, days: int, current: int, best: int, week: tuple[int, int]
) -> None:
    found = streak(pictured(picture, (0, days)))
    assert found.week is not None
    assert (found.unit, found.current, found.best) == (Unit.WEEKS, current, best)
    assert (found.week.kept, found.week.asked) == week
    assert found.grace_left == 0


@pytest.mark.parametrize(("days", "asked"), [
    (3, (0, 1, 1, 1, 1, 2, 2, 3)),
    (4, (0, 1, 1, 1, 2, 2, 3, 4)),
    (5, (0, 1, 1, 2, 2, 3, 4, 5)),
    (6, (0, 1, 1, 2, 3, 4, 5, 6)),
])  # fmt: skip
def test_what_a_week_asks_follows_its_open_days(days: int, asked: tuple[int, ...]) -> None:
    assert tuple(asked_of(days, open_days) for open_days in range(8)) == asked


def test_a_change_counts_anew_in_the_other_unit_and_the_old_best_stays() -> None:
    days = "kkkkkkk kkkkkkk"
    before = streak(pictured(days, (14, 4)))
    assert (before.unit, before.current, before.best, before.best_other) == (Unit.DAYS, 14, 14, 0)
    after = streak(pictured(f"{days} k", (14, 4)))
    assert (after.unit, after.current, after.best, after.best_other) == (Unit.WEEKS, 0, 0, 14)
    assert (headline(after), fresh_start(after)) == ("", "4 days this week begin a streak")
    assert (week_words(after), beside(after)) == ("1 of 4 this week", ("best 14 days", "15 days in all"))
    back = streak(pictured(f"{days} kkkk... kkkk... kk", (14, 4), (28, EVERY_DAY)))
    assert (back.unit, back.current, back.best, back.best_other) == (Unit.DAYS, 2, 14, 2)
    assert beside(back) == ("best 14 days and 2 weeks", "24 days in all")


def test_another_number_of_days_goes_on_counting_weeks() -> None:
    found = streak(pictured("kkkk... kkkkk.. k", (0, 4), (7, 5)))
    assert (found.current, found.week and found.week.asked) == (2, 5)
    assert headline(found) == "2-week streak"


def test_a_week_that_a_change_cuts_short_is_kept_or_passes() -> None:
    # weeks from Monday on, then from Thursday on: three days are left of the second week
    for week, current in (("k..", 2), ("...", 1)):
        found = streak(pictured(f"kkkk... {week} k......", (0, 4), (10, 5)))
        assert (found.current, found.best) == (current, current)


def test_no_single_day_is_missed() -> None:
    days = pictured("kkkkkk. k.k..k. .", (7, 4))
    found = states(days, MONDAY, days.today)
    assert [each for each in found.values() if each is DayState.MISSED] == [DayState.MISSED]
    assert state(days, MONDAY + timedelta(6)) is DayState.MISSED  # it was every day then
    assert [state(days, MONDAY + timedelta(n)) for n in (8, 10, 11, 13)] == [DayState.OPEN] * 4
    assert not missed_yesterday(days)
    assert not missed_once(days)
    assert forgotten_day(days) is None


def test_nothing_asks_about_the_day_before_the_first_week() -> None:
    days = pictured("kkkkkk. .", (7, 4))
    assert state(days, MONDAY + timedelta(6)) is DayState.MISSED
    assert not missed_yesterday(days)
    assert not missed_once(days)
    assert forgotten_day(days) is None


@pytest.mark.parametrize(("picture", "stake"), [
    ("kkkk... kkk...", False),  # the day after is still open
    ("kkkk... kkk....", True),
    ("kkkk... kk...", False),
    ("kkkk... kk....", True),
    ("kkkk... k.....", False),  # today could not save it
    ("kkkk... kkkk...", False),
    ("kkk.... kkk....", False),  # no streak
])  # fmt: skip
def test_the_streak_is_at_stake_where_too_few_days_follow(picture: str, stake: bool) -> None:
    days = pictured(picture, (0, 4))
    assert at_stake(days, streak(days)) is stake


def test_weeks_begin_on_the_weekday_of_the_first_one() -> None:
    days = pictured("kkkkkkk k", (3, 4))
    week = week_on(days, days.today)
    assert week is not None
    assert (week.first, week.last) == (MONDAY + timedelta(3), MONDAY + timedelta(9))
    assert week_on(days, MONDAY + timedelta(2)) is None


def test_of_two_choices_for_one_week_the_last_one_holds() -> None:
    assert stretches(answers((7, 4), (7, 5))) == (Rhythm(5, MONDAY + timedelta(7)),)
    assert stretches(answers((7, 4), (7, EVERY_DAY))) == ()
    assert stretches(answers((7, 4), (14, 4))) == (Rhythm(4, MONDAY + timedelta(7)),)


def test_an_answer_by_a_clock_that_ran_ahead_is_replaced_all_the_same() -> None:
    assert stretches(answers((700, 3), (7, 5))) == (Rhythm(5, MONDAY + timedelta(7)),)


def test_of_two_machines_the_fewer_days_hold() -> None:
    one, other = (each._replace(over=()) for each in answers((7, 5), (14, 4)))
    found = stretches((one, other))
    assert [(each.first, each.days) for each in found] == [
        (MONDAY + timedelta(7), 5),
        (MONDAY + timedelta(14), 4),
    ]
    assert rhythm_on(found, MONDAY) == Rhythm()
    later = RhythmSet(at=AT + timedelta(hours=1), days=6, first=MONDAY + timedelta(21), id="z")
    both = stretches((one, other, later._replace(over=(one.id, other.id))))
    assert rhythm_on(both, MONDAY + timedelta(21)).days == 6


_CHOICES = st.lists(st.tuples(st.integers(-10, 60), st.integers(3, 7)), max_size=4).map(
    lambda each: tuple(dict(sorted(each)).items())
)


@given(picture=st.text("kkkk..rpK", min_size=1, max_size=80), choices=_CHOICES)
def test_it_is_what_a_plain_recount_finds(picture: str, choices: tuple[tuple[int, int], ...]) -> None:
    days = pictured(picture, *choices)
    found = streak(days)
    rows = [
        {"started_at": f"{day}T12:00:00", "done_min": str(minutes)} for day, minutes in days.minutes.items()
    ]
    off = days.rest | {pause.first for pause in days.pauses}
    rhythms: list[tuple[date, int]] = []
    for first, asks in choices:
        began = MONDAY + timedelta(first)
        if asks != (rhythms[-1][1] if rhythms else 7) or (
            asks < 7 and began.weekday() != rhythms[-1][0].weekday()
        ):
            rhythms.append((began, asks))
    plain = recount_weeks(rows, days.today, off, rhythms)
    assert found.unit == plain["unit"]
    if days.minutes:
        assert found.current == plain["streak"]
        assert {found.unit.value: found.best}.items() <= plain["best"].items()
        assert found.best_other == next(n for unit, n in plain["best"].items() if unit != found.unit)
        assert (found.week and (found.week.kept, found.week.asked)) == plain["week"]
        assert found.consistency == pytest.approx(plain["consistency"], abs=1e-5)


@given(picture=st.text("k..rp", min_size=1, max_size=60), days=st.integers(3, 6), at=st.data())
def test_a_day_more_on_the_mat_never_costs_anything(picture: str, days: int, at: st.DataObject) -> None:
    number = at.draw(st.integers(0, len(picture) - 1))
    more = f"{picture[:number]}k{picture[number + 1 :]}"
    # One before the first kept day would make the days between open, which asks for more.
    assume("k" in picture[: number + 1])
    before, after = (streak(pictured(each, (0, days))) for each in (picture, more))
    assert after.current >= before.current
    assert after.best >= before.best


@given(picture=st.text("k.rp", min_size=1, max_size=60), days=st.integers(3, 6))
def test_a_score_lies_between_0_and_1(picture: str, days: int) -> None:
    assert 0 <= streak(pictured("kkkkkkk" * 3 + picture, (0, days))).consistency <= 1


@given(weeks=st.lists(st.permutations(range(7)), min_size=1, max_size=8), days=st.integers(3, 6))
def test_a_perfect_rhythm_has_a_perfect_score(weeks: list[list[int]], days: int) -> None:
    picture = " ".join("".join("k" if n in week[:days] else "." for n in range(7)) for week in weeks)
    assert streak(pictured(f"{picture} k", (0, days))).consistency == 1


@pytest.mark.parametrize("rhythms", [(), ((0, 4),), ((7, 3),)])
def test_each_day_has_its_own_score(rhythms: tuple[tuple[int, int], ...]) -> None:
    days = pictured("kkk..k. kk.k... .k", *rhythms)
    numbers = [MONDAY.toordinal() + n for n in range(16)]
    found = list(states(days, MONDAY, MONDAY + timedelta(21)).values())
    told = list(scores(found, days.rhythms, numbers[0], numbers[-1]))
    assert len(told) == len(numbers)
    assert len(set(told)) > 2
    assert told == [score for _, score in daily_scores(days)]
    assert told[-1] == last_score(found, days.rhythms, numbers[0], numbers[-1]) == streak(days).consistency


def test_the_window_of_grace_makes_no_week_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the days to Wednesday alone, two of four would look like enough."""
    days = pictured("kk", (0, 4))
    found, scores = streak(days), list(daily_scores(days))
    monkeypatch.setattr("coach.domain.habit.streak.WINDOW_DAYS", 2)
    assert streak(days) == found
    assert list(daily_scores(days)) == scores
    assert found.current == 0


def test_more_than_a_week_asks_for_makes_up_for_nothing() -> None:
    enough, more = (streak(pictured(f"kk..... {week} .", (0, 4))) for week in ("kkkk...", "kkkkkkk"))
    assert 0 < enough.consistency == more.consistency < 1


def test_a_week_off_counts_as_much_in_every_rhythm() -> None:
    # four weeks kept and two off, with days to spare for the last miss to be a day ago
    found = [
        streak(pictured(f"{('k' * n).ljust(7, '.')} " * 4 + "....... ....... .", (0, n))).consistency
        for n in (3, 4, 5, 6)
    ]
    assert max(found) - min(found) < 0.02


def test_the_texts_name_the_rhythms_that_can_be_chosen() -> None:
    in_weeks = sorted(each for each in RHYTHMS if each != EVERY_DAY)
    words = f"{in_weeks[0]} to {in_weeks[-1]} days"
    assert words in RHYTHM_HELP
    assert words in SETTINGS["grace"].help
    tell = DAY_STATES[DayState.OPEN].left_out
    assert tell is not None
    assert words in tell(2)
    with pytest.raises(Refused, match=listed(map(str, in_weeks), last=" or ")):
        typed_rhythm("9")
