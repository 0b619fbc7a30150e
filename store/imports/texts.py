"""Texts of other tools in the form that the desk keeps: no byte-order mark, line feeds alone.

A text is known by its hash, so one that was taken in from a file and one that comes with marks have
to be the same text; the spans of the marks move with it.
"""

from __future__ import annotations

from contextlib import suppress

from claims.intake import read_document
from claims.model import Document, Role, Span
from store.errors import BadInput, WrongUsage
from store.imports import MarkedVoice, Taken
from store.queries import claim_places


def normal(taken: Taken) -> Taken:
    """`taken` with its text as the desk keeps texts (no BOM, LF alone), and its spans moved so."""
    if "\r" not in taken.text and not taken.text.startswith("\ufeff"):
        return taken
    text, moved = _moved(taken.text)

    def at(offset: int) -> int:
        return moved[offset] if 0 <= offset < len(moved) else offset

    def pair(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (at(span[0]), at(span[1])) if span else None

    def voice(one: MarkedVoice) -> MarkedVoice:
        return one._replace(source=pair(one.source), cue=pair(one.cue), content=pair(one.content))

    marks = tuple(
        m._replace(start=at(m.start), end=at(m.end), voices=tuple(map(voice, m.voices)))
        for m in taken.marks
    )
    return taken._replace(text=text, marks=marks, sha256="")


def _moved(text: str) -> tuple[str, list[int]]:
    """The text as it is kept, and where each offset of `text` has gone."""
    kept: list[str] = []
    moved = []
    for place, char in enumerate(text):
        moved.append(len(kept))
        if (char == "\ufeff" and place == 0) or (
            char == "\r" and text[place + 1 : place + 2] == "\n"
        ):
            continue
        kept.append("\n" if char == "\r" else char)
    return "".join(kept), [*moved, len(kept)]


def read(taken: Taken) -> Document:
    """The document that a text is, with what its first lines tell where nothing else does."""
    read = read_document(taken.text.encode(), "import.txt")
    if read.text != taken.text:
        raise BadInput(
            f"the text {taken.name or 'without a name'} cannot be stored exactly as it is"
        )
    about = {"url": taken.url, "date_published": taken.date_published}
    return read._replace(role=Role.ARTICLE, **{k: v for k, v in about.items() if v})


def spans(taken: Taken) -> tuple[tuple[int, int], ...]:
    """The spans of the marks, without white space at their ends; those without a word are none."""
    found = set()
    for mark in taken.marks:
        if 0 <= mark.start < mark.end <= len(taken.text):
            with suppress(WrongUsage):
                found.add(claim_places.trimmed(taken.text, Span(mark.start, mark.end)))
    return tuple(sorted(found))
