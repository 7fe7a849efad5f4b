"""`extract` onto a plan that is there: no correction is lost, no byte changes without need, all is told."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from graph.cli.main import cli
from graph.cli.printing import write_bytes
from graph.coding.kept import kept_path
from graph.coding.merging import Merged
from graph.coding.nodes import read_nodes
from graph.coding.plan import open_coded, read_plan
from graph.coding.sheets import sheet_bytes
from graph.coding.writing import yaml_text
from graph.vocabulary.ontology import Ontology

Data = dict[str, Any]
COUNTY = """中牟县2025年政务服务工作要点

1. 推进一窗受理。年底前完成。牵头单位：县政务服务中心，责任单位：县市场监管局、县税务局。
2. 缩短开办时间。牵头单位：县市场监管局，责任单位：县政务服务中心。
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "county.txt"
    path.write_text(COUNTY, encoding="utf-8", newline="\n")
    return path


def extract(document: Path, target: Path, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        cli,
        ["extract", "--lang", "en", str(document), "--place", "410122", "-o", str(target), *more],
        prog_name="tiaokuai",
    )
    assert "Traceback" not in result.output
    assert result.stdout == ""
    return result.exit_code, result.stderr


def data_of(path: Path) -> Data:
    found: Data = open_coded(path).data
    return found


def as_earlier_read(target: Path, change: Callable[[Data], None]) -> None:
    """Make what is kept the output of an earlier version, which read something else."""
    kept = kept_path(target)
    data: Data = read_nodes(gzip.decompress(kept.read_bytes()).decode(), "kept").data
    change(data)
    kept.write_bytes(gzip.compress(yaml_text(data).encode(), mtime=0))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("county")
    }


