"""An event's body is written in one way only, and what a later version writes survives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.clock import Instant
from store.errors import BadInput
from store.log import schema
from store.log.events import MAX_BODY, canonical, dump, load
from store.log.kinds import (
    CATALOGUE,
    Adjudicated,
    ClaimRef,
    ClaimsAssigned,
    ClaimsContinued,
    ClaimsFound,
    ClaimsReplaced,
    CommentChanged,
    Commented,
    DocumentAdded,
    DocumentDescribed,
    EntriesAdmitted,
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Fact,
    Judged,
    LeadAnswered,
    Noted,
    Redacted,
    ReviewersMerged,
    RoleGiven,
    ScaleAdded,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    SignedOff,
    SourceAdded,
    SourceChanged,
    StreamOpened,
    Voted,
    VoteOpened,
)
from store.state.session import Assign, Reason, Rule, SessionMode

NOW = Instant(1_707_386_400_000_000, 480)
STREAM = "0123456789abcdef" * 2

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
people = st.text("0123456789abcdef", min_size=32, max_size=32)
events = st.builds("{}:{}".format, people, st.integers(1, 10**9))
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
counts = st.integers(0, 2**31 - 1)
spans = st.tuples(st.integers(0, 2**30), st.integers(1, 2**30)).map(lambda p: (p[0], p[0] + p[1]))
claims = st.builds(lambda document, span: ClaimRef(document, *span), hashes, spans)
maybe = st.one_of(st.none(), words)
plain = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)
others = words.map(lambda name: f"later {name}")  # keys that only a later version knows
values = st.dictionaries(others, plain, max_size=4)
judged = st.fixed_dictionaries(
    {},
    optional={
        "status": maybe,
        "confidence": st.sampled_from(["low", "high", None]),
        "attributions": st.none()
        | st.lists(st.fixed_dictionaries({"chain": st.lists(words), "source": st.none()})),
        "later": plain,
    },
)
weighed = st.fixed_dictionaries({}, optional={"stance": st.sampled_from(["supports", None])})
held = st.fixed_dictionaries({}, optional={"title": maybe, "attached": st.booleans()})
links = st.one_of(
    st.tuples(spans, spans, st.sampled_from(["same", "moved", "changed"])).map(
        lambda link: (*link[0], *link[1], link[2])
    ),
    spans.map(lambda span: (*span, None, None, "gone")),
)
tallies = st.dictionaries(words, counts, max_size=3)
heads = st.lists(st.tuples(people, st.integers(0, 2**53 - 1)), max_size=3).map(tuple)
many_spans = st.lists(spans, max_size=5).map(tuple)
classes = st.sampled_from(["unnamed", "expert"])
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "stream_opened": st.builds(StreamOpened, people, words, words, maybe),
    "document_added": st.builds(
        DocumentAdded,
        *(hashes, hashes, st.sampled_from(["article", "evidence"]), *[words] * 11),
        st.just("") | hashes,
    ),
    "document_described": st.builds(DocumentDescribed, hashes, values),
    "claims_found": st.builds(ClaimsFound, hashes, events, counts, many_spans),
    "claims_replaced": st.builds(ClaimsReplaced, hashes, many_spans, many_spans),
    "judged": st.builds(
        Judged, claims, judged, maybe, st.none() | claims, st.none() | tallies, whose=words
    ),
    "noted": st.builds(Noted, claims, st.sampled_from(["note", "query"]), words, words, words),
    "evidence_attached": st.builds(
        EvidenceAttached, hashes, st.sampled_from(["url", "on_author"]), held, st.none() | claims
    ),
    "evidence_changed": st.builds(EvidenceChanged, hashes, events, held, st.none() | claims),
    "evidence_weighed": st.builds(EvidenceWeighed, claims, events, weighed),
    "lead_answered": st.builds(
        LeadAnswered,
        *(hashes, hashes, st.sampled_from(["accepted", "dismissed", ""]), words, words),
        st.none() | claims,
    ),
    "claims_continued": st.builds(
        ClaimsContinued, hashes, hashes, st.lists(links, max_size=3).map(tuple)
    ),
    "source_added": st.builds(
        SourceAdded,
        *(words, classes, st.lists(words, max_size=3).map(tuple), maybe, maybe),
        *(st.booleans(), words, st.just("") | hashes),
    ),
    "source_changed": st.builds(
        SourceChanged,
        words,
        st.fixed_dictionaries({}, optional={"name": words, "merged_into": maybe}),
        st.just("") | hashes,
    ),
    "scale_added": st.builds(ScaleAdded, words, st.lists(values, max_size=3).map(tuple)),
    "role_given": st.builds(RoleGiven, people, words, st.sampled_from(["editor", "observer"])),
    "session_created": st.builds(
        SessionCreated,
        *(hashes, words, st.sampled_from(["blind", "solo"]), st.just("editor"), words),
        *(counts, counts, st.just("load"), counts, st.booleans()),
        st.lists(st.tuples(people, words), max_size=3).map(tuple),
    ),
    "session_joined": st.builds(SessionJoined, hashes, events, people, words),
    "claims_assigned": st.builds(ClaimsAssigned, hashes, events, people, many_spans, st.booleans()),
    "session_revealed": st.builds(SessionRevealed, hashes, events, heads),
    "vote_opened": st.builds(VoteOpened, hashes, events),
    "voted": st.builds(Voted, claims, events, maybe, maybe, st.none() | tallies),
    "session_closed": st.builds(SessionClosed, hashes, events, heads),
    "adjudicated": st.builds(
        Adjudicated,
        *(claims, st.just("") | events, maybe, maybe, st.just("") | people),
        *(st.sampled_from(["", "edge_case"]), words, st.lists(values, max_size=2).map(tuple)),
        *(heads, st.none() | tallies),
    ),
    "commented": st.builds(
        Commented, claims, words, st.just("") | events, st.lists(people, max_size=2).map(tuple)
    ),
    "comment_changed": st.builds(CommentChanged, claims, events, st.booleans()),
    "signed_off": st.builds(SignedOff, hashes, words),
    "redacted": st.builds(Redacted, events, words, st.just("") | hashes),
    "entries_admitted": st.builds(EntriesAdmitted, st.lists(events, max_size=3).map(tuple)),
    "reviewers_merged": st.builds(ReviewersMerged, people, people, words),
}
JUDGED = Judged(ClaimRef("ab" * 32, 0, 5), {"status": "false"}, None)


def altered(**changes: Any) -> str:
    """The body of a judgement, with some of its top fields changed."""
    return canonical(json.loads(dump(JUDGED, 7, NOW)) | changes)


def test_every_kind_of_the_catalogue_is_tried_here() -> None:
    assert set(FACTS) == set(CATALOGUE)


@given(fact=st.one_of(*FACTS.values()))
def test_what_was_dumped_is_loaded_as_the_same_fact(fact: Fact) -> None:
    assert load(STREAM, 1, dump(fact, 7, NOW)).fact == fact


@given(fact=st.one_of(*FACTS.values()))
def test_a_body_has_one_spelling(fact: Fact) -> None:
    body = dump(fact, 7, NOW)
    assert canonical(json.loads(body)) == body


@given(value=values)
def test_canonical_json_reads_back_to_the_same_value(value: dict[str, Any]) -> None:
    assert json.loads(canonical(value)) == value


def test_the_marks_of_undo_and_redo_are_kept() -> None:
    event = load(STREAM, 3, dump(JUDGED, 7, NOW, undoes=f"{STREAM}:1", redoes=f"{STREAM}:2"))
    assert (event.undoes, event.redoes) == (f"{STREAM}:1", f"{STREAM}:2")


def test_two_dumps_of_one_free_text_differ_by_their_salt() -> None:
    """Or the hash of a redacted short note would give the note away."""
    assert dump(JUDGED, 7, NOW) != dump(JUDGED, 7, NOW)


@pytest.mark.parametrize(
    "bad",
    [
        0.5,
        float("nan"),
        2**53,
        -(2**53),
        "a\0b",
        "\ud800",
        ["ok", [1.5]],
        {"deep": "\0"},
        {"\0": 1},
    ],
    ids=["float", "nan", "large", "small", "nul", "surrogate", "in a list", "in a map", "as a key"],
)
def test_what_has_no_one_spelling_is_refused(bad: Any) -> None:
    with pytest.raises(BadInput):
        dump(Judged(JUDGED.claim, {"claim_reviewed": bad}), 7, NOW)


@pytest.mark.parametrize("good", [2**53 - 1, 1 - 2**53, True, None, "\\u0000", "\ufffe", "a\tb\n"])
def test_what_looks_dangerous_and_is_not_is_kept(good: Any) -> None:
    fact = Judged(JUDGED.claim, {"of a later version": good})
    assert load(STREAM, 1, dump(fact, 7, NOW)).fact == fact


@pytest.mark.parametrize("letter", ["a", "é", "的", "😀"])
def test_a_body_may_have_64_kib_and_not_a_byte_more(letter: str) -> None:
    def note(length: int) -> Noted:
        return Noted(JUDGED.claim, "note", letter * length)

    size = len(letter.encode())
    room = MAX_BODY - len(dump(note(0), 7, NOW).encode())
    assert len(dump(note(room // size), 7, NOW).encode()) <= MAX_BODY
    with pytest.raises(BadInput, match="64 KiB"):
        dump(note(room // size + 1), 7, NOW)


def test_an_unknown_kind_is_loaded_without_a_fact() -> None:
    event = load(STREAM, 1, altered(kind="mood_felt", fact={"mood": "good"}, v=9))
    assert (event.kind, event.fact, event.hlc) == ("mood_felt", None, 7)


@pytest.mark.parametrize(
    "body",
    [
        lambda: altered(mood="good", v=9),
        lambda: altered(fact=json.loads(dump(JUDGED, 7, NOW))["fact"] | {"mood": "good"}),
    ],
    ids=["in the body", "in the fact"],
)
def test_unknown_fields_do_not_hide_the_known_ones(body: Callable[[], str]) -> None:
    assert load(STREAM, 1, body()).fact == JUDGED


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        '"text"',
        "{}",
        '{"v":1}',
        altered(hlc="soon"),
        altered(fact=None),
        altered(v="two"),
    ],
)
def test_what_is_no_event_is_said_to_be_none(body: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(STREAM, 1, body)


@pytest.mark.parametrize(
    ("body", "strange"),
    [
        (altered(fact={"claim": "here", "values": {}}), "its 'claim'"),
        (altered(fact={"values": {}}), "the lack of 'claim'"),
        (altered(kind="claims_found", fact={"claims": [[1, 2, 3]]}), "its 'claims'"),
        (altered(kind="role_given", fact={"role": "intern"}), "its 'role'"),
        (altered(at="\x1b]0;PWN\x07"), "its time"),
        (altered(at=""), "its time"),
        (altered(at="2024-02-30T00:00:00Z"), "its time"),
        (altered(undoes={}), "its mark of undo"),
    ],
)
@pytest.mark.parametrize("version", [1, 2])
def test_what_no_version_writes_so_is_told_and_says_nothing(
    body: str, strange: str, version: int
) -> None:
    event = load(STREAM, 1, canonical(json.loads(body) | {"v": version}))
    assert (event.fact, event.strange) == (None, strange)
    assert schema.is_time(event.at, event.tz)


def test_the_schema_knows_every_field_of_every_kind() -> None:
    assert {kind: set(fields) for kind, fields in schema.FIELDS.items()} == {
        kind: set(cls._fields) for kind, cls in CATALOGUE.items()
    }


def test_the_schema_knows_the_states_of_a_session() -> None:
    assert tuple(SessionMode) == schema.MODES
    assert tuple(Rule) == schema.RULES_OF_RESULT
    assert tuple(Assign) == schema.WAYS_TO_ASSIGN
    assert tuple(Reason) == schema.REASONS


def test_every_kind_is_documented_with_its_fields() -> None:
    page = (Path(__file__).parents[2] / "docs" / "log.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| `(\w+)` \| `([^`]*)` \|", page))
    assert {kind: list(cls._fields) for kind, cls in CATALOGUE.items()} == {
        kind: fields.split(", ") for kind, fields in rows.items()
    }
