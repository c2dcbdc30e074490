"""« Citer »: how to cite the page, at the foot of lists and of records.

In: what the page is called, its edition where it is the page of one, and the record `of` whose title it is called by. Out: the section of templates/_cite.html; no query beside that of the newest edition, which
every page asks for.
"""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from funding.cite import citing
from funding.models import Release
from funding.tongue import language_of
from portal.templatetags.figures import in_tongue

register = template.Library()


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_page(context: Context, title: str, edition: Release | None = None, of: Any = None) -> dict[str, Any]:
    request = context["request"]
    # The foot of the page leads here, and offers no other citation.
    request.is_cited = True
    cite = citing(request, request.register, str(title), edition)
    said = conditional_escape(in_tongue(str(title), language_of(of, str(title)) if of else ""))
    return {"cite": cite, "text": mark_safe(conditional_escape(cite.text).replace(conditional_escape(title), said, 1))}
