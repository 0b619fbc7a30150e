"""The workbench in a real terminal: what an editor sees, types and finds again."""

from __future__ import annotations

import base64
import re
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.scales import NEWSROOM
from store.verbs import judging
from store.verbs.desk import Desk
from tui.keys import KEYS
from tui.screens.help import all_keys

from .conftest import ARTICLE, LEADS, Query, Run
from .terminal import CHECKED_ONCE, NARROW, SHELL, WIDE, WORKBENCH, Terminal

Workbench = Callable[..., Terminal]
FIXTURES = ARTICLE.parent
ESCAPES = FIXTURES / "escape-codes.txt"

both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])

HELD = "SELECT status, source FROM annotations WHERE number = ?"
NOTES = "SELECT kind, text, state FROM note n JOIN claim c ON c.id = n.claim_id WHERE number = ?"
CLAIMS = "SELECT count(*) FROM claim WHERE active"


def at(number: int | str) -> str:
    """The cursor is on the claim with this number."""
    return rf"▸ +{number} "


def kept(number: int | str, what: str) -> str:
    """The line above the keys says that this was saved."""
    return rf"^ #{number} {what} · saved \d\d:\d\d:\d\d"


# --- opening -------------------------------------------------------------------------------------


@both_sizes
@pytest.mark.parametrize("way", ["demo", "review"])
def test_start_shows_the_list_the_article_the_panel_and_the_keys(
    start: Callable[..., Terminal], db: Path, size: tuple[int, int], way: str
) -> None:
    args = ["demo"] if way == "demo" else ["--db", str(db), "review", "fixtures/xi-putin-call.md"]
    terminal = start(*args, size=size)
    terminal.see(r"▸ +1 · Kremlin\? +Chinese leader")
    terminal.see("BEIJING, Feb 8")
    terminal.see(r"#1  unreviewed   source: Kremlin  suggested: space")
    terminal.see(r"^ 1 ver.* 7 n.* 0 cl.*\n NORMAL +s→ 1 .*\? help$")


def test_without_an_article_the_library_opens_and_enter_opens_the_article(
    start: Callable[..., Terminal], run: Run, db: Path
) -> None:
    run("add", str(ARTICLE))
    terminal = start("--db", str(db))
    terminal.see(r"▸ +1 · 0/\d+ +Xi and Putin")
    terminal.do("enter", see=r" 0/\d+ decided .*view: all")


def test_the_library_takes_an_article_in(start: Callable[..., Terminal], db: Path) -> None:
    terminal = start("--db", str(db))
    terminal.see("No articles yet")
    terminal.do("a", see="^ PROMPT ")
    terminal.press(str(ARTICLE), "enter")
    terminal.see(r"\d+ claims, added; Enter opens it")


def test_a_path_typed_ahead_of_the_prompt_is_taken_in(
    start: Callable[..., Terminal], db: Path
) -> None:
    terminal = start("--db", str(db))
    terminal.see("No articles yet")
    terminal.press("a", str(ARTICLE), "enter")
    terminal.see(r"\d+ claims, added; Enter opens it")


@pytest.mark.parametrize("way", [[], ["review", str(ARTICLE)]], ids=["library", "review"])
def test_keys_pressed_while_it_starts_do_no_harm(
    start: Callable[..., Terminal], run: Run, db: Path, way: list[str]
) -> None:
    run("add", str(ARTICLE))
    terminal = start("--db", str(db), *way)
    terminal.drum("j", see="^ (NORMAL|LIBRARY) ")
    terminal.settle()
    terminal.do("?", see="^ +Reviewing")


# --- the whole job -------------------------------------------------------------------------------


def judge_all(terminal: Terminal, total: int) -> int:
    """Give every claim a source and a status; how many keys that took."""
    presses = 0
    for number in range(1, total + 1):
        offered = terminal.see(rf"{at(number)}· (\S.*?)\? |{at(number)}· \? ")[1]
        keys = ["space"] if offered else ["s", "c"]
        terminal.do(*keys, see=kept(number, "source .*"))
        digit = (number - 1) % len(NEWSROOM.statuses)
        terminal.press(str(digit + 1))
        presses += len(keys) + 1
        if number < total:
            terminal.see(kept(number, NEWSROOM.statuses[digit].label))
    terminal.see("you have judged every claim in this view")
    return presses


