"""What leaves the desk knows of teams: the last word, what was said, and nothing that is blind.

The golden files in `fixtures/golden/team/` are what `met` exports; `test_exports.py` tells how they
are made anew.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from typing import Any

import pytest

from claims.intake import read_document
from claims.model import SourceClass
from store.dossier.scope_choice import UNREVIEWED
from store.dossier.values import Claim, Dossier, Scope
from store.dossier.walk import collect
from store.exports import EXPORTERS, FolderFile, exporter
from store.exports.prov import SECTIONS
from store.imports.annotations import apply
from store.imports.csv import read
from store.queries import claim_listing, claim_rows, known_reviewers
from store.state.session import Reason, Rule
from store.verbs import comments, intake, judging, sessions, settling, sources
from store.verbs.desk import Desk
from tests.workbook import sheets

from .conftest import MET, SECRET, Met
from .standards import conforms, documented, keys, needs_standards
from .test_exports import CHOSEN_AT_RANDOM, GOLDEN

ALL, FINAL = Scope(), Scope(final=True)


def text_of(form: str, made: Dossier) -> str:
    pieces = list(exporter(form).export(made))
    if pieces and isinstance(pieces[0], bytes):
        return sheets(b"".join(pieces))
    return "".join("".join(p.text) if isinstance(p, FolderFile) else p for p in pieces)


def claims(met: Met, scope: Scope = ALL) -> list[Claim]:
    made = collect(met.ed.conn, scope)
    return [claim for article in made.articles() for claim in article.every()]


def final(met: Met, **scope: Any) -> dict[str, tuple[str | None, str]]:
    """The verdict of each claim, and whose it is."""
    found = claims(met, Scope(final=True, **scope))
    return {c.number: (j.status, ", ".join(j.people)) for c in found for j in c.judgements}


def lines(met: Met, kind: str) -> list[dict[str, Any]]:
    records = map(json.loads, text_of("jsonl", collect(met.ed.conn)).splitlines())
    return [record for record in records if record["type"] == kind]


# --- golden --------------------------------------------------------------------------------------

SHOWN = {"md": Scope(1), "jsonl": Scope(1), "webannotation": Scope(1), "prov": Scope(1)}
SHOWN |= {"csv": Scope(1, final=True)}


@pytest.mark.parametrize("form", SHOWN)
def test_an_export_of_a_team_is_what_the_golden_file_holds(met: Met, form: str) -> None:
    made = CHOSEN_AT_RANDOM.sub("<random>", text_of(form, collect(met.ed.conn, SHOWN[form])))
    golden = GOLDEN / "team" / f"review-log{exporter(form).SUFFIX}"
    if os.environ.get("TWOSOURCE_REFRESH_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(made.encode())
    assert made == golden.read_bytes().decode()


# --- the final verdict ---------------------------------------------------------------------------


def test_the_final_verdict_is_the_adjudication_else_what_the_rule_makes(met: Met) -> None:
    assert final(met) == {
        "1": ("verified", "ed"),
        "2": ("false", "li, mk"),
        "4": ("false", "li, mk, no"),
        "5": ("disputed", "ed"),
    }


def test_a_claim_knows_its_final_verdict_in_every_view(met: Met) -> None:
    known = {c.number: c.final for c in claims(met) if c.final}
    assert known == {c.number: c.judgements for c in claims(met, FINAL) if c.judgements}
    assert known == {c.number: c.final for c in claims(met, FINAL) if c.final}


def test_what_an_adjudicator_takes_has_that_reviewers_words(met: Met) -> None:
    fifth = claims(met, FINAL)[4].judgements[0]
    assert (fifth.source, fifth.claim_reviewed, fifth.justification) == (
        *("CCTV", "A diver saw it"),
        "mk knows",
    )


def test_a_session_that_is_revealed_counts_for_a_final_view_alone(meeting: Met) -> None:
    sessions.reveal(meeting.ed, meeting.session)
    assert final(meeting)["2"] == ("false", "li, mk")
    second = claims(meeting)[1]
    assert (second.result, second.final) == (None, ())


def test_the_ballots_of_a_blind_session_make_no_result(meeting: Met) -> None:
    assert {c.result for c in claims(meeting, FINAL)} == {None}
    assert final(meeting) == {"4": ("false", "li, mk, no")}


def test_a_claim_on_which_the_session_has_no_ballot_is_as_it_would_be_without(met: Met) -> None:
    judging.judge(met.people["li"], met.claims[5], status="disputed")
    assert final(met)["6"] == ("disputed", "li")


def test_what_is_judged_after_the_close_changes_no_result(met: Met) -> None:
    judging.judge(met.people["li"], met.claims[1], status="verified")
    assert final(met)["2"] == ("false", "li, mk")


def test_a_vote_counts_though_its_voter_holds_something_else(meeting: Met) -> None:
    ed, people, _, ids, session = meeting
    sessions.open_vote(ed, sessions.reveal(ed, session))
    settling.vote(people["mk"], ids[2], "false")
    sessions.close(ed, session)
    assert final(meeting)["3"] == ("false", "li, mk")


def test_a_later_session_with_a_result_stands_above_an_earlier_last_word(met: Met) -> None:
    plan = sessions.Plan(["mk", "li"], rule=Rule.UNANIMITY, title="Second round")
    again = sessions.create(met.ed, met.document, plan)
    for name in ("mk", "li"):
        judging.judge(met.people[name], met.claims[0], status="disputed")
    again = sessions.reveal(met.ed, again)
    assert final(met)["1"] == ("verified", "ed")
    sessions.close(met.ed, again)
    assert final(met)["1"] == ("disputed", "li, mk")
    assert final(met)["5"] == ("disputed", "ed")
    assert final(met, session=met.session.uid)["1"] == ("verified", "ed")


def test_what_is_chosen_besides_is_chosen_from_the_final_verdicts(met: Met) -> None:
    li = met.people["li"].reviewer.id
    assert final(met, status="verified") == {"1": ("verified", "ed")}
    assert set(final(met, reviewer=li)) == {"2", "4"}
    assert set(final(met, source="cctv")) == {"5"}
    ruled = claims(met)[0].ruling.held.reviewed_at
    assert set(final(met, since=ruled)) == {"1", "5"}


def test_an_unreviewed_claim_of_a_final_view_has_no_verdict(met: Met) -> None:
    assert [c.number for c in claims(met, Scope(final=True, status=UNREVIEWED))] == ["3", "6"]


def test_a_choice_of_one_reviewer_leaves_the_others_words_out(met: Met) -> None:
    mine = Scope(reviewer=met.people["li"].reviewer.id)
    found = claims(met, mine)
    assert {c.ruling for c in found} == {c.result for c in found} == {None}
    said = [one.text for c in found for t in c.comments for one in (t.first, *t.replies)]
    assert said == ["which *master*? @mk"]


def test_a_choice_of_a_session_leaves_what_was_said_in_it(met: Met) -> None:
    found = claims(met, Scope(session=met.session.uid))
    assert [c.number for c in found] == ["1", "2", "3", "4", "5"]
    assert sum(len(t.replies) + 1 for c in found for t in c.comments) == 3
    assert claims(met, Scope(session=f"{'0' * 32}:1")) == []


# --- formats -------------------------------------------------------------------------------------


def test_a_claim_is_headed_by_its_last_word_and_is_no_split_to_settle(met: Met) -> None:
    made = text_of("md", collect(met.ed.conn))
    assert re.findall(r"(?m)^### \d+\. (.*)$", made) == [
        *("Verified", "False", "False / verified / disputed", "False", "Disputed", "Unreviewed"),
    ]
    splits = made.partition("## Splits to settle\n")[2].partition("\n## ")[0]
    assert re.findall(r"Claim \d+", splits) == ["Claim 3"]


def test_people_are_told_who_adjudicated_why_and_what_stood_before(met: Met) -> None:
    for form in ("md", "html"):
        made = text_of(form, collect(met.ed.conn))
        assert "Adjudicated by ed" in made
        assert "verified; edge case; 2 false, 1 verified stood before" in made
        assert "disputed; as mk has it; annotator error" in made
        assert "twosource session minutes 1" in made


def test_a_withdrawn_comment_leaves_its_place_and_not_its_words(met: Met) -> None:
    for form in EXPORTERS:
        assert "never mind" not in text_of(form, collect(met.ed.conn, Scope(1)))
    assert [one["withdrawn"] for one in lines(met, "comment")] == [False, False, True]
    assert "Comment, no: withdrawn" in text_of("md", collect(met.ed.conn))


def test_a_contested_last_word_says_so(met: Met) -> None:
    judging.judge(met.people["li"], met.claims[0], status="disputed")
    assert "contested" in text_of("md", collect(met.ed.conn))
    assert lines(met, "adjudication")[0]["contested"] is True


def test_the_final_csv_says_who_adjudicated_and_why(met: Met) -> None:
    made = text_of("csv", collect(met.ed.conn, FINAL))
    rows = list(csv.DictReader(io.StringIO(made, newline="")))
    assert [row["reviewer"] for row in rows[:2]] == ["adjudicated by ed", "li, mk"]
    assert rows[0]["note"] == "edge case: the | table was revised"


def test_what_was_adjudicated_reads_back_as_the_adjudicators_own(
    met: Met, open_at: Callable[..., Desk]
) -> None:
    made = text_of("csv", collect(met.ed.conn, FINAL))
    other = open_at("zz", "other.db")
    document = intake.take_in(
        other, MET.encode(), read_document(MET.encode(), "quay.txt"), "quay.txt"
    )
    apply(other, read(made.encode(), "final.csv"), "csv")
    first = claim_listing.listing(other.conn, document.document)[0]
    held = claim_rows.row(
        other.conn, first, known_reviewers.find_reviewer(other.conn, "ed (from a file)")
    )
    assert held.status == "verified"


def test_an_adjudication_is_an_annotation_that_moderates(met: Met) -> None:
    found = annotations(collect(met.ed.conn))
    first, second = (one for one in found if one["motivation"] == "moderating")
    assert first["creator"]["name"] == "ed"
    purposes = {body["purpose"]: body.get("value") for body in reversed(first["body"])}
    assert purposes["assessing"] == "verified"
    assert purposes["commenting"] == "the | table was revised"
    assert first["target"] == found[0]["target"]
    assert second["id"] != first["id"]


def annotations(made: Dossier) -> list[dict[str, Any]]:
    _, *pages = json.loads(text_of("webannotation", made))
    return [item for page in pages for item in page["items"]]


def test_an_answer_targets_the_comment_that_it_answers(met: Met) -> None:
    found = {one["id"]: one for one in annotations(collect(met.ed.conn)) if "comment:" in one["id"]}
    (answer,) = (one for one in found.values() if one["motivation"] == "replying")
    assert found[answer["target"]]["body"][0]["value"] == SECRET
    assert [one["id"] for one in found.values() if "body" not in one] == [list(found)[-1]]


def test_the_collection_counts_what_the_team_adds(met: Met) -> None:
    for scope in (Scope(), FINAL):
        collection, *pages = json.loads(text_of("webannotation", collect(met.ed.conn, scope)))
        ids = [item["id"] for page in pages for item in page["items"]]
        assert collection["total"] == len(ids) == len(set(ids))


@needs_standards
@pytest.mark.parametrize("scope", [Scope(), FINAL])
def test_w3cs_own_tests_accept_what_a_team_leaves(met: Met, scope: Scope) -> None:
    made = json.loads(text_of("webannotation", collect(met.ed.conn, scope)))
    assert conforms("webannotation", made) == (0, "")


def provenance(met: Met, scope: Scope = ALL) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text_of("prov", collect(met.ed.conn, scope)))
    return found


def test_an_adjudication_is_an_activity_that_used_the_judgements_it_saw(met: Met) -> None:
    judging.judge(met.people["li"], met.claims[0], status="disputed")
    made = provenance(met)
    activity = next(name for name in made["activity"] if name.startswith("adjudication:"))
    used = [u["prov:entity"] for u in made["used"].values() if u["prov:activity"] == activity]
    assert [name.rpartition("/")[2] for name in used] == ["mk", "no"]
    agents = made["wasAssociatedWith"].values()
    assert [a["prov:agent"] for a in agents if a["prov:activity"] == activity] == ["reviewer:ed"]
    (ruling,) = (
        g["prov:entity"] for g in made["wasGeneratedBy"].values() if g["prov:activity"] == activity
    )
    assert made["entity"][ruling]["prov:label"] == "verified"


@pytest.mark.parametrize("scope", [Scope(), FINAL])
def test_every_record_names_what_is_declared(met: Met, scope: Scope) -> None:
    made = provenance(met, scope)
    known = {name for part in ("entity", "agent", "activity") for name in made[part]}
    links = set(made) & set(SECTIONS) - {"entity", "agent", "activity"}
    ends = {"entity", "activity", "agent", "generatedEntity", "usedEntity"}
    named = {
        value
        for part in links
        for record in made[part].values()
        for key, value in record.items()
        if key.removeprefix("prov:") in ends
    }
    assert named
    assert named <= known


@pytest.mark.parametrize("scope", [Scope(), FINAL])
def test_another_library_reads_the_provenance_of_a_team(met: Met, scope: Scope) -> None:
    model = pytest.importorskip("prov.model")
    text = text_of("prov", collect(met.ed.conn, scope))
    document = model.ProvDocument.deserialize(content=text, format="json")
    records = sum(len(part) for name, part in json.loads(text).items() if name != "prefix")
    assert len(document.get_records()) == records


def test_the_published_review_is_the_last_word(met: Met) -> None:
    made = exporter("claimreview").export(collect(met.ed.conn))
    found = {m.name: json.loads("".join(m.text)) for m in made if m.name.endswith(".jsonld")}
    ratings = {name: one["reviewRating"]["alternateName"] for name, one in found.items()}
    assert ratings == {
        "claim-1.jsonld": "verified",
        "claim-2.jsonld": "false",
        "claim-4.jsonld": "false",
        "claim-5.jsonld": "disputed",
    }
    assert found["claim-1.jsonld"]["author"] == {"@type": "Person", "name": "ed"}
    assert "revised" not in json.dumps(found)


@needs_standards
def test_the_published_last_word_is_what_schema_org_knows(met: Met) -> None:
    made = exporter("claimreview").export(collect(met.ed.conn))
    found = next(m for m in made if m.name == "claim-5.jsonld")
    assert conforms("claimreview", json.loads("".join(found.text))) == (0, "")


def test_an_adjudicated_claim_has_one_label_in_averitec(met: Met) -> None:
    found = json.loads(text_of("averitec", collect(met.ed.conn)))
    first = claims(met)[0].exact
    assert [one["label"] for one in found if one["claim"] == first] == ["Supported"]


HERON = r"ask \[Heron\]|\[Heron\] saw it"


@pytest.mark.parametrize("form", EXPORTERS)
def test_a_protected_name_in_the_talk_of_a_team_is_hidden(met: Met, form: str) -> None:
    sources.add(met.ed, "Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    comments.comment(met.people["mk"], met.claims[1], "ask Ivan Petrov")
    note = settling.LastWord("false", reason=Reason.OTHER, note="ivan petrov saw it")
    settling.adjudicate(met.ed, met.claims[2], note)
    made = (
        text_of(form, collect(met.ed.conn, Scope(redact=True)))
        .replace("\\[", "[")
        .replace("\\]", "]")
    )
    assert "petrov" not in made.casefold()
    if form in ("md", "html", "jsonl", "webannotation"):
        assert set(re.findall(HERON, made.replace("\\", ""))) == {"ask [Heron]", "[Heron] saw it"}


# --- the blind phase -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", EXPORTERS)
@pytest.mark.parametrize("scope", [Scope(), FINAL, Scope(1)])
def test_nothing_of_the_others_leaves_a_blind_session(
    meeting: Met, form: str, scope: Scope
) -> None:
    li = meeting.people["li"]
    text = text_of(form, collect(li.conn, scope))
    assert SECRET not in text
    assert "A diver saw it" not in text
    assert "mk knows" not in text


@pytest.mark.parametrize("form", ["md", "html", "jsonl", "webannotation"])
def test_an_editor_who_does_not_review_exports_what_is_blind(meeting: Met, form: str) -> None:
    text = text_of(form, collect(meeting.ed.conn))
    assert SECRET in text
    assert "mk knows" in text


TELLS = ("md", "html", "xlsx", "jsonl", "webannotation", "claimreview", "doccano", "labelstudio")


@pytest.mark.parametrize("form", TELLS)
def test_an_export_from_a_blind_session_says_that_it_is_partial(meeting: Met, form: str) -> None:
    made = collect(meeting.people["li"].conn)
    assert not made.whole
    assert "what a blind session hides is left out" in text_of(form, made)
    assert collect(meeting.ed.conn).whole


def test_a_choice_of_a_session_is_told_by_its_title(met: Met) -> None:
    told = collect(met.ed.conn, Scope(session=met.session.uid)).told
    assert told == "only judgements in the session Quay round"


# --- the docs ------------------------------------------------------------------------------------


def test_the_docs_name_what_a_team_adds_to_webannotation(met: Met) -> None:
    assert keys(json.loads(text_of("webannotation", collect(met.ed.conn)))) <= documented(
        "webannotation"
    )
