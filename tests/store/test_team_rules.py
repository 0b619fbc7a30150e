"""Ballots become results by the rule, and each role may do what its row of the table says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import Document, EvidenceKind, NoteKind, SourceClass
from claims.scales import POLITIFACT, SCALES, Scale
from store.errors import NotPermitted, WrongUsage
from store.file.identity import Identity, Reviewer, person
from store.log import chain, kinds
from store.log.kinds import CATALOGUE, EntriesAdmitted, ReviewerRole, StreamOpened
from store.queries import claim_listing, known_reviewers, known_scales
from store.queries.team import roles
from store.state.ballots import decide, majority, tally
from store.state.session import Assign, Reason, Rule, SessionMode
from store.verbs import (
    comments,
    evidence,
    intake,
    judging,
    lead_answers,
    scales,
    sessions,
    settling,
    signing,
    sources,
    spans,
    upkeep,
)
from store.verbs.desk import Desk
from store.verbs.opening import open_desk
from store.verbs.revising import revise

from .teams import TEXT, Team

NewTeam = Callable[..., Team]

# --- ballots --------------------------------------------------------------------------------------

STATUSES = ("verified", "false", "disputed")
ballots = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from(STATUSES))
rules = st.sampled_from(Rule)
seconds = st.frozensets(st.sampled_from(STATUSES))


@given(ballots=ballots)
def test_a_tally_counts_every_ballot_once_and_names_the_most_first(ballots: dict[str, str]) -> None:
    counts = tally(ballots)
    assert counts == Counter(ballots.values())
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


@given(ballots=ballots)
def test_a_majority_is_more_than_half(ballots: dict[str, str]) -> None:
    found = majority(tally(ballots))
    over = [s for s in STATUSES if list(ballots.values()).count(s) > len(ballots) / 2]
    assert found == (over[0] if over else None)


def expected(rule: Rule, votes: int, held: list[str], second: frozenset[str]) -> str | None:
    """The rules as docs/log.md and the command's help tell them, one sentence a line."""
    carried = {s for s in held if held.count(s) * 2 > len(held)}
    if rule is not Rule.MAJORITY:
        carried = {s for s in held if held.count(s) == len(held)}
    enough = {s for s in carried if held.count(s) >= votes}
    return next((s for s in enough if s not in second or held.count(s) >= 2), None)


@given(rule=rules, votes=st.integers(1, 4), ballots=ballots, second=seconds)
def test_a_result_is_what_its_rule_says(
    rule: Rule, votes: int, ballots: dict[str, str], second: frozenset[str]
) -> None:
    found = decide(rule, votes, ballots, second=second)
    assert found.status == expected(rule, votes, list(ballots.values()), second)
    assert bool(found.open) == (found.status is None)


@given(rule=rules, votes=st.integers(1, 4), ballots=ballots, second=seconds)
def test_an_adjudicated_verdict_stands_above_every_rule(
    rule: Rule, votes: int, ballots: dict[str, str], second: frozenset[str]
) -> None:
    found = decide(rule, votes, ballots, second=second, adjudicated="misleading")
    assert found == ("misleading", "adjudicated", "")


@given(rule=rules, n=st.integers(1, 3))
def test_a_tie_carries_nothing(rule: Rule, n: int) -> None:
    held = {f"{who}{k}": who for who in ("false", "verified") for k in range(n)}
    assert decide(rule, 1, held).status is None


@given(rule=rules)
def test_a_status_that_wants_a_second_reviewer_waits_for_one(rule: Rule) -> None:
    alone = decide(rule, 1, {"a": "false"}, second=frozenset({"false"}))
    assert alone.open == "it needs a second pair of eyes"


# --- who may do what ------------------------------------------------------------------------------

MAY: Mapping[str, str] = {
    **dict.fromkeys(("document_added", "document_described", "claims_found"), "WCEA"),
    **dict.fromkeys(("claims_continued", "evidence_attached", "evidence_changed"), "WCEA"),
    **dict.fromkeys(("commented", "comment_changed"), "WCEA"),
    "claims_replaced": "CE",
    **dict.fromkeys(("judged", "noted", "evidence_weighed", "lead_answered"), "CEA"),
    **dict.fromkeys(("source_added", "source_changed", "session_joined", "voted"), "CEA"),
    "adjudicated": "EA",
    **dict.fromkeys(("scale_added", "role_given", "signed_off", "redacted"), "E"),
    **dict.fromkeys(("session_created", "claims_assigned", "session_revealed"), "E"),
    **dict.fromkeys(("vote_opened", "session_closed"), "E"),
    **dict.fromkeys(("entries_admitted", "reviewers_merged"), "E"),
}
ROLES = {role.value[0].upper(): role for role in ReviewerRole}
SECOND = TEXT.replace("Port |", "Harbour |")
THIRD, FOURTH = SECOND.replace("4 per", "5 per"), SECOND.replace("4 per", "6 per")


