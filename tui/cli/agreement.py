"""`agreement`: how far reviewers agree on each field, before and after their discussion."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import click

from claims.agreement.values import Agreement, Measure
from claims.text import one_line, shorten
from store.queries import articles
from store.queries.team import agreement_figures, session_rows, team_agreement
from store.queries.team.team_agreement import Agreements, Compared
from store.verbs.desk import Desk
from tui.cli.common import Options, print_json

WIDE = 80
_LABEL, _CELL = 34, 23  # columns of the table


@click.command()
@click.argument("article", required=False)
@click.option("--session", "name", metavar="S", help="Only this session (its number or title).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with exact figures.")
@click.pass_obj
def agreement(options: Options, article: str | None, name: str | None, as_json: bool) -> None:
    """Show how far the reviewers of ARTICLE, or of a session, agree on each field.

    Per cent, Cohen's kappa for each pair, Krippendorff's alpha, and the heaviest disagreements
    first; before the discussion (at the reveal) and after it.
    """
    with options.reading() as desk:
        found, title = _found(desk, article, name)
        if as_json:
            print_json(_data(found, title))
            return
        for line in told(found, title):
            click.echo(line)


def _found(desk: Desk, article: str | None, name: str | None) -> tuple[Agreements, str]:
    if name is not None:
        if article is not None:
            raise click.UsageError("give an ARTICLE or a --session, not both")
        chosen = session_rows.find(desk.conn, name)
        return team_agreement.of_session(desk.conn, chosen), chosen.title
    known = articles.find_article(desk.conn, article, desk.reviewer_id)
    return team_agreement.of_article(desk.conn, known.id), known.title


# --- for people ----------------------------------------------------------------------------------


def told(found: Agreements, title: str) -> Iterator[str]:
    """The whole report, at most 80 columns wide."""
    session = f" (session {found.session.id}, {found.session.phase})" if found.session else ""
    yield f"{shorten(one_line(title), WIDE - len(session))}{session}"
    for field in found.fields:
        yield ""
        yield click.style(_row(field.title, agreement_figures.moments(found)), bold=True)
        for row in agreement_figures.rows(field, found):
            yield _row(f"  {one_line(row.label)}", row.cells)
        for reason in agreement_figures.reasons(field, found):
            yield from _wrapped(f"{agreement_figures.NONE} {one_line(reason)}", "  ", "    ")
    yield from _all_disagreements(found, agreement_figures.moments(found)[-1])


def _row(label: str, cells: tuple[str, ...]) -> str:
    """A label that is too long has a line of its own."""
    head = label.ljust(_LABEL) if len(label) < _LABEL else f"{label}\n{' ' * _LABEL}"
    return (head + "".join(cell.ljust(_CELL) for cell in cells)).rstrip()


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return wrap(text, WIDE, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _all_disagreements(found: Agreements, after: str) -> Iterator[str]:
    if not any(field.after.disagreements for field in found.fields):
        yield f"\nNo disagreements {after}."
    for field in found.fields:
        if field.after.disagreements:
            heading = f"disagreements {after}: {field.title}, the heaviest first"
            yield f"\n{click.style(heading, bold=True)}"
        for one in field.after.disagreements:
            head = f"  {one.weight:.2f}  #{found.numbers.get(one.unit, '?'):<4} "
            said = one_line(agreement_figures.disagreement(one, field, found))
            yield from _wrapped(said, head, " " * len(head))


# --- for machines --------------------------------------------------------------------------------


def _data(found: Agreements, title: str) -> dict[str, Any]:
    return {
        "title": title,
        "session": found.session.id if found.session else None,
        "phase": found.session.phase.value if found.session else None,
        "after_is": found.moment,
        "fields": [_field_data(field, found) for field in found.fields],
    }


def _field_data(field: Compared, found: Agreements) -> dict[str, Any]:
    return {
        "field": field.field.value,
        "scale": field.scale or None,
        "before": _moment_data(field.before, field, found) if field.before else None,
        "after": _moment_data(field.after, field, found),
    }


def _moment_data(one: Agreement[int, str], field: Compared, found: Agreements) -> dict[str, Any]:
    return {
        "claims": one.units,
        "reviewers": [found.names.get(who, who) for who in one.reviewers],
        "percent": one.percent._asdict() | _measure(one.percent.value),
        "alpha_nominal": one.nominal._asdict() | _measure(one.nominal.value),
        "alpha_ordinal": one.ordinal and one.ordinal._asdict() | _measure(one.ordinal.value),
        "kappas": [
            {
                "reviewers": [found.names.get(who, who) for who in (kappa.first, kappa.second)],
                "claims": kappa.units,
                **{name: _measure(getattr(kappa, name))["value"] for name in _SHARES},
                **_measure(kappa.value),
            }
            for kappa in one.kappas
        ],
        "disagreements": [
            {
                "claim": found.numbers.get(each.unit, ""),
                "weight": each.weight,
                "values": [
                    {
                        "reviewer": found.names.get(who, who),
                        "value": value,
                        "label": field.labels.get(value, value),
                    }
                    for who, value in each.values
                ],
            }
            for each in one.disagreements
        ],
    }


_SHARES = ("observed", "expected")


def _measure(value: Measure) -> dict[str, Any]:
    """A figure, or none and why."""
    if isinstance(value, float):
        return {"value": value, "undefined": None}
    return {"value": None, "undefined": {"reason": value.reason.value, "said": value.sentence}}
