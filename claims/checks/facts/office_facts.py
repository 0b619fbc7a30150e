"""Compares the offices that an article gives people with those that the documents give them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.facts.alignment import FactDocuments
from claims.checks.facts.fact_finding import (
    FactFinding,
    FactKind,
    FactVerdict,
    FactWording,
    finding,
)
from claims.checks.facts.name_facts import is_near, names_of
from claims.checks.facts.offices import Office, agree, excludes, offices
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.proper_names import ProperName, proper_names


class _Held(NamedTuple):
    """An office of a document, and who holds it there."""

    document: int
    name: ProperName
    office: Office


class KnownOffices:
    """Who holds which office in the documents, by surname."""

    def __init__(self, documents: FactDocuments) -> None:
        self.texts = documents.texts
        self.by_surname: dict[str, list[_Held]] = defaultdict(list)
        self.every: list[_Held] = []
        for d, text in enumerate(documents.texts):
            names = list(names_of(text))
            for name, office in _each(text.text, names):
                held = _Held(d, name, office)
                self.by_surname[name.surname].append(held)
                self.every.append(held)

    def of(self, name: ProperName) -> list[_Held]:
        """The offices that documents give to somebody of this name."""
        given = name.tokens[0] if len(name.tokens) > 1 else ""
        found = [
            held
            for held in self.by_surname.get(name.surname, ())
            if not given or len(held.name.tokens) == 1 or held.name.tokens[0][0] == given[0]
        ]
        return found or [held for held in self.every if given and is_near(name, held.name)]

    def holder(self, office: Office, name: ProperName) -> _Held | None:
        """Somebody else who holds this very office in a document."""
        for held in self.every:
            if held.name.surname != name.surname and len(held.name.tokens) > 1:
                same = held.office.kind == office.kind and held.office.rank == office.rank
                if same and _same_field(held.office, office):
                    return held
        return None


def office_facts(
    article: PreparedText, statement: Statement, known: KnownOffices
) -> Iterator[FactFinding]:
    """The findings on the offices of those whom a statement names."""
    names = list(proper_names(article.text, statement.span))
    for name, office in _each(article.text, names):
        if office.rank != "former":
            found = _finding(article, name, office, known)
            if found is not None:
                yield found


def _each(text: str, names: Sequence[ProperName]) -> Iterator[tuple[ProperName, Office]]:
    for n, name in enumerate(names):
        near = tuple(x.span for x in names[max(0, n - 2) : n + 3] if x is not name)
        for office in offices(text, name, near):
            yield name, office


def _finding(
    article: PreparedText, name: ProperName, office: Office, known: KnownOffices
) -> FactFinding | None:
    theirs = known.of(name)
    for held in theirs:
        if agree(office, held.office):
            return _found(FactVerdict.PASS, article, name, office, held, known)
    denied = next((held for held in theirs if agree(office, held.office) is False), None)
    if denied is None and office.kind:
        other = known.holder(office, name)
        apart = next((held for held in theirs if excludes(office, held.office)), None)
        if other is not None and office.field & other.office.field and theirs:
            apart = apart or theirs[0]
        denied = apart if other is not None or (apart and _is_post(apart.office)) else None
    if denied is not None:
        return _found(FactVerdict.DIFFERS, article, name, office, denied, known)
    return None


_POSTS = frozenset(
    {"chief executive", "finance chief", "chair", "president", "general secretary", "mayor",
     "governor", "ambassador", "treasurer", "minister", "prime minister", "director"}
)  # fmt: skip


def _is_post(office: Office) -> bool:
    return office.kind in _POSTS


def _same_field(one: Office, other: Office) -> bool:
    return not one.field or not other.field or bool(one.field & other.field)


def _found(
    verdict: FactVerdict,
    article: PreparedText,
    name: ProperName,
    office: Office,
    held: _Held,
    known: KnownOffices,
) -> FactFinding:
    """The finding on an office; the sentence names who holds it."""
    wording = FactWording(office.span, held.office.span)
    told = finding(FactKind.OFFICE, verdict, article, wording, known.texts, held.document)
    return told._replace(reason=f"{name.span.of(article.text)}, {told.reason}")
