"""What the house promises about its own code. Import contracts are in pyproject.toml and checked by `lint-imports`.

There is no list of exceptions: what does not fit is mended.
"""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from kernel.fields import FoldedField
from tests import source
from tests.source import FLOORS, FUNCTIONS, ROOT, at

OURS = [model for model in apps.get_models() if model._meta.app_label in FLOORS]
STATED = [model for model in OURS if not model.__name__.startswith("Historical")]
MARK_SAFE: dict[str, int] = {"kernel/charts.py": 1, "kernel/drawing.py": 8, "kernel/templatetags/raboj.py": 1}


def _lines(path) -> int:
    return len(path.read_text().splitlines())


def test_no_module_is_over_400_lines() -> None:
    assert [(at(path, 1), _lines(path)) for path in source.everything() if _lines(path) > 400] == []


def test_half_of_the_modules_are_under_100_lines() -> None:
    sizes = [_lines(path) for path in source.everything()]
    assert sum(size < 100 for size in sizes) * 2 >= len(sizes)


def test_no_function_is_over_50_lines() -> None:
    assert [
        (at(path, node), node.name)
        for path, node in source.nodes(source.everything())
        if isinstance(node, FUNCTIONS) and node.end_lineno - node.lineno >= 50
    ] == []


def test_no_template_is_over_150_lines() -> None:
    assert [(at(path, 1), _lines(path)) for path in source.templates() if _lines(path) > 150] == []


def test_every_module_says_what_lives_in_it() -> None:
    assert [
        at(path, 1)
        for path in source.everything()
        if source.tree(path).body
        and not ast.get_docstring(source.tree(path))
        and path.name not in {"apps.py", "__init__.py"}
    ] == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in source.modules("tests")}
    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


def test_no_relation_points_up() -> None:
    assert [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and getattr(field.related_model, "_meta", None) is not None
        if field.related_model._meta.app_label in FLOORS
        if FLOORS.index(field.related_model._meta.app_label) > FLOORS.index(model._meta.app_label)
    ] == []


def _height(model: type[models.Model]) -> int:
    return FLOORS.index(model._meta.app_label)


def _names_from_above(floor: int) -> set[str]:
    """Names by which higher floors are reached from models of `floor` and below, and which nothing there bears."""
    above, own = set(), set()
    for model in OURS:
        for field in model._meta.get_fields():
            if _height(model) <= floor and field.concrete:
                own |= {field.name, getattr(field.remote_field, "related_name", None)}
            target = field.related_model if field.is_relation and field.concrete else None
            if _height(model) > floor and target in OURS and _height(target) <= floor:
                above.add(field.remote_field.related_name or f"{model._meta.model_name}_set")
    return {name for name in above - own if name and "+" not in name}


MANAGED = ("all", "filter", "exclude", "count", "exists", "first", "aggregate", "values", "values_list", "order_by")
LOOKUPS = ("filter", "exclude", "get", "annotate", "aggregate", "order_by", "values", "values_list", "Q", "F", "Count",
           "Sum", "Exists", "OuterRef", "prefetch_related", "select_related", "Prefetch")  # fmt: skip


@pytest.mark.parametrize("floor", FLOORS[:-1])
def test_no_reverse_name_points_up(floor: str) -> None:
    height = FLOORS.index(floor)
    names = _names_from_above(height)
    paths = source.modules(floor)
    found = []
    for path, node in source.nodes(paths):
        if isinstance(node, ast.Attribute) and node.attr in MANAGED and getattr(node.value, "attr", None) in names:
            found.append((at(path, node), node.value.attr))
    for path, call in source.calls(paths, *LOOKUPS):
        texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        parts = {part for text in [*texts, *source.keywords(call)] for part in text.lstrip("-").split("__")}
        found += [(at(path, call), part) for part in parts & names]
    pages = [path for path in source.templates() if source.floor_of_template(path) == height]
    pattern = rf"\.({'|'.join(sorted(names)) or '$^'})\.({'|'.join(MANAGED)})\b"
    assert found + [(where, match.group()) for where, match in source.matches(pages, pattern)] == []


def test_no_address_points_up() -> None:
    """`{% url %}` and `reverse()` name routes of their own floor and below."""
    name = rf"\b({'|'.join(FLOORS)}):[a-z_]"
    found = [
        (where, match.group())
        for path in source.templates()
        for where, match in source.matches([path], name)
        if FLOORS.index(match.group(1).lower()) > source.floor_of_template(path)
    ]
    for path, node in source.nodes(source.product()):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            match = re.fullmatch(rf"({'|'.join(FLOORS)}):[\w-]+", node.value)
            if match and FLOORS.index(match.group(1)) > source.floor_of(path):
                found.append((at(path, node), node.value))
    assert found == []


