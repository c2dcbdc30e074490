"""Letters of a page that are no part of its lines, and which way the page's text runs.

Comes in: the letters of a page as pdfplumber or playa found them. Goes out: those that are set aside, by number: a stamp
across the page (« COPIE »), whose letters would fall into cells and join rows, letters drawn a second time to look bold,
and the dots that lead from a name to its amount; the figures that stand raised at a text, as footnotes' do; and the quarter
turns of a sheet that was laid onto the page sideways.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

# A stamp's letters are tilted, or so many times larger than the others, which they lie over, and this large (points).
LARGER, LARGE = 3, 24
TILTED = 0.1
# A letter drawn again this near (parts of its size) makes it bold.
NEAR = 0.12
# So many dots in a row lead somewhere.
LEADING = 5
# A figure this small beside a letter, and raised by so much of its size, is a footnote's.
SMALL, RAISED = 0.78, 0.1
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Letter(NamedTuple):
    """`x` and `y` are its middle, `y` upwards; `matrix` is the text's, whose first two numbers say its direction."""

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
        -(character["top"] + character["bottom"]) / 2,
        character["size"],
        character["matrix"],
    )


def foot(matrix: Sequence[float]) -> tuple[int, int]:
    """Where a letter stands, for the one reader of a page as for the other."""
    return round(matrix[4]), round(matrix[5])


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


def upward(letters: Sequence[Letter]) -> bool:
    """Whether texts that lie on their side run upwards, as headings of narrow columns do."""
    return sum((letter.matrix[1] > 0) - (letter.matrix[1] < 0) for letter in letters if letter.matrix[0] == 0) > 0


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


def set_aside(letters: Sequence[Letter]) -> set[int]:
    """All letters that are no part of the page's lines."""
    return stamp(letters) | drawn_again(letters) | leaders(letters)


def leaders(letters: Sequence[Letter]) -> set[int]:
    """The dots of « Université Laval .......... 12 345 »: many in a row, each right after the last."""
    found: set[int] = set()
    run: list[int] = []
    for number, letter in enumerate(letters):
        if letter.text not in {".", "…", "·"}:
            run = []
            continue
        before = letters[run[-1]] if run else letter
        follows = 0 <= letter.x - before.x < 1.5 * letter.size and abs(letter.y - before.y) < 1
        run = [*run, number] if follows else [number]
        if len(run) == LEADING:
            found.update(run)
        elif len(run) > LEADING:
            found.add(number)
    return found


def raised(letters: Sequence[Letter]) -> dict[int, int]:
    """{number of a figure that stands raised: of the letter at whose right it stands}: « 28 183¹ » is no 281 831."""
    usual = median(letter.size for letter in letters) if letters else 0
    small = [number for number, letter in enumerate(letters) if letter.text.isdigit() and letter.size < SMALL * usual]
    if not small:
        return {}
    lines: dict[int, list[int]] = {}
    for number, letter in enumerate(letters):
        lines.setdefault(int(letter.y / usual), []).append(number)
    found: dict[int, int] = {}
    for number in sorted(small, key=lambda one: letters[one].x):
        letter = letters[number]
        near = [one for line in (-1, 0, 1) for one in lines.get(int(letter.y / usual) + line, ())]
        before = [one for one in near if one != number and _is_left_of(letters[one], letter)]
        base = max(before, key=lambda one: letters[one].x, default=number)
        base = found.get(base, base)
        if letter.size < SMALL * letters[base].size and letter.y - letters[base].y > RAISED * letters[base].size:
            found[number] = base
    return found


def _is_left_of(one: Letter, other: Letter) -> bool:
    return 0 < other.x - one.x < one.size and abs(other.y - one.y) < 0.6 * one.size
