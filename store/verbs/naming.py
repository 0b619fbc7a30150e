"""The verbs that name who says a claim: accept or refuse what is suggested, name somebody else."""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import OWN_VOICE, Mention, Span, Suggestion, VoiceType
from store.errors import BadInput, WrongUsage
from store.log.kinds import LeadAnswered
from store.queries import claim_places, claim_rows, known_sources, offered
from store.state import suggestions
from store.state.attribution import HeldAttribution, suggested
from store.verbs import sources
from store.verbs.desk import Change, Desk
from store.verbs.judging import judge

Voice = str | Mention  # a source by its id, or a voice of the article, which joins the registry
Chain = Sequence[Voice]  # outermost first

_NOTHING = "nothing is suggested for this claim; press s to name its source"


def accept(desk: Desk, claim: int) -> Change:
    """Make the suggested attribution this reviewer's own; new voices join the registry."""
    leads = offered.of(desk.conn, claim, desk.reviewer_id)
    if not leads:
        raise BadInput(_NOTHING)
    with desk.database.write():
        about = claim_places.ref(desk.conn, claim).document
        held = [suggested(_registered(desk, lead.chain, about), lead) for lead in leads]
        return judge(desk, claim, attributions=held)


def refuse(desk: Desk, claim: int) -> Change:
    """Say that the suggested voices do not say `claim`. They go, and later claims learn it: what
    is theirs only by inference is nobody's, or is whose this claim is named as."""
    leads = offered.of(desk.conn, claim, desk.reviewer_id)
    if not leads:
        raise BadInput(_NOTHING)
    voices = list(dict.fromkeys(lead.chain[-1].text for lead in leads))
    with desk.database.write():
        ref = claim_places.standing(desk.conn, claim)
        key = offered.refusal_key(Span(ref.start, ref.end), voices)
        told = f"{' + '.join(voices)} as the source"
        return desk.act(LeadAnswered(ref.document, key, "dismissed", told, "", ref))


def attribute(desk: Desk, claim: int, voices: Sequence[Voice | Chain]) -> Change:
    """Name who says `claim`: each of `voices` is one attribution, a single voice or a chain.

    The spans of a suggestion are kept, since the same words carry the attribution.
    """
    return _attribute(desk, claim, voices, ())


def join(desk: Desk, claim: int, voice: Voice | Chain) -> Change:
    """Name one more who says `claim`, beside those who are named already."""
    held = claim_rows.row(desk.conn, claim, desk.reviewer_id).attributions
    return _attribute(desk, claim, [voice], held)


def speaking(desk: Desk, claim: int) -> list[Voice]:
    """The chain that stands on `claim`, held or else suggested; empty where there is none."""
    row = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    if row.attributions:
        return list(row.attributions[0].chain)
    return list(row.suggestions[0].chain) if row.suggestions else []


def _attribute(
    desk: Desk, claim: int, voices: Sequence[Voice | Chain], beside: Sequence[HeldAttribution]
) -> Change:
    leads = suggestions.of(desk.conn, claim)
    lead = leads[0] if leads else None
    with desk.database.write():
        about = claim_places.ref(desk.conn, claim).document
        chains = [_registered(desk, _as_chain(one), about) for one in voices]
        held = [one.chain for one in beside]
        new = [_held(chain, lead) for chain in chains if tuple(chain) not in held]
        change = judge(desk, claim, attributions=[*beside, *new])
        document = claim_places.place(desk.conn, claim)[0]
        learned = offered.changed(desk.conn, document, desk.reviewer_id)
    return change._replace(claims=change.claims | learned.keys())


def _held(chain: Sequence[str], lead: Suggestion | None) -> HeldAttribution:
    """In the words that are suggested, which are nobody's where the article itself speaks."""
    return suggested(chain, None if chain == [OWN_VOICE] else lead)


def _as_chain(one: Voice | Chain) -> Chain:
    return [one] if isinstance(one, str | Mention) else one


def _registered(desk: Desk, chain: Chain, about: str) -> list[str]:
    """The ids of a chain; a voice that the registry does not have is added to it."""
    return [
        _source(desk, one, about) if isinstance(one, Mention) else _known(desk, one)
        for one in chain
    ]


def _known(desk: Desk, source: str) -> str:
    if not known_sources.exists(desk.conn, source):
        raise WrongUsage(f"there is no source {source!r}; see `twosource sources`")
    return source


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
