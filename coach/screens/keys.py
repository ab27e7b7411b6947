"""Every key of the coach by the screen that it works on, as Help tells them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode

from coach.widgets.chrome.key_bar import key_name

EVERYWHERE = "Everywhere"
_BASE = "screens.base.CoachScreen"
GROUPS: Sequence[tuple[str, Sequence[str]]] = (
    ("Today", ("screens.today.TodayScreen",)),
    ("Areas", ("screens.areas.AreasScreen",)),
    ("Milestones", ("screens.milestones.MilestonesScreen",)),
    ("Skin check", ("screens.skin.SkinCheck",)),
    ("Easier", ("screens.easier.Easier",)),
    ("Session", ("screens.session.SessionScreen",)),
    ("Check-in", ("screens.checkin.CheckInScreen",)),
    ("After a lost connection", ("screens.recovery.RecoveryScreen",)),
    ("Session by hand", ("screens.entry.Entry",)),
    ("Dated ahead", ("screens.dated_ahead.DatedAheadList",)),
    ("Calendar", ("screens.calendar.CalendarScreen", "widgets.day_walk.DayWalk")),
    ("Tips", ("screens.tips.TipsScreen",)),
    ("Review of tips", ("screens.review.Review",)),
    ("What is known", ("screens.known.KnownScreen",)),
    ("Plan", ("screens.plan.PlanScreen",)),
    ("Goal", ("screens.goal.GoalEditor",)),
    ("Pause", ("screens.pause.PauseEditor",)),
    ("Insights", ("screens.insights.InsightsScreen",)),
    ("Settings", ("screens.settings.SettingsScreen",)),
    ("Backups", ("screens.backups.Backups",)),
    ("Setup", ("screens.setup.SetupScreen", "widgets.ticks.Ticks")),
    ("A file that cannot be read", ("screens.unreadable.UnreadableScreen",)),
    ("A file that is gone", ("screens.missing_file.MissingFileScreen",)),
    ("Help", ("screens.help.HelpScreen",)),
    ("A line to type", ("screens.ask.Ask",)),
    ("Keys of your own", ("screens.key_editor.KeyEditor",)),
    ("One of a list", ("screens.ask.Pick",)),
    ("A question", ("screens.confirm.Confirm",)),
    ("The last changes", ("screens.undo_list.UndoList",)),
    (EVERYWHERE, (_BASE,)),
    ("Lists", ("widgets.line_list.LineList",)),
    ("Long texts", ("widgets.prose.Prose",)),
    ("Answers", ("widgets.answer_row.AnswerRow",)),
    ("The thing to do", ("widgets.primary.Primary",)),
)
"""The names of the groups, and the classes of `coach` whose bindings they tell."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One or more keys, and what they do in a sentence."""

    keys: str
    """As people know them, with blanks between."""
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
    """All groups: first those of the class names in `here`, in their order, then "Everywhere", the others."""

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
    """The first key of a binding as people know it, for a sentence; `keys` are those it has by itself."""
    return named(keymap.get(id, keys)).split()[0]


def named(keys: str) -> str:
    """Keys with commas between them, as people know them: "Down j"."""
    names = (key_name(key.strip()) for key in keys.split(","))
    return " ".join(name.capitalize() if len(name) > 1 and name.islower() else name for name in names)
