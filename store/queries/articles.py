"""Articles and how far one reviewer has come with each; the article that a name means."""

import sqlite3
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from store.errors import WrongUsage
from store.state.texts import document_text


class Article(NamedTuple):
    """An article and how far this reviewer has come with it."""

    id: int
    sha256: str
    title: str
    file_name: str
    author: str
    publisher: str
    url: str
    date_published: str
    added_at: str
    claims: int = 0
    decided: int = 0
    signed_by: str = ""
    signed_at: str = ""
    changed_since: int = 0
    superseded_by: int = 0  # the next version of it, 0 where this is the newest
    revises: str = ""  # the SHA-256 of the version before
    in_language: str = ""  # BCP 47, empty where it is not known


_ARTICLE = """
SELECT d.id, d.sha256, coalesce(nullif(d.headline, ''), nullif(d.file_name, ''), 'untitled'),
  d.file_name, d.author, d.publisher, d.url, d.date_published, d.added_at,
  (SELECT count(*) FROM claim c WHERE c.document_id = d.id AND c.active),
  (SELECT count(*) FROM judgement j JOIN claim c ON c.id = j.claim_id WHERE j.document_id = d.id
    AND j.reviewer_id = r.id AND j.status IS NOT NULL AND c.active),
  coalesce(w.name, ''), coalesce(s.at, ''),
  CASE WHEN s.at IS NULL THEN 0 ELSE (SELECT count(DISTINCT a.seq) FROM about a
    JOIN event e ON e.seq = a.seq
    WHERE a.document_id = d.id AND e.hlc > s.hlc AND e.kind <> 'signed_off')
    + (SELECT count(*) FROM event e WHERE e.kind = 'source_changed' AND e.hlc > s.hlc
       AND EXISTS (SELECT 1 FROM judgement j WHERE j.document_id = d.id
         AND instr(j.attributions, '"' || json_extract(e.body, '$.fact.source') || '"'))) END,
  coalesce((SELECT max(n.id) FROM document n WHERE n.revises = d.sha256 AND n.added_at <> ''
    AND n.role = 'article'), 0),
  d.revises, d.in_language
FROM document d
LEFT JOIN reviewer r ON r.uid = ?
LEFT JOIN signoff s ON s.document_id = d.id
  AND s.hlc = (SELECT max(hlc) FROM signoff x WHERE x.document_id = d.id)
LEFT JOIN reviewer w ON w.id = s.reviewer_id
WHERE d.added_at <> '' AND d.role = 'article'
"""


def articles(conn: sqlite3.Connection, reviewer: str = "") -> list[Article]:
    """Newest first."""
    rows = conn.execute(f"{_ARTICLE} ORDER BY d.added_at DESC, d.id DESC", (reviewer,))
    return [Article(*row) for row in rows.fetchall()]


def article(conn: sqlite3.Connection, document: int, reviewer: str = "") -> Article:
    row = conn.execute(f"{_ARTICLE} AND d.id = ?", (reviewer, document)).fetchone()
    if row is None:
        raise WrongUsage("that article is gone; list the articles again")
    return Article(*row)


def find_article(conn: sqlite3.Connection, name: str | None, reviewer: str = "") -> Article:
    """The article that `name` means: a number, a file name with or without its
    ending, a hash, words of its headline.

    Without a name, the only one. Where several versions of one article fit, it is the newest.
    Raises: `WrongUsage` when none or several fit.
    """
    known = articles(conn, reviewer)
    if not known:
        raise WrongUsage("the desk has no article yet; `twosource add FILE` adds one")
    if name is None:
        newest = _newest(known, known)
        if len(newest) == 1:
            return newest[0]
        raise WrongUsage(f"the desk has {len(newest)} articles; say which:\n{_listed(newest)}")
    lower = name.lower()
    tests = (
        lambda a: str(a.id) == name,
        lambda a: a.file_name.lower() == lower.rpartition("/")[2],
        lambda a: PurePath(a.file_name.lower()).stem == lower,
        lambda a: len(lower) >= 6 and a.sha256.startswith(lower),
        lambda a: lower in a.title.lower(),
    )
    for test in tests:
        found = _newest([a for a in known if test(a)], known)
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUsage(
                f"{name!r} matches {len(found)} articles; say which:\n{_listed(found)}"
            )
    raise WrongUsage(f"no article is called {name!r}; there are:\n{_listed(known)}")


def _newest(found: Sequence[Article], known: Sequence[Article]) -> list[Article]:
    """Of the versions of one article among `found`, only the last."""
    later = {a.id: a.superseded_by for a in known}
    ids = {a.id for a in found}

    def superseded(at: int) -> bool:
        for _ in known:  # versions that two desks made of each other could go in a circle
            at = later.get(at, 0)
            if at in ids:
                return True
        return False

    return [a for a in found if not superseded(a.id)]


def _listed(known: Sequence[Article]) -> str:
    return "\n".join(f"  {a.id}  {a.title}  ({a.file_name}){_later(a)}" for a in known[:20])


def _later(article: Article) -> str:
    return f", superseded by {article.superseded_by}" if article.superseded_by else ""


def text(conn: sqlite3.Connection, document: int) -> str:
    row = conn.execute("SELECT sha256 FROM document WHERE id = ?", (document,)).fetchone()
    return document_text(conn, row[0]) if row else ""


def file_title(conn: sqlite3.Connection, sha256: str) -> str:
    """How an article or a piece of attached evidence is called, by its text; empty for none that
    this reviewer may know."""
    row = conn.execute(
        "SELECT coalesce(nullif(d.file_name, ''), d.headline) FROM document d WHERE d.sha256 = ?"
        " AND (d.role = 'article' OR EXISTS (SELECT 1 FROM evidence e WHERE e.text = d.sha256))",
        (sha256,),
    ).fetchone()
    return str(row[0]) if row else ""
