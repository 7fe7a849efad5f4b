"""datapackage.json: held against the published profile, and every CSV file against its own schema."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import DATA, Built
from jsonschema import Draft7Validator

from graph.network.assurance import assurance
from graph.network.drawing import Drawing, Work
from graph.network.reading import read_network
from graph.presentation import answers, coordination_tables, report_facts, tables_of
from graph.views.codebook import COMPUTED, described
from graph.views.jsonld import Published
from graph.views.table_folder import table_files

PROFILE = json.loads((DATA / "schemas" / "datapackage-2.0.json").read_text(encoding="utf-8"))
Files = dict[str, bytes]


@pytest.fixture(scope="module", params=["town", "zhengzhou"])
def files(request: pytest.FixtureRequest) -> Files:
    """Make the files of tables/, without byte-order marks and apostrophes: those are tested elsewhere."""
    built: Built = request.getfixturevalue(request.param)
    plan = built.plan.id
    drawn = assurance(read_network(built.store, plan), Work(Drawing(samples=20)))()
    sources = tables_of(built.store, plan, drawn)
    assert sources.ties
    tables = [
        sources.rank,
        sources.ties,
        *coordination_tables(built.store, plan),
        *answers(built.store, plan),
    ]
    made = table_files(
        report_facts(built.store, plan, sources), tables, True, Published(("李华",), "CC-BY-4.0")
    )
    return {name.removeprefix("tables/"): content for name, content in made.items()}


@pytest.fixture(scope="module")
def package(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


def rows_of(files: Files, resource: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[resource["path"]].decode(), newline="")))


def test_it_keeps_the_published_profile(package: dict[str, Any]) -> None:
    assert [error.message for error in Draft7Validator(PROFILE).iter_errors(package)] == []
    broken = package | {"resources": [package["resources"][0] | {"bytes": "many"}]}
    assert not Draft7Validator(PROFILE).is_valid(broken)


def test_it_describes_every_file_and_no_other(files: Files, package: dict[str, Any]) -> None:
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted([*paths, "README.md", "datapackage.json"]) == sorted(files)
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["title"] != resource["description"]


def test_it_says_who_made_it_and_under_which_licence(package: dict[str, Any]) -> None:
    assert package["contributors"] == [{"title": "李华", "roles": ["creator"]}]
    assert [each["name"] for each in package["licenses"]] == ["CC-BY-4.0"]


OBEYS: dict[str, Callable[[str, dict[str, Any]], object]] = {
    "string": lambda text, field: field.get("format") != "uri" or re.fullmatch(r"[a-z]+:\S+", text),
    "integer": lambda text, _: re.fullmatch(r"-?[0-9]+", text),
    "number": lambda text, _: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?", text),
    "boolean": lambda text, field: text in (*field["trueValues"], *field["falseValues"]),
    "date": lambda text, _: date.fromisoformat(text).isoformat() == text,
}


def test_every_file_obeys_its_schema(files: Files, package: dict[str, Any]) -> None:
    for resource in package["resources"]:
        rows = rows_of(files, resource)
        schema = resource["schema"]
        assert schema["missingValues"] == [""]
        assert len(rows) == resource["rows"]
        for field in schema["fields"]:
            wrong = [
                row[field["name"]]
                for row in rows
                if row[field["name"]] and not OBEYS[field["type"]](row[field["name"]], field)
            ]
            assert wrong == [], (resource["name"], field["name"])
        head = files[resource["path"]].decode().partition("\r\n")[0]
        assert head == ",".join(field["name"] for field in schema["fields"])


def test_keys_tell_rows_apart(files: Files, package: dict[str, Any]) -> None:
    keyed = [each for each in package["resources"] if "primaryKey" in each["schema"]]
    assert len(keyed) > 60
    assert {each["name"] for each in keyed} >= {name for name, (_, key) in COMPUTED.items() if key}
    for resource in keyed:
        keys = [
            tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows_of(files, resource)
        ]
        assert len(set(keys)) == len(keys), resource["name"]
        assert not any("" in key for key in keys), resource["name"]


def test_every_key_that_a_question_names_holds(town: Built, zhengzhou: Built) -> None:
    for built in (town, zhengzhou):
        for each in described(answers(built.store, built.plan.id)):
            rows = each.table.select(each.key).rows if each.key else ()
            assert len(set(rows)) == len(rows), each.table.name
            assert not any(None in row for row in rows), each.table.name


def test_people_and_machines_read_the_same_columns(files: Files, package: dict[str, Any]) -> None:
    readme = files["README.md"].decode()
    for resource in package["resources"]:
        part = readme.partition(f"\n## {resource['name']}.csv ")[2].partition("\n## ")[0]
        assert resource["description"] in part
        for field in resource["schema"]["fields"]:
            assert field["en"].partition(" ")[0] in part
            assert field["zh"].partition("（")[0] in part
