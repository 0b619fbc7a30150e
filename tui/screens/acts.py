"""What each key of the review screen does: read the screen, call one verb, show the result.

`ACTS` is the table of contents, by the ids of `tui/keys.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.model import AttributionStatus, Confidence
from claims.text import one_line
from store import journal, queries
from store.queries import ClaimRow, Filter
from store.wording import status_label
from tui.keys import AT_HAND, Mode
from tui.screens import asking, spans
from tui.screens.panel import voices

if TYPE_CHECKING:
    from tui.screens.review import ReviewScreen

Act = Callable[["ReviewScreen"], None]


def perform(screen: ReviewScreen, action: str) -> None:
    """Do what a key asks for. Acts on a claim say so when there is none."""
    name, _, argument = action.partition(" ")
    if name == "source.letter":
        _letter(screen, argument)
        return
    act = ACTS[name]
    if name in _WITHOUT_CLAIM or screen.current is not None:
        act(screen)
    else:
        screen.say("there is no claim here; i marks one, f c shows all")


def _claim(screen: ReviewScreen) -> ClaimRow:
    row = screen.current
    assert row is not None  # `perform` has looked
    return row


# --- judging -------------------------------------------------------------------------------------


def _status(number: int) -> Act:
    def act(screen: ReviewScreen) -> None:
        statuses = screen.desk.scale.statuses
        if number > len(statuses):
            screen.say(f"the {screen.desk.scale.name} scale has {len(statuses)} statuses")
            return
        row = _claim(screen)
        status = statuses[number - 1]
        change = screen.desk.judge(row.id, status=status.id)
        screen.last = (status.id, row.attributions)
        screen.changed(change, f"#{row.number} {status.label}")
        _next_undecided(screen, 1, quiet=True)

    return act


def _clear(screen: ReviewScreen) -> None:
    row = _claim(screen)
    screen.changed(screen.desk.judge(row.id, status=None), f"#{row.number} undecided again")


def _accept(screen: ReviewScreen) -> None:
    row = _claim(screen)
    if row.attributions:
        screen.say("this claim has its source; s names another, s 0 takes it back")
        return
    change = screen.desk.accept(row.id)
    screen.learn_names()
    screen.changed(
        change, f"#{row.number} source {one_line(voices(row.suggestions, screen.names))}"
    )


def _letter(screen: ReviewScreen, letter: str) -> None:
    source, _ = AT_HAND.get(letter, ("", ""))
    if source not in screen.names:
        screen.enter(Mode.NORMAL)
        screen.say(f"no source has the letter {one_line(letter)}; s s shows them all")
        return
    give_source(screen, source)


def give_source(screen: ReviewScreen, source: str) -> None:
    """Name the current claim's source, or one more after `S`."""
    row = _claim(screen)
    held = [a["chain"][-1] for a in row.attributions if a.get("chain")] if screen.adding else []
    screen.adding = False
    change = screen.desk.attribute(row.id, list(dict.fromkeys([*held, source])))
    screen.enter(Mode.NORMAL)
    screen.changed(change, f"#{row.number} source {one_line(screen.names[source])}")


def _clear_source(screen: ReviewScreen) -> None:
    row = _claim(screen)
    screen.enter(Mode.NORMAL)
    screen.changed(screen.desk.judge(row.id, attributions=[]), f"#{row.number} source taken back")


def _ask_source(screen: ReviewScreen) -> None:
    screen.adding = False
    screen.enter(Mode.SOURCE)


def _ask_second(screen: ReviewScreen) -> None:
    screen.adding = True
    screen.enter(Mode.SOURCE)


def _attribution(status: AttributionStatus) -> Act:
    def act(screen: ReviewScreen) -> None:
        row = _claim(screen)
        screen.enter(Mode.NORMAL)
        change = screen.desk.judge(row.id, attribution_status=status)
        screen.changed(change, f"#{row.number} attribution {status.value.replace('_', ' ')}")

    return act


def _confidence(confidence: Confidence) -> Act:
    def act(screen: ReviewScreen) -> None:
        row = _claim(screen)
        screen.enter(Mode.NORMAL)
        change = screen.desk.judge(row.id, confidence=confidence)
        screen.changed(change, f"#{row.number} confidence {confidence.value}")

    return act


