"""A document read into a coded plan: what is found, what is doubtful, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from graph.cli.main import cli
from graph.coding.plan import read_plan
from graph.errors import UserError
from graph.extraction.heading import read_heading
from graph.extraction.reading import read_plan_text
from graph.model import Amount, Plan
from graph.vocabulary.ontology import Ontology

DOCUMENT = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
CHUXIONG = """楚雄州2023年优化营商环境行动方案
（征求意见稿）

为优化环境，制定本方案。
一、总体要求
（一）指导思想。坚持创新。
二、重点任务
（一）精简审批。压减材料。
（州政务服务局牵头，州发展改革委、财政局等部门，各县市人民政府配合）
（二）培育企业。做好服务。（责任单位：州工信局、州商务局，楚雄高新区和禄丰、牟定产业园区管委会。列第一位者为牵头单位，下同）
（三）扩大投资。做好服务。（责任单位：州交通运输局、州税务局，6月底前）
三、保障措施
（一）加强领导。压实责任。
"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(CHUXIONG, encoding="utf-8")
    return path


def extract(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["extract", "--lang", "en", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


def assigned(plan: Plan, key: str, role: str) -> list[str]:
    measure = next(each for each in plan.measures if each.key == key)
    return [each.spelling for each in measure.assignments if each.role == role]


def test_a_measure_without_a_lead_has_that_of_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "楚雄州2023年工作要点\n一、财政（牵头单位：州财政局）\n1.退税。加快退税。（责任单位：州税务局）\n"
        "2.减费。公布清单。（州发展改革委牵头）\n二、金融（牵头单位：州金融办）\n1.贷款。增加投放。（责任单位：各银行机构）\n",
        encoding="utf-8",
    )
    measures = read_plan_text(path).data["measures"]
    assert [[each["name"] for each in measure["lead"]] for measure in measures] == [
        ["州财政局"],
        ["州发展改革委"],
        ["州金融办"],
    ]
    assert "responsible" not in measures[1]


def test_a_city_without_a_register_is_read_into_a_plan_that_validates(
    document: Path, tmp_path: Path, ontology: Ontology
) -> None:
    target = tmp_path / "chuxiong.yaml"
    code, _, messages = extract(document, "-o", target)
    plan = read_plan(target, ontology).plan
    assert (plan.id, plan.place, plan.status) == ("chuxiong-2023", "532300", "draft")
    assert plan.title == "楚雄州2023年优化营商环境行动方案（征求意见稿）"
    assert [measure.title for measure in plan.measures] == ["精简审批", "培育企业", "扩大投资"]
    assert assigned(plan, "1", "lead") == ["州政务服务局"]
    assert assigned(plan, "1", "cooperating") == ["州发展改革委", "州财政局", "各县市人民政府"]
    assert assigned(plan, "2", "responsible") == [
        "州商务局",
        "楚雄高新区管委会",
        "禄丰产业园区管委会",
        "牟定产业园区管委会",
    ]
    assert [each.due for each in plan.measures[2].deadlines] == ["2023-06-30"]
    assert (code, "taken as a plan of" in messages) == (1, True)


def test_doubts_are_kept_where_a_reviewer_settles_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(CHUXIONG.replace("6月底前", "13月底前").replace("州商务局", "州天书局"), encoding="utf-8")
    draft = read_plan_text(path)
    assert "--place" in draft.data["plan"]["doubts"][0]
    assert [each.get("doubts") for each in draft.data["measures"]] == [
        None,
        None,
        ["13月底前: The date is damaged or does not exist."],
    ]
    unsure = {each["spelling"]: each["doubt"] for each in draft.data["names"] if "doubt" in each}
    assert list(unsure) == ["州天书局"]
    assert len(draft.doubts) == 3


def test_a_place_that_the_text_contradicts_is_a_doubt(document: Path) -> None:
    doubts = [each.what for each in read_plan_text(document, place="昆明市官渡区").doubts]
    assert any("官渡区" in each and "楚雄" in each for each in doubts)
    assert not any("--place" in each.what for each in read_plan_text(document, place="楚雄市").doubts)


def test_a_rule_is_carried_over_later_measures_and_recorded(document: Path) -> None:
    data = read_plan_text(document, place="楚雄州").data
    leads = [measure["lead"][0] for measure in data["measures"]]
    assert [(each["name"], each.get("rule")) for each in leads] == [
        ("州政务服务局", None),
        ("州工信局", None),
        ("州交通运输局", "r1"),
    ]
    assert data["rules"][0]["kind"] == "first-listed-leads"


def test_a_sheet_for_excel_holds_the_same_plan(document: Path, tmp_path: Path, ontology: Ontology) -> None:
    for name in ("plan.yaml", "plan.xlsx"):
        extract(document, "-o", tmp_path / name)
    assert (
        read_plan(tmp_path / "plan.xlsx", ontology).plan == read_plan(tmp_path / "plan.yaml", ontology).plan
    )


def test_offsets_lead_to_the_words(document: Path) -> None:
    data = read_plan_text(document, place="532300").data
    for measure in data["measures"]:
        for each in [
            *measure.get("lead", ()),
            *measure.get("cooperating", ()),
            *measure.get("responsible", ()),
        ]:
            assert CHUXIONG[slice(*each["at"])] == each.get("as_written", each["name"])


def test_proposed_agencies_have_their_place_and_line(document: Path) -> None:
    names = {each["spelling"]: each["new"] for each in read_plan_text(document).data["names"]}
    assert names["州税务局"]["line"] == "vertical"
    assert names["州发展改革委"]["label"] == "楚雄彝族自治州发展和改革委员会"
    assert names["各县市人民政府"]["group"] == "yes"
    assert names["禄丰产业园区管委会"]["place"] == "532302"


def test_a_file_that_is_there_is_never_written_over(document: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    target.write_text("mine", encoding="utf-8")
    code, _, messages = extract(document, "-o", target)
    assert code == 2
    assert "left as it was" in messages
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("甲\n", "no attribution"),
        ("一、修路\n加快。责任单位：县交通局。\n", "does not say which year"),
        ("2024年工作要点\n1.修路。加快。（县交通局负责）\n", "does not say of which place"),
    ],
)
def test_what_is_no_plan_is_refused_with_what_was_found(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=words):
        read_plan_text(path, "楚雄州" if "year" in words else "")


