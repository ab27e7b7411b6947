"""What the keys of the screens do, as lines of the palette: those of this screen, and of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module

from textual.binding import Binding

from coach.screens.palette.obstacles import NOT_NOW, why_not
from coach.screens.palette.palette_entry import PaletteEntry, PaletteGroup
from coach.screens.palette.travel import blocked, visit
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.common_keys import COMMON, GO
from coach.screens.shared.key_reference import named
from coach.screens.shared.screen_table import PLACES, Place

_HIDDEN = ("commands", "quit-at-once", "report", "insights-report", "undo", "redo", "milestones", "ahead")
"""The ids of bindings that make no sense in the palette, or that it has from every screen."""

_MOVES = frozenset(
    ("walk", "climb", "turn", "edge", "move", "read", "scroll", "page", "back", "leave_day", "to_list", "go")
)
"""Actions that only move about on their screen: their keys are in Help."""

_SCROLLS = frozenset(("walk", "climb", "edge", "move", "read", "scroll", "page"))
"""Those among them that the palette leaves out on their own screen too."""

_CHOOSE_FIRST = {
    "calendar-edit": "the session",
    "calendar-delete": "the session",
    "calendar-rest": "the day",
    "tip-favourite": "the tip",
    "tip-got-it": "the tip",
    "tip-again": "the tip",
    "plan-lower": "the step",
}
"""Actions on what is under the cursor, which has to be seen before it changes, with the word for it."""


def actions_here(screen: CoachScreen) -> Iterator[PaletteEntry]:
    """Yields what the keys of the screen that is shown do, and the ways to the others."""
    common = {binding.id for binding in (*GO, *COMMON)}
    seen: set[str] = set()
    for active in list(screen.active_bindings.values()):
        binding, node = active.binding, active.node
        id = binding.id or ""
        if (
            not isinstance(node, CoachScreen)
            or not binding.tooltip
            or id in _HIDDEN
            or binding.action in seen
        ):
            continue
        seen.add(binding.action)
        if binding.action.partition("(")[0] in _SCROLLS:
            continue
        reason = "" if active.enabled else why_not(id, screen.context) or NOT_NOW
        act = partial(screen.app.run_action, binding.action, node)
        is_way = binding in GO or id.startswith("go-")
        group = PaletteGroup.SCREENS if is_way else PaletteGroup.HERE
        yield PaletteEntry(
            f"do:{id}",
            PaletteGroup.ANYWHERE if id in common and not is_way else group,
            binding.tooltip if is_way else screen.key_label(id) or binding.description,
            "" if is_way else binding.tooltip,
            act,
            key_of_binding(screen, binding),
            reason,
            listed=True,
        )


def actions_elsewhere(screen: CoachScreen, taken: Iterable[str]) -> Iterator[PaletteEntry]:
    """Yields what the keys of the other screens do, but for those that go by a name in `taken`."""
    names = set(taken)
    stays = blocked(screen)
    for place in PLACES:
        if not place.is_tab and place.name != "session":
            continue
        module, _, class_name = place.path.rpartition(".")
        owner = getattr(import_module(f"coach.{module}"), class_name)
        if isinstance(screen, owner):
            continue
        for binding in owner.__dict__.get("BINDINGS", ()):
            if _is_action(binding) and (binding.description not in names or not place.is_tab):
                names.update([binding.description] if place.is_tab else [])
                yield _elsewhere(screen, place, binding, stays)


def key_of_binding(screen: CoachScreen, binding: Binding) -> str:
    """Returns the first key that a binding has now."""
    return named(screen.context.book.settings.keymap.get(binding.id or "", binding.key)).split()[0]


def _is_action(binding: Binding) -> bool:
    id, action = binding.id or "", binding.action.partition("(")[0]
    return bool(binding.tooltip) and id not in _HIDDEN and action not in _MOVES and not id.endswith("-back")


def _elsewhere(screen: CoachScreen, place: Place, binding: Binding, stays: str) -> PaletteEntry:
    id = binding.id or ""
    key = key_of_binding(screen, binding)

    def act(there: CoachScreen) -> None:
        if id in _CHOOSE_FIRST:
            there.say(f"{binding.description}: choose {_CHOOSE_FIRST[id]}, then press {key}.")
        elif there.check_action(binding.action.partition("(")[0], ()) is not True:
            there.say(why_not(id, there.context) or NOT_NOW)
        else:
            there.call_later(there.run_action, binding.action)

    reason = why_not(id, screen.context) or stays
    run = partial(visit, screen, place.name, act)
    where = f"{place.title} {key}"
    return PaletteEntry(
        f"do:{id}", PaletteGroup.ELSEWHERE, binding.description, binding.tooltip, run, where, reason
    )
