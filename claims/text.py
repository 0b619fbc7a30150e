"""Makes text from outside harmless on its way to a screen.

A terminal obeys what it is sent: an escape sequence in an article could recolour, retitle or type
into it, and a bidi override can show words in another order than they are stored. Every screen and
every command passes foreign text through `visible`, the one place where that is undone. The result
has as many code points as the input, so offsets still hold.
"""

from __future__ import annotations

_SUBSTITUTE = "\u2426"  # SYMBOL FOR SUBSTITUTE FORM TWO: a visible mark of one cell

_TABLE: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if code not in (9, 10)}
_TABLE[0x7F] = "\u2421"
_TABLE |= dict.fromkeys(range(0x80, 0xA0), _SUBSTITUTE)
_TABLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _SUBSTITUTE)
_TABLE |= dict.fromkeys((0x2028, 0x2029), "\u2424")
# Noncharacters stand for nothing, and HTML forbids them (Unicode 23.7)
_TABLE |= dict.fromkeys((*range(0xFDD0, 0xFDF0), *range(0xFFFE, 0x110000, 0x10000)), _SUBSTITUTE)
_TABLE |= dict.fromkeys(range(0xFFFF, 0x110000, 0x10000), _SUBSTITUTE)
_SURROGATES = range(0xD800, 0xE000)


def visible(text: str) -> str:
    """`text` with control codes, bidi controls, surrogates and noncharacters as visible symbols.

    Newline and tab stay. One code point becomes one code point.
    """
    shown = text.translate(_TABLE)
    if shown.isascii():
        return shown
    if any(ord(char) in _SURROGATES for char in shown):
        return "".join(_SUBSTITUTE if ord(char) in _SURROGATES else char for char in shown)
    return shown


def one_line(text: str) -> str:
    """`text` harmless and on one line: every run of white space is one space."""
    return " ".join(visible(text).split())


def shorten(text: str, length: int) -> str:
    """At most `length` code points of `text`, with an ellipsis where something was cut."""
    return text if len(text) <= length else text[: max(0, length - 1)].rstrip() + "…"
