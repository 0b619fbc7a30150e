"""What an export chooses, it chooses alike in every format; one state of the desk leaves."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from claims.model import NoteKind
from store.dossier import walk
from store.dossier.values import Claim, Scope
from store.dossier.walk import collect
from store.queries import articles, claim_listing
from store.verbs import judging, naming
from store.verbs.desk import Desk

Add = Callable[..., Any]


@pytest.fixture
def team(desk: Desk, add: Add, open_at: Callable[..., Desk]) -> tuple[Desk, Desk]:
    """Two reviewers: both judge the first claim alike and the second differently."""
    document, li = add().document, open_at("li")
    first, second, third, *_ = claim_listing.listing(desk.conn, document)
    naming.attribute(desk, first, ["cctv"])
    judging.judge(desk, first, status="verified")
    judging.judge(desk, second, status="false")
    judging.note(desk, third, NoteKind.NOTE, "see the ledger")
    judging.judge(li, first, status="verified")
    judging.judge(li, second, status="disputed")
    return desk, li


def claims(desk: Desk, **scope: Any) -> list[Claim]:
    made = collect(desk.conn, Scope(**scope))
    return [claim for article in made.articles() for claim in article.every()]


def held(found: list[Claim]) -> list[tuple[str, str, str | None]]:
    return [(c.number, j.reviewer, j.status) for c in found for j in c.judgements]


def test_everything_is_every_claim_with_every_judgement(team: tuple[Desk, Desk]) -> None:
    found = claims(team[0])
    assert len(found) == team[0].conn.execute("SELECT count(*) FROM claim").fetchone()[0]
    assert held(found) == [
        *(("1", "li", "verified"), ("1", "mk", "verified")),
        *(("2", "li", "disputed"), ("2", "mk", "false")),
    ]


def test_one_reviewers_judgements_and_notes_alone(team: tuple[Desk, Desk]) -> None:
    mk, li = team
    assert li.reviewer
    assert mk.reviewer
    assert held(claims(mk, reviewer=li.reviewer.id)) == [
        ("1", "li", "verified"),
        ("2", "li", "disputed"),
    ]
    notes = [n.text for c in claims(mk, reviewer=mk.reviewer.id) for n in c.notes]
    assert notes == ["see the ledger"]


def test_judgements_with_one_status_alone(team: tuple[Desk, Desk]) -> None:
    assert held(claims(team[0], status="false")) == [("2", "mk", "false")]


def test_judgements_with_one_source_alone(team: tuple[Desk, Desk]) -> None:
    assert held(claims(team[0], source="cctv")) == [("1", "mk", "verified")]


def test_judgements_since_a_time_alone(team: tuple[Desk, Desk]) -> None:
    times = sorted(j.reviewed_at for c in claims(team[0]) for j in c.judgements)
    found = claims(team[0], since=times[-2])
    assert sorted(j.reviewed_at for c in found for j in c.judgements) == times[-2:]


def test_a_final_view_has_one_verdict_where_all_agree_and_none_where_they_differ(
    team: tuple[Desk, Desk],
) -> None:
    assert held(claims(team[0], final=True)) == [("1", "li, mk", "verified")]


def test_a_choice_is_told_in_words(team: tuple[Desk, Desk]) -> None:
    mk, li = team
    assert li.reviewer
    scope = Scope(reviewer=li.reviewer.id, status="false", redact=True)
    assert collect(mk.conn, scope).told == (
        "only judgements by li, with status false; protected sources are shown by their code names"
    )
    assert collect(mk.conn).told == ""


def test_a_walk_can_be_made_again(team: tuple[Desk, Desk]) -> None:
    made = collect(team[0].conn)
    walks = [[c for a in made.articles() for c in a.every()] for _ in range(2)]
    assert walks[0] == walks[1]


def test_a_colleagues_write_does_not_come_between_the_parts(team: tuple[Desk, Desk]) -> None:
    mk, li = team
    (document,) = [a.id for a in articles.articles(mk.conn)]
    third = claim_listing.listing(li.conn, document)[2]
    with mk.database.snapshot() as conn:
        made = collect(conn)
        before = held([c for a in made.articles() for c in a.every()])
        judging.judge(li, third, status="false")
        assert held([c for a in made.articles() for c in a.every()]) == before
        assert collect(conn).digest == made.digest


def test_progress_hears_of_every_thousandth_claim(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add()
    monkeypatch.setattr(walk, "EVERY", 2)
    heard: list[int] = []
    made = collect(desk.conn, None, heard.append)
    many = sum(1 for article in made.articles() for _ in article.claims())
    assert heard == list(range(2, many + 1, 2))


def test_every_row_of_csv_is_of_the_scope(team: tuple[Desk, Desk]) -> None:
    from store.exports import exporter

    def rows() -> Iterator[dict[str, str]]:
        pieces = exporter("csv").export(collect(team[0].conn, Scope(status="false")))
        yield from csv.DictReader(io.StringIO("".join(map(str, pieces)), newline=""))

    assert [row["status"] for row in rows()] == ["false"]
