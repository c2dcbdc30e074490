"""Charts: what they draw, in the site's tokens, with SVG traces, and without Django."""

import ast
import json
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from funding import chart_bars, chart_flow, chart_marks, chart_sides, charts
from funding.chart_bars import Series
from funding.chart_marks import Band, Span
from funding.chart_sides import Pair
from funding.charts import Bar, Words

WORDS = Words("fr", "Titre", "Source : étude", "Résumé")
INVENTED = Words("en", "Title", "Source", "Summary", invented="invented data")
ROOT = Path(charts.__file__).resolve().parent.parent


def number(value):
    return Decimal(str(value))


def drawn():
    points = [(number(0), number(0)), (number(0.5), number(0.1)), (number(1), number(1))]
    bars = [Bar("Hôpital <b>", number(48), "48", sector="public"), Bar("X" * 60, number(3), "3")]
    pairs = [Pair("Dollars", (number(145.7), "145,7 M$"), (number(4.83), "4,83 M$"))]
    labels = ["< 10 k$", "10 k$"]
    for words in (WORDS, INVENTED):
        top = (number(0.5), number(0.1), "les premiers")
        yield charts.lorenz(points, words, across="organisations", up="part", even="parts égales", top=top)
        yield charts.lorenz(points, words, across="organisations", up="part", even="parts égales")
        yield charts.ranked_bars(bars, words)
        yield chart_sides.two_sides(pairs * 3, words, commercial="Projets commerciaux", research="Recherche publique")
        yield chart_sides.squares(number(32), words, many="32 $", one="1 $")
        yield chart_sides.distribution([1, 1], [0, 1], words, names=("a", "b"), labels=labels, across="$")
        series = [
            Series("Retracé", charts.THREAD, (number(8.68), number(0)), ("8,68 M$", "0 $")),
            Series("Non publié", charts.EDGE, (number(55), number(3)), ("55 M$", "3 $"), hatched=True),
        ]
        yield chart_bars.parts(["MEDTEQ <i>", "B"], series, words, totals=["63,68 M$", "3 $"])
        yield chart_bars.columns(["2021", "2022"], series, words, up="$")
        yield chart_bars.columns(["2021", "2022"], series[:1], words, up="$", across="année")
        bands = [Band(number(1_000), "peu"), Band(number(1_800), "moyen"), Band(number(10_000), "très")]
        yield chart_marks.scale(number(1_011), (number(900), number(4_000)), bands, words)
        yield chart_marks.scale(number(0), None, bands, words)
        yield chart_bars.ranked_with_landmarks(bars, words, [(number(20), "20 jours"), (number(30), "30 jours")])
        rows = [Span("A", 2018.5, 2021.0, "achetée"), Span("B <b>", 2020.0, 2020.0, "faillite", open=True)]
        yield chart_marks.spans(rows, words)


def strings(part):
    if isinstance(part, dict):
        for value in part.values():
            yield from strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from strings(value)
    elif isinstance(part, str):
        yield part


def test_it_imports_nothing_from_django():
    for name in ("funding/charts.py", "funding/chart_bars.py", "funding/chart_marks.py", "projects/numbers.py"):
        tree = ast.parse((ROOT / name).read_text())
        modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        assert not [module for module in modules if module and module.startswith("django")]


def test_every_trace_is_svg_and_nothing_is_in_a_legend():
    for figure in drawn():
        assert {trace["type"] for trace in figure["data"]} <= {"scatter", "bar"}
        assert figure["layout"]["showlegend"] is False
        assert figure["layout"]["meta"]["summary"]
        json.dumps(figure, allow_nan=False)


def test_colours_are_tokens_that_exist():
    tokens = set(re.findall(r"^\s*(--[a-z0-9-]+):", (ROOT / "static/css/tokens.css").read_text(), re.MULTILINE))
    used = {text for figure in drawn() for text in strings(figure) if text.startswith("token:")}
    assert used
    assert {text.replace("token:", "--") for text in used} <= tokens
    assert not [text for figure in drawn() for text in strings(figure) if re.search("#[0-9A-Fa-f]{3,8}|rgb\\(", text)]


