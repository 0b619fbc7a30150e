"""Votes and last words: who may say them, what they need, what contests them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.scales import NEWSROOM
from store.errors import NotPermitted, WrongUsage
from store.log.kinds import ReviewerRole
from store.queries.team import adjudications, member_verdicts, progress, session_ballots
from store.queries.team.adjudications import Ruling
from store.state.ballots import Outcome
from store.state.session import Reason, Rule, SessionMode
from store.verbs import judging, naming, sessions, settling, undoing
from store.verbs.settling import LastWord
from store.verbs.verify import verify

from .teams import Team

NewTeam = Callable[..., Team]


@pytest.fixture
def split(team: NewTeam) -> Team:
    """Revealed: on the first claim a and b hold false, c holds verified."""
    made = team()
    for who, status in (("a", "false"), ("b", "false"), ("c", "verified")):
        judging.judge(made[who], made.claims[0], status=status)
    sessions.reveal(made.ed, made.session)
    return made


def outcome(team: Team, claim: int = 0) -> Outcome:
    return session_ballots.outcomes(team.ed.conn, team.session)[team.claims[claim]]


def ruling(team: Team) -> Ruling:
    (one,) = adjudications.rulings(team.ed.conn, team.claims[0])
    return one


# --- votes ----------------------------------------------------------------------------------------


def test_a_vote_stands_in_for_what_is_held_and_leaves_it(split: Team) -> None:
    sessions.open_vote(split.ed, split.session)
    settling.vote(split["a"], split.claims[0], "verified")
    assert outcome(split).status == "verified"
    held = member_verdicts.held(split.ed.conn, split.session, "now")[split.claims[0]]
    assert [one.status for one in held] == ["false", "false", "verified"]


def test_a_vote_can_be_taken_back_changed_undone_and_done_again(split: Team) -> None:
    one, desk = split.claims[0], split["a"]
    sessions.open_vote(split.ed, split.session)

    def votes() -> list[str]:
        return [vote.status for vote in session_ballots.votes(split.ed.conn, split.session)]

    settling.vote(desk, one, "verified")
    settling.vote(desk, one, "disputed")
    assert votes() == ["disputed"]
    undoing.undo(desk, split.document)
    assert votes() == ["verified"]
    undoing.redo(desk, split.document)
    assert votes() == ["disputed"]
    settling.vote(desk, one, None)
    assert votes() == []


@pytest.mark.parametrize("who", ["ed", "a"])
def test_nobody_votes_before_the_vote(split: Team, who: str) -> None:
    with pytest.raises(
        NotPermitted, match=r"\A(no vote is open|only the members of session)[^\n]*\Z"
    ):
        settling.vote(split[who], split.claims[0], "false")
    assert session_ballots.votes(split.ed.conn, split.session) == []


def test_only_who_reviews_votes(split: Team) -> None:
    sessions.open_vote(split.ed, split.session)
    with pytest.raises(NotPermitted, match="only the members of session"):
        settling.vote(split.ed, split.claims[0], "false")


def test_a_verdict_is_no_vote_once_the_vote_is_open(split: Team) -> None:
    sessions.open_vote(split.ed, split.session)
    with pytest.raises(NotPermitted, match="cast a vote"):
        judging.judge(split["a"], split.claims[0], status="verified")
    with pytest.raises(NotPermitted, match="cast a vote"):
        undoing.undo(split["a"], split.document)
    assert judging.judge(split["a"], split.claims[0], justification="still").event


def test_a_vote_of_a_session_that_is_over_stays(split: Team) -> None:
    sessions.open_vote(split.ed, split.session)
    settling.vote(split["a"], split.claims[0], "verified")
    sessions.close(split.ed, split.session)
    before = split.events()
    with pytest.raises(NotPermitted, match="that vote is over"):
        undoing.undo(split["a"], split.document)
    with pytest.raises(WrongUsage, match="no open session on this article"):
        settling.vote(split["b"], split.claims[0], "verified")
    assert split.events() == before
    assert outcome(split).status == "verified"


def test_a_result_stays_what_it_was_at_the_close(split: Team) -> None:
    sessions.close(split.ed, split.session)
    for who in "abc":
        judging.judge(split[who], split.claims[0], status="disputed")
    assert outcome(split) == ("false", "majority", "")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (Rule.MAJORITY, ""),
        (Rule.UNANIMITY, "the verdicts differ"),
        (Rule.EDITOR, "the editor has to decide"),
    ],
)
def test_the_rule_of_the_session_decides(team: NewTeam, rule: Rule, told: str) -> None:
    made = team(mode=SessionMode.PANEL, rule=rule)
    for who, status in (("a", "false"), ("b", "false"), ("c", "verified")):
        judging.judge(made[who], made.claims[0], status=status)
    assert outcome(made).open == told


# --- the last word --------------------------------------------------------------------------------


def test_a_majority_is_overruled_with_a_reason_and_a_note(split: Team) -> None:
    one, before = split.claims[0], split.events()
    with pytest.raises(WrongUsage, match="say why the verdicts differ: one of ambiguous_text"):
        settling.adjudicate(split.ed, one, LastWord("verified"))
    with pytest.raises(WrongUsage, match="you overrule a majority; write a note"):
        settling.adjudicate(split.ed, one, LastWord("verified", reason=Reason.EDGE_CASE, note=" "))
    assert split.events() == before
    settling.adjudicate(
        split.ed, one, LastWord("verified", reason=Reason.EDGE_CASE, note="so it is")
    )
    assert outcome(split) == ("verified", "adjudicated", "")
    assert ruling(split).tally == {"false": 2, "verified": 1}


def test_with_the_majority_no_note_is_needed(split: Team) -> None:
    settling.adjudicate(split.ed, split.claims[0], LastWord("false", reason=Reason.ANNOTATOR_ERROR))
    assert ruling(split).status == "false"


def test_where_nobody_differs_no_reason_is_needed(split: Team) -> None:
    settling.adjudicate(split.ed, split.claims[1], LastWord("unverified"))
    assert outcome(split, 1).how == "adjudicated"


def test_who_takes_a_judgement_takes_its_attributions(split: Team) -> None:
    one = split.claims[0]
    naming.attribute(split["c"], one, ["cctv", "kremlin"])
    word = LastWord(takes=split.id("c"), reason=Reason.OTHER, note="c is right")
    settling.adjudicate(split.ed, one, word)
    said = [list(one.chain) for one in ruling(split).attributions]
    assert (ruling(split).status, ruling(split).takes, said) == (
        *("verified", "c"),
        [["cctv"], ["kremlin"]],
    )


def test_what_nobody_holds_cannot_be_taken(split: Team) -> None:
    with pytest.raises(WrongUsage, match="has no verdict on this claim"):
        settling.adjudicate(split.ed, split.claims[1], LastWord(takes=split.id("a")))


def test_a_later_verdict_or_vote_contests_a_last_word(split: Team) -> None:
    one = split.claims[0]
    settling.adjudicate(split.ed, one, LastWord("false", reason=Reason.OTHER))
    assert not ruling(split).contested
    judging.judge(split["a"], one, justification="as before")
    assert not ruling(split).contested
    judging.judge(split["a"], one, status="disputed")
    assert ruling(split).contested
    settling.adjudicate(split.ed, one, LastWord("false", reason=Reason.OTHER, note="still"))
    assert not ruling(split).contested
    sessions.open_vote(split.ed, split.session)
    settling.vote(split["b"], one, "disputed")
    assert ruling(split).contested
    assert verify(split.ed.database) == []


def test_a_last_word_is_undone_to_the_one_before(split: Team) -> None:
    one = split.claims[0]
    settling.adjudicate(split.ed, one, LastWord("false", reason=Reason.OTHER))
    settling.adjudicate(split.ed, one, LastWord("disputed", reason=Reason.OTHER, note="no"))
    undoing.undo(split.ed, split.document)
    assert ruling(split).status == "false"
    undoing.undo(split.ed, split.document)
    assert adjudications.rulings(split.ed.conn, one) == []
    undoing.redo(split.ed, split.document)
    assert ruling(split).status == "false"


def test_nobody_takes_back_the_last_word_of_another(split: Team) -> None:
    one = split.claims[0]
    sessions.give_role(split.ed, "c", ReviewerRole.ADJUDICATOR)
    settling.adjudicate(split.ed, one, LastWord("false", reason=Reason.OTHER))
    settling.adjudicate(split["c"], one, LastWord("disputed", reason=Reason.OTHER, note="no"))
    with pytest.raises(WrongUsage, match="somebody else has adjudicated this claim meanwhile"):
        undoing.undo(split.ed, split.document)
    assert (ruling(split).status, ruling(split).reviewer) == ("disputed", "c")


def test_a_last_word_outside_any_session_stands_for_itself(team: NewTeam) -> None:
    made = team(session=False)
    for who, status in (("a", "false"), ("b", "verified")):
        judging.judge(made[who], made.claims[0], status=status)
    with pytest.raises(WrongUsage, match="say why the verdicts differ"):
        settling.adjudicate(made.ed, made.claims[0], LastWord("false"))
    settling.adjudicate(made.ed, made.claims[0], LastWord("false", reason=Reason.OTHER))
    assert (ruling(made).session, ruling(made).tally) == ("", {"false": 1, "verified": 1})


def test_what_the_editor_changed_is_shown_to_whom_it_overruled(split: Team) -> None:
    word = LastWord("verified", reason=Reason.EDGE_CASE, note="the table has it")
    settling.adjudicate(split.ed, split.claims[0], word)
    found = {
        who: progress.overruled(split[who].conn, split.document, split.id(who)) for who in "abc"
    }
    assert found == {"a": split.claims[:1], "b": split.claims[:1], "c": []}


# --- a second pair of eyes ------------------------------------------------------------------------


def test_a_marked_status_waits_for_a_second_reviewer_and_for_no_other(team: NewTeam) -> None:
    made = team(session=False)
    marked = [status.id for status in NEWSROOM.statuses if status.second]
    free = [status.id for status in NEWSROOM.statuses if not status.second]
    assert marked
    judging.judge(made["a"], made.claims[0], status=marked[0])
    judging.judge(made["a"], made.claims[1], status=free[0])

    def waiting(who: str) -> list[int]:
        return progress.wants_second(made.ed.conn, made.document, made.id(who))

    assert waiting("b") == made.claims[:1]
    assert waiting("a") == []
    judging.judge(made["b"], made.claims[0], status=free[0])
    assert waiting("c") == []


def test_a_last_word_needs_no_second_reviewer(team: NewTeam) -> None:
    made = team(session=False)
    marked = next(status.id for status in NEWSROOM.statuses if status.second)
    judging.judge(made["a"], made.claims[0], status=marked)
    settling.adjudicate(made.ed, made.claims[0], LastWord(marked))
    assert progress.wants_second(made.ed.conn) == []
