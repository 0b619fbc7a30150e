"""Attaching is shared, weighing is personal, and the log can say all of it again."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import EvidenceKind, Role, SourceClass
from store.clock import Instant
from store.errors import WrongUsage
from store.log.kinds import ClaimsContinued
from store.queries import articles, claim_listing, claim_rows, evidence_items
from store.queries.evidence_items import Item, numbered, of_claim
from store.verbs import evidence, intake, judging, lead_answers, sources, spans, undoing, upkeep
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.store.projections import tables

Add = Callable[..., Added]
PAGE = {"url": "https://harbour.example/port"}
READOUT = "The Kremlin said that the two leaders spoke for an hour. Nobody was named."


@pytest.fixture
def article(add: Add) -> int:
    return add().document


def claims(desk: Desk, article: int) -> list[int]:
    return claim_listing.listing(desk.conn, article)


def events(desk: Desk) -> int:
    return int(desk.conn.execute("SELECT count(*) FROM event").fetchone()[0])


def page(desk: Desk, article: int, claim: int | None = None, **values: str) -> str:
    """The id of a page that is attached now."""
    return evidence.attach(desk, article, EvidenceKind.URL, PAGE | values, claim).event


def document(desk: Desk, text: str, role: Role = Role.EVIDENCE) -> Added:
    data = text.encode()
    taken = read_document(data, "readout.txt")._replace(role=role)
    return evidence.take_in_evidence(desk, data, taken, "readout.txt")


def ids(items: list[Item]) -> list[str]:
    return [item.id for item in items]


def stances(desk: Desk, claim: int) -> list[str]:
    return [item.stance for item in of_claim(desk.conn, claim, desk.reviewer_id)]


# --- shared and personal -------------------------------------------------------------------------


def test_what_one_attaches_all_see(desk: Desk, article: int, open_at: Callable[..., Desk]) -> None:
    piece = page(desk, article)
    other = open_at("li")
    assert ids(of_claim(other.conn, claims(other, article)[0], other.reviewer_id)) == [piece]


def test_what_one_makes_of_it_is_their_own(
    desk: Desk, article: int, open_at: Callable[..., Desk]
) -> None:
    claim, piece, other = claims(desk, article)[0], page(desk, article), open_at("li")
    evidence.weigh(desk, claim, piece, {"stance": "supports"})
    evidence.weigh(other, claim, piece, {"stance": "refutes"})
    assert (stances(desk, claim), stances(other, claim)) == (["supports"], ["refutes"])


def test_everybody_can_take_a_piece_off(
    desk: Desk, article: int, open_at: Callable[..., Desk]
) -> None:
    piece = page(desk, article)
    evidence.detach(open_at("li"), piece)
    assert of_claim(desk.conn, claims(desk, article)[0], desk.reviewer_id) == []


def test_undo_takes_back_only_my_own_acts(
    desk: Desk, article: int, open_at: Callable[..., Desk]
) -> None:
    page(desk, article)
    assert undoing.undo(open_at("li"), article) is None


# --- what counts ---------------------------------------------------------------------------------


def test_evidence_on_the_article_is_offered_for_every_claim(desk: Desk, article: int) -> None:
    piece = page(desk, article)
    offered = [ids(of_claim(desk.conn, claim)) for claim in claims(desk, article)]
    assert offered == [[piece]] * len(offered)


def test_evidence_on_the_article_counts_once_it_is_weighed(desk: Desk, article: int) -> None:
    first, second, *_ = claims(desk, article)
    piece = page(desk, article)
    evidence.weigh(desk, first, piece, {"stance": "context"})
    counts = [
        ids(evidence_items.counted(of_claim(desk.conn, claim, desk.reviewer_id)))
        for claim in (first, second)
    ]
    assert counts == [[piece], []]


def test_evidence_on_a_claim_is_not_offered_for_another(desk: Desk, article: int) -> None:
    first, second, *_ = claims(desk, article)
    page(desk, article, first)
    assert of_claim(desk.conn, second) == []


def test_evidence_on_another_claim_cannot_be_weighed(desk: Desk, article: int) -> None:
    first, second, *_ = claims(desk, article)
    piece = page(desk, article, first)
    with pytest.raises(WrongUsage, match="attached to another claim"):
        evidence.weigh(desk, second, piece, {"stance": "supports"})


def test_evidence_of_another_article_cannot_be_weighed(desk: Desk, article: int, add: Add) -> None:
    other = add("Reuters reported that the quay was closed on Monday.").document
    piece = page(desk, other)
    with pytest.raises(WrongUsage, match="attached to another claim"):
        evidence.weigh(desk, claims(desk, article)[0], piece, {"stance": "supports"})


def test_pieces_count_apart_by_source_and_organisation_until_grouped(
    desk: Desk, article: int
) -> None:
    speaker = sources.add(desk, "A pilot", SourceClass.EYEWITNESS, organisation="cctv")
    pieces = [
        page(desk, article, url=f"{PAGE['url']}/1"),
        page(desk, article, url=f"{PAGE['url']}/2"),
        page(desk, article, source="tass"),
        page(desk, article, source="tass"),
        page(desk, article, source=speaker),
    ]
    claim = claims(desk, article)[0]
    groups = {item.id: item.group for item in of_claim(desk.conn, claim, desk.reviewer_id)}
    assert [groups[piece] for piece in pieces[2:]] == ["tass", "tass", "cctv"]
    assert len({groups[piece] for piece in pieces}) == 4
    evidence.weigh(desk, claim, pieces[0], {"independence_group": "tass"})
    groups = {item.id: item.group for item in of_claim(desk.conn, claim, desk.reviewer_id)}
    assert groups[pieces[0]] == "tass"


def test_one_page_and_one_document_count_once_however_often_they_are_attached(
    desk: Desk, article: int
) -> None:
    text = {"text": document(desk, READOUT).sha256}
    for _ in range(2):
        page(desk, article)
        evidence.attach(desk, article, EvidenceKind.DOCUMENT, text)
    groups = [
        item.group for item in of_claim(desk.conn, claims(desk, article)[0], desk.reviewer_id)
    ]
    assert len(set(groups)) == 2


def test_the_annotations_count_what_counts(desk: Desk, article: int) -> None:
    first, second, *_ = claims(desk, article)
    shared = page(desk, article)
    page(desk, article, first)
    gone = page(desk, article, first)
    evidence.weigh(desk, first, shared, {"stance": "supports"})
    evidence.detach(desk, gone)
    for claim in (first, second):
        judging.judge(desk, claim, status="verified")
    rows = desk.conn.execute("SELECT evidence FROM annotations ORDER BY start").fetchall()
    assert rows == [(2,), (0,)]


# --- numbers -------------------------------------------------------------------------------------


def test_a_piece_that_is_taken_off_keeps_its_number(desk: Desk, article: int) -> None:
    pieces = [page(desk, article) for _ in range(12)]
    evidence.detach(desk, pieces[1])
    found = {number: item.id for number, item in numbered(desk.conn, article).items()}
    assert found == {n: piece for n, piece in enumerate(pieces, 1) if n != 2}


def test_a_clock_that_goes_back_moves_no_number(tmp_path: Path) -> None:
    micros = itertools.count(1_707_386_400_000_000, -1_000_000)
    desk = open_desk(tmp_path / "back.db", "mk", clock=lambda: Instant(next(micros)))
    data = READOUT.encode()
    article = intake.take_in(desk, data, read_document(data, "a.txt"), "a.txt").document
    pieces = [page(desk, article) for _ in range(12)]
    assert [item.id for item in numbered(desk.conn, article).values()] == pieces
    desk.close()


@pytest.mark.parametrize("name", ["2", "e2", "E2", "#2"])
def test_a_piece_is_called_by_its_number(desk: Desk, article: int, name: str) -> None:
    page(desk, article)
    piece = page(desk, article)
    assert evidence_items.named(desk.conn, article, name).id == piece


@pytest.mark.parametrize("name", ["2", "e0", "-1", "²", "", "port"])
def test_an_unknown_number_is_answered_with_those_that_there_are(
    desk: Desk, article: int, name: str
) -> None:
    page(desk, article)
    with pytest.raises(WrongUsage, match="it has 1"):
        evidence_items.named(desk.conn, article, name)


# --- taking back ---------------------------------------------------------------------------------


def test_undo_of_attaching_takes_it_off_and_redo_puts_it_back_with_its_id(
    desk: Desk, article: int
) -> None:
    piece = page(desk, article)
    undoing.undo(desk, article)
    off = list(numbered(desk.conn, article))
    undoing.redo(desk, article)
    assert (off, numbered(desk.conn, article)[1].id) == ([], piece)


def test_undo_of_weighing_brings_the_value_before_back(desk: Desk, article: int) -> None:
    claim, piece = claims(desk, article)[0], page(desk, article)
    evidence.weigh(desk, claim, piece, {"stance": "supports", "information_credibility": "2"})
    evidence.weigh(desk, claim, piece, {"stance": "refutes"})
    undoing.undo(desk, article)
    (item,) = of_claim(desk.conn, claim, desk.reviewer_id)
    assert (item.stance, item.information_credibility) == ("supports", "2")


def test_undo_of_a_change_brings_the_value_before_back(desk: Desk, article: int) -> None:
    piece = page(desk, article, title="Port page", provenance="primary")
    evidence.change(desk, piece, {"title": "Other", "provenance": "secondary"})
    undoing.undo(desk, article)
    item = numbered(desk.conn, article)[1]
    assert (item.title, item.provenance) == ("Port page", "primary")


def test_undo_of_taking_off_puts_it_back(desk: Desk, article: int) -> None:
    piece = page(desk, article)
    evidence.detach(desk, piece)
    undoing.undo(desk, article)
    assert ids(list(numbered(desk.conn, article).values())) == [piece]


def test_a_weighing_comes_back_with_its_piece(desk: Desk, article: int) -> None:
    claim, piece = claims(desk, article)[0], page(desk, article)
    evidence.weigh(desk, claim, piece, {"stance": "supports"})
    evidence.detach(desk, piece)
    undoing.undo(desk, article)
    assert stances(desk, claim) == ["supports"]


def test_the_log_keeps_what_was_taken_off(desk: Desk, article: int) -> None:
    piece = page(desk, article)
    before = events(desk)
    evidence.detach(desk, piece)
    held = desk.conn.execute("SELECT attached FROM evidence WHERE id = ?", (piece,)).fetchone()
    assert (held, events(desk)) == ((0,), before + 1)


def test_undo_of_an_answer_opens_the_lead_again(desk: Desk, article: int) -> None:
    lead_answers.answer(desk, article, "ab" * 32, "dismissed", told="Two dates", reason="a typo")
    undoing.undo(desk, article)
    assert desk.conn.execute("SELECT * FROM lead_answer").fetchall() == []


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (EvidenceKind.DOCUMENT, {}, "name the document"),
        (EvidenceKind.URL, {"url": ""}, "the address of the page"),
        (EvidenceKind.URL, {"url": "  "}, "the address of the page"),
        (EvidenceKind.CONVERSATION, {"medium": "telephone"}, "with whom"),
        (EvidenceKind.CONVERSATION, {"with_whom": " "}, "with whom"),
        (
            EvidenceKind.CONVERSATION,
            {"with_whom": "a pilot", "terms": "whispered"},
            "terms must be one",
        ),
        (EvidenceKind.URL, PAGE | {"provenance": "third-hand"}, "provenance must be one of"),
        (EvidenceKind.URL, PAGE | {"source": "nobody"}, "there is no source 'nobody'"),
    ],
)
def test_evidence_that_lacks_what_it_needs_is_refused(
    desk: Desk, article: int, kind: EvidenceKind, values: dict[str, str], words: str
) -> None:
    before = events(desk)
    with pytest.raises(WrongUsage, match=words):
        evidence.attach(desk, article, kind, values)
    assert events(desk) == before


@pytest.mark.parametrize(
    "values", [{"stance": "proves"}, {"information_credibility": "7"}, {"stance": "SUPPORTS"}]
)
def test_a_weight_off_the_scale_is_refused(
    desk: Desk, article: int, values: dict[str, str]
) -> None:
    piece = page(desk, article)
    with pytest.raises(WrongUsage, match="must be one of"):
        evidence.weigh(desk, claims(desk, article)[0], piece, values)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_lead_is_not_dismissed_without_a_reason(desk: Desk, article: int, reason: str) -> None:
    with pytest.raises(WrongUsage, match="say why"):
        lead_answers.answer(desk, article, "ab" * 32, "dismissed", told="Two dates", reason=reason)


def test_a_lead_has_no_third_answer(desk: Desk, article: int) -> None:
    with pytest.raises(WrongUsage, match="accepted or dismissed"):
        lead_answers.answer(desk, article, "ab" * 32, "perhaps", told="Two dates")


def test_a_stance_that_is_refused_takes_the_attachment_with_it(desk: Desk, article: int) -> None:
    claim, before = claims(desk, article)[0], events(desk)
    spans.drop(desk, claim)
    with pytest.raises(WrongUsage):
        evidence.attach(
            desk, article, EvidenceKind.URL, PAGE, claim, weights={"stance": "supports"}
        )
    assert events(desk) == before + 1


def test_an_article_is_no_evidence_for_itself(desk: Desk, article: int) -> None:
    text = articles.article(desk.conn, article).sha256
    with pytest.raises(WrongUsage, match="cannot be evidence for itself"):
        evidence.attach(desk, article, EvidenceKind.DOCUMENT, {"text": text})


@pytest.mark.parametrize("field", ["with_whom", "title", "medium"])
def test_the_name_of_a_protected_source_stays_out_of_the_log(
    desk: Desk, article: int, field: str
) -> None:
    sources.add(desk, "Ada Quay", SourceClass.EYEWITNESS, code_name="Heron")
    said = {"with_whom": "a worker", field: "met ADA QUAY, the pilot"}
    with pytest.raises(WrongUsage, match="names a protected source"):
        evidence.attach(desk, article, EvidenceKind.CONVERSATION, said)
    piece = page(desk, article)
    with pytest.raises(WrongUsage, match="names a protected source"):
        evidence.change(desk, piece, said)


def test_a_word_that_holds_a_protected_name_is_no_name(desk: Desk, article: int) -> None:
    sources.add(desk, "Li", SourceClass.EYEWITNESS, code_name="Heron")
    assert page(desk, article, title="A list of lilies")


def test_a_piece_of_evidence_is_not_redacted(desk: Desk, article: int) -> None:
    piece, before = page(desk, article), events(desk)
    with pytest.raises(WrongUsage, match="is not a judgement, note, comment or adjudication"):
        upkeep.redact(desk, piece, "by order")
    assert events(desk) == before


# --- documents -----------------------------------------------------------------------------------


def test_evidence_is_no_article_and_has_no_claims(desk: Desk) -> None:
    assert document(desk, READOUT).claims == 0
    assert articles.articles(desk.conn) == []


def test_a_text_that_came_as_evidence_gets_its_claims_as_an_article(desk: Desk, add: Add) -> None:
    document(desk, READOUT)
    added = add(READOUT)
    assert (added.known, len(claims(desk, added.document))) == (False, 2)


def test_a_text_that_is_an_article_stays_one_as_evidence(desk: Desk, add: Add) -> None:
    added = add(READOUT)
    assert document(desk, READOUT).known
    assert len(claims(desk, added.document)) == 2


def test_both_ways_round_the_tables_are_what_the_log_says(desk: Desk, add: Add) -> None:
    document(desk, READOUT)
    add(READOUT)
    other = "The mayor said that a ship had sunk."
    add(other)
    document(desk, other, Role.DATASET)
    assert verify(desk.database) == []


def test_the_original_bytes_and_the_text_are_kept(desk: Desk, article: int) -> None:
    added = document(desk, READOUT)
    evidence.attach(desk, article, EvidenceKind.DOCUMENT, {"text": added.sha256})
    (item,) = evidence_items.of_article(desk.conn, article)
    (text,) = evidence_items.texts(desk.conn, [item, item])
    assert (text.text, text.title, text.role) == (READOUT, "readout.txt", "evidence")


def test_a_passage_at_the_very_start_keeps_its_place(desk: Desk, article: int) -> None:
    passage = {"exact": "The Kremlin", "start": 0, "end": 11}
    values = {"text": document(desk, READOUT).sha256, **passage}
    evidence.attach(desk, article, EvidenceKind.DOCUMENT, values)
    (item,) = evidence_items.of_article(desk.conn, article)
    assert {name: item.held[name] for name in passage} == passage


# --- the log and the tables ----------------------------------------------------------------------


@pytest.fixture
def used(desk: Desk, article: int, add: Add) -> Desk:
    """A desk with something in each table of this module."""
    first, second, *_ = claims(desk, article)
    piece = page(desk, article, first)
    evidence.attach(
        desk,
        article,
        EvidenceKind.CONVERSATION,
        {"with_whom": "a pilot"},
        second,
        weights={"stance": "refutes"},
    )
    evidence.weigh(desk, first, piece, {"stance": "supports", "independence_group": "port"})
    evidence.detach(desk, page(desk, article))
    lead_answers.answer(desk, article, "ab" * 32, "dismissed", told="Two dates", reason="a typo")
    lead_answers.answer(desk, article, "cd" * 32, "accepted", told="Two dates", claim=first)
    later = add("Reuters reported that the quay was closed on Monday.")
    rows = claim_rows.rows(desk.conn, claims(desk, later.document))
    place = claim_rows.row(desk.conn, first)
    earlier = articles.article(desk.conn, article).sha256
    link = (place.start, place.end, rows[0].start, rows[0].end, "moved")
    desk.act(ClaimsContinued(later.sha256, earlier, (link,)))
    return desk


@pytest.fixture
def damaged(used: Desk, tmp_path: Path) -> Callable[[str], Desk]:
    """A copy of the desk in which a statement has been run past the program."""
    opened: list[Desk] = []

    def damage(statement: str) -> Desk:
        used.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy = tmp_path / "copy.db"
        shutil.copy(tmp_path / "t.db", copy)
        with sqlite3.connect(copy) as conn:
            changed = conn.execute(statement).rowcount
        conn.close()
        assert changed > 0
        opened.append(open_desk(copy, "mk"))
        return opened[-1]

    return damage


EDITS = [
    "UPDATE evidence SET attached = 0 WHERE attached",
    "UPDATE evidence SET attached = 1 WHERE NOT attached",
    """UPDATE evidence SET held = replace(held, 'pilot', 'mayor') WHERE kind = 'conversation'""",
    "UPDATE evidence SET claim_id = NULL",
    "UPDATE evidence SET added_by = 'nobody'",
    "DELETE FROM evidence",
    "UPDATE weighing SET stance = 'context'",
    "UPDATE weighing SET independence_group = NULL WHERE independence_group IS NOT NULL",
    "DELETE FROM weighing WHERE stance = 'refutes'",
    "UPDATE lead_answer SET reason = 'none'",
    "UPDATE lead_answer SET answer = 'accepted' WHERE answer = 'dismissed'",
    "DELETE FROM lead_answer",
    "UPDATE continuation SET state = 'same'",
    "DELETE FROM continuation",
    "UPDATE claim_words SET exact = 'other words'",
    "DELETE FROM claim_words WHERE rowid = 1",
]


def test_a_used_desk_has_no_fault(used: Desk) -> None:
    assert verify(used.database) == []


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_a_table_is_found_by_its_name(damaged: Callable[[str], Desk], edit: str) -> None:
    table = edit.split()[2 if edit.startswith("DELETE") else 1]
    assert any(str(fault).startswith(f"table {table},") for fault in verify(damaged(edit).database))


@pytest.mark.parametrize("edit", EDITS)
def test_a_rebuild_brings_a_table_back(
    used: Desk, damaged: Callable[[str], Desk], edit: str
) -> None:
    desk = damaged(edit)
    upkeep.rebuild(desk)
    assert tables(desk) == tables(used)


ACTS = ("attach", "attach here", "weigh", "unweigh", "change", "detach", "answer", "undo", "redo")
acts = st.lists(
    st.tuples(st.sampled_from(ACTS), st.booleans(), st.integers(0, 5), st.integers(0, 5)),
    max_size=14,
)


def act(desk: Desk, article: int, what: str, which: int, where: int) -> None:
    """Do one thing, to a piece and a claim that there are."""
    pieces = list(numbered(desk.conn, article).values())
    piece = pieces[which % len(pieces)] if pieces else None
    claim = claims(desk, article)[where % len(claims(desk, article))]
    match what:
        case "attach":
            page(desk, article)
        case "attach here":
            evidence.attach(
                desk, article, EvidenceKind.URL, PAGE, claim, weights={"stance": "context"}
            )
        case "weigh" | "unweigh" if piece:
            stance = "supports" if what == "weigh" else None
            evidence.weigh(desk, piece.claim or claim, piece.id, {"stance": stance})
        case "change" if piece:
            evidence.change(desk, piece.id, {"title": f"Title {where}"})
        case "detach" if piece:
            evidence.detach(desk, piece.id)
        case "answer":
            lead_answers.answer(
                desk, article, "ab" * 32, "dismissed", told="Two dates", reason=f"reason {where}"
            )
        case "undo":
            undoing.undo(desk, article)
        case "redo":
            undoing.redo(desk, article)


@settings(settings.get_profile("one desk"), max_examples=40)
@given(done=acts)
def test_after_any_acts_the_tables_equal_a_fold_of_the_log(
    fresh: Callable[[], tuple[Desk, int]],
    open_at: Callable[..., Desk],
    done: list[tuple[str, bool, int, int]],
) -> None:
    desk, article = fresh()
    other = open_at("li", desk.database.path.name)
    for what, mine, which, where in done:
        act(desk if mine else other, article, what, which, where)
    kept = tables(desk)
    assert verify(desk.database) == []
    upkeep.rebuild(desk)
    assert tables(desk) == kept


@settings(settings.get_profile("one desk"), max_examples=40)
@given(done=acts)
def test_undoing_everything_leaves_nothing_attached_and_redoing_brings_all_back(
    fresh: Callable[[], tuple[Desk, int]], done: list[tuple[str, bool, int, int]]
) -> None:
    def seen(desk: Desk) -> object:
        whole = evidence_items.of_article(desk.conn, article)
        weighed = [of_claim(desk.conn, claim, desk.reviewer_id) for claim in claims(desk, article)]
        return whole, weighed, desk.conn.execute("SELECT lead, reason FROM lead_answer").fetchall()

    desk, article = fresh()
    for what, _, which, where in done:
        act(desk, article, what, which, where)
    before = seen(desk)
    undone = 0
    while undoing.undo(desk, article):
        undone += 1
    assert (numbered(desk.conn, article), seen(desk)[2]) == ({}, [])
    for _ in range(undone):
        undoing.redo(desk, article)
    assert seen(desk) == before
