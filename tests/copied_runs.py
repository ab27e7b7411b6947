"""The runs of eight words of the two articles, as hashes: a clone has no articles, and is guarded too.

`python -m tests.copied_runs ARTICLE...` writes them again, from the articles as text.
"""

from __future__ import annotations

import re
import sys
from base64 import b85decode, b85encode
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from textwrap import wrap

HASHES = Path(__file__).with_name("copied_runs.txt")
RUN = 8
"""Words in a row that may not be the same."""
_BYTES = 5
"""Of each hash: with some 2,500 of them, one word in half a billion is taken for an article's by chance."""


def words(text: str) -> list[str]:
    """Returns the words of a text, without case and punctuation."""
    return re.findall(r"[a-z0-9]+", text.lower().replace("\u2019", "").replace("'", ""))


def runs(text: str) -> list[str]:
    """Returns all runs of eight words of a text."""
    listed = words(text)
    return [" ".join(listed[n : n + RUN]) for n in range(len(listed) - RUN + 1)]


def hashed(run: str) -> bytes:
    """Returns what stands for a run in the file."""
    return sha256(run.encode()).digest()[:_BYTES]


def packed(texts: Iterable[str]) -> str:
    """Returns the hashes of all runs of some texts, as lines of text."""
    found = sorted({hashed(run) for text in texts for run in runs(text)})
    return "\n".join(wrap(b85encode(b"".join(found)).decode(), 100, break_on_hyphens=False)) + "\n"


def unpacked(lines: str) -> frozenset[bytes]:
    """Returns the hashes of such lines."""
    data = b85decode("".join(lines.split()))
    return frozenset(data[at : at + _BYTES] for at in range(0, len(data), _BYTES))


def copied(text: str, theirs: frozenset[bytes]) -> list[str]:
    """Returns the runs of a text that are among the hashed ones."""
    return [run for run in runs(text) if hashed(run) in theirs]


def body(article: str) -> str:
    """Returns an article without its heading and without the titles of the studies that it lists."""
    return article.split("As a runner,", 1)[-1].split("1. Claudia", 1)[0]


if __name__ == "__main__":
    HASHES.write_text(packed(body(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]))
