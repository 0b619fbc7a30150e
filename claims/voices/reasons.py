"""The reasons for suggestions, in sentences.

Apart from `claims.voices.suggest`, because a screen shows reasons without reading anything, and
reading takes longer to import than to do.
"""

from __future__ import annotations

from claims.model import Mention, Span, Suggestion
from claims.voices.certainty import VoiceEvidence, of_suggestion

_LONGEST = 60  # code points of the words that are quoted


def reason(suggestion: Suggestion, text: str = "") -> str:
    """Why this was suggested, in one sentence; it quotes the document where `text` is given."""
    through = "".join(_link(one) for one in suggestion.chain[-2::-1])
    share = round(suggestion.confidence * 100)
    return f"{_voice(suggestion, text)}{through}; such suggestions are right {share} times in 100."


def _voice(suggestion: Suggestion, text: str) -> str:
    """What makes the last voice known."""
    voice = suggestion.chain[-1].text
    source = _shown(text, suggestion.source_span)
    match of_suggestion(suggestion, text):
        case VoiceEvidence.STANDING:
            return f"nobody stands beside this quotation, and {voice} spoke last"
        case VoiceEvidence.PRONOUN:
            return f"“{source}” is {voice}, whom the text before it is about"
        case VoiceEvidence.DESCRIBED:
            called = f"“{source}”" if source else "the description"
            return f"{called} is {voice}, as the text calls it elsewhere"
        case VoiceEvidence.NAMELESS:
            return f"{_words(suggestion, text)} speaks of “{voice}” and gives no name"
        case VoiceEvidence.NAMED:
            return f"{_words(suggestion, text)} names {voice}"


def _link(voice: Mention) -> str:
    """How a voice is known through which the last one speaks."""
    how = "known by what stands before" if voice.inferred else "named"
    return f", through {voice.text}, {how}"


def _words(suggestion: Suggestion, text: str) -> str:
    """The words that report, quoted."""
    source, cue = suggestion.source_span, suggestion.cue_span
    spans = [span for span in (source, cue) if span is not None]
    if not text or not spans:
        return "the text"
    hull = Span(min(span.start for span in spans), max(span.end for span in spans))
    whole = _shown(text, hull)
    if len(whole) <= _LONGEST or source is None or cue is None:
        return f"“{whole[:_LONGEST]}”"
    return f"“{_shown(text, source)[:_LONGEST]} … {_shown(text, cue)}”"


def _shown(text: str, span: Span | None) -> str:
    return " ".join(span.of(text).split()) if span is not None and text else ""
