"""Confidences, measured: how often an attribution of each class named the right source.

    python benchmarks/calibrate.py [SHARED] [--write]

SHARED (by default ../shared) holds annotated news and the scorer that decides what "the right
source" is. Half of the training articles, chosen by a hash of their ids, makes the figures; the
other half and the development articles test them. Classes with much the same precision share a
figure, and a class that was rarely seen leans on its pattern. --write stores the figures in
claims/reading/attribution/precision.py.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

Class = tuple[str, str, str]
Outcome = tuple[Class, float, bool]  # class, stated confidence, whether the source was right

FEW = 15  # so many cases weigh as much as what pattern and circumstance let expect
# A class belongs to the figure between two of these bounds.
BOUNDS = (0.0, 0.2, 0.6, 0.68, 0.77, 0.86, 0.93, 1.01)
BINS = 10
FILE = ROOT / "claims" / "reading" / "attribution" / "precision.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    scorer = _load(given.shared / "tools" / "score_reading.py")
    news = given.shared / "data" / "reading"
    train = _records(news / "attribution_polnear_train.jsonl")
    fitted = _outcomes(scorer, (record for record in train if _makes(record)))
    table, otherwise = _table(fitted)
    if given.write:
        FILE.write_text(_source(table, otherwise))
    tests = {
        "the half that makes the figures": fitted,
        "the other half": _outcomes(scorer, (record for record in train if not _makes(record))),
        "development articles": _outcomes(scorer, _records(news / "attribution_polnear_dev.jsonl")),
    }
    for name, outcomes in tests.items():
        print(f"\n{name}: stated, measured, how many")
        for line in _reliability(outcomes, table, otherwise):
            print(line)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_reading", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path} is not there: give the folder that holds tools and data.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _records(path: Path) -> list[dict[str, Any]]:
    with path.open() as lines:
        return [json.loads(line) for line in lines]


def _makes(record: dict[str, Any]) -> bool:
    return hashlib.sha256(record["id"].encode()).digest()[0] % 2 == 0


def _outcomes(scorer: ModuleType, records: Iterable[dict[str, Any]]) -> list[Outcome]:
    return [outcome for record in records for outcome in _of_record(scorer, record)]


def _of_record(scorer: ModuleType, record: dict[str, Any]) -> Iterator[Outcome]:
    text = record["text"]
    found = list(_found(text))
    golds = [scorer.Attribution.read(gold, text) for gold in record["attributions"]]
    guesses = [scorer.Attribution.read(spans, text) for spans, _, _ in found]
    partner = {j: golds[i] for i, j in scorer.pair(golds, guesses)}
    for j, (spans, kind, stated) in enumerate(found):
        if scorer.outside_discarded([spans], record.get("discard") or []):
            gold, guess = partner.get(j), guesses[j]
            right = gold is not None and (
                bool(gold.source & guess.source) or not (gold.source or guess.source)
            )
            yield kind, stated, right


def _found(text: str) -> Iterator[tuple[dict[str, list[list[int]]], Class, float]]:
    """Spans, class and confidence of each attribution."""
    from claims.reading.attribution.confidence import circumstance, is_second_hand
    from claims.reading.attribution.patterns import attribute
    from claims.reading.english.quotes import quotations
    from claims.reading.sentences import sentences

    quotes = quotations(text)
    found = attribute(text, sentences(text), quotes)
    for one in found:
        spans = {
            role: [[span.start, span.end] for span in getattr(one, role)]
            for role in ("source", "cue", "content")
        }
        outer = None if one.nested_in is None else found[one.nested_in].pattern
        how = circumstance(text, one, quotes, nested=is_second_hand(outer))
        yield spans, (one.pattern, one.attribution_type.value, how.value), one.confidence


def _table(outcomes: Sequence[Outcome]) -> tuple[dict[Class, float], float]:
    """The figure of each class, and that of a class that was never seen."""
    seen, right = Counter[Class](), Counter[Class]()
    for (pattern, kind, how), _, hit in outcomes:
        for key in ((pattern, kind, how), (pattern, kind, ""), ("", kind, how), ("", kind, "")):
            seen[key] += 1
            right[key] += hit
    rates = {key: _rate(key, seen, right) for key in seen if key[0] and key[2]}
    table = {}
    for low, high in pairwise(BOUNDS):
        at = [key for key, rate in rates.items() if low <= rate < high]
        cases = sum(seen[key] for key in at)
        for key in at:
            table[key] = round(sum(rates[key] * seen[key] for key in at) / cases, 2)
    unseen = "", "attitude", ""
    return dict(sorted(table.items())), round(right[unseen] / seen[unseen], 2)


def _rate(key: Class, seen: Counter[Class], right: Counter[Class]) -> float:
    """The precision of a class; where few are known, that of its pattern in its circumstance."""
    pattern, kind, how = key
    every = _share(("", kind, ""), seen, right)
    expected = (
        _share((pattern, kind, ""), seen, right) * _share(("", kind, how), seen, right) / every
    )
    return (right[key] + FEW * min(expected, 1.0)) / (seen[key] + FEW)


def _share(key: Class, seen: Counter[Class], right: Counter[Class]) -> float:
    return right[key] / seen[key] or 0.01


def _reliability(
    outcomes: Sequence[Outcome], table: dict[Class, float], otherwise: float
) -> Iterator[str]:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for key, _, hit in outcomes:
        stated = table.get(key, otherwise)
        bins.setdefault(min(BINS - 1, int(stated * BINS)), []).append((stated, hit))
    for _, cases in sorted(bins.items(), reverse=True):
        stated = sum(one for one, _ in cases) / len(cases)
        measured = sum(hit for _, hit in cases) / len(cases)
        mark = "  off" if len(cases) >= 50 and abs(stated - measured) > 0.06 else ""
        print_measure = f"{100 * stated:6.1f} {100 * measured:6.1f} {len(cases):7,}{mark}"
        yield print_measure


def _source(table: dict[Class, float], otherwise: float) -> str:
    lines = [f"    {json.dumps(key)[1:-1].join('()')}: {rate}," for key, rate in table.items()]
    return "\n".join(
        [
            '"""The measured precision of each class of attributions, 0 to 1.',
            "",
            "Made by `benchmarks/calibrate.py --write`; `confidence.py` tells the classes.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "# pattern, statement or attitude, circumstance",
            "PRECISION: dict[tuple[str, str, str], float] = {",
            *lines,
            "}",
            "# A class that was not seen.",
            f"OTHERWISE = {otherwise}",
            "",
        ]
    )


if __name__ == "__main__":
    main()
