"""The lines of jsonl about a team's work, as JSON values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from store.dossier.values import ArticleDossier, Claim, DossierRuling, DossierSession
from store.queries.team.comment_threads import Comment

Line = dict[str, Any]


def sessions(article: ArticleDossier) -> Iterator[Line]:
    for meeting in article.sessions():
        yield {"type": "session"} | _about(article) | _session(meeting)


def said(article: ArticleDossier, claim: Claim) -> Iterator[Line]:
    """The adjudication of a claim, then the comments on it, thread by thread."""
    place = _about(article) | {"number": claim.number, "start": claim.start, "end": claim.end}
    if claim.ruling:
        yield {"type": "adjudication"} | place | _ruling(claim.ruling)
    for thread in claim.comments:
        for one in (thread.first, *thread.replies):
            yield {"type": "comment"} | place | _comment(one)


def _about(article: ArticleDossier) -> Line:
    return {"article": article.article.title, "document": article.article.sha256}


def _session(meeting: DossierSession) -> Line:
    held = meeting.session
    return {
        "session": held.uid,
        "title": held.title,
        "mode": held.mode.value,
        "rule": held.rule.value,
        "votes": held.votes,
        "scale": held.scale,
        "phase": held.phase.value,
        "members": list(meeting.members),
        "created_at": held.created_at,
        "revealed_at": held.revealed_at or None,
        "voted_at": held.voted_at or None,
        "closed_at": held.closed_at or None,
        "results": dict(meeting.results),
    }


def _ruling(ruling: DossierRuling) -> Line:
    held = ruling.held
    return {
        "session": ruling.session or None,
        "adjudicator": held.reviewer,
        "status": held.status,
        "scale": held.scale,
        "source": held.source,
        "chain": held.chain,
        "attributions": json.loads(held.spoken),
        "takes": ruling.takes or None,
        "reason": ruling.reason or None,
        "note": ruling.note,
        "tally": dict(ruling.tally),
        "contested": ruling.contested,
        "at": held.reviewed_at,
    }


def _comment(one: Comment) -> Line:
    return {
        "id": one.id,
        "reviewer": one.reviewer,
        "text": one.text,
        "reply_to": one.reply_to or None,
        "mentions": list(one.mentions),
        "withdrawn": one.withdrawn,
        "at": one.at,
    }
