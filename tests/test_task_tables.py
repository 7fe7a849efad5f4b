"""Task tables of every form, invented: what is a task, what a heading, what each column holds."""

from __future__ import annotations

import pytest

from graph.documents.blocks import Blocks, Cell
from graph.extraction.clean import clean
from graph.extraction.outline import Outline
from graph.extraction.rows import block_rows
from graph.extraction.structure import find_outline

Rows = list[list[str]]


def read(rows: Rows, before: str = "", after: str = "") -> tuple[str, Outline]:
    """Return clean text and outline of a table; `^` continues the cell above, `<` the one on its left."""
    blocks = Blocks()
    for line in before.splitlines():
        blocks.add_paragraph(line)
    blocks.add_table(cells(rows))
    for line in after.splitlines():
        blocks.add_paragraph(line)
    cleaned = clean(blocks.content, is_wrapped=False)
    return cleaned.text, find_outline(cleaned.text, block_rows(cleaned, blocks.found))


def cells(rows: Rows) -> list[Cell]:
    found = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text in {"^", "<"}:
                continue
            down = 1
            while row + down < len(rows) and rows[row + down][column] == "^":
                down += 1
            across = 1
            while column + across < len(line) and line[column + across] == "<":
                across += 1
            found.append(Cell(row, column, text, down, across))
    return found


def told(outline: Outline) -> list[str]:
    return [f"{measure.key} {measure.title}" for measure in outline.measures]


def headed(outline: Outline) -> list[str]:
    return [f"{section.key} {section.title}" for section in outline.sections]


def columns(text: str, outline: Outline) -> list[dict[str, str]]:
    return [{head: text[start:end] for head, start, end in measure.row} for measure in outline.measures]


HEADER = ["序号", "任务", "牵头单位", "配合单位", "完成时限"]


def test_rows_are_measures_and_rows_over_all_columns_are_sections() -> None:
    text, outline = read(
        [
            HEADER,
            ["一、道路", "<", "<", "<", "<"],
            ["1", "修路20公里", "市交通局", "市财政局", "6月底"],
            ["2", "架桥。架两座。", "市交通局", "无", "^"],
            ["二、树木", "<", "<", "<", "<"],
            ["3", "植树。种百亩。", "市林业局", "市园林局", "全年"],
        ]
    )
    assert told(outline) == ["1 ", "2 架桥", "3 植树"]
    assert headed(outline) == ["1 道路", "2 树木"]
    assert [measure.number for measure in outline.measures] == [1, 2, 3]
    assert [measure.section for measure in outline.measures] == ["1", "1", "2"]
    assert columns(text, outline)[1] == {"牵头单位": "市交通局", "配合单位": "无", "完成时限": "6月底"}
    assert text[slice(*outline.measures[0].task)] == "修路20公里"


def test_a_merged_column_of_headings_and_a_short_column_of_titles() -> None:
    text, outline = read(
        [
            ["类别", "序号", "任务", "具体内容", "责任单位"],
            ["道路", "1", "修路", "修两条路,开工一条。", "市交通局"],
            ["^", "2", "架桥", "架两座桥。", "市交通局"],
            ["树木", "3", "植树", "种百亩树。", "市林业局"],
        ]
    )
    assert told(outline) == ["1 修路", "2 架桥", "3 植树"]
    assert headed(outline) == ["u1 道路", "u2 树木"]
    assert text[slice(*outline.measures[0].task)].endswith("修两条路,开工一条。")


def test_merged_tasks_over_several_items_are_sections() -> None:
    _, outline = read(
        [
            ["序号", "重点任务", "具体举措", "责任单位"],
            ["1", "道路", "修东路", "市交通局"],
            ["2", "^", "修西路", "市交通局"],
            ["3", "树木", "种杨树", "市林业局"],
        ]
    )
    assert headed(outline) == ["u1 道路", "u2 树木"]
    assert [measure.section for measure in outline.measures] == ["u1", "u1", "u2"]


