"""What a review log for people says, in the order in which an editor asks, as plain values.

`markdown` and `html` only render it, so they cannot tell two stories. Nothing here is escaped:
every text may hold whatever an article or a reviewer wrote.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from claims.model import EvidenceKind, Span, Stance
from claims.sentences import sentences
from claims.text import one_line
from store.clock import local
from store.dossier import ArticleDossier, Claim, Evidence, Judgement
from store.journal import LogLine, NoteRow
from store.leads import Answered

TIME = "%Y-%m-%d %H:%M %z"
UNREVIEWED, SPLIT = "unreviewed", "split"

_DETAILS = {
    "cell": "",
    "accessed_at": "read on ",
    "held_at": "on ",
    "medium": "",
    "terms": "",
}
_KINDS = {
    EvidenceKind.DOCUMENT: "document",
    EvidenceKind.URL: "page",
    EvidenceKind.CONVERSATION: "conversation",
    EvidenceKind.ON_AUTHOR: "the writer vouches for it",
}


class Told(NamedTuple):
    """One article, read once: its claims, those that were replaced, its sentences."""

    dossier: ArticleDossier
    claims: tuple[Claim, ...]
    replaced: tuple[Claim, ...]
    sentences: tuple[Span, ...]
    starts: tuple[int, ...]  # of the sentences
    scales: Mapping[str, str] = MappingProxyType({})  # names, by digest

    @property
    def every(self) -> tuple[Claim, ...]:
        return (*self.claims, *self.replaced)


def tell(article: ArticleDossier, scales: Mapping[str, str]) -> Told:
    spans = tuple(sentences(article.text))
    starts = tuple(span.start for span in spans)
    claims, replaced = tuple(article.claims()), tuple(article.replaced())
    return Told(article, claims, replaced, spans, starts, scales)


# --- the head ------------------------------------------------------------------------------------


def signoff(article: ArticleDossier) -> str:
    """Who stands behind it, when, and what has changed since."""
    known = article.article
    if not known.signed_at:
        return "Not signed off."
    signed = f"Signed off by {one_line(known.signed_by)}, {when(known.signed_at)}"
    if not known.changed_since:
        return f"{signed}. Nothing has changed since."
    many = f"{known.changed_since} changes" if known.changed_since > 1 else "one change"
    return f"{signed}, and {many} since (below): it needs signing again."


def since_signoff(article: ArticleDossier) -> Iterator[tuple[str, str, str]]:
    """Time, reviewer, what: each change since the sign-off."""
    for line in article.since_signoff:
        yield when(line.at), line.reviewer, line.what


def facts(told: Told) -> dict[str, str]:
    """What is known of the article and its review, by label; only what is known."""
    known = told.dossier.article
    reviewers = dict.fromkeys(j.reviewer for c in told.every for j in c.judgements)
    graded = dict.fromkeys(j.scale for c in told.claims for j in c.judgements if j.status)
    found = {
        "Article": known.file_name,
        "By": known.author,
        "Publisher": known.publisher,
        "Published": known.date_published,
        "Address": known.url,
        "Reviewed by": ", ".join(reviewers) or "nobody yet",
        "Scale": ", ".join(told.scales.get(digest or "", "unknown") for digest in graded),
        "Claims": counted(told.claims),
    }
    return {label: value for label, value in found.items() if value}


def statuses(claims: Iterable[Claim]) -> list[tuple[str, int]]:
    """How many claims hold which verdict, the most frequent first."""
    held = Counter(verdict(claim) for claim in claims)
    return held.most_common()


def counted(claims: Sequence[Claim]) -> str:
    """`24: 9 verified, 2 false, 13 unreviewed`."""
    parts = ", ".join(f"{n} {label}" for label, n in statuses(claims))
    return f"{len(claims)}: {parts}" if parts else "none"


def verdict(claim: Claim) -> str:
    """The label that all who judged it gave, `split`, or `unreviewed`."""
    labels = {j.label for j in claim.judgements if j.status}
    return SPLIT if claim.split else next(iter(labels), UNREVIEWED)


def heading(claim: Claim) -> str:
    """`Verified`, or `False / disputed` where verdicts differ."""
    labels = list(dict.fromkeys(j.label for j in claim.judgements if j.status))
    return " / ".join(labels).capitalize() or UNREVIEWED.capitalize()


# --- what is left to do --------------------------------------------------------------------------


def open_queries(told: Told) -> list[tuple[Claim, NoteRow]]:
    return [(c, n) for c, n in _notes(told, "query") if n.state == "open"]


class Correction(NamedTuple):
    """A wording that a reviewer proposes for a claim; `stet` lets it stand."""

    claim: Claim
    reviewer: str
    proposed: str
    stet: bool


def corrections(told: Told) -> list[Correction]:
    return [
        Correction(claim, note.reviewer, note.text, note.state == "stet")
        for claim, note in _notes(told, "correction")
    ]


def splits(told: Told) -> list[tuple[Claim, list[tuple[str, str]]]]:
    """The claims on which verdicts differ, each with reviewer and verdict."""
    return [
        (claim, [(j.reviewer, j.label) for j in claim.judgements if j.status])
        for claim in told.claims
        if claim.split
    ]


def _notes(told: Told, kind: str) -> Iterator[tuple[Claim, NoteRow]]:
    for claim in told.every:
        for note in claim.notes:
            if note.kind == kind:
                yield claim, note


# --- a claim -------------------------------------------------------------------------------------


def context(told: Told, claim: Claim) -> tuple[str, str, str]:
    """The words of the claim's sentences before it, the claim, and the words behind it."""
    text = told.dossier.text
    first, last = _sentence(told, claim.start), _sentence(told, claim.end - 1)
    before = text[first.start : claim.start] if first and first.start < claim.start else ""
    behind = text[claim.end : last.end] if last and claim.end < last.end else ""
    return before, claim.exact, behind


