"""A page becomes the words that it shows, whatever else is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from claims.intake import Refused, read_document
from claims.model import Document
from store.sandbox import parent

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "fixtures" / "documents"
SAID = "A port official said that traffic rose."
WHY = "Nobody said why."


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def read(body: str, head: str = "") -> Document:
    return read_document(page(body, head), "a.html")


def blocks(body: str) -> list[str]:
    return read(body).text.split("\n\n")


# --- what belongs to the text --------------------------------------------------------------------


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>document.write('evil words')</script>",
        "<style>.evil { color: red }</style>",
        "<noscript>evil words</noscript>",
        "<template><p>evil words</p></template>",
        "<p hidden>evil words</p>",
        '<p style="display:none">evil words</p>',
        "<!-- evil words -->",
        "<textarea>evil words</textarea>",
        '<p onclick="evil()"></p>',
    ],
)
def test_what_a_browser_does_not_show_is_not_in_the_text(unseen: str) -> None:
    assert blocks(f"<p>{SAID}</p>{unseen}<p>{WHY}</p>") == [SAID, WHY]


def test_a_refresh_is_not_followed() -> None:
    head = '<meta http-equiv="refresh" content="0; url=https://harbour.example/elsewhere">'
    found = read(f"<p>{SAID}</p>", head)
    assert (found.text, found.url) == (SAID, "")


def test_a_row_is_one_block_with_its_cells_kept_apart() -> None:
    table = "<table><tr><th>Year<th>Tonnes<tr><td>2023<td>240.11</table>"
    assert blocks(f"<p>{SAID}</p>{table}<p>{WHY}</p>") == [
        *(SAID, "Year | Tonnes", "2023 | 240.11", WHY),
    ]


def test_paragraphs_in_one_cell_do_not_run_together() -> None:
    rows = f"<tr><td>A</td><td><p>{SAID}</p><p>{WHY}<br>Yet</p></td></tr>"
    assert blocks(f"<table>{rows}</table>") == [f"A | {SAID} {WHY} Yet"]


def test_a_table_that_only_frames_the_page_leaves_its_paragraphs() -> None:
    assert blocks(f"<table><tr><td><p>{SAID}</p><p>{WHY}</p></td></tr></table>") == [SAID, WHY]


# --- what it says of itself ----------------------------------------------------------------------


def test_a_page_says_who_published_it_and_when() -> None:
    found = read_document((DOCUMENTS / "page.html").read_bytes(), "page.html")
    assert (found.headline, found.author, found.publisher, found.date_published) == (
        *("Lissow pilots end their strike", "Jon Mole", "Port Weekly", "2024-02-08"),
    )
    assert (found.url, found.in_language) == ("https://portweekly.example/2024/pilots", "en-GB")


def test_a_date_in_the_words_of_a_page_is_not_its_date() -> None:
    assert read(f"<p>{SAID}</p><p>That was on 3 March 2021.</p>").date_published == ""


def test_an_address_that_is_none_is_left_out() -> None:
    assert read(f"<p>{SAID}</p>", '<link rel="canonical" href="javascript:evil()">').url == ""


# --- encodings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1251"><p>The café closed.</p>'.encode(), "The café closed."),
        ('<meta charset="windows-1251"><p>Порт закрыт.</p>'.encode("cp1251"), "Порт закрыт."),
        ('<meta charset="iso-8859-1"><p>The “café”.</p>'.encode("cp1252"), "The “café”."),
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?><p>The café.</p>'.encode("latin-1"),
            "The café.",
        ),
        ("<p>The café closed.</p>".encode("utf-16"), "The café closed."),
    ],
    ids=["utf-8 wins", "declared", "as browsers do", "xml", "utf-16"],
)
def test_a_page_is_decoded_by_its_bytes_then_by_what_it_says(data: bytes, text: str) -> None:
    assert read_document(data, "a.html").text == text


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-7", "klingon", ""])
def test_a_page_that_is_not_what_it_says_is_refused_and_not_guessed(charset: str) -> None:
    data = f'<meta charset="{charset}"><p>A caf\xe9. '.encode("latin-1")
    with pytest.raises(Refused, match="is not UTF-8; pass --encoding"):
        read_document(data + b" " * (len(data) % 2), "a.html")


@pytest.mark.parametrize("charset", ["hex", "rot13", "zlib", "shift_jis"])
def test_a_charset_that_does_not_fit_is_one_sentence(charset: str) -> None:
    with pytest.raises(Refused, match="try another --encoding"):
        read_document(f'<meta charset="{charset}"><p>caf\xe9\xff'.encode("latin-1"), "a.html")


# --- hostile pages -------------------------------------------------------------------------------

LAUGHS = '<!ENTITY a0 "lol lol lol ">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
)


def test_an_entity_bomb_is_not_expanded() -> None:
    data = f"<!DOCTYPE html [{LAUGHS}]><html><body><p>So &a9; so.</p></body></html>"
    assert len(parent.read_document(data.encode(), "a.xhtml").text) < 100


def test_an_entity_that_names_a_file_is_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the protected name")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    data = f"{entity}<html><body><p>An official said &x; so.</p></body></html>".encode()
    assert "protected" not in parent.read_document(data, "a.xhtml").text


@pytest.mark.parametrize("tag", ["p", "span", "li", "table", "b><i"])
def test_a_million_unclosed_tags_are_one_sentence(tag: str) -> None:
    with pytest.raises(Refused, match=r"nested too deeply|more than 2 s|no text was found"):
        parent.read_document(f"<{tag}>".encode() * 1_000_000, "a.html", seconds=2)


@pytest.mark.parametrize(
    "odd", ["&#0;", "&#xD800;", "&#xFFFE;", "&#1;", "\x01", "\x08", "\x1b", "\ufffe", "\uffff"]
)
def test_a_character_that_shows_nothing_costs_no_word(odd: str) -> None:
    text = parent.read_document(page(f"<p>A port{odd} official</p><p>{WHY}"), "a.html").text
    assert text.replace("\ufffd", "") == f"A port official\n\n{WHY}"


@pytest.mark.parametrize("at", [0, 20])
def test_a_nul_byte_is_refused(at: int) -> None:
    data = page(f"<p>{SAID}</p>")
    with pytest.raises(Refused, match="there is a NUL at character"):
        parent.read_document(data[:at] + b"\0" + data[at:], "a.html")


# --- what is loaded when -------------------------------------------------------------------------

WITHOUT = """
import sys
from importlib.abc import MetaPathFinder
class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
from claims.intake import Refused, read_document
try:
    read_document({data!r}, {name!r})
