"""Who may do what: one decorator for the staff's pages, and the four-eyes rule.

In: a view and the permission it asks for. Out: the view, which sends visitors to the sign-in page and refuses (403)
who may not. The groups and their permissions are made by migration 0006; DESIGN § 11 says what each group is for.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache

from funding.imports.models import Import

View = Callable[..., HttpResponseBase]


def may(permission: str) -> Callable[[View], View]:
    """The view for those who have the permission (« funding.add_import »); nothing of it is kept in a cache."""

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(page_of(request))
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(wrapped)

    return decorate


def page_of(request: HttpRequest) -> str:
    """The page to come back to: this one; of a form that was sent, the page that it stood on, since its own address shows nothing."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    stood = urlsplit(request.headers.get("Referer", ""))
    return stood._replace(scheme="", netloc="").geturl() if stood.netloc == request.get_host() else reverse("imports")


def needs_another(user: AbstractBaseUser | AnonymousUser, batch: Import) -> bool:
    """True where the four-eyes rule asks for someone other than the one who handed the file in."""
    return settings.FOUR_EYES and batch.uploaded_by_id is not None and batch.uploaded_by_id == user.pk


def may_confirm(user: Any, batch: Import) -> bool:
    """May this user publish what the import brings? The rule of four eyes holds for everyone, superusers too."""
    return user.has_perm("funding.commit_import") and not needs_another(user, batch)
