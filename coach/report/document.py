"""The parts of a report, whatever format it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names, each with a text; an empty text is a line to fill in by hand."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of each row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()
    """The columns that hold figures, from 0."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the user wrote."""

    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes, oldest first."""

    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart; all that it shows is also in a table of the report."""

    title: str
    about: str
    """The picture in a sentence."""
    bars: tuple[tuple[str, float], ...]
    """Labels and values, 0 or more."""
    unit: str = ""
    top: float = 0.0
    """The value at the top of the scale; 0 to choose one that fits the highest bar."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two values from 0 to 10 over time; None if there is none."""

    title: str
    about: str
    names: tuple[str, str]
    points: tuple[tuple[str, float | None, float | None], ...]
    """For each point its label, the first and the second value."""


@dataclass(frozen=True, slots=True)
class StepSeries:
    """The steps of an area over time, drawn as stairs."""

    title: str
    about: str
    levels: tuple[tuple[str, int, str], ...]
    """The steps, the softest first: the name of the cover, its fill (0 to 2), and the minutes."""
    heights: tuple[int, ...]
    """The level of each column, from 1; 0 for none."""
    ticks: tuple[tuple[int, str], ...]
    """Columns, and the labels below them."""


Picture = Bars | Pairs | StepSeries
Block = Words | Facts | Table | Notes | Bars | Pairs | StepSeries


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    title: str
    period: str
    caution: str
    """What the report is not; it stands at the beginning."""
    sections: tuple[Section, ...]
    foot: str
