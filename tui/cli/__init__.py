"""The command line: its global options, the table of commands, errors as exit codes.

A command is imported when it is called, so that `--help` costs nothing.

Output goes to stdout, all else to stderr. Exit codes: 0 done; 1 a check failed; 2 wrong usage;
3 bad input; 4 the store; 6 not permitted; 130 Ctrl-C.
"""

from __future__ import annotations

import builtins
import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from pathlib import Path

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "review": ("tui.cli.review", "Open the workbench: the library, or one article."),
    "demo": ("tui.cli.demo", "Try the workbench on a sample article."),
    "add": ("tui.cli.articles", "Add articles."),
    "claims": ("tui.cli.articles", "List an article's claims."),
    "read": ("tui.cli.read", "Find the claims in a text, without a desk."),
    "tag": ("tui.cli.judge", "Judge one claim without the workbench."),
    "evidence": ("tui.cli.evidence", "Attach evidence, list it, weigh it."),
    "timeline": ("tui.cli.timeline", "List the desk's own timeline, keep a dated claim in it."),
    "check": ("tui.cli.check", "Run every check and list the open leads."),
    "session": ("tui.cli.session", "Review as a team: blind, reveal, discuss, vote, close."),
    "agreement": ("tui.cli.agreement", "Show how far reviewers agree."),
    "reviewers": ("tui.cli.team", "List the reviewers, give them roles."),
    "comment": ("tui.cli.team", "Comment on a claim."),
    "comments": ("tui.cli.team", "List comments, and those that mention you."),
    "adjudicate": ("tui.cli.team", "Have the last word on a claim."),
    "signoff": ("tui.cli.judge", "Sign off the review of an article."),
    "log": ("tui.cli.log", "Show the review log, verify it, rebuild from it."),
    "export": ("tui.cli.export", "Export the review log: html, md, csv and more."),
    "import": ("tui.cli.imports", "Import another desk's log, or another tool's marks."),
    "sources": ("tui.cli.sources", "List, add and edit sources."),
    "scales": ("tui.cli.scales", "List verdict scales, add one, choose one."),
    "backup": ("tui.cli.backup", "Copy the desk, even while others work."),
}


class Lazy(click.Group):
    """A group whose commands are named in a table (module, line of help) and imported on use."""

    table: Mapping[str, tuple[str, str]] = COMMANDS

    def list_commands(self, _: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        pythons = iskeyword(cmd_name) or hasattr(builtins, cmd_name)
        name = f"{cmd_name}_" if pythons else cmd_name
        command = getattr(import_module(self.table[cmd_name][0]), name)
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever read us has seen enough; click would end with 1
            _hush()
            return None

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"twosource, version {version('twosource')}")
    except PackageNotFoundError:
        click.echo("twosource, run from a checkout that is not installed")
    ctx.exit()


@click.group(
    cls=Lazy,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--db",
    type=click.Path(path_type=Path),
    envvar="TWOSOURCE_DB",
    help="The desk's file (or TWOSOURCE_DB); default: desk.db in your data directory.",
)
@click.option("--reviewer", metavar="NAME", help="Your name (or TWOSOURCE_REVIEWER); asked once.")
@click.option(
    "--version",
    is_flag=True,
    callback=_show_version,
    expose_value=False,
    is_eager=True,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context, db: Path | None, reviewer: str | None) -> None:
    """Check an article's facts and sources, claim by claim, in the terminal.

    Without a command, this opens the workbench.
    """
    from tui.cli.common import Options

    ctx.obj = Options(db, reviewer)
    if ctx.invoked_subcommand in (None, "review", "demo"):
        gc.disable()  # a tenth of the time to the first paint; the app switches it on again
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module("tui.cli.review").review)


def main() -> None:
    """Run, and turn every expected failure into one sentence and an exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without the letters for it
    try:
        cli.main(prog_name="twosource", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        _say(_usage(error))
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(130)
    except BrokenPipeError:
        _hush()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  # a bug goes on as what it is
        _fail(error)


def _fail(error: Exception) -> None:
    """Say an expected failure in a sentence; let a bug be a traceback."""
    import sqlite3

    from claims.intake import Refused, UnknownEncoding
    from store.errors import StoreError, TwosourceError

    if isinstance(error, TwosourceError):
        code = error.exit_code
    elif isinstance(error, Refused):
        code = 3
    elif isinstance(error, UnknownEncoding):
        code = 2
    elif isinstance(error, sqlite3.Error):
        code = 4
    elif isinstance(error, OSError):
        if not error.filename:
            _hush()
        where = error.filename or "cannot write to standard output"
        code, error = 4, StoreError(f"{where}: {error.strerror}")
    else:
        raise error
    _say(str(error))
    sys.exit(code)


def _usage(error: click.ClickException) -> str:
    """click's message in one sentence, with the page that tells more."""
    message = error.format_message().rstrip(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see `{context.command_path} --help`" if context else message


def _say(sentence: str) -> None:
    from claims.text import visible

    click.echo(f"twosource: {visible(sentence)}", err=True)


def _hush() -> None:
    """Let what is left in the buffer go nowhere: it would be a second error at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
