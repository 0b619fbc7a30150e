"""The minutes in words, in the order of an editor's questions; `md` and `html` render the same.

What is open comes first, then each claim that was disputed, then in one table those that never
were. All foreign text is as it was stored: whoever renders it makes it harmless.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from claims.reading.sentences import sentences
from store.exports.log_parts import ClaimSection, Line, Section, TextTable, time
from store.exports.sections import around
from store.minutes import words
from store.minutes.values import Discussed, MinutedAct, Minutes, Spent, Stage
from store.minutes.words import Times, many
from store.queries.team import agreement_figures
from store.state.session import Assign, Rule, SessionMode

_MODES = {
    SessionMode.BLIND: "Blind until the reveal, then open",
    SessionMode.PANEL: "Panel: everybody saw everything from the start",
    SessionMode.SOLO: "Solo: each claim was one reviewer's",
}
_RULES = {
    Rule.MAJORITY: "a majority carries",
    Rule.UNANIMITY: "all have to agree",
    Rule.EDITOR: "what all agree on stands, the editor decides the rest",
}
_SPENT = (
    "The sum of the gaps between one act and the next, about this article and in this session; a "
    "gap of more than five minutes counts as five, the time before the first act as nothing."
)
_BALLOTS = "A ballot is the vote, or without one the verdict held."
_FIGURES = (
    "Percent is the share of pairs of reviewers who agree on a claim; alpha (Krippendorff) and "
    "kappa (Cohen) take off what chance would give: 1 is agreement, 0 is chance. Left out is what "
    "has no place in the order from worst to best."
)


def title(minutes: Minutes) -> str:
    return f"Minutes: {minutes.session.title}"


def facts(minutes: Minutes) -> list[Line]:
    """What the session was, and when."""
    session, article = minutes.session, minutes.article
    other = article.title if article.title != session.title else ""
    needs = f"{_RULES[session.rule]}; a verdict needs {many(session.votes, 'vote')}"
    found = (
        Line(other, "Article"),
        Line(article.file_name, "File"),
        Line(_MODES[session.mode], "Mode"),
        Line(f"{needs}; scale {minutes.scale}", "Rule"),
        Line(minutes.host, "Host"),
        Line(_people(minutes), "Reviewers"),
        *(Line(f"{time(step.at)}, by {step.who}", step.what) for step in minutes.steps),
        Line(_standing(minutes), "State"),
        Line(_counted(minutes), "Results"),
        Line(_agreed(minutes), "Agreement on the verdicts"),
    )
    return [line for line in found if line.text]


def _people(minutes: Minutes) -> str:
    return ", ".join(
        f"{member.name} ({member.role})" if member.role else member.name
        for member in minutes.members
    )


def _standing(minutes: Minutes) -> str:
    session = minutes.session
    return f"not closed yet ({session.phase}); these minutes are as of now" if session.open else ""


def _counted(minutes: Minutes) -> str:
    """`9 false, 3 verified, 12 without a result`."""
    held = Counter(claim.result.label for claim in minutes.claims if claim.active)
    without = held.pop("", 0) + len(minutes.untouched)
    parts = [f"{n} {label}" for label, n in held.most_common()]
    parts += [f"{without} without a result"] if without else []
    return f"{many(sum(held.values()) + without, 'claim')}: {', '.join(parts)}"


def sections(minutes: Minutes) -> Iterator[Section]:
    """All but the header, without the sections that have nothing to tell."""
    at = words.times(minutes.session.created_at)
    yield Section("open", "Open questions", tuple(_open(minutes)) or (Line("None."),))
    disputed = [claim for claim in minutes.claims if claim.disputed]
    if disputed:
        told = tuple(_told(minutes, disputed, at))
        about = f"Times without a date are of {words.offset(minutes)}. {_BALLOTS}"
        yield Section(
            "disputed", "Claims that were disputed or discussed", claims=told, about=about
        )
    quiet = [claim for claim in minutes.claims if not claim.disputed]
    if quiet:
        yield Section("agreed", "Claims on which nobody differed", table=_quiet(quiet, at))
    yield from _agreement(minutes)
    yield Section("time", "Time spent", table=_time(minutes), about=_SPENT)
    evidence = tuple(_evidence(minutes, at))
    later = (
        Section("evidence", "Evidence that was brought in", evidence),
        Section("article", "The article itself", tuple(words.act(o, at) for o in _others(minutes))),
        Section(
            *("late", "After the close"),
            tuple(words.act(one, at, claim=True) for one in minutes.late),
            about="None of this was part of the session; only an adjudication changes a result.",
        ),
    )
    yield from (section for section in later if section.lines)


def _agreed(minutes: Minutes) -> str:
    """`63 % (18 claims) at the reveal, 94 % (18 claims) now`."""
    found = minutes.agreements
    verdicts = next(one for one in found.fields if one.scale == minutes.session.scale)
    percent = next(
        (
            r
            for r in agreement_figures.rows(verdicts, found)
            if r.label == agreement_figures.PERCENT
        ),
        None,
    )
    if percent is None:
        return ""
    told = zip(percent.cells, agreement_figures.moments(found), strict=True)
    return ", ".join(
        f"{'not defined' if cell == agreement_figures.NONE else cell} {when}" for cell, when in told
    )


# --- open questions ------------------------------------------------------------------------------


def _open(minutes: Minutes) -> Iterator[Line]:
    """What has no result, what is contested, what was asked, what was settled against somebody."""
    for claim in minutes.claims:
        if claim.active and claim.result.split and not claim.result.label:
            said = f"{claim.result.open}; {words.ballots(claim.result)}"
            yield Line(said, f"No result on claim {claim.number}", claim=claim.number)
    yield from _missing(minutes)
    for claim in minutes.claims:
        if claim.result.contested:
            by = f"{words.verdict(claim.result)} by {claim.result.adjudicator}; {words.CONTESTED}"
            yield Line(by, f"Contested, claim {claim.number}", claim=claim.number)
    for claim in minutes.claims:
        for who, text in claim.queries:
            yield Line(f"{text} ({who})", f"Query on claim {claim.number}", claim=claim.number)
    yield from _dissent(minutes)


def _missing(minutes: Minutes) -> Iterator[Line]:
    """The claims that lack something other than agreement, grouped by what they lack."""
    missing: dict[str, list[str]] = {}
    for claim in minutes.claims:
        if claim.active and not claim.result.label and not claim.result.split:
            missing.setdefault(claim.result.open, []).append(claim.number)
    if minutes.untouched:
        missing.setdefault("nobody has judged it", []).extend(minutes.untouched)
    for reason, numbers in missing.items():
        what = "Claim" if len(numbers) == 1 else "Claims"
        yield Line(f"{what} {words.ranges(numbers)}", f"No result, {reason}")


def _dissent(minutes: Minutes) -> Iterator[Line]:
    split = [claim for claim in minutes.claims if claim.result.label and claim.result.split]
    if split:
        under = tuple(
            Line(_dissenters(claim), f"Claim {claim.number}", claim=claim.number) for claim in split
        )
        yield Line("", "Settled, but verdicts still differ", under)


def _dissenters(claim: Discussed) -> str:
    """The verdict, and who stands for another."""
    result = claim.result
    others = [
        f"{words.listed(who)} for {label}" for label, who in result.ballots if label != result.label
    ]
    return f"{words.verdict(result)}; {', '.join(others)}"


# --- claims --------------------------------------------------------------------------------------


def _told(minutes: Minutes, claims: list[Discussed], at: Times) -> Iterator[ClaimSection]:
    spans = sentences(minutes.text)
    starts = [span.start for span in spans]
    for claim in claims:
        yield ClaimSection(
            claim.number,
            words.verdict(claim.result),
            claim.result.tone,
            around(minutes.text, claim.start, claim.end, spans, starts),
            tuple(_lines(minutes, claim, at)),
        )


_HEADS = ("Blind", "After the reveal")
_OPEN_HEADS = ("Before the session", "In the session")


def _lines(minutes: Minutes, claim: Discussed, at: Times) -> Iterator[Line]:
    blind = minutes.session.mode is SessionMode.BLIND
    opening = tuple(words.stand(one, at) for one in claim.opening)
    first, then = _HEADS if blind else _OPEN_HEADS
    if opening or blind:
        opening += _silent(minutes, claim) if opening and blind else ()
        yield Line("" if opening else "nobody judged it", first, opening)
    changed = [act for act in claim.acts if act.stage is Stage.BLIND and _of_its_own(act)]
    yield from _acts("Besides, while blind", changed, at)
    open_acts = [act for act in claim.acts if act.stage is Stage.OPEN and act.kind not in _TOLD]
    yield from _acts(then, open_acts, at)
    last_words = [a for a in claim.acts if a.stage is Stage.LATE and a.kind == "adjudicated"]
    yield from _acts("After the close", last_words, at)
    if claim.threads:
        yield Line("", "Comments", tuple(words.threads(claim.threads, at)))
    yield Line(words.outcome(claim.result), "Result")


_TOLD = ("commented", "comment_changed", "evidence_attached", "evidence_changed")


def _of_its_own(act: MinutedAct) -> bool:
    """Whether a blind act has to be told beside what was held at the reveal."""
    return act.superseded or act.kind == "noted"


def _acts(label: str, acts: list[MinutedAct], at: Times) -> Iterator[Line]:
    if acts:
        yield Line("", label, tuple(words.act(act, at) for act in acts))


def _silent(minutes: Minutes, claim: Discussed) -> tuple[Line, ...]:
    """The members who judged nothing, where everybody was to judge."""
    if minutes.session.assign is not Assign.ALL:
        return ()
    spoke = {one.who for one in claim.opening}
    return tuple(Line("nothing", m.name) for m in minutes.members if m.name not in spoke)


def _quiet(claims: list[Discussed], at: Times) -> TextTable:
    rows = tuple(
        (
            claim.number,
            claim.exact,
            _came_of(claim),
            _source(claim) or "not named",
            _everybody(claim, at),
        )
        for claim in claims
    )
    return TextTable(("Claim", "Words", "Result", "Source", "Who, how sure, why"), rows)


def _came_of(claim: Discussed) -> str:
    result = claim.result
    held = next((one.label for one in claim.closing if one.label), "no verdict")
    told = words.verdict(result) if result.label else f"{held}; no result: {result.open}"
    voted = list(dict.fromkeys(act.who for act in claim.acts if act.kind == "voted"))
    return f"{told}; voted: {words.listed(voted)}" if voted else told


def _everybody(claim: Discussed, at: Times) -> str:
    return "; ".join(words.shortly(one, at, _source(claim)) for one in claim.closing)


def _source(claim: Discussed) -> str:
    return next((one.source for one in claim.closing if one.source), "")


# --- the whole session ---------------------------------------------------------------------------


def _agreement(minutes: Minutes) -> Iterator[Section]:
    found = minutes.agreements
    rows, reasons = [], []
    for field in found.fields:
        for row in agreement_figures.rows(field, found):
            rows.append((f"{field.title.capitalize()}: {row.label}", *row.cells))
        reasons += [
            Line(one, field.title.capitalize()) for one in agreement_figures.reasons(field, found)
        ]
    heads = (moment.capitalize() for moment in agreement_figures.moments(found))
    table = TextTable(("Measure", *heads), tuple(rows))
    yield Section("agreement", "Agreement", tuple(reasons), table, about=_FIGURES)


def _time(minutes: Minutes) -> TextTable:
    rows = tuple(
        (f"{one.who} ({one.role})" if one.role else one.who, str(one.acts), _least(one))
        for one in minutes.spent
    )
    return TextTable(("Who", "Acts", "At least"), rows)


def _least(one: Spent) -> str:
    return words.span(one.seconds) if one.acts > 1 else "not known"


def _evidence(minutes: Minutes, at: Times) -> Iterator[Line]:
    acts = [*minutes.others, *(act for claim in minutes.claims for act in claim.acts)]
    for act in sorted(acts, key=lambda one: one.at):
        if act.kind in ("evidence_attached", "evidence_changed") and act.stage is not Stage.LATE:
            yield words.act(act, at, claim=True)


def _others(minutes: Minutes) -> list[MinutedAct]:
    return [act for act in minutes.others if not act.kind.startswith("evidence")]
