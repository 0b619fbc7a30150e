"""`tag` and `signoff`: judging a claim and signing off, without the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from claims.model import AttributionStatus, Confidence, NoteKind
from store.errors import NotPermitted, WrongUsage
from store.log import chain
from store.log.kinds import Voted
from store.queries import (
    articles,
    claim_listing,
    claim_rows,
    journal,
    known_scales,
    known_sources,
    two_sources,
)
from store.queries.articles import Article
from store.queries.team import progress, roles, session_rows
from store.state.session import Phase
from store.verbs import gate, signing
from store.verbs.desk import Desk
from store.verbs.given import Given, give
from tui.cli.common import Options, print_text


@click.command()
@click.argument("claim")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="S",
    help="Who says it: id, name or a chain ('CCTV > Xi Jinping').",
)
@click.option("--accept", is_flag=True, help="Accept the suggested source.")
@click.option("--refuse", is_flag=True, help="The suggested source is wrong; it goes.")
@click.option("--status", metavar="V", help="The verdict; `none` clears it.")
@click.option("--attribution", metavar="A", help="faithful, altered, not_found or unchecked.")
@click.option("--confidence", metavar="C", help="low, medium or high.")
@click.option("--reason", metavar="TEXT", help="Reason for the verdict; some verdicts need one.")
@click.option("--restate", metavar="TEXT", help="The claim in your words (claimReviewed).")
@click.option("--note", metavar="TEXT", help="A note for the record.")
@click.option("--query", metavar="TEXT", help="A question to the writer or a source.")
@click.option("--answered", is_flag=True, help="Mark your query answered.")
@click.option("--correction", metavar="TEXT", help="Proposed wording; `stet` lets it stand.")
@click.pass_obj
def tag(options: Options, /, claim: str, **given: Any) -> None:
    """Judge CLAIM (its number, or article:number)."""
    with options.desk(ask=True) as desk:
        number = claim_rows.find_claim(desk.conn, claim, desk.reviewer_id)
        _checked(given)
        give(desk, number, lambda: _given(desk, number, given))
        row = claim_rows.row(desk.conn, number, desk.reviewer_id)
        label = known_scales.shelf(desk.conn, desk.scale).label(row.status, row.scale)
        source = row.chain or row.source or "no source"
        print_text(f"#{row.number} {label}, {source}: {row.exact}")


def _given(desk: Desk, claim: int, given: dict[str, Any]) -> Given:
    """What the options give. Raises: `WrongUsage` where a vote or a reason is due instead."""
    values = _values(given)
    if values:
        _voting(desk, claim, values)
        _two_sources(desk, claim, values)
    chains = tuple(_chain(desk, name) for name in given["sources"])
    notes = tuple(_notes(desk, claim, given))
    found = Given(given["accept"], chains, values, notes, refuse=given["refuse"])
    if not found:
        raise click.UsageError("give something to set: --source, --status, --note …")
    return found


def _chain(desk: Desk, names: str) -> tuple[str, ...]:
    """The ids of one source or of a chain, `CCTV > Xi Jinping`."""
    return tuple(known_sources.find(desk.conn, name.strip()).id for name in names.split(" > "))


def _voting(desk: Desk, claim: int, values: dict[str, Any]) -> None:
    """While the vote is open a verdict is a vote: say by which command it is cast."""
    row = claim_rows.row(desk.conn, claim)
    held = session_rows.open_on(desk.conn, row.document)
    if "status" not in values or held is None or held.phase is not Phase.VOTE:
        return
    if session_rows.is_member(desk.conn, held, desk.reviewer_id) and roles.may(
        desk.conn, desk.reviewer_id, Voted
    ):
        alone = sum(one.open for one in session_rows.sessions(desk.conn)) == 1
        which = "" if alone else f" --session {held.id}"
        cast = f"twosource session vote {row.number} {values['status'] or 'none'}{which}"
        raise NotPermitted(f"{gate.VOTING}; `{cast}`")


def _two_sources(desk: Desk, claim: int, values: dict[str, Any]) -> None:
    """Raises: `WrongUsage` where the two-source rule wants a reason."""
    if "status" not in values or values.get("justification"):
        return
    asked = two_sources.reason_wanted(
        desk.conn, claim, desk.reviewer_id, values["status"], desk.scale
    )
    if asked:
        raise WrongUsage(f"{asked.rstrip('.')}: --reason TEXT")


def _checked(given: dict[str, Any]) -> None:
    for name, states in (("attribution", AttributionStatus), ("confidence", Confidence)):
        known = [state.value for state in states]
        if given[name] and given[name] not in known:
            raise click.UsageError(f"--{name} is one of {', '.join(known)}, not {given[name]!r}")


def _values(given: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if given["status"]:
        values["status"] = None if given["status"] == "none" else given["status"]
    if given["attribution"]:
        values["attribution_status"] = AttributionStatus(given["attribution"])
    if given["confidence"]:
        values["confidence"] = Confidence(given["confidence"])
    if given["reason"] is not None:
        values["justification"] = given["reason"]
    if given["restate"] is not None:
        values["claim_reviewed"] = given["restate"]
    return values


def _notes(desk: Desk, claim: int, given: dict[str, Any]) -> Iterator[tuple[NoteKind, str, str]]:
    states = {
        "query": "answered" if given["answered"] else "",
        "correction": "stet" if given["correction"] == "stet" else "",
    }
    if given["answered"] and given["query"] is None:
        given["query"] = _open_query(desk, claim)
    for kind in NoteKind:
        if given[kind.value] is not None:
            yield kind, given[kind.value], states.get(kind.value, "")


def _open_query(desk: Desk, claim: int) -> str:
    """The text of one's own open query, which has its answer now."""
    for note in journal.notes(desk.conn, claim, desk.reviewer_id):
        if note.mine and note.kind == "query" and note.state == "open":
            return str(note.text)
    raise WrongUsage("you have no open query on this claim; ask one with --query TEXT")


@click.command()
@click.argument("article", required=False)
@click.pass_obj
def signoff(options: Options, article: str | None) -> None:
    """Sign off the review of ARTICLE. Later changes are flagged everywhere."""
    with options.desk(ask=True) as desk:
        found = articles.find_article(desk.conn, article, desk.reviewer_id)
        signing.sign_off(desk, found.id)
        print_text(f"{found.title}: signed off")
        for warning in _left_open(desk, found):
            click.echo(f"still open: {warning}", err=True)
        click.echo(f"log digest {chain.digest(desk.conn)}")


def _left_open(desk: Desk, article: Article) -> list[str]:
    """What an editor may not have meant to sign over."""
    last = progress.settled(desk.conn, article.id)

    def unsettled(wanted: claim_listing.Filter) -> int:
        found = claim_listing.listing(desk.conn, article.id, desk.reviewer_id, wanted)
        return len([claim for claim in found if claim not in last])

    asked = claim_listing.listing(desk.conn, article.id, wanted=claim_listing.Filter(queries=True))
    team = progress.several(desk.conn, article.id)  # who works alone has no second pair of eyes
    counts = {
        "without your verdict": unsettled(claim_listing.Filter(undecided=True)),
        "with an open query": len(asked),
        "on which verdicts differ": unsettled(claim_listing.Filter(split=True)),
        "that need a second pair of eyes": len(progress.wants_second(desk.conn, article.id))
        if team
        else 0,
    }
    return [f"{n} of {article.claims} claims {what}" for what, n in counts.items() if n]
