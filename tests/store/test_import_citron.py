"""Citron's quotes become claims with who says them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from store.errors import BadInput
from store.imports import Mark, MarkedVoice, importer

TEXT = "The pilot 😀 spoke. “Closed,” he said, “and dark.” She and the mayor agreed."


def span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def pair(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


WHOLE = pair("“Closed,” he said, “and dark.”")
QUOTE = {
    "cue": span("said"),
    "sources": [span("he said") | {"end": TEXT.index(" said"), "text": "he"}],
    "contents": [span("“Closed,”"), span("“and dark.”")],
}
HE = (TEXT.index("he said"), TEXT.index("he said") + 2)


def read(*quotes: dict[str, Any], **more: Any) -> tuple[Mark, ...]:
    data = json.dumps({"text": TEXT, "quotes": list(quotes), **more}).encode()
    (taken,) = importer("citron").read(data, "x.json")
    assert taken.text == TEXT
    assert not taken.only
    return taken.marks


def test_a_quote_is_a_claim_from_its_first_to_its_last_content() -> None:
    (mark,) = read(QUOTE)
    assert (mark.start, mark.end, mark.line) == (*WHOLE, 1)
    assert mark.voices == (MarkedVoice(("he",), HE, pair("said"), WHOLE),)


def test_a_pronoun_takes_its_name_from_the_coreference() -> None:
    (mark,) = read(QUOTE | {"coreferences": [span("The pilot")]})
    assert mark.voices == (MarkedVoice(("The pilot",), HE, pair("said"), WHOLE),)


def test_what_the_extractor_swaps_is_understood_as_well() -> None:
    swapped = {"sources": [span("The pilot")], "coreferences": QUOTE["sources"]}
    (mark,) = read(QUOTE | swapped)
    assert mark.voices == (MarkedVoice(("The pilot",), HE, pair("said"), WHOLE),)


def test_they_may_be_several() -> None:
    names = [span("The pilot"), span("the mayor")]
    (mark,) = read(QUOTE | {"coreferences": names})
    assert [voice.names for voice in mark.voices] == [("The pilot",), ("the mayor",)]
    assert {voice.source for voice in mark.voices} == {HE}


def test_joint_sources_are_a_voice_each() -> None:
    (mark,) = read(QUOTE | {"sources": [span("The pilot"), span("the mayor")]})
    assert [voice.source for voice in mark.voices] == [pair("The pilot"), pair("the mayor")]


def test_a_quote_without_a_source_keeps_its_cue() -> None:
    (mark,) = read(QUOTE | {"sources": []})
    assert mark.voices == (MarkedVoice((), None, pair("said"), WHOLE),)


def test_what_is_a_machines_or_a_groups_is_left_out() -> None:
    assert read(QUOTE | {"confidence": "0.97"}, coreference_groups=[[span("he")]]) == read(QUOTE)


FAULTS = {
    "no contents": (QUOTE | {"contents": []}, "quote 2: it has no contents"),
    "backwards": (QUOTE | {"cue": {"start": 9, "end": 3}}, "quote 2, cue: the span 9-3 runs"),
    "outside": (QUOTE | {"sources": [{"start": 0, "end": 999}]}, "quote 2, source 1: the span"),
    "other words": (QUOTE | {"cue": span("said") | {"text": "told"}}, "has 'told' where"),
    "a cue as text": (QUOTE | {"cue": "said"}, "quote 2, cue: a span is an object"),
    "sources as map": (QUOTE | {"sources": {}}, "quote 2: its sources must be a list"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_with_the_quote(fault: str) -> None:
    quote, told = FAULTS[fault]
    with pytest.raises(BadInput) as caught:
        read(QUOTE, quote)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b'{"text": "x"}', b'{"text": "x", "quotes": 3}', b"{", b"\xff"]
)
def test_what_is_not_citrons_is_refused_with_the_name_of_the_file(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^x\.json"):
        list(importer("citron").read(data, "x.json"))
