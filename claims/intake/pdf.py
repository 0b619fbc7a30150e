"""The PDF reader: the text layer, with a blank line between paragraphs and between pages.

A PDF has lines but no paragraphs, so a line that is clearly shorter than the page's lines ends one,
and all others run on. A hyphen at a line's end stays, and the word goes on after it: nobody can
tell whether it belongs to the word, so a sign without width marks that a line ended there. A page
without text leaves no mark in the text, where it would pass for the document's own words; the
notice names it. The file's dates say when it was made and not when it was published, so none is
taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium_c

from claims.intake.decode import MAX_BYTES, Refused
from claims.intake.plain import headline_of, with_front_matter
from claims.model import Document

VERSION = f"2 pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}"

_FULL = 0.75  # of the page's usual line; a shorter line is the last of its paragraph
_NAMED = 8  # pages in a notice
_LINE_END = "\u200b"  # behind a hyphen: a line may end here, and takes no room
_HYPHENS = ("-", "\u00ad", "\u2010")
_PROGRAM_TITLE = re.compile(r"(?:Microsoft \w+ - .*|untitled|.*\.\w{2,4})\Z", re.IGNORECASE)
_SURROGATE = re.compile("[\0\ud800-\udfff]")


def read(data: bytes, encoding: str | None) -> Document:  # noqa: ARG001  # a PDF knows its own
    pdf = _opened(data)
    try:
        pages = [paragraphs(_lines(page)) for page in pdf]
        about = pdf.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError:
        raise Refused(_DAMAGED) from None
    finally:
        pdf.close()
    text = "\n\n".join(filter(None, ("\n\n".join(page) for page in pages)))
    if not text.strip():
        raise Refused("the PDF has no text layer; run OCR on it first, then add the result")
    title = _clean(about.get("Title", ""))
    document = with_front_matter(Document(text, media_type="application/pdf"))
    return document._replace(
        headline=title if title and not _PROGRAM_TITLE.match(title) else headline_of(text),
        author=document.author or _clean(about.get("Author", "")),
        notice=_silent([number for number, page in enumerate(pages, 1) if not page]),
    )


def _silent(pages: Sequence[int]) -> str:
    """What to say of pages without text; empty where there are none."""
    if not pages:
        return ""
    some = ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
    told = f"page {some} has" if len(pages) == 1 else f"{len(pages)} pages ({some}) have"
    return f"{told} no text layer and cannot be searched; a scan needs OCR first"


_DAMAGED = (
    "the file is damaged, or is not a PDF; open it and save it again, or save it as plain text"
)


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    if not data:
        raise Refused("the file is empty; nothing was taken in")
    if len(data) > MAX_BYTES:
        raise Refused("the file is larger than 16 MiB; split it and add the parts")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise Refused("the PDF is encrypted; save a copy without a password first") from None
        raise Refused(_DAMAGED) from None


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    text = page.get_textpage().get_text_bounded()
    text = text.replace("\ufffe", "-").replace("\x02", "-")  # PDFium's marks of a line-end hyphen
    return [_clean(line) for line in re.split(r"\r\n|\r|\n", _SURROGATE.sub("", text))]


def _clean(line: str) -> str:
    return " ".join(_SURROGATE.sub("", line).split())


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines of a page joined to paragraphs; an empty line always ends one."""
    usual = _usual(lines)
    return [_joined(group) for group in _groups(lines, usual)]


def _usual(lines: Sequence[str]) -> int:
    """The length that nine of ten lines do not exceed."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _groups(lines: Sequence[str], usual: int) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        if line:
            group.append(line)
        if group and (not line or (len(line) < usual * _FULL and not line.endswith(_HYPHENS))):
            yield group
            group = []
    if group:
        yield group


def _joined(lines: Sequence[str]) -> str:
    parts = [f"{line}{_LINE_END if line.endswith(_HYPHENS) else ' '}" for line in lines]
    return "".join(parts).rstrip(f" {_LINE_END}")
