"""The site map on one screen."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import funding.urls
import portal.accounts
import portal.design
import projects.urls

# Pages that every register has.
register_pages: list[URLPattern | URLResolver] = [*projects.urls.urlpatterns, *funding.urls.urlpatterns]

urlpatterns: list[URLPattern | URLResolver] = [path("admin/", admin.site.urls)]
urlpatterns += i18n_patterns(
    path("staff/", include([*portal.accounts.urlpatterns, *funding.urls.staff])),
    path("r/<slug:register>/", include((register_pages, "register"))),
    path("design/", portal.design.design, name="design"),
    *register_pages,
)
