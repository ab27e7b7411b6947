"""What a year came to, counted again from `coach export --format csv` by nothing of the coach's.

python -m tests.recount FILE.csv LAST_DAY [DAY_OFF ...]
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

DAY = timedelta(days=1)


def recount(rows: Iterable[dict[str, str]], last: date, off: Collection[date]) -> dict[str, Any]:
    """The figures on the day `last`, after whose end nothing is counted; `off` are days of rest and pause."""
    listed = list(rows)
    minutes: Counter[date] = Counter()
    weeks: Counter[date] = Counter()
    for row in listed:
        begun = datetime.fromisoformat(row["started_at"]) - timedelta(hours=3)
        done = round(float(row["done_min"]) * 60)
        minutes[begun.date()] += done
        weeks[begun.date() - begun.weekday() * DAY] += done
    streak = best = 0
    score = possible = 0.0
    missed: list[date] = []
    kept = {day for day, seconds in minutes.items() if seconds >= 120}
    day = min(kept, default=last + DAY)
    while day <= last:
        if day in kept:
            streak += 1
            best = max(best, streak)
        elif day not in off and day < last and streak:
            missed = [each for each in missed if day - each < 7 * DAY] + [day]
            if len(missed) > 2:
                streak, missed = 0, []
        if day in kept or (day not in off and day < last):
            score = score * 0.5 ** (1 / 13) + (1 - 0.5 ** (1 / 13)) * (day in kept)
            possible = possible * 0.5 ** (1 / 13) + (1 - 0.5 ** (1 / 13))
        day += DAY
    pairs = [(int(row["before"]), int(row["after"])) for row in listed if row["before"] and row["after"]]
    return {
        "sessions": len(listed),
        "streak": streak,
        "best": best,
        "total_days": len(kept),
        "consistency": round(score / possible, 3) if possible else 0.0,
        "minutes": round(sum(minutes.values()) / 60),
        "weeks": {str(week): round(seconds / 60, 1) for week, seconds in sorted(weeks.items())},
        "relief": round(sum(b - a for b, a in pairs) / len(pairs), 1) if pairs else None,
        "answered_both": len(pairs),
        "by_area": dict(sorted(Counter(row["area"] for row in listed).items())),
    }


def recount_weeks(
    rows: Iterable[dict[str, str]], last: date, off: Collection[date], rhythms: Sequence[tuple[date, int]]
) -> dict[str, Any]:
    """The streak under rhythms, each with its first day and its days a week (7 is every day).

    They are in the order of their days; a day before the first one belongs to every day. With every day, 2
    misses in 7 days are bridged.
    """
    minutes: Counter[date] = Counter()
    for row in rows:
        begun = datetime.fromisoformat(row["started_at"]) - timedelta(hours=3)
        minutes[begun.date()] += round(float(row["done_min"]) * 60)
    kept = {day for day, seconds in minutes.items() if seconds >= 120 and day <= last}
    best = {"days": 0, "weeks": 0}
    streak, unit, missed = 0, "days", list[date]()
    week: tuple[int, int] | None = None
    score = possible = 0.0

    def count(weight: float, hit: bool) -> None:
        nonlocal score, possible
        left = 0.5 ** (weight / 13)
        score = score * left + (1 - left) * hit
        possible = possible * left + (1 - left)

    day = min(kept, default=last)
    begun_on = day
    while day <= last:
        place = max((at for at, (first, _) in enumerate(rhythms) if first <= day), default=-1)
        asks = rhythms[place][1] if place >= 0 else 7
        if unit != ("days" if asks == 7 else "weeks"):
            unit, streak, missed = "days" if asks == 7 else "weeks", 0, []
        if asks == 7:
            if day in kept:
                streak += 1
            elif day not in off and day < last and streak:
                missed = [each for each in missed if day - each < 7 * DAY] + [day]
                if len(missed) > 2:
                    streak, missed = 0, []
            if day in kept or (day not in off and day < last):
                count(1, day in kept)
            best["days"] = max(best["days"], streak)
            week = None
            day += DAY
            continue
        # all days of the week that this day is in, up to where the next rhythm begins
        start = rhythms[place][0]
        start += (day - start).days // 7 * 7 * DAY
        until = rhythms[place + 1][0] if place + 1 < len(rhythms) else date.max
        whole = start + 6 * DAY < until
        days = [each for n in range(7) if (each := start + n * DAY) < until and each >= begun_on]
        open_days = [each for each in days if each in kept or each not in off]
        done = [each for each in days if each in kept]
        asked = max(1, asks * len(open_days) // 7) if open_days else 0
        for _ in done[:asked]:
            count(7 / asks, True)
        if asked and len(done) >= asked:
            streak += 1
        elif asked and whole and days[-1] < last:
            streak = 0
            for _ in range(asked - len(done)):
                count(7 / asks, False)
        best["weeks"] = max(best["weeks"], streak)
        week = (len(done), asked)
        day = days[-1] + DAY
    return {
        "unit": unit,
        "streak": streak,
        "best": best,
        "week": week,
        "consistency": round(score / possible, 6) if possible else 0.0,
    }


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123
        off = {date.fromisoformat(each) for each in sys.argv[3:]}
        found = recount(csv.DictReader(file), date.fromisoformat(sys.argv[2]), off)
    json.dump(found, sys.stdout, indent=1)
