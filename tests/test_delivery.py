"""Delivery whole or not at all: kills, full disks, two builds at once, and files of the user's own."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from filelock import FileLock

from graph import delivery
from graph.delivery import deliver, refuse_foreign, repair
from graph.errors import UserError

EARLIER = {
    "graph.nq": b"earlier\n",
    "build.json": b"{}\n",
    "tables/rank.csv": b"a\n",
    "tables/old.csv": b"b\n",
}
LATER = {"graph.nq": b"later\n" * 50, "build.json": b"{1}\n", "tables/rank.csv": b"c\n"}


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def left_over(folder: Path) -> list[str]:
    """Return what lies beside the folder and is not the lock."""
    return sorted(
        each.name
        for each in folder.parent.iterdir()
        if each.name not in {folder.name, f".{folder.name}.lock"}
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with an earlier output in it."""
    folder = tmp_path / "place" / "output"
    deliver(folder, EARLIER)
    return folder


def test_the_first_delivery_makes_the_folder(folder: Path) -> None:
    assert content(folder) == EARLIER
    assert left_over(folder) == []


def test_a_later_one_takes_its_place_with_nothing_left(folder: Path) -> None:
    deliver(folder, LATER)
    assert content(folder) == LATER
    assert left_over(folder) == []


def test_a_relative_folder_is_taken_from_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    deliver(Path("output"), EARLIER)
    deliver(Path("output"), LATER)
    assert content(tmp_path / "output") == LATER


def test_the_users_own_files_are_kept(folder: Path) -> None:
    own = {"README.md": b"mine\n", "notes/deep/a.txt": b"1\n", ".hidden": b"2\n", "graph.nq.bak": b"3\n"}
    for name, value in own.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(value)
    deliver(folder, LATER)
    assert content(folder) == LATER | own


def test_a_link_is_kept_as_a_link(folder: Path) -> None:
    target = folder.parent.parent / "elsewhere"
    target.mkdir()
    (target / "a").write_bytes(b"1")
    (folder / "linked").symlink_to(target, target_is_directory=True)
    (folder / "gone").symlink_to(folder / "nothing")
    deliver(folder, LATER)
    assert (folder / "linked").readlink() == target
    assert (folder / "gone").is_symlink()
    assert content(target) == {"a": b"1"}


def test_without_a_swap_in_one_call_two_renames_do_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "_exchanged_at_once", lambda one, other: False)
    (folder / "mine.txt").write_bytes(b"1")
    deliver(folder, LATER)
    assert content(folder) == LATER | {"mine.txt": b"1"}
    assert left_over(folder) == []


def test_a_second_rename_that_fails_is_undone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self.name == ".output.new":
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(delivery, "_exchanged_at_once", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(UserError, match=r"Permission denied\. The earlier"):
        deliver(folder, LATER)
    assert content(folder) == EARLIER
    assert left_over(folder) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="renameat2 is a call of Linux")
def test_linux_swaps_at_once(folder: Path) -> None:
    other = folder.parent / "other"
    other.mkdir()
    (other / "x").write_bytes(b"1")
    assert delivery._exchanged_at_once(other, folder)
    assert content(folder) == {"x": b"1"}
    assert content(other) == EARLIER


def test_a_system_without_the_call_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not delivery._exchanged_at_once(folder, folder)


def test_a_swap_that_fails_changes_nothing(folder: Path) -> None:
    assert not delivery._exchanged_at_once(folder.parent / "nothing", folder)
    assert content(folder) == EARLIER


def test_a_folder_set_aside_comes_back(folder: Path) -> None:
    folder.rename(folder.with_name(".output.old"))
    repair(folder)
    assert content(folder) == EARLIER
    assert left_over(folder) == []


def test_what_a_kill_left_is_cleared_away(folder: Path) -> None:
    for word in ("new", "old"):
        (folder.with_name(f".output.{word}") / "tables").mkdir(parents=True)
    deliver(folder, LATER)
    assert content(folder) == LATER
    assert left_over(folder) == []


