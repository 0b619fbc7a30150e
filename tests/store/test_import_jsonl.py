"""A log that comes in is the log that left, and what is not is refused by its line."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sqlite3
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import (
    NoteKind,
    SourceClass,
)
from store.dossier import walk
from store.dossier.values import Scope
from store.errors import BadInput, NotPermitted
from store.exports import exporter
from store.file.identity import Reviewer
from store.imports.jsonl import Arrived, bring_in, opened
from store.log import chain
from store.log.events import canonical
from store.log.kinds import CATALOGUE, ClaimRef, Judged
from store.queries import (
    articles,
    claim_listing,
    journal,
    known_reviewers,
)
from store.verbs import (
    intake,
    judging,
    naming,
    sources,
    upkeep,
)
from store.verbs.desk import Desk
from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.store.projections import tables

from .working import FULL, TEXT, Open, Work, Worked, add, scripts

patient = settings(settings.get_profile("one desk"), max_examples=25)
Record = dict[str, Any]


def exported(desk: Desk) -> bytes:
    return "".join(exporter("jsonl").export(walk.collect(desk.conn))).encode()


def taken(desk: Desk, data: bytes) -> Arrived:
    return bring_in(desk, opened(io.BytesIO(data)))


# --- a desk on which anything may have happened --------------------------------------------------


def test_the_script_of_everything_does_everything(worked: Worked) -> None:
    """Else the round trips below would prove less than they say."""
    desk = worked([*[("judge", 0, n) for n in range(4)], *FULL])
    kinds = {kind for (kind,) in desk.conn.execute("SELECT DISTINCT kind FROM event")}
    assert kinds | {"entries_admitted"} == set(CATALOGUE)  # which takes an import
    assert desk.conn.execute("SELECT count(*) FROM event WHERE body IS NULL").fetchone()[0]


@patient
@given(script=scripts)
def test_a_desk_that_leaves_and_comes_in_is_the_same_bytes(
    worked: Worked, at: Open, script: list[tuple[str, int, int]]
) -> None:
    before = worked(script)
    data = exported(before)
    after = at("mk")
    taken(after, data)
    assert exported(after) == data
    assert chain.digest(after.conn) == chain.digest(before.conn)
    assert verify(after.database) == []
    assert tables(after, arrival=False) == tables(before, arrival=False)


def test_everything_that_can_happen_survives_the_trip(worked: Worked, at: Open) -> None:
    data = exported(worked([*[("judge", 0, n) for n in range(4)], *FULL]))
    after = at("mk")
    taken(after, data)
    assert exported(after) == data
    assert verify(after.database) == []


def test_a_session_that_is_blind_leaves_whole_by_its_editor_and_stays_blind(
    worked: Worked, at: Open
) -> None:
    before = worked([("session", 0, 0), ("judge", 1, 1), ("note", 2, 3), ("judge", 2, 1)])
    after = at("mk")
    taken(after, exported(before))
    seen = {
        who: at(who, after.database.path).conn.execute("SELECT count(*) FROM judgement").fetchone()
        for who in ("mk", "li", "ka", "zz")
    }
    assert seen == {"mk": (2,), "li": (1,), "ka": (1,), "zz": (0,)}
    assert exported(after) == exported(before)


@patient
@given(script=scripts)
def test_a_second_import_changes_nothing(
    worked: Worked, at: Open, script: list[tuple[str, int, int]]
) -> None:
    data = exported(worked(script))
    after = at("mk")
    first = taken(after, data)
    dump = list(after.conn.iterdump())
    again = taken(after, data)
    assert again == Arrived(0, 0, 0, first.events)
    assert list(after.conn.iterdump()) == dump


@patient
@given(one=scripts, two=scripts, shared=scripts)
def test_two_desks_merge_in_either_order_to_the_same_state_once_all_is_let(
    worked: Worked,
    at: Open,
    one: list[tuple[str, int, int]],
    two: list[tuple[str, int, int]],
    shared: list[tuple[str, int, int]],
) -> None:
    start = exported(worked(shared))
    exports = []
    for script in (one, two):
        desk = at("mk")
        taken(desk, start)
        Work(desk, at).run(script)
        exports.append(exported(desk))
    merged = [at("mk"), at("mk")]
    for desk, order in zip(merged, (exports, exports[::-1]), strict=True):
        for data in order:
            try:
                taken(desk, data)
            except NotPermitted as refused:  # blind in one of the two, and not in what both share
                assume("is still blind" not in str(refused))
                raise
    assert chain.digest(merged[0].conn) == chain.digest(merged[1].conn)
    for desk in merged * 3:  # a role that is let may hold back what went before
        upkeep.admit(desk, [line.event for line in journal.not_obeyed(desk.conn)])
    assert tables(merged[0], arrival=False) == tables(merged[1], arrival=False)
    assert [verify(desk.database) for desk in merged] == [[], []]


@patient
@example(
    one=[("split", 0, 2), ("revise", 0, 0)],
    two=[("revise", 0, 0), ("comment", 0, 7), ("split", 0, 0)],
)
@given(one=scripts, two=scripts)
def test_a_merged_desk_makes_the_trip_too(
    worked: Worked, at: Open, one: list[tuple[str, int, int]], two: list[tuple[str, int, int]]
) -> None:
    merged = at("mk")
    for script in (one, two):
        with suppress(NotPermitted):  # a session that is blind there and would not be here
            taken(merged, exported(worked(script)))
    data = exported(merged)
    after = at("mk")
    taken(after, data)
    assert exported(after) == data


# --- what merging decides ------------------------------------------------------------------------


@pytest.fixture
def judged(at: Open) -> Desk:
    """One article; a verdict, a note and a source on its first claim."""
    desk = at("mk")
    claim = claim_listing.listing(desk.conn, add(desk, TEXT))[0]
    judging.judge(desk, claim, status="false", justification="seen")
    judging.note(desk, claim, NoteKind.NOTE, "ask the port's own press office")
    naming.attribute(desk, claim, [sources.add(desk, "Harbour", SourceClass.UNNAMED)])
    return desk


def test_it_says_what_it_brought(judged: Desk, at: Open) -> None:
    count = judged.conn.execute("SELECT count(*) FROM event").fetchone()[0]
    after = at("zz")
    assert taken(after, exported(judged)) == Arrived(count, 1, 1, 0)


def test_a_stream_that_goes_on_is_continued(judged: Desk, at: Open) -> None:
    after = at("zz")
    first = taken(after, exported(judged))
    judging.judge(judged, claim_listing.listing(judged.conn, 1)[1], status="verified")
    assert taken(after, exported(judged)) == Arrived(1, 1, 1, first.events)
    assert exported(after) == exported(judged)


def test_a_desk_that_knows_more_keeps_it(judged: Desk, at: Open) -> None:
    early = exported(judged)
    judging.judge(judged, claim_listing.listing(judged.conn, 1)[1], status="verified")
    late = exported(judged)
    assert taken(judged, early).events == 0
    assert exported(judged) == late


def test_an_order_to_redact_reaches_the_text_here_once_it_is_let(judged: Desk, at: Open) -> None:
    whole = exported(judged)
    noted = next(e for e in chain.read(judged.conn) if e.kind == "noted")
    copy = at("zz")
    taken(copy, whole)
    upkeep.redact(copy, noted.id, "names a person")
    assert taken(judged, exported(copy)).unheeded == 1
    assert b"press office" in exported(judged)
    upkeep.admit(judged, [line.event for line in journal.not_obeyed(judged.conn)])
    assert b"press office" not in exported(judged)
    assert verify(judged.database) == []


def test_what_was_redacted_here_does_not_come_back(judged: Desk, at: Open) -> None:
    whole = exported(judged)
    upkeep.redact(
        judged, next(e for e in chain.read(judged.conn) if e.kind == "noted").id, "by order"
    )
    held = exported(judged)
    assert taken(judged, whole).events == 0
    assert exported(judged) == held


def test_a_claim_that_only_a_redacted_judgement_made_is_gone_everywhere(
    judged: Desk, at: Open
) -> None:
    """Of two intakes of one text the later list counts only where somebody has touched it."""
    sha256 = articles.article(judged.conn, 1).sha256
    made = judged.act(Judged(ClaimRef(sha256, 20, 33), {"justification": "names a person"}))
    upkeep.redact(judged, made.event, "by order")
    after = at("zz")
    taken(after, exported(judged))
    assert exported(after) == exported(judged)
    assert [verify(desk.database) for desk in (judged, after)] == [[], []]


@pytest.mark.parametrize("version", [1, 2])
def test_an_entry_that_only_a_later_version_knows_is_kept_and_passed_on(
    judged: Desk, at: Open, version: int
) -> None:
    def later(body: Record) -> None:
        body |= {"kind": "poll_taken", "v": version, "fact": {"votes": [1, 2], "why": None}}

    data, after = spoiled(exported(judged), lambda r: rehash(r, later)), at("zz")
    taken(after, data)
    log_of = [line for line in exported(after).splitlines() if b'"type": "event"' in line]
    assert log_of == [line for line in data.splitlines() if b'"type": "event"' in line]
    assert verify(after.database) == []


def test_an_act_after_the_import_opens_a_stream_of_this_file(judged: Desk, at: Open) -> None:
    mine = at("mk")  # the same reviewer on the same device, in another file
    taken(mine, exported(judged))
    before = set(mine.conn.execute("SELECT uid, head_n FROM stream").fetchall())
    judging.judge(mine, claim_listing.listing(mine.conn, 1)[0], status="verified")
    assert before < set(mine.conn.execute("SELECT uid, head_n FROM stream").fetchall())


def test_a_stream_of_this_file_that_others_continued_is_left_to_them(
    judged: Desk, at: Open, tmp_path: Path
) -> None:
    """A backup that was written over the file in place keeps the file's identity."""
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(judged.database.path)) as conn:
        conn.execute("VACUUM INTO ?", (str(old),))
    judging.judge(judged, claim_listing.listing(judged.conn, 1)[1], status="verified")
    data = exported(judged)
    restored = at("mk", old)
    restored.conn.execute("UPDATE main.stream SET home = ?", (_home(restored),))
    assert taken(restored, data).events == 1
    assert restored.conn.execute("SELECT home FROM stream").fetchall() == [(None,)]


