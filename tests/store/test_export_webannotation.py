"""webannotation: every annotation finds its words, and W3C's own tests have nothing to say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import visible
from store.dossier import walk
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement, Scope
from store.exports import exporter, webannotation
from store.exports.iris import DOCUMENT
from store.exports.webannotation import CLOSE
from store.exports.webannotation_bodies import PURPOSES
from store.queries.articles import Article
from store.queries.journal import NoteRow
from store.verbs.desk import Desk

from .conftest import Sample
from .standards import conforms, documented, keys, needs_standards

MOTIVATIONS = {
    *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
    *("highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging"),
}
NASTY = "Cafe\u0301 👩\u200d👩\u200d👧 的 سلام e\u0301\u0323 🇫🇷 👍🏽\nthe quay\u202e \x1b[31m"
AT = "2024-02-08T10:00:00.000000Z"


def written(made: Dossier) -> list[dict[str, Any]]:
    return json.loads("".join(exporter("webannotation").export(made)))  # type: ignore[arg-type]


def items(made: Dossier) -> list[dict[str, Any]]:
    return [item for page in written(made)[1:] for item in page["items"]]


def hand_made(text: str, *spans: tuple[int, int], url: str = "") -> Dossier:
    """An article in which each span is a judged claim."""
    article = Article(1, "ab" * 32, text, "t.txt", text, text, url, "", AT)
    held = DossierJudgement(text or "x", "false", claim_reviewed=text, reviewed_at=AT)
    found = tuple(
        Claim(n, str(n), a, b, text[a:b], True, (held,)) for n, (a, b) in enumerate(spans)
    )
    return Dossier(
        "1-" + "0" * 64, False, lambda: iter((ArticleDossier(article, text, lambda: iter(found)),))
    )


def selectors(item: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    quote, position = item["target"]["selector"]
    return quote, position


def bodies(item: dict[str, Any], purpose: str) -> list[Any]:
    return [b.get("value") or b["source"] for b in item["body"] if b["purpose"] == purpose]


# --- words and places ----------------------------------------------------------------------------


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, int, int]:
    part = st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.just(NASTY))
    text = "".join(draw(st.lists(part, min_size=1))) or "x"
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(texts_with_spans())
def test_the_position_and_the_quotation_give_back_the_words(case: tuple[str, int, int]) -> None:
    text, start, end = case
    (item,) = items(hand_made(text, (start, end)))
    assert selectors(item)[1] == {"type": "TextPositionSelector", "start": start, "end": end}
    assert places_right(item, text)


def places_right(item: dict[str, Any], text: str) -> bool:
    """What no schema sees: both selectors mean the same words of the text."""
    quote, position = selectors(item)
    start, end = position["start"], position["end"]
    return (
        0 <= start < end <= len(text)
        and text[start:end] == quote["exact"]
        and text[:start].endswith(quote["prefix"])
        and text[end:].startswith(quote["suffix"])
        and max(len(quote["prefix"]), len(quote["suffix"])) <= CLOSE
    )


def test_an_end_before_its_start_and_words_that_are_not_there_are_noticed() -> None:
    text = "the old quay"
    (item,) = items(hand_made(text, (4, 7)))
    assert places_right(item, text)
    quote, position = selectors(item)
    position |= {"start": 7, "end": 4}
    assert not places_right(item, text)
    position |= {"start": 4, "end": 7}
    quote["exact"] = "new"
    assert not places_right(item, text)


def test_the_surroundings_cut_no_character_that_a_reader_sees_as_one() -> None:
    family, accent = "👩\u200d👩\u200d👧", "e\u0301"
    text = family + "x" * (CLOSE - 2) + "WORDS" + "y" * (CLOSE - 1) + accent
    found = webannotation.surroundings(text, text.index("WORDS"), text.index("WORDS") + 5)
    assert found == {"exact": "WORDS", "prefix": "x" * (CLOSE - 2), "suffix": "y" * (CLOSE - 1)}


def test_another_librarys_reader_of_quotations_finds_each_claim(sample: Sample) -> None:
    anchorpoint = pytest.importorskip("anchorpoint")
    made = walk.collect(sample.desk.conn)
    (article,) = made.articles()
    found = 0
    for item in items(made):
        quote, position = selectors(item)
        del quote["type"]
        place = anchorpoint.TextQuoteSelector(**quote).as_position(article.text)
        assert (place.start, place.end) == (position["start"], position["end"])
        found += 1
    assert found > 10


def test_a_passage_of_evidence_is_found_in_its_own_text(sample: Sample) -> None:
    (piece,) = [
        body
        for item in items(walk.collect(sample.desk.conn))
        for body in item["body"]
        if "selector" in body
    ]
    quote, position = piece["selector"]
    sha256 = piece["source"].removeprefix(DOCUMENT)
    (data,) = sample.desk.conn.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,))
    assert data[0].decode()[position["start"] : position["end"]] == quote["exact"]
    assert quote["exact"] == "double containment"


def test_an_address_that_is_none_on_the_web_is_replaced_by_the_texts_hash() -> None:
    for url in ("", "port.html", "/port", "javascript:alert(1)", "http://", "ftp://x/y"):
        (item,) = items(hand_made("the quay", (0, 3), url=url))
        assert item["target"]["source"] == DOCUMENT + "ab" * 32
        assert "state" not in item["target"]


def test_an_address_with_other_letters_is_spelt_as_a_uri() -> None:
    (item,) = items(hand_made("the quay", (0, 3), url="https://example.org/é 100%"))
    assert item["target"]["source"] == "https://example.org/%C3%A9%20100%25"
    assert item["target"]["state"]["cached"] == DOCUMENT + "ab" * 32


# --- what it says --------------------------------------------------------------------------------


def test_each_purpose_holds_what_it_is_for(sample: Sample) -> None:
    first, second, third, *_ = items(walk.collect(sample.desk.conn))
    if first["creator"]["name"] == "li":
        first, second, third = second, third, _[0]
    assert bodies(first, "assessing") == ["verified"]
    assert bodies(first, "describing") == ["Xi and Putin spoke for an hour"]
    assert bodies(first, "questioning") == ["open: which hour?"]
    said = ["because: Both say so", "an hour 的 “both” cafe\u0301 😀\nsaid twice"]
    assert bodies(first, "commenting") == said
    assert bodies(second, "identifying")[::2] == ["Xi Jinping", "Vladimir Putin"]
    assert second["body"][-1]["label"] == "readout-kremlin.txt: refutes"
    assert bodies(third, "linking") == ["https://tv.example/readout"]


def test_a_chain_is_told_outermost_first(sample: Sample) -> None:
    told = [
        b for item in items(walk.collect(sample.desk.conn)) for b in bodies(item, "identifying")
    ]
    assert "CCTV > Xi Jinping" in told
    place = told.index("CCTV > Xi Jinping")
    assert told[place + 1 : place + 3] == [
        "urn:twosource:source:cctv",
        "urn:twosource:source:xi-jinping",
    ]


def test_a_verdict_that_all_share_is_moderating_and_names_them_all(sample: Sample) -> None:
    found = items(walk.collect(sample.desk.conn, Scope(final=True)))
    shared = [item for item in found if item["motivation"] == "moderating"]
    (one,) = shared
    assert one["creator"] == [{"type": "Person", "name": n} for n in ("li", "mk")]
    assert bodies(one, "assessing") == ["verified"]


def test_every_motivation_and_purpose_is_one_of_the_recommendations(sample: Sample) -> None:
    found = items(walk.collect(sample.desk.conn))
    used = {item["motivation"] for item in found}
    used |= {body["purpose"] for item in found for body in item["body"]}
    assert used <= MOTIVATIONS
    assert used >= {"assessing", "classifying", "identifying", "linking", *PURPOSES.values()}


def test_nobody_and_nothing_held_is_no_annotation(sample: Sample) -> None:
    made = walk.collect(sample.desk.conn)
    pairs = {(item["target"]["selector"][1]["start"], str(item["creator"])) for item in items(made)}
    (article,) = made.articles()
    held = {
        (claim.start, who)
        for claim in article.claims()
        for who in [*(j.reviewer for j in claim.judgements), *(n.reviewer for n in claim.notes)]
    }
    assert len(pairs) == len(held) < sum(1 for _ in article.claims()) + len(held)


# --- the collection ------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_pages_chain_and_count_from_first_to_last(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr(webannotation, "PAGE", 3)
    text = "x" * 20
    collection, *pages = written(hand_made(text, *((n, n + 1) for n in range(count))))
    assert collection["total"] == sum(len(page["items"]) for page in pages) == count
    ids = [page["id"] for page in pages]
    assert [page.get("next") for page in pages] == [*ids[1:], None][: len(ids)]
    assert [page.get("prev") for page in pages] == [None, *ids[:-1]][: len(ids)]
    assert [page["startIndex"] for page in pages] == [3 * n for n in range(len(pages))]
    assert {page["partOf"] for page in pages} <= {collection["id"]}
    ends = (collection.get("first"), collection.get("last"))
    assert ends == ((ids[0], ids[-1]) if ids else (None, None))


def test_every_id_is_there_once(sample: Sample) -> None:
    whole = written(walk.collect(sample.desk.conn))
    ids = [part["id"] for part in whole] + [i["id"] for p in whole[1:] for i in p["items"]]
    assert len(ids) == len(set(ids))


def test_the_same_desk_gives_the_same_bytes(sample: Sample) -> None:
    one, two = (
        "".join(exporter("webannotation").export(walk.collect(sample.desk.conn)))  # type: ignore[arg-type]
        for _ in range(2)
    )
    assert one == two


def test_what_was_chosen_makes_another_collection(sample: Sample) -> None:
    whole = written(walk.collect(sample.desk.conn))[0]
    part = written(walk.collect(sample.desk.conn, Scope(status="false")))[0]
    assert whole["id"] != part["id"]
    assert "only judgements with status false" in part["label"]


@given(st.text(st.characters(codec=None, exclude_categories=[]), min_size=1))
def test_nothing_in_it_is_a_code_that_a_terminal_obeys(text: str) -> None:
    made = "".join(exporter("webannotation").export(hand_made(text, (0, len(text)))))  # type: ignore[arg-type]
    assert visible(made) == made
    assert "\t" not in made


def test_it_is_written_while_the_desk_is_read(desk: Desk) -> None:
    read = 0

    def claims() -> Iterator[Claim]:
        nonlocal read
        for n in range(100):
            read += 1
            yield Claim(
                n, str(n), n, n + 1, "x", True, (DossierJudgement("mk", "false", reviewed_at=AT),)
            )

    article = Article(1, "ab" * 32, "t", "t", "", "", "", "", AT)
    walked = ArticleDossier(article, "x" * 100, claims)
    pieces = iter(exporter("webannotation").export(Dossier("1-0", False, lambda: iter((walked,)))))
    while '"Annotation"' not in str(next(pieces)):
        pass
    assert read == 100 + 1


# --- the standard --------------------------------------------------------------------------------


@needs_standards
def test_w3cs_own_tests_accept_it(sample: Sample) -> None:
    assert conforms("webannotation", written(walk.collect(sample.desk.conn))) == (0, "")


@needs_standards
def test_w3cs_own_tests_accept_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webannotation, "PAGE", 2)
    made = written(hand_made(NASTY, *((n, n + 1) for n in range(5)), url="https://example.org/é"))
    assert conforms("webannotation", made) == (0, "")


Spoil = Callable[[dict[str, Any]], Any]
SPOILED: dict[str, Spoil] = {
    "no target": lambda a: a.pop("target"),
    "no id": lambda a: a.pop("id"),
    "no exact": lambda a: selectors(a)[0].pop("exact"),
    "no end": lambda a: selectors(a)[1].pop("end"),
    "a start of -1": lambda a: selectors(a)[1].update(start=-1),
    "a start in words": lambda a: selectors(a)[1].update(start="1"),
    "no zone": lambda a: a.update(created=a["created"].removesuffix("Z")),
    "body and bodyValue": lambda a: a.update(bodyValue="false"),
    "no value": lambda a: a["body"][0].pop("value"),
    "a selector of one's own": lambda a: selectors(a)[0].update(type="ClaimSelector"),
    "a relative source": lambda a: a["target"].update(source="call.html"),
    "an undeclared key": lambda a: a.update(verdict="false"),
    "an undeclared key in a body": lambda a: a["body"][0].update(confidence="high"),
    "an undeclared key in a selector": lambda a: selectors(a)[0].update(number="7"),
    "a motivation of one's own": lambda a: a.update(motivation="checking"),
    "a purpose of one's own": lambda a: a["body"][0].update(purpose="checking"),
}


@needs_standards
@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_copy_is_turned_down(sample: Sample, spoil: Spoil) -> None:
    page = written(walk.collect(sample.desk.conn))[1]
    made = {"@context": page["@context"], **page["items"][0]}
    spoil(made)
    assert conforms("webannotation", made)[0] == 1


@needs_standards
@pytest.mark.parametrize("context", [None, "https://schema.org"])
def test_a_copy_with_no_context_or_another_is_turned_down(
    sample: Sample, context: str | None
) -> None:
    made = written(walk.collect(sample.desk.conn))[1]["items"][0]
    made |= {"@context": context} if context else {}
    assert conforms("webannotation", made)[0] != 0


# --- the docs ------------------------------------------------------------------------------------


def test_the_docs_name_every_key_that_is_written_and_no_other(sample: Sample) -> None:
    assert keys(written(walk.collect(sample.desk.conn))) | {"next", "prev"} == documented(
        "webannotation"
    )


def test_a_note_alone_is_an_annotation() -> None:
    note = NoteRow("correction", "open", "proposed", "li", AT)
    claim = Claim(1, "1", 0, 3, "the", notes=(note,))
    article = Article(1, "ab" * 32, "t", "t", "", "", "", "", AT)
    held = ArticleDossier(article, "the quay", lambda: iter((claim,)))
    (item,) = items(Dossier("1-0", False, lambda: iter((held,))))
    assert (item["motivation"], item["created"]) == ("editing", AT)
