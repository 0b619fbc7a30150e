"""claimreview: one review a file, which schema.org knows, and nothing where a claim lacks a url."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import one_line, visible
from store.dossier import walk
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement, Scope
from store.errors import BadInput
from store.exports import FolderFile, claimreview
from store.exports.write import Order, export
from store.file.files import NOTE, NOTE_BEGINS
from store.queries.articles import Article
from store.verbs import intake, judging
from store.verbs.desk import Desk

from .conftest import Sample
from .standards import conforms, documented, keys, needs_standards

AT = "2024-02-08T10:00:00.000000Z"
REQUIRED = ("url", "claimReviewed", "reviewRating")  # and `alternateName` of the rating


def members(made: Dossier) -> dict[str, str]:
    found: list[FolderFile] = list(claimreview.export(made))
    assert len({member.name for member in found}) == len(found)
    return {member.name: member.text for member in found}


def reviews(made: Dossier) -> dict[str, dict[str, Any]]:
    found = members(made).items()
    return {name: json.loads(text) for name, text in found if name.endswith(".jsonld")}


def hand_made(text: str, url: str = "https://example.org/port", **about: Any) -> Dossier:
    """One decided claim in which every foreign word is `text`."""
    article = Article(1, "ab" * 32, text, "t.txt", text, text, url, "2024-02-08", AT)
    known = {"claim_reviewed": text, "justification": text, "spoken": '[{"chain": ["cctv"]}]'}
    held = DossierJudgement(text, "false", reviewed_at=AT, **(known | about))
    claim = Claim(1, "7", 0, len(text), text, True, (held,))
    whole = ArticleDossier(article, text, lambda: iter((claim,)))
    return Dossier("1-" + "0" * 64, False, lambda: iter((whole,)))


class Page(HTMLParser):
    """What a browser would run, and what it would show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.shown: list[str] = []
        self._in = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        (self.scripts if self._in == "script" else self.shown).append(data)


# --- the review ----------------------------------------------------------------------------------


def complete(review: dict[str, Any]) -> bool:
    """What Google requires, which the shapes of schema.org do not."""
    return all(review.get(name) for name in REQUIRED) and bool(
        review["reviewRating"].get("alternateName")
    )


def test_every_review_has_what_google_requires(sample: Sample) -> None:
    found = reviews(walk.collect(sample.desk.conn))
    assert len(found) == 10
    assert all(map(complete, found.values()))


@pytest.mark.parametrize("name", REQUIRED)
def test_a_review_that_lacks_something_is_noticed(sample: Sample, name: str) -> None:
    review = reviews(walk.collect(sample.desk.conn))["claim-1.jsonld"]
    del review[name]
    assert not complete(review)


def test_each_review_has_an_address_of_its_own_on_the_articles_page(sample: Sample) -> None:
    found = reviews(walk.collect(sample.desk.conn))
    for name, review in found.items():
        anchor = name.removesuffix(".jsonld")
        assert review["url"] == f"https://example.org/2024/call?page=1#{anchor}"


def test_the_claim_is_the_restated_one_else_the_words_of_the_article(sample: Sample) -> None:
    found = reviews(walk.collect(sample.desk.conn))
    assert found["claim-1.jsonld"]["claimReviewed"] == "Xi and Putin spoke for an hour"
    assert "Thursday" in found["claim-1.jsonld"]["itemReviewed"]["text"]
    second = found["claim-2.jsonld"]
    (article,) = walk.collect(sample.desk.conn).articles()
    assert second["claimReviewed"] == list(article.claims())[1].exact
    assert "text" not in second["itemReviewed"]


def test_a_rating_has_a_number_only_where_the_scale_gives_one(sample: Sample) -> None:
    ratings = [r["reviewRating"] for r in reviews(walk.collect(sample.desk.conn)).values()]
    told = {(r["alternateName"], r.get("ratingValue"), r.get("bestRating")) for r in ratings}
    assert told == {
        ("verified", 5, 5),
        ("false", 1, 5),
        ("misleading", 2, 5),
        ("missing context", 3, 5),
        ("disputed", None, None),
        ("unverified", None, None),
    }
    assert {r.get("worstRating") for r in ratings} == {1, None}


def test_who_says_it_is_the_innermost_voice_and_who_relays_it_an_appearance(
    sample: Sample,
) -> None:
    item = reviews(walk.collect(sample.desk.conn))["claim-3.jsonld"]["itemReviewed"]
    assert item["author"] == {"@type": "Person", "name": "Xi Jinping"}
    here, relayed = item["appearance"]
    assert here == {"@type": "CreativeWork", "url": "https://example.org/2024/call?page=1"}
    assert relayed["url"] == "https://tv.example/readout"
    assert relayed["publisher"] == {"@type": "Organization", "name": "CCTV"}


