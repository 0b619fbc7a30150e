"""The catalogue of facts that the review log can hold: one class a kind.

An event's body is canonical JSON (sorted keys, no spaces, no floats, whole numbers below 2**53, at
most 64 KiB in UTF-8):

    {"at", "fact": {...}, "hlc", "kind", "tz", "v": 1}   and, where they apply,
    "undoes" / "redoes": the id of an event, for the undo stack only; the fold never follows it
    "salt": 128 random bits, where the fact has free text, so that a redacted note stays secret

`at` is the wall clock that people see, in UTC, with the writer's own offset in `tz`; `hlc` only
orders. References are global: a document by the SHA-256 of its text, a claim by its document and
span, a reviewer by id, an event or an added source by `stream:n`.

Unknown kinds are kept, passed on and skipped by the fold.

The classes are named tuples and not data classes: a frozen data class takes three times as long to
make, and these are made each time twosource starts.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from store.clock import Instant
from store.errors import BadInput

VERSION = 1
MAX_BODY = 64 * 1024
_MAX_INT = 2**53

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
    is how many of a session held which status just before, once the session is revealed.
    """

    claim: ClaimRef
    values: Mapping[str, Json]
    scale: str | None = None
    carried_from: ClaimRef | None = None
    tally: Mapping[str, int] | None = None


class Noted(NamedTuple):
    """A reviewer's note, query or correction on a claim; an empty text takes it back.

    `state` of a query: open, answered; of a correction: proposed, stet; of a note: empty.
    """

    claim: ClaimRef
    note: str
    text: str
    state: str = ""


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


class SourceChanged(NamedTuple):
    """New values for some fields of a source, named as in `source_added`."""

    source: str
    values: Mapping[str, Json]


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
)

CATALOGUE: dict[str, type[Fact]] = {
    "stream_opened": StreamOpened,
    "document_added": DocumentAdded,
    "document_described": DocumentDescribed,
    "claims_found": ClaimsFound,
    "claims_replaced": ClaimsReplaced,
    "judged": Judged,
    "noted": Noted,
    "evidence_attached": EvidenceAttached,
    "evidence_changed": EvidenceChanged,
    "evidence_weighed": EvidenceWeighed,
    "lead_answered": LeadAnswered,
    "claims_continued": ClaimsContinued,
    "source_added": SourceAdded,
    "source_changed": SourceChanged,
    "scale_added": ScaleAdded,
    "role_given": RoleGiven,
    "session_created": SessionCreated,
    "session_joined": SessionJoined,
    "claims_assigned": ClaimsAssigned,
    "session_revealed": SessionRevealed,
    "vote_opened": VoteOpened,
    "voted": Voted,
    "session_closed": SessionClosed,
    "adjudicated": Adjudicated,
    "commented": Commented,
    "comment_changed": CommentChanged,
    "signed_off": SignedOff,
    "redacted": Redacted,
}
KIND: dict[type[Fact], str] = {cls: kind for kind, cls in CATALOGUE.items()}
FREE_TEXT = frozenset(
    {
        *("judged", "noted", "source_added", "source_changed", "scale_added", "redacted"),
        "document_described",
        *("evidence_attached", "evidence_changed", "lead_answered"),
        *("session_created", "adjudicated", "commented"),
    }
)
UNDOABLE = frozenset(
    {
        *("claims_replaced", "judged", "noted"),
        *("evidence_attached", "evidence_changed", "evidence_weighed", "lead_answered"),
        *("voted", "adjudicated", "commented", "comment_changed"),
    }
)


class Event(NamedTuple):
    """One line of the log. `fact` is None for a kind of a later version and for a redacted body."""

    stream: str
    n: int
    hlc: int
    kind: str
    at: str
    tz: str
    fact: Fact | None
    undoes: str | None = None
    redoes: str | None = None
    reviewer: str = ""

    @property
    def id(self) -> str:
        return f"{self.stream}:{self.n}"

    @property
    def order(self) -> tuple[int, str, int]:
        """Where it stands in the fold, the same on every replica."""
        return self.hlc, self.stream, self.n


