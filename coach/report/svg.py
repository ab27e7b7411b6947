"""Draws the pictures of a report as SVG, each with a title and its content in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from coach.report.document import Bars, Pairs, Picture, StepSeries
from coach.report.html_builder import HtmlBuilder, element, joined
from coach.text.format import number

WIDTH, HEIGHT = 720, 240
"""The size of the drawing in units; the page scales it."""
LEFT, RIGHT, TOP, BOTTOM = 34, 8, 22, 26
"""The margins: for the scale, at the right, at the top, and for the labels below."""
LABEL, CHAR = 46, 7.0
"""The least width of a label, and the width of one character."""


def draw(picture: Picture, key: str) -> HtmlBuilder:
    """Returns the picture as SVG; `key` has to be unique within the page."""
    match picture:
        case Bars():
            body = _bars(picture)
        case Pairs():
            body = _pairs(picture)
        case StepSeries():
            body = _steps(picture)
    return element(
        "svg",
        element("title", picture.title, id=f"{key}-title"),
        element("desc", picture.about, id=f"{key}-desc"),
        joined(body, ""),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        class_="picture",
    )


def fills() -> HtmlBuilder:
    """Returns the patterns of the stairs, once for a page: dots and stripes differ without colour too."""
    dots = element(
        "pattern", element("circle", cx=3, cy=3, r=1.1, class_="tone"), id="fill-0", width=6, height=6,
        patternUnits="userSpaceOnUse",
    )  # fmt: skip
    stripes = element(
        "pattern", element("rect", width=2.6, height=6, class_="tone"), id="fill-1", width=6, height=6,
        patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip
    return element(
        "svg", element("defs", dots, stripes), width=0, height=0, aria_hidden="true", class_="defs"
    )


def _bars(picture: Bars) -> Iterator[HtmlBuilder]:
    top = picture.top or _round_up(max((value for _, value in picture.bars), default=0))
    yield from _scale(top, picture.unit)
    each = _across() / max(1, len(picture.bars))
    wide = min(each * 0.78, 46)
    for at, (_, value) in enumerate(picture.bars):
        middle = LEFT + (at + 0.5) * each
        y = _height(value, top)
        if value > 0:
            yield element(
                "rect", x=middle - wide / 2, y=y, width=wide, height=HEIGHT - BOTTOM - y, class_="bar"
            )
        if each >= 22:
            yield _text(number(round(value)), middle, y - 5, "value")
    yield from _labels([label for label, _ in picture.bars], each)


def _pairs(picture: Pairs) -> Iterator[HtmlBuilder]:
    yield from _scale(10, "")
    each = _across() / max(1, len(picture.points))
    befores, afters = [point[1] for point in picture.points], [point[2] for point in picture.points]
    for values, shape in ((befores, "before"), (afters, "after")):
        line: list[tuple[float, float]] = []
        marks: list[HtmlBuilder] = []
        for at, value in enumerate(values):
            if value is None:
                yield from _line(line, shape)
                line = []
                continue
            x, y = LEFT + (at + 0.5) * each, _height(value, 10)
            line.append((x, y))
            marks.append(element("circle", cx=x, cy=y, r=3.2 if each > 9 else 2, class_=f"{shape} mark"))
        yield from _line(line, shape)
        yield from marks
    yield from _legend(picture.names)
    yield from _labels([point[0] for point in picture.points], each)


def _steps(picture: StepSeries) -> Iterator[HtmlBuilder]:
    count = len(picture.levels)
    left = max(len(name) for name, _, _ in picture.levels) * CHAR + 10
    right = WIDTH - 50
    each = min((right - left) / max(1, len(picture.heights)), 48)
    step = (HEIGHT - TOP - BOTTOM) / max(1, count)
    base = HEIGHT - BOTTOM
    for first, last, name, fill in _bands(picture.levels):
        y, height = base - last * step, (last - first) * step
        yield element("rect", x=left, y=y, width=right - left, height=height, class_=f"band band-{fill % 2}")
        yield _text(name, left - 6, y + height / 2 + 4, "end")
        yield from _columns(picture.heights, first, last, (left, each, step, base), fill)
    yield element("path", d=_outline(picture.heights, left, each, step, base), class_="outline")
    for level in sorted({1, count}):
        words = f"{picture.levels[level - 1][2]} min"
        yield _text(words, right + 6, base - level * step + step / 2 + 4, "start")
    yield from _placed([(left + column * each, words, False) for column, words in picture.ticks])


def _bands(levels: Sequence[tuple[str, int, str]]) -> Iterator[tuple[int, int, str, int]]:
    """Yields for each cover the levels at which it begins and ends, its name and its fill."""
    first = 0
    for at, (name, fill, _) in enumerate(levels, 1):
        if at == len(levels) or levels[at][0] != name:
            yield first, at, name, fill
            first = at


def _columns(
    heights: Sequence[int], first: int, last: int, place: tuple[float, float, float, float], fill: int
) -> Iterator[HtmlBuilder]:
    """Yields the parts of the columns within one band; neighbours of one height become one rectangle."""
    left, each, step, base = place
    begun = 0
    for at in range(1, len(heights) + 1):
        if at < len(heights) and heights[at] == heights[begun]:
            continue
        top = min(heights[begun], last)
        if top > first:
            yield element(
                "rect", x=left + begun * each, y=base - top * step, width=(at - begun) * each,
                height=(top - first) * step, class_=f"stair-{fill}",
            )  # fmt: skip
        begun = at


def _outline(heights: Sequence[int], left: float, each: float, step: float, base: float) -> str:
    """Returns the path along the top of the stairs, with a gap where there was no session."""
    path, pen = [], 0
    for at, height in enumerate(heights):
        x, y = left + at * each, base - height * step
        if height:
            path.append(
                f"{'V' if pen else f'M{x:g} '}{y:g}H{x + each:g}" if pen else f"M{x:g} {y:g}H{x + each:g}"
            )
        pen = height
    return "".join(path) or f"M{left:g} {base:g}"


def _line(points: Sequence[tuple[float, float]], shape: str) -> Iterator[HtmlBuilder]:
    if len(points) > 1:
        yield element(
            "polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_=f"{shape} line"
        )


def _legend(names: tuple[str, str]) -> Iterator[HtmlBuilder]:
    x = WIDTH - RIGHT - 150.0
    for name, shape in zip(names, ("before", "after"), strict=True):
        yield element("line", x1=x, y1=10, x2=x + 22, y2=10, class_=f"{shape} line")
        yield element("circle", cx=x + 11, cy=10, r=3.2, class_=f"{shape} mark")
        yield _text(name, x + 28, 14, "start")
        x += 78


def _scale(top: float, unit: str) -> Iterator[HtmlBuilder]:
    for part in (0, 0.5, 1):
        y = _height(top * part, top)
        yield element("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, class_="grid")
        yield _text(number(top * part), LEFT - 6, y + 4, "end")
    if unit:
        yield _text(unit, LEFT - 6, 12, "end")


def _labels(labels: Sequence[str], each: float) -> Iterator[HtmlBuilder]:
    """Yields labels under the middle of their columns: of many, only every second, third and so on."""
    every = max(1, ceil(LABEL / each))
    wanted = [at for at, label in enumerate(labels) if at % every == 0 or _has_year(label)]
    yield from _placed([(LEFT + (at + 0.5) * each, labels[at], True) for at in wanted])


def _placed(labels: Sequence[tuple[float, str, bool]]) -> Iterator[HtmlBuilder]:
    """Yields labels centred at their places or starting there; if two would touch, one with a year wins."""
    taken: list[tuple[float, float]] = []
    for x, words, centred in sorted(labels, key=lambda label: not _has_year(label[1])):
        wide = len(words) * CHAR
        start = min(max(x - wide / 2 if centred else x, 0), WIDTH - wide)
        if all(start >= end + 6 or start + wide + 6 <= begin for begin, end in taken):
            taken.append((start, start + wide))
            yield _text(
                words, start + wide / 2 if centred else start, HEIGHT - 8, "middle" if centred else "start"
            )


def _has_year(label: str) -> bool:
    return len(label) > 4 and label[-4:].isdigit()


def _text(words: str, x: float, y: float, kind: str) -> HtmlBuilder:
    return element("text", words, x=x, y=y, class_=kind)


def _across() -> float:
    return WIDTH - LEFT - RIGHT


def _height(value: float, top: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(1.0, value / top if top else 0)


def _round_up(value: float) -> float:
    """Returns the next round number that suits the top of a scale, and whose half suits its middle."""
    steps: Iterable[int] = (10, 20, 30, 40, 60, 80, 100, 120, 160, 200, 240, 300, 400, 500, 600, 800, 1000)
    return next((step for step in steps if step >= value), ceil(value / 200) * 200)
