"""A grammar of what terminals send besides keys: answers, key protocols, mouse, cuts and wild numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

ESC = "\x1b"
C1 = {"[": "\x9b", "]": "\x9d", "P": "\x90", "X": "\x98", "^": "\x9e", "_": "\x9f"}

_WILD = ("", "0", "-1", "4", "65535", "65536", "99999", "1114112", "55296", "4294967296", "9" * 40, "9" * 400)
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789;:?/+-=.,_ #*!"


def number(random: Random) -> str:
    """A number of a usual size, or a wild one."""
    return random.choice(_WILD) if random.random() < 0.2 else str(random.randint(1, 300))


def string(random: Random) -> str:
    """An OSC, DCS, APC, PM or SOS string with its end."""
    kind, text = random.choice(_STRINGS)(random)
    end = random.choice(("\x07", "\x1b\\", "\x9c") if kind == "]" else ("\x1b\\", "\x9c"))
    return ESC + kind + text + end


def _letters(random: Random, most: int = 40) -> str:
    return "".join(random.choice(_LETTERS) for _ in range(random.randint(0, most)))


def _hex(random: Random, digits: int) -> str:
    return f"{random.getrandbits(4 * digits):0{digits}x}"


def _rgb(random: Random) -> str:
    return "rgb:" + "/".join(_hex(random, random.choice((2, 4))) for _ in range(3))


_STRINGS: Sequence[Callable[[Random], tuple[str, str]]] = (
    lambda r: ("]", f"{r.choice((10, 11, 12, 17, 19, number(r)))};{_rgb(r)}"),
    lambda r: ("]", f"4;{number(r)};{_rgb(r)}"),
    lambda r: ("]", f"52;{r.choice('cps')};{_letters(r)}=="),
    lambda r: ("]", f"{r.choice('lL')}{_letters(r)}"),
    lambda r: ("]", f"{number(r)};{_letters(r)}"),
    lambda r: ("P", f"1$r{number(r)};{number(r)}m"),
    lambda r: ("P", f"0$r{_letters(r, 3)}"),
    lambda r: ("P", f"1+r{_hex(r, 4)}={_hex(r, 8)}"),
    lambda r: ("P", f">|{r.choice(('XTerm(390)', 'tmux 3.4', 'kitty(0.39)', _letters(r)))}"),
    lambda r: ("P", f"!|{_hex(r, 8)}"),
    lambda r: ("_", f"Gi={number(r)};{r.choice(('OK', 'ENOENT:no such image', _letters(r)))}"),
    lambda r: ("^", _letters(r)),
    lambda r: ("X", _letters(r)),
)


def report(random: Random) -> str:
    """A control sequence that is an answer and no key."""
    return ESC + "[" + random.choice(_REPORTS)(random)


_REPORTS: Sequence[Callable[[Random], str]] = (
    lambda r: f"?{number(r)};{number(r)}c",
    lambda r: f">{number(r)};{number(r)};{number(r)}c",
    lambda r: f"={number(r)}c",
    lambda r: f"{r.randint(2, 300)};{number(r)}R",
    lambda r: f"?{number(r)};{number(r)};{number(r)}R",
    lambda r: f"{r.choice('03')}n",
    lambda r: f"?997;{r.choice('12')}n",
    lambda r: f"?{number(r)}u",
    lambda r: f"{r.choice('4689')};{number(r)};{number(r)}t",
    lambda r: f"{r.choice('12')}t",
    lambda r: f"3;{number(r)};{number(r)}t",
    lambda r: f"?{r.choice(('1016', '2027', '2031', number(r)))};{number(r)}$y",
    lambda r: f"{number(r)};{number(r)}$y",
    lambda r: f"?{number(r)};{number(r)}S",
    lambda r: f">{number(r)};{number(r)}m",
    lambda r: f"{';'.join(number(r) for _ in range(r.randint(3, 40)))}{r.choice('cmnxqy')}",
)


def dead_key(random: Random) -> str:
    """A sequence of a key protocol that presses nothing: releases, numbers out of range, lone modifiers."""
    return ESC + "[" + random.choice(_DEAD)(random)


_DEAD: Sequence[Callable[[Random], str]] = (
    lambda r: f"{r.randint(32, 126)};{r.randint(1, 8)}:3u",
    lambda r: (
        f"{r.randint(97, 122)}:{r.randint(65, 90)}:{r.randint(97, 122)};{r.randint(1, 255)}:3;{number(r)}u"
    ),
    lambda r: f"{r.choice((9, 13, 27, 127))};1:3u",
    lambda r: f"1;{r.randint(1, 8)}:3{r.choice('ABCDEFHPQS')}",
    lambda r: f"{r.choice((2, 3, 5, 6, 15, 24))};{r.randint(1, 8)}:3~",
    lambda r: f"{r.choice((1114112, 55296, 99999999, 3, 17))};{r.randint(1, 8)}u",
    lambda r: f"97;{r.choice((1000, 99999))}u",
    lambda r: f"97;;{r.choice((3, 13, 27, 1114112, 55296))}u",
    lambda r: f"27;5;{r.choice((1114112, 55296, 9999999, 3))}~",
    lambda r: f"{r.randint(200, 999)};{r.randint(1, 9)}~",
    lambda r: f"{r.randint(2, 99)};5{r.choice('PQSE')}",
)


def dead_mouse(random: Random) -> str:
    """A mouse report that clicks nothing: buttons and places that do not exist, old formats."""
    return ESC + "[" + random.choice(_MOUSE)(random)


_MOUSE: Sequence[Callable[[Random], str]] = (
    lambda r: f"<{r.randint(128, 9999)};{number(r)};{number(r)}{r.choice('Mm')}",
    lambda r: f"<0;-{r.randint(1, 99)};{r.randint(-9, 9)}M",
    lambda r: f"<{r.choice((0, 1, 2))};{'9' * r.randint(7, 400)};{number(r)}{r.choice('Mm')}",
    lambda r: f"{number(r)};{r.randint(1, 99)};{r.randint(1, 99)}M",
    lambda r: f"M{chr(r.randint(32, 120))}{chr(r.randint(33, 120))}{chr(r.randint(33, 120))}",
)

NOTHING = (string, string, report, dead_key, dead_mouse)
"""What presses no key, whatever the numbers in it."""


def nothing(random: Random) -> str:
    """Something whole that presses no key, now and then in its 8-bit form."""
    whole = random.choice(NOTHING)(random)
    if random.random() < 0.15 and whole[1] in C1:
        return C1[whole[1]] + whole[2:]
    return whole


def cut(random: Random, whole: str) -> str:
    """The beginning of a sequence, long enough that it is sure to be one."""
    return whole[: random.randint(min(3, len(whole)), len(whole))]
