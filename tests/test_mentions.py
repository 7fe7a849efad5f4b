"""Named things in phrases of many plans, invented."""

from __future__ import annotations

import pytest

from graph.extraction.mentions import FoundMention, find_mentions

# Text | what it names: kind (d document, p platform, g programme), name, role of documents.
PHRASES = """
印发《青山市服务企业办法》。 | d 青山市服务企业办法 issues
研究制定《青山市数据条例》实施细则。 | d 青山市数据条例 issues
修改完善《青山市信用目录》。 | d 青山市信用目录 issues
推动《青山市数据条例》立法。 | d 青山市数据条例 issues
根据《青山市服务企业办法》,开展检查。 | d 青山市服务企业办法 cites
按照省《服务企业办法》要求,开展检查。 | d 服务企业办法 cites
《服务企业办法》规定的事项全部公开。 | d 服务企业办法 cites
以《服务企业办法》为依据。 | d 服务企业办法 cites
贯彻落实《服务企业条例》。 | d 服务企业条例 implements
全面实施《服务企业条例》,加强宣传。 | d 服务企业条例 implements
做好《服务企业条例》宣传。 | d 服务企业条例 implements
出台《办法一》《办法二》和《办法三》。 | d 办法一 issues ; d 办法二 issues ; d 办法三 issues
落实《关于印发〈服务企业办法〉的通知》。 | d 关于印发〈服务企业办法〉的通知 implements
落实《关于印发《服务企业办法》的通知》。 | d 关于印发《服务企业办法》的通知 implements
制定服务企业指导意见。 |
依托“云上办”平台,推行在线办理。 | p 云上办平台
升级“山城办”APP。 | p 山城办
依托国家信用信息共享平台,归集信息。 | p 国家信用信息共享平台
接入省一体化政务服务平台。 | p 省一体化政务服务平台
优化青山市工程项目审批系统功能。 | p 青山市工程项目审批系统
推进“多证合一”业务协同平台建设。 | p 多证合一业务协同平台
完善政府采购网上商城功能。 | p 政府采购网上商城
整合各类政务服务平台。 |
搭建信息共享平台。 |
通过系统自动推送。 |
发展平台经济,壮大平台企业。 |
加强系统治理,坚持系统观念。 |
实施青年人才安居行动。 | g 青年人才安居行动
深入实施中小企业数字化赋能专项行动。 | g 中小企业数字化赋能专项行动
开展重点行业技能提升计划。 | g 重点行业技能提升计划
实施精品景区改造提升工程,发展新业态。 | g 精品景区改造提升工程
推进“清单制”改革。 | g 清单制改革
深入落实“聚英才计划”,完善配套。 | g 聚英才计划
开展“送法进企”“法律管家”“云上律师”等活动。 | g 送法进企 ; g 法律管家 ; g 云上律师
深化“有诉即办”工作机制。 | g 有诉即办
制定年度培训计划。 |
开展执法检查行动。 |
加强工程建设管理,编制投资计划。 |
营造“六最”环境,推送到群众“家门口”。 |
"""
LETTERS = {"d": "document", "p": "platform", "g": "programme"}


def rows() -> list[tuple[str, str]]:
    pairs = [line.partition("|") for line in PHRASES.strip().splitlines()]
    return [(text.strip(), expected.strip()) for text, _, expected in pairs]


def read(text: str) -> list[FoundMention]:
    return find_mentions(text, 0, len(text))


def spell(mention: FoundMention) -> str:
    return f"{mention.kind} {mention.name} {mention.role}".strip()


@pytest.mark.parametrize(("text", "expected"), rows())
def test_phrase(text: str, expected: str) -> None:
    wanted = [f"{LETTERS[each[0]]}{each[1:]}" for each in expected.split(" ; ") if each]
    assert [spell(each) for each in read(text)] == wanted


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("(国办发〔2024〕3号)", "国办发〔2024〕3号"),
        ("(青政办发[2023]12号)", "青政办发〔2023〕12号"),
        ("(青发20239号)", "青发〔2023〕9号"),
        ("(国务院令第722号)", "国务院令第722号"),
        ("(中华人民共和国国务院令第722号)", "中华人民共和国国务院令第722号"),
        ("(国务院第722号令)", "国务院令第722号"),
        ("(主席令第十三号)", "主席令第十三号"),
        ("(省政府令第300号)", "省政府令第300号"),
        ("(国务院令第72\n2号)", "国务院令第722号"),
        ("(试行)", ""),
    ],
)
def test_document_number(printed: str, number: str) -> None:
    (found,) = read(f"落实《服务企业办法》{printed}精神,优化流程。")
    assert (found.document_number, found.role) == (number, "implements")


def test_names_are_printed_full_width() -> None:
    (found,) = read("印发《(青山)服务企业办法:试行》。")
    assert found.name == "（青山）服务企业办法：试行"


def test_offsets_are_those_of_the_name() -> None:
    text = "接入省一体化政务服务平台,印发《服务企业办法》。"
    assert [text[each.start : each.end] for each in read(text)] == ["省一体化政务服务平台", "服务企业办法"]


def test_a_title_that_does_not_close_is_no_document() -> None:
    assert read("印发《服务企业办法。\n开展检查。") == []


def test_bounds_are_kept() -> None:
    text = "印发《甲乙办法》。印发《丙丁办法》。"
    assert [each.name for each in find_mentions(text, 9, len(text))] == ["丙丁办法"]
