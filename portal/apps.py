from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PortalConfig(AppConfig):
    name = "portal"
    default = True

    def ready(self) -> None:
        from portal import checks  # noqa: F401  (registers them)


class AdministrationConfig(admin.AdminConfig):
    """Django's administration with our site (portal/administration.py) in the place of its own."""

    default = False
    default_site = "portal.administration.RegisterAdminSite"
