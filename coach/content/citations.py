"""Where facts come from, in words, for people to read."""

from __future__ import annotations

from collections.abc import Iterable

from coach.content.loader import OWN_ADVICE, load_facts, load_source_names
from coach.domain.model import OWN
from coach.domain.tips.tip import Tip
from coach.text.format import listed


def rests_on(ids: Iterable[str]) -> tuple[str, ...]:
    """Returns the sources of facts in words, each source once with its sections, in the order of the facts.

    Two of them are "RunnerClick's guide (Side effects)" and "the coach's own rule", which comes last.
    """
    facts, names = load_facts(), load_source_names()
    found: dict[str, list[str]] = {}
    for id_ in ids:
        source, section = (facts[id_].source, facts[id_].section) if id_ in facts else (id_, "")
        sections = found.setdefault(source, [])
        if section and section not in sections:
            sections.append(section)
    # a reader cares first for what others say, then for what the coach made up
    ordered = sorted(found, key=lambda source: source in (OWN, OWN_ADVICE))
    return tuple(
        f"{names[source]} ({', '.join(found[source])})" if found[source] else names[source]
        for source in ordered
    )


def source_line(tip: Tip) -> str:
    """Returns the kind of a tip and its sources, as in "guidance · RunnerClick's guide (How to use)"."""
    return f"{tip.kind} \u00b7 {listed(rests_on(tip.facts))}"


def source_wordings(tip: Tip) -> tuple[str, ...]:
    """Returns the line of `source_line`, and then the same in fewer and fewer words, for narrow places."""
    places = rests_on(tip.facts)
    sources = tuple(dict.fromkeys(place.partition(" (")[0] for place in places))
    brief = f"{tip.kind} \u00b7 {listed(sources)}"
    counted = f"{tip.kind} \u00b7 {len(sources)} sources, see Tips"
    return source_line(tip), brief, counted if len(sources) > 1 else brief, str(tip.kind)
