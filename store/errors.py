"""The expected errors: each is a sentence that says what happened and what to do about it.

The exit code is the command line's; a screen shows the same sentence as a notice.
"""

from __future__ import annotations


class TwosourceError(Exception):
    """An expected failure. Its message is one sentence for a person."""

    exit_code = 1


class CheckFailed(TwosourceError):
    """A check or a verification did not pass."""

    exit_code = 1


class WrongUsage(TwosourceError):
    exit_code = 2


class BadInput(TwosourceError):
    exit_code = 3


class StoreError(TwosourceError):
    """The file that holds the desk: missing, locked, newer, corrupt, full or read-only."""

    exit_code = 4


class Locked(StoreError):
    """Another process holds the file for too long; trying again may work."""


class Exists(StoreError):
    """There is already something where an export is to go; it can be replaced on request."""


class NotPermitted(TwosourceError):
    exit_code = 6
