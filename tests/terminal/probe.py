"""Tells what the preflight says of the terminal that this runs in."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from coach.terminal.capabilities import EXIT_NO_TERMINAL, detect, force_utf8, refusal, replace_closed_streams

replace_closed_streams()
if "--held" in sys.argv:
    with Path(__file__).open(encoding="utf-8") as file:
        os.write(2, b"all above 2" if file.fileno() > 2 else b"below 3")
    sys.exit(0)
if (reason := refusal(os.environ)) is not None:
    if sys.stderr is not None:
        sys.stderr.write(reason + "\n")
    sys.exit(EXIT_NO_TERMINAL)
found = detect(os.environ)
force_utf8()
if "--draw" in sys.argv:
    sys.stderr.write("drawn \u25cf\n")
else:
    print(json.dumps({"refusal": reason, "unicode": found.unicode}))  # noqa: T201  # what it is for
