"""The verbs of judging a claim: its verdict, its source, confidence, notes, what is carried."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from claims.model import (
    AttributionStatus,
    Confidence,
    Mention,
    NoteKind,
    Suggestion,
    VoiceType,
)
from claims.scales import Scale
from store.errors import BadInput, WrongUsage
from store.log.kinds import Judged, Noted
from store.queries import claim_places, claim_rows, known_scales, known_sources
from store.queries.claim_rows import ClaimRow
from store.queries.team import session_rows
from store.state import suggestions
from store.state.attribution import HeldAttribution, suggested
from store.verbs import sources
from store.verbs.desk import Change, Desk

_NO_STATUS = object()


def judge(
    desk: Desk,
    claim: int,
    *,
    status: str | object | None = _NO_STATUS,
    attribution_status: AttributionStatus | None = None,
    confidence: Confidence | None = None,
    claim_reviewed: str | None = None,
    attributions: Sequence[HeldAttribution] | None = None,
    justification: str | None = None,
) -> Change:
    """Set some of this reviewer's own values for `claim`; `status=None` clears the verdict.

    A verdict takes the justification of the one before with it unless it brings its own.
    """
    values: dict[str, Any] = {}
    if justification is not None:
        values["justification"] = justification.strip() or None
    if attribution_status:
        values["attribution_status"] = attribution_status.value
    if confidence:
        values["confidence"] = confidence.value
    if claim_reviewed is not None:
        values["claim_reviewed"] = claim_reviewed.strip() or None
    if attributions is not None:
        values["attributions"] = [one.plain for one in attributions]
    if not values and status is _NO_STATUS:
        raise WrongUsage("say what to set: a source, a status, a note …")
    with desk.database.write():
        scale = None
        if status is not _NO_STATUS:
            scale = _scale_with(desk, status, claim).digest
            values = {"status": status, **_outlived(desk, claim), **values}
        return desk.act(Judged(claim_places.standing(desk.conn, claim), values, scale))


def _scale_with(desk: Desk, status: Any, claim: int) -> Scale:
    """The scale on which a claim is judged now. Raises: `WrongUsage` where it lacks the status."""
    used = session_rows.scale_for(desk.conn, claim_places.place(desk.conn, claim)[0], desk.scale)
    known_scales.must_have(used, status)
    return used


def _outlived(desk: Desk, claim: int) -> dict[str, None]:
    """The values with an empty justification where a new verdict comes without one."""
    me = desk.reviewer_id
    return {"justification": None} if claim_rows.justification(desk.conn, claim, me) else {}


def attribute(desk: Desk, claim: int, sources: Sequence[str]) -> Change:
    """Name the sources of `claim`: each of `sources` (ids) is one attribution.

    The spans of a suggestion are kept where the same words carry the attribution.
    """
    leads = suggestions.of(desk.conn, claim)
    lead = leads[0] if leads else None
    unknown = [s for s in sources if not known_sources.exists(desk.conn, s)]
    if unknown:
        raise WrongUsage(f"there is no source {unknown[0]!r}; see `twosource sources`")
    return judge(desk, claim, attributions=[suggested([s], lead) for s in sources])


def accept(desk: Desk, claim: int) -> Change:
    """Make the suggested attribution this reviewer's own; new voices join the registry."""
    leads = suggestions.of(desk.conn, claim)
    if not leads:
        raise BadInput("nothing is suggested for this claim; press s to name its source")
    with desk.database.write():
        about = claim_places.ref(desk.conn, claim).document
        attributions = [suggested(_registered(desk, lead, about), lead) for lead in leads]
        return judge(desk, claim, attributions=attributions)


def carry(desk: Desk, claim: int, earlier: int) -> Change:
    """Take over what this reviewer held about a claim that this one replaces, marked as carried."""
    with desk.database.write():
        held = claim_rows.row(desk.conn, earlier, desk.writer.whose().id)
        values: dict[str, Any] = {
            "status": held.status,
            "attributions": [
                one.plain for one in _voices(held, claim_places.place(desk.conn, claim)[0])
            ],
            "attribution_status": held.attribution_status,
            "confidence": held.confidence,
            "claim_reviewed": held.claim_reviewed,
            "justification": held.justification,
        }
        kept = {name: value for name, value in values.items() if value}
        scale = held.scale if "status" in kept else None
        return desk.act(
            Judged(
                claim_places.standing(desk.conn, claim),
                kept,
                scale,
                claim_places.ref(desk.conn, earlier),
            )
        )


def _voices(held: ClaimRow, document: int) -> list[HeldAttribution]:
    """The attributions of `held` for a claim of `document`: of another text without spans."""
    if held.document == document:
        return list(held.attributions)
    return [one.without_spans() for one in held.attributions]


def note(desk: Desk, claim: int, kind: NoteKind, text: str, state: str = "") -> Change:
    """Write this reviewer's note, query or correction; an empty text takes it back.

    `state` of a query: open, answered; of a correction: proposed, stet (which the word alone
    says as well).
    """
    text = text.strip()
    if kind is NoteKind.CORRECTION:
        state = state or ("stet" if text.lower() == "stet" else "proposed")
    elif kind is NoteKind.QUERY:
        state = state or "open"
    with desk.database.write():
        return desk.act(Noted(claim_places.standing(desk.conn, claim), kind.value, text, state))


class Given(NamedTuple):
    """What is given about a claim in one step: the suggested source or others by id, values as
    `judge` takes them, and notes with their kind, text and state."""

    accept: bool = False
    sources: tuple[str, ...] = ()
    values: Mapping[str, Any] = {}
    notes: tuple[tuple[NoteKind, str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.accept or self.sources or self.values or self.notes)


def give(desk: Desk, claim: int, ask: Callable[[], Given]) -> None:
    """All that is given, or nothing of it; what `ask` looks at holds for what is written."""
    with desk.database.write():
        given = ask()
        if given.accept:
            accept(desk, claim)
        elif given.sources:
            attribute(desk, claim, given.sources)
        if given.values:
            judge(desk, claim, **given.values)
        for kind, text, state in given.notes:
            note(desk, claim, kind, text, state)


def _registered(desk: Desk, lead: Suggestion, about: str) -> list[str]:
    """The ids of a chain; a voice that the registry does not have is added to it."""
    return [_source(desk, mention, about) for mention in lead.chain]


def _source(desk: Desk, mention: Mention, about: str) -> str:
    """The id of one voice. A nameless one is a source of this article alone."""
    known = mention.source_id
    if known is not None and known_sources.exists(desk.conn, known):
        return known
    nameless = mention.type in (VoiceType.GROUP, VoiceType.UNNAMED) or mention.text[:1].islower()
    article = about if nameless else ""
    found = known_sources.by_name(desk.conn, mention.text, article)
    if found is not None:
        return found
    from claims.voices.classes import proposed_class  # only a new voice needs it

    return sources.add(
        desk,
        mention.text[:1].upper() + mention.text[1:],
        proposed_class(mention),
        aliases=mention.aka,
        organisation=_body(desk, mention, about),
        role=mention.role,
        article=article,
        about=about,
    )


def _body(desk: Desk, mention: Mention, about: str) -> str | None:
    """The id of the body that a voice speaks for; a new one joins the registry."""
    if not mention.organisation:
        return None
    body = Mention(mention.organisation, type=VoiceType.ORGANISATION)
    return _source(desk, body, about)
