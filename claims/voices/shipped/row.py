"""One row of the tables of shipped sources."""

from __future__ import annotations

from claims.model import Source, SourceClass


def source(
    slug: str, name: str, kind: SourceClass, *aliases: str, of: str | None = None, role: str = ""
) -> Source:
    """A shipped source; its slug is permanent, its name is its first alias."""
    return Source(slug, name, kind, (name, *aliases), organisation=of, role=role)
