"""The file that holds the desk: missing, foreign, damaged, full, read-only, locked, far away."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from claims.intake import read_document
from store.clock import Instant
from store.errors import Locked, StoreError, TwosourceError
from store.file import db
from store.queries import articles, claim_listing, claim_rows
from store.verbs import intake, judging
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.waiting import PATIENTLY, killed_at
from tui.cli import cli

fcntl = pytest.importorskip("fcntl")
resource = pytest.importorskip("resource")

ROOT = Path(__file__).parent.parent.parent
ARTICLE = ROOT / "fixtures" / "xi-putin-call.md"
CODE = PATIENTLY + "from tui.cli import main; main()"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one article and one verdict."""
    path = tmp_path_factory.mktemp("template") / "desk.db"
    desk = open_desk(path, "mk", clock=lambda: Instant(1_707_386_400_000_000))
    data = ARTICLE.read_bytes()
    added = intake.take_in(desk, data, read_document(data, ARTICLE.name), ARTICLE.name)
    judging.judge(desk, claim_listing.listing(desk.conn, added.document)[0], status="verified")
    desk.close()
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    """A copy of that desk in a folder of its own."""
    place = tmp_path / "place"
    place.mkdir()
    return Path(shutil.copy(template, place / "desk.db"))


@pytest.fixture
def run(path: Path) -> Run:
    """Runs a command on the desk: `run("claims")`; `before` are words in front of python's."""

    def factory(*args: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*before, sys.executable, "-c", CODE, "--db", str(path), "--reviewer", "mk", *args],
            capture_output=True,
            text=True,
            cwd=ROOT,
            check=False,
        )

    return factory


