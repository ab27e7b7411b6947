"""Files with a history, as the coach would find them: for scenes and for tests of one screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from coach.content.loader import load_tips
from coach.demo.year import made_up, records
from coach.domain.day_notes import note_day
from coach.domain.habit.pauses import announce
from coach.domain.habit.rhythm_choice import choose_rhythm
from coach.domain.model import (
    Area,
    Change,
    Contraindication,
    Cover,
    Ended,
    Pause,
    PauseFor,
    RhythmSet,
    Skin,
    StopReason,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.safety.screening import unchanged
from coach.domain.session.skin_check import answer_check
from coach.store import Store
from tests.screens.conftest import Bench
from tests.screens.days import lived, session


def nothing(bench: Bench) -> None:
    """A first start."""


def first_day(bench: Bench) -> None:
    bench.set_up()


def month(bench: Bench) -> None:
    """Five weeks of use with a gap of two days, and the skin check of today open."""
    bench.set_up()
    store = Store(bench.path, bench.clock)
    lived(store, bench.clock, 36, missed=(5, 12, 13), answered=False)
    last = store.read().sessions[-9]
    noted = last._replace(note="shoulders let go after [6] minutes")
    store.change(lambda _: Change("Noted", put=(noted,)))


def checked(bench: Bench) -> None:
    month(bench)
    bench.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, bench.clock.now()))


def done(bench: Bench) -> None:
    """Today's session is over."""
    checked(bench)
    lain = session(bench.clock.now().date(), bench.clock, 20, Cover.SHIRT, None)
    bench.change(lambda _: Change("Done", put=(lain,)))


def stopped(bench: Bench) -> None:
    """Today's session was stopped in time."""
    checked(bench)
    lain = session(bench.clock.now().date(), bench.clock, 3, Cover.SHIRT, None)
    lain = lain._replace(ended=Ended.SENSATION)
    bench.change(lambda _: Change("Stopped", put=(lain,)))


def taken_off(bench: Bench) -> None:
    """Today is a rest day that was taken."""
    checked(bench)
    today = bench.clock.now().date()
    bench.change(lambda book: announce(book, bench.clock.now(), today, today))


def back_after_forty_days(bench: Bench) -> None:
    """Forty days without a session, and nothing has changed since the safety questions were answered."""
    quiet_month(bench)
    bench.change(lambda book: unchanged(book, bench.clock.now()))
    bench.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, bench.clock.now()))


def resting(bench: Bench) -> None:
    month(bench)
    bench.change(lambda book: answer_check(book, Area.BACK, Skin.SORE, bench.clock.now()))


def locked(bench: Bench) -> None:
    bench.set_up(Answers(ticked=frozenset({Contraindication.CLOTS, Contraindication.UNSURE}), tz="UTC"))


def quiet_month(bench: Bench) -> None:
    """40 days without a session: the safety questions are to be confirmed."""
    month(bench)
    bench.clock.advance(timedelta(days=40))


def thinners(bench: Bench) -> None:
    """Two ticks that a doctor can agree to, one of which was agreed to."""
    ticked = frozenset({Contraindication.THINNERS, Contraindication.FEELING})
    bench.set_up(
        Answers(
            ticked=ticked,
            agreed=frozenset({Contraindication.THINNERS}),
            numb_areas=frozenset({Area.FEET}),
            tz="UTC",
        )
    )


def paused(bench: Bench) -> None:
    checked(bench)
    today = bench.clock.now().date()
    bench.change(lambda book: announce(book, bench.clock.now(), today, today + timedelta(days=6)))


def since(bench: Bench, days: int, *missed: int) -> None:
    """Set up some days before, with a plan for the day, and a session on each since but the missed ones."""
    bench.clock.advance(-timedelta(days=days))
    bench.set_up()
    bench.settings(cue_sentence="I brush my teeth")
    bench.clock.advance(timedelta(days=days))
    lived(Store(bench.path, bench.clock), bench.clock, days, missed=missed)


def after_a_miss(bench: Bench) -> None:
    since(bench, 6, 1)


def back_after_a_while(bench: Bench) -> None:
    since(bench, 32, *range(1, 13))


