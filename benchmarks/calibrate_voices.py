"""Certainty of voices, measured: how often a suggestion of each class named the right voice.

    python benchmarks/calibrate_voices.py GOLD... [--test GOLD...] [--shared SHARED] [--write]

GOLD are articles read by hand, as the scorer of voices in SHARED (by default ../shared) takes them.
Half of them, chosen by a hash of their ids, makes the figures; the other half and the files after
--test test them. A suggestion is right that covers half of a statement, or lies half in one, and
names its last voice; one that says what nobody says in the gold is wrong. --write stores the
figures in claims/voices/shares.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

BIN = 30
FILE = ROOT / "claims" / "voices" / "shares.py"


class Case(NamedTuple):
    """One suggestion: its class, and whether the voice is right."""

    kind: str
    right: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    scorer = _scorer(given.shared / "tools" / "score_voices.py")
    every = [record for path in given.gold for record in _records(path)]
    fitted = _cases(scorer, (record for record in every if _makes(record)))
    table = _table(fitted)
    if given.write:
        FILE.write_text(_source(table))
    tests = {
        "the half that makes the figures": fitted,
        "the other half": _cases(scorer, (record for record in every if not _makes(record))),
        **{path.name: _cases(scorer, _records(path)) for path in given.test},
    }
    for name, cases in tests.items():
        print(f"\n{name}: stated, measured, how many")
        for line in _reliability(cases, table):
            print(line)


def _scorer(path: Path) -> ModuleType:
    if not path.exists():
        raise SystemExit(
            f"{path} is not there: --shared gives the folder that holds tools and data."
        )
    module = ModuleType("score_voices")
    source = path.read_text(encoding="utf-8").rpartition("\nmain()")[0]  # it runs when imported
    exec(compile(source, str(path), "exec"), module.__dict__)
    return module


def _records(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        raise SystemExit(f"{path} is not there: give files of articles that were read by hand.")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _makes(record: dict[str, Any]) -> bool:
    return hashlib.sha256(record["id"].encode()).digest()[0] % 2 == 0


def _cases(scorer: ModuleType, records: Iterable[dict[str, Any]]) -> list[Case]:
    return [case for record in records for case in _of_record(scorer, record)]


def _of_record(scorer: ModuleType, record: dict[str, Any]) -> Iterator[Case]:
    from claims.reading import read
    from claims.voices import suggest
    from claims.voices.certainty import ground, of_suggestion
    from claims.voices.registry import shipped

    # What is measured here is left out, so that a suggestion tells its attribution's confidence
    vars(suggest)["certainty"] = lambda _kind, _known_by, confidence: confidence
    text = record["text"]
    reading = read(text, record.get("published"))
    for leads in suggest.suggest(text, reading.claims, reading, shipped()):
        for lead in leads:
            if lead.content_span is None:
                continue
            known_by = of_suggestion(lead, text)
            kind = ground(lead.attribution_type, known_by, lead.confidence)
            yield Case(kind, _is_right(scorer, record, lead.content_span, lead.chain[-1].text))


def _is_right(scorer: ModuleType, record: dict[str, Any], content: Any, voice: str) -> bool:
    at = (content.start, content.end)
    return any(
        scorer.overlap(at, one["content"]) >= 0.5 * min(at[1] - at[0], _size(one["content"]))
        and any(scorer.same(voice, gold) for gold in one["chain"][-1])
        for one in record["statements"]
    )


def _size(spans: Sequence[Sequence[int]]) -> int:
    return sum(end - start for start, end in spans)


def _table(cases: Sequence[Case]) -> dict[str, float]:
    """The share of each class that was right."""
    seen, right = Counter[str](), Counter[str]()
    for kind, hit in cases:
        seen[kind] += 1
        right[kind] += hit
    return {kind: round(right[kind] / seen[kind], 2) for kind in sorted(seen)}


def _reliability(cases: Sequence[Case], table: dict[str, float]) -> Iterator[str]:
    """A line for each figure that is stated; small ones go to the next lower figure."""
    by_figure: dict[float, list[bool]] = {}
    for kind, hit in cases:
        by_figure.setdefault(table[kind], []).append(hit)
    held: list[tuple[float, bool]] = []
    for stated, hits in sorted(by_figure.items(), reverse=True):
        held += [(stated, hit) for hit in hits]
        if len(held) >= BIN:
            yield _line(held)
            held = []
    if held:
        yield _line(held)


def _line(held: Sequence[tuple[float, bool]]) -> str:
    stated = sum(one for one, _ in held) / len(held)
    measured = sum(hit for _, hit in held) / len(held)
    mark = "  off" if len(held) >= BIN and abs(stated - measured) > 0.06 else ""
    return f"{100 * stated:6.1f} {100 * measured:6.1f} {len(held):6}{mark}"


def _source(table: dict[str, float]) -> str:
    lines = [f'    "{kind}": {share},' for kind, share in table.items()]
    return "\n".join(
        [
            '"""The measured share of right voices in each class of suggestions, 0 to 1.',
            "",
            "Made by `benchmarks/calibrate_voices.py --write`; `certainty.py` tells the classes.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
            "SHARES: dict[str, float] = {",
            *lines,
            "}",
            "",
        ]
    )


if __name__ == "__main__":
    main()
