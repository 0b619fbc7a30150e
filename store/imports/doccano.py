"""doccano: JSONL with `entities` and `relations`, or the older `label: [[start, end, "L"], ...]`.

Offsets are code points. Where a line was ours once, `claims` has what doccano has no place for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.errors import BadInput
from store.imports import Taken
from store.imports.annotation_spans import MarkedPiece, marks
from store.imports.checks import checked, decoded, objects, parsed, words
from store.imports.layer_entries import entries

ABOUT = "doccano's JSONL of spans and relations"


def read(data: bytes, name: str) -> Iterator[Taken]:
    """A text per line. Raises: `BadInput` that names the line."""
    for number, line in enumerate(decoded(data, name).split("\n"), 1):
        if line.strip():
            where = f"{name}, line {number}"
            yield _taken(parsed(line, where), number, where)


def _taken(record: Any, line: int, where: str) -> Taken:
    if not isinstance(record, dict):
        raise BadInput(f"{where}: a line of doccano is a JSON object")
    text = words(record, "text", where) or words(record, "data", where)
    if not text:
        raise BadInput(f"{where}: there is no 'text'")
    pieces = _pieces(record, len(text), line, where)
    known = {piece.id for piece in pieces}
    links = [
        _link(one, known, where) for one in objects(record.get("relations"), "'relations'", where)
    ]
    reviewer = words(record, "reviewer", where)
    held = entries(record.get("claims"), int, len(text), where)
    return Taken(
        text,
        words(record, "headline", where),
        url=words(record, "url", where),
        date_published=words(record, "date_published", where),
        marks=marks(text, pieces, links, lambda _: where, held.by(reviewer), reviewer),
        only=words(record, "format", where).startswith("twosource") and "only" not in record,
    )


def _pieces(record: dict[str, Any], length: int, line: int, where: str) -> list[MarkedPiece]:
    older = record.get("label", record.get("labels"))
    if record.get("entities") is None and older is None:
        raise BadInput(f"{where}: there are neither 'entities' nor 'label'")
    found = [
        _entity(one, length, line, where)
        for one in objects(record.get("entities"), "'entities'", where)
    ]
    if record.get("entities") is None:
        if not isinstance(older, list):
            raise BadInput(f"{where}: 'label' must be a list of [start, end, label]")
        found = [_listed(n, one, length, line, where) for n, one in enumerate(older, 1)]
    if len({piece.id for piece in found}) < len(found):
        raise BadInput(f"{where}: two entities have the same id")
    return found


def _entity(one: dict[str, Any], length: int, line: int, where: str) -> MarkedPiece:
    here = f"{where}, entity {one.get('id')}"
    if one.get("id") is None:
        raise BadInput(f"{where}: an entity has no id")
    pair = checked(one.get("start_offset"), one.get("end_offset"), length, here)
    return MarkedPiece(str(one["id"]), *pair, words(one, "label", here), line)


def _listed(number: int, one: Any, length: int, line: int, where: str) -> MarkedPiece:
    here = f"{where}, label {number}"
    if not isinstance(one, list) or len(one) != 3 or not isinstance(one[2], str):
        raise BadInput(f"{here}: {one!r} is not [start, end, label]")
    return MarkedPiece(str(number), *checked(one[0], one[1], length, here), one[2], line)


def _link(one: dict[str, Any], known: set[str], where: str) -> tuple[str, str]:
    ends = str(one.get("from_id")), str(one.get("to_id"))
    for end in ends:
        if end not in known:
            raise BadInput(f"{where}, relation {one.get('id')}: there is no entity {end}")
    return ends
