"""What a session is set up to do: its scale, its mode, its reviewers, what comes back to work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.scales import NEWSROOM, POLITIFACT
from store.errors import NotPermitted, TwosourceError, WrongUsage
from store.log.kinds import ReviewerRole
from store.queries import journal
from store.queries.team import progress, session_ballots, session_rows
from store.state.session import Assign, Phase, SessionMode, Workflow
from store.verbs import handing_out, judging, sessions

from .teams import Team

NewTeam = Callable[..., Team]


def test_a_session_may_judge_on_another_scale_than_the_desk(team: NewTeam) -> None:
    made = team("ab", scale=POLITIFACT, assign=Assign.LOAD, reviews=1, votes=1)
    one = made.claims[0]
    assert session_rows.scale_for(made["a"].conn, made.document, made["a"].scale) == POLITIFACT
    with pytest.raises(WrongUsage, match="not a status of the politifact scale"):
        judging.judge(made["a"], one, status="missing_context")
    judging.judge(made["a"], one, status="half_true")
    session = sessions.reveal(made.ed, made.session)
    assert session_ballots.outcomes(made.ed.conn, session)[one].status == "half_true"
    assert journal.verdicts(made.ed.conn, one)[0].scale == POLITIFACT.digest


def test_a_verdict_on_another_scale_is_work_still_to_be_done(team: NewTeam) -> None:
    made = team("ab", session=False)
    judging.judge(made["a"], made.claims[0], status="false")
    made.create(scale=POLITIFACT, assign=Assign.LOAD, reviews=1)
    assert NEWSROOM.digest != made.session.scale
    handed = handing_out.hand_out(made["a"], made.session)
    assert handed
    assert handed.claim == made.claims[0]
    assert progress.decided_by(made.ed.conn, made.session, made.id("a")) == frozenset()
    assert session_ballots.outcomes(made.ed.conn, made.session)[made.claims[0]].status is None


@pytest.mark.parametrize("sent_back", [True, False])
def test_labels_that_differ_send_a_claim_back_where_the_session_says_so(
    team: NewTeam, sent_back: bool
) -> None:
    made = team("ab", returns=sent_back)
    judging.judge(made["a"], made.claims[0], status="false")
    judging.judge(made["b"], made.claims[0], status="verified")
    session = sessions.reveal(made.ed, made.session)
    states = progress.states(made.ed.conn, session, made.id("ed"), 0)
    want = Workflow.IN_REVIEW if sent_back else Workflow.ADJUDICATION
    assert states[made.claims[0]] is want


@pytest.mark.parametrize("mode", [SessionMode.PANEL, SessionMode.SOLO])
def test_only_a_blind_session_has_anything_to_reveal(team: NewTeam, mode: SessionMode) -> None:
    made = team(mode=mode)
    assert made.session.phase is Phase.DISCUSS
    with pytest.raises(NotPermitted, match="has nothing to reveal"):
        sessions.reveal(made.ed, made.session)


@pytest.mark.parametrize(
    "plan",
    [
        {"reviewers": ("a",)},
        {"reviewers": ("a", "a")},
        {"votes": 4},
        {"votes": 0},
        {"reviews": 2},
        {"lease": 0},
        {"mode": SessionMode.SOLO, "reviewers": ()},
    ],
)
def test_a_plan_that_cannot_work_is_refused_and_leaves_nothing(
    team: NewTeam, plan: dict[str, Any]
) -> None:
    made = team(session=False)
    before = made.events()
    with pytest.raises(WrongUsage, match=r"\A[^\n]+\Z"):
        made.create(**plan)
    assert made.events() == before


def test_who_may_not_judge_cannot_be_made_to_review(team: NewTeam) -> None:
    made = team(session=False)
    sessions.give_role(made.ed, "c", ReviewerRole.OBSERVER)
    with pytest.raises(TwosourceError, match="c has the role observer and cannot judge"):
        made.create()


def test_by_hand_a_claim_is_whose_it_was_made(team: NewTeam) -> None:
    made = team("ab", assign=Assign.HAND, reviews=1)
    one, two, *_ = made.claims
    with pytest.raises(NotPermitted, match="not assigned yet"):
        judging.judge(made["a"], one, status="false")
    sessions.assign(made.ed, made.session, [one, two], "a")
    assert handing_out.hand_out(made["b"], made.session) is None
    sessions.assign(made.ed, made.session, [one], "a", take_back=True)
    assert progress.assigned_to(made.ed.conn, made.session, made.id("a")) == {two}
    with pytest.raises(NotPermitted, match="not assigned yet"):
        judging.judge(made["a"], one, status="false")


def test_what_is_dealt_out_by_itself_is_not_assigned(team: NewTeam) -> None:
    made = team("ab", assign=Assign.LOAD, reviews=1)
    with pytest.raises(WrongUsage, match="deals out its claims by itself"):
        sessions.assign(made.ed, made.session, made.claims, "a")
