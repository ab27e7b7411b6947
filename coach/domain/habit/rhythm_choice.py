"""Choosing a rhythm: every day, or 3 to 6 days a week, from the next week on (DESIGN §5).

The first week with the coach is the exception: until it is over, a rhythm holds from the start, and so for
the days of another tracker as well. Nobody was promised another streak for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coach.domain.current_answers import current, replaced_by
from coach.domain.dates import day_of
from coach.domain.habit.rhythm import EVERY_DAY, WEEK, Rhythm, rhythm_of, rhythm_on, stretches
from coach.domain.habit.streak import Streak
from coach.domain.model import Book, Change, Refused, RhythmSet
from coach.domain.ramp.days_off import DOWN_FROM, REPEATS_FROM
from coach.text.format import WEEKDAYS, day_and_month, days, short_date

FEWEST = 3
"""The fewest days a week that can be chosen: with two, 3 days off in a row come every week."""
RHYTHMS = (EVERY_DAY, *range(EVERY_DAY - 1, FEWEST - 1, -1))
"""The rhythms to choose from, by their days a week; every day, as the articles have it, comes first."""
LAST_WEEKS = 13
"""The last weeks of a history by which a rhythm is suggested: it tells how someone lives now."""
FEWEST_WEEKS = 4
EVERY_DAY_WORD = "every-day"
"""The word for every day where a rhythm is typed."""


def rhythm_name(days_a_week: int) -> str:
    """Returns a rhythm in words: "every day" or "4 days a week"."""
    return "every day" if days_a_week == EVERY_DAY else f"{days_a_week} days a week"


def chosen(book: Book) -> int:
    """Returns the days a week that were chosen last, which may hold from the next week on only."""
    return rhythm_of(book.rhythms).days if book.rhythms else EVERY_DAY


def rhythm_value(book: Book) -> str:
    """Returns the rhythm in a few words; where another one was chosen, that and its first day."""
    now, coming = _now_and_coming(book)
    if coming is None:
        return rhythm_name(now.days)
    name = f"{coming.days} a week" if coming.in_weeks else "every day"
    return f"{name} from {day_and_month(coming.first)}"


def rhythm_help(book: Book) -> str:
    """Returns what holds until another rhythm begins, and on which day its weeks begin; mostly empty."""
    now, coming = _now_and_coming(book)
    said = ""
    if coming is not None:
        said = f"It is {rhythm_name(now.days)} until then."
    elif now.in_weeks and now.weekday != book.settings.week_start:
        said = f"Its weeks begin on {WEEKDAYS[now.weekday]}."
    return said


def _now_and_coming(book: Book) -> tuple[Rhythm, Rhythm | None]:
    """Returns the rhythm of the day on which the book is read, and the next one."""
    found = stretches(book.rhythms)
    today = date.max if book.now is None else day_of(book.now, book.settings.rollover)
    return rhythm_on(found, today), next((each for each in found if each.first > today), None)


def typed_rhythm(text: str) -> int:
    """Returns the days a week of a rhythm as it is typed; raises Refused if it is none."""
    words = " ".join(text.lower().split())
    if words in (EVERY_DAY_WORD, rhythm_name(EVERY_DAY), "daily", f"{EVERY_DAY}"):
        return EVERY_DAY
    number = words.removesuffix(" days a week")
    if number in map(str, RHYTHMS):
        return int(number)
    raise Refused(f'"{text}" is not a rhythm; use {EVERY_DAY_WORD}, or 3, 4, 5 or 6 for days a week.')


def fitting_rhythm(days: Iterable[date], week_start: int) -> int | None:
    """Returns the most days a week that most of the last full weeks with days on the mat reached.

    None where that is every day, and where there are too few weeks or days to tell.
    """
    # full weeks only: the first and the last may have begun or ended in the middle
    weeks = Counter(day.toordinal() - (day.weekday() - week_start) % WEEK for day in set(days))
    full = sorted(weeks)[1:-1][-LAST_WEEKS:]
    if len(full) < FEWEST_WEEKS:
        return None
    reached = [each for each in RHYTHMS if 2 * sum(weeks[week] >= each for week in full) > len(full)]
    return reached[0] if reached and reached[0] != EVERY_DAY else None


def begins_on(book: Book, days_a_week: int, today: date) -> date:
    """Returns the first day of a rhythm that is chosen today: that of the next week, or of the very first."""
    this_week = _week_of(today, book.settings.week_start)
    if all(each.only_minutes or each.day >= this_week for each in book.sessions):
        return _week_of(min((today, *(each.day for each in book.sessions))), book.settings.week_start)
    now = rhythm_on(stretches(book.rhythms), today)
    # Weeks begin as the settings say now; every day begins where the last week ends, so that none is cut.
    start = now.weekday if now.in_weeks and days_a_week == EVERY_DAY else book.settings.week_start
    return _week_of(today, start) + timedelta(days=WEEK)


def _week_of(day: date, week_start: int) -> date:
    """Returns the first day of a day's week."""
    return day - timedelta(days=(day.weekday() - week_start) % WEEK)


def choose_rhythm(book: Book, days_a_week: int, today: date, now: datetime) -> Change | None:
    """Returns the change to another rhythm; None if it is chosen already."""
    # After a merge there may be two: choosing the same again says which holds.
    if days_a_week == chosen(book) and len(current(book.rhythms)) < 2:
        return None
    first = begins_on(book, days_a_week, today)
    answer = RhythmSet(at=now, days=days_a_week, first=first, over=replaced_by(book.rhythms))
    name = rhythm_name(days_a_week)
    if first <= today:
        return Change(f"Set the rhythm to {name}", put=(answer,))
    if rhythm_on(stretches(book.rhythms), today).days == days_a_week:
        return Change(f"Leave the rhythm at {name}", put=(answer,))
    return Change(f"Set the rhythm to {name} from {short_date(first)}", put=(answer,))


def about_choice(book: Book, days_a_week: int, streak: Streak, today: date) -> str:
    """Returns what a choice means, in sentences: what the articles ask, and what becomes of the streak."""
    ramp = (
        "The articles ask for every day (RunnerClick's guide, How to use; the article on sore legs,"
        f" Consistency and routine). The ramp does not change: {REPEATS_FROM} days off or more repeat a step,"
        f" and {DOWN_FROM} or more lead down (the coach's own rule)."
    )
    in_weeks = days_a_week < EVERY_DAY
    if not in_weeks:
        ramp = "The articles ask for every day, and grace covers a miss."
    first = begins_on(book, days_a_week, today)
    if first <= today:
        imported = (
            ", and for the weeks you imported" if any(each.only_minutes for each in book.sessions) else ""
        )
        counts = "weeks" if in_weeks else "days"
        return f"{ramp} It holds from this week on{imported}. Your streak counts {counts}."
    if rhythm_on(stretches(book.rhythms), today).days == days_a_week:
        return f"{ramp} Nothing changes."
    begins = f"This begins on {short_date(first)}; until then everything stays as it is."
    after = ""
    if in_weeks != streak.counts_weeks:
        after = f" Then your streak counts {'weeks' if in_weeks else 'days again'}, from 0."
        if in_weeks and streak.best:
            after = f"{after} Your best streak stays in sight: {days(streak.best)}."
    return f"{ramp} {begins}{after}"
