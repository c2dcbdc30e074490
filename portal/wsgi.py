"""The site for a WSGI server (granian in production and in the demo)."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.memory import keep_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# What takes longer only keeps the server from everybody else. Workers have no limit: an import takes as long as it takes.
options = settings.DATABASES["default"]["OPTIONS"]
options["options"] = f"{options.get('options', '')} -c statement_timeout={settings.STATEMENT_LIMIT}s".strip()
application = get_wsgi_application()
keep_loaded()
