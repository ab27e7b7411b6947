"""The settings in their groups, as the screen lists them, each with its way to change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.domain import setting_values
from coach.domain.model import SettingGroup
from coach.screens.settings.file_items import FileItems
from coach.screens.settings.personal_items import PersonalItems
from coach.screens.settings.preference_items import PreferenceItems
from coach.screens.settings.setting_item import ApplyChange, SettingItem
from coach.screens.shared.base import CoachScreen


def setting_groups(screen: CoachScreen, change: ApplyChange) -> Iterable[tuple[str, Sequence[SettingItem]]]:
    """Yields the title of each group with its lines, as the book has them now."""
    preferences = PreferenceItems(screen, change)
    editors = {**PersonalItems(screen, change).editors(), **preferences.editors()}
    for group, lines in setting_values.setting_groups(screen.context.ramps):
        items = [editors.get(line.id, preferences.simple)(line) for line in lines]
        yield group, (*items, *([preferences.test()] if group is SettingGroup.SESSION else []))
    yield "File", tuple(FileItems(screen, change).all())