def dump(
    fact: Fact, hlc: int, instant: Instant, undoes: str | None = None, redoes: str | None = None
) -> str:
    """The body of an event, exactly as it will be hashed and stored.

    Raises: `BadInput` when it is larger than 64 KiB or holds what a body may not.
    """
    body: dict[str, Json] = {
        "v": VERSION,
        "kind": KIND[type(fact)],
        "hlc": hlc,
        "at": instant.at,
        "tz": instant.tz,
        "fact": {name: _plain(value) for name, value in fact._asdict().items()},
    }
    if KIND[type(fact)] in FREE_TEXT:
        body["salt"] = secrets.token_hex(16)
    body |= {k: v for k, v in (("undoes", undoes), ("redoes", redoes)) if v}
    text = canonical(body)
    if len(text.encode()) > MAX_BODY:
        raise BadInput("this is longer than the 64 KiB that one entry of the log can hold")
    return text


def load(stream: str, n: int, body: str, reviewer: str = "") -> Event:
    """The event in a body. Fields of a later version are left aside.

    Raises: ValueError when the body is not an event.
    """
    raw = json.loads(body)
    try:
        kind, fact = str(raw["kind"]), raw["fact"]
        return Event(
            stream,
            n,
            int(raw["hlc"]),
            kind,
            str(raw["at"]),
            str(raw["tz"]),
            _fact(kind, fact, later=int(raw["v"]) > VERSION),
            raw.get("undoes"),
            raw.get("redoes"),
            reviewer,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"event {stream}:{n} has no {error}") from None


def canonical(value: Json) -> str:
    """Canonical JSON. Raises: `BadInput` for what has none (floats, NUL, half surrogate pairs)."""
    _check(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("half a surrogate pair is no character and cannot be stored") from None
    return text


def _check(value: Json) -> None:
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= _MAX_INT):
        raise BadInput(f"the log holds whole numbers below 2**53, not {value!r}")
    if isinstance(value, str) and "\0" in value:
        raise BadInput("a NUL cannot be stored; remove it")
    if isinstance(value, dict):
        for item in (*value, *value.values()):
            _check(item)
    elif isinstance(value, list):
        for item in value:
            _check(item)


def _plain(value: Json) -> Json:
    if isinstance(value, ClaimRef):
        return {"document": value.document, "start": value.start, "end": value.end}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _fact(kind: str, raw: Mapping[str, Json], *, later: bool) -> Fact | None:
    """None for a kind that is not known, and for a known one that a later version has reshaped."""
    cls = CATALOGUE.get(kind)
    if cls is None:
        return None
    try:
        return cls(**{name: _typed(name, raw[name]) for name in cls._fields if name in raw})
    except (KeyError, TypeError, ValueError):
        if later:
            return None
        raise


def _typed(name: str, value: Json) -> Json:
    if name in ("claim", "carried_from") and value is not None:
        return ClaimRef(str(value["document"]), int(value["start"]), int(value["end"]))
    if name in ("claims", "old", "new"):
        return tuple((int(start), int(end)) for start, end in value)
    if name == "links":
        return tuple(
            (int(a), int(b), _place(c), _place(d), str(state)) for a, b, c, d, state in value
        )
    if name in ("heads", "seen", "reviewers"):
        return tuple(_pair(name, *pair) for pair in value)
    if name in ("aliases", "statuses", "mentions", "attributions"):
        return tuple(value)
    return value


def _pair(name: str, first: Json, second: Json) -> tuple[str, Json]:
    """A stream and a number, or a reviewer's id and name."""
    return str(first), str(second) if name == "reviewers" else int(second)


def _place(value: Json) -> int | None:
    return None if value is None else int(value)
