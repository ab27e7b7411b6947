"""The tips that are shipped: each rests on facts, reads well, promises nothing, and none is there twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from coach import paths
from coach.content.citations import rests_on, source_line, source_wordings
from coach.content.json_fields import ContentError
from coach.content.loader import (
    OWN_ADVICE,
    load_evidence,
    load_facts,
    load_sources,
    load_tips,
    read_sources,
    read_tips,
)
from coach.domain.model import Area
from coach.domain.tips.search import search
from coach.domain.tips.selection import Situation, tip_of_the_day
from coach.domain.tips.tip import KIND_WORDS, TOPIC_TITLES, Moment, Tip, TipKind, Topic

FACTS = {
    *(f"A{n:02}" for n in range(1, 28) if n != 7),
    *(f"A07{letter}" for letter in "abcdefgh"),
    *(f"B{n:02}" for n in range(1, 34)),
}
STUDIES = {"A05", "A06", "A27", "C01", "C02", "C03", "C05"}
CLAIMS = {
    *("A02", "A03", "A04", "A25", "A26", *(f"A07{letter}" for letter in "abcdefgh")),
    *(f"B{n:02}" for n in range(1, 10)),
    *("B29", "B31"),
}
SAID = re.compile(
    r"\b(says?|said|may|warns?|explain|explanation|report(s|ed)?|idea|calls?|hopes|list|tells)\b"
)

TIPS = load_tips()
each_tip = pytest.mark.parametrize("tip", TIPS, ids=lambda tip: tip.id)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))


def test_there_are_enough_tips_on_every_topic() -> None:
    assert len(TIPS) >= 60
    counted = Counter(tip.topic for tip in TIPS)
    assert min(counted[topic] for topic in Topic) >= 4
    assert set(TOPIC_TITLES) == set(Topic)
    assert set(KIND_WORDS) == set(TipKind)


def test_every_fact_is_on_a_tip_or_on_the_page_of_evidence() -> None:
    told = {fact for tip in TIPS for fact in tip.facts}
    told |= {fact for chapter in load_evidence() for each in chapter.statements for fact in each.facts}
    assert told - {OWN_ADVICE} == set(load_facts())
    assert {id_ for id_ in load_facts() if id_[0] in "AB"} == FACTS
    listed = [fact for source in load_sources().values() for part in source.sections for fact in part.facts]
    assert sorted(listed) == sorted(FACTS)


def test_a_fact_lies_in_the_section_that_its_source_has() -> None:
    for source in load_sources().values():
        for part in source.sections:
            assert {(load_facts()[fact].source, load_facts()[fact].section) for fact in part.facts} == {
                (source.id, part.title)
            }


@each_tip
def test_a_tip_reads_well_in_a_narrow_panel(tip: Tip) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", tip.id)
    assert len(tip.title) <= 44
    assert not tip.title.endswith(".")
    assert 60 <= len(tip.text) <= 300
    assert 1 <= len(re.findall(r"[.?](?= |$)", tip.text)) <= 3
    assert tip.text.endswith((".", "?"))
    assert "!" not in tip.title + tip.text
    assert (tip.title + tip.text).isascii(), "must be legible on a terminal without UTF-8"
    assert "  " not in tip.text
    assert max(map(len, tip.text.split())) <= 20


@each_tip
def test_a_tip_names_its_sources_in_words_behind_the_advice(tip: Tip) -> None:
    """The source stands in the foot: no tip begins with one, or says "the article" without which."""
    assert source_line(tip).startswith(f"{tip.kind} \u00b7 ")
    assert all(place in source_line(tip) for place in rests_on(tip.facts))
    assert not re.search(r"[ABC]\d\d", source_line(tip) + tip.text)
    assert not re.search(r"\barticles?\b", tip.text + tip.title)
    assert not re.match(r"(RunnerClick|A mat maker|A clinic|The (guide|study))", tip.text)


@each_tip
def test_a_narrow_place_has_fewer_words_on_the_source_and_no_cut_one(tip: Tip) -> None:
    """40 cells are what Today has for it in a terminal of 80 columns."""
    wordings = source_wordings(tip)
    assert wordings[0] == source_line(tip)
    assert list(map(len, wordings)) == sorted(map(len, wordings), reverse=True)
    assert min(map(len, wordings)) <= 40


UNTICKED = (
    "low blood pressure",
    "surgery",
    "operation",
    "tumour",
    "movement disorder",
    "high blood pressure",
)
"""What a source is careful about and no question of the safety page asks by name."""


@each_tip
def test_a_condition_without_a_tick_of_its_own_leads_to_the_last_one(tip: Tip) -> None:
    if any(word in f"{tip.title} {tip.text}".lower() for word in UNTICKED):
        assert "Unsure" in tip.text
        assert re.search(r"\bask (a|your) doctor\b", tip.text.lower())


@each_tip
def test_no_tip_asks_to_bear_pain(tip: Tip) -> None:
    """Where it hurts, a tip begins with getting up, or says that it is a reason to stop."""
    if re.search(r"\b(hurts|painful)\b", f"{tip.title} {tip.text}"):
        assert re.search(r"\b(stop|get up|ends?|does not hurt)\b", tip.text.lower())


def test_a_dozen_practical_tips_are_the_coachs_own() -> None:
    own = [tip.id for tip in TIPS if OWN_ADVICE in tip.facts]
    assert len(own) >= 10
    assert rests_on([OWN_ADVICE]) == ("the coach's own advice",)


@each_tip
def test_a_tip_promises_nothing(tip: Tip) -> None:
    if tip.kind is TipKind.STUDY:
        assert set(tip.facts) <= STUDIES
    if tip.kind in (TipKind.CLAIM, TipKind.EXPERIENCE) or CLAIMS & set(tip.facts):
        assert SAID.search(tip.text.lower())
    assert not re.search(r"\b(cures?|heals you|guarantee[ds]?|proven to|always works)\b", tip.text.lower())


@each_tip
def test_no_tip_asks_for_more_than_the_cautions_allow(tip: Tip) -> None:
    minutes = [int(n) for n in re.findall(r"(\d+)(?= minutes| to \d+ minutes)", tip.text + " " + tip.title)]
    assert max(minutes, default=0) <= 30
    if tip.areas == {Area.GLUTES}:
        assert max(minutes, default=0) <= 20
    if tip.areas & {Area.STOMACH, Area.FEET, Area.FACE}:
        assert max(minutes, default=0) <= 10


def test_ids_titles_and_texts_are_there_once() -> None:
    for field in (
        [tip.id for tip in TIPS],
        [tip.title.lower() for tip in TIPS],
        [tip.text for tip in TIPS],
    ):
        assert [value for value, times in Counter(field).items() if times > 1] == []


def test_no_two_tips_say_nearly_the_same() -> None:
    """By the share of words in common, those that any two sentences share left out."""
    common = {
        word for word, times in Counter(w for tip in TIPS for w in set(words(tip.text))).items() if times > 20
    }
    bags = {tip.id: set(words(f"{tip.title} {tip.text}")) - common for tip in TIPS}
    alike = [
        (one, other)
        for one, other in combinations(bags, 2)
        if len(bags[one] & bags[other]) / len(bags[one] | bags[other]) >= 0.3
    ]
    assert alike == []


@pytest.mark.parametrize("moment", [m for m in Moment if m not in (Moment.AREA, Moment.QUIET)])
def test_every_moment_has_several_tips(moment: Moment) -> None:
    assert sum(moment in tip.moments for tip in TIPS) >= 5


@pytest.mark.parametrize("area", Area)
def test_every_area_has_its_tips(area: Area) -> None:
    assert sum(area in tip.areas for tip in TIPS) >= 2


def test_a_quiet_year_shows_most_of_what_is_there() -> None:
    start = date(2026, 1, 1)
    shown = {tip_of_the_day(TIPS, {}, Situation(start + timedelta(n))).id for n in range(365)}
    assert len(shown) >= 70


def test_evidence_and_its_lack_are_both_told() -> None:
    """The study that found no lasting change as plainly as the one that found some."""
    told = [each.text for each in load_evidence()[0].statements]
    assert "some scientific evidence for these mats, but not much" in told[0]
    assert any("their pain fell significantly" in text for text in told)
    assert any("no lasting change" in text for text in told)
    assert any("40 people with neck pain and 42 with low back pain" in text for text in told)
    assert [study.authors.split()[-1] for study in load_sources()["A"].references] == ["al.", "Wang", "al."]


@pytest.mark.parametrize("word", ["towel", "breath", "pregnant", "massage", "feet", "bruised", "T-shirt"])
def test_what_people_look_for_is_found(word: str) -> None:
    assert search(TIPS, word)


def test_the_kinds_are_those_of_the_facts() -> None:
    kinds = {id_: fact.kind for id_, fact in load_facts().items()}
    assert {id_ for id_, kind in kinds.items() if kind == "study"} == STUDIES - {"C02"}
    assert {id_ for id_, kind in kinds.items() if kind == "claim"} == CLAIMS


@each_tip
def test_a_tip_is_of_the_kind_of_one_of_its_facts(tip: Tip) -> None:
    """Or a claim, the humbler word, where a row of guidance also asserts a benefit; advice is guidance."""
    kinds = {load_facts()[fact].kind for fact in tip.facts if fact in load_facts()}
    benefits = {"A17", "A18", "A19", "A20"} & set(tip.facts)
    own = {"guidance", "caution"} if OWN_ADVICE in tip.facts else set()
    assert tip.kind in kinds | own | ({"claim"} if benefits else set())


GOOD = {
    "id": "x",
    "topic": "time",
    "title": "T",
    "text": "Text.",
    "kind": "claim",
    "facts": ["A09"],
}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", r"bad\.json cannot be read: .*Install coach again"),
        ("{}", r"bad\.json: a list is expected"),
        ("[]", r"there are no tips"),
        ("[3]", r"bad\.json: item 1: an object is expected"),
        (
            json.dumps([GOOD, {**GOOD, "kind": "rumour"}]),
            r"item 2 \(x\): kind must be one of study, guidance",
        ),
        (json.dumps([{**GOOD, "moments": ["never"]}]), r"moments must be one of first_week"),
        (json.dumps([{**GOOD, "areas": []}]), r"areas must be a list of texts"),
        (json.dumps([{**GOOD, "facts": []}]), r"facts must be a list of texts"),
        (json.dumps([{**GOOD, "facts": [7]}]), r"facts must be a list of texts"),
        (json.dumps([{**GOOD, "text": " "}]), r"text must be a text"),
        (json.dumps([GOOD, GOOD]), r"the id x is there more than once"),
    ],
)
def test_a_damaged_file_is_named_with_the_place(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ContentError, match=says):
        read_tips(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"gone\.json cannot be read"):
        read_sources(tmp_path / "gone.json")


def test_a_tip_on_a_fact_that_is_not_there_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tips.json").write_text(json.dumps([{**GOOD, "facts": ["A09", "Z99"]}]))
    load_facts()
    monkeypatch.setattr(paths, "CONTENT", tmp_path)
    with pytest.raises(ContentError, match=r"tips\.json: x: there is no fact Z99"):
        load_tips.__wrapped__()


def test_both_are_read_once() -> None:
    assert load_tips() is load_tips()
    assert load_sources() is load_sources()
