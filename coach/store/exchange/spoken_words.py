"""The words of the screens, and others that people write, for what the file calls by another one."""

from __future__ import annotations

from coach.domain.model import Area, Cover

_SPOKEN = {
    "shirt": ("t-shirt", "tshirt", "tee", "clothes", "hemd", "kleidung"),
    "bare": ("bare skin", "naked", "nackt", "haut", "nackte haut", "bloße haut"),
    "towel": ("handtuch", "tuch"),
    "socks": ("sock", "socken"),
    "glutes": ("glutes and hips", "hips", "buttocks", "bum", "gesäß", "po", "hüfte", "hüften"),
    "back": ("upper back", "lower back", "rücken"),
    "legs": ("leg", "thighs", "calves", "beine", "bein", "oberschenkel", "waden"),
    "feet": ("foot", "füße", "fuß"),
    "stomach": ("belly", "abdomen", "tummy", "bauch"),
    "face": ("gesicht",),
}
_MEANT = {word.casefold(): name for name, words in _SPOKEN.items() for word in words}

NAMES: dict[str, tuple[str, ...]] = {"area": tuple(Area), "cover": tuple(Cover)}
"""The words of the file, by the name of the field."""


def meant(cell: str) -> str:
    """Returns the word of the file that a cell means; the cell itself, without capitals, if it is none."""
    word = " ".join(cell.casefold().split())
    return _MEANT.get(word, word)


def is_one(field: str, cell: str) -> bool:
    """Returns whether a cell means an area or a cover, as `field` says."""
    return meant(cell) in NAMES[field]