def test_joint_speakers_are_both_authors_of_the_claim(sample: Sample) -> None:
    item = reviews(walk.collect(sample.desk.conn))["claim-2.jsonld"]["itemReviewed"]
    assert [one["name"] for one in item["author"]] == ["Xi Jinping", "Vladimir Putin"]


def test_a_review_is_the_publishers_else_the_reviewers(sample: Sample) -> None:
    both = reviews(walk.collect(sample.desk.conn))["claim-1.jsonld"]
    assert both["author"] == [{"@type": "Person", "name": name} for name in ("li", "mk")]
    intake.describe(sample.desk, sample.document, {"publisher": "The Port Times"})
    house = reviews(walk.collect(sample.desk.conn))["claim-1.jsonld"]
    assert house["author"] == {"@type": "Organization", "name": "The Port Times"}


def test_dates_are_the_judgements_and_the_articles(sample: Sample) -> None:
    review = reviews(walk.collect(sample.desk.conn))["claim-1.jsonld"]
    (article,) = walk.collect(sample.desk.conn).articles()
    last = max(held.reviewed_at for held in next(iter(article.claims())).judgements)
    assert review["datePublished"] == last
    assert review["itemReviewed"]["datePublished"] == "2024-02-08"
    assert review["inLanguage"] == "en"


# --- what is left out ----------------------------------------------------------------------------


def test_the_note_counts_what_is_written_and_what_is_left_out(sample: Sample) -> None:
    made = walk.collect(sample.desk.conn)
    note = members(made)[NOTE]
    assert note.startswith(NOTE_BEGINS)
    assert made.digest in note
    assert "reviews: 10\n" in note
    assert f"undecided: {len(sample.claims) - 11}\n" in note
    assert "different verdicts, or too few: 1\n" in note


def test_a_split_claim_has_no_file_with_final_or_without(sample: Sample) -> None:
    for scope in (Scope(), Scope(final=True)):
        assert "claim-11.jsonld" not in members(walk.collect(sample.desk.conn, scope))


def test_a_long_claim_is_kept_and_told_of() -> None:
    long = "x" * 76
    made = members(hand_made(long))
    assert json.loads(made["claim-7.jsonld"])["claimReviewed"] == long
    assert f"- 7 of {long}: 76" in made[NOTE]
    assert "longer" not in members(hand_made("x" * 75))[NOTE]


def test_of_many_long_claims_the_first_are_named_and_the_rest_counted() -> None:
    held = DossierJudgement("mk", "false", reviewed_at=AT)
    claims = [Claim(n, str(n), 0, 80, "x" * 80, True, (held,)) for n in range(25)]
    article = Article(1, "ab" * 32, "t", "t", "", "", "https://example.org", "", AT)
    whole = ArticleDossier(article, "x" * 80, lambda: iter(claims))
    note = members(Dossier("1-0", False, lambda: iter((whole,))))[NOTE]
    assert "in 25;" in note
    assert note.count(" of t: 80") == 20
    assert "- and 5 more\n" in note


@pytest.mark.parametrize("url", ["", "port.html", "javascript:alert(1)", "http://"])
def test_without_an_address_the_claim_is_named_before_anything_is_made(url: str) -> None:
    with pytest.raises(BadInput, match=r"claim 7 of “the quay”.*add t\.txt --url URL"):
        claimreview.export(hand_made("the quay", url))


def test_without_an_address_nothing_is_written(
    desk: Desk, add: Callable[..., Any], tmp_path: Path
) -> None:
    document = add().document
    judging.judge(
        desk, desk.conn.execute("SELECT min(id) FROM claim").fetchone()[0], status="false"
    )
    before = sorted(tmp_path.iterdir())
    with pytest.raises(BadInput, match="claim 1 of"):
        export(desk.database, Order("claimreview", Scope(document), str(tmp_path / "out")))
    assert sorted(tmp_path.iterdir()) == before


def test_an_article_without_a_decided_claim_needs_no_address(
    desk: Desk, add: Callable[..., Any]
) -> None:
    add()
    assert list(members(walk.collect(desk.conn))) == [NOTE]