def _home(desk: Desk) -> str:
    from store.file import identity

    return identity.file_identity(desk.database.path, desk.writer.device)


def test_a_reviewer_is_called_what_they_were_called_last(at: Open) -> None:
    one = at("mk")
    add(one, TEXT)
    two = open_desk(one.database.path.with_name("two.db"), Reviewer(one.reviewer_id, "Mary K"))
    add(two, "The mayor said that a ship had sunk.\n")
    after = at("zz")
    taken(after, exported(two))
    taken(after, exported(one))
    assert known_reviewers.reviewer_names(after.conn)[one.reviewer_id] == "Mary K"
    assert verify(after.database) == []
    two.close()


def test_imported_claims_have_their_suggestions(at: Open) -> None:
    one, after = at("mk"), at("zz")
    add(one, TEXT)
    taken(after, exported(one))
    sql = "SELECT body FROM suggestion ORDER BY claim_id"
    assert after.conn.execute(sql).fetchall() == one.conn.execute(sql).fetchall() != []


# --- what is spoiled -----------------------------------------------------------------------------


def spoiled(data: bytes, change: Callable[[list[Record]], object]) -> bytes:
    records = [json.loads(line) for line in data.splitlines()]
    change(records)
    return b"".join(json.dumps(r, ensure_ascii=False).encode() + b"\n" for r in records)


