"""`reviewers`, `comment`, `comments` and `adjudicate`: a team's work without the screen."""

from __future__ import annotations

import re
from typing import Any

import click

from claims.text import one_line
from store.clock import local
from store.errors import WrongUsage
from store.log.kinds import ReviewerRole
from store.queries import articles, claim_rows, known_reviewers, known_scales
from store.queries.claim_rows import claim_number
from store.queries.team import adjudications, roles
from store.queries.team import comment_threads as talk
from store.queries.team.comment_threads import Comment
from store.state.session import Reason
from store.verbs import comments as commenting
from store.verbs import sessions, settling, upkeep
from store.verbs.desk import Desk
from tui.cli.common import Options, print_json, print_text

_CLAIM = re.compile(r"#?\d+[a-z]*")


# --- who works here ------------------------------------------------------------------------------


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def reviewers(ctx: click.Context, as_json: bool) -> None:
    """List the reviewers on this desk and their roles."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


@reviewers.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the reviewers on this desk and their roles."""
    _list(options, as_json)


def _list(options: Options, as_json: bool) -> None:
    with options.reading() as desk:
        found = [
            (one, roles.role(desk.conn, one.uid)) for one in known_reviewers.everybody(desk.conn)
        ]
        if as_json:
            print_json(
                [
                    {"name": one.name, "id": one.uid, "role": role.value, "given": bool(one.role)}
                    for one, role in found
                ]
            )
            return
        for one, role in found:
            you = "  (you)" if one.uid == desk.reviewer_id else ""
            click.echo(f"{role:<11}  {one_line(one.name)}{you}")
        if not roles.given(desk.conn):
            click.echo(
                "nobody has a role yet, so everybody may do everything;"
                " `twosource reviewers role NAME ROLE` gives the first",
                err=True,
            )


@reviewers.command()
@click.argument("name")
@click.argument("role", type=click.Choice([one.value for one in ReviewerRole]), metavar="ROLE")
@click.pass_obj
def role(options: Options, name: str, role: str) -> None:
    """Give NAME a ROLE: writer, checker, editor, adjudicator or observer.

    Whoever gives the first role on a desk becomes its editor.
    """
    with options.desk(ask=True) as desk:
        known = {one.name for one in known_reviewers.everybody(desk.conn)}
        who = sessions.give_role(desk, name, ReviewerRole(role))
        print_text(
            f"{who.name} is {role} here{'' if who.name in known else '; a new name on this desk'}"
        )


@reviewers.command()
@click.argument("name")
@click.argument("into")
@click.pass_obj
def merge(options: Options, name: str, into: str) -> None:
    """Take two reviewers for one person: what NAME said is INTO's.

    Give ids (see `reviewers --json`) where both have the same name.
    """
    with options.desk(ask=True) as desk:
        one, two = (known_reviewers.find_person(desk.conn, each) for each in (name, into))
        if one == two:
            raise WrongUsage(f"{name!r} and {into!r} are one reviewer already; name two")
        upkeep.merge_reviewers(desk, one, two)
        print_text(f"{name} is {into} from now on; `twosource reviewers part {one[:12]}` undoes it")


@reviewers.command()
@click.argument("reviewer", metavar="ID")
@click.pass_obj
def part(options: Options, reviewer: str) -> None:
    """Take ID, which was merged into a reviewer, for a person of its own again."""
    with options.desk(ask=True) as desk:
        one = known_reviewers.find_merged(desk.conn, reviewer)
        upkeep.merge_reviewers(desk, one, one)
        print_text(f"{reviewer} is a reviewer of their own again")


# --- comments ------------------------------------------------------------------------------------


@click.command()
@click.argument("claim", required=False)
@click.argument("text", required=False)
@click.option("--reply", metavar="N", help="Answer comment N (see `twosource comments`).")
@click.option("--withdraw", metavar="N", help="Withdraw your comment N; its number stays.")
@click.option(
    "--of", "article", metavar="ARTICLE", help="With --withdraw: the article, if several."
)
@click.pass_obj
def comment(options: Options, /, claim: str | None, text: str | None, **given: Any) -> None:
    """Comment on CLAIM; `@name` in TEXT mentions a reviewer."""
    if given["withdraw"] is not None:
        if claim or given["reply"]:
            raise click.UsageError("--withdraw N takes no claim and no --reply")
        _withdraw(options, given["withdraw"], given["article"])
        return
    if claim is None or text is None:
        raise click.UsageError("give a claim and a text: comment CLAIM TEXT")
    if given["article"]:
        raise click.UsageError("--of is for --withdraw; name the claim as article:number")
    with options.desk(ask=True) as desk:
        number = claim_rows.find_claim(desk.conn, claim, desk.reviewer_id)
        document = claim_rows.row(desk.conn, number).document
        reply = given["reply"]
        answered = talk.named(desk.conn, document, reply).id if reply is not None else ""
        made = commenting.comment(desk, number, text, answered).event
        for n, one in talk.numbered(desk.conn, document).items():
            if one.id == made:
                print_text(_line(desk, n, one))


def _withdraw(options: Options, name: str, article: str | None) -> None:
    with options.desk(ask=True) as desk:
        found = articles.find_article(desk.conn, article, desk.reviewer_id)
        one = talk.named(desk.conn, found.id, name)
        commenting.withdraw(desk, one.id)
        print_text(f"comment {name} is withdrawn; the log keeps it")


