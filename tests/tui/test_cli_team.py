"""The commands of a team, run in this process on a real file."""

from __future__ import annotations

import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from claims.intake import read_document
from claims.model import EvidenceKind
from store.exports import EXPORTERS
from store.log import kinds
from store.log.kinds import ReviewerRole
from store.queries import claim_rows
from store.queries.team import adjudications, at_work, session_rows
from store.state import ballots
from store.state.session import Assign, Reason, Rule, SessionMode
from store.verbs import evidence, intake, settling
from store.verbs.comments import comment as say
from store.verbs.desk import Desk
from store.verbs.sessions import Plan, create, give_role
from tests.store.forging import forged
from tui.cli import cli, main

PAGE = (Path(__file__).parents[2] / "docs" / "sessions.md").read_text(encoding="utf-8")


class Done(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the test's desk as somebody: `run("ed", "session", "list")`.

    It has to end with `code`, if that is none with any.
    """
    monkeypatch.chdir(tmp_path)

    def factory(who: str, *args: str, code: int | None = 0) -> Done:
        line = ["twosource", "--db", str(tmp_path / "t.db"), "--reviewer", who, *args]
        monkeypatch.setattr(sys, "argv", line)
        capsys.readouterr()
        ended = 0
        try:
            main()
        except SystemExit as leaving:
            ended = int(leaving.code or 0)
        done = Done(ended, *capsys.readouterr())
        assert code in (None, done.code), done.err
        return done

    return factory


SHORT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed, and the mayor denied that a ship had sunk.
"""


@pytest.fixture
def ed(open_at: Callable[..., Desk]) -> Desk:
    """The desk of an editor, with the short article on it."""
    desk = open_at("ed")
    take(desk, SHORT, "port.txt")
    return desk


def take(desk: Desk, text: str, name: str) -> None:
    data = text.encode()
    intake.take_in(desk, data, read_document(data, name), name)


@pytest.fixture
def begun(run: Run, ed: Desk) -> Run:
    """Runs commands on a desk with a blind session of anna, ben and cem, which ed leads."""
    run("ed", "session", "create", "port", "--reviewers", "anna, ben,cem")
    return run


@pytest.fixture
def talking(begun: Run) -> Run:
    """The same, revealed, with a split on claim 1."""
    begun("anna", "tag", "1", "--status", "verified")
    begun("ben", "tag", "1", "--status", "false")
    begun("cem", "tag", "1", "--status", "false")
    begun("ed", "session", "reveal")
    return begun


def status(run: Run, who: str = "ed") -> dict[str, Any]:
    return json.loads(run(who, "session", "status", "--json").out)


def count(desk: Desk) -> int:
    return int(desk.conn.execute("SELECT count(*) FROM main.event").fetchone()[0])


def sentence(done: Done) -> str:
    """What a refusal says, if it is one line and nothing else."""
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert done.err.startswith("twosource: ")
    return done.err


# --- who may do what -----------------------------------------------------------------------------

COMMANDS: dict[tuple[str, ...], type[kinds.Fact]] = {
    ("add", "new.txt"): kinds.DocumentAdded,
    ("add", "port.txt", "--publisher", "Port Weekly"): kinds.DocumentDescribed,
    ("tag", "port:1", "--status", "false"): kinds.Judged,
    ("tag", "port:1", "--source", "reuters"): kinds.Judged,
    ("tag", "port:1", "--note", "hm"): kinds.Noted,
    ("evidence", "add", "--to", "port", "--url", "https://example.org/a"): kinds.EvidenceAttached,
    ("evidence", "remove", "1", "--of", "port"): kinds.EvidenceChanged,
    ("evidence", "weigh", "port:1", "1", "--stance", "supports"): kinds.EvidenceWeighed,
    ("sources", "add", "Gull"): kinds.SourceAdded,
    ("sources", "edit", "cctv", "--alias", "Gull"): kinds.SourceChanged,
    ("scales", "add", "house.toml"): kinds.ScaleAdded,
    ("reviewers", "role", "eve", "checker"): kinds.RoleGiven,
    ("session", "create", "other", "--reviewers", "anna,ben"): kinds.SessionCreated,
    ("session", "join"): kinds.SessionJoined,
    ("session", "assign", "1-2", "--to", "anna"): kinds.ClaimsAssigned,
    ("session", "reveal"): kinds.SessionRevealed,
    ("session", "vote"): kinds.VoteOpened,
    ("session", "vote", "1", "false"): kinds.Voted,
    ("session", "close"): kinds.SessionClosed,
    ("adjudicate", "port:1", "--status", "false"): kinds.Adjudicated,
    ("adjudicate", "port:1", "--take", "anna"): kinds.Adjudicated,
    ("comment", "port:1", "hm"): kinds.Commented,
    ("comment", "--withdraw", "1", "--of", "port"): kinds.CommentChanged,
    ("signoff", "port"): kinds.SignedOff,
    ("log", "redact", "{event}", "--reason", "by order"): kinds.Redacted,
    ("log", "admit", "{event}"): kinds.EntriesAdmitted,
    ("reviewers", "merge", "pat", "anna"): kinds.ReviewersMerged,
}
WITHOUT = {  # their acts have no command: keys, imports and other acts bring them about
    *(
        kinds.ClaimsFound,
        kinds.ClaimsContinued,
        kinds.ClaimsReplaced,
        kinds.LeadAnswered,
        kinds.StreamOpened,
    ),
}
FORBIDDEN = [
    pytest.param(role, args, id=f"{role} {' '.join(args)}")
    for role in ReviewerRole
    for args, kind in COMMANDS.items()
    if role not in kinds.RULES[kind].may
]


def test_every_act_that_a_role_may_lack_is_tried_by_a_command() -> None:
    assert set(COMMANDS.values()) | WITHOUT >= {row.fact for row in kinds.KINDS}


HOUSE = """name = "house"

[[status]]
id = "holds"
label = "holds"
letter = "H"
tone = "good"
meaning = "It holds."
averitec = "Supported"

[[status]]
id = "falls"
label = "falls"
letter = "X"
tone = "bad"
meaning = "It falls."
averitec = "Refuted"
"""


@pytest.fixture
def staffed(ed: Desk, open_at: Callable[..., Desk], tmp_path: Path) -> Desk:
    """A desk where pat has commented, and a session that is assigned by hand is going on."""
    pat = open_at("pat")
    say(pat, claim_rows.find_claim(ed.conn, "1"), "hm")
    evidence.attach(ed, 1, EvidenceKind.URL, {"url": "https://example.org/p"}, None)
    create(ed, 1, Plan(["anna", "ben"], mode=SessionMode.PANEL, assign=Assign.HAND))
    take(ed, "Other sample\n\nA mayor said that it rained.\n", "other.txt")
    (tmp_path / "new.txt").write_text("A mayor said that it snowed.\n")
    (tmp_path / "port.txt").write_text(SHORT)
    (tmp_path / "house.toml").write_text(HOUSE)
    return ed


@pytest.mark.parametrize(("role", "args"), FORBIDDEN)
def test_what_a_role_may_not_is_refused_in_a_sentence_and_leaves_no_entry(
    run: Run, staffed: Desk, role: ReviewerRole, args: tuple[str, ...]
) -> None:
    give_role(staffed, "pat", role)
    (event,) = staffed.conn.execute(
        "SELECT s.uid || ':' || e.n FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
        " WHERE e.kind = 'commented'"
    ).fetchone()
    before = count(staffed)
    done = run("pat", *(arg.replace("{event}", event) for arg in args), code=6)
    assert f"twosource: a{'n' * (role[0] in 'aeo')} {role} may not " in sentence(done)
    assert count(staffed) == before


def test_who_has_no_session_is_handed_nothing(run: Run, staffed: Desk) -> None:
    assert "you are not in session 1" in sentence(run("pat", "session", "next", code=6))


def test_a_desk_without_roles_says_that_everybody_may_do_everything(run: Run, ed: Desk) -> None:
    done = run("ed", "reviewers")
    assert done.out == "editor       ed  (you)\n"
    assert "everybody may do everything" in done.err


def test_whoever_gives_the_first_role_is_the_editor(run: Run, ed: Desk) -> None:
    said = run("ed", "reviewers", "role", "anna", "writer").out
    assert said == "anna is writer here; a new name on this desk\n"
    found = json.loads(run("ed", "reviewers", "list", "--json").out)
    assert {one["name"]: one["role"] for one in found} == {"anna": "writer", "ed": "editor"}


def test_the_last_editor_stays_one(run: Run, ed: Desk) -> None:
    run("ed", "reviewers", "role", "anna", "writer")
    refused = run("ed", "reviewers", "role", "ed", "checker", code=2)
    assert "needs an editor" in sentence(refused)


# --- how a session goes on -----------------------------------------------------------------------


def test_a_session_says_what_comes_next_and_who_may_do_it(begun: Run) -> None:
    found = status(begun)
    assert found["next"] == [
        "its reviewers judge: twosource session next 1",
        "editors reveal it: twosource session reveal 1",
    ]


def test_names_that_are_new_here_are_told(run: Run, ed: Desk) -> None:
    done = run("ed", "session", "create", "port", "--reviewers", "anna,ed")
    assert "new on this desk: anna\n" in done.err


def test_every_line_of_a_status_fits_80_cells(talking: Run) -> None:
    talking("ed", "comment", "1", "look @ed, all of you: @anna")
    lines = talking("anna", "session", "status").out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert "  for you   1 mention waits: twosource comments --mine" in lines


def test_the_others_progress_is_hidden_while_blind(begun: Run) -> None:
    begun("ben", "tag", "1", "--status", "false")
    begun("anna", "tag", "2", "--status", "false")
    assert [one["decided"] for one in status(begun, "anna")["members"]] == [1, None, None]
    assert [one["decided"] for one in status(begun, "ed")["members"]] == [1, 1, 0]


def test_the_state_of_the_work_is_one_s_own_while_blind(begun: Run) -> None:
    begun("ben", "tag", "1", "--status", "false")
    found = status(begun, "anna")
    assert {claim["state"] for claim in found["claims"]} == {"assigned"}
    assert {str(claim["result"]) for claim in found["claims"]} == {"None"}


def test_a_reveal_says_who_has_left_how_much_undecided(begun: Run) -> None:
    begun("anna", "tag", "1", "--status", "verified")
    begun("ben", "tag", "1", "--status", "false")
    assert begun("ed", "session", "reveal").out.splitlines() == [
        "session 1 is revealed; it cannot be made blind again",
        "anna: 1 of 4 judged, 3 undecided",
        "ben: 1 of 4 judged, 3 undecided",
        "cem: 0 of 4 judged, 4 undecided",
        "verdicts differ on #1",
    ]


def test_a_verdict_during_the_vote_is_refused_with_the_command_that_votes(talking: Run) -> None:
    talking("ed", "session", "vote")
    refused = sentence(talking("anna", "tag", "1", "--status", "false", code=6))
    assert refused == (
        "twosource: the vote is open: cast a vote, your own verdict stays as it was;"
        " `twosource session vote 1 false`\n"
    )


def test_a_source_may_be_set_during_the_vote(talking: Run) -> None:
    talking("ed", "session", "vote")
    assert "Reuters" in talking("anna", "tag", "1", "--source", "reuters").out


def test_a_vote_counts_instead_of_what_is_held_and_can_be_taken_back(talking: Run) -> None:
    talking("ed", "session", "vote")
    said = talking("ben", "session", "vote", "1", "verified").out
    assert said == "#1 you vote verified; 2 verified, 1 false: verified (majority)\n"
    said = talking("ben", "session", "vote", "1", "none").out
    assert said == "#1 your vote is withdrawn; 2 false, 1 verified: false (majority)\n"


def test_a_close_prints_what_it_came_to(talking: Run) -> None:
    lines = talking("ed", "session", "close").out.splitlines()
    assert lines[:3] == [
        "session 1 is closed: Port sample",
        "   1  false            majority (2 false, 1 verified)",
        "   2  -                nobody has judged it",
    ]


def test_a_close_writes_the_minutes_where_it_is_told_to(talking: Run, tmp_path: Path) -> None:
    done = talking("ed", "session", "close", "-o", "minutes.md")
    assert done.err == "minutes.md written\n"
    talking("ed", "session", "minutes", "-o", "again.md")
    assert (tmp_path / "minutes.md").read_text() == (tmp_path / "again.md").read_text()


@pytest.mark.parametrize("name", ["there.md", "nowhere/minutes.md"])
def test_a_close_whose_minutes_have_no_place_closes_nothing(
    talking: Run, ed: Desk, tmp_path: Path, name: str
) -> None:
    (tmp_path / "there.md").write_text("mine\n")
    sentence(talking("ed", "session", "close", "-o", name, code=4))
    assert session_rows.sessions(ed.conn)[0].open


def test_the_open_session_is_meant_where_none_is_named(talking: Run) -> None:
    talking("ed", "session", "close")
    talking("ed", "session", "create", "port", "--reviewers", "anna,ben", "--title", "Again")
    assert status(talking)["title"] == "Again"


def test_sessions_are_listed_open_ones_first(talking: Run) -> None:
    talking("ed", "session", "close")
    talking("ed", "session", "create", "port", "--reviewers", "anna,ben", "--mode", "panel")
    lines = talking("ed", "session", "list").out.splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["2", "discuss", "panel"],
        ["1", "closed", "blind"],
    ]


