"""The page that shows the look, with invented examples: every component once, as the other pages use it.

In: nothing. Out: templates/design/design.html. Whatever stands on it is an example and says so.
"""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal import drawing
from portal.templatetags.figures import short_money


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component of the site with invented data."""
    years = [(2016, 2), (2017, 3), (2018, 5), (2019, 8), (2020, 6), (2021, 9), (2022, 4), (2023, 3), (2024, 2)]
    kinds = ["title", "header", "header", *["data"] * 120, "subtotal", *["data"] * 185, "subtotal", "subtotal", "total"]
    context = {
        "crumbs": [{"label": _("Method"), "address": ""}, {"label": _("The look"), "address": ""}],
        "swatches": [{"name": name, "tokens": tokens} for name, tokens in swatches().items()],
        "picture": picture(),
        "pieces": pieces(),
        "rows": rows(),
        "matrix": drawing.dot_matrix(17, 199),
        "squares": drawing.squares(32),
        "bars": drawing.bars(
            [
                {"label": _("Body A"), "value": Decimal(1_970_000), "words": _("%(n)s projects") % {"n": 37}},
                {"label": _("Body B"), "value": Decimal(70_000), "words": _("%(n)s projects") % {"n": 69}},
            ]
        ),
        "bar": drawing.share_bar(
            [{"amount": Decimal("12.4"), "kind": "traced"}, {"amount": Decimal("47"), "kind": "void"}]
        ),
        "years": drawing.histogram(years, (2018, 2023)),
        "barcode": drawing.barcode(kinds, [46, 118]),
        "page": Paginator(range(1, 481), 24).page(5),
        "chart": chart(),
        "amounts": [
            {"amount": Decimal("55000000"), "amount_status": "exact", "rounded_to": Decimal(1_000_000)},
            {"amount": Decimal("8680000"), "amount_status": "exact", "rounded_to": Decimal(10_000)},
            {"amount": Decimal("63000000"), "amount_status": "more_than", "rounded_to": Decimal(1_000_000)},
            {"amount": Decimal("70000"), "amount_status": "average", "rounded_to": Decimal(10_000)},
            {"amount": Decimal("1234567.89"), "amount_status": "exact"},
            {"amount": None, "amount_status": "undisclosed"},
        ],
    }
    return render(request, "design/design.html", context)


def swatches() -> dict[str, list[str]]:
    """The colours by what they mean."""
    return {
        _("grounds"): ["paper", "sheet", "hollow"],
        _("inks"): ["ink", "ink-2", "ink-3"],
        _("lines"): ["rule", "rule-2", "margin-rule", "edge"],
        _("thread"): ["thread", "thread-fill", "thread-mid", "thread-pale"],
        _("signal"): ["signal", "signal-pale", "caution", "caution-pale"],
        _("void"): ["void", "void-pale"],
        _("sectors"): ["public", "parapublic", "private", "nonprofit"],
        _("commercial projects and public research"): ["commercial", "research"],
    }


def pieces() -> list[dict[str, Any]]:
    """Invented pieces of evidence."""
    return [
        {
            "number": 1,
            "source": _("Answer to an access request (example)"),
            "place": _("sheet “Grants”"),
            "quote": "Subvention de 1 250 000 $ à l’Entreprise A",
            "cell": "D14",
            "address": "#evidence",
        },
        {
            "number": 2,
            "source": _("Annual report of Body A (example)"),
            "place": _("p. 41"),
            "quote": "la répartition de ces sommes n’est pas publiée",
            "address": "#evidence",
        },
        {
            "number": 3,
            "source": _("Press release (example)"),
            "quote": "un contrat de 480 500 $ avec l’Hôpital C",
            "address": "#evidence",
        },
    ]


def rows() -> list[dict[str, Any]]:
    """Invented awards, as a list shows them."""
    evidence = pieces()
    payer, through = {"name": _("Ministry M"), "address": "#ledger"}, {"name": _("Consortium K"), "address": "#ledger"}
    recipient = {"name": _("Company A"), "address": "#ledger"}
    unnamed = {"name": _("distribution not published"), "traced": False, "missing": True}
    return [
        {
            "key": "a",
            "year": "2021",
            "route": [payer, through, recipient],
            "detail": _("Project A"),
            "sector": "private",
            "money": {"amount": Decimal(1_250_000), "amount_status": "exact"},
            "evidence": evidence[0],
        },
        {
            "key": "b",
            "year": "2022",
            "route": [payer, through, unnamed],
            "detail": _("Project B"),
            "sector": "unknown",
            "money": {"amount": None, "amount_status": "undisclosed"},
            "evidence": evidence[1],
        },
        {
            "key": "c",
            "year": "2023",
            "route": [{"name": _("Research fund F")}, {"name": _("University hospital C")}],
            "detail": _("Project C"),
            "sector": "public",
            "money": {"amount": Decimal("480500"), "amount_status": "exact"},
            "evidence": evidence[2],
        },
        {
            "key": "d",
            "year": "2023",
            "route": [{"name": _("Public investor I")}, {"name": _("Foundation D")}],
            "detail": _("Project D"),
            "sector": "nonprofit",
            "money": {"amount": Decimal("55000000"), "amount_status": "about", "rounded_to": Decimal(1_000_000)},
            "evidence": evidence[0],
        },
    ]


def picture() -> dict[str, Any]:
    """The strands, with invented sums."""
    return drawing.home_picture(
        [
            {
                "amount": Decimal("12.4"),
                "traced": True,
                "name": _("%(amount)s from Ministry N") % {"amount": short_money(Decimal(12_400_000), 1)},
                "sum": short_money(Decimal(12_400_000), 1),
                "from": _("Ministry N"),
                "lines": [_("example")],
            },
            {
                "amount": Decimal("47"),
                "traced": False,
                "name": _("%(amount)s from Ministry M") % {"amount": short_money(47_000_000, 0)},
                "sum": short_money(47_000_000, 0),
                "from": _("Ministry M"),
                "lines": [_("one strand per million")],
            },
        ],
        title=_("Example: of 59.4 million dollars received by Consortium K, 12.4 are traced."),
        through={"name": _("Consortium K")},
        traced={"name": short_money(Decimal(12_400_000), 1), "lines": [_("traced: two programmes"), _("example")]},
        void={
            "name": short_money(47_000_000, 0),
            "lines": [_("distribution not published"), _("example, state: August 2023")],
        },
        unit=Decimal(1),
    )


def chart() -> dict[str, Any]:
    """An invented Lorenz curve, as funding/charts.py writes them: colours are tokens of the look."""
    shares = [0, 0.02, 0.05, 0.1, 0.16, 0.24, 0.33, 0.44, 0.57, 0.75, 1]
    people = [index / 10 for index in range(11)]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines",
                "x": [0, 1],
                "y": [0, 1],
                "line": {"color": "token:void", "dash": "dash", "width": 1.5},
                "name": _("equal shares"),
                "hoverinfo": "skip",
            },
            {
                "type": "scatter",
                "mode": "lines",
                "x": people,
                "y": shares,
                "fill": "tonexty",
                "fillcolor": "token:thread-pale",
                "line": {"color": "token:thread", "width": 3},
                "name": _("this example"),
            },
        ],
        "layout": {
            "xaxis": {
                "tickformat": ".0%",
                "range": [0, 1.02],
                "title": {"text": _("organizations")},
                "showgrid": False,
            },
            "yaxis": {"tickformat": ".0%", "range": [0, 1.02]},
            "height": 380,
        },
    }
