"""No event can poison a desk: whatever a log says in whatever field, everything goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.scales import NEWSROOM
from claims.text import one_line
from store.clock import local
from store.dossier import walk
from store.dossier.values import Scope
from store.errors import BadInput, TwosourceError
from store.exports import EXPORTERS, FolderFile, exporter
from store.log import chain
from store.log.events import canonical
from store.log.kinds import CATALOGUE
from store.minutes import minutes
from store.queries import claim_listing, claim_rows, journal, known_reviewers, known_scales, leads
from store.queries.team import roles, session_overview, session_rows
from store.verbs.desk import Desk
from store.verbs.verify import verify

from .forging import exported, taken
from .working import FULL, Open, Worked

HOSTILE = [
    *("", "open", "intern", "maybe", "\x1b]0;PWN\x07", "9" * 400, "\u202e", "0" * 64, "0" * 32),
    *(f"{'0' * 32}:1", "2024-02-08T10:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
    *(0, 5, -1, 2**53 - 1, True, False, None, [], ["x"], [[1, 2]], [[2, 1]], [[0, 2**40]]),
    *({}, {"a": 1}, {"status": 5}, {"document": "0" * 64, "start": 0, "end": 9}, [None], [{}]),
]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body at which something stands."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, inner in items:
        yield from places(inner, (*path, key))


def with_value(body: str, path: tuple[Any, ...], value: Any) -> str:
    raw = json.loads(body)
    inner = raw
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return canonical(raw)


def altered(data: bytes, bodies: dict[int, str]) -> bytes:
    """The log with other bodies in some lines, chained anew."""
    records = [json.loads(one) for one in data.splitlines()]
    heads: dict[str, tuple[int, bytes]] = {}
    for line, one in enumerate(records):
        if one["type"] == "event":
            one |= {"body": bodies[line]} if line in bodies else {}
            n, head = heads.get(one["stream"], (0, chain.genesis(one["stream"])))
            sha = chain.body_digest(one["body"]) if "body" in one else None
            head = chain.link(head, sha or bytes.fromhex(one["body_sha"]))
            heads[one["stream"]], one["hash"] = (n + 1, head), head.hex()
    records[0]["digest"] = chain.heads_digest(heads)
    return "".join(json.dumps(one) + "\n" for one in records).encode()


def read_everything(desk: Desk) -> str:
    """All that people read of a desk; what is refused in a sentence is no fault."""
    told = [one_line(line.what) for line in journal.log_lines(desk.conn)]
    told += [local(line.at) for line in journal.log_lines(desk.conn)]
    for one in known_reviewers.everybody(desk.conn):
        told += [one_line(one.name), roles.role(desk.conn, one.uid)]
    known_scales.known(desk.conn)
    for document in [row[0] for row in desk.conn.execute("SELECT id FROM document").fetchall()]:
        ids = claim_listing.listing(desk.conn, document)
        claim_rows.rows(desk.conn, ids, desk.reviewer_id)
        with suppress(TwosourceError):
            leads.of_article(desk.conn, document, desk.reviewer_id)
    for session in session_rows.sessions(desk.conn):
        with suppress(TwosourceError):
            session_overview.read(desk.conn, session.document, desk.reviewer_id, NEWSROOM, desk.now)
        with suppress(TwosourceError):
            minutes(desk.conn, session)
    for form in EXPORTERS:
        with suppress(TwosourceError):
            for piece in exporter(form).export(walk.collect(desk.conn, Scope()), history=True):
                assert isinstance(piece, str | bytes | FolderFile)
    return "".join(map(str, told))


@pytest.fixture
def log(worked: Worked) -> Callable[[], bytes]:
    """The log of a desk on which everything has happened."""
    data = exported(worked([*[("judge", 0, n) for n in range(4)], *FULL]))
    return lambda: data


def test_every_kind_is_in_the_log_that_is_altered(log: Callable[[], bytes]) -> None:
    kinds = {json.loads(line["body"])["kind"] for line in map(json.loads, log().splitlines())
             if line["type"] == "event" and "body" in line}  # fmt: skip
    assert kinds | {"entries_admitted"} == set(CATALOGUE)


# A text or an order to redact that nothing names any more is another law's: that file is refused
NAMED = {("fact", "document"), ("fact", "original"), ("fact", "event")}
REFUSED = {("hlc",), ("v",), ("kind",), ("fact",)}  # where nothing is an event without its place


@settings(settings.get_profile("one desk"), max_examples=30)
@given(seed=st.integers(0, 2**32), many=st.integers(1, 40))
def test_whatever_stands_in_whatever_field_of_whatever_kind_everything_goes_on(
    log: Callable[[], bytes], at: Open, seed: int, many: int
) -> None:
    bodies = {
        line: one["body"]
        for line, one in enumerate(map(json.loads, log().splitlines()))
        if one["type"] == "event" and one["n"] > 1 and "body" in one
    }
    changed: dict[int, str] = {}
    dice = Random(seed)
    for line in dice.sample(sorted(bodies), min(many, len(bodies))):
        found = [path for path in places(json.loads(bodies[line])) if path not in REFUSED | NAMED]
        changed[line] = with_value(bodies[line], dice.choice(found), dice.choice(HOSTILE))
    desk = at("mk")
    try:
        taken(desk, altered(log(), changed))
    except BadInput:
        assert desk.conn.execute("SELECT count(*) FROM event").fetchone() == (0,)
        return
    assert "\x1b" not in read_everything(desk)
    assert verify(desk.database) == []


@pytest.mark.parametrize("path", sorted(REFUSED))
@pytest.mark.parametrize("value", HOSTILE, ids=repr)
def test_without_a_place_in_the_order_it_is_refused_or_kept(
    log: Callable[[], bytes], at: Open, path: tuple[Any, ...], value: Any
) -> None:
    records = [json.loads(one) for one in log().splitlines()]
    line = max(n for n, one in enumerate(records) if one["type"] == "event" and "body" in one)
    desk = at("mk")
    try:
        taken(desk, altered(log(), {line: with_value(records[line]["body"], path, value)}))
    except BadInput:
        assert desk.conn.execute("SELECT count(*) FROM event").fetchone() == (0,)
        return
    assert verify(desk.database) == []


FOUND = [  # by whoever tried it first
    ("session_created", ("fact", "mode"), "open"),
    ("judged", ("fact", "values"), "x"),
    ("judged", ("fact", "values", "status"), 5),
    ("role_given", ("fact", "role"), "intern"),
    ("evidence_weighed", ("fact", "values", "stance"), "maybe"),
    ("session_revealed", ("at",), ""),
    ("judged", ("at",), "\x1b]0;PWN\x07"),
    ("noted", ("undoes",), {}),
]


@pytest.mark.parametrize(("kind", "path", "value"), FOUND)
def test_an_event_that_cannot_be_understood_is_told_and_stands_in_nobodys_way(
    log: Callable[[], bytes], at: Open, kind: str, path: tuple[Any, ...], value: Any
) -> None:
    records = [json.loads(one) for one in log().splitlines()]
    line = next(n for n, one in enumerate(records) if f'"kind":"{kind}"' in one.get("body", ""))
    desk = at("mk")
    done = taken(desk, altered(log(), {line: with_value(records[line]["body"], path, value)}))
    assert done.strange == 1
    assert sum("not understood" in one.what for one in journal.log_lines(desk.conn)) == 1
    assert "\x1b" not in read_everything(desk)
    assert verify(desk.database) == []