def nth(records: list[Record], kind: str, n: int = 0) -> int:
    return [i for i, record in enumerate(records) if record["type"] == kind][n]


def edit(kind: str, at: int, /, **values: Any) -> Callable[[list[Record]], object]:
    return lambda records: records[nth(records, kind, at)].update(values)


def swap(records: list[Record]) -> None:
    at = nth(records, "event", 3)
    records[at], records[at + 1] = records[at + 1], records[at]


def rehash(records: list[Record], change: Callable[[Record], object], n: int = -1) -> None:
    """Change the body of an event as one who rehashes the whole log would."""
    event = records[nth(records, "event", n)]
    body = json.loads(event["body"])
    change(body)
    event["body"] = canonical(body)
    rechain(records)


def rechain(records: list[Record]) -> None:
    uid = records[nth(records, "stream")]["uid"]
    head, count = chain.genesis(uid), 0
    for record in records:
        if record["type"] == "event":
            head = chain.link(head, chain.body_digest(record["body"]))
            count += 1
            record.update(hash=head.hex(), n=count)
    records[0]["digest"] = chain.heads_digest({uid: (count, head)})


def unblob(records: list[Record]) -> None:
    del records[nth(records, "blob")]


def bare(records: list[Record]) -> None:
    event = records[nth(records, "event", 4)]
    body = event.pop("body")
    known = json.loads(body)
    event |= {"body_sha": chain.body_digest(body).hex(), "kind": known["kind"], "hlc": known["hlc"]}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (edit("event", 2, body='{"v":1}'), "does not match its hash"),
        (edit("event", 2, hash="0" * 64), "does not match its hash"),
        (edit("event", 2, n=9), "one is missing"),
        (edit("event", 2, n="3"), "'n' is missing"),
        (edit("event", 2, n=True), "'n' is missing"),
        (edit("event", 2, stream="0" * 32), "no line before it names"),
        (edit("event", 2, body=None), "'body' is missing"),
        (edit("blob", 0, text="Other text."), "does not match its hash"),
        (edit("stream", 0, uid="x"), "is not the id of a stream"),
        (edit("stream", 0, session="s1"), "another session"),
        (edit("annotation", 0, type="verdict"), "not a type of line"),
        (lambda records: records.pop(nth(records, "event", 3)), "one is missing"),
        (lambda records: records.pop(nth(records, "stream")), "no line before it names"),
        (swap, "one is missing"),
        (lambda r: rehash(r, lambda body: body.pop("hlc")), "its text is not an event"),
        (lambda r: rehash(r, lambda body: body.update(hlc=1)), "before that of the entry"),
        (lambda r: rehash(r, lambda body: body.update(hlc=2**53 - 1)), "too far off"),
        (lambda r: rehash(r, lambda body: body["fact"].update(name="x"), 0), ""),
    ],
)
def test_a_line_that_was_tampered_with_is_named(
    judged: Desk, at: Open, change: Callable[[list[Record]], object], told: str
) -> None:
    data = exported(judged)
    after = at("zz")
    dump = list(after.conn.iterdump())
    if not told:  # rehashed whole: nobody can tell, and nothing is claimed
        assert taken(after, spoiled(data, change)).events
        return
    with pytest.raises(BadInput, match=f"line \\d+: .*{told}"):
        taken(after, spoiled(data, change))
    assert list(after.conn.iterdump()) == dump


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda records: records.pop(nth(records, "event", -1)), "some are missing"),
        (unblob, r"that line \d+ takes in is missing"),
        (bare, r"the entry in line \d+ has no text"),
    ],
)
def test_what_only_the_whole_shows_is_refused(
    judged: Desk, at: Open, change: Callable[[list[Record]], object], told: str
) -> None:
    after = at("zz")
    dump = list(after.conn.iterdump())
    with pytest.raises(BadInput, match=told):
        taken(after, spoiled(exported(judged), change))
    assert list(after.conn.iterdump()) == dump