# Kills. The child patches one function of its own so that it is killed there.
CHILD = """
import os, signal, sys
from pathlib import Path
from graph import delivery

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

class Dying(dict):
    def items(self):
        for number, item in enumerate(super().items()):
            if number == 2:
                die()
            yield item

if sys.argv[3] == "two renames":
    delivery._exchanged_at_once = lambda one, other: False
files = {"graph.nq": b"later\\n" * 50, "build.json": b"{1}\\n", "tables/rank.csv": b"c\\n"}
point = sys.argv[2]
if point == "midway":
    files = Dying(files)
elif point == "carry over":
    delivery._carry_over = die
elif point == "exchange":
    delivery._exchange = die
elif point == "set aside":
    rename = Path.rename
    def second(self, target):
        if self.name == ".output.new":
            die()
        return rename(self, target)
    Path.rename = second
elif point == "tidying":
    delivery.shutil.rmtree = die
delivery.deliver(Path(sys.argv[1]), files)
"""


def run_child(folder: Path, point: str, way: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, folder, point, way], check=False, timeout=60, capture_output=True
    )
    return done.returncode


POINTS = ("midway", "carry over", "exchange", "tidying")
KILLS = [
    *((point, way) for way in ("at once", "two renames") for point in POINTS),
    ("set aside", "two renames"),
]


@pytest.mark.parametrize(("point", "way"), KILLS)
def test_a_kill_leaves_a_whole_output_and_the_next_delivery_works(folder: Path, point: str, way: str) -> None:
    (folder / "mine.txt").write_bytes(b"1")
    assert run_child(folder, point, way) == -9
    if point == "set aside":  # the instant between two renames: repair brings it back
        assert not folder.exists()
        repair(folder)
    whole = LATER if point == "tidying" else EARLIER
    assert content(folder) == whole | {"mine.txt": b"1"}
    deliver(folder, LATER)
    assert content(folder) == LATER | {"mine.txt": b"1"}
    assert left_over(folder) == []


def test_a_kill_at_the_very_first_delivery_leaves_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    assert run_child(folder, "midway", "at once") == -9
    assert not folder.exists()
    deliver(folder, EARLIER)
    assert content(folder) == EARLIER


