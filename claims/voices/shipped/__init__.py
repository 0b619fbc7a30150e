"""The sources that everybody quotes, by their proper names, so that no desk starts empty.

A slug is permanent: it stands in the logs of desks. What is in doubt (a bare acronym that means
several bodies, "the Times") is no alias here.
"""

from __future__ import annotations

from claims.model import Source
from claims.voices.shipped import agencies, bodies, first, media, statistics

__all__ = ["SHIPPED"]

SHIPPED: tuple[Source, ...] = (
    *first.ROWS,
    *agencies.ROWS,
    *bodies.ROWS,
    *statistics.ROWS,
    *media.ROWS,
)
