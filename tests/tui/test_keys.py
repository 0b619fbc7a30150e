"""The key registry: one place, no contradictions, and everything else made from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.scales import NEWSROOM
from claims.voices.shipped import SHIPPED
from tui.keys import AT_HAND, CANCEL, KEYS, Mode, lookup, overridden, typed, with_overrides
from tui.screens.help import all_keys, page
from tui.screens.review.acts import ACTS

BANNED = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+[", "ctrl+space", "alt+enter", "shift+enter"}


def test_no_key_means_two_things_in_one_mode() -> None:
    for mode in Mode:
        names = [name for key in KEYS if key.mode is mode for name in key.keys]
        assert len(names) == len(set(names)), mode


def test_every_review_key_has_its_act_and_every_act_its_key() -> None:
    others = {  # screens of their own
        *(Mode.LIBRARY, Mode.EVIDENCE, Mode.PASSAGE, Mode.EXPORT),
        *(Mode.SESSION, Mode.ADJUDICATION, Mode.REASON),
    }
    assert {key.id for key in KEYS if key.mode not in others} == set(ACTS)


def test_no_key_is_one_that_terminals_eat() -> None:
    names = {name for key in KEYS for name in key.keys}
    assert not names & BANNED
    assert not any(name.startswith("alt+") for name in names)


def test_every_mode_behind_a_prefix_can_be_left() -> None:
    for mode in (
        Mode.SOURCE,
        Mode.ATTRIBUTION,
        Mode.CONFIDENCE,
        Mode.FILTER,
        Mode.MARK,
        Mode.SPLIT,
        Mode.REASON,
    ):
        assert set(CANCEL) - set(lookup(mode)), mode


def test_the_help_page_shows_every_key() -> None:
    text = "\n".join(line.plain for line in page(KEYS, NEWSROOM))
    beyond = range(len(NEWSROOM.statuses) + 1, 10)
    statuses = {f"{of}status.{n}" for n in beyond for of in ("", "ruling.")}
    for key in KEYS:
        assert key.id in statuses or f"  {all_keys(key):<14} " in text, key.id


def test_sources_at_hand_are_in_the_registry() -> None:
    assert {source for source, _ in AT_HAND.values()} <= {source.id for source in SHIPPED}


@pytest.mark.parametrize(("russian", "latin"), [("о", "j"), ("л", "k"), ("ы", "s"), ("Г", "U")])
def test_letters_work_under_a_russian_layout(russian: str, latin: str) -> None:
    assert typed(russian, russian) == latin


def test_a_user_gives_an_action_other_keys(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('undo = ["z"]\n')
    keys = overridden(tmp_path / "keys.toml")
    assert lookup(Mode.NORMAL, keys)["z"] == "undo"
    assert "u" not in lookup(Mode.NORMAL, keys)


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        ({"fly": ["z"]}, "no action 'fly'"),
        ({"undo": "z"}, "needs a list"),
        ({"undo": ["j"]}, "is set for both"),
    ],
)
def test_a_key_file_that_makes_no_sense_says_why(raw: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        with_overrides(raw, "keys.toml")


def test_without_a_key_file_the_keys_are_ours(tmp_path: Path) -> None:
    assert overridden(tmp_path / "keys.toml") is KEYS
