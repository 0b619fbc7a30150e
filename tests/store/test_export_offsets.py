"""In every format that has offsets they give back the words, read by that format's own rules."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from claims.text import visible
from store.dossier.values import Dossier
from store.exports import EXPORTERS, FolderFile, exporter
from store.exports.xlsx import fitting

Found = Iterator[tuple[str, str]]  # the words at the offsets, and the words that the format gives

patient = settings(settings.get_profile("one desk"), max_examples=60)


def pieces(form: str, dossier: Dossier) -> list[Any]:
    return list(exporter(form).export(dossier, raw=True))


def _csv(dossier: Dossier, text: str) -> Found:
    written = "".join(pieces("csv", dossier))
    for row in csv.DictReader(io.StringIO(written, newline="")):
        yield text[int(row["start"]) : int(row["end"])], row["exact"]


def _xlsx(dossier: Dossier, text: str) -> Found:
    book = load_workbook(io.BytesIO(b"".join(pieces("xlsx", dossier))))
    head, *rows = book["judgements"].iter_rows(values_only=True)
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        words = text[cells["start"] : cells["end"]]
        yield fitting(visible(words)), cells["exact"] or ""


def _jsonl(dossier: Dossier, text: str) -> Found:
    for line in "".join(pieces("jsonl", dossier)).splitlines():
        record = json.loads(line)
        if record["type"] == "annotation":
            yield text[record["start"] : record["end"]], record["exact"]


def _webannotation(dossier: Dossier, text: str) -> Found:
    _, *pages = json.loads("".join(pieces("webannotation", dossier)))
    for page in pages:
        for annotation in page["items"]:
            by_type = {one["type"]: one for one in annotation["target"]["selector"]}
            place, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
            yield text[place["start"] : place["end"]], quote["exact"]
            around = f"{quote.get('prefix', '')}{quote['exact']}{quote.get('suffix', '')}"
            start = place["start"] - len(quote.get("prefix", ""))
            yield text[start : start + len(around)], around


def _doccano(dossier: Dossier, text: str) -> Found:
    for line in "".join(pieces("doccano", dossier)).splitlines():
        record = json.loads(line)
        yield text, record["text"]
        for one in record["entities"]:
            assert 0 <= one["start_offset"] < one["end_offset"] <= len(text)


def _labelstudio(dossier: Dossier, text: str) -> Found:
    (tasks,) = [
        "".join(piece.text)
        for piece in pieces("labelstudio", dossier)
        if isinstance(piece, FolderFile) and piece.name == "tasks.json"
    ]
    units = text.encode("utf-16-le")
    for task in json.loads(tasks):
        for layer in (*task["annotations"], *task["predictions"]):
            for result in layer["result"]:
                if "value" in result and "start" in result["value"]:
                    value = result["value"]
                    words = units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
                    yield words, value["text"]


def _prov(dossier: Dossier, text: str) -> Found:
    for entity in json.loads("".join(pieces("prov", dossier)))["entity"].values():
        if "ts:start" in entity:
            yield (
                text[_number(entity["ts:start"]) : _number(entity["ts:end"])],
                entity["prov:value"],
            )


def _number(value: Any) -> int:
    return int(value["$"] if isinstance(value, dict) else value)


READ: dict[str, Callable[[Dossier, str], Found]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _jsonl,
    "webannotation": _webannotation,
    "doccano": _doccano,
    "labelstudio": _labelstudio,
    "prov": _prov,
}
WITHOUT = {"md", "html", "claimreview", "averitec"}


def test_every_format_is_read_here_or_has_no_offsets() -> None:
    assert set(READ) | WITHOUT == set(EXPORTERS)


@pytest.mark.parametrize("form", READ)
def test_offsets_give_back_the_words(form: str, layered: st.SearchStrategy[Any]) -> None:
    @patient
    @given(layered)
    def law(made: Any) -> None:
        for at_offsets, words in READ[form](made.dossier, made.text):
            assert at_offsets == words

    law()
