"""Adjudications in PROV.

A ruling is what an adjudicator's activity has made, of a claim and of the judgements that it used:
those that stood at its time.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.dossier.values import ArticleDossier, Claim, DossierJudgement, DossierRuling
from store.exports.iris import place, segment
from store.exports.prov_records import Record, claim_name, derived, judgement_name, own, typed


def _ruled(article: ArticleDossier) -> Iterator[tuple[Claim, DossierRuling]]:
    for claim in article.every():
        if claim.ruling:
            yield claim, claim.ruling


def _name(kind: str, article: ArticleDossier, claim: Claim, ruling: DossierRuling) -> str:
    return f"{kind}:{place(article, claim)}/{segment(ruling.held.reviewer)}"


def _person(ruling: DossierRuling) -> str:
    return f"reviewer:{segment(ruling.held.reviewer)}"


def _seen(claim: Claim, ruling: DossierRuling) -> Iterator[DossierJudgement]:
    """The judgements that have not changed since the ruling."""
    return (held for held in own(claim) if held.reviewed_at <= ruling.held.reviewed_at)


def entities(article: ArticleDossier) -> Iterator[Record]:
    for claim, ruling in _ruled(article):
        yield (
            _name("ruling", article, claim, ruling),
            typed(
                "ts:Ruling",
                prov__label=ruling.held.label,
                ts__status=ruling.held.status,
                ts__scale=ruling.held.scale,
                ts__reason=ruling.reason,
                ts__note=ruling.note,
                ts__contested=ruling.contested,
            ),
        )


def agents(article: ArticleDossier) -> Iterator[Record]:
    for _, ruling in _ruled(article):
        yield _person(ruling), typed("prov:Person", prov__label=ruling.held.reviewer)


def activities(article: ArticleDossier) -> Iterator[Record]:
    for claim, ruling in _ruled(article):
        ended = {"prov:endTime": ruling.held.reviewed_at}
        yield _name("adjudication", article, claim, ruling), ended | typed("ts:Adjudication")


def generated(article: ArticleDossier) -> Iterator[Record]:
    for claim, ruling in _ruled(article):
        yield (
            "",
            {
                "prov:entity": _name("ruling", article, claim, ruling),
                "prov:activity": _name("adjudication", article, claim, ruling),
                "prov:time": ruling.held.reviewed_at,
            },
        )


def used(article: ArticleDossier) -> Iterator[Record]:
    for claim, ruling in _ruled(article):
        activity = _name("adjudication", article, claim, ruling)
        for held in _seen(claim, ruling):
            entity = judgement_name(article, claim, held)
            yield "", {"prov:activity": activity, "prov:entity": entity}


def associated(article: ArticleDossier) -> Iterator[Record]:
    for claim, ruling in _ruled(article):
        activity = _name("adjudication", article, claim, ruling)
        yield "", {"prov:activity": activity, "prov:agent": _person(ruling)}


def attributed(article: ArticleDossier) -> Iterator[Record]:
    for claim, ruling in _ruled(article):
        entity = _name("ruling", article, claim, ruling)
        yield "", {"prov:entity": entity, "prov:agent": _person(ruling)}


def derivations(article: ArticleDossier) -> Iterator[Record]:
    """A ruling is derived from its claim, and from the judgement that it takes."""
    for claim, ruling in _ruled(article):
        name = _name("ruling", article, claim, ruling)
        yield derived(name, claim_name(article, claim))
        for held in _seen(claim, ruling):
            if held.reviewer == ruling.takes:
                yield derived(name, judgement_name(article, claim, held))
