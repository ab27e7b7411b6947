"""What a file has to say after a life with wrong clocks, by a reader that knows in which order all happened.

It imports nothing of the coach. Every act has a number, and numbers alone tell what came before what; the
instants that a clock showed serve for what DESIGN §3 measures by them: days, six hours, records dated ahead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.campaigns.clock_records import Broken, Doc, Facts, Held, Moment, Step, end, later

AHEAD = timedelta(minutes=5)
"""How far after the clock a record may be dated without counting as dated ahead."""
HOURS = timedelta(hours=6)
"""Between planned sessions, before the skin check, and for minutes that count whatever the date."""
HEALING = timedelta(days=7)
FIRST_SESSIONS, DAY_AT_FIRST, DAY, LONGEST = 14, 20, 30, 30
SESSION_OF = {"feet": 10, "stomach": 10, "face": 6}
DAY_OF = {"glutes": 20}
COVERS = ("towel", "shirt", "socks", "bare")
STARTS = ("new", "some", "regular")


@dataclass
class File:
    """A copy of the file, as it has to be."""

    docs: dict[str, Doc] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    ceilings: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By area, a step that was lowered for good, while nothing was said since that may raise it."""
    restored: bool = False
    """Whether a backup ever took its place."""

    def copied(self) -> File:
        """The same, to grow apart from it."""
        return File(dict(self.docs), list(self.steps), dict(self.ceilings), self.restored)

    def living(self, kind: str) -> dict[str, Doc]:
        """The records of a kind that were not removed."""
        return {id_: each for id_, each in self.docs.items() if each.kind == kind and each.lives}

    # acts

    def act(
        self, number: int, at: datetime, put: Mapping[str, tuple[str, Facts]], drop: Collection[str] = ()
    ) -> None:
        """Something was recorded, and said to be saved; what is there already is no act."""
        before: dict[str, Doc | None] = {}
        there = {id_: self.docs.get(id_) for id_ in put}
        fresh = {id_ for id_, old in there.items() if not (old and old.lives and old.facts == put[id_][1])}
        if put and not fresh and not drop:
            return
        for id_ in fresh:
            kind, facts = put[id_]
            old = before[id_] = there[id_]
            said, versions = (old.said, old.versions) if old else (number, ())
            new = Doc(kind, facts, said, (*versions, number))
            if "broken" in (facts.get("skin_after"), facts.get("skin")):
                known = old.hurt if old and old.hurt is not None else self._dated_after(at)
                new = new._replace(hurt=known)
            if old is None and kind in ("screening", "start", "goal", "area"):
                new = new._replace(replaces=frozenset(self.current(*new.question)))
            self.docs[id_] = new
        for id_ in drop:
            old = before[id_] = self.docs[id_]
            self.docs[id_] = old._replace(lives=False, versions=(*old.versions, number))
        self.steps.append(Step(before))
        moving = {kind for kind, _ in put.values()} | {self.docs[id_].kind for id_ in drop}
        if moving & {"session", "check"}:
            self.ceilings.clear()

    def undo(self, number: int, held: Held) -> None:
        """The last act was taken back."""
        step = self.steps.pop()
        self.ceilings.clear()
        if step.instead is not None:
            present = self.docs
            self.docs, self.steps = dict(step.instead[0]), list(step.instead[1])
            self._keep_answers(present, held)
            return
        for id_, old in step.before.items():
            now = self.docs[id_]
            versions = (*now.versions, number)
            if not step.came:
                self.docs[id_] = (
                    now._replace(lives=False, versions=versions)
                    if old is None
                    else old._replace(versions=versions)
                )
            elif old is None:
                del self.docs[id_]
            else:
                self.docs[id_] = old

    def take(self, other: Mapping[str, Doc], held: Held, *, stepped: bool) -> None:
        """The records of another copy came in: all, and of each the later version.

        `stepped` tells whether the coach offers to undo it: it may only have kept a version that lost.
        """
        before: dict[str, Doc | None] = {}
        for id_, theirs in other.items():
            own = self.docs.get(id_)
            new = theirs if own is None else later(id_, own, theirs, held)
            if new != own:
                before[id_] = own
                self.docs[id_] = new
        if before and not stepped:
            raise Broken(f"what came of {sorted(before)} cannot be undone")
        if stepped:
            self.steps.append(Step(before, came=True))
            self.ceilings.clear()

    def restore(self, kept: File, held: Held) -> None:
        """A backup took the place of the file; what its owner must not lose by that stays."""
        present, was = self.docs, (dict(self.docs), list(self.steps))
        self.docs, self.steps = dict(kept.docs), [*kept.steps, Step({}, instead=was)]
        self.ceilings.clear()
        self.restored = True
        self._keep_answers(present, held)

    def _keep_answers(self, present: Mapping[str, Doc], held: Held) -> None:
        """Safety answers, skin checks and broken skin that are newer than an older state stay."""
        for id_, each in present.items():
            hurt = each.kind == "session" and "broken" in (
                each.facts["skin_after"],
                each.facts["skin_next"] or _answer(each.facts, present),
            )
            if not hurt and each.kind not in ("screening", "check"):
                continue
            old = self.docs.get(id_)
            if old is not None:
                self.docs[id_] = later(id_, old, each, held)
            elif each.lives:
                self.docs[id_] = each

    # what was said last

    def current(self, kind: str, area: str = "") -> dict[str, Doc]:
        """The answers to a question that no other living one replaces."""
        answers = {id_: each for id_, each in self.living(kind).items() if each.question == (kind, area)}
        replaced = frozenset[str]().union(*(each.replaces for each in answers.values()))
        return {id_: each for id_, each in answers.items() if id_ not in replaced}

    def screening(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """Every tick, and what a doctor agreed to by each of the current answers."""
        found = [each.facts for each in self.current("screening").values()]
        if not found:
            return None
        ticked = frozenset[str]().union(*(each["ticked"] for each in found))
        return ticked, frozenset[str].intersection(*(frozenset(each["agreed"]) for each in found))

    def goal(self) -> tuple[str, int] | None:
        """The softest cover and the fewest minutes."""
        found = [each.facts for each in self.current("goal").values()]
        if not found:
            return None
        return min((each["cover"] for each in found), key=COVERS.index), min(e["minutes"] for e in found)

    def start(self) -> tuple[str, bool] | None:
        """The start furthest down, and whether the skin was said to be sensitive."""
        found = [each.facts for each in self.current("start").values()]
        if not found:
            return None
        start = min((each["start"] for each in found), key=STARTS.index)
        return start, any(each["sensitive"] for each in found)

    def turned(self, area: str) -> bool | None:
        """Whether an area was turned on: by all current answers; None where nothing was said."""
        found = [each.facts["on"] for each in self.current("area", area).values()]
        return all(found) if found else None

    # what is locked

    def forbidden(self, area: str) -> bool:
        """Whether the safety questions lock an area."""
        said = self.screening()
        if said is None:
            return False
        ticked, agreed = said
        return bool(ticked - (agreed - ({"pregnant"} if area == "stomach" else set())))

    def broken(self, area: str, now: Moment) -> bool:
        """Whether broken skin keeps an area locked, since nothing said can have opened it.

        Only a clear answer or a session opens, dated seven days after it or later. What was there before the
        answer with a date still to come cannot know of it, and opens nothing on that date. A session dated
        ahead locks nothing.
        """
        of_area = {
            id_: each
            for id_, each in (self.living("check") | self.living("session")).items()
            if each.facts["area"] == area and (each.kind == "check" or each.facts["start"] <= now.at + AHEAD)
        }
        healing = {id_: each for id_, each in of_area.items() if each.facts.get("skin", "clear") == "clear"}
        return any(
            not any(
                id_ not in answer.hurt and each.facts["day"] >= answer.facts["day"] + HEALING
                for id_, each in healing.items()
            )
            for answer in of_area.values()
            if answer.hurt is not None
        )

    def _dated_after(self, at: datetime) -> frozenset[str]:
        sessions, checks = self.living("session"), self.living("check")
        return frozenset(
            [id_ for id_, each in sessions.items() if each.facts["start"] > at]
            + [id_ for id_, each in checks.items() if each.facts["at"] > at]
        )

    # what is measured by the instants on record

    def ahead(self, now: Moment) -> frozenset[str]:
        """Sessions, checks and notes whose time has not come yet; a check that says `broken` counts."""
        rollover = self.rollover()
        today = now.day(rollover)
        return frozenset(
            id_
            for id_, each in self.docs.items()
            if (each.kind == "session" and each.facts["start"] > now.at + AHEAD)
            or (each.kind == "check" and each.facts["at"] > now.at + AHEAD and each.facts["skin"] != "broken")
            or (each.kind == "note" and each.facts["day"] > today)
        )

    def rollover(self) -> int:
        """The hour at which a day begins."""
        return next((int(each.facts["rollover"]) for each in self.living("settings").values()), 3)

    def _past(self, now: Moment) -> list[Facts]:
        return [e.facts for e in self.living("session").values() if e.facts["start"] <= now.at + AHEAD]

    def _recent(self, now: Moment) -> list[Facts]:
        """Sessions that ended within six hours, and those dated up to six hours ahead."""
        return [
            each.facts
            for each in self.living("session").values()
            if end(each.facts) > now.at - HOURS and each.facts["start"] <= now.at + HOURS
        ]

    def minutes_left(self, area: str, now: Moment) -> float:
        """The most that a session may come to which starts now."""
        day, past = now.day(self.rollover()), self._past(now)
        recent = self._recent(now)
        counted = [each for each in past if each["day"] == day and each not in recent] + recent
        most = DAY_AT_FIRST if sum(each["day"] < day for each in past) < FIRST_SESSIONS else DAY
        left: float = most - sum(each["minutes"] for each in counted)
        if area in DAY_OF:
            left = min(left, DAY_OF[area] - sum(each["minutes"] for each in counted if each["area"] == area))
        return min(left, SESSION_OF.get(area, LONGEST))

    def check_start(self, area: str, now: Moment, *, minutes: float, guided: bool) -> None:
        """The coach lets a session begin now that closes at so many minutes."""
        if self.screening() is None:
            raise Broken(f"a session on the {area} began before the safety questions were answered")
        if self.forbidden(area):
            raise Broken(f"a session on the {area} began against the safety answers {self.screening()}")
        if self.broken(area, now):
            raise Broken(f"a session on the {area} began on broken skin")
        if self.turned(area) is False:
            raise Broken(f"a session began on the {area}, which is turned off")
        if minutes > self.minutes_left(area, now) + 0.011:
            raise Broken(
                f"a session on the {area} may take {minutes} minutes where {self.minutes_left(area, now)}"
                " are left"
            )
        ends = [end(each) for each in self._recent(now) if each["area"] == area]
        if guided and ends:
            raise Broken(
                f"a planned session on the {area} began at {now.at}, within six hours of {max(ends)}"
            )

    def check_clear(self, area: str, now: Moment) -> None:
        """The coach takes `clear` or `pink` for an answer."""
        day = now.day(self.rollover())
        past = [each for each in self._past(now) if each["area"] == area]
        if past and max(each["day"] for each in past) < day:
            last = max(map(end, past))
            if now.at < last + HOURS:
                raise Broken(f"a skin check at {now.at} counts within six hours of the end {last}")


def _answer(session: Facts, docs: Mapping[str, Doc]) -> str | None:
    """What the first skin check of the day that a session names says of it."""
    on = session["skin_next_on"]
    checks = [
        each.facts
        for each in docs.values()
        if each.kind == "check"
        and each.lives
        and (each.facts["area"], each.facts["day"]) == (session["area"], on)
    ]
    if on is None or on <= session["day"] or not checks:
        return None
    first: str = min(checks, key=lambda each: each["at"])["skin"]
    return first
