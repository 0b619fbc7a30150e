"""The values of a dossier: articles with their claims, every reviewer's judgements and notes.

Values only: `store.dossier.walk` reads them out of a desk while they are written. What a `Scope`
leaves out is left out there, once for all formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.checks.sourcing.source_map import SourceMap
from claims.scales import Scale, Status
from store.queries import journal
from store.queries.articles import Article
from store.queries.event_words import status_label
from store.queries.evidence_items import Item
from store.queries.journal import HistoryLine, NoteRow
from store.queries.leads import Answered
from store.queries.team.comment_threads import Thread
from store.state import attribution
from store.state.attribution import HeldAttribution
from store.state.session import Session


class Scope(NamedTuple):
    """What is asked for. Empty asks for everything.

    `article` is a local id, `since` a stored time, `reviewer` an id, `source` the id of a voice
    anywhere in a chain, `session` the id of an annotation session. `final` is the one verdict that
    a claim has (`Claim.final`); what is chosen besides is chosen from these. `redact` shows
    protected sources by their code names.
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
        return self.narrows or bool(self.session)

    @property
    def narrows(self) -> bool:
        """Whether of one session, or of all, some judgements are left out."""
        return any((self.since, self.status, self.source, self.reviewer))

    @property
    def whole(self) -> bool:
        """Whether it is the whole desk as it is, and so its log can be replayed."""
        return self == Scope()


class DossierJudgement(NamedTuple):
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
    adjudicated: bool = False  # the last word of `reviewer`, who need not have judged

    @property
    def people(self) -> tuple[str, ...]:
        """Whose it is, each by name."""
        return self.shared_by or (self.reviewer,)

    @property
    def label(self) -> str:
        return self.verdict.label if self.verdict else status_label(self.status, self.scale)

    @property
    def attributions(self) -> tuple[HeldAttribution, ...]:
        """What `spoken` says, as values."""
        return attribution.read(self.spoken)

    @property
    def held(self) -> bool:
        """Whether anything is held: what was given may have been taken back again."""
        values = (self.status, self.attribution_status, self.confidence, self.claim_reviewed)
        return any(values) or self.spoken != "[]"


class Weighing(NamedTuple):
    """What one reviewer makes of a piece of evidence for the claim in hand."""

    reviewer: str
    stance: str | None
    information_credibility: str | None
    independence_group: str | None


class DossierEvidence(NamedTuple):
    """A piece of evidence; `weighed` is each reviewer's weight, for the claim in hand."""

    item: Item
    weighed: tuple[Weighing, ...] = ()

    def stance(self, reviewer: str) -> str | None:
        return next((one.stance for one in self.weighed if one.reviewer == reviewer), None)


class DossierRuling(NamedTuple):
    """An adjudication. `held` is the verdict as the adjudicator's own.

    `takes` names the reviewer whose judgement it follows; `tally` is how many held which status
    just before, the most first, and `before` says so in words. `contested` when somebody judged or
    voted whom it had not seen.
    """

    held: DossierJudgement
    reason: str = ""
    note: str = ""
    takes: str = ""
    tally: Mapping[str, int] = {}
    before: str = ""
    contested: bool = False
    session: str = ""

    @property
    def why(self) -> str:
        """The reason in words."""
        return self.reason.replace("_", " ")


class ClaimResult(NamedTuple):
    """What a session's rule makes of the ballots on a claim; `held` is None where that is nothing,
    and `open` says why."""

    held: DossierJudgement | None
    rule: str = ""
    open: str = ""


class DossierSession(NamedTuple):
    """An annotation session as it stands. `results` are claims by what settled them: the name of
    the rule, "adjudicated", or "open"; empty while it is blind."""

    session: Session
    members: tuple[str, ...]
    results: Mapping[str, int]


class Claim(NamedTuple):
    """Offsets are code points, end exclusive: `text[start:end] == exact`.

    `result` is that of the session which counts; `comments` are threads, and withdrawn comments in
    them have no text.
    """

    id: int
    number: str
    start: int
    end: int
    exact: str
    active: bool = True
    judgements: tuple[DossierJudgement, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    evidence: tuple[DossierEvidence, ...] = ()
    ruling: DossierRuling | None = None
    result: ClaimResult | None = None
    comments: tuple[Thread, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether an adjudicator or the rule of a session has decided."""
        return self.ruling is not None or bool(self.result and self.result.held)

    @property
    def final(self) -> tuple[DossierJudgement, ...]:
        """The one verdict: the adjudicator's, else that of the session, else what all share."""
        if self.ruling:
            return (self.ruling.held,)
        if self.result:
            return (self.result.held,) if self.result.held else ()
        return settled(self.judgements)

    @property
    def split(self) -> bool:
        """Two reviewers hold different verdicts of one scale."""
        held = [(j.scale, j.status) for j in self.judgements if j.status]
        return any(a[0] == b[0] and a[1] != b[1] for a in held for b in held)

    @property
    def decided(self) -> bool:
        return any(j.status for j in self.judgements)


class DossierAnswer(NamedTuple):
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
    evidence: tuple[DossierEvidence, ...] = ()
    answers: tuple[DossierAnswer, ...] = ()
    leads: Callable[[], Sequence[Answered]] = tuple
    source_map: Callable[[], SourceMap] = lambda: SourceMap(0, (), ())
    history: Callable[[], Sequence[journal.LogLine]] = tuple
    sessions: Callable[[], Sequence[DossierSession]] = tuple

    def every(self) -> Iterator[Claim]:
        yield from self.claims()
        yield from self.replaced()

    @property
    def reviewers(self) -> list[str]:
        """In the order in which they come up."""
        return list(dict.fromkeys(j.reviewer for c in self.every() for j in c.judgements))


class DossierVoice(NamedTuple):
    """A source as those who read an export know it; a protected one by its code name."""

    name: str
    source_class: str
    organisation: str = ""  # the id of the source that it speaks for


class RawEvent(NamedTuple):
    """An entry of the log, verbatim; `body` is None where it was redacted. `arrived`: it would bind
    others, and came to this desk from elsewhere."""

    stream: str
    n: int
    hlc: int
    kind: str
    body: str | None
    body_sha: bytes | None
    hash: bytes
    arrived: bool = False


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
    voices: Callable[[], Mapping[str, DossierVoice]] = dict  # every source of the registry, by id
    final: bool = False  # one verdict a claim


def settled(held: Sequence[DossierJudgement]) -> tuple[DossierJudgement, ...]:
    """One judgement in the name of all whose verdicts agree; none where they differ or lack."""
    decided = [one for one in held if one.status]
    if not decided or len({(one.scale, one.status) for one in decided}) > 1:
        return ()
    return (joint(decided),)


def joint(held: Sequence[DossierJudgement]) -> DossierJudgement:
    """The last of these in the name of all; who says it, only where they agree on that."""
    last = max(held, key=lambda one: one.reviewed_at)
    people = tuple(who for one in held for who in one.people)
    last = last._replace(reviewer=", ".join(people), shared_by=people)
    if len({one.spoken for one in held}) == 1:
        return last
    return last._replace(source="", chain="", spoken="[]")
