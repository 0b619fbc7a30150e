"""The prompt that attaches evidence: one typed line says what it is and what it does.

`readouts/kremlin.txt | kremlin | +`, `https://example.org/x | tass | 2024-02-09`,
`with a port official | background | by telephone`, `author`. What comes first is the piece; the
rest may be left out and comes in any order. A file serves the whole article, since a readout bears
on many of its claims; anything else is tied to the claim in hand; `all` and `this` say otherwise.
A file is read in a thread with its own connection, because a PDF takes seconds; what is refused is
asked for again with what was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from claims.intake import Refused
from claims.model import EvidenceKind, Stance, Terms
from claims.text import one_line
from store.errors import TwosourceError, WrongUsage
from store.queries import claim_rows, known_sources
from store.verbs import evidence
from store.verbs.opening import open_desk
from tui.incoming import Incoming, read_evidence
from tui.screens.ask_line import ask
from tui.screens.base import DeskScreen
from tui.screens.source_picker import ranked

if TYPE_CHECKING:
    from textual.app import App

    from store.file.identity import Reviewer
    from store.verbs.desk import Change, Desk

Done = Callable[["Change", str], None]

HINT = "file, web address, with NAME, or author; then | source | + - = | all or this"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MEDIUM = ("by ", "in ", "over ")
_SIGNS = {"+": Stance.SUPPORTS, "-": Stance.REFUTES, "=": Stance.CONTEXT}
_LEAST = 3  # letters by which a stance is known
_REACH = {"all": True, "article": True, "this": False, "this claim": False}


class Attachment(NamedTuple):
    """What was typed: `what` is a path, an address or whom one spoke with; `source` are words."""

    kind: EvidenceKind
    what: str = ""
    source: str = ""
    stance: Stance | None = None
    terms: Terms | None = None
    date: str = ""
    medium: str = ""
    archived_url: str = ""
    reach: bool | None = None  # whether it serves the whole article, where that was said

    @property
    def whole(self) -> bool:
        """Whether it serves every claim of the article."""
        return self.kind is EvidenceKind.DOCUMENT if self.reach is None else self.reach

    @property
    def values(self) -> dict[str, Any]:
        """For `store.verbs.evidence.attach`; without a document's text, title and source."""
        page, spoken = self.kind is EvidenceKind.URL, self.kind is EvidenceKind.CONVERSATION
        return {
            "url": self.what if page else None,
            "accessed_at": self.date if page else None,
            "archived_url": self.archived_url,
            "with_whom": self.what if spoken else None,
            "held_at": self.date if spoken else None,
            "medium": self.medium,
            "terms": self.terms.value if self.terms else None,
        }


# --- reading the line ----------------------------------------------------------------------------


def parse_attachment(text: str) -> Attachment:
    """The line as typed, cut at `|`. Raises: `WrongUsage` with what is wrong with it."""
    first, *rest = (part.strip() for part in text.split("|"))
    found = _piece(first)
    for part in filter(None, rest):
        name, value = _detail(found.kind, part)
        if getattr(found, name) not in ("", None):
            raise WrongUsage(f"{one_line(part)!r} is one {name.replace('_', ' ')} too many")
        found = found._replace(**{name: value})
    return found


def _piece(text: str) -> Attachment:
    lower = text.casefold()
    if not text:
        raise WrongUsage("begin with a file, an https:// address, with NAME, or author")
    if lower in ("author", "on author"):
        return Attachment(EvidenceKind.ON_AUTHOR)
    if lower == "with":
        raise WrongUsage("say who you spoke with, by name or role: with a port official")
    if lower.startswith("with "):
        return Attachment(EvidenceKind.CONVERSATION, text[5:].strip())
    if _ADDRESS.match(text):
        return Attachment(EvidenceKind.URL, text)
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return Attachment(EvidenceKind.DOCUMENT, text[1:-1] if quoted else text)


def _detail(kind: EvidenceKind, part: str) -> tuple[str, Any]:
    """Which field a later part fills, and its value; what is nothing else is a source."""
    lower = part.casefold()
    if lower in _REACH:
        return "reach", _REACH[lower]
    if stance := _stance(lower):
        return "stance", stance
    if kind is EvidenceKind.CONVERSATION:
        if (terms := lower.replace(" ", "_")) in set(Terms):
            return "terms", Terms(terms)
        if lower.startswith(_MEDIUM):
            return "medium", part
    if _DATE.fullmatch(part):
        return "date", _day(kind, part)
    if kind is EvidenceKind.URL and _ADDRESS.match(part):
        return "archived_url", part
    return "source", part


