"""The verbs: what each does, that it can be taken back, and that the tables equal the fold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass, Span
from store.errors import BadInput, WrongUsage
from store.log import chain
from store.queries import articles, claim_listing, claim_rows, journal, known_sources
from store.queries.claim_listing import Filter
from store.verbs import intake, judging, naming, signing, sources, spans, undoing, upkeep
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.opening import EDITION, edition
from store.verbs.undoing import to_undo as take_back
from store.verbs.verify import verify
from tests.store.projections import Rows, tables

Add = Callable[..., Added]


def held(desk: Desk) -> Rows:
    """What reviewers hold and which spans are claims, without the times of the acts."""
    found = tables(desk, arrival=False)
    return {
        "claim": found["claim"],
        "judgement": [row[:-1] for row in found["judgement"] if any(row[5:10]) or row[10] != "[]"],
        "note": [row[:-1] for row in found["note"]],
    }


def test_an_article_is_taken_in_once(add: Add) -> None:
    first, again = add(), add()
    assert again.known
    assert again.document == first.document


def test_every_claim_is_where_its_offsets_say(desk: Desk, add: Add) -> None:
    document = add().document
    text = articles.text(desk.conn, document)
    rows = claim_rows.rows(desk.conn, claim_listing.listing(desk.conn, document))
    assert rows
    assert all(text[row.start : row.end] == row.exact for row in rows)


def test_a_judgement_keeps_what_it_does_not_mention(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add().document)[0]
    judging.judge(desk, claim, status="verified", confidence=Confidence.HIGH)
    judging.judge(desk, claim, attribution_status=AttributionStatus.ALTERED)
    row = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    assert (row.status, row.confidence, row.attribution_status) == ("verified", "high", "altered")


def test_a_status_that_the_scale_does_not_have_is_refused(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add().document)[0]
    with pytest.raises(WrongUsage, match="not a status of the newsroom scale"):
        judging.judge(desk, claim, status="pants_on_fire")


def test_accepting_names_the_suggested_source(desk: Desk, add: Add) -> None:
    document = add("Reuters reported that the quay was closed on Monday.").document
    claim = claim_listing.listing(desk.conn, document)[0]
    naming.accept(desk, claim)
    assert claim_rows.row(desk.conn, claim, desk.reviewer_id).source == "Reuters"


def test_accepting_an_unknown_voice_adds_it_to_the_registry(desk: Desk, add: Add) -> None:
    document = add("A harbour pilot said that the quay was closed on Monday.").document
    claim = claim_listing.listing(desk.conn, document)[0]
    naming.accept(desk, claim)
    assert known_sources.find(desk.conn, "a harbour pilot").id


def test_accepting_without_a_suggestion_says_what_to_do(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add("The quay was closed on Monday.").document)[0]
    with pytest.raises(BadInput, match="press s"):
        naming.accept(desk, claim)


def test_joint_speakers_are_several_attributions(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add().document)[0]
    naming.attribute(desk, claim, ["xi-jinping", "vladimir-putin"])
    assert (
        claim_rows.row(desk.conn, claim, desk.reviewer_id).source == "Xi Jinping + Vladimir Putin"
    )


def test_nobody_judges_without_a_name(open_at: Callable[..., Desk], add: Add) -> None:
    add()
    anonymous = open_at(None)
    with pytest.raises(WrongUsage, match="say who is reviewing"):
        judging.judge(anonymous, claim_listing.listing(anonymous.conn, 1)[0], status="false")


def test_split_claims_take_letters_and_keep_the_old_verdict_apart(desk: Desk, add: Add) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    before = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    judging.judge(desk, claim, status="verified")
    spans.split(desk, claim, before.start + before.exact.index("traffic"))
    rows = claim_rows.rows(desk.conn, claim_listing.listing(desk.conn, document), desk.reviewer_id)
    assert [row.number for row in rows[:2]] == ["1a", "1b"]
    assert [row.status for row in rows[:2]] == [None, None]


def test_a_verdict_is_carried_to_a_part_only_when_its_reviewer_says_so(
    desk: Desk, add: Add
) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    judging.judge(desk, claim, status="verified", confidence=Confidence.LOW)
    row = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    spans.split(desk, claim, row.start + row.exact.index("traffic"))
    part = claim_listing.listing(desk.conn, document)[0]
    earlier = claim_rows.earlier(desk.conn, part, desk.reviewer_id)
    assert earlier
    assert earlier.number == "1"
    judging.carry(desk, part, earlier.id)
    assert claim_rows.row(desk.conn, part, desk.reviewer_id).status == "verified"
    assert journal.history(desk.conn, part)[-1].what.startswith("carried over: verified")


def test_two_reviewers_who_mark_the_same_words_mean_the_same_claim(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    text = articles.text(desk.conn, document)
    span = Span(text.index("traffic"), text.index("traffic") + len("traffic rose"))
    spans.mark(desk, document, span)
    other = open_at("li")
    with pytest.raises(WrongUsage, match="already"):
        spans.mark(other, document, span)


def test_verdicts_of_two_reviewers_that_differ_are_a_split(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    judging.judge(desk, claim, status="verified")
    judging.judge(open_at("li"), claim, status="false")
    assert claim_listing.listing(desk.conn, document, desk.reviewer_id, Filter(split=True)) == [
        claim
    ]


def test_undo_reaches_across_a_restart(desk: Desk, open_at: Callable[..., Desk], add: Add) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    judging.judge(desk, claim, status="verified")
    judging.judge(desk, claim, status="false")
    again = open_at()
    undoing.undo(again, document)
    assert claim_rows.row(again.conn, claim, desk.reviewer_id).status == "verified"


def test_undo_takes_back_only_ones_own_acts(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    judging.judge(desk, claim, status="verified")
    assert undoing.undo(open_at("li"), document) is None


def test_redo_is_gone_after_a_new_act(desk: Desk, add: Add) -> None:
    document = add().document
    first, second = claim_listing.listing(desk.conn, document)[:2]
    judging.judge(desk, first, status="verified")
    undoing.undo(desk, document)
    judging.judge(desk, second, status="false")
    assert undoing.redo(desk, document) is None


def test_what_changes_after_the_sign_off_is_counted(desk: Desk, add: Add) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    signing.sign_off(desk, document)
    assert articles.article(desk.conn, document).changed_since == 0
    judging.judge(desk, claim, status="false")
    assert articles.article(desk.conn, document).changed_since == 1


def test_the_real_name_of_a_protected_source_is_in_no_event(desk: Desk) -> None:
    source = sources.add(desk, "Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    bodies = "".join(row[0] for row in desk.conn.execute("SELECT body FROM event"))
    assert "Petrov" not in bodies
    assert known_sources.find(desk.conn, "Heron").id == source


def test_a_protected_source_takes_no_other_name(desk: Desk) -> None:
    source = sources.add(desk, "Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    with pytest.raises(WrongUsage, match="keeps its code name"):
        sources.edit(desk, source, {"name": "Ivan Petrov"})


def test_a_claim_that_was_split_takes_no_verdict(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add().document)[0]
    row = claim_rows.row(desk.conn, claim)
    spans.split(desk, claim, row.start + row.exact.index("traffic"))
    with pytest.raises(WrongUsage, match="#1 has been split"):
        judging.judge(desk, claim, status="false")


def test_merging_passes_no_claim_over(desk: Desk, add: Add) -> None:
    first, _, third = claim_listing.listing(desk.conn, add().document)[:3]
    with pytest.raises(WrongUsage, match="merge only neighbours"):
        spans.merge(desk, [first, third])


def test_two_who_split_one_claim_leave_one_split(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    row = claim_rows.row(desk.conn, claim)
    spans.split(desk, claim, row.start + row.exact.index("traffic"))
    with pytest.raises(WrongUsage, match="somebody has changed"):
        spans.split(open_at("li"), claim, row.start + row.exact.index("rose"))


def test_undoing_a_split_that_somebody_built_on_is_refused(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    row = claim_rows.row(desk.conn, claim)
    spans.split(desk, claim, row.start + row.exact.index("traffic"))
    spans.merge(open_at("li"), claim_listing.listing(desk.conn, document)[:2])
    with pytest.raises(WrongUsage, match="somebody has changed"):
        undoing.undo(desk, document)


def test_an_act_that_two_terminals_undid_is_undone_once(desk: Desk, add: Add) -> None:
    """As two terminals of one reviewer do that read the log before either had written."""
    document = add().document
    first, second = claim_listing.listing(desk.conn, document)[:2]
    judging.judge(desk, first, status="verified")
    judging.judge(desk, second, status="false")
    act = take_back(desk.conn, desk.reviewer_id, document)
    assert act
    for _ in range(2):
        desk.act(act.fact, act.undoes)
    undoing.undo(desk, document)
    assert claim_rows.row(desk.conn, first, desk.reviewer_id).status is None


def test_a_rebuild_leaves_the_claims_of_an_open_screen_what_they_were(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    ids = claim_listing.listing(desk.conn, document)
    for claim in reversed(ids):
        judging.judge(desk, claim, status="verified")
    before = {row.id: row.exact for row in claim_rows.rows(desk.conn, ids)}
    upkeep.rebuild(open_at("li"))
    assert {row.id: row.exact for row in claim_rows.rows(desk.conn, ids)} == before


def test_the_word_stet_lets_the_wording_stand(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add().document)[0]
    judging.note(desk, claim, NoteKind.CORRECTION, "Stet")
    assert [note.state for note in journal.notes(desk.conn, claim)] == ["stet"]


@pytest.mark.parametrize("code_name", [" ", "Ivan Petrov"])
def test_a_code_name_that_protects_nobody_is_refused(desk: Desk, code_name: str) -> None:
    with pytest.raises(WrongUsage, match="code name"):
        sources.add(desk, "Ivan Petrov", SourceClass.EYEWITNESS, code_name=code_name)


def test_a_source_renamed_after_the_sign_off_counts_as_a_change(desk: Desk, add: Add) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    naming.attribute(desk, claim, ["tass"])
    signing.sign_off(desk, document)
    sources.edit(desk, "tass", {"name": "ITAR-TASS"})
    assert articles.article(desk.conn, document).changed_since == 1


def test_a_redacted_note_is_gone_from_undo_and_redo_as_well(desk: Desk, add: Add) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    event = judging.note(desk, claim, NoteKind.NOTE, "met Ivan Petrov").event
    undoing.undo(desk, document)
    undoing.redo(desk, document)
    upkeep.redact(desk, event, "names a source")
    bodies = "".join(row[0] or "" for row in desk.conn.execute("SELECT body FROM event"))
    assert "Petrov" not in bodies
    assert verify(desk.database) == []


def test_a_reviewer_who_only_asks_has_a_row_among_the_annotations(desk: Desk, add: Add) -> None:
    claim = claim_listing.listing(desk.conn, add().document)[0]
    judging.note(desk, claim, NoteKind.QUERY, "which quay?")
    rows = desk.conn.execute("SELECT status, note, reviewer FROM annotations").fetchall()
    assert rows == [("unreviewed", "query: which quay?", "mk")]


def test_history_tells_every_act_in_words(desk: Desk, add: Add) -> None:
    document = add().document
    claim = claim_listing.listing(desk.conn, document)[0]
    judging.judge(desk, claim, status="missing_context")
    judging.note(desk, claim, NoteKind.QUERY, "which quay?")
    undoing.undo(desk, document)
    said = [line.what for line in journal.history(desk.conn, claim)]
    assert said == ["missing context", "query (open): which quay?", "undo: query removed"]


STATUSES = st.sampled_from(["verified", "false", "disputed", None])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("status"), st.integers(0, 9), STATUSES),
        st.tuples(st.just("source"), st.integers(0, 9), st.sampled_from(["cctv", "kremlin"])),
        st.tuples(st.just("note"), st.integers(0, 9), st.sampled_from(["", "why", "否認"])),
        st.tuples(st.just("split"), st.integers(0, 9), st.integers(1, 40)),
        st.tuples(st.just("merge"), st.integers(0, 9), st.just(None)),
        st.tuples(st.just("undo"), st.just(0), st.just(None)),
        st.tuples(st.just("redo"), st.just(0), st.just(None)),
    ),
    max_size=14,
)


def perform(desk: Desk, document: int, act: tuple[str, int, object]) -> None:
    """One random act; those that make no sense are refused, and change nothing."""
    kind, which, value = act
    ids = claim_listing.listing(desk.conn, document)
    claim = ids[which % len(ids)]
    try:
        match kind:
            case "status":
                judging.judge(desk, claim, status=value)
            case "source":
                naming.attribute(desk, claim, [str(value)])
            case "note":
                judging.note(desk, claim, NoteKind.NOTE, str(value))
            case "split":
                spans.split(desk, claim, claim_rows.row(desk.conn, claim).start + int(str(value)))
            case "merge":
                spans.merge(desk, ids[which % len(ids) :][:2])
            case "undo":
                undoing.undo(desk, document)
            case "redo":
                undoing.redo(desk, document)
    except WrongUsage:
        pass


@settings(settings.get_profile("one desk"), max_examples=25)
@given(acts=ACTS)
def test_the_tables_equal_the_fold_after_every_act(
    fresh: Callable[[], tuple[Desk, int]], acts: list[tuple[str, int, object]]
) -> None:
    desk, document = fresh()
    for act in acts:
        perform(desk, document, act)
        assert verify(desk.database) == []


@settings(settings.get_profile("one desk"), max_examples=25)
@given(acts=ACTS)
def test_undoing_everything_and_doing_it_again_ends_where_it_was(
    fresh: Callable[[], tuple[Desk, int]], acts: list[tuple[str, int, object]]
) -> None:
    desk, document = fresh()
    for act in acts:
        perform(desk, document, act)
    full, undone = held(desk), 0
    while undoing.undo(desk, document):
        undone += 1
    for _ in range(undone):
        assert undoing.redo(desk, document)
    assert held(desk) == full


def test_rebuilding_changes_nothing(desk: Desk, add: Add) -> None:
    document = add().document
    ids = claim_listing.listing(desk.conn, document)
    judging.judge(desk, ids[0], status="verified")
    judging.note(desk, ids[1], NoteKind.CORRECTION, "rose by 3 per cent")
    undoing.undo(desk, document)
    before = tables(desk, arrival=False)
    upkeep.rebuild(desk)
    assert tables(desk, arrival=False) == before


def test_a_desk_knows_which_edition_of_the_shipped_sources_it_has() -> None:
    """Fails when `claims/voices/shipped/` has changed: then `EDITION` has to be written anew."""
    assert edition() == EDITION


def test_what_is_known_of_an_article_can_be_said_later(desk: Desk, add: Add) -> None:
    document = add().document
    intake.describe(
        desk, document, {"url": "https://example.org/port", "date_published": "2024-02-08"}
    )
    article = articles.article(desk.conn, document)
    assert (article.url, article.date_published) == ("https://example.org/port", "2024-02-08")
    assert verify(desk.database) == []


def test_what_an_article_says_of_itself_already_is_not_said_again(desk: Desk, add: Add) -> None:
    document = add().document
    intake.describe(desk, document, {"url": "https://example.org/port"})
    before = chain.digest(desk.conn)
    intake.describe(desk, document, {"url": " https://example.org/port "})
    assert chain.digest(desk.conn) == before


def test_an_article_has_no_other_properties(desk: Desk, add: Add) -> None:
    with pytest.raises(WrongUsage, match="no field colour"):
        intake.describe(desk, add().document, {"colour": "red"})


def test_an_article_is_found_by_its_file_with_and_without_the_ending(
    desk: Desk, add: Callable[..., Added]
) -> None:
    document = add().document
    for name in ("short.txt", "short", "SHORT", "some/where/short.txt"):
        assert articles.find_article(desk.conn, name).id == document
