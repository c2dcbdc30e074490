"""The page of the look, and the frame of every page."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from portal.context import navigation, site, wordmark
from projects.models import Register
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "name"), [("fr", "Deniers publics"), ("en", "Public Money")])
def test_it_shows_the_components_in_both_languages(client: StrictClient, language: str, name: str) -> None:
    page = client.get(f"/{language}/design/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f'<html lang="{language}">' in text
    assert name in text
    assert 'id="piece-1"' in text
    assert 'href="#piece-1"' in text


def test_a_page_that_does_not_exist_says_so_in_the_site_s_frame(client: StrictClient) -> None:
    page = client.get("/en/nothing-here/")
    assert page.status_code == 404
    assert "The thread stops here" in page.content.decode()


def test_the_other_language_leads_to_the_same_page(rf: RequestFactory) -> None:
    request = rf.get("/fr/design/?a=1")
    request.resolver_match = None  # type: ignore[assignment]
    with override("fr"):
        addresses = {one["code"]: one["address"] for one in site(request)["languages"]}
    assert addresses["en"] == "/en/design/?a=1"


@pytest.mark.parametrize("invented", [True, False])
def test_every_page_of_an_invented_register_says_so(rf: RequestFactory, invented: bool) -> None:
    request = rf.get("/en/")
    request.resolver_match = None  # type: ignore[assignment]
    request.user = AnonymousUser()
    request.register = Register.objects.create(  # type: ignore[attr-defined]
        slug="example", number=2, name_fr="Registre d’exemple", name_en="Example register", invented=invented
    )
    with override("en"):
        page = render_to_string("404.html", request=request)
    assert ("Invented data" in page) == invented


def test_the_current_part_of_the_site_is_marked() -> None:
    with override("en"):
        marked = [link["address"] for link in navigation(None, "organization") if link["current"]]
    assert marked == ["/en/organizations/"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Deniers publics", ("Den", "i", "ers publ", "i", "cs", False)),
        ("Public Money", ("Publ", "i", "c M", "o", "ney", True)),
        ("Livre", ("L", "i", "vr", "e", "", True)),
        ("Compte", ("Compte", "", "", "", "", False)),
    ],
)
def test_the_thread_is_tied_to_the_letters_of_any_name(name: str, parts: tuple[Any, ...]) -> None:
    cut = wordmark(name)
    assert (cut.before, cut.first, cut.between, cut.second, cut.after, cut.eye) == parts
    assert cut.before + cut.first + cut.between + cut.second + cut.after == name
