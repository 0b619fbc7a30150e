"""doccano: a line per article and reviewer, as its import "JSONL (Relation)" takes it.

doccano keeps keys that it does not know as the example's meta, shows them beside the text and
gives them back, so what it has no place for travels in `claims`. Its ids are whole numbers, each
once in the whole file. Offsets are code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Any

from store.dossier.values import Dossier
from store.exports.jsonl import json_line
from store.exports.layers import Layer, about, layers

VERSION = "1"
SUFFIX = ".doccano.jsonl"
ABOUT = "a line per article and reviewer, for doccano"
FORMAT = f"twosource-doccano/{VERSION}"


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` and `history` make no difference."""
    del raw, history
    lines, numbers, relations = count(1), count(1), count(1)
    for article in dossier.articles():
        for layer in layers(dossier, article, numbers):
            known = {"format": FORMAT, "reviewer": layer.reviewer, **about(dossier, article)}
            yield json_line(
                {"id": next(lines), "text": article.text}
                | _spans(layer, relations)
                | known
                | {"claims": list(layer.entries)}
            )


def _spans(layer: Layer, relations: count[int]) -> dict[str, Any]:
    return {
        "entities": [
            {"id": r.id, "start_offset": r.start, "end_offset": r.end, "label": r.label}
            for r in layer.regions
        ],
        "relations": [
            {"id": next(relations), "from_id": link.origin, "to_id": link.target, "type": link.type}
            for link in layer.links
        ],
    }