@pytest.mark.parametrize(
    "change",
    [
        {"claim": "x"},
        {"claim": {"document": "ab" * 32, "start": 9, "end": 3}},
        {"values": {"attributions": "nobody"}},
        {"values": {"confidence": "total"}},
    ],
    ids=["no claim", "backwards", "no attributions", "an unknown value"],
)
def test_an_entry_that_cannot_be_understood_is_kept_passed_on_and_changes_nothing(
    judged: Desk, at: Open, change: Record
) -> None:
    data = spoiled(exported(judged), lambda r: rehash(r, lambda body: body["fact"].update(change)))
    short = spoiled(data, lambda r: (r.pop(nth(r, "event", -1)), rechain(r)))
    after, without = at("zz"), at("zz")
    assert taken(after, data).strange == 1
    taken(without, short)
    assert tables(after) == tables(without)
    assert entries(exported(after)) == entries(data)
    assert verify(after.database) == []


def entries(data: bytes) -> list[bytes]:
    return [line for line in data.splitlines() if b'"type": "event"' in line]


def test_a_fork_is_refused(judged: Desk, at: Open) -> None:
    def other(body: Record) -> None:
        body["fact"]["values"] = {"confidence": "low"}

    forked = spoiled(exported(judged), lambda r: rehash(r, other))
    held = exported(judged)
    with pytest.raises(BadInput, match=r"line \d+: stream \w+ has forked"):
        taken(judged, forked)
    assert exported(judged) == held


