"""What a blind session refuses tells nothing of what it hides, and what is shared stands still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from claims.model import Document, EvidenceKind
from store.errors import NotPermitted, WrongUsage
from store.log.kinds import ReviewerRole
from store.state.session import Reason
from store.verbs import comments, evidence, judging, sessions, settling, undoing
from store.verbs.revising import revise

from .teams import TEXT, Team

NewTeam = Callable[..., Team]


@pytest.mark.parametrize("words", [{}, {"reason": Reason.OTHER}])
def test_a_refusal_to_adjudicate_does_not_tell_how_others_judged(
    team: NewTeam, words: dict[str, Any]
) -> None:
    made = team()
    for who in "ac":
        judging.judge(made[who], made.claims[0], status="false")
    sessions.give_role(made.ed, "b", ReviewerRole.ADJUDICATOR)
    with pytest.raises(NotPermitted, match="claims of a blind session cannot be adjudicated"):
        settling.adjudicate(made["b"], made.claims[0], settling.LastWord("verified", **words))


def test_a_judgement_of_another_cannot_be_named_to_be_taken(team: NewTeam) -> None:
    made = team()
    judging.judge(made["a"], made.claims[0], status="false")
    with pytest.raises(NotPermitted, match="a checker may not adjudicate"):
        settling.adjudicate(made["b"], made.claims[0], settling.LastWord(takes=made.id("a")))


def test_a_comment_of_another_is_not_there_to_be_answered_or_withdrawn(team: NewTeam) -> None:
    made = team()
    said = comments.comment(made["a"], made.claims[0], "hm").event
    with pytest.raises(WrongUsage, match="that comment is gone"):
        comments.comment(made["b"], made.claims[0], "why?", said)
    with pytest.raises(WrongUsage, match="that comment is gone"):
        comments.withdraw(made["b"], said)


def test_evidence_of_another_is_not_there_to_be_weighed(team: NewTeam) -> None:
    made = team()
    piece = evidence.attach(made["a"], made.document, EvidenceKind.ON_AUTHOR, {}).event
    with pytest.raises(WrongUsage, match="gone"):
        evidence.weigh(made["b"], made.claims[0], piece, {"stance": "supports"})


def test_evidence_from_before_the_session_cannot_be_changed_to_say_something(team: NewTeam) -> None:
    made = team(session=False)
    piece = evidence.attach(made["a"], made.document, EvidenceKind.ON_AUTHOR, {}).event
    made.create()
    with pytest.raises(NotPermitted, match="cannot be changed until the reveal"):
        evidence.change(made["a"], piece, {"title": "told"})
    with pytest.raises(NotPermitted, match="cannot be changed until the reveal"):
        undoing.undo(made["a"], made.document)


def test_evidence_for_an_earlier_version_goes_to_the_one_under_review(team: NewTeam) -> None:
    made = team(session=False)
    text = f"{TEXT}\nThe quay opened.\n"
    document = Document(text, reader="plain/1")
    later = revise(made.ed, text.encode(), document, "port.txt", made.document)
    sessions.create(made.ed, later.added.document, sessions.Plan(["a", "b"]))
    with pytest.raises(NotPermitted, match="attach the evidence to that version"):
        evidence.attach(made["a"], made.document, EvidenceKind.ON_AUTHOR, {})
    assert evidence.attach(made["a"], later.added.document, EvidenceKind.ON_AUTHOR, {}).event
    assert evidence.attach(made.ed, made.document, EvidenceKind.ON_AUTHOR, {}).event


def test_a_new_version_waits_for_the_reveal(team: NewTeam) -> None:
    made = team()
    judging.judge(made["a"], made.claims[0], status="false")
    text = f"{TEXT}\nThe quay opened.\n"
    version = (text.encode(), Document(text, reader="plain/1"), "port.txt", made.document)
    before = made.events()
    for who in ("ed", "b"):
        with pytest.raises(NotPermitted, match="frozen until the reveal"):
            revise(made[who], *version)
    assert made.events() == before
    sessions.reveal(made.ed, made.session)
    assert revise(made["b"], *version).new == 1
