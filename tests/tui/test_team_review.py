"""The review screen in a team: what it shows of colleagues, what its keys mean in each phase."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot

from store.log.kinds import ReviewerRole
from store.queries import claim_listing, claim_rows
from store.queries.team import comment_threads, progress, session_ballots, session_rows
from store.state.session import Assign, Reason, Session, SessionMode
from store.verbs import comments, handing_out, intake, judging, presence, sessions, settling
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.settling import LastWord
from tui.screens.review.screen import ReviewScreen
from tui.widgets.text_lines import TextLines

from .conftest import line, run_workbench

ARTICLE = Path(__file__).parents[2] / "fixtures" / "xi-putin-call.md"
SIZES = [(120, 36), (80, 24)]
Drive = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


class People(NamedTuple):
    """`mk` sits at the screen; `li` and `su` are colleagues, `ed` is the editor."""

    mk: Desk
    li: Desk
    su: Desk
    ed: Desk
    claims: list[int]
    session: Session

    def reveal(self) -> None:
        sessions.reveal(self.ed, self.session)

    def vote(self) -> None:
        self.reveal()
        sessions.open_vote(self.ed, self.session)


@pytest.fixture
def team(open_at: Callable[..., Desk]) -> Callable[..., People]:
    """A session about the sample: `team()`, `team(mode=SessionMode.SOLO)`."""

    def factory(**plan: Any) -> People:
        from claims.intake import read_document

        ed = open_at("ed")
        data = ARTICLE.read_bytes()
        document = read_document(data, ARTICLE.name)
        added: Added = intake.take_in(ed, data, document, ARTICLE.name)
        session = sessions.create(ed, added.document, sessions.Plan(["mk", "li", "su"], **plan))
        ids = claim_listing.listing(ed.conn, added.document)
        return People(open_at("mk"), open_at("li"), open_at("su"), ed, ids, session)

    return factory


both_sizes = pytest.mark.parametrize("size", SIZES, ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The small one, where a law is not about what there is room for."""
    return SIZES[1]


@pytest.fixture
def drive(size: tuple[int, int]) -> Callable[..., None]:
    """Runs the workbench of a desk: `drive(people.mk, "1", then=look)`."""

    def run(desk: Desk, *keys: str, then: Drive | None = None) -> None:
        run_workbench(desk, 1, *keys, size=size, then=then)

    return run


def panel(pilot: Pilot[None]) -> str:
    return pilot.app.screen.query_one("#panel", TextLines).content.plain


def screen(pilot: Pilot[None]) -> ReviewScreen:
    found = pilot.app.screen
    assert isinstance(found, ReviewScreen)
    return found


def marks(pilot: Pilot[None], index: int = 0) -> str:
    """Letter and flags of a line of the list."""
    row = screen(pilot)._fetch(index, index + 1)[0]
    return f"{row.letter} {row.flags}"


def ballots(people: People, claim: int = 0) -> dict[str, str]:
    names = {m.uid: m.name for m in session_rows.members(people.ed.conn, people.session)}
    found = session_ballots.ballots(people.ed.conn, people.session, people.claims[claim])
    return {names[uid]: status for uid, status in found.items()}


# --- blind ---------------------------------------------------------------------------------------


