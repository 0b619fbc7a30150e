"""brat's pairs of files become texts with claims, and a fault is told with its line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import BadInput
from store.imports import Mark, MarkedVoice, Taken, brat

TEXT = "The mayor 😀 said the quay, so he heard,\nwas closed. It is."
MAYOR, SAID, QUAY, CLOSED = "0 9", "12 16", "17 25", "40 50"
POLNEAR = f"""T1\tSource {MAYOR}\tThe mayor
T2\tCue {SAID}\tsaid
T3\tContent {QUAY};{CLOSED}\tthe quay was closed
T4\tAttribution {SAID}\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
"""


def packed(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return held.getvalue()


def read(ann: str, text: str = TEXT) -> Taken:
    (taken,) = brat.read(packed(a_ann=ann, a_txt=text), "x.zip")
    return taken


def claim(label: str = "Verified", span: str = "17 50") -> str:
    start, end = map(int, span.split())
    words = TEXT[start:end].replace("\n", " ")
    return f"T9\t{label} {span}\t{words}\n"


SAYS = MarkedVoice(("The mayor",), (0, 9), (12, 16), (17, 50))


def test_an_attribution_ties_the_claim_that_is_its_content() -> None:
    assert read(POLNEAR).marks == (Mark(17, 50, 3, voices=(SAYS,)),)


def test_contents_of_one_attribution_are_one_claim() -> None:
    ann = POLNEAR.replace(f"{QUAY};{CLOSED}\tthe quay was closed", f"{QUAY}\tthe quay")
    ann = ann.replace("E1\t", f"T5\tContent {CLOSED}\twas closed\nE1\t")
    (mark,) = read(f"{ann.rstrip()} Content2:T5\n").marks
    assert (mark.start, mark.end, mark.voices) == (17, 50, (SAYS,))


def test_a_source_of_two_attributions_has_in_each_its_own_cue_and_content() -> None:
    more = "T5\tCue 33 38\theard\nT6\tContent 52 57\tIt is\nT7\tAttribution 33 38\theard\n"
    ann = f"{POLNEAR}{more}E2\tAttribution:T7 Content:T6 Cue:T5 Source:T1\n"
    assert [(m.voices[0].cue, m.voices[0].content) for m in read(ann).marks] == [
        ((12, 16), (17, 50)),
        ((33, 38), (52, 57)),
    ]


def test_an_attribution_may_have_no_source() -> None:
    (mark,) = read(POLNEAR.replace(" Source:T1", "").partition("\n")[2]).marks
    assert mark.voices == (MarkedVoice((), None, (12, 16), (17, 50)),)


def test_a_relation_ties_a_claim_to_who_says_it() -> None:
    ann = f"{claim()}T1\tSource {MAYOR}\tThe mayor\nR1\tSays Arg1:T1 Arg2:T9\n"
    said = MarkedVoice(("The mayor",), (0, 9))
    assert read(ann).marks == (Mark(17, 50, 1, status="verified", voices=(said,)),)


def test_another_event_is_a_claim_itself() -> None:
    ann = f"{claim('Disputed')}T1\tPerson {MAYOR}\tThe mayor\nE1\tDisputed:T9 Source:T1\n"
    (mark,) = read(ann).marks
    assert (mark.status, mark.voices) == ("disputed", (MarkedVoice(("The mayor",), (0, 9)),))


def test_an_attribute_that_is_a_status_is_the_verdict() -> None:
    (named,) = read(f"{claim('Claim')}A1\tMissing_context T9\n").marks
    (valued,) = read(f"{claim('Claim')}A1\tVerdict T9 false\n").marks
    assert [named.status, valued.status] == ["missing_context", "false"]


def test_other_attributes_and_notes_go_into_the_note() -> None:
    said = "A1\tTense T9 past\nA2\tNegated T9\n#1\tAnnotatorNotes T9\tsee p. 3\n"
    (mark,) = read(claim() + said).marks
    assert mark.note.splitlines() == ["Tense: past", "label: Negated", "see p. 3"]


def test_a_note_on_an_attribution_is_its_claims() -> None:
    (mark,) = read(f"{POLNEAR}#1\tAnnotatorNotes E1\tsure?\n#2\tAnnotatorNotes T1\twho?\n").marks
    assert mark.note.splitlines() == ["sure?", "who?"]


def test_what_has_no_place_is_left_out() -> None:
    more = "*\tEquiv T9 T9\nN1\tReference T9 Wikipedia:1\tQuay\n"
    assert read(claim() + more).marks == read(claim()).marks


def test_events_may_stand_before_their_spans() -> None:
    lines = POLNEAR.splitlines(keepends=True)
    (mark,) = read("".join(reversed(lines))).marks
    assert mark.voices == (SAYS,)


@given(text=st.text("a 😀e\u0301م港\r\n", min_size=3, max_size=30), data=st.data())
def test_offsets_are_code_points_of_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    told = " ".join(text[start:end].split())
    taken = read(f"T1\tFalse {start} {end}\t{told}\n", text)
    assert taken.text == text
    assert taken.marks == (Mark(start, end, 1, status="false"),)


FAULTS = {
    "no line of brat": ("hello\n", "this is not a line of brat standoff"),
    "an unknown kind": ("X1\tx 0 1\n", "this is not a line of brat standoff"),
    "no span": ("T1\tSource\tx\n", "LABEL START END"),
    "backwards": ("T1\tSource 9 0\tx\n", "the span 9-0 runs backwards"),
    "outside": ("T1\tSource 0 999\tx\n", "is outside the text"),
    "other words": (f"T1\tSource {MAYOR}\tThe pilot\n", "has 'The pilot' where"),
    "an id twice": (claim(), "the id T9 is used twice"),
    "an unknown target": ("R1\tSays Arg1:T9 Arg2:T77\n", "it refers to T77"),
    "a relation of one": ("R1\tSays Arg1:T9\n", "TYPE Arg1:ID Arg2:ID"),
    "a note on nothing": ("#1\tAnnotatorNotes T77\tx\n", "it refers to T77"),
    "an attribute of nothing": ("A1\tFalse T77\n", "it refers to T77"),
    "an attribute of one word": ("A1\tFalse\n", "NAME ID VALUE"),
    "an event without a trigger": ("E1\tSays\n", "TYPE:ID ROLE:ID"),
    "an event of nothing": ("E1\tSays:T77\n", "it refers to T77"),
    "an attribution of nothing": ("E1\tAttribution:T9\n", "has no Content"),
    "a second verdict": ("A1\tFalse T9\n", "T9 has two verdicts, verified and false"),
    "a second label": (claim("False").replace("T9", "T8"), "two verdicts, false and verified"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_with_file_and_line(fault: str) -> None:
    ann, told = FAULTS[fault]
    with pytest.raises(BadInput) as caught:
        read(claim() + ann)
    assert str(caught.value).startswith("a.ann, line 2")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"T1\tSource 0 1\tx", "a zip of them"),
        (packed(a_txt="x"), "has no .ann"),
        (packed(a_ann=""), "has no .txt beside it"),
    ],
)
def test_what_is_no_pair_of_files_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        list(brat.read(data, "x.zip"))


def test_a_zip_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brat, "MAX_BYTES", 10)
    with pytest.raises(BadInput, match="unpacks to more than"):
        read(claim())


# --- a path --------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    for name in ("a", "b/c"):
        (tmp_path / f"{name}.ann").write_text(POLNEAR, encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "annotation.conf").write_text("[entities]")
    return tmp_path


def test_a_folder_is_taken_with_all_that_is_in_it(folder: Path) -> None:
    found = list(brat.read(brat.gather(folder), folder.name))
    assert [one.name for one in found] == ["a.txt", "c.txt"]


def test_one_ann_is_taken_with_the_txt_beside_it(folder: Path) -> None:
    (taken,) = brat.read(brat.gather(folder / "b" / "c.ann"), "c.ann")
    assert (taken.text, taken.marks) == (TEXT, read(POLNEAR).marks)


def test_a_zip_is_taken_as_it_is(folder: Path) -> None:
    (folder / "x.zip").write_bytes(brat.gather(folder))
    assert brat.gather(folder / "x.zip") == brat.gather(folder)


def test_an_ann_without_its_txt_is_refused(folder: Path) -> None:
    (folder / "a.txt").unlink()
    with pytest.raises(BadInput, match=r"has no a\.txt beside it"):
        brat.gather(folder / "a.ann")


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"has no \.ann files"):
        brat.gather(tmp_path)
