"""The quads of graph/entities: what plans share, each described once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import DATA, Built

from graph.coding.plan import read_plan
from graph.errors import UserError
from graph.model import Agency, Mention, Plan
from graph.rdf.entities import entity_quads, reachable
from graph.vocabulary.iris import GRAPH_ENTITIES, node, path_of
from graph.vocabulary.namespaces import FOAF, ORG, PROV, RDF, SKOS, TK
from graph.vocabulary.ontology import Ontology

FINANCE = "agency/zhongmu-410122/cai-zheng-ju"
Fact = tuple[str, str, str]


def facts_of(plans: list[Plan], ontology: Ontology, extra: tuple[Agency, ...] = ()) -> set[Fact]:
    added = tuple(agency for plan in plans for agency in plan.agencies)
    lines = list(entity_quads(plans, ontology.register((*added, *extra)), ontology))
    assert len(lines) == len(set(lines))
    quads = list(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(GRAPH_ENTITIES)}
    return {(_short(each.subject), _short(each.predicate), _short(each.object)) for each in quads}


def _short(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return path_of(term.value).removeprefix(TK)


def objects(facts: set[Fact], subject: str, predicate: str) -> set[str]:
    return {value for each, name, value in facts if (each, name) == (subject, predicate)}


def with_mention(plan: Plan, *mentions: Mention) -> Plan:
    return replace(plan, mentions=mentions)


def test_an_agency_that_a_plan_adds(town: Built) -> None:
    facts = facts_of([town.plan], town.ontology)
    assert objects(facts, FINANCE, RDF + "type") == {
        "Organisation",
        "Agency",
        ORG + "Organization",
        FOAF + "Agent",
    }
    assert objects(facts, FINANCE, SKOS + "prefLabel") == {"小镇县财政局", "Town Finance Bureau"}
    assert objects(facts, FINANCE, SKOS + "altLabel") == {"县财政局"}
    assert objects(facts, FINANCE, "hasKind") == {"kind/department"}
    assert objects(facts, FINANCE, "hasFunction") == {"function/finance"}
    assert objects(facts, FINANCE, "hasLevel") == {"level/county"}
    assert objects(facts, FINANCE, "hasLine") == {"line/territorial"}
    assert objects(facts, FINANCE, "hasSystem") == {"system/government"}
    assert objects(facts, FINANCE, "hasPlace") == {"place/410122"}
    assert objects(facts, FINANCE, "hasStatus") == {"status/accepted"}
    assert objects(facts, FINANCE, "slug") == {"cai-zheng-ju"}


def test_a_label_is_no_spelling_beside_itself(zhengzhou: Built) -> None:
    facts = facts_of([zhengzhou.plan], zhengzhou.ontology)
    labels = {(subject, value) for subject, name, value in facts if name == SKOS + "prefLabel"}
    others = {(subject, value) for subject, name, value in facts if name == SKOS + "altLabel"}
    assert others
    assert not labels & others


def test_every_agency_of_zhengzhou_is_described(zhengzhou: Built) -> None:
    facts = facts_of([zhengzhou.plan], zhengzhou.ontology)
    named = {f"agency/{each.agency}" for measure in zhengzhou.plan.measures for each in measure.assignments}
    assert len(named) == 81
    described = {subject for subject, name, value in facts if (name, value) == (RDF + "type", "Agency")}
    assert named <= described
    groups = {subject for subject, name, value in facts if (name, value) == (RDF + "type", "AgencyGroup")}
    assert len(named & groups) == 17


def test_a_group_states_its_members_both_ways(zhengzhou: Built) -> None:
    facts = facts_of([zhengzhou.plan], zhengzhou.ontology)
    members = {(subject, value) for subject, name, value in facts if name == "hasMember"}
    assert members == {(subject, value) for subject, name, value in facts if name == FOAF + "member"}
    assert members
    described = {subject for subject, name, _ in facts if name == RDF + "type"}
    assert {member for _, member in members} <= described, "members are described too"


def test_parents_are_reached_over_several_steps(ontology: Ontology, town: Built) -> None:
    def agency(word: str, *parents: str) -> Agency:
        return Agency(
            path=f"zhongmu-410122/{word}", label=word, kind="department", place="410122", parents=parents
        )

    top, middle = agency("top"), agency("middle", "zhongmu-410122/top")
    lowest = agency("lowest", "zhongmu-410122/middle")
    plan = replace(town.plan, issuers=(lowest.path,), measures=(), agencies=())
    register = ontology.register((top, middle, lowest, agency("elsewhere")))
    assert reachable([plan], register) == {top.path, middle.path, lowest.path}
    facts = facts_of([plan], ontology, (top, middle, lowest))
    assert objects(facts, "agency/zhongmu-410122/lowest", ORG + "subOrganizationOf") == {
        "agency/zhongmu-410122/middle"
    }


def test_agencies_in_a_circle_end(ontology: Ontology, town: Built) -> None:
    one = Agency("zhongmu-410122/a", "甲", place="410122", parents=("zhongmu-410122/b",))
    two = Agency("zhongmu-410122/b", "乙", place="410122", parents=("zhongmu-410122/a",))
    plan = replace(town.plan, issuers=(one.path,), measures=(), agencies=())
    assert reachable([plan], ontology.register((one, two))) == {one.path, two.path}


def test_the_file_of_a_plan(town: Built) -> None:
    facts = facts_of([town.plan], town.ontology)
    file = f"file/{town.plan.source.sha256}"
    assert objects(facts, file, RDF + "type") == {PROV + "Entity"}
    assert objects(facts, file, "fileName") == {"town.txt"}
    assert objects(facts, file, "mediaType") == {"text/plain"}
    assert objects(facts, file, "checksum") == {town.plan.source.sha256}


def test_a_folder_in_the_files_name_is_left_out(town: Built) -> None:
    plan = replace(town.plan, source=replace(town.plan.source, file="corpus/town.txt"))
    facts = facts_of([plan], town.ontology)
    assert objects(facts, f"file/{plan.source.sha256}", "fileName") == {"town.txt"}


def test_what_two_plans_share_is_described_once(ontology: Ontology, town: Built) -> None:
    later = read_plan(DATA / "plans" / "zhongmu-2025-town.yaml", ontology).plan
    both = facts_of([town.plan, later], ontology)
    assert objects(both, FINANCE, SKOS + "prefLabel") == {"小镇县财政局", "Town Finance Bureau"}
    assert both == facts_of([town.plan], ontology) | facts_of([later], ontology)
    platform = "platform/zhongmu-410122/bian-min-ping-tai"
    assert objects(both, platform, SKOS + "prefLabel") == {"便民平台"}
    assert objects(both, platform, RDF + "type") >= {"Platform"}


def test_cities_of_one_pinyin_are_two(ontology: Ontology) -> None:
    plans = [
        read_plan(DATA / "plans" / f"{name}.yaml", ontology).plan
        for name in ("taizhou-2024", "taizhou-2024-js")
    ]
    facts = facts_of(plans, ontology)
    assert objects(facts, "agency/taizhou-331000/cai-zheng-ju", SKOS + "prefLabel") == {"台州市财政局"}
    assert objects(facts, "agency/taizhou-321200/cai-zheng-ju", SKOS + "prefLabel") == {"泰州市财政局"}


def test_one_id_with_two_names_is_refused(town: Built) -> None:
    one = with_mention(town.plan, Mention("document", "cn/yi-jian", "意见", "cites"))
    two = with_mention(
        replace(town.plan, id="zhongmu-2025-x"), Mention("document", "cn/yi-jian", "办法", "cites")
    )
    with pytest.raises(UserError) as caught:
        facts_of([one, two], town.ontology)
    (problem,) = caught.value.problems
    assert problem.where == "plan zhongmu-2025-x"
    assert "document cn/yi-jian is named '意见' and '办法'" in problem.what
    assert problem.remedy


def test_one_name_in_two_plans_is_one_document(town: Built) -> None:
    mention = Mention("document", "cn/yi-jian", "意见", "cites")
    two = replace(town.plan, id="zhongmu-2025-x")
    facts = facts_of([with_mention(town.plan, mention), with_mention(two, mention)], town.ontology)
    assert objects(facts, "document/cn/yi-jian", SKOS + "prefLabel") == {"意见"}
    assert objects(facts, "document/cn/yi-jian", RDF + "type") == {"PolicyDocument", PROV + "Entity"}


def test_dates_and_notes(ontology: Ontology, town: Built) -> None:
    agency = Agency(
        "zhongmu-410122/old",
        "旧局",
        place="410122",
        valid_from="2010-01-01",
        valid_until="2018-03-01",
        note="Gone.",
    )
    plan = replace(town.plan, issuers=(agency.path,), measures=(), agencies=())
    facts = facts_of([plan], ontology, (agency,))
    subject = "agency/zhongmu-410122/old"
    assert objects(facts, subject, "validFrom") == {"2010-01-01"}
    assert objects(facts, subject, "validUntil") == {"2018-03-01"}
    assert objects(facts, subject, SKOS + "note") == {"Gone."}
    assert objects(facts, subject, "hasKind") == set(), "what is not known is not stated"


def test_a_proposed_name_is_said_to_be_one(tmp_path: Path, ontology: Ontology) -> None:
    text = (DATA / "town" / "zhongmu-2024-town.yaml").read_text(encoding="utf-8")
    path = tmp_path / "zhongmu-2024-town.yaml"
    path.write_text(
        text.replace("- spelling: 县档案馆\n  status: accepted\n", "- spelling: 县档案馆\n"), encoding="utf-8"
    )
    facts = facts_of([read_plan(path, ontology).plan], ontology)
    proposed = {
        subject for subject, name, value in facts if (name, value) == ("hasStatus", "status/proposed")
    }
    assert proposed == {"agency/zhongmu-410122/dang-an-guan"}
    assert node(*proposed).endswith("dang-an-guan")
