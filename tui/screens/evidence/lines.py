"""The texts of the evidence screen, as pure functions: a piece of evidence as a row, in detail,
as a record."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from claims.model import EvidenceKind, Stance
from claims.scales import Shelf
from claims.text import one_line, shorten
from store.clock import local
from store.queries.claim_rows import ClaimRow
from store.queries.evidence_items import Item, independent
from tui.keys import Key
from tui.screens.bars import Hints, clipped, labelled, spread
from tui.screens.held_words import STANCES
from tui.widgets.row_list import Row

_TONES = {Stance.SUPPORTS: "good", Stance.REFUTES: "bad", Stance.CONTEXT: "warn"}
_KINDS = {
    EvidenceKind.DOCUMENT: "document",
    EvidenceKind.URL: "page",
    EvidenceKind.CONVERSATION: "conversation",
    EvidenceKind.ON_AUTHOR: "the writer vouches for it",
}
_FIELDS = {
    "url": "address",
    "accessed_at": "read on",
    "archived_url": "archived copy",
    "with_whom": "with",
    "held_at": "held on",
    "medium": "medium",
    "terms": "terms",
}
_GROUP = 8  # code points of a group that the list shows


def grade(item: Item) -> str:
    """Admiralty, `A1`; a question mark stands for what is not graded, nothing for neither."""
    if not item.grade:
        return ""
    return f"{item.source_reliability or '?'}{item.information_credibility or '?'}"


def row(item: Item, number: int) -> Row:
    """A piece as the list shows it; at the right `p A1 ushakov article`."""
    stance = Stance(item.stance) if item.stance else None
    letter, tone = (STANCES[stance], _TONES[stance]) if stance else ("·", "todo")
    group = shorten(one_line(item.independence_group), _GROUP)
    whole = "" if item.claim is not None else "article"
    flags = " ".join(part for part in (item.provenance[:1], grade(item), group, whole) if part)
    return Row(str(number), letter, tone, one_line(item.source_name), one_line(item.title), flags)


def top(claim: ClaimRow, shelf: Shelf, items: Sequence[Item], right: str, width: int) -> str:
    """`#7 verified   2 supports  1 refutes  0 context   2 independent`."""
    label = one_line(shelf.label(claim.status, claim.scale))
    stances = [item.stance for item in items]
    counts = "  ".join(f"{stances.count(one.value)} {one.value}" for one in Stance)
    text = f" evidence of #{claim.number}  {label}   {counts}   {independent(items)} independent"
    return spread(
        clipped(text, width), f"{right} " if len(text) + len(right) < width else "", width
    )


def short(item: Item, number: int, place: str) -> Content:
    """One line: which piece is open, and at what."""
    return Content.assemble(
        (f"{number} {one_line(item.title)}", "bold"), (f"  {place}", "$text-muted")
    )


def detail(item: Item, number: int, claim: str, place: str) -> Content:
    """All about a piece, for a panel of eight lines."""
    where = f"claim #{claim}" if item.claim is not None else "the whole article"
    by = f"attached to {where} by {one_line(item.added_by)}, {local(item.added_at, '%d %b %H:%M')}"
    group = f", group {one_line(item.independence_group)}" if item.independence_group else ""
    kind = f" ({item.source_class.replace('_', ' ')})" if item.source_class else ""
    graded = f"reliability {item.source_reliability or 'not graded'}"
    graded += f", credibility {item.information_credibility or 'not graded (1-6)'}"
    lines = [
        Content.styled(f"{number} {one_line(item.title)}", "bold"),
        Content.styled(place, "$text-muted"),
        Content(f"{item.stance or 'not weighed (+ - =)'}{group}"),
        Content(f"source {one_line(item.source_name)}{kind}" if item.source else "source? (s)"),
        Content(item.provenance or "primary or secondary? (p)"),
        Content(graded),
        Content.styled(by, "$text-muted"),
    ]
    return Content("\n").join(lines)


def record(item: Item) -> str:
    """What is known of a piece that is no document, one field a line."""
    lines = [item.title, "", _KINDS[EvidenceKind(item.kind)]]
    for name, label in _FIELDS.items():
        if value := str(item.held.get(name) or ""):
            lines.append(f"{label}: {value.replace('_', ' ') if name == 'terms' else value}")
    if item.source_name:
        lines.append(f"source: {item.source_name}")
    lines.append(f"attached by {item.added_by}, {local(item.added_at, '%Y-%m-%d %H:%M')}")
    return "\n".join(lines)


# --- the keys ------------------------------------------------------------------------------------

_NEAR = (
    (("piece.supports",), "supports", "sup"),
    (("piece.refutes",), "refutes", "ref"),
    (("piece.context",), "context", "ctx"),
    (("piece.credibility.1", "piece.credibility.6"), "credibility", "grade"),
    (("piece.passage",), "passage", "passage"),
    (("piece.attach",), "attach", "attach"),
    (("piece.detach",), "remove", "del"),
)
_FAR = (
    (("piece.source",), "source", "source"),
    (("piece.provenance",), "primary", "prim"),
    (("piece.group",), "group", "group"),
    (("piece.title",), "title", "title"),
    (("piece.down", "piece.up"), "piece", "piece"),
    (("piece.paragraph_back", "piece.paragraph_on"), "paragraph", "¶"),
    (("piece.page_up", "piece.page_down"), "page", ""),
    (("piece.find",), "find", "find"),
    (("piece.next",), "next", "next"),
    (("piece.undo", "piece.redo"), "undo redo", "undo"),
)
TAIL = ("piece.help", "piece.back")


def hints(keys: tuple[Key, ...], width: int) -> tuple[Hints, Hints]:
    """The two lines of keys: what weighs a piece, and all else."""
    return labelled(_NEAR, keys, width), labelled(_FAR, keys, width)