def test_no_word_is_an_inline_style():
    texts = [text for figure in drawn() for text in strings(figure)]
    assert not [text for text in texts if re.search("<(b|i|span|sup|sub|em|a)[ >]", text)]


def test_an_invented_chart_says_so_on_itself():
    figures = list(drawn())
    half = len(figures) // 2
    said = ["invented data" in json.dumps(figure) for figure in figures]
    assert said == [False] * half + [True] * half


def test_numbers_follow_the_language():
    figures = list(drawn())
    assert figures[0]["layout"]["separators"] == ",\u202f"
    assert figures[-1]["layout"]["separators"] == ".,"
    assert "25\u00a0%" in figures[0]["layout"]["xaxis"]["ticktext"]


def test_the_lorenz_curve_keeps_its_ends_however_many_points():
    points = [(Decimal(place) / 5_000, Decimal(place**2) / 25_000_000) for place in range(5_001)]
    thin = charts.thinned(points)
    assert len(thin) <= charts.MOST_POINTS + 1 and thin[0] == points[0] and thin[-1] == points[-1]
    assert charts.thinned(points[:3]) == points[:3]


def test_a_bar_says_its_sector_by_shape_and_colour_and_cuts_long_names():
    figure = list(drawn())[2]
    labels = figure["layout"]["yaxis"]["ticktext"]
    assert labels[0] == "Hôpital &lt;b&gt; ■\u00a0"
    assert len(labels[1]) == charts.LONGEST_LABEL + 1 and "X…X" in labels[1]
    assert figure["data"][0]["marker"]["color"] == ["token:public", "token:thread"]
    assert figure["data"][0]["text"] == ["48", "3"]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Entreprise", "Entreprise"),
        ("Installation d’un établissement de soins", "Installation d’un établissement…"),
        ("x" * 40, "x" * 33 + "…"),
    ],
)
def test_a_long_name_in_a_flow_ends_at_a_word(label, shown):
    assert chart_flow.shortened(label) == shown


@pytest.mark.parametrize(("count", "drawn_squares"), [("32", 33), ("28.5", 30), ("0.4", 2), ("3.01", 4), ("0", 1)])
def test_squares_against_one(count, drawn_squares):
    figure = chart_sides.squares(Decimal(count), WORDS, many="", one="")
    for layout in (figure["layout"], figure["narrow"]["layout"]):
        assert len(layout["shapes"]) == drawn_squares
        assert layout["shapes"][-1]["fillcolor"] == chart_sides.RESEARCH_COLOUR


def test_long_names_stand_on_two_lines():
    label = charts.marked_label(Bar("Centre intégré universitaire de santé et de services sociaux", number(1), "1"))
    assert label == "Centre intégré universitaire de<br>santé et de services sociaux"


def test_only_what_nobody_published_is_hatched():
    hatched = [trace for figure in drawn() for trace in figure["data"] if trace.get("marker", {}).get("pattern")]
    assert hatched and {trace["marker"]["pattern"]["fgcolor"] for trace in hatched} == {"token:void"}


def test_a_number_stands_between_its_bounds_on_the_scale():
    figure = chart_marks.scale(number(2_500), (number(100), number(10_000)), [Band(number(10_000), "")], WORDS)
    (line,) = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "line"]
    assert line["x0"] < figure["data"][0]["x"][0] < line["x1"] == 1
    # Half of the way is a quarter of the scale: square roots.
    assert figure["data"][0]["x"][0] == 0.5


def test_a_small_screen_keeps_the_decimals_of_a_span():
    rows = [Span("MEDTEQ", 2018.0, 2021.0, "plus de 8,68 M$, selon l’étude")]
    narrow = chart_marks.spans(rows, WORDS)["narrow"]["layout"]["annotations"]
    assert narrow[0]["text"].strip("\u00a0") == "plus de 8,68 M$"


