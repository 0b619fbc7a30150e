"""claimreview: schema.org ClaimReview (release 30.0) as JSON-LD, for those who collect fact-checks.

A file per claim that was adjudicated, settled by a session's rule, or on which all who judged it
agree, and a page that embeds it, since a page may hold one ClaimReview only (Google's rules). Its
`url` is the article's address with an anchor for the claim: a page with several reviews needs one
each, and the page here has that anchor.

What makes the export impossible (no address) is found before the first file is made.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from claims.json_text import json_text
from claims.text import one_line, shorten
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement, DossierVoice
from store.errors import BadInput
from store.exports import FOLDER, FolderFile
from store.exports.iris import web_address
from store.file.files import NOTE, NOTE_BEGINS

VERSION = "1"
SUFFIX = FOLDER
ABOUT = "schema.org ClaimReview and a page for each decided claim, to publish"

CONTEXT = "https://schema.org"
LONGEST = 75  # characters of `claimReviewed` that Google advises
BEST, WORST = 5, 1
TOLD = 20  # claims that the note lists by name
PEOPLE = ("eyewitness", "expert")  # kinds of sources that are persons
Node = dict[str, Any]


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[FolderFile]:
    """`raw` and `history` make no difference.

    Raises: `BadInput`, at once, where an article with a decided claim has no address.
    """
    del raw, history
    counts = _counted(dossier)
    return _members(dossier, counts)


class Counts(NamedTuple):
    articles: int = 0
    reviews: int = 0
    undecided: int = 0
    split: int = 0
    long: int = 0
    longest: tuple[str, ...] = ()  # the first `TOLD` of them


def _counted(dossier: Dossier) -> Counts:
    """The counts of claims to write and to leave out. Raises: `BadInput`."""
    found = Counts()
    for article in dossier.articles():
        found = found._replace(articles=found.articles + 1)
        for claim in article.claims():
            found = _with(found, article, claim)
    return found


def _with(counts: Counts, article: ArticleDossier, claim: Claim) -> Counts:
    if not claim.decided and not claim.settled:
        return counts._replace(undecided=counts.undecided + 1)
    verdict = claim.final
    if not verdict:
        return counts._replace(split=counts.split + 1)
    if not web_address(article.article.url):
        raise BadInput(_no_address(article, claim))
    counts = counts._replace(reviews=counts.reviews + 1)
    size = len(claim_reviewed(claim, verdict[0]))
    if size <= LONGEST:
        return counts
    told = (*counts.longest, f"{claim.number} of {article.article.title}: {size}")[:TOLD]
    return counts._replace(long=counts.long + 1, longest=told)


def _no_address(article: ArticleDossier, claim: Claim) -> str:
    known = article.article
    said = one_line(known.url)
    lacks = f"the address {said!r}, which is none on the web" if said else "no address"
    return (
        f"claim {claim.number} of “{shorten(one_line(known.title), 60)}” cannot be published: its "
        f"article has {lacks}; say it with `twosource add "
        f"{one_line(known.file_name) or 'FILE'} --url URL`"
    )


# --- files ---------------------------------------------------------------------------------------


def _members(dossier: Dossier, counts: Counts) -> Iterator[FolderFile]:
    yield FolderFile(NOTE, _note(dossier, counts))
    voices = dossier.voices()
    for article in dossier.articles():
        for claim in article.claims():
            verdict = claim.final
            if not verdict:
                continue
            name = file_name(article, claim, several=counts.articles > 1)
            review = claim_review(article, claim, verdict[0], voices)
            yield FolderFile(f"{name}.jsonld", json_text(review, indent=2) + "\n")
            yield FolderFile(f"{name}.html", _page(article, claim, review))


def anchor(claim: Claim) -> str:
    return f"claim-{claim.number}"


def file_name(article: ArticleDossier, claim: Claim, *, several: bool) -> str:
    """`claim-7`, or `2-claim-7` where there are several articles."""
    return f"{article.article.id}-{anchor(claim)}" if several else anchor(claim)


def _note(dossier: Dossier, counts: Counts) -> str:
    lines = [
        f"{NOTE_BEGINS}: claimreview/{VERSION}",
        "",
        "schema.org ClaimReview as JSON-LD, a file per decided claim, and a page that embeds it.",
        "Put the script of a page, or the page, at its url. One page may hold one review only.",
        "",
        f"reviews: {counts.reviews}",
        f"left out, undecided: {counts.undecided}",
        f"left out, reviewers hold different verdicts, or too few: {counts.split}",
        *([f"chosen: {one_line(dossier.told)}"] if dossier.told else []),
        f"log digest: {dossier.digest}",
    ]
    if counts.long:
        lines += [
            "",
            f"claimReviewed is longer than the {LONGEST} characters that Google advises in "
            f"{counts.long}; restate these claims (characters):",
            *(f"- {one_line(told)}" for told in counts.longest),
            *([f"- and {counts.long - TOLD} more"] if counts.long > TOLD else []),
        ]
    return "\n".join(lines) + "\n"


# --- the review ----------------------------------------------------------------------------------


def claim_reviewed(claim: Claim, verdict: DossierJudgement) -> str:
    """The claim as the newest of those who hold the verdict restated it, else in the article's
    words."""
    alike = [held for held in claim.judgements if held.status == verdict.status]
    newest = sorted(alike, key=lambda held: held.reviewed_at, reverse=True)
    words = (held.claim_reviewed for held in (verdict, *newest))
    return next(filter(None, words), claim.exact)


def claim_review(
    article: ArticleDossier,
    claim: Claim,
    verdict: DossierJudgement,
    voices: Mapping[str, DossierVoice],
) -> Node:
    """The ClaimReview; `verdict` is the final one."""
    known = article.article
    url = web_address(known.url)
    reviewers = [_named("Person", who) for who in verdict.people]
    review: Node = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "url": f"{url.partition('#')[0]}#{anchor(claim)}",
        "claimReviewed": claim_reviewed(claim, verdict),
        "reviewRating": _rating(verdict),
        "itemReviewed": _item(article, claim, verdict, voices),
        "author": _one([_named("Organization", known.publisher)] if known.publisher else reviewers),
        "datePublished": verdict.reviewed_at,
    }
    return review | ({"inLanguage": known.in_language} if known.in_language else {})


def _rating(verdict: DossierJudgement) -> Node:
    """The word of the scale, and its place from worst to best where it has one."""
    status = verdict.verdict
    rating: Node = {"@type": "Rating", "alternateName": verdict.label}
    if status and status.rating is not None:
        rating |= {"ratingValue": status.rating, "bestRating": BEST, "worstRating": WORST}
    return rating | ({"ratingExplanation": verdict.justification} if verdict.justification else {})


def _item(
    article: ArticleDossier,
    claim: Claim,
    verdict: DossierJudgement,
    voices: Mapping[str, DossierVoice],
) -> Node:
    """What is reviewed: who says it (the innermost voices), when, and where it can be read."""
    chains = [said.chain for said in verdict.attributions if said.chain]
    item: Node = {"@type": "Claim"}
    speakers = dict.fromkeys(chain[-1] for chain in chains)
    if speakers:
        item["author"] = _one([_voice(one, voices) for one in speakers])
    if article.article.date_published:
        item["datePublished"] = article.article.date_published
    relays = dict.fromkeys(voice for chain in chains for voice in chain[:-1])
    here = {"@type": "CreativeWork", "url": web_address(article.article.url)}
    item["appearance"] = _one([here, *(_relayed(claim, one, voices) for one in relays)])
    if claim.exact != claim_reviewed(claim, verdict):
        item["text"] = claim.exact
    return item


def _relayed(claim: Claim, source: str, voices: Mapping[str, DossierVoice]) -> Node:
    """Where an intermediate voice said it, as far as a page of it is attached."""
    pages = (str(p.item.held.get("url") or "") for p in claim.evidence if p.item.source == source)
    url = next(filter(None, map(web_address, pages)), "")
    work: Node = {"@type": "CreativeWork"} | ({"url": url} if url else {})
    return work | {"publisher": _voice(source, voices)}


def _voice(source: str, voices: Mapping[str, DossierVoice]) -> Node:
    """A source; whoever speaks for an organisation, saw or knows is a person."""
    known = voices.get(source, DossierVoice(source, ""))
    person = known.organisation or known.source_class in PEOPLE
    return _named("Person" if person else "Organization", known.name)


def _named(kind: str, name: str) -> Node:
    return {"@type": kind, "name": name}


def _one(nodes: Sequence[Node]) -> Node | list[Node]:
    return nodes[0] if len(nodes) == 1 else list(nodes)


# --- the page ------------------------------------------------------------------------------------

_STYLE = (
    "body{font:1.1rem/1.5 serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "dt{font-weight:bold}dd{margin:0 0 .7rem}"
)


def _page(article: ArticleDossier, claim: Claim, review: Node) -> str:
    """A page that says to people what the script in it says to machines."""
    lang = review.get("inLanguage", "")
    said = f' lang="{_text(lang)}"' if lang else ""
    title = _text(review["claimReviewed"])
    facts = "\n".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(article, review))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Claim {_text(claim.number)}: {title}</title>\n<style>{_STYLE}</style>\n"
        f'<script type="application/ld+json">\n{_embedded(review)}\n</script>\n</head>\n<body>\n'
        f'<article id="{_text(anchor(claim))}">\n<h1 dir="auto"{said}>{title}</h1>\n'
        f"<dl>\n{facts}\n</dl>\n"
        f'<blockquote dir="auto"{said}>{_text(claim.exact)}</blockquote>\n'
        f"</article>\n</body>\n</html>\n"
    )


def _facts(article: ArticleDossier, review: Node) -> Iterator[tuple[str, str]]:
    rating, item = review["reviewRating"], review["itemReviewed"]
    yield "Verdict", f'<span dir="auto">{_text(rating["alternateName"])}</span>'
    if "ratingExplanation" in rating:
        yield "Because", f'<span dir="auto">{_text(rating["ratingExplanation"])}</span>'
    if "author" in item:
        yield "Said by", _names(item["author"])
    yield "Reviewed by", _names(review["author"])
    yield "Reviewed on", f"<time>{_text(review['datePublished'])}</time>"
    url = _text(web_address(article.article.url))
    yield "In", f'<a dir="auto" href="{url}">{_text(article.article.title)}</a>'


def _names(nodes: Node | list[Node]) -> str:
    every = nodes if isinstance(nodes, list) else [nodes]
    return f'<span dir="auto">{_text(", ".join(node["name"] for node in every))}</span>'


def _text(text: str) -> str:
    """Foreign text as the content of an element, or of an attribute in quotation marks."""
    return html.escape(one_line(text))


def _embedded(review: Node) -> str:
    """JSON that cannot end the script it stands in, whatever its texts say (HTML, 4.12.1.3)."""
    text = json_text(review, indent=2)
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
