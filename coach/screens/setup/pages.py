"""The pages of setup: the fields of each, and the line that says what follows from them."""

from __future__ import annotations

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Digits, Input, Label, Static

from coach.clock import Clock, present
from coach.domain import labels
from coach.domain.habit.greetings import cue
from coach.domain.model import LONGEST_CUE, Area, Cover, Screening, Settings, Start
from coach.domain.onboarding.answers import CHOSE_BARE
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.ramp.prescription import Prescription
from coach.domain.safety.screening import unlocks
from coach.screens.setup.safety_questions import about, answers_of, lines
from coach.screens.setup.zone_search import zones_like
from coach.text.format import weekday_short
from coach.widgets.forms.checklist import Checklist
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.number_choice import NumberChoice

SENSITIVE = "sensitive"

_ABOUT = (
    "A few minutes a day on an acupressure mat. Start gently, build up slowly, stick with it."
    " Each session comes with its reason."
)
_NO_DEVICE = "The coach is not a medical device. If you are unsure, ask a professional."
_BRISK = "A few questions, then your first session."
_TICK = "Tick what is true for you now. If nothing is, just go on."
_MOMENT = "When in your day? Right after something you do anyway:"
_NO_MOMENT = "Optional; change it in Settings."
_STARTS = {
    Start.NEW: "new to it",
    Start.SOME: "used a mat before",
    Start.REGULAR: "regularly on bare skin, no trouble",
}
_ELSEWHERE = "What another app recorded comes in with coach import."
_COVERS = {Cover.TOWEL: "towel", Cover.SHIRT: "T-shirt", Cover.BARE: "bare"}


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
        yield Static(_ABOUT)
        yield Static(_NO_DEVICE, classes="strong")
        yield Static(_BRISK, classes="muted")


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
        opens = unlocks(answer, here=True)
        return "\n".join(
            filter(
                None, (line, f"No session while this applies. {opens}" if opens else first.reason.full_text)
            )
        )


class StartPage(Vertical):
    """The questions how much someone has used a mat, and whether their skin is sensitive."""

    def compose(self) -> ComposeResult:
        """Yields the two lists."""
        yield Checklist([Option(each.value, text) for each, text in _STARTS.items()], many=False, id="used")
        yield Checklist([Option(SENSITIVE, "my skin is sensitive", "4")], id="skin")

    @property
    def skin(self) -> Checklist:
        """The line on sensitive skin."""
        return self.query_one("#skin", Checklist)

    def says(self, first: Prescription) -> str:
        """Returns with which session someone begins."""
        if first.rung is None:
            return first.reason.full_text
        begin = f"You start with {labels.session(first.rung)}."
        if first.decision is not None and first.decision.chose_bare:
            return f"{begin} {CHOSE_BARE}"
        if self.skin.value:
            return f"{begin} Spikes can pierce sensitive skin if it is bare."
        used = self.query_one("#used", Checklist).value
        return begin if Start.NEW in used else f"{begin} {_ELSEWHERE}"


class GoalPage(Vertical):
    """The cover and the minutes that someone aims for."""

    def compose(self) -> ComposeResult:
        """Yields the two rows."""
        yield Static("A softer or shorter goal is just as good. You can change it any time.", classes="ask")
        covers = [Option(cover.value, _COVERS[cover]) for cover in GOAL_COVERS]
        yield from _row("Cover", Choice(covers, id="cover"))
        yield from _row("Minutes", NumberChoice(GOAL_MINUTES, id="minutes"))

    def says(self, first: Prescription) -> str:
        """Returns how many steps lead up to the goal."""
        return f"{first.steps} steps lead there, one at a time. 30 minutes is the most for any goal."


class ZonePage(Vertical):
    """The time zone, which is asked for on a machine that keeps UTC."""

    def compose(self) -> ComposeResult:
        """Yields the field."""
        yield Static("This machine runs on UTC. Your day should follow your own clock.", classes="ask")
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
            return "There is no such zone. Try the capital, or a large city that has the same time."
        there = present(clock, found[0])
        more = f" Also: {', '.join(found[1:4])}." if found[1:] else ""
        return f"{found[0]}: it is {weekday_short(there.date())} {there:%H:%M} there.{more}"


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
        yield Static(_MOMENT, classes="ask")
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
