"""Every key once: what it is called, what it does, in which mode it counts.

The screens look keys up here, and the bottom lines, the help page, the command palette and the
README's table are made from it, so they cannot disagree. A user's `keys.toml` gives an action other
keys by its id.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Mode(StrEnum):
    """What the next key means; shown at the left of the bottom line."""

    NORMAL = "NORMAL"
    SOURCE = "SOURCE"
    ATTRIBUTION = "ATTRIBUTION"
    CONFIDENCE = "CONFIDENCE"
    FILTER = "FILTER"
    LEAD = "LEAD"
    MARK = "MARK"
    SPLIT = "SPLIT"
    LIBRARY = "LIBRARY"
    EVIDENCE = "EVIDENCE"
    PASSAGE = "PASSAGE"
    EXPORT = "EXPORT"
    ADJUDICATION = "SETTLE"
    REASON = "REASON"
    SESSION = "SESSION"
    PROMPT = "PROMPT"
    NOTE = "NOTE"


class Key(NamedTuple):
    """`keys` are characters, or Textual's names for what has none; the first one is shown."""

    id: str
    keys: tuple[str, ...]
    label: str
    does: str
    mode: Mode = Mode.NORMAL

    @property
    def shown(self) -> str:
        return _NAMES.get(self.keys[0], self.keys[0])


_NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
}

_VERDICTS = tuple(
    Key(f"status.{n}", (str(n),), f"status {n}", f"Give the scale's status {n}, save, go on.")
    for n in range(1, 10)
)

_CREDIBILITY = tuple(
    Key(f"piece.credibility.{n}", (str(n),), word, f"Credibility {n}: {word}.", Mode.EVIDENCE)
    for n, word in enumerate(
        ("confirmed", "probable", "possible", "doubtful", "improbable", "cannot be judged"), 1
    )
)

_TAKE = tuple(
    Key(
        f"ruling.take.{n}",
        (letter,),
        f"take {letter}",
        f"Take the judgement beside the letter {letter}.",
        Mode.ADJUDICATION,
    )
    for n, letter in enumerate("abcdefgh", 1)
)

_RULE = tuple(
    Key(
        f"ruling.status.{n}",
        (str(n),),
        f"status {n}",
        f"Give a verdict of your own: the scale's status {n}.",
        Mode.ADJUDICATION,
    )
    for n in range(1, 10)
)

