"""How long the input filter waits for the rest of something, and how much of it there may be."""

from __future__ import annotations

from typing import Final

REST_S: Final = 0.5
"""How long the rest of a sequence is waited for once it is sure to be one."""
WHOLE_S: Final = 3.0
"""How long a sequence may take in all, so that keys pressed in its midst do not keep it open."""
PASTE_S: Final = 2.0
"""How long the rest of a paste is waited for: a line that stalls must not turn it into keys."""
BULK: Final = 64
"""Characters that nobody types in one read, nor within `WHOLE_S`; they prove that a sequence or a paste is
still coming."""
LONGEST_STRING: Final = 1 << 20
"""Characters after which a string is given up."""
LONGEST_CSI: Final = 256
"""Characters of a control sequence that are looked at; a longer one is unknown."""
APART_S: Final = 0.05
"""An Esc that comes so long after the characters before it was pressed, and does not end a string."""
