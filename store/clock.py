"""The clock and the forms of time: stored in UTC as ISO 8601 with Z, shown local with offset."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

Clock = Callable[[], "Instant"]

SECOND = 1_000_000  # microseconds


class Instant(NamedTuple):
    """One reading of the clock: microseconds since 1970, and the writer's offset in minutes."""

    micros: int
    offset: int = 0

    @property
    def at(self) -> str:
        """`2024-02-08T02:11:09.000123Z`"""
        seconds, micros = divmod(self.micros, SECOND)
        moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros)
        return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")

    @property
    def tz(self) -> str:
        """`+08:00`"""
        sign = "-" if self.offset < 0 else "+"
        hours, minutes = divmod(abs(self.offset), 60)
        return f"{sign}{hours:02d}:{minutes:02d}"


def now() -> Instant:
    micros = time.time_ns() // 1000
    offset = time.localtime(micros // SECOND).tm_gmtoff // 60
    return Instant(micros, offset)


def local(at: str, form: str = "%Y-%m-%d %H:%M:%S %z") -> str:
    """A stored time as local time, by default with the offset; nothing of what is no time."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime(form)
    except (ValueError, OverflowError, OSError):
        return ""


def since(text: str) -> str:
    """A typed time (`2024-02-08`, `10:30`) in the stored form; without a zone it is local.

    Raises: ValueError when it is not a date or time.
    """
    moment = _parse(text, datetime.now().replace(hour=0, minute=0, second=0, microsecond=0))  # noqa: DTZ005
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def day(text: str) -> str:
    """A publication date as typed, in ISO 8601; a date without a time stays a date.

    Raises: ValueError when it is not a date.
    """
    if text.strip().isdigit() and len(text.strip()) != 8:
        raise ValueError(text)
    moment = _parse(text, datetime(2001, 1, 1))  # noqa: DTZ001
    other = _parse(text, datetime(2001, 1, 1, 1, 1))  # noqa: DTZ001
    if (moment.hour, moment.minute) != (other.hour, other.minute):
        return moment.date().isoformat()
    return moment.isoformat()


def _parse(text: str, default: datetime) -> datetime:
    from dateutil import parser  # costs 10 ms that no screen needs

    try:
        return parser.parse(text, default=default)
    except (OverflowError, parser.ParserError) as error:
        raise ValueError(str(error)) from None