# --- what is blind -------------------------------------------------------------------------------

LISTING = [  # all that commands tell, and what they say to acts that nobody but anna could do
    *("claims port", "claims port --json", "claims --of anna", "claims --undecided"),
    *("claims --second", "claims --overruled", "claims --assigned", "claims --orphaned"),
    *("claims --status misleading", "claims --source reuters", "check", "check --all --json"),
    *("evidence list", "evidence list --json", "evidence list --claim 1", "log", "log --json"),
    *("log --claim 1", "log --claim 1 --json", "log verify", "log digest", "session list"),
    *("session list --json", "session status", "session status --json", "reviewers"),
    *("reviewers list --json", "comments", "comments 1", "comments --mine", "comments --json"),
    *("sources", "sources list --json", "scales", "scales list", "scales show newsroom"),
    *("comment 1 hm --reply 1", "comment --withdraw 1", "evidence remove 1"),
    *("evidence weigh 1 1 --stance refutes", "adjudicate 1 --take anna", "session vote 1 false"),
    *("session minutes", "agreement", "agreement --json", "timeline", "timeline --json"),
    *("export csv --of anna", "export jsonl --history", "export csv --final"),
    *(f"export {form} -o {{out}}" for form in EXPORTERS),
]
CHANGING = {  # what is left of the commands: they tell of nothing but what they have done
    *("review", "demo", "add", "read", "tag", "evidence add", "signoff", "log rebuild"),
    *(
        "log redact",
        "import",
        "sources add",
        "sources edit",
        "sources merge",
        "sources part",
        "sources import",
        "scales add",
    ),
    *(
        "timeline keep",
        "scales use",
        "backup",
        "reviewers role",
        "reviewers merge",
        "reviewers part",
        "log admit",
        "session create",
        "session join",
        "session next",
    ),
    *("session assign", "session reveal", "session close"),
}


