"""What a year came to, counted again from `coach export --format csv` by nothing of the coach's.

python -m tests.recount FILE.csv LAST_DAY [DAY_OFF ...]
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Collection, Iterable
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


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:  # noqa: PTH123
        off = {date.fromisoformat(each) for each in sys.argv[3:]}
        found = recount(csv.DictReader(file), date.fromisoformat(sys.argv[2]), off)
    json.dump(found, sys.stdout, indent=1)
