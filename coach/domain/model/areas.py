"""The areas of the body, each with a spec: all that sets it apart from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Self

from coach.domain.model.enums import Contraindication, Cover
from coach.domain.model.notices import OWN, Notice
from coach.domain.model.rungs import Posture, Rung


class Opening(StrEnum):
    """The way in which an area opens, unless the user turned it on or off."""

    AT_ONCE = "at once"
    WITH_BACK = "with the back"
    """Once 10 minutes on a towel went well on the back."""
    BY_USER = "by the user"
    """Not by itself, because sources differ on it."""


class AreaLimit(NamedTuple):
    """The most minutes on an area that bears less than the others."""

    minutes: int
    facts: tuple[str, ...]
    caution: str
    """The caution about a record that is over it, with `{most}` in place of the minutes."""


class Sides(NamedTuple):
    """The words for an area with two sides, which share the time of a session."""

    how: str
    """The way to use the mat on a step, with `{half}` in place of the time on each side."""
    cue: Notice
    """The cue that comes at half the time."""


class AreaSpec(NamedTuple):
    """Everything that sets an area apart; what is left out is as on the back."""

    name: str
    """Its name after "your" or "the"."""
    how: str
    """The way to lie, sit or stand, without a full stop."""
    mind: str
    """What to mind there, in a sentence or two."""
    facts: tuple[str, ...]
    """The ids of the facts behind the way to lie, sit or stand."""
    plural: bool = False
    """Whether the name is a plural."""
    how_seated: str = ""
    how_standing: str = ""
    """The same as `how` for the steps of that posture; empty where it needs no words of its own."""
    sides: Sides | None = None
    half_cue: Notice | None = None
    """The cue halfway, where the usual one does not fit."""
    rungs: tuple[Rung, ...] = ()
    """Its ladder from the softest cover on; empty for the ladder of the back, up to the user's goal."""
    session_limit: AreaLimit | None = None
    day_limit: AreaLimit | None = None
    opening: Opening = Opening.WITH_BACK
    off_facts: tuple[str, ...] = ()
    """The facts for leaving it off until the user turns it on."""
    differ: str = ""
    """A sentence that sources differ on it, for its page; empty if they do not (DESIGN §13f)."""
    notice: str = ""
    """What the settings say of it before it is turned on; empty if they just turn it on."""
    locked_by: Mapping[Contraindication, Notice] = MappingProxyType({})
    """The ticks that keep it closed even where a doctor agreed to the mat, each with the reason."""

    @property
    def limits(self) -> tuple[AreaLimit, ...]:
        """The limits that it has of its own."""
        return tuple(each for each in (self.session_limit, self.day_limit) if each is not None)

    @property
    def stands(self) -> bool:
        """Whether its ladder has steps to stand on."""
        return any(rung.posture is Posture.STANDING for rung in self.rungs)

    @property
    def begins_in_socks(self) -> bool:
        """Whether its ladder begins in socks, where others have a towel."""
        return self.rungs[:1] != () and self.rungs[0].cover is Cover.SOCKS


def _steps(
    cover: Cover, minutes: Iterable[int], clean_needed: int, posture: Posture = Posture.NONE
) -> tuple[Rung, ...]:
    return tuple(Rung(cover, each, clean_needed, posture) for each in minutes)


_SOURCES_DIFFER = (
    "Sources differ here: RunnerClick's guide describes it, a mat maker advises against"
    " standing on the mat and against stomach and face."
)


