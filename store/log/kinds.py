"""The kinds of event that the review log can hold: a class for what each says, a row for its rules.

A class is the fact of an event, field by field, as it stands in the body (`store.log.events`).
References are global: a document by the SHA-256 of its text, a claim by its document and span, a
reviewer by id, an event or an added source by `stream:n`. Kinds and fields are for ever: old ones
keep their meaning.

`KINDS` has one row a kind, and the lists of kinds at the end are derived from it. The classes are
named tuples and not data classes: a frozen data class takes three times as long to make, and these
are made each time twosource starts. Their annotations are no strings (so no `from __future__ import
annotations`): a named tuple compiles each one that is.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, StrEnum, auto
from typing import Any, NamedTuple

Json = Any


class ClaimRef(NamedTuple):
    """A claim, the same on every machine."""

    document: str
    start: int
    end: int


class StreamOpened(NamedTuple):
    """First in every stream: whose it is, on which device, in which annotation session."""

    reviewer: str
    name: str
    device: str
    session: str | None = None


class DocumentAdded(NamedTuple):
    """A text was taken in. `document` is the SHA-256 of the text, `original` of the bytes."""

    document: str
    original: str
    role: str
    media_type: str
    reader: str
    splitter: str
    file_name: str = ""
    headline: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    date_published: str = ""
    dateline: str = ""
    in_language: str = ""
    revises: str = ""  # the SHA-256 of the version before


class DocumentDescribed(NamedTuple):
    """New values for what is known of a text: headline, author, publisher, url, date_published."""

    document: str
    values: Mapping[str, Json]


class ClaimsFound(NamedTuple):
    """Claims found at an intake, numbered from `first` on; as many events as the size asks for."""

    document: str
    intake: str
    first: int
    claims: tuple[tuple[int, int], ...]


class ClaimsReplaced(NamedTuple):
    """The old spans are no claims any more, the new ones are: mark, split, merge, re-span, drop."""

    document: str
    old: tuple[tuple[int, int], ...]
    new: tuple[tuple[int, int], ...]


class Judged(NamedTuple):
    """A reviewer's own values for one claim; only the fields that were set.

    `values` may hold `status` (an id of the scale, or null), `attribution_status`, `confidence`,
    `claim_reviewed`, `justification` and `attributions`, a list of maps: `chain` (source ids,
    outermost first), `source`, `cue`, `content` ([start, end] or null), `quoted` (a list of
    those), `quotation_type`, `attribution_type`.
    `scale` is the digest of the scale that the status belongs to. `carried_from` is the claim
    whose judgement the reviewer took over, after a split, a merge, or in a new version. `tally`
    is how many of a session held which status just before, once the session is revealed. `whose`
    is the name of whom the writer says this of, from a file of another tool; empty for the writer.
    """

    claim: ClaimRef
    values: Mapping[str, Json]
    scale: str | None = None
    carried_from: ClaimRef | None = None
    tally: Mapping[str, int] | None = None
    whose: str = ""


class Noted(NamedTuple):
    """A reviewer's note, query or correction on a claim; an empty text takes it back.

    `state` of a query: open, answered; of a correction: proposed, stet; of a note: empty. A note of
    the kind `TIMELINE` keeps the event that the claim dates, with its day as the state. `whose` as
    in `Judged`.
    """

    claim: ClaimRef
    note: str
    text: str
    state: str = ""
    whose: str = ""


TIMELINE = "timeline"


class EvidenceAttached(NamedTuple):
    """What an article, or one claim of it, rests on; its id is this event's. Everybody shares it.

    `evidence_kind` is document, url, conversation or on_author. `values` may hold `title`,
    `source` (an id), `provenance`; of a document `text` (the SHA-256 of its text) and, where a
    passage was chosen, `exact`, `start`, `end` or `cell`; of a page `url`, `accessed_at`,
    `archived_url`; of a conversation `with_whom`, `held_at`, `medium`, `terms`.
    """

    document: str
    evidence_kind: str
    values: Mapping[str, Json]
    claim: ClaimRef | None = None


class EvidenceChanged(NamedTuple):
    """New values for some fields of a piece of evidence; `attached` false takes it off."""

    document: str
    evidence: str
    values: Mapping[str, Json]
    claim: ClaimRef | None = None


class EvidenceWeighed(NamedTuple):
    """What a reviewer makes of a piece of evidence for one claim.

    `values` may hold `stance`, `information_credibility` (Admiralty 1 to 6) and
    `independence_group`: pieces of one group count as one.
    """

    claim: ClaimRef
    evidence: str
    values: Mapping[str, Json]


class LeadAnswered(NamedTuple):
    """A reviewer's answer to a lead: accepted, dismissed, or empty for taken back.

    `lead` is the lead's own digest: what it says, of which words, on which evidence. `told` is its
    sentence, so that the log can be read without running the check again.
    """

    document: str
    lead: str
    answer: str
    told: str = ""
    reason: str = ""
    claim: ClaimRef | None = None


class ClaimsContinued(NamedTuple):
    """Which claims of version `earlier` go on in `document`, a later version of the article.

    Each link is [start, end, new start, new end, state]; state is same, moved, changed or gone,
    and a claim that is gone has null for its new place. The same and the moved keep what was held.
    """

    document: str
    earlier: str
    links: tuple[tuple[int, int, int | None, int | None, str], ...]


class SourceAdded(NamedTuple):
    """A source for the registry; its id is this event's. A protected one has only a code name."""

    name: str
    source_class: str
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    source_reliability: str | None = None
    protected: bool = False
    role: str = ""  # what a person is
    article: str = ""  # SHA-256 of the only article in which it is this source


