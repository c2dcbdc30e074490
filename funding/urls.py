"""Addresses of awards, programmes, sources, records and questions, in every register; and of the staff's pages."""

from django.urls import URLPattern, URLResolver, path

from funding import (
    network,
    organization_view,
    question_views,
    record_views,
    release_views,
    source_view,
    staff_urls,
    views,
)
from funding.corrections import views as corrections
from funding.findings import views as findings
from funding.tombstones import with_tombstone

downloads = [
    path(f"{name}.<str:form>", views.download, {"name": name}, name=f"{name.replace('-', '_')}_download")
    for name in views.DOWNLOADS
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("awards/", views.awards, name="awards"),
    path("awards/<slug:key>/", with_tombstone("award", record_views.award), name="award"),
    path("programmes/", views.programmes, name="programmes"),
    path("programmes/<slug:key>/", with_tombstone("programme", record_views.programme), name="programme"),
    path("sources/", views.sources, name="sources"),
    path("sources/<slug:key>/", source_view.source, name="source"),
    path("projects/<slug:key>/", with_tombstone("project", record_views.project), name="project"),
    path(
        "organizations/<slug:key>/", with_tombstone("organization", organization_view.organization), name="organization"
    ),
    path("people/<slug:key>/", with_tombstone("person", record_views.person), name="person"),
    path("findings/<slug:key>/", with_tombstone("finding", findings.finding), name="finding"),
    path("network/<slug:kind>/<slug:key>/", network.network, name="network"),
    path("report/received/", corrections.report_received, name="report_received"),
    path("report/<slug:kind>/<slug:key>/", corrections.report, name="report"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("corrections.atom", corrections.corrections_feed, name="corrections_feed"),
    *downloads,
    *question_views.urlpatterns,
    *release_views.urlpatterns,
]

staff: list[URLPattern | URLResolver] = [*staff_urls.urlpatterns]