def test_a_few_merged_names_of_tasks_and_headings_with_a_number_cell() -> None:
    rows = [
        ["序号", "工作任务", "主要内容", "牵头单位"],
        ["一", "做强产业", "<", "<"],
        ["1", "修路", "修路10公里", "市交通局"],
        ["2", "植树", "植树100亩", "市林业局"],
        ["3", "^", "种草20亩", "市园林局"],
        ["二", "改善民生", "", ""],
        ["4", "办学", "办学校3所", "市教育局"],
    ]
    text, outline = read(rows)
    assert told(outline) == ["1 修路", "2 植树", "3 植树", "4 办学"]
    assert headed(outline) == ["1 做强产业", "2 改善民生"]
    assert [text[slice(*each.task)] for each in outline.measures][2] == "种草20亩"


def test_one_number_over_several_rows_is_one_measure() -> None:
    text, outline = read(
        [
            ["序号", "任务", "责任单位"],
            ["1", "修东路", "市交通局"],
            ["^", "修西路", "市城建局"],
            ["2", "植树", "市林业局"],
        ]
    )
    assert [measure.key for measure in outline.measures] == ["1", "2"]
    assert [text[start:end] for _, start, end in outline.measures[0].row] == ["市交通局", "市城建局"]


def test_a_header_in_two_rows_with_words_split_over_lines() -> None:
    text, outline = read(
        [
            ["序\n号", "工作任务", "责任分工", "<", "时 限"],
            ["^", "^", "牵头\n部门", "配合\n部门", "^"],
            ["1", "修路", "市交通局", "市财政局", "6月"],
        ]
    )
    assert columns(text, outline) == [{"牵头部门": "市交通局", "配合部门": "市财政局", "时限": "6月"}]


def test_a_header_repeated_on_a_further_page_is_no_task() -> None:
    _, outline = read(
        [HEADER, ["1", "修路", "市交通局", "", "6月"], HEADER, ["2", "植树", "市林业局", "", "6月"]]
    )
    assert [measure.key for measure in outline.measures] == ["1", "2"]


def test_headings_above_a_table_are_its_sections() -> None:
    _, outline = read(
        [["序号", "任务", "责任单位"], ["1", "修路", "市交通局"]],
        before="甲市任务分解表\n一、道路\n",
        after="联系人:张三\n",
    )
    assert headed(outline) == ["1 道路"]
    assert outline.measures[0].section == "1"


def test_persons_and_telephones_keep_their_header() -> None:
    text, outline = read(
        [["序号", "任务", "分管领导", "责任单位", "电话"], ["1", "修路", "张三", "市交通局", "5550000"]]
    )
    assert columns(text, outline) == [{"分管领导": "张三", "责任单位": "市交通局", "电话": "5550000"}]


def test_a_table_without_agencies_is_no_task_table() -> None:
    _, outline = read(
        [["序号", "指标", "数值"], ["1", "公里", "20"]], before="1.修路。修好。(市交通局负责)\n"
    )
    assert [measure.key for measure in outline.measures] == ["1"]
    assert outline.measures[0].row == ()


def test_rows_of_plain_text_and_of_markdown() -> None:
    for text in (
        "甲市任务\n序号|任务|牵头单位|责任单位\n一、道路\n1|修路|市交通局|市财政局\n2|架桥|市交通局|市财政局\n",
        "# 甲市任务\n\n| 序号 | 任务 | 牵头单位 | 责任单位 |\n|---|---|---|---|\n| 一、道路 |\n"
        "| 1 | 修路 | 市交通局 | 市财政局 |\n| 2 | 架桥 | 市交通局 | 市财政局 |\n",
        "甲市任务\n序号\t任务\t牵头单位\t责任单位\n一、道路\n1\t修路\t市交通局\t市财政局\n2\t架桥\t市交通局\t市财政局\n",
    ):
        cleaned = clean(text)
        outline = find_outline(cleaned.text)
        assert headed(outline) == ["1 道路"]
        assert columns(cleaned.text, outline) == [{"牵头单位": "市交通局", "责任单位": "市财政局"}] * 2


def test_a_row_that_does_not_fit_is_told_and_not_read() -> None:
    rows = ("序号|任务|牵头单位|责任单位", "1|修路|甲局|乙局", "2|甲局|乙局", "3|植树|丙局|乙局")
    text = "\n".join(rows)
    outline = find_outline(text)
    assert [len(measure.row) for measure in outline.measures] == [2, 0, 2]
    [doubt] = outline.doubts
    assert doubt.key == outline.measures[1].key
    assert "number of cells" in doubt.what


