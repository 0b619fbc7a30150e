"""Everything that a desk can read of a team's work, asked at once: to compare, and to search."""

from __future__ import annotations

import inspect
import io
import itertools
import pkgutil
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from claims.model import Span
from claims.scales import NEWSROOM
from store import minutes, queries
from store.dossier import walk
from store.dossier.values import Scope
from store.errors import TwosourceError
from store.exports import EXPORTERS, FolderFile, exporter
from store.log import chain
from store.log.kinds import Judged, RoleGiven
from store.minutes import record
from store.queries import claim_rows, evidence_items, leads
from store.queries.claim_listing import Filter
from store.queries.team import session_overview
from store.state import suggestions
from store.verbs.desk import Desk


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every module of a package and of those inside it."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(found.name)


MODULES: tuple[ModuleType, ...] = (*_modules(queries), suggestions, minutes, record)
# What the rules ask, past the blinds; what writes; and who is there, which is no secret
RULES = frozenset({"ballots", "counts", "refresh", "people"})
# Digests of the log, and when a table was packed: these may differ
DIGEST = re.compile(r"(?:\d+-)?[0-9a-f]{64}|(?<=W3CDTF\">)[^<]+")


class Walk:
    """What the functions are asked about; every value of one is tried with every value of others.

    `words` are what people may search for.
    """

    def __init__(self, desk: Desk, session: Any, words: Sequence[str] = ()) -> None:
        conn = self.conn = desk.conn
        self.desk = desk
        find = lambda sql: [row[0] for row in conn.execute(sql).fetchall()]  # noqa: E731
        filters = [Filter(**{name: True}) for name in Filter._fields if name in _SWITCHES]
        self.values: Mapping[str, Sequence[Any]] = {
            "conn": [conn],
            "document": find("SELECT id FROM document WHERE role = 'article'"),
            "claim": find("SELECT id FROM claim"),
            "ids": [find("SELECT id FROM claim")],
            "reviewer": ["", *find("SELECT uid FROM reviewer")],
            "session": [session],
            "uid": [session.uid],
            "moment": ["reveal", "close", "now"],
            "now": [desk.writer.clock().micros],
            "event": find(
                "SELECT s.uid || ':' || e.n FROM main.event e, main.stream s"
                " WHERE s.id = e.stream_id"
            ),
            "evidence": find("SELECT id FROM main.evidence"),
            "source": find("SELECT id FROM main.source WHERE NOT shipped"),
            "name": ["1", "2", "a", "b", *words],
            "text": ["@a @b"],
            "form": ["md", "html"],
            "status": [status.id for status in NEWSROOM.statuses],
            "used": [NEWSROOM],
            "sha256": find("SELECT sha256 FROM document"),
            "comment": find("SELECT id FROM main.comment"),
            "kind": [Judged, RoleGiven],
            "most": [9],
            "key": ["", 'voice 0-8 ["a"]'],
            "span": [Span(0, 8)],
            "spans": [[(0, 8)]],
            "otherwise": [NEWSROOM],
            "me": ["", *find("SELECT uid FROM reviewer")],
            "wanted": [None, *filters, *(Filter(text=word) for word in words)],
        }

    def functions(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        for module in MODULES:
            for name, function in inspect.getmembers(module, inspect.isfunction):
                ours = function.__module__ == module.__name__ and not name.startswith("_")
                if ours and name not in RULES and "conn" in inspect.signature(function).parameters:
                    yield f"{module.__name__}.{name}", function

    def calls(self, function: Callable[..., Any]) -> Iterator[dict[str, Any]]:
        """Ways to call a function. Raises: KeyError for a parameter that nobody has told of."""
        named = inspect.signature(function).parameters.values()
        asked = [one for one in named if one.default is one.empty or one.name in self.values]
        tried = [self._tried(one) for one in asked]
        for values in itertools.product(*tried):
            yield dict(zip((one.name for one in asked), values, strict=True))

    def _tried(self, one: inspect.Parameter) -> Sequence[Any]:
        if one.name == "items":
            return [evidence_items.of_article(self.conn, d) for d in self.values["document"]]
        if one.name == "rows":
            return [claim_rows.rows(self.conn, ids) for ids in self.values["ids"]]
        told = inspect.formatannotation(one.annotation)
        known = self.values["uid" if "str" in told else "session"]
        values = known if one.name == "session" else self.values[one.name]
        return values if one.default in (one.empty, *values) else [one.default, *values]

    def read(self) -> dict[str, list[str]]:
        """What every read model answers, as text."""
        leads.forget()
        return {
            name: [_answer(function, call) for call in self.calls(function)]
            for name, function in self.functions()
        }

    def exported(self, forms: Iterable[str] = EXPORTERS) -> dict[str, str]:
        """What exporters write for every scope, digests masked."""
        people = self.values["reviewer"][1:]
        scopes = [Scope(), Scope(final=True), *(Scope(article=d) for d in self.values["document"])]
        scopes += [Scope(session=uid) for uid in self.values["uid"]]
        scopes += [Scope(reviewer=who) for who in people]
        return {
            f"{form} {scope}": DIGEST.sub("…", _exported(self.conn, form, scope))
            for form in forms
            for scope in (scopes if form == "csv" else scopes[:3])
        }

    def everything(self, forms: Iterable[str] = EXPORTERS) -> dict[str, str]:
        read = {name: "\n".join(answers) for name, answers in self.read().items()}
        return read | self.exported(forms) | {"digest": DIGEST.sub("…", chain.digest(self.conn))}


_SWITCHES = (
    *("undecided", "mine", "teammate", "split", "queries", "leads", "second", "overruled"),
    "assigned",
)


def _answer(function: Callable[..., Any], call: dict[str, Any]) -> str:
    try:
        found = function(**call)
    except TwosourceError as error:
        return f"{type(error).__name__}: {error}"
    if isinstance(found, session_overview.SessionOverview):  # who is there is no secret
        people = (one._replace(here=False) for one in found.people if one.member)
        found = found._replace(people=tuple(people))
    return repr(list(found) if isinstance(found, Iterator) else found)


def _exported(conn: Any, form: str, scope: Scope) -> str:
    """The text of an export; of a packed one, of all that is packed in it."""
    chosen, parts = exporter(form), []
    try:
        for piece in chosen.export(walk.collect(conn, scope), raw=True, history=True):
            if isinstance(piece, FolderFile):
                parts.append((piece.name + "".join(piece.text)).encode())
            else:
                parts.append(piece.encode() if isinstance(piece, str) else piece)
    except TwosourceError as error:
        return str(error)
    data = b"".join(parts)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    return data.decode()
