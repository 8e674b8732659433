"""The screen on which the DDRI reads a translation: both texts side by side, and what to look at in each section."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail_localize.models import Translation

from aval.errores import ErrorDeAval
from aval.lectura import secciones_de
from aval.marcas import marcar
from aval.models import Aval
from aval.views import AvalView
from base.idiomas import ESPANOL, es_traduccion, original_de
from base.palabras import lineas_visibles

from . import cotejo, enlaces, segmentos
from .atraso import atraso_de, base_de, cambios_desde
from .models import Termino
from .servicio import citados_sin_version, sin_cambio, traduccion_de


@dataclass(frozen=True)
class Hallazgo:
    """Something to look at in a section: ``clase`` groups it, ``frase`` is for the moderator."""

    clase: str
    frase: str


def pantalla(tarea):
    """Hook ``pantalla_del_aval``: this screen, for a text that translates another."""
    objeto = tarea.revision.as_object()
    return RevisarTraduccionView.as_view() if es_traduccion(objeto) and original_de(objeto) else None


class RevisarTraduccionView(AvalView):
    """The aval of a translation."""

    template_name = "traducciones/revisar.html"
    page_title = gettext_lazy("Aval de la versión en inglés")

    def get_context_data(self, form, **kwargs):
        context = super().get_context_data(form=form, **kwargs)
        original = original_de(self.objeto)
        context["filas"] = filas = completar_filas(
            context["filas"], original, self.objeto, context["ultimo_aval"], self.de_maquina
        )
        context["hallazgos"] = sum(len(fila["hallazgos"]) for fila in filas)
        context["con_hallazgos"] = [fila for fila in filas if fila["hallazgos"] or fila["fallas"]]
        context["cambiadas"] = [fila for fila in filas if fila["cambio"]]
        context["original_cambio"] = self._cambios_desde_el_envio(original)
        context["original"] = original
        context["original_vivo"] = original.live
        context["atraso"] = atraso_de(type(self.objeto).objects.get(pk=self.objeto.pk))
        traduccion = Translation.objects.filter(
            source__object_id=self.objeto.translation_key, target_locale_id=self.objeto.locale_id
        ).first()
        context["citados"] = citados_sin_version(traduccion) if traduccion else []
        context["de_maquina"] = self.de_maquina
        return context

    @cached_property
    def de_maquina(self):
        """What is still as a machine left it, or None when the text is not of the desk."""
        traduccion = traduccion_de(self.objeto)
        return LoDeMaquina(traduccion) if traduccion else None

    def decidir(self, decision, form):
        if decision == "avalar" and self.de_maquina and self.de_maquina.casi_todo and not form.cleaned_data["carta"]:
            razon = _(
                "Casi todo este inglés está como lo dejó una máquina. Si aun así le da el aval, diga por qué: "
                "queda en el registro."
            )
            form.add_error("carta", razon)
            raise ErrorDeAval(razon)
        return super().decidir(decision, form)

    def _cambios_desde_el_envio(self, original):
        """What changed in the original since this text was proposed: list of names of sections."""
        if not original.aval:
            return []
        propuesto = Aval(revision_numero=self.revision.pk, momento=self.revision.created_at)
        base = base_de(propuesto, original)
        if not base or base.pk == original.aval_id:
            return []
        atraso = cambios_desde(self.objeto, original, base)
        return list(atraso.secciones) if atraso else []


class LoDeMaquina:
    """How much of a translation nobody's hand has touched since a machine wrote it."""

    def __init__(self, traduccion):
        segmentos_de = traduccion.source.stringsegment_set.exclude(context__path="slug")
        self.total = segmentos_de.count()
        self.frases = list(sin_cambio(traduccion).exclude(context__path="slug").select_related("context"))
        self.sin_cambio = len(self.frases)
        self.motores = list(dict.fromkeys(frase.tool_name for frase in self.frases))
        self.por_campo = {}
        for frase in self.frases:
            self.por_campo.setdefault(segmentos.campo_de(frase.context.path), []).append(frase)

    @property
    def casi_todo(self):
        """More than half: to publish it takes a reason."""
        return self.sin_cambio * 2 > self.total

    def hallazgos(self, campo):
        return [
            Hallazgo(
                "maquina",
                _("Como lo dejó %(motor)s, sin cambio: «%(texto)s»")
                % {"motor": frase.tool_name, "texto": _corto(segmentos.texto(frase.data))},
            )
            for frase in self.por_campo.get(campo, [])
        ]


def completar_filas(filas, original, objeto, ultimo_aval, de_maquina=None):
    """The rows of the screen with what a translation needs: both sides, what changed in each, what to look at."""
    terminos = list(Termino.objects.all())
    de, a = original.locale.language_code, objeto.locale.language_code
    pares = segmentos.parejas(original, objeto)
    avaladas = _secciones_de_aval(ultimo_aval)
    base = base_de(ultimo_aval, original) if ultimo_aval else None
    traducidas = _secciones_de_aval(base) if base and base.pk != original.aval_id else {}
    for fila in filas:
        campo, html = fila["seccion"].campo, fila["seccion"].html
        suyo = fila["origen"].html if fila["origen"] else ""
        fila["marcado"] = (
            marcar(lineas_visibles(avaladas[campo]), lineas_visibles(html)) if _distinta(avaladas, campo, html) else ""
        )
        fila["marcado_origen"] = (
            marcar(lineas_visibles(traducidas[campo]), lineas_visibles(suyo))
            if _distinta(traducidas, campo, suyo)
            else ""
        )
        fila["hallazgos"] = hallazgos(pares.get(campo, []), terminos, de, a) if campo != "slug" else []
        if de_maquina:
            fila["hallazgos"] = [*de_maquina.hallazgos(campo), *fila["hallazgos"]]
        if a != ESPANOL:
            fila["hallazgos"] = [*fila["hallazgos"], *al_espanol(html)]
        fila["traducible"] = campo in pares
    return filas


