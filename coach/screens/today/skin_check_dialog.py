"""The skin check: asked before the day's session, and open for what the skin shows later."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain import labels
from coach.domain.model import Area, Skin
from coach.domain.session.cautions import NUMB_SKIN
from coach.domain.session.skin_check import answer_check
from coach.domain.session.skin_report import clear_means, marks_count_from, say_counts_from, say_stricter
from coach.domain.today import Today
from coach.paths import STYLES
from coach.screens.dialogs.dialog import Dialog
from coach.screens.shared.base import CoachScreen
from coach.store import Applied
from coach.text.format import day_name
from coach.text.format import when as say_when
from coach.widgets.chrome.card import Card
from coach.widgets.forms.options import Options

_ANSWERS = {each: f"{each.capitalize()}: {meaning}" for each, meaning in labels.SKIN_MEANING.items()}
_FOLLOWS = (
    "Look, and touch. Pink or sore means a rest day, broken or numb at least a week off."
    " If it is numb, see a doctor too."
)
_CHOOSE = "Nothing is chosen yet. Press 1 to 5, or use the arrows and Enter."
_NEED_TIME = (Skin.CLEAR, Skin.PINK)
"""The answers that count only once marks have had time to show."""


class SkinCheckDialog(Dialog[Skin | None]):
    """Asks how the skin of an area is after its last session (B16, B17, A24); nothing is preselected."""

    CSS_PATH = STYLES / "today.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Later", id="skin-later", tooltip="Answer later; no session until then"),
        *(
            Binding(str(n), f"answer({n})", skin.value, id=f"skin-{skin}", tooltip=text, show=False)
            for n, (skin, text) in enumerate(_ANSWERS.items(), 1)
        ),
    ]

    def __init__(self, area: Area, last: str, counts: str = "", clear: str = "", since: str = "") -> None:
        super().__init__()
        answers = {**_ANSWERS, Skin.CLEAR: f"Clear: {clear}"} if clear else _ANSWERS
        early = f" (counts from {since})" if since else ""
        self.answers = {
            skin: f"{text}{early if skin in _NEED_TIME else ''}" for skin, text in answers.items()
        }
        """The words of each answer; where the skin is locked, a clear one says more than usual."""
        self.area = area
        self.last = last
        """When the last session was, in words."""
        self.counts = counts
        """From when an answer counts, where that is not at once; `since` says the same beside the answers."""

    def body(self) -> ComposeResult:
        """Yields the question and its five answers."""
        with Card(title="Skin check", id="skin-card"), Vertical():
            yield Static(
                f"How is the skin of your {labels.AREA[self.area]}? Last session: {self.last}.",
                id="skin-ask",
            )
            yield Options(
                *(
                    Option(f"{n}  {text}", id=skin.value)
                    for n, (skin, text) in enumerate(self.answers.items(), 1)
                )
            )
            yield Static(self.counts or _FOLLOWS, id="skin-follows", classes="muted")

    def on_mount(self) -> None:
        """Highlights nothing, for Textual's list begins on its first line: the answer is the user's."""
        self.query_one(Options).highlighted = None

    @on(Options.NoneChosen)
    def ask_to_choose(self) -> None:
        """Says that Enter alone answers nothing."""
        follows = self.query_one("#skin-follows", Static)
        follows.update(Content(_CHOOSE))
        follows.set_classes("warn")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answers with the highlighted line."""
        if event.option.id is not None:
            self.dismiss(Skin(event.option.id))

    def action_answer(self, number: int) -> None:
        """Answers with the one of that digit."""
        self.dismiss(list(_ANSWERS)[number - 1])


def ask_skin(screen: CoachScreen, day: Today) -> None:
    """Asks how the skin of the day's area is, and saves the answer."""
    context, now = screen.context, screen.context.now()
    last = day.ramps.of(day.area).state.last_day
    when = day_name(last, day.day) if last else "before"
    counts = marks_count_from(day.ramps, day.area, now)

    def saved(applied: Applied, skin: Skin) -> None:
        # Advice comes even where nothing was written, when the same answer is given twice.
        says = NUMB_SKIN if skin is Skin.NUMB else say_stricter(applied.book, day.area, skin)
        if says:
            screen.say(f"{applied.label}. Saved. {says}" if applied.label else says)

    def answered(skin: Skin | None) -> None:
        if skin is not None:
            at = context.now()  # of the answer: the question may have stood open for long
            screen.save(lambda book: answer_check(book, day.area, skin, at), then=partial(saved, skin=skin))

    says = say_counts_from(counts, now) if counts else ""
    since = say_when(counts, now) if counts else ""
    clear = clear_means(day.ramps, day.area)
    screen.app.push_screen(SkinCheckDialog(day.area, when, says, clear, since), answered)
