"""A held attribution: who a reviewer says a claim comes from, and the words that carry it.

The log holds it as a map (`store.log.kinds.Judged`). It becomes a value where a row is read, and a
map again where a judgement is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from claims.model import Span, Suggestion
from store.log.kinds import Json


class HeldAttribution(NamedTuple):
    """`chain` are ids of sources, outermost first. Spans are code points of the claim's document;
    None where the words are not marked. `more` are fields of a later version, passed on as they
    are."""

    chain: tuple[str, ...]
    source: Span | None = None
    cue: Span | None = None
    content: Span | None = None
    quoted: tuple[Span, ...] = ()
    quotation_type: str | None = None
    attribution_type: str | None = None
    more: Mapping[str, Json] = {}

    @property
    def speaker(self) -> str | None:
        """The innermost voice: whose statement it is."""
        return self.chain[-1] if self.chain else None

    @property
    def plain(self) -> dict[str, Json]:
        """The map that the log holds."""
        return {
            **self.more,
            "chain": list(self.chain),
            "source": pair(self.source),
            "cue": pair(self.cue),
            "content": pair(self.content),
            "quoted": [[span.start, span.end] for span in self.quoted],
            "quotation_type": self.quotation_type,
            "attribution_type": self.attribution_type,
        }

    def without_spans(self) -> HeldAttribution:
        """The same voices for another claim or another text."""
        return self._replace(source=None, cue=None, content=None, quoted=())


_KNOWN = frozenset(HeldAttribution._fields) - {"more"}


def held(raw: Mapping[str, Json]) -> HeldAttribution:
    """The value of a map; what is missing or no span is None."""
    more = {name: value for name, value in raw.items() if name not in _KNOWN}
    return HeldAttribution(
        tuple(raw.get("chain") or ()),
        _span(raw.get("source")),
        _span(raw.get("cue")),
        _span(raw.get("content")),
        tuple(span for span in map(_span, raw.get("quoted") or ()) if span),
        raw.get("quotation_type"),
        raw.get("attribution_type"),
        more,
    )


def read(text: str | None) -> tuple[HeldAttribution, ...]:
    """The attributions in a cell of a table, which are JSON."""
    return tuple(map(held, json.loads(text))) if text and text != "[]" else ()


def every(raw: Iterable[Mapping[str, Json]] | None) -> tuple[HeldAttribution, ...]:
    """The attributions of a fact, or of a fold of facts."""
    return tuple(map(held, raw or ()))


def suggested(chain: Iterable[str], lead: Suggestion | None) -> HeldAttribution:
    """What a reviewer holds who names `chain`, in the words of a suggestion where there is one."""
    if lead is None:
        return HeldAttribution(tuple(chain))
    return HeldAttribution(
        tuple(chain),
        lead.source_span,
        lead.cue_span,
        lead.content_span,
        tuple(lead.quoted_spans),
        lead.quotation_type.value,
        lead.attribution_type.value,
    )


def merged(raw: Sequence[Mapping[str, Json]], into: Mapping[str, str]) -> list[dict[str, Json]]:
    """Attributions with each source as the one that it turned out to be."""
    return [
        {**one, "chain": [into.get(source, source) for source in one.get("chain") or ()]}
        if into
        else dict(one)
        for one in raw
    ]


def voices(attributions: Iterable[HeldAttribution]) -> list[str]:
    """Every source of every chain, outermost first."""
    return [one for attribution in attributions for one in attribution.chain]


def speakers(attributions: Iterable[HeldAttribution], names: Mapping[str, str]) -> str:
    """Who says it: the innermost voice of each attribution, by name."""
    said = [one.speaker for one in attributions if one.speaker]
    return " + ".join(dict.fromkeys(names.get(one, one) for one in said))


def chains(attributions: Iterable[HeldAttribution], names: Mapping[str, str]) -> str:
    """`CCTV > Xi Jinping`, outermost first; empty where nobody stands between."""
    paths = [one.chain for one in attributions if len(one.chain) > 1]
    return "; ".join(dict.fromkeys(" > ".join(names.get(s, s) for s in path) for path in paths))


def moved(raw: Mapping[str, Json], move: Callable[[Span], Span | None]) -> dict[str, Json]:
    """The map with every span where `move` puts it; a span that has no place is dropped."""

    def at(span: Span | None) -> Span | None:
        return move(span) if span else None

    one = held(raw)
    there = one._replace(
        source=at(one.source),
        cue=at(one.cue),
        content=at(one.content),
        quoted=tuple(span for span in map(at, one.quoted) if span),
    )
    spans = ("source", "cue", "content", "quoted")
    return {**raw, **{name: value for name, value in there.plain.items() if name in spans}}


def pair(span: Span | None) -> list[int] | None:
    """`[start, end]`, as JSON holds a span."""
    return [span.start, span.end] if span else None


def _span(raw: Json) -> Span | None:
    match raw:
        case [int(start), int(end)] if 0 <= start < end:
            return Span(start, end)
        case _:
            return None
