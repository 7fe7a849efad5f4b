"""The house rules, checked over the syntax tree of every module."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "graph"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)
NAMES = [path.relative_to(ROOT).as_posix() for path in MODULES]
POSIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "crypt"}
WRITERS = {
    "write_text",
    "write_bytes",
    "mkdir",
    "rename",
    "replace",
    "unlink",
    "rmdir",
    "touch",
    "symlink_to",
}
WRITING_FUNCTIONS = {
    "rmtree",
    "copytree",
    "copy",
    "copy2",
    "copyfile",
    "move",
    "makedirs",
    "remove",
    "renames",
}
SPARQL = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b[^{}]*\{[^}]*\?", re.IGNORECASE | re.DOTALL)
LONGEST_MODULE = 350
LONGEST_FUNCTION = 45


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module(name: str) -> Path:
    return ROOT / name


def docstrings(tree: ast.Module) -> set[int]:
    """Return the identities of the nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr):
            found.add(id(node.body[0].value))
    for body in (node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef)):
        found |= {id(each.value) for each in body if isinstance(each, ast.Expr)}  # attribute docstrings
    return found


def texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield every string of a module with its line, docstrings left out."""
    left_out = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.lineno, node.value


def calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str, str]]:
    """Yield each call with what it is called on ("" for a plain name) and its name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name):
                yield node, "", function.id
            elif isinstance(function, ast.Attribute):
                yield node, ast.unparse(function.value), function.attr