KEYS: tuple[Key, ...] = (
    *_VERDICTS,
    Key("status.clear", ("0",), "clear", "Take your verdict back; the claim is undecided again."),
    Key("accept", ("space",), "accept", "Make the suggested source yours."),
    Key("source", ("s",), "source", "Name the source: a letter follows, or s for the picker."),
    Key("source.second", ("S",), "second source", "Add one more source (joint speakers)."),
    Key("attribution", ("t",), "attribution", "Does it match what the source published?"),
    Key("confidence", ("c",), "confidence", "How sure you are: low, medium, high."),
    Key(
        "repeat",
        (".",),
        "repeat",
        "Take over what you held before a split; else repeat the last.",
    ),
    Key("note", ("m",), "note", "Write a note; Tab makes it a query or a correction."),
    Key("note.editor", ("E",), "editor", "Write the note in your $EDITOR."),
    Key(
        "query.answered",
        ("A",),
        "answered",
        "Your query here has its answer, or again not.",
    ),
    Key("restate", ("r",), "restate", "Put the claim in your own words (claimReviewed)."),
    Key("undo", ("u",), "undo", "Take back your last act on this article."),
    Key("redo", ("U",), "redo", "Do again what you took back."),
    Key("next", ("n",), "next", "Go to the next undecided claim."),
    Key("previous", ("N",), "previous", "Go to the previous undecided claim."),
    Key("down", ("j", "down"), "down", "Go to the next claim."),
    Key("up", ("k", "up"), "up", "Go to the claim before."),
    Key("page.down", ("pagedown",), "page down", "Go a page of claims down."),
    Key("page.up", ("pageup",), "page up", "Go a page of claims up."),
    Key("first", ("g", "home"), "first", "Go to the first claim."),
    Key("last", ("G", "end"), "last", "Go to the last claim."),
    Key("paragraph.back", ("[",), "paragraph up", "Go to the first claim of the paragraph before."),
    Key("paragraph.on", ("]",), "paragraph down", "Go to the first claim of the next paragraph."),
    Key("goto", (":",), "go to", "Go to a claim by its number."),
    Key("split.next", ("!",), "next split", "Go to the next claim on which verdicts differ."),
    Key("search", ("/",), "search", "Show only claims with these words."),
    Key("filter", ("f",), "filter", "Show only some claims: a letter follows."),
    Key("lead", ("l",), "lead", "Answer a lead of this claim: a letter follows."),
    Key("twin", ("T",), "twin", "Take over what you hold about the claim that says the same."),
    Key("past", ("p",), "past", "Show what was said of claims like this one, or hide it again."),
    Key("evidence", ("e",), "evidence", "Show what this claim rests on, beside its documents."),
    Key("attach", ("a",), "attach", "Attach a file, a page, a conversation or the author's word."),
    Key("weigh.supports", ("+",), "supports", "The evidence supports this claim, or no more."),
    Key("weigh.refutes", ("-",), "refutes", "The evidence refutes this claim, or no more."),
    Key("weigh.context", ("=",), "context", "The evidence gives context, or no more."),
    Key("comment", ("C",), "comment", "Comment on this claim; @name calls somebody."),
    Key("mention", ("@",), "mentions", "Go to the next comment that calls you."),
    Key("session", ("V",), "session", "The team's session about this article."),
    Key("adjudicate", ("D",), "adjudicate", "All judgements side by side; the last word on them."),
    Key("history", ("h",), "history", "Show all that happened to this claim, or hide it again."),
    Key("mark", ("i",), "new claim", "Mark a new claim in the article."),
    Key("split", ("x",), "split", "Split this claim in two."),
    Key("merge", ("X",), "merge", "Merge this claim with the next one."),
    Key("respan", ("w",), "re-span", "Give this claim other bounds."),
    Key("copy", ("y",), "copy", "Copy the claim to the clipboard."),
    Key("cite", ("Y",), "cite", "Copy the claim with its article and offsets."),
    Key("export", ("o",), "export", "Send the review log out: to a file, in many formats."),
    Key("maximise", ("O",), "maximise", "Show the article alone, or everything again."),
    Key("help", ("?", "f1"), "help", "Show every key."),
    Key("back", ("q",), "back", "Go back to the library."),
    Key("quit", ("Q",), "quit", "Leave twosource. Everything is saved already."),
    Key("suspend", ("ctrl+z",), "suspend", "Put twosource to sleep; `fg` wakes it."),
    Key("source.pick", ("s",), "more…", "Pick from all sources, or add one.", Mode.SOURCE),
    Key("source.clear", ("0",), "none", "Take the source back.", Mode.SOURCE),
    Key("attribution.faithful", ("f",), "faithful", "As the source has it.", Mode.ATTRIBUTION),
    Key("attribution.altered", ("a",), "altered", "Changed on the way.", Mode.ATTRIBUTION),
    Key(
        "attribution.not_found",
        ("n",),
        "not found",
        "Not what it published.",
        Mode.ATTRIBUTION,
    ),
    Key("attribution.unchecked", ("u",), "unchecked", "Not checked yet.", Mode.ATTRIBUTION),
    Key("confidence.low", ("l",), "low", "Not sure.", Mode.CONFIDENCE),
    Key("confidence.medium", ("m",), "medium", "Fairly sure.", Mode.CONFIDENCE),
    Key("confidence.high", ("h",), "high", "Sure.", Mode.CONFIDENCE),
    Key("filter.undecided", ("u",), "undecided", "Without a verdict of yours.", Mode.FILTER),
    Key("filter.mine", ("m",), "mine", "With a verdict of yours.", Mode.FILTER),
    Key("filter.teammate", ("t",), "teammate", "With a colleague's verdict.", Mode.FILTER),
    Key("filter.split", ("x",), "split", "On which verdicts differ.", Mode.FILTER),
    Key("filter.source", ("s",), "this source", "With this claim's source.", Mode.FILTER),
    Key(
        "filter.leads",
        ("l",),
        "leads",
        "With an open lead, or a suggestion that is not accepted.",
        Mode.FILTER,
    ),
    Key("filter.queries", ("q",), "queries", "With an open query.", Mode.FILTER),
    Key("filter.second", ("2",), "second", "That want a second pair of eyes.", Mode.FILTER),
    Key("filter.assigned", ("a",), "assigned", "That are yours in the session.", Mode.FILTER),
    Key(
        "filter.overruled",
        ("o",),
        "overruled",
        "On which the last word is not your verdict.",
        Mode.FILTER,
    ),
    Key("filter.clear", ("c",), "clear", "All claims again.", Mode.FILTER),
    Key(
        "lead.accept", ("a",), "accept", "It is right; sets the attribution if it says.", Mode.LEAD
    ),
    Key("lead.dismiss", ("d",), "dismiss", "It does not count; you say why.", Mode.LEAD),
    Key("lead.next", ("n",), "next", "Go to the next lead, here or further on.", Mode.LEAD),
    Key("lead.show", ("o",), "open", "Show its place in the evidence.", Mode.LEAD),
    Key("lead.reopen", ("0",), "open again", "Take your answer back.", Mode.LEAD),
    Key("span.shrink", ("left", "h"), "shorter", "One word less.", Mode.MARK),
    Key("span.grow", ("right", "l"), "longer", "One word more.", Mode.MARK),
    Key("span.end", ("tab",), "other end", "Move the other end.", Mode.MARK),
    Key("span.before", ("up", "k"), "sentence up", "Take the sentence before.", Mode.MARK),
    Key("span.after", ("down", "j"), "sentence down", "Take the next sentence.", Mode.MARK),
    Key("span.done", ("enter", "i", "w"), "mark", "Make it a claim.", Mode.MARK),
    Key("cut.left", ("left", "h"), "left", "Cut a word earlier.", Mode.SPLIT),
    Key("cut.right", ("right", "l"), "right", "Cut a word later.", Mode.SPLIT),
    Key("cut.done", ("enter", "x"), "split", "Split here.", Mode.SPLIT),
    Key("library.down", ("j", "down"), "down", "Go to the next article.", Mode.LIBRARY),
    Key("library.up", ("k", "up"), "up", "Go to the article before.", Mode.LIBRARY),
    Key("library.first", ("g", "home"), "first", "Go to the first article.", Mode.LIBRARY),
    Key("library.last", ("G", "end"), "last", "Go to the last article.", Mode.LIBRARY),
    Key("library.open", ("enter", "o"), "open", "Review this article.", Mode.LIBRARY),
    Key("library.add", ("a",), "add", "Take an article in: type its path.", Mode.LIBRARY),
    Key("library.session", ("s",), "session", "The team's session about it.", Mode.LIBRARY),
    Key("library.export", ("x",), "export", "Send the review log out.", Mode.LIBRARY),
    Key("library.help", ("?", "f1"), "help", "Show every key.", Mode.LIBRARY),
    Key("library.quit", ("q", "Q"), "quit", "Leave twosource.", Mode.LIBRARY),
    Key("library.suspend", ("ctrl+z",), "suspend", "Put twosource to sleep.", Mode.LIBRARY),
    Key("piece.supports", ("+",), "supports", "It supports the claim, or no more.", Mode.EVIDENCE),
    Key("piece.refutes", ("-",), "refutes", "It refutes the claim, or no more.", Mode.EVIDENCE),
    Key("piece.context", ("=",), "context", "It gives context, or no more.", Mode.EVIDENCE),
    *_CREDIBILITY,
    Key("piece.attach", ("a",), "attach", "Attach one more piece to this claim.", Mode.EVIDENCE),
    Key("piece.detach", ("d",), "take off", "Take the piece off; undo brings it.", Mode.EVIDENCE),
    Key("piece.passage", ("v",), "passage", "Choose the words that matter.", Mode.EVIDENCE),
    Key("piece.source", ("s",), "source", "Name who published or said it.", Mode.EVIDENCE),
    Key("piece.provenance", ("p",), "primary", "First hand, or retold.", Mode.EVIDENCE),
    Key("piece.group", ("g",), "group", "Pieces of one group count once.", Mode.EVIDENCE),
    Key("piece.title", ("t",), "title", "Call the piece something else.", Mode.EVIDENCE),
    Key("piece.down", ("j", "down"), "down", "Go to the next piece.", Mode.EVIDENCE),
    Key("piece.up", ("k", "up"), "up", "Go to the piece before.", Mode.EVIDENCE),
    Key("piece.page_down", ("pagedown", "space"), "page", "Read a page on.", Mode.EVIDENCE),
    Key("piece.page_up", ("pageup",), "page up", "Read a page back.", Mode.EVIDENCE),
    Key("piece.paragraph_back", ("[",), "paragraph up", "A paragraph back.", Mode.EVIDENCE),
    Key("piece.paragraph_on", ("]",), "paragraph", "A paragraph on.", Mode.EVIDENCE),
    Key("piece.find", ("/",), "find", "Find words in the document.", Mode.EVIDENCE),
    Key("piece.next", ("n",), "next", "Go to the next place found.", Mode.EVIDENCE),
    Key("piece.undo", ("u",), "undo", "Take back your last act on the article.", Mode.EVIDENCE),
    Key("piece.redo", ("U",), "redo", "Do again what you took back.", Mode.EVIDENCE),
    Key("piece.help", ("?", "f1"), "help", "Show every key.", Mode.EVIDENCE),
    Key("piece.back", ("q", "escape"), "back", "Go back to the claims.", Mode.EVIDENCE),
    Key("piece.suspend", ("ctrl+z",), "suspend", "Put twosource to sleep.", Mode.EVIDENCE),
    Key("passage.shrink", ("left", "h"), "shorter", "One word less.", Mode.PASSAGE),
    Key("passage.grow", ("right", "l"), "longer", "One word more.", Mode.PASSAGE),
    Key("passage.end", ("tab",), "other end", "Move the other end.", Mode.PASSAGE),
    Key("passage.before", ("up", "k"), "sentence up", "The sentence before.", Mode.PASSAGE),
    Key("passage.after", ("down", "j"), "sentence down", "The next sentence.", Mode.PASSAGE),
    Key("passage.keep", ("enter", "v"), "keep", "Keep it as quote and position.", Mode.PASSAGE),
    Key("export.send", ("enter",), "export", "Write the file, or the folder.", Mode.EXPORT),
    Key("export.down", ("j", "down"), "down", "Go to the next format.", Mode.EXPORT),
    Key("export.up", ("k", "up"), "up", "Go to the format before.", Mode.EXPORT),
    Key("export.to", ("t",), "where to", "Type another path, or a folder.", Mode.EXPORT),
    Key("export.article", ("a",), "all articles", "This article, or the desk.", Mode.EXPORT),
    Key("export.mine", ("m",), "mine", "Everybody's judgements, or only yours.", Mode.EXPORT),
    Key("export.status", ("s",), "status", "Only one status: the next one.", Mode.EXPORT),
    Key("export.since", ("d",), "since sign-off", "Only what came after it.", Mode.EXPORT),
    Key("export.final", ("f",), "final", "One verdict a claim: ruled or shared.", Mode.EXPORT),
    Key("export.redact", ("r",), "redact", "Protected sources by code name.", Mode.EXPORT),
    Key("export.history", ("h",), "history", "All that happened (md, html).", Mode.EXPORT),
    Key("export.replace", ("o",), "replace", "Replace what is there already.", Mode.EXPORT),
    Key("export.copy", ("y",), "copy path", "Copy the path that was written.", Mode.EXPORT),
    Key("export.page_down", ("pagedown", "space"), "page", "Read a page on.", Mode.EXPORT),
    Key("export.page_up", ("pageup",), "page up", "Read a page back.", Mode.EXPORT),
    Key("export.help", ("?", "f1"), "help", "Show every key.", Mode.EXPORT),
    Key("export.back", ("q", "escape"), "back", "Stop the writing, or go back.", Mode.EXPORT),
    Key("export.suspend", ("ctrl+z",), "suspend", "Put twosource to sleep.", Mode.EXPORT),
    *_TAKE,
    *_RULE,
    Key("ruling.next", ("n",), "next", "Go to the next claim to settle.", Mode.ADJUDICATION),
    Key("ruling.previous", ("N",), "previous", "Go to the one before.", Mode.ADJUDICATION),
    Key("ruling.note", ("m",), "note", "Say more about your last word.", Mode.ADJUDICATION),
    Key("ruling.undo", ("u",), "undo", "Take back your last act here.", Mode.ADJUDICATION),
    Key("ruling.redo", ("U",), "redo", "Do again what you took back.", Mode.ADJUDICATION),
    Key("ruling.comment", ("C",), "comment", "Comment; @name calls somebody.", Mode.ADJUDICATION),
    Key("ruling.evidence", ("enter",), "evidence", "Read the evidence.", Mode.ADJUDICATION),
    Key("ruling.down", ("j", "down"), "down", "Read a line on.", Mode.ADJUDICATION),
    Key("ruling.up", ("k", "up"), "up", "Read a line back.", Mode.ADJUDICATION),
    Key("ruling.page_down", ("pagedown", "space"), "page", "A page on.", Mode.ADJUDICATION),
    Key("ruling.page_up", ("pageup",), "page up", "A page back.", Mode.ADJUDICATION),
    Key("ruling.help", ("?", "f1"), "help", "Show every key.", Mode.ADJUDICATION),
    Key("ruling.back", ("q", "escape"), "back", "Go back.", Mode.ADJUDICATION),
    Key("ruling.suspend", ("ctrl+z",), "suspend", "Put twosource to sleep.", Mode.ADJUDICATION),
    Key(
        "reason.ambiguous_text",
        ("a",),
        "ambiguous text",
        "The words can be read in two ways.",
        Mode.REASON,
    ),
    Key("reason.guideline_gap", ("g",), "guideline gap", "No rule tells.", Mode.REASON),
    Key("reason.annotator_error", ("r",), "reviewer's error", "A slip.", Mode.REASON),
    Key("reason.edge_case", ("e",), "edge case", "The rule did not see it coming.", Mode.REASON),
    Key(
        "reason.subjective_disagreement",
        ("s",),
        "subjective",
        "Both can be held in good faith.",
        Mode.REASON,
    ),
    Key("reason.other", ("o",), "other", "Something else; a note can say.", Mode.REASON),
    Key("session.open", ("enter", "o"), "open", "Settle this claim, or go to it.", Mode.SESSION),
    Key("session.down", ("j", "down"), "down", "Go to the next claim.", Mode.SESSION),
    Key("session.up", ("k", "up"), "up", "Go to the claim before.", Mode.SESSION),
    Key("session.join", ("J",), "join", "Take part in the session.", Mode.SESSION),
    Key("session.reveal", ("R",), "reveal", "End the blind phase; asks once.", Mode.SESSION),
    Key("session.vote", ("v",), "open vote", "End the discussion; asks once.", Mode.SESSION),
    Key("session.close", ("X",), "close", "End the session; asks once.", Mode.SESSION),
    Key("session.minutes", ("m",), "minutes", "Write the minutes to a file.", Mode.SESSION),
    Key("session.new", ("n",), "new", "Begin a session: type who reviews.", Mode.SESSION),
    Key("session.page_down", ("pagedown", "space"), "page", "Read a page on.", Mode.SESSION),
    Key("session.page_up", ("pageup",), "page up", "Read a page back.", Mode.SESSION),
    Key("session.help", ("?", "f1"), "help", "Show every key.", Mode.SESSION),
    Key("session.back", ("q", "escape"), "back", "Go back.", Mode.SESSION),
    Key("session.suspend", ("ctrl+z",), "suspend", "Put twosource to sleep.", Mode.SESSION),
)

