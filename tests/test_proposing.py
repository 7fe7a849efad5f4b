"""What is proposed for measures: level, pillar, strength, none, reasons; and floors on invented measures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml
from conftest import DATA

from graph.alignment.characters import WITHOUT
from graph.alignment.measure import MeasureWords, Passage, Proposal
from graph.alignment.proposing import Method, make_method, propose, shipped_method

Measure = Mapping[str, Any]


def words(title: str = "", text: str = "", *headings: str, units: tuple[str, ...] = ()) -> MeasureWords:
    return MeasureWords(Passage(title, 10), (Passage(text, 100),), headings, units)


def concepts(*arguments: str, units: tuple[str, ...] = ()) -> list[str]:
    return [each.concept for each in propose(words(*arguments, units=units))]


@cache
def words_only() -> Method:
    """The method without its characters, to see what words alone do."""
    return make_method(shipped_method().known, WITHOUT)


def by_words(*arguments: str, units: tuple[str, ...] = ()) -> list[str]:
    return [each.concept for each in propose(words(*arguments, units=units), words_only())]


@cache
def judged() -> tuple[tuple[Measure, tuple[Proposal, ...]], ...]:
    text = (DATA / "alignment" / "measures.yaml").read_text(encoding="utf-8")
    measures = yaml.safe_load(text)["measures"]
    return tuple(
        (
            each,
            propose(
                words(each["title"], each["text"], *each["headings"], units=tuple(each.get("units", ())))
            ),
        )
        for each in measures
    )


def test_the_first_topic_of_invented_measures() -> None:
    """Measured: 63 of 65; 61 without characters."""
    pairs = [(each["topics"][0], found) for each, found in judged() if each["topics"]]
    assert len(pairs) == 65
    right = sum(found[:1] != () and found[0].concept.startswith(topic) for topic, found in pairs)
    assert right >= 62


def test_invented_measures_that_serve_nothing_get_nothing() -> None:
    """Measured: 25 of 25."""
    outside = [found for each, found in judged() if not each["topics"]]
    assert len(outside) == 25
    assert sum(not found for found in outside) >= 24


def test_the_pillar_of_invented_measures() -> None:
    """Measured: 25 of 27."""
    right = [
        any(proposal.concept.startswith(f"{each['topics'][0]}-{each['pillar']}") for proposal in found)
        for each, found in judged()
        if "pillar" in each
    ]
    assert len(right) == 27
    assert sum(right) >= 24


def test_every_topic_is_found_somewhere() -> None:
    assert len({proposal.concept[:2] for _, found in judged() for proposal in found}) == 10


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("推广电子营业执照", "扩大应用。", ["be-2-1-3"]),  # a word of its own in the title
        ("便利企业", "扩大电子营业执照和电子印章应用。", ["be-2-1-3"]),  # two in the text
        ("便利企业", "修订注册资本规定，放宽外资准入。", ["be-1-2"]),  # two subcategories of one category
        ("提升纳税服务", "建设平台，共享数据。", ["tx-2"]),  # the topic, and words of a pillar
        ("提升纳税服务", "提高质量。", ["tx"]),  # the topic only
        ("提升纳税服务", "压缩时限。", ["tx-3"]),
        ("规范口岸收费", "加强检查。", ["it-3"]),  # one word of two subcategories
        ("改善企业服务", "提供贷款。", []),  # a single word in the text
        ("优化公交线网", "新开线路。", []),
        ("", "", []),
    ],
)
def test_the_narrowest_level_that_holds(title: str, text: str, found: list[str]) -> None:
    assert by_words(title, text) == found


def test_targets_in_days_speak_for_efficiency() -> None:
    assert by_words("优化不动产登记", "做好工作。") == ["bl"]
    assert by_words("优化不动产登记", "做好工作。", units=("working-day",)) == ["bl-3"]
    assert by_words("优化不动产登记", "做好工作。", units=("kilometre",)) == ["bl"]


def test_strength_is_direct_for_a_word_in_the_title_or_twice() -> None:
    once, twice = (propose(words("便利融资", f"{text}。", "获得信贷")) for text in ("首贷", "首贷，首贷"))
    title = propose(words("扩大首贷", ""))
    assert [each[0].strength for each in (once, twice, title)] == ["contributes", "direct", "direct"]


def test_the_opening_of_an_untitled_text_weighs_as_two_words() -> None:
    found = propose(words("", "\n扩大首贷覆盖面，加强服务。"))
    assert [(each.concept, each.reason) for each in found] == [("fs-3-1-1", "opening: 首贷")]
    assert by_words("", "加强服务，扩大首贷覆盖面。") == []


def test_a_heading_that_names_a_topic_is_a_prior() -> None:
    assert by_words("配备服务专员", "上门了解需求。") == []
    assert by_words("配备服务专员", "上门了解需求。", "提升纳税便利度") == ["tx"]
    assert (
        by_words("配备服务专员", "上门了解需求。", "打通堵点", "纳税") == []
    )  # too far up to be enough alone
    assert by_words("配备服务专员", "办理贷款业务。", "打通堵点", "金融服务") == ["fs"]


def test_a_word_too_few_is_enough_for_the_topic_that_the_measure_is_most_like() -> None:
    title, text = "便利企业迁移", "档案通过网络移交，取消迁出地核对，企业跨区迁移登记到迁入地申请。"
    assert by_words(title, text) == []
    (found,) = propose(words(title, text))
    assert (found.concept, found.confidence) == ("be-2-1-1", 0.25)
    assert found.reason == "text: 企业跨区迁移; characters in common: 企业跨区迁移登记, 企业迁移, 档案, 申请"
    assert concepts("打造文旅消费新场景", "扩大贷款。") == []  # the word, but no likeness


def test_characters_against_a_heading_that_alone_names_a_topic() -> None:
    title, text = "推进公平的审查", "反对不正当的竞争。"
    assert by_words(title, text, "获得信贷") == ["fs"]
    assert concepts(title, text, "获得信贷") == []
    assert by_words(title, text, "市场竞争") == ["mc"]
    assert concepts(title, text, "市场竞争")[0].startswith("mc-")
    assert concepts("预防垄断", "查处不公平竞争。", "获得信贷") == ["mc"]  # a word, and the likeness


def test_characters_narrow_a_topic_that_no_word_narrows() -> None:
    title, text = "推行存量房转移预告登记网上办理", ""
    heading = "提升企业获得经营地点便利化水平"
    assert by_words(title, text, heading) == ["bl-2"]
    (found,) = propose(words(title, text, heading))
    assert found.concept == "bl-2-1-1"
    assert "characters in common: 记网上, 转移" in found.reason
    assert found.strength == "contributes"
    (broad,) = propose(words(title, text, heading), words_only())
    assert found.confidence == pytest.approx(broad.confidence - 0.05)
    printed = {title[start - 10 : end - 10] for start, end in found.spans if start < 100}
    assert {"转移", "记网上"} <= printed


def test_below_a_heading_of_other_work_weak_words_are_not_enough() -> None:
    text = "扩大贷款，支持进出口和移动支付。"
    assert concepts("办好展会", text + "续贷。") != []
    assert concepts("办好展会", text, "文化旅游") == []
    assert concepts("提升知识产权服务", "提高质量。", "知识产权") == []
    assert concepts("开展专利转化", "", "知识产权") == ["mc-1-2-2"]


def test_labour_arbitration_is_no_commercial_dispute() -> None:
    text = "缩短劳动人事争议仲裁审理天数。"
    assert concepts("化解劳动争议", text) == ["lb-2-2-2"]


def test_at_most_four_two_a_topic_and_the_likeliest_first() -> None:
    title = "首贷续贷、征信平台、破产费用、纳税时间、电子营业执照、仲裁规则、招标公告、出口通关"
    found = propose(words(title, "首贷，数字人民币，数字人民币，征信查询，征信查询"))
    assert len(found) == 4
    assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
    topics = [each.concept[:2] for each in found]
    assert max(map(topics.count, topics)) <= 2


def test_spans_are_those_of_the_words() -> None:
    (found,) = propose(words("扩大首贷", "推广“首贷”服务，加大续贷。"))
    assert found.spans == ((12, 14), (103, 105), (111, 113))
    assert found.reason == "title: 首贷 ×2; text: 续贷"
    (unknown,) = propose(MeasureWords(Passage("扩大首贷")))
    assert unknown.spans == ()


def test_a_topic_named_in_the_title_makes_a_word_of_the_text_surer() -> None:
    (named,) = propose(words("提升纳税服务", "推广电子税务局，完善掌上办税。"))
    (alone,) = propose(words("提升服务", "推广电子税务局，完善掌上办税。"))
    assert named.concept == alone.concept == "tx-2-1-1"
    assert named.confidence > alone.confidence
    assert "topic in title: 纳税服务" in named.reason


def test_every_proposal_explains_itself() -> None:
    known = shipped_method().known.concepts
    for _, found in judged():
        for each in found:
            assert each.concept in known
            assert 0 < len(each.reason) <= 160
            assert 0 <= each.confidence <= 1
            assert round(each.confidence, 2) == each.confidence


def test_a_reason_of_many_words_is_cut() -> None:
    every = "、".join(word for word, keys in shipped_method().known.terms.items() if "fs-3-1-1" in keys)
    found = propose(words(every, every, "获得信贷" * 20))
    assert all(len(each.reason) <= 160 for each in found)
    assert found[0].reason.endswith("…")


def test_the_same_words_give_the_same_proposals() -> None:
    for measure, found in judged():
        units = tuple(measure.get("units", ()))
        assert propose(words(measure["title"], measure["text"], *measure["headings"], units=units)) == found


@pytest.mark.parametrize("text", ["“" * 100_000, "首贷" * 50_000, "\0\ud800\u202e" * 1000, "(" * 50_000])
def test_hostile_and_long_input(text: str) -> None:
    for measure in (words(text, text, text), words("", text), words("首贷", text)):
        assert all(len(each.reason) <= 160 for each in propose(measure))
