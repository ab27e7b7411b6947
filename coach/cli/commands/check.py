"""`coach check`: records how the skin came out of the last session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.days.check_corrections import add_corrections, check_alone, correct
from coach.cli.json_values import ids_of
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.sentences import next_step_lines
from coach.domain import labels
from coach.domain.model import Skin
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import AskWhy, open_questions
from coach.domain.session.cautions import NUMB_SKIN
from coach.domain.session.skin_check import answer_check
from coach.domain.session.skin_report import clear_means, say_stricter
from coach.text.format import listed

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the answer, and the area that it is about."""
    parser.epilog = (
        "Clear opens the timer; after a lock it says that the skin has healed, and after numbness, or broken"
        " skin on the softest cover, also that a doctor has seen it. Pink and sore make it a rest day, and"
        " the next session is shorter or softer. Broken and numb close the area for at least a week, and then"
        " a doctor may have to see it first. Clear and pink only count from the next day on and 6 hours after"
        " the session; the others count at once."
    )
    parser.add_argument(
        "skin",
        metavar="|".join(Skin),
        nargs="?",
        choices=Skin,
        help=listed((f"{each} ({meaning})" for each, meaning in labels.SKIN_MEANING.items()), last=", or "),
    )
    arguments.add_area(parser)
    add_corrections(parser)
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Records the answer, and prints what it means for today; with --on, corrects an earlier one."""
    if given.on is not None:
        return correct(given, context)
    check_alone(given)
    skin = arguments.choice("skin", Skin, given.skin)
    asked = arguments.area(given.area)
    means = ""

    def decide(book: Book, now: datetime) -> Change | None:
        nonlocal means
        about = asked or book.settings.area
        means = clear_means(Ramps(book), about) if skin is Skin.CLEAR else ""
        return answer_check(book, about, skin, now)

    applied = context.change(decide)
    book = applied.book
    area = asked or book.settings.area
    if applied.label:
        lines = [f"{applied.label}.", *([f"That says that {means}."] if means else [])]
    else:
        lines = [f"Nothing to record: no skin check is open for the {labels.AREA[area]}."]
    ask = open_questions(book, context.now(book))
    # the question on feeling says the same of numb skin
    asked_again = ask is not None and ask.why is AskWhy.NUMB
    also = NUMB_SKIN if skin is Skin.NUMB else say_stricter(book, area, skin)
    if also and not (skin is Skin.NUMB and asked_again):
        lines.append(also)
    return tell_outcome(
        context,
        applied.label,
        lines,
        as_json=given.json,
        following=next_step_lines(book, area, context.now(book)),
        facts={"area": area, "skin": skin, "ids": ids_of(applied)},
        last=partial(next_after, context, book, area, told=True),
    )
