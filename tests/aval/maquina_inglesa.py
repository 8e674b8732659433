"""The English side of the machine: translated at the desk, sent, read side by side, and approved."""

from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from practicas.models import PracticaPage
from tests import fabrica as f
from tests.mundo import ESCRIBEN, MODERAN, PAPELES, pedir

PUERTAS = st.sampled_from(("actualizar", "editor", "alias", "dejar"))
CUALQUIERA = st.sampled_from(tuple(PAPELES))


class EnIngles:
    """Acts of ``Maquina``, whose ``fichas`` also know the English pages, each with its ``original``."""

    fichas_vivas = Bundle("fichas")

    @rule(
        target=fichas_vivas,
        ficha=fichas_vivas,
        traduce=st.sampled_from(ESCRIBEN),
        quien=st.sampled_from(MODERAN),
    )
    def todo_el_camino_en_ingles(self, ficha, traduce, quien):
        """From what is live in Spanish; when there is nothing to translate from, it ends where it stops."""
        inglesa = self._traducir(ficha.original or ficha, traduce)
        if inglesa:
            self._avalar(inglesa, quien)
        return inglesa or ficha

    @rule(target=fichas_vivas, ficha=fichas_vivas, traduce=st.sampled_from(ESCRIBEN))
    def traducir(self, ficha, traduce):
        return self._traducir(ficha.original or ficha, traduce) or ficha

    def _traducir(self, original, traduce):
        """Write all that is missing at the desk, and a summary of new words; and send it."""
        self._empezar_ingles(original, "comunicaciones")
        inglesa, traduccion = self._inglesa(original)
        if not inglesa:
            return None
        navegador = self._navegador(traduce)
        url = reverse("traducciones:mesa", args=[traduccion.pk]) + "?ver=todo"
        respuesta = navegador.get(url)
        if respuesta.status_code == 200:
            dicho = self._palabras()
            pedir(navegador, "post", url, self._hoja_de_la_mesa(respuesta, traduccion, dicho))
            if StringTranslation.objects.filter(data=dicho).exists():
                inglesa.por_enviar.add(traduce)
        anterior = self._pagina(inglesa).latest_revision_id
        pedir(navegador, "post", reverse("traducciones:enviar", args=[traduccion.pk]))
        enviado = self._pagina(inglesa).get_latest_revision()
        if enviado and enviado.pk != anterior:
            inglesa.dicho = enviado.content["resumen"]
            inglesa.autores |= inglesa.por_enviar | {traduce}
            inglesa.por_enviar = set()
        return inglesa

    def _inglesa(self, original):
        """The English of ``original``, as the oracle knows it, and its translation; None where there is none."""
        traduccion = self._traduccion(original)
        pagina = (
            traduccion
            and PracticaPage.objects.filter(
                translation_key=traduccion.source.object_id, locale=traduccion.target_locale
            ).first()
        )
        if not pagina:
            return None, None
        inglesa = self.fichas.get(pagina.pk)
        if not inglesa:
            inglesa = self.fichas[pagina.pk] = type(original)(pagina.pk, original)
            inglesa.por_enviar = set()  # who wrote at the desk what is not in any version yet
        return inglesa, traduccion

    def _hoja_de_la_mesa(self, respuesta, traduccion, dicho):
        datos = f.leer_formulario(respuesta, lambda formulario: "traducciones-mesa" in formulario.get("class", ()))
        for segmento in traduccion.source.stringsegment_set.select_related("context"):
            nombre = f"texto-{segmento.pk}"
            if segmento.context.path == "resumen":
                datos[nombre] = dicho
            elif nombre in datos and not any(datos[nombre]):
                datos[nombre] = f"in-english-{dicho}" if segmento.context.path == "slug" else "In English."
        return datos

    # --- The doors of the translation tool ---------------------------------------------------------------------------

    def _traduccion(self, ficha):
        pagina = self._pagina(ficha)
        return pagina and Translation.objects.filter(source__object_id=pagina.translation_key).first()

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def enviar_a_traducir(self, ficha, quien):
        self._empezar_ingles(ficha, quien)

    def _empezar_ingles(self, ficha, quien):
        ingles = Locale.objects.get(language_code="en")
        url = reverse("wagtail_localize:submit_page_translation", args=[ficha.pk])
        pedir(self._navegador(quien), "post", url, {"locales": [ingles.pk]})

    @rule(ficha=fichas_vivas, quien=CUALQUIERA, puerta=PUERTAS)
    def publicar_la_traduccion(self, ficha, quien, puerta):
        traduccion = self._traduccion(ficha)
        if not traduccion:
            return
        try:
            inglesa = traduccion.get_target_instance()
        except PracticaPage.DoesNotExist:
            return
        url, datos = {
            "actualizar": (
                ("wagtail_localize:update_translations", traduccion.source_id),
                {"publish_translations": "on"},
            ),
            "editor": (("wagtailadmin_pages:edit", inglesa.pk), {"action": "publish"}),
            "alias": (("wagtail_localize:convert_to_alias", inglesa.pk), {}),
            "dejar": (("wagtail_localize:stop_translation", traduccion.pk), {}),
        }[puerta]
        pedir(self._navegador(quien), "post", reverse(url[0], args=[url[1]]), datos)
