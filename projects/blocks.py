"""A value that holds in a block of code, and in nothing else that runs at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


@contextmanager
def holding[Value](variable: ContextVar[Value], value: Value) -> Iterator[None]:
    """In the block the variable has this value, and then again the one before."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
