"""Events and values in words, for people: the log on screen, the history of a claim, exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from claims.scales import BY_DIGEST, Known
from store.log.events import Event
from store.log.kinds import (
    Adjudicated,
    ClaimsAssigned,
    ClaimsContinued,
    ClaimsFound,
    ClaimsReplaced,
    CommentChanged,
    Commented,
    DocumentAdded,
    DocumentDescribed,
    EntriesAdmitted,
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Judged,
    LeadAnswered,
    Noted,
    Redacted,
    ReviewersMerged,
    RoleGiven,
    ScaleAdded,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    SignedOff,
    SourceAdded,
    SourceChanged,
    StreamOpened,
    Voted,
    VoteOpened,
)
from store.state import attribution
from store.state.ballots import most_first

_FIELDS = {
    "attribution_status": "attribution",
    "confidence": "confidence",
    "claim_reviewed": "claim reviewed",
    "justification": "because",
}


def describe(event: Event, names: Mapping[str, str], known: Known) -> str:
    """One short line: what this event did. `names` are those of sources, by id."""
    if event.undoes and isinstance(event.fact, ClaimsReplaced):
        return f"undo: {_replaced(len(event.fact.new), len(event.fact.old))}"
    text = _fact(event, names, known)
    if event.undoes:
        return f"undo: {text}"
    return f"redo: {text}" if event.redoes else text


def _fact(event: Event, names: Mapping[str, str], known: Known) -> str:
    match event.fact:
        case Judged(values=values, scale=scale, carried_from=earlier):
            verdict = status_label(values.get("status"), scale, known)
            words = " · ".join(_judged(values, verdict, names))
            words += told_tally(event.fact.tally if "status" in values else None, scale, known)
            return f"carried over: {words}" if earlier else words
        case Noted(note=kind, text=text, state=state):
            return f"{kind}{f' ({state})' if state else ''}: {text}" if text else f"{kind} removed"
        case ClaimsReplaced(old=old, new=new):
            return _replaced(len(old), len(new))
        case SourceAdded() | SourceChanged() | ScaleAdded():
            return _registered(event.fact, names)
        case SignedOff():
            return "review signed off"
        case Redacted(reason=reason):
            return f"an entry was redacted: {reason}"
        case StreamOpened(name=name, device=device):
            return f"{name} began on {device}"
        case None if event.strange:
            return f"{event.kind} (not understood: {event.strange} is not one that is known here)"
        case None:
            return f"{event.kind} (of a later version)"
        case _:
            return _document_fact(event) or _team_fact(event, known) or _evidence_fact(event, names)


def _document_fact(event: Event) -> str:
    match event.fact:
        case DocumentAdded(file_name=file_name, reader=reader, role=role, revises=revises):
            what = "new version taken in" if revises else f"{role} taken in"
            return f"{what}: {file_name or 'standard input'} (reader {reader})"
        case DocumentDescribed(values=values):
            told = " · ".join(f"{k.replace('_', ' ')} {v}" for k, v in sorted(values.items()))
            return f"article described: {told}"
        case ClaimsFound(claims=claims):
            return f"{len(claims)} claims found"
        case ClaimsContinued(links=links):
            return f"{len(links)} claims of the earlier version re-anchored"
        case _:
            return ""


def _team_fact(event: Event, known: Known) -> str:
    match event.fact:
        case Voted(status=status, scale=scale, tally=tally):
            vote = status_label(status, scale, known) if status else "taken back"
            return f"vote: {vote}{told_tally(tally, scale, known)}"
        case Adjudicated(status=status) as fact:
            return _adjudicated(fact, known) if status else "adjudication taken back"
        case Commented(text=text, reply_to=reply_to):
            return f"{'answer' if reply_to else 'comment'}: {text}"
        case CommentChanged(withdrawn=withdrawn):
            return "comment withdrawn" if withdrawn else "comment put back"
        case RoleGiven(name=name, role=role):
            return f"{name} is {role} from now on"
        case EntriesAdmitted(events=events):
            return f"{len(events)} entries from elsewhere admitted"
        case ReviewersMerged(reviewer=reviewer, into=into, name=name):
            return f"{name} is {'one person' if reviewer != into else 'two people again'}"
        case _:
            return _session_fact(event)


def _session_fact(event: Event) -> str:
    match event.fact:
        case SessionCreated(mode=mode, rule=rule, reviewers=reviewers):
            return f"{mode} session with {', '.join(name for _, name in reviewers)} ({rule})"
        case SessionJoined(name=name):
            return f"{name} joined the session"
        case ClaimsAssigned(claims=claims, assigned=assigned):
            return f"{len(claims)} claims {'assigned' if assigned else 'taken back'}"
        case SessionRevealed():
            return "session revealed"
        case VoteOpened():
            return "vote opened"
        case SessionClosed():
            return "session closed"
        case _:
            return ""


def _adjudicated(fact: Adjudicated, known: Known) -> str:
    why = f" ({fact.reason.replace('_', ' ')})" if fact.reason else ""
    note = f": {fact.note}" if fact.note else ""
    verdict = status_label(fact.status, fact.scale, known)
    return f"adjudicated {verdict}{why}{note}{told_tally(fact.tally, fact.scale, known)}"


def told_tally(tally: Mapping[str, int] | None, scale: str | None, known: Known) -> str:
    """` [2 false, 1 verified stood before]`; empty where nobody had a ballot."""
    if not tally:
        return ""
    counted = ", ".join(
        f"{n} {status_label(status, scale, known)}" for status, n in most_first(tally).items()
    )
    return f" [{counted} stood before]"


def _registered(fact: SourceAdded | SourceChanged | ScaleAdded, names: Mapping[str, str]) -> str:
    match fact:
        case SourceAdded(name=name, source_class=kind):
            return f"source added: {name} ({kind})"
        case SourceChanged(source=source, values={"merged_into": str(into)}):
            return f"source {names.get(source, source)} merged into {names.get(into, into)}"
        case SourceChanged(source=source, values={"merged_into": None}):
            return f"source {names.get(source, source)} stands for itself again"
        case SourceChanged(source=source, values=values):
            return f"source {names.get(source, source)} changed: {', '.join(sorted(values))}"
        case ScaleAdded(name=name, statuses=statuses):
            return f"scale added: {name} ({len(statuses)} statuses)"


def _evidence_fact(event: Event, names: Mapping[str, str]) -> str:
    match event.fact:
        case EvidenceAttached(evidence_kind=kind, values=values):
            return f"evidence attached: {evidence_title(kind, values)}"
        case EvidenceChanged(values=values):
            return _changed(values, names)
        case EvidenceWeighed(values=values):
            return f"evidence weighed: {_weighed(values)}"
        case LeadAnswered(answer=answer, told=told, reason=reason):
            why = f" ({reason})" if reason else ""
            return f"lead {answer or 'opened again'}{why}: {told}"
        case _:
            return event.kind


def evidence_title(kind: str, values: Mapping[str, Any]) -> str:
    """What a piece of evidence is called where there is one line for it."""
    named = next((values[n] for n in ("title", "url", "with_whom") if values.get(n)), "")
    words = kind.replace("_", " ")
    return f"{words} {named}" if named else words


def _changed(values: Mapping[str, Any], names: Mapping[str, str]) -> str:
    if "attached" in values:
        return "evidence put back" if values["attached"] else "evidence taken off"
    told = [
        f"{name.replace('_', ' ')} {names.get(str(value), value) if value else 'cleared'}"
        for name, value in sorted(values.items())
    ]
    return f"evidence changed: {' · '.join(told)}"


def _weighed(values: Mapping[str, Any]) -> str:
    return " · ".join(
        f"{name.replace('_', ' ')} {value or 'cleared'}" for name, value in sorted(values.items())
    )


def _judged(values: Mapping[str, Any], verdict: str, names: Mapping[str, str]) -> list[str]:
    parts = []
    if "status" in values:
        parts.append(verdict)
    if "attributions" in values:
        spoken = attribution.every(values["attributions"])
        source = attribution.chains(spoken, names) or attribution.speakers(spoken, names)
        parts.append(f"source {source}" if source else "source cleared")
    for name, label in _FIELDS.items():
        if name in values:
            value = values[name]
            parts.append(f"{label} {str(value).replace('_', ' ')}" if value else f"{label} cleared")
    return parts


def _replaced(old: int, new: int) -> str:
    match old, new:
        case 0, _:
            return "claim marked"
        case _, 0:
            return "claim dropped"
        case 1, 1:
            return "claim re-spanned"
        case 1, _:
            return f"claim split in {new}"
        case _, 1:
            return f"{old} claims merged"
        case _:
            return f"{old} claims replaced by {new}"


def status_label(status: str | None, scale: str | None = None, known: Known = BY_DIGEST) -> str:
    """`missing context`, as its scale calls it; `unreviewed` for none.

    `known` are the scales of the desk, where there is one: `store.queries.known_scales.known`.
    """
    if status is None:
        return "unreviewed"
    held = known.get(scale or "")
    found = held.get(status) if held else None
    return found.label if found else status.replace("_", " ")


def shown_fact(body: str | None) -> Any:
    """The fact of a body as data; None when it was redacted or cannot be read."""
    try:
        return json.loads(body)["fact"] if body else None
    except (ValueError, KeyError, TypeError):
        return None
