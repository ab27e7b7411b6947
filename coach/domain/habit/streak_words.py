"""The streak in words that stay true: never "in a row" where a day was missed."""

from __future__ import annotations

from coach.domain.habit.streak import KEPT_MIN, Streak
from coach.text.format import count, days, minutes

DAY_NEEDS = f"it takes {minutes(KEPT_MIN)} for a day to count"
"""What is said of a day that is too short to be kept, as a part of a sentence."""


NO_CONSISTENCY = f"Consistency appears after the first kept day: {minutes(KEPT_MIN)} on the mat keep one."


def headline(streak: Streak) -> str:
    """Returns the streak in a few words: "12 days in a row", or "12-day streak" if grace has bridged a miss.

    It is empty while there is no streak.
    """
    if not streak.current or streak.missed:
        return streak_length(streak)
    return f"{days(streak.current)} in a row"


def streak_length(streak: Streak) -> str:
    """Returns the streak where it stands beside another count of days: "12-day streak"; empty without one."""
    return f"{streak.current:,}-day streak" if streak.current else ""


def grace_words(streak: Streak) -> str:
    """Returns how many misses are left, as in "1 miss left this week"; empty while all of grace is."""
    if not (streak.current and streak.spent):
        return ""
    left = count(streak.grace_left, "miss", "misses") if streak.grace_left > 0 else "no miss"
    return f"{left} left this week"


def beside(streak: Streak) -> tuple[str, ...]:
    """Returns the best streak and all kept days, where they say more than the streak does."""
    parts = [f"best {streak.best:,}"] if streak.best > streak.current else []
    if streak.total_days > max(streak.current, streak.best):
        parts.append(f"{days(streak.total_days)} in all")
    return tuple(parts)


def fresh_start(streak: Streak) -> str:
    """Returns the words for a day without a streak, which is a beginning and no loss; else empty."""
    if streak.current:
        return ""
    return f"Your {'next' if streak.total_days else 'first'} session is day 1"
