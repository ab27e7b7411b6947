"""The answers of the user that shape the ladder of an area, as they come in."""

from __future__ import annotations

from copy import copy

from coach.domain.current_answers import first_of, goal_of, is_turned_on, of_kind, screening_of, start_of
from coach.domain.model import AreaTurned, Book, Goal, GoalSet, Screening, StartSaid
from coach.domain.ramp.ladder import limited_goal


class GivenAnswers:
    """The goals, starts, safety answers and switches of an area that were given so far.

    The first goal and the first start hold from the beginning, so that every session has a ladder, also one
    that is dated before the setup.
    """

    def __init__(self, book: Book, *, former_rules: bool) -> None:
        goal = first_of(of_kind(book, GoalSet))
        start = first_of(of_kind(book, StartSaid))
        self.goals: list[GoalSet] = [goal] if goal else []
        self.starts: list[StartSaid] = [start] if start else []
        self.sensitive = bool(start and start.sensitive)
        self.screening: Screening | None = None
        """The safety answers that hold now; None before the first."""
        self.turned_on: bool | None = None
        """Whether the area is turned on in the settings; None if nobody has said."""
        self._screenings: list[Screening] = []
        self._switches: list[AreaTurned] = []
        self._former_rules = former_rules
        # A former coach led sensitive skin to bare skin without a question. The sessions before the upgrade
        # keep the ladder that they were asked for on, so that the new rule reads none of them again.
        self._shirt_first = not any(each.changed_ladders for each in book.upgrades)

    def branch(self) -> GivenAnswers:
        """Returns the same answers, to which others are added without changing these."""
        twin = copy(self)
        twin.goals, twin.starts = self.goals.copy(), self.starts.copy()
        twin._screenings, twin._switches = self._screenings.copy(), self._switches.copy()
        return twin

    @property
    def goal(self) -> Goal:
        """The goal up to which the ladder leads now."""
        shirt_first = self.sensitive and self._shirt_first and not self._former_rules
        return limited_goal(goal_of(self.goals), sensitive=shirt_first)

    def add_screening(self, screening: Screening) -> None:
        """Takes in an answer to the safety questions."""
        self._screenings.append(screening)
        self.screening = screening_of(self._screenings)

    def add_switch(self, switch: AreaTurned) -> None:
        """Takes in that the area was turned on or off."""
        self._switches.append(switch)
        self.turned_on = is_turned_on(self._switches)

    def add_start(self, start: StartSaid) -> StartSaid:
        """Takes in a start, and returns the one that holds now."""
        self.starts.append(start)
        return start_of(self.starts) or start

    def upgrade(self) -> None:
        """Takes in that a coach with the rules of now took over the file."""
        self._shirt_first = True
