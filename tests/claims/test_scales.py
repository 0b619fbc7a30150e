"""Scales: what is shipped is coherent and never changes, what a house brings is checked."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.scales import BY_DIGEST, NEWSROOM, SCALES, Averitec, Scale, Shelf, Tone, upholds
from claims.scales.files import (
    CELLS,
    MAX_FILE,
    MAX_STATUSES,
    BadScale,
    from_data,
    parse,
    to_data,
    to_toml,
)

DOC = Path(__file__).parents[2] / "docs" / "scales.md"

# What judgements in the world refer to. A line is only ever added.
DIGESTS = {
    "newsroom": "e9f2a7eb0aa3a5108ef36bd1e6529c9b8967062e91f0f6c459740843f07eefac",
    "averitec": "ff025d07d4967fe81d7872ea01bc058a00c24dcac0e39f9a0b0fd41a0d95f73d",
    "politifact": "a5fe9554a6198559b912e805a1b60ed23b2910b731e152bf58506928dba2d40b",
    "aap": "c657ca7fdb35a0c77e43f03c41e987f80a376ca6aba7f0e3640a64034b147991",
    "fever": "b11fcb9d2c941cc53334e785b79f9e3dcf7859fefcc95d06730c3f7420f1ee77",
}
HOUSE = """
name = "house"

[[status]]
id = "holds"
label = "holds up"
letter = "H"
tone = "good"
meaning = "We would print it."
averitec = "Supported"
rating = 5

[[status]]
id = "falls"
label = "falls apart"
letter = "X"
tone = "bad"
meaning = "We would not print it."
averitec = "Refuted"
short = "falls"
"""

shipped = pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)


# --- what is shipped -----------------------------------------------------------------------------


def test_a_shipped_digest_never_changes() -> None:
    assert {scale.name: scale.digest for scale in SCALES.values()} == DIGESTS


@pytest.mark.parametrize(
    ("name", "labels"),
    {
        "averitec": [label.value for label in Averitec],
        "politifact": [
            *("True", "Mostly True", "Half True", "Mostly False", "False", "Pants on Fire")
        ],
        "aap": [
            *("True", "Mostly True", "Mixture", "Mostly False", "False", "Misleading", "Unproven")
        ],
        "fever": ["Supported", "Refuted", "Not Enough Info"],
    }.items(),
)
def test_a_shipped_scale_has_the_labels_of_its_house(name: str, labels: list[str]) -> None:
    assert sorted(s.label for s in SCALES[name].statuses) == sorted(labels)


@shipped
def test_a_shipped_scale_would_be_taken_from_a_file(scale: Scale) -> None:
    """So letters differ, short labels fit, and nothing has a field that a house may not use."""
    assert parse(to_toml(scale)) == scale


@shipped
def test_what_upholds_a_claim_is_rated_above_what_refutes_it(scale: Scale) -> None:
    good = [s.rating for s in scale.statuses if s.upholds and s.rating]
    bad = [s.rating for s in scale.statuses if s.averitec is Averitec.REFUTED and s.rating]
    assert min(good) > max(bad)


@shipped
def test_what_tells_nothing_has_no_rating(scale: Scale) -> None:
    untold = [s for s in scale.statuses if s.averitec is Averitec.NOT_ENOUGH_EVIDENCE]
    assert [s.id for s in untold if s.rating] == []


def test_the_averitec_scale_maps_to_itself() -> None:
    assert [s.label for s in SCALES["averitec"].statuses if s.label != s.averitec.value] == []


# --- the page ------------------------------------------------------------------------------------


def table(header: str) -> list[list[str]]:
    """The cells of the page's table that begins with `header`."""
    after = DOC.read_text(encoding="utf-8").split(header, 1)[1].split("\n\n", 1)[0]
    return [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in after.splitlines()[2:]
    ]


def test_the_page_tells_every_mapping() -> None:
    assert table("| scale | key | letter | id | label | AVeriTeC | rating |") == [
        [
            *(scale.name, str(n), s.letter, s.id, s.label, s.averitec.value),
            str(s.rating or "–"),
        ]
        for scale in SCALES.values()
        for n, s in enumerate(scale.statuses, 1)
    ]


def test_the_page_names_the_fields_of_a_file() -> None:
    wanted = ["name", *to_data(NEWSROOM)[0]]
    assert sorted(row[0] for row in table("| field | what it is |")) == sorted(wanted)


def test_the_example_of_the_page_is_a_scale() -> None:
    example = DOC.read_text(encoding="utf-8").split("```toml\n", 1)[1].split("```", 1)[0]
    assert parse(example).name == "house"


