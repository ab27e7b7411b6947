"""Files of other trackers, as tests write them."""

from __future__ import annotations

from pathlib import Path

LOOP = (
    "Date,Value,Notes\n2026-01-04,YES_MANUAL,calm\n2026-01-03,NO,\n2026-01-02,SKIP,\n2026-01-01,YES_AUTO,\n"
    "2025-12-31,YES_MANUAL,\n2025-12-30,UNKNOWN,\n"
)


def put(folder: Path, name: str, text: str | bytes) -> str:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)
