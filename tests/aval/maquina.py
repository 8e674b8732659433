"""A machine that knocks at doors in any order, against a ledger of its own of who wrote and who approved what.

The oracle (``oraculo.py``) shares nothing with the guard: it knows what each person typed and chose and which moderator
pressed the button on which words, and it looks at the pages as a visitor does. What a visitor reads must be words that
a moderator approved who typed none of those that the text approved before did not have.
"""

import copy
import json
import re

from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from aval.views_retiro import url_de
from practicas.models import PracticaPage
from tests import fabrica as f
from tests.direcciones_del_admin import LA_API_ACTUA, de_la_api
from tests.mundo import ESCRIBEN, MODERAN, PAPELES, pedir

from .maquina_inglesa import COMO, EnIngles
from .oraculo import Brecha, Ficha, Oraculo

CUALQUIERA = st.sampled_from(tuple(PAPELES))
COPIAS = st.sampled_from(("publish_copies", "alias", "nada"))
ACCIONES_DE_LA_API = st.sampled_from(("publish", "copy", "create_alias", "convert_alias", "revert_to_page_revision"))
MOTIVOS = st.sampled_from(("La entidad lo pidió.", ""))
ENLACE = '<p>Con <a href="https://example.org/base/">un enlace</a>.</p>'  # each language may have another

# Where the screens show the summary, and what tells which text they show.
EN_LA_PANTALLA = r'id="seccion-resumen".*?aval-prosa"[^>]*>(.*?)</div>'
EN_LA_PANTALLA_INGLESA = r'id="seccion-resumen"(?:(?!</section>).)*lang="en"[^>]*>(.*?)</div>'
EN_PUBLICO = r'<p class="entradilla"[^>]*>(.*?)</p>'
HUELLA = r'name="huella" value="([0-9a-f]+)"'