def test_the_page_tells_the_limits() -> None:
    page = DOC.read_text(encoding="utf-8")
    told = [f"2 to {MAX_STATUSES} statuses", *(f"at most {n} cells" for n in CELLS.values())]
    assert [words for words in told if words not in page] == []


# --- a house's own -------------------------------------------------------------------------------

lines = st.text(st.sampled_from("aZé的 \"'\\#=[]<*|́"), min_size=1, max_size=5).map(
    lambda text: " ".join(text.split()) or "x"
)


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """Any scale that a file may describe."""
    count = draw(st.integers(2, MAX_STATUSES))
    letters = draw(st.permutations("ABCDEFGHIJÉЖΩ"))
    ids = draw(
        st.lists(
            st.from_regex("[a-z][a-z0-9_]{0,31}", fullmatch=True).filter(
                lambda id: id not in ("none", "unreviewed")
            ),
            min_size=count,
            max_size=count,
            unique=True,
        )
    )
    rows = [
        {
            "id": ids[n],
            "label": f"{n}{draw(lines)}"[:40],
            "letter": letters[n],
            "tone": draw(st.sampled_from(["good", "warn", "bad", "muted"])),
            "meaning": draw(lines),
            "averitec": draw(st.sampled_from([a.value for a in Averitec])),
            "rating": draw(st.none() | st.integers(1, 5)),
            "short": str(n),
        }
        for n in range(count)
    ]
    return from_data(draw(st.from_regex("[a-z][a-z0-9_-]{0,31}", fullmatch=True)), rows)


@given(scale=scales())
def test_a_scale_is_read_back_from_its_own_text(scale: Scale) -> None:
    assert parse(to_toml(scale)) == scale


@given(scale=scales())
def test_a_scale_is_read_back_from_its_entry_in_the_log(scale: Scale) -> None:
    assert from_data(scale.name, to_data(scale)) == scale


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=6,
    ),
    field=st.sampled_from(["name", "status", "row", *to_data(NEWSROOM)[0]]),
)
def test_whatever_stands_in_a_field_is_a_scale_or_a_sentence(value: Any, field: str) -> None:
    raw = tomllib.loads(HOUSE)
    if field in raw:
        raw[field] = value
    elif field == "row":
        raw["status"][1] = value
    else:
        raw["status"][1][field] = value
    try:
        scale = from_data(raw["name"], raw["status"])
    except BadScale as error:
        told = str(error)
    else:
        told = "a scale" if parse(to_toml(scale)) == scale else ""
    assert len(told.splitlines()) == 1


def test_the_short_label_is_the_start_of_the_label_where_it_is_left_out() -> None:
    assert [s.short for s in parse(HOUSE).statuses] == ["holds", "falls"]


def altered(old: str, new: str) -> Callable[[], str]:
    def text() -> str:
        assert old in HOUSE
        return HOUSE.replace(old, new)

    return text


def many(count: int) -> str:
    """A scale of `count` statuses that differ in everything."""
    rows = [
        f'[[status]]\nid = "s{n}"\nlabel = "{n} label"\nletter = "{chr(65 + n)}"\ntone = "warn"\n'
        f'meaning = "m"\naveritec = "Refuted"\n'
        for n in range(count)
    ]
    return "\n".join(['name = "house"', *rows])


