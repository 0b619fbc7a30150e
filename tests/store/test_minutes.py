"""The minutes tell every judgement, who changed it when and against which majority, and what came
of it; nothing before the reveal, and nothing that a browser or a terminal would obey."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims.intake import read_document
from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass
from claims.text import visible
from store import minutes
from store.clock import Instant
from store.dossier import walk
from store.errors import Exists, NotPermitted, StoreError, WrongUsage
from store.exports import exporter
from store.imports.jsonl import bring_in, opened
from store.log import chain
from store.log.kinds import Judged
from store.minutes.record import read
from store.minutes.time_spent import seconds
from store.minutes.values import Discussed, Minutes, Stage
from store.queries import claim_listing, claim_rows
from store.queries.team import session_rows
from store.state.session import Reason, Session, SessionMode
from store.verbs import (
    comments,
    intake,
    judging,
    naming,
    sessions,
    settling,
    sources,
    spans,
    undoing,
)
from store.verbs.desk import Desk
from store.verbs.opening import open_desk
from store.verbs.settling import LastWord

TEXT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed, and the mayor denied that a ship had sunk.
"""
PEOPLE = ("ana", "ben", "cyd")
STATUSES = ("verified", "false", "misleading", "disputed")
_NUMBERS = itertools.count()


class Team(NamedTuple):
    editor: Desk
    desks: dict[str, Desk]
    document: int
    claims: list[int]
    session: Session

    def now(self) -> Session:
        found = session_rows.by_uid(self.editor.conn, self.session.uid)
        assert found
        return found

    def reveal(self) -> None:
        sessions.reveal(self.editor, self.now())

    def read(self) -> Minutes:
        return read(self.editor.conn, self.now())

    def claim(self, number: int) -> Discussed:
        return next(one for one in self.read().claims if one.number == str(number))

    def md(self) -> str:
        return minutes.minutes(self.editor.conn, self.now(), "md")

    def html(self) -> str:
        return minutes.minutes(self.editor.conn, self.now(), "html")


def make(open_at: Callable[..., Desk], text: str, name: str, **how: Any) -> Team:
    editor = open_at("ed", name)
    data = text.encode()
    document = intake.take_in(editor, data, read_document(data, "port.txt"), "port.txt").document
    desks = {who: open_at(who, name) for who in PEOPLE}
    session = sessions.create(editor, document, sessions.Plan(PEOPLE, **how))
    return Team(editor, desks, document, claim_listing.listing(editor.conn, document), session)


@pytest.fixture
def made(open_at: Callable[..., Desk]) -> Callable[..., Team]:
    def factory(name: str = "t.db", **how: Any) -> Team:
        return make(open_at, TEXT, name, **how)

    return factory


@pytest.fixture
def team(made: Callable[..., Team]) -> Team:
    return made()


def held(team: Team) -> Team:
    """A session with a bit of everything: claim 1 is agreed on, 2 and 3 are not, 4 is untouched."""
    ana, ben, cyd = team.desks.values()
    one, two, three = team.claims[:3]
    for desk in (ana, ben, cyd):
        naming.accept(desk, one)
        judging.judge(desk, one, status="verified", confidence=Confidence.HIGH)
        judging.judge(desk, three, status="false")
    judging.judge(ana, two, status="disputed", justification="I doubt it")
    judging.judge(ana, two, status="false", justification="Nobody said so")
    judging.judge(ben, two, status="verified", attribution_status=AttributionStatus.ALTERED)
    judging.judge(cyd, two, status="verified")
    team.reveal()
    first = comments.comment(ben, two, "Why false, @ana?").event
    comments.comment(ana, two, "The official never did.", first)
    judging.judge(cyd, two, status="false", justification="ana is right")
    judging.note(ana, three, NoteKind.QUERY, "Which ship?")
    sessions.open_vote(team.editor, team.now())
    settling.vote(ben, two, "misleading")
    word = LastWord(status="disputed", reason=Reason.EDGE_CASE, note="Two readings are possible.")
    settling.adjudicate(team.editor, three, word)
    settling.vote(cyd, three, "misleading")
    sessions.close(team.editor, team.now())
    judging.judge(ben, two, status="disputed")
    return team


