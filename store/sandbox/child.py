"""The child process that reads one file within bounds and answers `store.sandbox.parent` in JSON.

The libraries are loaded before the bounds and before a byte of the file is seen, so their bytecode
may still be cached. From then on the process cannot write files, cannot start others and cannot
reach the network: an audit hook, which nothing can take off again, refuses for Python, and where
the kernel allows it a network namespace of its own refuses for everything else.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import Any

from claims.intake import Refused, UnknownEncoding, read_document

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")


def main(name: str, encoding: str | None, sheet: str, seconds: int, memory: int) -> None:
    """Read the file on standard input and answer on standard output."""
    _leave_network()
    try:
        answer = _read(name, encoding, sheet, seconds, memory)
    except (Refused, UnknownEncoding) as refusal:
        answer = {type(refusal).__name__: str(refusal)}
    except MemoryError:
        answer = {"failed": "memory"}
    except RecursionError:
        answer = {"failed": "depth"}
    except Exception as error:  # noqa: BLE001  # a library that stumbles over a hostile file
        answer = {"failed": "memory" if _is_full(memory) else type(error).__name__}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    os._exit(0)  # a library's own clean-up could stumble over what it has read


def _read(name: str, encoding: str | None, sheet: str, seconds: int, memory: int) -> dict[str, Any]:
    from claims.intake import load, module_of

    load(module_of(name))
    _bound(seconds, memory)
    sys.addaudithook(_refuse)
    return read_document(sys.stdin.buffer.read(), name, encoding, sheet)._asdict()


def _leave_network() -> None:
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError, ImportError):
        import ctypes

        ctypes.CDLL(None).unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _bound(seconds: int, memory: int) -> None:
    sys.dont_write_bytecode = True
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only bound
        return
    limits = {
        "RLIMIT_CPU": seconds,
        "RLIMIT_AS": memory,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": 32,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for limit, value in limits.items():
        with suppress(AttributeError, ValueError, OSError):  # macOS has no address space limit
            resource.setrlimit(getattr(resource, limit), (value, value))


def _is_full(memory: int) -> bool:
    """Whether half of the bound was in use: libxml2 reports a lack of memory as other errors."""
    try:
        import resource
    except ImportError:
        return False
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux, bytes on macOS
    return sys.platform == "linux" and used * 1024 > memory // 2


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"a reader may not use {event}")
