"""The parts of the review log for people, before they become Markdown or HTML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from claims.scales import Tone
from store.clock import local

HOW_TO_CHECK = (
    "To check this copy, run “twosource log verify --against” with that digest: it tells whether "
    "the log still begins with what this copy was made from. Times are local, with their offset."
)


class Line(NamedTuple):
    """`label: text`; `url` is where it may lead, `claim` the number of the claim it is about."""

    text: str
    label: str = ""
    under: tuple[Line, ...] = ()
    url: str = ""
    claim: str = ""


class TextTable(NamedTuple):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Context(NamedTuple):
    """The whole sentences around a claim, and the claim's own words in them."""

    before: str
    own: str
    after: str


class ClaimSection(NamedTuple):
    number: str
    verdict: str
    tone: Tone
    context: Context
    lines: tuple[Line, ...]


class Section(NamedTuple):
    slug: str
    title: str
    lines: tuple[Line, ...] = ()
    table: TextTable | None = None
    claims: Iterable[ClaimSection] = ()
    about: str = ""


def time(at: str) -> str:
    return local(at, "%Y-%m-%d %H:%M %z")
