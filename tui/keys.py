"""The keys: what each is called, what it does, and in which mode.

The screens look keys up here, the bottom lines take their keys from it, and the help page, the
command palette and the README's table are made from it, so they cannot disagree. A user's
`keys.toml` gives an action other keys by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
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
    Key(f"status.{n}", (str(n),), f"status {n}", f"Give verdict {n} of the scale, and go on.")
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
        f"Take the judgement marked {letter}.",
        Mode.ADJUDICATION,
    )
    for n, letter in enumerate("abcdefgh", 1)
)

_RULE = tuple(
    Key(
        f"ruling.status.{n}",
        (str(n),),
        f"status {n}",
        f"Give your own verdict: number {n} on the scale.",
        Mode.ADJUDICATION,
    )
    for n in range(1, 10)
)

KEYS: tuple[Key, ...] = (
    *_VERDICTS,
    Key("status.clear", ("0",), "clear", "Clear your verdict; the claim is undecided again."),
    Key("accept", ("space",), "accept", "Accept the suggested source."),
    Key("source", ("s",), "source", "Name the source: then a digit for a voice of this article."),
    Key("source.second", ("S",), "second source", "Add another source (joint speakers)."),
    Key("attribution", ("t",), "attribution", "Does it match what the source published?"),
    Key("confidence", ("c",), "confidence", "How sure you are: low, medium, high."),
    Key("repeat", (".",), "repeat", "Reuse your judgement from before a split, or your last one."),
    Key("note", ("m",), "note", "Write a note; Tab makes it a query or a correction."),
    Key("note.editor", ("E",), "editor", "Write the note in your $EDITOR."),
    Key("query.answered", ("A",), "answered", "Mark your query answered, or open it again."),
    Key("restate", ("r",), "restate", "Put the claim in your own words (claimReviewed)."),
    Key("undo", ("u",), "undo", "Undo your last change to this article."),
    Key("redo", ("U",), "redo", "Redo what you undid."),
    Key("next", ("n",), "next", "Go to the next undecided claim."),
    Key("previous", ("N",), "previous", "Go to the previous undecided claim."),
    Key("down", ("j", "down"), "down", "Go to the next claim."),
    Key("up", ("k", "up"), "up", "Go to the previous claim."),
    Key("page.down", ("pagedown",), "page down", "Go down a page of claims."),
    Key("page.up", ("pageup",), "page up", "Go up a page of claims."),
    Key("first", ("g", "home"), "first", "Go to the first claim."),
    Key("last", ("G", "end"), "last", "Go to the last claim."),
    Key("paragraph.back", ("[",), "paragraph up", "Go to the previous paragraph's first claim."),
    Key("paragraph.on", ("]",), "paragraph down", "Go to the next paragraph's first claim."),
    Key("goto", (":",), "go to", "Go to a claim by its number."),
    Key("split.next", ("!",), "next split", "Go to the next claim where verdicts differ."),
    Key("search", ("/",), "search", "Show only claims with these words."),
    Key("filter", ("f",), "filter", "Show only some claims: then press a letter."),
    Key("lead", ("l",), "lead", "Answer a lead on this claim: then press a letter."),
    Key("twin", ("T",), "twin", "Copy your judgement of the claim that says the same."),
    Key("timeline", ("d",), "date", "Keep its event in the desk's timeline; again takes it out."),
    Key("past", ("p",), "past", "Show past verdicts on similar claims, or hide them."),
    Key("evidence", ("e",), "evidence", "Show this claim's evidence beside its documents."),
    Key("attach", ("a",), "attach", "Attach a file, a page, a conversation or the author's word."),
    Key("weigh.supports", ("+",), "supports", "The evidence supports this claim; again clears it."),
    Key("weigh.refutes", ("-",), "refutes", "The evidence refutes this claim; again clears it."),
    Key("weigh.context", ("=",), "context", "The evidence gives context; again clears it."),
    Key("comment", ("C",), "comment", "Comment on this claim; @name mentions a colleague."),
    Key("mention", ("@",), "mentions", "Go to the next comment that mentions you."),
    Key("session", ("V",), "session", "Open the team's session on this article."),
    Key("adjudicate", ("D",), "adjudicate", "Compare all judgements and have the last word."),
    Key("history", ("h",), "history", "Show this claim's whole history, or hide it."),
    Key("mark", ("i",), "new claim", "Mark a new claim in the article."),
    Key("split", ("x",), "split", "Split this claim in two."),
    Key("merge", ("X",), "merge", "Merge this claim with the next one."),
    Key("respan", ("w",), "re-span", "Change where this claim begins and ends."),
    Key("copy", ("y",), "copy", "Copy the claim to the clipboard."),
    Key("cite", ("Y",), "cite", "Copy the claim with its article and position."),
    Key("export", ("o",), "export", "Export the review log to a file, in a format you choose."),
    Key("maximise", ("O",), "maximise", "Show the article alone, or everything again."),
    Key("help", ("?", "f1"), "help", "Show every key."),
    Key("back", ("q",), "back", "Go back to the library."),
    Key("quit", ("Q",), "quit", "Quit twosource. Everything is already saved."),
    Key("suspend", ("ctrl+z",), "suspend", "Suspend twosource; `fg` brings it back."),
    Key(
        "source.pick",
        ("s",),
        "more…",
        "Pick from all sources, type a chain (CCTV > Xi), or add one.",
        Mode.SOURCE,
    ),
    Key("source.refuse", ("n",), "not they", "The suggestion is wrong; it goes.", Mode.SOURCE),
    Key("source.own", ("v",), "own voice", "Nobody says it: the article does.", Mode.SOURCE),
    Key(
        "source.same",
        ("=",),
        "same as",
        "The source is another one in the registry: make the two one.",
        Mode.SOURCE,
    ),
    Key("source.describe", ("e",), "edit", "Edit its name, role and body.", Mode.SOURCE),
    Key("source.clear", ("0",), "none", "Remove the source.", Mode.SOURCE),
    Key("attribution.faithful", ("f",), "faithful", "It matches the source.", Mode.ATTRIBUTION),
    Key("attribution.altered", ("a",), "altered", "It differs from the source.", Mode.ATTRIBUTION),
    Key(
        "attribution.not_found",
        ("n",),
        "not found",
        "It is not in what the source published.",
        Mode.ATTRIBUTION,
    ),
    Key("attribution.unchecked", ("u",), "unchecked", "Not checked yet.", Mode.ATTRIBUTION),
    Key("confidence.low", ("l",), "low", "Not sure.", Mode.CONFIDENCE),
    Key("confidence.medium", ("m",), "medium", "Fairly sure.", Mode.CONFIDENCE),
    Key("confidence.high", ("h",), "high", "Sure.", Mode.CONFIDENCE),
    Key("filter.undecided", ("u",), "undecided", "Claims without your verdict.", Mode.FILTER),
    Key("filter.mine", ("m",), "mine", "Claims with your verdict.", Mode.FILTER),
    Key("filter.teammate", ("t",), "teammate", "Claims with a colleague's verdict.", Mode.FILTER),
    Key("filter.split", ("x",), "split", "Claims where verdicts differ.", Mode.FILTER),
    Key("filter.source", ("s",), "this source", "Claims with the same source.", Mode.FILTER),
    Key(
        "filter.leads",
        ("l",),
        "leads",
        "Claims with an open lead or a suggestion you have not accepted.",
        Mode.FILTER,
    ),
    Key("filter.queries", ("q",), "queries", "Claims with an open query.", Mode.FILTER),
    Key("filter.second", ("2",), "second", "Claims that need a second pair of eyes.", Mode.FILTER),
    Key("filter.assigned", ("a",), "assigned", "Claims assigned to you.", Mode.FILTER),
    Key(
        "filter.overruled",
        ("o",),
        "overruled",
        "Claims where your verdict was overruled.",
        Mode.FILTER,
    ),
    Key("filter.clear", ("c",), "clear", "Show all claims again.", Mode.FILTER),
    Key(
        "lead.accept",
        ("a",),
        "accept",
        "It is right; also sets the attribution it suggests.",
        Mode.LEAD,
    ),
    Key("lead.dismiss", ("d",), "dismiss", "It is wrong or irrelevant; you say why.", Mode.LEAD),
    Key("lead.next", ("n",), "next", "Go to the next lead, here or in a later claim.", Mode.LEAD),
    Key("lead.show", ("o",), "open", "Show the passage in the evidence.", Mode.LEAD),
    Key("lead.reopen", ("0",), "open again", "Withdraw your answer.", Mode.LEAD),
    Key("span.shrink", ("left", "h"), "shorter", "One word less.", Mode.MARK),
    Key("span.grow", ("right", "l"), "longer", "One word more.", Mode.MARK),
    Key("span.end", ("tab",), "other end", "Move the other end.", Mode.MARK),
    Key("span.before", ("up", "k"), "sentence up", "Take the previous sentence.", Mode.MARK),
    Key("span.after", ("down", "j"), "sentence down", "Take the next sentence.", Mode.MARK),
    Key("span.done", ("enter", "i", "w"), "mark", "Make it a claim.", Mode.MARK),
    Key("cut.left", ("left", "h"), "left", "Cut a word earlier.", Mode.SPLIT),
    Key("cut.right", ("right", "l"), "right", "Cut a word later.", Mode.SPLIT),
    Key("cut.done", ("enter", "x"), "split", "Split here.", Mode.SPLIT),
    Key("library.down", ("j", "down"), "down", "Go to the next article.", Mode.LIBRARY),
    Key("library.up", ("k", "up"), "up", "Go to the previous article.", Mode.LIBRARY),
    Key("library.first", ("g", "home"), "first", "Go to the first article.", Mode.LIBRARY),
    Key("library.last", ("G", "end"), "last", "Go to the last article.", Mode.LIBRARY),
    Key("library.open", ("enter", "o"), "open", "Review this article.", Mode.LIBRARY),
    Key("library.add", ("a",), "add", "Add an article: type its path.", Mode.LIBRARY),
    Key("library.session", ("s",), "session", "Open the team's session on it.", Mode.LIBRARY),
    Key("library.export", ("x",), "export", "Export the review log.", Mode.LIBRARY),
    Key("library.help", ("?", "f1"), "help", "Show every key.", Mode.LIBRARY),
    Key("library.quit", ("q", "Q"), "quit", "Quit twosource.", Mode.LIBRARY),
    Key("library.suspend", ("ctrl+z",), "suspend", "Suspend twosource.", Mode.LIBRARY),
    Key(
        "piece.supports", ("+",), "supports", "Supports the claim; again clears it.", Mode.EVIDENCE
    ),
    Key("piece.refutes", ("-",), "refutes", "Refutes the claim; again clears it.", Mode.EVIDENCE),
    Key("piece.context", ("=",), "context", "Gives context; again clears it.", Mode.EVIDENCE),
    *_CREDIBILITY,
    Key("piece.attach", ("a",), "attach", "Attach another piece of evidence.", Mode.EVIDENCE),
    Key("piece.detach", ("d",), "remove", "Remove the piece; u brings it back.", Mode.EVIDENCE),
    Key("piece.passage", ("v",), "passage", "Mark the words that matter.", Mode.EVIDENCE),
    Key("piece.source", ("s",), "source", "Name who published or said it.", Mode.EVIDENCE),
    Key("piece.provenance", ("p",), "primary", "Switch primary and secondary.", Mode.EVIDENCE),
    Key("piece.group", ("g",), "group", "Pieces in one group count once.", Mode.EVIDENCE),
    Key("piece.title", ("t",), "title", "Rename the piece.", Mode.EVIDENCE),
    Key("piece.down", ("j", "down"), "down", "Go to the next piece.", Mode.EVIDENCE),
    Key("piece.up", ("k", "up"), "up", "Go to the previous piece.", Mode.EVIDENCE),
    Key("piece.page_down", ("pagedown", "space"), "page", "Page down.", Mode.EVIDENCE),
    Key("piece.page_up", ("pageup",), "page up", "Page up.", Mode.EVIDENCE),
    Key("piece.paragraph_back", ("[",), "paragraph up", "Go up a paragraph.", Mode.EVIDENCE),
    Key("piece.paragraph_on", ("]",), "paragraph", "Go down a paragraph.", Mode.EVIDENCE),
    Key("piece.find", ("/",), "find", "Find words in the document.", Mode.EVIDENCE),
    Key("piece.next", ("n",), "next", "Go to the next match.", Mode.EVIDENCE),
    Key("piece.undo", ("u",), "undo", "Undo your last change.", Mode.EVIDENCE),
    Key("piece.redo", ("U",), "redo", "Redo what you undid.", Mode.EVIDENCE),
    Key("piece.help", ("?", "f1"), "help", "Show every key.", Mode.EVIDENCE),
    Key("piece.back", ("q", "escape"), "back", "Go back to the claims.", Mode.EVIDENCE),
    Key("piece.suspend", ("ctrl+z",), "suspend", "Suspend twosource.", Mode.EVIDENCE),
    Key("passage.shrink", ("left", "h"), "shorter", "One word less.", Mode.PASSAGE),
    Key("passage.grow", ("right", "l"), "longer", "One word more.", Mode.PASSAGE),
    Key("passage.end", ("tab",), "other end", "Move the other end.", Mode.PASSAGE),
    Key("passage.before", ("up", "k"), "sentence up", "The previous sentence.", Mode.PASSAGE),
    Key("passage.after", ("down", "j"), "sentence down", "The next sentence.", Mode.PASSAGE),
    Key("passage.keep", ("enter", "v"), "keep", "Save these words as the passage.", Mode.PASSAGE),
    Key("export.send", ("enter",), "export", "Write the file or folder.", Mode.EXPORT),
    Key("export.down", ("j", "down"), "down", "Go to the next format.", Mode.EXPORT),
    Key("export.up", ("k", "up"), "up", "Go to the previous format.", Mode.EXPORT),
    Key("export.to", ("t",), "where to", "Choose another file or folder.", Mode.EXPORT),
    Key("export.article", ("a",), "all articles", "This article or the whole desk.", Mode.EXPORT),
    Key("export.mine", ("m",), "mine", "Everyone's judgements or only yours.", Mode.EXPORT),
    Key("export.status", ("s",), "status", "One status only; again for the next.", Mode.EXPORT),
    Key("export.since", ("d",), "since sign-off", "Only what came after sign-off.", Mode.EXPORT),
    Key("export.final", ("f",), "final", "One verdict per claim.", Mode.EXPORT),
    Key("export.redact", ("r",), "redact", "Protected sources by code name only.", Mode.EXPORT),
    Key("export.history", ("h",), "history", "Include the history (md, html).", Mode.EXPORT),
    Key("export.replace", ("o",), "replace", "Replace the existing file.", Mode.EXPORT),
    Key("export.copy", ("y",), "copy path", "Copy the path of the export.", Mode.EXPORT),
    Key("export.page_down", ("pagedown", "space"), "page", "Page down.", Mode.EXPORT),
    Key("export.page_up", ("pageup",), "page up", "Page up.", Mode.EXPORT),
    Key("export.help", ("?", "f1"), "help", "Show every key.", Mode.EXPORT),
    Key("export.back", ("q", "escape"), "back", "Stop the export, or go back.", Mode.EXPORT),
    Key("export.suspend", ("ctrl+z",), "suspend", "Suspend twosource.", Mode.EXPORT),
    *_TAKE,
    *_RULE,
    Key("ruling.next", ("n",), "next", "Go to the next claim to settle.", Mode.ADJUDICATION),
    Key("ruling.previous", ("N",), "previous", "Go to the previous one.", Mode.ADJUDICATION),
    Key("ruling.note", ("m",), "note", "Explain your last word.", Mode.ADJUDICATION),
    Key("ruling.undo", ("u",), "undo", "Undo your last change here.", Mode.ADJUDICATION),
    Key("ruling.redo", ("U",), "redo", "Redo what you undid.", Mode.ADJUDICATION),
    Key("ruling.comment", ("C",), "comment", "Comment; @name mentions someone.", Mode.ADJUDICATION),
    Key("ruling.evidence", ("enter",), "evidence", "Read the evidence.", Mode.ADJUDICATION),
    Key("ruling.down", ("j", "down"), "down", "Scroll down a line.", Mode.ADJUDICATION),
    Key("ruling.up", ("k", "up"), "up", "Scroll up a line.", Mode.ADJUDICATION),
    Key("ruling.page_down", ("pagedown", "space"), "page", "Page down.", Mode.ADJUDICATION),
    Key("ruling.page_up", ("pageup",), "page up", "Page up.", Mode.ADJUDICATION),
    Key("ruling.help", ("?", "f1"), "help", "Show every key.", Mode.ADJUDICATION),
    Key("ruling.back", ("q", "escape"), "back", "Go back.", Mode.ADJUDICATION),
    Key("ruling.suspend", ("ctrl+z",), "suspend", "Suspend twosource.", Mode.ADJUDICATION),
    Key(
        "reason.ambiguous_text",
        ("a",),
        "ambiguous text",
        "The words can be read in two ways.",
        Mode.REASON,
    ),
    Key("reason.guideline_gap", ("g",), "guideline gap", "Our guidelines do not say.", Mode.REASON),
    Key("reason.annotator_error", ("r",), "reviewer's error", "A reviewer's mistake.", Mode.REASON),
    Key("reason.edge_case", ("e",), "edge case", "The guidelines did not foresee it.", Mode.REASON),
    Key(
        "reason.subjective_disagreement",
        ("s",),
        "subjective",
        "Both views are reasonable.",
        Mode.REASON,
    ),
    Key("reason.other", ("o",), "other", "Another reason; say which in a note.", Mode.REASON),
    Key("session.open", ("enter", "o"), "open", "Settle this claim, or go to it.", Mode.SESSION),
    Key("session.down", ("j", "down"), "down", "Go to the next claim.", Mode.SESSION),
    Key("session.up", ("k", "up"), "up", "Go to the previous claim.", Mode.SESSION),
    Key("session.join", ("J",), "join", "Join the session.", Mode.SESSION),
    Key("session.reveal", ("R",), "reveal", "End the blind phase; asks first.", Mode.SESSION),
    Key("session.vote", ("v",), "open vote", "End the discussion; asks first.", Mode.SESSION),
    Key("session.close", ("X",), "close", "End the session; asks first.", Mode.SESSION),
    Key("session.minutes", ("m",), "minutes", "Write the minutes to a file.", Mode.SESSION),
    Key("session.new", ("n",), "new", "Start a session: name its reviewers.", Mode.SESSION),
    Key("session.page_down", ("pagedown", "space"), "page", "Page down.", Mode.SESSION),
    Key("session.page_up", ("pageup",), "page up", "Page up.", Mode.SESSION),
    Key("session.help", ("?", "f1"), "help", "Show every key.", Mode.SESSION),
    Key("session.back", ("q", "escape"), "back", "Go back.", Mode.SESSION),
    Key("session.suspend", ("ctrl+z",), "suspend", "Suspend twosource.", Mode.SESSION),
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
            raise ValueError(f"{place}: there is no action {action!r}{_near(action, known)}")
        if not (isinstance(wanted, list) and wanted and all(isinstance(k, str) for k in wanted)):
            raise ValueError(f'{place}: {action} needs a list of keys, like ["u"]')
    changed = tuple(
        key._replace(keys=tuple(raw[key.id])) if key.id in raw else key  # type: ignore[arg-type]
        for key in KEYS
    )
    _unambiguous(changed, place)
    return changed


def _near(action: str, known: Iterable[str]) -> str:
    near = get_close_matches(action, known, n=2)
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _unambiguous(keys: tuple[Key, ...], place: str) -> None:
    seen: dict[tuple[Mode, str], str] = {}
    for key in keys:
        for name in key.keys:
            other = seen.setdefault((key.mode, name), key.id)
            if other != key.id:
                raise ValueError(f"{place}: {name!r} is set for both {other} and {key.id}")