def test_status_is_assigned_by_the_lifecycle_alone() -> None:
    found = []
    for path, node in source.nodes([path for path in source.product() if path != ROOT / "kernel" / "lifecycle.py"]):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(each, ast.Attribute) and each.attr == "status" for each in targets):
            found.append(at(path, node))
        if not isinstance(node, ast.Call):
            continue
        texts = {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
        updates = source.called(node) == "update" and "status" in source.keywords(node)
        if updates or (source.called(node) in {"setattr", "bulk_update"} and "status" in texts):
            found.append(at(path, node))
    assert [where for where in found if not where.startswith("kernel/lifecycle.py")] == []


def test_time_comes_from_one_clock() -> None:
    found = []
    for path, node in source.nodes([path for path in source.everything() if path != ROOT / "kernel" / "clock.py"]):
        asked = node.attr if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""
        if asked in {"now", "utcnow", "today", "localdate"} and node.value.id in {"datetime", "timezone", "date"}:
            found.append(at(path, node))
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            found.append(at(path, node.value))
        if isinstance(node, ast.ImportFrom) and any(each.name == "Now" for each in node.names):
            found.append(at(path, node))
    assert found == []


def test_sources_of_folded_columns_are_not_updated_past_them() -> None:
    fields = [field for model in STATED for field in model._meta.fields if isinstance(field, FoldedField)]
    names = {name for field in fields for name in field.sources}
    names |= {re.sub("_(ro|ru|en)$", "", name) for name in names}
    found = [at(path, call) for path, call in source.calls(source.product(), "update") if names & source.keywords(call)]
    for path, call in source.calls(source.product(), "bulk_update"):
        if names & {each.value for each in ast.walk(call) if isinstance(each, ast.Constant)}:
            found.append(at(path, call))
    assert found == []


@pytest.mark.parametrize(
    "pattern",
    [r"\sstyle\s*=", r"<style", r"<script(?![^>]*\bsrc=)[^>]*>", r"<script[^>]*>\s*[^\s<]", r"\son[a-z]+\s*=\s*[\"']"],
)
def test_templates_hold_no_inline_style_or_script(pattern: str) -> None:
    pages = [path for path in source.templates() if path.suffix == ".html"]
    assert [(where, match.group()) for where, match in source.matches(pages, pattern)] == []


def test_html_templates_print_nothing_unescaped() -> None:
    pages = [path for path in source.templates() if path.suffix == ".html"]
    assert [where for where, _match in source.matches(pages, r"\|\s*safe\b|autoescape\s+off")] == []


def test_every_mark_safe_is_counted() -> None:
    """Each use is looked at in review; who adds one counts it in MARK_SAFE."""
    found: dict[str, int] = {}
    for path, _call in source.calls(source.product(), "mark_safe", "SafeString", "SafeText"):
        name = str(path.relative_to(ROOT))
        found[name] = found.get(name, 0) + 1
    assert found == MARK_SAFE


def test_every_component_says_what_it_takes() -> None:
    pages = source.templates("components")
    assert [at(path, 1) for path in pages if not re.match(r"\s*({% comment|{#)", path.read_text())] == []


def _nulls_named(condition: models.Q) -> set[str]:
    found = set()
    for child in condition.children:
        found |= _nulls_named(child) if isinstance(child, models.Q) else {child[0]}
    return found


def test_moments_and_persons_go_together() -> None:
    """A nullable `…_at` with a `…_by` beside it is held to it by a constraint (`kernel.fields.together`)."""
    found = []
    for model in STATED:
        fields = {field.name: field for field in model._meta.local_concrete_fields}
        checks = [
            _nulls_named(each.condition) for each in model._meta.constraints if isinstance(each, models.CheckConstraint)
        ]
        for name in [name for name in fields if name.endswith("_at") and fields[name].null]:
            person = name.removesuffix("_at") + "_by"
            if person in fields and not any({f"{name}__isnull", f"{person}__isnull"} <= each for each in checks):
                found.append(f"{model.__name__}.{name}")
    assert found == []


def test_status_of_a_model_is_not_editable() -> None:
    assert [
        f"{model.__name__}.status"
        for model in STATED
        for field in model._meta.fields
        if field.name == "status" and field.editable
    ] == []


def test_lock_files_name_no_host_and_no_path() -> None:
    lines = [
        f"{path.name}: {line}"
        for path in (ROOT / "requirements").glob("*.txt")
        for line in path.read_text().splitlines()
        if re.search(r"://|--index|--extra-index|--find-links|-i ", line.split(" #")[0])
    ]
    assert lines == []


def _contracts() -> list:
    pure = [ROOT / floor / f"{name}.py" for floor in FLOORS for name in ("money", "scoring", "aggregation")]
    rooms = [path for path in source.product() if set(path.with_suffix("").parts) & set(source.CONTRACTS)]
    return sorted({*source.modules("kernel"), *rooms, *[path for path in pure if path.exists()]})


def test_public_functions_state_their_contract() -> None:
    """Those of actions, queries, figures, pure modules and the kernel have a docstring and annotations."""
    found = []
    for path in _contracts():
        for node in source.tree(path).body:
            if not isinstance(node, FUNCTIONS) or node.name.startswith("_"):
                continue
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if not ast.get_docstring(node):
                found.append(f"{at(path, node)} {node.name}: no docstring")
            if node.returns is None or any(each.annotation is None for each in arguments):
                found.append(f"{at(path, node)} {node.name}: not annotated")
    assert found == []


def test_nothing_is_left_for_later() -> None:
    words = "|".join(["TO" + "DO", "FIX" + "ME"])
    paths = [*source.everything(), *source.templates()]
    assert [where for where, _match in source.matches(paths, rf"\b({words})\b")] == []