@pytest.fixture
def own(team: Team) -> Team:
    """The same, to go on with."""
    return held(team)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """The same, for all tests that only look at it."""
    folder = tmp_path_factory.mktemp("whole")
    ticks = itertools.count(1_707_386_400_000_000, 1_000_000)

    def open_at(who: str, name: str) -> Desk:
        desk = open_desk(folder / name, who, clock=lambda: Instant(next(ticks), 480))
        stack.callback(desk.close)
        return desk

    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        yield held(make(open_at, TEXT, "t.db"))


# --- every judgement -----------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.integers(0, 2),
        st.sampled_from(("status", "status", "status", "faithful", "undo", "vote", "step")),
        st.sampled_from(STATUSES),
    ),
    min_size=4,
    max_size=16,
)


def played(team: Team, steps: list[tuple[str, int, str, str]]) -> Iterator[str]:
    """Plays a script as far as rules allow it, and yields a word for each reason that was given."""
    turn = iter((sessions.reveal, sessions.open_vote, sessions.close))
    for n, (who, at, what, status) in enumerate(steps):
        desk, claim = team.desks[who], team.claims[at]
        try:
            if what == "status":
                judging.judge(desk, claim, status=status, justification=f"reason{n}x")
                yield f"reason{n}x"
            elif what == "faithful":
                judging.judge(desk, claim, attribution_status=list(AttributionStatus)[n % 3])
            elif what == "undo":
                undoing.undo(desk, team.document)
            elif what == "vote":
                settling.vote(desk, claim, status)
            elif step := next(turn, None):
                step(team.editor, team.now())
        except (NotPermitted, WrongUsage):
            continue


@settings(settings.get_profile("one desk"), max_examples=15)
@given(steps=STEPS, mode=st.sampled_from((SessionMode.BLIND, SessionMode.PANEL)))
def test_every_judgement_is_in_the_minutes(
    made: Callable[..., Team], steps: list[tuple[str, int, str, str]], mode: SessionMode
) -> None:
    team = made(name=f"{next(_NUMBERS)}.db", mode=mode)
    reasons = list(played(team, steps))
    if team.now().blind:
        team.reveal()
    told = team.read()
    judged = {
        entry.id
        for entry in chain.read(team.editor.conn, "e.kind = 'judged'")
        if entry.event and isinstance(entry.event.fact, Judged)
    }
    assert judged == {
        act.event for claim in told.claims for act in claim.acts if act.kind == "judged"
    }
    for page in (team.md(), team.html()):
        assert [reason for reason in reasons if reason not in page] == []


def test_what_was_held_blind_stays_as_it_was(whole: Team) -> None:
    opening = {one.who: (one.label, one.justification) for one in whole.claim(2).opening}
    assert opening == {
        "ana": ("false", "Nobody said so"),
        "ben": ("verified", ""),
        "cyd": ("verified", ""),
    }


def test_what_was_held_before_it_while_blind_is_told_too(whole: Team) -> None:
    (earlier,) = [act for act in whole.claim(2).acts if act.superseded]
    assert (earlier.who, earlier.stage) == ("ana", Stage.BLIND)
    assert "disputed · because I doubt it" in earlier.what


def test_a_change_is_told_with_the_majority_that_it_met(whole: Team) -> None:
    changes = [act for act in whole.claim(2).acts if act.stage is Stage.OPEN and act.tally]
    assert [(act.who, act.what, act.tally, act.majority) for act in changes] == [
        (
            "cyd",
            "false · because ana is right",
            (("verified", 2), ("false", 1)),
            "verified",
        ),
        ("ben", "vote: misleading", (("false", 2), ("verified", 1)), "false"),
    ]
    assert "(before: 2 verified, 1 false; majority verified)" in whole.md()


def test_a_claim_on_which_nobody_differed_is_a_row_of_the_table(whole: Team) -> None:
    (row,) = re.findall(r"(?m)^\| 1 \| .*$", whole.md())
    cells = [cell.strip() for cell in row.strip("|").split(" | ")]
    assert cells[2:4] == ["verified, unanimously", "A port official"]
    assert all(f"{who} (high, " in cells[4] for who in PEOPLE)
    assert "### 1." not in whole.md()


def test_a_claim_that_nobody_judged_is_an_open_question(whole: Team) -> None:
    assert whole.read().untouched == ("4",)
    assert "- No result, nobody has judged it: Claim 4\n" in whole.md()