def test_every_command_either_tells_or_changes() -> None:
    told = {line.removesuffix(" {out}") for line in LISTING}
    missing = [
        name
        for name in commands(cli)
        if name not in CHANGING
        and not any(line.split()[: len(name.split())] == name.split() for line in told)
    ]
    assert missing == []


def commands(group: click.Group) -> Iterator[str]:
    """Every command that is no group, with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from (f"{name} {below}" for below in commands(command))
        else:
            yield name


@pytest.fixture
def told(run: Run, tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """All that the commands tell somebody: standard output, errors, and what is in files."""
    out = tmp_path / "out"

    def factory(who: str) -> dict[str, str]:
        found = {}
        for line in LISTING:
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            args = line.replace("{out}", str(out / "x")).split()
            done = run(who, *args, code=None)
            found[line] = "\n".join([str(done.code), done.out, done.err, *contents(out)])
        return found

    return factory


def contents(place: Path) -> Iterator[str]:
    for path in sorted(path for path in place.rglob("*") if path.is_file()):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                yield from (parts.read(name).decode() for name in sorted(parts.namelist()))
        else:
            yield path.read_text(encoding="utf-8")


def masked(found: dict[str, str]) -> dict[str, str]:
    """Without when it was written, and without the digest, which is over what is hidden as well."""
    digest = found["log digest"].split()[1]
    time = r"\d{4}-\d\d-\d\d[T ][\d:.]+( ?[+-]\d\d:?\d\d|Z)?"
    return {line: re.sub(time, "", text.replace(digest, "")) for line, text in found.items()}


@pytest.mark.parametrize(
    ("who", "role"),
    [("ben", ""), ("ada", "adjudicator"), ("ed", "")],
)
def test_no_command_tells_what_another_did_while_it_is_blind(
    run: Run, ed: Desk, told: Callable[[str], dict[str, str]], who: str, role: str
) -> None:
    """Whether anna has worked or not, they print the same; to ed as well, who judges in it too."""
    run("ed", "session", "create", "port", "--reviewers", "anna,ben,ed")
    if role:
        run("ed", "reviewers", "role", who, role)
    run("ben", "tag", "2", "--status", "false")
    before = told(who)
    anna_works(run)
    after = told(who)
    assert [line for line, text in after.items() if SECRET in text] == []
    assert masked(after) == masked(before)


SECRET = "zanzibar"


def anna_works(run: Run) -> None:
    """All that a reviewer can do to an article."""
    run("anna", "tag", "1", "--status", "misleading", "--reason", SECRET, "--restate", SECRET)
    run("anna", "tag", "1", "--note", SECRET, "--query", SECRET, "--correction", SECRET)
    run("anna", "sources", "add", SECRET, "--alias", f"port of {SECRET}")
    run("anna", "sources", "edit", SECRET, "--reliability", "B")
    run("anna", "tag", "1", "--attribution", "altered", "--source", SECRET)
    run("anna", "comment", "1", f"{SECRET} @ben")
    run("anna", "evidence", "add", "--url", f"https://{SECRET}.example/", "--title", SECRET)
    about = ("--claim", "1", "--stance", "refutes", "--group", SECRET)
    run("anna", "evidence", "add", "--conversation", SECRET, *about)
    Path("readout.txt").write_text(f"The port of {SECRET} was open.\n")
    run("anna", "evidence", "add", "readout.txt", "--claim", "1")
    run("anna", "session", "next")


def test_tag_asks_for_a_reason_on_the_scale_of_the_session(run: Run, ed: Desk) -> None:
    evidence.attach(ed, 1, EvidenceKind.ON_AUTHOR, {})
    run("ed", "session", "create", "port", "--reviewers", "anna,ben", "--scale", "averitec")
    asked = sentence(run("anna", "tag", "1", "--status", "supported", code=2))
    assert asked.endswith(": --reason TEXT\n")
    run("anna", "tag", "1", "--status", "refuted")
    run("anna", "tag", "1", "--status", "supported", "--reason", "I was there")


def test_an_editor_who_does_not_judge_sees_what_is_blind(run: Run, ed: Desk) -> None:
    run("ed", "session", "create", "port", "--reviewers", "anna,ben")
    anna_works(run)
    assert SECRET in run("ed", "log").out


def test_after_the_reveal_all_is_seen(run: Run, ed: Desk, told: Callable[..., Any]) -> None:
    run("ed", "session", "create", "port", "--reviewers", "anna,ben")
    anna_works(run)
    run("ed", "session", "reveal")
    seen = {line.split()[0] for line, text in told("ben").items() if SECRET in text}
    assert seen >= {"evidence", "log", "comments", "export"}


# --- who gets which claim ------------------------------------------------------------------------


@pytest.fixture
def dealt(run: Run, ed: Desk) -> Run:
    """A session in which each claim is one reviewer's, whoever asks first."""
    run("ed", "session", "create", "port", "--reviewers", "anna,ben", "--mode", "solo")
    return run


