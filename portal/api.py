"""The read-only API: `/api/v1/awards/?sector=private`, every list with the site's own filters and the export's fields.

In: a GET request. Out: JSON, a page at a time (`next` is the address of the following one). A filter or a value that is
not understood is 400 with the reason, never the whole list. The description (OpenAPI 3) is at `/api/v1/schema/`.
"""

import hashlib
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, include, path
from django.utils.functional import Promise
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularAPIView
from redis.exceptions import RedisError
from rest_framework import generics, pagination, serializers
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle
from rest_framework.utils.encoders import JSONEncoder

from funding.export_columns import Column, Type
from funding.export_kinds import KINDS
from funding.models import Release
from funding.views import DOWNLOADS, Taken
from projects.models import Register
from projects.registers import in_register
from projects.views import ROLES

OWN_PARAMETERS = {"cursor", "page_size"}
# A page follows another by the keys of its rows, so a list has no other order here.
WITHOUT = {"order": "there are no orders here: rows come in the order of their keys"}


class Pages(pagination.CursorPagination):
    """By key, which no other row of the list has: a page stays the same page while others are read."""

    ordering = ("key",)
    page_size = 100
    page_size_query_param = "page_size"
    max_page_size = 1_000


def filters_of(filterset: Any) -> dict[str, Any]:
    """The filters that a list has here, by name."""
    return {name: one for name, one in filterset.base_filters.items() if name not in WITHOUT} if filterset else {}


class Filters(BaseFilterBackend):
    """The lists' own filters; what they do not know is an error."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        unknown = sorted(set(request.query_params) - filters_of(view.filterset_class).keys() - OWN_PARAMETERS)
        if unknown:
            raise ValidationError({name: [WITHOUT.get(name, "no such filter")] for name in unknown})
        if not view.filterset_class:
            return queryset
        filters = view.filterset_class(request.query_params, queryset, request=request)
        if filters.errors_by_filter:
            raise ValidationError(filters.form.errors)
        return filters.qs


def field_of(column: Column) -> serializers.Field:
    """The field of the description for a column of the export."""
    said: dict[str, Any] = {"read_only": True, "help_text": str(column.meaning)}
    if column.holds is Type.NUMBER:
        return serializers.DecimalField(
            max_digits=24, decimal_places=4, allow_null=True, coerce_to_string=False, **said
        )
    if column.holds is Type.FLAG:
        return serializers.BooleanField(**said)
    if column.holds is Type.LIST:
        return serializers.ListField(child=serializers.CharField(), **said)
    return serializers.CharField(allow_null=True, **said)


def serializer_of(kind: str) -> type[serializers.Serializer]:
    """The same fields as the export, in its order."""
    columns = KINDS[kind].columns

    def to_representation(self: Any, row: Any) -> dict[str, Any]:
        return {column.name: value_of(column, row) for column in columns}

    fields: dict[str, Any] = {column.name: field_of(column) for column in columns}
    name = "".join(part.title() for part in kind.split("_"))
    return type(name, (serializers.Serializer,), fields | {"to_representation": to_representation})


def value_of(column: Column, row: Any) -> Any:
    """As in the JSON download; a number has all its figures."""
    value = column.of(row)
    if column.holds is Type.LIST:
        return list(value)
    return value if value is None or isinstance(value, str | int | bool) or column.holds is Type.NUMBER else str(value)


class ExactJSON(JSONRenderer):
    """JSON with all the figures of a Decimal, as in the downloads: the framework's own goes through a float."""

    encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else self.written(data).encode()

    def written(self, value: Any) -> str:
        if isinstance(value, dict):
            members = (f"{self.encode(str(name))}:{self.written(one)}" for name, one in value.items())
            return f"{{{','.join(members)}}}"
        if isinstance(value, list):
            return f"[{','.join(map(self.written, value))}]"
        return f"{value:f}" if isinstance(value, Decimal) else self.encode(value)


