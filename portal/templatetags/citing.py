"""« Citer »: how to cite the page, at the foot of lists and of records.

In: what the page is called, and its edition where it is the page of one. Out: the section of templates/_cite.html; no query beside that of the newest edition, which
every page asks for.
"""

from typing import Any

from django import template
from django.template import Context

from funding.cite import citing
from funding.models import Release

register = template.Library()


@register.inclusion_tag("_cite.html", takes_context=True)
def cite_page(context: Context, title: str, edition: Release | None = None) -> dict[str, Any]:
    request = context["request"]
    # The foot of the page leads here, and offers no other citation.
    request.is_cited = True
    return {"cite": citing(request, request.register, str(title), edition)}
