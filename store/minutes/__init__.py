"""The minutes of a session: who held what while blind, what changed and why, and the result."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import WrongUsage
from store.exports.write import STDOUT, not_the_desk
from store.file import files, protected_names
from store.minutes import html, md
from store.minutes.record import read
from store.queries.team import session_rows
from store.state.session import Session

if TYPE_CHECKING:
    from store.file.db import Database

FORMS = {"md": md, "html": html}


def form_of(file: str) -> str:
    """The form that the name of a file asks for."""
    return "html" if file.endswith((".html", ".htm")) else "md"


def minutes(conn: sqlite3.Connection, session: Session, form: str = "md") -> str:
    """The minutes of a session as text. Raises: `NotPermitted` until the reveal."""
    if form not in FORMS:
        raise WrongUsage(f"minutes come as {' or '.join(FORMS)}, not as {form!r}")
    return "".join(FORMS[form].render(read(conn, session)))


def write(
    database: Database,
    session: Session,
    form: str,
    output: str = STDOUT,
    *,
    force: bool = False,
    redact: bool = False,
) -> None:
    """Write the minutes to the file `output`, or with `-` to standard output, from one state of
    the desk; with `redact`, protected sources by their code names.

    Raises: `NotPermitted` until the reveal and where a protected name would be left, `Exists` for
    a file without `force`, `StoreError`.
    """
    with database.snapshot() as conn:
        known = session_rows.by_uid(conn, session.uid)
        if known is None:
            raise WrongUsage("that session is gone; list them again")
        text = minutes(conn, known, form)
        hidden = protected_names.hidden(conn, redact=redact)
    text = "".join(hidden.guard([hidden.hide(text)]))
    if output == STDOUT:
        files.write_out([text])
        return
    not_the_desk(database, Path(output))
    files.write_whole(Path(output), [text], force=force)
