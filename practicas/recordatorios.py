"""The DDRI reminds an entity of a ficha that waits for the entity: one mail to each person, however many fichas."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from actores.avisos import anotar_nuevas, ya_se_aviso
from actores.correo import direccion_completa
from actores.grupos import MODERACION, pertenece
from aval.cartas import escribir

from .situacion import Situacion

ACCION = "practicas.recordatorio"
# Where a ficha waits for its entity.
DE_LA_ENTIDAD = (Situacion.DEVUELTA, Situacion.BORRADOR, Situacion.CON_CAMBIOS)
_SE_NOMBRAN = 20


def _clave(ficha):
    """Once a week each ficha, whoever asks for it."""
    anio, semana, _dia = timezone.localdate().isocalendar()
    return f"recordatorio:{ficha.pk}:{anio}-{semana:02}"


def _personas(ficha):
    return [una for una in ficha.interesados() if una.email]


def por_que_no(ficha, quien):
    """Why ``quien`` cannot remind the entity of ``ficha`` (one of ``con_situacion``): a sentence, or ""."""
    if not pertenece(quien, MODERACION):
        return _("Solo Moderación recuerda.")
    if ficha.situacion not in DE_LA_ENTIDAD:
        return _("No espera a su entidad: %(donde)s.") % {"donde": Situacion(ficha.situacion).label}
    if not ficha.entidad_id:
        return _("No dice de qué entidad es.")
    if not _personas(ficha):
        return _("Su entidad no tiene un punto focal con correo: desígnelo en «Puntos focales».")
    if ya_se_aviso(_clave(ficha)):
        return _("Ya se le recordó esta semana.")
    return ""


def recordar(fichas, quien, texto=""):
    """Remind the entities of ``fichas`` of them. Returns ``(those reminded, [(those not, why)])``."""
    hechas, negadas, de_cada_quien = [], [], {}
    for ficha in fichas:
        if motivo := por_que_no(ficha, quien):
            negadas.append((ficha, motivo))
            continue
        hechas.append(ficha)
        for persona in _personas(ficha):
            de_cada_quien.setdefault(persona, []).append(ficha)
    for persona, suyas in de_cada_quien.items():
        nuevas = set(anotar_nuevas([_clave(ficha) for ficha in suyas], persona.email))
        if suyas := [ficha for ficha in suyas if _clave(ficha) in nuevas]:
            escribir(persona, lambda suyas=suyas: _carta(suyas, texto))
    for ficha in hechas:
        personas = [str(una) for una in _personas(ficha)]
        log(instance=ficha, action=ACCION, user=quien, data={"personas": personas, "texto": texto})
    return hechas, negadas


def _carta(fichas, texto):
    cuantas = len(fichas)
    dichas = "\n".join(
        "– {}: {} ({})".format(
            ficha.draft_title or ficha.title,
            Situacion(ficha.situacion).label,
            date_format(timezone.localtime(ficha.desde), "DATE_FORMAT") if ficha.desde else "—",
        )
        for ficha in fichas[:_SE_NOMBRAN]
    )
    if cuantas > _SE_NOMBRAN:
        dichas += "\n" + _("Y %(n)s más.") % {"n": cuantas - _SE_NOMBRAN}
    parrafos = [
        ngettext(
            "Esta ficha de su entidad espera a que usted siga con ella:",
            "Estas %(n)s fichas de su entidad esperan a que usted siga con ellas:",
            cuantas,
        )
        % {"n": cuantas},
        dichas,
    ]
    if texto:
        parrafos.append(texto)
    donde = reverse("wagtailadmin_pages:edit", args=[fichas[0].pk]) if cuantas == 1 else reverse("fichas:index")
    asunto = ngettext("Una ficha espera a su entidad", "%(n)s fichas esperan a su entidad", cuantas) % {"n": cuantas}
    return asunto, parrafos, direccion_completa(donde)
