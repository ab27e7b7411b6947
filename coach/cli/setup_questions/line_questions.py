"""Questions in plain lines that are answered by a letter, a number or a word: ? says one again, q leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from coach.cli.plain_session.line_reader import EndOfInput
from coach.cli.plain_session.talk import Talk
from coach.domain.model import Refused

Answer = TypeVar("Answer")

_AGAIN = ("?", "help")
_QUIT = ("q", "quit")


class LineQuestions:
    """The questions of a talk; each raises EndOfInput where someone leaves."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk

    def yes(self, question: str, before: bool | None = None) -> bool:
        """Asks for a yes or a no; Enter keeps the answer of `before`, if there is one."""

        def read(typed: str) -> bool:
            if not typed and before is not None:
                return before
            if typed.lower() not in ("y", "yes", "n", "no"):
                raise Refused("Type y for yes or n for no.")
            return typed.lower() in ("y", "yes")

        kept = None if before is None else "yes" if before else "no"
        return self.ask(f"{question}{say_enter(kept)}", read)

    def choice(self, question: str, words: Mapping[Answer, str], before: Answer) -> Answer:
        """Asks for one of several answers by its number or its first words; Enter keeps `before`."""
        options = list(words)

        def read(typed: str) -> Answer:
            if not typed:
                return before
            if typed.isdecimal() and 1 <= int(typed) <= len(options):
                return options[int(typed) - 1]
            named = typed.lower()
            found = [each for each in options if named == each or words[each].lower().startswith(named)]
            if len(found) != 1:
                raise Refused(f"Type a number from 1 to {len(options)}, or the word.")
            return found[0]

        numbered = "; ".join(f"{number}, {words[each]}" for number, each in enumerate(options, 1))
        return self.ask(f"{question} Type a number: {numbered}.{say_enter(words[before])}", read)

    def ask(self, question: str, read: Callable[[str], Answer]) -> Answer:
        """Asks until `read` takes the answer; says the question again for ?, and leaves for q."""

        def heard(typed: str) -> Answer:
            if typed.lower() in _QUIT:
                raise EndOfInput
            if typed.lower() in _AGAIN:
                raise Refused(question)
            return read(typed)

        return self.talk.ask(question, heard)


def say_enter(kept: str | None) -> str:
    """Returns what Enter alone says, as the end of a question; empty where it says nothing."""
    return "" if kept is None else f" Enter alone says {kept}."
