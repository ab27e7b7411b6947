"""Sessions with their soreness, and the decision behind the reason of a day."""

from __future__ import annotations

from coach.domain.model import (
    Area,
    Session,
)
from coach.domain.ramp.rules import StepDecision
from tests.domain.histories import BACK, Life


def felt(life: Life, n: int, before: int | None, sore: int | None, **how: object) -> Session:
    """A session of a day with its soreness."""
    session = life.does(n, **how)._replace(before=before, after=sore)  # type: ignore[arg-type]
    life.put(session)
    return session


def decision(life: Life, n: int, area: Area = BACK) -> StepDecision:
    """What the reason of a day is made of."""
    found = life.asks(n, area).decision
    assert found is not None
    return found