def test_what_the_machine_wrote_is_kept_beside_the_plan_the_same_bytes_each_time(
    document: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    kept = tmp_path / ".tiaokuai" / "plan.yaml.extracted.yaml.gz"
    assert gzip.decompress(kept.read_bytes()) == target.read_bytes()
    first = kept.read_bytes()
    assert first[4:8] == bytes(4), "no time of writing"
    kept.unlink()
    extract(document, target)
    assert kept.read_bytes() == first


@pytest.mark.parametrize("name", ["plan.yaml", "plan.xlsx"])
def test_extracting_again_changes_no_byte(document: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    first, _ = extract(document, target)
    before = files(tmp_path)
    again, messages = extract(document, target)
    assert files(tmp_path) == before
    assert again == first
    assert "nothing to change, left as it was" in messages


def test_a_corrected_plan_with_comments_stays_byte_for_byte(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    corrected = target.read_text(encoding="utf-8").replace("推进一窗受理", "一窗受理  # 已核")
    target.write_text(corrected, encoding="utf-8", newline="\n")
    before = files(tmp_path)
    _, messages = extract(document, target)
    assert files(tmp_path) == before
    assert "Yours was kept" not in messages


def test_what_is_newly_read_is_taken_and_the_correction_stays(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    as_earlier_read(target, lambda data: data["measures"].pop())
    mine = data_of(target)
    del mine["measures"][1]
    mine["measures"][0]["title"] = "一窗"
    corrected = "# 人工核对\n" + yaml_text(mine)
    target.write_text(corrected, encoding="utf-8", newline="\n")
    _, messages = extract(document, target)
    assert [each["title"] for each in data_of(target)["measures"]] == ["一窗", "缩短开办时间"]
    assert (tmp_path / "plan.yaml.before").read_text(encoding="utf-8") == corrected
    assert f"{tmp_path / 'plan.yaml.before'}: your plan as it was" in messages
    assert "Yours was kept" not in messages


def test_the_machines_own_output_needs_no_copy(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    fresh = target.read_bytes()
    as_earlier_read(target, lambda data: data["measures"].pop())
    target.write_bytes(gzip.decompress(kept_path(target).read_bytes()))
    _, messages = extract(document, target)
    assert target.read_bytes() == fresh
    assert ".before" not in messages
    assert not (tmp_path / "plan.yaml.before").exists()


def test_no_earlier_copy_is_written_over(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    (tmp_path / "plan.yaml.before").write_text("dear", encoding="utf-8", newline="\n")
    as_earlier_read(target, lambda data: data["measures"][0].update(title="从前"))
    mine = data_of(target)
    mine["measures"][0]["title"] = "从前"
    target.write_text(yaml_text(mine) + "# 我的\n", encoding="utf-8", newline="\n")
    extract(document, target)
    assert data_of(target)["measures"][0]["title"] == "推进一窗受理"
    assert (tmp_path / "plan.yaml.before").read_text(encoding="utf-8") == "dear"
    assert (tmp_path / "plan.yaml.before-2").read_text(encoding="utf-8").endswith("# 我的\n")


def test_a_conflict_keeps_the_persons_value_lists_both_and_is_status_1(
    document: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    as_earlier_read(target, lambda data: data["measures"][0].update(title="从前"))
    corrected = target.read_text(encoding="utf-8").replace("title: 推进一窗受理", "title: 一窗")
    target.write_text(corrected, encoding="utf-8", newline="\n")
    status, messages = extract(document, target)
    assert status == 1
    assert f"{target}, measure 1: title is 一窗, now read as 推进一窗受理. Yours was kept;" in messages, (
        messages
    )
    assert "1 conflict with your plan" in messages
    assert target.read_text(encoding="utf-8") == corrected
    assert "Yours was kept" not in extract(document, target)[1], "told once: the person has decided"


def test_without_what_was_kept_every_difference_is_listed_and_yours_stands(
    document: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    kept_path(target).unlink()
    corrected = target.read_text(encoding="utf-8").replace("title: 推进一窗受理", "title: 一窗")
    target.write_text(corrected.replace("2025年政务", "2025年度政务"), encoding="utf-8", newline="\n")
    before = target.read_bytes()
    status, messages = extract(document, target)
    assert status == 1
    assert target.read_bytes() == before
    assert "no earlier reading of it is kept" in messages
    assert "measure 1: title is 一窗, now read as 推进一窗受理" in messages
    assert (
        "plan title is 中牟县2025年度政务服务工作要点, now read as 中牟县2025年政务服务工作要点" in messages
    )


def test_a_sheet_is_merged_like_yaml(document: Path, tmp_path: Path, ontology: Ontology) -> None:
    target = tmp_path / "plan.xlsx"
    extract(document, target)
    as_earlier_read(target, lambda data: data["measures"].pop())
    mine = data_of(target)
    del mine["measures"][1]
    mine["measures"][0]["title"] = "一窗"
    book = load_workbook(io.BytesIO(sheet_bytes(mine, ontology)))
    book["举措"]["L5"] = "我的批注"
    book.save(target)
    corrected = target.read_bytes()
    _, messages = extract(document, target)
    assert "Yours was kept" not in messages
    assert [each.title for each in read_plan(target, ontology).plan.measures] == ["一窗", "缩短开办时间"]
    assert (tmp_path / "plan.xlsx.before").read_bytes() == corrected


def test_agencies_moved_added_and_taken_out_by_hand_stay_so(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    mine = data_of(target)
    first, second = mine["measures"]
    first["responsible"] = [*first["responsible"][:1], "县财政局"]
    second["cooperating"] = second.pop("responsible")
    text = yaml_text(mine)
    target.write_text(text, encoding="utf-8", newline="\n")
    as_earlier_read(target, lambda data: data["measures"][1].pop("number"))
    extract(document, target)
    assert data_of(target) == mine


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"mine", "stands where keys with values should be"),
        (b"format: [\n", "line"),
        ("单位".encode("gb18030"), "is not UTF-8"),
        (b"format: tiaokuai-plan/1\nplan: {id: a-2024}\n", "lacks"),
        (b"PK\x03\x04 no workbook", "no Excel workbook"),
    ],
)
def test_a_broken_plan_is_told_and_nothing_is_written(
    document: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    target = tmp_path / "plan.yaml"
    target.write_bytes(content)
    before = files(tmp_path)
    status, messages = extract(document, target)
    assert status == 2
    assert said in messages
    assert f"{target}: is left as it was. Correct it first, or extract to another file." in messages
    assert files(tmp_path) == before


def test_what_is_kept_and_broken_is_told_and_nothing_is_written(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    for content in (b"", b"no gzip", gzip.compress(b"a: ["), gzip.compress(b"a: b"), gzip.compress(b"- b")):
        kept_path(target).write_bytes(content)
        before = files(tmp_path)
        status, messages = extract(document, target)
        assert status == 2
        assert f"{kept_path(target)}: cannot be read. Delete it" in messages
        assert files(tmp_path) == before


def test_the_plan_of_another_document_is_never_touched(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    other = document.with_name("county-2.txt")
    other.write_text(COUNTY.replace("推进", "做好"), encoding="utf-8", newline="\n")
    before = files(tmp_path)
    status, messages = extract(other, target)
    assert status == 2
    assert "holds the plan of county.txt, and is left as it was. Name another file." in messages
    assert files(tmp_path) == before


def test_a_revised_document_is_taken_where_nothing_was_corrected_else_refused(
    document: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    document.write_text(COUNTY.replace("推进", "大力推进"), encoding="utf-8", newline="\n")
    extract(document, target)
    assert data_of(target)["measures"][0]["title"] == "大力推进一窗受理"
    corrected = target.read_text(encoding="utf-8").replace("大力推进", "力推")
    target.write_text(corrected, encoding="utf-8", newline="\n")
    document.write_text(COUNTY, encoding="utf-8", newline="\n")
    before = files(tmp_path)
    status, messages = extract(document, target)
    assert status == 2
    assert f"{target}, plan, source: the document was read as another text" in messages
    assert files(tmp_path) == before


REVISED = COUNTY.replace("1. 推进", "1. 办好政务大厅。牵头单位：县财政局。\n2. 推进").replace(
    "2. 缩短开办时间。牵头单位：县市场监管局", "3. 缩短开办时间。三月底前完成。牵头单位：县审批局"
)


def test_corrections_are_carried_over_to_a_revised_text(
    document: Path, tmp_path: Path, ontology: Ontology
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    mine = data_of(target)
    first, second = mine["measures"]
    first["cooperating"] = [{"name": first["responsible"].pop()["name"]}]
    second["responsible"].append({"name": "县财政局", "at": [100, 104]})
    link = {"to": f"{mine['plan']['id']}/1", "kind": "prerequisite", "at": [[30, 34], [80, 84]]}
    second["links"] = [link]
    corrected = yaml_text(mine)
    target.write_text(corrected, encoding="utf-8", newline="\n")
    document.write_text(REVISED, encoding="utf-8", newline="\n")
    before = files(tmp_path)
    status, messages = extract(document, target)
    assert status == 2
    assert "Carry your corrections over to the new text with --new-text" in messages
    assert files(tmp_path) == before

    status, messages = extract(document, target, "--new-text")
    assert status == 1
    assert "measure 3: responsible 县财政局 was not found in the new text; kept without" in messages
    assert "measure 3: links (1) was not found" in messages
    assert (tmp_path / "plan.yaml.before").read_text(encoding="utf-8") == corrected
    found = read_plan(target, ontology).plan
    assert [each.title for each in found.measures] == ["办好政务大厅", "推进一窗受理", "缩短开办时间"]
    moved, changed = data_of(target)["measures"][1:]
    assert [each["name"] for each in moved["cooperating"]] == ["县税务局"]
    assert [each["name"] for each in moved["responsible"]] == ["县市场监管局"]
    assert [each["name"] for each in changed["lead"]] == ["县审批局"], "what the text changed is taken"
    assert changed["responsible"][-1] == {"name": "县财政局"}
    assert changed["links"] == [{"to": f"{found.id}/2", "kind": "prerequisite"}]
    for measure in (moved, changed):
        for each in (*measure["lead"], *measure["responsible"][:1]):
            assert REVISED[slice(*each["at"])] == each["name"]
    again = files(tmp_path)
    extract(document, target, "--new-text")
    assert files(tmp_path) == again


def test_a_measure_about_something_else_is_not_mixed_with_what_a_person_corrected(
    document: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    mine = data_of(target)
    mine["measures"][1]["title"] = "缩短企业开办时间"
    target.write_text(yaml_text(mine), encoding="utf-8", newline="\n")
    other = COUNTY.replace(
        "2. 缩短开办时间。牵头单位：县市场监管局", "2. 修好乡村道路。牵头单位：县交通运输局"
    )
    document.write_text(other, encoding="utf-8", newline="\n")
    _, messages = extract(document, target, "--new-text")
    kept = data_of(target)["measures"][1]
    assert (kept["title"], kept["lead"]) == ("缩短企业开办时间", [{"name": "县市场监管局"}])
    another = (
        "measure 2: another measure stands here in the new text: '修好乡村道路', yours is '缩短企业开办时间'."
    )
    assert (
        f"{another} Yours was kept; to take the new reading of the measure instead, add --take 2." in messages
    )
    assert "there is no measure '9'" in extract(document, target, "--take", "9")[1]
    written = target.read_bytes()
    extract(document, target, "--take", "2")
    taken = data_of(target)["measures"][1]
    assert (taken["title"], taken["lead"][0]["name"]) == ("修好乡村道路", "县交通运输局")
    target.write_bytes(written)
    kept_path(target).unlink()
    document.write_text(COUNTY, encoding="utf-8", newline="\n")
    _, messages = extract(document, target, "--new-text")
    assert "no earlier reading of it is kept" in messages
    assert data_of(target)["measures"][1]["title"] == "缩短企业开办时间"


def test_doubts_are_in_the_language_that_was_asked_for_and_a_settled_one_stays_settled(
    document: Path, tmp_path: Path
) -> None:
    document.write_text(
        COUNTY.replace("县税务局", "县税务局张三").replace("县政务服务中心。", "县万事通专班。"),
        encoding="utf-8",
        newline="\n",
    )
    target = tmp_path / "plan.yaml"

    def doubts() -> list[str]:
        data = data_of(target)
        named = [each["doubt"] for each in data["names"] if "doubt" in each]
        return [each for measure in data["measures"] for each in measure.get("doubts", ())] + named

    assert extract(document, target, "--lang", "zh")[0] == 1
    said = doubts()
    assert said[0] == "张三：按人名读取，不作单位。"
    _, messages = extract(document, target)
    assert doubts()[0] == "张三: read as a person, not as an agency."
    assert "conflict" not in messages
    mine = data_of(target)
    settled = [measure.pop("doubts") for measure in mine["measures"] if "doubts" in measure]
    target.write_text(yaml_text(mine), encoding="utf-8", newline="\n")
    _, messages = extract(document, target, "--lang", "zh")
    assert settled
    assert "张三" not in messages
    assert all("：" in each for each in doubts())


def test_a_plan_put_back_from_an_older_text_is_not_taken_for_unchanged(
    document: Path, tmp_path: Path
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    old = target.read_text(encoding="utf-8").replace("推进一窗受理", "一窗受理")
    document.write_text(COUNTY.replace("推进", "大力推进"), encoding="utf-8", newline="\n")
    extract(document, target)
    target.write_text(old, encoding="utf-8", newline="\n")
    status, messages = extract(document, target)
    assert status == 2
    assert "read as another text" in messages


def test_what_is_left_of_an_earlier_plan_of_that_name_is_no_base(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    fresh = kept_path(target).read_bytes()
    as_earlier_read(target, lambda data: data["measures"][0].update(title="从前"))
    target.unlink()
    extract(document, target)
    assert kept_path(target).read_bytes() == fresh


def test_cut_off_between_plan_and_base_a_change_is_told_again_and_none_is_lost(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    as_earlier_read(target, lambda data: data["measures"].pop())
    mine = data_of(target)
    del mine["measures"][1]
    mine["measures"][0]["title"] = "一窗"
    target.write_text(yaml_text(mine), encoding="utf-8", newline="\n")
    written: list[str] = []

    def stop_at_the_base(content: bytes, path: Path, *, told: bool = True) -> None:
        written.append(path.name)
        if path.suffix == ".gz":
            raise KeyboardInterrupt
        write_bytes(content, path, told=told)

    monkeypatch.setattr("graph.cli.saving.write_bytes", stop_at_the_base)
    extract(document, target)
    assert written == ["plan.yaml.before", "plan.yaml", "plan.yaml.extracted.yaml.gz"]
    monkeypatch.undo()
    extract(document, target)
    assert [each["title"] for each in data_of(target)["measures"]] == ["一窗", "缩短开办时间"]


def test_a_merge_that_no_plan_can_be_is_not_written(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    as_earlier_read(target, lambda data: data["measures"].pop())
    target.write_text(
        target.read_text(encoding="utf-8").replace("推进", "做好"), encoding="utf-8", newline="\n"
    )

    def twice(_: Any, mine: Data, theirs: Data) -> Merged:
        return Merged({**mine, "measures": [*mine["measures"], *theirs["measures"]]}, ())

    monkeypatch.setattr("graph.coding.kept.merge", twice)
    before = files(tmp_path)
    status, messages = extract(document, target)
    assert status == 2
    assert "joined with the new reading" in messages
    assert "measure '1' stands twice" in messages
    assert files(tmp_path) == before


def test_a_link_stays_a_link_and_its_target_is_merged(document: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "plan.yaml", tmp_path / "plan.yaml"
    link.symlink_to(real)
    extract(document, link)
    assert link.is_symlink()
    assert (tmp_path / "real" / ".tiaokuai" / "plan.yaml.extracted.yaml.gz").is_file()
    _, messages = extract(document, real)
    assert "nothing to change" in messages


def test_a_device_is_written_to_and_nothing_is_kept(document: Path, tmp_path: Path) -> None:
    status, _ = extract(document, Path("/dev/null"))
    assert status in (0, 1)
    assert not Path("/dev/.tiaokuai").exists()


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_written(
    document: Path, tmp_path: Path
) -> None:
    (tmp_path / ".tiaokuai").write_text("in the way", encoding="utf-8", newline="\n")
    status, messages = extract(document, tmp_path / "plan.yaml")
    assert status == 2
    assert "cannot be made" in messages
    assert not (tmp_path / "plan.yaml").exists()


def test_an_unreadable_document_leaves_the_plan(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.yaml"
    extract(document, target)
    before = files(tmp_path)
    document.write_text("无\n", encoding="utf-8", newline="\n")
    assert extract(document, target)[0] == 2
    assert files(tmp_path) == before
