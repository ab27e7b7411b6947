"""`coach tips`: lists or searches the tips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.output import joined, say, write_json
from coach.content.citations import rests_on, source_line
from coach.content.loader import load_related_words, load_tips
from coach.domain.tips.search import in_doubt, search
from coach.domain.tips.selection import by_topic
from coach.domain.tips.tip import KIND_TAGS, TOPIC_TITLES, Tip, Topic

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from coach.cli.command_context import CommandContext
    from coach.domain.model import TipState


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the words to search for, the topic, and the option for JSON."""
    parser.add_argument("words", metavar="WORDS", nargs="*", help="what to look for")
    parser.add_argument("--topic", metavar="T", choices=Topic, help=f"only one topic: {', '.join(Topic)}")
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the tips that were found; without words or a topic, the titles of all. Marks none as read."""
    topic = None if given.topic is None else arguments.choice("topic", Topic, given.topic)
    words = " ".join(given.words)
    everywhere = [match.tip for match in search(load_tips(), words, load_related_words())]
    found = [tip for tip in everywhere if topic in (None, tip.topic)]
    if given.json:
        write_json({"tips": [_as_json(tip) for tip in found]})
    elif everywhere and topic and not found:
        say(f"No tip on that under {TOPIC_TITLES[topic]}. In other topics:", "")
        _say_whole(everywhere)
    elif not found:
        say(f"No tip is about {words}. Whatever worries you, this always applies:", "")
        _say_whole([match.tip for match in in_doubt(load_tips())])
    elif words or topic:
        _say_whole(found)
    else:
        _say_titles(found)
        _say_read(found, context.read(quiet=True).tips)
    return 0


def _say_read(tips: Sequence[Tip], states: Mapping[str, TipState]) -> None:
    known = [states[tip.id] for tip in tips if tip.id in states]
    read, favourite = sum(each.read for each in known), sum(each.favourite for each in known)
    say(f"{read} of {len(tips)} read, {favourite} {'favourite' if favourite == 1 else 'favourites'}.")


def _as_json(tip: Tip) -> dict[str, object]:
    return {
        "id": tip.id,
        "topic": tip.topic,
        "title": tip.title,
        "text": tip.text,
        "kind": tip.kind,
        "facts": list(rests_on(tip.facts)),
        "source": source_line(tip),
    }


def _say_whole(found: Sequence[Tip]) -> None:
    for number, tip in enumerate(found):
        if number:
            say("")
        say(
            joined((tip.title, TOPIC_TITLES[tip.topic])),
            f"  {tip.text}",
            f"  {source_line(tip)}",
        )


def _say_titles(found: Sequence[Tip]) -> None:
    for topic, tips in by_topic(found).items():
        titles = (f"  {tip.title}" + _in_brackets(KIND_TAGS[tip.kind]) for tip in tips)
        say(f"{TOPIC_TITLES[topic]} (--topic {topic})", *titles, "")
    say(
        "To read some, try `coach tips towel` or `coach tips --topic start`. "
        "`coach known` weighs the evidence.",
    )


def _in_brackets(tag: str) -> str:
    return f" ({tag})" if tag else ""
