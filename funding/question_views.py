"""The pages of the questions, their downloads, their charts and what others embed, over the filter of the awards.

In: a request and a register. Out: a page, a file of rows, a Plotly figure in JSON, or a page for an <iframe>.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from funding import columnar, exports
from funding.answers import FORM, ROWS, Answer, asked_by
from funding.cite import lasting
from funding.dashboards.catalogue import QUESTIONS, Question
from funding.dashboards.page import Chart, Page, Rows, evidence_in, in_a_sentence, not_for_study
from funding.dashboards.page_json import as_json
from funding.dashboards.words import attribution, cited, day_in_words, edition_of
from funding.filters import AwardFilter
from funding.models import Withdrawal
from funding.question_form import QuestionForm, filter_words, question_form
from projects.filters import SeatFilter
from projects.kept import kept
from projects.list_address import address_with, chips, in_words
from projects.lists import address_of
from projects.models import EDITION, Register
from projects.registers import in_register
from projects.unchanged import program, unless_unchanged

# Pages for an <iframe> may stand in any page; no other page of the site may.
EMBEDDED: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


@require_safe
@in_register
@unless_unchanged
def questions(request: HttpRequest, register: Register) -> HttpResponse:
    """The index: each question with its answer in a sentence and a small drawing."""
    return render(request, "questions/questions.html", {"cards": cards_of(request, register)})


def cards_of(request: HttpRequest, register: Register) -> list[dict[str, Any]]:
    """What the index shows of each question; the page of each, without a filter, is kept with it."""
    shared: dict[str, Any] = {}

    def card(question: Question) -> dict[str, Any]:
        views = {switch.name: switch.choices[0][0] for switch in question.switches}
        page = Answer(question, register, QueryDict(), request, views, shared=shared).page()
        said = {name: getattr(page, name) for name in ("finding", "basis", "basis_words", "sketch", "aside")}
        return {"asks": str(question.asks), "address": register.address("question", question.slug), "page": said}

    return kept(register, ("index",), lambda: [card(one) for one in QUESTIONS.values()])


@require_safe
@in_register
@unless_unchanged
def question(request: HttpRequest, register: Register, slug: str) -> HttpResponse:
    """One question: the finding first, then figures, charts, the table, and what they leave out."""
    answer = asked_by(request, register, slug)
    if answer.errors:
        drawn = page_of(request, answer)
    else:
        part = "form" if answer.wants_form else "body"
        drawn = kept(register, (*shared_by(request), part, *answer.asked), lambda: page_of(request, answer))
    response = render(request, "questions/question.html", drawn)
    patch_vary_headers(response, ["HX-Request"])
    return named(push_url(response, address_of(request, answer.parameters)) if request.htmx else response, answer)  # type: ignore[attr-defined]


def shared_by(request: HttpRequest) -> tuple[str, ...]:
    """What else the drawn words of a page hang on: the site's address, htmx, the names of the registers, and the program."""
    registers = [(one.slug, one.name, str(one.state_of_data), one.invented) for one in request.registers]  # type: ignore[attr-defined]
    htmx = "htmx" if request.htmx else ""  # type: ignore[attr-defined]
    return request.build_absolute_uri("/"), htmx, repr(registers), program()


def named(response: HttpResponseBase, answer: Answer) -> Any:
    """A page that names people, its files and frames too, is not for search engines."""
    if answer.question.names_people:
        response["X-Robots-Tag"] = "noindex"
    return response