def _stance(lower: str) -> Stance | None:
    if lower in _SIGNS:
        return _SIGNS[lower]
    begun = (stance for stance in Stance if len(lower) >= _LEAST and stance.startswith(lower))
    return next(begun, None)


def _day(kind: EvidenceKind, part: str) -> str:
    if kind not in (EvidenceKind.URL, EvidenceKind.CONVERSATION):
        raise WrongUsage("only a page or a conversation takes a date")
    try:
        return date.fromisoformat(part).isoformat()
    except ValueError:
        raise WrongUsage(f"{part} is not a date; write it like 2024-02-08") from None


# --- asking and attaching ------------------------------------------------------------------------


def ask_attach(screen: DeskScreen, claim: int, done: Done, value: str = "") -> None:
    """Ask for a piece of evidence and attach it to `claim`; `done` gets what to say of it."""

    def answered(text: str | None) -> None:
        if not text or not text.strip():
            return
        asked = parse_attachment(text)
        source = _source(screen.desk, asked.source)
        if asked.kind is not EvidenceKind.DOCUMENT:
            done(*_attach(screen.desk, claim, asked, source))
            return

        def work() -> tuple[Change, str]:
            return _take_in(screen.desk.database.path, screen.desk.reviewer, claim, asked, source)

        def arrived(change: Change, said: str) -> None:
            if screen.is_attached:
                screen.guarded(lambda: done(change, said))

        def refused(sentence: str) -> None:
            """The prompt is gone by now: open it again with what was typed."""
            if not screen.is_attached:
                return
            if screen.is_current and screen.mode is screen.rest:
                ask_attach(screen, claim, done, text)
            screen.say(sentence, wrong=True)

        screen.say(f"reading {asked.what} …")
        app = screen.app
        app.run_worker(lambda: _read(app, work, arrived, refused), thread=True)

    ask(screen, answered, placeholder=HINT, value=value)


def _source(desk: Desk, words: str) -> str | None:
    """The id of the source that `words` name, or of the first that has them in its name."""
    if not words:
        return None
    try:
        return known_sources.find(desk.conn, words).id
    except WrongUsage:
        near = ranked(known_sources.sources(desk.conn), words)
    lower = words.casefold()
    for line in near:
        if any(lower in name.casefold() for name in (line.name, line.id, *line.aliases)):
            return line.id
    raise WrongUsage(f"no source is called {words!r}; leave it out, then name or add it with s")


def _attach(
    desk: Desk, claim: int, asked: Attachment, source: str | None, file: Incoming | None = None
) -> tuple[Change, str]:
    """Attach it, and what to say of it."""
    values = {**asked.values, "source": source}
    row = claim_rows.row(desk.conn, claim)
    to, weights = None if asked.whole else claim, {"stance": asked.stance}
    if file:
        change = evidence.attach_file(
            desk, row.document, file, values, to, weights=weights, weighed_on=claim
        )
    else:
        change = evidence.attach(
            desk, row.document, asked.kind, values, to, weights=weights, weighed_on=claim
        )
    name = known_sources.names(desk.conn).get(source or "", "")
    named = (file.file_name or file.document.headline) if file else asked.what
    title = named or "the author's word"
    told = ", ".join(part for part in (title, name) if part)
    shown = "the article" if asked.whole else f"#{row.number}"
    weighed = f", {asked.stance} #{row.number}" if asked.stance else ""
    return change, f"{one_line(told)} attached to {shown}{weighed}"


def _read(
    app: App[None],
    work: Callable[[], tuple[Change, str]],
    arrived: Done,
    refused: Callable[[str], None],
) -> None:
    """In a thread: do the work, and tell the screen how it went."""
    try:
        change, said = work()
    except (TwosourceError, Refused) as error:
        app.call_from_thread(refused, str(error))
    else:
        app.call_from_thread(arrived, change, said)


def _take_in(
    path: Path, reviewer: Reviewer | None, claim: int, asked: Attachment, source: str | None
) -> tuple[Change, str]:
    """Read a file, keep it whole and attach it, with a connection of this thread's own."""
    file = read_evidence(str(Path(asked.what).expanduser()))
    desk = open_desk(path, reviewer, create=False)
    try:
        with desk.database.explained():
            change, said = _attach(desk, claim, asked, source, file)
    finally:
        desk.close()
    notice = file.document.notice
    return change, f"{said}; {notice}" if notice else said