def said(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that ended with 4."""
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert done.stderr.startswith("twosource: ")
    assert done.stderr.count("\n") == 1
    return done.stderr


# --- missing, and made ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        *("claims", "tag 1 --status false", "log", "log verify", "log digest", "log rebuild"),
        *("export csv", "signoff", "sources", "sources edit cctv --name X", "backup copy.db"),
    ],
)
def test_without_a_desk_a_command_names_the_way_to_one(run: Run, path: Path, command: str) -> None:
    path.unlink()
    assert "`twosource add ARTICLE` starts one" in said(run(*command.split()))
    assert list(path.parent.iterdir()) == []


def test_only_its_owner_may_read_a_new_desk(desk: Desk, tmp_path: Path) -> None:
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.glob("t.db*")}
    assert modes["t.db"] == modes["t.db.lock"] == 0o600
    assert set(modes.values()) == {0o600}


def test_the_folders_above_a_new_desk_are_made(tmp_path: Path) -> None:
    open_desk(tmp_path / "a" / "b" / "desk.db", "mk").close()
    assert (tmp_path / "a" / "b" / "desk.db").exists()


def test_a_closed_desk_leaves_only_itself_and_its_lock(run: Run, path: Path) -> None:
    assert run("tag", "1", "--status", "false").returncode == 0
    assert {p.name for p in path.parent.iterdir()} == {"desk.db", "desk.db.lock"}


# --- foreign and damaged -------------------------------------------------------------------------


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations(migration_set, name, applied_at)"
            " VALUES ('twosource', 'm900_moods', '2030-01-01')"
        )


def text(path: Path) -> None:
    path.write_text("These are my notes, and no database at all.\n" * 100)


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE recipe(name TEXT)")


def migrated_by_others(path: Path) -> None:
    foreign(path)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("CREATE TABLE _sqlite_migrations(migration_set TEXT, name TEXT, applied_at)")
        conn.execute("INSERT INTO _sqlite_migrations VALUES ('recipes', 'm001', '2024-01-01')")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def beheaded(path: Path) -> None:
    os.truncate(path, 200)


def scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(4096 * 4, len(data), 4096):
        data[page : page + 64] = b"\xff" * 64
    path.write_bytes(data)


@pytest.mark.parametrize("command", ["claims", "tag 1 --status false", "log verify"])
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (newer, "was written by a newer version of twosource (it has m900_moods)"),
        (text, "is not a twosource desk"),
        (foreign, "not a twosource desk"),
        (migrated_by_others, "not a twosource desk"),
        (truncated, "is damaged"),
        (beheaded, "is damaged"),
        (scratched, "is damaged"),
    ],
)
def test_a_file_that_is_no_sound_desk_is_named_and_left_alone(
    run: Run, path: Path, spoil: Callable[[Path], None], words: str, command: str
) -> None:
    spoil(path)
    before = path.read_bytes()
    sentence = said(run(*command.split()))
    assert words in sentence
    assert str(path) in sentence
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_desk(run: Run, path: Path) -> None:
    """As a crash at the first opening may have left it."""
    path.write_bytes(b"")
    assert run("add", str(ARTICLE)).returncode == 0


@pytest.mark.parametrize("seed", range(40))
def test_no_damage_ends_in_a_traceback(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(40):
        data[chance.randrange(100, len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    for command in ("claims", "claims --json", "log", "log verify", "export jsonl", "export md"):
        done = CliRunner().invoke(cli, ["--db", str(path), *command.split()])
        expected = (SystemExit, TwosourceError, sqlite3.Error, type(None))
        assert isinstance(done.exception, expected), (command, done.exception)


# --- full ----------------------------------------------------------------------------------------


OTHER = """
import sys
from pathlib import Path
from store.verbs import judging
from store.verbs.opening import open_desk

desk = open_desk(Path(sys.argv[1]), "li")
judging.judge(desk, 1, status="false")
desk.close()
"""


def test_a_second_look_at_a_desk_leaves_the_first_ones_hold_on_the_file(
    desk: Desk, open_at: Callable[..., Desk], add: Callable[..., Added]
) -> None:
    """Else a colleague's process takes the write-ahead log away under the open desk."""
    add()
    open_at().close()
    path = desk.database.path
    subprocess.run([sys.executable, "-c", OTHER, str(path)], check=True, cwd=ROOT)
    assert path.with_name(f"{path.name}-wal").exists()
    judging.judge(desk, 1, status="verified")
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM judgement").fetchone() == (2,)


@pytest.fixture
def small_files() -> Iterator[Callable[[int | None], None]]:
    """Lets no file of this process grow beyond a size, which SQLite meets as a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def factory(size: int | None) -> None:
        soft = limits[0] if size is None else size
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, limits[1]))

    yield factory
    factory(None)


FILL = textwrap.dedent(
    """
    # What happens on a disk of 1000 KiB. Printed: acts acknowledged, the failure, what came after.
    import json, subprocess, sys
    from pathlib import Path

    disk, root = Path(sys.argv[1]), sys.argv[2]
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1000k", "tmpfs", disk], check=True)

    def run(*args):
        code = "from tui.cli import main; main()"
        command = [sys.executable, "-c", code, "--db", disk / "desk.db", "--reviewer", "mk", *args]
        return subprocess.run(command, capture_output=True, text=True, cwd=root)

    assert run("add", "fixtures/xi-putin-call.md").returncode == 0
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    ballast.write_bytes(ballast.read_bytes()[: -64 * 4096])
    done, failed = 0, None
    for number in range(60):
        failed = run("tag", "1", "--note", f"{number} " + "x" * 20_000)
        if failed.returncode:
            break
        done += 1
    exported = run("export", "jsonl", "-o", str(disk / "log.jsonl"))
    left = sorted(path.name for path in disk.iterdir())
    ballast.unlink()
    kept = run("log", "--json").stdout.count('"kind": "noted"')
    after = [run("log", "verify").returncode, run("tag", "1", "--note", "after").returncode]
    codes = [failed.returncode, exported.returncode, *after]
    print(json.dumps([done, kept, codes, failed.stderr, left]))
    """
)


@pytest.mark.skipif(
    not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("unshare")),
    reason="mounting a small disk takes root",
)
def test_a_full_disk_costs_only_the_act_that_did_not_fit(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "fill.py").write_text(FILL)
    done = subprocess.run(
        ["unshare", "--mount", sys.executable, str(tmp_path / "fill.py"), str(disk), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    if "mount" in done.stderr and done.returncode:
        pytest.skip("mounting is not allowed here")
    assert not done.returncode, done.stderr
    acts, kept, codes, sentence, left = json.loads(done.stdout)
    assert 0 < acts == kept, sentence
    assert codes == [4, 4, 0, 0]
    assert "the disk is full; your last action was not saved" in sentence
    assert sentence.count("\n") == 1
    assert not [name for name in left if name.endswith(".part")]


def test_a_file_that_cannot_grow_costs_only_the_act_that_did_not_fit(
    path: Path, small_files: Callable[[int | None], None]
) -> None:
    with closing(open_desk(path, "mk")) as desk:
        claims = claim_listing.listing(desk.conn, 1)
        small_files(40_000)  # the -wal has room for a few acts
        acknowledged = itertools.count()

        def judge_until_it_is_full() -> None:
            for claim in claims * 20:
                judging.judge(desk, claim, status="false")
                next(acknowledged)

        with pytest.raises(StoreError, match=r"desk\.db"):
            judge_until_it_is_full()
        small_files(None)
        judged = "SELECT count(*) FROM event WHERE kind = 'judged'"
        assert desk.conn.execute(judged).fetchone() == (next(acknowledged) + 1,)
        assert verify(desk.database) == []
        judging.judge(desk, claims[0], status="false")


def test_an_export_that_does_not_fit_leaves_what_was_there(
    path: Path, run: Run, tmp_path: Path
) -> None:
    run("tag", "1", "--note", "x" * 40_000)
    kept = tmp_path / "log.jsonl"
    kept.write_text("an earlier export")
    limit = ("prlimit", "--fsize=33000")
    if not shutil.which("prlimit"):
        pytest.skip("there is no prlimit here")
    done = run("export", "jsonl", "-o", str(kept), "--force", before=limit)
    assert "cannot be written" in said(done)
    assert kept.read_text() == "an earlier export"
    assert not list(tmp_path.glob(".*.part"))


def test_a_backup_that_does_not_fit_leaves_nothing(run: Run, tmp_path: Path) -> None:
    if not shutil.which("prlimit"):
        pytest.skip("there is no prlimit here")
    done = run("backup", str(tmp_path / "copy.db"), before=("prlimit", "--fsize=33000"))
    assert "copy.db cannot be written" in said(done)
    assert not [p for p in tmp_path.iterdir() if "copy.db" in p.name]


# --- read-only -----------------------------------------------------------------------------------


@pytest.fixture
def bound() -> tuple[str, ...]:
    """Words in front of a command that is to obey file modes, as root does not."""
    if os.geteuid() != 0:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("root cannot be bound without setpriv")
    powers = "-dac_override,-dac_read_search,-fowner"
    return ("setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}")


@pytest.fixture
def read_only(path: Path) -> Iterator[Path]:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    yield path
    path.parent.chmod(0o755)


READING = (
    *("claims", "claims --json", "log", "log verify", "log digest", "sources", "export md"),
    "export jsonl",
)
WRITING = (
    *("tag 1 --status false", "signoff", "add fixtures/readout-cctv.txt", "sources add Gull"),
    "log rebuild",
)


@pytest.mark.parametrize("command", READING)
def test_a_read_only_desk_can_be_read(
    run: Run, read_only: Path, bound: tuple[str, ...], command: str
) -> None:
    done = run(*command.split(), before=bound)
    assert (done.returncode, done.stderr) == (0, "")
    assert [p.name for p in read_only.parent.iterdir()] == ["desk.db"]


def test_a_read_only_desk_can_be_backed_up(
    run: Run, read_only: Path, bound: tuple[str, ...], tmp_path: Path
) -> None:
    assert run("backup", str(tmp_path / "copy.db"), before=bound).returncode == 0
    with closing(open_desk(tmp_path / "copy.db", "mk")) as copy:
        assert verify(copy.database) == []


@pytest.mark.parametrize("command", WRITING)
def test_a_read_only_desk_is_said_to_be_one(
    run: Run, read_only: Path, bound: tuple[str, ...], command: str
) -> None:
    before = read_only.read_bytes()
    assert "read-only" in said(run(*command.split(), before=bound))
    assert read_only.read_bytes() == before


def test_reading_a_read_only_file_leaves_nothing_behind(
    run: Run, path: Path, bound: tuple[str, ...]
) -> None:
    """A -wal left by a reader has the reader's rights, and would lock the owner out."""
    path.chmod(0o444)
    assert run("claims", before=bound).returncode == 0
    path.chmod(0o600)
    assert run("tag", "1", "--status", "false", before=bound).returncode == 0


def test_a_reader_of_a_read_only_file_sees_what_is_still_in_the_wal(
    run: Run, path: Path, bound: tuple[str, ...]
) -> None:
    with closing(open_desk(path, "mk")) as desk:
        judging.judge(desk, claim_listing.listing(desk.conn, 1)[1], status="misleading")
        path.chmod(0o444)
        assert "misleading" in run("claims", before=bound).stdout
        path.chmod(0o600)


# --- locked --------------------------------------------------------------------------------------


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db, "LOCK_PATIENCE", 0.05)