@click.command()
@click.argument("which", required=False, metavar="[ARTICLE|CLAIM]")
@click.option("--mine", is_flag=True, help="Only those that mention you, not yet read.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def comments(options: Options, which: str | None, mine: bool, as_json: bool) -> None:
    """List the comments on ARTICLE or CLAIM, with the answers below them.

    Listing marks them as read; --mine alone covers every article.
    """
    with options.reading() as desk:
        places = _places(desk, which, everywhere=mine)
        records = []
        for document, claim in places:
            found = _shown(desk, document, claim, mine=mine)
            records += [_record(desk, document, n, one) for n, one in found]
            if not as_json:
                for n, one in found:
                    print_text(_line(desk, n, one, document if len(places) > 1 else None))
            if not mine:
                _read(desk, found)
        if as_json:
            print_json(records)
        elif not records:
            none = "no mention waits for you" if mine else "no comment yet"
            click.echo(f"{none}; `twosource comment CLAIM TEXT` adds one", err=True)


def _places(desk: Desk, which: str | None, *, everywhere: bool) -> list[tuple[int, int | None]]:
    """Articles to list, each with the claim to stay with. A bare number is a claim where the desk
    has one article."""
    known = articles.articles(desk.conn, desk.reviewer_id)
    if which is None and everywhere:
        return [(one.id, None) for one in known]
    alone = len(known) == 1
    if which and (":" in which or (alone and _CLAIM.fullmatch(which))):
        claim = claim_rows.find_claim(desk.conn, which, desk.reviewer_id)
        return [(claim_rows.row(desk.conn, claim).document, claim)]
    return [(articles.find_article(desk.conn, which, desk.reviewer_id).id, None)]


def _shown(
    desk: Desk, document: int, claim: int | None, *, mine: bool
) -> list[tuple[int, Comment]]:
    """Comments with their numbers, claim by claim, answers behind what they answer."""
    numbers = {one.id: n for n, one in talk.numbered(desk.conn, document).items()}
    if mine:
        waiting = talk.waiting(desk.conn, desk.reviewer_id, document)
        return [(numbers[one.id], one) for one in waiting if claim in (None, one.claim)]
    if claim is None:
        threads = talk.threads_on(desk.conn, document)
    else:
        threads = talk.threads(desk.conn, claim)
    return [(numbers[one.id], one) for each in threads for one in (each.first, *each.replies)]


def _read(desk: Desk, found: list[tuple[int, Comment]]) -> None:
    for claim in dict.fromkeys(one.claim for _, one in found):
        commenting.have_seen(desk, claim)


def _line(desk: Desk, number: int, one: Comment, document: int | None = None) -> str:
    place = claim_number(desk.conn, one.claim)
    where = f"#{place}" if document is None else f"{document}:{place}"
    indent = "  " if one.reply_to else ""
    said = "(withdrawn)" if one.withdrawn else one_line(one.text)
    at = local(one.at, "%Y-%m-%d %H:%M")
    return f"{indent}c{number:<3} {where:<5} {one_line(one.reviewer)} {at}  {said}"


def _record(desk: Desk, document: int, number: int, one: Comment) -> dict[str, Any]:
    return {
        "number": number,
        "id": one.id,
        "article": document,
        "claim": claim_rows.claim_number(desk.conn, one.claim),
        "reviewer": one.reviewer,
        "text": None if one.withdrawn else one.text,
        "reply_to": one.reply_to or None,
        "mentions": list(one.mentions),
        "at": one.at,
        "withdrawn": one.withdrawn,
    }


# --- the last word -------------------------------------------------------------------------------


@click.command()
@click.argument("claim")
@click.option("--status", metavar="S", help="Your own verdict.")
@click.option("--take", metavar="REVIEWER", help="Take this reviewer's judgement.")
@click.option(
    "--reason",
    type=click.Choice([one.value for one in Reason]),
    metavar="R",
    help=f"Why reviewers differ: {', '.join(one.value for one in Reason)}.",
)
@click.option(
    "--note", default="", metavar="TEXT", help="To the reviewers; needed to overrule a majority."
)
@click.pass_obj
def adjudicate(options: Options, /, claim: str, **given: Any) -> None:
    """Have the last word on CLAIM (its number, or article:number)."""
    if bool(given["status"]) == bool(given["take"]):
        raise click.UsageError("give --status S or --take REVIEWER")
    with options.desk(ask=True) as desk:
        number = claim_rows.find_claim(desk.conn, claim, desk.reviewer_id)
        takes = known_reviewers.find_reviewer(desk.conn, given["take"]) if given["take"] else ""
        reason = Reason(given["reason"]) if given["reason"] else None
        word = settling.LastWord(given["status"] or "", takes, reason, given["note"])
        settling.adjudicate(desk, number, word)
        row = claim_rows.row(desk.conn, number, desk.reviewer_id)
        ruling = adjudications.rulings(desk.conn, number)[0]
        label = known_scales.shelf(desk.conn, desk.scale).label(ruling.status, ruling.scale)
        why = f" ({ruling.reason.replace('_', ' ')})" if ruling.reason else ""
        print_text(f"#{row.number} {label}, adjudicated{why}: {row.exact}")
