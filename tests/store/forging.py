"""A log as a stranger would forge it: whole, chained right, and in whose name they like."""

from __future__ import annotations

import io
import json

from store.clock import Instant
from store.dossier import walk
from store.exports import exporter
from store.imports.jsonl import Arrived, bring_in, opened
from store.log import chain
from store.log.events import dump
from store.log.kinds import Fact, StreamOpened
from store.verbs.desk import Desk

LONG_AGO = 1_000_000  # microseconds since 1970: before all that a desk has
LATER = 1_900_000_000_000_000  # and after


def exported(desk: Desk) -> bytes:
    return "".join(exporter("jsonl").export(walk.collect(desk.conn))).encode()


def taken(desk: Desk, data: bytes) -> Arrived:
    return bring_in(desk, opened(io.BytesIO(data)))


def forged(
    reviewer: str, *facts: Fact, at: int = LATER, uid: str = "f0" * 16, session: str | None = None
) -> bytes:
    """A whole log with one stream of `reviewer` that states `facts`, from the time `at` on."""
    every = (StreamOpened(reviewer, "somebody", "their device", session), *facts)
    return of_bodies(
        [dump(fact, at + n, Instant(at + n)) for n, fact in enumerate(every)], uid, session
    )


def of_bodies(bodies: list[str], uid: str = "f0" * 16, session: str | None = None) -> bytes:
    """A whole log with one stream of these entries."""
    head, lines = chain.genesis(uid), list[dict[str, object]]()
    for n, body in enumerate(bodies, 1):
        head = chain.link(head, chain.body_digest(body))
        lines.append({"type": "event", "stream": uid, "n": n, "hash": head.hex(), "body": body})
    digest = chain.heads_digest({uid: (len(bodies), head)})
    top = {"type": "header", "format": "twosource/1", "whole": True, "digest": digest}
    records = [top, {"type": "stream", "uid": uid, "session": session}, *lines]
    return "".join(json.dumps(record) + "\n" for record in records).encode()
