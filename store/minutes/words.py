"""The wording of the minutes: times, spans of time, numbers and who stands for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from store.clock import local
from store.exports.log_parts import Line, time
from store.minutes.values import MinutedAct, MinutedResult, Minutes, Stand
from store.queries.team.comment_threads import Comment, Thread

Times = Callable[[str], str]


def times(base: str) -> Times:
    """Times of the day, and of the offset, of `base` without either; others in full."""
    day = local(base, "%Y-%m-%d %z")

    def told(at: str) -> str:
        return local(at, "%H:%M") if local(at, "%Y-%m-%d %z") == day else time(at)

    return told


def span(seconds: int) -> str:
    """`1 h 5 min`; what is shorter than a minute is that."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes else "under a minute"


def many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def ranges(numbers: Iterable[str]) -> str:
    """`3, 5, 9–24`: numbers of claims in their order, runs of three or more drawn together."""
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if last.isdigit() and number.isdigit() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


# --- what was held and done ----------------------------------------------------------------------


def stand(one: Stand, at: Times) -> Line:
    more = (Line(one.claim_reviewed, "In short"), Line(one.justification, "Because"))
    carried = ", carried from the version before" if one.carried else ""
    words = f"{_held(one)} ({at(one.at)}{carried})"
    return Line(words, one.who, tuple(line for line in more if line.text))


def _held(one: Stand) -> str:
    parts = [
        one.label or "no verdict",
        f"source {one.source}" if one.source else "",
        f"attribution {one.attribution}" if one.attribution else "",
        f"confidence {one.confidence}" if one.confidence else "",
    ]
    return "; ".join(part for part in parts if part)


def shortly(one: Stand, at: Times, source: str) -> str:
    """A stand whose verdict and `source` are told beside it: `a (high, altered, 18:03): “why”`."""
    named = "" if one.source == source else f"source {one.source}" if one.source else "no source"
    parts = [
        "" if one.label else "no verdict",
        named,
        one.confidence,
        f"attribution {one.attribution}" if one.attribution else "",
        "carried from the version before" if one.carried else "",
        at(one.at),
    ]
    why = f": “{one.justification}”" if one.justification else ""
    short = f", in short “{one.claim_reviewed}”" if one.claim_reviewed else ""
    return f"{one.who} ({', '.join(part for part in parts if part)}){why}{short}"


def act(one: MinutedAct, at: Times, *, claim: bool = False) -> Line:
    about = f" on claim {one.claim}" if claim and one.claim else ""
    return Line(f"{one.what}{before(one)}", f"{at(one.at)}, {one.who}{about}")


def before(one: MinutedAct) -> str:
    """How the ballots stood just before: ` (before: 2 false, 1 verified; majority false)`."""
    if one.tally is None:
        return ""
    if not one.tally:
        return " (before: no verdict)"
    counted = ", ".join(f"{n} {label}" for label, n in one.tally)
    if len(one.tally) == 1:
        return f" (before: {'all ' if one.tally[0][1] > 1 else ''}{counted})"
    most = f"majority {one.majority}" if one.majority else "no majority"
    return f" (before: {counted}; {most})"


def threads(found: Iterable[Thread], at: Times) -> Iterator[Line]:
    for thread in found:
        replies = tuple(_comment(reply, at) for reply in thread.replies)
        yield _comment(thread.first, at)._replace(under=replies)


def _comment(one: Comment, at: Times) -> Line:
    text = "(withdrawn)" if one.withdrawn else one.text
    return Line(text, f"{at(one.at)}, {one.reviewer}")


# --- results -------------------------------------------------------------------------------------

CONTESTED = "somebody judged or voted later than the adjudicator had seen"
_HOW = {
    "majority": "by majority",
    "unanimity": "unanimously",
    "editor": "all agree",
}


def verdict(result: MinutedResult) -> str:
    """`false, by majority`; `no result`."""
    if not result.label:
        return "no result"
    if result.how == "adjudicated":
        return f"{result.label}, adjudicated"
    return f"{result.label}, {how(result)}"


def how(result: MinutedResult) -> str:
    """The rule of a result in words; a majority of all is unanimous."""
    if result.how == "majority" and not result.split:
        return "unanimously" if _voices(result) > 1 else "by one reviewer"
    return _HOW.get(result.how, result.how)


def _voices(result: MinutedResult) -> int:
    return sum(len(who) for _, who in result.ballots)


def ballots(result: MinutedResult) -> str:
    """`2 false (a, b), 1 verified (c)`."""
    return ", ".join(f"{len(who)} {label} ({', '.join(who)})" for label, who in result.ballots)


def outcome(result: MinutedResult) -> str:
    """The whole result in a sentence or two."""
    stood = f" Ballots: {ballots(result)}." if result.ballots else " Nobody holds a verdict."
    if not result.label:
        return f"None: {result.open}.{stood}"
    if result.how != "adjudicated":
        return f"{verdict(result).capitalize()}.{stood}"
    after = " after the close" if result.after_close else ""
    last = f"{result.label.capitalize()}, adjudicated by {result.adjudicator}{after}.{stood}"
    return f"{last} Contested: {CONTESTED}." if result.contested else last


def offset(minutes: Minutes) -> str:
    """What a time without a date means."""
    return local(minutes.session.created_at, "%Y-%m-%d, %z")
