"""Marks that are set rather than turned, and tips by their names."""

from __future__ import annotations

from datetime import date

import pytest

from coach.content.loader import load_tips
from coach.domain.model import Book, Refused, TipState
from coach.domain.tips.progress import set_again, set_favourite, set_got_it
from coach.domain.tips.views import TipsView, is_in_view, named_tip, say_history

TIPS = load_tips()
TIP = TIPS[0]
DAY = date(2026, 1, 5)


@pytest.mark.parametrize("decide", [set_favourite, set_got_it, set_again])
def test_a_mark_that_is_set_twice_stays_and_comes_off_once(decide: type) -> None:
    first = decide(Book(), TIP, DAY, on=True)
    assert first is not None
    marked = Book(tips={TIP.id: first.put[0]})
    assert decide(marked, TIP, DAY, on=True) is None
    off = decide(marked, TIP, DAY, on=False)
    assert off is not None
    assert decide(Book(tips={TIP.id: off.put[0]}), TIP, DAY, on=False) is None


def test_a_tip_that_is_got_again_counts_as_opened_that_day() -> None:
    state = TipState(id=TIP.id, read=True, got_it=True, seen=date(2026, 1, 1))
    change = set_got_it(Book(tips={TIP.id: state}), TIP, DAY, on=True)
    assert change is not None
    assert change.put[0] == state._replace(seen=DAY, seen_before=date(2026, 1, 1))


def test_a_tip_is_found_by_its_id_and_its_title() -> None:
    for tip in TIPS:
        assert named_tip(TIPS, tip.id.upper()) is tip
        assert named_tip(TIPS, f"  {tip.title} ".lower()) is tip
    with pytest.raises(Refused, match=f'did you mean "{TIP.title}"'):
        named_tip(TIPS, TIP.title[:-1])


def test_the_views_and_what_was_done_with_a_tip() -> None:
    state = TipState(id=TIP.id)
    assert [is_in_view(state, view) for view in TipsView] == [True, True, False]
    assert say_history(state, DAY) == ""
    used = TipState(id=TIP.id, read=True, seen=DAY, favourite=True, got_it=True)
    assert [is_in_view(used, view) for view in TipsView] == [True, False, True]
    assert say_history(used, DAY) == "Opened today, a favourite, got it."
