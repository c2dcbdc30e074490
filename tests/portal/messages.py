"""Every message of the site, read from its templates and its Python: what the French catalogue must hold.

In: the project's folders. Out: {(context, msgid, plural): where it was found first}.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.template.base import Node, NodeList
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

Message = tuple[str, str, str]
TEMPLATES = settings.BASE_DIR / "templates"
APPS = ("projects", "funding", "portal")
# `_("words")`, where a tag of a template is given words.
LITERAL = re.compile(r'\b_\("([^"]+)"\)')
# The functions that mark a message: where the context, the singular and the plural stand among the arguments.
MARKS = {
    **dict.fromkeys(("_", "_lazy", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}


def all_messages() -> dict[Message, str]:
    found: dict[Message, str] = {}
    for path in sorted(TEMPLATES.rglob("*.html")):
        for message in of_template(path):
            found.setdefault(message, str(path.relative_to(settings.BASE_DIR)))
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if "migrations" not in path.parts:
                for message, line in of_python(path):
                    found.setdefault(message, f"{path.relative_to(settings.BASE_DIR)}:{line}")
    return found


def nodes_of(nodes: NodeList | list[Node]) -> Iterator[Node]:
    """All the nodes of a template, those of its fragments too."""
    for node in nodes:
        yield node
        for name in ("nodelist", "nodelist_true", "nodelist_false", "nodelist_loop", "nodelist_empty"):
            yield from nodes_of(getattr(node, name, None) or [])
        for _condition, branch in getattr(node, "conditions_nodelists", ()):
            yield from nodes_of(branch)


def of_template(path: Path) -> Iterator[Message]:
    for literal in LITERAL.findall(path.read_text(encoding="utf-8")):
        yield "", literal, ""
    template = engines["django"].get_template(str(path.relative_to(TEMPLATES))).template
    fragments = [part.nodelist for part in template.extra_data.get("partials", {}).values()]
    for node in nodes_of([*template.nodelist, *(node for part in fragments for node in part)]):
        if isinstance(node, TranslateNode):
            context = node.message_context.var if node.message_context else ""
            yield str(context), str(getattr(node.filter_expression.var, "literal", node.filter_expression.var)), ""
        elif isinstance(node, BlockTranslateNode):
            context = str(node.message_context.var) if node.message_context else ""
            plural = node.render_token_list(node.plural)[0] if node.plural else ""
            yield context, node.render_token_list(node.singular)[0], plural


def of_python(path: Path) -> Iterator[tuple[Message, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in MARKS:
            continue
        texts = [
            arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None for arg in node.args
        ]
        context, one, many = (texts[at] if at is not None and at < len(texts) else "" for at in MARKS[name])
        if one:
            yield (context or "", one, many or ""), node.lineno
