"""Evidence in a real terminal: attach, see what it says, answer the leads, meet the gate."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARTICLE, LEADS, Query, Run
from .terminal import NARROW, WIDE, Terminal

FIXTURES = ARTICLE.parent
ATTACHED = {
    "readout-kremlin.txt": "kremlin",
    "readout-cctv.txt": "cctv",
    "customs-2023.csv": "customs data",
    "timeline.csv": "",
}
ANSWERS = "SELECT answer, reason FROM lead_answer"
HELD = "SELECT status, attribution_status FROM annotations WHERE number = ?"


both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The small one, where a law is not about what there is room for."""
    return NARROW


@pytest.fixture
def terminal(
    size: tuple[int, int],
    start: Callable[..., Terminal],
    made_once: Callable[..., Path],
    db: Path,
) -> Terminal:
    """The workbench on the sample with both readouts, the table and the timeline attached."""
    commands = [("add", str(ARTICLE), "--published", "2024-02-08")]
    for name, source in ATTACHED.items():
        about = ("--source", source) if source else ()
        commands.append(("evidence", "add", str(FIXTURES / name), *about))
    shutil.copy(made_once(*commands), db)
    opened = start("--db", str(db), "review", "1", size=size)
    opened.see(r" 12 leads ")
    return opened


@both_sizes
def test_readouts_table_and_timeline_are_attached_by_key(
    start: Callable[..., Terminal], run: Run, db: Path, size: tuple[int, int]
) -> None:
    run("add", str(ARTICLE), "--published", "2024-02-08")
    terminal = start("--db", str(db), "review", "1", size=size)
    terminal.see(LEADS)
    for name, source in ATTACHED.items():
        line = f"{FIXTURES / name} | {source}"
        attach(terminal, line, rf"^ {re.escape(name)},? .*attached to the")
    terminal.see(r" 12 leads ")


def attach(terminal: Terminal, line: str, see: str) -> None:
    terminal.do("a", see="^ PROMPT ")
    terminal.press(line, "enter")
    terminal.see(see)


def go(terminal: Terminal, number: int) -> None:
    terminal.do(":", see="^ PROMPT ")
    terminal.press(str(number), "enter")
    terminal.see(rf"^.*#{number}  ")


@both_sizes
def test_the_panel_shows_the_difference_the_formula_and_both_dates(terminal: Terminal) -> None:
    go(terminal, 6)
    terminal.see(r"\[-confinement-\] \{\+containment\+\}")
    go(terminal, 14)
    terminal.see(r"! 29 % does not follow: 240\.11 / 190\.27 - 1 = 26\.2 %")
    go(terminal, 10)
    terminal.see(r"! 8 February 2024 was a Thursday, not a Wednesday")
    go(terminal, 12)
    terminal.see(r"told as new on 8 February(?s:.*)2024(?s:.*)4 February 2022")


def test_an_accepted_quotation_lead_sets_the_attribution(terminal: Terminal, query: Query) -> None:
    go(terminal, 6)
    terminal.do("l", see="^ LEAD ")
    terminal.do("a", see=r"#6 lead accepted, attribution altered · saved")
    assert query(HELD, "6") == [("unreviewed", "altered")]
    assert query(ANSWERS) == [("accepted", "")]


def test_a_lead_is_dismissed_with_a_reason_and_not_without(
    terminal: Terminal, query: Query
) -> None:
    go(terminal, 10)
    terminal.do("l", see="^ LEAD ")
    terminal.do("d", see="^ PROMPT ")
    terminal.press(" ", "enter")
    terminal.see("say why you dismiss this lead")
    terminal.press("a slip of the desk", "enter")
    terminal.see(r"#10 lead dismissed · saved")
    assert query(ANSWERS) == [("dismissed", "a slip of the desk")]
    terminal.see(r"^ NORMAL ")


def test_verified_on_one_piece_of_evidence_asks_for_a_reason(
    terminal: Terminal, query: Query
) -> None:
    go(terminal, 15)
    terminal.do("+", see=r"#15 customs-2023\.csv supports · saved")
    terminal.do("1", see="One piece of evidence supports this claim, not two")
    terminal.do("esc", see="#15 unchanged: the two-source rule needs a reason")
    assert query(HELD, "15") == []
    terminal.do("1", see="One piece of evidence supports this claim, not two")
    terminal.press("customs publish the figure themselves", "enter")
    terminal.see(r"#15 verified · saved")
    found = query("SELECT justification FROM judgement j JOIN claim c ON c.id = j.claim_id")
    assert found == [("customs publish the figure themselves",)]


@both_sizes
def test_a_lead_opens_its_place_in_the_evidence(terminal: Terminal) -> None:
    go(terminal, 6)
    terminal.do("l", see="^ LEAD ")
    terminal.do("o", see="^ EVIDENCE ")
    terminal.see(r"▸ +1 · Kremlin +readout-kremlin\.txt")
    terminal.see(r"policy of \"double(?s:.*)containment\" of Russia")
    terminal.do("q", see="^ NORMAL ")


def test_a_passage_is_chosen_with_the_keyboard_and_kept_with_its_place(
    terminal: Terminal, query: Query
) -> None:
    go(terminal, 6)
    terminal.do("e", see="^ EVIDENCE ")
    terminal.do("/", see="^ PROMPT ")
    terminal.press("double containment", "enter")
    terminal.see("match 1 of 1")
    terminal.do("v", see="^ PASSAGE ")
    terminal.do("enter", see="passage set · saved")
    ((exact, start, end),) = query(
        "SELECT json_extract(held, '$.exact'), json_extract(held, '$.start'),"
        " json_extract(held, '$.end') FROM evidence WHERE held LIKE '%\"exact\"%'"
    )
    text = (FIXTURES / "readout-kremlin.txt").read_text(encoding="utf-8")
    assert text[start:end] == exact == "double containment"


@both_sizes
def test_what_is_refused_is_asked_again_with_the_reason_above_it(terminal: Terminal) -> None:
    terminal.do("a", see="^ PROMPT ")
    terminal.press("nowhere.txt", "enter")
    terminal.see(r"^ there is no file nowhere\.txt *\n nowhere\.txt *\n PROMPT ")


def test_only_leads_are_shown_on_request(terminal: Terminal) -> None:
    terminal.do("f", see="^ FILTER ")
    terminal.do("l", see="view: leads")
    terminal.see(r"^▸ +1 ")


def test_an_answer_is_taken_back_by_undo(terminal: Terminal, query: Query) -> None:
    go(terminal, 10)
    terminal.do("l", see="^ LEAD ")
    terminal.do("a", see=r"#10 lead accepted · saved")
    terminal.do("u", see=r"#10 undo: lead opened again")
    assert query(ANSWERS) in ([], [("", "")])


def test_words_typed_ahead_of_the_screen_reach_its_prompt(
    start: Callable[..., Terminal], made_once: Callable[..., Path], db: Path
) -> None:
    shutil.copy(made_once(("add", str(ARTICLE))), db)
    terminal = start("--db", str(db), "review", "1", size=NARROW)
    terminal.see(LEADS)
    for keys, mode in (("e", "a"), "EVIDENCE"), (("o", "t"), "EXPORT"):
        terminal.press(*keys, "typed ahead", "ctrl+g")
        terminal.see(f"^ {mode} ")
        terminal.settle()
        terminal.do("q", see="^ NORMAL ")
        terminal.settle()
