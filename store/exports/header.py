"""The head and the foot of the review log for people: sign-off, facts, how to check a copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from claims.scales import Scale, Tone
from store.dossier.values import ArticleDossier, Dossier
from store.exports.log_parts import HOW_TO_CHECK, Line, time
from store.exports.sections import tone, verdict


def signoff(article: ArticleDossier) -> str:
    known = article.article
    if not known.signed_at:
        return "Not signed off."
    signed = f"Signed off by {known.signed_by}, {time(known.signed_at)}"
    if not known.changed_since:
        return f"{signed}. Nothing has changed since."
    many = f"{known.changed_since} changes" if known.changed_since > 1 else "one change"
    return f"{signed}, and {many} since (below): it needs signing again."


def since(article: ArticleDossier) -> list[Line]:
    return [
        Line(f"{time(one.at)}, {one.reviewer}: {one.what}", "Since the sign-off")
        for one in article.since_signoff
    ]


def left_out(dossier: Dossier) -> str:
    return f"This is not all that the desk holds: {dossier.told}." if dossier.told else ""


def facts(article: ArticleDossier, scales: Mapping[str, Scale]) -> list[Line]:
    """What is known of an article; `scales` are all that the desk knows, by digest."""
    known = article.article
    told = (
        Line(known.file_name, "Article"),
        Line(known.author, "By"),
        Line(known.publisher, "Publisher"),
        Line(known.date_published, "Published"),
        Line(known.url, "Address", url=known.url),
        Line(", ".join(article.reviewers) or "nobody yet", "Reviewed by"),
        Line(_scales(article, scales), "Scale"),
        Line(counted(article), "Claims"),
    )
    return [line for line in told if line.text]


def counted(article: ArticleDossier) -> str:
    """`24: 9 verified, 2 false, 13 unreviewed`, by the verdicts that are held."""
    held = statuses(article)
    total = sum(count for _, _, count in held)
    return f"{total}: {', '.join(f'{n} {name}' for name, _, n in held)}" if held else "none"


def statuses(article: ArticleDossier) -> list[tuple[str, Tone, int]]:
    """Each verdict with its tone and its number of claims, the most frequent first."""
    held = Counter((verdict(claim, split="split"), tone(claim)) for claim in article.claims())
    return [(name, tone, count) for (name, tone), count in held.most_common()]


def foot(version: str) -> str:
    """The sentences below the log's digest, which say how to use it."""
    return f"{HOW_TO_CHECK} Numbers are the claims’ own. Format version {version}."


def _scales(article: ArticleDossier, known: Mapping[str, Scale]) -> str:
    held = {j.scale for claim in article.every() for j in claim.judgements if j.scale}
    return ", ".join(sorted(known[one].name for one in held if one in known))
