"""The registry: which source a mention names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Source, SourceClass
from claims.voices.registry import Registry, resolve
from claims.voices.shipped import SHIPPED
from tests.counting import calls

REGISTRY = Registry()


def found(mention: str) -> str | None:
    resolved = REGISTRY.resolve(mention)
    return resolved.source_id if resolved else None


def test_shipped_ids_are_permanent_slugs_and_name_each_source_once():
    ids = [source.id for source in SHIPPED]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source_id) for source_id in ids)
    assert {"cctv", "gacc", "kremlin", "yuri-ushakov", "state-media", "reuters"} <= set(ids)


def test_every_organisation_of_a_source_is_a_shipped_source():
    assert all(REGISTRY.get(s.organisation) for s in SHIPPED if s.organisation)


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.id)
def test_every_alias_resolves_to_its_source(source):
    for alias in source.aliases:
        assert found(alias) == source.id, alias


@pytest.mark.parametrize(
    ("mention", "source_id"),
    [
        ("the KREMLIN", "kremlin"),
        ("CCTV's", "cctv"),
        ("CCTV’s readout", "cctv"),
        ("ＣＣＴＶ", "cctv"),
        ("a readout from state broadcaster CCTV", "cctv"),
        ("Kremlin aide Yuri Ushakov", "yuri-ushakov"),
        ("Mr Ushakov", "yuri-ushakov"),
        ("China’s customs administration, 海关总署", "gacc"),
        ("Chinese customs data for January", "gacc"),
        ("央视新闻", "cctv"),
        ("WHO", "who"),
        ("who", None),
        ("Belgian state television", None),
        ("Putin's spokesman", None),
        ("a former Kremlin adviser", None),
        ("US officials", None),
        ("officials", "unnamed-official"),
        ("the captain of a trawler", None),
        ("", None),
        ("the", None),
    ],
)
def test_a_mention_resolves_by_name_and_else_to_nobody(mention, source_id):
    assert found(mention) == source_id


def test_a_surname_inside_another_word_is_no_name():
    assert found("Xirong Trading") is None
    assert found("Reutersward") is None


def test_sources_of_the_desk_are_found_like_shipped_ones():
    mine = Source("pilot", "Pilots' union", SourceClass.PARTY_TO_DISPUTE, ("the pilots",))
    mention = resolve("the pilots", [*SHIPPED, mine])
    assert mention is not None
    assert mention.source_id == "pilot"
    assert mention.text == "the pilots"
    assert resolve("the pilots") is None


@given(st.text(max_size=200))
def test_any_mention_is_answered(mention):
    resolved = REGISTRY.resolve(mention)
    assert resolved is None or REGISTRY.get(resolved.source_id)


NOBODY = "spokesman number 7 of the ministry of ships in a town by the sea"


def test_a_mention_costs_a_thousand_calls_at_most():
    assert calls(lambda: REGISTRY.resolve(NOBODY)) <= 1000


def test_a_mention_costs_the_same_however_many_sources_there_are():
    many = (
        Source(f"quay-{n}", f"Quay union {n}", SourceClass.PARTY_TO_DISPUTE, (f"quay {n}",))
        for n in range(1000)
    )
    large = Registry([*SHIPPED, *many])
    assert calls(lambda: large.resolve(NOBODY)) == calls(lambda: REGISTRY.resolve(NOBODY))
