"""Reads back as marks the entries that our own exports put beside a layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from store.errors import BadInput
from store.imports import Mark, MarkedVoice, Pair
from store.imports.annotation_spans import PARTS
from store.imports.checks import checked, objects, words


class Entries(NamedTuple):
    """Entries of `store.exports.layers` in a file of ours, by reviewer and span."""

    of: dict[str, dict[Pair, list[Mark]]]

    def by(self, reviewer: str) -> dict[Pair, list[Mark]]:
        """The marks of `reviewer`; with an empty name, those of everybody."""
        if reviewer:
            return self.of.get(reviewer, {})
        every: dict[Pair, list[Mark]] = {}
        for spans in self.of.values():
            for pair, held in spans.items():
                every.setdefault(pair, []).extend(held)
        return every


def entries(value: Any, at: Any, length: int, where: str) -> Entries:
    """`at` turns an offset of the file into a code point. Raises: `BadInput`."""
    found = Entries({})
    for one in objects(value, "'claims'", where):
        pair = _moved([one.get("start"), one.get("end")], at, length, where)
        mark = Mark(
            *pair,
            status=words(one, "status", where),
            voices=tuple(
                _voice(voice, at, length, where)
                for voice in objects(one.get("voices"), "'voices'", where)
            ),
            reviewer=words(one, "reviewer", where),
            attribution_status=words(one, "attribution_status", where),
            confidence=words(one, "confidence", where),
            claim_reviewed=words(one, "claim_reviewed", where),
            justification=words(one, "justification", where),
            note=words(one, "note", where),
            query=words(one, "query", where),
            correction=words(one, "correction", where),
        )
        found.of.setdefault(mark.reviewer, {}).setdefault(pair, []).append(mark)
    return found


def _voice(value: Mapping[str, Any], at: Any, length: int, where: str) -> MarkedVoice:
    names = value.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise BadInput(f"{where}: the names of a voice must be a list of strings")
    pairs = (value.get(part) for part in PARTS)
    return MarkedVoice(
        tuple(names), *(None if p is None else _moved(p, at, length, where) for p in pairs)
    )


def _moved(pair: Any, at: Any, length: int, where: str) -> Pair:
    if not isinstance(pair, list) or len(pair) != 2:
        raise BadInput(f"{where}: {pair!r} is not a span")
    start, end = checked(pair[0], pair[1], length, where)
    return at(start), at(end)
