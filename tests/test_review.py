"""The review server: what it answers, what it refuses, and when it writes."""

from __future__ import annotations

import hashlib
import http.client
import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import DATA

from graph.cli.review import review as command
from graph.coding.nodes import read_nodes
from graph.coding.plan import read_coded, read_plan
from graph.coding.sheets import sheet_bytes
from graph.coding.writing import yaml_text
from graph.errors import UserError
from graph.server.phrases import PHRASES
from graph.server.review import LARGEST_BODY, ReviewServer
from graph.server.review_file import open_review, save, travelling
from graph.server.review_page import review_page
from graph.vocabulary.ontology import Ontology

PLAN = "zhongmu-2024-town.yaml"


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A review of the town that runs, and its files."""

    server: ReviewServer
    plan: Path

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Ask as the page does, except for what `headers` says otherwise (an empty one is left out)."""
        sent = {"Host": self.host}
        if method == "POST":
            sent |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        if content is not None and "Content_Length" not in headers:
            connection.putheader("Content-Length", str(len(content)))
        connection.endheaders(content)
        answer = connection.getresponse()
        found = Answer(answer.status, dict(answer.headers), answer.read())
        connection.close()
        return found

    def facts(self) -> Any:
        return self.ask("GET", "/secret/plan.json").json()

    def save(self, plan: Any, version: str) -> Answer:
        return self.ask("POST", "/secret/save", {"plan": plan, "version": version})


def copied(folder: Path) -> Path:
    for name in (PLAN, "town.txt"):
        shutil.copy(DATA / "town" / name, folder)
    return folder / PLAN


@pytest.fixture
def served(tmp_path: Path, ontology: Ontology) -> Iterator[Served]:
    plan = copied(tmp_path)
    with ReviewServer(open_review(plan, None, ontology), token="secret") as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        running.start()
        yield Served(server, plan)
        server.shutdown()
        running.join()


def test_the_page_and_the_plan_are_answered_under_the_token(served: Served) -> None:
    page = served.ask("GET", "/secret/")
    assert page.status == 200
    assert b"<title>" in page.body
    facts = served.facts()
    assert facts["text"] == (served.plan.parent / "town.txt").read_text(encoding="utf-8")
    assert [measure["key"] for measure in facts["plan"]["measures"]] == ["1", "2", "3", "4", "5", "6"]
    assert facts["faults"] == facts["claims"] == []
    assert served.server.address == f"http://{served.host}/secret/"


@pytest.mark.parametrize("path", ["/", "/wrong/", "/secret", "/secretx/", "/wrong/plan.json", "/secret/../x"])
def test_without_the_token_there_is_nothing(served: Served, path: str) -> None:
    answer = served.ask("GET", path)
    assert answer.status == 404
    assert b"town" not in answer.body


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_is_refused(served: Served, host: str) -> None:
    assert served.ask("GET", "/secret/plan.json", Host=host).status == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "https://127.0.0.1"])
def test_a_save_from_elsewhere_is_refused_and_writes_nothing(served: Served, origin: str) -> None:
    before = served.plan.read_bytes()
    facts = served.facts()
    facts["plan"]["plan"]["title"] = "别的"
    body = {"plan": facts["plan"], "version": facts["version"]}
    assert served.ask("POST", "/secret/save", body, Origin=origin).status == 403
    assert served.plan.read_bytes() == before


def test_only_json_of_a_bounded_length_is_heard(served: Served) -> None:
    assert served.ask("POST", "/secret/save", {}, Content_Type="text/plain").status == 400
    assert served.ask("POST", "/secret/save", b"{").status == 400
    assert served.ask("POST", "/secret/save", b"[]").status == 400
    assert served.ask("POST", "/secret/save", b'{"plan": NaN}').status == 400
    assert served.ask("POST", "/secret/save", b"[" * 100_000).status == 400
    assert served.ask("POST", "/secret/save", {"plan": {}, "version": 7}).status == 400
    assert served.ask("POST", "/secret/save", None, Content_Length=str(LARGEST_BODY + 1)).status == 413
    assert served.ask("POST", "/secret/save", None, Content_Length="-1").status == 400
    assert served.ask("POST", "/secret/erase", {}).status == 404