def test_a_file_is_refused_wherever_it_is_cut_in_a_line(judged: Desk, at: Open) -> None:
    data, after = exported(judged), at("zz")
    dump = list(after.conn.iterdump())
    for cut in range(1, len(data), 97):
        if data[cut - 1 : cut] == b"\n" or data[cut : cut + 1] == b"\n":
            continue
        with pytest.raises(BadInput, match="cut off"):
            taken(after, data[:cut])
    assert list(after.conn.iterdump()) == dump


def test_a_file_is_refused_wherever_a_line_of_its_log_ends_it(judged: Desk, at: Open) -> None:
    lines = exported(judged).splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if b'"type": "event"' in line)
    after = at("zz")
    for count in range(1, last + 1):
        with pytest.raises(BadInput):
            taken(after, b"".join(lines[:count]))
    assert taken(after, b"".join(lines[: last + 1])).events


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data + b"\n\n",
        lambda data: data.rstrip(b"\n"),
    ],
    ids=["CRLF", "BOM", "blank lines", "no last newline"],
)
def test_what_an_editor_does_to_a_file_does_no_harm(
    judged: Desk, at: Open, change: Callable[[bytes], bytes]
) -> None:
    data, after = exported(judged), at("zz")
    taken(after, change(data))
    assert exported(after) == data


