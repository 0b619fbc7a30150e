"""The records of PROV-JSON: their names, their attributes, and what of an article they cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from store.dossier.values import ArticleDossier, Claim, DossierEvidence, DossierJudgement
from store.exports.iris import place, segment

Record = tuple[str, dict[str, Any]]


def text_name(sha256: str) -> str:
    return f"text:{sha256}"


def claim_name(article: ArticleDossier, claim: Claim) -> str:
    return f"claim:{place(article, claim)}"


def judgement_name(article: ArticleDossier, claim: Claim, held: DossierJudgement) -> str:
    return f"judgement:{place(article, claim)}/{segment(held.reviewer)}"


def review_name(article: ArticleDossier, reviewer: str) -> str:
    return f"review:{article.article.sha256}/{segment(reviewer)}"


def evidence_name(piece: DossierEvidence) -> str:
    return f"evidence:{segment(piece.item.id)}"


def statement_name(article: ArticleDossier, claim: Claim, path: tuple[str, ...]) -> str:
    return f"statement:{place(article, claim)}/{'/'.join(map(segment, path))}"


def name_value(name: str) -> dict[str, str]:
    """A qualified name as the value of an attribute."""
    return {"$": name, "type": "xsd:QName"}


def typed(name: str, **values: Any) -> dict[str, Any]:
    """The attributes of a record; what is empty is left out."""
    return {"prov:type": name_value(name)} | given(values)


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    named = ((key.replace("__", ":"), value) for key, value in values.items())
    return {key: value for key, value in named if value not in (None, "")}


def derived(new: str, old: str, kind: str = "", **values: Any) -> Record:
    """`kind` is one of PROV's three kinds of derivation, or none."""
    record = {"prov:generatedEntity": new, "prov:usedEntity": old}
    if kind:
        record |= {"prov:type": name_value(f"prov:{kind}")}  # type: ignore[dict-item]
    return "", record | given(values)


def own(claim: Claim) -> Iterator[DossierJudgement]:
    """The judgements of a claim by its reviewers; an adjudication is a record of another kind."""
    return (held for held in claim.judgements if held.held and not held.adjudicated)


def judged(article: ArticleDossier) -> Iterator[tuple[Claim, DossierJudgement]]:
    for claim in article.every():
        for held in own(claim):
            yield claim, held


def pieces(article: ArticleDossier) -> Iterator[DossierEvidence]:
    """The evidence of an article, each piece once."""
    found = {piece.item.id: piece for piece in article.evidence}
    for claim in article.every():
        for piece in claim.evidence:
            found.setdefault(piece.item.id, piece)
    yield from found.values()


def paths(claim: Claim) -> Iterator[tuple[str, ...]]:
    """The chains of a claim, each once, whoever named them."""
    said = (one for held in claim.judgements for one in held.attributions)
    yield from dict.fromkeys(one.chain for one in said if one.chain)


def stations(claim: Claim) -> Iterator[tuple[str, ...]]:
    """The chains down to every voice of a claim, each once."""
    every = (path[: n + 1] for path in paths(claim) for n in range(len(path)))
    yield from dict.fromkeys(every)
