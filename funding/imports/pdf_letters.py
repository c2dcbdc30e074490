"""Letters of a page that are no part of its lines, and which way the page's text runs.

Comes in: the letters of a page as pdfplumber or playa found them. Goes out: those that are set aside, by number: a stamp
across the page (« COPIE »), whose letters would fall into cells and join rows, and letters drawn a second time to look
bold; and the quarter turns of a sheet that was laid onto the page sideways.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

# A stamp's letters are tilted, or so many times larger than the others, which they lie over, and this large (points).
LARGER, LARGE = 3, 24
TILTED = 0.1
# A letter drawn again this near (parts of its size) makes it bold.
NEAR = 0.12


class Letter(NamedTuple):
    """`x` and `y` are its middle, `y` to either side; `matrix` is the text's, whose first two numbers say its direction."""

    text: str
    x: float
    y: float
    size: float
    matrix: tuple[float, ...]


def letter_of(character: Any) -> Letter:
    """Of a character of pdfplumber."""
    return Letter(
        character["text"],
        (character["x0"] + character["x1"]) / 2,
        (character["top"] + character["bottom"]) / 2,
        character["size"],
        character["matrix"],
    )


def turn(letters: Sequence[Letter]) -> int:
    """By how many degrees the page has to be turned for most of its text to run from left to right."""
    if _are_upright(letters):
        return 0
    ways = [0, 0, 0, 0]
    for letter in letters:
        along, up = letter.matrix[:2]
        ways[(0 if along >= 0 else 2) if abs(along) >= abs(up) else 1 if up > 0 else 3] += 1
    most = max(range(4), key=lambda way: ways[way])
    return most * 90 if ways[most] > len(letters) / 2 else 0


def stamp(letters: Sequence[Letter]) -> set[int]:
    """The letters of a text across the page."""
    if _are_upright(letters) and max((letter.size for letter in letters), default=0) < LARGE:
        return set()
    tilted = {number for number, letter in enumerate(letters) if _is_tilted(letter)}
    if len(tilted) > len(letters) / 2:
        return set()
    upright = [letter.size for number, letter in enumerate(letters) if number not in tilted]
    least = max(LARGE, LARGER * median(upright)) if upright else 0
    large = {number for number, letter in enumerate(letters) if letter.size >= least and number not in tilted}
    small = [letter for number, letter in enumerate(letters) if number not in large | tilted] if large else []
    over = {letters[number].size for number in large if any(_lies_over(letters[number], other) for other in small)}
    return tilted | {number for number in large if letters[number].size in over}


def _are_upright(letters: Sequence[Letter]) -> bool:
    return all(letter.matrix[1] == 0 < letter.matrix[0] for letter in letters)


def _is_tilted(letter: Letter) -> bool:
    along, up = map(abs, letter.matrix[:2])
    return along > TILTED * up and up > TILTED * along


def _lies_over(large: Letter, other: Letter) -> bool:
    return abs(large.x - other.x) < 0.3 * large.size and abs(large.y - other.y) < 0.3 * large.size


def drawn_again(letters: Sequence[Letter]) -> set[int]:
    """The letters that stand where the same letter already stands."""
    if len({(letter.text, int(letter.x), int(letter.y)) for letter in letters}) == len(letters):
        return set()
    order = sorted(range(len(letters)), key=lambda n: (letters[n].text, round(letters[n].y), letters[n].x))
    found = set()
    before = None
    for number in order:
        letter = letters[number]
        if before and letter.text == before.text and letter.text.strip() and _is_near(before, letter):
            found.add(number)
        else:
            before = letter
    return found


def _is_near(one: Letter, other: Letter) -> bool:
    reach = NEAR * one.size
    return abs(one.x - other.x) < reach and abs(one.y - other.y) < reach and abs(one.size - other.size) < 0.1