def test_an_open_query_is_an_open_question_even_on_a_claim_that_nobody_judged(team: Team) -> None:
    judging.note(team.desks["ana"], team.claims[3], NoteKind.QUERY, "Which mayor?")
    team.reveal()
    assert "- Query on claim 4: Which mayor? (ana)\n" in team.md()


def test_a_vote_after_the_adjudication_contests_it(whole: Team) -> None:
    result = whole.claim(3).result
    assert (result.label, result.adjudicator, result.contested) == ("disputed", "ed", True)
    assert "- Contested, claim 3: disputed, adjudicated by ed;" in whole.md()


def test_a_last_word_is_told_with_its_reason_and_whom_it_follows(team: Team) -> None:
    for who, status in zip(PEOPLE, ("false", "verified", "verified"), strict=True):
        judging.judge(team.desks[who], team.claims[0], status=status)
    team.reveal()
    word = LastWord(
        takes=session_rows.members(team.editor.conn, team.session)[0].uid,
        reason=Reason.ANNOTATOR_ERROR,
        note="Two misread it.",
    )
    settling.adjudicate(team.editor, team.claims[0], word)
    assert (
        "adjudicated false, as ana held it (annotator error): Two misread it."
        " (before: 2 verified, 1 false; majority verified)"
    ) in team.md()


def test_comments_stand_in_their_threads(whole: Team) -> None:
    (thread,) = whole.claim(2).threads
    assert (thread.first.reviewer, [one.reviewer for one in thread.replies]) == ("ben", ["ana"])
    assert re.search(r"(?m)^  - [\d:]+, ben: Why false, @ana\?\n    - [\d:]+, ana: The", whole.md())


def test_a_withdrawn_comment_keeps_its_place_and_not_its_words(team: Team) -> None:
    team.reveal()
    one = comments.comment(team.desks["ana"], team.claims[0], "never mind").event
    comments.withdraw(team.desks["ana"], one)
    assert "ana: (withdrawn)" in team.md()
    assert "never mind" not in team.md()


def test_what_came_after_the_close_is_told_apart_and_changes_no_result(whole: Team) -> None:
    (late,) = whole.read().late
    assert (late.who, late.claim, late.what) == ("ben", "2", "disputed")
    assert (whole.claim(2).result.label, whole.claim(2).result.split) == ("false", True)
    assert "on claim 2: disputed" in whole.md().partition("## After the close")[2]


def test_a_last_word_after_the_close_changes_the_result_and_is_told_at_the_claim(own: Team) -> None:
    word = LastWord(status="verified", reason=Reason.OTHER, note="The port has confirmed it.")
    settling.adjudicate(own.editor, own.claims[1], word)
    assert own.claim(2).result.after_close
    section = own.md().split("### 2. Verified, adjudicated")[1].split("### ")[0]
    assert "The port has confirmed it." in section
    assert "Verified, adjudicated by ed after the close." in section


def test_a_second_session_begins_minutes_of_its_own(own: Team) -> None:
    second = sessions.create(own.editor, own.document, sessions.Plan(PEOPLE[:2]))
    judging.judge(own.desks["ana"], own.claims[1], status="misleading")
    sessions.reveal(own.editor, second)
    known = session_rows.by_uid(own.editor.conn, second.uid)
    assert known
    (claim,) = [one for one in read(own.editor.conn, known).claims if one.number == "2"]
    assert [act.what for act in claim.acts] == ["misleading"]
    assert [act.who for act in own.read().late] == ["ben"]


def test_wording_that_was_replaced_keeps_its_judgements_in_the_minutes(team: Team) -> None:
    judging.judge(
        team.desks["ana"], team.claims[0], status="false", justification="too much in one"
    )
    team.reveal()
    start = claim_rows.row(team.editor.conn, team.claims[0]).start
    spans.split(team.desks["ana"], team.claims[0], start + len("A port official said"))
    assert "too much in one" in team.md()
    assert "no result: its wording was replaced" in team.md()
    assert "claim split in 2" in team.md()


