"""The import of our own jsonl: the log verbatim, and nothing but the log.

Line by line, in one transaction: a file of any size needs the memory of its longest line. The
annotations and the work of a team at its end are for other readers; the desk folds its own.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from store.errors import BadInput, NotPermitted
from store.exports.jsonl import VERSION
from store.log import chain
from store.log.chain import Stored
from store.log.kinds import DocumentAdded, RoleGiven, SessionCreated, SessionRevealed
from store.queries import journal
from store.queries.team import roles
from store.state import projection, suggestions
from store.state.session import SessionMode
from store.verbs import merge_logs
from store.verbs.desk import Desk
from store.verbs.merge_logs import Arrivals, EntryRefused, IncomingEntry

ABOUT = "a whole desk, as `twosource export jsonl` writes it"
MAX_LINE = 256 * 1024 * 1024  # bytes: 16 MiB of text, all of it escaped, are 96
EVERY = 1000  # lines between two reports of progress
_HEX = re.compile("[0-9a-f]{64}")
_FOREIGN = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError),
    *(sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError, sqlite3.DataError),
)


class Arrived(NamedTuple):
    """What an import brought: `events` of `reviewers` about `articles`; `known` were here. Of what
    it brought `unheeded` do not count here, and `strange` are not understood by this version."""

    events: int
    reviewers: int
    articles: int
    known: int
    unheeded: int = 0
    strange: int = 0


def bring_in(desk: Desk, lines: Lines) -> Arrived:
    """The log in a file that `opened` has found to be one, added to the desk's own.

    Raises: `BadInput` that names the line, `NotPermitted` where the reviewer at work may not bring
    this in; then nothing of the file is kept.
    """
    with desk.database.write() as conn:
        before = chain.last(conn)
        arrivals = Arrivals(conn, whole_desk=before == 0)
        try:
            touched = projection.arrive(conn, _events(lines, arrivals))
            for document in merge_logs.readable(conn, touched.documents):
                suggestions.refresh(conn, document)
        except _FOREIGN as error:
            where = lines.name if lines.ended else f"{lines.name}, line {lines.number}"
            raise BadInput(
                f"{where}: it has something in it that no desk can keep ({error})"
            ) from error
        if not arrivals.whole_desk:
            _permitted(desk, arrivals, before)
            _stays_blind(conn, before)
        articles = merge_logs.about_articles(conn, before)
        unheeded = journal.unheeded(conn, before)
    people = len(arrivals.reviewers)
    told = (arrivals.events, people, articles, arrivals.known)
    return Arrived(*told, unheeded, arrivals.strange)


def _permitted(desk: Desk, arrivals: Arrivals, before: int) -> None:
    """Raises: `NotPermitted` where the role of whoever imports does not allow what came."""
    in_session = arrivals.of_sessions or merge_logs.under_review(desk.conn, before)
    if arrivals.binding or in_session:
        what = "import a log with roles, sessions, work of a session, last words or redactions"
        roles.demand(desk.conn, desk.reviewer_id, RoleGiven, what)
    elif arrivals.events:
        roles.demand(desk.conn, desk.reviewer_id, DocumentAdded, "import a log")


def _stays_blind(conn: sqlite3.Connection, before: int) -> None:
    """Raises: `NotPermitted` for a log with a blind session that would hide nothing here, since it
    does not count on this desk."""
    kinds = "e.kind IN ('session_created', 'session_revealed') AND e.seq > ?"
    found = [(entry.event, entry.unheeded) for entry in chain.read(conn, kinds, (before,))]
    facts = [event.fact for event, _ in found if event]
    revealed = {fact.session for fact in facts if isinstance(fact, SessionRevealed)}
    for event, unheeded in found:
        fact = event.fact if event and unheeded and event.id not in revealed else None
        if isinstance(fact, SessionCreated) and fact.mode == SessionMode.BLIND:
            raise NotPermitted(
                f"the session {fact.title!r} in this log is still blind, and does not count on this"
                " desk; import the log into a new desk (--db FILE), where it stays blind, or wait"
                " for the reveal"
            )


def opened(
    file: BinaryIO, name: str = "the file", progress: Callable[[int], None] | None = None
) -> Lines:
    """The lines of `file` behind its header; `progress` hears how many bytes were read.

    Raises: `BadInput` unless a whole desk of this version follows.
    """
    lines = Lines(file, name, progress)
    first = next(lines, None)
    if first is None:
        raise BadInput(f"{name} is empty")
    form = first.get("format")
    if first.get("type") != "header" or not str(form).startswith("twosource/"):
        raise lines.refusal("it is not the header of a twosource export")
    if form != f"twosource/{VERSION}":
        raise lines.refusal(
            f"it was written by a newer version of twosource ({form!r}); update twosource"
        )
    if first.get("whole") is not True:
        raise BadInput(
            f"{name} is a partial export and has no log to import; export the whole desk with "
            "`twosource export jsonl`, without an article or a filter"
        )
    if not isinstance(first.get("digest"), str):
        raise lines.refusal("the digest of the log is missing")
    lines.digest = str(first["digest"])
    return lines


class Lines:
    """The records of a file, one a line; `number` is the line that was read last, from 1, and
    `digest` what the header says of the log."""

    def __init__(
        self, file: BinaryIO, name: str, progress: Callable[[int], None] | None = None
    ) -> None:
        self.name = name
        self.number = 0
        self.ended = False
        self.digest = ""
        self._file = file
        self._read = 0
        self._progress = progress

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return self

    def __next__(self) -> Mapping[str, Any]:
        while True:
            line = self._line()
            if not line:
                self.ended = True
                raise StopIteration
            self.number += 1
            self._read += len(line)
            if self._progress and not self.number % EVERY:
                self._progress(self._read)
            if self.number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if line.strip():
                return self._record(line)

    def _line(self) -> bytes:
        try:
            return self._file.readline(MAX_LINE)
        except OSError as error:
            raise BadInput(f"{self.name} cannot be read: {error.strerror}") from None

    def _record(self, line: bytes) -> Mapping[str, Any]:
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            raise self.refusal("it is longer than any line of an export")
        try:
            record = json.loads(line.decode())
        except UnicodeDecodeError:
            raise self.refusal("it is not UTF-8") from None
        except RecursionError:
            raise self.refusal("it is nested too deeply") from None
        except ValueError:
            cut = "" if line.endswith(b"\n") else "; the file seems to be cut off there"
            raise self.refusal(f"it is not valid JSON{cut}") from None
        if not isinstance(record, dict):
            raise self.refusal("it is JSON, but not a record")
        return record

    def refusal(self, what: object) -> BadInput:
        return BadInput(f"{self.name}, line {self.number}: {what}; nothing was taken in")


def _events(lines: Lines, arrivals: Arrivals) -> Iterator[Stored]:
    """Keep every stream, text and entry of the file, and pass on the entries that are new."""
    try:
        for record in lines:
            stored = _take(record, arrivals, lines.number)
            if stored:
                yield stored
        arrivals.finish(lines.digest)
    except EntryRefused as refused:
        if lines.ended:
            raise BadInput(f"{lines.name}: {refused}; nothing was taken in") from None
        raise lines.refusal(refused) from None


def _take(record: Mapping[str, Any], arrivals: Arrivals, line: int) -> Stored | None:
    match record.get("type"):
        case "event":
            return arrivals.event(_incoming(record), line)
        case "stream":
            session = _text(record, "session") if record.get("session") is not None else None
            arrivals.stream(_text(record, "uid"), session)
        case "blob":
            arrivals.blob(_hex(record, "sha256"), _content(record))
        case "annotation" | "adjudication" | "comment" | "session":
            pass
        case other:
            raise EntryRefused(f"{other!r} is not a type of line in this format")
    return None


def _incoming(record: Mapping[str, Any]) -> IncomingEntry:
    stream, n, digest = _text(record, "stream"), _whole(record, "n"), _hex(record, "hash")
    arrived = record.get("arrived") is True
    place = (stream, n, bytes.fromhex(digest))
    if "body" in record:
        return IncomingEntry(*place, _text(record, "body"), arrived=arrived)
    sha, kind, hlc = _hex(record, "body_sha"), _text(record, "kind"), _whole(record, "hlc")
    return IncomingEntry(*place, None, bytes.fromhex(sha), kind, hlc, arrived)


def _content(record: Mapping[str, Any]) -> bytes:
    try:
        if "text" in record:
            return _text(record, "text").encode()
        return base64.b64decode(_text(record, "base64"), validate=True)
    except (UnicodeEncodeError, binascii.Error):
        raise EntryRefused("its content cannot be read") from None


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise EntryRefused(f"its {key!r} is missing or is not a string")
    return value


def _hex(record: Mapping[str, Any], key: str) -> str:
    value = _text(record, key)
    if not _HEX.fullmatch(value):
        raise EntryRefused(f"its {key!r} is not a SHA-256")
    return value


def _whole(record: Mapping[str, Any], key: str) -> int:
    value = record.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise EntryRefused(f"its {key!r} is missing or is not a number from 1 on")
    return value
