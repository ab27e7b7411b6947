"""The screens, dialogs and widgets that have keys: a row for each, in the order in which Help lists them.

The digits, the bar at the top, the palette, Help and the keys of the user all read this table.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A screen, a dialog or a widget, with what has to be known before its module is imported."""

    title: str
    """The title of its keys in Help; a screen with a digit has it in the bar at the top as well."""
    path: str
    """Its class, below `coach`."""
    name: str = ""
    """The name by which one goes to it; empty if only another screen opens it."""
    is_tab: bool = False
    """Whether it has a digit, counted from the first row on; it is then kept as the user left it."""
    opens_over: bool = False
    """Whether the screens below it stay open."""
    parts: tuple[str, ...] = ()
    """The classes of its widgets whose keys are listed with its own."""
    uses: tuple[str, ...] = ()
    """The titles of the widgets on it that have keys on other screens too; only where its keys can change."""
    keeps_keys: bool = False
    """Whether its keys cannot be changed: a question names the key of each answer beside it."""
    is_shared: bool = False
    """Whether its keys work on many screens, together with those of the screen."""


EVERYWHERE = "Everywhere"
"""The title of the keys that all screens have."""
LISTS = "Lists"
TEXTS = "Long texts"
ANSWERS = "Answers"
BUTTON = "The main button"
"""The titles of the keys of widgets that stand on several screens."""

PLACES = (
    Place(title="Today", path="screens.today.screen.TodayScreen", uses=(BUTTON,), name="today", is_tab=True),
    Place(title="Areas", path="screens.shared.areas.AreasScreen", uses=(LISTS, TEXTS)),
    Place(title="Milestones", path="screens.shared.milestones.MilestonesScreen"),
    Place(title="Skin check", path="screens.today.skin_check_dialog.SkinCheckDialog", keeps_keys=True),
    Place(title="Easier", path="screens.today.easier_dialog.EasierDialog", keeps_keys=True),
    Place(title="Session", path="screens.session.screen.SessionScreen", name="session"),
    Place(title="Check-in", path="screens.session.check_in.CheckInScreen", keeps_keys=True),
    Place(title="After a session", path="screens.session.after_save_screen.AfterSaveScreen"),
    Place(
        title="After a lost connection",
        path="screens.session.recovery.RecoveryScreen",
        name="recovery",
        keeps_keys=True,
    ),
    Place(title="Add a past session", path="screens.calendar.session_form.SessionForm", keeps_keys=True),
    Place(title="Dated ahead", path="screens.today.dated_ahead.DatedAheadDialog", keeps_keys=True),
    Place(
        title="Calendar",
        path="screens.calendar.screen.CalendarScreen",
        name="calendar",
        is_tab=True,
        parts=("widgets.calendars.day_cursor.DayCursor",),
    ),
    Place(title="Tips", path="screens.tips.screen.TipsScreen", uses=(LISTS, TEXTS), name="tips", is_tab=True),
    Place(title="Review of tips", path="screens.tips.review.Review", keeps_keys=True),
    Place(title="Evidence", path="screens.tips.evidence.EvidenceScreen", uses=(TEXTS,)),
    Place(title="Plan", path="screens.plan.screen.PlanScreen", uses=(LISTS, TEXTS), name="plan", is_tab=True),
    Place(title="Goal", path="screens.plan.goal_dialog.GoalDialog", keeps_keys=True),
    Place(title="Pause", path="screens.plan.pause_dialog.PauseDialog", keeps_keys=True),
    Place(title="Insights", path="screens.insights.screen.InsightsScreen", name="insights", is_tab=True),
    Place(
        title="Settings",
        path="screens.settings.screen.SettingsScreen",
        uses=(LISTS,),
        name="settings",
        is_tab=True,
    ),
    Place(title="Backups", path="screens.settings.backups_dialog.BackupsDialog", keeps_keys=True),
    Place(
        title="Setup",
        path="screens.setup.screen.SetupScreen",
        name="setup",
        parts=("widgets.forms.checklist.Checklist",),
        keeps_keys=True,
    ),
    Place(
        title="Safety questions",
        path="screens.setup.safety_dialog.SafetyScreen",
        uses=(ANSWERS, BUTTON),
        name="safety",
    ),
    Place(
        title="A file that cannot be read",
        path="screens.shared.damaged_file.DamagedFileScreen",
        name="damaged_file",
        keeps_keys=True,
    ),
    Place(
        title="A file that is gone",
        path="screens.shared.missing_file.MissingFileScreen",
        name="missing_file",
    ),
    Place(title="Help", path="screens.help.screen.HelpScreen", uses=(TEXTS,), name="help", opens_over=True),
    Place(
        title="Guides",
        path="screens.help.guide_screen.GuideScreen",
        uses=(TEXTS,),
        name="guide",
        opens_over=True,
    ),
    Place(title="Commands", path="screens.palette.command_palette.Palette", keeps_keys=True),
    Place(title="Text fields in a dialog", path="screens.dialogs.prompt.Prompt", keeps_keys=True),
    Place(title="Your own keys", path="screens.settings.keymap_dialog.KeymapDialog", keeps_keys=True),
    Place(title="A key to press", path="screens.settings.keymap_dialog.PressKey", keeps_keys=True),
    Place(title="Pick lists", path="screens.dialogs.prompt.Pick", keeps_keys=True),
    Place(title="A question", path="screens.dialogs.confirm.Confirm", keeps_keys=True),
    Place(title="The last changes", path="screens.shared.undo_dialog.UndoDialog", keeps_keys=True),
    Place(title=EVERYWHERE, path="screens.shared.base.CoachScreen", is_shared=True),
    Place(title=LISTS, path="widgets.reading.item_list.ItemList", is_shared=True),
    Place(title="Lists of answers", path="widgets.forms.options.Options", keeps_keys=True, is_shared=True),
    Place(title=TEXTS, path="widgets.reading.prose.Prose", is_shared=True),
    Place(title=ANSWERS, path="widgets.forms.answer_row.AnswerRow", keeps_keys=True, is_shared=True),
    Place(
        title=BUTTON,
        path="widgets.chrome.action_button.ActionButton",
        keeps_keys=True,
        is_shared=True,
    ),
)

SCREENS = {place.name: place for place in PLACES if place.name}
"""The screens that one goes to by name."""
TABS = {place.title: place for place in PLACES if place.is_tab}
"""The screens with a digit by their titles, in the order of their digits."""

_BY_PATH = {place.path: place for place in PLACES}


def place_of(cls: type[object]) -> Place | None:
    """Returns the row of a class; None if it has none."""
    return _BY_PATH.get(f"{cls.__module__}.{cls.__qualname__}".removeprefix("coach."))
