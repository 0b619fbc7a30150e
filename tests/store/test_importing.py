"""What another tool marked becomes claims and judgements once, and never twice."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import NoteKind, SourceClass, Span
from claims.scales import NEWSROOM, POLITIFACT, Scale
from store.errors import BadInput, WrongUsage
from store.imports import IMPORTERS, Mark, MarkedVoice, Taken, importer
from store.imports.annotations import Imported, apply
from store.log import chain
from store.queries import (
    articles,
    claim_listing,
    claim_rows,
    journal,
    known_reviewers,
    known_sources,
)
from store.queries.claim_rows import ClaimRow
from store.state.session import SessionMode
from store.verbs import judging, sessions, sources, spans, undoing
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.verify import verify

from .teams import Team

Add = Callable[..., Added]

TEXT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed, and the mayor denied that a ship had sunk.
"""
FIRST = TEXT.index("A port"), TEXT.index(" Nobody")
WORDS = TEXT.index("the quay"), TEXT.index(", and")


def rows(desk: Desk, reviewer: str = "mk", document: int = 1) -> dict[tuple[int, int], ClaimRow]:
    uid = known_reviewers.find_reviewer(desk.conn, reviewer)
    ids = claim_listing.listing(desk.conn, document)
    return {(row.start, row.end): row for row in claim_rows.rows(desk.conn, ids, uid)}


def notes(desk: Desk, claim: int) -> dict[str, str]:
    return {note.kind: note.text for note in journal.notes(desk.conn, claim)}


def dump(desk: Desk) -> list[str]:
    return list(desk.conn.iterdump())


FULL = Mark(
    *FIRST,
    line=3,
    status="False",
    attribution_status="altered",
    confidence="high",
    claim_reviewed="Traffic rose.",
    justification="the table says 3",
    voices=(MarkedVoice(("CCTV", "The Harbour Board"), (13, 28), (29, 33), (34, 65)),),
    note="seen",
    query="which port?",
    correction="by 3 per cent",
)


# --- what comes in -------------------------------------------------------------------------------


def test_a_text_that_is_not_known_is_taken_in_with_its_claims(desk: Desk) -> None:
    done = apply(desk, [Taken(TEXT, "port.txt", url="https://example.org", marks=(FULL,))])
    (article,) = articles.articles(desk.conn)
    assert (article.title, article.url) == ("Port sample", "https://example.org")
    assert article.claims > 1
    assert done == Imported(articles=1, judgements=1, notes=3)


def test_a_mark_brings_all_that_it_says(desk: Desk) -> None:
    apply(desk, [Taken(TEXT, marks=(FULL,))])
    row = rows(desk)[FIRST]
    assert (row.status, row.attribution_status, row.confidence) == ("false", "altered", "high")
    assert (row.claim_reviewed, row.justification) == ("Traffic rose.", "the table says 3")
    assert row.chain == "CCTV > The Harbour Board"
    (spoken,) = row.attributions
    assert (spoken.source, spoken.cue, spoken.content) == (Span(13, 28), Span(29, 33), Span(34, 65))
    said = {"note": "seen", "query": "which port?", "correction": "by 3 per cent"}
    assert notes(desk, row.id) == said


def test_only_the_marks_are_claims_where_a_text_says_so(desk: Desk) -> None:
    done = apply(desk, [Taken(TEXT, marks=(Mark(*WORDS), Mark(*FIRST)), only=True)])
    assert sorted(rows(desk)) == sorted([FIRST, WORDS])
    assert done.articles == 1


def test_a_text_that_is_there_keeps_its_claims(desk: Desk, add: Add) -> None:
    add(TEXT)
    before = set(rows(desk))
    done = apply(desk, [Taken(TEXT, marks=(Mark(*WORDS),), only=True)])
    assert set(rows(desk)) == before | {WORDS}
    assert (done.articles, done.claims) == (0, 1)


def test_white_space_at_the_ends_of_a_mark_is_no_part_of_the_claim(desk: Desk, add: Add) -> None:
    add(TEXT)
    apply(desk, [Taken(TEXT, marks=(Mark(FIRST[0], FIRST[1] + 1, status="false"),))])
    assert rows(desk)[FIRST].status == "false"


def test_many_new_claims_are_one_act(desk: Desk, add: Add) -> None:
    add(TEXT)
    spans = [Mark(start, start + 6) for start in range(13, 60, 7)]
    before = desk.conn.execute("SELECT count(*) FROM event").fetchone()[0]
    done = apply(desk, [Taken(TEXT, marks=tuple(spans))])
    assert done.claims == len(spans)
    assert desk.conn.execute("SELECT count(*) FROM event").fetchone()[0] == before + 1


