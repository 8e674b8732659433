"""Wagtail's ``publish_scheduled``, that does not stop at the first revision without an aval."""

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from aval.errores import ErrorDeAval


class Command(publish_scheduled.Command):
    def handle(self, *args, **options):
        rechazadas = [] if options["dryrun"] else list(self._publicar())
        super().handle(*args, **options)
        if rechazadas:
            raise CommandError(
                ngettext("%(n)s versión no se publicó.", "%(n)s versiones no se publicaron.", len(rechazadas))
                % {"n": len(rechazadas)}
            )

    def _publicar(self):
        """Publish what is due; yields each revision that was refused, after taking it off the schedule."""
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"):
            try:
                with transaction.atomic():
                    revision.publish(log_action="wagtail.publish.scheduled")
            except ErrorDeAval as error:
                Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
                self.stderr.write(
                    _("Versión %(numero)s de «%(titulo)s»: %(error)s")
                    % {"numero": revision.pk, "titulo": revision.object_str, "error": error}
                )
                yield revision
