"""The session of an article, driven without a terminal: what a key does, and what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from store import minutes
from store.errors import WrongUsage
from store.log.kinds import ReviewerRole
from store.queries.team import session_rows
from store.state.session import Assign, Phase, Reason, Rule, Session, SessionMode
from store.verbs import judging, naming, presence, sessions, settling
from store.verbs.desk import Desk
from store.verbs.intake import Added
from tui.doors import HouseDoors
from tui.keys import KEYS, Mode
from tui.screens.adjudication.screen import AdjudicationScreen
from tui.screens.library.screen import LibraryScreen
from tui.screens.review.screen import ReviewScreen
from tui.screens.session import plan_line
from tui.screens.session.acts import ACTS
from tui.screens.session.screen import SessionScreen

from .conftest import SIZES, Look, Team, golden, masked, shown, until

Drive = Callable[..., None]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def on(team: Team) -> Callable[[HouseDoors], None]:
    return lambda doors: doors.session(team.document)


def here(pilot: Pilot[None]) -> SessionScreen:
    screen = pilot.app.screen
    assert isinstance(screen, SessionScreen)
    return screen


def says(*sentences: str) -> Look:
    async def look(pilot: Pilot[None]) -> None:
        for sentence in sentences:
            assert sentence in " ".join(shown(pilot).split()), shown(pilot)

    return look


def phase(team: Team) -> Phase:
    found = session_rows.last_on(team.ed.conn, team.document)
    assert found
    return found.phase


def events(team: Team) -> int:
    return int(team.ed.conn.execute("SELECT count(*) FROM main.event").fetchone()[0])


@pytest.fixture
def blind(team: Team) -> Session:
    """A blind session in which the first claim is split, the second not, the third half done."""
    session = team.begin()
    team.judge(0, "verified", "false", "false")
    team.judge(1, "verified", "verified", "verified")
    team.judge(2, "false")
    return session


@pytest.fixture
def revealed(team: Team, blind: Session) -> Session:
    return sessions.reveal(team.ed, blind)


def test_every_key_of_the_screen_has_its_act_and_every_act_its_key() -> None:
    assert {key.id for key in KEYS if key.mode is Mode.SESSION} == set(ACTS)


# --- no session yet ------------------------------------------------------------------------------


@SIZES
def test_without_a_session_it_says_what_one_is_and_how_to_begin(
    team: Team, drive: Drive, size: tuple[int, int]
) -> None:
    command = "twosource session create 1 --mode blind --reviewers a,b,c"
    look = says("No session on this article yet", f"n starts one here; so does {command}")
    drive(team.ed, on(team), then=look, size=size)


def test_every_other_key_says_that_there_is_none(team: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        for key in ("R", "v", "X", "J", "m", "enter"):
            here(pilot).say("")
            await pilot.press(key)
            assert here(pilot).said == "no session on this article yet; n starts one"

    drive(team.ed, on(team), then=look)


def test_n_begins_one_with_the_plan_that_is_typed(team: Team, drive: Drive) -> None:
    drive(team.ed, on(team), "n", *"li,mk | panel | unanimity", "enter", then=says("session 1"))
    found = session_rows.open_on(team.ed.conn, team.document)
    assert found
    assert (found.mode, found.rule, found.votes) == (SessionMode.PANEL, Rule.UNANIMITY, 2)
    assert [m.name for m in session_rows.members(team.ed.conn, found)] == ["li", "mk"]


def test_the_usual_plan_for_those_who_worked_here_is_there_to_be_changed(
    team: Team, drive: Drive
) -> None:
    team.judge(0, "verified", "false")
    drive(team.ed, on(team), "n", then=says("li,mk | blind | majority | votes 2"))
    drive(team.ed, on(team), "n", "enter")
    assert phase(team) is Phase.BLIND


def test_a_plan_that_says_nothing_is_asked_for_again(team: Team, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await says(
            "'blond' fits no plan; choose from: blind panel solo; majority", "li,mk | blond"
        )(pilot)
        await pilot.press("escape")
        assert here(pilot).mode is Mode.SESSION
        assert here(pilot).meeting is None

    drive(team.ed, on(team), "n", *"li,mk | blond", "enter", then=look)


def test_a_second_session_waits_for_the_close_of_the_first(
    team: Team, blind: Session, drive: Drive
) -> None:
    drive(team.ed, on(team), "n", then=says("session 1 is still open on this article"))


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("a,b", {}),
        (" a , b ,", {}),
        ("a,b | solo", {"mode": SessionMode.SOLO}),
        ("a,b | editor | blind", {"rule": Rule.EDITOR, "mode": SessionMode.BLIND}),
        ("a,b | votes 1 | reviews 2", {"votes": 1, "reviews": 2}),
        ("a,b | round-robin | returns", {"assign": Assign.ROUND_ROBIN, "returns": True}),
        ("a,b | title The call", {"title": "The call"}),
    ],
)
def test_a_plan_is_read_in_any_order(text: str, plan: dict[str, Any]) -> None:
    assert plan_line.plan(text) == sessions.Plan(["a", "b"], **plan)


def test_the_plan_that_is_offered_is_the_usual_one() -> None:
    offered = plan_line.plan(plan_line.line(["a", "b", "c"]))
    assert offered == sessions.Plan(
        ["a", "b", "c"], mode=SessionMode.BLIND, rule=Rule.MAJORITY, votes=2
    )


@pytest.mark.parametrize(
    "text", ["", " | blind", "a,b | ", "a,b | votes many", "a,b | blind | panel", "a,b | title"]
)
def test_a_plan_without_sense_is_refused_with_a_sentence(text: str) -> None:
    if text == "a,b | ":
        assert plan_line.plan(text) == sessions.Plan(["a", "b"])
        return
    with pytest.raises(WrongUsage):
        plan_line.plan(text)


# --- steps ---------------------------------------------------------------------------------------


def test_a_step_is_taken_at_the_second_press_only(team: Team, blind: Session, drive: Drive) -> None:
    drive(team.ed, on(team), "R", then=says("R again shows everybody everything, for good"))
    assert phase(team) is Phase.BLIND
    drive(team.ed, on(team), "R", "R", then=says("session 1 is revealed"))
    assert phase(team) is Phase.REVEAL


def test_the_question_names_who_is_not_done(team: Team, blind: Session, drive: Drive) -> None:
    total = len(team.claims)
    drive(
        team.ed, on(team), "R", then=says(f"not finished: li 3/{total}, mk 2/{total}, mo 2/{total}")
    )


def test_another_key_between_takes_the_question_back(
    team: Team, blind: Session, drive: Drive
) -> None:
    drive(team.ed, on(team), "R", "j", "R", "v", "R", "m", "R", "J")
    assert phase(team) is Phase.BLIND


def test_the_vote_and_the_close_follow(team: Team, revealed: Session, drive: Drive) -> None:
    drive(team.ed, on(team), "v", then=says("v again ends the discussion", "(1 still differ"))
    drive(team.ed, on(team), "v", "v")
    assert phase(team) is Phase.VOTE
    left = len(team.claims) - 2
    drive(team.ed, on(team), "X", then=says(f"{left} claim", "would have no result"))
    drive(team.ed, on(team), "X", "X", then=says("session 1 is closed; m writes its minutes"))
    assert phase(team) is Phase.CLOSED


def test_what_comes_too_early_is_refused_before_it_is_asked(
    team: Team, blind: Session, drive: Drive
) -> None:
    refusals = {
        "v": "reveal the session before you open the vote",
        "X": "reveal the session before you close it",
        "m": "session 1 is blind: its minutes come after the reveal",
    }

    async def look(pilot: Pilot[None]) -> None:
        for key, sentence in refusals.items():
            await pilot.press(key)
            assert here(pilot).said == sentence
            assert sentence in " ".join(shown(pilot).split())

    drive(team.ed, on(team), then=look)


@pytest.mark.parametrize("role", ["checker", "writer", "adjudicator", "observer"])
def test_only_editors_conduct_a_session(
    team: Team, blind: Session, drive: Drive, open_at: Callable[..., Desk], role: str
) -> None:
    sessions.give_role(team.ed, "ann", ReviewerRole(role))
    ann = open_at("ann")
    before = events(team)
    who = f"{'an' if role[0] in 'ao' else 'a'} {role}"

    async def look(pilot: Pilot[None]) -> None:
        for key, what in (
            ("R", "reveal a session"),
            ("v", "open a vote"),
            ("X", "close a session"),
        ):
            await pilot.press(key, key)
            assert f"{who} may not {what} here; editors may" in shown(pilot)
            assert f"{key} {what.split()[0]}" not in shown(pilot)  # nor is it offered

    drive(ann, on(team), then=look)
    assert events(team) == before


def test_the_keys_that_are_offered_are_those_of_the_phase(
    team: Team, blind: Session, drive: Drive
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        offered = ["R reveal", "v open vote X close", "X close", "n new"]
        for keys, hints in zip(("", "RR", "vv", "XX"), offered, strict=True):
            await pilot.press(*keys)
            assert f"SESSION {hints}" in " ".join(shown(pilot).replace("m minutes", "").split())

    drive(team.ed, on(team), then=look)


def test_j_joins_and_an_observer_may_not(
    team: Team, blind: Session, drive: Drive, open_at: Callable[..., Desk]
) -> None:
    ann = open_at("ann")
    drive(ann, on(team), "J", then=says("you have joined session 1"))
    assert "ann" in [m.name for m in session_rows.members(team.ed.conn, blind)]
    drive(ann, on(team), "J", then=says("you are already in session 1"))
    sessions.give_role(team.ed, "bo", ReviewerRole.OBSERVER)
    bo = open_at("bo")
    drive(bo, on(team), "J", then=says("an observer may not join a session here"))


# --- blind ---------------------------------------------------------------------------------------


@SIZES
def test_a_member_sees_nothing_of_the_others_before_the_reveal(
    team: Team, blind: Session, drive: Drive, size: tuple[int, int]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert masked(pilot) == golden("session-blind", size)

    drive(team.mk, on(team), then=look, size=size)


def test_what_others_judge_changes_nothing_on_a_members_screen_before_the_reveal(
    team: Team, blind: Session, drive: Drive
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        before, seen = shown(pilot), here(pilot)._seen
        team.judge(2, "verified")
        judging.judge(team.mo, team.claims[2], status="false")
        await until(pilot, lambda: here(pilot)._seen != seen)
        assert shown(pilot) == before

    drive(team.mk, on(team), then=look)


# --- the list ------------------------------------------------------------------------------------


@SIZES
def test_people_steps_work_figures_and_disagreements_are_on_the_screen(
    team: Team, revealed: Session, drive: Drive, size: tuple[int, int]
) -> None:
    judging.judge(team.li, team.claims[0], status="misleading")
    presence.here(team.li, team.document, team.claims[0])

    async def look(pilot: Pilot[None]) -> None:
        assert masked(pilot) == golden("session", size)

    drive(team.ed, on(team), then=look, size=size)


def test_enter_settles_for_who_may(team: Team, revealed: Session, drive: Drive) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, AdjudicationScreen)
        assert screen.known.claim.number == "1"
        await pilot.press("b", "e", "q")
        await pilot.pause()
        assert "F ruled" in shown(pilot)

    drive(team.ed, on(team), "enter", then=look)


@pytest.mark.parametrize("below", [True, False])
def test_enter_goes_to_the_claim_for_who_may_not(
    team: Team, revealed: Session, drive: Drive, below: bool
) -> None:
    team.judge(2, "false", "verified")
    opened = (lambda doors: doors.review(team.document)) if below else None

    async def look(pilot: Pilot[None]) -> None:
        if below:
            pilot.app.doors.session(team.document)  # type: ignore[attr-defined]
        else:
            await pilot.press("s")
        await pilot.pause()
        await pilot.press("j")
        found = here(pilot).current
        assert found
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.claim.id == found.claim
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)

    drive(team.mk, opened, then=look)


def test_a_claim_that_differs_in_its_source_only_is_behind_those_on_verdicts(
    team: Team, revealed: Session, drive: Drive
) -> None:
    naming.attribute(team.li, team.claims[1], ["reuters"])
    naming.attribute(team.mk, team.claims[1], ["cctv"])

    async def look(pilot: Pilot[None]) -> None:
        found = here(pilot).meeting
        assert found
        assert [(d.number, d.about) for d in found.disputes] == [("1", "verdict"), ("2", "source")]
        assert re.search(r"2 s Reuters li · CCTV mk", shown(pilot))

    drive(team.ed, on(team), then=look)


def test_names_that_do_not_fit_become_counts(
    team: Team, drive: Drive, open_at: Callable[..., Desk]
) -> None:
    names = [f"reviewer number {n}" for n in range(5)]
    sessions.create(team.ed, team.document, sessions.Plan(names, mode=SessionMode.PANEL))
    for n, name in enumerate(names):
        judging.judge(open_at(name), team.claims[0], status="false" if n < 3 else "verified")
    drive(team.ed, on(team), then=says("1 ! 3 F · 2 V"))


def test_what_a_colleague_does_appears_without_a_key(
    team: Team, blind: Session, drive: Drive
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        sessions.reveal(team.ed, blind)
        await until(pilot, lambda: "V li" in shown(pilot))
        presence.here(team.li, team.document, team.claims[1])
        await until(pilot, lambda: bool(re.search(r"● li .* on #2", shown(pilot))))

    drive(team.mk, on(team), then=look)


def test_the_cursor_stays_on_its_claim_when_another_is_settled(
    team: Team, revealed: Session, drive: Drive
) -> None:
    team.judge(2, "false", "verified")

    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("j")
        found = here(pilot).current
        assert found
        first = here(pilot).meeting
        assert first
        other = first.disputes[0].claim
        for desk in (team.li, team.mk, team.mo):
            judging.judge(desk, other, status="disputed")
        await until(pilot, lambda: len(here(pilot).meeting.disputes) == 1)  # type: ignore[union-attr]
        assert here(pilot).current
        assert here(pilot).current.claim == found.claim  # type: ignore[union-attr]

    drive(team.ed, on(team), then=look)


# --- the minutes ---------------------------------------------------------------------------------


def test_the_minutes_are_written_where_the_prompt_says(
    team: Team, revealed: Session, drive: Drive, tmp_path: Path
) -> None:
    drive(team.ed, on(team), "m", "enter", then=says("written: "))
    written = (tmp_path / "short-minutes.md").read_text(encoding="utf-8")
    assert written == minutes.minutes(team.ed.conn, revealed)


def test_another_name_with_html_at_its_end_is_a_page(
    team: Team, revealed: Session, drive: Drive, tmp_path: Path
) -> None:
    usual = len("short-minutes.md")
    drive(team.ed, on(team), "m", *["backspace"] * usual, *"m.html", "enter")
    assert "<html" in (tmp_path / "m.html").read_text(encoding="utf-8")


def test_minutes_that_are_there_are_replaced_at_the_second_enter(
    team: Team, revealed: Session, drive: Drive, tmp_path: Path
) -> None:
    path = tmp_path / "short-minutes.md"
    path.write_text("mine")

    async def look(pilot: Pilot[None]) -> None:
        await says("short-minutes.md already exists: Enter replaces it")(pilot)
        assert path.read_text() == "mine"
        await pilot.press("enter")
        await pilot.pause()
        assert path.read_text(encoding="utf-8") == minutes.minutes(team.ed.conn, revealed)

    drive(team.ed, on(team), "m", "enter", then=look)


# --- from the library ----------------------------------------------------------------------------


@SIZES
def test_s_in_the_library_opens_it_and_the_row_tells_the_phase(
    team: Team, blind: Session, drive: Drive, size: tuple[int, int]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "blind 1" in shown(pilot)
        await pilot.press("s")
        await pilot.pause()
        assert here(pilot).document == team.document
        await pilot.press("R", "R", "q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "reveal 1" in shown(pilot)
        for hint in ("s session", "? help", "q quit"):
            assert hint in shown(pilot)

    drive(team.ed, None, then=look, size=size)


def test_s_without_an_article_says_so(desk: Desk, drive: Drive) -> None:
    drive(desk, None, "s", then=says("there is nothing to review together yet"))


def test_the_sessions_of_all_articles_are_one_query_and_the_same_as_one_by_one(
    team: Team, add: Callable[..., Added]
) -> None:
    documents = [
        team.document,
        *(add(f"The mayor said that {n} ships sank.").document for n in (2, 3)),
    ]
    for document in (*documents[:2], documents[0]):
        session = sessions.create(team.ed, document, sessions.Plan(["li", "mk"]))
        sessions.close(team.ed, sessions.reveal(team.ed, session))
    sessions.create(team.ed, documents[1], sessions.Plan(["li", "mk"]))
    conn = team.ed.conn
    asked: list[str] = []
    conn.set_trace_callback(asked.append)
    found = session_rows.last_on_each(conn)
    conn.set_trace_callback(None)
    assert len(asked) == 1
    assert {one: found.get(one) for one in documents} == {
        one: session_rows.last_on(conn, one) for one in documents
    }


def test_a_ruled_claim_keeps_its_place_with_its_result(
    team: Team, revealed: Session, drive: Drive
) -> None:
    word = settling.LastWord("false", reason=Reason.OTHER)
    settling.adjudicate(team.ed, team.claims[0], word)
    drive(team.ed, on(team), then=says("F mk,mo · V li", "F ruled"))