def test_of_several_articles_each_file_bears_the_articles_number(
    sample: Sample, add: Callable[..., Any]
) -> None:
    data = b"A port official said that the quay was closed."
    from claims.intake import read_document

    intake.take_in(sample.desk, data, read_document(data, "b.txt"), "b.txt")
    made = members(walk.collect(sample.desk.conn))
    assert {name.split("-")[0] for name in made if name != NOTE} == {str(sample.document)}


def test_the_same_desk_gives_the_same_bytes(sample: Sample) -> None:
    one, two = (members(walk.collect(sample.desk.conn)) for _ in range(2))
    assert one == two


# --- foreign text --------------------------------------------------------------------------------

foreign = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(
        [
            "</script><script>alert(1)</script>",
            "<!-- <script>",
            "]]>",
            "Cafe\u0301 👩\u200d👧 的 سلام\n",
            '" onload="x',
            "\u2028\x1b[31m\u202e",
        ]
    ),
)


@given(foreign)
def test_the_words_come_back_from_the_file_and_from_the_page(text: str) -> None:
    made = members(hand_made(text))
    page = Page(made["claim-7.html"])
    review = json.loads(made["claim-7.jsonld"])
    assert review["claimReviewed"] == text
    assert json.loads("".join(page.scripts)) == review
    assert one_line(text) in "".join(page.shown)


@given(foreign)
def test_the_page_runs_nothing_but_data(text: str) -> None:
    page = Page(members(hand_made(text))["claim-7.html"])
    scripts = [attrs for tag, attrs in page.tags if tag == "script"]
    assert scripts == [{"type": "application/ld+json"}]
    known = {"type", "charset", "name", "content", "id", "dir", "lang", "href"}
    assert {name for _, attrs in page.tags for name in attrs} <= known
    assert [a["href"] for _, a in page.tags if "href" in a] == ["https://example.org/port"]


@given(st.text(st.characters(codec=None, exclude_categories=[]), min_size=1))
def test_nothing_in_it_is_a_code_that_a_terminal_obeys(text: str) -> None:
    for made in members(hand_made(text)).values():
        assert visible(made) == made
        assert "\t" not in made


def test_the_page_has_the_place_that_its_review_points_to(sample: Sample) -> None:
    made = members(walk.collect(sample.desk.conn))
    for name in (name for name in made if name.endswith(".html")):
        page = Page(made[name])
        anchor = json.loads("".join(page.scripts))["url"].partition("#")[2]
        assert [attrs["id"] for _, attrs in page.tags if "id" in attrs] == [anchor]


# --- the standard --------------------------------------------------------------------------------


def every_kind(made: Dossier) -> Iterator[dict[str, Any]]:
    found = reviews(made)
    yield from (found[f"claim-{n}.jsonld"] for n in (1, 2, 3, 4))


@needs_standards
def test_schema_orgs_own_shapes_accept_every_kind_of_review(sample: Sample) -> None:
    made = list(every_kind(walk.collect(sample.desk.conn)))
    assert [review["@type"] for review in made] == ["ClaimReview"] * 4
    assert conforms("claimreview", made) == (0, "")


Spoil = Callable[[dict[str, Any]], Any]
SPOILED: dict[str, Spoil] = {
    "rating as text": lambda r: r.update(reviewRating="false"),
    "item as text": lambda r: r.update(itemReviewed="the claim"),
    "claim as an object": lambda r: r.update(claimReviewed={"@type": "Claim", "name": "x"}),
    "author as a number": lambda r: r.update(author=7),
    "author as text": lambda r: r.update(author="mk"),
    "appearance as an address": lambda r: r["itemReviewed"].update(appearance=r["url"]),
    "a property of one's own": lambda r: r.update(confidence="high"),
    "a type of one's own": lambda r: r["reviewRating"].update({"@type": "Verdict"}),
    "no review": lambda r: r.update({"@type": "Article"}),
}


@needs_standards
@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_copy_is_turned_down(sample: Sample, spoil: Spoil) -> None:
    review = reviews(walk.collect(sample.desk.conn))["claim-1.jsonld"]
    spoil(review)
    assert conforms("claimreview", review)[0] == 1


@needs_standards
def test_a_copy_with_a_list_as_its_context_is_turned_down(sample: Sample) -> None:
    review = reviews(walk.collect(sample.desk.conn))["claim-1.jsonld"]
    review["@context"] = [review["@context"]]
    assert conforms("claimreview", review)[0] != 0


# --- the docs ------------------------------------------------------------------------------------


def test_the_docs_name_every_key_that_is_written_and_no_other(sample: Sample) -> None:
    found = list(reviews(walk.collect(sample.desk.conn)).values())
    assert keys(found) == documented("claimreview")
