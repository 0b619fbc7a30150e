"""Tells persons from other sources, by the registry or by the name alone."""

from __future__ import annotations

import re

from claims.model import Source, SourceClass
from claims.reading.english.function_words import word_set

_WORD = re.compile(r"[\w-]+")

_INSTITUTIONS = word_set(
    "ministry department agency company bank university office government party committee court "
    "council group institute bureau commission police army association union data report statement "
    "readout survey poll study media broadcaster newspaper news times post inc corp"
)


# Capitals and countries speak too, but are not "he" or "the two leaders".
_PLACES = word_set(
    "beijing moscow washington kyiv london paris berlin brussels tokyo seoul pyongyang taipei "
    "delhi tehran jerusalem ankara cairo geneva vienna rome madrid warsaw china russia ukraine "
    "america britain france germany japan india iran israel turkey taiwan korea states europe "
    "nato eu un nations union"
)


# What a reviewer accepts joins the registry without a class that tells what it is.
_OF_ANYBODY = frozenset({SourceClass.UNNAMED, SourceClass.EYEWITNESS, SourceClass.EXPERT})


def is_person(source: Source) -> bool:
    """Whoever speaks for an organisation, and a source of no particular class with a full name.

    The second half keeps an accepted speaker the person that the text made of them; one name alone
    may be a company's.
    """
    if source.organisation is not None:
        return True
    anybody = source.source_class in _OF_ANYBODY and is_full_name(source.name)
    return anybody and names_person(source.name)


def is_full_name(words: str) -> bool:
    """Two words or more, each with a capital."""
    parts = words.split()
    return len(parts) > 1 and all(part[:1].isupper() for part in parts)


def names_person(words: str) -> bool:
    """A name of two or three capitals, or a role of one ("a port official")."""
    lows = frozenset(_WORD.findall(words.lower()))
    if lows & _INSTITUTIONS or lows & _PLACES:
        return False
    last = words.split()[-1] if words.split() else ""
    return last[:1].isupper() or words.lower().startswith(("a ", "an ", "one "))
