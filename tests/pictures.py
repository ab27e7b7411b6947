"""Takes pictures of a Textual app: keys in, SVG and PNG out, without the network.

python -m tests.pictures tests.widgets.gallery:Gallery --size 80x24 --keys tab,j -o gallery.png
"""

from __future__ import annotations

import argparse
import asyncio
import importlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App

_FONT = "DejaVu Sans Mono"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


async def take_svg(app: App[Any], size: tuple[int, int] = (80, 24), keys: Sequence[str] = ()) -> str:
    """The app's screen after the keys, as an SVG that refers to nothing outside itself."""
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        await pilot.pause()
        return offline(app.export_screenshot(title=" "))


def offline(svg: str) -> str:
    """The SVG with a font of the machine in place of the one it would fetch."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    return svg.replace("Fira Code", _FONT)


def save(svg: str, path: Path) -> Path:
    """Write the picture as SVG or PNG, by its name; raises RuntimeError where nothing here draws a PNG."""
    if path.suffix == ".svg":
        path.write_text(svg, encoding="utf-8")
        return path
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "picture.svg"
        source.write_text(svg, encoding="utf-8")
        if chromium := next(filter(None, map(shutil.which, _CHROMIUM)), None):
            _by_chromium(chromium, source, path, Path(folder) / "profile")
        elif rsvg := shutil.which("rsvg-convert"):
            subprocess.run([rsvg, "-o", str(path), str(source)], check=True, timeout=60)
        else:
            raise RuntimeError("A PNG needs chromium or rsvg-convert; an SVG needs neither.")
    return path


def _by_chromium(chromium: str, source: Path, path: Path, profile: Path) -> None:
    svg = source.read_text(encoding="utf-8")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if box is None:
        raise RuntimeError("The SVG does not say how large it is.")
    width, height = (int(float(part) + 0.999) for part in box.groups())
    page = source.with_suffix(".html")
    page.write_text(
        f'<meta charset="utf-8"><style>body{{margin:0}}svg{{display:block;width:{width}px}}</style>{svg}',
        encoding="utf-8",
    )
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--disable-background-networking",
    ]
    command = [chromium, *flags, f"--user-data-dir={profile}", f"--window-size={width},{height}"]
    subprocess.run(
        [*command, f"--screenshot={path.absolute()}", page.as_uri()],
        check=True,
        timeout=120,
        capture_output=True,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Take one picture of an app named as `module:Class`, with its keyword arguments as `name=value`."""
    parser = argparse.ArgumentParser(description="Take a picture of a Textual app.")
    parser.add_argument("app", help="module:Class")
    parser.add_argument("options", nargs="*", help="name=value, handed to the class as text")
    parser.add_argument("--size", default="80x24", help="columns x rows")
    parser.add_argument("--keys", default="", help="keys to press first, joined by commas")
    parser.add_argument("-o", "--output", type=Path, required=True, help="a .png or .svg file")
    given = parser.parse_args(arguments)
    module, name = given.app.split(":")
    columns, rows = given.size.split("x")
    options = dict(option.split("=", 1) for option in given.options)
    app: App[Any] = getattr(importlib.import_module(module), name)(**options)
    svg = asyncio.run(take_svg(app, (int(columns), int(rows)), [key for key in given.keys.split(",") if key]))
    save(svg, given.output)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    raise SystemExit(main())
