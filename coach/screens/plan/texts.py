"""The words of Plan: the reason for the step, the way ahead, and the rules that move it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from coach.content.citations import rests_on
from coach.domain import labels
from coach.domain.model import Book, Pause, is_set_up
from coach.domain.ramp.forecast import Forecast, say_own, say_rate, say_well
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rule_summary import RULES
from coach.domain.session.day_over import after_questions, say_full, say_tomorrow, tomorrow_facts
from coach.screens.shared.key_reference import key_of
from coach.text.format import capital, day_name, listed, span
from coach.widgets.reading.prose import BLANK, Paragraph, plain


def why_this_step(ramps: Ramps, asked: Prescription) -> Iterable[str]:
    """Yields the reasons for the step, as Today words them. Open safety questions come before any session."""
    if asked.open_questions is not None and asked.rung is not None:
        yield asked.open_questions.text
        yield after_questions(asked)
        return
    yield say_tomorrow(ramps, asked.area, asked.day) if asked.done else asked.reason.full_text
    if full := say_full(ramps.book, asked):
        yield full
    if asked.open_questions is not None:
        yield asked.open_questions.text


def whole_page(
    ramps: Ramps, asked: Prescription, found: Forecast, keymap: Mapping[str, str]
) -> Iterable[Paragraph]:
    """Yields all of the card "Ahead": the reasons, the pauses, both forecasts, the sources and the rules."""
    for text in why_this_step(ramps, asked):
        yield plain(text, "foreground bold")
    yield from _pauses(ramps.book, asked.day, key_of(keymap, "plan-pause", "p"))
    if is_set_up(ramps.book):
        yield from _forecasts(found)
    facts = tomorrow_facts(ramps, asked.area, asked.day) if asked.done else asked.reason.facts
    if facts:
        yield plain(f"Based on {listed(rests_on(facts))}.", "muted")
    yield BLANK
    yield plain("What moves it", "block bold")
    yield from _rules()


def pause_days(pause: Pause) -> str:
    """Returns the days of a pause, as they follow its name."""
    days = span(pause.first, pause.last)
    return f"{days}, with no end yet" if pause.last is None else f"on {days}"


def _pauses(book: Book, today: date, key: str) -> Iterable[Paragraph]:
    """Yields the pauses that run or are still to come, with the key that ends them."""
    for pause in book.pauses:
        if pause.last is None or pause.last >= today:
            yield plain(f"{capital(labels.pause(pause))} {pause_days(pause)}; {key} ends it.", "secondary")


def _forecasts(found: Forecast) -> Iterable[Paragraph]:
    """Yields the way ahead if all goes well, then at the user's own pace."""

    def name(day: date) -> str:
        return day_name(day, found.today)

    for say in (say_well, say_own):
        if text := say(found, name):
            yield plain(text, "secondary")
    if rate := say_rate(found):
        yield plain(rate, "muted")


def _rules() -> Iterable[Paragraph]:
    """Yields what moves the step, a paragraph a rule with its name first."""
    for name, text in RULES:
        yield Paragraph(((f"{name}: ", "block"), (text, "foreground")), indent=2)
