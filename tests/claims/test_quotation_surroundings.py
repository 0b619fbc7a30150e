"""Quotations in their surroundings: whose words they are, what stands beside them, on what page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.evidence import Attached, CheckedArticle, prepare
from claims.checks.quotation import passages
from claims.checks.quotation.page_marks import without_page_marks
from claims.checks.quotation.quotation import check
from claims.checks.quotation.quotation_finding import Caution, QuotationOutcome
from claims.checks.quotation_leads import ArticleQuotations
from claims.model import AttributionStatus, Lead
from claims.reading import read

HEARING = """Hearing on the dam, 3 March 2024

Question: Is it true that the valve had been stuck for a year?

Mara Quill, engineer: Nobody told us so. The valve was tested in spring. If the rain returns, we
shall open the lower gate. Some people say that the wall is cracked.

Oto Brand, mayor: The wall has become a danger. The council says that the pumps are sound.
"""


def leads(article: str, *documents: str, own: tuple[int, ...] = ()) -> list[Lead]:
    reading = read(article)
    attached = [Attached(f"sha{n}", f"paper {n}", text) for n, text in enumerate(documents)]
    subject = CheckedArticle(article, "", "", reading, tuple(reading.claims))
    found = ArticleQuotations(subject, prepare(attached))
    return [lead for one in found.sought if (lead := found.lead(one, own)) is not None]


def only(article: str, *documents: str, own: tuple[int, ...] = ()) -> Lead:
    (lead,) = leads(article, *documents, own=own)
    return lead


# --- whose words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "voice"),
    [
        ("“The wall has become a danger,” Mara Quill said.", "Oto Brand"),
        ("Mara Quill said the valve “had been stuck for a year”.", "Question"),
        ("“The wall is cracked,” Mara Quill said.", "Some people"),
        ("“The pumps are sound,” Oto Brand said.", "The council"),
    ],
)
def test_words_that_the_document_gives_to_another_voice_are_told(article, voice):
    lead = only(article, HEARING)
    assert not lead.passed
    assert lead.reason == f"paper 0 gives these words to {voice}"
    assert lead.suggests is None


@pytest.mark.parametrize(
    "article",
    [
        "“The valve was tested in spring,” Mara Quill said.",
        "“The valve was tested in spring,” the engineer said.",
        "“The valve was tested in spring,” Quill said.",
        "Oto Brand is the mayor. “The wall has become a danger,” he said.",
        "Oto Brand said the council claims that “the pumps are sound”.",
    ],
)
def test_words_of_the_voice_that_is_quoted_pass(article):
    assert [lead.passed for lead in leads(article, HEARING)] == [True]


def test_of_a_voice_that_the_document_does_not_hear_it_tells_nothing():
    assert only("“The wall has become a danger,” Lena Voss said.", HEARING).passed


def test_words_that_only_another_s_document_has_are_told():
    article = "“The wall has become a danger,” the company said."
    lead = only(article, "The valve was tested in spring.", HEARING, own=(0,))
    assert (lead.kind, lead.suggests) == ("elsewhere", AttributionStatus.NOT_FOUND)
    assert lead.reason == "only paper 1 has these words, and none of the voice's own documents"


def test_words_are_sought_first_in_the_documents_of_their_voice():
    article = "“The valve was tested in spring,” the company said."
    lead = only(article, HEARING, "We say: the valve was tested in spring.", own=(1,))
    assert lead.passed
    assert [passage.document for passage in lead.passages] == ["sha1"]


def test_words_altered_against_their_voice_s_own_document_are_told_though_another_has_them():
    article = "“The valve was tested in spring,” the company said."
    lead = only(article, HEARING, "We say: the valve was tested in winter.", own=(1,))
    assert lead.kind == "altered"
    assert lead.reason.endswith("paper 0 has them as the article does")


def test_another_s_document_that_gives_the_words_to_the_voice_bears_them_out():
    article = "“The valve was tested in spring,” Mara Quill said."
    assert only(article, "Nothing was said of it in our note.", HEARING, own=(0,)).passed


def test_words_that_no_document_has_are_told_only_where_the_voice_has_a_document():
    article = "“Turnips grow on the moon,” Mara Quill said."
    assert leads(article, HEARING) == []
    assert only(article, HEARING, own=(0,)).kind == "not_found"


def test_words_that_stand_nowhere_are_named():
    lead = only("“The valve tasted of turnips,” Mara Quill said.", HEARING, own=(0,))
    assert lead.reason.endswith("; “tasted”, “turnips” stand nowhere in them")


def test_a_quotation_in_a_heading_is_compared_too():
    text = "# Engineer says valve “was tested in autumn”\n\nIt rained on Monday."
    assert only(text, HEARING).kind == "altered"


# --- what stands beside them ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "quoted", "outside", "caution"),
    [
        ("The storm did not stop the work.", "stop the work", "She said it did ", Caution.DENIED),
        ("We will never sell the line.", "sell the line", "They will ", Caution.DENIED),
        ("He refused to sign the deal.", "sign the deal", "He would ", Caution.DENIED),
        ("We do not believe that it is safe.", "it is safe", "They said ", Caution.DENIED),
        ("We shall leave only if we must.", "We shall leave", "They said ", Caution.CONDITION),
        ("If it rains, we shall open it.", "we shall open it", "She said ", Caution.CONDITION),
        ("Unless paid, we stop work.", "we stop work", "They said ", Caution.CONDITION),
        ("It could cost two lives.", "cost two lives", "It would ", Caution.DOUBT),
        ("Is it true that the gate is shut?", "the gate is shut", "He said ", Caution.QUESTION),
    ],
)
def test_a_word_left_out_that_turns_the_sense_is_told(document, quoted, outside, caution):
    found = check(quoted, f"{outside}“{quoted}”.", [passages.prepare(document)])
    assert found.cautions == (caution,)
    assert found.suggestion is None


@pytest.mark.parametrize(
    ("document", "claim", "quoted"),
    [
        ("It did not stop the work.", "It did not “stop the work”.", "stop the work"),
        ("It did not stop the work.", "It failed to “stop the work”.", "stop the work"),
        ("Not only stop the work, end it.", "They may “stop the work”.", "stop the work"),
        ("We shall leave if we must.", "If so, “we shall leave”, he said.", "we shall leave"),
        ("It could cost lives.", "It may “cost lives”, she said.", "cost lives"),
        ("Is the gate shut?", "He asked “is the gate shut”.", "is the gate shut"),
        ("It was not dear. It is safe.", "She said “it is safe”.", "it is safe"),
        ("No. It is safe, if dear.", "She said “It is safe, if dear.”", "It is safe, if dear."),
    ],
)
def test_what_the_article_says_itself_or_stands_apart_is_no_caution(document, claim, quoted):
    assert check(quoted, claim, [passages.prepare(document)]).cautions == ()


def test_of_several_places_one_without_a_caution_wins():
    document = "Is the gate shut? I cannot say that the gate is shut. The gate is shut."
    found = check("the gate is shut", "He said “the gate is shut”.", [passages.prepare(document)])
    assert (found.cautions, found.outcome) == ((), QuotationOutcome.PUNCTUATION_ONLY)


def test_each_stretch_that_differs_is_told():
    document = "It was the largest cut in the deficit in a year of the whole of our long history."
    quoted = "the largest cut in a year of the whole of our short history"
    found = check(quoted, quoted, [passages.prepare(document, name="the note")])
    assert "our short history" in found.reason
    assert "the deficit" in found.reason


# --- on what page --------------------------------------------------------------------------------

QUOTED = "the gate will stay shut until the wall has been mended"


@pytest.mark.parametrize(
    "page",
    [
        "Quill: the gate will[1] stay shut until the wall[a] has been mended.\n\n[1] Of oak.",
        "Quill: the gate will¹ stay shut until the wall² has been mended.",
        "Quill: the [gate](https://example.org/gate) will stay shut until the wall has been mended",
        "> Quill: the gate will stay\n> shut until the wall\n> has been mended.",
        ">> the gate will stay shut until\n>> the wall has been mended",
        "1 Quill: the gate will stay\n2 shut until the wall has\n3 been mended, she said.\n4 Oh.",
        "We say it: the gate will stay shut until\n\n17\n\nthe wall has been mended soon.",
        "Page 1\n\nA dam.\n\nNews 2\n\nIn short, the gate will stay\n\nNews 3\n\nshut until the "
        "wall has been mended.\n\nNews 4\n\nThe end.",
        "We know that the gate will stay shut un-\u200btil the wall has been mended.",
    ],
)
def test_the_marks_of_a_page_do_no_harm_to_a_quotation(page):
    found = check(QUOTED, f"She said “{QUOTED}”.", [passages.prepare(page)])
    assert found.outcome is QuotationOutcome.EXACT
    assert found.cautions == ()


@pytest.mark.parametrize(
    "text",
    [
        "1 apple\n2 pears\n3 plums\n4 figs",
        "[T]he gate is [now] shut [sic].",
        "In 2023\n2024 was colder.\nIt rained.",
        "Costs\n\nCosts\n\nCosts\n\nWe pay.",
        "x > y and y < z",
    ],
)
def test_lists_brackets_and_labels_are_no_marks_of_a_page(text):
    assert without_page_marks(text) == text


@given(st.text("ab1 .\n>[]()²:", max_size=80))
def test_blanking_marks_keeps_every_offset(text):
    blanked = without_page_marks(text)
    assert len(blanked) == len(text)
    pairs = zip(text, blanked, strict=True)
    assert all(old == new or new in " \ufeff" for old, new in pairs)


# --- in what language ----------------------------------------------------------------------------


def test_a_document_that_is_clearly_in_another_language_is_told_as_such():
    german = "Wir werden das Tor nicht öffnen, und die Mauer bleibt, wie sie ist, bis zum Sommer."
    lead = only("“We will not open the gate before summer,” Quill said.", german, own=(0,))
    assert lead.kind == "translated"
    assert leads("“We will not open the gate before summer,” Quill said.", german) == []
