"""What an exporter is handed: articles with their claims, every reviewer's judgements and notes.

Values only: `collecting` reads them out of a desk while they are written. What a `Scope` leaves out
is left out there, once for all formats.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.checks.sourcing import SourceMap
from claims.scales import Scale, Status
from store import journal
from store.evidence import Item
from store.journal import HistoryLine, NoteRow
from store.leads import Answered
from store.queries import Article
from store.wording import status_label


class Scope(NamedTuple):
    """What is asked for. Empty asks for everything.

    `article` is a local id, `since` a stored time, `reviewer` an id, `source` the id of a voice
    anywhere in a chain, `session` the id of an annotation session. `final` is one verdict a claim,
    held by all who judged it. `redact` shows protected sources by their code names.
    """

    article: int | None = None
    since: str = ""
    status: str = ""
    source: str = ""
    reviewer: str = ""
    session: str = ""
    final: bool = False
    redact: bool = False

    @property
    def chooses(self) -> bool:
        """Whether it leaves judgements out."""
        return any((self.since, self.status, self.source, self.reviewer, self.session))

    @property
    def whole(self) -> bool:
        """Whether it is the whole desk as it is, and so its log can be replayed."""
        return self == Scope()


class Judgement(NamedTuple):
    """What one reviewer holds about a claim. `spoken` is `attributions` as JSON text.

    `verdict` is the status on its own scale, with its AVeriTeC label and its rating; None for no
    verdict, and for one of a scale that this desk does not know.
    """

    reviewer: str
    status: str | None = None
    scale: str | None = None
    source: str = ""
    chain: str = ""
    attribution_status: str | None = None
    confidence: str | None = None
    claim_reviewed: str | None = None
    justification: str | None = None
    spoken: str = "[]"
    reviewed_at: str = ""
    carried: bool = False
    verdict: Status | None = None
    shared_by: tuple[str, ...] = ()  # of a settled verdict: all who hold it

    @property
    def people(self) -> tuple[str, ...]:
        """Whose it is, each by name."""
        return self.shared_by or (self.reviewer,)

    @property
    def label(self) -> str:
        return self.verdict.label if self.verdict else status_label(self.status, self.scale)

    @property
    def attributions(self) -> list[dict[str, Any]]:
        """As in the event `judged`."""
        return list(json.loads(self.spoken))

    @property
    def held(self) -> bool:
        """Whether anything is held: what was given may have been taken back again."""
        values = (self.status, self.attribution_status, self.confidence, self.claim_reviewed)
        return any(values) or self.spoken != "[]"


class Weight(NamedTuple):
    """What one reviewer makes of a piece of evidence for the claim in hand."""

    reviewer: str
    stance: str | None
    information_credibility: str | None
    independence_group: str | None


class Evidence(NamedTuple):
    """A piece of evidence; `weighed` is each reviewer's weight, for the claim in hand."""

    item: Item
    weighed: tuple[Weight, ...] = ()

    def stance(self, reviewer: str) -> str | None:
        return next((one.stance for one in self.weighed if one.reviewer == reviewer), None)


class Claim(NamedTuple):
    """Offsets are code points, end exclusive: `text[start:end] == exact`."""

    id: int
    number: str
    start: int
    end: int
    exact: str
    active: bool = True
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def split(self) -> bool:
        """Two reviewers hold different verdicts of one scale."""
        held = [(j.scale, j.status) for j in self.judgements if j.status]
        return any(a[0] == b[0] and a[1] != b[1] for a in held for b in held)

    @property
    def decided(self) -> bool:
        return any(j.status for j in self.judgements)


class Answer(NamedTuple):
    """What a reviewer said to a lead."""

    reviewer: str
    answer: str
    reason: str
    told: str
    at: str


@dataclass(frozen=True, slots=True)
class ArticleDossier:
    """One article. What is a function is worked out when it is asked for.

    `claims` are the spans that are claims now, `replaced` those that are none any more and about
    which something is held, both in the order of the text. `evidence` is what is attached to the
    whole article, `leads` what the checks find open for whoever signed it or has judged most of it.
    """

    article: Article
    text: str
    claims: Callable[[], Iterator[Claim]]
    replaced: Callable[[], Iterator[Claim]] = lambda: iter(())
    since_signoff: tuple[HistoryLine, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    answers: tuple[Answer, ...] = ()
    leads: Callable[[], Sequence[Answered]] = tuple
    source_map: Callable[[], SourceMap] = lambda: SourceMap(0, (), ())
    history: Callable[[], Sequence[journal.LogLine]] = tuple

    def every(self) -> Iterator[Claim]:
        yield from self.claims()
        yield from self.replaced()

    @property
    def reviewers(self) -> list[str]:
        """In the order in which they come up."""
        return list(dict.fromkeys(j.reviewer for c in self.every() for j in c.judgements))


class Voice(NamedTuple):
    """A source as those who read an export know it; a protected one by its code name."""

    name: str
    source_class: str
    organisation: str = ""  # the id of the source that it speaks for


class RawEvent(NamedTuple):
    """An entry of the log, verbatim; `body` is None where it was redacted."""

    stream: str
    n: int
    hlc: int
    kind: str
    body: str | None
    body_sha: bytes | None
    hash: bytes


@dataclass(frozen=True, slots=True)
class Dossier:
    """`whole` says that it is the whole desk, and so its log can be replayed; `told` says in words
    what was chosen and left out, empty for nothing. `final` is the scope's; `names` are those of
    sources by id, of protected ones the code name."""

    digest: str
    whole: bool
    articles: Callable[[], Iterator[ArticleDossier]]
    streams: Callable[[], Iterator[tuple[str, str | None]]] = lambda: iter(())
    events: Callable[[], Iterator[RawEvent]] = lambda: iter(())
    blobs: Callable[[], Iterator[tuple[str, bytes]]] = lambda: iter(())
    told: str = ""
    scales: Mapping[str, Scale] = field(default_factory=dict)  # all that are known, by digest
    voices: Callable[[], Mapping[str, Voice]] = dict  # every source of the registry, by id
    final: bool = False  # one verdict a claim


def settled(held: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """One judgement in the name of all whose verdicts agree; none where they differ or lack."""
    decided = [one for one in held if one.status]
    if not decided or len({(one.scale, one.status) for one in decided}) > 1:
        return ()
    last = max(decided, key=lambda one: one.reviewed_at)
    people = tuple(one.reviewer for one in decided)
    last = last._replace(reviewer=", ".join(people), shared_by=people)
    if len({one.spoken for one in decided}) == 1:
        return (last,)
    return (last._replace(source="", chain="", spoken="[]"),)
