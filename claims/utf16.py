"""Converts offsets between UTF-16 code units, as browsers count, and code points, as we do.

The two differ behind each character outside the Basic Multilingual Plane (emoji, rare Chinese),
which takes two units.
"""

from __future__ import annotations

from bisect import bisect_left


class Units:
    """The offsets of one text, both ways."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]
        self._units = [at + n for n, at in enumerate(self._wide)]
        self.length = len(text) + len(self._wide)

    def to(self, point: int) -> int:
        """The code unit at which code point number `point` begins."""
        return point + bisect_left(self._wide, point)

    def back(self, unit: int) -> int:
        """The code point that begins at `unit`. Raises: `ValueError` in the middle of one."""
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] == unit - 1:
            raise ValueError(f"{unit} is in the middle of a character")
        return unit - before
