# The two commands: `make run` and `make test`. Everything else is a part of them.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
export DJANGO_SETTINGS_MODULE ?= sitio.settings.desarrollo
export BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run test test-rapido preparar lint textos comprobar bench bench-aval fuzz-aval pares

$(VENV)/.instalado: requirements.txt constraints.txt
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	touch $@

$(VENV)/.desarrollo: $(VENV)/.instalado requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt -c constraints.txt
	touch $@

# The compiled catalogues come from the .po by polib (a dependency of wagtail-localize): no gettext needed.
%.mo: %.po $(VENV)/.instalado
	$(PY) -c "import polib; polib.pofile('$<').save_as_mofile('$@')"

# Our sentences are written in Spanish: locale/ has their English; locale_wagtail/, the Spanish that Wagtail lacks.
MO := locale/en/LC_MESSAGES/django.mo $(addprefix locale_wagtail/es/LC_MESSAGES/,django.mo djangojs.mo)

run: $(VENV)/.instalado $(MO)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py demo
	@echo
	@echo "El Banco está en http://127.0.0.1:$(PORT)/ y su administración en http://127.0.0.1:$(PORT)/admin/"
	@$(PY) manage.py runserver 127.0.0.1:$(PORT) --noreload

preparar: $(VENV)/.desarrollo $(MO)

test: preparar
	$(PY) -m pytest $(ARGS)

# While one writes: without the browser, the machine and the other long ones.
test-rapido: preparar
	$(PY) -m pytest -m "not navegador and not largo" $(ARGS)

lint: $(VENV)/.desarrollo
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --lint --quiet base practicas redes eventos sitio aval traducciones
	$(VENV)/bin/lint-imports

comprobar: $(VENV)/.instalado
	$(PY) manage.py check
	$(PY) manage.py makemigrations --check --dry-run

# Long runs, by hand: the machine that knocks at doors (PASOS steps), and what the aval costs.
PASOS ?= 20000
fuzz-aval: $(VENV)/.desarrollo $(MO)
	PASOS=$(PASOS) $(PY) -m pytest -n 0 -rP tests/aval/test_maquina.py -k nada_se_lee

# Two people at once, PARES times each way (10 ways). For deadlocks: pg_virtualenv -t -o fsync=off make pares
PARES ?= 20
pares: $(VENV)/.desarrollo $(MO)
	PARES=$(PARES) $(PY) -m pytest -n 0 -s tests/aval/test_a_la_vez.py

bench-aval: $(VENV)/.desarrollo
	$(PY) -m bench.aval

# What the pages of the Bank cost, against two floors in the same run (see bench/README.md).
bench: $(VENV)/.desarrollo $(MO)
	$(PY) -m bench.banco $(N)

# Collects the sentences of the interface into the catalogue (needs GNU gettext).
textos: $(VENV)/.instalado
	$(PY) manage.py makemessages --locale en --no-location --no-wrap --ignore .venv --ignore tests --ignore bench
