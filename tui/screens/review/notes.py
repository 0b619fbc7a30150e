"""Acts on a claim's notes: writing a note, query or correction, in the box or in an editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from claims.model import NoteKind
from store.log.kinds import TIMELINE
from store.queries import journal
from store.queries.claim_rows import ClaimRow
from store.verbs import judging
from tui.keys import Mode

if TYPE_CHECKING:
    from tui.screens.review.screen import ReviewScreen


def _mine(screen: ReviewScreen, claim: int) -> dict[str, journal.NoteRow]:
    """This reviewer's own notes on a claim, by kind."""
    notes = journal.notes(screen.desk.conn, claim, screen.reviewer)
    return {note.kind: note for note in notes if note.mine}


def write_note(screen: ReviewScreen) -> None:
    """A box for this reviewer's note; Tab turns it into the query and the correction."""
    from tui.widgets.note_box import NoteBox

    row = screen.current
    if row is None:
        return
    held = _mine(screen, row.id)
    kinds = list(NoteKind)
    state = {"kind": kinds.index(NoteKind.NOTE)}
    kept = [""]  # what was said last of something kept

    def kind() -> NoteKind:
        return kinds[state["kind"]]

    def save() -> None:
        before = held[kind().value].text if kind().value in held else ""
        if box.text.strip() == before:
            return
        change = judging.note(screen.desk, row.id, kind(), box.text)
        screen.changed(
            change, f"#{row.number} {kind().value} {'written' if box.text.strip() else 'removed'}"
        )
        kept.append(screen.said)
        held.clear()
        held.update(_mine(screen, row.id))

    def leave() -> None:
        if not screen.guarded(save):
            screen.keep_typing()
            return
        screen.open_note = None
        screen.enter(Mode.NORMAL)
        screen.say(kept[-1])
        screen.typed(screen.claims)

    def turn() -> None:
        if not screen.guarded(save):
            return
        state["kind"] = (state["kind"] + 1) % len(kinds)
        box.text = held[kind().value].text if kind().value in held else ""
        box.move_cursor(box.document.end)
        screen.say(f"#{row.number} {kind().value}: {_PURPOSE[kind()]}")

    first = held[NoteKind.NOTE.value].text if NoteKind.NOTE.value in held else ""
    box = NoteBox(first, on_leave=leave, on_turn=turn)
    screen.open_note = leave
    screen.enter(Mode.NOTE)
    screen.type_into(box, instead_of="#panel")
    screen.say(f"#{row.number} note: {_PURPOSE[NoteKind.NOTE]}")


_PURPOSE = {
    NoteKind.NOTE: "for the record",
    NoteKind.QUERY: "an open question to the writer or a source",
    NoteKind.CORRECTION: "the wording you propose, or stet",
}


def note_in_editor(screen: ReviewScreen) -> None:
    """The note in the user's own editor; saved when the editor is left."""
    row = screen.current
    if row is None:
        return
    held = _mine(screen, row.id).get(NoteKind.NOTE.value)
    before = held.text if held else ""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    path = Path(tempfile.mkdtemp(prefix="twosource-note-")) / f"claim-{row.number}.txt"
    path.write_text(before, encoding="utf-8")
    try:
        with screen.app.suspend():
            done = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError):
        screen.say(f"{editor} cannot be started; set EDITOR, or press m", wrong=True)
        return
    text = path.read_text(encoding="utf-8", errors="replace")
    if done.returncode:
        screen.say(
            f"{editor} failed with code {done.returncode}; your text is in {path}", wrong=True
        )
    elif text.strip() == before or screen.guarded(lambda: _keep(screen, row, text)):
        shutil.rmtree(path.parent, ignore_errors=True)
    else:
        screen.say(f"{screen.said}; your text is in {path}", wrong=True)


def _keep(screen: ReviewScreen, row: ClaimRow, text: str) -> None:
    change = judging.note(screen.desk, row.id, NoteKind.NOTE, text)
    screen.changed(change, f"#{row.number} note written")


def timeline(screen: ReviewScreen) -> None:
    """Keep the claim's event in the desk's timeline, or take it out where it is kept."""
    row = screen.claim
    if TIMELINE in _mine(screen, row.id):
        screen.changed(
            judging.take_date_out(screen.desk, row.id), f"#{row.number} off the timeline"
        )
        return
    change, event = judging.keep_date(screen.desk, row.id)
    screen.changed(change, f"#{row.number} on the timeline: {event.date} {event.name}")