def test_the_heading_is_read() -> None:
    text = "甲市人民政府办公室关于印发2024年工作要点的通知\n甲政办〔2024〕12号\n2024年3月1日\n"
    heading = read_heading(text, len(text))
    assert (heading.document_number, heading.issued, heading.year) == (
        "甲政办〔2024〕12号",
        "2024-03-01",
        2024,
    )
    assert not heading.is_draft


@pytest.mark.skipif(not DOCUMENT.exists(), reason="the document lies beside the project")
def test_zhengzhou_is_read_as_it_was_coded(tmp_path: Path, ontology: Ontology) -> None:
    target = tmp_path / "zhengzhou.yaml"
    code, _, messages = extract(DOCUMENT, "--place", "郑州市", "-o", target)
    assert (code, messages.count("\n")) == (0, 2), messages
    read, coded = (
        read_plan(target, ontology).plan,
        read_plan(ROOT / "plans" / "zhengzhou-2024.yaml", ontology).plan,
    )
    assert read.source == coded.source
    assert [each.title for each in read.sections] == [each.title for each in coded.sections]
    for one, other in zip(read.measures, coded.measures, strict=True):
        assert (one.key, one.title, one.section, one.spans) == (
            other.key,
            other.title,
            other.section,
            other.spans,
        )
        assert one.assignments == other.assignments
        assert one.open_ends == other.open_ends
        assert one.deadlines == other.deadlines
        assert [numbers(each) for each in one.targets] == [numbers(each) for each in other.targets]
        assert [numbers(each) for each in one.conditions] == [numbers(each) for each in other.conditions]


def numbers(amount: Amount) -> tuple[object, ...]:
    """Return what of a target or condition is no choice of words."""
    return amount.comparator, amount.value, amount.maximum, amount.unit, amount.deadline


