"""What Label Studio is handed fits its config and counts as a browser does."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import SourceClass
from store.dossier import walk
from store.dossier.values import Dossier, Scope
from store.errors import NotPermitted
from store.exports import exporter, write
from store.exports.write import Order
from store.file.files import NOTE_BEGINS
from store.imports import importer
from store.verbs import sources
from store.verbs.desk import Desk

labelstudio = exporter("labelstudio")
patient = settings(max_examples=80)


def members(made: Dossier) -> dict[str, str]:
    return {one.name: "".join(one.text) for one in labelstudio.export(made)}


def tasks(made: Dossier) -> list[dict[str, Any]]:
    return json.loads(members(made)["tasks.json"])


def in_units(text: str, start: int, end: int) -> str:
    """What a browser finds there."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def regions(task: dict[str, Any]) -> list[dict[str, Any]]:
    layers = [*task["annotations"], *task["predictions"]]
    return [one for layer in layers for one in layer["result"] if one["type"] == "labels"]


def test_there_is_an_annotation_for_each_reviewer(reviewed: Desk) -> None:
    (task,) = tasks(walk.collect(reviewed.conn))
    told = [
        one["value"]["text"]
        for annotation in task["annotations"]
        for one in annotation["result"]
        if one["type"] == "textarea"
    ]
    assert told == [["li"], ["mk"]]


def test_claims_that_nobody_judged_are_a_prediction(desk: Desk, add: Callable[..., Any]) -> None:
    add("A port official said that traffic rose.")
    (task,) = tasks(walk.collect(desk.conn))
    assert task["annotations"] == []
    assert [one["value"]["labels"] for one in regions(task)] == [["unreviewed"]]


def test_settled_verdicts_are_the_ground_truth(reviewed: Desk) -> None:
    (task,) = tasks(walk.collect(reviewed.conn, Scope(final=True)))
    assert [one["ground_truth"] for one in task["annotations"]] == [True]


def test_an_empty_desk_is_an_empty_list(desk: Desk) -> None:
    assert tasks(walk.collect(desk.conn)) == []


def test_the_config_has_every_label_and_relation_of_the_tasks(reviewed: Desk) -> None:
    made = walk.collect(reviewed.conn)
    config = ET.fromstring(members(made)["labelling.xml"])
    (task,) = tasks(made)
    used = {label for one in regions(task) for label in one["value"]["labels"]}
    tied = {
        label
        for annotation in task["annotations"]
        for one in annotation["result"]
        if one["type"] == "relation"
        for label in one["labels"]
    }
    assert used <= {one.get("value") for one in config.iter("Label")}
    assert tied == {one.get("value") for one in config.iter("Relation")}


def test_the_export_is_a_folder_that_may_be_replaced(reviewed: Desk, tmp_path: Path) -> None:
    order = Order("labelstudio", output=str(tmp_path / "out"))
    write.export(reviewed.database, order)
    write.export(reviewed.database, order._replace(force=True))
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        *("README.txt", "labelling.xml", "tasks.json")
    ]
    assert (tmp_path / "out" / "README.txt").read_text().startswith(NOTE_BEGINS)


def test_a_redacted_folder_that_would_name_a_source_is_not_written(
    desk: Desk, add: Callable[..., Any], tmp_path: Path
) -> None:
    sources.add(desk, "Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    add("A port official said that Ivan Petrov was there.")
    order = Order("labelstudio", Scope(redact=True), output=str(tmp_path / "out"))
    with pytest.raises(NotPermitted, match="Heron"):
        write.export(desk.database, order)
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


@patient
@given(data=st.data())
def test_every_offset_is_where_a_browser_finds_the_words(
    layered: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    (task,) = tasks(data.draw(layered).dossier)
    text = task["data"]["text"]
    for one in regions(task):
        value = one["value"]
        assert in_units(text, value["start"], value["end"]) == value["text"] != ""


@patient
@given(data=st.data())
def test_a_text_of_any_script_reads_back_to_the_same_marks(
    layered: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    made = data.draw(layered)
    written = members(made.dossier)["tasks.json"].encode()
    (taken,) = importer("labelstudio").read(written, "tasks.json")
    assert taken.text == made.text
    found = {
        who: tuple(mark._replace(line=0) for mark in taken.marks if mark.reviewer == who)
        for who in made.marks
    }
    assert found == made.marks


def test_its_own_sdk_takes_every_annotation(reviewed: Desk) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    made = walk.collect(reviewed.conn)
    known = interface.LabelInterface(members(made)["labelling.xml"])
    known.validate()
    (task,) = tasks(made)
    assert [known.validate_annotation(one) for one in task["annotations"]] == [True, True]


def test_its_own_sdk_turns_a_spoiled_annotation_down(reviewed: Desk) -> None:
    interface = pytest.importorskip("label_studio_sdk.label_interface")
    made = walk.collect(reviewed.conn)
    known = interface.LabelInterface(members(made)["labelling.xml"])
    spoiled = tasks(made)[0]["annotations"][0]
    spoiled["result"][0]["value"]["labels"] = ["no such label"]
    assert known.validate_annotation(spoiled) is False


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for k, one in value.items() if k != "claims" for key in keys(one)}
    return {key for one in value for key in keys(one)} if isinstance(value, list) else set()


def test_its_section_names_the_keys_that_it_writes(
    reviewed: Desk, desk: Desk, add: Callable[..., Any], section: Callable[[str], str]
) -> None:
    judged = tasks(walk.collect(reviewed.conn, Scope(redact=True)))
    named = set(re.findall(r"(?m)^\| `(\w+)`", section("labelstudio")))
    assert keys(judged) | {"url", "publisher", "date_published", "model_version"} == named
