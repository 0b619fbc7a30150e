"""New versions: what was held goes on where the words do, and nothing is lost where they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import Document, EvidenceKind, NoteKind, Span
from store.errors import WrongUsage
from store.log import chain
from store.log.kinds import ClaimsContinued
from store.queries import articles, claim_listing, claim_rows
from store.queries.claim_rows import ClaimRow
from store.queries.orphans import orphans
from store.state import continuation_tables
from store.verbs import intake, judging, naming, spans, undoing, upkeep
from store.verbs.desk import Desk
from store.verbs.evidence import attach
from store.verbs.intake import Added
from store.verbs.revising import Revised, revise
from store.verbs.verify import verify
from tests.store.projections import tables

Add = Callable[..., Added]

REVISIONS = Path(__file__).parent.parent.parent / "fixtures" / "revisions"
FIRST = "A port official said that traffic rose by 4 per cent."
SECOND = "Nobody at the quay could say why."
THIRD = "Reuters reported that the old quay was closed on Monday."
TEXT = f"{FIRST} {SECOND}\n\n{THIRD}\n"


def next_version(desk: Desk, earlier: int, text: str) -> Revised:
    return revise(desk, text.encode(), Document(text, reader="plain/1"), "new.txt", earlier)


def rows(desk: Desk, document: int) -> list[ClaimRow]:
    return claim_rows.rows(desk.conn, claim_listing.listing(desk.conn, document), desk.reviewer_id)


def claim(desk: Desk, document: int, words: str) -> ClaimRow:
    (found,) = (row for row in rows(desk, document) if words in row.exact)
    return found


@pytest.fixture
def judged(desk: Desk, add: Add) -> int:
    """The article of three claims, all judged and with sources."""
    document = add(TEXT).document
    for row, status in zip(rows(desk, document), ("verified", "false", "misleading"), strict=True):
        naming.attribute(desk, row.id, ["reuters"])
        judging.judge(desk, row.id, status=status, justification=f"because {row.number}")
    return document


# --- what goes on --------------------------------------------------------------------------------


def test_an_unchanged_claim_keeps_everything_that_was_held(desk: Desk, judged: int) -> None:
    judging.note(desk, claim(desk, judged, "Reuters").id, NoteKind.QUERY, "which quay?")
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    row = claim(desk, done.added.document, "Reuters")
    assert (row.status, row.source, row.justification) == ("misleading", "Reuters", "because 3")
    assert row.notes == {"query"}
    assert row.carried


def test_spans_of_a_kept_attribution_are_where_they_are_now(desk: Desk, add: Add) -> None:
    document = add(TEXT).document
    naming.accept(desk, claim(desk, document, "Reuters").id)
    done = next_version(desk, document, f"It is new here.\n\n{TEXT}")
    text = articles.text(desk.conn, done.added.document)
    (held,) = claim(desk, done.added.document, "Reuters").attributions
    assert held.source
    assert held.source.of(text) == "Reuters"


def test_a_changed_claim_is_undecided_and_shows_what_was_held(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, TEXT.replace("4 per cent", "5 per cent"))
    row = claim(desk, done.added.document, "5 per cent")
    before = claim_rows.earlier(desk.conn, row.id, desk.reviewer_id)
    assert row.status is None
    assert before
    assert (before.document, before.status) == (judged, "verified")


def test_what_was_held_is_shown_over_two_versions(desk: Desk, judged: int) -> None:
    second = next_version(desk, judged, TEXT.replace("4 per cent", "5 per cent"))
    third = next_version(
        desk, second.added.document, TEXT.replace("4 per cent", "5 per cent") + "It is new here.\n"
    )
    before = claim_rows.earlier(
        desk.conn, claim(desk, third.added.document, "5 per cent").id, desk.reviewer_id
    )
    assert before
    assert before.status == "verified"


def test_what_was_held_of_a_changed_claim_can_be_taken_over(desk: Desk, add: Add) -> None:
    document = add(TEXT).document
    old = claim(desk, document, "Reuters")
    naming.accept(desk, old.id)
    judging.judge(desk, old.id, status="verified")
    done = next_version(desk, document, "New. " * 9 + TEXT.replace("Monday", "Tuesday"))
    row = claim(desk, done.added.document, "Tuesday")
    judging.carry(desk, row.id, old.id)
    row = claim_rows.row(desk.conn, row.id, desk.reviewer_id)
    assert (row.status, row.source) == ("verified", "Reuters")
    assert [one.source for one in row.attributions] == [None]  # that span was of the other text


def test_a_claim_that_is_gone_is_listed_with_what_was_held(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"{FIRST}\n\n{THIRD}\n")
    (orphan,) = orphans(desk.conn, done.added.document, desk.reviewer_id)
    assert (orphan.row.exact, orphan.row.status) == (SECOND, "false")
    assert (orphan.version, orphan.gone_in) == (judged, done.added.document)


def test_a_claim_that_is_gone_is_listed_in_every_later_version(desk: Desk, judged: int) -> None:
    second = next_version(desk, judged, f"{FIRST}\n\n{THIRD}\n")
    third = next_version(desk, second.added.document, f"{FIRST}\n")
    found = orphans(desk.conn, third.added.document, desk.reviewer_id)
    assert [orphan.row.exact for orphan in found] == [THIRD, SECOND]


def test_a_verdict_goes_on_over_many_versions(desk: Desk, judged: int) -> None:
    document = judged
    for n in range(4):
        text = f"It is version {n} here now.\n\n{TEXT}"
        document = next_version(desk, document, text).added.document
    assert claim(desk, document, "Reuters").status == "misleading"


def test_a_colleagues_judgement_goes_on_as_well(
    desk: Desk, judged: int, open_at: Callable[..., Desk]
) -> None:
    li = open_at("li")
    judging.judge(li, claim(li, judged, "Reuters").id, status="verified")
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    assert claim(li, done.added.document, "Reuters").status == "verified"


def test_what_is_held_of_the_earlier_version_later_stays_there(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    judging.judge(desk, claim(desk, judged, "Reuters").id, status="verified")
    assert claim(desk, done.added.document, "Reuters").status == "misleading"


def test_weighed_evidence_goes_on(desk: Desk, judged: int) -> None:
    old = claim(desk, judged, "Reuters").id
    page = {"url": "https://example.org/a"}
    attach(desk, judged, EvidenceKind.URL, page, claim=old, weights={"stance": "supports"})
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    found = desk.conn.execute(
        "SELECT stance FROM weighing WHERE claim_id = ?",
        (claim(desk, done.added.document, "Reuters").id,),
    ).fetchall()
    assert found == [("supports",)]


# --- the reviewers' own claims -------------------------------------------------------------------


def test_an_own_claim_goes_on_with_its_verdict(desk: Desk, judged: int) -> None:
    row = claim(desk, judged, "Reuters")
    at = row.exact.index("the old quay")
    spans.respan(desk, row.id, Span(row.start + at, row.end))
    judging.judge(desk, claim(desk, judged, "the old quay").id, status="verified")
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    row = claim(desk, done.added.document, "the old quay")
    assert (row.exact, row.status) == ("the old quay was closed on Monday.", "verified")


def test_a_dropped_claim_does_not_come_back(desk: Desk, judged: int) -> None:
    spans.drop(desk, claim(desk, judged, "Nobody").id)
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    assert not [row for row in rows(desk, done.added.document) if "Nobody" in row.exact]


# --- what is refused -----------------------------------------------------------------------------


def test_the_same_text_is_no_new_version(desk: Desk, judged: int) -> None:
    with pytest.raises(WrongUsage, match="nothing has changed"):
        next_version(desk, judged, TEXT)


def test_a_text_that_is_on_the_desk_is_no_new_version(desk: Desk, judged: int, add: Add) -> None:
    other = add("The ferry was late on Monday.\n")
    with pytest.raises(WrongUsage, match=f"already, as article {other.document}"):
        next_version(desk, judged, "The ferry was late on Monday.\n")


def test_only_the_newest_version_is_revised(desk: Desk, judged: int) -> None:
    later = next_version(desk, judged, f"It is new here.\n\n{TEXT}").added.document
    with pytest.raises(WrongUsage, match=f"has a later version, {later}"):
        next_version(desk, judged, FIRST)


def test_what_is_refused_leaves_nothing_behind(desk: Desk, judged: int) -> None:
    before = tables(desk)
    with pytest.raises(WrongUsage):
        next_version(desk, judged, TEXT)
    assert tables(desk) == before


# --- the log -------------------------------------------------------------------------------------


def test_a_revised_desk_is_what_its_log_says(desk: Desk, judged: int) -> None:
    next_version(desk, judged, f"It is new here.\n\n{THIRD} {SECOND}")
    assert verify(desk.database) == []


def test_a_revised_desk_is_the_same_when_it_is_folded_again(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"It is new here.\n\n{THIRD} {SECOND}")
    judging.judge(desk, claim(desk, done.added.document, "Nobody").id, status="verified")
    before = tables(desk)
    upkeep.rebuild(desk)
    assert tables(desk) == before


def test_undoing_in_the_new_version_puts_back_what_was_carried(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    row = claim(desk, done.added.document, "Reuters")
    judging.judge(desk, row.id, status="verified")
    undoing.undo(desk, done.added.document)
    again = claim_rows.row(desk.conn, row.id, desk.reviewer_id)
    assert (again.status, again.source) == ("misleading", "Reuters")
    assert again.justification == "because 3"


def test_taking_a_version_in_is_nothing_to_undo(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    assert undoing.undo(desk, done.added.document) is None


def test_links_of_a_long_article_are_several_events(desk: Desk, add: Add) -> None:
    text = "\n\n".join(f"The ferry number {n} was late on Monday." for n in range(2300))
    document = add(text).document
    done = next_version(desk, document, f"It is new here.\n\n{text}")
    facts = [entry.event.fact for entry in chain.read(desk.conn) if entry.event]
    sizes = [len(fact.links) for fact in facts if isinstance(fact, ClaimsContinued)]
    assert sizes == [1000, 1000, 300]
    assert done.counts["same"] == 2300


def test_about_the_author_is_kept_unless_it_is_told_anew(desk: Desk, add: Add) -> None:
    document = add(TEXT, publisher="The Quay", date_published="2024-02-08").document
    done = next_version(desk, document, f"It is new here.\n\n{TEXT}")
    article = articles.article(desk.conn, done.added.document)
    assert (article.publisher, article.date_published) == ("The Quay", "2024-02-08")


# --- which version a name means ------------------------------------------------------------------


def test_a_name_means_the_newest_version(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    assert articles.find_article(desk.conn, None).id == done.added.document


def test_a_number_means_that_version(desk: Desk, judged: int) -> None:
    next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    assert articles.find_article(desk.conn, str(judged)).id == judged


def test_an_earlier_version_names_the_one_that_supersedes_it(desk: Desk, judged: int) -> None:
    done = next_version(desk, judged, f"It is new here.\n\n{TEXT}")
    later = {a.id: a.superseded_by for a in articles.articles(desk.conn)}
    assert later == {judged: done.added.document, done.added.document: 0}


# --- laws ----------------------------------------------------------------------------------------

SENTENCES = [
    "The ferry was late on Monday.",
    "Reuters reported that the quay was closed.",
    "The mayor said that two ships had sunk.",
    "Tickets rose to 95 crowns in January.",
    "A hearing has been set for October.",
    "The council denied that it had been warned.",
]
FRESH = ["The shop has closed for good.", "An islander said that the boat was old."]


@settings(settings.get_profile("one desk"), max_examples=25)
@given(st.data())
def test_unchanged_text_keeps_its_judgement(
    open_at: Callable[..., Desk], tmp_path: Path, data: st.DataObject
) -> None:
    """Whole sentences are put in, left out, replaced and moved; the others keep their verdicts."""
    desk = open_at("mk", f"law-{len(list(tmp_path.iterdir()))}.db")
    text = "\n\n".join(SENTENCES)
    document = intake.take_in(desk, text.encode(), read_document(text.encode(), "a.txt")).document
    statuses = ("verified", "false", "disputed", "misleading", "unverified", "not_checkable")
    for row, status in zip(rows(desk, document), statuses, strict=True):
        judging.judge(desk, row.id, status=status)
    kept = data.draw(st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1))
    put = data.draw(st.lists(st.sampled_from(FRESH), unique=True, min_size=1))
    mixed = data.draw(st.permutations([*kept, *put]))
    done = next_version(desk, document, data.draw(st.sampled_from(["\n\n", " "])).join(mixed))
    held = {row.exact: row.status for row in rows(desk, done.added.document)}
    told = dict(zip(SENTENCES, statuses, strict=True))
    assert {text: held[text] for text in kept} == {text: told[text] for text in kept}
    assert verify(desk.database) == []


def test_every_claim_of_the_fixture_has_one_link(desk: Desk, add: Add) -> None:
    document = add(REVISIONS / "ferry.md").document
    data = (REVISIONS / "ferry-revised.md").read_bytes()
    done = revise(desk, data, read_document(data, "ferry.md"), "ferry.md", document)
    assert sum(done.counts.values()) == len(rows(desk, document))
    linked = [
        continuation_tables.link_to(desk.conn, row.id) for row in rows(desk, done.added.document)
    ]
    assert sum(link is None for link in linked) == done.new == 4
