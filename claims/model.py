"""The nouns of the house, as frozen values.

Offsets are Unicode code points into the document's own text, end exclusive, everywhere. A claim is
identified by its document and its span alone, so two colleagues who take in the same article have
the same claims without asking each other.

The names are the field's: source, cue and content as in PolNeAR and PARC; `nested_source` as an
ordered chain, outermost first, as in MPQA; `claimReviewed` from schema.org; the Admiralty grades
from NATO AJP-2.1.

They are named tuples: a frozen data class takes three times as long to make, and these are made
each time twosource starts.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class _Place(NamedTuple):
    start: int
    end: int


class Span(_Place):
    """Code points `start` to `end` (exclusive) of a document's text. Never empty."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Span:
        if not 0 <= start < end:
            raise ValueError(f"a span needs 0 <= start < end, not {start}:{end}")
        return tuple.__new__(cls, (start, end))

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Span) -> int:
        """How many code points both spans share; 0 when they are apart."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Role(StrEnum):
    """What a document is for."""

    ARTICLE = "article"
    EVIDENCE = "evidence"
    DATASET = "dataset"


class SourceClass(StrEnum):
    """What kind of voice a source is."""

    OFFICIAL_STATEMENT = "official_statement"
    STATE_MEDIA = "state_media"
    NEWS_AGENCY = "news_agency"
    INDEPENDENT_MEDIA = "independent_media"
    DATASET = "dataset"
    DOCUMENT = "document"
    EYEWITNESS = "eyewitness"
    EXPERT = "expert"
    PARTY_TO_DISPUTE = "party_to_dispute"
    SOCIAL_MEDIA = "social_media"
    UNNAMED = "unnamed"


class QuotationType(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class AttributionType(StrEnum):
    """A statement is words or a clause that somebody said or published.

    An attitude is a thing or an action that somebody wants, judges, urges or promises.
    """

    STATEMENT = "statement"
    ATTITUDE = "attitude"


class AttributionStatus(StrEnum):
    """Does the quotation or paraphrase match what the source published?"""

    FAITHFUL = "faithful"
    ALTERED = "altered"
    NOT_FOUND = "not_found"
    UNCHECKED = "unchecked"


class Confidence(StrEnum):
    """How sure the reviewer is of the verdict."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class NoteKind(StrEnum):
    """A note is for the record, a query asks somebody, a correction proposes wording."""

    NOTE = "note"
    QUERY = "query"
    CORRECTION = "correction"


class EvidenceKind(StrEnum):
    """What a claim can rest on. On author: the writer vouches for it."""

    DOCUMENT = "document"
    URL = "url"
    CONVERSATION = "conversation"
    ON_AUTHOR = "on_author"


class Stance(StrEnum):
    """What a piece of evidence does to a claim, in one reviewer's eyes."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Provenance(StrEnum):
    """Primary: from whoever did, saw or counted it. Secondary: somebody retells it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Terms(StrEnum):
    """On what terms somebody spoke."""

    ON_THE_RECORD = "on_the_record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep_background"
    OFF_THE_RECORD = "off_the_record"


class Check(StrEnum):
    """What a lead comes from."""

    QUOTATION = "quotation"
    QUANTITY = "quantity"
    DATE = "date"
    CONSISTENCY = "consistency"
    SOURCING = "sourcing"
    COVERAGE = "coverage"


class Document(NamedTuple):
    """A text taken in, with what is known about it.

    `text` has LF newlines, no BOM, no NUL and no lone surrogate, and is otherwise as it came (no
    Unicode normalisation). Dates are ISO 8601; a publication date without a time stays a date.
    `reader` names the reader and its version, `plain/1`. `notice` says what the reader could not
    read, for whoever takes the file in; it is not kept.
    """

    text: str
    role: Role = Role.ARTICLE
    headline: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    date_published: str = ""
    dateline: str = ""
    in_language: str = ""
    media_type: str = "text/plain"
    reader: str = ""
    notice: str = ""


