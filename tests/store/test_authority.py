"""A log from elsewhere gives nobody a right, takes none, and removes no word, until it is let."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings

from claims.model import NoteKind
from store.errors import NotPermitted, WrongUsage
from store.log import chain
from store.log.kinds import (
    Adjudicated,
    ClaimRef,
    ClaimsAssigned,
    EntriesAdmitted,
    Fact,
    Redacted,
    ReviewerRole,
    ReviewersMerged,
    RoleGiven,
    ScaleAdded,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    SignedOff,
    VoteOpened,
)
from store.queries import articles, claim_listing, journal, known_scales
from store.queries.team import adjudications, roles, session_rows
from store.state.session import Phase, SessionMode
from store.verbs import intake, judging, sessions, signing, upkeep
from store.verbs.desk import Desk
from store.verbs.verify import verify

from .forging import LATER, LONG_AGO, exported, forged, taken
from .projections import tables
from .teams import Team
from .working import PEOPLE, Open, Work, Worked, scripts

NewTeam = Callable[..., Team]
STRANGER = "5" * 32
WAITS = "it came from elsewhere and waits for an editor's word"


def why(desk: Desk) -> list[str]:
    return [line.unheeded for line in journal.not_obeyed(desk.conn)]


def bodies(desk: Desk) -> list[str | None]:
    return [entry.body for entry in chain.read(desk.conn)]


# --- F1: what a stranger's log does ---------------------------------------------------------------


@pytest.mark.parametrize("at", [LONG_AGO, LATER], ids=["long ago", "later"])
def test_a_strangers_orders_to_redact_remove_no_word(team: NewTeam, at: int) -> None:
    made = team()
    judging.note(made["a"], made.claims[0], NoteKind.NOTE, "ask the harbour master")
    before = bodies(made.ed)
    orders = [Redacted(entry.id, "by order") for entry in chain.read(made.ed.conn)]
    taken(made.ed, forged(STRANGER, *orders, at=at))
    assert bodies(made.ed)[: len(before)] == before
    upkeep.rebuild(made.ed)
    assert bodies(made.ed)[: len(before)] == before
    assert why(made.ed) == [WAITS] * len(orders)
    assert verify(made.ed.database) == []


@pytest.mark.parametrize("who", ["stranger", "ed", "a"])
def test_no_foreign_reveal_opens_the_blind_phase(team: NewTeam, who: str) -> None:
    made = team()
    judging.judge(made["a"], made.claims[0], status="false")
    sha256 = articles.article(made.ed.conn, made.document).sha256
    writer = STRANGER if who == "stranger" else made.id(who)
    taken(made.ed, forged(writer, SessionRevealed(sha256, made.uid, ())))
    assert made.session.phase is Phase.BLIND
    assert made["b"].conn.execute("SELECT count(*) FROM judgement").fetchone() == (0,)
    assert verify(made.ed.database) == []


def test_nothing_but_a_reveal_ends_the_blind_phase(team: NewTeam) -> None:
    made = team()
    sha256 = articles.article(made.ed.conn, made.document).sha256
    steps = SessionClosed(sha256, made.uid, ()), VoteOpened(sha256, made.uid)
    taken(made.ed, forged(made.id("ed"), *steps))
    assert made.session.phase is Phase.BLIND
    assert why(made.ed) == ["its session was blind: nothing ends it but a reveal"] * 2


@pytest.mark.parametrize("at", [LONG_AGO, LATER], ids=["long ago", "later"])
@pytest.mark.parametrize("who", ["stranger", "ed"])
def test_no_foreign_role_is_obeyed(team: NewTeam, who: str, at: int) -> None:
    made = team()
    writer = STRANGER if who == "stranger" else made.id("ed")
    before = tables(made.ed)["role"]
    swap = (
        RoleGiven(STRANGER, "somebody", "editor"),
        RoleGiven(made.id("ed"), "ed", "observer"),
        RoleGiven(made.id("a"), "a", "editor"),
    )
    taken(made.ed, forged(writer, *swap, at=at))
    assert tables(made.ed)["role"] == before
    assert verify(made.ed.database) == []


def test_roles_that_were_let_count_from_their_place_on(team: NewTeam) -> None:
    made = team(session=False)
    sessions.give_role(made.ed, "a", ReviewerRole.CHECKER)
    taken(made.ed, forged(STRANGER, RoleGiven(made.id("a"), "a", "adjudicator")))
    upkeep.admit(made.ed, [line.event for line in journal.not_obeyed(made.ed.conn)])
    assert roles.role(made.ed.conn, made.id("a")) is ReviewerRole.ADJUDICATOR
    assert why(made.ed) == []
    assert verify(made.ed.database) == []


def test_a_strangers_own_admission_lets_nothing(team: NewTeam) -> None:
    made = team()
    before = tables(made.ed)["role"]
    role = RoleGiven(STRANGER, "somebody", "editor")
    word = EntriesAdmitted(tuple(f"{'f0' * 16}:{n}" for n in range(1, 5)))
    taken(made.ed, forged(STRANGER, word, role, word))
    taken(made.ed, forged(made.id("ed"), word, at=LATER + 9, uid="f1" * 16))
    assert tables(made.ed)["role"] == before
    assert set(why(made.ed)) == {WAITS}


def others_acts(made: Team) -> dict[str, Fact]:
    """What would bind others, as somebody without the role for it would state it."""
    sha256 = articles.article(made.ed.conn, made.document).sha256
    claim = ClaimRef(sha256, 25, 40)
    return {
        "a session": SessionCreated(
            *(sha256, "t", "panel", "majority", "", 1, 1, "all", 60, False, ((made.id("a"), "a"),))
        ),
        "an assignment": ClaimsAssigned(sha256, made.uid, made.id("a"), ((25, 40),)),
        "a last word": Adjudicated(claim, "", "false", None, "", "other", "", (), ()),
        "a scale": ScaleAdded("theirs", ()),
        "a signature": SignedOff(sha256, ""),
        "somebody else's joining": SessionJoined(sha256, made.uid, made.id("d"), "d"),
    }


@pytest.mark.parametrize("act", ["a session", "an assignment", "a last word", "a scale",
                                 "a signature", "somebody else's joining"])  # fmt: skip
def test_what_binds_others_counts_only_from_who_might_do_it(team: NewTeam, act: str) -> None:
    made = team("abcd", reviewers=("a", "b", "c"))
    before = tables(made.ed, arrival=False)
    taken(made.ed, forged(made.id("a"), others_acts(made)[act]))
    after = tables(made.ed, arrival=False)
    changed = {table for table in before if before[table] != after[table]}
    assert changed <= {"unheeded", "reviewer"}
    assert [reason.startswith("its writer was a checker then, who may not") for reason in why(
        made.ed)] == [True]  # fmt: skip
    assert verify(made.ed.database) == []


def test_what_was_appended_past_the_gate_is_not_obeyed_either(team: NewTeam) -> None:
    made = team()
    judging.judge(made["a"], made.claims[0], status="false")
    sha256 = articles.article(made.ed.conn, made.document).sha256
    row = made.ed.conn.execute(
        "SELECT id, uid, reviewer, head_n, head_hlc, head_hash FROM main.stream WHERE reviewer = ?",
        (made.id("a"),),
    ).fetchone()
    reveal = SessionRevealed(sha256, made.uid, ())
    from store.state import projection

    with made.ed.database.write() as conn:
        stored = chain.append(conn, chain.Stream(*row), reveal, made.ed.writer.clock())
        projection.apply(conn, [stored])
    assert made.session.phase is Phase.BLIND
    assert "who may not reveal a session" in why(made.ed)[0]
    assert verify(made.ed.database) == []


# --- who imports ----------------------------------------------------------------------------------


def test_a_log_that_conducts_is_imported_by_an_editor(team: NewTeam) -> None:
    made = team()
    log = forged(STRANGER, RoleGiven(STRANGER, "somebody", "editor"))
    before = bodies(made.ed)
    with pytest.raises(NotPermitted, match="a checker may not import a log with roles"):
        taken(made["a"], log)
    assert bodies(made.ed) == before
    assert taken(made.ed, log).unheeded == 1


def test_nobody_but_an_editor_brings_in_what_was_judged_in_a_session(team: NewTeam) -> None:
    from store.log.kinds import Judged

    made = team()
    judging.judge(made["b"], made.claims[0], status="false")
    sha256 = articles.article(made.ed.conn, made.document).sha256
    start, end = made.ed.conn.execute('SELECT start, "end" FROM claim WHERE id = 1').fetchone()
    verdict = Judged(ClaimRef(sha256, start, end), {"status": "verified"})
    for session in (made.uid, None):
        with pytest.raises(NotPermitted, match="may not import"):
            taken(made["a"], forged(made.id("b"), verdict, session=session))


def test_an_observer_imports_nothing(team: NewTeam) -> None:
    made = team(session=False)
    sessions.give_role(made.ed, "a", ReviewerRole.OBSERVER)
    with pytest.raises(NotPermitted, match="an observer may not import a log"):
        taken(made["a"], forged(STRANGER))


def test_an_import_of_roles_leaves_a_lone_editor_free(at: Open, team: NewTeam) -> None:
    away = team(mode=SessionMode.PANEL)
    lone = at("mk")
    text = b"A port official said that traffic rose by 4 per cent.\n"
    from claims.intake import read_document

    document = intake.take_in(lone, text, read_document(text, "p.txt"), "p.txt").document
    taken(lone, exported(away.ed))
    assert not roles.given(lone.conn)
    judging.judge(lone, claim_listing.listing(lone.conn, document)[0], status="false")
    signing.sign_off(lone, document)
    assert session_rows.sessions(lone.conn) == []


def test_what_is_blind_elsewhere_is_not_seen_by_importing_it(team: NewTeam, at: Open) -> None:
    away = team()
    judging.judge(away["a"], away.claims[0], status="false")
    lone = at("mk")
    Work(lone, at)
    before = bodies(lone)
    with pytest.raises(NotPermitted, match="is still blind, and does not count on this desk"):
        taken(lone, exported(away.ed))
    assert bodies(lone) == before
    sessions.reveal(away.ed, away.session)
    taken(lone, exported(away.ed))


# --- what waits travels ---------------------------------------------------------------------------


def test_what_waits_here_waits_wherever_this_desk_goes(team: NewTeam, at: Open) -> None:
    made = team()
    orders = [Redacted(entry.id, "by order") for entry in chain.read(made.ed.conn)]
    taken(made.ed, forged(STRANGER, *orders))
    after = at("zz")
    taken(after, exported(made.ed))
    assert bodies(after) == bodies(made.ed)
    assert why(after) == why(made.ed)
    assert tables(after, arrival=False) == tables(made.ed, arrival=False)


def test_only_an_editor_lets_entries_count(team: NewTeam) -> None:
    made = team()
    taken(made.ed, forged(STRANGER, RoleGiven(STRANGER, "somebody", "editor")))
    (line,) = journal.not_obeyed(made.ed.conn)
    with pytest.raises(NotPermitted, match="may not admit entries"):
        upkeep.admit(made["a"], [line.event])
    with pytest.raises(WrongUsage, match="is not an entry that waits"):
        upkeep.admit(made.ed, [f"{'0' * 32}:1"])


def test_the_log_says_what_is_not_obeyed_and_why(team: NewTeam) -> None:
    made = team()
    taken(made.ed, forged(STRANGER, RoleGiven(STRANGER, "somebody", "editor")))
    (line,) = journal.not_obeyed(made.ed.conn)
    assert line.what == f"not obeyed ({WAITS}): somebody is editor from now on"


# --- former editors -------------------------------------------------------------------------------


def test_who_has_been_an_editor_since_a_session_began_does_not_join_it_blind(team: NewTeam) -> None:
    made = team("abcd", reviewers=("a", "b"))
    sessions.give_role(made.ed, "d", ReviewerRole.EDITOR)
    sessions.give_role(made.ed, "d", ReviewerRole.CHECKER)
    with pytest.raises(NotPermitted, match="who has been an editor since"):
        sessions.join(made["d"], made.session)
    sha256 = articles.article(made.ed.conn, made.document).sha256
    taken(made.ed, forged(made.id("d"), SessionJoined(sha256, made.uid, made.id("d"), "d")))
    assert why(made.ed) == ["who has been an editor since a session began does not join it blind"]
    sessions.join(made["c"], made.session)


# --- the law --------------------------------------------------------------------------------------


@settings(settings.get_profile("one desk"), max_examples=25)
@given(shared=scripts, one=scripts, two=scripts)
def test_a_merge_gives_nobody_a_right_and_takes_none(
    worked: Worked,
    at: Open,
    shared: list[tuple[str, int, int]],
    one: list[tuple[str, int, int]],
    two: list[tuple[str, int, int]],
) -> None:
    start = exported(worked(shared))
    here, there = at("mk"), at("mk")
    for desk, script in ((here, one), (there, two)):
        taken(desk, start)
        Work(desk, at).run(script)
    held = {who: roles.role(here.conn, who) for who in PEOPLE.values()}
    blind = {one.uid for one in session_rows.sessions(here.conn) if one.blind}
    given_ = roles.given(here.conn)
    with suppress(NotPermitted):  # a session that is blind there and would not be here
        taken(here, exported(there))
    assert {who: roles.role(here.conn, who) for who in PEOPLE.values()} == held
    assert roles.given(here.conn) == given_
    assert blind <= {one.uid for one in session_rows.sessions(here.conn) if one.blind}
    assert verify(here.database) == []


# --- one person, one id ---------------------------------------------------------------------------


def test_two_ids_that_are_one_person_hold_one_verdict(team: NewTeam) -> None:
    made = team(session=False)
    one, two = made.claims[:2]
    judging.judge(made["a"], one, status="false")
    judging.judge(made["b"], one, status="verified")
    judging.judge(made["b"], two, status="verified")
    before = tables(made.ed)
    upkeep.merge_reviewers(made.ed, made.id("b"), made.id("a"))
    sql = "SELECT claim_id, status FROM main.judgement ORDER BY claim_id"
    assert made.ed.conn.execute(sql).fetchall() == [(one, "verified"), (two, "verified")]
    assert verify(made.ed.database) == []
    upkeep.merge_reviewers(made.ed, made.id("b"), made.id("b"))
    after = tables(made.ed)
    assert {name: rows for name, rows in after.items() if name != "about"} == {
        name: rows for name, rows in before.items() if name != "about"
    }


def test_a_merge_from_elsewhere_waits(team: NewTeam) -> None:
    made = team()
    taken(made.ed, forged(STRANGER, ReviewersMerged(STRANGER, made.id("ed"), "ed")))
    assert why(made.ed) == [WAITS]
    assert roles.role(made.ed.conn, STRANGER) is ReviewerRole.CHECKER


def test_nobody_in_a_blind_session_is_merged(team: NewTeam) -> None:
    made = team()
    with pytest.raises(NotPermitted, match="is blind and one of the two is in it"):
        upkeep.merge_reviewers(made.ed, made.id("b"), made.id("a"))


def test_a_scale_and_a_last_word_of_the_founder_come_along(at: Open) -> None:
    """As long as nobody has a role, the founder's own second desk is obeyed."""
    here = at("mk")
    there = at("mk")
    for desk in (here, there):
        Work(desk, at)
    Work.run(Work(there, at), [("scale", 0, 0), ("adjudicate", 0, 0), ("sign", 0, 0)])
    taken(here, exported(there))
    assert why(here) == []
    assert adjudications.rulings(here.conn, claim_listing.listing(here.conn, 1)[0])
    assert len(known_scales.known(here.conn)) > len(known_scales.known(at("zz").conn))
