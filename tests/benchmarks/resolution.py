"""Measure the matching of names: `python -m tests.benchmarks.resolution REGISTER.csv MENTIONS.csv [--json]`.

In: REGISTER.csv (id, name; an id may have several names) and MENTIONS.csv (name, truth; truth is the id, empty where the
true body is not in the register). Out: how many mentions were linked rightly and wrongly, wait with proposals, or match
nothing, with the reason of each link; mentions per second of processor time, the index included. No database is used.

The matching is the importer's own: the same `Resolution`, with an index filled from the file instead of the register.
"""

import argparse
import csv
import importlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django

Named = list[tuple[str, str]]


def read(path: Path, first: str, second: str) -> Named:
    """The two columns of a CSV file with these headings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row[first].strip(), row[second].strip()) for row in csv.DictReader(file)]


def measure(register: Iterable[tuple[str, str]], mentions: Named) -> dict[str, Any]:
    """`register`: (id, name); `mentions`: (name, truth)."""
    start_django()
    started = time.process_time()
    resolution = resolution_of(register)
    found: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    wrong_rules: Counter[str] = Counter()
    for name, truth in mentions:
        match = resolution.match(name)
        proposed = [candidate["key"] for candidate in match.candidates[:3]]
        found["known"] += bool(truth)
        if match.key:
            rules[match.why] += 1
            wrong_rules[match.why] += match.key != truth
            found["unknown_linked" if not truth else "correct" if match.key == truth else "wrong"] += 1
        else:
            found["waiting" if match.candidates else "new"] += 1
            found["unlinked"] += bool(truth)
            found["in_first_three"] += bool(truth) and truth in proposed
    seconds = time.process_time() - started
    return report(found, len(mentions), seconds) | {
        "rules": dict(rules.most_common()),
        "wrong_rules": dict(+wrong_rules),
    }


def report(found: Counter[str], mentions: int, seconds: float) -> dict[str, Any]:
    counted = {name: found[name] for name in ("correct", "wrong", "waiting", "new", "unknown_linked")}
    wrongly = found["wrong"] + found["unknown_linked"]
    return {
        **counted,
        "per_second": round(mentions / seconds) if seconds else 0,
        "mentions": mentions,
        "known": found["known"],
        "linked_share": share(found["correct"], found["known"]),
        "wrong_share": share(wrongly, mentions),
        "unlinked": found["unlinked"],
        "in_first_three": found["in_first_three"],
        "first_three_share": share(found["in_first_three"], found["unlinked"]),
    }


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def start_django() -> None:
    """The importer is part of a Django application; its modules are read before the clock starts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    importlib.import_module("funding.imports.resolution")


def resolution_of(register: Iterable[tuple[str, str]]) -> Any:
    """The importer's matcher, knowing these bodies."""
    from funding.imports.keys import EntityKeys
    from funding.imports.organization_index import Body, OrganizationIndex
    from funding.imports.resolution import Resolution

    index = OrganizationIndex()
    for key, name in register:
        if key not in index.bodies:
            index.add_body(Body(key, name, id=len(index.bodies) + 1))
        index.add_name(name, key, "exact")
    return Resolution(index, EntityKeys({}, set()), create_new=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("register", type=Path)
    parser.add_argument("mentions", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    given = parser.parse_args()
    measured = measure(read(given.register, "id", "name"), read(given.mentions, "name", "truth"))
    if given.json:
        print(json.dumps(measured, ensure_ascii=False))
    else:
        for name, value in measured.items():
            print(f"{name:<20} {value}")


if __name__ == "__main__":
    main()
