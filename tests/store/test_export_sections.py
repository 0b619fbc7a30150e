"""Tallies and sentences of context, as the formats for people tell them."""

from __future__ import annotations

from claims.model import EvidenceKind
from claims.reading.sentences import sentences
from store.dossier.values import ArticleDossier, Claim, DossierEvidence, DossierJudgement, Weighing
from store.exports.sections import around, tally
from store.queries.articles import Article
from store.queries.evidence_items import Item

TEXT = "The quay is closed. The mayor said it, and the port agreed. Nobody knows why."


def piece(name: str, group: str = "", kind: str = "document", by: str = "mk") -> DossierEvidence:
    item = Item(name, 1, 1, kind, name, {}, "", "", "", "", "", "mk", "")
    return DossierEvidence(item, (Weighing(by, "supports", None, group or None),))


def article(*pieces: DossierEvidence, status: str = "verified") -> ArticleDossier:
    from claims.scales import NEWSROOM

    held = DossierJudgement("mk", status, NEWSROOM.digest, verdict=NEWSROOM.get(status))
    claim = Claim(1, "1", 0, 18, TEXT[:18], True, (held,), (), pieces)
    known = Article(1, "ab" * 32, "t", "t.txt", "", "", "", "", "")
    return ArticleDossier(known, TEXT, lambda: iter((claim,)))


def test_two_pieces_of_different_origin_are_two() -> None:
    assert tally(article(piece("a"), piece("b"))) == (0, 0, 1)


def test_two_pieces_of_one_group_are_one() -> None:
    assert tally(article(piece("a", "agency"), piece("b", "agency"))) == (0, 1, 0)


def test_the_authors_word_does_not_count() -> None:
    assert tally(article(piece("a", kind=EvidenceKind.ON_AUTHOR.value))) == (1, 0, 0)


def test_what_somebody_else_weighed_does_not_count_for_who_verified() -> None:
    assert tally(article(piece("a", by="li"))) == (1, 0, 0)


def test_a_claim_that_is_not_verified_is_not_in_the_tally() -> None:
    assert tally(article(piece("a"), status="false")) == (0, 0, 0)


def test_the_context_of_a_claim_is_its_whole_sentence() -> None:
    start = TEXT.index("the port agreed")
    spans = sentences(TEXT)
    found = around(TEXT, start, start + 15, spans, [span.start for span in spans])
    assert "".join(found) == "The mayor said it, and the port agreed."
    assert found.own == "the port agreed"


def test_a_claim_over_two_sentences_has_both_as_context() -> None:
    start, end = TEXT.index("closed"), TEXT.index(", and")
    spans = sentences(TEXT)
    found = around(TEXT, start, end, spans, [span.start for span in spans])
    assert "".join(found) == "The quay is closed. The mayor said it, and the port agreed."
