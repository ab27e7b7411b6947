"""The style of a cell, and the shortest sequence that leads from one style to another."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.color import ColorSystem

if TYPE_CHECKING:
    from rich.style import Style

RESET: Final = "\x1b[m"

_ON: Final = {
    "bold": "1", "dim": "2", "italic": "3", "underline": "4", "blink": "5", "blink2": "6", "reverse": "7",
    "conceal": "8", "strike": "9", "underline2": "21", "frame": "51", "encircle": "52", "overline": "53",
}  # fmt: skip
"""The parameters of SGR for the attributes of a Rich style, by their names."""

_OFF: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""The parameters that switch attributes off again, for those where all terminals agree."""

_ON_BLANKS: Final = frozenset({"4", "5", "6", "7", "9", "21", "51", "52", "53"})
"""The attributes that can be seen on a blank."""

_REVERSED: Final = frozenset({"7"})


class CellStyle(NamedTuple):
    """The attributes and colours of a cell, as SGR sets them."""

    on: frozenset[str] = frozenset()
    """Attributes, by their parameters."""
    fore: str = ""
    """The parameters of the colour; empty for the terminal's own."""
    back: str = ""

    @property
    def blank(self) -> CellStyle:
        """The part of the style that can be seen on a blank."""
        return _blank(self)

    def shows_alike(self, blank: CellStyle) -> bool:
        """Returns whether a blank of style `blank` looks the same in this style."""
        return self.blank == blank

    def nearest(self, blank: CellStyle) -> CellStyle:
        """Returns the style for a blank of style `blank` that takes the shortest sequence from this one.

        It keeps whatever a blank does not show: the digits of a clock then need a few bytes each to begin and
        to end, rather than a colour.
        """
        seen = blank.on & _ON_BLANKS
        if seen == _REVERSED:
            kept = CellStyle(blank.on, blank.fore, self.back)
        elif seen:
            return blank
        else:
            kept = CellStyle(self.on - _ON_BLANKS, self.fore, blank.back)
        return min(kept, blank, key=lambda each: len(transition(self, each)))


PLAIN: Final = CellStyle()


@lru_cache(maxsize=4096)
def _blank(style: CellStyle) -> CellStyle:
    seen = style.on & _ON_BLANKS
    if seen == _REVERSED:
        # The colour of the text is the ground then, and the ground is nowhere to be seen.
        return CellStyle(style.on, style.fore)
    return style if seen else CellStyle(back=style.back)


@lru_cache(maxsize=4096)
def cell_style(style: Style | None, system: ColorSystem) -> CellStyle:
    """Returns a Rich style as a terminal with so many colours shows it."""
    if style is None:
        return PLAIN
    color, ground = style.color, style.bgcolor
    return CellStyle(
        frozenset(code for name, code in _ON.items() if getattr(style, name)),
        ";".join(color.downgrade(system).get_ansi_codes()) if color and not color.is_default else "",
        ";".join(ground.downgrade(system).get_ansi_codes(False)) if ground and not ground.is_default else "",
    )


@lru_cache(maxsize=4096)
def transition(old: CellStyle, new: CellStyle) -> str:
    """Returns the shortest SGR sequence from one style to the other; empty if they are the same."""
    if old == new:
        return ""
    whole = ";".join(filter(None, (*sorted(new.on), new.fore, new.back)))
    # `0` first where anything follows; a reset alone needs no parameter
    from_reset = f"\x1b[0;{whole}m" if whole else RESET
    gone = old.on - new.on
    if not gone <= _OFF.keys():
        # Terminals differ on what switches these off, so only a reset does.
        return from_reset
    ends = {_OFF[code] for code in gone}
    begins = new.on - old.on
    if "22" in ends:
        # 22 ends bold and faint alike: the one that stays has to be switched on again.
        begins |= new.on & {"1", "2"}
    parts = [*sorted(ends), *sorted(begins)]
    if new.fore != old.fore:
        parts.append(new.fore or "39")
    if new.back != old.back:
        parts.append(new.back or "49")
    stepwise = f"\x1b[{';'.join(parts)}m"
    return min(stepwise, from_reset, key=len)
