"""The parent's side of the sandbox: a file from outside is read in a child process with bounds.

Parsers in C meet hostile files here, so a crash, a bomb or a hang must cost one sentence and not
the desk. The child starts without the environment (no proxies, no settings), bounds itself before
it sees a byte (`store.sandbox.child`) and answers in JSON that is checked like any other input.
Linux and macOS bound processor time, files and processes, Linux memory and network too; on Windows
the clock is the only bound. Text formats need no library and no child.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread, Timer
from typing import Any

from claims import intake
from claims.intake import MAX_BYTES, Refused, UnknownEncoding
from claims.model import Document, Role

SECONDS = 20
MEMORY = 2 * 1024**3  # bytes of address space; a page of 16 MiB takes about half of it
MAX_ANSWER = 5 * MAX_BYTES  # a code point is at most four bytes, and JSON escapes some

_CHILD = (
    "import json, sys; path, job = json.loads(sys.argv[1]); sys.path[:] = path; "
    "from store.sandbox.child import main; main(*job)"
)
_UNSTORABLE = re.compile("[\0\r\ud800-\udfff]")
_WAY_OUT = "save it as plain text and add that"


def read_document(
    data: bytes,
    name: str = "",
    encoding: str | None = None,
    sheet: str = "",
    *,
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> Document:
    """As `claims.intake.read_document`, but in a bounded child where a library does the work.

    Raises: `Refused`, `UnknownEncoding`, as there.
    """
    extra = intake.extra_for(name)
    if not extra:
        return intake.read_document(data, name, encoding, sheet)
    if len(data) > MAX_BYTES:
        raise Refused("the file is larger than 16 MiB; split it and add the parts")
    out, late = _run([name, encoding, sheet, seconds, memory], data, seconds)
    if late:
        raise Refused(f"the {extra} file took more than {seconds} s to read; {_WAY_OUT}")
    if len(out) > MAX_ANSWER:
        raise Refused(f"the {extra} file has more than 16 MiB of text; split it and add the parts")
    return _document(_parsed(out), extra, memory)


def _run(job: list[Any], data: bytes, seconds: float) -> tuple[bytes, bool]:
    """What the child wrote, at most a byte more than `MAX_ANSWER`, and whether time ran out."""
    late = Event()
    with subprocess.Popen(
        [sys.executable, "-I", *_bytecode(), "-c", _CHILD, json.dumps([_path(), job])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ},
        start_new_session=True,
    ) as child:

        def too_late() -> None:
            late.set()
            _kill(child)

        timer = Timer(seconds, too_late)
        feeder = Thread(target=_feed, args=(child, data), daemon=True)
        try:
            timer.start()
            feeder.start()
            assert child.stdout
            out = child.stdout.read(MAX_ANSWER + 1)
        finally:
            timer.cancel()
            _kill(child)
            feeder.join()
    return out, late.is_set()


def _feed(child: subprocess.Popen[bytes], data: bytes) -> None:
    assert child.stdin
    with suppress(OSError), child.stdin as pipe:  # a child that is gone reads no more
        pipe.write(data)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child with everything that it may have started. The child has not been reaped yet."""
    if child.returncode is not None:
        return
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


def _bytecode() -> list[str]:
    return ["-B"] if sys.dont_write_bytecode else []


def _path() -> list[str]:
    """Where the child finds what this process finds, and the package `store` itself."""
    ours = str(Path(__file__).resolve().parents[2])
    return [ours, *(entry for entry in sys.path if os.path.isabs(entry) and entry != ours)]


def _parsed(out: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(out)
    except (ValueError, RecursionError):
        answer = None
    return answer if isinstance(answer, dict) else {"failed": "crash"}


def _document(answer: dict[str, Any], extra: str, memory: int) -> Document:
    """The document in the child's answer, which is trusted no more than the file itself."""
    for kind in (Refused, UnknownEncoding):
        if isinstance(answer.get(kind.__name__), str):
            raise kind(answer[kind.__name__])
    if answer.get("failed") == "memory":
        mib = memory // 1024**2
        raise Refused(f"the {extra} file takes more than {mib} MiB to read; {_WAY_OUT}")
    if answer.get("failed") == "depth":
        raise Refused(f"the {extra} file is nested too deeply to read; {_WAY_OUT}")
    if not _is_document(answer):
        raise Refused(f"the {extra} file could not be read and may be damaged; {_WAY_OUT}")
    return Document(**answer | {"role": Role(answer["role"])})


def _is_document(answer: dict[str, Any]) -> bool:
    if set(answer) != set(Document._fields) or answer["role"] not in list(Role):
        return False
    texts = [value for value in answer.values() if isinstance(value, str)]
    storable = not any(map(_UNSTORABLE.search, texts)) and bool(answer["text"].strip())
    return len(texts) == len(answer) and storable
