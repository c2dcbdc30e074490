"""How far a run of the tests goes: `make test` in some minutes, `make test-all` without looking at the clock."""

import os

# Set by `make test-all`.
WHOLE = bool(os.environ.get("WHOLE_MATRIX"))
# `PICTURES=1 make test` leaves a picture of each page in var/screenshots, as `make test-all` does; else of what is wrong.
PICTURES = WHOLE or bool(os.environ.get("PICTURES"))


def examples(whole: int) -> int:
    """How many random examples a property is asked with, of as many as the whole run asks."""
    return whole if WHOLE else -(-whole // 4)
