"""The administration of the register: Django's, with our sign-in and for the groups that correct facts.

Who may come in: reviewers, publishers and administrators, by what their group may do; no flag on the account is
needed. Its own sign-in form is not used, so that attempts are counted in one place (portal/accounts.py).
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _


class RegisterAdminSite(AdminSite):
    """Django's administration, opened to those who may change an organization."""

    site_header = _("Administration of the register")
    site_title = _("Administration")
    index_title = _("All that the register holds")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.has_perm("projects.change_organization")

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        """Visitors sign in on the site's page; a contributor, who may not come in, is told so (403)."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or request.build_absolute_uri("/admin/"))
