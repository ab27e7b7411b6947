"""Today's session as a card: how long and how, why, what comes next, and the button."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, Static

from coach.content.citations import rests_on
from coach.domain import labels
from coach.domain.habit.greetings import Occasion, cue
from coach.domain.model import Area, Rung, Settings
from coach.domain.primary_action import primary_action
from coach.domain.today import Today, TodayState
from coach.screens.today.action_words import words_of
from coach.screens.today.texts import (
    next_text,
    other_keys,
    reason_facts,
    reason_text,
)
from coach.text.clean import clean_lines
from coach.text.format import listed
from coach.widgets.base.breakpoints import too_small
from coach.widgets.base.cell_widget import ASCII_CLASS
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.key_hints import KeyHints


class SessionCard(Card):
    """Shows what the coach asks for today, and its reason."""

    def compose(self) -> ComposeResult:
        """Yields the minutes, the reason, and the button at the foot."""
        with Horizontal(id="hero"):
            yield Digits(id="minutes")
            yield Static(id="how")
        yield Static(id="reason")
        yield Static(id="changed")
        yield Static(id="next", classes="muted")
        with Horizontal(id="doing"):
            yield ActionButton("Start", id="primary")
            yield KeyHints(id="besides")

    def show(self, day: Today, settings: Settings, *, with_sources: bool) -> None:
        """Shows the day; with `with_sources` also what its reason rests on."""
        asked, has_step = day.prescription, day.shows_step
        title = "Today's session" if has_step else "Today"
        self.title = f"{title}{labels.if_named(day.area, ': {}')}"
        self.subtitle = f"step {asked.step} of {asked.steps}" if asked.step and has_step else ""
        self._show_minutes(day.area, asked.rung if has_step else None)
        self._show_reason(day, with_sources=with_sources)
        self._show_next(day, settings, with_sources=with_sources)
        self._show_button(day, settings.keymap)

    def _show_minutes(self, area: Area, rung: Rung | None) -> None:
        self.query_one("#minutes", Digits).update(str(rung.minutes) if rung else "")
        self.query_one("#hero").set_class(rung is None, "-none")
        if rung is None:
            return
        # Too small a terminal has no room for the big digits, and ASCII has none that can be read.
        in_words = too_small(*self.app.size) or self.app.has_class(ASCII_CLASS)
        number = f"{rung.minutes} " if in_words else ""
        how = Content.assemble(
            (f"{number}minutes {labels.manner(rung)}", "bold"), "\n", (labels.how(area, rung), "$muted")
        )
        self.query_one("#how", Static).update(how)

    def _show_reason(self, day: Today, *, with_sources: bool) -> None:
        rung = day.prescription.rung
        # Where there is room, the reason has a heading of its own, in the number that it is about.
        returns = day.greeting is not None and day.greeting.occasion is Occasion.RETURN
        asks_why = (
            with_sources
            and day.state is TodayState.DUE
            and day.shows_step
            and not returns
            and not day.is_optional
        )
        why = Content.styled(f"Why {rung.minutes}? ", "bold $block") if asks_why and rung else Content("")
        facts = reason_facts(day) if with_sources else ()
        rests = Content.styled(f" {_rests(facts)}" if facts else "", "$muted")
        self.query_one("#reason", Static).update(why + Content(reason_text(day)) + rests)
        changed = self.query_one("#changed", Static)
        changed.update(Content(day.rules_changed))
        changed.display = bool(day.rules_changed)

    def _show_next(self, day: Today, settings: Settings, *, with_sources: bool) -> None:
        plan = clean_lines(cue(settings)) if day.state is TodayState.DUE else ""
        lines = [next_text(day, settings.keymap), plan]
        if (following := day.coming) is not None:
            # It stands apart from what is over, with its own reason and sources.
            rests = _rests(following.facts) if with_sources and following.facts else ""
            parts = "\n".join(filter(None, (following.why, rests)))
            ahead = Content.assemble(("\n" + following.title, "bold"), f"\n{parts}" if parts else "")
        else:
            ahead = Content("")
        text = Content("\n".join(filter(None, lines)))
        both = Content("\n").join([text, ahead]) if text.plain and ahead.plain else text + ahead
        self.query_one("#next", Static).update(both)

    def _show_button(self, day: Today, keymap: Mapping[str, str]) -> None:
        self.query_one(ActionButton).label = words_of(primary_action(day)).button
        self.query_one(KeyHints).hints = other_keys(day, keymap)


def _rests(facts: tuple[str, ...]) -> str:
    return f"Based on {listed(rests_on(facts))}."
