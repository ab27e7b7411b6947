"""The streak in words that stay true: never "in a row" where a day was missed."""

from __future__ import annotations

from coach.domain.habit.rhythm import Week
from coach.domain.habit.streak import KEPT_MIN, Streak, Unit
from coach.text.format import count, days, minutes

DAY_NEEDS = f"it takes {minutes(KEPT_MIN)} for a day to count"
"""What is said of a day that is too short to be kept, as a part of a sentence."""


NO_CONSISTENCY = f"Consistency appears after the first kept day: {minutes(KEPT_MIN)} on the mat keep one."

_SINGULAR = {Unit.DAYS: "day", Unit.WEEKS: "week"}


def headline(streak: Streak) -> str:
    """Returns the streak in a few words: "12 days in a row", or "12-day streak" if grace has bridged a miss.

    Weeks are a "3-week streak". It is empty while there is no streak.
    """
    if not streak.current or streak.missed or streak.counts_weeks:
        return streak_length(streak)
    return f"{days(streak.current)} in a row"


def streak_length(streak: Streak) -> str:
    """Returns the streak where it stands beside another count of days: "12-day streak"; empty without one."""
    return f"{streak.current:,}-{_SINGULAR[streak.unit]} streak" if streak.current else ""


def length(streak: Streak) -> str:
    """Returns the streak with its unit, as in "12 days" or "3 weeks"."""
    return count(streak.current, _SINGULAR[streak.unit])


def best_length(streak: Streak) -> str:
    """Returns the best streak, as in "20"; with its unit where there is one in the other unit as well."""
    if not streak.best_other:
        return f"{streak.best:,}"
    other = next(unit for unit in Unit if unit is not streak.unit)
    best = f"{count(streak.best, _SINGULAR[streak.unit])} and " if streak.best else ""
    return f"{best}{count(streak.best_other, _SINGULAR[other])}"


def bests(streak: Streak) -> tuple[tuple[str, str], ...]:
    """Returns the best streak of each unit that was used, with a label."""
    best = count(streak.best, _SINGULAR[streak.unit])
    if not streak.best_other:
        return (("Best", best),)
    other = next(unit for unit in Unit if unit is not streak.unit)
    return ("Best", best), (f"Best, {other}", count(streak.best_other, _SINGULAR[other]))


def week_words(streak: Streak) -> str:
    """Returns how this week stands: "1 miss left this week", or "2 of 4 this week" where weeks count.

    It is empty while all of grace is left.
    """
    if streak.week is not None:
        return week_so_far(streak.week)
    if not (streak.current and streak.spent):
        return ""
    left = count(streak.grace_left, "miss", "misses") if streak.grace_left > 0 else "no miss"
    return f"{left} left this week"


def week_so_far(week: Week) -> str:
    """Returns the kept days of the week that runs, and how many are asked."""
    return f"{kept_of_asked(week)} this week"


def kept_of_asked(week: Week) -> str:
    """Returns the kept days of a week out of those that are asked; a day more than that is not told."""
    return f"{min(week.kept, week.asked)} of {week.asked}" if week.asked else "nothing asked"


def grace_or_week(streak: Streak) -> str:
    """Returns what is left of grace, as in "2 days of grace left", or how this week stands."""
    if streak.week is not None:
        return week_so_far(streak.week)
    return f"{days(streak.grace_left)} of grace left"


def optional_words(streak: Streak) -> str:
    """Returns the sentence for a day on which a session is optional: its week is kept already."""
    said = kept_words(streak)
    return f"Optional: {said[0].lower()}{said[1:]}"


def kept_words(streak: Streak) -> str:
    """Returns the sentence that this week is kept, with the number of days that it asked for."""
    assert streak.week is not None
    return f"This week is kept, {streak.week.asked} of {streak.week.asked} days."


def beside(streak: Streak) -> tuple[str, ...]:
    """Returns the best streak and all kept days, where they say more than the streak does."""
    parts = [f"best {best_length(streak)}"] if streak.best > streak.current or streak.best_other else []
    if streak.counts_weeks or streak.total_days > max(streak.current, streak.best):
        parts += [f"{days(streak.total_days)} in all"] if streak.total_days else []
    return tuple(parts)


def fresh_start(streak: Streak) -> str:
    """Returns the words for a day without a streak, which is a beginning and no loss; else empty."""
    if streak.current:
        return ""
    if streak.week is not None:
        asked = max(streak.week.asked, 1)
        return f"{days(asked)} this week {'begins' if asked == 1 else 'begin'} a streak"
    return f"Your {'next' if streak.total_days else 'first'} session is day 1"