def _sentence(told: Told, at: int) -> Span | None:
    """The last sentence that begins at or before code point `at`."""
    return told.sentences[max(0, bisect_right(told.starts, at) - 1)] if told.sentences else None


def held(judgement: Judgement) -> list[str]:
    """What a reviewer holds, in words: source, attribution, confidence."""
    faithful = (judgement.attribution_status or "").replace("_", " ")
    voices = judgement.chain or judgement.source
    parts = [
        f"source: {voices}" if voices else "source: not named",
        f"attribution {faithful}" if faithful else "",
        f"confidence {judgement.confidence}" if judgement.confidence else "",
        "carried from the version before" if judgement.carried else "",
    ]
    return [part for part in parts if part]


def remarks(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """Label, reviewer, text: each note, query and correction."""
    for note in claim.notes:
        state = f" ({note.state})" if note.state else ""
        yield f"{note.kind.capitalize()}{state}", note.reviewer, note.text


class Piece(NamedTuple):
    """A piece of evidence in words. `weights` are `supports (mk, credibility 2)`."""

    title: str
    about: tuple[str, ...]
    quoted: str
    url: str
    archived: str
    weights: tuple[str, ...]


def piece(one: Evidence) -> Piece:
    item, values = one.item, one.item.held
    about = [_KINDS.get(EvidenceKind(item.kind), item.kind), item.source_name, item.provenance]
    if item.source_reliability:
        about.append(f"reliability {item.source_reliability}")
    about += [f"{lead}{values[name]}" for name, lead in _DETAILS.items() if values.get(name)]
    return Piece(
        item.title,
        tuple(part.replace("_", " ") for part in about if part),
        str(values.get("exact") or ""),
        str(values.get("url") or ""),
        str(values.get("archived_url") or ""),
        tuple(_weights(one)),
    )


def _weights(one: Evidence) -> Iterator[str]:
    for weight in one.weighed:
        told = [weight.reviewer]
        if weight.information_credibility:
            told.append(f"credibility {weight.information_credibility}")
        if weight.independence_group:
            told.append(f"group {weight.independence_group}")
        if weight.stance or len(told) > 1:
            yield f"{weight.stance or 'no stance'} ({', '.join(told)})"


# --- what the whole rests on ---------------------------------------------------------------------


class Tally(NamedTuple):
    """The two-source rule over the claims that somebody upholds: supported by how many."""

    upheld: int
    two: int
    one: int
    none: int

    def __str__(self) -> str:
        claims = "1 verified claim" if self.upheld == 1 else f"{self.upheld} verified claims"
        return (
            f"{claims}: {self.two} on two or more independent pieces of evidence, "
            f"{self.one} on one, {self.none} on none"
        )


def tally(told: Told) -> Tally | None:
    """None where nobody upholds any claim."""
    found = [
        max(independent(claim, j.reviewer) for j in upheld)
        for claim in told.claims
        if (upheld := [j for j in claim.judgements if j.verdict and j.verdict.upholds])
    ]
    if not found:
        return None
    return Tally(len(found), sum(n > 1 for n in found), found.count(1), found.count(0))


def independent(claim: Claim, reviewer: str) -> int:
    """How many independent pieces support the claim, as `reviewer` weighs them."""
    groups = set()
    for one in claim.evidence:
        for weight in one.weighed:
            if weight.reviewer != reviewer or weight.stance != Stance.SUPPORTS.value:
                continue
            if one.item.kind != EvidenceKind.ON_AUTHOR.value:
                group = weight.independence_group or ""
                groups.add(one.item._replace(independence_group=group).group)
    return len(groups)


def sources(told: Told) -> list[tuple[str, int, int]]:
    """Source or class, how many claims rest on it, of how many that have a source."""
    found = told.dossier.source_map()
    rows = [(one.name, one.claims) for one in found.sources]
    rows += [(f"all of the class {one.name}", one.claims) for one in found.classes]
    return [(name, many, found.claims) for name, many in rows]


def open_leads(told: Told) -> list[tuple[str, str]]:
    """Claim numbers and what the check tells, for each lead that nobody has answered."""
    numbers = {claim.id: claim.number for claim in told.claims}
    return [
        (", ".join(numbers[c] for c in one.claims if c in numbers), one.lead.reason)
        for one in told.dossier.leads()
        if one.open and _told_here(one, numbers)
    ]


def _told_here(one: Answered, numbers: Mapping[int, str]) -> bool:
    return not one.claims or any(claim in numbers for claim in one.claims)


def history(told: Told) -> dict[str, list[LogLine]]:
    """What happened, by the number of the claim; what is about the whole article under ``."""
    found: dict[str, list[LogLine]] = {}
    for line in told.dossier.history():
        found.setdefault(line.claim, []).append(line)
    return found


def when(at: str) -> str:
    return local(at, TIME)


FOOT = (
    "`twosource log verify --against` and this digest tell whether the log still begins with what "
    "this copy was made from. Times are local, with their offset. Numbers are the claims' own."
)
