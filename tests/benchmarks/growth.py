"""Lines over the number of awards, both on logarithmic scales. In: what was measured. Out: an SVG that stands by itself."""

from html import escape
from math import ceil, floor, log10
from typing import Any

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 840, 360, 60, 20, 380, 40
COLOURS = ("#1f4e79", "#b5482a", "#5a7d2b", "#7a4e9e", "#8a6d1d")


def plot(lines: list[Any]) -> str:
    """The lines whose unit is milliseconds and that a page or a search is about."""
    drawn = [line for line in lines if line.unit == "ms" and "first byte" not in line.work]
    sizes = sorted({size for line in drawn for size in line.values})
    values = [value for line in drawn for value in line.values.values()]
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    across = lambda size: LEFT + scaled(log10(size), log10(sizes[0]), log10(sizes[-1])) * (WIDTH - LEFT - RIGHT)  # noqa: E731
    up = lambda value: HEIGHT - BOTTOM - scaled(log10(value), low, high) * (HEIGHT - TOP - BOTTOM)  # noqa: E731
    parts = [grid(up, power) for power in range(low, high + 1)]
    parts += [text(across(size), HEIGHT - BOTTOM + 20, f"{size:,}", "middle") for size in sizes]
    for place, line in enumerate(drawn):
        points = " ".join(f"{across(size):.1f},{up(value):.1f}" for size, value in sorted(line.values.items()))
        colour = COLOURS[place % len(COLOURS)]
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        who = line.who.strip("*")
        words = f"{who}: {line.work}"
        parts.append(f'<rect x="{WIDTH - RIGHT + 20}" y="{TOP + 24 * place}" width="14" height="4" fill="{colour}"/>')
        parts.append(text(WIDTH - RIGHT + 40, TOP + 24 * place + 6, words, "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{"".join(parts)}'
        f"{text(LEFT, HEIGHT - 6, 'awards in the register', 'start')}{text(6, 14, 'milliseconds', 'start')}</svg>\n"
    )


def scaled(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low) if high > low else 0.5


def grid(up: Any, power: int) -> str:
    y = up(10**power)
    rule = f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>'
    return rule + text(LEFT - 6, y + 4, f"{10**power:,}", "end")


def text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#222">{escape(words)}</text>'
