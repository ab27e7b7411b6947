"""The words of the coach: one line for each, and each word that the design asks for."""

from __future__ import annotations

import re

from coach.content.glossary import load_glossary

ASKED_FOR = {
    *("done", "kept", "grace", "clean session", "step", "rest day", "pause", "streak", "consistency", "ramp"),
    *("goal", "cover", "area", "planned session", "free session", "skin check", "sharpness", "soreness"),
    *("relief", "day", "study", "claim", "caution", "guidance"),
}


def test_every_word_that_the_screens_use_in_a_sense_of_their_own_has_its_line() -> None:
    words = [each.word for each in load_glossary()]
    assert set(words) >= ASKED_FOR
    assert words == sorted(set(words))
    assert len({each.id for each in load_glossary()}) == len(words)


def test_a_line_is_short_and_speaks_calmly() -> None:
    for each in load_glossary():
        assert len(each.meaning) <= 170, each
        assert each.meaning.endswith("."), each
        assert "!" not in each.meaning
        assert not re.search(r"\b[A-C]\d\d\b", each.meaning), "a code without its word"
