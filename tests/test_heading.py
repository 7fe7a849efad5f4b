"""The head of a plan: what is its title, number, date, issuer, and what only looks so."""

from __future__ import annotations

import pytest

from graph.extraction.clean import clean
from graph.extraction.heading import Heading, read_heading


def head(text: str) -> Heading:
    folded = clean(text, is_wrapped=False).text
    return read_heading(folded, len(folded))


def test_a_notice_with_the_plan_in_its_annex() -> None:
    found = head(
        "甲市人民政府办公室文件\n甲政办发〔2024〕5号\n甲市人民政府办公室关于印发\n甲市2024年工作要点的通知\n"
        "各县区人民政府：\n现印发给你们。\n2024年3月5日\n甲市2024年工作要点\n为做好工作，制定本要点。\n"
    )
    assert found == Heading(
        title="甲市2024年工作要点",
        document_number="甲政办发〔2024〕5号",
        issued="2024-03-05",
        year=2024,
        issuers=("甲市人民政府办公室",),
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("甲市 2024 年\n优化环境工作要点\n", "甲市2024年优化环境工作要点"),
        ("乙县贯彻落实优化环境政策的\n实施方案\n", "乙县贯彻落实优化环境政策的实施方案"),
        ("丙省关于印发《丙省行动方案》的通知\n", "丙省行动方案"),
        ("丁市若干措施（征求意见稿）\n", "丁市若干措施（征求意见稿）"),
        ("国务院关于促进园区\n开放发展的若干意见\n", "国务院关于促进园区开放发展的若干意见"),
        ("庚市人民政府办公室\n关于印发庚市优化环境\n实施方案的通知\n", "庚市优化环境实施方案"),
        (
            "子市人民政府\n关于印发子市水环境治理三年行动\n实施方案（2023—2025年）的通知\n各单位：\n",
            "子市水环境治理三年行动实施方案（2023—2025年）",
        ),
        (
            "丑市政府关于印发丑市\n水环境治理\n实施方案的通知\n丑市水环境治理\n实施方案\n",
            "丑市水环境治理实施方案",
        ),
        (
            "国务院办公厅关于对成效明显地方\n加大支持力度的通知\n",
            "国务院办公厅关于对成效明显地方加大支持力度的通知",
        ),
        ("关于推动经济发展的若干举措\n（2025年版）\n", "关于推动经济发展的若干举措（2025年版）"),
        ("辛县人民政府办公室关于印发辛县2024年行动方案的通\n知\n", "辛县2024年行动方案"),
        (
            "当前位置：首页 > 政策意见\n首页>政务公开>工作方案\n甲市<政府工作报告>任务分解表\n",
            "甲市<政府工作报告>任务分解表",
        ),
        ("辛县三年行动方案\n（2024—2026年）\n", "辛县三年行动方案（2024—2026年）"),
        ("《壬市实施细则》\n", "壬市实施细则"),
        ("癸市关于印发癸市分工方案的通知（癸府〔2024〕2号）\n", "癸市分工方案"),
        ("【任务分解】甲市关于2024年重点工作及任务分解的通知\n", "甲市关于2024年重点工作及任务分解的通知"),
        ("当前位置：首页\n>> 专题 >> 重点工作任务（已归档）\n甲市2024年任务分解\n", "甲市2024年任务分解"),
        (
            "索 引 号 MB100/2024-1 文 号 甲政办〔2024〕1号 主题分类 意见\n甲市2024年任务分解\n",
            "甲市2024年任务分解",
        ),
        ("|\n甲市2024年实事项目清单 |\n", "甲市2024年实事项目清单"),
        (
            "乙区关于印发《乙区2024年重点工作任务分解和分工方案》的通知\n各单位：\n乙区2024年重点工作\n任务分解和分工方案\n",
            "乙区2024年重点工作任务分解和分工方案",
        ),
        ("为做好工作，结合实际，制定如下措施。\n", ""),
        ("现就下列意见提出：\n甲市关于道路\n一切如常\n", "甲市关于道路"),
        ("# **戊区任务清单**\n", "戊区任务清单"),
        ("甲市人民政府办公室\n乙市计划表如下。\n己市2023年政务任务\n", "己市2023年政务任务"),
        ("", ""),
    ],
)
def test_titles(text: str, title: str) -> None:
    assert head(text).title == title


@pytest.mark.parametrize(
    ("line", "issued"),
    [
        ("2024年3月5日", "2024-03-05"),
        ("（2024年12月31日）", "2024-12-31"),
        ("发布日期：2024-03-05", "2024-03-05"),
        ("二〇二四年十一月二十日", "2024-11-20"),
        ("本计划自2024年3月5日起施行。", ""),
    ],
)
def test_dates_of_issue_stand_alone(line: str, issued: str) -> None:
    assert head(f"甲市2024年工作要点\n{line}\n").issued == issued


def test_a_number_that_a_sentence_cites_is_not_that_of_the_plan() -> None:
    found = head("甲市2024年工作要点\n根据上级文件（国发〔2023〕1号）要求，制定本要点。\n")
    assert (found.document_number, found.year) == ("", 2024)


def test_a_number_in_a_table_above_the_text_stands_after_its_label() -> None:
    found = head("发文日期 2024-03-12 文号 甲政办〔2024〕9号\n甲市2024年工作要点\n国务院\n")
    assert (found.document_number, found.issued) == ("甲政办〔2024〕9号", "2024-03-12")
    assert found.issuers == ("国务院",)


def test_the_year_comes_from_title_number_date_or_text() -> None:
    assert head("甲市工作要点\n甲政发〔2022〕5号\n").year == 2022
    assert head("甲市工作要点\n2021年1月2日\n").year == 2021
    assert head("甲市工作要点\n到2025年，环境更好。\n").year == 2025
    assert head("甲市工作要点\n").year == 0


def test_drafts_are_told() -> None:
    found = head("甲市2024年工作要点\n（公开征求意见稿）\n")
    assert found.is_draft
    assert found.title == "甲市2024年工作要点（征求意见稿）"


def signed(*lines: str) -> Heading:
    text = clean(
        "甲市工作方案\n1. 修路。（县交通局）\n2. 建桥。（县交通局）\n" + "\n".join(lines), is_wrapped=False
    ).text
    return read_heading(text, text.index("1."), text.index("2."))


def test_a_text_signed_at_its_end() -> None:
    found = signed("甲市人民政府办公室", "2024年3月5日", "甲政办〔2024〕5号", "（此件公开发布）")
    assert (found.issuers, found.issued) == (("甲市人民政府办公室",), "2024-03-05")
    assert (found.document_number, found.year) == ("甲政办〔2024〕5号", 2024)
    two = signed("中共甲市委办公室", "甲市人民政府办公室", "二〇二四年十一月二十日")
    assert (two.issuers, two.issued) == (("中共甲市委办公室", "甲市人民政府办公室"), "2024-11-20")
    assert signed("甲市人民政府 2024 年 3 月 5 日").issuers == ("甲市人民政府",)


def test_bodies_and_numbers_that_do_not_sign() -> None:
    assert signed("甲市财政局", "按甲政办〔2024〕5号执行。").issuers == ()
    assert signed("请于2024年3月5日前报送。").issued == ""
    assert (
        read_heading("甲市工作方案\n甲市人民政府\n2023年1月2日\n1. 修路。\n2024年3月5日\n", 26).issued
        == "2023-01-02"
    )