def test_a_line_that_is_there_twice_counts_once(judged: Desk, at: Open) -> None:
    data, after = exported(judged), at("zz")
    lines = data.splitlines(keepends=True)
    at_ = next(i for i, line in enumerate(lines) if b'"type": "event"' in line)
    assert taken(after, b"".join([*lines[: at_ + 1], *lines[at_:]])).known == 1
    assert exported(after) == data


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"number,status\n1,false\n", "not valid JSON"),
        (b"[1]\n", "not a record"),
        (b'{"text": "x"}\n', "not the header"),
        (b"[" * 100_000 + b"\n", "nested too deeply"),
        (b'{"a": "\xff"}\n', "not UTF-8"),
        (b'{"type": "header", "format": "twosource/2", "whole": true}\n', "newer"),
        (b'{"type": "header", "format": "twosource/1", "whole": true}\n', "digest"),
        (b'{"type": "header", "format": "twosource/1", "whole": false}\n', "partial export"),
    ],
)
def test_what_is_no_export_of_ours_is_refused(at: Open, data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        taken(at("zz"), data)


@pytest.mark.parametrize("scope", [Scope(article=1), Scope(status="false"), Scope(redact=True)])
def test_a_partial_export_is_no_log(judged: Desk, at: Open, scope: Scope) -> None:
    data = "".join(exporter("jsonl").export(walk.collect(judged.conn, scope))).encode()
    with pytest.raises(BadInput, match="partial export"):
        taken(at("zz"), data)


@patient
@given(place=st.integers(0, 10**9), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_does_no_harm(
    judged: Desk, at: Open, place: int, bit: int
) -> None:
    data = bytearray(exported(judged))
    clean = bytes(data)
    data[place % len(data)] ^= 1 << bit
    after = at("zz")
    try:
        taken(after, bytes(data))
    except BadInput:
        assert after.conn.execute("SELECT count(*) FROM event").fetchone() == (0,)
    else:
        assert exported(after) == clean


# --- size ----------------------------------------------------------------------------------------


def many(count: int) -> Iterator[bytes]:
    """A log of `count` verdicts about one claim, made line by line."""
    uid, document = "a" * 32, hashlib.sha256(TEXT.encode()).hexdigest()
    at = {"at": "2024-02-08T10:00:00.000000Z", "tz": "+08:00", "v": 1}
    fact: Record = {"reviewer": "b" * 32, "name": "mk", "device": "d", "session": None}
    bodies = [canonical(at | {"kind": "stream_opened", "hlc": 1, "fact": fact})]
    claim = {"document": document, "start": 13, "end": 20}
    heads, lines = chain.genesis(uid), []
    for n in range(1, count + 1):
        if n > 1:
            fact = {"claim": claim, "carried_from": None, "scale": None}
            fact |= {"values": {"justification": "x" * 4000 + str(n)}}
            bodies = [canonical(at | {"kind": "judged", "hlc": n, "salt": "", "fact": fact})]
        heads = chain.link(heads, chain.body_digest(bodies[0]))
        event = {"type": "event", "stream": uid, "n": n, "hash": heads.hex(), "body": bodies[0]}
        lines.append(json.dumps(event).encode() + b"\n")
    digest = chain.heads_digest({uid: (count, heads)})
    yield (
        json.dumps(
            {"type": "header", "format": "twosource/1", "whole": True, "digest": digest}
        ).encode()
        + b"\n"
    )
    yield json.dumps({"type": "stream", "uid": uid, "session": None}).encode() + b"\n"
    yield from lines


def test_reading_needs_the_memory_of_a_line_not_of_the_file(at: Open, tmp_path: Path) -> None:
    from store.imports import jsonl
    from store.verbs.merge_logs import Arrivals

    path = tmp_path / "many.jsonl"
    with path.open("wb") as file:
        file.writelines(many(3000))
    desk = at("zz")
    heard: list[int] = []
    with path.open("rb") as file, desk.database.write() as conn:
        lines = opened(file, "many.jsonl", heard.append)
        tracemalloc.start()
        count = sum(1 for _ in jsonl._events(lines, Arrivals(conn, whole_desk=True)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert count == 3000
    assert peak < path.stat().st_size / 20
    assert heard == sorted(heard)
    assert heard[-1] <= path.stat().st_size


# --- the description -----------------------------------------------------------------------------

FORMATS = Path(__file__).parent.parent.parent / "docs" / "formats.md"


def described(section: str) -> dict[str, set[str]]:
    """The fields of each type of line, as the table of a section names them."""
    text = FORMATS.read_text(encoding="utf-8").partition(f"\n## {section}\n")[2]
    text = text.partition("\n## ")[0]
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| `")]
    return {row[1].strip(" `"): set(re.findall("`([a-z0-9_]+)`", row[2])) for row in rows}


def test_every_field_of_a_line_is_described_and_no_other(worked: Worked) -> None:
    away = worked([("sign", 0, 0)])
    desk = worked([*[("judge", 0, n) for n in range(4)], *FULL])
    taken(desk, exported(away))
    latin = "Le café est fermé, said the harbour master.".encode("latin-1")
    intake.take_in(desk, latin, read_document(latin, "cafe.txt", "latin-1"), "cafe.txt")
    written: dict[str, set[str]] = {}
    for scope in (Scope(), Scope(article=1, status="false")):
        for line in exporter("jsonl").export(walk.collect(desk.conn, scope)):
            for record in map(json.loads, line.splitlines()):
                written.setdefault(record["type"], set()).update(record)
    assert written == described("jsonl")


@pytest.mark.parametrize("part", ["notes", "evidence"])
def test_every_field_of_a_list_is_described(worked: Worked, part: str) -> None:
    records = exported(worked([*[("judge", 0, n) for n in range(4)], *FULL])).splitlines()
    found = [one for line in records for one in json.loads(line).get(part, [])]
    listed = re.search(rf"`{part}` (?:is )?a list of ([^;.]+)", FORMATS.read_text("utf-8"))
    assert listed
    assert set(found[0]) == set(re.findall("`([a-z_]+)`", listed[1]))