@both_sizes
def test_a_blind_session_says_so_at_once(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "blind" in line(pilot, "top")
        assert "until the reveal" in line(pilot, "said")

    drive(team().mk, then=look)


@both_sizes
def test_nothing_of_a_colleague_shows_while_it_is_blind(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team()
    judging.judge(people.li, people.claims[0], status="false", justification="SECRET")
    comments.comment(people.li, people.claims[0], "SECRET to @mk")

    async def look(pilot: Pilot[None]) -> None:
        shown = "\n".join((line(pilot, "top"), line(pilot, "said"), panel(pilot)))
        assert "SECRET" not in shown
        assert ("@1" in shown, "split" in shown, marks(pilot)[0]) == (False, False, "V")

    drive(people.mk, "1", "g", then=look)


def test_the_claims_cannot_be_changed_while_it_is_blind(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team()

    async def look(pilot: Pilot[None]) -> None:
        assert "frozen until the reveal" in line(pilot, "said")

    drive(people.mk, "X", then=look)
    assert len(claim_listing.listing(people.mk.conn, 1)) == len(people.claims)


# --- after the reveal ----------------------------------------------------------------------------


@both_sizes
def test_the_reveal_shows_the_split_and_who_says_what(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team()
    judging.judge(people.li, people.claims[0], status="false")

    async def look(pilot: Pilot[None]) -> None:
        people.reveal()
        screen(pilot)._look()
        await pilot.press("g")
        assert "reveal" in line(pilot, "top")
        assert marks(pilot).startswith("!")
        assert "li: false" in panel(pilot)

    drive(people.mk, "1", then=look)


def test_a_verdict_after_the_reveal_is_logged_with_how_all_stood(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    from store.queries import journal

    people = team()
    judging.judge(people.mk, people.claims[0], status="verified")
    judging.judge(people.li, people.claims[0], status="false")
    people.reveal()
    drive(people.mk, "g", "4")
    last = journal.history(people.ed.conn, people.claims[0])[-1].what
    assert last == "false [1 false, 1 verified stood before]"


def test_what_was_saved_is_told_though_a_colleague_moves_in_the_same_moment(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    """The first verdict after the reveal opens the discussion, which is news as well."""
    people = team()
    people.reveal()

    async def steps(pilot: Pilot[None]) -> None:
        presence.here(people.li, 1, people.claims[6])
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        screen.perform("status.4")
        await pilot.pause()
        assert "#1 false · saved" in line(pilot, "said")

    drive(people.mk, "g", then=steps)


@both_sizes
def test_in_the_vote_a_verdict_key_votes_and_leaves_the_verdict(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team()
    judging.judge(people.mk, people.claims[0], status="verified")
    judging.judge(people.li, people.claims[0], status="false")
    people.vote()

    async def look(pilot: Pilot[None]) -> None:
        assert "#1 vote misleading" in line(pilot, "said") or "no split" in line(pilot, "said")
        assert line(pilot, "verdicts").startswith("VOTE")

    drive(people.mk, "g", "3", then=look)
    held = claim_rows.row(people.mk.conn, people.claims[0], people.mk.reviewer.id)  # type: ignore[union-attr]
    assert (held.status, ballots(people)["mk"]) == ("verified", "misleading")


def test_what_an_editor_did_on_the_session_screen_counts_when_they_are_back(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert " vote" in line(pilot, "top")

    drive(team(mode=SessionMode.PANEL).ed, "V", "v", "v", "q", then=look)


def test_0_takes_a_vote_back(team: Callable[..., People], drive: Callable[..., None]) -> None:
    people = team()
    judging.judge(people.mk, people.claims[0], status="verified")
    judging.judge(people.li, people.claims[0], status="false")
    people.vote()
    drive(people.mk, "g", "3", "g", "0")
    assert ballots(people)["mk"] == "verified"


def test_n_goes_to_the_next_split_that_has_no_vote_of_mine(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team()
    for claim in (people.claims[2], people.claims[5]):
        judging.judge(people.mk, claim, status="verified")
        judging.judge(people.li, claim, status="false")
    people.vote()

    async def look(pilot: Pilot[None]) -> None:
        current = screen(pilot).current
        assert current
        assert current.id == people.claims[5]

    drive(people.mk, "g", "n", "4", then=look)


@both_sizes
def test_the_last_word_stands_in_the_list_and_in_the_panel(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team()
    judging.judge(people.mk, people.claims[0], status="verified")
    judging.judge(people.li, people.claims[0], status="verified")
    people.reveal()
    word = LastWord("false", reason=Reason.EDGE_CASE, note="it took two hours")
    settling.adjudicate(people.ed, people.claims[0], word)

    async def look(pilot: Pilot[None]) -> None:
        assert (marks(pilot)[0], "A" in marks(pilot)) == ("F", True)
        told = panel(pilot).replace("\n", " ")
        assert "adjudicated false (you: verified) by ed: edge case; it took two hours" in told

    drive(people.mk, "g", then=look)


# --- comments ------------------------------------------------------------------------------------


@both_sizes
def test_a_comment_that_calls_me_waits_in_the_top_line_until_i_have_read_it(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team(mode=SessionMode.PANEL)
    comments.comment(people.li, people.claims[3], "is it so, @mk?")

    async def look(pilot: Pilot[None]) -> None:
        assert "@1" in line(pilot, "top")
        await pilot.press("@")
        assert "is it so, @mk?" in panel(pilot)
        await pilot.press("j")
        assert "@1" not in line(pilot, "top")

    drive(people.mk, then=look)


def test_c_writes_a_comment_and_a_number_answers_one(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team(mode=SessionMode.PANEL)
    comments.comment(people.li, people.claims[0], "who says so?")
    drive(people.mk, "C", *"1> the Kremlin", "enter", "C", *"thanks @su", "enter")
    found = comment_threads.threads(people.ed.conn, people.claims[0])
    told = [(t.first.text, [r.text for r in t.replies]) for t in found]
    assert told == [("who says so?", ["the Kremlin"]), ("thanks @su", [])]


def test_undo_takes_a_comment_back(team: Callable[..., People], drive: Callable[..., None]) -> None:
    people = team(mode=SessionMode.PANEL)
    drive(people.mk, "C", *"hm", "enter", "u")
    (thread,) = comment_threads.threads(people.ed.conn, people.claims[0])
    assert thread.first.withdrawn


# --- who is here, and whose claim it is ----------------------------------------------------------


@both_sizes
def test_the_top_line_says_who_is_on_which_claim(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team(mode=SessionMode.PANEL)

    async def look(pilot: Pilot[None]) -> None:
        presence.here(people.li, 1, people.claims[6])
        screen(pilot)._look()
        assert "●li#7" in line(pilot, "top")

    drive(people.mk, then=look)


def test_presence_is_gone_with_the_workbench(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team(mode=SessionMode.PANEL)

    async def look(pilot: Pilot[None]) -> None:
        screen(pilot)._look()
        assert people.ed.conn.execute("SELECT count(*) FROM presence").fetchone() == (1,)

    drive(people.mk, then=look)
    assert people.ed.conn.execute("SELECT count(*) FROM presence").fetchone() == (0,)


def test_an_editor_alone_tells_nobody_where_they_are(
    desk: Desk, add: Callable[..., Added], drive: Callable[..., None]
) -> None:
    add(ARTICLE)

    async def look(pilot: Pilot[None]) -> None:
        screen(pilot)._look()

    drive(desk, "j", "j", then=look)
    assert desk.conn.execute("SELECT count(*) FROM presence").fetchone() == (0,)


def test_work_dealt_out_by_load_is_handed_to_one_only(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team(mode=SessionMode.SOLO, assign=Assign.LOAD)
    taken = handing_out.hand_out(people.li, people.session)
    assert taken

    async def look(pilot: Pilot[None]) -> None:
        current = screen(pilot).current
        assert current
        assert current.id not in (taken.claim, people.claims[1])

    drive(people.mk, "1", then=look)


@both_sizes
def test_a_colleagues_claim_is_refused_with_whose_it_is(
    team: Callable[..., People], drive: Callable[..., None]
) -> None:
    people = team(mode=SessionMode.SOLO, assign=Assign.ROUND_ROBIN)

    async def look(pilot: Pilot[None]) -> None:
        assert "not yours in session 1; it is li" in line(pilot, "said")

    drive(people.mk, "g", "j", "4", then=look)


def test_an_observer_is_told_that_observers_do_not_judge(
    team: Callable[..., People],
    open_at: Callable[..., Desk],
    drive: Callable[..., None],
) -> None:
    people = team()
    sessions.give_role(people.ed, "ob", ReviewerRole.OBSERVER)

    async def look(pilot: Pilot[None]) -> None:
        assert "an observer may not judge claims here" in line(pilot, "said")

    drive(open_at("ob"), "1", then=look)


@pytest.mark.parametrize(
    ("keys", "shown"), [(("f", "2"), {0}), (("f", "a"), None), (("f", "o"), {0})]
)
def test_the_teams_filters_show_the_claims_that_wait(
    team: Callable[..., People],
    drive: Callable[..., None],
    keys: tuple[str, ...],
    shown: set[int] | None,
) -> None:
    people = team(mode=SessionMode.SOLO, assign=Assign.ROUND_ROBIN)
    judging.judge(people.mk, people.claims[0], status="false")
    if shown is None:
        mine = progress.assigned_to(people.ed.conn, people.session, people.mk.writer.whose().id)
        shown = {people.claims.index(claim) for claim in mine or ()}
    if keys[1] == "2":  # somebody else's verdict wants my eyes
        people = people._replace(mk=people.su)
    if keys[1] == "o":
        word = LastWord("disputed", reason=Reason.OTHER, note="both are of standing")
        settling.adjudicate(people.ed, people.claims[0], word)

    async def look(pilot: Pilot[None]) -> None:
        assert {people.claims.index(claim) for claim in screen(pilot).view.ids} == shown

    drive(people.mk, *keys, then=look)
