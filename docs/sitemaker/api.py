"""What the code says of itself: public functions and classes by stage, read from the syntax tree."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

STAGES = (
    "vocabulary",
    "documents",
    "coding",
    "extraction",
    "alignment",
    "rdf",
    "questions",
    "links",
    "network",
    "views",
    "publishing",
    "server",
    "cli",
)

Row = dict[str, object]


def stages(root: Path) -> list[Row]:
    """Return the stages with their modules, and before them what all of them share."""
    package = root / "graph"
    rows = [_stage("graph", sorted(package.glob("*.py")), package)]
    rows += [_stage(f"graph.{name}", sorted((package / name).rglob("*.py")), package) for name in STAGES]
    return rows


def _stage(name: str, paths: list[Path], package: Path) -> Row:
    modules = [_module(path, package) for path in paths if path.name != "__init__.py"]
    return {"name": name, "modules": [each for each in modules if each["members"]]}


def _module(path: Path, package: Path) -> Row:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = ".".join(path.relative_to(package.parent).with_suffix("").parts)
    return {"name": name, "about": ast.get_docstring(tree) or "", "members": list(_members(tree))}


def _members(tree: ast.Module) -> Iterator[Row]:
    """Yield the public functions and classes of a module that say what they are."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name[0] != "_":
            about = ast.get_docstring(node)
            if about:
                yield {"name": node.name, "signature": signature(node), "about": inspect.cleandoc(about)}


def signature(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    """Return how a function is called, or of what fields a class is made.

    Examples
    --------
    >>> signature(ast.parse("def load(path: Path, *, whole: bool = True) -> int: ...").body[0])
    'load(path: Path, *, whole: bool=True) -> int'
    """
    if isinstance(node, ast.ClassDef):
        fields = [ast.unparse(each) for each in node.body if isinstance(each, ast.AnnAssign)]
        return f"class {node.name}({', '.join(fields)})"
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(node.args)}){returns}"
