"""The command `demo`: the workbench on the shipped sample, in a throw-away desk."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

import click

from store.file.identity import Reviewer
from store.verbs import intake
from store.verbs.opening import open_desk
from tui.cli.common import Options
from tui.cli.review import check_terminal, run
from tui.incoming import read_article

SAMPLE = "xi-putin-call.md"
PUBLISHED = "2024-02-08"


@click.command()
@click.option(
    "--headless", is_flag=True, help="Do the whole job without a screen and print the result."
)
@click.pass_obj
def demo(options: Options, headless: bool) -> None:
    """Try twosource on a sample article, in a desk of its own; nothing of yours is touched."""
    if not headless:
        check_terminal()
    folder = Path(tempfile.mkdtemp(prefix="twosource-demo-"))
    demo_reviewer = Reviewer(secrets.token_hex(16), options.reviewer or "demo")
    desk = open_desk(folder / "desk.db", demo_reviewer)
    try:
        article = read_article(str(sample()), date_published=PUBLISHED)
        added = intake.take_in(desk, *article)
        if headless:
            from tui.cli.demo_job import whole_job

            whole_job(desk, added.document, folder)
        else:
            run(desk, added.document)
    finally:
        desk.close()


def sample() -> Path:
    """The sample beside the program: in an installed wheel, or in a checkout."""
    here = Path(__file__).resolve().parent.parent
    installed = here / "sample" / SAMPLE
    return installed if installed.exists() else here.parent / "fixtures" / SAMPLE