def test_two_reviewers_are_handed_different_claims(dealt: Run) -> None:
    assert dealt("anna", "session", "next").out.startswith("#1 A port official")
    assert dealt("ben", "session", "next").out.startswith("#2 Nobody said why")


def test_a_claim_in_hand_is_told_with_its_time(dealt: Run) -> None:
    done = dealt("anna", "session", "next")
    first = status(dealt)["claims"][0]
    (held,) = first["in_hand"]
    assert held["reviewer"] == "anna"
    assert done.out.splitlines()[1] == f"reserved for you until {held['until']}"


def test_a_claim_that_is_judged_is_in_nobody_s_hand(dealt: Run) -> None:
    dealt("anna", "session", "next")
    dealt("anna", "tag", "1", "--status", "false")
    assert status(dealt)["claims"][0]["in_hand"] == []


def test_who_has_what_in_hand_is_not_told_while_blind(run: Run, ed: Desk) -> None:
    people = ("--reviewers", "anna,ben,cem", "--assign", "load")
    run("ed", "session", "create", "port", *people)
    run("ben", "session", "next")
    run("anna", "session", "next")
    seen = {who: str(status(run, who)["claims"]) for who in ("anna", "cem", "ed")}
    assert [who for who, told in seen.items() if "'ben'" in told] == ["ed"]
    assert "'anna'" in seen["anna"]


