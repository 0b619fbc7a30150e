"""The scales of a desk: kept in the log, folded, never mixed, known per file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.model import EvidenceKind
from claims.scales import (
    AVERITEC,
    BY_DIGEST,
    NEWSROOM,
    POLITIFACT,
    SCALES,
    Averitec,
    Scale,
    Status,
    Tone,
)
from store.dossier.values import Scope
from store.dossier.walk import collect
from store.errors import BadInput, StoreError, WrongUsage
from store.exports import exporter, markdown
from store.exports.sections import tally
from store.log.kinds import NAME, Redacted, ScaleAdded
from store.queries import (
    claim_listing,
    claim_rows,
    journal,
    known_scales,
    past_rulings,
    sourcing_claims,
    two_sources,
)
from store.queries.claim_listing import Filter
from store.queries.claim_rows import ClaimRow
from store.state.session import SessionMode
from store.verbs import evidence, judging, scales, sessions, undoing, upkeep
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.verify import verify

Add = Callable[..., Added]
Open = Callable[..., Desk]

HOLDS = Status(
    "holds", "holds *up*", "H", Tone.GOOD, "We print it.", Averitec.SUPPORTED, 5, "holds"
)
FALLS = Status("falls", "falls apart", "X", Tone.BAD, "We do not.", Averitec.REFUTED, None, "falls")
HOUSE = Scale("house", (HOLDS, FALLS))


@pytest.fixture
def house(desk: Desk) -> Desk:
    """A desk that judges on a scale of its own."""
    scales.add(desk, HOUSE)
    scales.use(desk, HOUSE)
    return desk


def name_of(desk: Desk) -> str:
    assert desk.reviewer
    return desk.reviewer.name


def claims(desk: Desk, add: Add) -> list[int]:
    return claim_listing.listing(desk.conn, add().document, desk.reviewer_id)


def row(desk: Desk, claim: int) -> ClaimRow:
    return claim_rows.row(desk.conn, claim, desk.reviewer_id)


def kept(desk: Desk) -> list[tuple[str, str]]:
    return desk.conn.execute("SELECT digest, statuses FROM scale").fetchall()


# --- which there are -----------------------------------------------------------------------------


def test_a_new_desk_judges_on_newsroom(desk: Desk) -> None:
    assert desk.scale == known_scales.in_use(desk.conn) == NEWSROOM


def test_a_scale_that_was_added_is_found_as_it_was(house: Desk) -> None:
    assert known_scales.find(house.conn, "house") == HOUSE


def test_the_shipped_scales_come_first(house: Desk) -> None:
    assert known_scales.listed(house.conn) == [*SCALES.values(), HOUSE]


def test_adding_the_same_scale_again_adds_nothing(house: Desk) -> None:
    before = house.conn.execute("SELECT count(*) FROM event").fetchone()
    assert scales.add(house, HOUSE) is False
    assert house.conn.execute("SELECT count(*) FROM event").fetchone() == before


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_adding_a_shipped_scale_adds_nothing(desk: Desk, scale: Scale) -> None:
    assert (scales.add(desk, scale), kept(desk)) == (False, [])


def test_other_letters_are_taken_over_for_the_same_meaning(house: Desk) -> None:
    shown = Scale("house", (HOLDS._replace(letter="Q"), FALLS))
    assert scales.add(house, shown) is True
    assert known_scales.find(house.conn, "house").statuses[0].letter == "Q"
    assert verify(house.database) == []


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        (
            Scale("house", (HOLDS, FALLS._replace(meaning="Never."))),
            "a used scale cannot be changed",
        ),
        (Scale("newsroom", (HOLDS, FALLS)), "'newsroom' comes with twosource"),
        (
            Scale("fever", (SCALES["fever"].statuses[0]._replace(letter="Q"), FALLS)),
            "'fever' comes with twosource",
        ),
    ],
)
def test_a_name_that_stands_for_another_scale_is_refused(
    house: Desk, scale: Scale, told: str
) -> None:
    before = kept(house)
    with pytest.raises(BadInput, match=told):
        scales.add(house, scale)
    assert kept(house) == before


def test_an_unknown_scale_is_refused_with_those_there_are(house: Desk) -> None:
    with pytest.raises(WrongUsage, match=r"no scale 'snopes'; there are newsroom, .*, house"):
        known_scales.find(house.conn, "snopes")


def test_two_scales_of_one_name_are_told_apart_by_digest(house: Desk) -> None:
    """As they may be once two replicas have met."""
    other = Scale("house", (FALLS, HOLDS))
    house.act(ScaleAdded("house", scales._statuses(other)))
    with pytest.raises(
        WrongUsage, match="2 scales are called 'house' here; choose one by its digest"
    ):
        known_scales.find(house.conn, "house")
    assert known_scales.find(house.conn, other.digest[:8]) == other


# --- kept in the log -----------------------------------------------------------------------------


def test_the_table_is_what_the_log_says(house: Desk) -> None:
    before = kept(house)
    upkeep.rebuild(house)
    assert kept(house) == before
    assert verify(house.database) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE scale SET statuses = replace(statuses, 'Refuted', 'Supported')",
        "UPDATE scale SET name = 'home'",
        "DELETE FROM scale",
        "INSERT INTO scale VALUES ('aa', 'mine', '[]')",
    ],
)
def test_an_edited_scale_is_a_fault(house: Desk, damage: str) -> None:
    house.conn.execute(damage)
    assert [fault for fault in verify(house.database) if "table scale" in str(fault)]


def test_a_row_that_is_no_scale_is_told_with_what_helps(house: Desk) -> None:
    house.conn.execute("UPDATE scale SET statuses = '[]'")
    with pytest.raises(StoreError, match="`twosource log rebuild`"):
        known_scales.known(house.conn)


def test_an_entry_that_is_no_scale_is_passed_over(desk: Desk) -> None:
    desk.act(ScaleAdded("Not a name", ({"id": "x"},)))
    assert known_scales.known(desk.conn) == BY_DIGEST
    assert verify(desk.database) == []


def test_a_redacted_scale_is_forgotten(house: Desk) -> None:
    ((event,),) = house.conn.execute(
        "SELECT s.uid || ':' || e.n FROM event e JOIN stream s ON s.id = e.stream_id"
        " WHERE e.kind = 'scale_added'"
    ).fetchall()
    house.act(Redacted(event, "by order"))
    assert kept(house) == []
    assert verify(house.database) == []


def test_undo_passes_a_scale_over(house: Desk, add: Add) -> None:
    document = add().document
    assert undoing.undo(house, document) is None
    assert known_scales.find(house.conn, "house") == HOUSE


def test_the_log_tells_that_a_scale_was_added(house: Desk) -> None:
    assert journal.log_lines(house.conn)[-1].what == "scale added: house (2 statuses)"


def test_the_page_on_the_log_names_the_kind_and_all_that_it_holds() -> None:
    page = (Path(__file__).parents[2] / "docs" / "log.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{NAME[ScaleAdded]}` |"))
    wanted = [", ".join(ScaleAdded._fields), ", ".join(Status._fields)]
    assert [fields for fields in wanted if f"`{fields}`" not in row] == []


# --- the one in use ------------------------------------------------------------------------------


def test_the_choice_holds_for_whoever_opens_the_file_next(house: Desk, open_at: Open) -> None:
    assert open_at("li").scale == HOUSE


def test_two_desks_in_one_process_know_their_own_scales_only(house: Desk, open_at: Open) -> None:
    other = open_at("li", "other.db")
    assert (other.scale, HOUSE.digest in known_scales.known(other.conn)) == (NEWSROOM, False)
    assert HOUSE.digest in known_scales.known(house.conn)
    assert HOUSE.digest not in BY_DIGEST


def test_a_choice_that_the_file_no_longer_has_falls_back_to_newsroom(desk: Desk) -> None:
    desk.conn.execute("INSERT INTO meta VALUES ('scale', 'aa')")
    assert known_scales.in_use(desk.conn) == NEWSROOM


def test_a_judgement_takes_only_statuses_of_the_scale_in_use(house: Desk, add: Add) -> None:
    with pytest.raises(WrongUsage, match="not a status of the house scale: holds, falls"):
        judging.judge(house, claims(house, add)[0], status="verified")


def test_a_judgement_keeps_the_digest_of_its_scale(house: Desk, add: Add) -> None:
    claim = claims(house, add)[0]
    judging.judge(house, claim, status="falls")
    scales.use(house, POLITIFACT)
    assert (row(house, claim).status, row(house, claim).scale) == ("falls", HOUSE.digest)


def test_what_was_judged_on_another_scale_is_decided(house: Desk, add: Add) -> None:
    first, *rest = claims(house, add)
    judging.judge(house, first, status="falls")
    scales.use(house, POLITIFACT)
    undecided = claim_listing.listing(house.conn, 1, house.reviewer_id, Filter(undecided=True))
    assert undecided == rest


def test_undo_brings_a_verdict_back_on_its_own_scale(house: Desk, add: Add) -> None:
    claim = claims(house, add)[0]
    judging.judge(house, claim, status="falls")
    scales.use(house, POLITIFACT)
    judging.judge(house, claim, status="half_true")
    undoing.undo(house, row(house, claim).document)
    assert (row(house, claim).status, row(house, claim).scale) == ("falls", HOUSE.digest)


def test_verdicts_on_two_scales_are_no_split(desk: Desk, add: Add, open_at: Open) -> None:
    claim = claims(desk, add)[0]
    judging.judge(desk, claim, status="verified")
    colleague = open_at("li")
    scales.use(colleague, POLITIFACT)
    judging.judge(colleague, claim, status="false")
    assert claim_listing.splits(desk.conn, 1) == 0
    assert row(desk, claim).split is False


def test_verdicts_on_two_scales_are_no_agreement(desk: Desk, add: Add, open_at: Open) -> None:
    """Even where both say `false`."""
    claim = claims(desk, add)[0]
    judging.judge(desk, claim, status="false")
    colleague = open_at("li")
    scales.use(colleague, POLITIFACT)
    judging.judge(colleague, claim, status="false")
    (article,) = collect(desk.conn, Scope(final=True)).articles()
    assert next(iter(article.claims())).judgements == ()


# --- labels, wherever they are told --------------------------------------------------------------


def test_the_history_tells_the_label_of_a_house(house: Desk, add: Add) -> None:
    claim = claims(house, add)[0]
    judging.judge(house, claim, status="falls")
    assert [line.what for line in journal.history(house.conn, claim)] == ["falls apart"]


def test_past_rulings_tell_the_label_of_a_house(house: Desk, add: Add) -> None:
    said = "Reuters reported that the quay was closed on Monday."
    judging.judge(house, claim_listing.listing(house.conn, add(said).document)[0], status="falls")
    again = add(f"Another day\n\n{said} More was not known.")
    (claim, *_) = claim_listing.listing(house.conn, again.document)
    assert [ruling.label for ruling in past_rulings.rulings(house.conn, claim)] == ["falls apart"]
    scales.use(house, POLITIFACT)
    assert [one.label for one in past_rulings.rulings(house.conn, claim)] == ["falls apart (house)"]


def test_a_dossier_has_label_averitec_label_and_rating_of_a_house(house: Desk, add: Add) -> None:
    judging.judge(house, claims(house, add)[0], status="holds")
    (article,) = collect(house.conn).articles()
    (held,) = next(iter(article.claims())).judgements
    assert (held.label, held.verdict) == ("holds *up*", HOLDS)


def test_the_markdown_export_tells_the_label_as_it_is(house: Desk, add: Add) -> None:
    judging.judge(house, claims(house, add)[0], status="holds")
    written = "".join(map(str, markdown.export(collect(house.conn))))
    assert (r"holds \*up\*" in written, "holds *up*" in written) == (True, False)


def test_the_two_source_rule_asks_for_what_a_house_calls_true(house: Desk, add: Add) -> None:
    claim = claims(house, add)[0]
    judging.judge(house, claim, status="holds")
    before = [
        one.verified
        for one in sourcing_claims.held_claims(
            house.conn, [row(house, claim)], (), house.reviewer_id
        )
    ]
    judging.judge(house, claim, status="falls")
    after = [
        one.verified
        for one in sourcing_claims.held_claims(
            house.conn, [row(house, claim)], (), house.reviewer_id
        )
    ]
    assert (before, after) == ([True], [False])


# --- the review log for people -------------------------------------------------------------------


def told(desk: Desk, form: str) -> str:
    return "".join(map(str, exporter(form).export(collect(desk.conn, Scope()))))


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_review_log_names_the_houses_own_scale(house: Desk, add: Add, form: str) -> None:
    judging.judge(house, claims(house, add)[0], status="holds")
    line = {"md": "Scale: house", "html": "<dt>Scale</dt><dd>house</dd>"}[form]
    assert line in told(house, form).replace("**", "").replace("- ", "")


def test_the_page_paints_a_verdict_of_the_house_in_its_tone(house: Desk, add: Add) -> None:
    first, second, *_ = claims(house, add)
    judging.judge(house, first, status="holds")
    judging.judge(house, second, status="falls")
    page = told(house, "html")
    assert ('<span class="good">Holds' in page, '<span class="bad">Falls' in page) == (True, True)


def test_the_tally_counts_what_the_house_upholds(house: Desk, add: Add) -> None:
    judging.judge(house, claims(house, add)[0], status="holds")
    assert tally(next(collect(house.conn, Scope()).articles())) == (1, 0, 0)


# --- the two-source rule -------------------------------------------------------------------------


def test_the_two_source_rule_asks_on_the_scale_of_the_session(desk: Desk, add: Add) -> None:
    document = add().document
    first = claim_listing.listing(desk.conn, document)[0]
    evidence.attach(desk, document, EvidenceKind.ON_AUTHOR, {})
    plan = sessions.Plan([name_of(desk)], mode=SessionMode.SOLO, scale=AVERITEC)
    sessions.create(desk, document, plan)
    asked = two_sources.reason_wanted(desk.conn, first, desk.reviewer_id, "supported", desk.scale)
    assert asked.startswith("Nothing independent supports this claim")


@pytest.mark.parametrize("status", ["refuted", "verified", None])
def test_the_two_source_rule_asks_for_nothing_that_upholds_no_claim_there(
    desk: Desk, add: Add, status: str | None
) -> None:
    document = add().document
    first = claim_listing.listing(desk.conn, document)[0]
    evidence.attach(desk, document, EvidenceKind.ON_AUTHOR, {})
    plan = sessions.Plan([name_of(desk)], mode=SessionMode.SOLO, scale=AVERITEC)
    sessions.create(desk, document, plan)
    assert two_sources.reason_wanted(desk.conn, first, desk.reviewer_id, status, desk.scale) == ""