class Throttle(AnonRateThrottle):
    """So many requests a minute from one address. While the cache does not answer nobody is counted, and everybody is served."""

    def allow_request(self, request: Request, view: Any) -> bool:
        try:
            return super().allow_request(request, view)
        except RedisError:
            return True


class Rows(generics.ListAPIView):
    """A list of the register."""

    kind: str
    taken: Taken
    pagination_class = Pages
    filter_backends = (Filters,)
    renderer_classes = (ExactJSON,)
    throttle_classes = (Throttle,)
    filterset_class: Any = None
    queryset = Register.objects.none()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        slug = self.kwargs.get("register", "")
        found = Register.objects.filter(**({"slug": slug} if slug else {"is_default": True})).first()
        if found is None:
            raise NotFound
        self.register = request._request.register = found  # type: ignore[attr-defined]

    def get_queryset(self) -> Any:
        return KINDS[self.kind].prepare(self.taken.rows(self.register))

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        etag = etag_of(self.register, request.get_full_path())
        if etag in request.headers.get("If-None-Match", ""):
            return HttpResponse(status=304, headers={"ETag": etag})
        answer = super().list(request, *args, **kwargs)
        answer.headers["ETag"] = etag
        answer.headers["Cache-Control"] = "public, no-cache"
        return answer


def etag_of(register: Register, address: str) -> str:
    """Another one for every state of the data, every edition and every address."""
    release = Release.objects.filter(register=register).order_by("-number").values_list("number", "revision").first()
    said = f"{register.pk} {register.data_version} {release} {address}"
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def view_of(name: str, taken: Taken) -> Any:
    made: Any = type(
        f"{name.title().replace('-', '')}View",
        (Rows,),
        {
            "kind": taken.kind,
            "taken": taken,
            "filterset_class": taken.filters,
            "serializer_class": SERIALIZERS[taken.kind],
            "__doc__": str(KINDS[taken.kind].name),
        },
    )
    said = extend_schema(operation_id=name.replace("-", "_"), summary=name, parameters=parameters_of(taken))
    return extend_schema_view(get=said)(made).as_view()


def parameters_of(taken: Taken) -> list[OpenApiParameter]:
    return [
        OpenApiParameter(name, str, OpenApiParameter.QUERY, description=str(one.label or name), many=True)
        for name, one in filters_of(taken.filters).items()
    ]


def of_the_first_register(endpoints: list[Any]) -> list[Any]:
    """What the description describes: another register has the same lists under another address."""
    return [one for one in endpoints if "{register}" not in one[0]]


SERIALIZERS = {taken.kind: serializer_of(taken.kind) for taken in DOWNLOADS.values()}
VIEWS = {name: view_of(name, taken) for name, taken in DOWNLOADS.items()}


def name_of_list(name: str) -> str | Promise:
    """« Funders », « Consortia »: lists of one kind have names of their own."""
    return ROLES[name].title if name in ROLES else KINDS[DOWNLOADS[name].kind].name


@require_safe
@in_register
def page(request: HttpRequest, register: Register) -> HttpResponse:
    """What the API has, read from its description."""
    schema = SchemaGenerator(patterns=urlpatterns, api_version="1").get_schema(request=None, public=True)
    lists = [
        {
            "address": address,
            "label": name_of_list(address.rstrip("/").rpartition("/")[2]),
            "filters": [one["name"] for one in said["get"]["parameters"] if one["in"] == "query"],
        }
        for address, said in schema["paths"].items()
        if "{register}" not in address and "schema" not in address
    ]
    return render(request, "data/api.html", {"lists": lists, "limit": settings.API_LIMIT})


lists: list[URLPattern] = [path(f"{name}/", view, name=f"api_{name.replace('-', '_')}") for name, view in VIEWS.items()]
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/schema/", SpectacularAPIView.as_view(throttle_classes=[Throttle]), name="api_schema"),
    path("api/v1/", include(lists)),
    path("api/v1/r/<slug:register>/", include((lists, "api_register"))),
]
