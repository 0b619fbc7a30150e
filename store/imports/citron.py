"""Citron (BBC): one text with its quotes, each with a cue, sources and contents.

A quote is a claim from the first to the last of its contents, said by each of its sources. Citron
tells who "he" is in `coreferences`, as its annotators do, or the other way round, as its extractor
does; a pronoun is never taken for a name where there is another. Its confidence is a machine's and
stays out, as do groups of coreferences. Offsets are code points, as Python counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from store.errors import BadInput
from store.imports import Mark, MarkedVoice, Pair, Taken
from store.imports.checks import checked, decoded, objects, parsed, same_words, words

ABOUT = "Citron's JSON of quotes"
_PRONOUNS = {
    *("i", "we", "you", "he", "she", "it", "they", "me", "us", "him", "her", "them", "one"),
    *("his", "their", "who", "that", "this", "these", "those"),
}


class _Part(NamedTuple):
    start: int
    end: int
    words: str

    @property
    def pair(self) -> Pair:
        return self.start, self.end


def read(data: bytes, name: str) -> Iterator[Taken]:
    """The one text. Raises: `BadInput` that names the quote by its place in the list."""
    record = parsed(decoded(data, name), name)
    text = words(record, "text", name) if isinstance(record, dict) else ""
    if not text:
        raise BadInput(f"{name}: Citron's JSON is an object with 'text' and 'quotes'")
    if record.get("quotes") is None:
        raise BadInput(f"{name}: there are no 'quotes'")
    found = enumerate(objects(record["quotes"], "'quotes'", name), 1)
    yield Taken(text, marks=tuple(_mark(text, n, q, f"{name}, quote {n}") for n, q in found))


def _mark(text: str, number: int, quote: dict[str, Any], where: str) -> Mark:
    contents = _parts(text, quote.get("contents"), "content", where)
    if not contents:
        raise BadInput(f"{where}: it has no contents, so there is no claim")
    pair = min(c.start for c in contents), max(c.end for c in contents)
    cue = None if quote.get("cue") is None else _part(text, quote["cue"], f"{where}, cue")
    sources = _parts(text, quote.get("sources"), "source", where)
    others = _parts(text, quote.get("coreferences"), "coreference", where)
    said = _voices(sources, others, cue, pair)
    if not said and cue:
        said = (MarkedVoice((), None, cue.pair, pair),)
    return Mark(*pair, number, voices=said)


def _voices(
    sources: list[_Part], others: list[_Part], cue: _Part | None, content: Pair
) -> tuple[MarkedVoice, ...]:
    names, places = sources, sources
    if others and all(_pronoun(source) for source in sources):
        names = others
    paired = cue and sources and len(sources) == len(others)
    if cue and paired and _distance(others, cue) < _distance(sources, cue):
        places = others
    at = [place.pair for place in places] if len(places) == len(names) else [None] * len(names)
    if len(places) == 1:
        at = [places[0].pair] * len(names)
    return tuple(
        MarkedVoice((" ".join(name.words.split()),), pair, cue and cue.pair, content)
        for name, pair in zip(names, at, strict=True)
    )


def _pronoun(part: _Part) -> bool:
    return part.words.casefold() in _PRONOUNS


def _distance(parts: list[_Part], cue: _Part) -> int:
    return min(max(cue.start - part.end, part.start - cue.end, 0) for part in parts)


def _parts(text: str, found: Any, what: str, where: str) -> list[_Part]:
    listed = objects(found, f"its {what}s", where)
    return [_part(text, one, f"{where}, {what} {n}") for n, one in enumerate(listed, 1)]


def _part(text: str, found: Any, where: str) -> _Part:
    if not isinstance(found, dict):
        raise BadInput(f"{where}: a span is an object with start, end and text")
    start, end = checked(found.get("start"), found.get("end"), len(text), where)
    same_words(found.get("text"), text[start:end], where)
    return _Part(start, end, text[start:end])