def test_when_nothing_is_left_nothing_is_handed_out(dealt: Run) -> None:
    for number in ("1", "2", "3", "4"):
        dealt("anna", "tag", number, "--status", "false")
    done = dealt("ben", "session", "next")
    assert (done.out, done.err) == ("", "no claim is left for you in session 1\n")


@pytest.mark.parametrize(
    ("names", "theirs"),
    [
        (("2",), ["2"]),
        (("1-3",), ["1", "2", "3"]),
        (("4", "1-2", "2"), ["1", "2", "4"]),
        (("all",), ["1", "2", "3", "4"]),
    ],
)
def test_claims_are_assigned_by_number_range_or_all(
    run: Run, ed: Desk, names: tuple[str, ...], theirs: list[str]
) -> None:
    run("ed", "session", "create", "port", "--reviewers", "anna,ben", "--assign", "hand")
    run("ed", "session", "assign", *names, "--to", "anna")
    listed = json.loads(run("anna", "claims", "--assigned", "--json").out)
    assert [row["number"] for row in listed] == theirs


def test_claims_are_taken_back(run: Run, ed: Desk) -> None:
    run("ed", "session", "create", "port", "--reviewers", "anna,ben", "--assign", "hand")
    run("ed", "session", "assign", "all", "--to", "anna")
    said = run("ed", "session", "assign", "2-4", "--to", "anna", "--take-back").out
    assert said == "3 claims taken back from anna\n"
    listed = json.loads(run("anna", "claims", "--assigned", "--json").out)
    assert [row["number"] for row in listed] == ["1"]


# --- comments ------------------------------------------------------------------------------------


