"""Where each ficha stands, told by the database: for lists that are long."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, F, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState


class Situacion(TextChoices):
    """In the order in which something is asked of who writes it."""

    DEVUELTA = "devuelta", _("Devuelta con una carta")
    BORRADOR = "borrador", _("Borrador sin enviar")
    CON_CAMBIOS = "con_cambios", _("Publicada, con cambios sin enviar")
    EN_LA_DDRI = "en_la_ddri", _("En la DDRI")
    PUBLICADA = "publicada", _("Publicada")
    RETIRADA = "retirada", _("Retirada")


def _el_ultimo(campo):
    """``campo`` of the last time that it was sent."""
    estados = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=Cast(OuterRef("pk"), CharField())
    )
    return Subquery(estados.order_by("-created_at", "-pk").values(campo)[:1])


def con_situacion(fichas):
    """``fichas`` with ``situacion``, ``paso`` (number of the task that it waits in) and ``desde``, when that began."""
    enviada, devuelta = WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES
    return (
        fichas.annotate(envio=_el_ultimo("status"))
        .annotate(
            situacion=Case(
                When(envio=enviada, then=Value(Situacion.EN_LA_DDRI.value)),
                When(envio=devuelta, then=Value(Situacion.DEVUELTA.value)),
                When(Q(live=True, has_unpublished_changes=True), then=Value(Situacion.CON_CAMBIOS.value)),
                When(live=True, then=Value(Situacion.PUBLICADA.value)),
                When(aval__isnull=False, then=Value(Situacion.RETIRADA.value)),
                default=Value(Situacion.BORRADOR.value),
                output_field=CharField(),
            )
        )
        .annotate(paso=_el_ultimo("current_task_state__task_id"))
        .annotate(
            desde=Case(
                When(situacion=Situacion.EN_LA_DDRI, then=_el_ultimo("current_task_state__started_at")),
                When(situacion=Situacion.DEVUELTA, then=_el_ultimo("current_task_state__finished_at")),
                When(situacion=Situacion.PUBLICADA, then=F("last_published_at")),
                default=Coalesce(F("latest_revision_created_at"), F("first_published_at")),
            )
        )
    )


def por_lo_que_se_pide(fichas, primero=()):
    """Those of ``con_situacion`` by what they ask, the numbers ``primero`` before all; then, what was touched last."""
    lugares = [When(situacion=una, then=Value(lugar)) for lugar, una in enumerate(Situacion)]
    urgentes = When(pk__in=primero, then=Value(-1))
    return fichas.order_by(Case(urgentes, *lugares, default=Value(len(lugares))), "-latest_revision_created_at", "-pk")
