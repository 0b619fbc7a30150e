"""`session`: reviewing an article as a team, from the first blind judgement to the close.

No step asks back. A command says what it did, what cannot be undone, and what comes next.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.team.model import Assign, Rule, SessionMode
from tui.cli.common import Session as Options
from tui.cli.common import print_json, print_text, uid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.desk import Desk
    from store.team.model import Session

MINUTES = "tui.cli.minutes"


class _Sessions(click.Group):
    """`minutes` is imported when it is called: writing them loads what no other command needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*super().list_commands(ctx), *(["minutes"] if find_spec(MINUTES) else [])]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name == "minutes" and find_spec(MINUTES):
            return _minutes()
        return super().get_command(ctx, cmd_name)


def _minutes() -> click.Command:
    command: click.Command = import_module(MINUTES).minutes
    return command


@click.group(cls=_Sessions)
def session() -> None:
    """Review an article as a team: judge blind, reveal, discuss, vote, close.

    SESSION is a number of `session list` or words of its title; the only open one can be left out.
    """


def _choices(kind: Any) -> click.Choice[str]:
    return click.Choice([one.value for one in kind])


@session.command()
@click.argument("article")
@click.option("--reviewers", required=True, metavar="A,B,C", help="Who judges, by name.")
@click.option(
    "--mode",
    type=_choices(SessionMode),
    default="blind",
    show_default=True,
    help="blind: nobody sees another's work until the reveal; panel: all see all; solo: each "
    "claim is one reviewer's.",
)
@click.option(
    "--rule",
    type=_choices(Rule),
    default="majority",
    show_default=True,
    help="What makes verdicts a result; editor: where they differ, an adjudication.",
)
@click.option("--votes", type=int, metavar="N", help="How many carry a verdict; 2 if possible.")
@click.option("--scale", metavar="S", help="The scale to judge on, if not the desk's.")
@click.option("--reviews", type=int, metavar="N", help="How many reviewers judge each claim.")
@click.option(
    "--assign", type=_choices(Assign), help="Who gets which claim; all, in solo mode load."
)
@click.option(
    "--lease",
    type=int,
    default=30,
    show_default=True,
    metavar="MINUTES",
    help="How long a claim that was handed out is kept.",
)
@click.option("--returns", is_flag=True, help="Differing verdicts send a claim back to work.")
@click.option("--title", default="", metavar="TEXT", help="What to call it; the article's title.")
@click.pass_obj
def create(options: Options, /, article: str, **given: Any) -> None:
    """Begin a session on ARTICLE. The first on a desk makes whoever begins it the editor."""
    from store import queries, scales
    from store.team import reading, roles, sessions

    with options.desk(ask=True) as desk:
        found = queries.find_article(desk.conn, article, uid(desk))
        names = [name.strip() for name in given["reviewers"].split(",") if name.strip()]
        known = {one.name for one in reading.roles(desk.conn)}
        plan = sessions.Plan(
            names,
            SessionMode(given["mode"]),
            Rule(given["rule"]),
            given["votes"],
            given["reviews"],
            Assign(given["assign"]) if given["assign"] else None,
            given["lease"] * 60,
            given["returns"],
            given["title"],
            scales.find(desk.conn, given["scale"]) if given["scale"] else None,
        )
        first = not roles.given(desk.conn)
        made = sessions.create(desk, found.id, plan)
        _tell(desk, made)
        if first:
            click.echo("you are the desk's editor now; who has no role is a checker", err=True)
        new = [one.name for one in reading.members(desk.conn, made) if one.name not in known]
        if new:
            click.echo(f"new on this desk: {', '.join(new)}", err=True)


def _tell(desk: Desk, found: Session) -> None:
    from tui.cli import session_words as words

    for line in words.told(desk, words.standing(desk, found)):
        print_text(line)


@session.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.pass_obj
def join(options: Options, name: str | None) -> None:
    """Take part in SESSION as one more reviewer; in a blind one, before the reveal."""
    from store.team import reading, sessions

    with options.desk(ask=True) as desk:
        found = reading.find(desk.conn, name)
        sessions.join(desk, found)
        print_text(f"you are in session {found.id}, {found.title}")
        _next_steps(found)