def a_fortnight(bench: Bench) -> None:
    """The fourteen days are over since yesterday; two of them were missed."""
    since(bench, 14, 5, 9)


def reached(bench: Bench) -> None:
    """Today is the seventh kept day."""
    since(bench, 6)
    today = bench.clock.now().date()
    done = session(today, bench.clock, 7, Cover.SHIRT, None)
    bench.change(lambda _: Change("Done", put=(done,)))


def reached_today(bench: Bench) -> None:
    """Six days are kept, and today's session is still to come."""
    since(bench, 6)
    bench.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, bench.clock.now()))


def half_a_year(bench: Bench) -> None:
    since(bench, 180, 3, 40, 41, 42, 77)


def now_and_then(bench: Bench) -> None:
    """Ten sessions in as many days as make a rate of one's own."""
    since(bench, 14, 3, 6, 9, 10)


_WEEKDAYS = {3: (0, 2, 4), 4: (0, 1, 3, 5), 5: (0, 1, 3, 4, 5), 6: (0, 1, 2, 3, 4, 5)}
"""The weekdays of a session, by how many a week."""


def a_year_of(days: int) -> Callable[[Bench], None]:
    """Returns what makes a year of so many days a week, with five weeks of every day before it."""

    def made(bench: Bench) -> None:
        today = bench.clock.now().date()
        ago = 371 + today.weekday()
        first = today - timedelta(days=ago - 35)
        free = [
            each
            for each in range(1, ago - 34)
            if (day := today - timedelta(days=each)).weekday() not in _WEEKDAYS[days]
            # one session too few in a week of winter
            or day in (first + timedelta(days=77), first + timedelta(days=80))
            or first + timedelta(days=140) <= day <= first + timedelta(days=150)
        ]
        since(bench, ago, *free)
        chosen = RhythmSet(at=bench.clock.now() - timedelta(days=ago - 30), days=days, first=first, over=())
        gone = Pause(
            first=first + timedelta(days=140),
            last=first + timedelta(days=150),
            at=chosen.at,
            why=PauseFor.HOLIDAY,
        )
        bench.change(lambda _: Change("Chosen", put=(chosen, gone)))

    return made


def _saturday(bench: Bench) -> None:
    """Moves the clock on to a Saturday, by which a week can be kept; on a Monday none is."""
    bench.clock.advance(timedelta(days=(5 - bench.clock.now().weekday()) % 7))


def week_met(bench: Bench) -> None:
    """Three days a week, and this week's were all kept before today."""
    _saturday(bench)
    a_year_of(3)(bench)


def week_open(bench: Bench) -> None:
    """Five days a week, and today's session is the fifth of this one."""
    _saturday(bench)
    a_year_of(5)(bench)
    bench.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, bench.clock.now()))


def rhythm_coming(bench: Bench) -> None:
    """Five days a week, from the next week on."""
    checked(bench)
    day, now = bench.clock.now().date(), bench.clock.now()
    bench.change(lambda book: choose_rhythm(book, 5, day, now))


def two_a_day(bench: Bench) -> None:
    """Two sessions on one day, of minutes that are no whole ones, and one more today."""
    bench.set_up()
    lived(Store(bench.path, bench.clock), bench.clock, 6)
    first = bench.book().sessions[-1]
    later = first._replace(
        id="",
        started_at=first.started_at + timedelta(hours=12),
        done_min=5.01,
        planned_min=None,
        ended=Ended.SENSATION,
        stopped_for=StopReason.SHARP,
    )
    today = session(bench.clock.now().date(), bench.clock, 1.26, Cover.SHIRT, None)
    changed = (first._replace(done_min=4.8), later, today._replace(area=Area.LEGS))
    bench.change(lambda _: Change("Fractions", put=changed))


def year(bench: Bench) -> None:
    """The made-up year of `coach demo`, with the skin check of today open."""
    found = made_up(bench.clock.now(), tips=[tip.id for tip in load_tips()])
    Store(bench.path, bench.clock).change(lambda _: records(found))
    bench.settings(tz="UTC")


def year_checked(bench: Bench) -> None:
    """The same with the skin check of today answered."""
    year(bench)
    bench.change(lambda book: answer_check(book, Area.BACK, Skin.CLEAR, bench.clock.now()))


