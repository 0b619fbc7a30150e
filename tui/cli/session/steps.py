"""`session create`, `join`, `reveal` and `vote`."""

from __future__ import annotations

from typing import Any

import click

from store.queries import articles, claim_listing, claim_rows, known_reviewers, known_scales
from store.queries.team import progress, roles, session_ballots, session_rows
from store.state.session import Assign, Rule, Session, SessionMode
from store.verbs import sessions, settling
from store.verbs.desk import Desk
from tui.cli.common import Options, print_text
from tui.cli.session import report


def _choices(kind: Any) -> click.Choice[str]:
    return click.Choice([one.value for one in kind])


@click.command()
@click.argument("article")
@click.option("--reviewers", required=True, metavar="A,B,C", help="The reviewers' names.")
@click.option(
    "--mode",
    type=_choices(SessionMode),
    default="blind",
    show_default=True,
    help="blind: nobody sees another's work until the reveal; panel: all see all; solo: one "
    "reviewer a claim.",
)
@click.option(
    "--rule",
    type=_choices(Rule),
    default="majority",
    show_default=True,
    help="What makes verdicts a result; editor: where they differ, an adjudication.",
)
@click.option("--votes", type=int, metavar="N", help="Votes that carry a verdict; 2 if possible.")
@click.option("--scale", metavar="S", help="The scale to judge on, if not the desk's.")
@click.option("--reviews", type=int, metavar="N", help="How many reviewers judge each claim.")
@click.option(
    "--assign",
    type=_choices(Assign),
    help="How claims are dealt out; default all, in solo mode load.",
)
@click.option(
    "--lease",
    type=int,
    default=30,
    show_default=True,
    metavar="MINUTES",
    help="How long a claim handed out stays reserved.",
)
@click.option("--returns", is_flag=True, help="Hand out claims again on which verdicts differ.")
@click.option("--title", default="", metavar="TEXT", help="Its title; by default the article's.")
@click.pass_obj
def create(options: Options, /, article: str, **given: Any) -> None:
    """Start a session on ARTICLE. Whoever starts a desk's first session becomes its editor."""
    with options.desk(ask=True) as desk:
        found = articles.find_article(desk.conn, article, desk.reviewer_id)
        names = [name.strip() for name in given["reviewers"].split(",") if name.strip()]
        known = {one.name for one in known_reviewers.everybody(desk.conn)}
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
            known_scales.find(desk.conn, given["scale"]) if given["scale"] else None,
        )
        first = not roles.given(desk.conn)
        made = sessions.create(desk, found.id, plan)
        report.show(desk, made)
        if first:
            click.echo("you are now the desk's editor; whoever has no role is a checker", err=True)
        new = [one.name for one in session_rows.members(desk.conn, made) if one.name not in known]
        if new:
            click.echo(f"new on this desk: {', '.join(new)}", err=True)


@click.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.pass_obj
def join(options: Options, name: str | None) -> None:
    """Join SESSION as another reviewer; a blind one only before the reveal."""
    with options.desk(ask=True) as desk:
        found = session_rows.find(desk.conn, name)
        sessions.join(desk, found)
        print_text(f"you are in session {found.id}, {found.title}")
        _next_steps(found)


@click.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.pass_obj
def reveal(options: Options, name: str | None) -> None:
    """End the blind phase of SESSION: everybody sees everything. This cannot be undone."""
    with options.desk(ask=True) as desk:
        found = sessions.reveal(desk, session_rows.find(desk.conn, name))
        print_text(f"session {found.id} is revealed; it cannot be made blind again")
        for one in progress.members_done(desk.conn, found, desk.reviewer_id):
            left = one.of - (one.decided or 0)
            print_text(f"{one.name}: {one.decided} of {one.of} judged, {left} undecided")
        _splits(desk, found)
        _next_steps(found)


def _splits(desk: Desk, found: Session) -> None:
    ids = claim_listing.listing(
        desk.conn, found.document, desk.reviewer_id, claim_listing.Filter(split=True)
    )
    numbers = ", ".join(
        f"#{row.number}" for row in claim_rows.rows(desk.conn, ids, desk.reviewer_id)
    )
    click.echo(f"verdicts differ on {numbers}" if numbers else "no verdicts differ")


def _next_steps(found: Session) -> None:
    for step in report.steps(found):
        click.echo(f"next: {step}", err=True)


@click.command()
@click.argument("claim", required=False)
@click.argument("verdict", required=False, metavar="[STATUS]")
@click.option("--session", "of", metavar="S", help="The session, if several are open.")
@click.pass_obj
def vote(options: Options, claim: str | None, verdict: str | None, of: str | None) -> None:
    """Vote STATUS on CLAIM (`none` withdraws the vote); without them, open the vote.

    The verdict of a reviewer who does not vote counts as their vote.
    """
    if claim and not verdict:
        raise click.UsageError(f"give a verdict too: session vote {claim} STATUS")
    with options.desk(ask=True) as desk:
        found = session_rows.find(desk.conn, of)
        if claim and verdict:
            _cast(desk, found, claim, verdict)
            return
        found = sessions.open_vote(desk, found)
        print_text(f"the vote in session {found.id} is open; verdicts stay as they are now")
        _splits(desk, found)
        _next_steps(found)


def _cast(desk: Desk, found: Session, claim: str, verdict: str) -> None:
    name = claim if ":" in claim else f"{found.document}:{claim}"
    number = claim_rows.find_claim(desk.conn, name, desk.reviewer_id)
    settling.vote(desk, number, None if verdict == "none" else verdict)
    about = session_rows.open_on(desk.conn, claim_rows.row(desk.conn, number).document)
    assert about  # the vote was cast in it
    outcome = session_ballots.outcomes(desk.conn, about)[number]
    shelf = known_scales.shelf(desk.conn, desk.scale)
    stands = report.counted(shelf, about, session_ballots.ballots(desk.conn, about, number))
    label = shelf.label(outcome.status, about.scale)
    came = f"{label} ({outcome.how})" if outcome.status else outcome.open
    done = "your vote is withdrawn" if verdict == "none" else f"you vote {verdict}"
    row = claim_rows.row(desk.conn, number)
    print_text(f"#{row.number} {done}; {stands or 'no ballots'}: {came}")
