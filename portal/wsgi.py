"""The site for a WSGI server (granian in production and in the demo)."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# What takes longer only keeps the server from everybody else. Workers have no limit: an import takes as long as it takes.
options = settings.DATABASES["default"]["OPTIONS"]
options["options"] = f"{options.get('options', '')} -c statement_timeout={settings.STATEMENT_LIMIT}s".strip()
application = get_wsgi_application()
# What was loaded until now stays: a collection that looked at all of it took a tenth of a second of somebody's page (2026-12).
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
