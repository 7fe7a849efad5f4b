from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from network_tables import PLAN, TOWN, agency, measure, replaced, tables

from graph.errors import UserError
from graph.network.twomode import two_mode
from graph.table import Table
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import PREFIXES
from graph.vocabulary.shipped import shipped_folder

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
DATA = (
    HEAD
    + f"""BASE <{node("")}>
<measure/p/1> a tk:Measure ; tk:inPlan <plan/p> ; tk:key "1" ; tk:order 1 ; tk:number 1 ;
  dcterms:title "举措"@zh ; dcterms:isPartOf <section/p/1> ; tk:isAssignedTo <agency/cn/a>, <agency/cn/b> .
<measure/p/u2> a tk:Measure ; tk:inPlan <plan/p> ; tk:key "u2" ; tk:order 2 .
<section/p/1> a tk:Section ; tk:key "s" ; dcterms:title "部分"@zh, "Section"@en .
<open-end/p/1/lead> a tk:OpenEnd ; tk:ofMeasure <measure/p/1> ; tk:inRole <role/lead> .
<x/1> a tk:Assignment ; tk:ofMeasure <measure/p/1> ; tk:toAgency <agency/cn/a> ; tk:inRole <role/lead> ;
  tk:spelling "甲" ; tk:position 1 ; tk:inPart "1" .
<x/2> a tk:Assignment ; tk:ofMeasure <measure/p/1> ; tk:toAgency <agency/cn/b> ;
  tk:inRole <role/responsible> ; tk:spelling "乙" .
<agency/cn/a> a tk:Agency, tk:Organisation ; skos:prefLabel "甲局"@zh, "A Bureau"@en ; tk:hasKind <kind/k> ;
  tk:hasLevel <level/city> ; tk:hasLine <line/dual> ; tk:hasSystem <system/party> .
<agency/cn/b> a tk:Agency, tk:AgencyGroup ; skos:prefLabel "各乙"@zh .
<level/city> skos:prefLabel "市级"@zh, "city"@en .
<system/party> skos:prefLabel "党委系统"@zh, "Party"@en .
"""
)
EXPECTED = {
    "assignments": [
        ["plan/p", "measure/p/1", "agency/cn/b", "role/responsible", None, None, "乙"],
        ["plan/p", "measure/p/1", "agency/cn/a", "role/lead", "1", "1", "甲"],
    ],
    "agencies": [
        [
            "plan/p",
            "agency/cn/a",
            "甲局",
            "A Bureau",
            "false",
            "kind/k",
            "level/city",
            "市级",
            "city",
            "line/dual",
            "system/party",
            "党委系统",
            "Party",
        ],
        ["plan/p", "agency/cn/b", "各乙", None, "true", *[None] * 8],
    ],
    "measures": [
        ["plan/p", "measure/p/1", "1", "1", "1", "举措", "s", "部分", "Section", "true"],
        ["plan/p", "measure/p/u2", "u2", "2", *[None] * 5, "false"],
    ],
}


def short(term: object) -> str | None:
    value = getattr(term, "value", term)
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value).removeprefix(node(""))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_queries_give_the_same_rows_on_both_engines(name: str) -> None:
    query = (shipped_folder("queries") / "network" / f"{name}.rq").read_text(encoding="utf-8")
    store = ox.Store()
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    answers = store.query(query)
    assert isinstance(answers, ox.QuerySolutions)
    found = [[short(answer[variable]) for variable in answers.variables] for answer in answers]
    assert found == EXPECTED[name]
    oracle = rdflib.Graph().parse(data=DATA, format="turtle").query(query)
    assert [[short(cell) for cell in row] for row in oracle] == found  # type: ignore[union-attr]


def test_an_agency_in_two_roles_is_one_pair() -> None:
    network = two_mode(*tables())
    assert network.roles[agency("finance"), measure("2")] == ("lead", "responsible")
    assert network.sizes() == {measure(key): len(found) for key, found in TOWN.items()}


def test_measures_stand_in_the_plans_order_and_words_are_short() -> None:
    network = two_mode(*tables())
    assert [node.key for node in network.measures] == ["1", "2", "3", "4", "5"]
    assert [node.system for node in network.agencies] == ["", "government", "government", "enterprises"]
    assert [node.is_group for node in network.agencies] == [True, False, False, False]
    assert network.by_agency()[agency("finance")] == (measure("1"), measure("2"), measure("4"))
    assert network.by_agency()[agency("archive")] == ()


def test_two_plans_are_never_pooled() -> None:
    assignments, agencies, measures = tables()
    other = replaced(measures, "plan", PLAN + "-b", row=4)
    with pytest.raises(UserError, match=r"the tables hold 2 plans .*--plan"):
        two_mode(assignments, agencies, other)


def test_an_assignment_to_nobody_known_is_refused() -> None:
    assignments, agencies, measures = tables()
    with pytest.raises(UserError, match="which no table has"):
        two_mode(replaced(assignments, "agency", agency("ghost")), agencies, measures)


def test_the_first_of_two_rows_of_an_agency_stands() -> None:
    assignments, agencies, measures = tables()
    again = (*agencies.rows[0][:2], "second name", *agencies.rows[0][3:])
    twice = Table(agencies.name, agencies.columns, (*agencies.rows, again))
    assert two_mode(assignments, twice, measures) == two_mode(assignments, agencies, measures)