def page_of(request: HttpRequest, answer: Answer) -> dict[str, Any]:
    """Title, finding and the drawn words of the page: all that it shows but the frame of the site."""
    page, register, slug = answer.page(), answer.register, answer.question.slug
    clear = register.address("question", slug)
    context = {
        "question": answer.question,
        "page": page,
        "state": day_in_words(register.state_of_data),
        "form": form_of(answer, clear),
        "form_address": address_with(answer.parameters, **{FORM: "open"}),
        "chips": chips(answer.filters, answer.parameters),
        "not_filtered": not_for_study() if page.source else "",
        "errors": answer.errors,
        "switches": switches(answer),
        "charts": [chart_on_page(request, answer, page, chart) for chart in page.charts],
        "tables": [
            {"table": table, "downloads": downloads(answer, page, table.name), "whole": whole_of(answer, table)}
            for table in page.tables
        ],
        "evidence": evidence_in(page),
        "sentence": cited(page.finding, attributed(request, answer, page.source)),
        "number_sentences": [
            cited(in_a_sentence(page.title, number), attributed(request, answer, number.source or ""))
            for number in page.numbers
        ],
        "embed": iframe(
            request.build_absolute_uri(answer.framed("question_embed", filtered=not page.source)), page.title, 900
        ),
        "embed_edition": answer.frame_edition,
        "embed_is_older": bool(answer.frame_edition) and edition_of(register) != answer.frame_edition,
        "json_address": answer.address("question_download", "json"),
        "filter_words": filter_words(answer.question.filters) if answer.question.filters else (),
        "rows_under": rows_under(answer),
        "clear_address": clear,
        "crumbs": [
            {"label": _("Questions"), "address": register.address("questions")},
            {"label": str(answer.question.asks), "address": ""},
        ],
        "example": example_of(register, slug, page),
    }
    drawn = render_to_string("questions/_question.html", context, request)
    names_people = answer.question.names_people
    about = {"title": page.title, "finding": page.finding, "names_people": names_people}
    return {**about, "body": drawn, "errors": bool(answer.errors)}


def form_of(answer: Answer, clear: str) -> QuestionForm | None:
    """The filter with its counts, where it is open."""
    if not (answer.question.filters and answer.wants_form):
        return None
    with columnar.fast(answer.register):
        return question_form(answer.filters, answer.register, clear)


def rows_under(answer: Answer) -> dict[str, str]:
    """The list of the rows under the filter, where the site has one: {label, address}."""
    pages = {AwardFilter: ("awards", _("The awards under this filter")), SeatFilter: ("seats", _("The list of seats"))}
    if answer.question.filters not in pages:
        return {}
    page, label = pages[answer.question.filters]
    return {"label": label, "address": answer.register.address(page) + answer.query}


def chart_on_page(request: HttpRequest, answer: Answer, page: Page, chart: Chart) -> dict[str, Any]:
    """A chart with its addresses, and the sentence and the frame that others take."""
    source = chart.words.source if chart.stated else ""
    embedded = request.build_absolute_uri(answer.framed("question_chart_embed", chart.name, filtered=not source))
    table = chart.table or next(iter(page.tables), None)
    return {
        "chart": chart,
        "address": answer.address("question_chart", chart.name),
        "downloads": downloads(answer, page, table.name) if table else [],
        "sentence": cited(chart.words.summary, attributed(request, answer, source, f"#chart-{chart.name}")),
        "embed": iframe(embedded, chart.title, (chart.figure["layout"].get("height") or 320) + 190),
    }


def attributed(request: HttpRequest, answer: Answer, source: str, place: str = "") -> str:
    """Who says a figure, and its address: without the filter where a source states it, since no filter changes it."""
    path = answer.without_filter("question") if source else answer.address("question")
    address, edition = lasting(request, answer.register, path)
    return attribution(answer.register, edition.number if edition else 0, address + place, source)


def iframe(address: str, title: str, height: int) -> str:
    """What others put into their page."""
    named = title.replace('"', "&quot;")
    return f'<iframe src="{address}" title="{named}" width="100%" height="{height}" loading="lazy"></iframe>'


