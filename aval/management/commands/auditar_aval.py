"""``manage.py auditar_aval``: whether everything that is live is what the DDRI approved."""

import json

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aval.auditoria import Hallazgo, auditar
from aval.models import Avalable
from aval.retiro import retirar
from base.basedatos import nombre_de_la_base


class Command(BaseCommand):
    help = "Compara todo lo publicado con su aval. Termina con estado 1 si algo no corresponde."

    def add_arguments(self, parser):
        parser.add_argument("--retirar", action="store_true", help="retira de lo público lo que no corresponde")
        parser.add_argument("--json", action="store_true", dest="en_json", help="el resultado en JSON")

    def handle(self, *args, en_json, **options):
        auditoria = auditar(retirar=_retirar if options["retirar"] else None)
        if en_json:
            self.stdout.write(_en_json(auditoria))
        else:
            self._decir(auditoria)
        if auditoria.hallazgos:
            raise SystemExit(1)

    def _decir(self, auditoria):
        for datos in auditoria.hallazgos:
            hallazgo = Hallazgo(**datos)
            self.stdout.write(f"{hallazgo}{' · ' + _('retirado') if hallazgo.retirado else ''}")
        cuantos = len(auditoria.hallazgos)
        problemas = ngettext("%(n)s problema", "%(n)s problemas", cuantos) % {"n": cuantos}
        self.stdout.write(
            _("%(base)s: %(revisados)s objetos publicados revisados en %(segundos).1f s: %(problemas)s.")
            % {
                "base": nombre_de_la_base(),
                "revisados": auditoria.revisados,
                "segundos": auditoria.segundos,
                "problemas": problemas,
            }
        )


def _retirar(objeto, motivo):
    if isinstance(objeto, Avalable):
        retirar(objeto, None, motivo)
    else:
        objeto.unpublish()  # of a kind that has no record


def _en_json(auditoria):
    return json.dumps(
        {
            "base": nombre_de_la_base(),
            "momento": auditoria.momento.isoformat(),
            "segundos": auditoria.segundos,
            "revisados": auditoria.revisados,
            "hallazgos": auditoria.hallazgos,
        },
        ensure_ascii=False,
        indent=2,
    )