def test_money_is_written_as_money_beside_an_axis():
    series = [Series("", charts.THREAD, (number(20_000_000), number(61_500_000)), ("", ""))]
    axis = chart_bars.columns(["2021", "2022"], series, WORDS, up="$", currency="CAD")["layout"]["yaxis"]
    assert axis["ticktext"] == ["0\u00a0$", "20\u00a0M$", "40\u00a0M$", "60\u00a0M$"]
    assert axis["tickvals"] == [0, 20_000_000, 40_000_000, 60_000_000]
    assert "tickvals" not in chart_bars.columns(["2021", "2022"], series, WORDS, up="n")["layout"]["yaxis"]
    for highest in (1, 7, 99, 1_000, 640_000, 3_000_000_000):
        assert 2 <= len(chart_bars.money_ticks(highest, "CAD", "en")["tickvals"]) <= 7


def test_on_a_small_screen_a_bar_stands_under_its_name_and_has_the_whole_width():
    bars = [
        Bar("Centre intégré universitaire de santé et de services sociaux", number(48), "48"),
        Bar("B", number(3), "3"),
    ]
    small = charts.ranked_bars(bars, INVENTED)["narrow"]
    names = [one for one in small["layout"]["annotations"] if one.get("xref") == "paper" and one["y"] in (0, 1)]
    assert [one["text"].split("<br>")[0] for one in names[:2]] == [
        "Centre intégré universitaire de santé et de services",
        "B",
    ]
    assert small["layout"]["yaxis"]["visible"] is False and small["layout"]["margin"]["l"] == 0
    assert "invented data" in json.dumps(small["layout"]["annotations"])
    lower, upper = small["layout"]["yaxis"]["range"]
    assert upper < 0 < 1 + small["data"][0]["width"] < lower, "the first name and the last bar are inside"


def test_a_matrix_is_bars_on_a_small_screen():
    dots = [chart_marks.Dot("A", "1", number(3), "3"), chart_marks.Dot("B", "1", number(5), "5")]
    small = chart_marks.matrix(["A", "B"], ["1"], dots, WORDS)["narrow"]["instead"]
    assert [(trace["type"], trace["text"]) for trace in small["data"]] == [("bar", ["5", "3"])]
    assert small["layout"]["yaxis"]["ticktext"][0].startswith("1 · B")


def flow_figure(words=WORDS):
    places = [
        chart_flow.Place("Ministère", "63 M$", "public"),
        chart_flow.Place("MEDTEQ <i>", "63 M$", "private"),
        chart_flow.Place("Jeunes pousses", "8 M$", "private"),
        chart_flow.Place("répartition non publiée", "55 M$", void=True),
    ]
    bands = [
        chart_flow.Band(0, 1, number(63), "63 M$", "/a"),
        chart_flow.Band(1, 2, number(8), "8 M$", "/b"),
        chart_flow.Band(1, 3, number(55), "55 M$", "/c", void=True),
        *(chart_flow.Band(1, 2, number(place / 100), f"{place}") for place in range(1, 30)),
    ]
    return chart_flow.sankey(places, bands, words, columns=("Qui paie", "Par qui", "Qui reçoit"))


def test_a_small_screen_shows_a_flow_as_bars_by_step_each_under_its_own_words():
    for words in (WORDS, INVENTED):
        small = flow_figure(words)["narrow"]["instead"]
        (bars,) = small["data"]
        assert bars["type"] == "bar" and bars["text"][:3] == ["63 M$", "55 M$", "8 M$"]
        assert len(bars["y"]) == 1 + chart_flow.BANDS_OF_A_STEP
        assert bars["customdata"][:3] == ["/a", "/c", "/b"]
        assert bars["marker"]["pattern"]["shape"][:3] == ["", "/", ""]
        said = [(note["y"], note["text"]) for note in small["layout"]["annotations"] if note.get("xref") != "paper"]
        assert [text for _y, text in said][:4] == [
            "Qui paie →",
            "Ministère → MEDTEQ &lt;i&gt;",
            "Par qui →",
            "MEDTEQ &lt;i&gt; → répartition non publiée",
        ]
        rows = sorted(y for y, _text in said)
        assert min(b - a for a, b in pairwise(rows)) > 0.75, "two lines of words meet"
        tokens = {text for text in strings(small) if text.startswith("token:")}
        assert tokens <= {"token:void", "token:void-pale", "token:thread-fill", "token:ink", "token:signal"}
