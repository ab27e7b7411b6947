"""`coach tips`: lists, searches and opens the tips, marks them, and goes through a few of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.output import say, write_json
from coach.cli.tip_lines import tip_values, title_line, whole_lines
from coach.cli.tip_review import Decision, decided, run_review
from coach.content.loader import load_related_words, load_tips
from coach.domain.model import Refused, TipState
from coach.domain.tips.progress import open_tip, set_again, set_favourite, set_got_it, state_of
from coach.domain.tips.search import in_doubt, search
from coach.domain.tips.selection import by_topic
from coach.domain.tips.tip import TOPIC_TITLES, Tip, Topic
from coach.domain.tips.views import NOUNS, TipsView, is_in_view, named_tip
from coach.store import StoreError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser

_REVIEWED = 5
"""How many tips a review has where no number is given."""
_MOST_REVIEWED = 100


_SAME = {
    ("favourite", True): "is a favourite already",
    ("favourite", False): "is not a favourite",
    ("got_it", True): "comes less often already",
    ("got_it", False): "comes as often as the others",
    ("again", True): "comes again in a few days already",
    ("again", False): "was not asked for again",
}
"""What is said of a tip that an option changes nothing about, by the mark and whether it was to be on."""


def add_arguments(parser: Parser) -> None:
    """Declares the words to search for, the topic, the marks, the review, and the option for JSON."""
    parser.epilog = (
        "Listing and searching mark no tip as read; --open does, and so do the answers of a review."
        " A tip that you got comes back less often, and one that you ask for again does so in a few days."
    )
    parser.add_argument("words", metavar="WORDS", nargs="*", help="what to look for")
    parser.add_argument("--topic", metavar="T", choices=Topic, help=f"only one topic: {', '.join(Topic)}")
    which = parser.add_alternatives()
    which.add_argument("--unread", action="store_true", help="only tips that are new to you")
    which.add_argument("--favourites", action="store_true", help="only your favourites")
    which.add_argument("--open", metavar="TITLE", help="read one tip; its title needs quotes")
    which.add_argument("--favourite", metavar="TITLE", help="make a tip a favourite")
    which.add_argument("--got-it", metavar="TITLE", help="you got a tip: show it less often")
    which.add_argument("--again", metavar="TITLE", help="show a tip again in a few days")
    which.add_argument(
        "--review",
        metavar="N",
        nargs="?",
        const=str(_REVIEWED),
        help=f"go through the next tips one at a time; {_REVIEWED} if no number is given",
    )
    parser.add_argument("--off", action="store_true", help="take that mark off again")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the tips that were found, or does with one of them what an option says."""
    marks = {"favourite": set_favourite, "got_it": set_got_it, "again": set_again}
    marked = next((name for name in marks if getattr(given, name) is not None), None)
    if given.off and marked is None:
        raise UsageError(
            "--off goes with --favourite, --got-it or --again, as in coach tips --again TITLE --off."
        )
    if marked is not None or given.open is not None or given.review is not None:
        if given.words or given.topic:
            raise UsageError("an option that names a tip, or goes through some, takes no words and no topic.")
        if given.review is not None:
            count = arguments.whole("review", given.review, 1, _MOST_REVIEWED)
            return run_review(context, count, as_json=given.json)
    if given.open is not None:
        return _open(_named(given.open), context, as_json=given.json)
    if marked is not None:
        tip = _named(getattr(given, marked))
        same = f'"{tip.title}" {_SAME[marked, not given.off]}.'
        return _mark(partial(marks[marked], on=not given.off), tip, same, context, as_json=given.json)
    return _list(given, context)


def _named(text: str) -> Tip:
    try:
        return named_tip(load_tips(), text)
    except Refused as refused:
        raise UsageError(str(refused)) from None