def lived_with_fractions(bench: Bench) -> None:
    """Four months of minutes that are no whole ones, some days missed, two of them with feet and legs too."""
    bench.clock.advance(-timedelta(days=120))
    bench.set_up()
    bench.clock.advance(timedelta(days=120))
    lived(Store(bench.path, bench.clock), bench.clock, 120, missed=(3, 24, 25, 60, 61, 62, 90))
    off = {"5": 0.2, "0": -0.03, "2": 0.4, "7": 0.01}
    sessions = tuple(
        each._replace(done_min=round(each.done_min + off[str(number % 10)], 2))
        for number, each in enumerate(bench.book().sessions)
        if str(number % 10) in off
    )
    last = bench.book().sessions[-1]
    feet = last._replace(id="", area=Area.FEET, done_min=3.05, cover=Cover.SOCKS, planned_min=None)
    legs = feet._replace(area=Area.LEGS, done_min=4.8, cover=Cover.TOWEL)
    evening = (each._replace(started_at=last.started_at + timedelta(hours=12)) for each in (feet, legs))
    bench.change(lambda _: Change("Fractions", put=(*sessions, *evening)))


def first_of_a_month(bench: Bench) -> None:
    """The same on Tuesday 1 December, with the skin check answered."""
    bench.clock.advance(timedelta(days=10))
    lived_with_fractions(bench)


def three_areas(bench: Bench) -> None:
    """Four weeks on the back, the feet every other day, the legs on Sundays, in minutes with seconds."""
    checked(bench)
    taken = []
    for each in bench.book().sessions[-28:]:
        taken.append(each._replace(done_min=round(each.done_min - 0.2 + each.day.day % 3 * 0.005, 2)))
        later = each._replace(id="", started_at=each.started_at + timedelta(hours=11), planned_min=None)
        if each.day.day % 2:
            taken.append(later._replace(area=Area.FEET, done_min=5.01, cover=Cover.SOCKS, note=""))
        if each.day.weekday() == 6:
            taken.append(later._replace(area=Area.LEGS, done_min=4.8, cover=Cover.TOWEL, note=""))
    last = taken[-1]
    taken.append(last._replace(id="", started_at=last.started_at + timedelta(hours=3), done_min=19.97))
    bench.change(lambda _: Change("Fractions", put=tuple(taken)))


def ten_on_a_day(bench: Bench) -> None:
    """Ten sessions yesterday, from early in the morning until late."""
    since(bench, 3)
    first = bench.book().sessions[-1]
    more = [
        first._replace(
            id="",
            area=list(Area)[hours % 3],
            started_at=first.started_at + timedelta(hours=hours),
            done_min=2 + hours * 0.3,
            planned_min=None,
            skin_next=None,
            note="",
        )
        for hours in range(1, 10)
    ]
    bench.change(lambda _: Change("Ten", put=tuple(more)))


def a_year_of_nothing(bench: Bench) -> None:
    """A month of use, and then more than a year without any."""
    month(bench)
    bench.clock.advance(timedelta(days=400))


def leap_year(bench: Bench) -> None:
    """Set up on the last days of a leap year's February, with a note on its 29th."""
    bench.clock.set(bench.clock.now().replace(year=2028, month=3, day=4))
    since(bench, 70, *range(20, 30))
    leap = bench.clock.now().date().replace(month=2, day=29)
    bench.change(lambda book: note_day(book, leap, "one day more", leap))


def first_of_month(bench: Bench) -> None:
    """The first of a month, and of a year."""
    bench.clock.set(bench.clock.now().replace(year=2027, month=1, day=1))
    since(bench, 20, 4)


def noted(bench: Bench) -> None:
    """A long note on a day, wide characters in it, and one on its session."""
    month(bench)
    day = bench.clock.now().date() - timedelta(days=1)
    said = (
        "\u80a9\u304c\u8efd\u304f\u306a\u3063\u305f, the shoulders are lighter than on any day of this month,"
        " and the train was late again"
    )
    last = bench.book().sessions[-1]._replace(note="[b]not bold[/] after a long day")
    bench.change(lambda _: Change("Noted", put=(last,)))
    bench.change(lambda book: note_day(book, day, said, day))
