"""Addresses of awards, programmes, sources and questions, in every register; and of the staff's pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

staff: list[URLPattern] = []
