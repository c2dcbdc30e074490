"""Python imports flow one way: `projects` ← `funding` ← `portal`. Read from the code, also inside functions."""

import ast
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent
# What each layer may not know.
MAY_NOT_IMPORT = {
    "projects": {"funding", "portal", "tests"},
    "funding": {"portal", "tests"},
    "portal": {"tests"},
}


def imported(path: Path, package: tuple[str, ...]) -> set[str]:
    """The modules that a file imports, anywhere in it: {"django.db.models", "funding.models", …}."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            found |= {f"{module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and called(node.func) in {"import_module", "import_string", "__import__"}:
            found |= {str(word.value) for word in node.args if isinstance(word, ast.Constant)}
    return found


def called(function: ast.expr) -> str:
    """'import_module' of `import_module(…)` and of `importlib.import_module(…)`."""
    return getattr(function, "attr", getattr(function, "id", ""))


def modules(layer: str) -> list[Path]:
    return sorted((BASE_DIR / layer).rglob("*.py"))


def wrong(path: Path, layer: str) -> set[str]:
    package = path.relative_to(BASE_DIR).parent.parts
    return {name for name in imported(path, package) if name.split(".")[0] in MAY_NOT_IMPORT[layer]}


@pytest.mark.parametrize("layer", MAY_NOT_IMPORT)
def test_imports_flow_one_way(layer: str) -> None:
    found = {str(path.relative_to(BASE_DIR)): wrong(path, layer) for path in modules(layer)}
    assert modules(layer)
    assert not {path: names for path, names in found.items() if names}


def test_charts_know_nothing_of_django() -> None:
    names = imported(BASE_DIR / "funding" / "charts.py", ("funding",))
    assert not {name for name in names if name.split(".")[0] == "django"}


def test_the_embedded_servers_know_nothing_of_django() -> None:
    """They start before Django reads its settings."""
    for name in ("embedded.py", "embedded_place.py"):
        names = imported(BASE_DIR / "portal" / name, ("portal",))
        assert not {module for module in names if module.split(".")[0] in ("django", "funding", "projects")}


def test_the_reader_of_imports_sees_every_way_to_import(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        "import funding.models as a\n"
        "def inside():\n"
        "    from portal import views\n"
        "    from . import sibling\n"
        "    from ..choices import Kind\n"
        "    import_module('portal.celery')\n"
    )
    assert imported(path, ("funding", "imports")) == {
        "funding.models",
        "portal.views",
        "funding.imports.sibling",
        "funding.choices.Kind",
        "portal.celery",
    }


def test_no_module_is_a_drawer() -> None:
    drawers = {"services.py", "utils.py", "helpers.py", "managers.py", "common.py", "misc.py"}
    assert not [path for layer in MAY_NOT_IMPORT for path in modules(layer) if path.name in drawers]