class SourceChanged(NamedTuple):
    """New values for some fields of a source, named as in `source_added`.

    `merged_into` is the source that it turned out to be; None parts them again. `document` is the
    article on which this was done, where it can be undone; empty for the registry at large.
    """

    source: str
    values: Mapping[str, Json]
    document: str = ""


class ScaleAdded(NamedTuple):
    """A house's own scale; its digest is that of what it says, as `claims.scales.Scale` counts it.

    `statuses` are maps of `id`, `label`, `letter`, `tone`, `meaning`, `averitec`, `rating` (1 to 5
    or null) and `short`. A later event of the same digest brings only other letters and tones.
    """

    name: str
    statuses: tuple[Mapping[str, Json], ...]


class RoleGiven(NamedTuple):
    """What a reviewer may do on this desk: writer, checker, editor, adjudicator or observer."""

    reviewer: str
    name: str
    role: str


class SessionCreated(NamedTuple):
    """An annotation session on an article; its id is this event's.

    `mode`, `rule` and `assign` are those of `store.state.session`. `scale` is a digest, `votes` how
    many carry a verdict, `reviews` how many reviewers each claim gets, `lease` the seconds for
    which a claim in work is kept; `returns` sends a claim back to work when labels differ.
    `reviewers` are pairs of id and name.
    """

    document: str
    title: str
    mode: str
    rule: str
    scale: str
    votes: int
    reviews: int
    assign: str
    lease: int
    returns: bool
    reviewers: tuple[tuple[str, str], ...]


class SessionJoined(NamedTuple):
    """One more reviewer in a session."""

    document: str
    session: str
    reviewer: str
    name: str


class ClaimsAssigned(NamedTuple):
    """These spans are `reviewer`'s to judge in the session, or with `assigned` false no longer."""

    document: str
    session: str
    reviewer: str
    claims: tuple[tuple[int, int], ...]
    assigned: bool = True


class SessionRevealed(NamedTuple):
    """The blind phase ends. `heads` are pairs of stream and n: all that was there to reveal.

    What a stream holds beyond its head came late, and is no blind judgement.
    """

    document: str
    session: str
    heads: tuple[tuple[str, int], ...]


class VoteOpened(NamedTuple):
    """The discussion ends and the vote begins."""

    document: str
    session: str


class Voted(NamedTuple):
    """A reviewer's vote on a claim; a null status takes it back. `tally` as in `Judged`."""

    claim: ClaimRef
    session: str
    status: str | None
    scale: str | None = None
    tally: Mapping[str, int] | None = None


class SessionClosed(NamedTuple):
    """The session ends with what its streams hold now; `heads` as in `SessionRevealed`."""

    document: str
    session: str
    heads: tuple[tuple[str, int], ...]


class Adjudicated(NamedTuple):
    """An adjudication of a claim, in a session or (an empty one) outside; a null status withdraws
    it.

    `takes` is the reviewer whose judgement is taken, empty for a new verdict. `seen` are pairs of
    stream and n: a judgement or vote beyond them contests it.
    """

    claim: ClaimRef
    session: str
    status: str | None
    scale: str | None
    takes: str
    reason: str
    note: str
    attributions: Sequence[Mapping[str, Json]]
    seen: tuple[tuple[str, int], ...]
    tally: Mapping[str, int] | None = None


class Commented(NamedTuple):
    """A comment on a claim; its id is this event's. `reply_to` is the comment that it answers,
    which answers none itself; `mentions` are reviewers by id."""

    claim: ClaimRef
    text: str
    reply_to: str = ""
    mentions: tuple[str, ...] = ()


