"""A file of doccano's gives its claims, who says them and their verdicts, or says what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.scales import NEWSROOM, Status
from store.errors import BadInput
from store.imports import Mark, MarkedVoice, Taken, importer

TEXT = "The mayor said: “closed 😀”. Le port ferme\u0301."
CLAIM = {"id": 7, "start_offset": 0, "end_offset": 27, "label": "false"}
MAYOR = {"id": 8, "start_offset": 0, "end_offset": 9, "label": "Source"}
SAID = {"id": 9, "start_offset": 10, "end_offset": 14, "label": "CUE"}
CLOSED = {"id": 10, "start_offset": 16, "end_offset": 26, "label": "content"}


def read(*records: Any) -> list[Taken]:
    lines = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in records)
    return list(importer("doccano").read(lines.encode(), "x.jsonl"))


def line(*entities: dict[str, Any], relations: Any = (), **more: Any) -> dict[str, Any]:
    return {"text": TEXT, "entities": list(entities), "relations": list(relations), **more}


def tie(origin: int, target: int) -> dict[str, Any]:
    return {"id": 1, "from_id": origin, "to_id": target, "type": "any"}


def test_a_span_and_the_older_list_are_the_same_claim() -> None:
    (new,) = read(line(CLAIM))
    (old,) = read({"text": TEXT, "label": [[0, 27, "false"]]})
    assert new.marks == old.marks == (Mark(0, 27, 1, status="false"),)


def test_a_line_counts_from_one_and_empty_ones_count() -> None:
    found = read(line(CLAIM), "", line(CLAIM))
    assert [one.marks[0].line for one in found] == [1, 3]


@pytest.mark.parametrize("status", NEWSROOM.statuses, ids=lambda status: status.id)
def test_a_status_is_known_by_its_id_and_by_its_label_in_any_case(status: Status) -> None:
    for label in (status.id, status.label, status.label.title(), status.id.upper()):
        (taken,) = read(line(CLAIM | {"label": label}))
        assert (taken.marks[0].status, taken.marks[0].note) == (status.id, "")


@pytest.mark.parametrize("label", ["unreviewed", "Claim"])
def test_a_claim_without_a_verdict_has_none(label: str) -> None:
    (taken,) = read(line(CLAIM | {"label": label}))
    assert taken.marks == (Mark(0, 27, 1),)


def test_another_label_is_told_in_the_note() -> None:
    (taken,) = read(line(CLAIM | {"label": "ORG"}))
    assert taken.marks == (Mark(0, 27, 1, note="label: ORG"),)


@pytest.mark.parametrize(
    "ties",
    [
        [tie(8, 7), tie(9, 7), tie(10, 7)],
        [tie(7, 8), tie(8, 9), tie(8, 10)],
        [tie(10, 7), tie(8, 10), tie(9, 8)],
    ],
    ids=["to the claim", "to the source", "through the content"],
)
def test_who_says_a_claim_is_found_however_it_is_linked(ties: list[dict[str, Any]]) -> None:
    (taken,) = read(line(CLAIM, MAYOR, SAID, CLOSED, relations=ties))
    said = MarkedVoice(("The mayor",), (0, 9), (10, 14), (16, 26))
    assert taken.marks == (Mark(0, 27, 1, status="false", voices=(said,)),)


def test_a_content_without_a_claim_is_one() -> None:
    (taken,) = read(line(MAYOR, SAID, CLOSED, relations=[tie(8, 10), tie(9, 8)]))
    said = MarkedVoice(("The mayor",), (0, 9), (10, 14), (16, 26))
    assert taken.marks == (Mark(16, 26, 1, voices=(said,)),)


def test_a_source_that_speaks_in_two_claims_has_in_each_its_own_content() -> None:
    other = {"id": 11, "start_offset": 28, "end_offset": 43, "label": "true"}
    later = {"id": 12, "start_offset": 31, "end_offset": 35, "label": "Content"}
    ties = [tie(8, 7), tie(10, 7), tie(10, 8), tie(8, 11), tie(12, 11), tie(12, 8)]
    (taken,) = read(line(CLAIM, MAYOR, CLOSED, other, later, relations=ties))
    assert [mark.voices[0].content for mark in taken.marks] == [(16, 26), (31, 35)]


def test_a_part_that_belongs_to_no_claim_is_not_lost() -> None:
    (taken,) = read(line(CLAIM, MAYOR))
    assert Mark(0, 9, 1, note="label: Source") in taken.marks


def test_a_changed_label_outweighs_what_was_exported() -> None:
    held = [{"start": 0, "end": 27, "status": "verified", "note": "seen", "reviewer": "mk"}]
    (taken,) = read(line(CLAIM, claims=held, reviewer="mk"))
    assert taken.marks == (Mark(0, 27, 1, status="false", note="seen", reviewer="mk"),)


def test_a_changed_link_outweighs_what_was_exported() -> None:
    voice = {"names": ["City Hall"], "source": None, "cue": None, "content": None}
    held = [{"start": 0, "end": 27, "status": "false", "voices": [voice]}]
    (kept,) = read(line(CLAIM, claims=held))
    (moved,) = read(line(CLAIM, MAYOR, claims=held, relations=[tie(8, 7)]))
    assert [kept.marks[0].voices[0].names, moved.marks[0].voices[0].names] == [
        ("City Hall",),
        ("The mayor",),
    ]


def test_only_a_whole_file_of_ours_has_all_claims_of_its_text() -> None:
    ours = line(CLAIM, format="twosource-doccano/1")
    found = read(line(CLAIM), ours, ours | {"only": "with status false"})
    assert [one.only for one in found] == [False, True, False]


FAULTS = {
    "no JSON": ("{", "this is not valid JSON"),
    "no object": ("[]", "is a JSON object"),
    "no text": ({"entities": []}, "there is no 'text'"),
    "a number as text": ({"text": 4, "entities": []}, "'text' must be a string"),
    "no spans": ({"text": TEXT}, "neither 'entities' nor 'label'"),
    "label as text": ({"text": TEXT, "label": "ORG"}, "must be a list of"),
    "a label of two": ({"text": TEXT, "label": [[0, 4]]}, "label 1"),
    "backwards": (line(CLAIM | {"start_offset": 5, "end_offset": 3}), "5-3 runs backwards"),
    "empty": (line(CLAIM | {"start_offset": 3, "end_offset": 3}), "3-3 is empty"),
    "outside": (line(CLAIM | {"end_offset": 99}), "0-99 is outside the text"),
    "before": (line(CLAIM | {"start_offset": -1}), "-1-27 is outside the text"),
    "offset as text": (line(CLAIM | {"start_offset": "0"}), "'0' is not an offset"),
    "offset as truth": (line(CLAIM | {"start_offset": False}), "False is not an offset"),
    "no offset": (line({"id": 1, "label": "x"}), "None is not an offset"),
    "no id": (line({"start_offset": 0, "end_offset": 1}), "an entity has no id"),
    "one id twice": (line(CLAIM, CLAIM), "two entities have the same id"),
    "unknown target": (line(CLAIM, relations=[tie(7, 99)]), "there is no entity 99"),
    "two verdicts": (
        line(CLAIM, CLAIM | {"id": 2, "label": "verified"}),
        "two verdicts, false and verified",
    ),
    "entities as map": ({"text": TEXT, "entities": {}}, "must be a list of objects"),
    "claims outside": (line(CLAIM, claims=[{"start": 0, "end": 99}]), "outside the text"),
    "a voice without names": (
        line(CLAIM, claims=[{"start": 0, "end": 27, "voices": [{}]}]),
        "names of a voice",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_in_one_sentence_with_its_line(fault: str) -> None:
    record, told = FAULTS[fault]
    with pytest.raises(BadInput) as caught:
        read(line(CLAIM), record)
    assert str(caught.value).startswith("x.jsonl, line 2")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_utf8_is_told_with_its_line() -> None:
    with pytest.raises(BadInput, match="line 2: this is not UTF-8"):
        list(importer("doccano").read(b"{}\n\xff", "x.jsonl"))
