"""Words that matched, marked in a text. In: a text, the words looked for and their stems. Out: parts, marked or not."""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

WORD = re.compile(r"\w+", re.UNICODE)
# A stem of two letters would mark half of a text.
SHORTEST_STEM = 3
NEARLY = 65
# So many characters before and after the first word that matched.
AROUND = 70


@dataclass(frozen=True)
class Words:
    """What is looked for, and its stems as the database cuts them."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    text: str
    marked: bool


def plain(text: str) -> str:
    """Without capitals and accents, each letter at its place: only ligatures become longer."""
    letters = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def spans(text: str, words: Words) -> list[tuple[int, int]]:
    """Where the words stand: a part of a word as it was typed, else the whole word that has the stem."""
    wanted = [plain(piece) for word in words.words for piece in WORD.findall(word)]
    stems = [stem for stem in words.stems if len(stem) >= SHORTEST_STEM]
    found = []
    for match in WORD.finditer(text):
        word = plain(match[0])
        typed = next((one for one in wanted if one and one in word and (len(one) > 1 or one == word)), "")
        if typed and len(word) == len(match[0]):
            start = match.start() + word.index(typed)
            found.append((start, start + len(typed)))
        elif typed or any(word.startswith(stem) for stem in stems):
            found.append(match.span())
    return found


def cut(text: str, marked: list[tuple[int, int]]) -> list[Part]:
    done, parts = 0, []
    for start, end in marked:
        if start > done:
            parts.append(Part(text[done:start], False))
        parts.append(Part(text[start:end], True))
        done = end
    return [*parts, Part(text[done:], False)] if done < len(text) else parts


def parts(text: str, words: Words) -> list[Part]:
    return cut(text, spans(text, words))


def parts_nearly(text: str, words: list[str]) -> list[Part]:
    """The words of a text that are spelt nearly as one of those looked for."""
    wanted = [plain(word) for word in words]
    alike = [
        match.span()
        for match in WORD.finditer(text)
        if any(fuzz.ratio(plain(match[0]), word) >= NEARLY for word in wanted)
    ]
    return cut(text, alike)


def excerpt(text: str, words: Words) -> list[Part]:
    """The text around the first word that matched; nothing where none does."""
    found = spans(text, words)
    if not found:
        return []
    start = max(0, found[0][0] - AROUND)
    end = min(len(text), found[0][1] + AROUND)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", end) if end < len(text) and text.find(" ", end) > 0 else len(text)
    inside = [(first - start, last - start) for first, last in found if start <= first and last <= end]
    shown = cut(text[start:end], inside)
    before, after = [Part("… ", False)] if start else [], [Part(" …", False)] if end < len(text) else []
    return [*before, *shown, *after]
