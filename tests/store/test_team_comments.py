"""Comments are threads of one level, call whom they mention, and are withdrawn by their author."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import NotPermitted, WrongUsage
from store.log.kinds import CommentChanged
from store.queries import claim_places
from store.queries.team import comment_threads
from store.state.session import SessionMode
from store.verbs import comments, sessions, undoing
from store.verbs.desk import Desk

from .teams import Team

NewTeam = Callable[..., Team]


@pytest.fixture
def panel(team: NewTeam) -> Team:
    return team(mode=SessionMode.PANEL)


def told(team: Team, claim: int = 0) -> list[list[str]]:
    """The threads of a claim as texts; what was withdrawn in brackets."""
    return [
        [f"[{one.text}]" if one.withdrawn else one.text for one in (thread.first, *thread.replies)]
        for thread in comment_threads.threads(team.ed.conn, team.claims[claim])
    ]


def test_an_answer_to_an_answer_joins_the_same_thread(panel: Team) -> None:
    one = panel.claims[0]
    first = comments.comment(panel["a"], one, "why?").event
    comments.comment(panel["b"], one, "another matter")
    second = comments.comment(panel["b"], one, "the table", first).event
    comments.comment(panel["c"], one, "which?", second)
    assert told(panel) == [["why?", "the table", "which?"], ["another matter"]]


def test_an_answer_is_on_the_claim_of_its_comment(panel: Team) -> None:
    first = comments.comment(panel["a"], panel.claims[0], "why?").event
    with pytest.raises(WrongUsage, match="that comment is on another claim"):
        comments.comment(panel["b"], panel.claims[1], "so", first)
    assert told(panel, 1) == []


@pytest.mark.parametrize(("text", "sentence"), [(" \n", "is empty"), ("x" * 4001, "at most")])
def test_a_comment_has_words_and_not_too_many(panel: Team, text: str, sentence: str) -> None:
    with pytest.raises(WrongUsage, match=sentence):
        comments.comment(panel["a"], panel.claims[0], text)


def test_a_comment_is_withdrawn_by_its_author_alone_and_keeps_its_place(panel: Team) -> None:
    first = comments.comment(panel["a"], panel.claims[0], "why?").event
    comments.comment(panel["b"], panel.claims[0], "so", first)
    with pytest.raises(NotPermitted, match="only its author can withdraw"):
        comments.withdraw(panel.ed, first)
    comments.withdraw(panel["a"], first)
    assert told(panel) == [["[why?]", "so"]]


def test_an_entry_that_withdraws_the_comment_of_another_changes_nothing(panel: Team) -> None:
    """It may come from a desk that does not ask whose it is."""
    said = comments.comment(panel["a"], panel.claims[0], "why?").event
    panel["b"].act(CommentChanged(claim_places.ref(panel.ed.conn, panel.claims[0]), said))
    assert told(panel) == [["why?"]]


def test_commenting_and_withdrawing_are_undone_and_done_again(panel: Team) -> None:
    desk = panel["a"]
    first = comments.comment(desk, panel.claims[0], "why?").event
    undoing.undo(desk, panel.document)
    assert told(panel) == [["[why?]"]]
    undoing.redo(desk, panel.document)
    assert told(panel) == [["why?"]]
    comments.withdraw(desk, first)
    undoing.undo(desk, panel.document)
    assert told(panel) == [["why?"]]


# --- mentions -------------------------------------------------------------------------------------


def test_a_mention_waits_until_it_was_on_screen(panel: Team) -> None:
    comments.comment(panel["a"], panel.claims[0], "look, @b and @C")

    def waits(who: str) -> list[str]:
        return [one.text for one in comment_threads.waiting(panel[who].conn, panel.id(who))]

    assert (waits("a"), waits("b"), waits("c")) == ([], ["look, @b and @C"], ["look, @b and @C"])
    assert comments.have_seen(panel["b"], panel.claims[0])
    assert not comments.have_seen(panel["b"], panel.claims[0])
    assert (waits("b"), waits("c")) == ([], ["look, @b and @C"])


def test_who_mentions_themselves_is_not_called(panel: Team) -> None:
    comments.comment(panel["a"], panel.claims[0], "@a remember")
    assert comment_threads.waiting(panel["a"].conn, panel.id("a")) == []


def test_a_withdrawn_comment_calls_nobody(panel: Team) -> None:
    said = comments.comment(panel["a"], panel.claims[0], "@b look").event
    comments.withdraw(panel["a"], said)
    assert comment_threads.waiting(panel["b"].conn, panel.id("b")) == []


def test_a_mention_in_the_blind_phase_calls_after_the_reveal(team: NewTeam) -> None:
    made = team()
    comments.comment(made["a"], made.claims[0], "@b look")
    assert comment_threads.waiting(made["b"].conn, made.id("b")) == []
    sessions.reveal(made.ed, made.session)
    assert [one.reviewer for one in comment_threads.waiting(made["b"].conn, made.id("b"))] == ["a"]


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Desk]:
    """Reviewers of whom one's name begins another's."""
    from store.file.identity import Reviewer
    from store.log.kinds import ReviewerRole
    from store.verbs.opening import open_desk

    path = tmp_path_factory.mktemp("people") / "t.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(path.parent))
        desk = open_desk(path, Reviewer("e" * 32, "ed"))
        for name in ("Ann", "Ann Lee", "li", "o'b+"):
            sessions.give_role(desk, name, ReviewerRole.CHECKER)
    return {"ed": desk}


@given(
    names=st.lists(st.sampled_from(["Ann", "Ann Lee", "li", "o'b+"]), max_size=4),
    end=st.sampled_from(["", ",", ".", " and", ")"]),
)
def test_who_is_named_is_mentioned_once_and_nobody_else(
    people: dict[str, Desk], names: list[str], end: str
) -> None:
    conn = people["ed"].conn
    ids = {name: uid for uid, name in conn.execute("SELECT uid, name FROM reviewer").fetchall()}
    text = " so ".join(f"@{name.upper()}{end}" for name in names) + " x@li @lily @Annie"
    assert comments.people_named(conn, text) == tuple(dict.fromkeys(ids[name] for name in names))
