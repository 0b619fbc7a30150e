"""Frames of reporting verbs: what a verb takes with it when it reports.

A verb is listed with the complements that it takes as a report ("said + clause", "urged + somebody
+ to", "called + for"), as a grammar or a style guide would. The frame, and not a list of
exceptions, decides whether "plans" is a verb here.
"""

from __future__ import annotations

from enum import StrEnum, auto
from typing import NamedTuple

from claims.reading.english.inflection import VerbForm


class Frame(StrEnum):
    """What may follow a verb that reports."""

    CLAUSE = auto()  # said (that) it rained; said: "..."
    THAT = auto()  # only with that, how, a quotation or a plain clause: found that
    TELL = auto()  # told somebody (that): a recipient comes first
    INFINITIVE = auto()  # promised to come
    URGE = auto()  # urged somebody to come
    OBJECT = auto()  # condemned the attack
    LINKED = auto()  # called for calm: with one of `links`
    QUOTE = auto()  # continued: "..."; only a quotation


class Verb(NamedTuple):
    """One form of a verb that can report; `mind` says that it tells a thought or a wish."""

    lemma: str
    form: VerbForm
    frames: frozenset[Frame]
    mind: bool = False
    links: frozenset[str] = frozenset()
