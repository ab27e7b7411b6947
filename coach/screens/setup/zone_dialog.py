"""The time zones that someone may mean by what they type."""

from __future__ import annotations

from zoneinfo import available_timezones


def zones_like(typed: str) -> list[str]:
    """Returns the zones that a text may mean, by name, city, beginning or part; the likeliest first."""
    want = typed.strip().replace(" ", "_").lower()
    if not want:
        return []

    def place(name: str) -> int | None:
        low = name.lower()
        city = low.rsplit("/", 1)[-1]
        fits = (low == want, city == want, city.startswith(want), low.startswith(want), want in low)
        return fits.index(True) if True in fits else None

    found = [(rank, name) for name in available_timezones() if (rank := place(name)) is not None]
    return [name for _, name in sorted(found)]
