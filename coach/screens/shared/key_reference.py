"""Every key of the coach by the screen that it works on, as Help lists them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

from coach.widgets.chrome.key_bar import key_name

EVERYWHERE = "Everywhere"
_BASE = "screens.shared.base.CoachScreen"
GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("Today", ("screens.today.screen.TodayScreen",)),
    ("Areas", ("screens.shared.areas.AreasScreen",)),
    ("Milestones", ("screens.shared.milestones.MilestonesScreen",)),
    ("Skin check", ("screens.today.skin_check_dialog.SkinCheckDialog",)),
    ("Easier", ("screens.today.easier_dialog.EasierDialog",)),
    ("Session", ("screens.session.screen.SessionScreen",)),
    ("Check-in", ("screens.session.check_in.CheckInScreen",)),
    ("After a lost connection", ("screens.session.recovery.RecoveryScreen",)),
    ("Session by hand", ("screens.calendar.session_form.SessionForm",)),
    ("Dated ahead", ("screens.today.dated_ahead.DatedAheadDialog",)),
    ("Calendar", ("screens.calendar.screen.CalendarScreen", "widgets.calendars.day_cursor.DayCursor")),
    ("Tips", ("screens.tips.screen.TipsScreen",)),
    ("Review of tips", ("screens.tips.review.Review",)),
    ("What is known", ("screens.tips.evidence.EvidenceScreen",)),
    ("Plan", ("screens.plan.screen.PlanScreen",)),
    ("Goal", ("screens.plan.goal_dialog.GoalDialog",)),
    ("Pause", ("screens.plan.pause_dialog.PauseDialog",)),
    ("Insights", ("screens.insights.screen.InsightsScreen",)),
    ("Settings", ("screens.settings.screen.SettingsScreen",)),
    ("Backups", ("screens.settings.backups_dialog.BackupsDialog",)),
    ("Setup", ("screens.setup.screen.SetupScreen", "widgets.forms.checklist.Checklist")),
    ("A file that cannot be read", ("screens.shared.damaged_file.DamagedFileScreen",)),
    ("A file that is gone", ("screens.shared.missing_file.MissingFileScreen",)),
    ("Help", ("screens.help.screen.HelpScreen",)),
    ("A line to type", ("screens.dialogs.prompt.Prompt",)),
    ("Keys of your own", ("screens.settings.keymap_dialog.KeymapDialog",)),
    ("One of a list", ("screens.dialogs.prompt.Pick",)),
    ("A question", ("screens.dialogs.confirm.Confirm",)),
    ("The last changes", ("screens.shared.undo_dialog.UndoDialog",)),
    (EVERYWHERE, (_BASE,)),
    ("Lists", ("widgets.reading.item_list.ItemList",)),
    ("Long texts", ("widgets.reading.prose.Prose",)),
    ("Answers", ("widgets.forms.answer_row.AnswerRow",)),
    ("The thing to do", ("widgets.chrome.action_button.ActionButton",)),
)
"""The title of each group, and the classes below `coach` whose bindings it lists."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One or more keys, and a sentence on what they do."""

    keys: str
    """The keys as people know them, with blanks between."""
    does: str
    id: str = ""
    codes: tuple[str, ...] = ()
    """The keys as Textual names them."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one place."""

    title: str
    lines: tuple[KeyLine, ...]


def groups(keymap: Mapping[str, str], here: Sequence[str] = ()) -> tuple[KeyGroup, ...]:
    """Returns all groups: those of the classes in `here` come first, then "Everywhere", then the others."""

    def rank(group: tuple[str, Sequence[str]]) -> int:
        title, classes = group
        places = [here.index(name) for name in classes if name in here]
        return min(places, default=len(here) if title == EVERYWHERE else len(here) + 1)

    found = ((title, tuple(_lines(classes, keymap))) for title, classes in sorted(GROUPS, key=rank))
    return tuple(KeyGroup(title, lines) for title, lines in found if lines)


def _lines(classes: Iterable[str], keymap: Mapping[str, str]) -> Iterable[KeyLine]:
    for name in classes:
        module, _, class_name = name.rpartition(".")
        owner: type[DOMNode] = getattr(import_module(f"coach.{module}"), class_name)
        for binding in owner.__dict__.get("BINDINGS", ()):
            assert isinstance(binding, Binding)
            keys = keymap.get(binding.id or "", binding.key)
            yield _line(keys, binding.tooltip or binding.description, binding.id or "")
        if name == _BASE:
            yield _line("tab", "The next part of the screen; with Shift the one before")


def _line(keys: str, does: str, id: str = "") -> KeyLine:
    codes = tuple(key.strip() for key in keys.split(","))
    return KeyLine(named(keys), does, id, codes)


def key_of(keymap: Mapping[str, str], id: str, keys: str) -> str:
    """Returns the first key of a binding for use in a sentence; `keys` are its keys without a keymap."""
    return named(keymap.get(id, keys)).split()[0]


def named(keys: str) -> str:
    """Returns keys that were separated by commas as people know them: "Down j"."""
    names = (key_name(key.strip()) for key in keys.split(","))
    return " ".join(name.capitalize() if len(name) > 1 and name.islower() else name for name in names)
