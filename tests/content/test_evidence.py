"""The page of what is known: each sentence has its facts, and none says more than they do."""

from __future__ import annotations

import re

import pytest

from coach.content.citations import rests_on
from coach.content.loader import load_evidence, load_facts
from coach.domain.tips.evidence import GROUND_MARKS, GROUND_WORDS, Ground, Statement
from tests.content.test_tips import CLAIMS, SAID, STUDIES

STATEMENTS = [each for chapter in load_evidence() for each in chapter.statements]
each_statement = pytest.mark.parametrize("each", STATEMENTS, ids=lambda each: each.text[:30])


@each_statement
def test_a_statement_cites_facts_that_there_are(each: Statement) -> None:
    assert set(each.facts) <= set(load_facts())
    assert rests_on(each.facts)


@each_statement
def test_a_study_rests_on_studies_and_a_claim_is_worded_as_one(each: Statement) -> None:
    if each.ground is Ground.STUDY:
        assert set(each.facts) <= STUDIES
    if each.ground is Ground.CLAIM:
        assert set(each.facts) & (CLAIMS | {"A17"})
        assert SAID.search(each.text.lower())
    assert not re.search(r"\b(cures?|heals|guarantee[ds]?|proven|works)\b", each.text.lower())


@each_statement
def test_a_statement_reads_well(each: Statement) -> None:
    assert each.text.isascii()
    assert "!" not in each.text
    assert each.text.endswith(".")
    assert len(each.text) <= 340


def test_what_there_is_and_what_stands_against_it_are_both_told() -> None:
    by_ground = {ground: [each for each in STATEMENTS if each.ground is ground] for ground in Ground}
    assert {fact for each in by_ground[Ground.STUDY] for fact in each.facts} == STUDIES
    against = {fact for each in by_ground[Ground.LIMIT] for fact in each.facts}
    assert {"A04", "A06", "A25", "A27", "B28", "B32"} <= against
    claimed = {fact for each in by_ground[Ground.CLAIM] for fact in each.facts}
    assert claimed >= CLAIMS - {"A02", "A04", "A25"}


def test_the_grounds_differ_by_mark_and_word() -> None:
    assert len(set(GROUND_MARKS.values())) == len(set(GROUND_WORDS.values())) == len(Ground)
