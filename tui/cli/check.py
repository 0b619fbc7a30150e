"""`check`: every check over an article, and what is still open."""

from __future__ import annotations

from typing import Any

import click

from claims.text import one_line
from store.errors import CheckFailed
from store.queries import articles, claim_listing, claim_rows, leads
from store.queries.leads import Answered
from store.verbs.desk import Desk
from tui.cli.common import Options, print_json, print_text


@click.command()
@click.argument("article", required=False)
@click.option(
    "--all", "everything", is_flag=True, help="Also show what passed and what was answered."
)
@click.option("--json", "as_json", is_flag=True, help="Print every lead as JSON.")
@click.pass_obj
def check(options: Options, article: str | None, everything: bool, as_json: bool) -> None:
    """Run every check on ARTICLE and list the leads; exit code 1 if any is open.

    A check never sets a verdict: each lead gives its reason, and you accept or dismiss it.
    """
    with options.reading() as desk:
        found = articles.find_article(desk.conn, article, desk.reviewer_id)
        answered = leads.of_article(desk.conn, found.id, desk.reviewer_id)
        unread = leads.unread(desk.conn, found.id)
        numbers = {
            row.id: row.number
            for row in claim_rows.rows(desk.conn, claim_listing.listing(desk.conn, found.id))
        }
        text = articles.text(desk.conn, found.id)
        if as_json:
            print_json([_record(desk, one, numbers, text) for one in answered])
        else:
            _print(answered, numbers, everything=everything)
    for sentence in unread.values():
        click.echo(one_line(sentence), err=True)
    left = sum(one.open for one in answered)
    if left:
        leads_ = "1 lead is" if left == 1 else f"{left} leads are"
        raise CheckFailed(f"{leads_} open; accept or dismiss each in `twosource review` (key l)")


_MARKS = {"": "!", "accepted": "a", "dismissed": "d", "justified": "j"}


def _print(answered: list[Answered], numbers: dict[int, str], *, everything: bool) -> None:
    shown = [one for one in answered if everything or one.open]
    for one in shown:
        where = "+".join(f"#{numbers[claim]}" for claim in one.claims) or "-"
        mark = "✓" if one.lead.passed else _MARKS[one.answer]
        why = f"  ({one.answer}: {one_line(one.reason)})" if one.reason else ""
        print_text(f"{mark} {where:<7} {one.lead.check.value:<12} {one_line(one.lead.reason)}{why}")
    passed = sum(one.lead.passed for one in answered)
    answers = sum(bool(one.answer) for one in answered)
    click.echo(f"{passed} passed, {answers} answered; --all shows them", err=True)


def _record(desk: Desk, one: Answered, numbers: dict[int, str], text: str) -> dict[str, Any]:
    lead = one.lead
    return {
        "check": lead.check.value,
        "kind": lead.kind,
        "claims": [numbers[claim] for claim in one.claims],
        "start": lead.span.start,
        "end": lead.span.end,
        "exact": lead.span.of(text),
        "reason": lead.reason,
        "also": [{"start": s.start, "end": s.end, "exact": s.of(text)} for s in lead.also],
        "evidence": [
            {
                "document": passage.document,
                "title": articles.file_title(desk.conn, passage.document),
                "start": passage.span.start if passage.span else None,
                "end": passage.span.end if passage.span else None,
                "cell": passage.cell or None,
                "exact": passage.text,
            }
            for passage in lead.passages
        ],
        "formula": lead.formula or None,
        "diff": [
            {"same": piece.same, "article": piece.ours, "evidence": piece.theirs}
            for piece in lead.diff
        ],
        "suggests": lead.suggests.value if lead.suggests else None,
        "passed": lead.passed,
        "open": one.open,
        "answer": one.answer or None,
        "answer_reason": one.reason or None,
        "lead": one.key,
    }