class Rolled(Exception):
    """Takes back what was allowed, so that every case finds the same desk."""


class World:
    """A desk with somebody of every role, an article without a session, and one in each phase."""

    def __init__(self, path: Path) -> None:
        names = [*ROLES, "m", "n", "ed"]
        self.by = {who: open_desk(path, Reviewer(f"{ord(who[0]):032x}", who)) for who in names}
        ed = self.by["ed"]
        self.plain, self.blind, self.panel, self.votes = (
            self._added(ed, text) for text in (TEXT, SECOND, THIRD, FOURTH)
        )
        self.claims = claim_listing.listing(ed.conn, self.plain)
        self.item = evidence.attach(ed, self.plain, EvidenceKind.ON_AUTHOR, {}, self.claims[0])
        self.note = judging.note(ed, self.claims[0], NoteKind.NOTE, "told twice").event
        self.said = {
            who: comments.comment(self.by[who], self.claims[0], "hm").event for who in ROLES
        }
        self.source = sources.add(ed, "Harbour office", SourceClass.UNNAMED)
        for who, role in ROLES.items():
            sessions.give_role(ed, who, role)
        plan = sessions.Plan(("C", "A", "m"))
        self.hidden = sessions.create(ed, self.blind, plan)
        hand = plan._replace(reviewers=("m", "n"), mode=SessionMode.PANEL, assign=Assign.HAND)
        self.open = sessions.create(ed, self.panel, hand)
        panel = plan._replace(reviewers=("C", "E", "A"), mode=SessionMode.PANEL)
        self.voting = sessions.open_vote(ed, sessions.create(ed, self.votes, panel))

    def _added(self, desk: Desk, text: str) -> int:
        return intake.take_in(desk, text.encode(), read_document(text.encode(), "p.txt")).document

    def first(self, document: int) -> int:
        return claim_listing.listing(self.by["ed"].conn, document)[0]

    def kinds(self) -> list[str]:
        return [kind for (kind,) in self.by["ed"].conn.execute("SELECT kind FROM main.event")]

    def streams(self) -> int:
        return int(self.by["ed"].conn.execute("SELECT count(*) FROM main.stream").fetchone()[0])


def _adds(world: World, desk: Desk) -> None:
    text = "Quay\n\nThe mayor said that a ship had sunk.\n"
    intake.take_in(desk, text.encode(), read_document(text.encode(), "q.txt"), "q.txt")


def _revises(world: World, desk: Desk) -> None:
    document = Document(f"{TEXT}\nThe quay opened.\n", reader="plain/1")
    revise(desk, document.text.encode(), document, "port.txt", world.plain)


