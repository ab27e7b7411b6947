"""What the documents name is there, and what the code cites lies in the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coach.cli.parser import Parser
from coach.cli.registry import SUMMARIES, command

ROOT = Path(__file__).parents[1]
GUIDES = sorted((ROOT / "coach" / "content" / "guides").glob("*.md"))
DOCUMENTS = [*sorted([ROOT / "README.md", *(ROOT / ".github").glob("*.md")]), *GUIDES]
SOURCES = sorted(
    [*(ROOT / "coach").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "styles").glob("*.tcss")]
)
SECTIONS = set(
    re.findall(r"^## (\d+)\.", (ROOT / ".github" / "DESIGN.md").read_text(encoding="utf-8"), re.MULTILINE)
)
FACTS = set(json.loads((ROOT / "coach" / "content" / "facts.json").read_text(encoding="utf-8")))


COMMON = frozenset({"--help", "--data", "--json", "--yes", "--area", "--output", "--force"})
"""The options of many commands, which the guide explains once or where they matter."""


@pytest.mark.parametrize("name", SUMMARIES)
def test_the_guide_of_commands_names_each_option_or_says_that_there_are_more(name: str) -> None:
    table = (ROOT / "coach" / "content" / "guides" / "commands.md").read_text(encoding="utf-8")
    rows = re.findall(rf"^\| (`coach {name}\b.*)$", table, re.MULTILINE)
    parser = Parser(name, SUMMARIES[name])
    command(name).add_arguments(parser)
    options = {each for line in parser.format_help().split() for each in re.findall(r"^\[?(--[a-z-]+)", line)}
    missing = {each for each in options - COMMON if not any(each in row for row in rows)}
    assert not missing or any("...`" in row for row in rows)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_path_in_a_document_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w/~])((?:coach|tests|styles|\.github|\.ci)/[\w./-]*\w)", text))
    assert not {path for path in named if not (ROOT / path).exists()} - {"coach/coach.json", "coach/styles"}


def test_a_section_that_the_code_cites_is_there() -> None:
    cited = {
        number
        for file in SOURCES
        for number in re.findall(r"DESIGN(?:\.md)? §(\d+)", file.read_text(encoding="utf-8"))
    }
    assert cited
    assert cited <= SECTIONS


def test_a_fact_that_the_code_cites_is_there() -> None:
    cited = {
        fact
        for file in (ROOT / "coach").rglob("*.py")
        for fact in re.findall(r"\b([ABC]\d\d)\b", file.read_text(encoding="utf-8"))
    }
    assert len(cited) > 30
    assert cited - {"A005"} <= FACTS


def test_no_file_cites_what_lies_elsewhere() -> None:
    elsewhere = re.compile(r"research/\w+\.md|FACTS\.md|OTHER\.md|STYLE\.md")
    found = [
        f"{file.relative_to(ROOT)}: {hit.group(0)}"
        for file in [*SOURCES, *DOCUMENTS]
        if file != Path(__file__)
        for hit in elsewhere.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_issue_template_asks_for_the_versions() -> None:
    templates = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    assert len(templates) >= 2
    for template in templates:
        assert "coach doctor --versions" in template.read_text(encoding="utf-8"), template


def test_the_layers_are_drawn_as_they_are_checked() -> None:
    """Each room of the contracts stands in the picture of CONTRIBUTING.md."""
    contracts = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.importlinter]")[2]
    rooms = {
        room.strip()
        for block in re.findall(r"layers = \[(.*?)\]", contracts, re.DOTALL)
        for line in re.findall(r'"([^"]+)"', block)
        for room in re.split("[|:]", line)
    }
    picture = (ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(rooms) > 40
    assert {room for room in rooms if not re.search(rf"\b{room}\b", picture)} <= {"errors"}


def test_every_command_is_in_the_guide_of_commands() -> None:
    table = (ROOT / "coach" / "content" / "guides" / "commands.md").read_text(encoding="utf-8")
    assert {
        name for name in SUMMARIES if not re.search(rf"^\| `coach {name}\b", table, re.MULTILINE)
    } == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"", text)
    for link in ("".join(each) for each in links):
        if not link.startswith("https://"):
            path, _, heading = link.partition("#")
            target = document.parent / path if path else document
            assert target.is_file(), link
            assert not heading or heading in headings(target), link


def headings(document: Path) -> set[str]:
    """The names by which one can link to the headings of a document."""
    found = re.findall(r"^#+ (.*)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in found}


def test_the_readme_is_short_and_calm() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(text.split()) <= 1600
    prose = re.sub(r"```.*?```|`[^`]*`|!\[", "", text, flags=re.DOTALL)
    assert "!" not in prose


def test_the_readme_shows_each_picture_dark_and_light_and_no_large_one() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = {path.name: path.stat().st_size for path in (ROOT / ".github" / "pictures").iterdir()}
    shown = set(re.findall(r"pictures/([\w.-]+)", text))
    assert shown == set(pictures)
    assert {name.replace("-dark", "-light") for name in shown} == {
        name for name in shown if "-dark" not in name
    }
    assert max(pictures.values()) < 400_000


def test_every_guide_is_linked_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in GUIDES if f"](coach/content/guides/{file.name})" not in text] == []
