"""Policy documents: numbers taken apart, types and issuers, and what the graph says of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Built
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UserError
from graph.model import Mention
from graph.rdf.entities import entity_quads
from graph.vocabulary.documents import Number, issuer_of, publisher_of, read_number, type_of
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import DCTERMS, TK
from graph.vocabulary.ontology import Ontology


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("国办发〔2024〕3号", ("国办发", 2024, 3)),
        ("国办发[2024]3号", ("国办发", 2024, 3)),
        ("国发（2023）第11号", ("国发", 2023, 11)),
        ("皖发20229号", ("皖发", 2022, 9)),
        ("发改体改规〔2020〕1566号", ("发改体改规", 2020, 1566)),
        ("国务院令第722号", ("国务院令", 0, 722)),
        ("省政府令第300号", ("省政府令", 0, 300)),
        ("主席令第十三号", ("主席令", 0, 13)),
        ("主席令第一百零二号", ("主席令", 0, 102)),
        ("主席令第三三号", None),
        ("主席令第号", None),
        ("国办发〔2024〕三号", None),
        (" 郑政 〔2022〕 13 号 ", ("郑政", 2022, 13)),
        ("第3号", None),
        ("国办发〔2024〕", None),
        ("国办发〔2024〕03号", None),
        ("", None),
        ("A〔2024〕3号", None),
    ],
)
def test_numbers(text: str, parts: tuple[str, int, int] | None) -> None:
    assert read_number(text) == (parts and Number(*parts))


@given(st.text("国办发政令", min_size=1, max_size=6), st.integers(1949, 2099), st.integers(1, 9999))
def test_a_number_is_put_together_from_its_parts(word: str, year: int, serial: int) -> None:
    assert read_number(f"{word}〔{year}〕{serial}号") == Number(word, year, serial)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("优化营商环境条例", "regulation"),
        ("中华人民共和国公司法", "constitution-or-law"),
        ("市场主体登记办法（试行）", "measures"),
        ("关于进一步优化政务服务的若干意见", "opinions"),
        ("关于印发工作方案的通知", "notice"),
        ("“十四五”数字政府建设规划", "plan"),
        ("提升营商环境三年行动计划", "action-plan"),
        ("公共信用信息目录", "catalogue"),
        ("天中讲坛", ""),
    ],
)
def test_types_by_the_end_of_the_title(title: str, kind: str, ontology: Ontology) -> None:
    assert type_of(title, ontology) == kind


@pytest.mark.parametrize(
    ("title", "number", "issuer"),
    [
        ("意见", "国办发〔2024〕3号", "state-council-office"),
        ("意见", "国发〔2024〕3号", "state-council"),
        ("条例", "国务院令第722号", "state-council"),
        ("条例", "中华人民共和国国务院令第722号", "state-council"),
        ("法", "主席令第十三号", "president"),
        ("意见", "发改体改规〔2020〕1566号", "ndrc"),
        ("意见", "豫政办〔2023〕5号", "henan-government-office"),
        ("意见", "豫政〔2023〕5号", "henan-government"),
        ("意见", "郑政〔2023〕5号", ""),
        ("国务院办公厅关于优化政务服务的意见", "", "state-council-office"),
        ("国务院关于开展试点的意见", "", "state-council"),
        ("国务院优化营商环境", "", ""),
    ],
)
def test_issuers(title: str, number: str, issuer: str, ontology: Ontology) -> None:
    assert issuer_of(title, read_number(number), ontology) == issuer


def test_a_registered_agency_publishes_what_its_name_begins(ontology: Ontology) -> None:
    register = ontology.register()
    title = "郑州市人民政府关于延期执行的通知"
    assert publisher_of(title, "410100", register) == "zhengzhou-410100/zheng-fu"
    assert publisher_of("关于延期执行的通知", "410100", register) == ""
    assert publisher_of("某某局关于延期执行的通知", "410100", register) == ""


def test_prefixes_and_endings_stand_for_one_thing(ontology: Ontology) -> None:
    assert len(ontology.number_prefixes) >= 31 * 8
    for word in ontology.number_prefixes.values():
        assert f"issuer/{word}" in ontology.concepts
    for word in ontology.title_endings.values():
        assert f"document-type/{word}" in ontology.concepts


def mentioned(town: Built, *documents: Mention) -> list[str]:
    measure = replace(town.plan.measures[0], mentions=documents)
    plan = replace(town.plan, measures=(measure,))
    register = town.ontology.register(town.plan.agencies)
    return [line for line in entity_quads([plan], register, town.ontology) if "document/" in line]


def test_what_the_graph_says(town: Built) -> None:
    once = Mention("document", "cn/yi-jian", "关于优化政务服务的意见", "cites")
    again = replace(once, number="国办发〔2024〕3号", role="implements")
    said = "".join(mentioned(town, once, again))
    subject = f"<{node('document', 'cn', 'yi-jian')}>"
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    for predicate, value in {
        "documentNumber": '"国办发〔2024〕3号"',
        "numberWord": '"国办发"',
        "numberYear": f'"2024"{integer}',
        "serial": f'"3"{integer}',
        "hasDocumentType": f"<{node('document-type', 'opinions')}>",
        "hasIssuer": f"<{node('issuer', 'state-council-office')}>",
    }.items():
        assert f"{subject} <{TK}{predicate}> {value} " in said
    with pytest.raises(UserError, match="has the numbers"):
        mentioned(town, again, replace(again, number="国办发〔2024〕4号"))


def test_zhengzhous_documents_have_types_and_the_city_as_publisher(zhengzhou: Built) -> None:
    typed = zhengzhou.graph_nq.read_text(encoding="utf-8")
    assert typed.count(f" <{TK}hasDocumentType> ") == 10  # nine documents and the plan
    assert f"<{DCTERMS}publisher> <{node('agency', 'zhengzhou-410100/zheng-fu')}>" in typed