except Refused as refusal:
    print(refusal)
"""


@pytest.mark.parametrize(
    ("extra", "library", "name"),
    [
        ("html", "trafilatura", "page.html"),
        ("html", "lxml", "page.html"),
        ("pdf", "pypdfium2", "report.pdf"),
        ("xlsx", "openpyxl", "table.xlsx"),
    ],
)
def test_a_missing_library_is_named_by_the_extra_that_brings_it(
    extra: str, library: str, name: str
) -> None:
    data = (DOCUMENTS / name).read_bytes()
    code = WITHOUT.format(missing={library}, data=data, name=name)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.stdout == (
        f"reading {extra} files needs a library that is not installed; "
        f"run: pip install 'twosource[{extra}]'\n"
    ), done.stderr


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv", "-"])
def test_a_text_format_starts_no_child(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def started(*_: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr(parent, "_run", started)
    assert parent.read_document(b"Year,Tonnes\n2023,240.11\n", name).text


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.xlsx"])
def test_a_format_of_a_library_is_read_in_a_child(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "_run", lambda *_: (b'{"Refused": "from the child"}', False))
    with pytest.raises(Refused, match="from the child"):
        parent.read_document(b"Some text.", name)


PAGE = """<html><head><title>Dam closed</title></head><body>
<nav><figure><figcaption>A caption of another article altogether</figcaption></figure></nav>
<article><header><h1>Dam closed</h1>
<div class="article__standfirst">The lower gate stays shut until the wall has been mended.</div>
</header>
<figure><img src="a.jpg"><figcaption>Engineers at the wall on Monday. <span>Photo: K. Rao</span>
</figcaption></figure>
<p>The dam above Lenz was closed on Monday after the wall had moved by two centimetres, the water
board said, and it will stay closed for some weeks at the least.</p>
<p>Nobody was hurt, and the villages below have been told to keep away from the river bank.</p>
</article></body></html>"""


def test_a_standfirst_and_captions_of_the_article_are_read_and_no_others() -> None:
    text = read_document(PAGE.encode(), "a.html").text
    blocks = text.split("\n\n")
    assert blocks.count("The lower gate stays shut until the wall has been mended.") == 1
    assert blocks.index("The lower gate stays shut until the wall has been mended.") <= 1
    assert text.count("Engineers at the wall on Monday.") == 1
    assert "another article" not in text
