from __future__ import annotations

import pytest

from graph.extraction.deadlines import find_deadlines, read_deadline

CELLS = """
2024年6月底前 | by-date 2024-06-30
年底前 | by-date 2024-12-31
2024年年底前 | by-date 2024-12-31
6月底前 | by-date 2024-06-30
2月底前 | by-date 2024-02-29
上半年 | by-date 2024-06-30
一季度末 | by-date 2024-03-31
第三季度 | by-date 2024-09-30
2024年四季度 | by-date 2024-12-31
10月1日前 | by-date 2024-10-01
2024年11月15日之前完成 | by-date 2024-11-15
2025年底 | by-date 2025-12-31
明年3月底 | by-date 2025-03-31
“十四五”末 | by-date 2025-12-31
2023年9月 | by-date 2023-09-30
2024.9 | by-date 2024-09-30
2024-12-31 | by-date 2024-12-31
12月中旬 | by-date 2024-12-20
4月下旬 | by-date 2024-04-30
2024年1月至6月 | by-date 2024-06-30 from 2024-01-01
1-9月 | by-date 2024-09-30 from 2024-01-01
自2024年7月1日起 | by-date none from 2024-07-01
每月 | recurring monthly
每季度末 | recurring quarterly
每半年 | recurring half-yearly
每年 | recurring yearly
每周 | recurring weekly
每年3月底前 | recurring yearly
按月 | recurring monthly
按季度 | recurring quarterly
全年 | within-year 2024-12-31
年内 | within-year 2024-12-31
2024年 | within-year 2024-12-31
全年推进 | within-year 2024-12-31
持续推进 | ongoing none
年内持续推进 | ongoing none
长期坚持 | ongoing none
常态化 | ongoing none
"""
DOUBTED = ["2008年4月10前", "2024年9月31日前", "2024年13月底", "20221月", "即时", "另行通知", "6月前"]
# Running text of a plan of 2024 | the deadlines in it.
TEXTS = """
6月底前建成平台。 | 6月底前
年底前新增30项。 | 年底前
力争2024年实现贷款增长。 | 2024年
2024年,新建学校5所。 | 2024年
办好2024年全民阅读活动。 |
印发2024年工作要点。 |
2023年完成改造,2022年底前已投用。 |
全年培训1万人。 | 全年
到2025年,形成三大基地。 | 2025年
上半年完成招标,三季度开工,年底前投用。 | 上半年 三季度 年底前
每月公示处罚信息。 | 每月
每季度至少通报一次。 | 每季度
按每人每月500元发放补贴。 |
每年度考核一次。 |
9月30日前出台细则。 | 9月30日前
自7月1日起施行。 | 7月1日起
“十四五”末达到50%。 | “十四五”末
落实“十四五”规划。 |
持续推进管网改造,优化流程。 |
完善回访制度,持续推进。 | 持续推进
5月开展宣传月活动。 |
12月完成验收。 | 12月
2020年以来成立的企业。 |
深化三年行动。 |
2024年至2026年逐步推开。 |
2024年5月至10月开展集中整治。 | 2024年5月至10月
每年3月底前公布清单。 | 每年3月底前
每年6月、12月各发布一次报告。 | 每年6月 12月
6月、11月各开展一次演练。 | 6月 11月
分批于6月底、12月底前完成。 | 6月底 12月底前
上半年和下半年各组织一次评议。 | 上半年 下半年
2024年度采购预算总额的40%以上面向中小企业。 |
2024年度,新增企业30家。 | 2024年度
"""


def rows(table: str) -> list[tuple[str, str]]:
    pairs = [line.partition("|") for line in table.strip().splitlines()]
    return [(text.strip(), expected.strip()) for text, _, expected in pairs]


@pytest.mark.parametrize(("words", "expected"), rows(CELLS))
def test_cell(words: str, expected: str) -> None:
    found = read_deadline(words, 2024)
    said = f"{found.kind} {found.due or found.recurrence or 'none'}"
    assert said + (f" from {found.start_date}" if found.start_date else "") == expected
    assert not found.doubt
    assert words[found.start : found.end] == words


@pytest.mark.parametrize("words", DOUBTED)
def test_what_cannot_be_dated_is_doubted_and_not_guessed(words: str) -> None:
    found = read_deadline(words, 2024)
    assert found.doubt
    assert found.due == ("2024-06-30" if words == "6月前" else "")


def test_last_of_several_dates_counts() -> None:
    found = read_deadline(" 3月底前出台;年底前完成 ", 2024)
    assert (found.due, found.as_written, bool(found.doubt)) == ("2024-12-31", "3月底前出台;年底前完成", True)
    assert (found.start, found.end) == (1, 13)


@pytest.mark.parametrize(("text", "expected"), rows(TEXTS))
def test_running_text(text: str, expected: str) -> None:
    found = find_deadlines(text, 0, len(text), 2024)
    assert [each.as_written for each in found] == expected.split()
    assert all(text[each.start : each.end] == each.as_written for each in found)


def test_years_left_out_are_those_of_the_plan() -> None:
    (found,) = find_deadlines("3月底前完成。", 0, 7, 2019)
    assert found.due == "2019-03-31"