@pytest.fixture
def said(talking: Run) -> Run:
    """Three comments: one on claim 2, one before it in the article, and an answer to the first."""
    talking("anna", "comment", "2", "why though, @ben?")
    talking("ben", "comment", "1", "the official did")
    talking("ben", "comment", "2", "nobody asked", "--reply", "1")
    return talking


def numbered(run: Run, who: str, *args: str) -> list[tuple[int, str, str | None]]:
    found = json.loads(run(who, "comments", *args, "--json").out)
    return [(one["number"], one["claim"], one["text"]) for one in found]


def test_comments_are_listed_by_claim_with_answers_below(said: Run) -> None:
    lines = said("cem", "comments").out.splitlines()
    assert [line[:6] for line in lines] == ["c2   #", "c1   #", "  c3  "]


def test_a_comment_keeps_its_number_when_another_is_withdrawn(said: Run) -> None:
    said("anna", "comment", "--withdraw", "1")
    assert numbered(said, "cem") == [
        (2, "1", "the official did"),
        (1, "2", None),
        (3, "2", "nobody asked"),
    ]


def test_a_claim_s_comments_are_listed_alone(said: Run) -> None:
    assert numbered(said, "cem", "1") == [(2, "1", "the official did")]


def test_a_mention_waits_until_its_comments_are_listed(said: Run) -> None:
    waiting = [(1, "2", "why though, @ben?")]
    assert numbered(said, "ben", "--mine") == waiting
    assert numbered(said, "ben", "--mine") == waiting
    said("ben", "comments", "2")
    assert numbered(said, "ben", "--mine") == []


def test_only_its_author_withdraws_a_comment(said: Run) -> None:
    assert "only its author can withdraw" in sentence(
        said("ben", "comment", "--withdraw", "c1", code=6)
    )


# --- the last word -------------------------------------------------------------------------------


def test_the_last_word_may_take_a_reviewer_s_judgement(talking: Run, ed: Desk) -> None:
    why = ("--reason", "edge_case", "--note", "the log of the port")
    done = talking("ed", "adjudicate", "1", "--take", "anna", *why)
    assert done.out.startswith("#1 verified, adjudicated (edge case): A port official")
    (ruling,) = adjudications.rulings(ed.conn, 1)
    assert (ruling.status, ruling.reason) == ("verified", Reason.EDGE_CASE)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--status", "verified"), "say why the verdicts differ"),
        (("--status", "verified", "--reason", "edge_case"), "you overrule a majority"),
        (("--take", "ed", "--reason", "other"), "has no verdict on this claim"),
        (("--status", "true", "--reason", "other"), "'true' is not a status"),
        (("--status", "false", "--take", "anna"), "give --status S or --take REVIEWER"),
        ((), "give --status S or --take REVIEWER"),
    ],
)
def test_a_last_word_that_explains_too_little_is_refused(
    talking: Run, ed: Desk, args: tuple[str, ...], words: str
) -> None:
    before = count(ed)
    assert words in sentence(talking("ed", "adjudicate", "1", *args, code=2))
    assert count(ed) == before


@pytest.mark.parametrize("how", ["--status verified", "--status false", "--take ben"])
def test_a_refused_last_word_tells_nothing_of_what_is_blind(
    begun: Run, open_at: Callable[..., Desk], ed: Desk, how: str
) -> None:
    """The rules know the ballots that a reviewer may not; so they are asked last."""
    give_role(ed, "anna", ReviewerRole.ADJUDICATOR)
    before = begun("anna", "adjudicate", "1", *how.split(), code=6).err
    for who in ("ben", "cem"):
        begun(who, "tag", "1", "--status", "false")
    assert begun("anna", "adjudicate", "1", *how.split(), code=6).err == before


# --- claims and signoff --------------------------------------------------------------------------


@pytest.fixture
def ruled(talking: Run, ed: Desk) -> Run:
    """Closed, with claim 1 adjudicated against the majority and claim 2 agreed on."""
    for who in ("anna", "ben"):
        talking(who, "tag", "2", "--status", "unverified")
    talking("cem", "tag", "3", "--status", "verified")
    settling.adjudicate(ed, 1, settling.LastWord("verified", "", Reason.EDGE_CASE, "the log"))
    talking("ed", "session", "close")
    return talking


def test_claims_have_their_final_verdict_beside_one_s_own(ruled: Run) -> None:
    lines = ruled("ben", "claims").out.splitlines()
    assert lines[2].startswith("   1  false            verified * ")
    assert lines[3].startswith("   2  unverified       unverified ")
    assert [line for line in lines if len(line) > 80] == []


def test_a_ruling_is_marked_contested_where_somebody_judged_it_anew(ruled: Run) -> None:
    ruled("anna", "tag", "1", "--status", "misleading")
    assert "verified *?" in ruled("ben", "claims").out