# `s` and a letter: the sources that an editor of foreign news names most, and how a column of
# ten cells calls them
AT_HAND: dict[str, tuple[str, str]] = {
    "c": ("cctv", "CCTV"),
    "k": ("kremlin", "Kremlin"),
    "d": ("gacc", "customs data"),
    "x": ("xinhua", "Xinhua"),
    "t": ("tass", "TASS"),
    "r": ("reuters", "Reuters"),
    "a": ("afp", "AFP"),
    "p": ("ap", "AP"),
    "b": ("bbc", "BBC"),
    "w": ("white-house", "White House"),
    "u": ("un", "UN"),
    "m": ("chinese-foreign-ministry", "China MFA"),
}

CANCEL = ("escape", "ctrl+g", "q")

# What the same key types under a Russian layout
_RUSSIAN = str.maketrans(
    "йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬЖ",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOPASDFGHJKLZXCVBNM:",
)


def typed(key: str, character: str | None) -> str:
    """How this registry calls a key press: by its character, as a Latin layout would have it."""
    if character is None or not character.isprintable() or character == " " or "+" in key:
        return key
    return character.translate(_RUSSIAN)


def lookup(mode: Mode, keys: tuple[Key, ...] = KEYS) -> dict[str, str]:
    """Key press to action id, in one mode."""
    return {name: key.id for key in keys if key.mode is mode for name in key.keys}