class CommentChanged(NamedTuple):
    """A comment was withdrawn by its author, or put back."""

    claim: ClaimRef
    comment: str
    withdrawn: bool = True


class SignedOff(NamedTuple):
    """The editor stands behind the review as it is now; `digest` is the log's at that moment."""

    document: str
    digest: str


class Redacted(NamedTuple):
    """The body of event `event` is gone by order; its hash stays. Replicas obey.

    `document` is what that event was about, which can no longer be read from it.
    """

    event: str
    reason: str
    document: str = ""


class EntriesAdmitted(NamedTuple):
    """An editor's word that these entries count, wherever they came from."""

    events: tuple[str, ...]


class ReviewersMerged(NamedTuple):
    """Two ids are one person: what `reviewer` said and says is `into`'s. An `into` that is the
    reviewer's own id parts them again."""

    reviewer: str
    into: str
    name: str


Fact = (
    StreamOpened
    | DocumentAdded
    | DocumentDescribed
    | ClaimsFound
    | ClaimsReplaced
    | Judged
    | Noted
    | EvidenceAttached
    | EvidenceChanged
    | EvidenceWeighed
    | LeadAnswered
    | ClaimsContinued
    | SourceAdded
    | SourceChanged
    | ScaleAdded
    | RoleGiven
    | SessionCreated
    | SessionJoined
    | ClaimsAssigned
    | SessionRevealed
    | VoteOpened
    | Voted
    | SessionClosed
    | Adjudicated
    | Commented
    | CommentChanged
    | SignedOff
    | Redacted
    | EntriesAdmitted
    | ReviewersMerged
)

# --- who may, and what an event is about ---------------------------------------------------------


class ReviewerRole(StrEnum):
    """What a reviewer is on a desk that has roles."""

    WRITER = "writer"
    CHECKER = "checker"
    EDITOR = "editor"
    ADJUDICATOR = "adjudicator"
    OBSERVER = "observer"


_W, _C, _E = ReviewerRole.WRITER, ReviewerRole.CHECKER, ReviewerRole.EDITOR
_A = ReviewerRole.ADJUDICATOR

ANYBODY = frozenset(ReviewerRole)
JUDGE = frozenset({_C, _E, _A})
BRING = frozenset({_W, _C, _E, _A})
EDIT = frozenset({_C, _E})
CONDUCT = frozenset({_E})
SETTLE = frozenset({_E, _A})


class About(Enum):
    """What an event is about, and so what is folded anew when it comes in."""

    STREAM = auto()  # whose stream it is
    DOCUMENT = auto()  # a text and its claims
    CLAIM = auto()  # one claim
    EVIDENCE = auto()  # the evidence and leads of an article, or of one claim of it
    SESSION = auto()  # a step of the session on an article
    SIGNOFF = auto()  # an article as its editor signed it
    SOURCES = auto()  # the registry
    SCALES = auto()  # the scales of the house
    ROLES = auto()  # who may do what, and who is who
    EVENT = auto()  # another event, which is gone by order


class Kind(NamedTuple):
    """The rules of one kind of event.

    `act` is what it is called in a refusal, and `may` who may do it. `undoable`: it is on the undo
    stack, and `store.verbs.undoing` knows its inverse. `text`: it holds free text, and so a salt
    that keeps a redacted one from being guessed. `own`: it is a reviewer's own view of a claim.
    `work`: a member of a session does it in the session, in a stream that can be hidden whole.
    """

    name: str
    fact: type[Fact]
    about: About
    may: frozenset[ReviewerRole]
    act: str
    undoable: bool = False
    text: bool = False
    own: bool = False
    work: bool = False


_STREAM, _DOCUMENT, _CLAIM, _EVIDENCE = About.STREAM, About.DOCUMENT, About.CLAIM, About.EVIDENCE
_SESSION, _SOURCES = About.SESSION, About.SOURCES

