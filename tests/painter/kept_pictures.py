"""The picture that is kept of a file, and the moments it holds for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coach.first_picture.key import PICTURE, key
from coach.first_picture.read import Part, kept
from tests.screens.conftest import Bench

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def ns(moment: datetime) -> int:
    return (moment - EPOCH) // timedelta(microseconds=1) * 1000


def key_of(bench: Bench, size: tuple[int, int] = (80, 24)) -> bytes:
    return key(PICTURE, ["--data", str(bench.path)], size)


def shown(bench: Bench, at: datetime | None = None) -> Part | None:
    return kept(PICTURE, key_of(bench), ns(at or bench.clock.now()))