class Area(StrEnum):
    """A part of the body with a ramp of its own."""

    spec: AreaSpec
    """What sets it apart from the others."""

    def __new__(cls, value: str, *spec: AreaSpec) -> Self:
        """Returns an area whose value, the word for it in files and commands, is a string."""
        area = str.__new__(cls, value)
        area._value_ = value
        # Every member has one. It is optional in the signature only because `Area("back")`, which looks a
        # member up, is checked against it too.
        (area.spec,) = spec
        return area

    BACK = (
        "back",
        AreaSpec(
            name="back",
            how="Lie flat on your back, the mat on the floor or a bed",
            mind="Sit down beside the mat, lean back on your elbows, and let your weight down bit by bit.",
            facts=("A16", "B10", "B11"),
            opening=Opening.AT_ONCE,
        ),
    )
    LEGS = (
        "legs",
        AreaSpec(
            name="legs",
            plural=True,
            how="Sit or lie so that the sore parts of your legs rest on the spikes",
            mind="Keep some weight on your hands at first. Halfway through, a cue tells you that you may"
            " shift a little.",
            half_cue=Notice("Halfway. Shift a little if another spot needs it.", ("B13",)),
            facts=("B10", "B11", "B13"),
        ),
    )
    GLUTES = (
        "glutes",
        AreaSpec(
            name="glutes and hips",
            plural=True,
            how="Drape the mat over a hard chair and sit on it",
            mind="The chair has to be steady.",
            facts=("A18",),
            day_limit=AreaLimit(
                20,
                ("A18",),
                "{most} minutes a day is the limit on the chair, says RunnerClick's guide (4 other ways).",
            ),
        ),
    )
    FEET = (
        "feet",
        AreaSpec(
            name="feet",
            plural=True,
            how="Set your feet on the mat",
            how_seated="Sit on a chair and set your feet on the mat",
            how_standing="Stand on the mat, with something to hold on to",
            mind="You start seated in socks, and go on to standing.",
            facts=("A20", "B11"),
            rungs=(
                *_steps(Cover.SOCKS, (2, 3, 5), 1, Posture.SEATED),
                *_steps(Cover.SOCKS, (2, 3, 5), 1, Posture.STANDING),
                *_steps(Cover.BARE, (2, 3, 5, 7, 10), 2, Posture.STANDING),
            ),
            session_limit=AreaLimit(
                10,
                ("A12", "B20"),
                "{most} minutes at a time is the limit for the feet, by the coach's own rule.",
            ),
            differ="Sources differ: RunnerClick's guide has people stand on it, a mat maker advises against"
            " it.",
            notice=f"You start seated in socks and go on to standing. {_SOURCES_DIFFER}",
        ),
    )
    STOMACH = (
        "stomach",
        AreaSpec(
            name="stomach",
            how="Lie down on your stomach, slowly",
            mind="A towel or a T-shirt stays in between. Not when you are pregnant.",
            facts=("A17", "B19"),
            rungs=(*_steps(Cover.TOWEL, (3, 5), 1), *_steps(Cover.SHIRT, (3, 5, 7, 10), 2)),
            session_limit=AreaLimit(
                10,
                ("A12", "B20"),
                "{most} minutes at a time is the limit for the stomach, by the coach's own rule.",
            ),
            opening=Opening.BY_USER,
            off_facts=("A17", "C11"),
            differ="Sources differ: RunnerClick's guide suggests the stomach, a mat maker advises against"
            " it.",
            notice=f"Not when pregnant; 10 minutes at most. {_SOURCES_DIFFER}",
            locked_by={
                Contraindication.PREGNANT: Notice(
                    "the mat stays off the stomach during a pregnancy, even if a doctor agreed",
                    ("B19", OWN),
                )
            },
        ),
    )
    FACE = (
        "face",
        AreaSpec(
            name="face",
            how="Press the mat to one cheek with your fingers, eyes closed, then to the other",
            mind="Your fingers hold it; a towel stays in between.",
            sides=Sides(
                "Press the mat to one cheek, eyes closed; after {half} the other",
                Notice("Halfway. Change to the other side, eyes closed.", ("A19",)),
            ),
            facts=("A19",),
            rungs=_steps(Cover.TOWEL, (2, 4, 6), 1),
            session_limit=AreaLimit(
                6,
                ("A19",),
                "{most} minutes at a time is the limit for the face: RunnerClick's guide speaks of a few on"
                " each side (4 other ways).",
            ),
            opening=Opening.BY_USER,
            off_facts=("A19", "C11"),
            differ="Sources differ: RunnerClick's guide suggests the face, and a mat maker advises against"
            " it.",
            notice=f"Eyes closed; 3 minutes a side at most. {_SOURCES_DIFFER}",
        ),
    )