KINDS: tuple[Kind, ...] = (
    Kind("stream_opened", StreamOpened, _STREAM, ANYBODY, "open a stream"),
    Kind("document_added", DocumentAdded, _DOCUMENT, BRING, "take texts in", work=True),
    Kind(
        "document_described", DocumentDescribed, _DOCUMENT, BRING, "describe an article", text=True
    ),
    Kind("claims_found", ClaimsFound, _DOCUMENT, BRING, "take texts in"),
    Kind(
        "claims_replaced",
        ClaimsReplaced,
        _DOCUMENT,
        EDIT,
        "change which claims there are",
        undoable=True,
    ),
    Kind(
        "judged",
        Judged,
        _CLAIM,
        JUDGE,
        "judge claims",
        undoable=True,
        text=True,
        own=True,
        work=True,
    ),
    Kind(
        "noted", Noted, _CLAIM, JUDGE, "write notes", undoable=True, text=True, own=True, work=True
    ),
    Kind(
        "evidence_attached",
        EvidenceAttached,
        _EVIDENCE,
        BRING,
        "attach evidence",
        undoable=True,
        text=True,
        work=True,
    ),
    Kind(
        "evidence_changed",
        EvidenceChanged,
        _EVIDENCE,
        BRING,
        "change evidence",
        undoable=True,
        text=True,
        work=True,
    ),
    Kind(
        "evidence_weighed",
        EvidenceWeighed,
        _CLAIM,
        JUDGE,
        "weigh evidence",
        undoable=True,
        own=True,
        work=True,
    ),
    Kind(
        "lead_answered",
        LeadAnswered,
        _EVIDENCE,
        JUDGE,
        "answer leads",
        undoable=True,
        text=True,
        own=True,
        work=True,
    ),
    Kind("claims_continued", ClaimsContinued, _DOCUMENT, BRING, "take a new version in"),
    Kind("source_added", SourceAdded, _SOURCES, JUDGE, "add sources", text=True, work=True),
    Kind(
        "source_changed",
        SourceChanged,
        _SOURCES,
        JUDGE,
        "change sources",
        undoable=True,
        text=True,
        work=True,
    ),
    Kind("scale_added", ScaleAdded, About.SCALES, CONDUCT, "add scales", text=True),
    Kind("role_given", RoleGiven, About.ROLES, CONDUCT, "give roles"),
    Kind("session_created", SessionCreated, _SESSION, CONDUCT, "create a session", text=True),
    Kind("session_joined", SessionJoined, _SESSION, JUDGE, "join a session"),
    Kind("claims_assigned", ClaimsAssigned, _SESSION, CONDUCT, "assign claims"),
    Kind("session_revealed", SessionRevealed, _SESSION, CONDUCT, "reveal a session"),
    Kind("vote_opened", VoteOpened, _SESSION, CONDUCT, "open a vote"),
    Kind("voted", Voted, _CLAIM, JUDGE, "vote", undoable=True, work=True),
    Kind("session_closed", SessionClosed, _SESSION, CONDUCT, "close a session"),
    Kind("adjudicated", Adjudicated, _CLAIM, SETTLE, "adjudicate", undoable=True, text=True),
    Kind("commented", Commented, _CLAIM, BRING, "comment", undoable=True, text=True, work=True),
    Kind(
        "comment_changed",
        CommentChanged,
        _CLAIM,
        BRING,
        "withdraw comments",
        undoable=True,
        work=True,
    ),
    Kind("signed_off", SignedOff, About.SIGNOFF, CONDUCT, "sign a review"),
    Kind("redacted", Redacted, About.EVENT, CONDUCT, "redact the log", text=True),
    Kind("entries_admitted", EntriesAdmitted, About.ROLES, CONDUCT, "admit entries of the log"),
    Kind("reviewers_merged", ReviewersMerged, About.ROLES, CONDUCT, "merge reviewers"),
)


# --- lists that follow from the rows -------------------------------------------------------------

CATALOGUE: dict[str, type[Fact]] = {row.name: row.fact for row in KINDS}
RULES: dict[type[Fact], Kind] = {row.fact: row for row in KINDS}
NAME: dict[type[Fact], str] = {row.fact: row.name for row in KINDS}
UNDOABLE = frozenset(row.name for row in KINDS if row.undoable)
OWN = tuple(row.fact for row in KINDS if row.own)
# What counts only from who might do it at its place in the order: `store.state.authority`
BINDING = tuple(
    row.name
    for row in KINDS
    if row.may in (CONDUCT, SETTLE) or row.fact in (SessionJoined, EntriesAdmitted)
)
# What waits for an editor of this desk where it comes from elsewhere, whoever has written it
WAITING = tuple(
    NAME[fact] for fact in (Redacted, SessionRevealed, RoleGiven, EntriesAdmitted, ReviewersMerged)
)
WORK = tuple(row.fact for row in KINDS if row.work)
SESSION = tuple(row.fact for row in KINDS if row.about is About.SESSION)
REDACTABLE = tuple(row.fact for row in KINDS if row.text and row.about is About.CLAIM)
OF_ONE_REVIEWER = tuple(row.fact for row in KINDS if row.own and row.about is About.CLAIM)

# What tells of one reviewer's work on a claim, and so is hidden while a session is blind
PERSONAL = tuple(row.name for row in KINDS if row.own or row.about in (About.CLAIM, About.EVENT))