@pytest.fixture
def lock_held(path: Path) -> Iterator[None]:
    """Another process is in the middle of a write, and was stopped there."""
    with path.with_name("desk.db.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.mark.usefixtures("impatient", "lock_held")
def test_a_write_does_not_wait_for_ever_for_a_colleague(path: Path) -> None:
    with closing(open_desk(path, "mk")) as desk, pytest.raises(Locked, match="another process"):
        judging.judge(desk, claim_listing.listing(desk.conn, 1)[0], status="false")


@pytest.mark.usefixtures("impatient", "lock_held")
def test_the_list_of_claims_does_not_need_the_lock(path: Path) -> None:
    done = CliRunner().invoke(cli, ["--db", str(path), "claims"], catch_exceptions=False)
    assert done.exit_code == 0


@pytest.mark.usefixtures("impatient")
def test_a_write_says_when_another_program_keeps_the_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, closing(open_desk(path, "mk")) as desk:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked, match="locked by another program"):
            judging.judge(desk, claim_listing.listing(desk.conn, 1)[0], status="false")


@pytest.mark.usefixtures("impatient")
def test_what_was_refused_for_a_lock_can_be_done_afterwards(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, closing(open_desk(path, "mk")) as desk:
        claim = claim_listing.listing(desk.conn, 1)[0]
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Locked):
            judging.judge(desk, claim, status="false")
        other.execute("ROLLBACK")
        judging.judge(desk, claim, status="false")
        assert verify(desk.database) == []


