"""Addresses of the lists of projects, organizations and people; each stands in every register (portal/urls.py)."""

from django.urls import URLPattern, path

from projects import views

urlpatterns: list[URLPattern] = [
    path("projects/", views.projects, name="projects"),
    path("organizations/", views.organizations, name="organizations"),
    path("funders/", views.funders, name="funders"),
    path("consortia/", views.consortia, name="consortia"),
    path("establishments/", views.establishments, name="establishments"),
    path("people/", views.people, name="people"),
    path("seats/", views.seats, name="seats"),
]
