"""prov: PROV-JSON (W3C member submission of 24 April 2013): where each statement comes from.

Articles, claims, statements, evidence, judgements, rulings are entities; reviewers and sources are
agents; reviews, adjudications and sign-offs are activities. The chain of a claim is a chain of
statements: the claim was quoted from what the outermost voice said, that from what the next one
said, and the innermost is its primary source.

PROV-JSON keeps each kind of record in a section of its own. `SECTIONS` is the table of contents,
and the desk is walked once for each, so that nothing needs to be held until its section comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from claims.json_text import json_text
from store.dossier.values import (
    ArticleDossier,
    Claim,
    Dossier,
    DossierEvidence,
    DossierJudgement,
    DossierVoice,
)
from store.exports import prov_team as team
from store.exports.iris import DOCUMENT, OURS, segment, web_address
from store.exports.prov_records import (
    Record,
    claim_name,
    derived,
    evidence_name,
    given,
    judged,
    judgement_name,
    own,
    paths,
    pieces,
    review_name,
    statement_name,
    stations,
    text_name,
    typed,
)

VERSION = "1"
SUFFIX = ".json"
ABOUT = "PROV-JSON: where each statement comes from, for provenance tools"

KINDS = (
    *("claim", "statement", "evidence", "judgement"),
    *("ruling", "review", "adjudication", "signoff", "reviewer", "source"),
)
PREFIXES = {"text": DOCUMENT, "ts": f"{OURS}ns#"} | {kind: f"{OURS}{kind}:" for kind in KINDS}
Voices = Mapping[str, DossierVoice]
Section = Callable[[ArticleDossier, Voices], Iterator[Record]]


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` and `history` make no difference."""
    del raw, history
    voices = dossier.voices()
    yield f'{{"prefix": {json_text(PREFIXES)}'
    for name, section in SECTIONS.items():
        begun = False
        for key, record in _once(dossier, section, voices):
            yield ",\n" if begun else f',\n"{name}": {{\n'
            yield f"{json_text(key)}: {json_text(record)}"
            begun = True
        yield "\n}" if begun else ""
    yield "}\n"


def _once(dossier: Dossier, section: Section, voices: Voices) -> Iterator[Record]:
    """Each record once: sources and evidence come up again, claims and judgements cannot.

    Records without a name of their own are numbered.
    """
    seen: set[str] = set()
    numbers = count(1)
    for article in dossier.articles():
        for key, record in section(article, voices):
            if not key:
                yield f"_:n{next(numbers)}", record
            elif not key.startswith(_COMES_AGAIN):
                yield key, record
            elif key not in seen:
                seen.add(key)
                yield key, record


_COMES_AGAIN = ("text:", "evidence:", "source:", "reviewer:")

# --- entities ------------------------------------------------------------------------------------


