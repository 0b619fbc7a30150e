"""What one reviewer says is folded alone, and ends where a fold of everything would."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import NoteKind
from store.errors import TwosourceError
from store.state.session import Reason
from store.verbs import comments, judging, sessions, settling, undoing
from store.verbs.revising import revise
from store.verbs.verify import verify

from .conftest import TEXT, Team

NewTeam = Callable[..., Team]

PEOPLE = st.sampled_from("abc")
CLAIMS = st.integers(0, 1)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("judge"), PEOPLE, CLAIMS, st.sampled_from(["verified", "false"])),
        st.tuples(st.just("reason"), PEOPLE, CLAIMS, st.just("It was measured")),
        st.tuples(st.just("note"), PEOPLE, CLAIMS, st.sampled_from(["which year?", ""])),
        st.tuples(st.just("comment"), PEOPLE, CLAIMS, st.just("look at @b")),
        st.tuples(st.just("undo"), PEOPLE, CLAIMS, st.just("")),
        st.tuples(st.just("adjudicate"), st.just("ed"), CLAIMS, st.just("false")),
        st.tuples(st.just("revise"), st.just("ed"), CLAIMS, st.just("Later. ")),
        st.tuples(
            st.sampled_from(["create", "reveal", "close"]), st.just("ed"), CLAIMS, st.just("")
        ),
    ),
    max_size=12,
)


def perform(team: Team, kind: str, who: str, which: int, value: str) -> None:
    """One random act; what is refused changes nothing."""
    desk, claim = team[who], team.claims[which]
    match kind:
        case "judge":
            judging.judge(desk, claim, status=value)
        case "reason":
            judging.judge(desk, claim, status="false", justification=value)
        case "note":
            judging.note(desk, claim, NoteKind.QUERY, value)
        case "comment":
            comments.comment(desk, claim, value)
        case "undo":
            undoing.undo(desk, team.document)
        case "adjudicate":
            word = settling.LastWord(status=value, reason=Reason.EDGE_CASE, note="See the records.")
            settling.adjudicate(desk, claim, word)
        case "revise":
            data = (TEXT + value).encode()
            revise(desk, team.document, data, read_document(data, "port.txt"), "port.txt")
        case "create":
            team.create()
        case "reveal" if team.uid:
            sessions.reveal(desk, team.session)
        case "close" if team.uid:
            sessions.close(desk, team.session)


@settings(settings.get_profile("one desk"), max_examples=25)
@given(acts=ACTS)
def test_the_tables_of_a_team_equal_the_fold_of_what_it_did(
    team: NewTeam, acts: list[tuple[str, str, int, str]]
) -> None:
    used = team(session=False)
    for act in acts:
        with suppress(TwosourceError):
            perform(used, *act)
    assert verify(used.ed.database) == []


def test_a_blind_judgement_contests_the_last_word_from_before_the_session(team: NewTeam) -> None:
    used = team(session=False)
    perform(used, "adjudicate", "ed", 0, "false")
    perform(used, "create", "ed", 0, "")
    perform(used, "judge", "a", 0, "verified")
    rows = used.ed.conn.execute("SELECT contested FROM main.adjudication").fetchall()
    assert rows == [(1,)]
