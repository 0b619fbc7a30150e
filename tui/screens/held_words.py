"""The words for what is held, the same on every screen: sources of a claim, pieces of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from claims.model import Mention, Stance, Suggestion
from claims.text import one_line
from store.queries.evidence_items import Item
from store.state.attribution import HeldAttribution

STANCES = {Stance.SUPPORTS: "+", Stance.REFUTES: "-", Stance.CONTEXT: "="}


def voices(leads: Sequence[Suggestion], names: Mapping[str, str]) -> str:
    """`CCTV > Xi Jinping`, or `Xi Jinping + Vladimir Putin` for joint speakers.

    A voice that the registry does not have is called as the article calls it.
    """
    return _joined([[called(m, names) for m in lead.chain] for lead in leads])


def called(voice: Mention, names: Mapping[str, str]) -> str:
    """The name of one voice; who is in no registry has one by what the article calls it."""
    return names.get(voice.source_id or voice.text, voice.text)


def held_voices(attributions: Sequence[HeldAttribution], names: Mapping[str, str]) -> str:
    """The same for attributions that are held."""
    return _joined([[names.get(s, s) for s in a.chain] for a in attributions])


def _joined(chains: Sequence[Sequence[str]]) -> str:
    return " + ".join(dict.fromkeys(" > ".join(chain) for chain in chains if chain))


def item_line(item: Item, names: Mapping[str, str]) -> str:
    """`+ readout-kremlin.txt  Kremlin  primary  B2  article`."""
    stance = STANCES.get(Stance(item.stance), "·") if item.stance else "·"
    parts = [names.get(item.source, item.source_name), item.provenance, item.grade]
    parts += [
        item.independence_group,
        str(item.held.get("cell") or ""),
        "" if item.claim is not None else "article",
    ]
    told = "  ".join(one_line(part) for part in parts if part)
    return f"{stance} {one_line(item.title)}  {told}".rstrip()
