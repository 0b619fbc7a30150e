"""The parts of the review log for people about a team's work."""

from __future__ import annotations

from store.dossier.values import ClaimResult, DossierRuling, DossierSession
from store.exports.log_parts import Line, time
from store.queries.team.comment_threads import Comment, Thread
from store.state.session import Session


def ruling(told: DossierRuling) -> Line:
    """The adjudication, why, and what stood before it."""
    held = told.held
    parts = [
        held.label,
        f"as {told.takes} has it" if told.takes else "",
        told.why,
        f"{told.before} stood before" if told.before else "",
        "contested: somebody has judged or voted since" if told.contested else "",
    ]
    words = "; ".join(part for part in parts if part)
    source = held.chain or held.source
    more = (Line(told.note, "Note"), Line(source, "Source"))
    under = tuple(line for line in more if line.text)
    return Line(f"{words} ({time(held.reviewed_at)})", f"Adjudicated by {held.reviewer}", under)


def result(told: ClaimResult) -> Line:
    if not told.held:
        return Line(f"none: {told.open}", "Result of the session")
    people = ", ".join(told.held.people)
    return Line(f"{told.held.label}, by {told.rule} ({people})", "Result of the session")


def thread(told: Thread) -> Line:
    under = tuple(Line(_said(reply), reply.reviewer) for reply in told.replies)
    return Line(_said(told.first), f"Comment, {told.first.reviewer}", under)


def _said(comment: Comment) -> str:
    return f"{'withdrawn' if comment.withdrawn else comment.text} ({time(comment.at)})"


def session(told: DossierSession) -> Line:
    """A session, its steps and its results; the minutes tell the rest."""
    held = told.session
    votes = f", {held.votes} votes a verdict" if held.votes > 1 else ""
    words = f"{held.mode}, {', '.join(told.members)}; by {held.rule}{votes}; {_stands(held)}"
    minutes = f"twosource session minutes {held.id}"
    under = (
        Line(", ".join(f"{step} {time(at)}" for step, at in _steps(held)), "Steps"),
        Line(", ".join(f"{n} {_how(how)}" for how, n in told.results.items()), "Claims"),
        Line(f"“{minutes}” tells who voted what, and the agreement", "Minutes"),
    )
    return Line(words, held.title, tuple(line for line in under if line.text))


def _stands(held: Session) -> str:
    return "closed" if not held.open else f"open, in the {held.phase} phase"


def _how(how: str) -> str:
    return how if how in ("adjudicated", "open") else f"by {how}"


def _steps(held: Session) -> list[tuple[str, str]]:
    steps = {
        "created": held.created_at,
        "revealed": held.revealed_at,
        "vote opened": held.voted_at,
        "closed": held.closed_at,
    }
    return [(step, at) for step, at in steps.items() if at]
