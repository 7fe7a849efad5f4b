"""Ties beyond chance from the network to the command: table, counts, sentences, options."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from conftest import Built
from hypothesis import given, settings
from network_laws import network_of, plans
from network_tables import Roles, agency, tables
from test_cli import HAN, assert_one_line_errors, run, spawn
from test_phrases import blanks

from graph.cli.ties import MODELS as OFFERED
from graph.errors import UserError
from graph.network.chance.discovery import can_survive
from graph.network.chance.ties import MODELS, Choice, Ties, ties_beyond_chance, ties_table
from graph.network.reading import read_network
from graph.network.twomode import TwoMode, two_mode
from graph.views.chance import PHRASES, sentences

QUICK = Choice(samples=99)
ABOUT = ["agency_a", "label_a", "label_a_en", "agency_b", "label_b", "label_b_en"]
ABOUT += ["measures_a", "measures_b", "shared"]


def twins() -> TwoMode:
    """Finance and health share four of eight measures and have no other; transport, the Archive two each."""
    roles: Roles = {
        **{key: {"finance": ["lead"], "health": ["responsible"]} for key in "1234"},
        **{key: {"transport": ["lead"]} for key in "56"},
        **{key: {"archive": ["lead"]} for key in "78"},
    }
    return two_mode(*tables(roles))


@pytest.fixture(scope="module")
def found(zhengzhou: Built) -> Ties:
    return ties_beyond_chance(read_network(zhengzhou.store, "zhengzhou-2024"), Choice(samples=2000))


def test_the_twins_by_hand() -> None:
    """Six pairs, one of which shares: C(4, 4) of C(8, 4) = 1/70 ways, times six tests."""
    ties = ties_beyond_chance(twins(), QUICK)
    table = ties_table(ties)
    assert table.values("agency_a") == [agency("finance")]
    assert table.values("agency_b") == [agency("health")]
    assert [table.values(name)[0] for name in ("measures_a", "measures_b", "shared")] == [4, 4, 4]
    assert table.values("expected_hypergeometric") == [2.0]
    assert table.values("p_hypergeometric") == [0.0142857143]
    assert table.values("q_hypergeometric") == [0.0857142857]
    assert table.values("survives_hypergeometric") == [False]
    loose = ties_beyond_chance(twins(), Choice(("hypergeometric",), alpha=0.1))
    assert ties_table(loose).values("survives_hypergeometric") == [True]
    assert loose.by_agency("hypergeometric") == {
        agency("archive"): 0,
        agency("finance"): 1,
        agency("health"): 1,
        agency("transport"): 0,
    }


def test_a_group_that_is_left_out_has_no_count() -> None:
    ties = ties_beyond_chance(twins(), Choice(("hypergeometric",), groups=False))
    assert ties.by_agency("hypergeometric")[agency("archive")] is None
    assert ties.margins.tests == 3


@settings(deadline=None, max_examples=40)
@given(plans())
def test_the_table_of_any_plan(roles: Roles) -> None:
    network = network_of(roles)
    ties = ties_beyond_chance(network, Choice(samples=50, alpha=0.3))
    table = ties_table(ties)
    assert len(table.rows) == len(ties.margins.shared)
    for model in MODELS:
        p, q = table.values(f"p_{model}"), table.values(f"q_{model}")
        assert all(0 < low <= high <= 1 for low, high in zip(p, q, strict=True))  # type: ignore[operator]
        counts = ties.by_agency(model)
        assert counts.keys() == {each.iri for each in network.agencies}
        assert sum(counts.values()) == 2 * table.values(f"survives_{model}").count(True)  # type: ignore[arg-type]
        if table.values(f"survives_{model}").count(True):
            floors, pairs = ties.verdicts[model].scored.floors()
            assert can_survive(floors, pairs, ties.margins.tests, 0.3), "what survives could survive"
    flags = [sum(bool(row[f"survives_{model}"]) for model in MODELS) for row in table.records()]
    assert all(one >= other for one, other in pairwise(flags))


def test_zhengzhou(found: Ties) -> None:
    """2,000 samples are too few for FDSM here, and the sentences say so."""
    margins = found.margins
    assert (len(margins.agencies), margins.measures, len(margins.rows)) == (81, 88, 395)
    assert (len(margins.shared), margins.tests) == (623, 3240)
    assert {model: verdict.survivors for model, verdict in found.verdicts.items()} == {
        "hypergeometric": 36,
        "bicm": 5,
        "fdsm": 0,
    }


def test_the_models_that_keep_the_margins_agree_on_what_is_expected(found: Ties) -> None:
    fdsm, bicm = (found.verdicts[model].scored.expected for model in ("fdsm", "bicm"))
    assert abs(fdsm - bicm).max() < 1.2
    assert 0.85 * bicm.sum() < fdsm.sum() < bicm.sum(), "BiCM lets sizes vary, and large ones make more pairs"


def test_columns_are_named_in_both_languages(found: Ties) -> None:
    columns = ties_table(found).columns
    models = [f"{name}_{model}" for model in MODELS for name in ("expected", "p", "q", "survives")]
    assert [column.name for column in columns] == ABOUT + models
    for column in columns:
        assert HAN.search(column.zh)
        assert column.en.isascii()


@pytest.mark.parametrize(
    "settings_given",
    [{"alpha": 0.0}, {"alpha": 1.0}, {"samples": 0}, {"seed": -1}, {"models": ("magic",)}, {"models": ()}],
)
def test_what_cannot_be_is_refused(settings_given: dict[str, object]) -> None:
    with pytest.raises(UserError):
        Choice(**settings_given)  # type: ignore[arg-type]


# Sentences.


def test_every_phrase_is_in_both_languages() -> None:
    for key, phrase in PHRASES.items():
        assert blanks(phrase.zh) == blanks(phrase.en), key
        assert not HAN.search(phrase.en)
        assert phrase.en.isascii()
        if not key.startswith("model."):
            assert phrase.zh.endswith("。")
            assert phrase.en.endswith(".")


def test_too_few_samples_are_told(found: Ties) -> None:
    *_, verdict, said = sentences(found, "en")
    assert "with 2000 samples no tie survives. They are too few to conclude" in verdict
    assert "不能据此断定没有" in sentences(found, "zh")[-2]
    assert "no p is below 1/2001" in said
    assert "at least 33 ties survive together or none does" in said
    assert "--samples 64799" in said
    few = sentences(ties_beyond_chance(twins(), QUICK), "en")
    assert few[-1].startswith("FDSM: no tie survives, and none could")
    assert "--samples 119" in few[-1], "6 / 0.05 - 1"


def test_a_network_too_small_is_told() -> None:
    """Three agencies: p is at least 1/3 · 1/3 of a kind, and 0.05 · 3/3 is less."""
    small = ties_beyond_chance(two_mode(*tables()), Choice(("hypergeometric", "bicm")))
    english, chinese = (sentences(small, lang) for lang in ("en", "zh"))
    assert len(english) == len(chinese) == 4
    assert all("no tie survives, and none could" in each for each in english[2:])
    assert all("而且不可能有" in each for each in chinese[2:])


def test_nobody_to_test_is_told() -> None:
    alone = ties_beyond_chance(two_mode(*tables({"1": {"finance": ["lead"]}})), QUICK)
    assert sentences(alone, "en")[0].startswith("There is no pair to test")
    assert ties_table(alone).rows == ()


# The command.


def test_the_command_offers_every_model() -> None:
    assert OFFERED == MODELS


def test_as_json(zhengzhou: Built) -> None:
    options = ("--model", "fdsm", "--samples", "200", "--seed", "7", "--alpha", "0.1")
    result, once = (
        run("ties", "--graph", zhengzhou.graph_nq, "--format", "json", *options, "--groups", groups)
        for groups in ("left-out", "out")
    )
    assert result.exit_code == 0, result.output
    assert once.output == result.output, "the word of earlier versions is understood"
    data = json.loads(result.stdout)
    assert (data["schema"], data["plan"], data["seed"]) == ("tiaokuai/ties/1", "zhengzhou-2024", 7)
    assert data["options"] == {"model": "fdsm", "alpha": 0.1, "groups": "left-out", "samples": 200}
    assert len(data["rows"]) == 490
    assert all(row["p_fdsm"] >= 1 / 201 - 1e-9 for row in data["rows"])
    assert "1/201" in result.stderr, "sentences go to standard error"


def test_without_sampling_there_is_no_seed(zhengzhou: Built) -> None:
    result = run("ties", "--graph", zhengzhou.graph_nq, "--format", "json", "--model", "bicm", "--limit", "1")
    data = json.loads(result.stdout)
    assert data["seed"] is None
    assert data["options"] == {"model": "bicm", "alpha": 0.05, "groups": "one"}
    assert len(data["rows"]) == 1


def test_the_screen_shows_what_survives(zhengzhou: Built) -> None:
    chosen = ("--model", "bicm", "--lang", "en")
    lines = run("ties", "--graph", zhengzhou.graph_nq, *chosen).stdout.splitlines()
    assert lines.index("") == 2 + 5, "heading, rule, the five ties, an empty line, sentences"
    assert lines[0].split("  ")[0] == "Name of A in English"
    assert lines[-1].startswith("BiCM: ties that survive: 5;")
    every = run("ties", "--graph", zhengzhou.graph_nq, *chosen, "--all").stdout.splitlines()
    assert every.index("") == 2 + 623
    chinese = run("ties", "--graph", zhengzhou.graph_nq, "--model", "bicm").stdout
    assert "5对的联系超出随机水平" in chinese
    assert "偶然" not in chinese


def test_nothing_survives_in_the_town(town: Built) -> None:
    result = run("ties", "--graph", town.graph_nq, "--lang", "en", "--samples", "100")
    assert result.exit_code == 0
    assert len(re.findall("no tie survives, and none could", result.stdout)) == 2
    assert len(re.findall("no tie survives", result.stdout)) == 3


def test_wrong_use_is_one_line(town: Built) -> None:
    assert_one_line_errors(run("ties", "--graph", town.graph_nq, "--plan", "nowhere"), "nowhere")
    for wrong in (
        ("--alpha", "0"),
        ("--samples", "0"),
        ("--seed", "-1"),
        ("--model", "x"),
        ("--groups", "x"),
    ):
        assert run("ties", "--graph", town.graph_nq, *wrong).exit_code == 2


def test_the_same_bytes_in_every_process(zhengzhou: Built) -> None:
    command = ("-m", "graph", "ties", "--graph", zhengzhou.graph_nq, "--format", "csv", "--samples", "300")
    one, other = (spawn(*command, environment={"PYTHONHASHSEED": seed}) for seed in ("1", "77"))
    assert one.returncode == 0
    assert one.stdout == other.stdout