class Maquina(EnIngles, RuleBasedStateMachine):
    """``mundo`` is a ``Mundo`` and ``principio`` what ``empezar`` left there; each run is undone at its end."""

    mundo = principio = None
    pasos = avales = avales_en_ingles = 0  # of all the runs

    def __init__(self):
        super().__init__()
        self._atomico = transaction.atomic()
        self._atomico.__enter__()
        cache.clear()
        translation.activate("es")
        self.ultima, self.reloj = None, 0
        self.fichas, self.oraculo, self.contador = copy.deepcopy(self.principio) or ({}, Oraculo(), 0)

    def teardown(self):
        transaction.set_rollback(True)
        self._atomico.__exit__(None, None, None)

    fichas_vivas = Bundle("fichas")

    # --- What people do ---------------------------------------------------------------------------------------

    def _numero(self):
        self.contador += 1
        return self.contador

    def _palabras(self):
        return f"palabra{self._numero()}"

    def _navegador(self, papel):
        return self.mundo.navegador(papel)

    def _pagina(self, ficha):
        self.ultima = ficha
        return PracticaPage.objects.filter(pk=ficha.pk).first()

    def _anotar_borrador(self, ficha, quien, dicho):
        """Look whether what was sent became the draft: then who sent it is an author of it."""
        pagina = self._pagina(ficha)
        if pagina and pagina.get_latest_revision().content.get("resumen") == dicho:
            self.oraculo.teclea(quien, dicho, ficha.dicho)
            ficha.dice(dicho)

    def _dicho(self, ficha, como, cual):
        """What is typed over the last draft of ``ficha``."""
        palabras = ficha.dicho.split()
        if como == "viejo" and ficha.dichos:
            return ficha.dichos[cual % len(ficha.dichos)]
        if como == "quitar" and len(palabras) > 1:
            return " ".join(palabras[1:])
        return " ".join([*(palabras[-4:] if como == "agregar" else ()), self._palabras()])

    def _ficha_de(self, dicho, **mas):
        imagenes = [{"imagen": self.mundo.imagenes[0].pk, "texto_alternativo": "Una calle", "credito": "Equipo"}]
        return f.datos_de_ficha(title="Ficha de prueba", resumen=dicho, lecciones=ENLACE, imagenes=imagenes, **mas)

    def _formulario(self, ficha, dicho, **mas):
        return self._ficha_de(dicho, slug=self._pagina(ficha).slug) | mas

    @classmethod
    def empezar(cls, mundo):
        """Something live, that there is something to spoil. It stays, and each run begins with it."""
        cls.mundo = mundo
        maquina = cls()
        maquina._camino(maquina._nueva("focal"), "moderadora", "focal")
        maquina._atomico.__exit__(None, None, None)
        return maquina.fichas, maquina.oraculo, maquina.contador

    @initialize(target=fichas_vivas)
    def una_ficha(self):
        (ficha,) = self.fichas.values()
        return ficha

    @rule(target=fichas_vivas, quien=st.sampled_from(("focal", "comunicaciones")))
    def crear(self, quien):
        return self._nueva(quien)

    def _nueva(self, quien, **mas):
        dicho = self._palabras()
        datos = self._ficha_de(dicho, slug=f"ficha-{dicho}") | mas
        pedir(self._navegador(quien), "post", f.url_nueva(), datos)
        pagina = PracticaPage.objects.filter(slug=f"ficha-{dicho}").first()
        if pagina is None:
            return self.fichas[next(iter(self.fichas))]
        ficha = self.fichas[pagina.pk] = Ficha(pagina.pk)
        self.oraculo.teclea(quien, dicho)
        ficha.dice(dicho)
        return ficha

    @rule(target=fichas_vivas, quien=st.sampled_from(("focal", "comunicaciones", "superusuario")))
    def crear_y_publicar(self, quien):
        return self._nueva(quien, **{"action-publish": "1"})

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN), como=COMO, cual=st.integers(0, 5))
    def escribir(self, ficha, quien, como, cual):
        self._editar(ficha, quien, como=como, cual=cual)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN))
    def publicar_desde_el_editor(self, ficha, quien):
        self._editar(ficha, quien, **{"action-publish": "1"})

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN), cual=st.integers(0, 5), json_=st.booleans())
    def reescribir_una_version(self, ficha, quien, cual, json_):
        pagina = self._pagina(ficha)
        if not pagina:
            return
        versiones = list(pagina.revisions.order_by("-pk").values_list("pk", flat=True))
        cabeceras = {"Accept": "application/json"} if json_ else {}
        self._editar(ficha, quien, cabeceras, overwrite_revision_id=versiones[cual % len(versiones)])

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN))
    def programar(self, ficha, quien):
        self._editar(ficha, quien, go_live_at="2020-01-01 00:00", **{"action-publish": "1"})

    def _editar(self, ficha, quien, cabeceras=None, como="nuevo", cual=0, **mas):
        if not self._pagina(ficha):
            return
        dicho = self._dicho(ficha, como, cual)
        datos = self._formulario(ficha, dicho, **mas)
        pedir(self._navegador(quien), "post", f.url_edicion(self._pagina(ficha)), datos, headers=cabeceras or {})
        self._anotar_borrador(ficha, quien, dicho)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(("focal", "comunicaciones")), como=COMO, cual=st.integers(0, 5))
    def escribir_y_enviar(self, ficha, quien, como, cual):
        self._editar(ficha, quien, como=como, cual=cual, **{"action-submit": "1"})

    # --- The way through ----------------------------------------------------------------------------------------

    def _tarea(self, ficha):
        pagina = self._pagina(ficha)
        tarea = pagina and pagina.current_workflow_task_state
        return tarea if tarea and tarea.status == tarea.STATUS_IN_PROGRESS else None

    def _decidir(self, ficha, quien, decision, **datos):
        """Open the screen, and press the button on the words that it shows. Whether it was done, and on which words."""
        tarea = self._tarea(ficha)
        navegador = self._navegador(quien)
        pantalla = navegador.get(f.pantalla(tarea))
        if pantalla.status_code != 200:
            return None
        leido = self._lo_que_muestra(pantalla, ficha)
        campos = {"huella": self._leer(pantalla, HUELLA)}
        pedir(navegador, "post", f.pantalla(tarea), campos | datos | {"decision": decision})
        tarea.refresh_from_db()
        return leido if tarea.status == tarea.STATUS_APPROVED else None

    def _lo_que_muestra(self, pantalla, ficha):
        """The words that the screen asks to decide on; of a translation, those of its own side."""
        suyo = ficha.original and self._leer(pantalla, EN_LA_PANTALLA_INGLESA)
        return suyo or self._leer(pantalla, EN_LA_PANTALLA)

    def _leer(self, respuesta, donde):
        """The words at ``donde``, as the browser shows them."""
        hallado = re.search(donde, respuesta.content.decode(), re.DOTALL)
        return hallado and re.sub(r"<[^>]*>", "", hallado[1]).strip()

    def _estudiar(self, ficha, quien):
        tarea = self._tarea(ficha)
        if tarea and tarea.task.name == "Estudio":
            self._decidir(ficha, quien, "pasar", **f.rubrica())

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN))
    def estudiar(self, ficha, quien):
        self._estudiar(ficha, quien)

    @rule(ficha=fichas_vivas, quien=st.sampled_from((*MODERAN, "superusuario", "comunicaciones")))
    def avalar(self, ficha, quien):
        self._avalar(ficha, quien)

    def _avalar(self, ficha, quien):
        tarea = self._tarea(ficha)
        if not tarea or tarea.task.name != "Aval":
            return
        elegido = self._elegido(ficha, tarea.revision.content)
        leido = self._decidir(ficha, quien, "avalar", buena_practica="on")
        if leido is not None:
            self._anotar_aval(ficha, quien, leido, elegido)

    def _elegido(self, ficha, contenido):
        """What a text shows that each language may choose: links, and pictures (one is another on each page)."""
        imagenes = {f"{ficha.pk}:imagen{fila['imagen']}" for fila in contenido["imagenes"]}
        return imagenes | set(re.findall(r"https://example.org/elegido\d+", contenido["lecciones"]))

    def _anotar_aval(self, ficha, quien, leido, elegido):
        self.oraculo.aprueba(ficha, quien, leido, elegido)
        type(self).avales += 1
        type(self).avales_en_ingles += bool(ficha.original)

    def _camino(self, ficha, quien, escribe, como="nuevo", cual=0):
        self._editar(ficha, escribe, como=como, cual=cual)
        self._editar(ficha, "focal", como="agregar", **{"action-submit": "1"})
        self._estudiar(ficha, quien)
        self._avalar(ficha, quien)

    # So that avales are common: written, sent, studied and brought to the aval in one step.
    _de_quien = {"quien": st.sampled_from(MODERAN), "escribe": st.sampled_from(ESCRIBEN)}

    @rule(ficha=fichas_vivas, **_de_quien)
    def todo_el_camino(self, ficha, quien, escribe):
        self._camino(ficha, quien, escribe)

    @rule(ficha=fichas_vivas, como=COMO, cual=st.integers(0, 5), **_de_quien)
    def todo_el_camino_otra_vez(self, ficha, quien, escribe, como, cual):
        self._camino(ficha, quien, escribe, como, cual)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN))
    def todo_el_camino_de_lo_que_escribe_quien_modera(self, ficha, quien):
        self._camino(ficha, quien, quien)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN))
    def apartar_y_volver(self, ficha, quien):
        """Written by who moderates, replaced by something approved, typed again by another person, and approved."""
        self._editar(ficha, quien)
        suyo = len(ficha.dichos) - 1
        self._camino(ficha, next(otra for otra in MODERAN if otra != quien), "focal")
        self._camino(ficha, quien, "focal", "viejo", suyo)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN), escribe=st.sampled_from(ESCRIBEN))
    def avalar_desde_una_pantalla_vieja(self, ficha, quien, escribe):
        tarea = self._tarea(ficha)
        if not tarea or tarea.task.name != "Aval":
            return
        navegador = self._navegador(quien)
        pantalla = navegador.get(f.pantalla(tarea))
        campos = {"huella": self._leer(pantalla, HUELLA)}
        pedir(self._navegador("focal"), "post", self._paginas("confirm_workflow_cancellation", ficha.pk))
        self._editar(ficha, escribe, **{"action-cancel-workflow": "1"})
        self._editar(ficha, escribe)
        datos = campos | {"decision": "avalar", "buena_practica": "on"}
        pedir(navegador, "post", f.pantalla(tarea), datos)
        tarea.refresh_from_db()
        if tarea.status == tarea.STATUS_APPROVED:  # nobody had been able to change it meanwhile
            elegido = self._elegido(ficha, tarea.revision.content)
            self._anotar_aval(ficha, quien, self._lo_que_muestra(pantalla, ficha), elegido)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(MODERAN))
    def devolver(self, ficha, quien):
        if self._tarea(ficha):
            self._decidir(ficha, quien, "devolver", carta="Falta algo.")

    @rule(
        ficha=fichas_vivas,
        otra=fichas_vivas,
        quien=CUALQUIERA,
        accion=st.sampled_from(("approve", "reject")),
    )
    def puerta_generica_del_flujo(self, ficha, otra, quien, accion):
        tarea = self._tarea(otra)
        if tarea:
            url = self._paginas("workflow_action", ficha.pk, accion, tarea.pk)
            pedir(self._navegador(quien), "post", url, {"comment": "Sí"})

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN))
    def editar_y_aprobar(self, ficha, quien):
        extra = json.dumps({"comment": "Sí", "skip_permission_checks": True})
        accion = {"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-action-extra-data": extra}
        self._editar(ficha, quien, **accion)

    # --- Doors that would publish ---------------------------------------------------------------------------------

    def _paginas(self, nombre, *args):
        return reverse(f"wagtailadmin_pages:{nombre}", args=args)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def publicar_en_bloque(self, ficha, quien):
        url = f"/admin/bulk/wagtailcore/page/publish/?id={f.banco().pk}&id={ficha.pk}&next=/admin/"
        pedir(self._navegador(quien), "post", url, {"include_descendants": "on"})

    @rule(
        target=fichas_vivas,
        ficha=fichas_vivas,
        quien=CUALQUIERA,
        como=COPIAS,
    )
    def copiar(self, ficha, quien, como):
        pagina = self._pagina(ficha)
        if not pagina:
            return ficha
        self.reloj += 1
        datos = {
            "new_title": "Copia",
            "new_slug": f"copia-{self.reloj}",
            "new_parent_page": str(f.banco().pk),
            como: "on",
        }
        pedir(self._navegador(quien), "post", self._paginas("copy", ficha.pk), datos)
        copia = PracticaPage.objects.filter(slug=f"copia-{self.reloj}").first()
        if not copia:
            return ficha
        nueva = self.fichas[copia.pk] = Ficha(copia.pk)
        nueva.dice(ficha.dicho)
        return nueva

    @precondition(lambda self: LA_API_ACTUA)
    @rule(
        ficha=fichas_vivas,
        quien=CUALQUIERA,
        accion=ACCIONES_DE_LA_API,
        cual=st.integers(0, 5),
    )
    def por_la_api(self, ficha, quien, accion, cual):
        pagina = self._pagina(ficha)
        if not pagina:
            return
        versiones = list(pagina.revisions.order_by("-pk").values_list("pk", flat=True)) or [0]
        self.reloj += 1
        datos = {
            "keep_live": True,
            "slug": f"api-{self.reloj}",
            "update_slug": f"api-{self.reloj}",
            "revision_id": versiones[cual % len(versiones)],
        }
        url = de_la_api("pages:action", ficha.pk, accion)
        pedir(self._navegador(quien), "post", url, datos, content_type="application/json")
        self._anotar_reversion(ficha, quien, pagina.latest_revision_id)

    @rule(ficha=fichas_vivas, quien=st.sampled_from(ESCRIBEN), cual=st.integers(0, 5))
    def volver_a_una_version(self, ficha, quien, cual):
        pagina = self._pagina(ficha)
        if not pagina:
            return
        versiones = list(pagina.revisions.order_by("-pk"))
        vieja = versiones[cual % len(versiones)]
        datos = self._formulario(ficha, vieja.content["resumen"], revision=vieja.pk, **{"action-publish": "1"})
        pedir(self._navegador(quien), "post", f.url_edicion(pagina), datos)
        self._anotar_reversion(ficha, quien, pagina.latest_revision_id)

    def _anotar_reversion(self, ficha, quien, antes):
        """Whoever left another version than the one of ``antes`` wrote it; a refusal leaves none."""
        pagina = self._pagina(ficha)
        if pagina and pagina.latest_revision_id not in (None, antes):
            dicho = pagina.get_latest_revision().content["resumen"]
            self.oraculo.teclea(quien, dicho, ficha.dicho)
            ficha.dice(dicho)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def convertir_alias(self, ficha, quien):
        pedir(self._navegador(quien), "post", self._paginas("convert_alias", ficha.pk))

    # --- Withdrawing, and what runs by itself ------------------------------------------------------------------------

    @rule(ficha=fichas_vivas, quien=CUALQUIERA, pantalla=st.sampled_from(("retirar", "borrar")), motivo=MOTIVOS)
    def retirar_con_motivo(self, ficha, quien, pantalla, motivo):
        pagina = self._pagina(ficha)
        if pagina:
            pedir(self._navegador(quien), "post", url_de(pantalla, pagina), {"motivo": motivo})
            self._anotar_retiro(ficha, quien)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA, clase=st.sampled_from(("error", "reemplazo", "terminado", "inventada")))
    def retirar_de_una_clase(self, ficha, quien, clase):
        pagina = self._pagina(ficha)
        if pagina:
            otra = next((una for una in self.fichas if una != ficha.pk), "")
            datos = {"motivo": "La entidad lo pidió.", "clase": clase, "reemplazo": otra}
            pedir(
                self._navegador(quien),
                "post",
                url_de("retirar", pagina),
                datos | {"frase_es": "Fin.", "frase_en": "End."},
            )
            self._anotar_retiro(ficha, quien)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def quitar_el_aviso(self, ficha, quien):
        pagina = self._pagina(ficha)
        if pagina:
            pedir(self._navegador(quien), "post", url_de("quitar_aviso", pagina), {"motivo": "Sigue."})

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def retirar_sin_motivo(self, ficha, quien):
        pedir(self._navegador(quien), "post", self._paginas("unpublish", ficha.pk))
        self._anotar_retiro(ficha, quien)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def retirar_en_bloque(self, ficha, quien):
        url = f"/admin/bulk/wagtailcore/page/unpublish/?id={ficha.pk}&next=/admin/"
        pedir(self._navegador(quien), "post", url)
        self._anotar_retiro(ficha, quien)

    @rule(ficha=fichas_vivas, quien=CUALQUIERA)
    def borrar(self, ficha, quien):
        pedir(self._navegador(quien), "post", self._paginas("delete", ficha.pk))
        self._anotar_retiro(ficha, quien)

    def _anotar_retiro(self, ficha, quien):
        pagina = self._pagina(ficha)
        if ficha.aprobado and not (pagina and pagina.live):
            if quien not in MODERAN:
                raise Brecha(f"{quien} withdrew what was approved")
            ficha.aprobado = None
        for inglesa in self.fichas.values():
            if inglesa.original is ficha:
                self._anotar_retiro(inglesa, quien)

    @rule()
    def tareas_de_la_noche(self):
        call_command("purge_revisions", verbosity=0)

    # --- What must hold ---------------------------------------------------------------------------------------------

    @invariant()
    def lo_que_se_lee_esta_aprobado(self):
        type(self).pasos += 1
        visitante = Client()
        ajena = PracticaPage.objects.filter(live=True).exclude(pk__in=self.fichas).first()
        if ajena:
            raise Brecha(f"{ajena.pk} ({ajena.locale}) is live, and nobody approved it")
        for ficha in self.fichas.values():
            pagina = PracticaPage.objects.filter(pk=ficha.pk).first()
            if not pagina or (ficha is not self.ultima and not pagina.live):
                continue
            respuesta = visitante.get(pagina.url)
            if respuesta.status_code != 200:
                if ficha.aprobado:
                    raise Brecha(f"what was approved of {ficha.pk} is not shown: {respuesta.status_code}")
                continue
            if ficha.original and not ficha.original.aprobado:
                raise Brecha(f"{ficha.pk} is live in English, and its original is not")
            leido = self._leer(respuesta, EN_PUBLICO)
            if ficha.aprobado is None or leido != ficha.aprobado:
                raise Brecha(f"{ficha.pk} shows {leido!r}; approved: {ficha.aprobado!r}")
            enlaces = set(re.findall(r"https://example.org/elegido\d+", respuesta.content.decode()))
            if not enlaces <= ficha.elegido:
                raise Brecha(f"{ficha.pk} links to {enlaces}; approved: {ficha.elegido}")
        self._lo_que_se_lee_esta_quieto()
