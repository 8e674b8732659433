# The two commands: `make run` and `make test`. `make help` tells the others.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export DJANGO_SETTINGS_MODULE ?= sitio.settings.desarrollo
export BASE_URL ?= http://127.0.0.1:$(PORT)

.DEFAULT_GOAL := help
.PHONY: help run catalogos preparar test capturas recorrido test-rapido lint tipos dependencias migraciones cobertura proxima imagen ganchos textos comprobar bench bench-aval fuzz-aval pares

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1m%-18s\033[0m %s\n", "make " $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.instalado: requirements.txt constraints.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	touch $@

$(VENV)/.desarrollo: $(VENV)/.instalado requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	touch $@

# The compiled catalogues come from the .po by polib (a dependency of wagtail-localize): no gettext needed.
%.mo: %.po sitio/catalogos.py $(VENV)/.instalado
	$(PY) sitio/catalogos.py $<

# Our sentences are written in Spanish: locale/ has their English; locale_wagtail/, what Wagtail lacks or says otherwise.
MO := locale/en/LC_MESSAGES/django.mo $(addprefix locale_wagtail/,en/LC_MESSAGES/django.mo es/LC_MESSAGES/django.mo es/LC_MESSAGES/djangojs.mo)

catalogos: $(MO) ## The sentences of both languages, compiled

run: $(VENV)/.instalado $(MO) ## The demonstration, on one's own machine (PORT=8000)
	@$(PY) manage.py demo --servir 127.0.0.1:$(PORT)

preparar: $(VENV)/.desarrollo $(MO) ## The environment and the catalogues, so that two runs at once need not make them

test: preparar ## Every test, on the database of the environment; ARGS="tests/aval" a part
	$(PY) -m pytest $(ARGS)

capturas: preparar ## The pictures of the manuals, taken again by the walks that show them
	CAPTURAS=1 $(PY) -m pytest tests/e2e/test_imagenes_de_los_manuales.py tests/e2e/test_historia.py tests/e2e/test_al_dia.py

recorrido: preparar ## Every screen of the admin at three sizes: barriers, focus, overflow (some twenty minutes)
	$(PY) -m pytest -m navegador tests/e2e/recorrido_administracion.py $(ARGS)

test-rapido: preparar ## While one writes: without the browser, the machine and the other long ones
	$(PY) -m pytest -m "not navegador and not largo" $(ARGS)

lint: $(VENV)/.desarrollo tipos dependencias ## Style, templates, floors, types, dependencies
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --lint --quiet actores aval banco base estudio eventos formularios intercambios practicas promocion publicables redes sistema sitio traducciones
	$(VENV)/bin/lint-imports

tipos: $(VENV)/.desarrollo ## Types, in the rooms that pyproject.toml names
	$(VENV)/bin/mypy

dependencias: $(VENV)/.desarrollo ## What is imported is listed in requirements.txt
	$(VENV)/bin/deptry .

# sqlmigrate needs the database that production has: pg_virtualenv -t make migraciones
migraciones: $(VENV)/.desarrollo ## What a migration may do to a site that is being read, on PostgreSQL
	DJANGO_SETTINGS_MODULE=sitio.settings.pruebas $(PY) manage.py lintmigrations

cobertura: $(VENV)/.desarrollo $(MO) ## Every test, with the lines that they reach and the floor of pyproject.toml
	$(PY) -m pytest --cov --cov-report=term --cov-report=html $(ARGS)

proxima: $(VENV)/.desarrollo $(MO) ## The quick part of the tests on the next Wagtail; PROXIMA_TODO=1 all of them
	.ci/proxima-wagtail

MOTOR ?= docker
imagen: ## The image of the site, by Docker or MOTOR=podman
	$(MOTOR) build --tag banco .

ganchos: $(VENV)/.desarrollo ## Checks before each commit (pre-commit)
	$(VENV)/bin/pre-commit install

comprobar: $(VENV)/.instalado ## Settings, and migrations that are missing
	$(PY) manage.py check
	$(PY) manage.py makemigrations --check --dry-run

# Long runs, by hand: the machine that knocks at doors (PASOS steps), and what the aval costs.
PASOS ?= 20000
fuzz-aval: $(VENV)/.desarrollo $(MO) ## The machine that knocks at the aval (PASOS=20000)
	PASOS=$(PASOS) $(PY) -m pytest -n 0 -rP tests/aval/test_maquina.py -k nada_se_lee

# Two people at once, PARES times each way (10 ways). For deadlocks: pg_virtualenv -t -o fsync=off make pares
PARES ?= 20
pares: $(VENV)/.desarrollo $(MO) ## Two people at once, PARES=20 times each way
	PARES=$(PARES) $(PY) -m pytest -n 0 -s tests/aval/test_a_la_vez.py

bench-aval: $(VENV)/.desarrollo ## What the aval costs, against stock Wagtail
	$(PY) -m bench.aval

# What the pages of the Bank cost, against two floors in the same run (see bench/README.md).
bench: $(VENV)/.desarrollo $(MO) ## What the pages of the Bank and the screens of the admin cost (N="100 1000")
	$(PY) -m bench.banco $(N)
	$(PY) -m bench.admin $(N)

textos: $(VENV)/.instalado ## Collects the sentences of the interface (needs GNU gettext)
	$(PY) manage.py makemessages --locale en --no-location --no-wrap --ignore ".venv*" --ignore tests --ignore bench
