"""How like a heading is to those that are known of each field.

Comes in: the label of a column, and the kind of record. Goes out: fields with their score, the likeliest first.
"""

import re
from functools import lru_cache

from rapidfuzz import fuzz, process

from funding.imports.headers import HEADINGS
from funding.imports.lexicon import folded

# A label is looked at once for each kind of record, and a sheet has up to 16,384 of them: what does not depend on the kind is
# worked out once.
MOST_LABELS = 20_000
# Every heading once, and its place among those of each kind.
ALL = [*dict.fromkeys(heading for headings in HEADINGS.values() for heading in headings)]
KNOWN = frozenset(ALL)
PLACES = {kind: {heading: place for place, heading in enumerate(headings)} for kind, headings in HEADINGS.items()}
LENGTHS = sorted({len(heading.split()) for headings in HEADINGS.values() for heading in headings})


@lru_cache(maxsize=MOST_LABELS)
def recognised(label: str, kind: str) -> tuple[tuple[str, float], ...]:
    """Fields that a heading may mean in a kind of record, with their likeness (0 to 1), the likeliest first."""
    scores: dict[str, float] = {}
    for text, weight in _forms(label):
        for name, score in _likeness(text, kind):
            scores[name] = max(scores.get(name, 0.0), score * weight)
    return tuple(sorted(scores.items(), key=lambda item: -item[1])[:4])


@lru_cache(maxsize=MOST_LABELS)
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
    likeliest: dict[str, float] = {}
    for text, weight in forms:
        plain = folded(text).strip(" $€£%.")
        likeliest[plain] = max(weight, likeliest.get(plain, 0.0))
    return [(text, weight) for text, weight in likeliest.items() if text]


def _likeness(text: str, kind: str) -> list[tuple[str, float]]:
    headings = HEADINGS[kind]
    if text in headings:
        return [(headings[text], 1.0)]
    found: list[tuple[str, float]] = []
    if len(text) > 3:
        spelled, sorted_words = _close(text)
        found += [(headings[heading], score / 100 * 0.93) for heading, score in _first(spelled, kind, 3)]
        found += [(headings[heading], score / 100 * 0.9) for heading, score in _first(sorted_words, kind, 2)]
    found += [
        (headings[phrase], (0.3 if begin else 0.4) + 0.45 * len(phrase) / len(text))
        for begin, phrase in _phrases(text)
        if phrase in headings
    ]
    return found


@lru_cache(maxsize=MOST_LABELS)
def _phrases(text: str) -> list[tuple[int, str]]:
    """(where it begins, the heading) of the headings of any kind that stand in the text."""
    words = text.split()
    found = []
    for begin, end in ((first, first + many) for first in range(len(words)) for many in LENGTHS):
        phrase = " ".join(words[begin:end])
        if len(phrase) > 4 and phrase in KNOWN and (begin == 0 or " " in phrase):
            found.append((begin, phrase))
    return found


@lru_cache(maxsize=MOST_LABELS)
def _close(text: str) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
    """The headings of any kind that are spelled almost so, and those whose words in any order are."""
    scorers = ((fuzz.ratio, 86), (fuzz.token_sort_ratio, 90))
    spelled, in_any_order = (
        [
            (heading, score)
            for heading, score, _ in process.extract(text, ALL, scorer=scorer, score_cutoff=least, limit=None)
        ]
        for scorer, least in scorers
    )
    return spelled, in_any_order


def _first(close: list[tuple[str, float]], kind: str, most: int) -> list[tuple[str, float]]:
    """The closest of a kind; of two as close, the one that stands first among its headings."""
    places = PLACES[kind]
    own = [one for one in close if one[0] in places]
    return sorted(own, key=lambda one: (-one[1], places[one[0]]))[:most]