def test_headers_allow_nothing_from_elsewhere(served: Served) -> None:
    headers = served.ask("GET", "/secret/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_saving_what_came_changes_no_fact(served: Served, ontology: Ontology) -> None:
    before = read_plan(served.plan, ontology).plan
    facts = served.facts()
    answer = served.save(facts["plan"], facts["version"])
    assert answer.status == 200
    assert read_plan(served.plan, ontology).plan == before
    assert answer.json()["version"] == served.facts()["version"]


def test_a_correction_is_written_and_the_earlier_file_kept(served: Served, ontology: Ontology) -> None:
    before = served.plan.read_bytes()
    facts = served.facts()
    facts["plan"]["measures"][3]["lead"] = facts["plan"]["measures"][3].pop("responsible")
    assert served.save(facts["plan"], facts["version"]).status == 200
    plan = read_plan(served.plan, ontology).plan
    assert [(each.role, each.spelling) for each in plan.measures[3].assignments] == [("lead", "县档案馆")]
    assert served.plan.with_name(PLAN + ".bak").read_bytes() == before
    assert sorted(path.name for path in served.plan.parent.iterdir()) == [
        "town.txt",
        PLAN,
        PLAN + ".bak",
    ]


def test_a_fault_is_told_at_its_field_and_nothing_written(served: Served) -> None:
    before = served.plan.read_bytes()
    facts = served.facts()
    facts["plan"]["measures"][1]["targets"][0]["unit"] = "parsec"
    answer = served.save(facts["plan"], facts["version"])
    assert answer.status == 422
    (fault,) = answer.json()["faults"]
    assert fault["path"] == ["measures", 1, "targets", 0, "unit"]
    assert fault["what"] == ["unit：不认识“parsec”。", "unit: 'parsec' is not known."]
    assert served.plan.read_bytes() == before
    assert not served.plan.with_name(PLAN + ".bak").exists()


@pytest.mark.parametrize("value", ["eighty", "", "8e1", "80."])
def test_a_value_that_is_no_number_is_a_fault(served: Served, value: str) -> None:
    facts = served.facts()
    facts["plan"]["measures"][1]["targets"][0]["value"] = value
    answer = served.save(facts["plan"], facts["version"])
    assert answer.status == 422
    assert answer.json()["faults"]


def test_an_unknown_agency_is_told_at_its_assignment(served: Served) -> None:
    facts = served.facts()
    facts["plan"]["measures"][2]["lead"].append({"name": "县某某处"})
    (fault,) = served.save(facts["plan"], facts["version"]).json()["faults"]
    assert fault["path"] == ["measures", 2, "lead", 2]
    assert "not a known agency" in fault["what"][1]


def test_a_text_that_yaml_cannot_hold_is_refused(served: Served) -> None:
    facts = served.facts()
    for title in ("一\n二", "\ud800", "\x00"):
        facts["plan"]["plan"]["title"] = title
        assert served.save(facts["plan"], facts["version"]).status == 422


def test_a_file_changed_meanwhile_is_not_overwritten(served: Served) -> None:
    facts = served.facts()
    served.plan.write_bytes(served.plan.read_bytes() + b"# mine\n")
    changed = served.plan.read_bytes()
    facts["plan"]["plan"]["title"] = "别的"
    answer = served.save(facts["plan"], facts["version"])
    assert answer.status == 409
    assert served.plan.read_bytes() == changed


def test_a_save_that_the_disk_refuses_leaves_the_file(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    before = served.plan.read_bytes()
    facts = served.facts()
    facts["plan"]["plan"]["title"] = "别的"
    monkeypatch.setattr(Path, "replace", full)
    answer = served.save(facts["plan"], facts["version"])
    assert answer.status == 422
    assert "No space left" in answer.json()["faults"][0]["what"][1]
    assert served.plan.read_bytes() == before


def test_offsets_that_do_not_fit_the_words_are_told_but_do_not_stop(served: Served) -> None:
    facts = served.facts()
    facts["plan"]["measures"][0]["lead"][0]["at"] = [39, 43]
    assert served.save(facts["plan"], facts["version"]).status == 200
    (claim,) = served.facts()["claims"]
    assert claim["path"] == ["measures", 0]
    assert "reads '财政局，'" in claim["what"][1]


def test_numbers_keep_their_digits() -> None:
    plan = {"value": Decimal("99.90"), "maximum": 100, "at": [1, 2], "number": 3}
    assert travelling(plan) == {"value": "99.90", "maximum": "100", "at": [1, 2], "number": 3}


def test_an_unknown_spelling_is_proposed(served: Served) -> None:
    entry = served.ask("POST", "/secret/propose", {"spelling": "县水利局"}).json()
    assert entry["status"] == "proposed"
    assert entry["spelling"] == "县水利局"
    assert entry["new"]["level"] == "county"
    assert served.ask("POST", "/secret/propose", {"spelling": ""}).status == 400


def test_done_ends_the_server(served: Served) -> None:
    assert served.ask("POST", "/secret/done", {}).status == 200
    served.server.shutdown()


def test_a_coding_sheet_stays_a_sheet(tmp_path: Path, ontology: Ontology) -> None:
    plan = copied(tmp_path)
    data = read_nodes(plan.read_text(encoding="utf-8"), "x").data
    sheet = tmp_path / "town.xlsx"
    sheet.write_bytes(sheet_bytes(data, ontology))
    review = open_review(sheet, None, ontology)
    version = hashlib.sha256(sheet.read_bytes()).hexdigest()
    data["measures"][0]["title"] = "办好服务"
    assert save(review, travelling(data), version).sha256
    assert read_coded(sheet.read_bytes(), "x").data["measures"][0]["title"] == "办好服务"


def test_a_missing_document_is_told(tmp_path: Path, ontology: Ontology) -> None:
    plan = copied(tmp_path)
    (tmp_path / "town.txt").unlink()
    with pytest.raises(UserError, match=r"town\.txt is neither beside it.*--source"):
        open_review(plan, None, ontology)


def test_another_document_is_told(tmp_path: Path, ontology: Ontology) -> None:
    plan = copied(tmp_path)
    (tmp_path / "town.txt").write_text("一、别的文件。\n", encoding="utf-8")
    with pytest.raises(UserError, match="is not the text that was coded"):
        open_review(plan, None, ontology)


def test_a_document_may_stand_elsewhere(tmp_path: Path, ontology: Ontology) -> None:
    plan = copied(tmp_path)
    elsewhere = (tmp_path / "town.txt").rename(tmp_path / "other.txt")
    assert open_review(plan, elsewhere, ontology).text.content.startswith("小镇")


def test_a_plan_without_the_form_of_one_is_told(tmp_path: Path, ontology: Ontology) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(yaml_text({"format": "tiaokuai-plan/1"}), encoding="utf-8")
    with pytest.raises(UserError, match="lacks plan:"):
        open_review(plan, None, ontology)


def test_the_command_tells_a_port_in_use(served: Served) -> None:
    port = str(served.server.server_port)
    result = CliRunner().invoke(command, [str(served.plan), "--port", port, "--no-browser"])
    assert isinstance(result.exception, UserError)
    assert "cannot be used" in str(result.exception)


def test_the_page_holds_every_phrase_and_no_stray_markup() -> None:
    page, _ = review_page("zh")
    start = page.index('id="phrases">') + len('id="phrases">')
    assert json.loads(page[start : page.index("</script>", start)]).keys() == PHRASES.keys()


@pytest.mark.parametrize("key", PHRASES)
def test_phrases_are_in_both_languages_without_markup(key: str) -> None:
    phrase = PHRASES[key]
    assert phrase.zh
    assert phrase.en
    assert not set("<>&") & set(phrase.zh + phrase.en)
