"""The first-run questions, and the same again from the settings; each page is saved as it is answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Digits, Input, Label, Static

from coach.clock import present, zone
from coach.context import AppContext
from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.drafts import Form, FormDraft, Value
from coach.domain.habit.greetings import cue
from coach.domain.model import (
    Area,
    Book,
    Cover,
    GoalSet,
    Refused,
    Screening,
    Settings,
    Start,
    StartSaid,
)
from coach.domain.onboarding.answers import CHOSE_BARE, LONGEST_CUE, Answers, is_another
from coach.domain.onboarding.safety_answers import stricter_part
from coach.domain.onboarding.setup import preview, set_up
from coach.domain.onboarding.user_profile import (
    current_answer,
    default_goal,
    goal_of,
    is_sensitive,
    unanswered,
)
from coach.domain.ramp.ladder import GOAL_COVERS, GOAL_MINUTES
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import lacks_areas, unlocks
from coach.domain.session.confirmations import Unconfirmed
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.setup.safety_questions import about, answers_of, lines, ticks_of
from coach.screens.setup.zone_dialog import zones_like
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.drafting import Drafting
from coach.screens.shared.form_values import fill_in, filled_in
from coach.store import StoreError
from coach.text.clean import clean_lines
from coach.text.format import count as plural
from coach.text.format import long_date, weekday_short
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.top_bar import TopBar
from coach.widgets.forms.checklist import Checklist
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.number_choice import NumberChoice

SENSITIVE = "sensitive"

_ABOUT = (
    "Some minutes a day on an acupressure mat: short and soft at first, then longer step by step,"
    " as your skin allows."
)
_NO_DEVICE = "The coach is no medical device. Where you are unsure, ask a professional."
_BRISK = "A few questions, then your first session."

_OWN_FILE = (
    "Everyone needs a file of their own. Close the coach and open it as: coach --data anna.json"
    " (an alias in your shell makes that one word). Nothing changes in this file."
)

_TICK = "Tick what is true of you now. If nothing is, go on."
_MORE = "More below."
_PLAN = "When in your day? After something you do anyway:"
_NO_PLAN = "Optional; change it in Settings."

_STARTS = {
    Start.NEW: "new to it",
    Start.SOME: "used a mat before",
    Start.REGULAR: "regularly on bare skin, no trouble",
}
_COVERS = {Cover.TOWEL: "towel", Cover.SHIRT: "T-shirt", Cover.BARE: "bare"}
_STEPS = ("about", "screening", "zone", "start", "goal", "first")
_FIELDS = {
    "screening": ("ticked",),
    "zone": ("tz",),
    "start": ("used", "skin"),
    "goal": ("cover", "minutes"),
    "first": ("cue",),
}
"""The fields of each page."""
_PAGES = {Screening: "screening", StartSaid: "start", GoalSet: "goal"}
_TITLES = {
    "about": "What this is",
    "screening": "Is the mat for you?",
    "start": "How much have you used a mat?",
    "goal": "What are you aiming for?",
    "zone": "Which time zone are you in?",
    "first": "Your first session",
}


class SetupPage(VerticalScroll):
    """What a step asks; tells the screen when it has more or less room than before."""

    class Fitted(Message):
        """The room for the questions has changed."""

    def on_resize(self) -> None:
        """The words beneath take more or fewer lines."""
        self.post_message(self.Fitted())


class SetupScreen(Drafting, CoachScreen):
    """A few calm steps; Enter saves and goes on, Esc goes back and keeps the answers."""

    STAYS_OPEN = True
    HEADING = "Setup"
    BACK_TO = "settings"
    """The screen that Esc leads back to from the first page, where the questions were answered before."""
    CSS_PATH = STYLES / "setup.tcss"
    BINDINGS = [
        Binding(
            "enter",
            "next",
            "Next",
            id="setup-next",
            tooltip="Save the answer and go on",
        ),
        Binding("escape", "back", "Back", id="setup-back", tooltip="The question before; answers stay"),
    ]

    def __init__(self, context: AppContext, draft: FormDraft | None = None) -> None:
        """Ask the questions; a `draft` fills in what was answered in an earlier run and not saved."""
        super().__init__(context)
        asks_zone = bool(context.book.settings.tz) or _looks_like_utc()
        self.steps = tuple(step for step in _STEPS if step != "zone" or asks_zone)
        self.at = 0
        """The place of the present step."""
        self.again = not unanswered(context.book)
        """Whether the questions were answered before."""
        self._left_off = draft
        self.asked_for = ""
        """Why the safety questions are asked again; empty where someone came by themselves."""
        self._began: dict[str, Value] = {}
        self._theirs = False
        self._all_seen = False
        """Whether every safety question was in sight."""
        self._shows_end = False
        """Whether the last of them are to be seen, wherever the cursor is."""
        self._asked: tuple[Book, tuple[Answers, date], Prescription] | None = None
        """What the coach asks for, with the file and the answers that it was found for."""
        self._bare = False
        """Whether bare skin was confirmed as the goal of sensitive skin."""
        if draft is not None:
            self.adopt_draft(draft)

    def body(self) -> ComposeResult:
        """Yields all steps, of which one is shown."""
        with Card(subtitle="Enter goes on, Esc goes back", id="step"):
            yield Static(id="question", classes="strong")
            yield Static(id="asked-for", classes="strong")
            with SetupPage(can_focus=False):
                with Vertical(id="about"):
                    yield Static(_ABOUT)
                    yield Static(_NO_DEVICE, classes="strong")
                    yield Static(_BRISK, classes="muted")
                with Vertical(id="screening"):
                    yield Static(_TICK, id="tick", classes="ask")
                    yield Checklist(lines(()), id="ticked")
                with Vertical(id="start"):
                    yield Checklist([Option(s.value, t) for s, t in _STARTS.items()], many=False, id="used")
                    yield Checklist([Option(SENSITIVE, "my skin is sensitive", "4")], id="skin")
                with Vertical(id="goal"):
                    yield Static(
                        "Softer or shorter is a goal as good as any; you can change it later.", classes="ask"
                    )
                    yield from self._row(
                        "Cover",
                        Choice([Option(cover.value, _COVERS[cover]) for cover in GOAL_COVERS], id="cover"),
                    )
                    yield from self._row("Minutes", NumberChoice(GOAL_MINUTES, id="minutes"))
                with Vertical(id="zone"):
                    yield Static("This machine runs on UTC. Your days turn where you live.", classes="ask")
                    field = Input(
                        placeholder="Europe/Zurich, or a city", id="tz", max_length=64, select_on_focus=False
                    )
                    field.cursor_blink = False
                    yield from self._row("Zone", field)
                with Vertical(id="first"):
                    with Horizontal(id="hero"):
                        yield Digits(id="how-long")
                        yield Static(id="how")
                    yield Static(id="because")
            yield Static(id="more", classes="muted")
            with Vertical(id="plan"):
                yield Static(_PLAN, classes="ask")
                moment = Input(
                    placeholder="I brush my teeth", id="cue", max_length=LONGEST_CUE, select_on_focus=False
                )
                moment.cursor_blink = False
                yield from self._row("After", moment)
            yield Static(id="follows")
            with Vertical(id="doing"):
                yield ActionButton("Begin")

    def _row(self, label: str, field: Widget) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Label(label, classes="muted")
            yield field

    def on_mount(self) -> None:
        """Fills in what was answered before."""
        book = self.context.book
        said, began, goal = current_answer(book, Screening), current_answer(book, StartSaid), goal_of(book)
        ticked = self.query_one("#ticked", Checklist)
        if said is not None:
            ticked.options = lines(said.ticked)
            ticked.value = ticks_of(said)
        self.query_one("#used", Checklist).value = frozenset({began.start if began else Start.NEW})
        if began is not None and began.sensitive:
            self.query_one("#skin", Checklist).value = frozenset({SENSITIVE})
        self.query_one("#cover", Choice).value = goal.cover
        self.query_one("#minutes", NumberChoice).value = goal.minutes
        self.query_one("#tz", Input).value = book.settings.tz
        self.query_one("#asked-for", Static).update(Content(self.asked_for))
        self.query_one("#asked-for").display = bool(self.asked_for)
        self.query_one("#tick").display = not self.asked_for
        self.watch(self.query_one(SetupPage), "scroll_y", self._mark_more)
        self._began = filled_in(self)
        if self._left_off is not None:
            self._fill_in(self._left_off)
            self.call_after_refresh(self.say, "What you had answered is filled in again; Enter saves it.")
        else:
            self._open(0 if self.again else self._first_open())
        if book.sessions and said is None:
            self._ask_whose()

    def _fill_in(self, draft: FormDraft) -> None:
        """Shows the page that was left, or the first one that has to be answered before it."""
        ticked = draft.values.get("ticked")
        self.query_one("#ticked", Checklist).options = lines(ticked if isinstance(ticked, list) else ())
        fill_in(self, draft.values)
        at = self.steps.index(draft.page) if draft.page in self.steps else 0
        self._open(at if self.again else min(at, max(self._first_open(), 1)))

    def _first_open(self) -> int:
        """Returns the place of the first page that is still to be answered."""
        missing = unanswered(self.context.book)
        if not missing or missing[0] is Screening:
            return 0
        if "zone" in self.steps and not self.context.book.settings.tz:
            return self.steps.index("zone")
        return self.steps.index(_PAGES[missing[0]])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits answer here; the first step has none before it unless one came from the settings."""
        if action == "go":
            return False
        if action == "back":
            return self.at > 0 or self.again
        return True

    @on(Checklist.Changed)
    @on(Checklist.Walked)
    def _follow_cursor(self) -> None:
        """Keeps the line at the cursor in sight from now on."""
        self._shows_end = False
        self.renew()

    @on(Choice.Changed)
    @on(NumberChoice.Changed)
    @on(Input.Changed)
    def renew(self) -> None:
        """Says what follows from the answers."""
        if not self.is_mounted:
            return
        self.store_draft()
        ticked = self.query_one("#ticked", Checklist)
        ticked.options = lines(ticked.value)
        step = self.steps[self.at]
        first = self._first()
        locked = first.rung is None
        says = {
            "screening": self._screening_says(first),
            "start": self._start_says(first),
            "goal": f"{first.steps} steps up to it, one at a time. 30 minutes is the most, ever.",
            "zone": self._zone_says(),
            "first": self._plan_says(),
        }.get(step, "")
        self.query_one("#follows", Static).update(Content(clean_lines(says)))
        self.query_one("#step").set_class(not says, "-bare")
        self.query_one("#step").set_class(step == "screening", "-safety")
        self.call_after_refresh(self._look_at_questions)
        self.query_one("#follows").set_class(step == "screening" and locked, "warn")
        if step == "first":
            self._show_first(first)
        self.query_one(ActionButton).label = {"about": "Begin", self.steps[-1]: "Save"}.get(step, "Next")

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_next(self) -> None:
        """The next step; at the last, save."""
        step = self.steps[self.at]
        if step == "zone" and not self._take_zone():
            return
        if step == "screening" and not self._may_leave_questions():
            return
        if step == "start" and not self._theirs and is_another(self.context.book, self._said(step)):
            self._ask_whose(self.action_next)
            return
        answers, now = self._said(step), self.context.now()
        if step == "goal":
            try:
                set_up(self.context.book, answers, now, whole=False)
            except Unconfirmed as doubt:
                ask_about(self.app, doubt, frozenset(), self._confirm_bare, self._stay_on_cloth)
                return
        if answers == Answers():
            self._go_on(step)
            return
        self.save(
            lambda book: set_up(book, answers, now, whole=False),
            then=lambda _: self._go_on(step),
            say=self.again,
            owner=self,
        )

    def _may_leave_questions(self) -> bool:
        """Returns whether every question was in sight, and the areas that are not felt well were named."""
        said = answers_of(self.query_one("#ticked", Checklist).value)
        if lacks_areas(said.ticked or frozenset(), said.numb_areas):
            self.say("Tick the areas that you cannot feel well, or none of these.")
            return False
        page = self.query_one(SetupPage)
        if not self._all_seen and page.max_scroll_y > page.scroll_y:
            page.scroll_end(animate=False)
            self._shows_end = True
            self.say("There are more questions: look at these too, then Enter goes on.")
            self._all_seen = True
            return False
        return True

    def _look_at_questions(self) -> None:
        page = self.query_one(SetupPage)
        if self.steps[self.at] == "screening" and page.max_scroll_y <= page.scroll_y:
            self._all_seen = True
        self._mark_more()

    @on(SetupPage.Fitted)
    def _keep_in_sight(self) -> None:
        if self.steps[self.at] == "screening":
            if self._shows_end:
                # the message that asks to look there takes its rows
                self.query_one(SetupPage).scroll_end(animate=False)
            else:
                self.query_one("#ticked", Checklist).keep_in_sight()
        self._mark_more()

    def _mark_more(self) -> None:
        page = self.query_one(SetupPage)
        below = self.steps[self.at] == "screening" and page.max_scroll_y > page.scroll_y
        self.query_one("#more", Static).update(Content(_MORE if below else ""))

    def _stay_on_cloth(self) -> None:
        self.query_one("#cover", Choice).value = Cover.SHIRT

    @on(Key)
    def tick_skin(self, event: Key) -> None:
        """The key of sensitive skin ticks it from the list above it, too."""
        skin = self.query_one("#skin", Checklist)
        if self.steps[self.at] == "start" and event.character == skin.options[0].key and not skin.has_focus:
            event.stop()
            skin.value = skin.value ^ {SENSITIVE}

    def _confirm_bare(self, _agreed: Agreed) -> None:
        self._bare = True
        self.action_next()

    def _go_on(self, step: str) -> None:
        """The page is saved: the next one, or after the last one the first session."""
        values = filled_in(self)
        self._began |= {field: values[field] for field in _FIELDS.get(step, ())}
        self.store_draft()
        if step != self.steps[-1]:
            self._open(self.steps.index(step) + 1)
            return
        self.forget_draft()
        if self._first().rung is None:
            self.post_message(self.Go("tips", "Saved. No session while this holds; the tips are open."))
        elif self.again:
            self.post_message(self.Go("today", "Saved."))
        else:
            self.post_message(self.Go("today", "Saved. Enter starts your first session."))

    def _said(self, step: str) -> Answers:
        """Returns what a page asked, as answered; all else is left as it is."""
        said = self._answers()
        match step:
            case "screening":
                return answers_of(self.query_one("#ticked", Checklist).value)
            case "zone":
                return Answers(tz=said.tz)
            case "start":
                return Answers(start=said.start, sensitive=said.sensitive)
            case "goal":
                return Answers(
                    goal_cover=said.goal_cover, goal_minutes=said.goal_minutes, bare_confirmed=self._bare
                )
            case "first":
                return Answers(cue=said.cue)
        return Answers()

    def _ask_whose(self, then: Callable[[], object] = lambda: None) -> None:
        """Asks whether the answers are someone else's than the history, and offers them a file of their own."""
        count, last = len(self.context.book.sessions), self.context.book.sessions[-1].day

        def answered(value: str | None) -> None:
            if value == "mine":
                self._theirs = True
                then()
            elif value == "other":
                self.app.push_screen(Confirm("A file of your own", _OWN_FILE, (Answer("", "b", "Back"),)))

        text = (
            f"This file has {plural(count, 'session')}, the last on {long_date(last)}."
            " What you answer here is for the person who recorded them."
        )
        answers = (Answer("mine", "m", "They are mine"), Answer("other", "s", "Someone else is setting up"))
        self.app.push_screen(Confirm("Is this someone else?", text, answers), answered)

    def draft(self) -> FormDraft | None:
        """Returns what was answered since the page before was saved."""
        values = filled_in(self)
        if not self._began or values == self._began:
            return None
        return FormDraft(self.context.now(), Form.SETUP, "", values, page=self.steps[self.at])

    def save_answers(self) -> None:
        """Saves what can only close what is open; a page that is not answered in full is not saved."""
        said = self._said("screening")
        if stricter_part(self.context.book, said, self.context.now()) is not None:
            self.context.change(lambda book: stricter_part(book, said, self.context.now()))
            now = current_answer(self.context.book, Screening)
            self._began["ticked"] = sorted(ticks_of(now)) if now else []
        if self.draft() is not None:
            raise Refused("Enter saves this page")

    def tell_unsaved(self, text: str) -> None:
        """Says why the coach stays open."""
        self.say(text)

    def action_back(self) -> None:
        """The step before; from the first one, back to the settings."""
        if self.at:
            self._open(self.at - 1)
        elif self.again:
            self._close()

    def _close(self) -> None:
        """Back to the settings; ticks that were added hold, even where nobody went on from their page."""
        why = ""
        if self.draft() is not None:
            before = self._began["ticked"]
            try:
                self.save_answers()
                why = "Saved."
            except StoreError as error:
                self.say(str(error))
                return
            except Refused:
                saved = self._began["ticked"] != before
                kept = "What makes it stricter is saved; the other answers stay as they were."
                why = kept if saved else "Not saved: the earlier answers stand."
        self._began = {}
        self.forget_draft()
        self.post_message(self.Go(self.BACK_TO, why))

    def _open(self, at: int) -> None:
        self.at = at
        step = self.steps[at]
        card = self.query_one("#step", Card)
        card.title = _TITLES[step]
        # where there is no room for the frame that would bear it
        self.query_one("#question", Static).update(Content(_TITLES[step]))
        page = f", {at + 1} of {len(self.steps)}" if len(self.steps) > 1 else ""
        self.query_one(TopBar).title = f"{self.HEADING}{page}"
        for name in _STEPS:
            self.query_one(f"#{name}").display = name == step
        if step == "goal" and current_answer(self.context.book, GoalSet) is None:
            # sensitive skin, said two pages before, has a softer goal unless someone chooses otherwise
            self.query_one("#cover", Choice).value = default_goal(
                sensitive=is_sensitive(self.context.book)
            ).cover
        self.renew()
        if step == "first" and self._first().rung is None:
            card.title = "No session for now"
            self.query_one("#question", Static).update(Content(card.title))
        plans = step == "first" and self._plans()
        self.query_one("#plan").display = plans
        fields = {"screening": "#ticked", "start": "#used", "goal": "#cover", "zone": "#tz"}
        wanted = fields.get(step, "#cue" if plans else None)
        self.query_one(wanted or ActionButton).focus()
        self.call_after_refresh(self.query_one(SetupPage).scroll_home, animate=False)
        self.refresh_bindings()

    def _answers(self) -> Answers:
        safety = answers_of(self.query_one("#ticked", Checklist).value)
        cover = self.query_one("#cover", Choice).value
        return Answers(
            ticked=safety.ticked,
            agreed=safety.agreed,
            numb_areas=safety.numb_areas,
            sensitive=SENSITIVE in self.query_one("#skin", Checklist).value,
            start=next((Start(value) for value in self.query_one("#used", Checklist).value), Start.NEW),
            goal_cover=Cover(cover) if cover else None,
            goal_minutes=self.query_one("#minutes", NumberChoice).value,
            tz=self._zone() or None,
            cue=self.query_one("#cue", Input).value.strip() or None,
        )

    def _first(self) -> Prescription:
        """Returns what the coach would ask for with the answers so far."""
        now = self.context.now()
        given = replace(self._answers(), cue=None), day_of(now, self.context.book.settings.rollover)
        # walking over the lines or typing changes no answer, and a fold of some years takes its time
        if self._asked is None or self._asked[0] is not self.context.book or self._asked[1] != given:
            book = preview(self.context.book, given[0], now)
            self._asked = self.context.book, given, prescribe(Ramps(book), Area.BACK, given[1])
        return self._asked[2]

    def _screening_says(self, first: Prescription) -> str:
        ticks = self.query_one("#ticked", Checklist)
        line = about(ticks.options[ticks.cursor]) if ticks.has_focus or not ticks.value else ""
        if first.rung is not None:
            return line
        if self.has_class("-low") or self.has_class("-flat"):
            # what closes the mat comes before where that is said
            line = ""
        said = answers_of(ticks.value)
        answer = Screening(
            at=self.context.now(),
            ticked=said.ticked or frozenset(),
            agreed=said.agreed or frozenset(),
            numb_areas=said.numb_areas,
        )
        opens = unlocks(answer, here=True)
        return "\n".join(
            filter(None, (line, f"No session while this holds. {opens}" if opens else first.reason.full_text))
        )

    def _start_says(self, first: Prescription) -> str:
        if first.rung is None:
            return first.reason.full_text
        begin = f"You begin with {labels.session(first.rung)}."
        if first.decision is not None and first.decision.chose_bare:
            return f"{begin} {CHOSE_BARE}"
        if self.query_one("#skin", Checklist).value:
            return f"{begin} Spikes can pierce sensitive skin that is bare."
        return begin

    def _show_first(self, first: Prescription) -> None:
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
            because += " The tips and the calendar are yours meanwhile."
        self.query_one("#because", Static).update(Content(because))

    def _zone(self) -> str:
        typed = self.query_one("#tz", Input).value.strip()
        return (zones_like(typed) or [""])[0] if typed and "zone" in self.steps else ""

    def _take_zone(self) -> bool:
        field = self.query_one("#tz", Input)
        if field.value.strip() and not self._zone():
            self.say("There is no such zone: type a city, or leave it empty for UTC.")
            return False
        field.value = self._zone()
        return True

    def _plans(self) -> bool:
        """Returns whether the moment of the day is asked for: once, and where there will be a session."""
        return not self.again and self._first().rung is not None

    def _plan_says(self) -> str:
        said = cue(Settings(cue_sentence=self.query_one("#cue", Input).value))
        return (said or _NO_PLAN) if self._plans() else ""

    def _zone_says(self) -> str:
        typed = self.query_one("#tz", Input).value.strip()
        if not typed:
            return "Left empty, your days turn by UTC."
        found = zones_like(typed)
        if not found:
            return "No zone is called that."
        there = present(self.context.clock, found[0])
        more = f" Also: {', '.join(found[1:4])}." if found[1:] else ""
        return f"{found[0]}: it is {weekday_short(there.date())} {there:%H:%M} there.{more}"


def _looks_like_utc() -> bool:
    """Returns whether the machine keeps UTC, as servers do, wherever their user lives."""
    return zone("") is UTC
