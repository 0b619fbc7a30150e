"""Reviewers at one desk who do whatever a script says: every verb that appends, and every step."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable

from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import (
    Confidence,
    Document,
    EvidenceKind,
    NoteKind,
    Role,
    SourceClass,
    Span,
    Stance,
)
from claims.scales import SCALES, Scale
from store.errors import BadInput, NotPermitted, WrongUsage
from store.log import chain
from store.log.kinds import NAME, REDACTABLE, ReviewerRole
from store.queries import (
    articles,
    claim_listing,
    claim_rows,
    evidence_items,
    leads,
)
from store.queries.team import comment_threads, session_rows
from store.state.session import Assign, Reason, Session, SessionMode
from store.verbs import (
    comments,
    intake,
    judging,
    naming,
    scales,
    sessions,
    settling,
    signing,
    sources,
    spans,
    undoing,
    upkeep,
)
from store.verbs.desk import Desk
from store.verbs.evidence import attach, change, detach, take_in_evidence, weigh
from store.verbs.lead_answers import answer
from store.verbs.revising import revise

Open = Callable[..., Desk]
TEXT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed 😀, and the mayor denied that a ship had sunk.
"""

PEOPLE = {who: who.encode().hex().ljust(32, "0") for who in ("mk", "li", "ka", "jo", "zz")}
FREE = tuple(NAME[kind] for kind in REDACTABLE)


def add(desk: Desk, text: str, name: str = "port.txt") -> int:
    data = text.encode()
    return intake.take_in(desk, data, read_document(data, name), name).document


ACTS = (
    *("judge", "attribute", "note", "undo", "redo", "attach", "weigh", "change", "detach"),
    *("answer", "split", "merge", "mark", "drop", "source", "protect", "rename", "revise"),
    *("sign", "redact", "carry", "add", "file", "describe", "scale", "same"),
)
STEPS = (
    *("role", "session", "assign", "join", "judge", "comment", "withdraw", "reveal", "comment"),
    *("open_vote", "vote", "adjudicate", "undo", "close"),
)


FULL = [(act, n % 2, n) for n, act in enumerate((*ACTS, "note", "judge", "redact", "weigh"))]
FULL += [("session", 0, 1), ("assign", 0, 0), *((act, 1, 3) for act in STEPS if act != "session")]
FULL += [("same", 0, 2), ("same", 0, 3)]
FULL += [("session", 0, 0), ("judge", 1, 1), ("note", 2, 3), ("comment", 2, 1), ("judge", 2, 1)]

Worked = Callable[[list[tuple[str, int, int]]], Desk]


