"""The nouns of the house as frozen values: document, claim span, source, attribution, lead.

Offsets are Unicode code points into the document's own text, end exclusive, everywhere. A claim is
identified by its document and its span alone, so two colleagues who take in the same article have
the same claims without asking each other.

The names are the field's: source, cue and content as in PolNeAR and PARC; `nested_source` as an
ordered chain, outermost first, as in MPQA; `claimReviewed` from schema.org; the Admiralty grades
from NATO AJP-2.1.

They are named tuples: a frozen data class takes three times as long to make, and these are made
each time twosource starts. So are the values of `store.log.kinds`, where it says more.
"""

from enum import StrEnum
from typing import NamedTuple, Self


class _Place(NamedTuple):
    start: int
    end: int


class Span(_Place):
    """Code points `start` to `end` (exclusive) of a document's own text; never empty."""

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        if not 0 <= start < end:
            raise ValueError(f"a span needs 0 <= start < end, not {start}:{end}")
        return tuple.__new__(cls, (start, end))

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def holds(self, other: Self) -> bool:
        """Whether `other` lies inside, equal ends included."""
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: Self) -> int:
        """How many code points the two spans share; 0 when they are apart."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Role(StrEnum):
    """What a document is for: the article checked, evidence in prose, or a table or timeline."""

    ARTICLE = "article"
    EVIDENCE = "evidence"
    DATASET = "dataset"


class SourceClass(StrEnum):
    """What kind of source a source is.

    An individual is a named person who speaks for nobody else, unnamed is one whose name the
    article does not give.
    """

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
    INDIVIDUAL = "individual"
    UNNAMED = "unnamed"


class QuotationType(StrEnum):
    """Direct: the content is all quoted. Indirect: none of it is. Mixed: a part of it is."""

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
    """Whether the quotation or paraphrase matches what the source published."""

    FAITHFUL = "faithful"
    ALTERED = "altered"
    NOT_FOUND = "not_found"
    UNCHECKED = "unchecked"


class Confidence(StrEnum):
    """How sure a reviewer is of a verdict (an attribution's confidence is a number)."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class NoteKind(StrEnum):
    """A note is for the record, a query asks somebody, a correction proposes wording or stet."""

    NOTE = "note"
    QUERY = "query"
    CORRECTION = "correction"


class EvidenceKind(StrEnum):
    """What a claim can rest on; on author means that the writer vouches for it."""

    DOCUMENT = "document"
    URL = "url"
    CONVERSATION = "conversation"
    ON_AUTHOR = "on_author"


class Stance(StrEnum):
    """Whether evidence supports a claim, refutes it or only gives context, to one reviewer."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class Provenance(StrEnum):
    """Primary: from whoever did, saw or counted it. Secondary: somebody retells it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Terms(StrEnum):
    """The terms on which somebody spoke: what may be printed, and with which name."""

    ON_THE_RECORD = "on_the_record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep_background"
    OFF_THE_RECORD = "off_the_record"


class Check(StrEnum):
    """The check that a lead comes from."""

    QUOTATION = "quotation"
    QUANTITY = "quantity"
    FACT = "fact"
    DATE = "date"
    CONSISTENCY = "consistency"
    SOURCING = "sourcing"
    COVERAGE = "coverage"


class Document(NamedTuple):
    """A text taken in, with what is known about it.

    `text` has LF newlines, no BOM, no NUL and no lone surrogate, and is otherwise as it came (no
    Unicode normalisation). `date_published` is ISO 8601, and one without a time stays a date.
    `dateline` is the place (and day) that opens the text as printed, `in_language` a BCP 47 tag,
    `media_type` that of the original file. `reader` names the reader and its version, `plain/1`.
    `notice` says what the reader could not read, for whoever takes the file in; it is not kept. An
    empty field is not known.
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


OWN_VOICE = "own-voice"  # the source as which an article speaks that attributes to nobody


class Source(NamedTuple):
    """Somebody or something that a claim can come from.

    `id` is a permanent slug for a shipped source, else the id of the adding event. `aliases` are
    other names that articles use. `organisation` is the id of the source that this one speaks for.
    `source_reliability` is an Admiralty grade, A (reliable) to F (cannot be judged). A protected
    source has its code name for `name`; the real one stays in a table of this machine. `role` is
    what a person is ("spokesman"), empty for a body. `article` is the SHA-256 of the one article
    in which a nameless source is that source ("the company"), empty for any.
    """

    id: str
    name: str
    source_class: SourceClass
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    source_reliability: str | None = None
    protected: bool = False
    role: str = ""
    article: str = ""


class Attribution(NamedTuple):
    """Who says what in which words: one find of `claims.reading`.

    `source` are the words for who says it, `cue` those that report, `content` what is said; each
    may lie in several pieces, and `source` is empty where nobody is named ("it is said").
    `pattern` is the pattern that fired, `confidence` its measured precision (0 to 1), and
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

    `value` is TIMEX3: `2024-02-08`, `2023`, `2023-12`, `2024-W06`, `2023-Q4`, `P3D`; a part that is
    not known is `X` (`XXXX-02-08`). `fault` is a sentence when the expression contradicts itself,
    such as a weekday that is not that date's, else empty.
    """

    span: Span
    value: str
    type: DateType
    fault: str = ""


class QuantityKind(StrEnum):
    """What a figure counts; a ratio is a share or a multiple ("two thirds", "doubled")."""

    MONEY = "money"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    RATIO = "ratio"
    MEASURE = "measure"
    NUMBER = "number"


class Quantity(NamedTuple):
    """A figure in a text.

    `value` is decimal text in `unit`, with the magnitude worked in: `240100000000` for "240.1
    billion", `26` for "26 per cent", `-0.4`, `0.3333333333` for "a third". Of a range it is the
    first bound and `high` the second, else `high` is empty. `unit` is an ISO 4217 code for money,
    else a word (`tonne`, `%`), and empty for a bare number. `hedge` keeps what softens the figure
    ("nearly", "more than").
    """

    span: Span
    value: str
    unit: str
    kind: QuantityKind
    high: str = ""
    hedge: str = ""


class Reading(NamedTuple):
    """What a text itself tells, without any evidence; each tuple in the order of the text.

    `claims` are the spans that a reviewer gives a verdict on.
    """

    sentences: tuple[Span, ...]
    claims: tuple[Span, ...]
    attributions: tuple[Attribution, ...]
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()


class VoiceType(StrEnum):
    """What a voice is, by the noun that it goes by; unnamed is one person without a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    DOCUMENT = "document"
    DATASET = "dataset"
    GROUP = "group"
    UNNAMED = "unnamed"


class Voice(NamedTuple):
    """One voice of an article, once, however often and under how many names it comes up.

    `name` is the fullest name that the article gives, or the registry's, or else the words that
    describe it ("federal prosecutors"); `aka` are other names in the article. `role` is what a
    person is ("spokesman"), `organisation` the name of the body that they speak for. `mentions` are
    the places of its names. `source_id` is its id in the registry, None where it is not there.
    """

    name: str
    type: VoiceType
    aka: tuple[str, ...] = ()
    role: str = ""
    organisation: str = ""
    source_id: str | None = None
    mentions: tuple[Span, ...] = ()


class Mention(NamedTuple):
    """One voice in a chain; `text` is the name under which it is filed.

    `source_id` is the registry source it resolves to (None: not in the registry), `inferred` says
    that it was reached through a pronoun or a description and not by name. `role`, `organisation`
    and `type` are those of the `Voice`, and `aka` the acronyms of a body.
    """

    text: str
    source_id: str | None = None
    inferred: bool = False
    role: str = ""
    organisation: str = ""
    type: VoiceType = VoiceType.PERSON
    aka: tuple[str, ...] = ()


class Suggestion(NamedTuple):
    """A suggested attribution of one claim: a lead until a reviewer accepts it.

    `chain` runs from the outermost voice to the innermost ("CCTV said that Xi told ..." is CCTV,
    then Xi), so the last mention is the one who says it. Joint speakers are several suggestions.
    Spans are into the document. `pattern` and `confidence` (0 to 1) are the attribution's own.
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
    """A place in a document that is attached as evidence; `document` is its SHA-256, in hex.

    `span` is into that document's text, None where no words were found in it, and `text` are the
    words there. Of a table, `cell` names row and column ("2023, total"), else it is empty.
    """

    document: str
    span: Span | None
    text: str
    cell: str = ""


class Piece(NamedTuple):
    """A stretch of an alignment: `ours` are the words of the article, `theirs` of the evidence.

    The sides of a `same` piece are equal up to typography; an inserted piece has no `theirs`, a
    dropped one no `ours`.
    """

    same: bool
    ours: str
    theirs: str


class Lead(NamedTuple):
    """What a check has to say about some words of an article; never a verdict.

    `span` holds the words that it is about, `also` other places of the article that it compares
    them with. `kind` is the check's own name for what it saw ("altered", "weekday"), `reason` one
    sentence for the reviewer, and a part of the lead's identity on disk; where it was worded anew,
    `known_by` has the words by which answers know the lead. `passed` says that the evidence bears
    the words out: shown, and in no need of an answer. `suggests` is an attribution status that a
    reviewer may accept. `passages` are the places in the evidence, `diff` how a quotation differs,
    `formula` how a figure was worked out.
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
    known_by: str = ""
