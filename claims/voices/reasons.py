"""The reasons for suggestions, in sentences.

Apart from `claims.voices.suggest`, because a screen shows reasons without reading anything, and
reading takes longer to import than to do.
"""

from __future__ import annotations

from claims.model import Span, Suggestion


def reason(suggestion: Suggestion, text: str = "") -> str:
    """Why this was suggested, in one sentence; it quotes the document where `text` is given."""
    times = f"this pattern is right {round(suggestion.confidence * 100)} times in 100"
    voice = suggestion.chain[-1].text
    if suggestion.chain[-1].inferred:
        return f"“{voice}” is the nearest earlier name that fits; {times}."
    cue = suggestion.cue_span
    if not text or cue is None:
        return f"“{voice}” is named as the source; {times}."
    words = _shown(text, suggestion.source_span, cue)
    return f"the words “{words}” stand {_place(suggestion)} it; {times}."


def _shown(text: str, source: Span | None, cue: Span) -> str:
    if source is None:
        return cue.of(text)
    hull = Span(min(source.start, cue.start), max(source.end, cue.end))
    whole = hull.of(text)
    return (
        " ".join(whole.split()) if len(whole) <= 80 else f"{source.of(text)[:60]} … {cue.of(text)}"
    )


def _place(suggestion: Suggestion) -> str:
    cue, content = suggestion.cue_span, suggestion.content_span
    if cue is None or content is None:
        return "with"
    return "before" if cue.start <= content.start else "behind"
