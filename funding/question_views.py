"""The pages of the questions, their downloads, their charts and what others embed, over the filter of the awards.

In: a request and a register. Out: a page, a file of rows, a Plotly figure in JSON, or a page for an <iframe>.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from funding import columnar, exports
from funding.dashboards.catalogue import QUESTIONS, Question
from funding.dashboards.kept import kept
from funding.dashboards.page import ROWS_SHOWN, Asked, Chart, Page, evidence_in
from funding.dashboards.page_json import as_json
from funding.dashboards.words import attribution, cited
from funding.filters import AwardFilter
from funding.models import Award, ReportedFigure
from funding.querysets import AwardQuerySet
from projects.lists import address_with, chips, in_words
from projects.models import Register
from projects.registers import in_register

# Pages for an <iframe> may stand in any page; no other page of the site may.
EMBEDDED: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


@dataclass
class Answer:
    """A question as a request asked it: its filter, its switches and its page."""

    question: Question
    register: Register
    parameters: QueryDict
    request: HttpRequest
    views: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)

    @cached_property
    def filters(self) -> AwardFilter:
        awards = Award.objects.public().of(self.register)
        return AwardFilter(self.parameters, queryset=awards, request=self.request)

    @property
    def is_filtered(self) -> bool:
        """Whether the address has a filter at all: its form is dear, and most addresses have none."""
        return any(name in AwardFilter.base_filters for name in self.parameters)

    @property
    def query(self) -> str:
        return f"?{self.parameters.urlencode()}" if self.parameters else ""

    def address(self, name: str, *parts: str) -> str:
        """The address of a page of this question, with what was asked."""
        return self.register.address(name, self.question.slug, *parts) + self.query

    def page(self) -> Page:
        """The page, kept as long as the data are the same; an address that is not understood is worked out each time."""
        return kept(self.register, self.asked, self.made) if self.is_kept else self.made()

    def whole(self) -> Page:
        """The page with every row of its tables, for a file."""
        return self.made(most=None)

    @property
    def is_kept(self) -> bool:
        return self.question.kept and not self.errors

    @property
    def asked(self) -> tuple[str, ...]:
        """The question, its filter and its switches, as a key."""
        lists = self.parameters.lists()
        return self.question.slug, *sorted(f"{name}={value}" for name, values in lists for value in values)

    def made(self, most: int | None = ROWS_SHOWN) -> Page:
        """The whole register decides whether records suffice, the filter what is counted."""
        everything = Award.objects.public().of(self.register)
        found = cast(AwardQuerySet, self.filters.qs)
        with columnar.fast(self.register):
            return self.question.page(self.put(everything, found, most))

    def put(self, everything: AwardQuerySet, found: AwardQuerySet, most: int | None) -> Asked:
        """The question as its page takes it."""
        return Asked(
            register=self.register,
            awards=found.none() if self.errors else found,
            everything=everything,
            figures=figures_of(self.register),
            slug=self.question.slug,
            parameters=self.parameters.urlencode(),
            filters=in_words(self.filters),
            views=self.views,
            is_filtered=self.is_filtered or bool(self.errors),
            most=most,
        )


def figures_of(register: Register) -> QuerySet[ReportedFigure]:
    figures = ReportedFigure.objects.public().of(register)
    return figures.select_related("organization").prefetch_related("evidence__source__register")


def asked_by(request: HttpRequest, register: Register, slug: str) -> Answer:
    """What the address asks. Raises Http404 where there is no such question; a value that is not known is an error."""
    if slug not in QUESTIONS:
        raise Http404(_("There is no such question."))
    question = QUESTIONS[slug]
    parameters = request.GET.copy()
    # A number of a question is no filter of a question.
    parameters.pop("behind", None)
    answer = Answer(question, register, parameters, request)
    answer.errors = answer.filters.errors_by_filter if answer.is_filtered else []
    for switch in question.switches:
        codes = [code for code, _label in switch.choices]
        code = request.GET.get(switch.name) or codes[0]
        if code not in codes:
            answer.errors.append((str(switch.label), _("“%(value)s” is not one of the choices.") % {"value": code}))
        answer.views[switch.name] = code if code in codes else codes[0]
    return answer


@require_safe
@in_register
def questions(request: HttpRequest, register: Register) -> HttpResponse:
    """The index: each question with its answer in a sentence and a small drawing."""

    def card(question: Question) -> dict[str, Any]:
        views = {switch.name: switch.choices[0][0] for switch in question.switches}
        page = Answer(question, register, QueryDict(), request, views).page()
        said = {name: getattr(page, name) for name in ("finding", "basis", "basis_words", "sketch")}
        return {"asks": str(question.asks), "address": register.address("question", question.slug), "page": said}

    kept_cards = kept(register, ("index",), lambda: {one.slug: card(one) for one in QUESTIONS.values() if one.kept})
    cards = [kept_cards.get(question.slug) or card(question) for question in QUESTIONS.values()]
    return render(request, "questions/questions.html", {"cards": cards})


@require_safe
@in_register
def question(request: HttpRequest, register: Register, slug: str) -> HttpResponse:
    """One question: the finding first, then figures, charts, the table, and what they leave out."""
    answer = asked_by(request, register, slug)
    example = next((one.slug for one in request.registers if one.invented), "")  # type: ignore[attr-defined]
    asked = (request.build_absolute_uri("/"), "body", example, *answer.asked)
    drawn = kept(register, asked, lambda: body(request, answer)) if answer.is_kept else body(request, answer)
    return render(request, "questions/question.html", drawn)


def body(request: HttpRequest, answer: Answer) -> dict[str, str]:
    """Title, finding and the drawn words of the page: all that it shows but the frame of the site."""
    page, register, slug = answer.page(), answer.register, answer.question.slug
    source = source_of(page, page.charts[0]) if page.charts else ""
    attributed = attribution(register, request.build_absolute_uri(answer.address("question")), source)
    context = {
        "question": answer.question,
        "page": page,
        "chips": chips(answer.filters, request.GET),
        "errors": answer.errors,
        "switches": switches(answer),
        "charts": [chart_on_page(request, answer, page, chart) for chart in page.charts],
        "tables": [{"table": table, "downloads": downloads(answer, page, table.name)} for table in page.tables],
        "evidence": evidence_in(page),
        "sentence": cited(page.finding, attributed),
        "embed": iframe(request.build_absolute_uri(answer.address("question_embed")), page.title, 900),
        "json_address": answer.address("question_download", "json"),
        "awards_address": register.address("awards") + answer.query,
        "clear_address": register.address("question", slug),
        "crumbs": [
            {"label": _("Questions"), "address": register.address("questions")},
            {"label": page.title, "address": ""},
        ],
        "example": example_of(register, slug, page),
    }
    drawn = render_to_string("questions/_question.html", context, request)
    return {"title": page.title, "finding": page.finding, "body": drawn}


def chart_on_page(request: HttpRequest, answer: Answer, page: Page, chart: Chart) -> dict[str, Any]:
    """A chart with its addresses, and the sentence and the frame that others take."""
    here = request.build_absolute_uri(answer.address("question")) + f"#chart-{chart.name}"
    embedded = request.build_absolute_uri(answer.address("question_chart_embed", chart.name))
    table = chart.table or next(iter(page.tables), None)
    return {
        "chart": chart,
        "address": answer.address("question_chart", chart.name),
        "downloads": downloads(answer, page, table.name) if table else [],
        "sentence": cited(chart.words.summary, attribution(answer.register, here, source_of(page, chart))),
        "embed": iframe(embedded, chart.title, (chart.figure["layout"].get("height") or 320) + 190),
    }


def source_of(page: Page, chart: Chart) -> str:
    """The study that a chart draws; the register is named beside it in any case."""
    return chart.words.source if page.basis == "reported" and chart.stated else ""


def iframe(address: str, title: str, height: int) -> str:
    """What others put into their page."""
    named = title.replace('"', "&quot;")
    return f'<iframe src="{address}" title="{named}" width="100%" height="{height}" loading="lazy"></iframe>'


def downloads(answer: Answer, page: Page, table: str) -> list[dict[str, str]]:
    """A table's files; the first table is the question's own, with the shorter address."""
    labels = (("csv", "CSV"), ("excel.csv", _("CSV for Excel")), ("xlsx", "XLSX"))
    first = page.tables and page.tables[0].name == table
    where = ("question_download",) if first else ("question_table", table)
    return [{"label": label, "address": answer.address(*where, form)} for form, label in labels]


def switches(answer: Answer) -> list[dict[str, Any]]:
    """The switches of the question, each choice with the address that turns it on."""
    return [
        {
            "label": switch.label,
            "choices": [
                {
                    "label": label,
                    "on": answer.views[switch.name] == code,
                    "address": address_with(answer.parameters, **{switch.name: code}),
                }
                for code, label in switch.choices
            ],
        }
        for switch in answer.question.switches
    ]


def example_of(register: Register, slug: str, page: Page) -> str:
    """The same question on the invented register, where this register's records do not answer it."""
    if page.basis == "records" or register.invented:
        return ""
    example = Register.objects.filter(invented=True).order_by("number").first()
    return example.address("question", slug) if example else ""


