"""When a likeness is enough to link without a human, and the reason in a word; else what speaks against it.

In: a name in its normal form and the bodies that are like it. Out: a Ruling. Each rule is one a reviewer can check by
looking at the two names; no score alone ever links.

The rules, measured on labelled names (docs/resolution.md): written in one, another order of the same words, a typing
error or a word cut short, only a place or ordinary words differ, and the one word that all known names of a body share.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from funding.imports.likeness import REMEMBERED, Like, Likeness, in_order, one_form
from funding.imports.name_words import LITTLE, VETO, WHERE

# Fewer letters than these are an acronym: two of them that are alike are two bodies.
SHORT_NAME = 4
# Known names that must share a word before the word alone stands for the body, and the part of its names that have it.
NAMES_THAT_TEACH = 3
VARIANTS, VARIED = 1, 6
# What the naming words of two names must weigh together (see Likeness.weight; 1 is a word that one body has).
ENOUGH = 0.8
NAMES_COMPARED = 5
# Programs cut names off at 30 letters or more; small words are gone from these.
CUT_AT = 20
# Words that a name must have to be told by its abbreviated words, and the part of their letters that must be there.
FEWEST_WORDS, MOST_LETTERS = 3, 0.6
ASSOCIATION, MINISTRY = "association", "ministere"
LIKE_ENOUGH = 75.0
# Below this, two names without a naming word in common differ by more than a typing error.
SAME_BUT_SPELLING = 80.0
LISTED = LITTLE | VETO
LONG_LITTLE = sorted(word for word in LITTLE - VETO - WHERE if len(word) > SHORT_NAME)
# From here on two words may be one, misspelt: enough for a human to look, not for a machine to link.
LIKE_WORD = 80


@dataclass(frozen=True, slots=True)
class Ruling:
    """`key` is empty where a human must look; `why` and `parameters` say the reason in either case."""

    key: str
    why: str
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two names word by word: what both have, what is misspelt, what the first and what the second alone has."""

    name: str
    same: tuple[str, ...]
    misspelt: tuple[tuple[str, str], ...]
    more: tuple[str, ...]
    less: tuple[str, ...]

    @property
    def alone(self) -> tuple[str, ...]:
        return self.more + self.less


def misspelt(one: str, other: str, last: bool) -> bool:
    """Is it the same word, with a typing error or cut short?"""
    if one[0].isdigit() or other[0].isdigit() or (one in VETO and other in VETO):
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORT_NAME:
        return False
    cut_short = longer.startswith(shorter) and (last or longer in LITTLE or len(shorter) > SHORT_NAME)
    return cut_short or mistyped(one, other)


def mistyped(one: str, other: str) -> bool:
    """One letter is wrong, missing, too many or at its neighbour's place; two of them in a long word."""
    return OSA.distance(one, other, score_cutoff=2) <= (1 if min(len(one), len(other)) < 2 * SHORT_NAME else 2)


@lru_cache(REMEMBERED)
def difference(form: str, other: str) -> Difference:
    """Compare two normal forms; each word has one counterpart at most."""
    first, second = one_form(form), one_form(other)
    same = tuple(word for word in dict.fromkeys(first) if word in second)
    left, right = [word for word in first if word not in same], [word for word in second if word not in same]
    pairs = []
    for word in list(left):
        for like in right:
            if misspelt(word, like, last=word == first[-1] or like == second[-1]):
                pairs.append((word, like))
                left.remove(word)
                right.remove(like)
                break
    return Difference(other, same, tuple(pairs), tuple(left), tuple(right))


def rule(form: str, likely: Sequence[Like], known: Likeness) -> Ruling:
    """Which of the likely bodies the name means, if one of the rules says so."""
    if ruling := written_in_one(form, known):
        return ruling
    if not likely:
        return Ruling("", "nothing")
    best = likely[0]
    if best.ratio < SAME_BUT_SPELLING and not any(
        known.naming(word) and best.key in known.told_by(word) for word in one_form(form)
    ):
        return doubt(difference(form, best.name), best)
    found = [difference(form, other) for other in closest_names(form, best.key, known)]
    for each in (same_words, cut_off, typing_error, abbreviated, little_words, but_for_association):
        for between in found:
            if ruling := each(form, between, likely, known):
                return ruling
    return own_word(form, best.key, known) or doubt(found[0], best)


def closest_names(form: str, key: str, known: Likeness) -> list[str]:
    ordered = in_order(form)
    close = process.extract(ordered, known.sorted_forms[key], scorer=fuzz.ratio, limit=NAMES_COMPARED)
    return [known.forms[key][place] for _form, _ratio, place in close]


