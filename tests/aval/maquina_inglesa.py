"""The English side of the machine: translated at the desk and by the other ways in, sent, read, and approved."""

import re
from contextlib import contextmanager

import polib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, rule
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from practicas.models import PracticaPage
from tests import fabrica as f
from tests.mundo import ESCRIBEN, MODERAN, PAPELES, pedir

from .oraculo import Brecha, Ficha

PUERTAS = st.sampled_from(("actualizar", "editor", "alias", "dejar"))
CUALQUIERA = st.sampled_from(tuple(PAPELES))
# What a person does to the summary that is there: writes another, adds to it, takes from it, types an old one again.
COMO = st.sampled_from(("nuevo", "agregar", "quitar", "viejo"))


class TraductorDePrueba(BaseMachineTranslator):
    """Each sentence another way round; of an address, one that is one."""

    display_name = "De prueba"

    def translate(self, source_locale, target_locale, strings):
        return {
            una: StringValue(f"machine{''.join(c for c in una.data if c.isalnum())[:40]}".lower()) for una in strings
        }

    def can_translate(self, source_locale, target_locale):
        return True


class EnIngles:
    """Acts of ``Maquina``, whose ``fichas`` also know the English pages, each with its ``original``."""

    fichas_vivas = Bundle("fichas")

    @rule(
        target=fichas_vivas,
        ficha=fichas_vivas,
        traduce=st.sampled_from(ESCRIBEN),
        quien=st.sampled_from(MODERAN),
        como=COMO,
        cual=st.integers(0, 5),
    )
    def todo_el_camino_en_ingles(self, ficha, traduce, quien, como, cual):
        """From what is live in Spanish; when there is nothing to translate from, it ends where it stops."""
        inglesa = self._traducir(ficha.original or ficha, traduce, como, cual)
        if inglesa:
            self._avalar(inglesa, quien)
        return inglesa or ficha

    @rule(target=fichas_vivas, ficha=fichas_vivas, traduce=st.sampled_from(ESCRIBEN))
    def traducir(self, ficha, traduce):
        return self._traducir(ficha.original or ficha, traduce) or ficha

    def _traducir(self, original, traduce, como="nuevo", cual=0):
        """Write all that is missing at the desk, and a summary; and send it."""
        self._empezar_ingles(original, "comunicaciones")
        inglesa, traduccion = self._inglesa(original)
        if not inglesa:
            return None
        self._escribir_en_el_escritorio(
            inglesa, traduccion, traduce, self._dicho_en_ingles(inglesa, traduccion, como, cual)
        )
        self._enviar_ingles(inglesa, traduccion, traduce)
        return inglesa

    def _enviar_ingles(self, inglesa, traduccion, quien):
        anterior = self._pagina(inglesa).latest_revision_id
        pedir(self._navegador(quien), "post", reverse("traducciones:enviar", args=[traduccion.pk]))
        enviado = self._pagina(inglesa).get_latest_revision()
        if enviado and enviado.pk != anterior:
            inglesa.dice(enviado.content["resumen"])
            inglesa.quieto = self._lo_que_guarda(traduccion)

    # --- What is typed at the desk, and what is kept there --------------------------------------------------------

    def _lo_que_guarda(self, traduccion):
        """The sentences and the choices that the translation tool keeps of a text, and whether it still keeps them."""
        suyas = {"context__object_id": traduccion.source.object_id, "locale": traduccion.target_locale}
        return (
            sorted(StringTranslation.objects.filter(**suyas).values_list("pk", "data", "translation_type")),
            sorted(SegmentOverride.objects.filter(**suyas).values_list("pk", "data_json")),
            Translation.objects.filter(pk=traduccion.pk, enabled=True).exists(),
        )

    def _resumen(self, traduccion):
        """The summary as the tool keeps it: its words, and whether a machine wrote them and nobody read them."""
        uno = traduccion.source.stringsegment_set.filter(context__path="resumen").first()
        kept = (
            uno
            and StringTranslation.objects.filter(
                translation_of=uno.string_id, context=uno.context_id, locale=traduccion.target_locale
            ).first()
        )
        return (kept.data, kept.translation_type == "machine") if kept else ("", False)

    @contextmanager
    def _tecleando(self, inglesa, traduccion, quien):
        """Look whether the summary that is kept is another one after it: then ``quien`` typed it, or confirmed it."""
        antes, de_maquina = self._resumen(traduccion)
        yield
        ahora, sigue_de_maquina = self._resumen(traduccion)
        if ahora and not sigue_de_maquina and (ahora != antes or de_maquina):
            self.oraculo.teclea(quien, ahora, "" if de_maquina else antes)
            inglesa.dichos.append(ahora)

    def _dicho_en_ingles(self, inglesa, traduccion, como, cual):
        anterior, inglesa.dicho = inglesa.dicho, self._resumen(traduccion)[0]
        try:
            return self._dicho(inglesa, como, cual)
        finally:
            inglesa.dicho = anterior

    def _escribir_en_el_escritorio(self, inglesa, traduccion, quien, dicho):
        navegador = self._navegador(quien)
        url = reverse("traducciones:escritorio", args=[traduccion.pk]) + "?ver=todo"
        respuesta = navegador.get(url)
        if respuesta.status_code == 200:
            with self._tecleando(inglesa, traduccion, quien):
                pedir(navegador, "post", url, self._hoja_del_escritorio(respuesta, traduccion, dicho))

    def _del_escritorio(self, ficha):
        """The English of ``ficha`` and its translation, where there is one."""
        return self._inglesa(ficha.original or ficha)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA, como=COMO, cual=st.integers(0, 5))
    def poner_una_frase(self, ficha, quien, como, cual):
        """As the tool's editor does, at any moment."""
        inglesa, traduccion = self._del_escritorio(ficha)
        if inglesa:
            self._poner(inglesa, traduccion, quien, self._dicho_en_ingles(inglesa, traduccion, como, cual))

    def _poner(self, inglesa, traduccion, quien, dicho):
        uno = traduccion.source.stringsegment_set.filter(context__path="resumen").first()
        if uno:
            url = reverse("wagtail_localize:edit_string_translation", args=[traduccion.pk, uno.pk])
            with self._tecleando(inglesa, traduccion, quien):
                self._put(quien, url, dicho)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN))
    def los_cinco_pasos(self, ficha, quien):
        """Typed by who moderates while another version is read, sent then by somebody else, and approved by herself."""
        inglesa = self._traducir(ficha.original or ficha, "comunicaciones")
        if not inglesa:
            return
        _inglesa, traduccion = self._del_escritorio(ficha)
        self._poner(inglesa, traduccion, quien, self._palabras())
        self._avalar(inglesa, next(otra for otra in MODERAN if otra != quien))
        self._enviar_ingles(inglesa, traduccion, "comunicaciones")
        self._avalar(inglesa, quien)

    def _put(self, quien, url, valor):
        cuerpo = encode_multipart(BOUNDARY, {"value": valor})
        return pedir(self._navegador(quien), "put", url, cuerpo, content_type=MULTIPART_CONTENT)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN))
    def enviar_ingles(self, ficha, quien):
        inglesa, traduccion = self._del_escritorio(ficha)
        if inglesa:
            self._enviar_ingles(inglesa, traduccion, quien)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA, imagen=st.booleans(), quitar=st.booleans(), cual=st.integers(0, 2))
    def elegir_otra_imagen_u_otro_enlace(self, ficha, quien, imagen, quitar, cual):
        self._elegir(ficha, quien, imagen, quitar, cual)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN), imagen=st.booleans(), cual=st.integers(0, 2))
    def elegir_y_enviar(self, ficha, quien, imagen, cual):
        """So that choices reach the aval: chosen by who moderates, sent by another person."""
        self._elegir(ficha, quien, imagen, False, cual)
        inglesa, traduccion = self._del_escritorio(ficha)
        if inglesa:
            self._enviar_ingles(inglesa, traduccion, "comunicaciones")
            self._avalar(inglesa, quien)

    def _elegir(self, ficha, quien, imagen, quitar, cual):
        inglesa, traduccion = self._del_escritorio(ficha)
        empieza = "imagenes" if imagen else "lecciones"
        uno = traduccion and traduccion.source.overridablesegment_set.filter(context__path__startswith=empieza).first()
        if not uno:
            return
        url = reverse("wagtail_localize:edit_override", args=[traduccion.pk, uno.pk])
        suyas = SegmentOverride.objects.filter(context=uno.context_id, locale=traduccion.target_locale)
        antes = suyas.first()
        if quitar:
            pedir(self._navegador(quien), "delete", url)
        else:
            self._put(
                quien, url, self.mundo.imagenes[cual].pk if imagen else f"https://example.org/elegido{self._numero()}"
            )
        ahora = suyas.first()
        if (antes and antes.data) != (ahora and ahora.data):
            valor = ahora.data if ahora else uno.data
            self.oraculo.elige(quien, f"{inglesa.pk}:imagen{valor}" if imagen else valor)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA, como=COMO, cual=st.integers(0, 5))
    def subir_un_po(self, ficha, quien, como, cual):
        inglesa, traduccion = self._del_escritorio(ficha)
        if not inglesa:
            return
        po = polib.pofile(str(traduccion.export_po()))
        dicho = self._dicho_en_ingles(inglesa, traduccion, como, cual)
        for entrada in po:
            if entrada.msgctxt == "resumen":
                entrada.msgstr = dicho
        archivo = SimpleUploadedFile("vuelta.po", str(po).encode())
        with self._tecleando(inglesa, traduccion, quien):
            url = reverse("wagtail_localize:upload_pofile", args=[traduccion.pk])
            pedir(self._navegador(quien), "post", url, {"file": archivo})

    @rule(ficha=fichas_vivas, pide=CUALQUIERA, confirma=st.sampled_from(ESCRIBEN))
    def borrador_de_la_maquina(self, ficha, pide, confirma):
        """A machine writes what is missing, and a person says that it was read."""
        inglesa, traduccion = self._del_escritorio(ficha)
        if not inglesa:
            return
        with self._tecleando(inglesa, traduccion, pide):
            pedir(self._navegador(pide), "post", reverse("wagtail_localize:machine_translate", args=[traduccion.pk]))
        respuesta = self._navegador(confirma).get(url := reverse("traducciones:escritorio", args=[traduccion.pk]))
        if respuesta.status_code != 200:
            return
        datos = f.leer_formulario(
            respuesta, lambda formulario: "traducciones-escritorio" in formulario.get("class", ())
        )
        datos |= {nombre.replace("texto-", "confirmo-"): "on" for nombre in datos if nombre.startswith("texto-")}
        with self._tecleando(inglesa, traduccion, confirma):
            pedir(self._navegador(confirma), "post", url, datos)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def retomar_el_escritorio(self, ficha, quien):
        inglesa, _traduccion = self._del_escritorio(ficha)
        if inglesa:
            url = f.url_edicion(self._pagina(inglesa))
            pedir(self._navegador(quien), "post", url, {"localize-restart-translation": "1"})

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def retirar_el_envio(self, ficha, quien):
        inglesa, traduccion = self._del_escritorio(ficha)
        if inglesa:
            url = reverse("traducciones:escritorio", args=[traduccion.pk])
            pedir(self._navegador(quien), "post", url, {"retirar-envio": "1"})

    def _lo_que_se_lee_esta_quieto(self):
        for ficha in self.fichas.values():
            if not ficha.quieto:
                continue
            tarea = self._tarea(ficha)
            traduccion = self._traduccion(ficha)
            if not tarea or not traduccion:
                ficha.quieto = None
            elif self._lo_que_guarda(traduccion) != ficha.quieto:
                raise Brecha(f"what the tool keeps of {ficha.pk} changed while the DDRI read it")

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
            inglesa = self.fichas[pagina.pk] = Ficha(pagina.pk, original)
        return inglesa, traduccion

    def _hoja_del_escritorio(self, respuesta, traduccion, dicho):
        datos = f.leer_formulario(
            respuesta, lambda formulario: "traducciones-escritorio" in formulario.get("class", ())
        )
        for segmento in traduccion.source.stringsegment_set.select_related("context", "string"):
            nombre = f"texto-{segmento.pk}"
            if segmento.context.path == "resumen":
                datos[nombre] = dicho
            elif nombre in datos and not any(datos[nombre]):
                enlaces = "".join(re.findall(r"<a .*?</a>", segmento.string.data))  # they are kept
                datos[nombre] = f"in-english-{dicho}" if segmento.context.path == "slug" else f"In English {enlaces}."
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
