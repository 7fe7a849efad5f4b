"""Tables that reach a text as lines: a cell a line, or a row a line with blanks between; all invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.blocks import Blocks
from graph.extraction.clean import clean, fold
from graph.extraction.flat import find_flat
from graph.extraction.outline import Outline
from graph.extraction.rows import block_rows
from graph.extraction.spaced import find_spaced
from graph.extraction.structure import find_outline

HEADER = "序号\n任务\n牵头单位\n配合单位\n时限\n"


def read(text: str) -> tuple[str, Outline]:
    cleaned = clean(text)
    return cleaned.text, find_outline(cleaned.text)


def told(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return section, text and columns of every measure."""
    text, outline = read(text)
    return [
        (each.section, text[slice(*each.task)], {head: text[start:end] for head, start, end in each.row})
        for each in outline.measures
    ]


def rows(text: str) -> list[list[str]]:
    [table] = find_flat(text)
    return [[text[start:end] for start, end in row] for row in table.rows[1:]]


def test_lines_from_one_number_to_the_next_are_a_row_and_numbered_lines_between_are_sections() -> None:
    text = (
        f"甲市任务表\n{HEADER}一、道路\n1\n修路。\n市交通局\n市财政局\n6月底\n2\n架桥。\n市城建局\n市财政局\n全年\n"
        "二、树木\n1\n植树。\n市林业局\n市园林局\n全年\n联系人:张三\n"
    )
    _, outline = read(text)
    assert [measure.key for measure in outline.measures] == ["1-1", "1-2", "2-1"]
    assert [section.title for section in outline.sections] == ["道路", "树木"]
    assert told(text)[1] == ("1", "架桥。", {"牵头单位": "市城建局", "配合单位": "市财政局", "时限": "全年"})


def test_bars_and_empty_lines_around_the_cells_are_no_words() -> None:
    text = "|\n序号 |\n任务 |\n责任单位 |\n|||\n|\n1 |\n修路 |\n市交通局 |\n|\n2 |\n植树 |\n市林业局 |\n"
    assert rows(text) == [["1", "修路", "市交通局"], ["2", "植树", "市林业局"]]


def test_long_lines_of_a_table_are_not_joined_as_hard_wrapped_ones() -> None:
    task = "在全市范围内修建宽阔平整的道路并且在道路两旁种上高大的树木再装好明亮的路灯"
    text = f"序号\n任务\n责任单位\n1\n{task}\n市交通局\n2\n{task}\n市林业局\n"
    assert clean(text).text == text
    assert [columns for _, _, columns in told(text)] == [{"责任单位": "市交通局"}, {"责任单位": "市林业局"}]


def test_a_header_without_numbers_divides_the_lines_by_its_length() -> None:
    text = "重点任务\n责任单位\n一、道路\n修好东路。\n市交通局\n修好西路。\n市城建局、市财政局\n附注。\n"
    assert rows(text) == [["一、道路"], ["修好东路。", "市交通局"], ["修好西路。", "市城建局、市财政局"]]


def test_a_section_without_a_number_stands_before_a_row() -> None:
    text = f"{HEADER}道路建设\n1\n修路。\n市交通局\n市财政局\n6月\n树木种植\n2\n植树。\n市林业局\n市财政局\n"
    assert [row for row in rows(text) if len(row) == 1] == [["道路建设"], ["树木种植"]]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (
            "1\n修路。\n先修东路。\n市交通局\n市财政局\n6月",
            ["1", "修路。\n先修东路。", "市交通局", "市财政局", "6月"],
        ),
        ("1\n修路。\n市交通局\n6月", ["1", "修路。", "市交通局", "", "6月"]),
        ("1\n修路。\n市交通局\n市财政局", ["1", "修路。", "市交通局", "市财政局", ""]),
        ("1\n修路。\n6月", ["1", "修路。", "6月"]),
    ],
    ids=["a text of two paragraphs", "no cooperating agency", "no deadline", "refused: two cells lack"],
)
def test_a_cell_too_many_or_too_few_is_put_right_where_one_way_fits(row: str, cells: list[str]) -> None:
    text = f"{HEADER}{row}\n2\n植树。\n市林业局\n市园林局\n全年\n3\n架桥。\n市城建局\n市财政局\n全年\n"
    assert rows(text)[0] == cells


def test_agencies_on_lines_of_their_own_are_one_cell_where_only_one_column_has_agencies() -> None:
    text = "序号\n任务\n责任单位\n1\n修路。\n市交通局\n市财政局\n2\n植树。\n市林业局\n3\n架桥。\n市城建局\n"
    assert rows(text)[0] == ["1", "修路。", "市交通局\n市财政局"]


def test_a_row_that_does_not_fit_is_told_and_not_read() -> None:
    text = (
        f"{HEADER}1\n修路。\n6月\n2\n植树。\n市林业局\n市园林局\n全年\n3\n架桥。\n市城建局\n市财政局\n全年\n"
    )
    _, outline = read(text)
    assert [len(measure.row) for measure in outline.measures] == [0, 3, 3]
    assert "number of cells" in outline.doubts[0].what


def test_paragraphs_of_a_document_are_such_lines_too() -> None:
    blocks = Blocks()
    for line in "序号\n任务\n责任单位\n1\n修路。\n市交通局\n2\n植树。\n市林业局".splitlines():
        blocks.add_paragraph(line)
    cleaned = clean(blocks.content, is_wrapped=False)
    outline = find_outline(cleaned.text, block_rows(cleaned, blocks.found))
    assert [measure.number for measure in outline.measures] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "一、责任单位\n各有关单位\n做好工作。\n",
        "序号\n名称\n数量\n1\n车辆\n20\n",
        "修路。\n责任单位\n市交通局\n",
        "序号\n责任单位\n",
    ],
)
def test_what_is_no_table_of_tasks(text: str) -> None:
    assert find_flat(text) == []


def test_rows_on_one_line_with_blanks_between_the_cells() -> None:
    text = (
        "甲市任务表\n序号　任务　牵头单位　时限\n一、道路\n1　修路　市交通局　6月底\n"
        "2　架桥　市城建局　全年\n附注:每季度报送一次。\n"
    )
    [table] = find_spaced(fold(text))
    assert [len(row) for row in table.rows] == [4, 1, 4, 4]
    assert [columns["牵头单位"] for _, _, columns in told(text)] == ["市交通局", "市城建局"]


@given(st.text("序号任务责任单位一、1\n2 |市局。", max_size=120))
def test_any_lines_are_read_to_their_end(text: str) -> None:
    for table in (*find_flat(text), *find_spaced(text)):
        assert 0 <= table.start < table.end <= len(text)
        cells = [cell for row in table.rows for cell in row]
        assert cells == sorted(cells)


@pytest.mark.parametrize(
    "piece",
    ["序号\n任务\n责任单位\n", "1\n", "责任单位\n", "序号 任务 责任单位\n", "一、甲\n", "1\n甲\n乙局\n"],
)
def test_a_piece_repeated_is_read_to_its_end(piece: str) -> None:
    text = "序号\n任务\n责任单位\n" + piece * 500
    assert all(table.end <= len(text) for table in find_flat(text))
