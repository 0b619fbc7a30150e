"""averitec: verdicts in the JSON of AVeriTeC (Schlichtkrull et al. 2023), so that its tools run.

An object per claim and verdict, with the keys of that dataset and no others; `--final` or `--of`
makes it one a claim, and where one was adjudicated there is no other. What a reviewer has not
decided, and a status without one of the four labels, has no place in it. A question is put for each
piece of evidence, since the dataset knows evidence only as an answer; nothing is made up beyond
that, and what is not known is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from claims.json_text import json_text
from claims.model import EvidenceKind, QuotationType, SourceClass, Stance
from claims.scales import Averitec
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierEvidence, DossierJudgement

VERSION = "1"
SUFFIX = ".averitec.json"
ABOUT = "verdicts with their evidence as AVeriTeC has them, for evaluation"

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_STANCES = {
    Stance.SUPPORTS: "It supports the claim.",
    Stance.REFUTES: "It refutes the claim.",
    Stance.CONTEXT: "It gives context.",
}


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` and `history` make no difference."""
    del raw, history
    before = "[\n"
    for verdict in _verdicts(dossier):
        yield before + json_text(verdict, indent=1)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def _verdicts(dossier: Dossier) -> Iterator[dict[str, Any]]:
    for article in dossier.articles():
        for claim in article.claims():
            for held in claim.final if claim.ruling else claim.judgements:
                label = label_of(held)
                if label:
                    yield _verdict(article, claim, held, label)


def label_of(held: DossierJudgement) -> Averitec | None:
    """The label that the status maps to on its own scale; None for no verdict."""
    return held.verdict.averitec if held.verdict else None


def _verdict(
    article: ArticleDossier, claim: Claim, held: DossierJudgement, label: Averitec
) -> dict[str, Any]:
    known = article.article
    return {
        "claim": " ".join((held.claim_reviewed or claim.exact).split()),
        "required_reannotation": False,
        "label": label.value,
        "justification": held.justification or "",
        "claim_date": _day(known.date_published),
        "speaker": held.source or None,
        "original_claim_url": known.url or None,
        "fact_checking_article": None,
        "reporting_source": known.publisher or None,
        "location_ISO_code": None,
        "claim_types": _types(held),
        "fact_checking_strategies": _strategies(claim.evidence),
        "questions": [_question(piece, held.reviewer) for piece in claim.evidence],
        "cached_original_claim_url": None,
    }


def _day(date: str) -> str | None:
    """`08-02-2024`, as AVeriTeC writes a day."""
    found = _DAY.match(date)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else None


def _types(held: DossierJudgement) -> list[str]:
    """What the judgement itself tells of: a claim in somebody's own words."""
    verbatim = {QuotationType.DIRECT.value, QuotationType.MIXED.value}
    quoted = any(one.quotation_type in verbatim for one in held.attributions)
    return ["Quote Verification"] if quoted else []


def _strategies(pieces: Iterable[DossierEvidence]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_strategy, pieces))))


def _strategy(piece: DossierEvidence) -> str:
    if piece.item.kind == EvidenceKind.CONVERSATION:
        return "Consultation"
    if piece.item.kind == EvidenceKind.ON_AUTHOR:
        return ""
    tabular = piece.item.source_class == SourceClass.DATASET or piece.item.held.get("cell")
    return "Numerical Comparison" if tabular else "Written Evidence"


def _question(piece: DossierEvidence, reviewer: str) -> dict[str, Any]:
    title, kind = piece.item.title, piece.item.kind
    if kind == EvidenceKind.ON_AUTHOR:
        asked = "Does the writer vouch for the claim?"
    else:
        asked = f"What does {title} say about the claim?"
    return {"question": asked, "answers": [_answer(piece, reviewer)]}


def _answer(piece: DossierEvidence, reviewer: str) -> dict[str, str]:
    held = piece.item.held
    passage = str(held.get("exact") or "")
    stance = _STANCES.get(Stance(found)) if (found := _stance(piece, reviewer)) else None
    answer, kind = passage or stance, "Extractive" if passage else "Abstractive"
    if answer is None:
        answer, kind = "No answer could be found.", "Unanswerable"
    return {
        "answer": answer,
        "answer_type": kind,
        "source_url": str(held.get("url") or ""),
        "source_medium": _medium(piece),
        "cached_source_url": str(held.get("archived_url") or ""),
    }


def _stance(piece: DossierEvidence, reviewer: str) -> str | None:
    """The stance of this reviewer, or where no single one is meant the one that all share."""
    shared = {one.stance for one in piece.weighed if one.stance}
    return piece.stance(reviewer) or (shared.pop() if len(shared) == 1 else None)


def _medium(piece: DossierEvidence) -> str:
    if piece.item.kind in (EvidenceKind.CONVERSATION, EvidenceKind.ON_AUTHOR):
        return "Other"
    name = str(piece.item.held.get("url") or piece.item.title).lower()
    if name.endswith(".pdf"):
        return "PDF"
    if name.endswith((".csv", ".xlsx")) or piece.item.held.get("cell"):
        return "Web table"
    return "Web text"
