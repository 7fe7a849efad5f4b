"""Line ends that break a word or a sentence, and those that are meant."""

from __future__ import annotations

import pytest

from graph.extraction.clean import clean, cut
from graph.extraction.lines import line_noise

WRAPPED = """甲市计划
一、修路
1.今年要在东城和西城各修一条宽阔的道路,并且
种上树木,装好路灯。(牵头单位:市交通局;责任
单位:市城建局、市园林局)
2.今年要在南城和北城各架一座坚固的桥梁,并且
装好路灯,种上树木。
责任单位:市交通局
"""


def joined(text: str) -> str:
    return cut(text, line_noise(text)).text


def test_hard_wrapped_lines_are_joined_and_meant_ones_stay() -> None:
    assert joined(WRAPPED).splitlines() == [
        "甲市计划",
        "一、修路",
        "1.今年要在东城和西城各修一条宽阔的道路,并且种上树木,装好路灯。(牵头单位:市交通局;责任单位:市城建局、市园林局)",
        "2.今年要在南城和北城各架一座坚固的桥梁,并且装好路灯,种上树木。",
        "责任单位:市交通局",
    ]


@pytest.mark.parametrize("mark", ["- 3 -", "—3—", "第3页", "第 3 页 共 9 页"])
def test_a_page_number_alone_on_a_line_is_cut(mark: str) -> None:
    text = f"责任单位:市交通局、市\n{mark}\n城建局、市园林局、市水利局、市林业局、市教育局。"
    assert mark not in joined(text)


def test_an_empty_line_inside_a_name_is_cut() -> None:
    text = "本项工作的目的是让市民出行更加方便、让道路更加通畅。牵头单位:市\n\n城建局,责任单位:市财政局。"
    assert "市城建局" in joined(text)


@pytest.mark.parametrize(
    "text",
    [
        "建设道路\n1.修路。",
        "牵头单位:市交通局\n责任单位:市财政局",
        "修好道路。\n种好树木。",
        "甲市人民政府办公室关于印发甲市2024年全市重点工作实施方案的通知\n甲政办〔2024〕12号\n2024年3月1日\n各区政府:",
        "序号\t本年度全市重点任务及其主要内容和具体目标要求\t责任单位\n1\t修路\t市交通局",
        "|序号|本年度全市重点任务及其主要内容和具体目标要求|责任单位|\n|1|修路|市交通局|",
    ],
)
def test_line_ends_that_are_meant_stay(text: str) -> None:
    assert joined(text) == text


def test_nothing_is_cut_where_the_reader_knows_paragraphs() -> None:
    assert clean(WRAPPED, is_wrapped=False).text == WRAPPED


def test_a_text_is_hard_wrapped_where_several_lines_are_as_long_as_the_longest() -> None:
    lines = ["甲市任务表", "一、道路", "甲" * 20, "路。", "责任单位:市交通局", "二、树木", "乙" * 20, "树。"]
    text = "\n".join([*lines, "责任单位:市林业局、" + "丙" * 10, "局", "附注", "三、其他"])
    assert "甲路。" in joined(text)
    assert "丙局\n" in joined(text)
    assert "附注\n三" in joined(text)


def test_an_indented_line_is_as_long_as_it_is_printed() -> None:
    text = "\n".join(["标题", *["  " + "甲" * 18 + "\n" + "乙" * 20 + "\n丁。"] * 4])
    assert joined(text).count("甲乙") == 4


def test_a_line_end_between_labels_in_brackets_stays() -> None:
    text = (
        WRAPPED
        + "3.今年要在每个村庄都建好一座公园,并且种上树木。(牵头单位:园林  \n配合单位:市城建局  时限:年底)\n"
    )
    assert "园林\n配合单位" in joined(text).replace(" ", "")


def test_a_signature_set_to_the_right_is_no_full_line() -> None:
    text = f"{WRAPPED}{' ' * 30}2023年4月6日\n乙市行动方案\n"
    assert joined(text).splitlines()[-2:] == [f"{' ' * 30}2023年4月6日", "乙市行动方案"]


def test_a_text_of_short_lines_only_is_not_taken_for_hard_wrapped() -> None:
    text = "甲市任务表\n道路\n修东路\n修西路\n树木\n种杨树\n种柳树\n种松树\n种柏树\n"
    assert joined(text) == text


def test_a_punctuation_mark_never_begins_a_line() -> None:
    assert joined("责任单位\n:市交通局") == "责任单位:市交通局"