@both_sizes
def test_every_claim_gets_source_and_status_by_keyboard_alone(
    workbench: Workbench, query: Query, size: tuple[int, int]
) -> None:
    terminal = workbench(size=size)
    ((total,),) = query(CLAIMS)
    judge_all(terminal, total)
    done = query(
        "SELECT count(*) FROM annotations WHERE status <> 'unreviewed' AND source <> '' AND active"
    )
    assert done == [(total,)]


def test_a_claim_takes_at_most_two_and_a_half_keys(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    ((total,),) = query(CLAIMS)
    assert judge_all(terminal, total) / total <= 2.5


def test_what_was_judged_is_there_when_the_desk_is_opened_again(
    workbench: Workbench, query: Query
) -> None:
    first = workbench()
    ((total,),) = query(CLAIMS)
    judge_all(first, total)
    first.do("q", see=rf"✓ {total}/{total} ")
    first.press("q")
    assert first.ended() == 0
    again = workbench()
    again.see(rf"{total}/{total} decided")


def test_verdicts_typed_at_once_all_count(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("1", "4", "7", see=kept(3, "not checkable"))
    held = query("SELECT number, status FROM annotations ORDER BY number")
    assert held == [("1", "verified"), ("2", "false"), ("3", "not_checkable")]


# --- every key -----------------------------------------------------------------------------------


def test_a_note_is_kept_on_leaving_the_box(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.press("ask the desk", "ctrl+g")
    terminal.see(kept(1, "note written"))
    assert query(NOTES, "1") == [("note", "ask the desk", "")]


def test_esc_leaves_the_note_box_too(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.press("ask the desk", "esc")
    terminal.see(kept(1, "note written"))
    assert query(NOTES, "1") == [("note", "ask the desk", "")]


def test_tab_makes_the_note_a_query(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.do("tab", see="#1 query: an open question")
    terminal.press("which aide?", "ctrl+g")
    terminal.see(kept(1, "query written"))
    assert query(NOTES, "1") == [("query", "which aide?", "open")]


def test_a_text_typed_ahead_of_the_note_box_is_in_the_note(
    workbench: Workbench, query: Query
) -> None:
    terminal = workbench()
    terminal.press("m", "12 per cent", "ctrl+g")
    terminal.see(kept(1, "note written"))
    assert query(NOTES, "1") == [("note", "12 per cent", "")]


def test_a_verdict_typed_at_once_with_the_end_of_a_note_counts(
    workbench: Workbench, query: Query
) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.press("seen", "ctrl+g", "4")
    terminal.see(kept(1, "false"))
    assert query(NOTES, "1") == [("note", "seen", "")]


def test_the_note_is_written_in_the_editor(
    workbench: Workbench, query: Query, tmp_path: Path
) -> None:
    editor = tmp_path / "editor.py"
    editor.write_text("import sys; open(sys.argv[1], 'w').write('from the editor')")
    terminal = workbench(env={"EDITOR": f"{sys.executable} {editor}"})
    terminal.do("E", see=kept(1, "note written"))
    assert query(NOTES, "1") == [("note", "from the editor", "")]


def test_after_the_editor_the_whole_screen_is_drawn_again(workbench: Workbench) -> None:
    terminal = workbench(env={"EDITOR": "true"})
    before = terminal.lines
    terminal.do("E", see="^ NORMAL ")
    terminal.settle()
    assert terminal.lines == before


def test_undo_takes_a_verdict_back(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("1", see=kept(1, "verified"))
    terminal.do("u", see=r" 0/\d+ decided")
    assert query(HELD, "1") == [("unreviewed", "")]


def test_redo_gives_the_verdict_again(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("4", see=kept(1, "false"))
    terminal.do("u", see=r" 0/\d+ decided")
    terminal.do("U", see=r" 1/\d+ decided")
    assert query(HELD, "1") == [("false", "")]


def test_zero_takes_a_verdict_back_without_moving(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("4", see=at(2))
    terminal.do("k", see=at(1))
    terminal.do("0", see=kept(1, "undecided again"))
    terminal.see(at(1))
    assert query(HELD, "1") == [("unreviewed", "")]


def test_f_u_hides_what_is_decided(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    ((total,),) = query(CLAIMS)
    terminal.do("1", see=at(2))
    terminal.do("f", see="^ FILTER .*undecided")
    terminal.do("u", see="view: undecided")
    terminal.see(f"{total - 1} claims shown")


def test_f_c_shows_all_claims_again(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("f", "m", see="No claims match")
    terminal.do("f", "c", see="view: all")
    terminal.see(at(1))


def test_slash_shows_the_claims_with_these_words(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("/", see="^ PROMPT ")
    terminal.press("double confinement", "enter")
    terminal.see("view: “double confinement”")
    terminal.see("^ 1 claim shown")


def test_a_search_typed_ahead_of_the_prompt_is_searched(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.press("/", "customs", "enter")
    terminal.see("view: “customs”")


def test_tab_in_a_prompt_does_not_lose_the_keyboard(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("/", see="^ PROMPT ")
    terminal.press("tab", "enter")
    terminal.see("^ NORMAL ")
    terminal.do("j", see=at(2))


def test_a_click_beside_a_prompt_does_not_lose_the_keyboard(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("/", see="^ PROMPT ")
    terminal.press("\x1b[<0;10;5M", "\x1b[<0;10;5m")
    terminal.settle()
    terminal.press("ctrl+g")
    terminal.see("^ NORMAL ")
    terminal.do("g", see=at(1))


def test_x_and_enter_split_a_claim(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    ((total,),) = query(CLAIMS)
    terminal.do("x", see="^ SPLIT ")
    terminal.do("enter", see="#1 split in two")
    assert query(CLAIMS) == [(total + 1,)]


def test_shift_x_merges_a_claim_with_the_next(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    ((total,),) = query(CLAIMS)
    terminal.do("j", "X", see="#2 and #3 merged")
    assert query(CLAIMS) == [(total - 1,)]


def test_i_arrows_and_enter_mark_a_new_claim(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    ((total,),) = query(CLAIMS)
    terminal.do("i", see="^ MARK ")
    terminal.press("left", "left")
    terminal.do("enter", see="claim marked")
    terminal.see(f" 0/{total + 1} decided")
    assert query(CLAIMS) == [(total + 1,)]


def test_w_gives_a_claim_other_bounds(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("w", see="^ MARK ")
    terminal.press("left")
    terminal.do("enter", see="claim bounds changed")
    ((exact,),) = query("SELECT exact FROM claim WHERE active ORDER BY start LIMIT 1")
    assert exact.endswith("the Kremlin said")


def test_r_restates_the_claim(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("r", see="^ PROMPT ")
    terminal.press("They spoke for an hour.", "enter")
    terminal.see(kept(1, "restated"))
    terminal.see("restated: They spoke for an hour")
    assert query("SELECT claim_reviewed FROM annotations") == [("They spoke for an hour.",)]


def test_t_a_says_that_the_attribution_is_altered(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("t", see="^ ATTRIBUTION .*a altered")
    terminal.do("a", see=kept(1, "attribution altered"))
    assert query("SELECT attribution_status FROM annotations") == [("altered",)]


def test_c_h_says_that_confidence_is_high(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("c", see="^ CONFIDENCE .*h high")
    terminal.do("h", see=kept(1, "confidence high"))
    assert query("SELECT confidence FROM annotations") == [("high",)]


def test_the_picker_finds_a_source_by_part_of_its_name(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("s", see="^ SOURCE ")
    terminal.do("s", see="type part of a name")
    terminal.do("xinh", see="▸ Xinhua")
    terminal.do("enter", see=kept(1, "source Xinhua"))
    assert query(HELD, "1") == [("unreviewed", "Xinhua")]


def test_plus_in_the_picker_adds_a_new_source(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("s", "s", see="type part of a name")
    terminal.press("+Port of Dalian", "enter")
    terminal.see(kept(1, "source Port of Dalian"))
    assert query(HELD, "1") == [("unreviewed", "Port of Dalian")]


def test_leaving_the_picker_changes_nothing(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("s", "s", see="type part of a name")
    terminal.press("xinh", "ctrl+g")
    terminal.see("^ NORMAL ")
    assert query(HELD, "1") == []


def test_shift_s_adds_a_second_voice(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("s", "k", see=kept(1, "source Kremlin"))
    terminal.do("S", "c", see=kept(1, r"source Kremlin \+ CCTV"))
    ((source,),) = query("SELECT source FROM annotations")
    assert ("Kremlin" in source, "CCTV" in source) == (True, True)


def test_the_help_page_opens_over_the_work_and_q_goes_back(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("?", see="^ +Reviewing")
    terminal.do("q", see="^ NORMAL ")
    terminal.see(at(1))


@both_sizes
def test_paging_through_the_help_shows_every_key(
    workbench: Workbench, size: tuple[int, int]
) -> None:
    terminal = workbench(size=size)
    terminal.do("?", see="^ +Reviewing")
    terminal.settle()
    seen = before = terminal.text
    while "Letters in the list" not in before:
        terminal.press("space")
        terminal.gone(re.escape(before))
        terminal.settle()
        before = terminal.text
        seen += "\n" + before
    above = range(len(NEWSROOM.statuses) + 1, 10)
    unused = {f"{kind}.{n}" for n in above for kind in ("status", "ruling.status")}
    shown = {key.id for key in KEYS if f"\n   {all_keys(key)} " in seen}
    assert {key.id for key in KEYS} - shown == unused


def test_colon_goes_to_a_claim_by_its_number(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do(":", see="number of a claim")
    terminal.do("9", "enter", see=at(9))


def test_a_dot_repeats_source_and_status(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("s", "r", see=kept(1, "source Reuters"))
    terminal.do("4", see=at(2))
    terminal.do(".", see=kept(2, "false, as last time"))
    assert query(HELD, "2") == [("false", "Reuters")]


def test_an_exclamation_mark_goes_to_the_next_split(
    workbench: Workbench, add: Callable[..., object], open_at: Callable[..., Desk]
) -> None:
    added = add(ARTICLE)
    ((claim,),) = open_at("li").conn.execute("SELECT id FROM claim WHERE number = '9'").fetchall()
    judging.judge(open_at("li"), claim, status="false")
    judging.judge(open_at("mk"), claim, status="verified")
    assert added
    terminal = workbench()
    terminal.see("1 split")
    terminal.do("!", see=at(9))
    terminal.see("li: false")


def test_h_shows_all_that_happened_to_a_claim(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("space", see=kept(1, "source Kremlin"))
    terminal.do("h", see=r"#1  unreviewed.*\n.*mk: ")


def test_g_and_shift_g_go_to_the_first_and_the_last_claim(
    workbench: Workbench, query: Query
) -> None:
    terminal = workbench()
    ((total,),) = query(CLAIMS)
    terminal.do("G", see=at(total))
    terminal.do("g", see=at(1))


def test_n_skips_what_is_decided(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("j", "1", see=at(3))
    terminal.do("g", see=at(1))
    terminal.do("n", see=at(3))
    terminal.do("N", see=at(1))


def test_y_copies_the_claim_to_the_clipboard_of_the_terminal(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("j", "y", see="claim copied")
    terminal.settle()
    (sent,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", terminal.written)
    assert base64.b64decode(sent).startswith(b"Xi and Putin accused the United States")


def test_a_key_of_a_russian_layout_does_what_its_latin_twin_does(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("о", see=at(2))


def test_a_digit_without_a_status_says_how_many_there_are(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("9", see="the newsroom scale has only 7 statuses")


# --- what a key costs ----------------------------------------------------------------------------


@both_sizes
def test_a_verdict_reaches_the_next_claim_in_one_frame(
    workbench: Workbench, size: tuple[int, int]
) -> None:
    terminal = workbench(size=size, script=CHECKED_ONCE)
    costs = [terminal.cost("1", see=at(number)) for number in range(2, 8)]
    assert {cost.frames for cost in costs} == {1}


def in_view(terminal: Terminal, key: str) -> list[int]:
    """The bytes of each press of `key` that scrolls neither the list nor the article."""
    costs = []
    terminal.settle()
    for number in range(2, 14):
        above = _first_lines(terminal)
        cost = terminal.cost(key, see=at(number))
        if _first_lines(terminal) == above:
            costs.append(cost.bytes)
    assert costs
    return costs


def _first_lines(terminal: Terminal) -> tuple[str, str]:
    """The number at the top of the list, and the article's first line."""
    wide = len(terminal.lines[1]) > NARROW[0]
    article = terminal.lines[1].partition("│")[2] if wide else terminal.lines[7]
    return terminal.lines[1][2:7], article


@both_sizes
def test_a_verdict_in_view_writes_at_most_5000_bytes(
    workbench: Workbench, size: tuple[int, int]
) -> None:
    costs = in_view(workbench(size=size, script=CHECKED_ONCE), "1")
    assert max(costs) <= 5000, costs


@both_sizes
def test_a_move_in_view_writes_2500_bytes_on_average(
    workbench: Workbench, size: tuple[int, int]
) -> None:
    costs = in_view(workbench(size=size, script=CHECKED_ONCE), "j")
    assert sum(costs) / len(costs) <= 2500, costs


# --- other sizes, other terminals ----------------------------------------------------------------


def test_a_resize_keeps_the_claim_under_the_cursor(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do(*"jjjjj", see=at(6))
    terminal.resize(NARROW)
    terminal.see(r"^ 1 ver 2 ctx")
    terminal.see(at(6))
    terminal.resize(WIDE)
    terminal.see(r"^ 1 verified 2 missing context")
    terminal.see(at(6))


def test_a_resize_loses_nothing(workbench: Workbench) -> None:
    terminal = workbench()
    terminal.do("space", see=kept(1, "source Kremlin"))
    terminal.do("1", see=at(2))
    terminal.see(r" 9 leads ")  # verified, and nothing bears it out
    terminal.resize(NARROW)
    terminal.see(r"^ 1 ver 2 ctx")
    terminal.settle()
    before = terminal.lines[1:]
    terminal.resize(WIDE)
    terminal.see(r"^ 1 verified 2 missing context")
    terminal.resize(NARROW)
    terminal.until(lambda: terminal.lines[1:] == before, "looked as before")


def test_a_resize_keeps_the_note_that_is_being_typed(workbench: Workbench, query: Query) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.do("half a ", see="half a")
    terminal.resize(NARROW)
    terminal.do("note", see="half a note")
    terminal.do("ctrl+g", see=kept(1, "note written"))
    assert query(NOTES, "1") == [("note", "half a note", "")]


COLOURS = re.compile(rb"\x1b\[[0-9;]*(?:[34]8[;:][25])[0-9;:]*m")


def test_without_no_color_there_are_colours(workbench: Workbench) -> None:
    assert COLOURS.search(workbench().written)


@both_sizes
def test_no_color_draws_without_colours_of_its_own(
    workbench: Workbench, size: tuple[int, int]
) -> None:
    terminal = workbench(size=size, env={"NO_COLOR": "1"})
    for key, seen in (("1", at(2)), ("m", "^ NOTE "), ("ctrl+g", "^ NORMAL "), ("?", "Reviewing")):
        terminal.do(key, see=seen)
    terminal.settle()
    assert COLOURS.findall(terminal.written) == []


def test_no_color_marks_the_current_claim(workbench: Workbench) -> None:
    terminal = workbench(env={"NO_COLOR": "1"})
    terminal.do("j", see=at(2))
    assert [line[0] for line in terminal.lines[1:4]] == [" ", "▸", " "]


def test_a_dumb_terminal_is_refused_in_one_sentence(start: Callable[..., Terminal]) -> None:
    terminal = start("demo", env={"TERM": "dumb"})
    assert terminal.ended() == 2
    assert re.fullmatch(
        r"twosource: [^\x1b\n]*twosource claims[^\x1b\n]*\n",
        terminal.written.decode().replace("\r\n", "\n"),
    )


@pytest.mark.parametrize("stream", [0, 1, 2], ids=["stdin", "stdout", "stderr"])
@pytest.mark.parametrize("way", ["demo", "review"])
def test_a_stream_that_is_no_terminal_is_refused(
    start: Callable[..., Terminal], db: Path, stream: int, way: str
) -> None:
    gone = f"import os; os.dup2(os.open(os.devnull, os.O_RDWR), {stream}); "
    terminal = start("--db", str(db), way, script=gone + WORKBENCH.split("; ", 2)[2])
    assert (terminal.ended(), b"\x1b" in terminal.written) == (2, False)


def test_the_refusal_names_the_plain_commands(run: Run) -> None:
    done = run("review", code=2)
    assert "twosource claims, twosource tag, twosource export" in done.stderr
    assert (done.stderr.count("\n"), done.stdout) == (1, "")


# --- text from outside ---------------------------------------------------------------------------

COMMANDS = ["\x1b[31m", "\x1b]0;", "\x9b", "\u202e", "\u202c", "\u2066", "\u2069", "\x08", "\x7f"]
HARMFUL = re.compile(r"[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@both_sizes
def test_no_escape_code_of_an_article_reaches_the_terminal(
    workbench: Workbench, query: Query, size: tuple[int, int]
) -> None:
    terminal = workbench(ESCAPES, size=size)
    ((total,),) = query(CLAIMS)
    for number in range(2, total + 1):
        terminal.do("1", see=at(number))
    terminal.do("O", see="^ NORMAL ")
    terminal.settle()
    sent = terminal.written.decode()
    assert [code for code in COMMANDS if code in sent] == []


@pytest.mark.parametrize(
    "command", [["claims"], ["log"], ["log", "--json"], ["read", str(ESCAPES)]]
)
def test_no_escape_code_of_an_article_reaches_the_output(run: Run, command: list[str]) -> None:
    run("add", str(ESCAPES), "--publisher", "\x1b[31mred")
    run("tag", "1", "--status", "false", "--note", "\x1b[2J wipes \u202e")
    assert HARMFUL.findall(run(*command).stdout) == []


# --- the end, however it comes -------------------------------------------------------------------

RESTORED = [b"\x1b[?1049l", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?1006l", b"\x1b[?25h"]
killed = pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["TERM", "HUP"])


@killed
def test_a_signal_ends_with_its_number(workbench: Workbench, number: int) -> None:
    terminal = workbench()
    terminal.signal(number)
    assert terminal.ended() == 128 + number


@killed
def test_a_signal_leaves_the_terminal_as_it_was(workbench: Workbench, number: int) -> None:
    terminal = workbench()
    terminal.signal(number)
    terminal.ended()
    assert [code for code in RESTORED if code not in terminal.written] == []


@killed
def test_a_signal_saves_the_note_that_is_being_typed(
    workbench: Workbench, query: Query, number: int
) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.do("half a thought", see="half a thought")
    terminal.signal(number)
    terminal.ended()
    assert query(NOTES, "1") == [("note", "half a thought", "")]


def test_a_line_that_drops_saves_the_note_that_is_being_typed(
    workbench: Workbench, query: Query
) -> None:
    terminal = workbench()
    terminal.do("m", see="^ NOTE ")
    terminal.do("half a thought", see="half a thought")
    terminal.hang_up()
    assert query(NOTES, "1") == [("note", "half a thought", "")]


@pytest.mark.parametrize("key", ["Q", "\x11"], ids=["Q", "ctrl+q"])
def test_leaving_by_key_ends_with_nought(workbench: Workbench, key: str) -> None:
    terminal = workbench()
    terminal.press(key)
    assert terminal.ended() == 0


def shell_with_workbench(start: Callable[..., Terminal], db: Path) -> Terminal:
    """The workbench as a job of a shell, with the cursor on the second claim."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("needs a shell with job control")
    program = "from tui.cli import main; main()"
    terminal = start(shell, "--norc", "--noprofile", "-i", script=SHELL, env={"PS1": "ready> "})
    terminal.see("^ready>")
    terminal.press(f"{sys.executable} -c '{program}' --db {db} review {ARTICLE}", "enter")
    terminal.see("^ NORMAL ")
    terminal.see(LEADS)
    terminal.do("j", see=at(2))
    return terminal


def test_fg_after_ctrl_z_draws_the_whole_screen_again(
    start: Callable[..., Terminal], db: Path
) -> None:
    terminal = shell_with_workbench(start, db)
    terminal.settle()
    before = terminal.lines
    terminal.do("ctrl+z", see="Stopped")
    terminal.press("fg", "enter")
    terminal.gone("Stopped")
    terminal.see("^ NORMAL ")
    terminal.settle()
    assert terminal.lines == before


def test_ctrl_z_leaves_the_terminal_as_it_was(start: Callable[..., Terminal], db: Path) -> None:
    terminal = shell_with_workbench(start, db)
    terminal.do("ctrl+z", see="Stopped")
    assert [code for code in RESTORED if code not in terminal.written] == []


# --- two at one file -----------------------------------------------------------------------------


def test_a_verdict_shows_in_the_same_reviewers_other_terminal(workbench: Workbench) -> None:
    here, there = workbench(), workbench()
    here.do("4", see=kept(1, "false"))
    there.see(r" 1/\d+ decided")


def test_a_verdict_shows_as_a_colleagues_in_another_reviewers_terminal(
    workbench: Workbench,
) -> None:
    here, there = workbench(), workbench(env={"TWOSOURCE_REVIEWER": "li"})
    here.do("4", see=kept(1, "false"))
    there.see("mk: false")


def test_two_verdicts_that_differ_show_as_a_split(workbench: Workbench) -> None:
    here, there = workbench(), workbench(env={"TWOSOURCE_REVIEWER": "li"})
    here.do("4", see=kept(1, "false"))
    there.do("1", see=kept(1, "verified"))
    here.see("1 split")


def test_a_new_claim_shows_in_the_other_terminal_and_leaves_its_cursor_alone(
    workbench: Workbench, query: Query
) -> None:
    here, there = workbench(), workbench()
    ((total,),) = query(CLAIMS)
    there.do(*"jjj", see=at(4))
    here.do("x", "enter", see="split in two")
    there.see(f" 0/{total + 1} decided")
    there.see(at(4))