def test_a_table_beside_numbered_measures_is_told() -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "修路", "市交通局"]]
    _, outline = read(rows, before="1.修路。修好。(市交通局负责)\n2.植树。种好。(市林业局负责)\n")
    assert [measure.row for measure in outline.measures] == [(), ()]
    assert any("table" in doubt.what for doubt in outline.doubts)


def test_a_table_that_goes_on_without_a_header_and_numbers_inside_the_text() -> None:
    blocks = Blocks()
    blocks.add_table(cells([["工作任务", "责任单位"], ["1.修路", "市交通局"]]))
    blocks.add_paragraph("二、树木")
    blocks.add_table(cells([["2.植树。种百亩。", "市林业局"]]))
    cleaned = clean(blocks.content, is_wrapped=False)
    outline = find_outline(cleaned.text, block_rows(cleaned, blocks.found))
    assert told(outline) == ["1 ", "2 植树"]
    assert [measure.number for measure in outline.measures] == [1, 2]
    assert [measure.section for measure in outline.measures] == ["", "2"]
    assert columns(cleaned.text, outline)[1] == {"责任单位": "市林业局"}


def test_a_row_of_text_that_lacks_the_cell_merged_above_is_put_right() -> None:
    text = (
        "甲市任务\n类别 | 任务 | 责任单位 | 电话 |\n一、道路 | 1.修路 | 市交通局 | 5550000 |\n"
        "2.架桥 | 市城建局 | 5550001 | |\n二、树木 | 3.植树 | 市林业局 | 5550002 |\n"
        "4.种草 | 市园林局 | 5550003\n"
    )
    cleaned = clean(text)
    outline = find_outline(cleaned.text)
    assert [(measure.key, measure.section) for measure in outline.measures] == [
        ("1", "1"),
        ("2", "1"),
        ("3", "2"),
        ("4", "2"),
    ]
    assert [each["责任单位"] for each in columns(cleaned.text, outline)] == [
        "市交通局",
        "市城建局",
        "市林业局",
        "市园林局",
    ]


def test_numbers_of_the_letter_before_a_table_are_not_its_sections() -> None:
    _, outline = read(
        [["序号", "任务", "责任单位"], ["1", "修路", "市交通局"]],
        before="一、加强领导\n二、加强督查\n甲市人民政府\n2024年3月5日\n甲市任务分解表\n",
    )
    assert headed(outline) == []
    assert outline.measures[0].section == ""


def test_a_table_of_lines_beside_one_without_agencies() -> None:
    _, outline = read(
        [["索引号", "发布日期"], ["0001", "3月5日"]],
        after="序号\n任务\n责任单位\n1\n修路\n市交通局\n2\n植树\n市林业局\n",
    )
    assert [measure.number for measure in outline.measures] == [1, 2]


def test_a_merged_title_above_the_header_is_the_head_of_the_plan() -> None:
    title = "甲县2025年任务清单"
    text, outline = read([[title, "<", "<"], ["序号", "任务", "责任单位"], ["1", "修路", "县交通局"]])
    assert text[: outline.head].strip() == title
    assert [measure.number for measure in outline.measures] == [1]


TEXT = "一、道路\n1.修路。修好两条道路。(市交通局负责)\n2.植树。种好百亩树木。(市林业局负责)\n"
ROWS = "序号\t任务\t责任单位\n二、河流\n{}\t治河\t市水利局\n{}\t清淤\t市水利局\n"


def test_rows_that_go_on_with_the_numbers_of_the_text_follow_its_measures() -> None:
    outline = find_outline(TEXT + ROWS.format(3, 4))
    assert [(each.key, each.section, bool(each.row)) for each in outline.measures] == [
        ("1", "1", False),
        ("2", "1", False),
        ("3", "2", True),
        ("4", "2", True),
    ]
    assert [(each.key, each.title) for each in outline.sections] == [("1", "道路"), ("2", "河流")]
    assert outline.doubts == ()