def test_the_steps_of_a_session_are_told_in_their_order(
    team: Team, open_at: Callable[..., Desk]
) -> None:
    sessions.join(open_at("dot"), team.session)
    team.reveal()
    sessions.open_vote(team.editor, team.now())
    sessions.close(team.editor, team.now())
    assert [(step.what, step.who) for step in team.read().steps] == [
        ("Created", "ed"),
        ("Joined", "dot"),
        ("Revealed", "ed"),
        ("Vote opened", "ed"),
        ("Closed", "ed"),
    ]


def exported(desk: Desk) -> io.BytesIO:
    return io.BytesIO("".join(exporter("jsonl").export(walk.collect(desk.conn))).encode())


def test_what_was_done_elsewhere_before_the_reveal_and_came_in_after_it_is_not_blind(
    team: Team, open_at: Callable[..., Desk]
) -> None:
    away = open_at("ed", "away.db")
    bring_in(away, opened(exported(team.editor)))
    ben = open_at("ben", "away.db")
    judging.judge(ben, claim_listing.listing(ben.conn, 1)[0], status="false")
    team.reveal()
    bring_in(team.editor, opened(exported(away)))
    claim = team.claim(1)
    assert claim.opening == ()
    assert [(act.who, act.what) for act in claim.acts] == [
        ("ben", "false (done before the reveal, came in after it)")
    ]


# --- time ----------------------------------------------------------------------------------------


def test_a_gap_of_more_than_five_minutes_counts_as_five() -> None:
    begin = 1_707_386_400_000_000
    times = [Instant(begin + at * 1_000_000).at for at in (0, 60, 3660, 3670)]
    assert seconds(reversed(times)) == 60 + 300 + 10


def test_one_act_takes_no_time_that_is_known() -> None:
    assert seconds([Instant(1_707_386_400_000_000).at]) == 0


def test_time_and_acts_are_told_of_each_reviewer(whole: Team) -> None:
    spent = {one.who: (one.role, one.acts) for one in whole.read().spent}
    assert spent == {
        "ana": ("reviewer", 7),
        "ben": ("reviewer", 6),
        "cyd": ("reviewer", 6),
        "ed": ("host", 5),
    }


# --- who may read them ---------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ana", "ed"])
def test_a_blind_session_has_no_minutes_yet(team: Team, who: str) -> None:
    desk = team.editor if who == "ed" else team.desks[who]
    judging.judge(team.desks["ben"], team.claims[0], status="false")
    with pytest.raises(NotPermitted, match="session 1 is blind: its minutes are told after"):
        minutes.minutes(desk.conn, team.now(), "md")


def test_a_later_blind_session_keeps_the_minutes_of_an_earlier_one_from_its_members(
    own: Team,
) -> None:
    sessions.create(own.editor, own.document, sessions.Plan(PEOPLE[:2]))
    with pytest.raises(NotPermitted, match="another session on this article is blind"):
        minutes.minutes(own.desks["ana"].conn, own.now(), "md")
    assert "Nobody said so" in own.md()


# --- the pages -----------------------------------------------------------------------------------


def parsed(page: str) -> Element:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(tree, Element)
    return tree


HEADINGS = [
    "Open questions",
    "Claims that were disputed or discussed",
    "Claims on which nobody differed",
    "Agreement",
    "Time spent",
    "After the close",
]


def test_both_forms_tell_the_same_sections_in_the_same_order(whole: Team) -> None:
    assert re.findall(r"(?m)^## (.*)$", whole.md()) == HEADINGS
    assert re.findall(r"<h2>(.*?)</h2>", whole.html()) == HEADINGS


def test_the_page_is_valid_and_fetches_nothing(whole: Team) -> None:
    page = whole.html()
    names = {element.tag for element in parsed(page).iter() if isinstance(element.tag, str)}
    assert not names & {"script", "iframe", "object", "img", "link", "form"}
    assert not re.search(r"\bsrc=|url\(|@import", page)


def test_every_anchor_that_the_minutes_point_to_is_there(whole: Team) -> None:
    page = whole.html()
    pointed = set(re.findall(r'href="#([^"]+)"', page))
    assert pointed
    assert pointed <= set(re.findall(r'\bid="([^"]+)"', page))


def test_the_minutes_end_with_the_digest_of_the_log(whole: Team) -> None:
    digest = chain.digest(whole.editor.conn)
    assert digest in whole.md().rpartition("---")[2]
    assert digest in whole.html().rpartition("<footer>")[2]


