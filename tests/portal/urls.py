"""Every address of the site, with things that exist for its parts. In: the resolver. Out: (name, address) pairs."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation


def every_url(resolver: Any = None, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """(name with its namespaces, pattern) of each address that the site has."""
    for part in (resolver or get_resolver()).url_patterns:
        if isinstance(part, URLResolver):
            inner = (*namespaces, part.namespace) if part.namespace else namespaces
            yield from every_url(part, inner)
        else:
            yield ":".join((*namespaces, part.name or str(part.pattern))), part


def names_of_site() -> set[str]:
    """Names of all addresses; the pages of another register have those of the first one."""
    return {name for name, _pattern in every_url() if not name.startswith(("register:", "edition:", "api_register:"))}


def address(name: str, arguments: Any = (), language: str = "fr") -> str:
    """The address in a language of the site."""
    with translation.override(language):
        return reverse(name, kwargs=arguments) if isinstance(arguments, dict) else reverse(name, args=arguments)
