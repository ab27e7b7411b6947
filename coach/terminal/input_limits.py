"""How long the input filter waits for the rest of something, and how much of it there may be."""

from __future__ import annotations

from typing import Final

REST_S: Final = 0.5
"""Seconds to wait for the rest of a sequence, once it is sure to be one."""
WHOLE_S: Final = 3.0
"""Seconds that a sequence may take in all, so that keys pressed meanwhile do not keep it open."""
PASTE_S: Final = 2.0
"""Seconds to wait for the rest of a paste: a connection that stalls must not turn it into keys."""
BULK: Final = 64
"""Characters that nobody types in one read, nor within `WHOLE_S`; so many at once prove that a sequence or a
paste is still coming."""
LONGEST_STRING: Final = 1 << 20
"""Characters after which a string is no longer followed to its end."""
LONGEST_CSI: Final = 256
"""Characters of a control sequence that are looked at; a longer one is unknown."""
APART_S: Final = 0.05
"""Seconds; an Esc that comes so long after the characters before it was pressed, and ends no string."""
