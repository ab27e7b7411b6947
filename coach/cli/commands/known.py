"""`coach known`: what is known of mats, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.output import say, write_json
from coach.content.citations import rests_on
from coach.content.loader import load_evidence, load_sources
from coach.domain.tips.evidence import GROUND_WORDS
from coach.text.format import capital, listed

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for JSON."""
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints what the evidence shows, and what it does not; the file is not read."""
    if given.json:
        statements = [
            {
                "chapter": chapter.title,
                "ground": each.ground,
                "text": each.text,
                "facts": list(rests_on(each.facts)),
            }
            for chapter in load_evidence()
            for each in chapter.statements
        ]
        write_json({"statements": statements})
        return 0
    sources = load_sources()
    for chapter in load_evidence():
        say(chapter.title)
        for each in chapter.statements:
            say(
                f"  {capital(GROUND_WORDS[each.ground])}: {each.text}",
                f"    {listed(rests_on(each.facts))}",
            )
        say("")
    say("References")
    for source in sources.values():
        say(*(f"  {study.authors}: {study.title}." for study in source.references))
    say("", "The coach is not a medical device. If unsure, ask a professional.")
    return 0
