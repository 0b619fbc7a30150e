"""A session's plan typed as one line: `a,b,c | blind | majority | votes 2`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from store.errors import WrongUsage
from store.state.session import Assign, Rule, SessionMode
from store.verbs.sessions import Plan

USUAL = "blind | majority | votes 2"
_CHOICES: dict[str, type[StrEnum]] = {"mode": SessionMode, "rule": Rule, "assign": Assign}
_NUMBERS = ("votes", "reviews")


def line(names: Sequence[str]) -> str:
    """What is asked with: the usual plan for these reviewers."""
    return f"{','.join(names)} | {USUAL}"


def plan(text: str) -> Plan:
    """The reviewers come first, the rest in any order. Raises: `WrongUsage` for what says nothing
    about a session."""
    first, *parts = [part.strip() for part in text.split("|")]
    values: dict[str, Any] = {}
    for part in filter(None, parts):
        name, value = _part(part)
        if name in values:
            raise WrongUsage(f"{name} is given twice: {part!r}")
        values[name] = value
    names = [name.strip() for name in first.split(",") if name.strip()]
    if not names:
        raise WrongUsage("begin with the reviewers' names: a,b,c | blind | majority | votes 2")
    return Plan(names, **values)


def _part(part: str) -> tuple[str, Any]:
    word, _, rest = part.partition(" ")
    if word == "title" and rest.strip():
        return "title", rest.strip()
    if word in _NUMBERS and rest.strip().isascii() and rest.strip().isdigit():
        return word, int(rest)
    if part == "returns":
        return "returns", True
    for name, choices in _CHOICES.items():
        if part in set(choices):
            return name, choices(part)
    known = "; ".join(" ".join(one) for one in _CHOICES.values())
    raise WrongUsage(
        f"{part!r} fits no plan; choose from: {known}; votes 2; reviews 2; returns; title …"
    )
