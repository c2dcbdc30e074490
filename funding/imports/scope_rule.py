"""The scope rule of a register: which rows are about what it watches, and by which words.

In: the register's themes (ScopeTheme), each with its words; a row's texts. Out: for each theme the words that were met,
with their place in the text, and the verdict: in scope where each theme has a word, in part where some have, else out.

A word stands for its inflected forms, French and English (« prédictif »: prédictifs, prédictive; « study »: studies). An
acronym is written in capitals and met in capitals only: « AI » is not « j’ai ».
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from funding.choices import ScopeVerdict
from funding.imports.names import FOLD
from projects.models import Register

# What a row says of itself, and the bodies it is for; the payer is left out: all that a ministry of health pays would be
# about health.
TEXTS = (
    *("title", "title_en", "project", "description", "description_en", "programme", "name", "note", "group_title"),
    *("recipient", "organization", "public_partner", "private_partner", "partner", "host", "lead", "label"),
)
# Endings of one word: where a word ends with one of them, it is met with any of its line.
ENDINGS = (
    ("if", "ifs", "ive", "ives"),
    ("al", "ale", "als", "ales", "aux"),
    ("el", "elle", "els", "elles"),
    ("eux", "euse", "euses"),
    ("ien", "ienne", "iens", "iennes"),
    ("er", "ere", "ers", "eres"),
    ("eau", "eaux"),
    ("y", "ies"),
)
ANY_OTHER = ("", "s", "e", "es")
WORD = re.compile(r"[^\W_]+")
TEXTS_KEPT = 20_000
# Words that are not inflected: « sciences de la vie ».
FIXED = 2


@dataclass(frozen=True, slots=True)
class Met:
    """A word of the rule that a text has: as the rule writes it, and from where to where it stands in the text."""

    theme: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    theme: str
    word: str
    forms: tuple[frozenset[str], ...]
    acronym: bool


@dataclass
class ScopeRule:
    """The themes in their order, {code: name}, and their terms by the forms of their first word."""

    themes: dict[str, str] = field(default_factory=dict)
    terms: defaultdict[str, list[Term]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def add(self, theme: str, word: str) -> None:
        forms = tuple(inflected(plain(part)) for part in WORD.findall(word))
        if not forms:
            return
        acronym = len(forms) == 1 and word.isupper()
        term = Term(theme, word, forms if not acronym else (frozenset({plain(word)}),), acronym)
        for form in term.forms[0]:
            self.terms[form].append(term)

    def met(self, text: str) -> Iterator[Met]:
        """The words of the rule in a text, in their order; the longest one where several begin at one place."""
        found = list(WORD.finditer(text))
        for place, term in self.standing([one[0] for one in found]):
            yield Met(term.theme, term.word, found[place].start(), found[place + len(term.forms) - 1].end())

    def standing(self, written: list[str]) -> Iterator[tuple[int, Term]]:
        """(place, term) for each term among the words of a text."""
        words = [plain(word) for word in written]
        if self.terms.keys().isdisjoint(words):
            return
        for place, word in enumerate(words):
            terms = [term for term in self.terms.get(word, ()) if stands(term, words, place, written[place])]
            if terms:
                yield place, max(terms, key=lambda term: len(term.forms))

    def texts(self, values: dict[str, Any]) -> list[str]:
        """What a row says of itself and of whom it is for."""
        return [str(values[name].get("value") or "") for name in TEXTS if name in values]

    def words(self, texts: Iterable[str]) -> dict[str, list[str]]:
        """{theme: words met} in the texts; each theme is there."""
        found: dict[str, dict[str, None]] = {theme: {} for theme in self.themes}
        for text in texts:
            for met in self.met(text):
                found[met.theme][met.word] = None
        return {theme: list(words) for theme, words in found.items()}

    def verdict(self, values: dict[str, Any], others: Iterable[str] = ()) -> ScopeVerdict:
        """What the rule says of a row: by its texts, and by its cells without a field."""
        found = frozenset[str]().union(*(self.themes_in(text) for text in (*self.texts(values), *others)))
        return verdict_of({theme: [theme] if theme in found else [] for theme in self.themes})

    def themes_in(self, text: str) -> frozenset[str]:
        """The themes with a word in a text; programmes and bodies stand in many rows, so the answer is kept."""
        known = self.known.get(text)
        if known is None:
            if len(self.known) >= TEXTS_KEPT:
                self.known.clear()
            known = self.known[text] = frozenset(term.theme for _place, term in self.standing(WORD.findall(text)))
        return known


def verdict_of(words: dict[str, list[str]]) -> ScopeVerdict:
    """In scope where each theme has a word, in part where some have."""
    if all(words.values()):
        return ScopeVerdict.IN
    return ScopeVerdict.PART if any(words.values()) else ScopeVerdict.OUT


def stands(term: Term, words: list[str], place: int, written: str) -> bool:
    """Do the words of the term follow one another from this place on?"""
    if term.acronym:
        return written.isupper()
    following = words[place : place + len(term.forms)]
    return len(following) == len(term.forms) and all(
        word in forms for word, forms in zip(following, term.forms, strict=True)
    )


@lru_cache(100_000)
def plain(word: str) -> str:
    return word.lower().replace("œ", "oe").replace("æ", "ae").translate(FOLD)


@lru_cache(10_000)
def inflected(word: str) -> frozenset[str]:
    """The forms of a folded word: plural and feminine, as French and English make them."""
    if len(word) <= FIXED:
        return frozenset({word})
    for endings in ENDINGS:
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                return frozenset(word[: len(word) - len(ending)] + other for other in endings)
    stem = word[:-1] if word[-1] in "es" and len(word) > FIXED + 1 else word
    return frozenset({word, *(stem + ending for ending in ANY_OTHER), *(word + ending for ending in ANY_OTHER)})


def rule_of(register: Register) -> ScopeRule | None:
    """The rule of a register; None where it has no themes."""
    rule = ScopeRule()
    for theme in register.scope_themes.order_by("position", "id"):
        rule.themes[theme.code] = theme.name
        for word in (*theme.words_fr, *theme.words_en):
            rule.add(theme.code, word)
    return rule if rule.themes else None
