"""Python's collector and pages: what a process loaded at its start is never looked at again.

A collection that looks at all that is loaded takes a tenth of a second, in the middle of somebody's page (2026-12).
"""

import gc

# So many objects are made between two collections: a page makes fewer.
OBJECTS, YOUNG, OLD = 50_000, 20, 20


def keep_loaded() -> None:
    """What is there now stays."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, YOUNG, OLD)