def _entities(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    known = article.article
    yield (
        text_name(known.sha256),
        typed(
            "ts:Article",
            prov__label=known.title,
            prov__location=web_address(known.url),
            ts__author=known.author,
            ts__publisher=known.publisher,
            ts__datePublished=known.date_published,
        ),
    )
    for claim in article.every():
        yield claim_name(article, claim), _claim(claim)
        for path in stations(claim):
            yield statement_name(article, claim, path), typed("ts:Statement")
        for held in own(claim):
            yield judgement_name(article, claim, held), _judgement(held)
    for piece in pieces(article):
        yield evidence_name(piece), _evidence(piece)
        if piece.item.text:
            yield text_name(piece.item.text), typed("ts:Document", prov__label=piece.item.title)


def _claim(claim: Claim) -> dict[str, Any]:
    return typed(
        "ts:Claim",
        prov__label=claim.number,
        prov__value=claim.exact,
        ts__start=claim.start,
        ts__end=claim.end,
        ts__active=bool(claim.active),
    )


def _judgement(held: DossierJudgement) -> dict[str, Any]:
    return typed(
        "ts:Judgement",
        prov__label=held.label if held.status else "",
        ts__status=held.status,
        ts__scale=held.scale,
        ts__attributionStatus=held.attribution_status,
        ts__confidence=held.confidence,
        ts__claimReviewed=held.claim_reviewed,
        ts__justification=held.justification,
    )


def _evidence(piece: DossierEvidence) -> dict[str, Any]:
    item = piece.item
    return typed(
        "ts:Evidence",
        prov__label=item.title,
        prov__location=web_address(str(item.held.get("url") or "")),
        prov__value=str(item.held.get("exact") or ""),
        ts__evidenceKind=item.kind,
        ts__provenance=item.provenance,
        ts__attachedBy=item.added_by,
        ts__attachedAt=item.added_at,
    )


# --- agents and activities -----------------------------------------------------------------------


def _agents(article: ArticleDossier, voices: Voices) -> Iterator[Record]:
    people = {who: None for _claim, held in judged(article) for who in held.people}
    for who in (*people, *filter(None, [article.article.signed_by])):
        yield f"reviewer:{segment(who)}", typed("prov:Person", prov__label=who)
    for source in _sources(article, voices):
        known = voices.get(source, DossierVoice(source, ""))
        yield (
            f"source:{segment(source)}",
            given({"prov:label": known.name, "ts:sourceClass": known.source_class}),
        )


def _sources(article: ArticleDossier, voices: Voices) -> Iterator[str]:
    """The sources that an article's claims and evidence name, and those they speak for."""
    named = {voice: None for claim in article.every() for path in paths(claim) for voice in path}
    named |= {piece.item.source: None for piece in pieces(article) if piece.item.source}
    for source in named:
        while source:
            yield source
            source = voices[source].organisation if source in voices else ""


def _behalf(article: ArticleDossier, voices: Voices) -> Iterator[Record]:
    for source in dict.fromkeys(_sources(article, voices)):
        whose = voices[source].organisation if source in voices else ""
        if whose:
            yield (
                f"source:{segment(source)}/for",
                {
                    "prov:delegate": f"source:{segment(source)}",
                    "prov:responsible": f"source:{segment(whose)}",
                },
            )


def _activities(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    for reviewer, (first, last, _people) in _reviews(article).items():
        yield (
            review_name(article, reviewer),
            {"prov:startTime": first, "prov:endTime": last} | typed("ts:Review"),
        )
    if article.article.signed_by:
        yield (
            f"signoff:{article.article.sha256}",
            {"prov:endTime": article.article.signed_at} | typed("ts:SignOff"),
        )


def _reviews(article: ArticleDossier) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """When each reviewer judged first and last, and who that is."""
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for _, held in judged(article):
        first, last, _ = found.get(held.reviewer, (held.reviewed_at, held.reviewed_at, ()))
        at = held.reviewed_at
        found[held.reviewer] = (min(first, at), max(last, at), held.people)
    return found


# --- relations -----------------------------------------------------------------------------------


def _generated(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    for claim, held in judged(article):
        yield (
            "",
            {
                "prov:entity": judgement_name(article, claim, held),
                "prov:activity": review_name(article, held.reviewer),
                "prov:time": held.reviewed_at,
            },
        )


def _used(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    text = text_name(article.article.sha256)
    for reviewer in _reviews(article):
        yield "", {"prov:activity": review_name(article, reviewer), "prov:entity": text}
    if article.article.signed_by:
        yield "", {"prov:activity": f"signoff:{article.article.sha256}", "prov:entity": text}


def _associated(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    for reviewer, (_first, _last, people) in _reviews(article).items():
        for who in people:
            yield (
                "",
                {
                    "prov:activity": review_name(article, reviewer),
                    "prov:agent": f"reviewer:{segment(who)}",
                },
            )
    if who := article.article.signed_by:
        signed = f"signoff:{article.article.sha256}"
        yield "", {"prov:activity": signed, "prov:agent": f"reviewer:{segment(who)}"}


def _attributed(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    for claim in article.every():
        for path in stations(claim):
            name = statement_name(article, claim, path)
            yield "", {"prov:entity": name, "prov:agent": f"source:{segment(path[-1])}"}
        for held in own(claim):
            for who in held.people:
                name = judgement_name(article, claim, held)
                yield "", {"prov:entity": name, "prov:agent": f"reviewer:{segment(who)}"}
    for piece in pieces(article):
        if piece.item.source:
            source = f"source:{segment(piece.item.source)}"
            key = f"{evidence_name(piece)}/of"
            yield key, {"prov:entity": evidence_name(piece), "prov:agent": source}


def _derivations(article: ArticleDossier, _: Voices) -> Iterator[Record]:
    text = text_name(article.article.sha256)
    if article.article.revises:
        yield derived(text, text_name(article.article.revises), "Revision")
    for claim in article.every():
        name = claim_name(article, claim)
        yield derived(name, text)
        yield from _chain(article, claim, name)
        for held in own(claim):
            yield from _rests(claim, held, judgement_name(article, claim, held), name)
    for piece in pieces(article):
        if piece.item.text:
            kind = "Quotation" if piece.item.held.get("exact") else ""
            _key, record = derived(evidence_name(piece), text_name(piece.item.text), kind)
            yield f"{evidence_name(piece)}/from", record


def _chain(article: ArticleDossier, claim: Claim, name: str) -> Iterator[Record]:
    """The claim, what the outermost voice said, and so on inwards; the innermost is primary."""
    for path in stations(claim):
        outer = statement_name(article, claim, path[:-1]) if path[1:] else name
        yield derived(outer, statement_name(article, claim, path), "Quotation")
    for path in paths(claim):
        yield derived(name, statement_name(article, claim, path), "PrimarySource")


def _rests(claim: Claim, held: DossierJudgement, judgement: str, name: str) -> Iterator[Record]:
    """A judgement is derived from its claim and from the evidence that its reviewer has weighed."""
    yield derived(judgement, name)
    for piece in claim.evidence:
        stance = next(filter(None, (piece.stance(who) for who in held.people)), None)
        if stance:
            kind = "PrimarySource" if piece.item.provenance == "primary" else ""
            yield derived(judgement, evidence_name(piece), kind, ts__stance=stance)


def _and(section: Section, more: Callable[[ArticleDossier], Iterator[Record]]) -> Section:
    def both(article: ArticleDossier, voices: Voices) -> Iterator[Record]:
        yield from section(article, voices)
        yield from more(article)

    return both


SECTIONS: dict[str, Section] = {
    "entity": _and(_entities, team.entities),
    "agent": _and(_agents, team.agents),
    "activity": _and(_activities, team.activities),
    "wasGeneratedBy": _and(_generated, team.generated),
    "used": _and(_used, team.used),
    "wasAssociatedWith": _and(_associated, team.associated),
    "wasAttributedTo": _and(_attributed, team.attributed),
    "actedOnBehalfOf": _behalf,
    "wasDerivedFrom": _and(_derivations, team.derivations),
}
