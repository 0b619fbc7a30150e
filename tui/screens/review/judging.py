"""Acts that judge the current claim: status, attribution, confidence, restating; undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.model import AttributionStatus, Confidence, NoteKind
from store.queries import journal
from store.verbs import judging
from store.verbs.desk import Change
from tui.keys import Mode
from tui.screens import taking_back
from tui.screens.ask_line import ask
from tui.screens.review import leads, team_acts
from tui.screens.review.navigation import next_undecided

if TYPE_CHECKING:
    from claims.scales import Status
    from store.queries.claim_rows import ClaimRow
    from tui.screens.review.screen import ReviewScreen

Act = Callable[["ReviewScreen"], None]


def status(number: int) -> Act:
    def act(screen: ReviewScreen) -> None:
        statuses = screen.team.scale.statuses
        if number > len(statuses):
            screen.say(f"the {screen.team.scale.name} scale has only {len(statuses)} statuses")
            return
        row, status = screen.claim, statuses[number - 1]
        if screen.team.voting:
            team_acts.cast(screen, row, status)
        elif not leads.guarded(screen, row, status, lambda why: _give(screen, row, status, why)):
            _give(screen, row, status)

    return act


def _give(screen: ReviewScreen, row: ClaimRow, status: Status, why: str | None = None) -> None:
    change = judging.judge(screen.desk, row.id, status=status.id, justification=why)
    screen.last = (status.id, row.attributions)
    screen.changed(change, f"#{row.number} {status.label}")
    next_undecided(screen, 1, quiet=True)


def clear(screen: ReviewScreen) -> None:
    row = screen.claim
    if screen.team.voting:
        team_acts.cast(screen, row, None)
        return
    screen.changed(
        judging.judge(screen.desk, row.id, status=None), f"#{row.number} undecided again"
    )


def attribution(status: AttributionStatus) -> Act:
    def act(screen: ReviewScreen) -> None:
        row = screen.claim
        screen.enter(Mode.NORMAL)
        change = judging.judge(screen.desk, row.id, attribution_status=status)
        screen.changed(change, f"#{row.number} attribution {status.value.replace('_', ' ')}")

    return act


def confidence(confidence: Confidence) -> Act:
    def act(screen: ReviewScreen) -> None:
        row = screen.claim
        screen.enter(Mode.NORMAL)
        change = judging.judge(screen.desk, row.id, confidence=confidence)
        screen.changed(change, f"#{row.number} confidence {confidence.value}")

    return act


def restate(screen: ReviewScreen) -> None:
    row = screen.current
    if row is None:
        return

    def done(text: str | None) -> None:
        if text is not None:
            change = judging.judge(screen.desk, row.id, claim_reviewed=text)
            screen.changed(
                change, f"#{row.number} {'restated' if text.strip() else 'no longer restated'}"
            )

    hint = "the claim in your words; 75 characters or fewer is best"
    ask(screen, done, placeholder=hint, value=row.claim_reviewed or "")


def answered(screen: ReviewScreen) -> None:
    """Close this reviewer's query, or open it again."""
    row = screen.claim
    notes = journal.notes(screen.desk.conn, row.id, screen.reviewer)
    query = next((n for n in notes if n.mine and n.kind == NoteKind.QUERY.value), None)
    if query is None:
        screen.say("you have no query on this claim; m, then Tab, writes one")
        return
    state = "open" if query.state == "answered" else "answered"
    change = judging.note(screen.desk, row.id, NoteKind.QUERY, query.text, state)
    screen.changed(change, f"#{row.number} query {state}")


def repeat(screen: ReviewScreen) -> None:
    """What was held before a split or re-span, else what was given last."""
    row = screen.claim
    if earlier := screen.view.earlier(row):
        change = judging.carry(screen.desk, row.id, earlier.id)
        screen.changed(change, f"#{row.number} judged as #{earlier.number} was")
        return
    if screen.last is None:
        screen.say("nothing to repeat yet: judge a claim first")
        return
    status, attributions = screen.last
    known = screen.team.scale.get(status)
    if known and leads.guarded(screen, row, known, lambda why: _give(screen, row, known, why)):
        return
    chains = [one.without_spans() for one in attributions]
    change = judging.judge(screen.desk, row.id, status=status, attributions=chains or None)
    label = known.label if known else "unreviewed"
    screen.changed(change, f"#{row.number} {label}, as last time")
    next_undecided(screen, 1, quiet=True)


def undo(screen: ReviewScreen) -> None:
    _go_to(screen, taking_back.undo(screen, screen.document))


def redo(screen: ReviewScreen) -> None:
    _go_to(screen, taking_back.redo(screen, screen.document))


def _go_to(screen: ReviewScreen, change: Change | None) -> None:
    """Put the cursor on the claim that was changed."""
    claim = next(iter(change.claims), None) if change else None
    if change is None or claim is None or (screen.current and screen.claim.id in change.claims):
        return
    if screen.go(claim):
        screen.follow(screen.claims.cursor)
    else:
        what = journal.what(screen.desk.conn, change.event)
        screen.say(f"{what} · saved {screen.saved} · the claim is not in this view")