def _repeat(screen: ReviewScreen) -> None:
    if screen.last is None:
        screen.say("nothing to repeat yet: give a claim a status first")
        return
    row = _claim(screen)
    status, attributions = screen.last
    chains = [
        {**a, "source": None, "cue": None, "content": None, "quoted": []} for a in attributions
    ]
    change = screen.desk.judge(row.id, status=status, attributions=chains or None)
    screen.changed(change, f"#{row.number} {status_label(status)}, as the one before")
    _next_undecided(screen, 1, quiet=True)


def _undo(screen: ReviewScreen) -> None:
    _taken(screen, screen.desk.undo(screen.document), "nothing of yours is left to undo here")


def _redo(screen: ReviewScreen) -> None:
    _taken(screen, screen.desk.redo(screen.document), "nothing to do again")


def _taken(screen: ReviewScreen, change: object, nothing: str) -> None:
    from store.desk import Change

    if not isinstance(change, Change):
        screen.say(nothing)
        return
    claim = next(iter(change.claims), None)
    what = journal.what(screen.desk.conn, change.event)
    screen.changed(change, what)
    if claim is not None and not screen.go(claim):
        screen.say(f"{what} · saved {screen.saved} · the claim is not in this view")
    elif claim is not None:
        screen.follow(screen.claims.cursor)


# --- moving --------------------------------------------------------------------------------------


def _move(delta: int) -> Act:
    return lambda screen: screen.claims.move(delta)


def _page(delta: int) -> Act:
    return lambda screen: screen.claims.page(delta)


def _edge(last: bool) -> Act:
    return lambda screen: screen.claims.goto(len(screen.ids) - 1 if last else 0)


def _undecided(step: int) -> Act:
    return lambda screen: _next_undecided(screen, step)


def _next_undecided(screen: ReviewScreen, step: int, *, quiet: bool = False) -> None:
    """Go to the next claim of the list without a verdict, round the end once."""
    if not _seek(screen, step, lambda row: row.status is None):
        done = "every claim in this view has your verdict"
        screen.say(f"{done} · saved {screen.saved}" if quiet else done)


def _next_split(screen: ReviewScreen) -> None:
    if not _seek(screen, 1, lambda row: row.split):
        screen.say("no verdicts differ in this view")


def _seek(screen: ReviewScreen, step: int, wanted: Callable[[ClaimRow], bool]) -> bool:
    total, here = len(screen.ids), screen.claims.cursor
    for distance in range(1, total + 1):
        index = (here + step * distance) % total
        if wanted(screen.row(index)):
            screen.claims.goto(index)
            return True
    return False


def _paragraph(step: int) -> Act:
    def act(screen: ReviewScreen) -> None:
        total, here = len(screen.ids), screen.claims.cursor
        own = screen.text.count("\n", 0, _claim(screen).start)
        index = here
        while 0 <= index + step < total:
            index += step
            if screen.text.count("\n", 0, screen.row(index).start) != own:
                break
        if step < 0:
            there = screen.text.count("\n", 0, screen.row(index).start)
            while index and screen.text.count("\n", 0, screen.row(index - 1).start) == there:
                index -= 1
        screen.claims.goto(index)

    return act


# --- filters and the rest ------------------------------------------------------------------------


def _filter(**wanted: bool) -> Act:
    def act(screen: ReviewScreen) -> None:
        screen.enter(Mode.NORMAL)
        set_filter(screen, Filter(**wanted))  # type: ignore[arg-type]

    return act


def set_filter(screen: ReviewScreen, wanted: Filter) -> None:
    screen.filter = wanted
    screen.reload()
    count = len(screen.ids)
    screen.say(f"{count} claim{'' if count == 1 else 's'} shown")


def _same_source(screen: ReviewScreen) -> None:
    row = _claim(screen)
    voices = [a["chain"][-1] for a in row.attributions if a.get("chain")]
    voices += [m.source_id for lead in row.suggestions for m in lead.chain[-1:] if m.source_id]
    screen.enter(Mode.NORMAL)
    if voices:
        set_filter(screen, Filter(source=str(voices[0])))
    else:
        screen.say("this claim has no source to filter by")