@pytest.mark.parametrize("numbers", [(1, 2), (2, 3), (4, 5)])
def test_rows_that_repeat_numbers_or_skip_some_are_told_and_left(numbers: tuple[int, int]) -> None:
    text = TEXT.replace("。(市林", "。(市城建局牵头)第二段。(市林") + ROWS.format(*numbers)
    outline = find_outline(text)
    assert [each.key for each in outline.measures] == ["1", "2"]
    assert "was not read" in outline.doubts[-1].what


MORE = TEXT + "3.亮灯。换装路灯。(市城管局负责)\n"
OTHERS = "附件：重点项目清单\n序号\t任务\t责任单位\n1\t治河\t市水利局\n2\t清淤\t市水利局\n3\t筑坝\t市水利局\n"


def test_a_table_of_other_tasks_stands_beside_the_measures_of_the_text() -> None:
    outline = find_outline(MORE + OTHERS)
    assert [(each.key, each.section, bool(each.row)) for each in outline.measures] == [
        *((f"1-{number}", "1", False) for number in (1, 2, 3)),
        *((f"u1-{number}", "u1", True) for number in (1, 2, 3)),
    ]
    assert headed(outline)[-1].endswith("附件：重点项目清单")
    [doubt] = outline.doubts
    assert "both were read" in doubt.what


def test_a_table_that_sums_up_the_text_is_not_read_twice() -> None:
    rows = "附件：分工表\n序号\t任务\t责任单位\n1\t修路\t市交通局\n2\t种好百亩树木\t市林业局\n"
    outline = find_outline(MORE + rows)
    assert [each.key for each in outline.measures] == ["1", "2", "3"]
    same = find_outline(MORE + rows + "3\t换装路灯\t市城管局\n")
    assert all(each.row for each in same.measures)


def test_rows_in_sections_of_their_own_beside_the_text() -> None:
    head = "任务表\n序号\t任务\t责任单位\n"
    rows = head + "一、河流\n1\t治河\t市水利局\n2\t清淤\t市水利局\n二、海\n3\t筑坝\t市水利局\n"
    outline = find_outline(clean(MORE + rows).text)
    assert [(each.key, each.parent) for each in outline.sections] == [
        ("1", ""),
        ("u1", ""),
        ("u1-1", "u1"),
        ("u1-2", "u1"),
    ]
    assert [each.key for each in outline.measures[3:]] == ["u1-1-1", "u1-1-2", "u1-2-3"]


IN_CELL = "修路，修两条。责任单位：市交通局", "植树。种百亩。（市林业局负责）", "亮灯。责任单位：市城管局"


def said(rows: Rows) -> list[tuple[str, int | None, str, list[str]]]:
    text, outline = read(rows)
    return [
        (each.key, each.number, each.title, [text[slice(*span)] for span in each.clauses])
        for each in outline.measures
    ]


@pytest.mark.parametrize("header", ["工作任务", "重点任务及责任单位"])
def test_a_table_whose_tasks_hold_their_attributions_in_the_same_cell(header: str) -> None:
    rows = [["序号", header], *([str(number), words] for number, words in enumerate(IN_CELL, start=1))]
    assert said(rows) == [
        ("1", 1, "", ["责任单位:市交通局"]),
        ("2", 2, "植树", ["(市林业局负责)"]),
        ("3", 3, "亮灯", ["责任单位:市城管局"]),
    ]
    _, outline = read([["类别", header], ["道路", IN_CELL[0]], ["^", IN_CELL[1]], ["灯", IN_CELL[2]]])
    assert headed(outline) == ["u1 道路", "u2 灯"]
    assert [each.section for each in outline.measures] == ["u1", "u1", "u2"]


def test_a_table_of_one_column_is_read_as_text() -> None:
    assert [key for key, *_ in said([["工作任务"], *([words] for words in IN_CELL)])] == ["u1", "u2", "u3"]


def test_one_attribution_makes_no_task_table() -> None:
    rows = [["序号", "指标内容"], ["1", "公里"], ["2", "里程（市交通局负责）"], ["3", "亩"]]
    _, outline = read(rows, before="一、道路\n1.修路。修好。(市交通局负责)\n2.植树。种好。(市林业局负责)\n")
    assert [each.key for each in outline.measures][:2] == ["1", "2"]
