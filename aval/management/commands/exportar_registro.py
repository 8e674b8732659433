"""``manage.py exportar_registro``: the whole ledger in lines of JSON, for another machine to keep."""

import json

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from aval.espejo import lineas


class Command(BaseCommand):
    help = "Writes each row of the ledger as a line of JSON, tied to the one before. No names and no texts: digests."

    def add_arguments(self, parser):
        parser.add_argument("--clase", action="append", help="only this record (aval.aval); may be repeated")
        parser.add_argument("--desde", type=int, default=0, metavar="N", help="only the rows after number N")

    def handle(self, *args, clase, desde, **options):
        for una in lineas(clase, desde):
            self.stdout.write(json.dumps(una, cls=DjangoJSONEncoder, ensure_ascii=False))
