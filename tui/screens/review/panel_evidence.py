"""The panel's lines about leads, evidence and past verdicts, as pure functions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.content import Content

from claims.model import DateType, Piece
from claims.text import one_line, shorten
from store.queries.evidence_items import counts
from tui.screens import held_words

if TYPE_CHECKING:
    from claims.model import DateMention, Quantity
    from store.queries.evidence_items import Item
    from store.queries.leads import Answered, Told
    from store.queries.past_rulings import PastRuling

_LARGE = 1000  # below it a figure in words is as clear as in digits
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


def offered(found: Sequence[Item], voices: Collection[str]) -> list[Item]:
    """A claim's pieces in the order of use: what counts, then what its own source published.

    `voices` are the ids of who says it and of whom they speak for.
    """

    def use(item: Item) -> tuple[bool, bool]:
        return not counts(item), not {item.source, item.organisation} & set(voices)

    return sorted(found, key=use)


def in_hand(found: Sequence[Item]) -> Item | None:
    """The piece that `+ - =` weigh: the first one without a stance, else the first."""
    return next((item for item in found if not item.stance), found[0] if found else None)


def items(
    found: Sequence[Item], names: Mapping[str, str], unread: Mapping[str, str]
) -> list[Content]:
    """The pieces as `offered`: those that count and the one in hand; why a table is left out."""
    hand = in_hand(found)
    shown = [item for item in found if counts(item) or item is hand]
    lines = []
    for item in shown:
        mark = "▸" if item is hand else " "
        lines.append(Content(f"{mark}{held_words.item_line(item, names)}"))
        if why := unread.get(item.text):
            lines.append(Content.styled(f"   {one_line(why)}", "$text-warning"))
    if more := len(found) - len(shown):
        pieces = "one more piece" if more == 1 else f"{more} more pieces"
        lines.append(Content.styled(f"   {pieces} on the article: e shows all", "$text-muted"))
    return lines


def told(found: Told | None, text: str) -> list[Content]:
    """What reading made of the claim's dates and figures, and why to check it first."""
    if found is None:
        return []
    lines = [_date(one, text) for one in found.dates if _tells(one, text)]
    lines += [_figure(one, text) for one in found.quantities if _normalised(one, text)]
    if found.worth:
        lines.append(Content.styled(f" worth checking: {', '.join(found.worth)}", "$text-muted"))
    return lines


def _tells(one: DateMention, text: str) -> bool:
    """Whether a day is known and the words are not it already."""
    known = one.value[:1].isdigit() and one.value != one.span.of(text)
    return known and one.type in (DateType.DATE, DateType.TIME)


def _date(one: DateMention, text: str) -> Content:
    words = f" {one_line(one.span.of(text))} = {_with_weekday(one.value)}"
    return Content.styled(words, "$text-muted")


def _with_weekday(value: str) -> str:
    """`2024-02-08, a Thursday`; other values as they are."""
    try:
        return f"{value}, a {date.fromisoformat(value):%A}" if len(value) == 10 else value
    except ValueError:
        return value


def _normalised(one: Quantity, text: str) -> bool:
    """Whether the figure is written otherwise than its value: with a magnitude, as a range."""
    if not one.unit:
        return False
    plain = one.value in one.span.of(text).replace(",", "")
    return not plain and (bool(one.high) or abs(Decimal(one.value)) >= _LARGE)


def _figure(one: Quantity, text: str) -> Content:
    values = " to ".join(f"{Decimal(value):,}" for value in (one.value, one.high) if value)
    told = " ".join(part for part in (one.hedge, values, one.unit) if part)
    return Content.styled(f" {one_line(one.span.of(text))} = {one_line(told)}", "$text-muted")


def past(found: Sequence[PastRuling]) -> list[Content]:
    """Verdicts on claims like this one."""
    if not found:
        return [Content(" No similar claim in another article has a verdict. p hides this.")]
    lines = []
    for one in found:
        head = f" {one.label}  {one_line(one.source)}  {one_line(one.reviewer)}"
        speaker = ", same speaker" if one.same_speaker else ""
        place = f"  {one_line(shorten(one.article, 40))} #{one.number}, {one.likeness} % alike"
        place += speaker
        lines.append(Content.assemble((head, "bold"), (place, "$text-muted")))
        lines.append(Content(f"   {one_line(one.exact)}"))
    return lines
