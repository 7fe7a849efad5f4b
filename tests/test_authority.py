"""`extract --agencies FILE`: a person's own agencies settle spellings, and the plan stands without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from graph.cli.main import cli
from graph.coding.authority import read_authority
from graph.coding.nodes import Coded
from graph.coding.plan import open_coded, read_plan
from graph.coding.sheets import sheet_bytes
from graph.errors import UserError
from graph.model import Plan
from graph.vocabulary.ontology import Ontology

Data = dict[str, Any]
COUNTY = """中牟县2025年政务服务工作要点

1. 推进一窗受理。牵头单位：县政务办，责任单位：县市场监管局、县城关办。
2. 缩短开办时间。牵头单位：县市场监管局，责任单位：各专班、郑州市财政局。
"""
NAMES = """names:
- spelling: 县政务办
  new:
    label: 中牟县行政审批和政务信息管理局
    slug: xing-zheng-shen-pi-ju
    place: "410122"
    kind: department
    level: county
    line: territorial
    system: government
- spelling: 县审批局
  agency: zhongmu-410122/xing-zheng-shen-pi-ju
- spelling: 县城关办
  agency: zhengzhou-410100/cai-zheng-ju
- spelling: 各专班
  new:
    label: 中牟县各专班
    slug: ge-zhuan-ban
    group: "yes"
    members:
    - zhongmu-410122/xing-zheng-shen-pi-ju
    kind: department
    level: county
- spelling: 没用上的局
  new:
    label: 没用上的局
    slug: mei-yong-shang
    kind: department
    level: county
"""
ROWS = (
    ("写法", "状态", "机构", "全称", "短名", "地区代码", "性质", "层级", "条块", "系统", "是否集合", "成员"),
    (
        "spelling",
        "status",
        "agency",
        "new.label",
        "new.slug",
        "new.place",
        "new.kind",
        "new.level",
        "new.line",
        "new.system",
        "new.group",
        "new.members",
    ),
    (
        "县政务办",
        "",
        "",
        "中牟县行政审批和政务信息管理局",
        "xing-zheng-shen-pi-ju",
        "410122",
        "department",
        "county",
        "territorial",
        "government",
        "",
        "",
    ),
    ("县审批局", "", "zhongmu-410122/xing-zheng-shen-pi-ju", "", "", "", "", "", "", "", "", ""),
    ("县城关办", "", "zhengzhou-410100/cai-zheng-ju", "", "", "", "", "", "", "", "", ""),
    (
        "各专班",
        "",
        "",
        "中牟县各专班",
        "ge-zhuan-ban",
        "",
        "department",
        "county",
        "",
        "",
        "yes",
        "zhongmu-410122/xing-zheng-shen-pi-ju",
    ),
    ("没用上的局", "", "", "没用上的局", "mei-yong-shang", "", "department", "county", "", "", "", ""),
)
TURTLE = """@prefix tk: <https://w3id.org/tiaokuai/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<agency/zhongmu-410122/xing-zheng-shen-pi-ju> a tk:Organisation ;
    skos:prefLabel "中牟县行政审批和政务信息管理局"@zh ; skos:altLabel "县政务办"@zh ;
    tk:slug "xing-zheng-shen-pi-ju" ; tk:hasKind <kind/department> ; tk:hasPlace <place/410122> .
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "county.txt"
    path.write_text(COUNTY, encoding="utf-8", newline="\n")
    return path


def extract(document: Path, agencies: Path, *, place: str = "410122") -> tuple[int, str, Path]:
    target = document.with_name("plan.yaml")
    arguments = [
        "extract",
        "--lang",
        "en",
        str(document),
        "--place",
        place,
        "--agencies",
        str(agencies),
        "-o",
        str(target),
    ]
    result = CliRunner().invoke(cli, arguments, prog_name="tiaokuai")
    assert "Traceback" not in result.output
    return result.exit_code, result.stderr, target


def as_yaml(folder: Path) -> Path:
    path = folder / "agencies.yaml"
    path.write_text(NAMES, encoding="utf-8", newline="\n")
    return path


def as_csv(folder: Path) -> Path:
    path = folder / "agencies.csv"
    lines = (",".join(row) for row in ROWS[1:])
    path.write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return path


def as_chinese_csv(folder: Path) -> Path:
    path = folder / "agencies.csv"
    lines = (";".join(row) for row in (ROWS[0], *ROWS[2:]))
    path.write_bytes("\r\n".join(lines).encode("gb18030"))
    return path


def as_book(folder: Path) -> Path:
    path = folder / "agencies.xlsx"
    book = Workbook()
    book.create_sheet("名录")
    for row in ROWS:
        book["名录"].append(list(row))
    book.save(path)
    return path


