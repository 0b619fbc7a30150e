"""Many reviewers who judge at the same time lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from store.verbs.desk import Desk
from store.verbs.opening import open_desk
from store.verbs.verify import verify

from . import crowd
from .crowd import Crowd, Done

REVIEWERS, JUDGEMENTS = 8, 10

Judged = tuple[Desk, list[str], list[list[Done]]]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judged]:
    """A desk on which eight have judged as fast as they can, all at once, and what they heard."""
    folder = tmp_path_factory.mktemp("crowd")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        db = folder / "t.db"
        names = crowd.gather(db, REVIEWERS)
        with Crowd((crowd.__file__, str(db)), names) as reviewers:
            done = reviewers.all("judge", JUDGEMENTS)
        with closing(open_desk(db, "editor")) as desk:
            yield desk, names, done


def test_nobody_in_a_crowd_meets_an_error(judged: Judged) -> None:
    _, _, done = judged
    assert [one.error for acts in done for one in acts] == [""] * REVIEWERS * JUDGEMENTS


def test_a_crowd_loses_no_judgement(judged: Judged) -> None:
    desk, _, done = judged
    assert crowd.lost(desk, done) == []


def test_what_each_of_a_crowd_said_last_is_what_the_desk_shows(judged: Judged) -> None:
    desk, names, done = judged
    assert crowd.outdated(desk, names, done) == []


def test_no_stream_of_a_crowd_has_a_gap(judged: Judged) -> None:
    desk, _, _ = judged
    assert crowd.gaps(desk) == []


def test_what_a_crowd_leaves_is_what_its_log_says(judged: Judged) -> None:
    desk, _, _ = judged
    assert verify(desk.database) == []
