"""Files a voice of an article: under a name, as a person or a body, with its role.

What the registry knows goes under the registry's name and id; anybody else under the fullest name
in the article, or under the words that describe it.
"""

from __future__ import annotations

from claims.model import Mention, Source, SourceClass, Span, Voice, VoiceType
from claims.reading.english.function_words import word_set
from claims.reading.english.nouns import COURTESY, NounKind, noun_kind
from claims.voices.cast.cast import Cast
from claims.voices.cast.cast_member import CastMember
from claims.voices.cast.short_names import as_acronym, bare_name
from claims.voices.phrases.published import FIGURES
from claims.voices.phrases.words import low
from claims.voices.registry import Registry

_FIGURES = word_set("data figures statistics numbers census index estimate")
_TYPES = {
    NounKind.PERSON: VoiceType.PERSON,
    NounKind.PEOPLE: VoiceType.GROUP,
    NounKind.BODY: VoiceType.ORGANISATION,
    NounKind.PLACE: VoiceType.PLACE,
    NounKind.DOCUMENT: VoiceType.DOCUMENT,
    NounKind.DATA: VoiceType.DOCUMENT,
}
_OF = (" of ", " for ", " at ", " with ", " from ")


class Filing:
    """The voices of one cast as a desk files them, each worked out once."""

    def __init__(self, cast: Cast, registry: Registry) -> None:
        self._cast, self._registry = cast, registry
        self._voices: dict[int, Voice] = {}

    def voice(self, member: CastMember) -> Voice:
        """A member of the cast as it is filed."""
        known = self._voices.get(id(member))
        if known is None:
            known = self._voices[id(member)] = self._filed(member)
        return known

    def mention(self, member: CastMember, *, inferred: bool) -> Mention:
        """A member as one link of a chain."""
        voice = self.voice(member)
        letters = tuple(other for other in voice.aka if as_acronym(other))
        return Mention(
            voice.name,
            voice.source_id,
            inferred,
            voice.role,
            voice.organisation,
            voice.type,
            letters if voice.type is VoiceType.ORGANISATION else (),
        )

    def cast(self) -> tuple[Voice, ...]:
        """Everybody that the article names or lets speak, in the order of the text."""
        merged: dict[str, Voice] = {}
        for member in self._cast.members:
            voice = self.voice(member)
            key = voice.source_id or f"~{id(member)}"
            merged[key] = _joined(merged[key], voice) if key in merged else voice
        return tuple(merged.values())

    def _filed(self, member: CastMember) -> Voice:
        source = self._source(member)
        body = self._body(member, source)
        name = source.name if source is not None else member.name
        others = (member.name, *member.aka)
        return Voice(
            name=name,
            type=_type(member),
            aka=tuple(dict.fromkeys(other for other in others if other != name)),
            role=(source.role if source is not None else "") or _role(member),
            organisation=body,
            source_id=source.id if source is not None else None,
            mentions=tuple(Span(*place) for place in member.mentions),
        )

    def _source(self, member: CastMember) -> Source | None:
        """Who it is in the registry; one name alone makes nobody of who has two."""
        names = [member.name, *member.aka]
        if member.is_person and len(member.tokens) > 1:
            names = [name for name in names if " " in name]
        found = self._registry.called(*names)
        if found is None and member.heads & FIGURES:
            office = self._registry.called(bare_name(member.owner))
            return office if office and office.source_class is SourceClass.DATASET else None
        return found

    def _body(self, member: CastMember, source: Source | None) -> str:
        """The name of the body that somebody speaks for."""
        known = self._registry.get(source.organisation) if source is not None else None
        if known is not None:
            return known.name
        owner = bare_name(member.owner)
        if not owner or not (member.is_person or member.plural):
            return ""
        registered = self._registry.called(owner)
        if registered is not None:
            return registered.name
        body = self._cast.find(owner) if owner[0].isupper() else None
        if body is not None and body is not member:
            return body.name if body.kind is NounKind.BODY else ""
        return owner if noun_kind(low(owner.split()[-1])) is NounKind.BODY else ""


def _joined(one: Voice, other: Voice) -> Voice:
    """Two members that the registry knows to be one."""
    return one._replace(
        aka=tuple(dict.fromkeys((*one.aka, *other.aka))),
        role=one.role or other.role,
        organisation=one.organisation or other.organisation,
        mentions=tuple(sorted((*one.mentions, *other.mentions))),
    )


def _type(member: CastMember) -> VoiceType:
    if member.kind is NounKind.DATA and member.heads & _FIGURES:
        return VoiceType.DATASET
    if member.nameless and member.kind in (NounKind.PERSON, NounKind.PEOPLE, None):
        return VoiceType.GROUP if member.plural else VoiceType.UNNAMED
    return VoiceType.PERSON if member.kind is None else _TYPES[member.kind]


def _role(member: CastMember) -> str:
    """What somebody is, without the body and without courtesy: "executive director"."""
    role = member.role
    for link in _OF:
        lead, joint, body = role.partition(link)
        if joint and any(word[:1].isupper() for word in body.split()):
            role = lead
    return " ".join(word for word in role.split() if low(word) not in COURTESY)
