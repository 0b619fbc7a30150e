"""`session status`, `list`, `next` and `assign`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from claims.text import one_line, shorten
from store.clock import Instant, local
from store.errors import WrongUsage
from store.queries import articles, claim_rows
from store.queries.team import session_rows
from store.state.session import Phase, Session
from store.verbs import handing_out, sessions
from store.verbs.desk import Desk
from tui.cli.common import Options, print_json, print_text
from tui.cli.session import report


@click.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(options: Options, name: str | None, as_json: bool) -> None:
    """Show where SESSION stands, what comes next, and who may do it."""
    with options.reading() as desk:
        found = session_rows.find(desk.conn, name)
        if as_json:
            print_json(report.record(desk, report.standing(desk, found)))
        else:
            report.show(desk, found)


@click.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the sessions on the desk: open ones first, newest on top."""
    with options.reading() as desk:
        found = session_rows.sessions(desk.conn)
        people = {one.id: [m.name for m in session_rows.members(desk.conn, one)] for one in found}
        if as_json:
            print_json([one._asdict() | {"members": people[one.id]} for one in found])
            return
        for one in found:
            title = f"{one_line(one.title)}  ({', '.join(map(one_line, people[one.id]))})"
            click.echo(shorten(f"{one.id:>3}  {one.phase:<7}  {one.mode:<5}  {title}", 80))
        if not found:
            click.echo(
                "no session yet; `twosource session create ARTICLE --reviewers a,b,c` starts one",
                err=True,
            )


@click.command(name="next")
@click.argument("name", required=False, metavar="[SESSION]")
@click.pass_obj
def next_(options: Options, name: str | None) -> None:
    """Hand out your next claim to judge, and reserve it for you."""
    with options.desk(ask=True) as desk:
        found = session_rows.find(desk.conn, name)
        if found.phase in (Phase.VOTE, Phase.CLOSED):
            raise WrongUsage(
                f"session {found.id} no longer hands out claims; its phase is {found.phase}"
            )
        handed = handing_out.hand_out(desk, found)
        if handed is None:
            click.echo(f"no claim is left for you in session {found.id}", err=True)
            return
        row = claim_rows.row(desk.conn, handed.claim, desk.reviewer_id)
        print_text(f"#{row.number} {' '.join(row.exact.split())}")
        if handed.until:
            click.echo(f"reserved for you until {local(Instant(handed.until).at, '%H:%M')}")
        click.echo(f"`twosource tag {_called(desk, found, row.number)} …` judges it", err=True)


def _called(desk: Desk, found: Session, number: str) -> str:
    """A claim as commands want it: with its article where there are several."""
    alone = len(articles.articles(desk.conn)) == 1
    return number if alone else f"{found.document}:{number}"


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@click.option("--to", "name", required=True, metavar="NAME", help="The reviewer who gets them.")
@click.option("--take-back", is_flag=True, help="Take them back from that reviewer.")
@click.option("--session", "of", metavar="S", help="The session, if several are open.")
@click.pass_obj
def assign(
    options: Options, claims: tuple[str, ...], name: str, take_back: bool, of: str | None
) -> None:
    """Assign claims by hand: numbers, ranges such as 5-9, or all."""
    with options.desk(ask=True) as desk:
        found = session_rows.find(desk.conn, of)
        ids = _named(desk, found, claims)
        sessions.assign(desk, found, ids, name, take_back=take_back)
        many = f"{len(ids)} claim{'s' * (len(ids) > 1)}"
        print_text(f"{many} {f'taken back from {name}' if take_back else f'assigned to {name}'}")


def _named(desk: Desk, found: Session, names: Sequence[str]) -> list[int]:
    """The claims that `names` stand for, each once, in article order."""
    known = session_rows.claims_of(desk.conn, found)
    place = {claim: at for at, claim in enumerate(known)}
    wanted: set[int] = set()
    for name in names:
        first, dash, last = name.partition("-")
        if name == "all":
            wanted.update(known)
            continue
        ends = [
            claim_rows.find_claim(desk.conn, f"{found.document}:{end}", desk.reviewer_id)
            for end in ([first, last] if dash else [first])
        ]
        if place[ends[0]] > place[ends[-1]]:
            raise click.UsageError(f"{name!r} runs backwards; {last}-{first} is a range")
        wanted.update(known[place[ends[0]] : place[ends[-1]] + 1])
    return sorted(wanted, key=lambda claim: place[claim])