def test_the_notice_around_a_plan_gives_its_issuer_number_and_date(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    lines = (
        "昆明市官渡区人民政府办公室关于印发官渡区2024年重点工作方案的通知",
        "官政办〔2024〕12号",
        "各街道办事处：",
        "现印发给你们。",
        "2024年3月1日",
        "官渡区2024年重点工作方案",
        "一、做好“稳岗”（就业）工作",
        "（一）稳定就业（稳岗）。2024年底前新增城镇就业5万人以上。责任单位：区人力资源社会保障局。",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    data = read_plan_text(path).data
    head = {key: data["plan"][key] for key in ("title", "issuers", "document_number", "issued", "place")}
    assert head == {
        "title": "官渡区2024年重点工作方案",
        "issuers": ["昆明市官渡区人民政府办公室"],
        "document_number": "官政办〔2024〕12号",
        "issued": "2024-03-01",
        "place": "530111",
    }
    assert data["names"][0]["spelling"] == "昆明市官渡区人民政府办公室"
    assert data["sections"][0]["title"] == "做好“稳岗”（就业）工作"
    assert (data["measures"][0]["label"], data["measures"][0]["title"]) == ("（一）", "稳定就业（稳岗）")


def test_a_task_table_is_read_by_its_headers(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    rows = (
        "楚雄州2023年任务分解表",
        "序号\t任务\t分管领导\t责任单位\t牵头单位\t完成时限",
        "一、道路",
        "1\t修路\t张三\t州交通运输局、州财政局等部门\t州交通运输局\t6月底",
        "2\t架桥\t张三\t无\t州交通运输局\t6月底",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    draft = read_plan_text(path, place="楚雄州")
    first, second = draft.data["measures"]
    assert [each["name"] for each in first["lead"]] == ["州交通运输局"]
    assert [each["name"] for each in first["responsible"]] == ["州交通运输局", "州财政局"]
    assert [each["as_written"] for each in first["open_ended"]] == ["等部门"]
    assert "responsible" not in second
    assert first["section"] == "1"
    assert not any("refused" in doubt.what or "not read" in doubt.what for doubt in draft.doubts)


def test_an_attribution_in_a_heading_covers_the_measures_below_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    lines = (
        "楚雄州2023年行动方案",
        "一、道路（州交通运输局牵头，州财政局配合）",
        "1.修路。修好两条路。",
        "2.架桥。架好三座桥。（州水务局负责）",
        "3.植树。种好百亩树。",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    measures = read_plan_text(path, place="楚雄州").data["measures"]
    assert [[each["name"] for each in measure.get("lead", ())] for measure in measures] == [
        ["州交通运输局"],
        [],
        ["州交通运输局"],
    ]
    assert [each["name"] for each in measures[1]["responsible"]] == ["州水务局"]


def test_what_is_extracted_can_be_built_whatever_is_doubtful(tmp_path: Path, ontology: Ontology) -> None:
    path, target = tmp_path / "plan.txt", tmp_path / "plan.yaml"
    lines = (
        "南充市2025年工作要点",
        "1.查处案件。查处假冒商品1.5万辆。",
        "牵头单位：市市场监管局（市知识产权局）",
        "责任单位：市消委会、成都海关驻南充办事处",
        "完成时限：无",
        "2.治理河流。治理3条。2025年3月起实施。",
        "牵头单位：市水務局",
        "完成时限：按省统一要求",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    extract(path, "-o", target)
    first, second = read_plan(target, ontology).plan.measures
    assert [(each.role, each.spelling) for each in first.assignments] == [
        ("lead", "市市场监管局（市知识产权局）"),
        ("responsible", "市消委会"),
        ("responsible", "成都海关驻南充办事处"),
    ]
    assert first.deadlines == ()
    assert [(each.kind, each.start) for each in second.deadlines] == [("ongoing", "2025-03-01")]
    assert "按省统一要求" in second.doubts[0]
    names = {each["spelling"]: each["new"] for each in read_plan_text(path).data["names"]}
    assert names["市水務局"]["label"] == "南充市水务局"
