"""« Citer »: how to cite the page, at the foot of lists and of records.

In: what the page is called. Out: the section of templates/_cite.html; no query beside that of the newest edition, which
every page asks for.
"""

from typing import Any

from django import template
from django.template import Context

from funding.cite import citing, holding

register = template.Library()


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_page(context: Context, title: str) -> dict[str, Any]:
    request = context["request"]
    edition = context["edition"] or holding(request, request.register, context["release"])
    return {"cite": citing(request, request.register, str(title), edition)}
