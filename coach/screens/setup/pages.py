"""The pages of setup: the fields of each, and the line that says what follows from them."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Digits, Input, Label, Static

from coach.clock import Clock
from coach.domain import labels
from coach.domain.habit.greetings import cue
from coach.domain.model import LONGEST_CUE, Area, Screening, Settings
from coach.domain.onboarding.questions import (
    ABOUT,
    BRISK,
    GOAL_COVER_WORDS,
    MOMENT,
    NO_DEVICE,
    ON_UTC,
    SOFTER,
    STARTS,
    goal_means,
    lock_means,
    start_means,
)
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.ramp.prescription import Prescription
from coach.screens.setup.safety_questions import about, answers_of, lines
from coach.text.zone_search import NO_ZONE, zone_means, zones_like
from coach.widgets.forms.checklist import Checklist
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.number_choice import NumberChoice

SENSITIVE = "sensitive"

_TICK = "Tick what is true for you now. If nothing is, just go on."
_NO_MOMENT = "Optional; change it in Settings."


class SetupPage(VerticalScroll):
    """The scrolling part of the card, with one page in sight at a time."""

    class Fitted(Message):
        """The page has more or less room than before."""

    @property
    def has_more(self) -> bool:
        """Whether a part of the page is below the last row."""
        return self.max_scroll_y > self.scroll_y

    def on_resize(self) -> None:
        """Tells the form that the lines below the page take more or less room now."""
        self.post_message(self.Fitted())


class AboutPage(Vertical):
    """A word on what the coach is."""

    def compose(self) -> ComposeResult:
        """Yields three paragraphs."""
        yield Static(ABOUT)
        yield Static(NO_DEVICE, classes="strong")
        yield Static(BRISK, classes="muted")


class SafetyPage(Vertical):
    """The safety questions, to be ticked."""

    def compose(self) -> ComposeResult:
        """Yields the list of the questions."""
        yield Static(_TICK, id="tick", classes="ask")
        yield Checklist(lines(()), id="ticked")

    def says(self, first: Prescription, now: datetime, *, cramped: bool) -> str:
        """Returns what the line at the cursor means, and what would open the mat where a tick closes it."""
        ticks = self.query_one(Checklist)
        line = about(ticks.options[ticks.cursor]) if ticks.has_focus or not ticks.value else ""
        if first.rung is not None:
            return line
        if cramped:
            # What closes the mat matters more than where that is from.
            line = ""
        safety = answers_of(ticks.value)
        answer = Screening(
            at=now,
            ticked=safety.ticked or frozenset(),
            agreed=safety.agreed or frozenset(),
            numb_areas=safety.numb_areas,
        )
        return "\n".join(filter(None, (line, lock_means(answer, first))))


class StartPage(Vertical):
    """The questions how much someone has used a mat, and whether their skin is sensitive."""

    def compose(self) -> ComposeResult:
        """Yields the two lists."""
        yield Checklist([Option(each.value, text) for each, text in STARTS.items()], many=False, id="used")
        yield Checklist([Option(SENSITIVE, "my skin is sensitive", "4")], id="skin")

    @property
    def skin(self) -> Checklist:
        """The line on sensitive skin."""
        return self.query_one("#skin", Checklist)

    def says(self, first: Prescription) -> str:
        """Returns with which session someone begins."""
        return start_means(first, sensitive=bool(self.skin.value))


class GoalPage(Vertical):
    """The cover and the minutes that someone aims for."""

    def compose(self) -> ComposeResult:
        """Yields the two rows."""
        yield Static(SOFTER, classes="ask")
        covers = [Option(cover.value, GOAL_COVER_WORDS[cover]) for cover in GOAL_COVERS]
        yield from _row("Cover", Choice(covers, id="cover"))
        yield from _row("Minutes", NumberChoice(GOAL_MINUTES, id="minutes"))

    def says(self, first: Prescription) -> str:
        """Returns how many steps lead up to the goal."""
        return goal_means(first)


class ZonePage(Vertical):
    """The time zone, which is asked for on a machine that keeps UTC."""

    def compose(self) -> ComposeResult:
        """Yields the field."""
        yield Static(ON_UTC, classes="ask")
        yield from _row("Zone", _field("tz", "Europe/Zurich, or a city", 64))

    @property
    def field(self) -> Input:
        """The field for a zone or a city."""
        return self.query_one(Input)

    def zone(self) -> str:
        """Returns the likeliest zone for what is typed; empty where nothing is, or nothing fits."""
        typed = self.field.value.strip()
        return (zones_like(typed) or [""])[0] if typed else ""

    def says(self, clock: Clock) -> str:
        """Returns which zone is meant and what time it is there."""
        typed = self.field.value.strip()
        if not typed:
            return "Leave it empty to stay on UTC."
        found = zones_like(typed)
        if not found:
            return NO_ZONE
        return zone_means(found, clock)


class FirstSessionPage(Vertical):
    """The first session that the answers lead to."""

    def compose(self) -> ComposeResult:
        """Yields the minutes in large digits, how to lie down, and the reason."""
        with Horizontal(id="hero"):
            yield Digits(id="how-long")
            yield Static(id="how")
        yield Static(id="because")

    def show(self, first: Prescription) -> None:
        """Shows the session, or why there is none."""
        rung = first.rung
        self.query_one("#hero").display = rung is not None
        if rung is not None:
            self.query_one("#how-long", Digits).update(str(rung.minutes))
            self.query_one("#how", Static).update(
                Content.assemble(
                    (f"minutes {labels.manner(rung)}", "bold"), "\n", (labels.how(Area.BACK, rung), "$muted")
                )
            )
        because = first.reason.full_text
        if rung is None:
            because += " Until then, the tips and the calendar are open to you."
        self.query_one("#because", Static).update(Content(because))


class MomentRow(Vertical):
    """The moment of the day at which someone plans to use the mat; below the first session."""

    def compose(self) -> ComposeResult:
        """Yields the field."""
        yield Static(MOMENT, classes="ask")
        yield from _row("After", _field("cue", "I brush my teeth", LONGEST_CUE))

    def says(self) -> str:
        """Returns the plan as a sentence."""
        return cue(Settings(cue_sentence=self.query_one(Input).value)) or _NO_MOMENT


def _field(id: str, placeholder: str, longest: int) -> Input:
    field = Input(placeholder=placeholder, id=id, max_length=longest, select_on_focus=False)
    field.cursor_blink = False
    return field


def _row(label: str, field: Widget) -> ComposeResult:
    with Horizontal(classes="row"):
        yield Label(label, classes="muted")
        yield field
