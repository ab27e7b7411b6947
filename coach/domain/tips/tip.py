"""A tip: its topic, the kind of claim it makes, and the moments that it is for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coach.domain.model import Area, Contraindication


class Topic(StrEnum):
    """The topic of a tip; tips are listed in this order."""

    START = "start"
    TIME = "time"
    SKIN = "skin"
    POSITIONS = "positions"
    RELAX = "relax"
    ROUTINE = "routine"
    EXPECT = "expect"
    EVIDENCE = "evidence"
    SAFETY = "safety"
    COMPARE = "compare"
    CHOOSE = "choose"


TOPIC_TITLES: Mapping[Topic, str] = MappingProxyType(
    {
        Topic.START: "Getting started",
        Topic.TIME: "How long",
        Topic.SKIN: "Covers and skin",
        Topic.POSITIONS: "Positions",
        Topic.RELAX: "Relaxing",
        Topic.ROUTINE: "Routine",
        Topic.EXPECT: "What to expect",
        Topic.EVIDENCE: "Evidence",
        Topic.SAFETY: "Who should not",
        Topic.COMPARE: "Massage, stretching, heat",
        Topic.CHOOSE: "Choosing a mat",
    }
)


class TipKind(StrEnum):
    """The kind of claim that a tip makes."""

    STUDY = "study"
    GUIDANCE = "guidance"
    CAUTION = "caution"
    CLAIM = "claim"
    EXPERIENCE = "experience"


KIND_WORDS: Mapping[TipKind, str] = MappingProxyType(
    {
        TipKind.STUDY: "about studies",
        TipKind.GUIDANCE: "guidance",
        TipKind.CAUTION: "a caution",
        TipKind.CLAIM: "a claim that comes without evidence",
        TipKind.EXPERIENCE: "what users report",
    }
)
"""The kind of claim in plain words."""


KIND_TAGS: Mapping[TipKind, str] = MappingProxyType(
    {
        TipKind.STUDY: "study",
        TipKind.GUIDANCE: "",
        TipKind.CAUTION: "caution",
        TipKind.CLAIM: "claim",
        TipKind.EXPERIENCE: "users say",
    }
)
"""The word for each kind beside a title in a list; plain guidance, which most tips are, needs none."""


class Moment(StrEnum):
    """Something going on that tips can answer to."""

    FIRST_WEEK = "first_week"
    NEW_COVER = "new_cover"
    FIRST_BARE = "first_bare"
    """The first day on bare skin."""
    HURT = "hurt"
    """Skin that was broken or numb; its area is locked."""
    LOCKED = "locked"
    """What was ticked in the safety questions keeps the mat closed."""
    SORE_SKIN = "sore_skin"
    SHARP = "sharp"
    """The last session was hard to bear."""
    WORSE = "worse"
    """More soreness after the last session than before it."""
    AREA = "area"
    """Another area than usual; tips on `Situation.area` answer to it."""
    MISSED_DAY = "missed_day"
    """One day off to six."""
    AFTER_BREAK = "after_break"
    """Back after a week or more."""
    NEW_STREAK = "new_streak"
    """After a broken streak, until the new one has some days."""
    LONG_HOLD = "long_hold"
    QUIET = "quiet"
    """Nothing in particular."""


class Tip(NamedTuple):
    """One to three sentences worth reading, and the facts that they rest on."""

    id: str
    topic: Topic
    title: str
    text: str
    kind: TipKind
    facts: tuple[str, ...]
    """The ids of what it rests on; the content has the words for them."""
    areas: frozenset[Area] = frozenset()
    """The areas that it is about; empty for all of them."""
    moments: frozenset[Moment] = frozenset({Moment.QUIET})
    ticks: frozenset[Contraindication] = frozenset()
    """The ticks of the safety questions that it is about."""
