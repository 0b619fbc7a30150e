"""The panel beside the article, as text: one claim, its judgements, what is suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from claims.model import Suggestion
from claims.scales import Shelf
from claims.text import one_line
from claims.voices.reasons import reason
from store.clock import local
from store.queries.claim_rows import ClaimRow
from store.queries.journal import HistoryLine, NoteRow
from tui.screens import held_words
from tui.screens.review import panel_evidence, panel_team
from tui.screens.review.panel_team import Talk

if TYPE_CHECKING:
    from store.queries.evidence_items import Item
    from store.queries.leads import Answered, Told
    from store.queries.past_rulings import PastRuling


class Colleague(NamedTuple):
    """Another reviewer's verdict on the claim."""

    name: str
    label: str
    source: str


class ShownClaim(NamedTuple):
    """All that the panel needs to draw one claim."""

    row: ClaimRow
    text: str = ""
    notes: Sequence[NoteRow] = ()
    colleagues: Sequence[Colleague] = ()
    history: Sequence[HistoryLine] = ()
    whole_history: bool = False
    earlier: ClaimRow | None = None
    leads: Sequence[Answered] = ()
    in_hand: int | None = None  # which lead the next key answers
    told: Told | None = None
    items: Sequence[Item] = ()
    unread: Mapping[str, str] = MappingProxyType({})  # tables that no check can use, by SHA-256
    past: Sequence[PastRuling] | None = None
    talk: Talk = Talk()


def draw(shown: ShownClaim, shelf: Shelf, names: Mapping[str, str]) -> Content:
    """The panel's text; the most useful lines first, for a panel of five lines shows only those."""
    row = shown.row
    lines = [_head(row, shelf, names)]
    if shown.whole_history:
        lines += [_history_line(line) for line in reversed(shown.history)]
        return Content("\n").join(lines)
    if shown.past is not None:
        lines += panel_evidence.past(shown.past)
        return Content("\n").join(lines)
    lines += panel_team.first(shown.talk, shelf)
    lines += [_colleagues(shown.colleagues)] if shown.colleagues else []
    lines += panel_team.rest(shown.talk)
    lines += panel_evidence.leads(shown.leads, shown.in_hand)
    if not row.attributions:
        lines += dict.fromkeys(_why(lead, shown.text) for lead in row.suggestions)
    lines += [_earlier(shown.earlier, shelf, names)] if shown.earlier else []
    lines += [_said(row)] if row.attributions else []
    lines += [_own(row)] if _own(row).plain else []
    lines += panel_evidence.items(shown.items, names, shown.unread)
    lines += [_note(note) for note in shown.notes]
    lines += panel_evidence.borne_out(shown.leads)
    lines += panel_evidence.told(shown.told, shown.text)
    if shown.history:
        lines.append(Content.styled("─ history (h) ─", "$text-muted"))
        lines += [_history_line(line) for line in reversed(shown.history)]
    return Content("\n").join(lines)


def _head(row: ClaimRow, shelf: Shelf, names: Mapping[str, str]) -> Content:
    status = shelf.find(row.status, row.scale)
    label = one_line(shelf.label(row.status, row.scale))
    tone = {"good": "$text-success", "warn": "$text-warning", "bad": "$text-error"}
    style = f"bold {tone.get(status.tone.value, '')}".strip() if status else "bold"
    return Content.assemble(
        (f"#{row.number}", "bold"), "  ", (label, style), "   ", _source(row, names)
    )


def _source(row: ClaimRow, names: Mapping[str, str]) -> Content:
    if row.attributions:
        return Content(f"source: {one_line(held_words.held_voices(row.attributions, names))}")
    if row.suggestions:
        name = held_words.voices(row.suggestions, names)
        return Content.assemble(
            "source: ", (one_line(name), "italic"), ("  suggested: space", "bold")
        )
    return Content.assemble("source: none found  ", ("s names it", "bold"))


def _why(lead: Suggestion, text: str) -> Content:
    return Content.styled(f"  because {one_line(reason(lead, text))}", "$text-muted")


def _earlier(held: ClaimRow, shelf: Shelf, names: Mapping[str, str]) -> Content:
    """What was held about the span that this claim replaces."""
    parts = [one_line(shelf.label(held.status, held.scale))]
    if held.attributions:
        parts.append(f"source {one_line(held_words.held_voices(held.attributions, names))}")
    words = f"  before, as #{held.number}: {', '.join(parts)}"
    return Content.assemble(words, "  ", (". reuses it", "bold"))


def _said(row: ClaimRow) -> Content:
    kinds = {a.quotation_type for a in row.attributions if a.quotation_type}
    parts = [f"{'/'.join(sorted(kinds))} quotation" if kinds else "named by you"]
    if row.attribution_status:
        parts.append(f"attribution {row.attribution_status.replace('_', ' ')}")
    return Content(f"  {', '.join(parts)}")


def _own(row: ClaimRow) -> Content:
    parts = ["carried over from the last version"] if row.carried else []
    parts += [f"confidence {row.confidence}"] if row.confidence else []
    if row.justification:
        parts.append(f"because {one_line(row.justification)}")
    if row.claim_reviewed:
        parts.append(f"restated: {one_line(row.claim_reviewed)}")
    if row.attribution_status and not row.attributions:
        parts.append(f"attribution {row.attribution_status.replace('_', ' ')}")
    return Content(f"  {' · '.join(parts)}" if parts else "")


def _note(note: NoteRow) -> Content:
    state = f" ({note.state})" if note.state else ""
    who = "" if note.mine else f" {one_line(note.reviewer)}"
    return Content.assemble((f"{note.kind}{state}{who}: ", "bold"), one_line(note.text))


def _colleagues(held: Sequence[Colleague]) -> Content:
    """One line for all: a narrow panel has four."""
    told = []
    for one in held:
        source = f", source {one_line(one.source)}" if one.source else ""
        verdict = f"{one_line(one.label)}{source}"
        told.append(Content.assemble((f"{one_line(one.name)}: ", "bold"), verdict))
    return Content(" · ").join(told)


def _history_line(line: HistoryLine) -> Content:
    when = local(line.at, "%d %b %H:%M")
    return Content.styled(f"{when} {one_line(line.reviewer)}: {one_line(line.what)}", "$text-muted")
