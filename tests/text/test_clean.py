"""What the one cleaner lets through, and what it does to the rest."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text.clean import brief, clean, clean_lines, controls_in, refusal, visible

HOSTILE = (
    "a\x1b[2J\x1b]0;t\x07\x9b31m\x85\x00\x7f\r\n\t\u202ex\u2066y\u2069\u200f\u061c\ufeff\u2028\u2029\udc80z"
)

_any = st.text(st.characters(exclude_categories=()), max_size=80)


@given(_any)
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    for kept in (clean(text), brief(text, 50), clean(text, keep="\n")):
        for char in kept.replace("\n", ""):
            assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
            assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI")
            assert unicodedata.bidirectional(char) not in ("FSI", "PDI")
    assert "\n" not in clean(text)
    assert len(brief(text, 50)) <= 50


@given(_any)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert visible(visible(text)) == visible(text)
    assert controls_in(visible(text)) == 0


@given(_any)
def test_what_is_accepted_as_typed_is_kept_as_it_is_but_for_line_ends(text: str) -> None:
    if refusal(text) is None:
        assert visible(text) == text.replace("\r\n", "\n")
        assert text.encode().decode() == text


SCRIPTS = "R\u00fccken \u80cc\u4e2d \u05d2\u05d1 \u0638\u0647\u0631 \u0645\u06cc\u200c\u0634\u0648\u062f"
EMOJI = "\U0001f469\u200d\U0001f467 \U0001f9d8\U0001f3fd e\u0301"


@pytest.mark.parametrize("text", ["plain", SCRIPTS, EMOJI])
def test_letters_of_every_script_and_emoji_stay(text: str) -> None:
    assert clean(text) == brief(text, 100) == visible(text) == text
    assert refusal(text) is None


def test_control_characters_become_pictures() -> None:
    assert clean("a\x1b[2J\x07\r\x9b\x7f") == "a\u241b[2J\u2407\u240d\ufffd\u2421"
    assert visible("a\x1b\r\nb\rc\td\x9b") == "a\u241b\nb\nc\td\ufffd"
    assert controls_in("a\x1b\r\nb\rc\td\x9b") == 2
    assert clean("a\nb\tc\r\n", keep="\r\n\t") == "a\nb\tc\r\n"
    assert clean(HOSTILE).isprintable()


@pytest.mark.parametrize("char", ["\x00", "\x07", "\r", "\x1b", "\x7f", "\x85", "\x9b", "\udcff"])
def test_a_typed_control_character_is_named(char: str) -> None:
    assert f"U+{ord(char):04X}" in (refusal(f"a{char}b") or "")
    assert refusal("two\nlines,\r\na\ttab") is None


def test_control_characters_become_pictures_and_turned_text_is_not_shown() -> None:
    assert clean_lines("a\x1b[31mb\x07\u202ec\nd") == "a\u241b[31mb\u2407c\nd"