@pytest.mark.parametrize(
    ("who", "option", "numbers"),
    [
        ("ben", "--overruled", ["1"]),
        ("anna", "--overruled", []),
        ("ben", "--second", ["3"]),
        ("cem", "--second", []),
    ],
)
def test_claims_are_chosen_by_what_the_team_says_of_them(
    ruled: Run, who: str, option: str, numbers: list[str]
) -> None:
    listed = json.loads(ruled(who, "claims", option, "--json").out)
    assert [row["number"] for row in listed] == numbers


def test_final_verdicts_come_with_the_rule_that_carried_them(ruled: Run) -> None:
    final = [row["final"] for row in json.loads(ruled("ben", "claims", "--json").out)]
    assert [one and (one["status"], one["how"]) for one in final] == [
        ("verified", "adjudicated"),
        ("unverified", "majority"),
        None,
        None,
    ]


def test_a_later_session_overrides_the_last_word_of_an_earlier_one(ruled: Run) -> None:
    ruled("ed", "session", "create", "port", "--reviewers", "anna,ben", "--mode", "panel")
    ruled("anna", "tag", "1", "--status", "false")
    ruled("ed", "session", "close")
    final = json.loads(ruled("ben", "claims", "--json").out)[0]["final"]
    assert (final["status"], final["how"]) == ("false", "majority")


def test_a_second_blind_round_is_not_told_what_the_first_came_to(ruled: Run) -> None:
    ruled("ed", "session", "create", "port", "--reviewers", "anna,ben")
    final = [row["final"] for row in json.loads(ruled("ben", "claims", "--json").out)]
    assert final == [None] * 4


def test_a_signature_tells_what_a_team_left_open(ruled: Run) -> None:
    assert ruled("ed", "signoff").err.splitlines() == [
        "still open: 2 of 4 claims without your verdict",
        "still open: 1 of 4 claims that need a second pair of eyes",
    ]


def test_an_editor_alone_is_not_asked_for_a_second_pair_of_eyes(run: Run, ed: Desk) -> None:
    for number in ("1", "2", "3", "4"):
        run("ed", "tag", number, "--status", "verified")
    assert run("ed", "signoff").err == ""


# --- wrong usage ---------------------------------------------------------------------------------

WRONG = {
    ("session", "create", "port"): "Missing option '--reviewers'",
    ("session", "create", "port", "--reviewers", ""): "takes 2 to 64 reviewers, not 0",
    ("session", "create", "port", "--reviewers", "a,a"): "the same reviewer is named twice",
    ("session", "create", "port", "--reviewers", "a,b", "--votes", "3"): "can have 1 to 2 votes",
    ("session", "create", "port", "--reviewers", "a,b", "--lease", "0"): "a lease lasts between",
    ("session", "create", "port", "--reviewers", "a,b", "--mode", "dark"): "'dark' is not one of",
    ("session", "create", "port", "--reviewers", "a,b", "--scale", "snopes"): "no scale 'snopes'",
    ("session", "status", "9"): "no session is called '9'",
    ("session", "next", "9"): "no session is called '9'",
    ("session", "vote", "1"): "give a verdict too: session vote 1 STATUS",
    ("session", "vote", "99", "false"): "there is no claim '99'",
    ("session", "assign", "1", "--to", "anna"): "deals out its claims by itself",
    ("session", "assign", "3-1", "--to", "anna"): "runs backwards; 1-3 is a range",
    ("session", "assign", "1-99", "--to", "anna"): "there is no claim '99'",
    ("session", "assign", "1"): "Missing option '--to'",
    ("session", "fly"): "No such command 'fly'",
    ("reviewers", "role", "anna", "boss"): "'boss' is not one of",
    ("comment", "1"): "give a claim and a text",
    ("comment", "1", " "): "the comment is empty",
    ("comment", "1", "hm", "--reply", "9"): "there is no comment '9' on this article",
    ("comment", "1", "hm", "--of", "port"): "--of is for --withdraw",
    ("comment", "1", "--withdraw", "1"): "--withdraw N takes no claim and no --reply",
    ("comment", "--withdraw", "9" * 5000): "there is no comment",
    ("comments", "99"): "there is no claim '99'",
    ("adjudicate", "1", "--status", "false", "--reason", "mood"): "'mood' is not one of",
    ("adjudicate", "1", "--take", "nobody"): "nobody called 'nobody'",
    ("claims", "--orphaned", "--second"): "cannot be combined with another filter",
}