def written_in_one(form: str, known: Likeness) -> Ruling | None:
    """« 3 D DATA COMM » is « 3D Datacomm »."""
    letters = form.replace(" ", "")
    bodies = known.written_in_one.get(letters, ())
    if len(bodies) == 1 and len(letters) >= SHORT_NAME:
        return Ruling(next(iter(bodies)), "written-in-one")
    return None


def same_words(form: str, between: Difference, likely: Sequence[Like], known: Likeness) -> Ruling | None:
    """The same words in another order, abbreviated or in the other language."""
    if between.alone or between.misspelt or another_is_as_like(form, likely):
        return None
    if letters_alone(form) != letters_alone(between.name):
        return None
    same_letters = sorted(form.split()) == sorted(between.name.split())
    return Ruling(likely[0].key, "order" if same_letters else "other-form", {"name": between.name})


def letters_alone(form: str) -> list[str]:
    """« C. B. A. » is not « A. B. C. »: letters that stand alone keep their order."""
    return [word for word in form.split() if len(word) == 1]


def cut_off(form: str, between: Difference, likely: Sequence[Like], known: Likeness) -> Ruling | None:
    """« Aimer nourrir aider instruire pa »: a long name that stops within a word, and the only one that begins so."""
    shorter, longer = sorted((form, between.name), key=len)
    if len(shorter) < CUT_AT or not longer.startswith(shorter) or longer[len(shorter) :][:1] in ("", " "):
        return None
    if any(name.startswith(shorter) for other in likely[1:] for name in known.forms[other.key]):
        return None
    return Ruling(likely[0].key, "cut-off", {"name": between.name})


def typing_error(form: str, between: Difference, likely: Sequence[Like], known: Likeness) -> Ruling | None:
    """Every word has its counterpart, with typing errors, and a word that names is the same or long enough for one."""
    if between.alone or not between.misspelt or another_is_as_like(form, likely):
        return None
    sure = any(known.naming(word) for word in between.same if len(word) >= SHORT_NAME)
    if not sure and not any(long_enough(pair, between, known) for pair in between.misspelt):
        return None
    return Ruling(likely[0].key, "near", {"score": round(fuzz.ratio(form, between.name)), "name": between.name})


def abbreviated(form: str, between: Difference, likely: Sequence[Like], known: Likeness) -> Ruling | None:
    """« Confédération oeuvr laiq vacance »: the same words in the same order, some cut short, and no other name fits."""
    if not is_abbreviation(form, between.name) or not any(map(known.naming, one_form(between.name))):
        return None
    if any(is_abbreviation(form, name) for other in likely[1:4] for name in known.forms[other.key]):
        return None
    return Ruling(likely[0].key, "abbreviated", {"name": between.name})


@lru_cache(REMEMBERED)
def is_abbreviation(form: str, other: str) -> bool:
    """Word by word the same or the beginning of it, by three letters or more, and most letters are there."""
    first, second = one_form(form), one_form(other)
    if len(first) != len(second) or len(first) < FEWEST_WORDS:
        return False
    pairs = [sorted(pair, key=len) for pair in zip(first, second, strict=True)]
    cut = [(shorter, longer) for shorter, longer in pairs if shorter != longer]
    if any(
        len(shorter) < SHORT_NAME - 1 or shorter in VETO or not longer.startswith(shorter) for shorter, longer in cut
    ):
        return False
    return sum(len(shorter) for shorter, _ in pairs) >= MOST_LETTERS * sum(len(longer) for _, longer in pairs)


def but_for_association(form: str, between: Difference, likely: Sequence[Like], known: Likeness) -> Ruling | None:
    """« Association Voltigeurs » is « Voltigeurs », where nothing else says what sort of body it is, and no other has the
    words."""
    if between.alone != (ASSOCIATION,) or between.misspelt or any(word in VETO for word in between.same):
        return None
    naming = [word for word in between.same if known.naming(word)]
    if sum(known.weight(word) for word in naming) < ENOUGH or another_is_as_like(form, likely):
        return None
    if any({*between.same} <= {*one_form(name)} for other in likely[1:4] for name in known.forms[other.key]):
        return None
    return Ruling(likely[0].key, "ordinary-words", {"words": ASSOCIATION, "name": between.name})


