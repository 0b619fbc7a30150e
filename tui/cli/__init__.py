"""The command line. A command is imported when it is called, so that `--help` costs nothing.

Output goes to stdout, all else to stderr. Exit codes: 0 done; 1 a check failed; 2 wrong usage;
3 bad input; 4 the store; 6 not permitted; 130 Ctrl-C.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "review": ("tui.cli.review", "Open the workbench, in the library or in ARTICLE."),
    "demo": ("tui.cli.demo", "Try the workbench on the shipped sample."),
    "add": ("tui.cli.articles", "Take articles in."),
    "claims": ("tui.cli.articles", "List claims."),
    "read": ("tui.cli.read", "Read a text without a desk: claims and who says them."),
    "tag": ("tui.cli.judge", "Judge one claim without the screen."),
    "signoff": ("tui.cli.judge", "Sign the review of an article."),
    "log": ("tui.cli.log", "Show the review log, and check it."),
    "export": ("tui.cli.export", "Write the review log out: csv, jsonl, md."),
    "sources": ("tui.cli.sources", "List, add and edit sources."),
    "backup": ("tui.cli.export", "Copy the desk while others work."),
}


class Lazy(click.Group):
    """A group whose commands are named in a table and imported on use."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    envvar="TWOSOURCE_DB",
    help="The desk's file (or TWOSOURCE_DB); by default desk.db in your data directory.",
)
@click.option(
    "--reviewer", metavar="NAME", help="Who works here (or TWOSOURCE_REVIEWER); asked for once."
)
@click.version_option(package_name="twosource")
@click.pass_context
def cli(ctx: click.Context, db: Path | None, reviewer: str | None) -> None:
    """Check an article's facts and sources, claim by claim, in the terminal.

    Without a command, the workbench opens.
    """
    from tui.cli.common import Session

    ctx.obj = Session(db, reviewer)
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module("tui.cli.review").review)


def main() -> None:
    """Run, and turn every expected failure into one sentence and an exit code."""
    try:
        cli.main(prog_name="twosource", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  # a bug goes on as what it is
        _fail(error)


def _fail(error: Exception) -> None:
    """Say an expected failure in a sentence; let a bug be a traceback."""
    import sqlite3

    from claims.intake import Refused, UnknownEncoding
    from claims.text import visible
    from store.errors import TwosourceError

    if isinstance(error, TwosourceError):
        code = error.exit_code
    elif isinstance(error, Refused):
        code = 3
    elif isinstance(error, UnknownEncoding):
        code = 2
    elif isinstance(error, sqlite3.Error):
        code = 4
    else:
        raise error
    click.echo(f"twosource: {visible(str(error))}", err=True)
    sys.exit(code)
