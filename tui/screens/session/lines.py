"""The texts of the session screen, as pure functions: members and progress, agreement figures,
disagreements, keys."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

from claims.text import one_line
from store.clock import local
from store.queries.team.session_overview import Dispute, OverviewFigure, Person, SessionOverview
from store.state.session import Assign, Phase, SessionMode, Workflow
from tui.keys import Key, label_of
from tui.screens.bars import FULL_LABELS, WIDE, Hints, clipped, spread, together
from tui.widgets.row_list import Row, fit

BAR = 10
STEPS = {
    SessionMode.BLIND: tuple(Phase),
    SessionMode.PANEL: (Phase.DISCUSS, Phase.VOTE, Phase.CLOSED),
    SessionMode.SOLO: (Phase.DISCUSS, Phase.VOTE, Phase.CLOSED),
}
_DEALT = {
    Assign.ALL: "all review all",
    Assign.ROUND_ROBIN: "dealt out in turn",
    Assign.HAND: "dealt out by hand",
    Assign.LOAD: "dealt out by load",
}
_WORK = {
    Workflow.UNASSIGNED: "unassigned",
    Workflow.ASSIGNED: "assigned",
    Workflow.IN_REVIEW: "in review",
    Workflow.NEEDS_SECOND: "need a second review",
    Workflow.ADJUDICATION: "to settle",
    Workflow.DONE: "done",
}


def top(meeting: SessionOverview | None, title: str, width: int) -> str:
    if meeting is None:
        return clipped(f" session  {one_line(title)}", width, pad=True)
    session = meeting.session
    far = f"{session.phase} "
    told = f" session {session.id}  {one_line(session.title)}"
    return spread(clipped(told, max(0, width - cell_len(far) - 1)), far, width)


def about(meeting: SessionOverview, width: int) -> list[Content]:
    """Who, how, how far and how much they agree, in lines of `width`."""
    lines = [_plan(meeting), steps(meeting), Content("")]
    lines += [_person(one, meeting) for one in meeting.people]
    lines += [_work(meeting)]
    lines += _figures(meeting)
    return [line.truncate(width, ellipsis=True) for line in lines]


def _plan(meeting: SessionOverview) -> Content:
    """`blind, majority of 2 votes, all review all, newsroom scale, by ed 08 Feb 10:02`."""
    session = meeting.session
    votes = f"{session.votes} vote{'' if session.votes == 1 else 's'}"
    parts = [
        session.mode.value,
        f"{session.rule} of {votes}" if session.rule != "editor" else "the editor decides splits",
        _DEALT[session.assign],
        f"{meeting.scale} scale",
        f"by {one_line(meeting.host)} {local(session.created_at, '%d %b %H:%M')}",
    ]
    parts[2:2] = [f"{session.reviews} reviews a claim"] if session.assign is not Assign.ALL else []
    parts[-1:-1] = ["splits are handed out again"] if session.returns else []
    return Content(", ".join(parts))


def steps(meeting: SessionOverview) -> Content:
    """`blind 10:02 ▸ reveal 10:40 ▸ discuss ▸ vote ▸ closed`, the present one marked."""
    session = meeting.session
    known = STEPS[session.mode]
    at = known.index(session.phase)
    times = {
        Phase.BLIND: session.created_at,
        Phase.REVEAL: session.revealed_at,
        Phase.VOTE: session.voted_at,
        Phase.CLOSED: session.closed_at,
    }
    parts = []
    for n, step in enumerate(known):
        when = times.get(step, "")
        told = f"{step} {local(when, '%H:%M')}" if when else step.value
        style = "bold reverse" if n == at else "" if n < at else "$text-muted"
        parts.append(Content.styled(f" {told} " if n == at else told, style))
    return Content.styled(" ▸ ", "$text-muted").join(parts)


def _person(one: Person, meeting: SessionOverview) -> Content:
    """`● li  checker  on #3  9/14 ██████░░░░`."""
    name = f"{one_line(one.name)}{' (you)' if one.me else ''}"
    number = f"on #{one.number}" if one.number else "here" if one.here else ""
    if not one.member:
        done = "not reviewing"
    elif one.decided is None:
        done = "hidden until the reveal"
    else:
        done = f"{_bar(one.decided, one.of)} {one.decided}/{one.of}"
    return Content.assemble(
        ("●" if one.here else "·", "bold $text-success" if one.here else "$text-muted"),
        (f" {fit(name, _names(meeting))} ", "bold"),
        (f"{one.role:<11} ", "$text-muted"),
        f"{number:<8} ",
        (done, "$text-muted" if one.decided is None else ""),
    )


def _names(meeting: SessionOverview) -> int:
    """Cells of the longest name, within reason."""
    return max(8, min(24, max((cell_len(one_line(p.name)) + 6 for p in meeting.people), default=8)))


def _bar(done: int, of: int) -> str:
    full = BAR if done >= of else min(BAR - 1, -(-BAR * done // (of or 1)))
    return "█" * full + "░" * (BAR - full)


def _work(meeting: SessionOverview) -> Content:
    counts = [f"{meeting.states[s]} {name}" for s, name in _WORK.items() if meeting.states.get(s)]
    whose = "your claims: " if meeting.hidden else "claims: "
    return Content.assemble((whose, "bold"), " · ".join(counts) or "none")


def _figures(meeting: SessionOverview) -> Iterator[Content]:
    if meeting.hidden:
        yield Content.styled("agreement is shown after the reveal", "$text-muted")
    elif meeting.figures:
        told = f"agreement {' → '.join(meeting.moments)}"
        yield Content.styled(told, "bold")
        yield from map(_figure, meeting.figures)


def _figure(one: OverviewFigure) -> Content:
    if one.why:
        return Content.assemble(f"  {one.field:<20} ", (one_line(one.why), "$text-muted"))
    percent, alpha = " → ".join(one.percent), " → ".join(one.alpha)
    return Content.assemble(f"  {one.field:<20} {percent}", (f"   alpha {alpha}", "$text-muted"))


# --- the list ------------------------------------------------------------------------------------

_MARKS = {"verdict": ("!", "split"), "source": ("s", "warn"), "attribution": ("a", "warn")}


def heading(meeting: SessionOverview | None, width: int) -> str:
    """The line between what is told of the session and its list."""
    if meeting is None:
        return ""
    count = len(meeting.disputes)
    if meeting.hidden:
        told = "hidden until the reveal"
    elif count > 1:
        told = f"{count} disagreements: verdicts first, then the heaviest"
    else:
        told = "one disagreement" if count else "no disagreement"
    return f"─ {told} ".ljust(width, "─")[:width]


def no_dispute(meeting: SessionOverview | None) -> str:
    """What an empty list says."""
    if meeting is None:
        return ""
    if meeting.hidden:
        return "The other reviewers' judgements are hidden until the reveal."
    return "No disagreements."


def row(one: Dispute, cells: int) -> Row:
    """A claim on which members differ: `7 ! F li,mo · V mk  words …  open`; in `cells` of room
    that are too few for names, `2 F · 1 V`."""
    letter, tone = _MARKS.get(one.about, ("·", "todo"))
    says = one_line(one.says)
    says = says if cell_len(says) <= cells else one_line(one.counts)
    return Row(one.number, letter, tone, says, one_line(one.exact), one.result)


def says_cells(width: int) -> int:
    """The cells of who says what."""
    return 36 if width >= WIDE else 24


EMPTY = (
    "No session on this article yet.",
    "",
    "In a session several reviewers judge the same claims. In a blind session nobody sees the"
    " others' verdicts until the editor reveals them. Then they discuss the splits and vote, and"
    " the editor has the last word on what stays open. The minutes say who judged what, and when.",
    "",
)


def nothing(title: str, document: int, keys: tuple[Key, ...]) -> list[Content]:
    """What a session is, and how to begin one."""
    key = label_of("session.new", keys).shown
    command = f"twosource session create {document} --mode blind --reviewers a,b,c"
    begin = Content.assemble((key, "bold"), " starts one here; so does ", (command, "bold"))
    first, *rest = map(Content, EMPTY)
    return [Content.styled(f"{one_line(title)}", "bold"), first.stylize("bold"), *rest, begin]


# --- the keys ------------------------------------------------------------------------------------

_STEPS = {
    Phase.BLIND: ("reveal",),
    Phase.REVEAL: ("vote", "close"),
    Phase.DISCUSS: ("vote", "close"),
    Phase.VOTE: ("close",),
    Phase.CLOSED: (),
}
TAIL = ("session.help", "session.back")


def hints(
    meeting: SessionOverview | None, keys: tuple[Key, ...], width: int, *, more: bool
) -> tuple[Hints, Hints]:
    """The two lines of keys: what this reviewer can do now, and above it the list. `more`: what is
    told of the session has not room enough."""
    shown = [label_of(f"session.{name}", keys) for name in _possible(meeting)]
    far: Hints = []
    if meeting and meeting.disputes:
        what = "settle it, or go to it" if width >= FULL_LABELS else "open"
        far = [(label_of("session.open", keys).shown, what)]
        far.append((together(("session.down", "session.up"), keys), "claim"))
    if more:
        far.append((together(("session.page_up", "session.page_down"), keys), "scroll"))
    return [(key.shown, key.label) for key in shown], far


def _possible(meeting: SessionOverview | None) -> list[str]:
    if meeting is None:
        return ["new"]
    phase = meeting.session.phase
    found = list(_STEPS[phase]) if meeting.conducts else []
    found += ["join"] if meeting.joinable else []
    found += [] if phase is Phase.BLIND else ["minutes"]
    return [*found, "new"] if phase is Phase.CLOSED and meeting.conducts else found
