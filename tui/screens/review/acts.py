"""The acts of the review screen, one for each key: read the screen, call a verb, show it.

`ACTS` is the table of contents, by the ids of `tui/keys.py`: `judging` judges, `leads` answers
leads and weighs evidence, `navigation` chooses which claims are shown, `notes` writes notes,
`spans` draws a claim's bounds, `team_acts` comments, votes and opens the team's screens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.model import AttributionStatus, Confidence, Stance
from store.queries import articles
from tui.keys import Mode
from tui.screens import drawn_span
from tui.screens.review import judging, leads, naming, navigation, notes, spans, team_acts

if TYPE_CHECKING:
    from tui.screens.review.screen import ReviewScreen

Act = Callable[["ReviewScreen"], None]


def perform(screen: ReviewScreen, action: str) -> None:
    """Do what a key asks for. Acts on a claim say so when there is none."""
    name, _, argument = action.partition(" ")
    if name == "source.letter":
        naming.at_hand(screen, argument)
        return
    act = ACTS[name]
    if name in _WITHOUT_CLAIM or screen.current is not None:
        act(screen)
    else:
        screen.say("no claim here; i marks one, f c shows all")


def _history(screen: ReviewScreen) -> None:
    screen.show_history(not screen.whole_history)


def _copy(screen: ReviewScreen) -> None:
    screen.app.copy_to_clipboard(screen.claim.exact)
    screen.say("claim copied")


def _cite(screen: ReviewScreen) -> None:
    row = screen.claim
    article = articles.article(screen.desk.conn, screen.document)
    where = f"{article.title}, claim {row.number}, characters {row.start}-{row.end}"
    screen.app.copy_to_clipboard(f"“{row.exact}” ({where}; text sha256 {article.sha256})")
    screen.say("claim copied with its position")


def _evidence(screen: ReviewScreen) -> None:
    screen.doors.evidence(screen.claim.id)


def _export(screen: ReviewScreen) -> None:
    screen.doors.export(screen.document)


def _maximise(screen: ReviewScreen) -> None:
    screen.toggle_class("-article")


def _help(screen: ReviewScreen) -> None:
    screen.doors.help(screen.team.scale)


def _back(screen: ReviewScreen) -> None:
    screen.doors.library(screen.document)


def _quit(screen: ReviewScreen) -> None:
    screen.app.exit()


def _suspend(screen: ReviewScreen) -> None:
    screen.app.action_suspend_process()


def _enter(mode: Mode) -> Act:
    return lambda screen: screen.enter(mode)


ACTS: dict[str, Act] = {
    **{f"status.{n}": judging.status(n) for n in range(1, 10)},
    "status.clear": judging.clear,
    "accept": naming.accept,
    "source": naming.ask_source,
    "source.second": naming.ask_second,
    "source.pick": naming.pick_source,
    "source.clear": naming.clear_source,
    "source.own": naming.own_voice,
    "source.refuse": naming.refuse,
    "source.same": naming.same_as,
    "source.describe": naming.describe,
    "attribution": _enter(Mode.ATTRIBUTION),
    **{f"attribution.{s.value}": judging.attribution(s) for s in AttributionStatus},
    "confidence": _enter(Mode.CONFIDENCE),
    **{f"confidence.{c.value}": judging.confidence(c) for c in Confidence},
    "repeat": judging.repeat,
    "note": notes.write_note,
    "note.editor": notes.note_in_editor,
    "query.answered": judging.answered,
    "restate": judging.restate,
    "undo": judging.undo,
    "redo": judging.redo,
    "next": navigation.undecided(1),
    "previous": navigation.undecided(-1),
    "down": navigation.move(1),
    "up": navigation.move(-1),
    "page.down": navigation.page(1),
    "page.up": navigation.page(-1),
    "first": navigation.edge(last=False),
    "last": navigation.edge(last=True),
    "paragraph.back": navigation.paragraph(-1),
    "paragraph.on": navigation.paragraph(1),
    "goto": navigation.go_to,
    "split.next": navigation.next_split,
    "search": navigation.search,
    "filter": _enter(Mode.FILTER),
    "filter.undecided": navigation.only(undecided=True),
    "filter.mine": navigation.only(mine=True),
    "filter.teammate": navigation.only(teammate=True),
    "filter.split": navigation.only(split=True),
    "filter.source": navigation.same_source,
    "filter.leads": navigation.only(leads=True),
    "filter.queries": navigation.only(queries=True),
    "filter.second": navigation.only(second=True),
    "filter.assigned": navigation.only(assigned=True),
    "filter.overruled": navigation.only(overruled=True),
    "filter.clear": navigation.only(),
    "lead": leads.enter,
    "lead.accept": leads.accept,
    "lead.dismiss": leads.dismiss,
    "lead.next": leads.next_lead,
    "lead.show": leads.show_passage,
    "lead.reopen": leads.reopen,
    "twin": leads.twin,
    "past": leads.past,
    "timeline": notes.timeline,
    "evidence": _evidence,
    "attach": leads.attach,
    **{f"weigh.{s.value}": leads.weigh(s) for s in Stance},
    "comment": team_acts.comment,
    "mention": team_acts.next_mention,
    "session": team_acts.open_session,
    "adjudicate": team_acts.adjudicate,
    "history": _history,
    "mark": spans.mark,
    "split": spans.split,
    "merge": spans.merge,
    "respan": spans.respan,
    "span.shrink": drawn_span.move_end(-1, "a claim"),
    "span.grow": drawn_span.move_end(1, "a claim"),
    "span.end": drawn_span.other_end,
    "span.before": drawn_span.sentence(-1),
    "span.after": drawn_span.sentence(1),
    "span.done": spans.done,
    "cut.left": spans.move_cut(-1),
    "cut.right": spans.move_cut(1),
    "cut.done": spans.cut,
    "copy": _copy,
    "cite": _cite,
    "export": _export,
    "maximise": _maximise,
    "help": _help,
    "back": _back,
    "quit": _quit,
    "suspend": _suspend,
}

_WITHOUT_CLAIM = {
    *("undo", "redo", "search", "filter", "filter.clear", "mark", "help", "back", "quit"),
    *(
        "suspend",
        "maximise",
        "export",
        "span.shrink",
        "span.grow",
        "span.end",
        "span.before",
        "span.after",
    ),
    *("span.done", "next", "previous", "session", "mention"),
    *(f"filter.{name}" for name in ("undecided", "mine", "teammate", "split", "leads", "queries")),
    *(f"filter.{name}" for name in ("second", "assigned", "overruled")),
}