@session.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def status(options: Options, name: str | None, as_json: bool) -> None:
    """Say where SESSION stands, what comes next, and who may do it."""
    from store.team import reading

    with options.reading() as desk:
        found = reading.find(desk.conn, name)
        if as_json:
            from tui.cli import session_words as words

            print_json(words.record(desk, words.standing(desk, found)))
        else:
            _tell(desk, found)


@session.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the sessions of the desk: open ones first, then the newest."""
    from claims.text import one_line, shorten
    from store.team import reading

    with options.reading() as desk:
        found = reading.sessions(desk.conn)
        people = {one.id: [m.name for m in reading.members(desk.conn, one)] for one in found}
        if as_json:
            print_json([one._asdict() | {"members": people[one.id]} for one in found])
            return
        for one in found:
            title = f"{one_line(one.title)}  ({', '.join(map(one_line, people[one.id]))})"
            click.echo(shorten(f"{one.id:>3}  {one.phase:<7}  {one.mode:<5}  {title}", 80))
        if not found:
            click.echo(
                "no session yet; `twosource session create ARTICLE --reviewers a,b,c` begins one",
                err=True,
            )


# --- work ----------------------------------------------------------------------------------------


@session.command(name="next")
@click.argument("name", required=False, metavar="[SESSION]")
@click.pass_obj
def next_(options: Options, name: str | None) -> None:
    """Hand out the next claim that is yours to judge, and keep it for you."""
    from store import queries
    from store.clock import Instant, local
    from store.errors import WrongUsage
    from store.team import live, reading
    from store.team.model import Phase

    with options.desk(ask=True) as desk:
        found = reading.find(desk.conn, name)
        if found.phase in (Phase.VOTE, Phase.CLOSED):
            raise WrongUsage(f"session {found.id} hands out no claims any more: {found.phase}")
        handed = live.hand_out(desk, found)
        if handed is None:
            click.echo(f"nothing is left for you in session {found.id}", err=True)
            return
        row = queries.row(desk.conn, handed.claim, uid(desk))
        print_text(f"#{row.number} {' '.join(row.exact.split())}")
        if handed.until:
            click.echo(f"kept for you until {local(Instant(handed.until).at, '%H:%M')}", err=True)
        click.echo(f"`twosource tag {_called(desk, found, row.number)} …` judges it", err=True)


def _called(desk: Desk, found: Session, number: str) -> str:
    """A claim as commands want it: with its article where there are several."""
    from store import queries

    alone = len(queries.articles(desk.conn)) == 1
    return number if alone else f"{found.document}:{number}"


@session.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--to", "name", required=True, metavar="NAME", help="Whose they are to be.")
@click.option("--take-back", is_flag=True, help="They are theirs no longer.")
@click.option("--session", "of", metavar="S", help="The session, if several are open.")
@click.pass_obj
def assign(
    options: Options, claims: tuple[str, ...], name: str, take_back: bool, of: str | None
) -> None:
    """Assign claims by hand: numbers, ranges such as 5-9, or all."""
    from store.team import reading, sessions

    with options.desk(ask=True) as desk:
        found = reading.find(desk.conn, of)
        ids = _named(desk, found, claims)
        sessions.assign(desk, found, ids, name, take_back=take_back)
        many = f"{len(ids)} claim{'s' * (len(ids) > 1)}"
        print_text(f"{many} {f'taken back from {name}' if take_back else f'assigned to {name}'}")


def _named(desk: Desk, found: Session, names: Sequence[str]) -> list[int]:
    """The claims that `names` stand for, each once, in article order."""
    from store import queries
    from store.team import reading

    known = reading.claims_of(desk.conn, found)
    place = {claim: at for at, claim in enumerate(known)}
    wanted: set[int] = set()
    for name in names:
        first, dash, last = name.partition("-")
        if name == "all":
            wanted.update(known)
            continue
        ends = [
            queries.find_claim(desk.conn, f"{found.document}:{end}", uid(desk))
            for end in ([first, last] if dash else [first])
        ]
        if place[ends[0]] > place[ends[-1]]:
            raise click.UsageError(f"{name!r} runs backwards; {last}-{first} is a range")
        wanted.update(known[place[ends[0]] : place[ends[-1]] + 1])
    return sorted(wanted, key=lambda claim: place[claim])


# --- steps ---------------------------------------------------------------------------------------


@session.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.pass_obj
def reveal(options: Options, name: str | None) -> None:
    """End the blind phase of SESSION: everybody sees everything. It cannot be undone."""
    from store.team import progress, reading, sessions

    with options.desk(ask=True) as desk:
        found = sessions.reveal(desk, reading.find(desk.conn, name))
        print_text(f"session {found.id} is revealed; it cannot be made blind again")
        for one in progress.members_done(desk.conn, found, uid(desk)):
            left = one.of - (one.decided or 0)
            print_text(f"{one.name}: {one.decided} of {one.of} judged, {left} undecided")
        _splits(desk, found)
        _next_steps(found)


def _splits(desk: Desk, found: Session) -> None:
    from store import queries

    ids = queries.listing(desk.conn, found.document, uid(desk), queries.Filter(split=True))
    numbers = ", ".join(f"#{row.number}" for row in queries.rows(desk.conn, ids, uid(desk)))
    click.echo(f"verdicts differ on {numbers}" if numbers else "no verdicts differ")


def _next_steps(found: Session) -> None:
    from tui.cli import session_words as words

    for step in words.steps(found):
        click.echo(f"next: {step}", err=True)


@session.command()
@click.argument("claim", required=False)
@click.argument("verdict", required=False, metavar="[STATUS]")
@click.option("--session", "of", metavar="S", help="The session, if several are open.")
@click.pass_obj
def vote(options: Options, claim: str | None, verdict: str | None, of: str | None) -> None:
    """Vote STATUS on CLAIM (`none` takes the vote back); without them, open the vote.

    Who does not vote stands for the verdict they hold.
    """
    from store.team import reading, sessions

    if claim and not verdict:
        raise click.UsageError(f"say your verdict too: session vote {claim} STATUS")
    with options.desk(ask=True) as desk:
        found = reading.find(desk.conn, of)
        if claim and verdict:
            _cast(desk, found, claim, verdict)
            return
        found = sessions.open_vote(desk, found)
        print_text(f"the vote of session {found.id} is open; what is held now stays as it is")
        _splits(desk, found)
        _next_steps(found)


def _cast(desk: Desk, found: Session, claim: str, verdict: str) -> None:
    from store import queries
    from store.team import reading, settling
    from tui.cli import session_words as words

    name = claim if ":" in claim else f"{found.document}:{claim}"
    number = queries.find_claim(desk.conn, name, uid(desk))
    settling.vote(desk, number, None if verdict == "none" else verdict)
    about = reading.open_on(desk.conn, queries.row(desk.conn, number).document)
    assert about  # the vote was cast in it
    outcome = reading.outcomes(desk.conn, about)[number]
    stands = words.counted(desk, about, reading.ballots(desk.conn, about, number))
    label = desk.shelf().label(outcome.status, about.scale)
    came = f"{label} ({outcome.how})" if outcome.status else outcome.open
    done = "your vote is taken back" if verdict == "none" else f"you vote {verdict}"
    row = queries.row(desk.conn, number)
    print_text(f"#{row.number} {done}; {stands or 'no ballots'}: {came}")


@session.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the minutes there.")
@click.pass_obj
def close(options: Options, name: str | None, output: Path | None) -> None:
    """End SESSION with what is held and voted now, and print its results."""
    from store.team import reading, sessions
    from tui.cli import session_words as words

    minutes = _minutes() if output else None
    if output:
        _free(output)
    with options.desk(ask=True) as desk:
        found = sessions.close(desk, reading.find(desk.conn, name))
        print_text(f"session {found.id} is closed: {found.title}")
        for line in words.results(desk, found):
            print_text(line)
        click.echo(f"minutes: twosource session minutes {found.id}", err=True)
    if minutes:
        minutes.main([str(found.id), "-o", str(output)], standalone_mode=False, obj=options)


def _free(path: Path) -> None:
    """Raises: `StoreError` before the session is closed, where its minutes could not be written."""
    from store.errors import Exists, StoreError

    if path.exists():
        raise Exists(f"{path} exists already; choose another name")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path} cannot be written: there is no such folder")
