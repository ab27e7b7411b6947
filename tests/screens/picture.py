"""A screen as text that a snapshot can keep: its characters, and beneath them the colours as letters."""

from __future__ import annotations

from string import ascii_letters, digits

from rich.style import Style
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from coach.app import CoachApp

_LETTERS = ascii_letters + digits + "!#$%&*+-/<=>?@^_~"


class TextPicture(SingleFileSnapshotExtension):
    """One readable file a picture, so that a change shows in a diff."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"
    _file_extension = "txt"


def picture(app: CoachApp) -> str:
    """The present screen: text, then one letter a cell for its style, then what the letters are."""
    styles: dict[str, str] = {}
    text: list[str] = []
    looks: list[str] = []
    for strip in app.screen._compositor.render_strips():
        text.append(strip.text.rstrip())
        line = ""
        for segment in strip:
            said = _said(segment.style or Style.null())
            letter = styles.setdefault(said, _LETTERS[len(styles)])
            line += letter * segment.cell_length
        looks.append(line)
    legend = [f"{letter} {said}" for said, letter in styles.items()]
    return "\n".join([*text, "", *looks, "", *legend, ""])


def _said(style: Style) -> str:
    parts = [style.color.name if style.color else "-", style.bgcolor.name if style.bgcolor else "-"]
    parts += [name for name in ("bold", "dim", "italic", "underline", "reverse") if getattr(style, name)]
    return " ".join(parts)
