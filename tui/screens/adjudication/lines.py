"""The adjudication screen's texts, as pure functions: a case as columns or blocks, and the keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from claims.model import Span, Stance
from claims.scales import Shelf
from claims.text import one_line
from store.clock import local
from store.queries.team.disputed_claim import Case, Judge
from store.state.attribution import HeldAttribution
from store.state.ballots import majority
from store.state.session import Phase
from tui.keys import Key, label_of
from tui.screens import columns, held_words
from tui.screens.adjudication.hints import LETTERS
from tui.screens.bars import WIDE, clipped, spread

if TYPE_CHECKING:
    from store.queries.journal import NoteRow
    from store.queries.team.adjudications import Ruling
    from store.queries.team.comment_threads import Comment

_TONES = {"good": "$text-success", "warn": "$text-warning", "bad": "$text-error"}
Names = Mapping[str, str]


class ShownCase:
    """What every line is drawn with: the scales, the sources' names, the keys."""

    def __init__(self, shelf: Shelf, names: Names, keys: tuple[Key, ...]) -> None:
        self.shelf, self.names, self.keys = shelf, names, keys

    def verdict(self, status: str | None, scale: str | None) -> Content:
        """`F false`, in its tone."""
        letter, tone = self.shelf.letter(status, scale)
        label = one_line(self.shelf.label(status, scale))
        text = f"{letter} {label}" if status else "no verdict"
        return Content.styled(text, f"bold {_TONES.get(tone.value, '')}".strip())

    def letter(self, place: int) -> str:
        return label_of(f"ruling.take.{place + 1}", self.keys).shown if place < LETTERS else " "


def top(case: Case, title: str, left: int, right: str, width: int) -> str:
    """`adjudication  #7   2 to settle … session 1 discuss  saved 10:02:11`."""
    session = case.session
    where = f"session {session.id} {session.phase}" if session else "no session"
    told = f" adjudication  #{case.claim.number}   {left} to settle   {one_line(title)}"
    far = f"{where}  {right} " if right else f"{where} "
    return spread(clipped(told, max(0, width - cell_len(far) - 1)), far, width)


