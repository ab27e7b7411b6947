"""The one cleaner of text from outside: what someone typed stays text, wherever it is shown or saved."""

from __future__ import annotations

from functools import cache

_CONTROLS = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)
"""Control characters, and the pictures that replace them: U+2400 and following, or U+FFFD."""

_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""Half characters, as in names of files in another encoding; neither terminals nor UTF-8 can take them."""

_BLANKS = dict.fromkeys((0x09, 0x0A, 0x2028, 0x2029), 0x20)
"""Characters that would begin another line, or jump to another column."""

_UNSEEN: dict[int, int | None] = dict.fromkeys(
    (
        *(0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFFF9, 0xFFFC),
        *range(0xE0000, 0xE0080),
    )
)
"""Characters that nobody sees, and those that turn the direction of the text after them.

The joiners U+200C and U+200D are not among them, since some scripts and emoji need those.
"""


def clean(text: str, *, keep: str = "") -> str:
    """Returns the text as any terminal can show it, with a picture in place of each control character.

    Line feeds and tabs become blanks, so that a line stays one line, unless they are among the characters to
    `keep`. Marks that nobody sees, such as those of direction, are left out.
    """
    # Nothing that Python calls printable is in the table, and most text is printable but for what is kept.
    rest = text
    for char in keep:
        rest = rest.replace(char, "")
    return text if rest.isprintable() else text.translate(_table(keep))


def clean_lines(text: str) -> str:
    """Returns the text cleaned for the screen, its lines kept."""
    return clean(text, keep="\n")


def brief(text: str, limit: int) -> str:
    """Returns the text cleaned, on one line, with single blanks, and with at most `limit` characters."""
    return " ".join(clean(text).split())[:limit].rstrip()


def visible(text: str) -> str:
    """Returns the text as the file holds it: line ends as line feeds, control characters as pictures."""
    return text if text.isprintable() else _with_line_feeds(text).translate(_CONTROLS)


def controls_in(text: str) -> int:
    """Returns how many characters of a text `visible` would replace by pictures."""
    return 0 if text.isprintable() else sum(ord(char) in _CONTROLS for char in _with_line_feeds(text))


def refusal(text: str) -> str | None:
    """Returns why a typed text is refused, as the end of a sentence; None if it is not."""
    for char in text.replace("\r\n", "\n"):
        if ord(char) in _CONTROLS or ord(char) in _LONE_SURROGATES:
            return f"holds the control character U+{ord(char):04X}; leave it out"
    return None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@cache
def _table(keep: str) -> dict[int, int | None]:
    pictures = _CONTROLS | _LONE_SURROGATES | _BLANKS
    return {code: each for code, each in (pictures | _UNSEEN).items() if chr(code) not in keep}
