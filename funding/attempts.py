"""Counting what comes from one address, in the cache, so that no one floods a form. Nothing is kept in clear.

In: a request and a limit. Out: whether there were too many within the time. A cache that does not answer raises RedisError.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address of who asks. Behind TRUSTED_PROXIES proxies, the one that the first of them saw."""
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(seen) >= settings.TRUSTED_PROXIES:
        return seen[-settings.TRUSTED_PROXIES]
    return request.META.get("REMOTE_ADDR", "")


def counter(name: str, *parts: str) -> str:
    """The key of a counter, which tells nothing of what it counts."""
    return f"{name}:{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()}"


def count_one(key: str, seconds: int) -> int:
    """One more; the counter starts with the first and ends so many seconds later. Out: how many there are."""
    if cache.add(key, 1, seconds):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.set(key, 1, seconds)
        return 1
