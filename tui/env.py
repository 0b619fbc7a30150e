"""Environment settings made before Textual is imported, which reads them only once."""

from __future__ import annotations

import os
import sys


def prepare() -> None:
    """Set Textual's switches for this terminal."""
    if os.environ.get("NO_COLOR"):
        os.environ.setdefault("TEXTUAL_THEME", "ansi-dark")  # its greys are 24-bit otherwise
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # Chinese input is lost otherwise
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")


def why_no_screen() -> str | None:
    """A sentence when the workbench cannot run here, with the commands that can."""
    instead = "use the plain commands instead: twosource claims, twosource tag, twosource export"
    if os.environ.get("TERM", "") in ("dumb", "unknown"):
        return f"this terminal (TERM={os.environ['TERM']}) cannot show the workbench; {instead}"
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return f"the workbench needs a terminal for input, output and errors; {instead}"
    return None