def _open(tip: Tip, context: CommandContext, *, as_json: bool) -> int:
    """Prints one tip, and marks it as read once it is printed."""
    before = context.read(quiet=True)
    lines = list(whole_lines(tip, state_of(before, tip), context.day(before)))
    if not as_json:
        say(*lines)
    applied = context.change(partial(decided, open_tip, tip))
    if as_json:
        facts = {"tip": tip_values(tip, state_of(applied.book, tip))}
        return tell_outcome(context, applied.label, lines, as_json=True, facts=facts)
    return 0


def _mark(decide: Decision, tip: Tip, same: str, context: CommandContext, *, as_json: bool) -> int:
    applied = context.change(partial(decided, decide, tip))
    said = f"{applied.label}." if applied.label else same
    facts = {"tip": tip_values(tip, state_of(applied.book, tip))}
    return tell_outcome(context, applied.label, [said], as_json=as_json, facts=facts)


def _list(given: Namespace, context: CommandContext) -> int:
    """Prints the tips that were found; without words, a topic or a view, the titles of all."""
    topic = None if given.topic is None else arguments.choice("topic", Topic, given.topic)
    view = TipsView.NEW if given.unread else TipsView.FAVOURITES if given.favourites else TipsView.ALL
    words = " ".join(given.words)
    states = _states(context, needed=view is not TipsView.ALL)
    everywhere = [match.tip for match in search(load_tips(), words, load_related_words())]
    in_view = [tip for tip in everywhere if is_in_view(_state(states, tip), view)]
    found = [tip for tip in in_view if topic in (None, tip.topic)]
    if given.json:
        write_json({"tips": [tip_values(tip, _state(states, tip)) for tip in found]})
    elif view is not TipsView.ALL and not in_view:
        say(_nothing(view, words))
    elif in_view and topic and not found:
        say(f"No {NOUNS[view]} on that under {TOPIC_TITLES[topic]}. In other topics:", "")
        _say_whole(in_view, states)
    elif not found:
        say(f"No tip is about {words}. Whatever worries you, this always applies:", "")
        _say_whole([match.tip for match in in_doubt(load_tips())], states)
    elif words or topic:
        _say_whole(found, states)
    else:
        _say_titles(found, states)
        # the figures need the file, and say so where it cannot be read
        _say_read(context.read(quiet=True).tips if states is None else states)
    return 0


def _states(context: CommandContext, *, needed: bool) -> Mapping[str, TipState] | None:
    """Returns what the user made of the tips; None if the file cannot be read, where that is not `needed`.

    Someone with a worry finds advice whatever state the file is in.
    """
    try:
        return context.read(quiet=True).tips
    except StoreError:
        if needed:
            raise
        return None


def _state(states: Mapping[str, TipState] | None, tip: Tip) -> TipState:
    return (states or {}).get(tip.id) or TipState(id=tip.id)


def _nothing(view: TipsView, words: str) -> str:
    if words:
        return f"No {NOUNS[view]} is about {words}. Among all tips: coach tips {words}"
    if view is TipsView.NEW:
        return "You have opened every tip."
    return "No favourites yet. Make one: coach tips --favourite TITLE"


def _say_read(states: Mapping[str, TipState]) -> None:
    tips = load_tips()
    known = [states[tip.id] for tip in tips if tip.id in states]
    read, favourite = sum(each.read for each in known), sum(each.favourite for each in known)
    say(f"{read} of {len(tips)} read, {favourite} {'favourite' if favourite == 1 else 'favourites'}.")


def _say_whole(found: Sequence[Tip], states: Mapping[str, TipState] | None) -> None:
    for number, tip in enumerate(found):
        if number:
            say("")
        say(*whole_lines(tip, _state(states, tip), None))


def _say_titles(found: Sequence[Tip], states: Mapping[str, TipState] | None) -> None:
    for topic, tips in by_topic(found).items():
        say(
            f"{TOPIC_TITLES[topic]} (--topic {topic})",
            *(title_line(tip, _state(states, tip)) for tip in tips),
            "",
        )
    say(
        "To read some, try `coach tips towel` or `coach tips --topic start`. "
        "`coach known` weighs the evidence.",
    )
