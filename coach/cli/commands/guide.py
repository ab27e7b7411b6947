"""`coach guide`: lists the guides, or shows one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.output import PAGE_WIDTH, page_width, say, write_json
from coach.cli.pager import show
from coach.content.guides import GUIDES, Block, Guide, Kind, load_guide, load_guides

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext

_INDENT = " " * 4
_SHORT_CODE = re.compile("`[^`]{1,30}`")
_TIE = "\N{NO-BREAK SPACE}"
_WIDEST_CELL = 20
"""A first column that is wider than this has lines of its own."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the name of the guide, and the option for JSON."""
    parser.add_argument("name", metavar="NAME", nargs="?", choices=GUIDES, help=f"one of {', '.join(GUIDES)}")
    arguments.add_json(parser)
    parser.epilog = "On a terminal a guide opens in $PAGER. Without NAME, it lists the guides."


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the list or one guide; the file is not read."""
    if given.name is None:
        _list(as_json=given.json)
        return 0
    guide = load_guide(arguments.one_of("guide", GUIDES, given.name))
    if given.json:
        write_json({**_head(guide), "text": _text(guide, PAGE_WIDTH)})
    else:
        show(_text(guide, page_width()))
    return 0


def _list(*, as_json: bool) -> None:
    guides = load_guides()
    if as_json:
        write_json({"guides": [_head(guide) for guide in guides]})
        return
    listed = Block(Kind.TABLE, rows=tuple((guide.name, guide.summary) for guide in guides))
    say(*_table(listed, page_width()), "", "coach guide NAME shows one.")


def _text(guide: Guide, width: int) -> str:
    return "\n".join((*lines(guide, width), ""))


def _head(guide: Guide) -> dict[str, str]:
    return {"name": guide.name, "title": guide.title, "summary": guide.summary}


def lines(guide: Guide, width: int) -> Iterator[str]:
    """Yields a guide as plain text, with its lines broken at a width."""
    yield from (guide.title, "=" * len(guide.title), "", *_wrapped(guide.summary, width))
    for block in guide.blocks:
        yield ""
        match block.kind:
            case Kind.HEADING:
                yield from (block.text, "-" * len(block.text))
            case Kind.TEXT:
                yield from _wrapped(block.text, width)
            case Kind.CODE:
                yield from (f"{_INDENT}{line}".rstrip() for line in block.text.splitlines())
            case Kind.TABLE:
                yield from _table(block, width)


def _table(block: Block, width: int) -> Iterator[str]:
    wide = max(len(first) for first, _ in block.rows)
    for first, second in block.rows:
        if wide > _WIDEST_CELL:
            yield from _wrapped(first, width)
            yield from _wrapped(second, width, first=_INDENT, rest=_INDENT)
        else:
            yield from _wrapped(second, width, first=first.ljust(wide + 2), rest=" " * (wide + 2))


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterable[str]:
    """Returns a text in lines; what stands between backticks stays on one of them where it can."""
    from textwrap import wrap

    tied = _SHORT_CODE.sub(lambda code: code[0].replace(" ", _TIE), text)
    broken = wrap(
        tied,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
    return (line.replace(_TIE, " ") for line in broken)
