"""How like a heading is to those that are known of each field.

Comes in: the label of a column, and the kind of record. Goes out: fields with their score, the likeliest first.
"""

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from funding.imports.headers import HEADINGS
from funding.imports.lexicon import folded

LENGTHS = sorted({len(heading.split()) for headings in HEADINGS.values() for heading in headings})


@lru_cache(maxsize=20_000)
def recognised(label: str, kind: str) -> tuple[tuple[str, float], ...]:
    """Fields that a heading may mean in a kind of record, with their likeness (0 to 1), the likeliest first."""
    scores: dict[str, float] = {}
    for text, weight in _forms(label):
        for name, score in _likeness(text, kind):
            scores[name] = max(scores.get(name, 0.0), score * weight)
    return tuple(sorted(scores.items(), key=lambda item: -item[1])[:4])


def _forms(label: str) -> list[tuple[str, float]]:
    """The heading whole, without what stands in brackets, and by its levels (the lowest counts most)."""
    bare = re.sub(r"\([^)]*\)|\[[^]]*\]|[\u00b9\u00b2\u00b3\u2070-\u2079*†]", " ", label)
    levels = bare.split(" – ")
    forms = [(label, 1.0), (bare, 0.99)]
    if len(levels) > 1:
        forms += [(levels[-1], 0.96), (" ".join((levels[0], levels[-1])), 0.95), (levels[0], 0.8)]
    halves = re.split(r"\s*[/|]\s*", bare)
    if len(halves) == 2:
        forms += [(halves[0], 0.94), (halves[1], 0.93)]
    return [(folded(text).strip(" $€£%."), weight) for text, weight in forms if folded(text).strip(" $€£%.")]


def _likeness(text: str, kind: str) -> list[tuple[str, float]]:
    headings = HEADINGS[kind]
    if text in headings:
        return [(headings[text], 1.0)]
    found: list[tuple[str, float]] = []
    if len(text) > 3:
        for heading, score, _ in process.extract(text, headings.keys(), scorer=fuzz.ratio, score_cutoff=86, limit=3):
            found.append((headings[heading], score / 100 * 0.93))
        for heading, score, _ in process.extract(
            text, headings.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=90, limit=2
        ):
            found.append((headings[heading], score / 100 * 0.9))
    words = text.split()
    for begin, end in ((first, first + many) for first in range(len(words)) for many in LENGTHS):
        phrase = " ".join(words[begin:end])
        if len(phrase) > 4 and phrase in headings and (begin == 0 or " " in phrase):
            found.append((headings[phrase], (0.3 if begin else 0.4) + 0.45 * len(phrase) / len(text)))
    return found