def as_plan(folder: Path) -> Path:
    path = folder / "last-year.yaml"
    path.write_text(
        f'format: tiaokuai-plan/1\nplan:\n  place: "410122"\n{NAMES}', encoding="utf-8", newline="\n"
    )
    return path


def paths_of(plan: Plan) -> dict[str, str]:
    return {each.spelling: each.agency for measure in plan.measures for each in measure.assignments}


@pytest.mark.parametrize("form", [as_yaml, as_csv, as_chinese_csv, as_book, as_plan])
def test_the_spellings_of_the_file_are_settled_and_the_plan_stands_on_its_own(
    document: Path, ontology: Ontology, form: Callable[[Path], Path]
) -> None:
    agencies = form(document.parent)
    _, messages, target = extract(document, agencies)
    agencies.unlink()
    file = read_plan(target, ontology)
    found = paths_of(file.plan)
    assert found["县政务办"] == "zhongmu-410122/xing-zheng-shen-pi-ju"
    assert found["县城关办"] == "zhengzhou-410100/cai-zheng-ju"
    assert found["各专班"] == "zhongmu-410122/ge-zhuan-ban"
    added = {each.path: each for each in file.plan.agencies}
    assert added["zhongmu-410122/ge-zhuan-ban"].members == ("zhongmu-410122/xing-zheng-shen-pi-ju",)
    assert added["zhongmu-410122/xing-zheng-shen-pi-ju"].status == "accepted"
    assert added["zhongmu-410122/shi-chang-jian-du-guan-li-ju"].status == "proposed"
    spellings = [each["spelling"] for each in open_coded(target).data["names"]]
    assert "没用上的局" not in spellings
    assert "县审批局" not in spellings
    for spelling in ("县政务办", "县城关办", "各专班"):
        assert f"{spelling}:" not in messages, "what the file settles is no doubt"


def test_without_the_file_the_same_spellings_are_proposals(document: Path, ontology: Ontology) -> None:
    (document.parent / "other.yaml").write_text(
        "names:\n- {spelling: 别局, agency: zhengzhou-410100/cai-zheng-ju}\n",
        encoding="utf-8",
        newline="\n",
    )
    _, _, target = extract(document, document.parent / "other.yaml")
    plan = read_plan(target, ontology).plan
    assert paths_of(plan)["县政务办"] != "zhongmu-410122/xing-zheng-shen-pi-ju"
    assert {each.status for each in plan.agencies} == {"proposed"}


def test_turtle_as_for_build(document: Path, ontology: Ontology) -> None:
    path = document.parent / "agencies.ttl"
    path.write_text(TURTLE, encoding="utf-8", newline="\n")
    _, _, target = extract(document, path)
    plan = read_plan(target, ontology).plan
    assert paths_of(plan)["县政务办"] == "zhongmu-410122/xing-zheng-shen-pi-ju"
    (own,) = [each for each in plan.agencies if each.status == "accepted"]
    assert (own.label, own.level) == ("中牟县行政审批和政务信息管理局", "county")


def test_a_coding_sheet_of_another_plan_gives_its_names(document: Path, ontology: Ontology) -> None:
    _, _, first = extract(document, as_yaml(document.parent))
    sheet = document.parent / "last-year.xlsx"
    sheet.write_bytes(sheet_bytes(open_coded(first).data, ontology))
    earlier = open_coded(first).data["names"]
    first.unlink()
    _, _, target = extract(document, sheet)
    names = open_coded(target).data["names"]
    assert sorted(names, key=lambda each: str(each["spelling"])) == sorted(
        earlier, key=lambda each: str(each["spelling"])
    )


def test_an_entry_without_a_place_is_of_each_plans_own_place(document: Path, ontology: Ontology) -> None:
    path = document.parent / "agencies.yaml"
    path.write_text(
        "names:\n- {spelling: 县政务办, "
        "new: {label: 政务办, slug: zheng-wu-ban, kind: department, level: county}}\n",
        encoding="utf-8",
        newline="\n",
    )
    authority = read_authority(path, ontology)
    assert [each.path for each in authority.agencies("410122")] == ["zhongmu-410122/zheng-wu-ban"]
    assert [each.path for each in authority.agencies("410182")] == ["xingyang-410182/zheng-wu-ban"]


def test_an_agency_of_another_place_is_not_taken(document: Path, ontology: Ontology) -> None:
    path = document.parent / "agencies.yaml"
    path.write_text(
        NAMES.replace('place: "410122"', 'place: "532300"').split("- spelling: 县审批局")[0], "utf-8"
    )
    _, _, target = extract(document, path)
    assert paths_of(read_plan(target, ontology).plan)["县政务办"].startswith("zhongmu-410122/")


