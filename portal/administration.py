"""The administration of the register: Django's, with our sign-in and for the groups that correct facts.

Who may come in: reviewers, publishers and administrators, by what their group may do; no flag on the account is
needed. Its own sign-in form is not used, so that attempts are counted in one place (portal/accounts.py).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache


class RegisterAdminSite(AdminSite):
    """Django's administration, opened to those who may change an organization."""

    site_header = _("Administration of the register")
    site_title = _("Administration")
    index_title = _("All that the register holds")
    site_url = reverse_lazy("home")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.has_perm("projects.change_organization")

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """As Django's; who is signed in and may not come in is refused, not asked to sign in again."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request) and view != self.logout:
                raise PermissionDenied
            return inner(request, *args, **kwargs)

        # The words for scripts are the same for everyone; all the rest is for one person only.
        return checked if view == self.i18n_javascript else never_cache(checked)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """Visitors sign in on the site's page; a contributor, who may not come in, is told so (403)."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
