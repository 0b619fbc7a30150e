"""A timeline: a table with the columns event and date, read from csv text.

A row keeps its place in the text, because it is evidence and is shown as such. A row whose date
cannot be read is left out rather than guessed, and a table without both columns is no timeline at
all.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.model import Passage, Span
from claims.reading.dates.find import dates

# A year, a month or a day of ISO 8601
ISO = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")
_DELIMITERS = ",;\t|"
_MOST = 20_000


class TimelineEvent(NamedTuple):
    """`date` is an ISO year, month or day; `row` is the event's line in the table's text."""

    name: str
    date: str
    row: Passage


class Timeline(NamedTuple):
    """Events with their days; `told_by` is what a reason calls it.

    `prose` says that no desk wrote it: its events are sentences of a text.
    """

    document: str
    events: tuple[TimelineEvent, ...]
    told_by: str = "the timeline"
    prose: bool = False


def read_timeline(text: str, document: str = "") -> Timeline | None:
    """The timeline in csv `text`; None where the header has no columns "event" and "date".

    `document` is the SHA-256 of the table, kept for the passages.
    """
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = _rows(text, delimiter)
    header = [cell.strip().lower() for cell in next(rows, ([], 0, 0))[0]]
    if "event" not in header or "date" not in header:
        return None
    at, when = header.index("event"), header.index("date")
    events: list[TimelineEvent] = []
    for row, start, end in rows:
        if len(row) <= max(at, when) or not row[at].strip() or start >= end:
            continue
        name, day = row[at].strip(), _date(row[when].strip())
        if day and len(events) < _MOST:
            place = Passage(document, Span(start, end), text[start:end], f"{name}, {header[when]}")
            events.append(TimelineEvent(name, day, place))
    return Timeline(document, tuple(events))


def _rows(text: str, delimiter: str) -> Iterator[tuple[list[str], int, int]]:
    """Each row with its code points, without the line end."""
    offset = 0

    def lines() -> Iterator[str]:
        nonlocal offset
        for line in text.splitlines(keepends=True):
            offset += len(line)
            yield line

    start = 0
    try:
        for row in csv.reader(lines(), delimiter=delimiter):
            yield row, start, start + len(text[start:offset].rstrip("\r\n"))
            start = offset
    except csv.Error:
        return


def _date(cell: str) -> str:
    if ISO.match(cell):
        return cell
    found = dates(cell)
    return found[0].value[:10] if len(found) == 1 and ISO.match(found[0].value[:10]) else ""
