"""Checks what a claim rests on: its source, its chain of sources and its evidence.

Only what is on the desk counts. A chain of two voices is second-hand unless both speak for one
organisation. A claim without a source is flagged when it states an amount, a superlative, a
comparison or a cause: plain facts (who went where, and when) are not, because a list of everything
is a list that nobody reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.checks.content_words import inside, shown
from claims.checks.sourcing.held_claim import ChainedSource, HeldClaim
from claims.checks.sourcing.source_map import source_map, speaks_for
from claims.checks.sourcing.strong_cues import Documents
from claims.checks.sourcing.two_sources import independent, supports
from claims.model import Check, Lead, Provenance, Quantity, QuantityKind, SourceClass, Span, Stance
from claims.reading.english.function_words import word_set

_ENOUGH = 6
_SHARE = 2 / 3
_SUPERLATIVE = re.compile(
    r"\b(?:the (?:most|least) \w+|largest|biggest|highest|lowest|smallest|worst|best|strongest|"
    r"weakest|fastest|slowest|longest|deadliest|oldest|youngest|richest|poorest|greatest|"
    r"unprecedented|record|first[- ]ever|never before)\b",
    re.IGNORECASE,
)
_COMPARATIVE = re.compile(
    r"\b(?:closer|stronger|weaker|greater|worse|better|larger|smaller|bigger|faster|slower|deeper|"
    r"harder|richer|poorer|safer|tougher|wider|cheaper|increasingly|(?:more|less) [a-z]{4,})\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result|led to|resulted in|caused|blamed (?:on|"
    r"for)|stems? from|stemmed from)\b",
    re.IGNORECASE,
)
_TIMES = word_set("second minute hour day week month quarter year decade century")


def check(
    text: str,
    held: Sequence[HeldClaim],
    quantities: Sequence[Quantity] = (),
    protected: Sequence[str] = (),
) -> tuple[Lead, ...]:
    """Leads on what `held` rests on; `protected` are real names that no note may hold."""
    documents = Documents()
    figures = sorted(quantities, key=lambda one: one.span)
    names = [re.compile(rf"(?<!\w){re.escape(n)}(?!\w)", re.I) for n in protected if n.strip()]
    found: list[Lead] = []
    for one in held:
        found += _second_hand(one)
        found += _verified(one)
        found += _strong_cue(text, one, documents)
        found += _unattributed(text, one, figures)
        found += _protected(one, names)
    found += _single(held)
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.kind, lead.reason)))


def _lead(kind: str, span: Span, reason: str) -> Lead:
    return Lead(Check.SOURCING, kind, span, reason)


# --------------------------------------------------------------------- chains and evidence


def _second_hand(held: HeldClaim) -> Iterator[Lead]:
    if any(one.provenance is Provenance.PRIMARY for one in supports(held)):
        return
    for chain in held.chains:
        links = _links(chain)
        if len(links) > 1:
            yield _relayed(held.span, _name(links[-1]), [_name(one) for one in links[-2::-1]])
            return


def _relayed(span: Span, speaker: str, relays: Sequence[str]) -> Lead:
    """A statement that is known at second hand; the nearest relay first."""
    lacks = "and no primary source supports it yet."
    way = ", by way of ".join(map(_in_a_sentence, relays))
    told = f"This comes from {_in_a_sentence(speaker)} by way of {way}, {lacks}"
    known_by = f"This is {speaker} through {', through '.join(relays)}, {lacks}"
    return _lead("second_hand", span, told)._replace(known_by=known_by)


def _in_a_sentence(name: str) -> str:
    """ "the Chinese leader", for a name that begins with an article."""
    return name[0].lower() + name[1:] if name.startswith(("The ", "A ", "An ")) else name


def _links(chain: Sequence[ChainedSource]) -> list[ChainedSource]:
    """Voices that speak for one organisation are one link."""
    kept: list[ChainedSource] = []
    for voice in chain:
        if not kept or speaks_for(kept[-1]) != speaks_for(voice):
            kept.append(voice)
    return kept


def _name(voice: ChainedSource) -> str:
    return "a protected source" if voice.protected else voice.name


def _verified(held: HeldClaim) -> Iterator[Lead]:
    if not held.verified:
        return
    count, pieces = independent(held), len(supports(held))
    if count < 2:
        found = ("no independent piece", "one independent piece")[count]
        more = f" ({pieces} pieces that go back to one source)" if count and pieces > 1 else ""
        yield _lead("two_source", held.span, f"Verified on {found} of evidence{more}, not on two.")
    classes = [one.source_class for one in supports(held)]
    if not classes:
        classes = [chain[-1].source_class for chain in held.chains if chain]
    if classes and all(kind is SourceClass.UNNAMED for kind in classes):
        yield _lead("anonymous", held.span, "Verified, and only unnamed sources support it.")


# ------------------------------------------------------------------------ cue, no source


def _strong_cue(text: str, held: HeldClaim, documents: Documents) -> Iterator[Lead]:
    attached = [
        (one.document, one.text)
        for one in held.evidence
        if one.text and one.stance is not Stance.REFUTES
    ]
    for found in documents.too_strong(text, held.span, held.cues, attached):
        lead = _lead("strong_cue", found.span, found.reason)
        yield lead._replace(passages=(found.passage,))


def _unattributed(text: str, held: HeldClaim, quantities: Sequence[Quantity]) -> Iterator[Lead]:
    if any(held.chains):
        return
    why = _checkable(text, held.span, quantities)
    if why:
        yield _lead("unattributed", held.span, f"Nobody is named as the source of {why}.")


def _checkable(text: str, claim: Span, quantities: Sequence[Quantity]) -> str:
    for quantity in inside(quantities, claim):
        if claim.holds(quantity.span) and _is_amount(quantity):
            return f"the figure {shown(quantity.span.of(text))}"
    for pattern, what in ((_SUPERLATIVE, "superlative"), (_COMPARATIVE, "comparison")):
        match = pattern.search(text, claim.start, claim.end)
        if match:
            return f"this {what} (“{shown(match[0])}”)"
    match = _CAUSE.search(text, claim.start, claim.end)
    return f"this cause (“{match[0]}”)" if match else ""


def _is_amount(quantity: Quantity) -> bool:
    """A figure that somebody counted: no length of time, no bare small number."""
    if quantity.kind is QuantityKind.NUMBER:
        return len(quantity.value.partition(".")[0].lstrip("-")) > 2
    return quantity.unit not in _TIMES


# ------------------------------------------------------------------- protected, single


def _protected(held: HeldClaim, names: Sequence[re.Pattern[str]]) -> Iterator[Lead]:
    if any(name.search(note) for name in names for note in held.notes):
        reason = "A note here has the real name of a protected source; write the code name."
        yield _lead("protected_named", held.span, reason)


def _single(held: Sequence[HeldClaim]) -> Iterator[Lead]:
    found = source_map(held)
    if found.claims < _ENOUGH:
        return
    for kind, ranked in (("source", found.sources), ("class", found.classes)):
        if ranked and ranked[0].share >= _SHARE:
            top = ranked[0]
            first, *rest = sorted(one.span for one in held if _rests_on(one, kind, top.key))
            what = top.name if kind == "source" else f"sources of one class ({top.name})"
            reason = f"{top.claims} of {found.claims} claims with a source rest on {what}."
            yield _lead("single_source", first, reason)._replace(also=tuple(rest))
            return


def _rests_on(held: HeldClaim, kind: str, key: str) -> bool:
    voices = [chain[0] for chain in held.chains if chain]
    if kind == "source":
        return any(speaks_for(voice) == key for voice in voices)
    return any(voice.source_class == key for voice in voices)
