"""What the documents name is there, and what the code cites lies in the repository."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coach.cli.registry import SUMMARIES

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / ".github").glob("*.md")])
SOURCES = sorted(
    [*(ROOT / "coach").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "styles").glob("*.tcss")]
)
SECTIONS = set(
    re.findall(r"^## (\d+)\.", (ROOT / ".github" / "DESIGN.md").read_text(encoding="utf-8"), re.MULTILINE)
)
FACTS = set(json.loads((ROOT / "coach" / "content" / "facts.json").read_text(encoding="utf-8")))


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


def test_every_command_is_in_the_table_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme.partition("## Without a screen")[2].partition("\n## ")[0]
    assert {name for name in SUMMARIES if not re.search(rf"`coach {name}\b", table)} == set()
