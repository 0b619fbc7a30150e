"""The sections of the review log for people; `md` and `html` render the same ones.

A section is lines, a table or claims, in the order of an editor's questions. All text here is as
it was stored; whoever renders it makes it harmless.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from claims.model import Span
from claims.reading.sentences import sentences
from claims.scales import Tone
from store.dossier.values import ArticleDossier, Claim, DossierEvidence, DossierJudgement
from store.exports import team_sections as team
from store.exports.log_parts import ClaimSection, Context, Line, Section, TextTable, time
from store.queries.evidence_items import independent

_DETAILS = {
    "url": "page",
    "accessed_at": "read on",
    "archived_url": "archived copy",
    "with_whom": "with",
    "held_at": "held on",
    "medium": "medium",
    "terms": "terms",
    "cell": "cell",
}
_FOUND = "What the checks found and nobody has answered yet; a check never sets a verdict."
_NAMED = "Sources that a reviewer has named or accepted; what was only suggested does not count."
_LINKS = ("url", "archived_url")


def sections(article: ArticleDossier, *, history: bool) -> Iterator[Section]:
    """All but the header, without the sections that have nothing to tell."""
    found = (
        Section("queries", "Open queries", tuple(_queries(article))),
        Section("corrections", "Corrections", tuple(_corrections(article))),
        Section("splits", "Splits to settle", tuple(_splits(article))),
    )
    yield from (section for section in found if section.lines)
    yield Section("claims", "Claims", claims=_claims(article, article.claims()))
    replaced = list(article.replaced())
    if replaced:
        title = "Held about wording that was replaced"
        yield Section("replaced", title, claims=_claims(article, replaced))
    later = (
        Section("leads", "Open leads", tuple(_leads(article)), about=_FOUND),
        Section("settled", "Leads that were answered", tuple(_answers(article))),
        Section("tally", "Two-source tally", table=_tally(article)),
        Section("sources", "Who it rests on", table=_sources(article), about=_NAMED),
        Section("evidence", "Evidence on the whole article", tuple(map(piece, article.evidence))),
        Section("sessions", "Team sessions", tuple(map(team.session, article.sessions()))),
        Section("history", "What happened", tuple(_history(article)) if history else ()),
    )
    yield from (section for section in later if section.lines or section.table)


# --- notes ---------------------------------------------------------------------------------------


def _queries(article: ArticleDossier) -> Iterator[Line]:
    for claim in article.every():
        for note in claim.notes:
            if note.kind == "query" and note.state == "open":
                yield Line(
                    f"{note.text} ({note.reviewer})", f"Claim {claim.number}", claim=claim.number
                )


def _corrections(article: ArticleDossier) -> Iterator[Line]:
    for claim in article.every():
        for note in claim.notes:
            if note.kind == "correction":
                wording = "let it stand (stet)" if note.state == "stet" else note.text
                change = (Line(claim.exact, "as it is"), Line(wording, "proposed"))
                head = f"Claim {claim.number} ({note.reviewer})"
                yield Line(head, under=change, claim=claim.number)


def _splits(article: ArticleDossier) -> Iterator[Line]:
    for claim in article.claims():
        if claim.split and not claim.settled:
            held = ", ".join(f"{j.reviewer}: {j.label}" for j in claim.judgements if j.status)
            yield Line(held, f"Claim {claim.number}", claim=claim.number)


# --- claims --------------------------------------------------------------------------------------


def _claims(article: ArticleDossier, claims: Iterable[Claim]) -> Iterator[ClaimSection]:
    spans = sentences(article.text)
    starts = [span.start for span in spans]
    for claim in claims:
        yield ClaimSection(
            claim.number,
            verdict(claim),
            tone(claim),
            around(article.text, claim.start, claim.end, spans, starts),
            tuple(_lines(claim)),
        )


def around(
    text: str, start: int, end: int, spans: Sequence[Span], starts: Sequence[int]
) -> Context:
    """The sentences that share words with `start` to `end`; `spans` in order, `starts` theirs."""
    at = max(0, bisect_right(starts, start) - 1)
    first, last = start, end
    while at < len(spans) and spans[at].start < end:
        if spans[at].end > start:
            first, last = min(first, spans[at].start), max(last, spans[at].end)
        at += 1
    return Context(text[first:start], text[start:end], text[end:last])


def _standing(claim: Claim) -> tuple[DossierJudgement, ...]:
    """The verdicts that a claim has: the one that was settled, else what each reviewer holds."""
    return claim.final if claim.settled else claim.judgements


def verdict(claim: Claim, split: str = "") -> str:
    labels = dict.fromkeys(j.label for j in _standing(claim) if j.status)
    if claim.split and split and not claim.settled:
        return split
    return " / ".join(labels) or "unreviewed"


def tone(claim: Claim) -> Tone:
    if claim.split and not claim.settled:
        return Tone.WARN
    held = next((j for j in _standing(claim) if j.status), None)
    return held.verdict.tone if held and held.verdict else Tone.TODO


def _lines(claim: Claim) -> Iterator[Line]:
    if claim.ruling:
        yield team.ruling(claim.ruling)
    elif claim.result:
        yield team.result(claim.result)
    for held in claim.judgements:
        if held.held and not held.adjudicated:
            yield _judgement(held)
    yield from map(piece, claim.evidence)
    for note in claim.notes:
        state = f" ({note.state})" if note.state else ""
        yield Line(note.text, f"{note.kind.capitalize()}{state}, {note.reviewer}")
    yield from map(team.thread, claim.comments)


def _judgement(held: DossierJudgement) -> Line:
    faithful = (held.attribution_status or "").replace("_", " ")
    source = held.chain or held.source
    parts = [
        held.label if held.status else "no verdict yet",
        f"source: {source}" if source else "source: not named",
        f"attribution {faithful}" if faithful else "",
        f"confidence {held.confidence}" if held.confidence else "",
        "carried from the version before" if held.carried else "",
    ]
    words = "; ".join(part for part in parts if part)
    more = (Line(held.claim_reviewed or "", "In short"), Line(held.justification or "", "Because"))
    under = tuple(line for line in more if line.text)
    return Line(f"{words} ({time(held.reviewed_at)})", held.reviewer, under)


def piece(one: DossierEvidence) -> Line:
    """A piece of evidence; what each reviewer makes of it stands below it."""
    item = one.item
    source = f"source: {item.source_name}" if item.source_name else ""
    about = ", ".join(
        part for part in (item.kind.replace("_", " "), source, item.provenance) if part
    )
    under = [Line(f"“{item.held['exact']}”", "passage")] if item.held.get("exact") else []
    for name, label in _DETAILS.items():
        if value := str(item.held.get(name) or ""):
            under.append(Line(value, label, url=value if name in _LINKS else ""))
    for weight in one.weighed:
        credibility = weight.information_credibility or ""
        parts = [weight.stance or "not weighed", _grade(item.source_reliability, credibility)]
        parts += [f"group {weight.independence_group}" if weight.independence_group else ""]
        under.append(Line(", ".join(part for part in parts if part), weight.reviewer))
    if not one.weighed and item.source_reliability:
        under.append(Line(_grade(item.source_reliability, ""), "graded"))
    return Line(f"{item.title} ({about})", "Evidence", tuple(under))


def _grade(reliability: str, credibility: str) -> str:
    """Admiralty (NATO AJP-2.1): reliability of the source, then credibility of the item."""
    if not reliability and not credibility:
        return ""
    told = f"Admiralty grade {reliability or '?'}{credibility or '?'}"
    left = "source" if not reliability else "item" if not credibility else ""
    return f"{told} ({left} not graded)" if left else told


# --- the whole article ---------------------------------------------------------------------------


def _leads(article: ArticleDossier) -> Iterator[Line]:
    still = [one for one in article.leads() if one.open]
    numbers = {claim.id: claim.number for claim in article.claims()} if still else {}
    for one in still:
        about = ", ".join(numbers[claim] for claim in one.claims if claim in numbers)
        yield Line(one.lead.reason, f"Claim {about}" if about else "")


def _answers(article: ArticleDossier) -> Iterator[Line]:
    for one in article.answers:
        why = f", because: {one.reason}" if one.reason else ""
        yield Line(f"{one.told}{why}", f"{one.answer.capitalize()} ({one.reviewer})")


def tally(article: ArticleDossier) -> tuple[int, int, int]:
    """Of the verified claims, how many rest on no, on one, on more independent pieces.

    Where several verified it, the one who counts most.
    """
    counts = [0, 0, 0]
    for claim in article.claims():
        verified = [j for j in _standing(claim) if j.verdict and j.verdict.upholds]
        if verified:
            names = {name for held in verified for name in _weighers(claim, held)}
            counts[min(2, max((_pieces(claim, name) for name in names), default=0))] += 1
    return counts[0], counts[1], counts[2]


def _weighers(claim: Claim, held: DossierJudgement) -> Iterable[str]:
    """The reviewers whose weights count: those who verified, and for an adjudicator everybody."""
    if held.adjudicated:
        return [weight.reviewer for one in claim.evidence for weight in one.weighed]
    return held.people


def _pieces(claim: Claim, reviewer: str) -> int:
    return independent(
        one.item._replace(stance=w.stance or "", independence_group=w.independence_group or "")
        for one in claim.evidence
        for w in one.weighed
        if w.reviewer == reviewer
    )


def _tally(article: ArticleDossier) -> TextTable | None:
    none, one, two = tally(article)
    if not none + one + two:
        return None
    rows = (("two or more", str(two)), ("one", str(one)), ("none", str(none)))
    return TextTable(("Independent pieces that support it", "Verified claims"), rows)


def _sources(article: ArticleDossier) -> TextTable | None:
    found = article.source_map()
    rows = [(one.name, f"{one.claims} of {found.claims}") for one in found.sources]
    rows += [
        (f"all of the class: {one.name}", f"{one.claims} of {found.claims}")
        for one in found.classes
    ]
    return TextTable(("Source", "Claims with a source"), tuple(rows)) if rows else None


def _history(article: ArticleDossier) -> Iterator[Line]:
    by_claim: dict[str, list[Line]] = {"": []}
    by_claim |= {claim.number: [] for claim in article.every()}
    for one in article.history():
        line = Line(f"{time(one.at)}, {one.reviewer}: {one.what}")
        by_claim.setdefault(one.claim, []).append(line)
    for number, lines in by_claim.items():
        if lines:
            yield Line(f"Claim {number}" if number else "The article", under=tuple(lines))
