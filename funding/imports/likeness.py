"""Which bodies have a name like this one: words counted over all known names, the rarest telling most.

In: names in their normal form with the key of their body, then a normal form. Out: the bodies that are like it, the
likeliest first, each with the known name that is closest.

A word weighs by how few bodies have it; places, legal forms and ordinary words weigh little. A word is found also where
it has a typing error, is cut short, or is written in one with its neighbour (« 3 D Datacomm », « 3D DATA COMM »).
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from rapidfuzz import fuzz, process

from funding.imports.name_words import LITTLE, ONE_FORM, VETO

# A word of these many letters or more may have a typing error; a shorter one would be another word.
SHORTEST = 4
LIKE_WORD = 74
# What a word that is only like another tells, of what the same word tells.
ONLY_LIKE = 0.7
# Bodies looked at name by name; below the first few, none was ever the right one [measured].
LOOKED_AT = 5
# A word that this many bodies have says nothing of which one is meant, where the name has rarer ones.
EVERYWHERE = 60
LITTLE_WEIGHT = 0.15
# The part of a body's names that a word must be in to name it.
IN_MOST = 0.6
# What an acronym tells of a name whose words begin with its letters.
INITIALS = 0.5
# Below this, the words found say nothing.
FAINT, SAME_LETTERS = 0.7, 76

# Names of which something is remembered: a worker lives for months, and each file has others.
REMEMBERED = 50_000

# A legal form written against the word before it: « consultantinc », « companyltd ».
GLUED = re.compile(r"(?<=\w{4})(?:inc|ltd|ltee)$")


@dataclass(frozen=True, slots=True)
class Like:
    """A body whose names are like the one asked for: `name` is the closest of them, in its normal form."""

    key: str
    score: float
    name: str
    ratio: float


@lru_cache(REMEMBERED)
def one_form(form: str) -> tuple[str, ...]:
    """The words of a normal form, each in the one form that abbreviations and translations of it share."""
    words = (GLUED.sub("", word.strip("+*!?")) or word for word in form.split())
    return tuple(ONE_FORM.get(word, word) for word in words)


def joined(form: str) -> Iterable[str]:
    """Neighbours written in one: « data comm » is « datacomm », « r g t » is « rgt »."""
    words = form.split()
    yield from (first + second for first, second in pairwise(words))
    for first, second, third in zip(words, words[1:], words[2:], strict=False):
        if len(first) <= 2 or len(second) <= 2:
            yield first + second + third


def initials(form: str) -> str:
    """« chambre regionale economie sociale »: « cres »; empty for two words or fewer."""
    words = form.split()
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def pieces(word: str) -> set[str]:
    """What two spellings of a word share: the word without one of its letters, its beginning or its end."""
    without_one = {word[:place] + word[place + 1 :] for place in range(len(word))}
    return without_one | {word, "^" + word[:4], word[-4:] + "$"}


def swapped(word: str) -> Iterable[str]:
    """« imb » for « ibm »: three letters, two neighbours of which changed places."""
    return (word[1] + word[0] + word[2], word[0] + word[2] + word[1]) if len(word) == 3 and word.isalpha() else ()


class Likeness:
    """All known names, by word. Built once; then asked as often as there are names."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.words: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.forms: defaultdict[str, list[str]] = defaultdict(list)
        self.written_in_one: defaultdict[str, set[str]] = defaultdict(set)
        self.initials: defaultdict[str, set[str]] = defaultdict(set)
        for form, key in names:
            self.forms[key].append(form)
            self.written_in_one[form.replace(" ", "")].add(key)
            self.initials[initials(form)].add(key)
            for word in {*one_form(form), *joined(form)}:
                self.words[word][key] += 1
        self.sorted_forms = {key: [in_order(form) for form in forms] for key, forms in self.forms.items()}
        written = {word for forms in self.forms.values() for form in forms for word in one_form(form)}
        self.long_words = sorted(word for word in written if len(word) >= SHORTEST and not word[0].isdigit())
        self.pieces: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.long_words:
            for piece in pieces(word):
                self.pieces[piece].append(word)
        self.all_letters = list(self.written_in_one)
        self.cores: dict[str, tuple[set[str], int]] = {}
        self.weights: dict[str, float] = {}
        self.found: dict[str, dict[str, float]] = {}

    def weight(self, word: str) -> float:
        """1 for a word that one body has, less the more have it; little for one that only says what a body does."""
        known = self.weights.get(word)
        if known is None:
            bodies = len(self.forms) + 1
            known = log(1 + bodies / (1 + len(self.words.get(word, ())))) / log(1 + bodies / 2)
            known *= self.said_by(word)
            self.weights[word] = known
        return known

    def said_by(self, word: str) -> float:
        """How much a word of its sort tells; a place tells more where one body alone is called by it (« Alberta »)."""
        if word not in LITTLE:
            return 0.6 if len(word) < 3 else 1
        bodies = self.words.get(word)
        owned = bodies is not None and bodies.total() >= 3 and max(bodies.values()) >= 0.8 * bodies.total()
        return 0.6 if owned else LITTLE_WEIGHT

    def ordinary(self, word: str) -> bool:
        """A word that does not name: it is one of the listed ones, or many bodies of the register have it."""
        return word in LITTLE or len(self.words.get(word, ())) > max(8, len(self.forms) / 100)

    def core(self, key: str) -> tuple[set[str], int]:
        """The words that name a body in most of its known names, and how many other naming words they vary by."""
        known = self.cores.get(key)
        if known is None:
            forms = [one_form(form) for form in self.forms[key]]
            counted = Counter(word for form in forms for word in set(form) if self.naming(word))
            core = {word for word, count in counted.items() if count >= IN_MOST * len(forms)}
            known = self.cores[key] = core, len(counted) - len(core)
        return known

    def naming(self, word: str) -> bool:
        """A word that tells which body is meant, not of what kind it is, and no number."""
        return word not in VETO and not self.ordinary(word) and not word[0].isdigit()

    def near_words(self, word: str) -> list[tuple[str, float]]:
        """Known words that are this one with a typing error or cut short, and how sure that is."""
        if word in LITTLE and word in self.words:
            return []
        if len(word) < SHORTEST or word[0].isdigit():
            return [(other, 0.5) for other in swapped(word) if other in self.words]
        alike = sorted({other for piece in pieces(word) for other in self.pieces.get(piece, ())})
        like = process.extract(word, alike, scorer=fuzz.ratio, score_cutoff=LIKE_WORD, limit=8)
        found = {other: (score / 100) ** 2 for other, score, _place in like if other != word}
        for other in self.beginning_with(word):
            found.setdefault(other, 0.2 + 0.6 * len(word) / len(other))
        for length in range(SHORTEST, len(word)):
            if word[:length] in self.words:
                found.setdefault(word[:length], 0.2 + 0.6 * length / len(word))
        return list(found.items())

    def beginning_with(self, word: str) -> Iterable[str]:
        place = bisect_left(self.long_words, word)
        while place < len(self.long_words) and self.long_words[place].startswith(word):
            if self.long_words[place] != word:
                yield self.long_words[place]
            place += 1

    def told_by(self, word: str) -> dict[str, float]:
        """{key: how much the word speaks for the body}: more where all its names have it and no other's do."""
        told = self.found.get(word)
        if told is None:
            told = self.found[word] = {}
            known = word in self.words
            near = [(other, sure * (ONLY_LIKE if known else 1)) for other, sure in self.near_words(word)]
            for other, sure in [(word, 1.0), *near] if known else near:
                bodies = self.words[other]
                weight, everywhere = self.weight(other) * sure, bodies.total()
                for key, count in bodies.items():
                    share = 0.35 + 0.65 * sqrt(count / len(self.forms[key]))
                    said = weight * share * (0.6 + 0.4 * count / everywhere)
                    if said > told.get(key, 0):
                        told[key] = said
            if len(word) >= 3:
                for key in self.initials.get(word, ()):
                    told[key] = max(told.get(key, 0), INITIALS)
        return told

    def like(self, form: str) -> list[Like]:
        """The bodies whose names are like this one, the likeliest first."""
        words = one_form(form)
        scores: defaultdict[str, float] = defaultdict(float)
        others = (word for word in (*joined(form), initials(form)) if word in self.words)
        asked = [*words, *others]
        told = sorted((self.told_by(word) for word in dict.fromkeys(asked)), key=len)
        for number, bodies in enumerate(told):
            if len(bodies) > EVERYWHERE and number and scores:
                bodies = {key: bodies[key] for key in scores if key in bodies}  # noqa: PLW2901
            for key, said in bodies.items():
                scores[key] += said
        whole = max(sum(self.weight(word) for word in words), 0.2)
        likeliest = sorted((-score, key) for key, score in scores.items())[:LOOKED_AT]
        ordered = in_order(form)
        found = [self.closest(key, ordered, -score / whole) for score, key in likeliest]
        if not found or max(one.score for one in found) < FAINT:
            found.extend(self.by_letters(form, {one.key for one in found}))
        return sorted(found, key=lambda one: (-one.score, one.key))

    def by_letters(self, form: str, already: set[str]) -> Iterable[Like]:
        """Where no word leads anywhere: names with nearly the same letters, whatever their words."""
        letters = form.replace(" ", "")
        known = process.extract(letters, self.all_letters, scorer=fuzz.ratio, score_cutoff=SAME_LETTERS, limit=3)
        for other, ratio, _place in known:
            for key in sorted(self.written_in_one[other] - already):
                already.add(key)
                yield Like(key, ratio / 100, self.forms[key][0], ratio)

    def closest(self, key: str, ordered: str, told: float) -> Like:
        _form, ratio, place = process.extractOne(ordered, self.sorted_forms[key], scorer=fuzz.ratio)
        return Like(key, told + ratio / 100, self.forms[key][place], ratio)


@lru_cache(REMEMBERED)
def in_order(form: str) -> str:
    """The words in alphabetical order: the order in which a name has them does not count."""
    return " ".join(sorted(one_form(form)))
