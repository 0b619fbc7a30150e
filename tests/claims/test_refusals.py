"""Refused suggestions: what goes, and what later claims learn from it."""

from __future__ import annotations

from claims.model import AttributionType, Mention, QuotationType, Span, Suggestion
from claims.voices.refusals import Refusal, Suggested, taught

NOBODY: list[str] = []


def lead(voice: str, *, inferred: bool) -> Suggestion:
    mention = Mention(voice, inferred=inferred)
    return Suggestion(
        (mention,), None, None, None, QuotationType.INDIRECT, AttributionType.STATEMENT, "said", 0.9
    )


def left(*voices: str, refused: tuple[int, str], instead: str = "") -> list[list[str]]:
    """The speakers left for claims of ten characters each; "~Hale" is reached by inference."""
    suggested = [
        Suggested(
            Span(10 * n, 10 * n + 9), (lead(voice.strip("~"), inferred=voice.startswith("~")),)
        )
        for n, voice in enumerate(voices)
    ]
    claim, voice = refused
    named = Mention(instead) if instead else None
    refusal = Refusal(Span(10 * claim, 10 * claim + 9), voice, named)
    return [[one.chain[-1].text for one in leads] for leads in taught(suggested, [refusal])]


def test_a_refused_voice_goes_from_its_claim() -> None:
    assert left("Hale", refused=(0, "Hale")) == [NOBODY]


def test_another_voice_of_the_claim_stays() -> None:
    assert left("Weiss", refused=(0, "Hale")) == [["Weiss"]]


def test_later_claims_do_not_infer_a_refused_voice() -> None:
    assert left("~Hale", "~Hale", refused=(0, "Hale")) == [NOBODY, NOBODY]


def test_earlier_claims_keep_it() -> None:
    assert left("~Hale", "~Hale", refused=(1, "Hale")) == [["Hale"], NOBODY]


def test_later_claims_infer_whoever_was_named_instead() -> None:
    assert left("~Hale", "~Hale", refused=(0, "Hale"), instead="Weiss") == [NOBODY, ["Weiss"]]


def test_a_voice_that_is_named_again_may_be_inferred_again() -> None:
    found = left("~Hale", "Hale", "~Hale", refused=(0, "Hale"))
    assert found == [NOBODY, ["Hale"], ["Hale"]]
