"""`review`: opening the workbench."""

from __future__ import annotations

import os
import sys

import click

from store.errors import BadInput, WrongUsage
from store.file import identity
from store.queries import articles
from store.verbs.desk import Desk
from tui.cli.common import Options
from tui.env import prepare, why_no_screen
from tui.keys import overridden


@click.command()
@click.argument("article", required=False)
@click.pass_obj
def review(options: Options, article: str | None = None) -> None:
    """Open the workbench: the library, or ARTICLE (a file is added first)."""
    check_terminal()
    with options.desk(create=True, ask=True) as desk:
        desk.writer.whose()
        run(desk, _document(desk, article))


def _document(desk: Desk, article: str | None) -> int | None:
    if article is None:
        return None
    if os.path.isfile(article):  # which is silent for a name that is too long
        from store.verbs import intake
        from tui.incoming import read_article

        return intake.take_in(desk, *read_article(article)).document
    return articles.find_article(desk.conn, article, desk.reviewer_id).id


def check_terminal() -> None:
    """Raises: `WrongUsage` with a pointer to the plain commands where no screen can be drawn."""
    if reason := why_no_screen():
        raise WrongUsage(reason)


def run(desk: Desk, document: int | None) -> None:
    """Run the workbench on an open desk until it is left."""
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
