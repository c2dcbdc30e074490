# The site and its workers in one image; the command decides which (docker-compose.yml).
FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --frozen --no-dev
COPY . .
# Static files are made once, in the image; with the settings of this step nothing is asked of a server.
RUN export SECRET_KEY=for-the-static-files-of-this-image-only VAR_DIR=/app/built \
    DATABASE_URL=postgresql://none/none REDIS_URL=redis://none \
 && .venv/bin/python manage.py build_assets \
 && .venv/bin/python manage.py compile_words \
 && .venv/bin/python manage.py collectstatic --noinput \
 # The account that runs the site reads all of it, whatever the masks of who copied the sources.
 && chmod -R a+rX /app

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home portal && install -d -o portal /var/lib/portal
WORKDIR /app
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 VAR_DIR=/var/lib/portal \
    STATIC_ROOT=/app/built/static ASSETS_DIR=/app/built/assets
USER portal
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--blocking-threads", "8", "portal.wsgi:application"]
