"""Takes pictures of a Textual app: keys in, SVG or PNG out, without the network.

python -m tests.pictures tests.widgets.gallery:Gallery --size 80x24 --keys tab,j -o gallery.png
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App

from tests.cells import drawn, framed

_FONT = "DejaVu Sans Mono"


async def take(app: App[Any], path: Path, size: tuple[int, int] = (80, 24), keys: Sequence[str] = ()) -> None:
    """Writes the app's screen after the keys."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        save(app, path)


def save(app: App[Any], path: Path) -> None:
    """Writes the present screen as an SVG or a PNG, by the name of the file."""
    if path.suffix == ".svg":
        path.write_text(offline(app.export_screenshot(title=" ")), encoding="utf-8")
    else:
        framed(drawn(app)).save(path, optimize=True)


def offline(svg: str) -> str:
    """Returns the SVG with a font of the machine in place of the one it would fetch."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    return svg.replace("Fira Code", _FONT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Takes one picture of an app named as `module:Class`, with its keyword arguments as `name=value`."""
    parser = argparse.ArgumentParser(description="Take a picture of a Textual app.")
    parser.add_argument("app", help="module:Class")
    parser.add_argument("options", nargs="*", help="name=value, handed to the class as text")
    parser.add_argument("--size", default="80x24", help="columns x rows")
    parser.add_argument("--keys", default="", help="keys to press first, joined by commas")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a .png or .svg file")
    given = parser.parse_args(arguments)
    module, name = given.app.split(":")
    columns, rows = map(int, given.size.split("x"))
    options = dict(option.split("=", 1) for option in given.options)
    app: App[Any] = getattr(importlib.import_module(module), name)(**options)
    asyncio.run(take(app, given.output, (columns, rows), [key for key in given.keys.split(",") if key]))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    raise SystemExit(main())
