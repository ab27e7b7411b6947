"""The versions that belong in a bug report, as `coach doctor --versions` prints them."""

from __future__ import annotations

from coach.cli.output import say, write_json
from coach.installation import versions


def tell_versions(*, as_json: bool) -> int:
    """Prints the versions, and returns the status 0; needs none of the packages that commands need."""
    if as_json:
        write_json({"versions": list(versions())})
    else:
        say(*versions())
    return 0
