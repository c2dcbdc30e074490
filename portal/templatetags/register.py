"""Addresses in the register of the page: `{% address "organization" organization.key %}`.

In: the name of a page and its parts, and `request.register`. Out: its address, also as a variable with `as name`.
"""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def address(context: Context, page: str, *parts: Any) -> str:
    """The address of a page in the register that the page is about; in the first one where it is about none."""
    of = getattr(context["request"], "register", None)
    return of.address(page, *parts) if of else reverse(page, args=parts)
