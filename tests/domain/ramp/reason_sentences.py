"""The sentence of a reason, from the histories that are kept for it."""

from __future__ import annotations

from tests.domain.histories import Life


def reason(life: Life, n: int) -> str:
    return life.asks(n).reason.text