@require_safe
@in_register
def question_download(request: HttpRequest, register: Register, slug: str, form: str) -> HttpResponseBase:
    """The question as a file: its first table, or all of it as JSON."""
    answer = asked_by(request, register, slug)
    if form == "json":
        return JsonResponse(as_json(answer.whole(), register, request.build_absolute_uri(answer.address("question"))))
    return file_of(request, answer, "", form)


@require_safe
@in_register
def question_table(request: HttpRequest, register: Register, slug: str, table: str, form: str) -> HttpResponseBase:
    """One table of the question, all its rows."""
    return file_of(request, asked_by(request, register, slug), table, form)


def file_of(request: HttpRequest, answer: Answer, table: str, form: str) -> HttpResponseBase:
    page = answer.whole()
    if form not in exports.FORMS or (table and table not in page.downloads):
        raise Http404(_("There is no such file."))
    address = request.build_absolute_uri(answer.address("question"))
    language = (get_language() or "fr")[:2]
    about = exports.Download(answer.register, language, in_words(answer.filters), address)
    return exports.response(form, page.download(table), about)


def chart_or_404(page: Page, name: str) -> Chart:
    for chart in page.charts:
        if chart.name == name:
            return chart
    raise Http404(_("There is no such chart."))


@require_safe
@in_register
def question_chart(request: HttpRequest, register: Register, slug: str, chart: str) -> JsonResponse:
    """One chart of the question, for static/js/charts.js."""
    return JsonResponse(chart_or_404(asked_by(request, register, slug).page(), chart).figure)