def downloads(answer: Answer, page: Page, table: str) -> list[dict[str, str]]:
    """A table's files; the first table is the question's own, with the shorter address."""
    labels = (("csv", "CSV"), ("excel.csv", _("CSV for Excel")), ("xlsx", "XLSX"))
    first = page.tables and page.tables[0].name == table
    where = ("question_download",) if first else ("question_table", table)
    addresses = [answer.address(*where, form) for form, _label in labels]
    if answer.behind[0] == table:
        addresses = [f"{one}{'&' if answer.query else '?'}{urlencode({ROWS: answer.rows})}" for one in addresses]
    return [{"label": label, "address": one} for one, (_form, label) in zip(addresses, labels, strict=True)]


def whole_of(answer: Answer, table: Rows) -> str:
    """The address of the table with all its rows, where it stands with those behind one number."""
    return answer.address("question") + f"#table-{table.name}" if table.behind else ""


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
@unless_unchanged
def question_download(request: HttpRequest, register: Register, slug: str, form: str) -> HttpResponseBase:
    """The question as a file: its first table, or all of it as JSON."""
    answer = asked_by(request, register, slug)
    if form == "json":
        address, _edition = lasting(request, register, answer.address("question"))
        return named(JsonResponse(as_json(answer.whole(), register, address)), answer)
    return file_of(request, answer, "", form)


@require_safe
@in_register
@unless_unchanged
def question_table(request: HttpRequest, register: Register, slug: str, table: str, form: str) -> HttpResponseBase:
    """One table of the question, all its rows."""
    return file_of(request, asked_by(request, register, slug), table, form)


def file_of(request: HttpRequest, answer: Answer, table: str, form: str) -> HttpResponseBase:
    page = answer.whole()
    if form not in exports.FORMS or (table and table not in page.downloads):
        raise Http404(_("There is no such file."))
    address, _edition = lasting(request, answer.register, answer.address("question"))
    language = (get_language() or "fr")[:2]
    about = exports.Download(answer.register, language, in_words(answer.filters), address)
    file = exports.response(form, page.download(table), about)
    # The rows stand in memory already: what is made of them is kept as a page is.
    return named(HttpResponse(file.getvalue(), headers=dict(file.items())), answer)


def chart_or_404(page: Page, name: str) -> Chart:
    for chart in page.charts:
        if chart.name == name:
            return chart
    raise Http404(_("There is no such chart."))


@require_safe
@in_register
@unless_unchanged
def question_chart(request: HttpRequest, register: Register, slug: str, chart: str) -> JsonResponse:
    """One chart of the question, for static/js/charts.js."""
    answer = asked_by(request, register, slug)
    return named(JsonResponse(chart_or_404(answer.page(), chart).figure), answer)


@require_safe
@in_register
@csp_override(EMBEDDED)
@xframe_options_exempt
@unless_unchanged
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
        "evidence": evidence_in(page),
        "sentence": attribution(register, edition_of(register)),
        # A withdrawal by rule is all that changes a frame, and the frame says so.
        "withdrawals": withdrawals_in(request, register),
        "withdrawals_address": request.build_absolute_uri(register.address("releases")) + "#withdrawals",
    }
    return named(render(request, "questions/embed.html", context), answer)


def withdrawals_in(request: HttpRequest, register: Register) -> QuerySet[Withdrawal]:
    """What was taken out of the edition that the frame shows; nothing where it shows the register of today."""
    written_anew = EDITION.get() and request.edition.revision  # type: ignore[attr-defined]
    found = Withdrawal.objects.filter(register=register)
    return found if written_anew else found.none()


urlpatterns = [
    path("questions/", questions, name="questions"),
    path("questions/<slug:slug>/", question, name="question"),
    path("questions/<slug:slug>.<str:form>", question_download, name="question_download"),
    path("questions/<slug:slug>/embed", question_embed, name="question_embed"),
    path("questions/<slug:slug>/<slug:chart>.json", question_chart, name="question_chart"),
    path("questions/<slug:slug>/<slug:table>.<str:form>", question_table, name="question_table"),
    path("questions/<slug:slug>/<slug:chart>/embed", question_embed, name="question_chart_embed"),
]
