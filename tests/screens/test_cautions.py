"""Every caution stands where it matters, at the moment when it does."""

from __future__ import annotations

import pytest

from tests.screens.cautions import ALL, TABLE, Row, quoted, told
from tests.screens.conftest import Bench


def test_no_caution_is_left_out() -> None:
    assert {row.fact for row in TABLE} == set(ALL)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.fact}: {row.moment}")
async def test_a_caution_stands_where_it_matters(row: Row, bench: Bench) -> None:
    text = await told(row, bench)
    assert quoted(text, row.words), text


def test_words_that_are_not_there_leave_the_cell_empty() -> None:
    assert quoted("One thing. Another thing here. More.", "thing here") == "Another thing here."
    assert quoted("One thing.", "another") == ""
