"""While a session is blind, whoever reviews in it sees nothing of what another does."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from claims.intake import read_document
from claims.model import Document, EvidenceKind, NoteKind, Role, SourceClass
from store.dossier import walk
from store.dossier.values import Scope
from store.exports import EXPORTERS, exporter
from store.log import chain
from store.log.kinds import KINDS, PERSONAL, About, ReviewerRole
from store.queries import claim_listing, journal, known_sources, leads
from store.queries.team import adjudications, at_work, member_verdicts, session_ballots
from store.state.session import Assign, Reason, SessionMode
from store.verbs import (
    comments,
    evidence,
    handing_out,
    intake,
    judging,
    lead_answers,
    naming,
    presence,
    sessions,
    settling,
    sources,
)
from store.verbs.revising import revise

from .teams import TEXT, Team
from .walking import Walk

NewTeam = Callable[..., Team]

# What `a` writes, each in a place of its own; none of it is a word of the article
SECRETS = {
    "note": "zzNote",
    "query": "zzQuery",
    "correction": "zzCorrection",
    "justification": "zzBecause",
    "claim_reviewed": "zzRestated",
    "comment": "zzComment",
    "source": "zzSource",
    "renamed": "zzRenamed",
    "title": "zzTitle",
    "changed": "zzChanged",
    "group": "zzGroup",
    "reason": "zzReason",
    "file": "zzFile.txt",
    "text": "zzText",
}


def work(team: Team, who: str = "a") -> None:
    """Everything that a reviewer can do on an article, with a secret in each place."""
    desk, (one, two, three, four) = team[who], team.claims
    presence.here(desk, team.document, two)
    source = sources.add(desk, SECRETS["source"], SourceClass.UNNAMED, about="")
    sources.edit(desk, source, {"name": SECRETS["renamed"]})
    naming.attribute(desk, one, [source])
    judging.judge(desk, one, status="false", justification=SECRETS["justification"])
    judging.judge(desk, two, status="disputed", claim_reviewed=SECRETS["claim_reviewed"])
    judging.judge(desk, three, status="verified")
    for kind in NoteKind:
        judging.note(desk, two, kind, SECRETS[kind.value])
    comments.comment(desk, one, f"{SECRETS['comment']} @b")
    lead = leads.of_article(desk.conn, team.document, team.id(who))
    key = lead[0].key if lead else "f" * 16
    lead_answers.answer(
        desk, team.document, key, "dismissed", told="a lead", reason=SECRETS["reason"], claim=four
    )
    bring(team, who)


def bring(team: Team, who: str) -> None:
    """Evidence: a page whose title changes, and a document."""
    desk, (one, two, *_) = team[who], team.claims
    page = {"url": "https://example.org/zz", "title": SECRETS["title"]}
    piece = evidence.attach(desk, team.document, EvidenceKind.URL, page, one).event
    evidence.change(desk, piece, {"title": SECRETS["changed"]})
    evidence.weigh(desk, one, piece, {"stance": "refutes", "independence_group": SECRETS["group"]})
    text = f"{SECRETS['text']} says that traffic fell by 9 per cent.\n"
    kept = Document(text, role=Role.EVIDENCE, reader="plain/1")
    sha256 = evidence.take_in_evidence(
        desk, text.encode(), kept, SECRETS["file"], about=team.document
    ).sha256
    evidence.attach(desk, team.document, EvidenceKind.DOCUMENT, {"text": sha256}, two)


def twin(team: Team) -> None:
    """Another article with the same claims: where past rulings would be told."""
    text = TEXT.replace("Port |", "Harbour |")
    intake.take_in(team.ed, text.encode(), read_document(text.encode(), "twin.txt"), "twin.txt")


def told(seen: Iterable[str]) -> set[str]:
    """Which secrets are in it."""
    everything = "\n".join(seen)
    return {name for name, words in SECRETS.items() if words in everything}


def seen(team: Team, who: str, forms: Iterable[str] = ("csv", "jsonl", "md")) -> dict[str, str]:
    return Walk(team[who], team.session).everything(forms)


# --- nothing shows --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", "bc")
def test_nothing_that_a_member_reads_is_other_for_what_another_does(
    team: NewTeam, who: str
) -> None:
    made = team(assign=Assign.LOAD, reviews=2)
    twin(made)
    words = tuple(SECRETS.values())
    if who == "b":  # c has begun nothing yet
        comments.comment(made["b"], made.claims[0], "mine")
        judging.judge(made["b"], made.claims[1], status="false")
    walk = Walk(made[who], made.session, words)
    before = walk.everything()
    work(made)
    handing_out.hand_out(made["a"], made.session)
    after = walk.everything()
    assert {name for name in before if before[name] != after[name]} == set()


def test_no_read_model_finds_what_is_hidden_by_its_id(team: NewTeam) -> None:
    made = team()
    twin(made)
    work(made)
    found = seen(made, "b", EXPORTERS)
    assert {name: told([text]) for name, text in found.items() if told([text])} == {}


def test_after_the_reveal_every_one_of_it_is_there(team: NewTeam) -> None:
    """The test of the two above: what they search for can be found."""
    made = team()
    work(made)
    sessions.reveal(made.ed, made.session)
    found = seen(made, "b", EXPORTERS)
    assert told(found.values()) == SECRETS.keys()


def test_an_editor_who_does_not_review_sees_all_of_it(team: NewTeam) -> None:
    made = team()
    work(made)
    assert told(seen(made, "ed").values()) == SECRETS.keys()


def test_an_editor_who_reviews_sees_none_of_it(team: NewTeam) -> None:
    made = team("abc", reviewers=("a", "b", "ed"))
    work(made)
    assert told(seen(made, "ed").values()) == set()


@pytest.mark.parametrize("role", [role for role in ReviewerRole if role is not ReviewerRole.EDITOR])
def test_whoever_is_no_editor_sees_none_of_it(team: NewTeam, role: ReviewerRole) -> None:
    made = team("abcx", reviewers=("a", "b", "c"))
    sessions.give_role(made.ed, "x", role)
    work(made)
    assert told(seen(made, "x").values()) == set()


def test_what_was_held_before_the_session_is_hidden_in_it_too(team: NewTeam) -> None:
    made = team(session=False)
    work(made)
    before = {"source", "renamed", "title", "changed", "file", "text"}  # the article's own by then
    made.create()
    assert told(seen(made, "b").values()) <= before
    assert journal.verdicts(made["b"].conn, made.claims[0]) == []


def test_an_earlier_session_is_hidden_in_the_next(team: NewTeam) -> None:
    made = team()
    judging.judge(made["a"], made.claims[0], status="false")
    sessions.reveal(made.ed, made.session)
    first = sessions.open_vote(made.ed, made.session)
    settling.vote(made["a"], made.claims[0], "disputed")
    word = settling.LastWord(status="misleading", reason=Reason.OTHER, note=SECRETS["note"])
    settling.adjudicate(made.ed, made.claims[0], word)
    sessions.close(made.ed, first)
    made.create()
    conn = made["b"].conn
    assert (
        member_verdicts.held(conn, first, "reveal")
        == member_verdicts.held(conn, first, "close")
        == {}
    )
    assert session_ballots.votes(conn, first) == adjudications.rulings(conn, made.claims[0]) == []
    assert told(seen(made, "b").values()) == set()
    assert member_verdicts.held(made["a"].conn, first, "reveal").keys() == {made.claims[0]}


def test_other_versions_of_the_article_are_hidden_with_it(team: NewTeam) -> None:
    made = team(session=False)
    judging.judge(made["a"], made.claims[0], status="false", justification=SECRETS["justification"])
    earlier, text = made.document, f"{TEXT}\nThe quay opened.\n"
    done = revise(made.ed, text.encode(), Document(text, reader="plain/1"), "port.txt", earlier)
    made.document = done.added.document
    made.create()
    assert told(seen(made, "b").values()) == set()
    assert journal.verdicts(made["b"].conn, made.claims[0]) == []


def test_the_digest_tells_no_count(team: NewTeam) -> None:
    made = team()
    assert "-" in chain.digest(made.ed.conn)
    assert "-" not in chain.digest(made["b"].conn)
    sessions.reveal(made.ed, made.session)
    assert chain.digest(made["b"].conn) == chain.digest(made.ed.conn)


def test_the_log_has_no_gaps_to_count_by(team: NewTeam) -> None:
    made = team()
    work(made)
    judging.judge(made["b"], made.claims[0], status="false")
    lines = journal.log_lines(made["b"].conn)
    assert [line.seq for line in lines] == list(range(1, len(lines) + 1))
    last = lines[-1].seq - 1
    assert journal.log_lines(made["b"].conn, after=last) == lines[last:]


# --- what is no secret ----------------------------------------------------------------------------


def test_who_is_there_shows_but_not_on_which_claim(team: NewTeam) -> None:
    made = team()
    presence.here(made["a"], made.document, made.claims[1])
    now = made.ed.writer.clock().micros
    about = (made.document, made.id("b"), now)
    assert [(p.name, p.claim, p.number) for p in at_work.people(made["b"].conn, *about)] == [
        ("a", None, "")
    ]
    sessions.reveal(made.ed, made.session)
    (there,) = at_work.people(made["b"].conn, *about)
    assert (there.claim, there.number) == (made.claims[1], "2")


def test_a_panel_hides_nothing(team: NewTeam) -> None:
    made = team(mode=SessionMode.PANEL)
    work(made)
    assert told(seen(made, "b").values()) == SECRETS.keys()


def test_one_sees_all_of_ones_own(team: NewTeam) -> None:
    made = team()
    work(made)
    assert told(seen(made, "a").values()) == SECRETS.keys()


def test_a_source_that_both_add_is_two_until_the_reveal(team: NewTeam) -> None:
    made = team()
    ids = [sources.add(made[who], "Coast guard", SourceClass.UNNAMED) for who in "ab"]
    assert known_sources.by_name(made["b"].conn, "Coast guard") == ids[1]
    sessions.reveal(made.ed, made.session)
    known = {
        line.id for line in known_sources.sources(made["b"].conn) if line.name == "Coast guard"
    }
    assert known == set(ids)


def test_what_an_editor_changes_of_a_hidden_source_is_hidden(team: NewTeam) -> None:
    made = team()
    source = sources.add(made["a"], SECRETS["source"], SourceClass.UNNAMED)
    sources.edit(made.ed, source, {"name": SECRETS["renamed"]})
    assert told(seen(made, "b").values()) == set()


def test_a_log_that_lacks_what_is_hidden_is_not_offered_as_one(team: NewTeam) -> None:
    made = team()
    judging.judge(made["a"], made.claims[0], status="false")
    lines = "".join(exporter("jsonl").export(walk.collect(made["b"].conn, Scope())))
    assert '"whole": false' in lines.splitlines()[0]
    assert "what a blind session hides is left out" in lines.splitlines()[0]
    assert claim_listing.listing(made["b"].conn, made.document)


# --- what comes later is hidden too --------------------------------------------------------------

# Who sits where, who is here, who has read what and who signed: no secret, and no judgement
_IN_THE_OPEN = {"assignment", "member", "presence", "role", "same_person", "seen", "signoff"}


def test_every_table_that_says_whose_its_rows_are_is_hidden_or_in_the_open(team: NewTeam) -> None:
    conn = team()["b"].conn
    tables = conn.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
    whose = {
        name
        for (name,) in tables
        for column in conn.execute(f"PRAGMA main.table_info({name})")
        if column[1] in ("reviewer", "reviewer_id")
    }
    views = conn.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'view'").fetchall()
    assert whose - {name for (name,) in views} == _IN_THE_OPEN


def test_every_kind_that_is_a_reviewers_own_or_about_a_claim_is_hidden_in_the_log() -> None:
    told_of = {row.name for row in KINDS if row.own or row.about is About.CLAIM}
    assert told_of | {"redacted"} == set(PERSONAL)
