"""The two bottom lines of the adjudication screen: its keys, the most useful first."""

from __future__ import annotations

from rich.cells import cell_len

from claims.scales import Scale
from store.queries.team.disputed_claim import Case
from tui.keys import Key, label_of
from tui.screens.bars import Hints, labelled

LETTERS = 8  # reviewers whose judgement a letter takes


_NEAR = (
    (("ruling.next", "ruling.previous"), "next to settle", "next"),
    (("ruling.down", "ruling.up"), "scroll", "scroll"),
    (("ruling.note",), "note", "note"),
    (("ruling.undo",), "undo", "undo"),
    (("ruling.comment",), "comment", "comment"),
    (("ruling.evidence",), "evidence", "evid"),
)


TAIL = ("ruling.help", "ruling.back")


def hints(case: Case | None, keys: tuple[Key, ...], width: int, below: int) -> tuple[Hints, Hints]:
    """The two lines of keys: what else there is, and above it what says the last word. `below` are
    the lines further down."""
    if case is None:
        return [], []
    rest = labelled(_NEAR, keys, width)
    rest[1] = (rest[1][0], f"{below} below") if below else rest[1]
    return rest, [*_taking(case, keys), *_verdicts(case.scale, keys, width)]


def _taking(case: Case, keys: tuple[Key, ...]) -> Hints:
    """`a-c take theirs`: the letters stand beside the names."""
    held = [at for at, judge in enumerate(case.judges[:LETTERS]) if judge.row.status]
    shown = [label_of(f"ruling.take.{at + 1}", keys).shown for at in held]
    if not held:
        return []
    return [(shown[0] if len(shown) == 1 else f"{shown[0]}-{shown[-1]}", "take theirs")]


def _verdicts(scale: Scale, keys: tuple[Key, ...], width: int) -> Hints:
    """A verdict of one's own."""
    taking = len("a-h take theirs  ")
    wide = sum(cell_len(status.label) + 4 for status in scale.statuses) + taking <= width
    return [
        (label_of(f"ruling.status.{n}", keys).shown, status.label if wide else status.short)
        for n, status in enumerate(scale.statuses[:9], 1)
    ]
