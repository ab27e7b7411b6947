"""The guide shows exactly what the command prints, and that has a place for each figure on record."""

from __future__ import annotations

from collections import defaultdict

from tests.bench import command_growth, first_picture
from tests.bench.comparison import RECORDED, read_recorded
from tests.bench.processes import Used
from tests.bench.table import BEGINNING, END, GRIDS, GUIDE, tables, written
from tests.bench.years import SPANS

TEXT = RECORDED.read_text(encoding="utf-8")


def test_the_guide_shows_what_the_command_prints() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert guide == written(guide, tables(TEXT)), "python -m tests.bench.table --write"


def test_only_what_stands_between_the_marks_is_written() -> None:
    guide = f"before\n{BEGINNING}\nold\n{END}\nafter\n"
    assert written(guide, ["new"]) == f"before\n{BEGINNING}\n\nnew\n\n{END}\nafter\n"


def test_every_cell_has_a_figure_of_its_own() -> None:
    names = [name for grid in GRIDS for name in grid.names()]
    assert len(names) == len(set(names))
    assert set(names) - set(read_recorded(TEXT)) == set()


def test_a_figure_without_a_cell_has_a_line() -> None:
    more = (
        TEXT + '\n[figure."a thing / its peer"]\nratio = 12.34\ntolerance = 0.1\nours = "5 ms"\ngoal = "9"\n'
    )
    assert tables(more)[-1] == "| a thing | its peer | 5 ms (12.3) | 9 |"
    assert tables(more)[:-1] == tables(TEXT)


def test_starts_are_named_as_in_their_grid() -> None:
    values = {what: [1.0] for what in first_picture.PEERS}
    theirs = {peer: [2.0] for peer in first_picture.PEERS.values()}
    found = {span + how: values for span in SPANS for how in ("", ", nothing kept")}
    figures = first_picture.figures(theirs, found)
    assert {each.name for each in figures} == GRIDS[0].names()
    assert {each.name for each in figures if each.goal} == {
        f"{what}, {span} / {first_picture.PEERS[what]}" for what in first_picture.GOALS for span in SPANS
    }


def test_growing_commands_are_named_as_in_their_grid() -> None:
    found: command_growth.Values = defaultdict(list)
    for name in (*command_growth.READ, *command_growth.CHANGE):
        for count in command_growth.DAYS:
            found[name, count] = [Used(1.0, count / 10, 20_480)]
    figures = command_growth.figures([Used(1.0, 2.0, 10_240)], found)
    cells = {each.name for each in figures} & GRIDS[-1].names()
    assert cells == GRIDS[-1].names()
    others = {each.name: each.ratio for each in figures if each.name not in cells}
    assert others["coach log, 10,000 sessions / 10"] == 1000
    assert all(ratio == 1 for name, ratio in others.items() if "log" not in name)
