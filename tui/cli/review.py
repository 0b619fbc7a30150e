"""`review`: the workbench."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.common import Session, take_in, uid

if TYPE_CHECKING:
    from store.verbs.desk import Desk


@click.command()
@click.argument("article", required=False)
@click.pass_obj
def review(session: Session, article: str | None = None) -> None:
    """Open the workbench: the library, or ARTICLE (a path is taken in first)."""
    check_terminal()
    with session.desk(create=True, ask=True) as desk:
        desk.writer.whose()
        run(desk, _document(desk, article))


def _document(desk: Desk, article: str | None) -> int | None:
    from store.queries import articles

    if article is None:
        return None
    if Path(article).is_file():
        added = take_in(desk, article)[1]
        return int(added.document)
    return articles.find_article(desk.conn, article, uid(desk)).id


def check_terminal() -> None:
    """Raises: `WrongUsage` with a pointer to the plain commands where no screen can be drawn."""
    from store.errors import WrongUsage
    from tui.env import why_no_screen

    if reason := why_no_screen():
        raise WrongUsage(reason)


def run(desk: Desk, document: int | None) -> None:
    """Run the workbench on an open desk until it is left."""
    import sys

    from store.errors import BadInput
    from store.file import identity
    from tui.env import prepare
    from tui.keys import overridden

    prepare()
    from tui.app import TwosourceApp

    try:
        keys = overridden(identity.config_dir() / "keys.toml")
    except ValueError as error:
        raise BadInput(str(error)) from None
    app = TwosourceApp(desk, document, keys)
    app.run()
    if app.return_code:
        sys.exit(app.return_code)