class Work:
    """Reviewers at one file, who do what a script of (act, who, number) says. The first is the
    editor once there are roles, and reviews in no session."""

    def __init__(self, first: Desk, at: Open) -> None:
        self.desks = [first, *(at(who, first.database.path) for who in ("li", "ka"))]
        self.late = lambda: at("jo", first.database.path)
        self.document = add(first, TEXT)
        self.texts = itertools.count()

    def run(self, script: list[tuple[str, int, int]]) -> None:
        for act, who, number in script:
            try:
                getattr(self, f"_{act}")(self.desks[who], number)
            except (WrongUsage, BadInput, NotPermitted):
                continue  # there is nothing to undo, to merge, to redact, or it is not the time

    def _claim(self, desk: Desk, number: int) -> int:
        ids = claim_listing.listing(desk.conn, self.document)
        if not ids:
            raise WrongUsage("every claim was dropped")
        return ids[number % len(ids)]

    def _evidence(self, desk: Desk, number: int) -> str:
        items = evidence_items.of_article(desk.conn, self.document)
        if not items:
            raise WrongUsage("nothing is attached")
        return items[number % len(items)].id

    def _judge(self, desk: Desk, number: int) -> None:
        status = [s.id for s in desk.scale.statuses][number % 7]
        reason = f"seen {number}" if number % 2 else None
        judging.judge(
            desk,
            self._claim(desk, number),
            status=status,
            confidence=Confidence.LOW,
            justification=reason,
        )

    def _attribute(self, desk: Desk, number: int) -> None:
        naming.attribute(desk, self._claim(desk, number), ["cctv", "kremlin"][: number % 3])

    def _note(self, desk: Desk, number: int) -> None:
        kind = [NoteKind.NOTE, NoteKind.QUERY, NoteKind.CORRECTION][number % 3]
        judging.note(
            desk,
            self._claim(desk, number),
            kind,
            ["", "stet", "e\u0301 😀 \u202e", "x"][number % 4],
        )

    def _undo(self, desk: Desk, number: int) -> None:
        undoing.undo(desk, self.document)

    def _redo(self, desk: Desk, number: int) -> None:
        undoing.redo(desk, self.document)

    def _attach(self, desk: Desk, number: int) -> None:
        claim = self._claim(desk, number) if number % 2 else None
        values = {"url": f"https://example.org/{number}", "accessed_at": "2024-02-08"}
        attach(desk, self.document, EvidenceKind.URL, values, claim)

    def _weigh(self, desk: Desk, number: int) -> None:
        claim, stance = self._claim(desk, number), list(Stance)[number % 3]
        pieces = evidence_items.of_claim(desk.conn, claim)
        if pieces:
            weigh(desk, claim, pieces[number % len(pieces)].id, {"stance": stance.value})
        else:
            values = {"url": "https://example.org/weighed", "accessed_at": "2024-02-08"}
            attach(
                desk,
                self.document,
                EvidenceKind.URL,
                values,
                claim,
                weights={"stance": stance.value},
            )

    def _change(self, desk: Desk, number: int) -> None:
        change(desk, self._evidence(desk, number), {"title": f"page {number}"})

    def _detach(self, desk: Desk, number: int) -> None:
        detach(desk, self._evidence(desk, number))

    def _answer(self, desk: Desk, number: int) -> None:
        found = leads.of_article(desk.conn, self.document, desk.reviewer_id)
        key = found[number % len(found)].key if found else hashlib.sha256(b"gone").hexdigest()
        answer(desk, self.document, key, "dismissed", told="a lead", reason=f"no {number}")

    def _split(self, desk: Desk, number: int) -> None:
        claim = self._claim(desk, number)
        row = claim_rows.row(desk.conn, claim)
        spans.split(desk, claim, row.start + len(row.exact) // 2)

    def _merge(self, desk: Desk, number: int) -> None:
        spans.merge(desk, claim_listing.listing(desk.conn, self.document)[number % 3 :][:2])

    def _mark(self, desk: Desk, number: int) -> None:
        spans.mark(desk, self.document, Span(number * 4, number * 4 + 12))

    def _drop(self, desk: Desk, number: int) -> None:
        spans.drop(desk, self._claim(desk, number))

    def _source(self, desk: Desk, number: int) -> None:
        source = sources.add(desk, f"Harbour {number}", SourceClass.UNNAMED, aliases=["quay"])
        naming.attribute(desk, self._claim(desk, number), [source])

    def _protect(self, desk: Desk, number: int) -> None:
        source = sources.add(
            desk, "Ivan Petrov", SourceClass.EYEWITNESS, code_name=f"Heron {number}"
        )
        naming.attribute(desk, self._claim(desk, number), [source])

    def _rename(self, desk: Desk, number: int) -> None:
        sources.edit(desk, "cctv", {"name": f"CCTV {number}"})

    def _revise(self, desk: Desk, number: int) -> None:
        text = f"{articles.text(desk.conn, self.document)}\nThe quay opened {next(self.texts)}.\n"
        document = Document(text, reader="plain/1")
        done = revise(desk, text.encode(), document, "port.txt", self.document)
        self.document = done.added.document

    def _sign(self, desk: Desk, number: int) -> None:
        signing.sign_off(desk, self.document)

    def _describe(self, desk: Desk, number: int) -> None:
        intake.describe(desk, self.document, {"url": f"https://example.org/{number}"})

    def _scale(self, desk: Desk, number: int) -> None:
        house = SCALES["fever"]
        scales.add(desk, Scale(f"house-{number % 2}", house.statuses))

    def _redact(self, desk: Desk, number: int) -> None:
        stored = chain.read(desk.conn, f"e.kind IN {FREE} AND e.body IS NOT NULL")
        if stored:
            upkeep.redact(desk, stored[number % len(stored)].id, "by order")

    def _same(self, desk: Desk, number: int) -> None:
        one, two = (self.desks[who].reviewer_id for who in (1, 2))
        upkeep.merge_reviewers(desk, one, one if number % 2 else two)

    def _carry(self, desk: Desk, number: int) -> None:
        old = desk.conn.execute("SELECT id FROM claim WHERE NOT active").fetchone()
        if old:
            judging.carry(desk, self._claim(desk, number), old[0])

    def _add(self, desk: Desk, number: int) -> None:
        add(desk, self._other(number), "o.txt")

    def _file(self, desk: Desk, number: int) -> None:
        """A document as evidence, which `_add` may take in as an article later, or has."""
        text = self._other(number)
        document = Document(text, role=Role.EVIDENCE, reader="plain/1")
        sha256 = take_in_evidence(desk, text.encode(), document, "o.txt").sha256
        attach(desk, self.document, EvidenceKind.DOCUMENT, {"text": sha256, "title": "o"})

    def _other(self, number: int) -> str:
        return f"Other {number % 3}\n\nThe mayor said that {number % 3} ships had sunk.\n"

    # --- as a team ---

    def _session(self, desk: Desk, number: int) -> None:
        mode = SessionMode.PANEL if number % 5 == 4 else SessionMode.BLIND
        assign = (Assign.ALL, Assign.HAND, Assign.LOAD)[number % 3]
        plan = sessions.Plan(("li", "ka"), mode, assign=assign, returns=bool(number % 2))
        sessions.create(self.desks[0], self.document, plan)

    def _going_on(self) -> Session:
        found = session_rows.open_on(self.desks[0].conn, self.document)
        if found is None:
            raise WrongUsage("no open session on this article")
        return found

    def _role(self, desk: Desk, number: int) -> None:
        role = [ReviewerRole.CHECKER, ReviewerRole.ADJUDICATOR, ReviewerRole.WRITER][number % 3]
        sessions.give_role(self.desks[0], ("jo", "ka")[number % 2], role)

    def _assign(self, desk: Desk, number: int) -> None:
        claims = claim_listing.listing(desk.conn, self.document)
        sessions.assign(self.desks[0], self._going_on(), claims, ("li", "ka")[number % 2])

    def _join(self, desk: Desk, number: int) -> None:
        sessions.join(self.late(), self._going_on())

    def _reveal(self, desk: Desk, number: int) -> None:
        sessions.reveal(self.desks[0], self._going_on())

    def _open_vote(self, desk: Desk, number: int) -> None:
        sessions.open_vote(self.desks[0], self._going_on())

    def _vote(self, desk: Desk, number: int) -> None:
        settling.vote(desk, self._claim(desk, number), ["false", "verified", None][number % 3])

    def _close(self, desk: Desk, number: int) -> None:
        sessions.close(self.desks[0], self._going_on())

    def _adjudicate(self, desk: Desk, number: int) -> None:
        word = settling.LastWord("disputed", "", list(Reason)[number % 6], f"it is {number}")
        settling.adjudicate(self.desks[0], self._claim(desk, number), word)

    def _comment(self, desk: Desk, number: int) -> None:
        claim = self._claim(desk, number)
        found = comment_threads.threads(desk.conn, claim)
        comments.comment(desk, claim, f"@ka {number}", found[0].first.id if found else "")

    def _withdraw(self, desk: Desk, number: int) -> None:
        mine = [
            c
            for c in comment_threads.on_article(desk.conn, self.document)
            if c.uid == desk.reviewer_id
        ]
        if mine:
            comments.withdraw(desk, mine[number % len(mine)].id)


scripts = st.lists(
    st.tuples(st.sampled_from((*ACTS, *STEPS)), st.integers(0, 2), st.integers(0, 9)), max_size=18
)
