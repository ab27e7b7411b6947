"""The ramp over any history: its properties hold."""

from __future__ import annotations

import sys
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.histories import random_book
from tests.domain.ramp.properties import faults

MANY = 20_000
FEW = 300


def broken_by(seed: int, sessions: int) -> list[str]:
    random = Random(seed)
    book = random_book(random, sessions)
    return [f"seed {seed}: {fault}" for fault in faults(book, random)] if book.sessions else []


def test_the_properties_hold_over_some_random_histories() -> None:
    found = [fault for seed in range(FEW) for fault in broken_by(seed, 16)]
    assert not found, "\n".join(found[:20])


@pytest.mark.long
def test_the_properties_hold_over_twenty_thousand_random_histories(
    capsys: pytest.CaptureFixture[str],
) -> None:
    sessions = 0
    for seed in range(10_000, 10_000 + MANY):
        random = Random(seed)
        book = random_book(random, 9)
        sessions += len(book.sessions)
        found = list(faults(book, random)) if book.sessions else []
        assert not found, f"seed {seed}: {found}"
    told = f"{MANY:,} random histories with {sessions:,} sessions: no property broken"
    with capsys.disabled():
        sys.stdout.write(f"\n{told}\n")


@given(random=st.randoms(use_true_random=False), sessions=st.integers(1, 6))
@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
def test_the_properties_hold_where_hypothesis_looks(random: Random, sessions: int) -> None:
    """The same by hypothesis, which shrinks what it finds."""
    book = random_book(random, sessions)
    if book.sessions:
        found = list(faults(book, random))
        assert not found, found
