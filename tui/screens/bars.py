"""The top line, the key lines and the legend of every screen, as pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells, set_cell_size
from textual.content import Content

from claims.scales import Scale
from claims.text import one_line
from tui.keys import AT_HAND, Key, Mode, label_of, lookup

BAR = 10
_VOICE = 12  # cells for a voice of the article
WIDE = 100
Hint = tuple[str, str]  # a key, and what it does
Hints = list[Hint]

FULL_LABELS = 116
_AFTER_LABELS = len("0 clear space accept u undo")
_AFTER_LETTERS = len("· todo ! split")
_ALSO = {
    "attribution": "attribution",
    "lead": "lead",
    "evidence": "evidence",
    "note": "note",
    "confidence": "confidence",
    "split": "split",
    "mark": "new claim",
    "filter": "filter",
    "export": "export",
    "comment": "comment",
    "session": "session",
}
BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-narrow"), (WIDE, "-wide")]


def top_line(
    title: str,
    total: int,
    decided: int,
    splits: int,
    view: str,
    right: str,
    width: int,
    *,
    leads: int = 0,
) -> str:
    """Title, progress, what is shown; at the right, what was saved last."""
    full = BAR if decided == total and total else min(BAR - 1, -(-BAR * decided // (total or 1)))
    bar = "█" * full + "░" * (BAR - full)
    split = f" · {splits} split" if splits else ""
    split += f" · {leads} lead{'' if leads == 1 else 's'}" if leads else ""
    middle = f"  {bar}  {decided}/{total} decided{split}   view: {view}"
    room = width - cell_len(middle) - cell_len(right) - 3
    if room < 12:
        middle = f"  {bar} {decided}/{total}{f' {splits}!' if splits else ''}  {view}"
        room = width - cell_len(middle) - cell_len(right) - 3
    name = clipped(one_line(title), max(4, room))
    return spread(f" {name}{middle}", f"{right} ", width)


def spread(left: str, right: str, width: int) -> str:
    """`left` and `right` at the two ends of a line."""
    room = max(0, width - cell_len(right))
    return clipped(left, room, pad=True) + right


def clipped(text: str, cells: int, *, pad: bool = False) -> str:
    """`text` in at most `cells` cells, with an ellipsis where it was cut."""
    if cell_len(text) > cells:
        return set_cell_size(text, max(0, cells - 1)) + "…" if cells else ""
    return set_cell_size(text, cells) if pad else text


def folded(text: str, cells: int, rows: int) -> str:
    """`text` on so many lines at the most, broken at spaces; a long word, a path, begins where the
    line is."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}" if found[-1] else word
        if cell_len(longer) <= cells or cell_len(word) > cells // 2:
            found[-1:] = chop_cells(longer, cells)
        else:
            found.append(word)
    last = " ".join(found[rows - 1 :]) if len(found) > rows else found[-1]
    return "\n".join([*found[:rows][:-1], clipped(last, cells)])


def verdict_line(scale: Scale, keys: Sequence[Key], width: int, *, voting: bool = False) -> Content:
    """`1 verified 2 missing context …`, and what else the hot path needs. In a vote the digits
    vote, and the line says so."""
    if voting:
        vote = Content.styled("VOTE", "bold reverse")
        line = verdict_line(scale, keys, width - vote.cell_length - 1)
        return Content.assemble(vote, " ", line)
    labels = [status.label for status in scale.statuses]
    room = width - _AFTER_LABELS - sum(cell_len(label) + 3 for label in labels)
    full = width >= FULL_LABELS and room >= 0
    parts: list[Content] = []
    for number, status in enumerate(scale.statuses, 1):
        label = status.label if full else status.short
        parts.append(_hint(_shown(keys, f"status.{number}"), label))
    parts.append(_hint(_shown(keys, "status.clear"), "clear" if width >= WIDE else "clr"))
    rest = ("accept", "undo") if full else ("accept", "source", "attribution", "note", "undo")
    short = {"source": "src", "attribution": "attr"}
    for action in rest:
        label = label_of(action, tuple(keys)).label
        parts.append(
            _hint(_shown(keys, action), label if width >= WIDE else short.get(action, label))
        )
    return _join(parts, width)


def legend_line(scale: Scale, width: int) -> Content:
    """What the letters in the list mean."""
    room = width - _AFTER_LETTERS - sum(cell_len(s.label) + 3 for s in scale.statuses)
    parts = [Content("· todo")]
    for status in scale.statuses:
        parts.append(Content(f"{status.letter} {status.label if room >= 0 else status.short}"))
    parts += [Content("! split"), Content("│ ! lead n note ? query c correction t talk a ruling")]
    return _join(parts, width, style="$text-muted")