def test_a_text_is_known_by_its_hash(desk: Desk, add: Add) -> None:
    sha = add(TEXT).sha256
    done = apply(desk, [Taken(sha256=sha, marks=(Mark(*FIRST, status="false"),))])
    assert (done.articles, done.judgements) == (0, 1)


def test_a_voice_is_found_by_any_of_its_names(desk: Desk) -> None:
    voices = (MarkedVoice(("the Kremlin",)), MarkedVoice(("kremlin",)))
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, voices=voices[:1]),))])
    assert rows(desk)[FIRST].attributions[0].chain == ("kremlin",)
    assert apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, voices=voices[1:]),))]).known == 1


def test_a_voice_that_nobody_knows_joins_the_registry_as_unnamed(desk: Desk) -> None:
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, voices=(MarkedVoice(("Port of X",)),)),))])
    assert known_sources.find(desk.conn, "Port of X").source_class == SourceClass.UNNAMED


@pytest.mark.parametrize("status", ["missing_context", "Missing Context", "MISSING_CONTEXT"])
def test_a_status_is_known_by_its_id_or_its_label(desk: Desk, status: str) -> None:
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status=status),))])
    assert rows(desk)[FIRST].status == "missing_context"


def test_a_status_is_one_of_the_scale_of_the_session(desk: Desk, add: Add) -> None:
    document = add(TEXT).document
    panel = sessions.Plan(("mk",), SessionMode.SOLO, scale=POLITIFACT)
    sessions.create(desk, document, panel)
    marks = (Mark(*FIRST, status="Half True"), Mark(*WORDS, status="missing context"))
    apply(desk, [Taken(TEXT, "port.txt", marks=marks)], "doccano")
    held = rows(desk)
    assert (held[FIRST].status, held[FIRST].scale) == ("half_true", POLITIFACT.digest)
    assert notes(desk, held[WORDS].id) == {"note": "doccano: missing context"}


def test_a_label_that_is_no_status_is_kept_as_a_note_and_told(desk: Desk) -> None:
    mark = Mark(*FIRST, line=7, status="Half True", note="seen")
    done = apply(desk, [Taken(TEXT, marks=(mark,))], "doccano")
    row = rows(desk)[FIRST]
    assert (row.status, notes(desk, row.id)) == (None, {"note": "seen\ndoccano: Half True"})
    assert [(one.line, "Half True" in one.why) for one in done.left] == [(7, True)]


def test_a_label_kept_as_a_note_takes_no_note_away(desk: Desk, add: Add) -> None:
    add(TEXT)
    claim = rows(desk)[FIRST].id
    judging.note(desk, claim, NoteKind.NOTE, "my own")
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status="Half True"),))], "brat")
    assert notes(desk, claim) == {"note": "my own\nbrat: Half True"}


def test_a_new_verdict_keeps_the_reason_that_comes_with_it(desk: Desk) -> None:
    for status in ("false", "misleading"):
        mark = Mark(*FIRST, status=status, justification="the table")
        apply(desk, [Taken(TEXT, marks=(mark,))])
    row = rows(desk)[FIRST]
    assert (row.status, row.justification) == ("misleading", "the table")


def test_a_text_with_carriage_returns_is_the_text_without(desk: Desk, add: Add) -> None:
    sha = add(TEXT).sha256
    crlf = "\ufeff" + TEXT.replace("\n", "\r\n")
    start, end = crlf.index("the quay"), crlf.index(", and")
    apply(desk, [Taken(crlf, marks=(Mark(start, end, status="false"),))])
    (article,) = articles.articles(desk.conn)
    assert article.sha256 == sha
    assert rows(desk)[WORDS].status == "false"


# --- who -----------------------------------------------------------------------------------------


def test_a_mark_is_written_by_whoever_imports_with_whose_it_is(desk: Desk) -> None:
    marks = (Mark(*FIRST, status="false"), Mark(*FIRST, status="verified", reviewer="li"))
    apply(desk, [Taken(TEXT, marks=marks)])
    assert rows(desk)[FIRST].status == "false"
    assert rows(desk, "li (from a file)")[FIRST].status == "verified"
    assert desk.conn.execute("SELECT reviewer FROM stream").fetchall() == [(desk.reviewer_id,)]
    assert verify(desk.database) == []


def test_a_file_replaces_nobodys_own_verdict(desk: Desk, open_at: Callable[..., Desk]) -> None:
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST),))])
    li = open_at("li")
    claim = next(row.id for place, row in rows(desk).items() if place == FIRST)
    judging.judge(li, claim, status="false")
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status="verified", reviewer="li"),))])
    assert rows(desk, "li")[FIRST].status == "false"
    undoing.undo(li, 1)
    assert rows(desk, "li")[FIRST].status is None