def test_no_id_is_told_to_people(whole: Team) -> None:
    body = whole.md().rpartition("---")[0]
    assert not re.search(r"[0-9a-f]{16}", body)


NASTY = (
    *("<script>x()</script>", "</style>", "**bold** | `cell`", "# heading", "[a](javascript:x)"),
    *("\x1b[31mred", "a\u202eb", "&lt;b&gt;", "line\nbreak"),
)


@pytest.mark.parametrize("text", NASTY)
def test_foreign_text_marks_up_neither_form(made: Callable[..., Team], text: str) -> None:
    team = made(title=text)
    judging.judge(team.desks["ana"], team.claims[0], status="false", justification=text)
    judging.judge(team.desks["ben"], team.claims[1], status="false", justification=text)
    judging.judge(team.desks["ana"], team.claims[1], status="false", justification=text)
    team.reveal()
    comments.comment(team.desks["ben"], team.claims[0], text)
    page, plain = team.html(), team.md()
    assert "javascript:" not in {v for e in parsed(page).iter() for v in e.attrib.values()}
    assert visible(page) == page
    assert visible(plain) == plain
    tags = {token.type for token in MarkdownIt().parse(plain)}
    assert "html_block" not in tags
    assert sum(line.startswith("# ") for line in plain.splitlines()) == 1
    rows = [line for line in plain.splitlines() if line.startswith("| 2 |")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [6]


def test_a_form_that_is_none_is_refused(whole: Team) -> None:
    with pytest.raises(WrongUsage, match="md or html"):
        minutes.minutes(whole.editor.conn, whole.now(), "pdf")


# --- writing them --------------------------------------------------------------------------------


def test_a_file_is_written_whole_and_replaced_only_by_force(whole: Team, tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"
    minutes.write(whole.editor.database, whole.now(), "md", str(path))
    assert path.read_text(encoding="utf-8") == whole.md()
    with pytest.raises(Exists):
        minutes.write(whole.editor.database, whole.now(), "md", str(path))
    minutes.write(whole.editor.database, whole.now(), "html", str(path), force=True)
    assert path.read_text(encoding="utf-8") == whole.html()


def test_the_desk_itself_is_never_written_over(whole: Team) -> None:
    with pytest.raises(StoreError, match="is the desk itself"):
        minutes.write(
            whole.editor.database, whole.now(), "md", str(whole.editor.database.path), force=True
        )


def test_a_refused_session_leaves_no_file(team: Team, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        minutes.write(team.editor.database, team.session, "md", str(tmp_path / "m.md"))
    assert not list(tmp_path.glob("*m.md*"))


def test_a_desk_that_is_only_read_tells_the_minutes(whole: Team, tmp_path: Path) -> None:
    desk = open_desk(whole.editor.database.path, "ed", create=False, read_only=True)
    try:
        minutes.write(desk.database, whole.now(), "md", str(tmp_path / "m.md"))
    finally:
        desk.close()
    assert "Open questions" in (tmp_path / "m.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", minutes.FORMS)
def test_a_protected_name_that_somebody_typed_is_hidden_where_it_is_asked(
    team: Team, tmp_path: Path, form: str
) -> None:
    sources.add(team.editor, "Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    judging.judge(
        team.desks["ana"], team.claims[0], status="false", justification="ivan  petrov saw it"
    )
    team.reveal()
    comments.comment(team.desks["ben"], team.claims[0], "ask Ivan Petrov")
    path = tmp_path / "m"
    minutes.write(team.editor.database, team.now(), form, str(path), redact=True)
    told = path.read_text(encoding="utf-8")
    assert (told.count("[Heron]"), "petrov" in told.casefold()) == (2, False)


def test_a_protected_name_in_the_article_itself_is_hidden_too(team: Team, tmp_path: Path) -> None:
    sources.add(team.editor, "A port official", SourceClass.EYEWITNESS, code_name="Heron")
    judging.judge(team.desks["ana"], team.claims[0], status="false")
    team.reveal()
    path = tmp_path / "m"
    minutes.write(team.editor.database, team.now(), "md", str(path), redact=True)
    told = path.read_text(encoding="utf-8")
    assert ("[Heron] said" in told, "port official" in told) == (True, False)