def long_enough(pair: tuple[str, str], between: Difference, known: Likeness) -> bool:
    """A long word that names beside a word that is the same; or a listed word (« univeristé ») beside two."""
    one, other = pair
    if known.naming(one) and known.naming(other):
        return len(one) > SHORT_NAME + 1 and bool(between.same) and mistyped(one, other)
    return (one in LISTED) != (other in LISTED) and len(between.same) >= 2


def another_is_as_like(form: str, likely: Sequence[Like]) -> bool:
    """Does another body also have a name that differs by spelling only?"""
    return any(other.ratio >= LIKE_ENOUGH and not difference(form, other.name).alone for other in likely[1:4])


def little_words(form: str, between: Difference, likely: Sequence[Like], known: Likeness) -> Ruling | None:
    """One name only has a place or ordinary words more, and no other body has the words that name this one.

    Never of a ministry: where it is and what it deals with are its name (« Ministère des Finances de l’Ontario »).
    Where both have such words that the other has not, the body must be known by enough names that vary as these do.
    """
    strange = [word for word in between.alone if word in VETO or not little(word)]
    if strange or not between.alone or MINISTRY in between.same:
        return None
    naming = [word for word in between.same if known.naming(word)]
    if sum(known.weight(word) for word in naming) < ENOUGH:
        return None
    bearers = [known.words[word] for word in naming]
    key = likely[0].key
    if set.intersection(*map(set, bearers)) != {key}:
        return None
    taught = min(each[key] for each in bearers) >= NAMES_THAT_TEACH
    if between.more and between.less and not taught:
        return None
    if len(naming) == 1 and not taught and not all(word in WHERE for word in between.alone):
        return None
    return Ruling(key, "ordinary-words", {"words": ", ".join(between.alone[:4]), "name": between.name})


@lru_cache(REMEMBERED)
def little(word: str) -> bool:
    """A listed word that does not name, also with a typing error: « limted », « technoloy »."""
    if word in LITTLE or len(word) <= SHORT_NAME:
        return word in LITTLE
    alike = (listed for piece in without_one(word) for listed in LITTLE_BY_PIECE.get(piece, ()))
    return any(OSA.distance(word, listed, score_cutoff=1) <= 1 for listed in alike)


def without_one(word: str) -> set[str]:
    """The word, and the word without each of its letters: two words one typing error apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


LITTLE_BY_PIECE: defaultdict[str, list[str]] = defaultdict(list)
for _word in LONG_LITTLE:
    for _piece in without_one(_word):
        LITTLE_BY_PIECE[_piece].append(_word)


def own_word(form: str, key: str, known: Likeness) -> Ruling | None:
    """All words that name the body in its known names are there, the first of them is its own, and the rest varies."""
    words = one_form(form)
    naming = [word for word in words if known.naming(word)]
    core, variants = known.core(key)
    if MINISTRY in words or not naming or naming[0] not in core or not core.issubset(words) or variants < VARIANTS:
        return None
    if len(known.forms[key]) < NAMES_THAT_TEACH:
        return None
    if len(naming[0]) < SHORT_NAME - 1 or len(known.words[naming[0]]) != 1:
        return None
    strange = [word for word in words if key not in known.told_by(word) and (word in VETO or known.naming(word))]
    if len(strange) > (variants >= VARIED) or any(word in VETO or word in known.words for word in strange):
        return None
    return Ruling(key, "own-word", {"word": naming[0], "names": len(known.forms[key])})


def doubt(between: Difference, best: Like) -> Ruling:
    """What a human is told: the word that makes two bodies of the names, or that they are close."""
    vetoes = [word for word in between.alone if word in VETO or word[0].isdigit()]
    word = next(iter([*vetoes, *between.alone]), "")
    return Ruling(
        "", "veto" if word else "close", {"word": word} if word else {"score": round(best.ratio), "name": best.name}
    )


def veto(form: str, other: str) -> str:
    """The word that makes two bodies of two names that look alike; empty where there is none.

    Numbers must be the same; any other word needs a like one on the other side, a misspelling of it, and two words that
    make two bodies of two names are no misspelling of each other.
    """
    first, second = set(one_form(form)), set(one_form(other))
    pairs = [(word, second - first) for word in first - second] + [(word, first - second) for word in second - first]
    for word, others in sorted(pairs, key=lambda pair: (pair[0] not in VETO, pair[0])):
        misspelt_here = [like for like in others if fuzz.ratio(word, like) >= LIKE_WORD]
        if word in VETO:
            misspelt_here = [like for like in misspelt_here if like not in VETO]
        if not misspelt_here or any(letter.isdigit() for letter in word):
            return word
    return ""
