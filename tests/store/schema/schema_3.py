"""Files as a coach of schema 3 wrote them, which repeated an answer of the skin check in its sessions.

They are the lives of `schema_2` in the words of schema 3, and lives of ten days that end with an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from coach.store.file.json_text import Tables, fingerprint, joined, render
from coach.store.schema import schema_3
from tests.store.schema import schema_2
from tests.store.schema.schema_2 import Document, Life, stamped

ASKED = (
    "circulation", "clots", "feeling", "fever", "heart", "pregnant", "skin", "thinners", "unsure", "wound",
)  # fmt: skip
"""The safety questions of that coach."""


def tables(life: Life) -> Tables:
    """The tables of a life in the words of schema 3."""
    found = schema_3.renamed(life.tables())
    for each in found["profile"].values():
        if each["kind"] == "screening":
            each["asked"] = list(ASKED)
    meta = found.pop("meta")["1"] | {"schema": 3}
    return {"meta": {"1": meta | {"sha256": fingerprint(render(found))}}} | found


def data(life: Life) -> bytes:
    """The bytes of its file."""
    return joined(render(tables(life)))


def answered() -> Life:
    """Ten days with a skin check after each session but the last, as that coach recorded it."""
    life = schema_2.lived(10)
    for each in life.sessions[:-1]:
        _check(life, each["skin_next_on"], "clear")
    del life.last["skin_next"], life.last["skin_next_on"]
    return life


def _check(life: Life, day: str, skin: str, hour: int = 6, **fields: object) -> Document:
    at = f"{day}T{hour:02}:30:00+00:00"
    found = stamped(at, id=f"{day}-{hour}", kind="check", day=day, area="back", skin=skin, at=at, **fields)
    life.entries.append(found)
    return found


def _today(life: Life) -> str:
    return life.now.date().isoformat()


def _says(session: Document, skin: str, day: str) -> None:
    session.update(skin_next=skin, skin_next_on=day)


def _unanswered(_: Life) -> None:
    """Nobody has answered yet."""


def _answers(skin: str) -> Callable[[Life], None]:
    def ending(life: Life) -> None:
        life.check(skin)

    return ending


def _two_sessions(life: Life) -> None:
    second = dict(life.last) | {"id": "second", "started_at": f"{life.last['day']}T18:00:00+00:00"}
    second.pop("ended_at")
    first = life.last
    life.sessions.append(second)
    life.check("sore")
    _says(first, "sore", _today(life))


def _a_slip(life: Life) -> None:
    life.check("pink")
    life.entries[-1].update(skin="clear", also="pink", rev=2)
    _says(life.last, "clear", _today(life))


def _worse_later(life: Life) -> None:
    life.check("clear")
    _check(life, _today(life), "sore", 10)


def _answered_late(life: Life) -> None:
    earlier = life.sessions[-3]
    life.entries.remove(next(each for each in life.entries if each["day"] == earlier["skin_next_on"]))
    earlier["skin_next"] = "sore"
    life.check("clear")


def _late_beside_today(life: Life) -> None:
    """An earlier session was called clear today, before the check of today said something else."""
    earlier = life.sessions[-3]
    life.entries.remove(next(each for each in life.entries if each["day"] == earlier["skin_next_on"]))
    _says(earlier, "clear", _today(life))
    life.check("pink")


def _moved_past(life: Life) -> None:
    life.check("clear")
    day = life.last["day"] = _today(life)
    life.last.update(started_at=f"{day}T09:00:00+00:00", ended_at=f"{day}T09:10:00+00:00")
    life.sessions[-1].pop("skin_next")


def _imported(life: Life) -> None:
    life.last["skin_next"] = "pink"


def _taken_away(life: Life) -> None:
    life.check("sore")
    life.entries[-1]["deleted"] = life.now.isoformat()
    del life.last["skin_next"], life.last["skin_next_on"]


def _healing(life: Life) -> None:
    life.gap = 8
    _check(life, (date.fromisoformat(life.last["day"]) + timedelta(days=1)).isoformat(), "broken")
    _says(life.last, "broken", life.entries[-1]["day"])
    _check(life, _today(life), "clear")


def _milder_check(life: Life) -> None:
    life.check("clear")
    _says(life.last, "broken", _today(life))


def _graver_check(life: Life) -> None:
    life.check("sore")
    _says(life.last, "clear", _today(life))


def _later_check_of_the_day(life: Life) -> None:
    life.check("clear")
    _check(life, _today(life), "pink", 10)
    _says(life.last, "pink", _today(life))


def _ahead(life: Life) -> None:
    """The clock ran ahead as it was answered."""
    day = (life.now + timedelta(days=30)).date().isoformat()
    _check(life, day, "sore")
    _says(life.last, "sore", day)


ENDINGS: dict[str, Callable[[Life], None]] = {
    "unanswered": _unanswered,
    **{f"answered {skin}": _answers(skin) for skin in ("clear", "pink", "sore", "broken", "numb")},
    "two sessions": _two_sessions,
    "a slip": _a_slip,
    "worse later": _worse_later,
    "answered late": _answered_late,
    "late beside today": _late_beside_today,
    "moved past": _moved_past,
    "imported": _imported,
    "taken away": _taken_away,
    "healing": _healing,
    "a milder check": _milder_check,
    "a graver check": _graver_check,
    "a later check of the day": _later_check_of_the_day,
    "dated ahead": _ahead,
}
"""What was said of the skin at the end, by name."""


def life(ending: str) -> Life:
    """Ten days of answers with an ending."""
    found = answered()
    ENDINGS[ending](found)
    return found


def lives() -> Iterator[tuple[str, Life]]:
    """All lives of schema 2, and those that end with an answer."""
    yield from schema_2.lives()
    for ending in ENDINGS:
        yield ending, life(ending)