@require_safe
@in_register
@csp_override(EMBEDDED)
@xframe_options_exempt
def question_embed(request: HttpRequest, register: Register, slug: str, chart: str = "") -> HttpResponse:
    """The finding and the charts of a question, or one chart, for an <iframe>."""
    answer = asked_by(request, register, slug)
    page = answer.page()
    charts = [chart_or_404(page, chart)] if chart else list(page.charts)
    context = {
        "page": page,
        "whole": not chart,
        "charts": [{"chart": one, "address": answer.address("question_chart", one.name)} for one in charts],
        "address": request.build_absolute_uri(answer.address("question")),
        "sentence": attribution(register, ""),
    }
    return render(request, "questions/embed.html", context)


urlpatterns = [
    path("questions/", questions, name="questions"),
    path("questions/<slug:slug>/", question, name="question"),
    path("questions/<slug:slug>.<str:form>", question_download, name="question_download"),
    path("questions/<slug:slug>/embed", question_embed, name="question_embed"),
    path("questions/<slug:slug>/<slug:chart>.json", question_chart, name="question_chart"),
    path("questions/<slug:slug>/<slug:table>.<str:form>", question_table, name="question_table"),
    path("questions/<slug:slug>/<slug:chart>/embed", question_embed, name="question_chart_embed"),
]
