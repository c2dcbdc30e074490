"""Addresses of projects, organizations and people; each stands in every register (portal/urls.py)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
