"""A session goes forward, keeps what was blind, and is the same on every desk that has its log."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claims.model import AttributionStatus, NoteKind, Span
from store.dossier import walk
from store.errors import NotPermitted, WrongUsage
from store.exports import exporter
from store.imports.jsonl import bring_in, opened
from store.log import chain
from store.queries import claim_listing, claim_rows, journal
from store.queries.team import member_verdicts, session_ballots, session_rows
from store.state.session import Phase
from store.verbs import comments, judging, naming, sessions, settling, spans, undoing, upkeep
from store.verbs.desk import Desk
from store.verbs.verify import verify

from .teams import Team

NewTeam = Callable[..., Team]


def status(held: dict[int, list[member_verdicts.HeldVerdict]], claim: int) -> dict[str, str | None]:
    return {one.reviewer: one.status for one in held.get(claim, ())}


# --- phases ---------------------------------------------------------------------------------------

STEPS: dict[str, Callable[[Team], Any]] = {
    "reveal": lambda t: sessions.reveal(t.ed, t.session),
    "vote": lambda t: sessions.open_vote(t.ed, t.session),
    "close": lambda t: sessions.close(t.ed, t.session),
}
NEXT = {
    (Phase.BLIND, "reveal"): Phase.REVEAL,
    (Phase.REVEAL, "vote"): Phase.VOTE,
    (Phase.REVEAL, "close"): Phase.CLOSED,
    (Phase.DISCUSS, "vote"): Phase.VOTE,
    (Phase.DISCUSS, "close"): Phase.CLOSED,
    (Phase.VOTE, "close"): Phase.CLOSED,
}


def at(team: NewTeam, phase: Phase) -> Team:
    """A session that has come as far as `phase`."""
    made = team()
    if phase is not Phase.BLIND:
        sessions.reveal(made.ed, made.session)
    if phase is Phase.DISCUSS:
        comments.comment(made["a"], made.claims[0], "hm")
    if phase in (Phase.VOTE, Phase.CLOSED):
        sessions.open_vote(made.ed, made.session)
    if phase is Phase.CLOSED:
        sessions.close(made.ed, made.session)
    assert made.session.phase is phase
    return made


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("step", STEPS)
def test_a_session_only_goes_forward(team: NewTeam, phase: Phase, step: str) -> None:
    made = at(team, phase)
    before = made.events()
    if after := NEXT.get((phase, step)):
        STEPS[step](made)
        assert made.session.phase is after
        return
    with pytest.raises((NotPermitted, WrongUsage), match=r"\A[^\n]+\Z"):
        STEPS[step](made)
    assert (made.session.phase, made.events()) == (phase, before)


def test_the_first_change_after_the_reveal_opens_the_discussion(team: NewTeam) -> None:
    made = at(team, Phase.REVEAL)
    judging.judge(made["a"], made.claims[0], status="false")
    assert made.session.phase is Phase.DISCUSS


def test_a_discussion_whose_first_word_is_redacted_goes_on(team: NewTeam) -> None:
    made = at(team, Phase.REVEAL)
    said = comments.comment(made["a"], made.claims[0], "hm").event
    upkeep.redact(made.ed, said, "by order")
    assert made.session.phase is Phase.DISCUSS
    assert verify(made.ed.database) == []


def test_one_session_at_a_time_is_open_on_an_article(team: NewTeam) -> None:
    made = team()
    with pytest.raises(NotPermitted, match="still open on this article"):
        made.create()
    assert len(session_rows.sessions(made.ed.conn)) == 1


@pytest.mark.parametrize("phase", [Phase.BLIND, Phase.VOTE])
def test_claims_are_frozen_while_judgements_of_them_are_counted(
    team: NewTeam, phase: Phase
) -> None:
    made = at(team, phase)
    row = claim_rows.row(made.ed.conn, made.claims[0])
    deeds: list[Callable[[Desk], object]] = [
        lambda d: spans.split(d, row.id, row.start + 11),
        lambda d: spans.merge(d, made.claims[:2]),
        lambda d: spans.drop(d, row.id),
        lambda d: spans.respan(d, row.id, Span(row.start, row.end - 4)),
        lambda d: spans.mark(d, made.document, Span(row.start, row.start + 15)),
    ]
    before = made.events()
    for deed in deeds:
        for who in ("ed", "a"):
            with pytest.raises(NotPermitted, match="the claims are frozen until the"):
                deed(made[who])
    assert made.events() == before


def test_claims_may_change_in_the_discussion(team: NewTeam) -> None:
    made = at(team, Phase.DISCUSS)
    assert spans.drop(made["a"], made.claims[3]).listing


# --- who is in it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.CLOSED])
def test_who_is_not_in_a_session_judges_nothing_of_its_article(team: NewTeam, phase: Phase) -> None:
    made = at(team, phase)
    before = made.events()
    with pytest.raises(NotPermitted, match="you are not in it"):
        judging.judge(made.ed, made.claims[0], status="false")
    with pytest.raises(NotPermitted, match="you are not in it"):
        judging.note(made.ed, made.claims[0], NoteKind.NOTE, "hm")
    assert made.events() == before


def test_after_the_close_everybody_may_judge_again(team: NewTeam) -> None:
    made = at(team, Phase.CLOSED)
    assert judging.judge(made.ed, made.claims[0], status="false").event


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.BLIND])
def test_nobody_joins_a_blind_session_after_its_reveal(team: NewTeam, phase: Phase) -> None:
    made = at(team, phase)
    with pytest.raises((NotPermitted, WrongUsage), match=r"\A[^\n]+\Z"):
        sessions.join(made.ed, made.session)
    assert len(session_rows.members(made.ed.conn, made.session)) == 3


def test_who_joins_in_time_reviews(team: NewTeam) -> None:
    made = team("abcd", reviewers=("a", "b", "c"))
    sessions.join(made["d"], made.session)
    judging.judge(made["d"], made.claims[0], status="false")
    sessions.reveal(made.ed, made.session)
    held = status(member_verdicts.held(made.ed.conn, made.session, "reveal"), made.claims[0])
    assert held == {made.id("d"): "false"}


# --- what was blind -------------------------------------------------------------------------------


def test_what_was_blind_stays_on_record_whatever_happens_later(team: NewTeam) -> None:
    made = team()
    one, two, *_ = made.claims
    judging.judge(made["a"], one, status="false", attribution_status=AttributionStatus.FAITHFUL)
    judging.judge(made["b"], one, status="verified")
    naming.attribute(made["a"], two, ["cctv"])
    session = sessions.reveal(made.ed, made.session)
    record = member_verdicts.held(made.ed.conn, session, "reveal")
    undoing.undo(made["a"], made.document)
    undoing.undo(made["a"], made.document)
    judging.judge(made["b"], one, status="false")
    judging.judge(made["c"], one, status="disputed")
    undoing.redo(made["a"], made.document)
    sessions.open_vote(made.ed, session)
    settling.vote(made["b"], one, "misleading")
    sessions.close(made.ed, session)
    judging.judge(made["b"], one, status=None)
    upkeep.rebuild(made.ed)
    assert member_verdicts.held(made.ed.conn, session, "reveal") == record
    assert status(record, one) == {made.id("a"): "false", made.id("b"): "verified"}


def test_what_was_held_before_the_session_counts_as_blind(team: NewTeam) -> None:
    made = team(session=False)
    judging.judge(made["a"], made.claims[0], status="false")
    made.create()
    sessions.reveal(made.ed, made.session)
    held = member_verdicts.held(made.ed.conn, made.session, "reveal")
    assert status(held, made.claims[0]) == {made.id("a"): "false"}


def test_each_later_change_is_stamped_with_how_all_stood_before(team: NewTeam) -> None:
    made = team()
    one = made.claims[0]
    judging.judge(made["a"], one, status="false")
    judging.judge(made["b"], one, status="verified")
    sessions.reveal(made.ed, made.session)
    judging.judge(made["c"], one, status="false")
    judging.judge(made["b"], one, status="false")
    undoing.undo(made["b"], made.document)
    sessions.open_vote(made.ed, made.session)
    settling.vote(made["a"], one, "disputed")
    facts = [e.event.fact for e in chain.read(made.ed.conn, "e.kind IN ('judged', 'voted')")]
    assert [getattr(fact, "tally", 0) for fact in facts] == [
        *(None, None, {"false": 1, "verified": 1}, {"false": 2, "verified": 1}),
        *({"false": 3}, {"false": 2, "verified": 1}),
    ]


def exported(desk: Desk) -> bytes:
    return "".join(exporter("jsonl").export(walk.collect(desk.conn))).encode()


def taken(desk: Desk, data: bytes) -> None:
    bring_in(desk, opened(io.BytesIO(data)))


def test_what_a_second_device_brings_after_the_reveal_is_late_and_not_blind(
    team: NewTeam, open_at: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = team()
    one, two, *_ = made.claims
    away = open_at("ed", "away.db")
    taken(away, exported(made.ed))
    there = open_at("a", "away.db")
    judging.judge(there, one, status="false")
    judging.judge(there, two, status="false")
    judging.judge(made["a"], one, status="verified")
    session = sessions.reveal(made.ed, made.session)
    taken(made.ed, exported(away))
    record = member_verdicts.held(made.ed.conn, session, "reveal")
    assert status(record, one) == {made.id("a"): "verified"}
    assert two not in record
    assert status(member_verdicts.held(made.ed.conn, session, "now"), two) == {
        made.id("a"): "false"
    }
    assert verify(made.ed.database) == []


def test_a_vote_that_arrives_after_the_close_came_too_late(
    team: NewTeam, open_at: Callable[..., Desk]
) -> None:
    made = team()
    one = made.claims[0]
    for who in "abc":
        judging.judge(made[who], one, status="false")
    sessions.reveal(made.ed, made.session)
    session = sessions.open_vote(made.ed, made.session)
    away = open_at("ed", "away.db")
    taken(away, exported(made.ed))
    for who in "ab":
        settling.vote(open_at(who, "away.db"), one, "verified")
    sessions.close(made.ed, session)
    taken(made.ed, exported(away))
    assert session_ballots.votes(made.ed.conn, made.session) == []
    assert session_ballots.outcomes(made.ed.conn, made.session)[one].status == "false"
    assert verify(made.ed.database) == []


def test_of_two_reveals_the_earlier_counts_once_each_is_let(
    team: NewTeam, open_at: Callable[..., Desk]
) -> None:
    made = team()
    one, two, *_ = made.claims
    judging.judge(made["a"], one, status="false")
    away = open_at("ed", "away.db")
    taken(away, exported(made.ed))
    sessions.reveal(away, session_rows.sessions(away.conn)[0])
    judging.judge(made["a"], two, status="false")
    sessions.reveal(made.ed, made.session)
    taken(made.ed, exported(away))
    taken(away, exported(made.ed))
    for desk in (made.ed, away):
        upkeep.admit(desk, [line.event for line in journal.not_obeyed(desk.conn)])
    assert [
        set(member_verdicts.held(desk.conn, session_rows.sessions(desk.conn)[0], "reveal"))
        for desk in (made.ed, away)
    ] == [{one}, {claim_listing.listing(away.conn, 1)[0]}]
    assert verify(made.ed.database) == verify(away.database) == []