def test_an_act_inside_another_is_gone_with_it(path: Path) -> None:
    with closing(open_desk(path, "mk")) as desk:
        claims = claim_listing.listing(desk.conn, 1)

        def judge_and_fail() -> None:
            with desk.database.write():
                judging.judge(desk, claims[1], status="false")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            judge_and_fail()
        assert claim_rows.row(desk.conn, claims[1], desk.writer.whose().id).status is None
        assert verify(desk.database) == []


# --- far away ------------------------------------------------------------------------------------

LOCAL = "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"


@pytest.fixture
def mounts(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets what the mount table says."""
    really = Path.read_text

    def factory(table: str) -> None:
        def read_text(self: Path, *args: object, **kwargs: object) -> str:
            return table if str(self) == "/proc/self/mountinfo" else really(self, *args, **kwargs)

        monkeypatch.setattr(Path, "read_text", read_text)

    return factory


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_a_desk_on_a_network_file_system_is_refused(
    path: Path, mounts: Callable[[str], None], kind: str
) -> None:
    mounts(LOCAL + f"40 22 0:35 / {path.parent} rw shared:2 - {kind} server:/home rw\n")
    with pytest.raises(StoreError, match=rf"network file system \({kind}\).*local disk"):
        open_desk(path, "mk")


def test_a_new_desk_is_not_begun_on_a_network_file_system(
    path: Path, mounts: Callable[[str], None]
) -> None:
    mounts(f"40 22 0:35 / {path.parent} rw shared:2 - nfs4 server:/home rw\n")
    with pytest.raises(StoreError, match="network"):
        open_desk(path.parent / "new.db", "mk")
    assert not (path.parent / "new.db").exists()


def test_a_local_disk_inside_a_network_one_is_local(
    path: Path, mounts: Callable[[str], None]
) -> None:
    mounts(
        f"40 22 0:35 / {path.parent.parent} rw - nfs4 server:/home rw\n"
        f"41 40 254:1 / {path.parent} rw - ext4 /dev/vdb rw\n"
    )
    open_desk(path, "mk").close()


def test_of_two_mounts_on_one_place_the_later_counts(
    path: Path, mounts: Callable[[str], None]
) -> None:
    """An automounter lists its own mount first, and the server's over it."""
    mounts(
        f"40 22 0:35 / {path.parent} rw - autofs systemd-1 rw\n"
        f"41 40 0:36 / {path.parent} rw - nfs4 server:/home rw\n"
    )
    with pytest.raises(StoreError, match="nfs4"):
        open_desk(path, "mk")


def test_a_link_does_not_hide_a_network_file_system(
    path: Path, mounts: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(path.parent)
    mounts(LOCAL + f"40 22 0:35 / {path.parent} rw - nfs4 server:/home rw\n")
    with pytest.raises(StoreError, match="nfs4"):
        open_desk(tmp_path / "link" / "desk.db", "mk")


def test_a_mount_with_a_space_in_its_name_is_found(
    path: Path, mounts: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "our desk").mkdir()
    mounts(LOCAL + f"40 22 0:35 / {tmp_path}/our\\040desk rw - cifs //server/desk rw\n")
    with pytest.raises(StoreError, match="cifs"):
        open_desk(tmp_path / "our desk" / "desk.db", "mk")


# --- together ------------------------------------------------------------------------------------


def start(path: Path, *args: str, code: str = CODE) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code, "--db", str(path), *args],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )


