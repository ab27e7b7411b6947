"""Questions about a record of a day: what an answer should be, and whether to delete it."""

from __future__ import annotations

from coach.domain import labels
from coach.domain.day_records import DayRecord, name_of
from coach.domain.model import Check, Skin
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.text import format


def which_answer(check: Check) -> Confirm:
    """Returns the question what an answer of the skin check should be; its empty answer leaves it."""
    answers = (
        Answer("", "n", f"Leave it: {check.skin}"),
        *(
            Answer(skin.value, str(n), f"It was {labels.SKIN[skin]}")
            for n, skin in enumerate(Skin, 1)
            if skin is not check.skin
        ),
    )
    text = f"Answered {check.skin} at {check.at:%H:%M}. What should it be?"
    return Confirm(f"Skin check of the {labels.AREA[check.area]}", text, answers)


def may_delete(record: DayRecord) -> Confirm:
    """Returns the question whether to delete a record, with its time and what it was."""
    text = f"Delete {name_of(record)}, {format.short_date(record.day)}? Undo brings it back."
    answers = (Answer("delete", "y", "Delete it"), Answer("", "n", "Keep it"))
    return Confirm("Delete", text, answers)
