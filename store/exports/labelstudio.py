"""Label Studio: a folder with the tasks, the labelling config that fits them, and a note.

A task is an article, an annotation is what one reviewer holds; claims that nobody judged are a
prediction, to begin from. Label Studio takes only its own users in `completed_by` and turns the
whole file down for one that it does not know, so it is left out and the reviewer is a text field
of the annotation, which it keeps. Offsets are UTF-16 code units, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import count
from typing import Any

from claims.json_text import json_text
from claims.scales import NEWSROOM
from claims.text import visible
from claims.utf16 import Units
from store.dossier.values import ArticleDossier, Dossier
from store.exports import FOLDER, FolderFile
from store.exports.layers import LINKS, UNDECIDED, VOICES, Layer, Region, about, counted, layers
from store.file.files import NOTE, NOTE_BEGINS

VERSION = "1"
SUFFIX = FOLDER
ABOUT = "a folder of tasks and their labelling config, for Label Studio"
FORMAT = f"twosource-labelstudio/{VERSION}"
TASKS, CONFIG = "tasks.json", "labelling.xml"
_TELL = f"""{NOTE_BEGINS}, Label Studio, version {VERSION}

1. Make a project; under Labeling Setup choose Custom template and paste {CONFIG}.
2. Import {TASKS}.

Every annotation has its reviewer in the field "reviewer". Offsets are UTF-16 code units.
"""


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[FolderFile]:
    """`raw` and `history` make no difference."""
    del raw, history
    yield FolderFile(NOTE, _TELL)
    yield FolderFile(CONFIG, config(dossier))
    yield FolderFile(TASKS, _tasks(dossier))


def _tasks(dossier: Dossier) -> Iterator[str]:
    numbers, before = count(1), "[\n"
    for article in dossier.articles():
        yield before + json_text(_task(dossier, article, numbers))
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def _task(dossier: Dossier, article: ArticleDossier, numbers: count[int]) -> dict[str, Any]:
    units = Units(article.text)
    annotations, predictions, entries = [], [], []
    for layer in layers(dossier, article, numbers):
        result = _result(article.text, units, layer)
        entries += [counted(entry, units.to) for entry in layer.entries]
        if layer.reviewer or dossier.final:
            annotations.append(
                {"result": result, "was_cancelled": False, "ground_truth": dossier.final}
            )
        else:
            predictions.append({"model_version": FORMAT, "result": result})
    data = {"text": article.text, "format": FORMAT, **about(dossier, article), "claims": entries}
    return {"data": data, "annotations": annotations, "predictions": predictions}


def _result(text: str, units: Units, layer: Layer) -> list[dict[str, Any]]:
    found = [_region(text, units, region) for region in layer.regions]
    found += [
        {
            "type": "relation",
            "from_id": _id(link.origin),
            "to_id": _id(link.target),
            "direction": "right",
            "labels": [link.type],
        }
        for link in layer.links
    ]
    if layer.reviewer:
        found.append(
            {
                "id": "reviewer",
                "from_name": "reviewer",
                "to_name": "text",
                "type": "textarea",
                "value": {"text": [layer.reviewer]},
            }
        )
    return found


def _region(text: str, units: Units, region: Region) -> dict[str, Any]:
    return {
        "id": _id(region.id),
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {
            "start": units.to(region.start),
            "end": units.to(region.end),
            "text": text[region.start : region.end],
            "labels": [region.label],
        },
    }


def _id(number: int) -> str:
    return f"r{number}"


def config(dossier: Dossier) -> str:
    """The labelling config in which every label of the export stands."""
    marked = "\n".join(f"    <Label value={_quoted(label)}/>" for label in _labels(dossier))
    linked = "\n".join(f"    <Relation value={_quoted(link)}/>" for link in LINKS)
    return f"""<View>
  <Labels name="label" toName="text">
{marked}
  </Labels>
  <Relations>
{linked}
  </Relations>
  <Text name="text" value="$text"/>
  <TextArea name="reviewer" toName="text" editable="true" maxSubmissions="1"/>
</View>
"""


def _labels(dossier: Dossier) -> list[str]:
    """Every status of each scale in use, whatever else a claim has, and the parts of a voice."""
    used: dict[tuple[str, str], None] = {}
    for article in dossier.articles():
        for claim in article.claims():
            used |= dict.fromkeys((j.scale or "", j.status) for j in claim.judgements if j.status)
    scales = [dossier.scales[scale] for scale, _ in used if scale in dossier.scales] or [NEWSROOM]
    known = [status.id for scale in scales for status in scale.statuses]
    return list(dict.fromkeys([*known, *(status for _, status in used), UNDECIDED, *VOICES]))


def _quoted(text: str) -> str:
    return f'"{escape(visible(text))}"'