def hints(
    mode: Mode, keys: tuple[Key, ...], *, picking: bool = False, voices: Sequence[str] = ()
) -> Hints:
    """What the next key does in `mode`, as pairs of key and label; `voices` are the article's."""
    match mode:
        case Mode.NORMAL:
            (first, name), *near = (*_numbered(voices), *_letters())[:3]
            source = (f"{_shown(keys, 'source')}→ {first}", name)
            also = [(_shown(keys, action), label) for action, label in _ALSO.items()]
            return [source, *near, (_shown(keys, "source.pick"), "more…"), *also]
        case Mode.SOURCE:
            verbs = [(key.shown, key.label) for key in keys if key.mode is mode]
            return [*_numbered(voices), *verbs, *_letters()]
        case Mode.NOTE:
            return [("Tab", "note, query or correction"), ("Esc", "save and leave")]
        case Mode.PROMPT:
            choose = [("↑↓", "choose")] if picking else []
            return [("Enter", "done"), *choose, ("Esc", "cancel")]
        case _:
            leave = "Esc" if "q" in lookup(mode, keys) else "q"
            return [(key.shown, key.label) for key in keys if key.mode is mode] + [(leave, "leave")]


def _numbered(voices: Sequence[str]) -> Hints:
    """`1 Hale`, `2 Reuters`: the article's own voices, as many as have a digit."""
    named = (clipped(one_line(voice), _VOICE) for voice in voices[:9])
    return [(str(number), name) for number, name in enumerate(named, 1)]


def _letters() -> Hints:
    return [(letter, name) for letter, (_, name) in AT_HAND.items()]


def together(ids: Sequence[str], keys: tuple[Key, ...]) -> str:
    """`jk`, `PgUp PgDn`, `1-6`: the keys of acts that belong together."""
    shown = [label_of(name, keys).shown for name in ids]
    if all(one.isdigit() for one in shown) and len(shown) > 1:
        return "-".join(shown)
    return ("" if max(map(len, shown)) == 1 else " ").join(shown)


def labelled(
    entries: Sequence[tuple[tuple[str, ...], str, str]], keys: tuple[Key, ...], width: int
) -> Hints:
    """Hints of ids of keys, each with its label where there is room, and where there is not."""
    wide = width >= FULL_LABELS
    return [(together(ids, keys), full if wide else brief) for ids, full, brief in entries]


def tail(ids: Sequence[str], keys: tuple[Key, ...]) -> str:
    """What stands at the right end of the keys and is never cut: help, and the way out."""
    return "  ".join(f"{label_of(name, keys).shown} {label_of(name, keys).label}" for name in ids)


def mode_line(mode: Mode, hints: Sequence[Hint], tail: str, width: int) -> Content:
    """` NORMAL  s→ c CCTV  k Kremlin …`: what the next key does."""
    head = Content.assemble((f" {mode.value} ", "reverse"), " ")
    room = width - head.cell_length - cell_len(tail) - 1
    body = _join([_hint(key, label) for key, label in hints], room)
    gap = max(1, width - head.cell_length - body.cell_length - cell_len(tail))
    return Content.assemble(head, body, " " * gap, (tail, "$text-muted"))


def hint_line(hints: Sequence[Hint], width: int) -> Content:
    """A line of hints alone."""
    return _join([_hint(key, label) for key, label in hints], width)


def fitting(mode: Mode, hints: Sequence[Hint], width: int) -> int:
    """How many of `hints` the line of a mode has room for."""
    left = width - len(mode.value) - 5
    for number, (key, label) in enumerate(hints):
        left -= cell_len(key) + cell_len(label) + 2
        if left < 0:
            return number
    return len(hints)


def _hint(key: str, label: str) -> Content:
    return Content.assemble((key, "bold"), " ", label)


def _join(parts: Sequence[Content], width: int, style: str = "") -> Content:
    """As many parts as fit, two spaces apart where there is room, one where there is not."""
    total = sum(part.cell_length for part in parts)
    gap = "  " if total + 2 * len(parts) <= width else " "
    line = Content("")
    for part in parts:
        longer = Content.assemble(line, gap if line.plain else " ", part)
        if longer.cell_length > width:
            break
        line = longer
    return line.stylize(style) if style else line


def _shown(keys: Sequence[Key], action: str) -> str:
    return label_of(action, tuple(keys)).shown
