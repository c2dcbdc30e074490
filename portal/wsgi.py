"""The site for a WSGI server (granian in production and in the demo)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# Nobody waits half a minute for a page: what takes longer only keeps the server from everybody else.
os.environ["STATEMENT_LIMIT"] = os.environ.get("STATEMENT_LIMIT") or "30"
application = get_wsgi_application()
