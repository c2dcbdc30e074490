"""The colours of what stands in charts: seen on every ground, and the two sides told apart by any eye."""

import re

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text(encoding="utf-8")
SECTORS, SIDES = ("public", "parapublic", "private", "nonprofit"), ("commercial", "research")
GROUNDS = ("paper", "sheet", "hollow")
# How three kinds of colour-blindness see linear RGB (Machado, Oliveira and Fernandes, 2009, severity 1.0).
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0993), (-0.0039, -0.0481, 1.0520)),
    "no green": ((0.3673, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "no blue": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}
# A difference of 2.3 is just seen (CIE 1976); this is many times more.
FAR_APART = 40


def linear(token, dark):
    """(red, green, blue) from 0 to 1, in linear light."""
    light_and_dark = re.search(rf"--{token}: light-dark\((#\w{{6}}), (#\w{{6}})\)", TOKENS)
    colour = light_and_dark[1 + dark]
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    low, high = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour):
    red, green, blue = colour
    white = (0.9505, 1, 1.089)
    x, y, z = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue),
        (0.2126 * red + 0.7152 * green + 0.0722 * blue),
        (0.0193 * red + 0.1192 * green + 0.9505 * blue),
    )
    x, y, z = (
        max(part / whole, 0) ** (1 / 3) if part / whole > 0.008856 else 7.787 * part / whole + 16 / 116
        for part, whole in zip((x, y, z), white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour, eye):
    return [min(1, max(0, sum(a * b for a, b in zip(row, colour, strict=True)))) for row in eye]


@pytest.mark.parametrize("dark", [False, True])
def test_each_mark_stands_out_from_each_ground(dark):
    faint = [
        (mark, ground)
        for mark in (*SECTORS, *SIDES, "thread-fill", "signal", "caution", "void", "edge")
        for ground in GROUNDS
        if contrast(linear(mark, dark), linear(ground, dark)) < 3
    ]
    assert faint == []


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_a_line_of_the_hatching(dark):
    words = ("ink", "ink-2", "signal", "thread", *SECTORS)
    assert [word for word in words if contrast(linear(word, dark), linear("void-faint", dark)) < 4.5] == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eye", EYES)
def test_any_eye_tells_the_two_sides_apart(eye, dark):
    one, other = (lab(seen(linear(side, dark), EYES[eye])) for side in SIDES)
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > FAR_APART


def test_the_two_sides_have_no_colour_of_a_sector():
    for dark in (False, True):
        assert not {tuple(linear(side, dark)) for side in SIDES} & {tuple(linear(one, dark)) for one in SECTORS}