def label_of(action: str, keys: tuple[Key, ...] = KEYS) -> Key:
    return next(key for key in keys if key.id == action)


def overridden(path: Path) -> tuple[Key, ...]:
    """The registry with the user's own keys: lines like `undo = ["u", "z"]` in a TOML file.

    Raises: ValueError with a sentence when the file cannot be used.
    """
    if not path.exists():
        return KEYS
    import tomllib

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} cannot be used: {error}") from None
    return with_overrides(raw, str(path))


def with_overrides(raw: Mapping[str, object], place: str) -> tuple[Key, ...]:
    known = {key.id for key in KEYS}
    for action, wanted in raw.items():
        if action not in known:
            raise ValueError(f"{place}: there is no action {action!r}; `?` in twosource lists them")
        if not (isinstance(wanted, list) and wanted and all(isinstance(k, str) for k in wanted)):
            raise ValueError(f'{place}: {action} wants a list of keys, like ["u"]')
    changed = tuple(
        key._replace(keys=tuple(raw[key.id])) if key.id in raw else key  # type: ignore[arg-type]
        for key in KEYS
    )
    _unambiguous(changed, place)
    return changed


def _unambiguous(keys: tuple[Key, ...], place: str) -> None:
    seen: dict[tuple[Mode, str], str] = {}
    for key in keys:
        for name in key.keys:
            other = seen.setdefault((key.mode, name), key.id)
            if other != key.id:
                raise ValueError(f"{place}: {name!r} is the key of both {other} and {key.id}")
