"""Acts on leads and evidence: accept or dismiss a lead, weigh a piece, meet the two-source rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.model import Check, Stance
from claims.text import one_line
from store.queries import claim_listing, claim_rows, evidence_items, two_sources
from store.verbs import evidence, judging, lead_answers
from tui.keys import Mode
from tui.screens.ask_line import ask
from tui.screens.attach import ask_attach
from tui.screens.review.panel_evidence import in_hand

if TYPE_CHECKING:
    from claims.scales import Status
    from store.queries.claim_rows import ClaimRow
    from store.queries.leads import Answered
    from store.verbs.desk import Change
    from tui.screens.review.screen import ReviewScreen

Act = Callable[["ReviewScreen"], None]


# --- leads ---------------------------------------------------------------------------------------


def enter(screen: ReviewScreen) -> None:
    """The next key answers the claim's lead; without an open one, go to the next claim with one."""
    if not _open(screen) and not _seek(screen):
        screen.say("no open lead in this view")
        return
    screen.lead = 0
    screen.enter(Mode.LEAD)
    screen.follow(screen.claims.cursor)


def _seek(screen: ReviewScreen) -> bool:
    flagged = screen.findings.flagged
    total, here = len(screen.view.ids), screen.claims.cursor
    for step in range(1, total + 1):
        index = (here + step) % total
        if screen.view.ids[index] in flagged:
            screen.claims.goto(index)
            return True
    return False


def _open(screen: ReviewScreen) -> list[Answered]:
    return [one for one in screen.findings.of(screen.claim.id).leads if one.open]


def _in_hand(screen: ReviewScreen) -> Answered | None:
    shown = screen.findings.of(screen.claim.id).leads
    return shown[screen.lead] if screen.lead < len(shown) else None


def next_lead(screen: ReviewScreen) -> None:
    """The claim's next lead; behind the last one, the next claim that has one."""
    if screen.lead + 1 < len(_open(screen)):
        screen.lead += 1
    else:
        _seek(screen)
        screen.lead = 0
    screen.follow(screen.claims.cursor)


def accept(screen: ReviewScreen) -> None:
    """Take the lead as right; one that suggests an attribution status sets it."""
    one = _in_hand(screen)
    if one is None:
        return
    row = screen.claim
    screen.enter(Mode.NORMAL)
    change = lead_answers.accept(screen.desk, row.document, one.lead, one.key, row.id)
    told = f", attribution {one.lead.suggests.value}" if one.lead.suggests else ""
    screen.changed(change, f"#{row.number} lead accepted{told}")


def dismiss(screen: ReviewScreen) -> None:
    """Say why the lead does not count."""
    one = _in_hand(screen)
    if one is None:
        return
    row = screen.claim

    def done(text: str | None) -> None:
        if text is not None:
            change = _answer(screen, row, one, "dismissed", text)
            screen.changed(change, f"#{row.number} lead dismissed")

    ask(screen, done, placeholder="why you dismiss this lead; the log keeps it")


def reopen(screen: ReviewScreen) -> None:
    """Take the last answer back."""
    row = screen.claim
    known = screen.findings.of(row.id).leads
    answered = [one for one in known if one.answer in lead_answers.GIVEN]
    screen.enter(Mode.NORMAL)
    if not answered:
        screen.say("you have not answered a lead on this claim")
        return
    screen.changed(_answer(screen, row, answered[0], ""), f"#{row.number} lead open again")


def _answer(screen: ReviewScreen, row: ClaimRow, one: Answered, said: str, why: str = "") -> Change:
    return lead_answers.answer(
        screen.desk,
        row.document,
        one.key,
        said,
        told=one.lead.reason,
        reason=why,
        claim=row.id,
    )


def show_passage(screen: ReviewScreen) -> None:
    """The lead's place in the evidence, beside the claim."""
    one = _in_hand(screen)
    screen.enter(Mode.NORMAL)
    passage = next(iter(one.lead.passages), None) if one else None
    if passage is None:
        screen.say("this lead does not point to a document")
        return
    items = evidence_items.of_claim(screen.desk.conn, screen.claim.id, screen.reviewer)
    item = next((item.id for item in items if item.text == passage.document), "")
    focus = (passage.document, passage.span) if passage.span else None
    screen.doors.evidence(screen.claim.id, item=item, focus=focus)


# --- the claim that says the same ----------------------------------------------------------------


def twin(screen: ReviewScreen) -> None:
    """Take over what you hold about the claim that says the same."""
    row = screen.claim
    told = (one.lead for one in screen.findings.of(row.id).leads)
    pair = next((x for x in told if (x.check, x.kind) == (Check.CONSISTENCY, "told_twice")), None)
    spans = (pair.span, *pair.also) if pair else ()
    every = claim_rows.rows(
        screen.desk.conn, claim_listing.listing(screen.desk.conn, row.document), screen.reviewer
    )
    others = [
        other
        for other in every
        if other.id != row.id and any(s.start < other.end and other.start < s.end for s in spans)
    ]
    judged = next((other for other in others if other.status or other.attributions), None)
    if not others:
        screen.say("no other claim in this article says the same")
    elif judged is None:
        screen.say(f"#{others[0].number} says the same, but you have not judged it yet")
    else:
        change = judging.carry(screen.desk, row.id, judged.id)
        screen.changed(change, f"#{row.number} judged as #{judged.number}, which says the same")


# --- evidence ------------------------------------------------------------------------------------


def attach(screen: ReviewScreen) -> None:
    ask_attach(screen, screen.claim.id, lambda change, said: screen.changed(change, said))


def weigh(stance: Stance) -> Act:
    """What the piece in hand does to the claim; the same key again takes it back."""

    def act(screen: ReviewScreen) -> None:
        row = screen.claim
        item = in_hand(screen.view.items(row))
        if item is None:
            screen.say("no evidence is attached yet; a attaches a file, a page or a conversation")
            return
        value = None if item.stance == stance.value else stance.value
        change = evidence.weigh(screen.desk, row.id, item.id, {"stance": value})
        screen.changed(
            change, f"#{row.number} {one_line(item.title)} {value or 'no longer weighed'}"
        )

    return act


# --- past rulings --------------------------------------------------------------------------------


def past(screen: ReviewScreen) -> None:
    """What was said of claims like this one in other articles, or the panel as it was."""
    screen.show_past(not screen.past_shown)


# --- the two-source rule -------------------------------------------------------------------------


def guarded(
    screen: ReviewScreen, row: ClaimRow, status: Status, give: Callable[[str], None]
) -> bool:
    """Ask for a reason where the two-source rule wants one; whether it did."""
    desk = screen.desk
    asked = two_sources.reason_wanted(desk.conn, row.id, screen.reviewer, status.id, desk.scale)
    if not asked:
        return False

    def done(text: str | None) -> None:
        if text and text.strip():
            give(text)
        else:
            screen.say(f"#{row.number} unchanged: the two-source rule needs a reason")

    ask(screen, done, placeholder="your reason; Esc leaves the claim unchanged", value="")
    screen.say(asked)
    return True
