"""Label Studio: the list of tasks that it exports as JSON (not JSON-MIN, which has no relations).

Offsets are UTF-16 code units and become code points. An annotator is known by what the field
`reviewer` says, else by e-mail or number. Predictions are read where nobody annotated a task.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from claims.utf16 import Units
from store.errors import BadInput
from store.imports import Mark, Pair, Taken
from store.imports.annotation_spans import MarkedPiece, marks, status_of
from store.imports.checks import checked, decoded, objects, parsed, same_words, words
from store.imports.layer_entries import Entries, entries

ABOUT = "Label Studio's JSON export"
_REGIONS = {"labels", "hypertextlabels"}
_TOLD = {"choices", "textarea", "rating", "number", "taxonomy", "datetime"}


class _Task(NamedTuple):
    text: str
    number: int
    where: str
    units: Units

    def at(self, unit: int) -> int:
        try:
            return self.units.back(unit)
        except ValueError as error:
            raise BadInput(f"{self.where}: offset {error}") from error


def read(data: bytes, name: str) -> Iterator[Taken]:
    """A text per task. Raises: `BadInput` that names the task by its place in the list."""
    found = parsed(decoded(data, name), name)
    for number, task in enumerate(found if isinstance(found, list) else [found], 1):
        where = f"{name}, task {number}"
        if not isinstance(task, dict):
            raise BadInput(f"{where}: a task is a JSON object")
        yield _taken(task, number, where)


def _taken(task: dict[str, Any], number: int, where: str) -> Taken:
    content = task.get("data")
    if not isinstance(content, dict):
        raise BadInput(f"{where}: there is no 'data'; export it as JSON, not as JSON-MIN")
    text = _text(content, where)
    here = _Task(text, number, where, Units(text))
    held = entries(content.get("claims"), here.at, here.units.length, where)
    return Taken(
        text,
        words(content, "headline", where),
        url=words(content, "url", where),
        date_published=words(content, "date_published", where),
        marks=tuple(_all_marks(task, here, held)),
        only=words(content, "format", where).startswith("twosource") and "only" not in content,
    )


def _text(content: dict[str, Any], where: str) -> str:
    """The text of a task: under `text`, else the only text that there is."""
    if isinstance(content.get("text"), str) and content["text"]:
        return str(content["text"])
    texts = [value for value in content.values() if isinstance(value, str) and value]
    if len(texts) != 1:
        raise BadInput(f"{where}: 'data' has no 'text'")
    return texts[0]


def _all_marks(task: dict[str, Any], here: _Task, held: Entries) -> Iterator[Mark]:
    made = task.get("annotations", task.get("completions"))
    done = [
        one for one in objects(made, "'annotations'", here.where) if not one.get("was_cancelled")
    ]
    for one in done or objects(task.get("predictions"), "'predictions'", here.where):
        results = objects(one.get("result"), "'result'", here.where)
        reviewer = _reviewer(one, results)
        yield from _marks(results, here, held.by(reviewer), reviewer)


def _reviewer(annotation: dict[str, Any], results: list[dict[str, Any]]) -> str:
    for result in results:
        if result.get("from_name") == "reviewer" and result.get("type") == "textarea":
            return " ".join(_told(result))
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        return str(who.get("email") or who.get("id") or "")
    return f"annotator {who}" if isinstance(who, int) else ""


def _marks(
    results: list[dict[str, Any]], here: _Task, held: dict[Pair, list[Mark]], reviewer: str
) -> tuple[Mark, ...]:
    pieces: dict[str, MarkedPiece] = {}
    links, told = [], []
    for result in results:
        kind = result.get("type")
        if kind in _REGIONS:
            for piece in _pieces(result, here):
                pieces[piece.id] = piece
        elif kind == "relation":
            links.append((str(result.get("from_id")), str(result.get("to_id"))))
        elif kind in _TOLD:
            told.append(result)
        else:
            raise BadInput(f"{here.where}: results of the type {kind!r} cannot be imported")
    for result in told:
        _add_told(result, pieces)
    for end in (end for link in links for end in link):
        if end not in pieces:
            raise BadInput(
                f"{here.where}: a relation refers to the region {end}, which is not in the file"
            )
    return marks(here.text, list(pieces.values()), links, lambda _: here.where, held, reviewer)


def _pieces(result: dict[str, Any], here: _Task) -> Iterator[MarkedPiece]:
    """A piece per label; all but the first have an id of their own."""
    value, name = result.get("value"), str(result.get("id"))
    where = f"{here.where}, region {name}"
    if result.get("id") is None or not isinstance(value, dict):
        raise BadInput(f"{here.where}: a region has no id or no value")
    start, end = checked(value.get("start"), value.get("end"), here.units.length, where)
    pair = here._replace(where=where).at(start), here._replace(where=where).at(end)
    same_words(value.get("text"), here.text[slice(*pair)], where)
    labels = value.get(str(result["type"])) or [""]
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        raise BadInput(f"{where}: its labels must be a list of strings")
    for n, label in enumerate(labels):
        yield MarkedPiece(f"{name}#{n}" if n else name, *pair, label, here.number)


def _add_told(result: dict[str, Any], pieces: dict[str, MarkedPiece]) -> None:
    """Add what was said of a region beside its label; what is said of the text is left out."""
    piece = pieces.get(str(result.get("id")))
    if piece is None:
        return
    said = _told(result)
    status = status_of(said[0]) if len(said) == 1 and result["type"] == "choices" else ""
    if status:
        pieces[piece.id] = piece._replace(status=status)
        return
    note = f"{result.get('from_name')}: {', '.join(said)}"
    pieces[piece.id] = piece._replace(note=f"{piece.note}\n{note}".strip())


def _told(result: dict[str, Any]) -> list[str]:
    value = result.get("value")
    key = "text" if result["type"] == "textarea" else str(result["type"])
    said = value.get(key) if isinstance(value, dict) else None
    return [str(one) for one in (said if isinstance(said, list) else [said]) if one is not None]
