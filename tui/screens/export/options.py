"""`Wish`, what an export is to be, as chosen on the export screen. Pure: a key is one new value.

The place follows the format: what is typed once gives the folder and the name, and each further
format goes beside it under its own ending.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from store.dossier.values import Scope
from store.errors import WrongUsage
from store.exports import EXPORTERS, FOLDER, exporter
from store.exports.write import Order
from store.queries.articles import Article
from tui.screens import output_paths

_FOR_PEOPLE = frozenset({".md", ".html"})


class FormatLine(NamedTuple):
    """A format as the list has it; `why` says what keeps it from being used."""

    name: str
    about: str
    suffix: str = ""
    why: str = ""

    @property
    def folder(self) -> bool:
        return self.suffix == FOLDER

    @property
    def has_history(self) -> bool:
        return self.suffix in _FOR_PEOPLE


class Wish(NamedTuple):
    """`stem` and `typed` are empty until somebody names a place; `typed` is for one format."""

    whole: bool = False
    mine: bool = False
    status: str = ""
    since: bool = False
    final: bool = False
    redact: bool = False
    history: bool = False
    folder: str = ""
    stem: str = ""
    typed: tuple[str, str] = ("", "")


def forms() -> list[FormatLine]:
    """Every format that there is, in the order of `EXPORTERS`."""
    return [_form(name) for name in EXPORTERS]


def _form(name: str) -> FormatLine:
    try:
        chosen = exporter(name)
    except ImportError as error:
        why = missing(name, error)
        return FormatLine(name, why, why=why)
    return FormatLine(name, chosen.ABOUT, chosen.SUFFIX)


def missing(name: str, error: ImportError) -> str:
    return f"{name} needs {error.name or 'a library'}, which is not installed; see the README"


def scope(wish: Wish, article: Article, reviewer: str) -> Scope:
    """What the exporters are asked for."""
    return Scope(
        article=None if wish.whole else article.id,
        since=article.signed_at if wish.since and not wish.whole else "",
        status=wish.status,
        reviewer=reviewer if wish.mine else "",
        final=wish.final,
        redact=wish.redact,
    )


def order(wish: Wish, form: FormatLine, article: Article, reviewer: str, *, force: bool) -> Order:
    """Always with an absolute path: `-` is a file of that name here."""
    history = wish.history and form.has_history
    where = str(place(wish, form, article))
    return Order(form.name, scope(wish, article, reviewer), where, history=history, force=force)


# --- where to ------------------------------------------------------------------------------------


def place(wish: Wish, form: FormatLine, article: Article) -> Path:
    """`xi-putin-call-review.md`, `…-review-prov.json`, or a folder `…-review-claimreview`."""
    if wish.typed[0] == form.name:
        return Path(wish.typed[1])
    stem = wish.stem or _stem(wish, article)
    named = "" if form.suffix == f".{form.name}" else f"-{form.name}"
    ending = "" if form.folder else form.suffix
    return output_paths.absolute(Path(wish.folder or ".") / f"{stem}{named}{ending}")


def _stem(wish: Wish, article: Article) -> str:
    if wish.whole:
        return "desk-review"
    return f"{output_paths.stem(article)}-review"


def placed(wish: Wish, form: FormatLine, text: str) -> Wish:
    """The wish with the place that somebody typed; nothing goes back to the usual one.

    Raises: `WrongUsage` for what is no path.
    """
    if not text.strip():
        return wish._replace(folder="", stem="", typed=("", ""))
    try:
        path = output_paths.absolute(Path(text.strip()).expanduser())
        inside = path.is_dir() and not form.folder
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise WrongUsage(f"not a usable path: {reason}") from None
    if inside or text.rstrip().endswith(os.sep):
        return wish._replace(folder=str(path), stem="", typed=("", ""))
    stem = path.name.removesuffix(f"-{form.name}") if form.folder else _without(path.name, form)
    return wish._replace(folder=str(path.parent), stem=stem, typed=(form.name, str(path)))


def _without(name: str, form: FormatLine) -> str:
    """A file's name without the ending that its format, or any, has given it."""
    bare = name.removesuffix(form.suffix) if form.suffix else name
    return bare if bare and bare != name else Path(name).stem
