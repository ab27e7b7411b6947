"""The settings in their groups, as the screen lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.domain import setting_values
from coach.screens.settings.file_items import FileItems
from coach.screens.settings.personal_items import PersonalItems
from coach.screens.settings.preference_items import PreferenceItems
from coach.screens.settings.setting_item import ApplyChange, SettingItem
from coach.screens.shared.base import CoachScreen


def setting_groups(screen: CoachScreen, change: ApplyChange) -> Iterable[tuple[str, Sequence[SettingItem]]]:
    """Yields the title of each group with its lines, as the book has them now."""
    preferences = PreferenceItems(screen, change)
    items = {item.id: item for item in (*PersonalItems(screen, change).all(), *preferences.all())}
    for title, ids in setting_values.GROUPS:
        yield title, (*(items[id] for id in ids), *([preferences.test()] if title == "Session" else []))
    yield "File", tuple(FileItems(screen, change).all())