def _distinta(antes, campo, html):
    return campo in antes and lineas_visibles(antes[campo]) != lineas_visibles(html)


def _secciones_de_aval(aval):
    """What an aval approved, as its reader saw it: dict field → HTML. Empty when its revision was purged."""
    if not aval or not aval.revision:
        return {}
    viejo = aval.revision.as_object()
    hoy = {seccion.campo: seccion.html for seccion in secciones_de(viejo)}
    return {campo: hoy.get(campo, "") for campo in viejo.campos_de_lectura}


def hallazgos(pares, terminos, de=ESPANOL, a="en"):
    """What to look at in the ``pares`` (markup, markup) of a section: list of ``Hallazgo``, each said once."""
    dichos = {}
    for marcado, traducido in pares:
        for hallazgo in hallazgos_de(marcado, traducido, terminos, de, a):
            dichos[hallazgo] = True
    return list(dichos)


def al_espanol(html):
    """The links of a section that lead to a page in Spanish."""
    return [
        Hallazgo(
            "enlaces",
            _("El enlace «%(palabras)s» lleva a una página en español: %(url)s") % {"palabras": palabras, "url": url},
        )
        for palabras, url in enlaces.al_espanol(html)
    ]


def hallazgos_de(marcado, traducido, terminos, de=ESPANOL, a="en"):
    """What to look at in one segment and its translation."""
    origen, destino = segmentos.texto(marcado), segmentos.texto(traducido)
    if not origen.strip():
        return []
    if cotejo.sin_traducir(origen, destino):
        return [Hallazgo("sin-traducir", _("Sin traducir: «%(texto)s»") % {"texto": _corto(origen)})]
    if not destino.strip():
        return [Hallazgo("sin-traducir", _("Falta: «%(texto)s»") % {"texto": _corto(origen)})]
    avisos = []
    faltan, sobran = cotejo.enlaces_distintos(marcado, traducido)
    if faltan:
        avisos.append(
            Hallazgo("enlaces", ngettext("Falta un enlace.", "Faltan %(n)s enlaces.", len(faltan)) % {"n": len(faltan)})
        )
    if sobran:
        avisos.append(
            Hallazgo("enlaces", ngettext("Sobra un enlace.", "Sobran %(n)s enlaces.", len(sobran)) % {"n": len(sobran)})
        )
    avisos += _de_lado("fechas", _("Fechas"), cotejo.fechas_distintas(origen, destino, de, a))
    avisos += _de_lado("numeros", _("Cifras"), cotejo.numeros_distintos(origen, destino, de, a))
    avisos += _de_lado("marcadores", _("Marcadores"), cotejo.marcadores_distintos(origen, destino))
    for termino, usada in cotejo.apartes_del_glosario(origen, destino, terminos, de, a):
        datos = {"es": termino.oficial(de), "en": termino.oficial(a), "usada": usada}
        frase = (
            _("Glosario: en vez de «%(usada)s», «%(en)s».") if usada else _("Glosario: «%(es)s» se traduce «%(en)s».")
        )
        avisos.append(Hallazgo("glosario", frase % datos))
    conocidos = [forma for termino in terminos for idioma in (de, a) for forma in termino.admitidas(idioma)]
    if a != ESPANOL and (quedan := cotejo.palabras_sin_traducir(origen, destino, conocidos)):
        avisos.append(
            Hallazgo("espanol", _("Palabras que quedaron en español: %(cuales)s.") % {"cuales": ", ".join(quedan)})
        )
    if sin_tilde := cotejo.tildes_perdidas(origen, destino):
        avisos.append(
            Hallazgo("tildes", _("Nombres que perdieron su tilde: %(cuales)s.") % {"cuales": ", ".join(sin_tilde)})
        )
    conocidos = [forma for termino in terminos for forma in termino.admitidas(de)]
    if perdidos := cotejo.nombres_perdidos(origen, destino, conocidos):
        avisos.append(
            Hallazgo(
                "nombres", _("Nombres que no aparecen en la traducción: %(cuales)s.") % {"cuales": ", ".join(perdidos)}
            )
        )
    return avisos


def _de_lado(clase, que, lados):
    faltan, sobran = lados
    avisos = []
    if faltan:
        avisos.append(
            Hallazgo(clase, _("%(que)s solo en el original: %(cuales)s.") % {"que": que, "cuales": ", ".join(faltan)})
        )
    if sobran:
        avisos.append(
            Hallazgo(clase, _("%(que)s solo en la traducción: %(cuales)s.") % {"que": que, "cuales": ", ".join(sobran)})
        )
    return avisos


def _corto(texto, largo=90):
    return texto if len(texto) <= largo else texto[:largo].rsplit(" ", 1)[0] + "…"