def imported_at_start(tree: ast.Module) -> Iterator[str]:
    """Yield the top names of what a module imports when it is itself imported."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting.extend(ast.iter_child_nodes(node))


def writes_files(tree: ast.Module) -> list[str]:
    found = []
    for call, owner, name in calls(tree):
        mode = [
            each.value
            for each in (*call.args[:2], *(word.value for word in call.keywords if word.arg == "mode"))
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        opens = name == "open" and any(re.fullmatch(r"[rbt]*[wax+][wax+bt]*", each) for each in mode)
        on_path = name in WRITERS and owner != "" and not _is_text_replace(call, owner, name)
        if opens or on_path or (name in WRITING_FUNCTIONS and owner in {"shutil", "os"}):
            found.append(f"line {call.lineno}: {owner}.{name}")
    return found


def _is_text_replace(call: ast.Call, owner: str, name: str) -> bool:
    """Tell str.replace (two arguments), dataclasses.replace from Path.replace (one)."""
    return name == "replace" and (len(call.args) != 1 or bool(call.keywords) or owner == "dataclasses")


def test_the_rule_on_sparql_sees_every_question() -> None:
    questions = sorted((ROOT / "queries").glob("*/*.rq"))
    assert len(questions) > 10
    assert [path.name for path in questions if not SPARQL.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("name", NAMES)
def test_sparql_stands_only_in_rq_files(name: str) -> None:
    found = [line for line, text in texts(tree_of(module(name))) if SPARQL.search(text)]
    assert found == []


@pytest.mark.parametrize("name", [each for each in NAMES if not each.startswith("graph/vocabulary/")])
def test_namespaces_stand_only_in_the_vocabulary(name: str) -> None:
    found = [
        f"line {line}: {text}"
        for line, text in texts(tree_of(module(name)))
        if re.search(r"https?://\w", text)
    ]
    assert found == []


@pytest.mark.parametrize("name", [each for each in NAMES if not each.startswith("graph/cli/")])
def test_only_the_command_line_prints(name: str) -> None:
    tree = tree_of(module(name))
    found = [
        f"line {call.lineno}: {called}"
        for call, owner, called in calls(tree)
        if (owner == "" and called in {"print", "input"})
        or called in {"echo", "secho"}
        or (owner in {"sys.stdout", "sys.stderr"} and called == "write")
    ]
    assert found == []


MAY_WRITE = (
    "graph/delivery.py",
    "graph/cli/",
    "graph/coding/",
    "graph/server/review_file.py",
    "graph/paper.py",  # in a temporary folder, for the browser that prints
)


@pytest.mark.parametrize("name", [each for each in NAMES if not each.startswith(MAY_WRITE)])
def test_only_delivery_command_line_and_coding_write_files(name: str) -> None:
    assert writes_files(tree_of(module(name))) == []


def test_the_rule_on_writing_sees_what_delivery_does() -> None:
    found = " ".join(writes_files(tree_of(module("graph/delivery.py"))))
    for way in ("path.open", "mkdir", "rename", "shutil.rmtree", "shutil.copytree", "shutil.copy2"):
        assert way in found


@pytest.mark.parametrize("name", NAMES)
def test_no_module_needs_posix_to_be_imported(name: str) -> None:
    assert set(imported_at_start(tree_of(module(name)))) & POSIX_ONLY == set()


@pytest.mark.parametrize("name", NAMES)
def test_files_are_opened_as_utf8(name: str) -> None:
    """Find text opened in whatever encoding the locale has."""
    found = []
    for call, owner, called in calls(tree_of(module(name))):
        words = {each.arg for each in call.keywords}
        binary = any(isinstance(each, ast.Constant) and "b" in str(each.value) for each in call.args[:2])
        if owner == "distribution":
            continue  # importlib.metadata reads its files as UTF-8 and takes no encoding
        if owner and called in {"read_text", "write_text"} and "encoding" not in words:
            found.append(f"line {call.lineno}: {owner}.{called}")
        if owner and called == "write_text" and "newline" not in words:
            found.append(f"line {call.lineno}: {owner}.{called} without newline")
        if called == "open" and owner != "os" and not binary and "encoding" not in words:
            found.append(f"line {call.lineno}: {owner}.{called}")
    assert found == []


CLOCKS = {
    ("time", "time"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("date", "today"),
    ("datetime", "utcnow"),
}
CHANCE = {
    ("random", "random"),
    ("uuid", "uuid4"),
    ("uuid", "uuid1"),
    ("os", "urandom"),
    ("secrets", "token_hex"),
}


@pytest.mark.parametrize("name", NAMES)
def test_no_clock_and_no_chance(name: str) -> None:
    found = [
        f"line {call.lineno}: {owner}.{called}"
        for call, owner, called in calls(tree_of(module(name)))
        if (owner.rpartition(".")[2], called) in CLOCKS | CHANCE
        or (called in {"hash", "id"} and owner == "" and "coding/nodes" not in name)
    ]
    assert found == []


@pytest.mark.parametrize("name", NAMES)
def test_every_module_says_what_it_is_and_is_short(name: str) -> None:
    text = module(name).read_text(encoding="utf-8")
    described = ast.get_docstring(ast.parse(text))
    assert described, "no docstring"
    assert described.splitlines()[0].endswith((".", ":", "?", "…"))
    longest = 500 if re.search("phrases|messages", name) else LONGEST_MODULE
    assert len(text.splitlines()) < longest


@pytest.mark.parametrize("name", NAMES)
def test_functions_are_short(name: str) -> None:
    functions = (
        each
        for each in ast.walk(tree_of(module(name)))
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    found = [f"{each.name}: {length}" for each in functions if (length := _length(each)) > LONGEST_FUNCTION]
    assert found == []


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of the body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("name", NAMES)
def test_importing_does_nothing(name: str) -> None:
    """Find statements at the top of a module that are neither definitions nor values."""
    allowed = (
        ast.Import,
        ast.ImportFrom,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.ClassDef,
        ast.Assign,
        ast.AnnAssign,
        ast.If,
        ast.For,
    )
    tree = tree_of(module(name))
    found = [
        f"line {each.lineno}: {type(each).__name__}"
        for each in tree.body
        if not isinstance(each, allowed)
        and not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
    ]
    loops = [each for each in tree.body if isinstance(each, ast.For)]
    assert found == []
    assert loops == [] or name == "graph/cli/main.py", "only the command line hangs its verbs up in a loop"


def test_import_contracts_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], check=False, cwd=ROOT, timeout=120, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Contracts: [4-9] kept, 0 broken\.", done.stdout)


def test_every_module_of_the_first_level_stands_in_the_stage_order() -> None:
    """Find a new stage that nobody has put into the contract."""
    text = (ROOT / "setup.cfg").read_text(encoding="utf-8")
    layers = text.partition("layers =")[2].partition("[")[0]
    named = set(re.findall(r"graph\.(\w+)", layers))
    there = {path.stem if path.is_file() else path.name for path in PACKAGE.iterdir() if _is_module(path)}
    assert there - named <= {"presentation", "delivery"}, "a stage that no contract holds"


def _is_module(path: Path) -> bool:
    if path.is_dir():
        return (path / "__init__.py").is_file()
    return path.suffix == ".py" and not path.stem.startswith("__")


def test_no_type_is_ignored_without_a_reason() -> None:
    marks = re.compile(r"#\s*(type:\s*ignore(?!\[)|TO" + r"DO|FIX" + r"ME|XX" + r"X|noqa(?!:))")
    found = [
        f"{name}, line {number}"
        for name in NAMES
        for number, line in enumerate(module(name).read_text(encoding="utf-8").splitlines(), start=1)
        if marks.search(line)
    ]
    assert found == []