def ended(processes: list[subprocess.Popen[bytes]]) -> list[tuple[int, bytes]]:
    """The exit code and the errors of each, when all are done."""
    done = [(process.communicate()[1], process.returncode) for process in processes]
    return [(code, errors) for errors, code in done]


def test_many_first_openings_at_once_make_one_desk(path: Path) -> None:
    path.unlink()
    adding = [start(path, "--reviewer", f"r{n}", "add", str(ARTICLE)) for n in range(8)]
    assert ended(adding) == [(0, b"")] * 8
    with closing(open_desk(path, "mk")) as desk:
        assert len(articles.articles(desk.conn)) == 1
        assert verify(desk.database) == []


def test_no_act_of_many_at_once_is_lost(path: Path) -> None:
    acts = [
        start(path, "--reviewer", f"r{n}", "tag", str(n + 1), "--status", "false", "--note", "no")
        for n in range(8)
    ]
    assert ended(acts) == [(0, b"")] * 8
    with closing(open_desk(path, "mk")) as desk:
        held = "SELECT count(*) FROM judgement WHERE status = 'false'"
        assert desk.conn.execute(held).fetchone() == (8,)
        assert desk.conn.execute("SELECT count(*) FROM note").fetchone() == (8,)
        assert verify(desk.database) == []


def test_an_act_that_was_killed_leaves_the_desk_sound(path: Path) -> None:
    acts = []
    for n in range(12):
        tag = ("--reviewer", "li", "tag", str(n + 1), "--note", "x" * 1000)
        acts.append(start(path, *tag, code=killed_at(40_000 * n) + CODE))
    assert -signal.SIGXFSZ in {code for code, _ in ended(acts)}
    with closing(open_desk(path, "mk")) as desk:
        assert verify(desk.database) == []
        judging.judge(desk, claim_listing.listing(desk.conn, 1)[0], status="false")
