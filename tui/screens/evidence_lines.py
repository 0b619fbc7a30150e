"""Lines of the panel about leads, evidence and past rulings, as pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.content import Content

from claims.model import Piece, Stance
from claims.text import one_line, shorten

if TYPE_CHECKING:
    from claims.model import DateMention, Quantity
    from store.evidence import Item
    from store.leads import Answered, Told
    from store.past import Ruling

STANCES = {Stance.SUPPORTS: "+", Stance.REFUTES: "-", Stance.CONTEXT: "="}
_AROUND = 3  # words that are the same shown on each side of a difference


def leads(found: Sequence[Answered], in_hand: int | None = None) -> list[Content]:
    """Open leads with their differences; the one in hand is marked."""
    lines = []
    for n, one in enumerate(found):
        if not one.open:
            continue
        mark = "▸!" if n == in_hand else " !"
        words = f"{mark} {one_line(one.lead.reason)}"
        hint = ("  l answers", "bold") if n == 0 and in_hand is None else ""
        lines.append(Content.assemble((words, "bold $text-warning"), hint))
        if not all(piece.same for piece in one.lead.diff):
            lines.append(difference(one.lead.diff))
    return lines


def difference(diff: Sequence[Piece]) -> Content:
    """`… policy of [-confinement-] {+containment+}`: the article's words, then the document's."""
    parts: list[Content | str | tuple[str, str]] = ["   "]
    for n, piece in enumerate(diff):
        if piece.same:
            if any(not near.same for near in diff[max(0, n - _AROUND) : n + _AROUND + 1]):
                parts.append(f"{one_line(piece.ours)} ")
            continue
        if piece.ours:
            parts.append((f"[-{one_line(piece.ours)}-] ", "$text-error"))
        if piece.theirs:
            parts.append((f"{{+{one_line(piece.theirs)}+}} ", "$text-success"))
    return Content.assemble(*parts)


def borne_out(found: Sequence[Answered]) -> list[Content]:
    """What the evidence bears out, and what was answered."""
    lines = []
    for one in found:
        if one.lead.passed:
            lines.append(Content.styled(f" ✓ {one_line(one.lead.reason)}", "$text-success"))
        elif one.answer:
            why = f" ({one_line(one.reason)})" if one.reason else ""
            words = f" {one.answer}{why}: {one_line(one.lead.reason)}"
            lines.append(Content.styled(words, "$text-muted"))
    return lines


def items(
    found: Sequence[Item], names: Mapping[str, str], unread: Mapping[str, str]
) -> list[Content]:
    """The pieces of evidence, those of the claim itself first; why a table cannot be used."""
    lines = []
    for n, item in enumerate(found, 1):
        lines.append(Content(f" {n} {item_line(item, names)}"))
        if why := unread.get(item.text):
            lines.append(Content.styled(f"   {one_line(why)}", "$text-warning"))
    return lines


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


def told(found: Told | None, text: str) -> list[Content]:
    """What reading made of the claim's dates and figures, and why to check it first."""
    if found is None:
        return []
    lines = [_date(one, text) for one in found.dates if one.fault or one.value != one.span.of(text)]
    lines += [_figure(one, text) for one in found.quantities if one.unit]
    if found.worth:
        lines.append(Content.styled(f" worth checking: {', '.join(found.worth)}", "$text-muted"))
    return lines


def _date(one: DateMention, text: str) -> Content:
    words = f" {one_line(one.span.of(text))} = {one.value}"
    return Content.styled(f"{words} {one_line(one.fault)}".rstrip(), "$text-muted")


def _figure(one: Quantity, text: str) -> Content:
    values = " to ".join(f"{Decimal(value):,}" for value in (one.value, one.high) if value)
    told = " ".join(part for part in (one.hedge, values, one.unit) if part)
    return Content.styled(f" {one_line(one.span.of(text))} = {one_line(told)}", "$text-muted")


def past(found: Sequence[Ruling]) -> list[Content]:
    """Verdicts on claims like this one."""
    if not found:
        return [Content(" No judged claim of another article is like this one. p hides this.")]
    lines = []
    for one in found:
        head = f" {one.label}  {one_line(one.source)}  {one_line(one.reviewer)}"
        place = f"  {one_line(shorten(one.article, 40))} #{one.number}, {one.likeness} % alike"
        lines.append(Content.assemble((head, "bold"), (place, "$text-muted")))
        lines.append(Content(f"   {one_line(one.exact)}"))
    return lines
