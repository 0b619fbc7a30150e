"""One voice of a cast while the cast is made, with all that the text tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from claims.reading.english.nouns import (
    COURTESY,
    FEMALE_WORDS,
    MALE_WORDS,
    NounKind,
    singular,
)
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.phrases.words import low


class Gender(StrEnum):
    """Which pronoun goes to a person, as far as the text tells."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = ""


@dataclass(slots=True, eq=False)
class CastMember:
    """A voice under its fullest name, or under its description when it is `nameless`.

    `heads` are the nouns that it goes by, in the singular ("spokesman", "agency"), `words` all
    words that were said of it, in small letters, `owner` the words for the body it speaks for.
    `introduced` is where it stands first with a role, -1 for nowhere; `mentions` are the places of
    its name.
    """

    name: str
    kind: NounKind | None = None
    gender: Gender = Gender.UNKNOWN
    role: str = ""
    owner: str = ""
    aka: dict[str, None] = field(default_factory=dict)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    introduced: int = -1
    nameless: bool = False
    plural: bool = False

    @property
    def tokens(self) -> list[str]:
        return self.name.split()

    @property
    def is_person(self) -> bool:
        return self.kind is NounKind.PERSON

    def learn(self, phrase: VoicePhrase) -> None:
        """Take what one phrase that names it tells."""
        if phrase.kind is not None and self.kind is None:
            self.kind = NounKind.PERSON if phrase.kind is NounKind.PEOPLE else phrase.kind
        if phrase.role and (not self.role or low(self.role) in COURTESY):
            self.role = phrase.role
        if phrase.owner and not self.owner:
            self.owner = phrase.owner
        if phrase.head:
            self.heads.add(singular(phrase.head))
        self.words |= phrase.words
        self.words.update(low(word) for word in phrase.role.split())
        for word in (*phrase.role.lower().replace("-", " ").split(), phrase.title):
            self._hear_gender(word.rstrip("."))

    def _hear_gender(self, word: str) -> None:
        if self.gender is Gender.UNKNOWN:
            if word in MALE_WORDS:
                self.gender = Gender.MALE
            elif word in FEMALE_WORDS:
                self.gender = Gender.FEMALE
