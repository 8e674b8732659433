# The site on a server of its own (docs/operacion.md, «En contenedores»). By itself it answers on 127.0.0.1:8001, inside;
# compose.yaml puts nginx, PostgreSQL, Redis and the workers beside it.
FROM python:3.11-slim AS construccion
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
WORKDIR /srv/banco
COPY requirements.txt constraints.txt ./
RUN /opt/venv/bin/pip install --requirement requirements.txt --constraint constraints.txt
COPY . .
# Catalogues, compiled by polib; and what the pages bring along, with its manifest. Neither asks for the real settings:
# these exist in this line only.
RUN /opt/venv/bin/python sitio/catalogos.py locale/*/LC_MESSAGES/*.po locale_wagtail/*/LC_MESSAGES/*.po \
    && DJANGO_SETTINGS_MODULE=sitio.settings.produccion STATIC_ROOT=/srv/banco/estaticos DATABASE_URL=sqlite:////tmp/ninguna \
        ALLOWED_HOSTS=ninguno SECRET_KEY=de-la-construccion-y-de-nada-mas-cincuenta-caracteres \
        /opt/venv/bin/python manage.py collectstatic --noinput

FROM python:3.11-slim
# Pango makes the PDF; the letters of the site come with it, and DejaVu has the signs that they lack.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 banco \
    && useradd --system --uid 10001 --gid banco --home-dir /var/lib/banco --shell /usr/sbin/nologin banco \
    && install -d -o banco -g banco /var/lib/banco /var/lib/banco/media /var/lib/banco/documentos /var/log/banco
COPY --from=construccion /opt/venv /opt/venv
# Of root: the service reads the code and does not change it.
COPY --from=construccion /srv/banco /srv/banco
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=sitio.settings.produccion \
    STATIC_ROOT=/srv/banco/estaticos \
    MEDIA_ROOT=/var/lib/banco/media \
    CACHE_DE_DOCUMENTOS=/var/lib/banco/documentos
WORKDIR /srv/banco
USER 10001
EXPOSE 8001
HEALTHCHECK --interval=15s --timeout=6s --start-period=60s CMD ["python", "despliegue/vivo.py"]
CMD ["gunicorn", "--config", "despliegue/gunicorn.conf.py", "sitio.wsgi"]