# Full disks.
SMALL = """
import resource, signal, sys
from pathlib import Path
from graph.delivery import deliver
from graph.errors import UserError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    deliver(Path(sys.argv[1]), {"graph.nq": b"later", "graph.trig": b"x" * 5000})
except UserError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_a_file_that_does_not_fit_leaves_the_earlier_output(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SMALL, folder], check=True, timeout=60, capture_output=True, encoding="utf-8"
    )
    assert done.stdout == (
        f"{folder}: cannot be written: File too large. The earlier output is untouched. "
        "Free the place and build again.\n"
    )
    assert content(folder) == EARLIER
    assert left_over(folder) == []


@pytest.mark.parametrize("after", range(4))
def test_a_full_disk_leaves_the_earlier_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    calls = iter(range(10))

    def full(descriptor: int) -> None:
        if next(calls) == after:
            raise OSError(errno.ENOSPC, "No space left on device")

    def full_copy(*args: object, **settings: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (folder / "mine.txt").write_bytes(b"1")
    monkeypatch.setattr(os, "fsync", full)
    if after == len(LATER):
        monkeypatch.setattr(shutil, "copy2", full_copy)
    with pytest.raises(UserError) as caught:
        deliver(folder, LATER)
    assert "No space left on device. The earlier output is untouched." in str(caught.value)
    assert content(folder) == EARLIER | {"mine.txt": b"1"}
    assert left_over(folder) == []


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"1")
    with pytest.raises(UserError, match=r"cannot be written: "):
        deliver(tmp_path / "file" / "output", EARLIER)
    assert (tmp_path / "file").read_bytes() == b"1"


def test_a_file_in_the_folders_place_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"1")
    with pytest.raises(UserError, match=r"cannot be written: "):
        deliver(tmp_path / "output", EARLIER)
    assert (tmp_path / "output").read_bytes() == b"1"
    assert left_over(tmp_path / "output") == []


@pytest.mark.parametrize("closed", ["output", "place"])
def test_a_read_only_place_is_refused_before_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    """A swap of folders would replace a read-only one and then fail to take the old one away."""
    place = next(each for each in (folder, folder.parent) if each.name == closed)
    monkeypatch.setattr(os, "access", lambda path, mode: path != place)
    with pytest.raises(UserError, match=rf"{closed}: cannot be written to\. Choose another folder"):
        refuse_foreign(folder)


def test_an_interrupt_leaves_nothing_beside_the_earlier_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(delivery, "_exchange", interrupted)
    with pytest.raises(KeyboardInterrupt):
        deliver(folder, LATER)
    assert content(folder) == EARLIER
    assert left_over(folder) == []


def test_the_second_of_two_builds_is_told_to_wait(folder: Path) -> None:
    with FileLock(folder.with_name(".output.lock")), pytest.raises(UserError) as caught:
        deliver(folder, LATER)
    assert str(caught.value) == f"{folder}: another build is writing here. Wait for it to end."
    assert content(folder) == EARLIER
    deliver(folder, LATER)
    assert content(folder) == LATER


def test_a_build_does_not_clear_away_what_another_is_writing(folder: Path) -> None:
    """Deliver a second time from within the first, which has its lock."""

    class Meeting(Mapping[str, bytes]):
        def __getitem__(self, name: str) -> bytes:
            return LATER[name]

        def __len__(self) -> int:
            return len(LATER)

        def __iter__(self) -> Iterator[str]:
            for number, name in enumerate(LATER):
                if number == 1:
                    run = "import pathlib, sys, graph.delivery as d; d.deliver(pathlib.Path(sys.argv[1]), {})"
                    done = subprocess.run(
                        [sys.executable, "-c", run, folder], check=False, timeout=60, capture_output=True
                    )
                    assert done.returncode == 1
                    assert b"another build is writing here" in done.stderr
                yield name

    deliver(folder, Meeting())
    assert content(folder) == LATER
    assert left_over(folder) == []


def test_a_folder_with_files_that_no_build_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match=r"holds graph\.nq, which no build made"):
        refuse_foreign(tmp_path)
    assert (tmp_path / "graph.nq").read_text(encoding="utf-8") == "mine"


def test_the_working_folder_and_those_around_it_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for folder in (Path(), Path(".."), Path(tmp_path.anchor)):
        with pytest.raises(UserError, match="is the working folder, or around it"):
            refuse_foreign(folder)
    refuse_foreign(Path("output"))


def test_a_users_table_is_kept_and_a_stale_one_goes(tmp_path: Path) -> None:
    def files(*tables: str) -> dict[str, bytes]:
        made = {f"tables/{name}.csv": b"x\n" for name in tables}
        names = [*made, "build.json"]
        return made | {"build.json": json.dumps({"schema": "tiaokuai/build/1", "files": names}).encode()}

    folder = tmp_path / "output"
    deliver(folder, files("rank", "old"))
    (folder / "tables" / "mine.csv").write_text("mine", encoding="utf-8")
    folder.chmod(0o700)
    deliver(folder, files("rank"))
    assert sorted(path.name for path in (folder / "tables").iterdir()) == ["mine.csv", "rank.csv"]
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_users_table_of_a_new_name_stops_the_build(tmp_path: Path) -> None:
    manifest = json.dumps({"schema": "tiaokuai/build/1", "files": ["build.json"]}).encode()
    folder = tmp_path / "output"
    deliver(folder, {"build.json": manifest})
    (folder / "tables").mkdir()
    (folder / "tables" / "rank.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="no build made, and this one makes a file of that name"):
        deliver(folder, {"build.json": manifest, "tables/rank.csv": b"ours"})
    assert (folder / "tables" / "rank.csv").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / ".output.new").exists()
