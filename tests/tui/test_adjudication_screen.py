"""Settling a claim, driven without a terminal: what a key does to the desk, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from claims.model import EvidenceKind, NoteKind, Stance
from store.errors import NotPermitted
from store.log.kinds import ReviewerRole
from store.queries.team import adjudications, comment_threads, session_rows
from store.queries.team.adjudications import Ruling
from store.state.session import Reason
from store.verbs import comments, evidence, judging, naming, sessions, settling
from store.verbs.desk import Desk
from tui.app import TwosourceApp
from tui.doors import HouseDoors
from tui.keys import KEYS, Mode
from tui.screens.adjudication.acts import ACTS
from tui.screens.adjudication.screen import AdjudicationScreen
from tui.screens.evidence.screen import EvidenceScreen
from tui.screens.library.screen import LibraryScreen

from .conftest import SIZES, WIDE, Look, Team, golden, masked, shown, until

Drive = Callable[..., None]


@pytest.fixture
def split(team: Team) -> Team:
    """A revealed session in which the first claim is split and the second is not."""
    session = team.begin()
    team.judge(0, "verified", "false", "false")
    team.judge(1, "verified", "verified", "verified")
    sessions.reveal(team.ed, session)
    return team


def on(team: Team, index: int = 0) -> Callable[[HouseDoors], None]:
    return lambda doors: doors.adjudication(team.document, team.claims[index])


def here(pilot: Pilot[None]) -> AdjudicationScreen:
    screen = pilot.app.screen
    assert isinstance(screen, AdjudicationScreen)
    return screen


def ruling(team: Team, index: int = 0) -> Ruling | None:
    found = adjudications.rulings(team.ed.conn, team.claims[index])
    return found[0] if found else None


def says(*sentences: str) -> Look:
    async def look(pilot: Pilot[None]) -> None:
        for sentence in sentences:
            assert sentence in " ".join(shown(pilot).split()), shown(pilot)

    return look


def events(team: Team) -> int:
    return int(team.ed.conn.execute("SELECT count(*) FROM main.event").fetchone()[0])


def test_every_key_of_the_screen_has_its_act_and_every_act_its_key() -> None:
    modes = (Mode.ADJUDICATION, Mode.REASON)
    assert {key.id for key in KEYS if key.mode in modes} == set(ACTS)


# --- the last word -------------------------------------------------------------------------------


def test_the_letter_before_a_name_takes_that_judgement(split: Team, drive: Drive) -> None:
    naming.attribute(split.mk, split.claims[0], ["reuters"])

    async def look(pilot: Pilot[None]) -> None:
        assert re.search(r"^ +b  mk  F false", shown(pilot), re.MULTILINE)
        await pilot.press("b", "e")
        found = ruling(split)
        assert found
        assert (found.status, found.takes, found.reason) == ("false", "mk", "edge_case")
        assert [a.chain for a in found.attributions] == [("reuters",)]
        assert "#1 false, as mk judged it · saved" in here(pilot).said

    drive(split.ed, on(split), then=look)


def test_a_digit_is_a_verdict_of_ones_own(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "4", "g")
    found = ruling(split)
    assert found
    assert (found.status, found.takes, found.reason) == ("false", "", "guideline_gap")


def test_each_reason_has_its_letter(split: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        for key, reason in zip("agreso", Reason, strict=True):
            await pilot.press("4", key)
            found = ruling(split)
            assert found
            assert found.reason == reason.value

    drive(split.ed, on(split), then=look)


def test_nobody_is_asked_why_reviewers_differ_who_do_not(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split, index=1), "1")
    found = ruling(split, 1)
    assert found
    assert (found.status, found.reason) == ("verified", "")


def test_a_majority_is_overruled_with_a_reason_and_a_note(split: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert ruling(split) is None
        assert here(pilot).mode is Mode.PROMPT
        assert "#1 becomes verified, as li judged it, against the majority" in here(pilot).said
        await pilot.press(*"both say so", "enter")
        found = ruling(split)
        assert found
        assert (found.status, found.note) == ("verified", "both say so")

    drive(split.ed, on(split), "a", "r", then=look)


def test_without_the_note_a_majority_stands(split: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        for leave in ("escape", "ctrl+g", "enter"):
            await pilot.press("a", "r", leave)
            await pilot.pause()
            assert here(pilot).said.startswith("nothing decided")
        assert ruling(split) is None

    drive(split.ed, on(split), then=look)


def test_the_question_why_is_left_without_a_trace(split: Team, drive: Drive) -> None:
    before = events(split)

    async def look(pilot: Pilot[None]) -> None:
        for leave in ("q", "escape", "ctrl+g"):
            await pilot.press("b", leave)
            assert here(pilot).mode is Mode.ADJUDICATION

    drive(split.ed, on(split), then=look)
    assert events(split) == before


def test_the_second_word_stands_in_place_of_the_first(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "b", "e", "4", "o")
    found = ruling(split)
    assert found
    assert (found.takes, found.reason) == ("", "other")


def test_undo_takes_the_word_back_and_redo_says_it_again(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "b", "e", "u", then=says("adjudication taken back"))
    assert ruling(split) is None
    drive(split.ed, on(split), "U")
    assert ruling(split)


def test_a_note_is_added_and_the_verdict_stays(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "b", "e", "m", *"see the table", "enter")
    found = ruling(split)
    assert found
    assert (found.status, found.takes, found.note) == ("false", "mk", "see the table")


def test_a_note_needs_a_word_of_ones_own(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "m", then=says("no last word yet"))


def test_another_persons_word_takes_no_note(
    split: Team, drive: Drive, open_at: Callable[..., Desk]
) -> None:
    sessions.give_role(split.ed, "ann", ReviewerRole.ADJUDICATOR)
    word = settling.LastWord("false", reason=Reason.OTHER)
    settling.adjudicate(split.ed, split.claims[0], word)
    ann = open_at("ann")
    drive(ann, on(split), "m", then=says("that last word is ed's: give your own first"))


def test_a_word_is_not_taken_on_judgements_that_were_not_on_the_screen(
    split: Team, drive: Drive
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        split.judge(0, "verified", "misleading")
        await pilot.press("e")
        await says("somebody has judged this claim meanwhile", "mk M misleading")(pilot)
        assert ruling(split) is None

    drive(split.ed, on(split), "b", then=look)


def test_a_note_that_was_typed_is_not_lost_when_somebody_judges_meanwhile(
    split: Team, drive: Drive
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        judging.judge(split.mo, split.claims[0], status="false", justification="sure")
        judging.judge(split.mo, split.claims[0], attributions=[])
        naming.attribute(split.mo, split.claims[0], ["reuters"])
        await pilot.press("enter")
        await says("somebody has judged this claim meanwhile", "source Reuters", "both say so")(
            pilot
        )
        assert ruling(split) is None
        await pilot.press("enter")
        assert ruling(split)

    drive(split.ed, on(split), "a", "r", *"both say so", then=look)


@pytest.mark.parametrize("role", ["checker", "writer", "observer"])
def test_who_may_not_adjudicate_is_told_so_and_writes_nothing(
    split: Team, drive: Drive, open_at: Callable[..., Desk], role: str
) -> None:
    sessions.give_role(split.ed, "ann", ReviewerRole(role))
    ann = open_at("ann")
    before = events(split)
    article = "an" if role == "observer" else "a"
    refusal = f"{article} {role} may not adjudicate here; editors and adjudicators may"

    async def look(pilot: Pilot[None]) -> None:
        for key in ("b", "4"):
            here(pilot).say("")
            await pilot.press(key)
            await says(refusal)(pilot)

    drive(ann, on(split), then=look)
    assert events(split) == before


def test_an_adjudicator_may(split: Team, drive: Drive, open_at: Callable[..., Desk]) -> None:
    sessions.give_role(split.ed, "ann", ReviewerRole.ADJUDICATOR)
    ann = open_at("ann")
    drive(ann, on(split), "b", "e")
    found = ruling(split)
    assert found
    assert found.reviewer == "ann"


def test_a_letter_or_a_digit_that_is_nobodys_says_so(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "h", then=says("no reviewer here has that letter"))
    drive(split.ed, on(split), "9", then=says("the newsroom scale has only 7 statuses"))
    assert ruling(split) is None


def test_a_reviewer_without_a_verdict_has_nothing_to_take(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split, index=2), "a", then=says("has no verdict on this claim"))


def test_without_a_session_a_split_is_settled_on_the_desk(team: Team, drive: Drive) -> None:
    team.judge(0, "verified", "false")
    drive(team.ed, on(team), "a", "e", then=says("no session: your word decides"))
    found = ruling(team)
    assert found
    assert (found.session, found.takes) == ("", "mk")


# --- going on ------------------------------------------------------------------------------------


def test_n_goes_to_what_the_rule_leaves_open_and_round_the_end(team: Team, drive: Drive) -> None:
    session = team.begin()
    team.judge(0, "verified", "false", "misleading")
    team.judge(1, "verified", "verified", "false")
    team.judge(2, "false", "misleading", "verified")
    sessions.reveal(team.ed, session)

    async def look(pilot: Pilot[None]) -> None:
        for key, number in (("n", "3"), ("n", "1"), ("N", "3")):
            await pilot.press(key)
            assert here(pilot).known.claim.number == number

    drive(team.ed, on(team), then=look)


def test_n_says_when_nothing_is_left(split: Team, drive: Drive) -> None:
    drive(split.ed, on(split), "n", then=says("no claim is left to settle"))


def test_a_comment_is_said_and_answered(split: Team, drive: Drive) -> None:
    comments.comment(split.li, split.claims[0], "which table?")
    drive(split.ed, on(split), "C", *"1> the second @li", "enter", "C", *"done", "enter")
    threads = comment_threads.threads(split.ed.conn, split.claims[0])
    assert [(t.first.text, [r.text for r in t.replies]) for t in threads] == [
        ("which table?", ["the second @li"]),
        ("done", []),
    ]


def test_a_comment_on_the_screen_is_seen(split: Team, drive: Drive) -> None:
    sessions.give_role(split.ed, "ed", ReviewerRole.EDITOR)
    comments.comment(split.li, split.claims[0], "@ed please")
    assert split.ed.reviewer
    assert comment_threads.waiting(split.ed.conn, split.ed.reviewer.id)
    drive(split.ed, on(split))
    assert not comment_threads.waiting(split.ed.conn, split.ed.reviewer.id)


def test_enter_opens_the_evidence_and_q_goes_back_twice(split: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, EvidenceScreen)
        await pilot.press("q")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)

    drive(split.ed, on(split), "enter", then=look)


# --- what is shown -------------------------------------------------------------------------------


@pytest.fixture
def told(team: Team) -> Team:
    """Everything that a case can have: evidence, notes, a change, a vote, comments."""
    session = team.begin()
    claim = team.claims[0]
    team.judge(0, "verified", "false", "false")
    judging.judge(team.mk, claim, justification="the harbour's own table says 3")
    naming.attribute(team.mk, claim, ["reuters"])
    values = {"url": "https://port.example/table", "title": "the table", "provenance": "primary"}
    piece = evidence.attach(team.li, team.document, EvidenceKind.URL, values, claim)
    evidence.weigh(team.li, claim, piece.event, {"stance": Stance.SUPPORTS.value})
    judging.note(team.li, claim, NoteKind.QUERY, "which harbour?")
    sessions.reveal(team.ed, session)
    weighed = {"stance": Stance.REFUTES.value, "information_credibility": "2"}
    evidence.weigh(team.mk, claim, piece.event, weighed)
    judging.judge(team.li, claim, status="misleading")
    comments.comment(team.li, claim, "I changed mine")
    sessions.open_vote(team.ed, session)
    settling.vote(team.mo, claim, "misleading")
    return team


@SIZES
def test_everything_about_the_claim_is_on_the_screen(
    told: Team, drive: Drive, size: tuple[int, int]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert masked(pilot) == golden("adjudication", size)

    drive(told.ed, on(told), then=look, size=size)


def test_what_is_below_is_read_line_by_line_and_page_by_page(told: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "I changed mine" not in shown(pilot)
        await pilot.press("j")
        assert "jk 4 below" in shown(pilot)
        await pilot.press("pagedown", "j")
        assert "I changed mine" in shown(pilot)
        assert here(pilot).said == "this is the end"
        await pilot.press("pageup", "k")
        assert here(pilot).said == "this is the top"

    drive(told.ed, on(told), then=look)


@SIZES
def test_no_line_runs_over_the_edge_whatever_is_written(
    split: Team, drive: Drive, size: tuple[int, int]
) -> None:
    claim = split.claims[0]
    judging.judge(split.li, claim, justification="这是第一个 " * 40 + "\x1b[2J\u202e" + "x" * 300)
    comments.comment(split.li, claim, "é" * 500)

    async def look(pilot: Pilot[None]) -> None:
        strips = pilot.app.screen._compositor.render_strips()
        assert {strip.cell_length for strip in strips} == {size[0]}
        assert "\x1b" not in shown(pilot)
        assert "\u202e" not in shown(pilot)

    drive(split.ed, on(split), "j", then=look, size=size)


@SIZES
def test_a_contested_word_says_so_and_is_to_settle_again(
    split: Team, drive: Drive, size: tuple[int, int]
) -> None:
    word = settling.LastWord("false", reason=Reason.OTHER)
    settling.adjudicate(split.ed, split.claims[0], word)
    split.judge(0, "misleading")
    drive(split.ed, on(split), then=says("CONTESTED", "1 to settle"), size=size)


def test_what_a_colleague_writes_appears_without_a_key(split: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        split.judge(0, "misleading")
        await until(pilot, lambda: "li  M misleading" in shown(pilot))
        comments.comment(split.mk, split.claims[0], "and now?")
        await pilot.press("pagedown")
        await until(pilot, lambda: "and now?" in shown(pilot))

    drive(split.ed, on(split), then=look)


def test_nine_reviewers_have_eight_letters(
    team: Team, drive: Drive, open_at: Callable[..., Desk]
) -> None:
    for n in range(9):
        judging.judge(open_at(f"r{n}"), team.claims[0], status="verified" if n else "false")

    async def look(pilot: Pilot[None]) -> None:
        text = shown(pilot)
        assert re.search(r" h  r7 ", text)
        assert re.search(r"   r8 ", text)
        assert "a-h take theirs" in text

    drive(team.ed, on(team), then=look, size=WIDE)


# --- blind ---------------------------------------------------------------------------------------


def test_it_does_not_open_on_a_blind_session_for_anybody(team: Team) -> None:
    team.begin()
    team.judge(0, "verified", "false", "false")
    for desk in (team.ed, team.li):
        with pytest.raises(NotPermitted, match="session 1 is blind: judgements are compared"):
            on(team)(TwosourceApp(desk).doors)


def test_a_blind_session_that_begins_hides_what_was_open(split: Team, drive: Drive) -> None:
    session = session_rows.open_on(split.ed.conn, split.document)
    assert session

    async def look(pilot: Pilot[None]) -> None:
        assert "misleading" in shown(pilot)
        sessions.close(split.ed, session)
        split.begin()
        await until(pilot, lambda: "misleading" not in shown(pilot).replace("3 misl", ""))
        assert "is blind" in shown(pilot)
        await pilot.press("b")
        assert "a blind session has begun" in here(pilot).said
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)

    split.judge(0, "misleading")
    drive(split.li, on(split), then=look)
