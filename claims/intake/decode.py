"""The decoder of bytes to text, with rules that may never change, since texts are known by hash.

A BOM is dropped, CR and CRLF become LF, nothing is normalised. UTF-8 is tried, UTF-16 only with its
byte order mark; everything else is refused rather than guessed, because a wrong guess would be
stored as if the article had said so.
"""

from __future__ import annotations

import codecs
import re

MAX_BYTES = 16 * 1024 * 1024

_MAGIC = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive (a Word or Excel file is one)",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")


class Refused(ValueError):
    """Input that intake does not take; the message is one sentence with the way out."""


class UnknownEncoding(ValueError):
    """An encoding that Python does not know by that name."""


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text in `data`, by the rules above; `encoding` overrides the guess.

    Raises: `Refused`, `UnknownEncoding`.
    """
    _bounded(data)
    text = _forced(data, encoding) if encoding else _guessed(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _storable(text)
    return text


def _bounded(data: bytes) -> None:
    if not data:
        raise Refused("the file is empty; nothing was taken in")
    if len(data) > MAX_BYTES:
        raise Refused("the file is larger than 16 MiB; split it and add the parts")
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise Refused(f"this is {what}, not text; save it as plain text or Markdown first")


def _forced(data: bytes, encoding: str) -> str:
    try:
        codec = codecs.lookup(encoding)
    except (LookupError, UnicodeError):
        raise UnknownEncoding(
            f"there is no encoding called {encoding!r}; try utf-8, utf-16-le, cp1252 or gb18030"
        ) from None
    try:
        text = data.decode(codec.name)
    except (UnicodeError, LookupError):
        raise Refused(f"the file is not in {encoding}; try another --encoding") from None
    return text


def _guessed(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refused("the file is in UTF-32; pass --encoding utf-32, or save it as UTF-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Refused(
                f"the file says it is UTF-16 but breaks off at byte {error.start}; save it again"
            ) from None
    if twin := _utf16_without_bom(data):
        raise Refused(
            f"the file looks like UTF-16 without a byte order mark; pass --encoding {twin}"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_not_utf8(data, error)) from None


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    if _SURROGATE_BYTES.match(data, error.start):
        return (
            f"there is half a surrogate pair at byte {error.start}, which cannot be read; "
            "save the file as UTF-8 again"
        )
    return (
        f"byte {error.start} is not UTF-8; pass --encoding with the right one "
        "(cp1252 for old Western files, gb18030 for Chinese, cp1251 for Russian)"
    )


def _utf16_without_bom(data: bytes) -> str | None:
    """Text in UTF-16 has a zero in most of either its odd or its even bytes."""
    head = data[:4096]
    half = len(head) // 2
    if half < 2:
        return None
    if head[1::2].count(0) > half * 0.3 and head[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.3 and head[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return None


def _storable(text: str) -> None:
    if (at := text.find("\0")) >= 0:
        raise Refused(
            f"there is a NUL at character {at}, so this is not a text file; "
            "remove it, or pass --encoding if the file is UTF-16"
        )
    if match := _SURROGATE.search(text):
        raise Refused(
            f"there is half a surrogate pair at character {match.start()}, which cannot be read; "
            "save the file as UTF-8 again"
        )
    if not text.strip():
        raise Refused("the file has only white space in it; nothing was taken in")
