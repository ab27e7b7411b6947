"""Builds HTML and SVG so that text can never become a tag.

Everything is escaped except what `element` itself made. Void elements are closed as in XML, which HTML allows
too, so a page is well-formed both ways. The standard library's ElementTree writes either the one or the
other, and a template library would be one more dependency for five functions.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

VOID = frozenset({"meta", "br", "rect", "line", "circle", "path", "polyline", "use", "col"})
"""Elements that never have content; those of SVG may be self-closing too."""


class HtmlBuilder(str):
    """Text that is already markup."""

    __slots__ = ()


def element(name: str, /, *content: str, **attributes: str | float | None) -> HtmlBuilder:
    """Returns an element; content that is no `HtmlBuilder` is text, and is escaped.

    Attributes with None are left out. In their names `_` stands for `-`, and `class_` for class.
    """
    attributes_text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(_figure(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in VOID:
        return HtmlBuilder(f"<{name}{attributes_text} />")
    return HtmlBuilder(f"<{name}{attributes_text}>{''.join(map(text, content))}</{name}>")


def joined(parts: Iterable[HtmlBuilder], between: str = "\n") -> HtmlBuilder:
    """Returns pieces of markup joined into one."""
    return HtmlBuilder(between.join(parts))


def text(value: str) -> HtmlBuilder:
    """Returns text as markup: escaped, and with blanks for control characters, which no page may contain."""
    if isinstance(value, HtmlBuilder):
        return value
    return HtmlBuilder(html.escape(clean(value)))


def clean(value: str) -> str:
    """Returns the text with blanks for control characters, non-characters, and changes of text direction."""
    return "".join(" " if _is_stray(char) else char for char in value)


def _is_stray(char: str) -> bool:
    code = ord(char)
    if char in "\n\t":
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cs")
        or 0x202A <= code <= 0x202E
        or 0x2066 <= code <= 0x2069
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def _figure(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