def test_what_a_colleague_holds_here_is_not_told_again(
    desk: Desk, open_at: Callable[..., Desk]
) -> None:
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST),))])
    li = open_at("li")
    claim = next(row.id for place, row in rows(desk).items() if place == FIRST)
    judging.judge(li, claim, status="false")
    done = apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status="false", reviewer="li"),))])
    assert done == Imported(known=1)


def test_a_file_tells_nothing_of_others_on_an_article_that_is_reviewed_blind(
    team: Callable[..., Team],
) -> None:
    made = team()
    sha256 = articles.article(made.ed.conn, made.document).sha256
    mark = Mark(-1, -1, number="1", status="verified", reviewer="b")
    done = apply(made["a"], [Taken(sha256=sha256, marks=(mark,))])
    assert [one.why for one in done.left] == [
        "session 1 reviews this article blind; what a file says of b can come in after its reveal"
    ]


def test_the_one_who_works_here_needs_no_other_stream(desk: Desk) -> None:
    apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status="false", reviewer="mk"),))])
    assert desk.conn.execute("SELECT count(*) FROM stream").fetchone() == (1,)


def test_the_same_colleague_is_the_same_one_the_next_time(desk: Desk) -> None:
    for status in ("false", "verified"):
        apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status=status, reviewer="li"),))])
    names = [name for (name,) in desk.conn.execute("SELECT name FROM reviewer ORDER BY id")]
    assert names == ["mk", "li (from a file)"]
    assert rows(desk, "li (from a file)")[FIRST].status == "verified"


def test_nobody_judges_where_nobody_is_named(open_at: Callable[..., Desk]) -> None:
    desk = open_at(None)
    before = dump(desk)
    with pytest.raises(WrongUsage, match="say who is reviewing"):
        apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, status="false"),))])
    assert dump(desk) == before


# --- what stays out ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        (Mark(0, 10_000), "not a span of this text"),
        (Mark(20, 20), "not a span of this text"),
        (Mark(*FIRST, exact="other words"), "the text says"),
        (Mark(*WORDS, gone=True), "no longer a claim"),
        (Mark(-1, -1, number="99"), "#99 is not a claim"),
        (Mark(-1, -1, number="1", exact="other words"), "#1 is not a claim"),
        (Mark(-1, -1, exact="said"), "“said” is not a claim"),
        (Mark(*FIRST, confidence="total"), "'total' is not a valid confidence"),
        (Mark(*FIRST, attribution_status="x"), "'x' is not a valid attribution status"),
        (Mark(*FIRST, status="false", reviewer="\x1b"), "cannot be a reviewer's name"),
        (Mark(*FIRST, note="x" * 70_000), "64 KiB"),
        (Mark(*FIRST, note="\ud83d"), "half a surrogate pair"),
        (Mark(*FIRST, voices=(MarkedVoice(("\ud83d",)),)), "half a surrogate pair"),
        (Mark(*FIRST, voices=(MarkedVoice(("CCTV",), (0, 10_000)),)), "not a span of this text"),
        (Mark(TEXT.index("\n\nA"), TEXT.index("A port")), "at least one word"),
    ],
)
def test_what_does_not_fit_is_left_out_with_its_line(
    desk: Desk, add: Add, mark: Mark, why: str
) -> None:
    add(TEXT)
    before = dump(desk)
    done = apply(desk, [Taken(TEXT, marks=(mark._replace(line=12),))])
    assert [(one.line, why in one.why) for one in done.left] == [(12, True)]
    assert dump(desk) == before


def test_what_fits_comes_in_beside_what_does_not(desk: Desk, add: Add) -> None:
    add(TEXT)
    marks = (Mark(0, 10_000), Mark(*FIRST, status="false"))
    done = apply(desk, [Taken(TEXT, marks=marks)])
    assert (done.judgements, len(done.left)) == (1, 1)


@pytest.mark.parametrize("taken", [Taken(sha256="0" * 64), Taken(name="No such article")])
def test_an_article_that_is_not_here_is_told(desk: Desk, add: Add, taken: Taken) -> None:
    add(TEXT)
    done = apply(desk, [taken._replace(marks=(Mark(*FIRST, line=2),))])
    assert [(one.line, "no article" in one.why) for one in done.left] == [(2, True)]