Deed = Callable[[World, Desk], object]
WORD = settling.LastWord(status="false", reason=Reason.OTHER)
DEEDS: dict[str, Deed] = {
    "document_added": _adds,
    "document_described": lambda w, d: intake.describe(d, w.plain, {"author": "A. Writer"}),
    "claims_found": _adds,
    "claims_continued": _revises,
    "claims_replaced": lambda w, d: spans.drop(d, w.claims[1]),
    "judged": lambda w, d: judging.judge(d, w.claims[0], status="false"),
    "noted": lambda w, d: judging.note(d, w.claims[0], NoteKind.QUERY, "which?"),
    "evidence_attached": lambda w, d: evidence.attach(d, w.plain, EvidenceKind.ON_AUTHOR, {}),
    "evidence_changed": lambda w, d: evidence.change(d, w.item.event, {"title": "word"}),
    "evidence_weighed": lambda w, d: evidence.weigh(
        d, w.claims[0], w.item.event, {"stance": "supports"}
    ),
    "lead_answered": lambda w, d: lead_answers.answer(
        d, w.plain, "f" * 16, "accepted", told="a lead"
    ),
    "source_added": lambda w, d: sources.add(d, "Coast guard", SourceClass.UNNAMED),
    "source_changed": lambda w, d: sources.edit(d, w.source, {"name": "Harbour"}),
    "scale_added": lambda w, d: scales.add(d, Scale("house", SCALES["fever"].statuses)),
    "role_given": lambda w, d: sessions.give_role(d, "somebody", ReviewerRole.CHECKER),
    "session_created": lambda w, d: sessions.create(d, w.plain, sessions.Plan(("m", "n"))),
    "session_joined": lambda w, d: sessions.join(d, w.open),
    "claims_assigned": lambda w, d: sessions.assign(d, w.open, [w.first(w.panel)], "m"),
    "session_revealed": lambda w, d: sessions.reveal(d, w.hidden),
    "vote_opened": lambda w, d: sessions.open_vote(d, w.open),
    "voted": lambda w, d: settling.vote(d, w.first(w.votes), "false"),
    "session_closed": lambda w, d: sessions.close(d, w.open),
    "adjudicated": lambda w, d: settling.adjudicate(d, w.first(w.panel), WORD),
    "commented": lambda w, d: comments.comment(d, w.claims[0], "hm"),
    "comment_changed": lambda w, d: comments.withdraw(d, w.said[d.writer.whose().name]),
    "signed_off": lambda w, d: signing.sign_off(d, w.plain),
    "entries_admitted": lambda w, d: d.act(EntriesAdmitted((w.note,))),
    "reviewers_merged": lambda w, d: upkeep.merge_reviewers(
        d, w.by["W"].reviewer_id, w.by["O"].reviewer_id
    ),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
        made = World(tmp_path_factory.mktemp("world") / "t.db")
    yield made
    for desk in made.by.values():
        desk.close()


def tried(world: World, kind: str, desk: Desk) -> list[str]:
    """The kinds of what a deed appends, before it is taken back."""
    before, added = len(world.kinds()), []
    with suppress(Rolled), desk.database.write() as conn:
        DEEDS[kind](world, desk)
        added += [entry.kind for entry in chain.read(conn)][before:]
        raise Rolled
    return added


CASES = [(kind, who) for kind in MAY for who in ROLES if kind != "redacted"]


@pytest.mark.parametrize(("kind", "who"), [case for case in CASES if case[1] in MAY[case[0]]])
def test_what_a_role_allows_goes_through(world: World, kind: str, who: str) -> None:
    assert kind in tried(world, kind, world.by[who])


@pytest.mark.parametrize(("kind", "who"), [case for case in CASES if case[1] not in MAY[case[0]]])
def test_what_a_role_forbids_is_refused_in_a_sentence_and_leaves_nothing(
    world: World, kind: str, who: str
) -> None:
    desk, before = world.by[who], (world.kinds(), world.streams())
    with pytest.raises(NotPermitted, match=rf"\Aan? {ROLES[who]} may not [^\n]* may\Z"):
        DEEDS[kind](world, desk)
    assert (world.kinds(), world.streams()) == before


@pytest.mark.parametrize("who", "WCOA")
def test_only_an_editor_redacts(world: World, who: str) -> None:
    before = world.kinds()
    with pytest.raises(NotPermitted, match="may not redact the log here; editors may"):
        upkeep.redact(world.by[who], world.note, "by order")
    assert world.kinds() == before


def test_every_kind_but_the_opening_of_a_stream_is_some_roles() -> None:
    assert set(MAY) == CATALOGUE.keys() - {"stream_opened"}
    limited = {row.fact for row in kinds.KINDS if row.may != kinds.ANYBODY}
    assert limited == set(CATALOGUE.values()) - {StreamOpened}


# --- where roles come from ------------------------------------------------------------------------


def test_where_nobody_has_a_role_everybody_may_do_everything(desk: Desk) -> None:
    assert all(roles.may(desk.conn, desk.writer.whose().id, kind) for kind in CATALOGUE.values())


def test_the_first_session_makes_its_host_the_editor(team: NewTeam) -> None:
    made = team()
    held = {one.name: one.role for one in known_reviewers.everybody(made.ed.conn)}
    assert held == {"ed": "editor", "a": "", "b": "", "c": ""}
    assert roles.role(made.ed.conn, made.id("a")) is ReviewerRole.CHECKER


def test_a_desk_with_roles_keeps_an_editor(team: NewTeam) -> None:
    made = team()
    before = made.events()
    with pytest.raises(WrongUsage, match="needs an editor"):
        sessions.give_role(made.ed, "ed", ReviewerRole.CHECKER)
    assert made.events() == before
    sessions.give_role(made.ed, "a", ReviewerRole.EDITOR)
    sessions.give_role(made.ed, "ed", ReviewerRole.CHECKER)
    assert roles.role(made.ed.conn, made.id("ed")) is ReviewerRole.CHECKER


def test_who_was_only_named_is_found_by_that_name_on_any_machine(desk: Desk) -> None:
    given_ = sessions.give_role(desk, "bo", ReviewerRole.OBSERVER)
    elsewhere = Identity("d" * 32, {})
    assert person(desk.conn, elsewhere, "bo") == given_
    assert ("bo", "observer") in {
        (one.name, one.role) for one in known_reviewers.everybody(desk.conn)
    }


def test_on_a_desk_with_roles_an_editor_chooses_the_scale(team: NewTeam) -> None:
    made = team()
    with pytest.raises(NotPermitted, match="a checker may not choose the desk's scale here"):
        scales.use(made["a"], POLITIFACT)
    assert known_scales.in_use(made.ed.conn) != POLITIFACT
    scales.use(made.ed, POLITIFACT)
    assert known_scales.in_use(made.ed.conn) == POLITIFACT