class Source(NamedTuple):
    """Somebody or something that a claim can come from.

    `id` is a permanent slug for a shipped source, else the id of the adding event.
    `organisation` is the id of the source that this one speaks for. Of a protected source only
    `code_name` may leave this machine.
    """

    id: str
    name: str
    source_class: SourceClass
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    source_reliability: str | None = None
    protected: bool = False
    code_name: str = ""


class Attribution(NamedTuple):
    """Who says something in a text: one find of `claims.reading`.

    A role may lie in several pieces; `source` is empty where nobody is named ("it is said").
    `pattern` is the rule that fired, `confidence` its measured precision (0 to 1), and
    `nested_in` the index, in the same reading, of the attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quotation_type: QuotationType
    attribution_type: AttributionType
    pattern: str
    confidence: float
    nested_in: int | None = None


class DateType(StrEnum):
    """The types of TIMEX3 (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class DateMention(NamedTuple):
    """A date or a time in a text, resolved against the day of publication.

    `value` is TIMEX3: `2024-02-08`, `2023`, `2023-12`, `2024-W06`, `2023-Q4`, `P3D`. `fault` is a
    sentence when the expression contradicts itself, such as a weekday that is not that date's.
    """

    span: Span
    value: str
    type: DateType
    fault: str = ""


class QuantityKind(StrEnum):
    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    RATIO = "ratio"
    MEASURE = "measure"
    NUMBER = "number"


class Quantity(NamedTuple):
    """A figure in a text. `value` is exact, as decimal text (`240100000000`, `-0.4`, `0.3333`).

    A range has `high` as well. `unit` is an ISO 4217 code for money, else a word (`tonne`, `%`).
    `hedge` keeps what softens it: "nearly", "more than".
    """

    span: Span
    value: str
    unit: str
    kind: QuantityKind
    high: str = ""
    hedge: str = ""


class Reading(NamedTuple):
    """What a text itself tells, without any evidence."""

    sentences: tuple[Span, ...]
    claims: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class Mention(NamedTuple):
    """One voice in a chain, as the article names it.

    `source_id` is the registry source it resolves to (None: not in the registry), `inferred` says
    that it was reached through a pronoun or a description and not by name.
    """

    text: str
    source_id: str | None = None
    inferred: bool = False


class Suggestion(NamedTuple):
    """A suggested attribution of one claim: a lead until a reviewer accepts it.

    `chain` runs from the outermost voice to the innermost ("CCTV said that Xi told ..." is CCTV,
    then Xi), so the last mention is the one who says it. Joint speakers are several suggestions.
    Spans are into the document.
    """

    chain: tuple[Mention, ...]
    source_span: Span | None
    cue_span: Span | None
    content_span: Span | None
    quotation_type: QuotationType
    attribution_type: AttributionType
    pattern: str
    confidence: float
    quoted_spans: tuple[Span, ...] = ()


class Passage(NamedTuple):
    """A place in a document that is attached as evidence; `document` is its SHA-256.

    `span` is into that document's text. Of a table, `cell` names row and column ("2023, total").
    """

    document: str
    span: Span | None
    text: str
    cell: str = ""


class Piece(NamedTuple):
    """A stretch of an alignment: the words here, and the words of the evidence.

    The same words have equal sides up to typography; an inserted piece has no `theirs`, a dropped
    one no `ours`.
    """

    same: bool
    ours: str
    theirs: str


class Lead(NamedTuple):
    """What a check has to say about some words of an article; never a verdict.

    `span` holds the words that it is about, `also` other places of the article that it compares
    them with. `kind` is the check's own name for what it saw ("altered", "weekday"). `passed` says
    that the evidence bears the words out: shown, and in no need of an answer. `suggests` is an
    attribution status that a reviewer may accept. `passages` are the places in the evidence, `diff`
    how a quotation differs, `formula` how a figure was worked out.
    """

    check: Check
    kind: str
    span: Span
    reason: str
    also: tuple[Span, ...] = ()
    passages: tuple[Passage, ...] = ()
    suggests: AttributionStatus | None = None
    diff: tuple[Piece, ...] = ()
    formula: str = ""
    passed: bool = False
