"""What a worried or curious user types finds a tip that fits; a caution first where it may be dangerous."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from coach.content.loader import load_related_words, load_tips
from coach.domain.tips.search import search
from coach.domain.tips.tip import TipKind

WORDS = tomllib.loads(Path(__file__).with_name("search_words.toml").read_text(encoding="utf-8"))
ROWS = [(part, words, tips) for part, rows in WORDS.items() for words, tips in rows.items()]


def test_the_list_has_sixty_words_and_tips_that_are_there() -> None:
    known = {tip.id for tip in load_tips()}
    assert len(WORDS["danger"]) + len(WORDS["plain"]) >= 60
    assert {tip for _, _, tips in ROWS for tip in tips} <= known


@pytest.mark.parametrize(("part", "words", "tips"), ROWS, ids=[words for _, words, _ in ROWS])
def test_the_first_hit_fits(part: str, words: str, tips: list[str]) -> None:
    found = search(load_tips(), words, load_related_words())
    sys.stdout.write(f"{part:7} {words:20} -> {found[0].tip.title if found else '-'}\n")
    assert found
    assert found[0].tip.id in tips
    if part == "danger":
        assert found[0].tip.kind is TipKind.CAUTION


@pytest.mark.parametrize(
    "words", ["blood thinner medicine", "my heel hurts a lot", "is it safe with diabetes?"]
)
def test_a_whole_question_finds_something(words: str) -> None:
    assert search(load_tips(), words, load_related_words())


@pytest.mark.parametrize(
    ("typed", "tip"),
    [
        ("diabetis", "cannot-feel"),
        ("epilepsi", "heart"),
        ("is it bad with hemofilia?", "thinners"),
        ("I woke up on it", "asleep"),
        ("can I use it with a pacemaker", "heart"),
        ("bed", "flat-place"),
        ("can't feel my feet", "cannot-feel"),
        ("can I sleep on it?", "asleep"),
        ("my skin itches afterwards", "allergy"),
        ("I can\u2019t breathe", "heart"),
        ("chest pain", "heart"),
    ],
)
def test_small_words_and_slips_of_the_pen_do_not_hide_a_tip(typed: str, tip: str) -> None:
    assert search(load_tips(), typed, load_related_words())[0].tip.id == tip


def test_nonsense_is_not_taken_for_a_word() -> None:
    assert search(load_tips(), "qwertz", load_related_words()) == ()
    assert search(load_tips(), "xyz[b]", load_related_words()) == ()


def test_every_kin_word_finds_a_tip_and_every_phrase_stands_in_one() -> None:
    for group in load_related_words():
        for words in group.words:
            assert search(load_tips(), words, load_related_words()), words
        for phrase in group.find:
            assert search(load_tips(), phrase), phrase
