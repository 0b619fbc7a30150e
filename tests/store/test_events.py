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
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Fact,
    Judged,
    LeadAnswered,
    Noted,
    Redacted,
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

NOW = Instant(1_707_386_400_000_000, 480)
STREAM = "0123456789abcdef" * 2

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
hashes = st.text("0123456789abcdef", min_size=64, max_size=64)
numbers = st.integers(-(2**53) + 1, 2**53 - 1)
spans = st.tuples(st.integers(0, 2**40), st.integers(0, 2**40))
claims = st.builds(ClaimRef, hashes, st.integers(0, 2**40), st.integers(0, 2**40))
maybe = st.one_of(st.none(), words)
plain = st.recursive(
    st.one_of(st.none(), st.booleans(), numbers, words),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=8,
)
values = st.dictionaries(words, plain, max_size=4)
offsets = st.integers(0, 2**40)
links = st.tuples(offsets, offsets, st.none() | offsets, st.none() | offsets, words)
tallies = st.dictionaries(words, numbers, max_size=3)
heads = st.lists(st.tuples(hashes, numbers), max_size=3).map(tuple)
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "stream_opened": st.builds(StreamOpened, hashes, words, words, maybe),
    "document_added": st.builds(DocumentAdded, hashes, hashes, *[words] * 13),
    "document_described": st.builds(DocumentDescribed, hashes, values),
    "claims_found": st.builds(
        ClaimsFound, hashes, words, numbers, st.lists(spans, max_size=5).map(tuple)
    ),
    "claims_replaced": st.builds(
        ClaimsReplaced, hashes, *[st.lists(spans, max_size=3).map(tuple)] * 2
    ),
    "judged": st.builds(
        Judged, claims, values, maybe, st.none() | claims, tally=st.none() | tallies
    ),
    "noted": st.builds(Noted, claims, words, words, words),
    "evidence_attached": st.builds(EvidenceAttached, hashes, words, values, st.none() | claims),
    "evidence_changed": st.builds(EvidenceChanged, hashes, words, values, st.none() | claims),
    "evidence_weighed": st.builds(EvidenceWeighed, claims, words, values),
    "lead_answered": st.builds(
        LeadAnswered, hashes, hashes, words, words, words, st.none() | claims
    ),
    "claims_continued": st.builds(
        ClaimsContinued, hashes, hashes, st.lists(links, max_size=3).map(tuple)
    ),
    "source_added": st.builds(
        SourceAdded,
        *(words, words, st.lists(words, max_size=3).map(tuple), maybe, maybe),
        *(st.booleans(), words, words),
    ),
    "source_changed": st.builds(SourceChanged, words, values, words),
    "scale_added": st.builds(ScaleAdded, words, st.lists(values, max_size=3).map(tuple)),
    "role_given": st.builds(RoleGiven, hashes, words, words),
    "session_created": st.builds(
        SessionCreated,
        *(hashes, words, words, words, words, numbers, numbers, words, numbers, st.booleans()),
        st.lists(st.tuples(hashes, words), max_size=3).map(tuple),
    ),
    "session_joined": st.builds(SessionJoined, hashes, words, hashes, words),
    "claims_assigned": st.builds(
        ClaimsAssigned, hashes, words, hashes, st.lists(spans, max_size=3).map(tuple), st.booleans()
    ),
    "session_revealed": st.builds(SessionRevealed, hashes, words, heads),
    "vote_opened": st.builds(VoteOpened, hashes, words),
    "voted": st.builds(Voted, claims, words, maybe, maybe, st.none() | tallies),
    "session_closed": st.builds(SessionClosed, hashes, words, heads),
    "adjudicated": st.builds(
        Adjudicated,
        *(claims, words, maybe, maybe, words, words, words),
        st.lists(values, max_size=2).map(tuple),
        heads,
        st.none() | tallies,
    ),
    "commented": st.builds(
        Commented, claims, words, words, st.lists(hashes, max_size=2).map(tuple)
    ),
    "comment_changed": st.builds(CommentChanged, claims, words, st.booleans()),
    "signed_off": st.builds(SignedOff, hashes, words),
    "redacted": st.builds(Redacted, words, words, words),
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
    event = load(STREAM, 3, dump(JUDGED, 7, NOW, undoes="a:1", redoes="b:2"))
    assert (event.undoes, event.redoes) == ("a:1", "b:2")


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
    fact = Judged(JUDGED.claim, {"claim_reviewed": good})
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
        altered(fact={"claim": "here"}),
        altered(fact={"values": {}}),
        altered(kind="claims_found", fact={"claims": [[1, 2, 3]]}),
    ],
)
def test_what_is_no_event_is_said_to_be_none(body: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        load(STREAM, 1, body)


def test_a_known_kind_that_a_later_version_reshaped_is_kept_and_skipped() -> None:
    body = (
        '{"at":"2030-01-01T00:00:00Z","fact":{"claim":"a:1"},"hlc":1,"kind":"judged","tz":"","v":2}'
    )
    assert load(STREAM, 1, body).fact is None
    with pytest.raises(ValueError, match="has no"):
        load(STREAM, 1, body.replace('"v":2', '"v":1'))


def test_every_kind_is_documented_with_its_fields() -> None:
    page = (Path(__file__).parents[2] / "docs" / "log.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| `(\w+)` \| `([^`]*)` \|", page))
    assert {kind: list(cls._fields) for kind, cls in CATALOGUE.items()} == {
        kind: fields.split(", ") for kind, fields in rows.items()
    }
