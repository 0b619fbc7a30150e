"""All events that something dates: first those of the timelines, then those of texts.

Where a timeline knows the event it is believed, then an attached text, then what another sentence
of the article says; a sentence is never held against itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.checks.content_words import Term
from claims.checks.dates.event_telling import Telling
from claims.checks.dates.timeline_events import LastingEvent, Matched, Matcher
from claims.model import Span
from claims.tables.timeline import Timeline


class DatedEvents:
    """Looks for an event where it is dated best; `article` are the events of the article."""

    def __init__(
        self, timelines: Sequence[Timeline], texts: Sequence[Timeline], article: Timeline
    ) -> None:
        self._kept = Matcher(timelines)
        self._all = [m for m in (self._kept, Matcher(texts), Matcher([article])) if m]

    def __bool__(self) -> bool:
        return bool(self._all)

    def find(self, text: str, span: Span, names: Sequence[Term] = ()) -> Matched | None:
        """The one event that the words of `span` tell as it was; None when none does, or two do.

        `names` are whom a pronoun in `span` may mean.
        """
        found = self.told(text, span, names)
        return found[0] if len(found) == 1 and found[0].telling is Telling.AS_IT_WAS else None

    def told(self, text: str, span: Span, names: Sequence[Term] = ()) -> list[Matched]:
        """The events that the words of `span` name, each once; none where two may be meant."""
        for matcher in self._all:
            found = [m for m in matcher.told(text, span, names) if not _is_here(m, span)]
            if found:
                return found
        return []

    def lasting(self, text: str, span: Span) -> list[LastingEvent]:
        """The events of timelines whose words but for what happens all stand in `span`."""
        return self._kept.lasting(text, span)


def _is_here(found: Matched, span: Span) -> bool:
    """Whether the sentence that dates the event is the one that is asked about."""
    row = found.event.row
    return not row.document and row.span is not None and row.span.overlap(span) > 0