def _history(screen: ReviewScreen) -> None:
    screen.show_history(not screen.whole_history)


def _copy(screen: ReviewScreen) -> None:
    screen.app.copy_to_clipboard(_claim(screen).exact)
    screen.say("claim copied")


def _cite(screen: ReviewScreen) -> None:
    row = _claim(screen)
    article = queries.article(screen.desk.conn, screen.document)
    where = f"{article.title}, claim {row.number}, characters {row.start}-{row.end}"
    screen.app.copy_to_clipboard(f"“{row.exact}” ({where}; text sha256 {article.sha256})")
    screen.say("claim copied with its place")


def _maximise(screen: ReviewScreen) -> None:
    screen.toggle_class("-article")


def _help(screen: ReviewScreen) -> None:
    from tui.screens.help import HelpScreen

    screen.app.push_screen(HelpScreen(screen.keys, screen.desk.scale))


def _back(screen: ReviewScreen) -> None:
    from tui.screens.library import LibraryScreen

    screen.show(LibraryScreen(screen.desk, screen.keys, screen.document))


def _quit(screen: ReviewScreen) -> None:
    screen.app.exit()


def _suspend(screen: ReviewScreen) -> None:
    screen.app.action_suspend_process()


def _enter(mode: Mode) -> Act:
    return lambda screen: screen.enter(mode)


ACTS: dict[str, Act] = {
    **{f"status.{n}": _status(n) for n in range(1, 10)},
    "status.clear": _clear,
    "accept": _accept,
    "source": _ask_source,
    "source.second": _ask_second,
    "source.pick": asking.pick_source,
    "source.clear": _clear_source,
    "attribution": _enter(Mode.ATTRIBUTION),
    **{f"attribution.{s.value}": _attribution(s) for s in AttributionStatus},
    "confidence": _enter(Mode.CONFIDENCE),
    **{f"confidence.{c.value}": _confidence(c) for c in Confidence},
    "repeat": _repeat,
    "note": asking.write_note,
    "note.editor": asking.note_in_editor,
    "restate": asking.restate,
    "undo": _undo,
    "redo": _redo,
    "next": _undecided(1),
    "previous": _undecided(-1),
    "down": _move(1),
    "up": _move(-1),
    "page.down": _page(1),
    "page.up": _page(-1),
    "first": _edge(last=False),
    "last": _edge(last=True),
    "paragraph.back": _paragraph(-1),
    "paragraph.on": _paragraph(1),
    "goto": asking.go_to,
    "split.next": _next_split,
    "search": asking.search,
    "filter": _enter(Mode.FILTER),
    "filter.undecided": _filter(undecided=True),
    "filter.mine": _filter(mine=True),
    "filter.teammate": _filter(teammate=True),
    "filter.split": _filter(split=True),
    "filter.source": _same_source,
    "filter.leads": _filter(leads=True),
    "filter.queries": _filter(queries=True),
    "filter.clear": _filter(),
    "history": _history,
    "mark": spans.mark,
    "split": spans.split,
    "merge": spans.merge,
    "respan": spans.respan,
    "span.shrink": spans.move_end(-1),
    "span.grow": spans.move_end(1),
    "span.end": spans.other_end,
    "span.before": spans.sentence(-1),
    "span.after": spans.sentence(1),
    "span.done": spans.done,
    "cut.left": spans.move_cut(-1),
    "cut.right": spans.move_cut(1),
    "cut.done": spans.cut,
    "copy": _copy,
    "cite": _cite,
    "maximise": _maximise,
    "help": _help,
    "back": _back,
    "quit": _quit,
    "suspend": _suspend,
}

_WITHOUT_CLAIM = {
    *("undo", "redo", "search", "filter", "filter.clear", "mark", "help", "back", "quit"),
    *("suspend", "maximise", "span.shrink", "span.grow", "span.end", "span.before", "span.after"),
    *("span.done", "next", "previous"),
    *(f"filter.{name}" for name in ("undecided", "mine", "teammate", "split", "leads", "queries")),
}