@pytest.mark.parametrize(("args", "words"), WRONG.items(), ids=lambda value: str(value)[:60])
def test_wrong_usage_is_said_in_a_sentence(
    begun: Run, ed: Desk, args: tuple[str, ...], words: str
) -> None:
    before = count(ed)
    done = begun("ed", *args, code=2)
    assert words in done.err.splitlines()[0]
    assert done.err.startswith("twosource: ")
    assert count(ed) == before


def test_nothing_is_assigned_without_a_session(run: Run, ed: Desk) -> None:
    assert "nothing is assigned" in sentence(run("ed", "claims", "--assigned", code=2))


@pytest.mark.parametrize("phase", ["vote", "close"])
def test_no_claim_is_handed_out_once_verdicts_are_votes(talking: Run, ed: Desk, phase: str) -> None:
    talking("ed", "session", phase)
    assert "no longer hands out claims" in sentence(talking("anna", "session", "next", "1", code=2))
    assert at_work.leases(ed.conn, session_rows.sessions(ed.conn)[0], 0) == []


@pytest.mark.parametrize("step", ["reveal", "vote", "close"])
def test_a_session_that_is_closed_goes_no_further(talking: Run, step: str) -> None:
    talking("ed", "session", "close")
    name = ["--session", "1"] if step == "vote" else ["1"]
    refused = sentence(talking("ed", "session", step, *name, code=2))
    assert "session 1 is closed" in refused


# --- the page ------------------------------------------------------------------------------------


def table(heading: str, number: int = 0) -> list[list[str]]:
    """The cells of a table of a section of docs/sessions.md, its head first."""
    section = "\n" + PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found = section.split("\n\n|")[number + 1].split("\n\n")[0].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in found]
    return [rows[0], *rows[2:]]


def test_the_page_says_of_every_role_what_it_may() -> None:
    head, *rows = table("Who may do what")
    told = {
        act: {ReviewerRole(role) for role, cell in zip(head[1:], cells, strict=True) if cell}
        for acts, *cells in rows
        for act in acts.split(", ")
    }
    assert told == {
        row.act: set(row.may) for row in kinds.KINDS if row.fact is not kinds.StreamOpened
    }


def test_the_page_has_the_results_that_the_rules_give() -> None:
    _, *rows = table("Votes and results", 1)
    second = frozenset({"verified", "false"})
    for cast, *told in rows:
        held = {str(n): status for n, status in enumerate(cast.split(", "))}
        outcomes = [ballots.decide(rule, 2, held, second=second) for rule in Rule]
        assert [one.status or one.open for one in outcomes] == told


def test_anothers_view_is_said_to_be_hidden_while_it_is_blind(begun: Run) -> None:
    begun("anna", "tag", "1", "--status", "verified")
    told = begun("ben", "claims", "--of", "anna").err
    assert "anna's judgements are hidden until the reveal" in told
    assert begun("ed", "claims", "--of", "anna").err == ""


# --- what a log from elsewhere says ---------------------------------------------------------------


def test_what_waits_is_listed_with_its_reason_and_let_by_an_editor(
    ed: Desk, run: Run, tmp_path: Path
) -> None:
    create(ed, 1, Plan(["anna", "ben"]))
    role = kinds.RoleGiven("5" * 32, "a stranger", "editor")
    (tmp_path / "theirs.jsonl").write_bytes(forged("5" * 32, role))
    brought = run("ed", "import", "jsonl", "theirs.jsonl")
    assert "not obeyed here until an editor says so: 1 entry" in brought.err
    listed = run("anna", "log", "admit").out
    assert "not obeyed (it came from elsewhere and waits for an editor's word)" in listed
    assert "a stranger" in listed
    assert "editor       somebody" not in run("ed", "reviewers").out
    run("anna", "log", "admit", listed.split()[0], code=6)
    assert run("ed", "log", "admit", listed.split()[0]).out == "1 entry admitted\n"
    assert "editor       somebody" in run("ed", "reviewers").out
    assert run("ed", "log", "admit").out == ""
    assert run("ed", "log", "admit", "--all").out == "0 entries admitted\n"


def test_two_reviewers_are_taken_for_one_and_apart_again(ed: Desk, run: Run) -> None:
    run("anna", "tag", "1", "--status", "false")
    run("ann", "tag", "2", "--status", "false")
    told = run("ed", "reviewers", "merge", "ann", "anna").out
    assert "ann " not in run("ed", "reviewers").out
    assert [one["status"] for one in json.loads(run("anna", "claims", "--json").out)][:2] == [
        "false",
        "false",
    ]
    run("ed", "reviewers", "merge", "nobody", "anna", code=2)
    run("ed", *re.search(r"`twosource (reviewers part \w+)`", told)[1].split())
    assert "ann" in run("ed", "reviewers").out.split()
    run("ed", "reviewers", "part", "0" * 12, code=2)
    run("ed", "log", "verify")
