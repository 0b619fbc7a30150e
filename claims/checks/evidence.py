"""The evidence attached to an article, read and indexed once for all claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.checks.dates.told_events import events_of
from claims.checks.facts import facts
from claims.checks.facts.prepared_text import prepare as prepare_text
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.prepared_table import prepare as prepare_table
from claims.checks.quotation import passages
from claims.model import Reading, Span
from claims.tables.in_text import tables_in_text
from claims.tables.table import read_tables
from claims.tables.timeline import Timeline, read_timeline


class CheckedArticle(NamedTuple):
    """The article checked; `claims` are the spans that stand now, in the order of `held`."""

    text: str
    published: str
    in_language: str
    reading: Reading
    claims: tuple[Span, ...]


class Attached(NamedTuple):
    """A document that is attached; `document` is its SHA-256, `serves` whom it speaks for.

    `serves` holds ids of sources and organisations, `claims` the spans that it is tied to.
    """

    document: str
    title: str
    text: str
    dataset: bool = False
    in_language: str = ""
    serves: frozenset[str] = frozenset()
    claims: frozenset[Span] = frozenset()


class AttachedEvidence(NamedTuple):
    """The attached documents, prepared; each that was refused has the sentence that says why.

    `stated` are `texts` as facts are compared with them.
    """

    texts: tuple[tuple[Attached, passages.Prepared], ...] = ()
    stated: facts.FactSources | None = None
    tables: tuple[tuple[Attached, PreparedTable], ...] = ()
    timelines: tuple[Timeline, ...] = ()
    refused: tuple[tuple[Attached, str], ...] = ()
    told_events: tuple[Timeline, ...] = ()


def prepare(attached: Sequence[Attached]) -> AttachedEvidence:
    """Read and index what is attached. A table that cannot be read is told and left aside."""
    texts, tables, timelines, refused, told = [], [], [], [], []
    for one in attached:
        if not one.dataset:
            ready = passages.prepare(one.text, name=one.title, in_language=one.in_language)
            texts.append((one, ready))
            told.append(events_of(one.text, one.document, one.title))
            tables += [(one, prepare_table(table)) for table in tables_in_text(one.text, one.title)]
            continue
        timeline = read_timeline(one.text, one.document)
        if timeline is not None:
            timelines.append(timeline)
            continue
        read, reasons = read_tables(one.text, caption=one.title)
        tables += [(one, prepare_table(table)) for table in read]
        refused += [(one, reason) for reason in reasons]
    stated = [prepare_text(one.text, one.title) for one, _ in texts]
    known = facts.sources(stated) if stated else None
    return AttachedEvidence(
        tuple(texts), known, tuple(tables), tuple(timelines), tuple(refused), tuple(told)
    )
