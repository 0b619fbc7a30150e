"""JSON as text that reads back exactly, and that no terminal takes for a command."""

from __future__ import annotations

import json
from typing import Any

from claims.text import visible


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON that reads back exactly, and that no terminal takes for a command."""
    return safe(json.dumps(value, ensure_ascii=False, indent=indent))


def safe(text: str) -> str:
    """JSON text with what a terminal would obey spelt as escapes."""
    if text.isascii():  # known at once, where other questions look at every character
        return text if "\x7f" not in text else text.replace("\x7f", "\\u007f")
    if text.isprintable():
        return text
    return "".join(
        char if char == "\n" or visible(char) == char else json.dumps(char)[1:-1] for char in text
    )
