"""Who may open and who may do what: every address of the site, for every group, to read and to write; and the security
headers of whatever is answered to a reader.

The table says, for each address, from which group on it may be asked (GET) and written to (POST). Each group may do
all that the ones before it may. An address that is not in the table fails.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from tests.portal.security_headers import wrong_headers
from tests.portal.site_things import Things, arguments, build
from tests.portal.urls import address, every_url, names_of_site
from tests.whole import WHOLE

pytestmark = pytest.mark.django_db

EVERYONE = ("visitor", "contributor", "reviewer", "publisher", "administrator", "superuser")
NOBODY = "nobody"
NOT_ALLOWED = "405"
# The administration sends visitors to its own sign-in first, which sends them on to the site's.
SIGN_IN = ("/staff/sign-in/", "/admin/login/")

PUBLIC = ("visitor", NOT_ALLOWED)
TABLE: dict[str, tuple[str, str]] = {
    # The public pages: everyone reads, nobody writes.
    **dict.fromkeys(
        [
            *(
                "entrance",
                "health",
                "robots",
                "home",
                "search",
                "suggestions",
                "method",
                "data",
                "design",
                "projects",
                "project",
                "organizations",
                "organization",
            ),
            *(
                "funders",
                "consortia",
                "establishments",
                "people",
                "person",
                "seats",
                "programmes",
                "programme",
                "awards",
                "award",
            ),
            *("sources", "source", "questions", "question", "question_download", "question_table", "question_chart"),
            *("question_embed", "question_chart_embed"),
            *("releases", "release", "release_file"),
        ],
        PUBLIC,
    ),
    # Accounts.
    "sign_in": ("visitor", "visitor"),
    "sign_out": (NOT_ALLOWED, "visitor"),
    "password": ("contributor", "contributor"),
    "second_factor": ("contributor", "contributor"),
    # Imports.
    "imports": ("contributor", NOT_ALLOWED),
    "import_upload": ("contributor", "contributor"),
    "import": ("contributor", NOT_ALLOWED),
    "import_progress": ("contributor", NOT_ALLOWED),
    "import_rows": ("contributor", NOT_ALLOWED),
    "import_file": ("contributor", NOT_ALLOWED),
    "import_picture": ("contributor", NOT_ALLOWED),
    "import_row": (NOT_ALLOWED, "contributor"),
    "import_table": (NOT_ALLOWED, "contributor"),
    "import_header": (NOT_ALLOWED, "contributor"),
    "import_columns": (NOT_ALLOWED, "contributor"),
    "import_sheet": (NOT_ALLOWED, "contributor"),
    "import_again": (NOT_ALLOWED, "contributor"),
    "import_compare": (NOT_ALLOWED, "contributor"),
    "import_group": (NOT_ALLOWED, "contributor"),
    "profile_forget": (NOT_ALLOWED, "contributor"),
    "import_cell": (NOT_ALLOWED, "reviewer"),
    "import_hidden": (NOT_ALLOWED, "reviewer"),
    "import_scope": (NOT_ALLOWED, "reviewer"),
    "import_row_scope": (NOT_ALLOWED, "reviewer"),
    "import_name": (NOT_ALLOWED, "reviewer"),
    "import_take_back": (NOT_ALLOWED, "reviewer"),
    "import_confirm": (NOT_ALLOWED, "reviewer"),
    "import_undo": (NOT_ALLOWED, "reviewer"),
    "names": ("reviewer", NOT_ALLOWED),
    "name_decide": (NOT_ALLOWED, "reviewer"),
    "names_match_again": (NOT_ALLOWED, "reviewer"),
    "name_take_back": (NOT_ALLOWED, "reviewer"),
    "entry": ("contributor", "contributor"),
    "requests": ("contributor", NOT_ALLOWED),
    "request_new": ("contributor", "contributor"),
    "request_edit": ("contributor", "contributor"),
    # Boards and money; errors that anyone reports.
    **dict.fromkeys(["finding", "network", "corrections", "corrections_feed", "report_received"], PUBLIC),
    "report": ("visitor", "visitor"),
    "findings": ("reviewer", NOT_ALLOWED),
    "finding_review": ("reviewer", NOT_ALLOWED),
    "finding_step": (NOT_ALLOWED, "reviewer"),
    "finding_publish": (NOT_ALLOWED, "publisher"),
    # Editions and withdrawals.
    "editions": ("publisher", NOT_ALLOWED),
    "edition_progress": ("publisher", NOT_ALLOWED),
    "edition_make": (NOT_ALLOWED, "publisher"),
    "edition_verify": (NOT_ALLOWED, "publisher"),
    "withdrawal": ("publisher", "publisher"),
    "withdrawal_confirm": (NOT_ALLOWED, "publisher"),
    "correction_queue": ("reviewer", NOT_ALLOWED),
    "correction_answer": ("reviewer", "reviewer"),
    # The administration's own pages. Its sign-in sends to ours.
    "admin:index": ("reviewer", "reviewer"),
    "admin:login": ("reviewer", "reviewer"),
    "admin:logout": ("visitor", "visitor"),
    "admin:password_change": ("reviewer", "reviewer"),
    "admin:password_change_done": ("reviewer", "reviewer"),
    "admin:autocomplete": ("reviewer", "reviewer"),
    "admin:jsi18n": ("reviewer", "reviewer"),
    "admin:view_on_site": ("reviewer", "reviewer"),
    "admin:app_list": ("reviewer", "reviewer"),
    "admin:auth_user_password_change": ("administrator", "administrator"),
}

# For each record of the administration: from which group on it is listed and read, changed, added, deleted.
FACT = ("reviewer", "reviewer", "reviewer", "administrator")
ROLE = ("reviewer", "reviewer", NOBODY, "administrator")
WRITTEN_BY_THE_PORTAL = ("reviewer", NOBODY, NOBODY, NOBODY)
RECORDS: dict[str, tuple[str, str, str, str]] = {
    "projects_register": ("reviewer", "administrator", "administrator", "administrator"),
    **dict.fromkeys([f"projects_{name}" for name in ("organization", "consortium", "establishment")], FACT),
    "projects_funder": ROLE,
    **dict.fromkeys([f"projects_{name}" for name in ("organizationevent", "person", "boardmembership")], FACT),
    **dict.fromkeys([f"projects_{name}" for name in ("project", "participation", "position")], FACT),
    **dict.fromkeys([f"projects_{name}" for name in ("usetype", "usedomain")], FACT),
    **dict.fromkeys([f"funding_{name}" for name in ("source", "accessrequest", "programme", "award")], FACT),
    **dict.fromkeys([f"funding_{name}" for name in ("contribution", "reportedfigure")], FACT),
    "funding_evidence": ("reviewer", "reviewer", NOBODY, "administrator"),
    **dict.fromkeys(
        [f"funding_{name}" for name in ("import", "stagedrow", "mention", "judgement", "release")],
        WRITTEN_BY_THE_PORTAL,
    ),
    "auth_user": ("administrator",) * 4,
    "auth_group": ("administrator", "superuser", "superuser", "superuser"),
}
ACTIONS = {"changelist": (0, 0), "change": (0, 1), "add": (2, 2), "delete": (3, 3), "history": (0, 0)}
QUERIES = {"admin:autocomplete": "?app_label=projects&model_name=participation&field_name=organization"}
# Django's own helpers inside the administration, which name no page of theirs.
HELPERS = re.compile(r"admin:(?:<path:object_id>/|\(\?P<url>\.\*\)\$)")


def expected(name: str) -> tuple[str, str]:
    """(who may read, who may write), KeyError where the table does not know the address."""
    if name in TABLE:
        return TABLE[name]
    if name.endswith(("_download", "_feed")) or name.startswith("api"):
        return PUBLIC
    record, _, action = name.removeprefix("admin:").rpartition("_")
    read, write = ACTIONS[action]
    return RECORDS[record][read], RECORDS[record][write]


def is_helper(name: str) -> bool:
    return HELPERS.match(name) is not None


def test_every_address_is_in_the_table() -> None:
    unknown = []
    for name in sorted(names_of_site()):
        try:
            if not is_helper(name):
                expected(name)
        except KeyError:
            unknown.append(name)
    assert not unknown, "say in the table who may open them"
    gone = [name for name in TABLE if name not in names_of_site()]
    assert not gone, "the table knows addresses that the site has not"


def test_the_pages_of_another_register_are_those_of_the_first() -> None:
    found = {name.removeprefix("register:") for name, _pattern in every_url() if name.startswith("register:")}
    others = {name.removeprefix("edition:") for name in found}
    assert others and others <= names_of_site()
    assert {name for name in others if expected(name) != PUBLIC} == {"report"}, "anyone may report an error"


def asked(first: str) -> set[str]:
    """The groups that are asked: the visitor, and the two on either side of the first that may, as each group may do all
    that the ones before it may; where nobody may, the one who may most. All six by `make test-all`."""
    border = EVERYONE.index(first) if first in EVERYONE else len(EVERYONE)
    return {*EVERYONE} if WHOLE else {EVERYONE[0], *EVERYONE[max(border - 1, 0) : border + 1]}


def clients(staff: Callable[[str], Any], client: Any) -> dict[str, Any]:
    return {group: client if group == "visitor" else staff(group) for group in EVERYONE}


def may(group: str, first: str) -> bool:
    """Whether a group comes at or after the first that may."""
    return first in EVERYONE and EVERYONE.index(group) >= EVERYONE.index(first)


def outcome(response: Any) -> str:
    """'sign in', 'refused', '405', 'broken' or 'answered'."""
    if response.status_code == 302 and response["Location"].split("?")[0].endswith(SIGN_IN):
        return "sign in"
    if response.status_code >= 500:
        return "broken"
    return {403: "refused", 405: NOT_ALLOWED}.get(response.status_code, "answered")


@pytest.mark.usefixtures("nothing_rendered")
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_group_may_do_what_the_table_says(staff: Callable[[str], Any], client: Any, method: str) -> None:
    things = build()
    wrong = []
    for group, browser in clients(staff, client).items():
        browser.raise_request_exception = False
        for name in sorted(names_of_site()):
            if is_helper(name):
                continue
            first = expected(name)[method == "post"]
            if group not in asked(first):
                continue
            response = ask(browser, method, name, things)
            found = outcome(response)
            if method == "get" and found != "broken":
                wrong += wrong_headers(name, response, first)
            if found not in allowed(group, first, name):
                wrong.append(f"{group} {method} {name}: {found}, expected {allowed(group, first, name)}")
    assert not wrong, "\n".join(wrong)


def allowed(group: str, first: str, name: str) -> set[str]:
    """What may come back. A visitor is told to sign in; who is signed in and may not is refused."""
    if first == NOT_ALLOWED:
        return {NOT_ALLOWED}
    if first == NOBODY:
        return {"sign in" if group == "visitor" else "refused"}
    if may(group, first):
        # Some of the administration's own pages are only read, or only written to.
        return {"answered", NOT_ALLOWED} if name.startswith("admin:") else {"answered"}
    return {"sign in"} if group == "visitor" else {"refused"}


def ask(browser: Any, method: str, name: str, things: Things) -> Any:
    """The answer to one request, and nothing of what it changed."""
    with transaction.atomic():
        session = browser.cookies.copy()
        response = getattr(browser, method)(address(name, arguments(name, things)) + QUERIES.get(name, ""))
        if response.streaming:
            b"".join(response.streaming_content)
        browser.cookies = session
        transaction.set_rollback(True)
    return response


def test_groups_hold_more_and_more() -> None:
    granted = {group.name: set(group.permissions.values_list("pk", flat=True)) for group in Group.objects.all()}
    assert set(granted) == {"contributor", "reviewer", "publisher", "administrator"}
    assert granted["contributor"] < granted["reviewer"] < granted["publisher"] < granted["administrator"]


def test_the_groups_are_made_again_without_change() -> None:
    from importlib import import_module

    from django.apps import apps

    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}
    make_groups = import_module("funding.migrations.0006_groups").make_groups
    make_groups(apps, None)
    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before
    Group.objects.all().delete()
    make_groups(apps, None)
    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before


def test_four_eyes_keep_the_one_who_uploaded_from_confirming(
    staff: Callable[[str], Any], settings: Any, django_user_model: Any
) -> None:
    things = build()
    first, second = staff("reviewer"), staff("superuser")
    things.batch.uploaded_by = django_user_model.objects.get(username="reviewer@example.org")
    things.batch.save()
    confirm = address("import_confirm", {"number": things.batch.pk})
    settings.FOUR_EYES = True
    first.post(confirm)
    things.batch.refresh_from_db()
    assert things.batch.state == "review", "the same person may not confirm"
    page = first.get(address("import", {"number": things.batch.pk}, "en"))
    assert "someone other than the person who handed this in must confirm it" in page.content.decode()
    second.post(confirm)
    things.batch.refresh_from_db()
    assert things.batch.state == "committing"


def test_without_four_eyes_the_page_says_so(staff: Callable[[str], Any], settings: Any, django_user_model: Any) -> None:
    things = build()
    settings.FOUR_EYES = False
    client = staff("reviewer")
    things.batch.uploaded_by = django_user_model.objects.get(username="reviewer@example.org")
    things.batch.save()
    page = client.get(address("import", {"number": things.batch.pk}, "en")).content.decode()
    assert "The rule of four eyes is off on this site" in page
    client.post(address("import_confirm", {"number": things.batch.pk}))
    things.batch.refresh_from_db()
    assert things.batch.state == "committing"
