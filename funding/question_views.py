"""The pages of the questions, their downloads and their charts, over the same filter as the list of awards.

In: a request and a register. Out: a page, a file of rows, or a Plotly figure in JSON.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from funding import exports
from funding.dashboards import concentration, ratios
from funding.dashboards.page import Asked, Page, cited, evidence_in
from funding.export_columns import Text
from funding.filters import AwardFilter
from funding.models import Award, AwardQuerySet, ReportedFigure
from projects.lists import chips, in_words
from projects.models import Register
from projects.registers import in_register

Maker = Callable[[Asked, AwardQuerySet, AwardQuerySet, QuerySet[ReportedFigure]], Page]


@dataclass(frozen=True)
class Question:
    """A question: what it asks in plain words, and how its page is made."""

    slug: str
    asks: Text
    page: Maker


QUESTIONS = {
    question.slug: question
    for question in (
        Question(
            ratios.SLUG, _lazy("How much goes to public research, and how much to commercial projects?"), ratios.page
        ),
        Question(concentration.SLUG, _lazy("Is the money spread out, or held by a few?"), concentration.page),
    )
}


def filtered(request: HttpRequest, register: Register) -> AwardFilter:
    return AwardFilter(request.GET, queryset=Award.objects.public().of(register), request=request)


def figures_of(register: Register) -> QuerySet[ReportedFigure]:
    return ReportedFigure.objects.public().of(register).prefetch_related("evidence__source__register")


def answer(question: Question, filters: AwardFilter, register: Register) -> Page:
    """The question's page under a filter; the whole register decides whether records suffice."""
    asked = Asked(register, filters.data.urlencode(), in_words(filters))
    awards = cast(AwardQuerySet, filters.qs)
    return question.page(asked, awards, Award.objects.public().of(register), figures_of(register))


def question_or_404(slug: str) -> Question:
    if slug not in QUESTIONS:
        raise Http404(_("There is no such question."))
    return QUESTIONS[slug]


@require_safe
@in_register
def questions(request: HttpRequest, register: Register) -> HttpResponse:
    """The index: each question with its answer in a sentence."""
    filters = AwardFilter({}, queryset=Award.objects.public().of(register), request=request)
    asked = Asked(register)
    figures = figures_of(register)
    everything = filters.queryset
    cards = [
        {
            "asks": question.asks,
            "address": register.address("question", question.slug),
            "answer": question.page(asked, everything, everything, figures),
        }
        for question in QUESTIONS.values()
    ]
    return render(request, "questions/questions.html", {"cards": cards})


@require_safe
@in_register
def question(request: HttpRequest, register: Register, slug: str) -> HttpResponse:
    """One question: the finding first, then figures, charts, the table, and what they leave out."""
    asked = question_or_404(slug)
    filters = filtered(request, register)
    page = answer(asked, filters, register)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    address = request.build_absolute_uri(register.address("question", slug) + query)
    context = {
        "question": asked,
        "page": page,
        "chips": chips(filters, request.GET),
        "errors": filters.errors_by_filter,
        "charts": [
            {"chart": chart, "address": register.address("question_chart", slug, chart.name) + query}
            for chart in page.charts
        ],
        "downloads": [
            {"label": label, "address": register.address("question_download", slug, form) + query}
            for form, label in (("csv", "CSV"), ("excel.csv", _("CSV for Excel")), ("xlsx", "XLSX"))
        ],
        "evidence": evidence_in(page),
        "sentence": cited(page, register, address),
        "awards_address": register.address("awards") + query,
        "clear_address": register.address("question", slug),
        "crumbs": [
            {"label": _("Questions"), "address": register.address("questions")},
            {"label": page.title, "address": ""},
        ],
        "example": example_of(register, slug, page),
    }
    return render(request, "questions/question.html", context)


def example_of(register: Register, slug: str, page: Page) -> str:
    """The same question on the invented register, where this register's records do not answer it."""
    if page.basis == "records" or register.invented:
        return ""
    example = Register.objects.filter(invented=True).order_by("number").first()
    return example.address("question", slug) if example else ""


@require_safe
@in_register
def question_download(request: HttpRequest, register: Register, slug: str, form: str) -> HttpResponseBase:
    """The rows of the question's table, all of them."""
    if form not in exports.FORMS:
        raise Http404(_("There is no such file."))
    filters = filtered(request, register)
    page = answer(question_or_404(slug), filters, register)
    address = request.build_absolute_uri(register.address("question", slug))
    language = (get_language() or "fr")[:2]
    about = exports.Download(register, language, in_words(filters), address)
    return exports.response(form, page.export, about)


@require_safe
@in_register
def question_chart(request: HttpRequest, register: Register, slug: str, chart: str) -> JsonResponse:
    """One chart of the question, for static/js/charts.js."""
    page = answer(question_or_404(slug), filtered(request, register), register)
    for one in page.charts:
        if one.name == chart:
            return JsonResponse(one.draw())
    raise Http404(_("There is no such chart."))


urlpatterns = [
    path("questions/", questions, name="questions"),
    path("questions/<slug:slug>/", question, name="question"),
    path("questions/<slug:slug>.<str:form>", question_download, name="question_download"),
    path("questions/<slug:slug>/<slug:chart>.json", question_chart, name="question_chart"),
]
