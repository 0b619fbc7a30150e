"""Paths of the files that screens write: their names, and how a path is shown."""

from __future__ import annotations

import os
import re
from pathlib import Path

from store.queries.articles import Article

_STEM = 60  # code points of an article's file name that an export's name takes over


def stem(article: Article) -> str:
    """What files about an article are named after."""
    name = Path(article.file_name).stem or article.title
    plain = re.sub(r"[^\w.]+", "-", name)[:_STEM].strip("-.")
    return plain or "article"


def shown(path: Path) -> str:
    """As one would type it from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))
