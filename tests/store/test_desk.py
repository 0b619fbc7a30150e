"""The verbs: what each does, that it can be taken back, and that the tables equal the fold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass, Span
from store import journal, log, projection, queries, registry
from store.desk import Desk
from store.errors import BadInput, WrongUsage
from store.intake import Added
from store.opening import EDITION, edition
from store.queries import Filter
from store.undo import undo as take_back
from store.verify import verify

Add = Callable[..., Added]


def uid(desk: Desk) -> str:
    assert desk.reviewer
    return desk.reviewer.id


def state(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every projection, without local ids."""
    return {
        table: sorted(desk.conn.execute(select.format(db="main")).fetchall(), key=repr)
        for table, select in projection.COMPARED.items()
        if table != "about"
    }


def held(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """What reviewers hold and which spans are claims, without the times of the acts."""
    found = state(desk)
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
    text = queries.text(desk.conn, document)
    rows = queries.rows(desk.conn, queries.listing(desk.conn, document))
    assert rows
    assert all(text[row.start : row.end] == row.exact for row in rows)


def test_a_judgement_keeps_what_it_does_not_mention(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add().document)[0]
    desk.judge(claim, status="verified", confidence=Confidence.HIGH)
    desk.judge(claim, attribution_status=AttributionStatus.ALTERED)
    row = queries.row(desk.conn, claim, uid(desk))
    assert (row.status, row.confidence, row.attribution_status) == ("verified", "high", "altered")


def test_a_status_that_the_scale_does_not_have_is_refused(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add().document)[0]
    with pytest.raises(WrongUsage, match="no status of the newsroom scale"):
        desk.judge(claim, status="pants_on_fire")


def test_accepting_names_the_suggested_source(desk: Desk, add: Add) -> None:
    document = add("Reuters reported that the quay was closed on Monday.").document
    claim = queries.listing(desk.conn, document)[0]
    desk.accept(claim)
    assert queries.row(desk.conn, claim, uid(desk)).source == "Reuters"


def test_accepting_an_unknown_voice_adds_it_to_the_registry(desk: Desk, add: Add) -> None:
    document = add("A harbour pilot said that the quay was closed on Monday.").document
    claim = queries.listing(desk.conn, document)[0]
    desk.accept(claim)
    assert registry.find(desk.conn, "a harbour pilot").id


def test_accepting_without_a_suggestion_says_what_to_do(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add("The quay was closed on Monday.").document)[0]
    with pytest.raises(BadInput, match="press s"):
        desk.accept(claim)


def test_joint_speakers_are_several_attributions(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add().document)[0]
    desk.attribute(claim, ["xi-jinping", "vladimir-putin"])
    assert queries.row(desk.conn, claim, uid(desk)).source == "Xi Jinping + Vladimir Putin"


def test_nobody_judges_without_a_name(open_at: Callable[..., Desk], add: Add) -> None:
    add()
    anonymous = open_at(None)
    with pytest.raises(WrongUsage, match="say who reviews"):
        anonymous.judge(queries.listing(anonymous.conn, 1)[0], status="false")


def test_split_claims_take_letters_and_keep_the_old_verdict_apart(desk: Desk, add: Add) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    before = queries.row(desk.conn, claim, uid(desk))
    desk.judge(claim, status="verified")
    desk.split(claim, before.start + before.exact.index("traffic"))
    rows = queries.rows(desk.conn, queries.listing(desk.conn, document), uid(desk))
    assert [row.number for row in rows[:2]] == ["1a", "1b"]
    assert [row.status for row in rows[:2]] == [None, None]


def test_a_verdict_is_carried_to_a_part_only_when_its_reviewer_says_so(
    desk: Desk, add: Add
) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.judge(claim, status="verified", confidence=Confidence.LOW)
    row = queries.row(desk.conn, claim, uid(desk))
    desk.split(claim, row.start + row.exact.index("traffic"))
    part = queries.listing(desk.conn, document)[0]
    earlier = queries.earlier(desk.conn, part, uid(desk))
    assert earlier
    assert earlier.number == "1"
    desk.carry(part, earlier.id)
    assert queries.row(desk.conn, part, uid(desk)).status == "verified"
    assert journal.history(desk.conn, part)[-1].what.startswith("carried over: verified")


def test_two_reviewers_who_mark_the_same_words_mean_the_same_claim(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    text = queries.text(desk.conn, document)
    span = Span(text.index("traffic"), text.index("traffic") + len("traffic rose"))
    desk.mark(document, span)
    other = open_at("li")
    with pytest.raises(WrongUsage, match="already"):
        other.mark(document, span)


def test_verdicts_of_two_reviewers_that_differ_are_a_split(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.judge(claim, status="verified")
    open_at("li").judge(claim, status="false")
    assert queries.listing(desk.conn, document, uid(desk), Filter(split=True)) == [claim]


def test_undo_reaches_across_a_restart(desk: Desk, open_at: Callable[..., Desk], add: Add) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.judge(claim, status="verified")
    desk.judge(claim, status="false")
    again = open_at()
    again.undo(document)
    assert queries.row(again.conn, claim, uid(desk)).status == "verified"


def test_undo_takes_back_only_ones_own_acts(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.judge(claim, status="verified")
    assert open_at("li").undo(document) is None


def test_redo_is_gone_after_a_new_act(desk: Desk, add: Add) -> None:
    document = add().document
    first, second = queries.listing(desk.conn, document)[:2]
    desk.judge(first, status="verified")
    desk.undo(document)
    desk.judge(second, status="false")
    assert desk.redo(document) is None


def test_what_changes_after_the_sign_off_is_counted(desk: Desk, add: Add) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.sign_off(document)
    assert queries.article(desk.conn, document).changed_since == 0
    desk.judge(claim, status="false")
    assert queries.article(desk.conn, document).changed_since == 1


def test_the_real_name_of_a_protected_source_is_in_no_event(desk: Desk) -> None:
    source = desk.add_source("Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    bodies = "".join(row[0] for row in desk.conn.execute("SELECT body FROM event"))
    assert "Petrov" not in bodies
    assert registry.find(desk.conn, "Heron").id == source


def test_a_protected_source_takes_no_other_name(desk: Desk) -> None:
    source = desk.add_source("Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    with pytest.raises(WrongUsage, match="keeps its code name"):
        desk.edit_source(source, {"name": "Ivan Petrov"})


def test_a_claim_that_was_split_takes_no_verdict(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add().document)[0]
    row = queries.row(desk.conn, claim)
    desk.split(claim, row.start + row.exact.index("traffic"))
    with pytest.raises(WrongUsage, match="#1 was split"):
        desk.judge(claim, status="false")


def test_merging_passes_no_claim_over(desk: Desk, add: Add) -> None:
    first, _, third = queries.listing(desk.conn, add().document)[:3]
    with pytest.raises(WrongUsage, match="merge neighbours"):
        desk.merge([first, third])


def test_two_who_split_one_claim_leave_one_split(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    row = queries.row(desk.conn, claim)
    desk.split(claim, row.start + row.exact.index("traffic"))
    with pytest.raises(WrongUsage, match="somebody has changed"):
        open_at("li").split(claim, row.start + row.exact.index("rose"))


def test_undoing_a_split_that_somebody_built_on_is_refused(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    row = queries.row(desk.conn, claim)
    desk.split(claim, row.start + row.exact.index("traffic"))
    open_at("li").merge(queries.listing(desk.conn, document)[:2])
    with pytest.raises(WrongUsage, match="somebody has changed"):
        desk.undo(document)


def test_an_act_that_two_terminals_undid_is_undone_once(desk: Desk, add: Add) -> None:
    """As two terminals of one reviewer do that read the log before either had written."""
    document = add().document
    first, second = queries.listing(desk.conn, document)[:2]
    desk.judge(first, status="verified")
    desk.judge(second, status="false")
    act = take_back(desk.conn, uid(desk), document)
    assert act
    for _ in range(2):
        desk.act(act.fact, act.undoes)
    desk.undo(document)
    assert queries.row(desk.conn, first, uid(desk)).status is None


def test_a_rebuild_leaves_the_claims_of_an_open_screen_what_they_were(
    desk: Desk, open_at: Callable[..., Desk], add: Add
) -> None:
    document = add().document
    ids = queries.listing(desk.conn, document)
    for claim in reversed(ids):
        desk.judge(claim, status="verified")
    before = {row.id: row.exact for row in queries.rows(desk.conn, ids)}
    open_at("li").rebuild()
    assert {row.id: row.exact for row in queries.rows(desk.conn, ids)} == before


def test_the_word_stet_lets_the_wording_stand(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add().document)[0]
    desk.note(claim, NoteKind.CORRECTION, "Stet")
    assert [note.state for note in journal.notes(desk.conn, claim)] == ["stet"]


@pytest.mark.parametrize("code_name", [" ", "Ivan Petrov"])
def test_a_code_name_that_protects_nobody_is_refused(desk: Desk, code_name: str) -> None:
    with pytest.raises(WrongUsage, match="code name"):
        desk.add_source("Ivan Petrov", SourceClass.EYEWITNESS, code_name=code_name)


def test_a_source_renamed_after_the_sign_off_counts_as_a_change(desk: Desk, add: Add) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.attribute(claim, ["tass"])
    desk.sign_off(document)
    desk.edit_source("tass", {"name": "ITAR-TASS"})
    assert queries.article(desk.conn, document).changed_since == 1


def test_a_redacted_note_is_gone_from_undo_and_redo_as_well(desk: Desk, add: Add) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    event = desk.note(claim, NoteKind.NOTE, "met Ivan Petrov").event
    desk.undo(document)
    desk.redo(document)
    desk.redact(event, "names a source")
    bodies = "".join(row[0] or "" for row in desk.conn.execute("SELECT body FROM event"))
    assert "Petrov" not in bodies
    assert verify(desk.database) == []


def test_a_reviewer_who_only_asks_has_a_row_among_the_annotations(desk: Desk, add: Add) -> None:
    claim = queries.listing(desk.conn, add().document)[0]
    desk.note(claim, NoteKind.QUERY, "which quay?")
    rows = desk.conn.execute("SELECT status, note, reviewer FROM annotations").fetchall()
    assert rows == [("unreviewed", "query: which quay?", "mk")]


def test_history_tells_every_act_in_words(desk: Desk, add: Add) -> None:
    document = add().document
    claim = queries.listing(desk.conn, document)[0]
    desk.judge(claim, status="missing_context")
    desk.note(claim, NoteKind.QUERY, "which quay?")
    desk.undo(document)
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
    ids = queries.listing(desk.conn, document)
    claim = ids[which % len(ids)]
    try:
        match kind:
            case "status":
                desk.judge(claim, status=value)
            case "source":
                desk.attribute(claim, [str(value)])
            case "note":
                desk.note(claim, NoteKind.NOTE, str(value))
            case "split":
                desk.split(claim, queries.row(desk.conn, claim).start + int(str(value)))
            case "merge":
                desk.merge(ids[which % len(ids) :][:2])
            case "undo":
                desk.undo(document)
            case "redo":
                desk.redo(document)
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
    while desk.undo(document):
        undone += 1
    for _ in range(undone):
        assert desk.redo(document)
    assert held(desk) == full


def test_rebuilding_changes_nothing(desk: Desk, add: Add) -> None:
    document = add().document
    ids = queries.listing(desk.conn, document)
    desk.judge(ids[0], status="verified")
    desk.note(ids[1], NoteKind.CORRECTION, "rose by 3 per cent")
    desk.undo(document)
    before = state(desk)
    desk.rebuild()
    assert state(desk) == before


def test_a_desk_knows_which_edition_of_the_shipped_sources_it_has() -> None:
    """Fails when `claims/registry.py` has changed: then `EDITION` has to be written anew."""
    assert edition() == EDITION


def test_what_is_known_of_an_article_can_be_said_later(desk: Desk, add: Add) -> None:
    document = add().document
    desk.describe(document, {"url": "https://example.org/port", "date_published": "2024-02-08"})
    article = queries.article(desk.conn, document)
    assert (article.url, article.date_published) == ("https://example.org/port", "2024-02-08")
    assert verify(desk.database) == []


def test_what_an_article_says_of_itself_already_is_not_said_again(desk: Desk, add: Add) -> None:
    document = add().document
    desk.describe(document, {"url": "https://example.org/port"})
    before = log.digest(desk.conn)
    desk.describe(document, {"url": " https://example.org/port "})
    assert log.digest(desk.conn) == before


def test_an_article_has_no_other_properties(desk: Desk, add: Add) -> None:
    with pytest.raises(WrongUsage, match="no colour"):
        desk.describe(add().document, {"colour": "red"})


def test_an_article_is_found_by_its_file_with_and_without_the_ending(
    desk: Desk, add: Callable[..., Added]
) -> None:
    document = add().document
    for name in ("short.txt", "short", "SHORT", "some/where/short.txt"):
        assert queries.find_article(desk.conn, name).id == document