def test_a_full_name_that_the_register_knows_is_said_in_the_plan(
    document: Path, ontology: Ontology, tmp_path: Path
) -> None:
    """A fault that was: such a plan could not be built, since the spelling is not the register's."""
    document.write_text(COUNTY.replace("郑州市财政局", "郑州市发展改革委"), encoding="utf-8", newline="\n")
    target = tmp_path / "plan.yaml"
    CliRunner().invoke(
        cli, ["extract", "--lang", "en", str(document), "--place", "410122", "-o", str(target)]
    )
    path = paths_of(read_plan(target, ontology).plan)["郑州市发展改革委"]
    assert path == "zhengzhou-410100/fa-zhan-gai-ge-wei"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: department", "kind: sky", "line 7: kind: 'sky' is not known."),
        ("  new:\n", "  nwe:\n", "line 3: the key 'nwe' is not known here. Did you mean new?"),
        ("    slug: xing-zheng-shen-pi-ju\n", "", "line 3: new lacks slug:."),
        ('place: "410122"', 'place: "999999"', "line 6: place '999999' is not in GB/T 2260."),
        (
            "agency: zhengzhou-410100/cai-zheng-ju",
            "agency: zhengzhou-410100/moon",
            "line 13: 'zhengzhou-410100/moon'",
        ),
        (
            "- spelling: 县城关办\n  agency: zhengzhou-410100/cai-zheng-ju",
            "- spelling: 市财政局\n  agency: zhengzhou-410100/jiao-yu-ju",
            "line 13: '市财政局' is zhengzhou-410100/jiao-yu-ju here, but zhengzhou-410100/cai-zheng-ju",
        ),
        ("slug: ge-zhuan-ban", "slug: xing-zheng-shen-pi-ju", "is described in two ways"),
        ("names:", "nams:", "has no names:."),
        (NAMES, "names: []\n", "names no agency."),
        (NAMES, "names: [\n", "line"),
        (NAMES, "", "is empty."),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_written(
    document: Path, old: str, new: str, said: str
) -> None:
    path = document.parent / "agencies.yaml"
    assert old in NAMES
    path.write_text(NAMES.replace(old, new, 1), encoding="utf-8", newline="\n")
    code, messages, target = extract(document, path)
    assert code == 2
    assert said in messages
    assert str(path) in messages
    assert not target.exists()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("县X局,,,,,,,,,,,", "row 7: an entry of names needs either agency: or new:."),
        ("县X局,maybe,zhengzhou-410100/cai-zheng-ju,,,,,,,,,", "row 7: status: 'maybe' is not known."),
        ("县X局,,zhengzhou-410100/moon,,,,,,,,,", "row 7: 'zhengzhou-410100/moon' is not in the register."),
    ],
)
def test_what_is_wrong_in_a_table_is_told_with_its_row(document: Path, row: str, said: str) -> None:
    path = as_csv(document.parent)
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8", newline="")
    code, messages, target = extract(document, path)
    assert code == 2
    assert f"{path}, {said}" in messages
    assert not target.exists()


def test_a_table_without_the_column_is_told(document: Path) -> None:
    path = document.parent / "agencies.csv"
    path.write_text("单位,全称\n甲,乙\n", encoding="utf-8", newline="\n")
    code, messages, _ = extract(document, path)
    assert code == 2
    assert "has no column spelling (写法)" in messages
    book = Workbook()
    book.save(document.parent / "empty.xlsx")
    assert "has no table of agencies" in extract(document, document.parent / "empty.xlsx")[1]


def test_an_unknown_column_is_told_with_sheet_and_row(document: Path) -> None:
    path = as_book(document.parent)
    book = load_workbook(path)
    book["名录"]["M2"], book["名录"]["M3"] = "colour", "red"
    book.save(path)
    code, messages, _ = extract(document, path)
    assert code == 2
    assert f"{path}, sheet 名录, row 3: the column 'colour' is not known." in messages


def test_brackets_are_as_in_a_plan(document: Path, ontology: Ontology) -> None:
    path = document.parent / "agencies.yaml"
    path.write_text(NAMES.replace("县政务办", "县政务办(审批局)"), encoding="utf-8", newline="\n")
    found: Coded = read_authority(path, ontology).coded
    assert found.data["names"][0]["spelling"] == "县政务办（审批局）"


def test_a_file_that_is_not_there_is_wrong_use(document: Path) -> None:
    code, messages, _ = extract(document, document.parent / "none.yaml")
    assert code == 2
    assert "does not exist" in messages


def test_what_the_register_describes_is_not_described_again(document: Path, ontology: Ontology) -> None:
    path = document.parent / "agencies.yaml"
    new = '{label: 郑州市财政局, slug: cai-zheng-ju, place: "410100", kind: department, level: city}'
    path.write_text(f"names:\n- {{spelling: 财局, new: {new}}}\n", encoding="utf-8", newline="\n")
    authority = read_authority(path, ontology)
    with pytest.raises(UserError, match="is in the register already"):
        authority.agencies("410122")
