"""A file of Label Studio's counts in UTF-16, and gives claims in code points."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.utf16 import Units
from store.errors import BadInput
from store.imports import Mark, MarkedVoice, Taken, importer

TEXT = "😀😀 The mayor said: “closed”."


def read(found: Any) -> list[Taken]:
    data = found if isinstance(found, str) else json.dumps(found)
    return list(importer("labelstudio").read(data.encode(), "x.json"))


def region(words: str, label: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    at, to = Units(TEXT).to(start), Units(TEXT).to(start + len(words))
    value = {"start": at, "end": to, "text": words, "labels": [label]}
    return {"id": label, "from_name": "l", "to_name": "t", "type": "labels", "value": value} | more


def task(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"data": {"text": TEXT}, "annotations": [{"result": list(results), **more}]}


def tie(origin: str, target: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": origin, "to_id": target, "direction": "right"}


CLAIM = region("The mayor said: “closed”.", "Missing context")


def test_an_offset_behind_an_emoji_is_where_a_browser_counts_it() -> None:
    (taken,) = read([task(CLAIM)])
    assert CLAIM["value"]["start"] == 5
    assert taken.marks == (Mark(3, 28, 1, status="missing_context"),)


def test_who_says_a_claim_comes_with_it() -> None:
    parts = [region("The mayor", "Source"), region("said", "Cue"), region("closed", "Content")]
    ties = [tie("Source", "Missing context"), tie("Source", "Cue"), tie("Content", "Source")]
    (taken,) = read([task(CLAIM, *parts, *ties)])
    assert taken.marks[0].voices == (MarkedVoice(("The mayor",), (3, 12), (13, 17), (20, 26)),)


def test_a_relation_may_stand_before_its_regions() -> None:
    (taken,) = read([task(tie("Source", "Missing context"), CLAIM, region("The mayor", "Source"))])
    assert taken.marks[0].voices[0].names == ("The mayor",)


@pytest.mark.parametrize(
    ("who", "told"),
    [(3, "annotator 3"), ({"id": 3, "email": "mk@example.org"}, "mk@example.org"), (None, "")],
)
def test_a_mark_is_the_annotators(who: Any, told: str) -> None:
    (taken,) = read([task(CLAIM, completed_by=who)])
    assert taken.marks[0].reviewer == told


def test_the_reviewer_field_outweighs_the_account() -> None:
    field = {"id": "w", "from_name": "reviewer", "type": "textarea", "value": {"text": ["li"]}}
    (taken,) = read([task(CLAIM, field, completed_by=3)])
    assert taken.marks[0].reviewer == "li"


def test_a_choice_for_a_region_is_its_verdict_and_a_text_its_note() -> None:
    about = {"id": "Missing context", "from_name": "verdict"}
    choice = about | {"type": "choices", "value": {"choices": ["Missing context"]}}
    words = about | {"from_name": "why", "type": "textarea", "value": {"text": ["half of it"]}}
    plain = CLAIM | {"value": CLAIM["value"] | {"labels": ["claim"]}}
    (taken,) = read([task(plain, choice, words)])
    assert taken.marks == (Mark(3, 28, 1, status="missing_context", note="why: half of it"),)


def test_a_cancelled_annotation_is_left_out() -> None:
    (taken,) = read([task(CLAIM, was_cancelled=True)])
    assert taken.marks == ()


def test_predictions_are_read_where_nobody_annotated() -> None:
    guess = {"predictions": [{"result": [CLAIM]}]}
    only, both = read([{"data": {"text": TEXT}, **guess}, task(**{}) | guess])
    assert [len(only.marks), len(both.marks)] == [1, 0]


def test_the_one_text_of_a_task_may_have_any_name() -> None:
    (taken,) = read([{"data": {"article": TEXT, "n": 3}, "annotations": []}])
    assert taken.text == TEXT


def valued(**value: Any) -> dict[str, Any]:
    return task(CLAIM | {"value": CLAIM["value"] | value})


FAULTS = {
    "JSON-MIN": ({"text": TEXT, "label": []}, "not as JSON-MIN"),
    "no object": (3, "a task is a JSON object"),
    "no text": ({"data": {}}, "'data' has no 'text'"),
    "two texts": ({"data": {"a": "x", "b": "y"}}, "'data' has no 'text'"),
    "backwards": (valued(start=9, end=5), "9-5 runs backwards"),
    "outside": (valued(end=99), "5-99 is outside the text"),
    "inside an emoji": (valued(start=1), "offset 1 is in the middle of a character"),
    "code points": (valued(start=4, end=29), "its offsets do not fit its text"),
    "an xpath": (valued(start="/div[1]"), "is not an offset"),
    "labels as text": (valued(labels="x"), "must be a list of strings"),
    "no id": (task({"type": "labels", "value": {}}), "has no id"),
    "a box": (task({"id": "a", "type": "rectanglelabels", "value": {}}), "'rectanglelabels'"),
    "unknown target": (task(CLAIM, tie("Missing context", "zz")), "refers to the region zz"),
    "result as map": ({"data": {"text": TEXT}, "annotations": [{"result": {}}]}, "must be a list"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_in_one_sentence_with_its_task(fault: str) -> None:
    record, told = FAULTS[fault]
    with pytest.raises(BadInput) as caught:
        read([task(CLAIM), record])
    assert str(caught.value).startswith("x.json, task 2")
    assert told in str(caught.value)


def test_what_is_no_json_is_told() -> None:
    with pytest.raises(BadInput, match=r"x\.json: this is not valid JSON"):
        read("[")
