"""The site map on one screen."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

import funding.urls
import portal.accounts
import portal.api
import portal.design
import portal.editions
import portal.feeds
import projects.urls
from portal import views

handler404 = "portal.errors.not_found"
handler500 = "portal.errors.failed"

# Pages that every register has.
register_pages: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("method/", views.method, name="method"),
    path("data/", views.data, name="data"),
    path("api/", portal.api.page, name="api"),
    *portal.feeds.urlpatterns,
    *projects.urls.urlpatterns,
    *funding.urls.urlpatterns,
]

# The same pages as they were in an edition.
register_pages.append(path("releases/<int:edition>/", include((portal.editions.pages(register_pages), "edition"))))

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.to_language, name="entrance"),
    path("health", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    *portal.api.urlpatterns,
]
urlpatterns += i18n_patterns(
    path("admin/", admin.site.urls),
    path("staff/", include([*portal.accounts.urlpatterns, *funding.urls.staff])),
    path("r/<slug:register>/", include((register_pages, "register"))),
    path("design/", portal.design.design, name="design"),
    *register_pages,
)
