"""What AVeriTeC's tools are handed has the keys, the labels and the dates of its dataset."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from claims.model import EvidenceKind
from claims.scales import NEWSROOM, Status
from store.dossier import walk
from store.dossier.values import Dossier, DossierJudgement, Scope
from store.exports import averitec
from store.queries import claim_listing
from store.verbs import judging
from store.verbs.desk import Desk
from store.verbs.evidence import attach

KEYS = {
    *("claim", "required_reannotation", "label", "justification", "claim_date", "speaker"),
    *("original_claim_url", "fact_checking_article", "reporting_source", "location_ISO_code"),
    *("claim_types", "fact_checking_strategies", "questions", "cached_original_claim_url"),
}
QUESTION = {"question", "answers"}
ANSWER = {"answer", "answer_type", "source_url", "source_medium", "cached_source_url"}


def verdicts(made: Dossier) -> list[dict[str, Any]]:
    return json.loads("".join(averitec.export(made)))


@pytest.fixture
def weighed(desk: Desk, add: Callable[..., Any]) -> Desk:
    """One judged claim with a page, a conversation, and the writer's word that nobody weighed."""
    about = {"url": "https://example.org/a", "date_published": "2024-02-08", "publisher": "Port"}
    document = add(**about).document
    claim = claim_listing.listing(desk.conn, document)[0]
    judging.judge(desk, claim, status="misleading", justification="Half of it.")
    page = {"url": "https://example.org/r.pdf", "archived_url": "https://a.example/r"}
    attach(desk, document, EvidenceKind.URL, page, claim, weights={"stance": "refutes"})
    told = {"with_whom": "a pilot"}
    attach(desk, document, EvidenceKind.CONVERSATION, told, claim, weights={"stance": "supports"})
    attach(desk, document, EvidenceKind.ON_AUTHOR, {}, claim)
    return desk


def test_every_object_has_the_keys_of_the_dataset_and_no_others(weighed: Desk) -> None:
    (one,) = verdicts(walk.collect(weighed.conn))
    assert set(one) == KEYS
    assert {frozenset(asked) for asked in one["questions"]} == {frozenset(QUESTION)}
    answers = [answer for asked in one["questions"] for answer in asked["answers"]]
    assert {frozenset(answer) for answer in answers} == {frozenset(ANSWER)}


def test_what_is_known_of_the_article_is_told(weighed: Desk) -> None:
    (one,) = verdicts(walk.collect(weighed.conn))
    assert (one["claim_date"], one["reporting_source"]) == ("08-02-2024", "Port")
    assert one["original_claim_url"] == "https://example.org/a"
    assert one["justification"] == "Half of it."


def test_evidence_is_the_answer_to_a_question(weighed: Desk) -> None:
    (one,) = verdicts(walk.collect(weighed.conn))
    answers = [asked["answers"][0] for asked in one["questions"]]
    assert [(a["answer"], a["answer_type"], a["source_medium"]) for a in answers] == [
        ("It refutes the claim.", "Abstractive", "PDF"),
        ("It supports the claim.", "Abstractive", "Other"),
        ("No answer could be found.", "Unanswerable", "Other"),
    ]
    assert answers[0]["cached_source_url"] == "https://a.example/r"
    assert one["fact_checking_strategies"] == ["Written Evidence", "Consultation"]


def test_the_stance_survives_when_the_verdict_is_everybodys(weighed: Desk) -> None:
    (one,) = verdicts(walk.collect(weighed.conn, Scope(final=True)))
    assert one["questions"][0]["answers"][0]["answer"] == "It refutes the claim."


def test_undecided_claims_are_left_out(reviewed: Desk) -> None:
    held = reviewed.conn.execute("SELECT count(*) FROM judgement WHERE status IS NOT NULL")
    assert len(verdicts(walk.collect(reviewed.conn))) == held.fetchone()[0] == 4


def test_the_settled_verdicts_are_one_a_claim(reviewed: Desk) -> None:
    found = [one["claim"] for one in verdicts(walk.collect(reviewed.conn, Scope(final=True)))]
    assert found == ["A port official said that traffic rose by 4 per cent.", "=SUM(A1)"]


def test_a_desk_without_verdicts_is_an_empty_list(desk: Desk) -> None:
    assert verdicts(walk.collect(desk.conn)) == []


@pytest.mark.parametrize("status", NEWSROOM.statuses, ids=lambda status: status.id)
def test_a_status_has_the_label_that_its_scale_gives_it(status: Status) -> None:
    held = DossierJudgement("mk", status.id, NEWSROOM.digest, verdict=status)
    assert averitec.label_of(held) is status.averitec


def test_no_verdict_and_a_status_of_nobodys_have_no_label() -> None:
    assert averitec.label_of(DossierJudgement("mk")) is None
    assert averitec.label_of(DossierJudgement("mk", "pants_on_fire", NEWSROOM.digest)) is None


def test_its_section_names_the_keys_that_it_writes(section: Callable[[str], str]) -> None:
    named = set(re.findall(r"(?m)^\| `(\w+)`", section("averitec")))
    assert named == KEYS | QUESTION | ANSWER
