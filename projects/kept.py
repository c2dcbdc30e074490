"""Answers that are kept until the data changes: a page is worked out once for each state of its register.

In: a register, what is asked of it, and how it is worked out. Out: the answer, kept in Redis or made. The key holds the
register's data version, its editions and how often a withdrawal wrote them anew, and the edition that the page is of, so
nothing has to be emptied: what was kept of an older state is never asked for again. Redis may forget everything, or not answer: then the answer is made.
"""

import logging
import pickle
from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import get_language
from redis import RedisError

from projects.blocks import holding
from projects.models import EDITION, Register

log = logging.getLogger(__name__)
DAY = 24 * 60 * 60
# Raised when what is kept no longer has the shape that the code reads.
SHAPE = 4
# In a block of `anew`, nothing is read back and nothing is kept.
ANEW: ContextVar[bool] = ContextVar("anew", default=False)


def anew() -> AbstractContextManager[None]:
    return holding(ANEW, True)


def kept[Made](register: Register, asked: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """The answer to what is asked, in the language of the page, of the register as it is today."""
    if ANEW.get():
        return make()
    key = key_of(register, asked)
    found = recalled(key)
    if found is None:
        found = make()
        remember(key, found, DAY)
    return found


def recalled(key: str) -> Any:
    """What is kept under the key; None where nothing is, or where it cannot be read."""
    try:
        return cache.get(key)
    except (RedisError, pickle.PickleError, AttributeError, ImportError, ValueError) as problem:
        log.warning("what is kept cannot be read: %s", problem)
        return None


def remember(key: str, found: Any, seconds: int) -> None:
    """Keep it for so long, where Redis answers."""
    try:
        cache.set(key, found, seconds)
    except RedisError as problem:
        log.warning("nothing can be kept: %s", problem)


def key_of(register: Register, asked: tuple[str, ...]) -> str:
    """Requests that are late today are not those of yesterday: the day is part of the key."""
    editions = register.releases.aggregate(last=Max("number"), anew=Sum("revision"))
    today = timezone.localdate().isoformat()
    state = (register.pk, register.data_version, editions, EDITION.get(), today, get_language(), SHAPE)
    # Texts of an address can hold any letter: as Python writes a tuple, no two of them look alike.
    return f"kept:{sha256(repr((state, asked)).encode()).hexdigest()}"