def words(number: str, text: str, sentence: Span, claim: Span, cells: int) -> Content:
    """The claim in its sentence, in about so many cells: of the rest no more than fits."""
    before = one_line(text[sentence.start : claim.start])
    after = one_line(text[claim.end : sentence.end])
    exact = one_line(claim.of(text))
    room = cells - cell_len(exact) - len(number) - 4
    kept = max(0, min(cell_len(before), room - min(cell_len(after), room // 2)))
    before = "" if kept < 2 else before if cell_len(before) <= kept else f"…{before[1 - kept :]}"
    after = clipped(after, max(0, room - cell_len(before)))
    joined = "" if not after or not text[claim.end : claim.end + 1].isspace() else " "
    return Content.assemble(
        (f"#{number} ", "bold"),
        (f"{before} " if before else "", "$text-muted"),
        (clipped(exact, cells - len(number) - 2), "bold underline"),
        (f"{joined}{after}", "$text-muted"),
    )


# --- the case ------------------------------------------------------------------------------------


def body(case: Case, shown: ShownCase, width: int) -> list[Content]:
    """Everything below the words, in lines of `width`: what decides comes first."""
    head = [*_rulings(case, shown), *_standing(case, shown)]
    blocks = [_judge(case, at, judge, shown) for at, judge in enumerate(case.judges)]
    apart = columns.side_by_side if width >= WIDE - 2 else columns.stacked
    lines = columns.stacked([head], width)
    lines += [_rule("judgements", width)]
    lines += apart(blocks, width) if blocks else [Content("Nobody has judged this claim yet.")]
    lines += [_rule("evidence", width), *columns.stacked([_evidence(case, shown)], width)]
    lines += [_rule("comments", width), *columns.stacked([_comments(case, shown)], width)]
    return lines


def _rule(name: str, width: int) -> Content:
    return Content.styled(f"─ {name} ".ljust(min(width, 60), "─"), "$text-muted")


def _rulings(case: Case, shown: ShownCase) -> Iterator[Content]:
    here = case.ruling
    for one in case.rulings:
        yield _ruling(one, shown, here=one is here)


def _ruling(ruling: Ruling, shown: ShownCase, *, here: bool) -> Content:
    """`last word F false, as li judged it, by ed 10:02 (edge case): why`, or contested."""
    took = f", as {one_line(ruling.takes)} judged it" if ruling.takes else ""
    why = f" ({ruling.reason.replace('_', ' ')})" if ruling.reason else ""
    note = f": {one_line(ruling.note)}" if ruling.note else ""
    where = "last word " if here else "another session's last word "
    told = f"{took}, by {one_line(ruling.reviewer)} {local(ruling.at, '%d %b %H:%M')}{why}{note}"
    late = "  CONTESTED: somebody has judged or voted since" if ruling.contested else ""
    verdict = shown.verdict(ruling.status, ruling.scale)
    return Content.assemble((where, "bold"), verdict, told, (late, "bold $text-warning"))


def _standing(case: Case, shown: ShownCase) -> list[Content]:
    """How many hold what, whether that is a majority, and what the rule makes of it."""
    label = shown.shelf.label
    digest = case.scale.digest
    counted = " · ".join(f"{n} {one_line(label(s, digest))}" for s, n in case.counts.items())
    most = majority(case.counts)
    carried = f"majority {one_line(label(most, digest))}" if most else "no majority"
    told = f"{counted}, {carried}" if counted else "no verdicts yet"
    return [Content.assemble((told, "bold"), f"   {_outcome(case, shown)}")]


def _outcome(case: Case, shown: ShownCase) -> str:
    """`rule majority of 2 votes gives: false`."""
    session, outcome = case.session, case.outcome
    if session is None or outcome is None:
        return "no session: your word decides"
    votes = f"{session.votes} vote{'' if session.votes == 1 else 's'}"
    rule = f"rule {session.rule} of {votes}" if session.rule != "editor" else "rule editor"
    label = one_line(shown.shelf.label(outcome.status, case.scale.digest))
    if outcome.status is None:
        return f"{rule} gives no result: {outcome.open}"
    by = "the last word" if outcome.how == "adjudicated" else rule
    return f"{by} gives: {label}"


def _judge(case: Case, place: int, judge: Judge, shown: ShownCase) -> list[Content]:
    row = judge.row
    taken = "reverse" if row.status and place < LETTERS else "$text-muted"
    head = Content.assemble(
        (f" {shown.letter(place)} ", taken),
        (f" {one_line(judge.name)}  ", "bold"),
        shown.verdict(row.status, row.scale),
        (_standpoint(case, judge, shown), "$text-muted"),
    )
    lines = [head, Content(f"  {_manner(judge, shown)}")]
    lines += [Content(f"  because {one_line(row.justification)}")] if row.justification else []
    lines += [Content(f"  restated: {one_line(row.claim_reviewed)}")] if row.claim_reviewed else []
    lines += _since(case, judge, shown)
    lines += _weighed(judge)
    return [*lines, *map(_note, judge.notes)]


def _standpoint(case: Case, judge: Judge, shown: ShownCase) -> str:
    if case.session is None:
        return ""
    if not judge.member:
        return "  not in the session"
    return "  as blind" if case.session.revealed_at and not _changed(judge, shown) else ""


def _source(spoken: Sequence[HeldAttribution], shown: ShownCase) -> str:
    voices = one_line(held_words.held_voices(spoken, shown.names))
    return f"source {voices}" if voices else "no source"


def _attribution(status: str | None) -> str:
    return f"attribution {status.replace('_', ' ')}" if status else "attribution not judged"


def _manner(judge: Judge, shown: ShownCase) -> str:
    """`source CCTV > Xi Jinping, attribution faithful, confidence high`."""
    row = judge.row
    parts = [_source(row.attributions, shown), _attribution(row.attribution_status)]
    return ", ".join([*parts, f"confidence {row.confidence}"] if row.confidence else parts)


def _since(case: Case, judge: Judge, shown: ShownCase) -> Iterator[Content]:
    """What was held blind where it is another now, and the vote."""
    session = case.session
    if session and session.revealed_at and judge.member and (was := _changed(judge, shown)):
        yield Content.styled(f"  blind: {', '.join(was)}; changed since", "$text-warning")
    if judge.vote:
        yield Content.assemble(("  voted ", "bold"), shown.verdict(judge.vote, case.scale.digest))
    elif session and session.phase is Phase.VOTE and judge.member:
        yield Content.styled("  no vote cast: the verdict counts", "$text-muted")


def _changed(judge: Judge, shown: ShownCase) -> list[str]:
    """What was held at the reveal and is another now, in words."""
    blind, row = judge.blind, judge.row
    if blind is None:
        return ["no verdict"] if row.status else []
    was = []
    if (blind.status, blind.scale) != (row.status, row.scale):
        was.append(one_line(shown.shelf.label(blind.status, blind.scale)))
    if _source(blind.attributions, shown) != _source(row.attributions, shown):
        was.append(_source(blind.attributions, shown))
    if blind.attribution_status != row.attribution_status:
        was.append(_attribution(blind.attribution_status))
    return was


def _weighed(judge: Judge) -> list[Content]:
    """`evidence 1+ 2- 3=2`: the piece, its stance, its credibility where it is graded."""
    signs = [
        f"{one.number}{_sign(one.stance)}{one.credibility and f' ({one.credibility})'}"
        for one in judge.weights
    ]
    return [Content(f"  evidence {'  '.join(signs)}")] if signs else []


def _sign(stance: str) -> str:
    return held_words.STANCES.get(Stance(stance), "·") if stance else "·"


def _note(note: NoteRow) -> Content:
    state = f" ({note.state})" if note.state else ""
    return Content.assemble((f"  {note.kind}{state}: ", "bold"), one_line(note.text))


def _evidence(case: Case, shown: ShownCase) -> list[Content]:
    if not case.items:
        return [Content.styled("No evidence is attached.", "$text-muted")]
    lines = []
    for number, item in case.items:
        told = held_words.item_line(item, shown.names).removeprefix("· ")
        by = [
            f"{one_line(judge.name)} {_sign(one.stance)}"
            for judge in case.judges
            for one in judge.weights
            if one.number == number
        ]
        weighed = f"   {', '.join(by)}" if by else "   not weighed"
        lines.append(Content.assemble((f"{number} ", "bold"), told, (weighed, "$text-muted")))
    return lines


def _comments(case: Case, shown: ShownCase) -> list[Content]:
    if not case.threads:
        key = label_of("ruling.comment", shown.keys).shown
        return [Content.styled(f"No comments yet; {key} adds one.", "$text-muted")]
    return [
        _comment(one, number, answer=bool(at))
        for number, thread in enumerate(case.threads, 1)
        for at, one in enumerate((thread.first, *thread.replies))
    ]


def _comment(comment: Comment, number: int, *, answer: bool) -> Content:
    head = "   ↳" if answer else f"{number}›"
    said = "withdrawn" if comment.withdrawn else one_line(comment.text)
    when = local(comment.at, "%H:%M")
    return Content.assemble(
        (f"{head} {one_line(comment.reviewer)} {when}: ", "bold"),
        (said, "$text-muted" if comment.withdrawn else ""),
    )