@pytest.mark.parametrize(
    "taken", [Taken("half \ud83d"), Taken("A NUL \0 here."), Taken(TEXT, name="\ud83d")]
)
def test_a_text_that_cannot_be_stored_is_told_and_nothing_of_it_kept(
    desk: Desk, taken: Taken
) -> None:
    before = dump(desk)
    done = apply(desk, [taken._replace(marks=(Mark(0, 4, line=5),))])
    assert [one.line for one in done.left] == [5]
    assert dump(desk) == before


def test_a_name_that_several_sources_have_is_told(desk: Desk, add: Add) -> None:
    add(TEXT)
    for name in ("Port One", "Port Two"):
        sources.add(desk, name, SourceClass.UNNAMED, aliases=["the port"])
    done = apply(desk, [Taken(TEXT, marks=(Mark(*FIRST, voices=(MarkedVoice(("the port",)),)),))])
    assert "2 sources are called" in done.left[0].why


def test_a_reader_that_refuses_half_way_leaves_the_desk_as_it_was(desk: Desk) -> None:
    def half() -> itertools.chain[Taken]:
        def refuse() -> Taken:
            raise BadInput("line 9: what is this?")

        return itertools.chain([Taken(TEXT, marks=(FULL,))], (refuse() for _ in "x"))

    before = dump(desk)
    with pytest.raises(BadInput, match="line 9"):
        apply(desk, half())
    assert dump(desk) == before


# --- twice ---------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
statuses = st.sampled_from(["", "false", "Missing context", "Half True", "VERIFIED"])
voices = st.lists(
    st.builds(
        MarkedVoice,
        st.lists(st.sampled_from(["CCTV", "the Kremlin", "Port of X", "nobody"]), max_size=3).map(
            tuple
        ),
        st.none() | st.just((13, 20)),
    ),
    max_size=3,
).map(tuple)
marks = st.builds(
    lambda start, size, **values: Mark(start, start + size, **values),
    st.integers(0, len(TEXT)),
    st.integers(1, 40),
    status=statuses,
    attribution_status=st.sampled_from(["", "faithful", "?"]),
    confidence=st.sampled_from(["", "low", "HIGH"]),
    claim_reviewed=words,
    justification=words,
    voices=voices,
    note=words,
    query=words,
    correction=words,
    reviewer=st.sampled_from(["", "li", "mk"]),
)


def apart(found: list[Mark]) -> tuple[Mark, ...]:
    """One mark a place and reviewer: two that disagree would each be news after the other."""
    kept: dict[tuple[int, int, str], Mark] = {}
    for mark in found:
        words = TEXT[mark.start : mark.end]
        start = mark.start + len(words) - len(words.lstrip())
        kept[start, start + len(words.strip()), mark.reviewer.replace("mk", "")] = mark
    return tuple(kept.values())


@settings(settings.get_profile("one desk"), max_examples=30)
@given(found=st.lists(marks, max_size=5).map(apart), only=st.booleans())
def test_a_second_import_appends_nothing(
    fresh: Callable[[], tuple[Desk, int]], found: tuple[Mark, ...], only: bool
) -> None:
    desk, _ = fresh()
    taken = [Taken(TEXT, "port.txt", marks=found, only=only)]
    apply(desk, taken, "brat")
    digest = chain.digest(desk.conn)
    again = apply(desk, taken, "brat")
    assert chain.digest(desk.conn) == digest
    assert (again.articles, again.claims, again.judgements, again.notes) == (0, 0, 0, 0)
    assert verify(desk.database) == []


def test_every_importer_says_what_it_takes() -> None:
    assert all(importer(form).ABOUT for form in IMPORTERS)


def test_progress_is_told_mark_by_mark(desk: Desk) -> None:
    heard: list[int] = []
    taken = Taken(TEXT, marks=(Mark(*FIRST), Mark(*WORDS)))
    apply(desk, [taken], progress=heard.append)
    assert heard == [1, 2]


def test_a_claim_is_marked_where_it_overlaps_another(desk: Desk, add: Add) -> None:
    add(TEXT)
    spans.mark(desk, 1, Span(*WORDS))
    done = apply(desk, [Taken(TEXT, marks=(Mark(WORDS[0], WORDS[1] - 7),))])
    assert done.claims == 1


def test_the_same_word_on_another_scale_is_another_verdict(desk: Desk) -> None:
    mark = Mark(*FIRST, status="false")
    desk.scale = Scale("house", NEWSROOM.statuses)
    apply(desk, [Taken(TEXT, marks=(mark,))])
    desk.scale = NEWSROOM
    assert apply(desk, [Taken(TEXT, marks=(mark,))]).judgements == 1
    assert rows(desk)[FIRST].scale == NEWSROOM.digest
