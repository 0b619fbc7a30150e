"""brat standoff: a text in `X.txt`, its annotations in `X.ann`, offsets in code points.

The two belong together and a reader is handed one piece of data, so that is a zip: of a folder, of
a collection as brat packs it, or of one `.ann` with its `.txt`. `gather` makes it from a path; a
zip is taken as it is.

An event that is an Attribution (as PolNeAR and PARC have it) is not a claim itself: the claim is
its content, from the first to the last of its parts. A span in several parts is taken from its
first to its last character. Equivalences (`*`) and links to other registries (`N`) have no place
here.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from store.errors import BadInput
from store.imports import Mark, Taken
from store.imports.annotation_spans import (
    CONTENT,
    CUE,
    PARTS,
    SOURCE,
    MarkedPiece,
    marks,
    status_of,
)
from store.imports.checks import checked, decoded, same_words

ABOUT = "brat standoff: a folder, an .ann beside its .txt, or a zip of them"
ANN, TXT = ".ann", ".txt"
MAX_BYTES = 256 * 1024 * 1024  # of all files in a zip, unpacked

_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_LINE = re.compile(r"([A-Za-z*#]+)(\S*)\t(.*)", re.DOTALL)


def gather(path: Path) -> bytes:
    """The data of `path`: a folder with all that is in it, an `.ann` with its `.txt`, or a zip.

    Raises: `BadInput` where one of them lacks the other.
    """
    if not path.is_dir() and path.suffix.lower() != ANN:
        return path.read_bytes()
    found = sorted(path.rglob(f"*{ANN}")) if path.is_dir() else [path]
    if not found:
        raise BadInput(f"{path} has no {ANN} files")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for one in found:
            text = one.with_suffix(TXT)
            if not text.is_file():
                raise BadInput(f"{one} has no {text.name} beside it")
            for file in (one, text):
                name = file.relative_to(path if path.is_dir() else path.parent)
                archive.writestr(zipfile.ZipInfo(name.as_posix()), file.read_bytes())
    return packed.getvalue()


def read(data: bytes, name: str) -> Iterator[Taken]:
    """A text per pair of files in the zip `data`. Raises: `BadInput` that names file and line."""
    files = _unpacked(data, name)
    found = sorted(one for one in files if one.endswith(ANN))
    if not found:
        raise BadInput(f"{name} has no {ANN} files")
    for ann in found:
        text = files.get(ann.removesuffix(ANN) + TXT)
        if text is None:
            raise BadInput(f"{ann} has no {TXT} beside it")
        yield _taken(ann, files[ann], decoded(text, ann.removesuffix(ANN) + TXT))


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            wanted = [i for i in archive.infolist() if i.filename.endswith((ANN, TXT))]
            if sum(info.file_size for info in wanted) > MAX_BYTES:
                raise BadInput(f"{name} unpacks to more than {MAX_BYTES // 2**20} MiB")
            return {info.filename: archive.read(info) for info in wanted}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise BadInput(f"{name} is not a folder, an {ANN} file or a zip of them") from error


def _taken(ann: str, data: bytes, text: str) -> Taken:
    found = _Standoff(text)
    later = []
    for number, line in enumerate(decoded(data, ann).split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            continue
        where = f"{ann}, line {number}"
        parts = _LINE.fullmatch(line)
        if not parts or parts[1][0] not in "TREAM*#N":
            raise BadInput(f"{where}: this is not a line of brat standoff")
        one = _Line(parts[1][0], parts[1] + parts[2], parts[3], where, number)
        if one.kind == "T":
            found.span(one)
        else:
            later.append(one)
    # What refers to others comes after them: events, then what is said of either.
    for one in sorted(later, key=lambda one: "ERAM#*N".index(one.kind)):
        found.add(one)
    name = Path(ann).with_suffix(TXT).name
    return Taken(text, name, marks=found.marks(ann))


class _Line(NamedTuple):
    kind: str
    id: str
    rest: str
    where: str
    number: int


class _Standoff:
    """One `.ann` as it is read. `events` gives the piece that stands for an event."""

    def __init__(self, text: str) -> None:
        self.pieces: dict[str, MarkedPiece] = {}
        self._links: list[tuple[str, str]] = []
        self._text = text
        self._events: dict[str, str] = {}
        self._gone: dict[str, str] = {}

    def marks(self, ann: str) -> tuple[Mark, ...]:
        ends = [(self._stands(one), self._stands(other)) for one, other in self._links]
        links = [(one, other) for one, other in ends if one != other]
        pieces = list(self.pieces.values())
        return marks(self._text, pieces, links, lambda piece: f"{ann}, line {piece.line}")

    def _stands(self, name: str) -> str:
        """The piece that stands for one that became part of another."""
        while name in self._gone:
            name = self._gone[name]
        return name

    def span(self, line: _Line) -> None:
        label_and_span, _, told = line.rest.partition("\t")
        found = _SPAN.fullmatch(label_and_span)
        if not found:
            raise BadInput(f"{line.where}: a span is written LABEL START END")
        self._new(line)
        ends = [part.split() for part in found[2].split(";")]
        length = len(self._text)
        pairs = [checked(int(start), int(end), length, line.where) for start, end in ends]
        same_words(told or None, "".join(self._text[a:b] for a, b in pairs), line.where)
        start, end = min(a for a, _ in pairs), max(b for _, b in pairs)
        self.pieces[line.id] = MarkedPiece(line.id, start, end, found[1], line.number)

    def add(self, line: _Line) -> None:
        self._new(line)
        words = line.rest.replace("\t", " ").split()
        match line.kind:
            case "E":
                self._event(line, words)
            case "R":
                ends = [self._target(word.partition(":")[2], line.where) for word in words[1:3]]
                if len(ends) != 2:
                    raise BadInput(f"{line.where}: a relation is written TYPE Arg1:ID Arg2:ID")
                self._links.append((ends[0], ends[1]))
            case "A" | "M":
                self._attribute(line, words)
            case "#":
                about, _, told = line.rest.partition("\t")
                target = self._target(about.split()[-1] if about.split() else "", line.where)
                self._say(line, target, note=told)

    def _new(self, line: _Line) -> None:
        if line.id in self.pieces or line.id in self._events:
            raise BadInput(f"{line.where}: the id {line.id} is used twice")

    def _target(self, name: str, where: str) -> str:
        name = self._stands(self._events.get(name, name))
        if name not in self.pieces:
            raise BadInput(f"{where}: it refers to {name or 'nothing'}, which is not in the file")
        return name

    def _event(self, line: _Line, words: list[str]) -> None:
        if not words or not all(":" in word for word in words):
            raise BadInput(f"{line.where}: an event is written TYPE:ID ROLE:ID ...")
        (kind, _, trigger), *roles = (word.partition(":") for word in words)
        trigger = self._target(trigger, line.where)
        parts: dict[str, list[str]] = {part: [] for part in PARTS}
        for role, _, name in roles:
            target, part = self._target(name, line.where), role.rstrip("0123456789").lower()
            if part in parts:
                self.pieces[target] = self.pieces[target]._replace(label=part.capitalize())
                parts[part].append(target)
            else:
                self._links.append((trigger, target))
        if kind.lower() == "attribution":
            self._tie(line, trigger, parts)
        else:
            self._events[line.id] = trigger
            self._links += [(trigger, one) for part in parts.values() for one in part]

    def _tie(self, line: _Line, trigger: str, parts: dict[str, list[str]]) -> None:
        """An attribution: one content, each source with it and with the cue."""
        if not parts[CONTENT]:
            raise BadInput(f"{line.where}: an attribution has no Content, so there is no claim")
        content = self._joined(line, parts[CONTENT])
        self._events[line.id] = content
        if self.pieces[trigger].label.lower() == "attribution":
            self._gone[trigger] = content
            del self.pieces[trigger]
        for one in (content, *parts[SOURCE]):
            self._links += [(one, other) for other in (*parts[CUE], content) if one != other]

    def _joined(self, line: _Line, contents: list[str]) -> str:
        if len(contents) == 1:
            return contents[0]
        found = [self.pieces[one] for one in contents]
        start, end = min(p.start for p in found), max(p.end for p in found)
        self.pieces[line.id] = MarkedPiece(line.id, start, end, "Content", line.number)
        for one in contents:
            self._gone[one] = line.id
            del self.pieces[one]
        return line.id

    def _attribute(self, line: _Line, words: list[str]) -> None:
        if len(words) not in (2, 3):
            raise BadInput(f"{line.where}: an attribute is written NAME ID VALUE")
        target, said = self._target(words[1], line.where), words[2] if words[2:] else words[0]
        status = status_of(said)
        if status:
            self._say(line, target, status=status)
        else:
            self._say(line, target, note=f"{words[0]}: {said}" if words[2:] else f"label: {said}")

    def _say(self, line: _Line, target: str, *, status: str = "", note: str = "") -> None:
        piece = self.pieces[target]
        before = piece.status or status_of(piece.label)
        if status and before not in ("", status):
            raise BadInput(f"{line.where}: {target} has two verdicts, {before} and {status}")
        told = f"{piece.note}\n{note}".strip()
        self.pieces[target] = piece._replace(status=status or piece.status, note=told)