SECOND = r"status 2 \(falls\): "
FAULTS = {
    "no TOML": (altered('name = "house"', "name = house"), r"^this is no TOML: .*line 2"),
    "nested": (lambda: f"a = {'[' * 5000}", "this is no TOML"),
    "long": (lambda: "#" * (MAX_FILE + 1), "at most 64 KiB"),
    "empty": (str, "the name of a scale is .* not nothing"),
    "name": (altered('"house"', '"Our House"'), "the name of a scale is .* not 'Our House'"),
    "name of a number": (altered('"house"', "7"), "the name of a scale is .* not 7"),
    "other keys": (altered('name = "house"', 'name = "house"\nstatuses = 1'), "no 'statuses'"),
    "no status": (lambda: 'name = "house"', "there is none"),
    "words for statuses": (lambda: 'name = "house"\nstatus = "good"', "there is none"),
    "one status": (lambda: many(1), "2 to 9 statuses, one for a key, not 1"),
    "ten statuses": (lambda: many(10), "2 to 9 statuses, one for a key, not 10"),
    "other fields": (altered('short = "falls"', 'colour = "red"'), f"{SECOND}.*no field 'colour'"),
    "missing": (altered('letter = "X"\n', ""), f"{SECOND}letter is missing"),
    "no id": (altered('id = "falls"\n', ""), "^status 2: id is missing"),
    "id": (altered('"falls"\nlabel', '"It falls"\nlabel'), "status 2 .*: id is .* not 'It falls'"),
    "reserved": (altered('"falls"\nlabel', '"unreviewed"\nlabel'), "id unreviewed says"),
    "label": (altered('"falls apart"', '" falls"'), f"{SECOND}label is one line"),
    "escapes": (altered('"falls apart"', r'"\u001b[31mred"'), f"{SECOND}label is one line"),
    "bidi": (altered('"falls apart"', '"falls\u202e"'), f"{SECOND}label is one line"),
    "no label": (altered('"falls apart"', '""'), f"{SECOND}label is a text"),
    "wide label": (altered('"falls apart"', f'"{"的" * 21}"'), f"{SECOND}label has room for 40"),
    "letters": (altered('"X"', '"XY"'), f"{SECOND}letter is one capital letter .* not 'XY'"),
    "small letter": (altered('"X"', '"x"'), f"{SECOND}letter is one capital"),
    "wide letter": (altered('"X"', '"Ｘ"'), f"{SECOND}letter is one capital"),
    "sign": (altered('"X"', '"!"'), f"{SECOND}letter is one capital"),
    "same letter": (altered('"X"', '"H"'), SECOND + r"letter 'H' is that of status 1 \(holds\)"),
    "same label": (altered('"falls apart"', '"Holds Up"'), f"{SECOND}label 'Holds Up' is that of"),
    "same id": (altered('"falls"\nlabel', '"holds"\nlabel'), "id 'holds' is that of status 1"),
    "same short": (altered('short = "falls"', 'short = "holds"'), f"{SECOND}short 'holds' is that"),
    "tone": (altered('"bad"', '"todo"'), f"{SECOND}tone is one of good, warn, bad, muted, not"),
    "meaning": (altered('"We would not print it."', "3"), f"{SECOND}meaning is a text, not 3"),
    "averitec": (altered('"Refuted"', '"Wrong"'), f"{SECOND}averitec is one of .* not 'Wrong'"),
    "rating": (altered('short = "falls"', "rating = 0"), f"{SECOND}rating is .* not 0"),
    "half a rating": (altered('short = "falls"', "rating = 1.5"), f"{SECOND}rating is .* not 1.5"),
    "yes": (altered('short = "falls"', "rating = true"), f"{SECOND}rating is .* not True"),
    "wide short": (altered('short = "falls"', 'short = "falls!"'), f"{SECOND}short has room for 5"),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_file_is_one_sentence_that_names_the_place(
    text: Callable[[], str], told: str
) -> None:
    with pytest.raises(BadScale, match=told) as caught:
        parse(text())
    assert "\n" not in str(caught.value)


def test_nine_statuses_are_a_scale() -> None:
    assert len(parse(many(9)).statuses) == MAX_STATUSES


def test_the_digest_covers_what_a_status_means() -> None:
    house = parse(HOUSE)
    first = house.statuses[0]
    meant = [
        first._replace(id="x"),
        first._replace(label="x"),
        first._replace(meaning="x"),
        first._replace(averitec=Averitec.REFUTED),
        first._replace(rating=4),
    ]
    others = {Scale("house", (one, house.statuses[1])).digest for one in meant}
    renamed, turned = Scale("hall", house.statuses), Scale("house", house.statuses[::-1])
    assert len(others | {house.digest, renamed.digest, turned.digest}) == len(meant) + 3


def test_the_digest_leaves_out_how_a_status_is_shown() -> None:
    house = parse(HOUSE)
    shown = house.statuses[0]._replace(letter="Q", tone=Tone.WARN, short="q")
    assert Scale("house", (shown, house.statuses[1])).digest == house.digest


# --- how a verdict is shown ----------------------------------------------------------------------

TRUE = ("true", SCALES["politifact"].digest)


@pytest.mark.parametrize(
    ("verdict", "label", "letter"),
    [
        ((None, None), "unreviewed", "·"),
        (("false", NEWSROOM.digest), "false", "F"),
        (("false", None), "false", "F"),
        (TRUE, "True (politifact)", "t"),
        (("half_baked", "00" * 32), "half baked (a scale not known here)", "h"),
    ],
)
def test_a_verdict_of_another_scale_is_marked(
    verdict: tuple[str | None, str | None], label: str, letter: str
) -> None:
    shelf = Shelf(NEWSROOM, BY_DIGEST)
    assert (shelf.label(*verdict), shelf.letter(*verdict)[0]) == (label, letter)


def test_the_two_source_rule_guards_what_is_supported_on_any_scale() -> None:
    house = parse(HOUSE)
    known = {**BY_DIGEST, house.digest: house}
    held = {
        status.id
        for scale in (SCALES["politifact"], house)
        for status in scale.statuses
        if upholds(status.id, scale.digest, known)
    }
    assert held == {"true", "mostly_true", "holds"}
