"""Every check over the sample and over a big desk, against one walk of a tokeniser over the texts.

The sample comes with its readouts, table and timeline; the big desk has 1,000 claims and twenty
documents of 5,000 words. `first` prepares what is attached, `again` finds it prepared, which is
what a judgement costs. The tokeniser (words and single marks, `re.finditer`) walks article and
documents once: the ratio says how many such walks a run is worth.
"""

from __future__ import annotations

import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from claims.intake import read_document
from claims.model import EvidenceKind, Role
from store.queries import articles, claim_listing, evidence_items, leads
from store.verbs import evidence, intake
from store.verbs.desk import Desk
from store.verbs.opening import open_desk

FIXTURES = Path(__file__).parent.parent / "fixtures"
EVIDENCE = ("readout-kremlin.txt", "readout-cctv.txt", "customs-2023.csv", "timeline.csv")
RUNS = 5
CLAIMS, DOCUMENTS, WORDS = 1000, 20, 5000
_TOKEN = re.compile(r"\w+|[^\w\s]")


def sample(desk: Desk) -> int:
    """The sample article with its four pieces of evidence."""
    article = _add(desk, (FIXTURES / "xi-putin-call.md").read_bytes(), "xi-putin-call.md")
    for name in EVIDENCE:
        _attach(desk, article, (FIXTURES / name).read_bytes(), name)
    return article


def big(desk: Desk) -> int:
    """An article of 1,000 claims, a fifth of them with a quotation, a third with a figure."""
    rng = random.Random(7)
    words = (FIXTURES / "readout-kremlin.txt").read_text(encoding="utf-8").split()
    sentences = [_sentence(rng, words, n) for n in range(CLAIMS)]
    paragraphs = [" ".join(sentences[n : n + 4]) for n in range(0, CLAIMS, 4)]
    article = _add(desk, "\n\n".join(paragraphs).encode(), "big.txt")
    for n in range(DOCUMENTS):
        text = ". ".join(" ".join(rng.choices(words, k=20)) for _ in range(WORDS // 20))
        _attach(desk, article, f"Document {n}. {text}.".encode(), f"document-{n}.txt")
    _attach(desk, article, (FIXTURES / "customs-2023.csv").read_bytes(), "customs-2023.csv")
    return article


def _sentence(rng: random.Random, words: list[str], n: int) -> str:
    said = " ".join(word.strip('".,') for word in rng.choices(words, k=12))
    if n % 5 == 0:
        return f"The harbour master of quay {n} said that “{said}” was the plan."
    if n % 3 == 0:
        share, year = rng.randrange(2, 60), rng.randrange(2016, 2024)
        return f"Trade through quay {n} rose by {share} per cent in {year}, {said}."
    return f"A pilot of quay {n} told reporters that {said}."


def _add(desk: Desk, data: bytes, name: str) -> int:
    document = read_document(data, name)._replace(date_published="2024-02-08")
    return intake.take_in(desk, data, document, name).document


def _attach(desk: Desk, article: int, data: bytes, name: str) -> None:
    document = read_document(data, name)
    role = document.role if document.role is Role.DATASET else Role.EVIDENCE
    added = evidence.take_in_evidence(desk, data, document._replace(role=role), name)
    values = {"text": added.sha256, "title": name}
    evidence.attach(desk, article, EvidenceKind.DOCUMENT, values)


def timed(run: Callable[[], object]) -> float:
    """The best of some runs, in seconds."""
    best = float("inf")
    for _ in range(RUNS):
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return best


def walk(texts: list[str]) -> int:
    return sum(1 for text in texts for _ in _TOKEN.finditer(text))


def measure(desk: Desk, name: str, article: int) -> None:
    items = evidence_items.of_article(desk.conn, article)
    texts = [one.text for one in evidence_items.texts(desk.conn, items)]
    texts.append(articles.text(desk.conn, article))

    def first() -> None:
        leads.forget()
        leads.of_article(desk.conn, article)

    cold, warm = timed(first), timed(lambda: leads.of_article(desk.conn, article))
    bare = timed(lambda: walk(texts))
    claims, words = (
        len(claim_listing.listing(desk.conn, article)),
        sum(len(t.split()) for t in texts),
    )
    found = len(leads.of_article(desk.conn, article))
    print(f"{name}: {claims} claims, {len(items)} pieces, {words:,} words, {found} leads")
    for what, spent in (("first", cold), ("again", warm)):
        print(f"  {what:<6} {spent * 1000:8.1f} ms   {spent / bare:6.1f} walks")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder) / "checks.db", "bench")
        measure(desk, "sample", sample(desk))
        measure(desk, "big", big(desk))
        desk.close()


if __name__ == "__main__":
    main()
