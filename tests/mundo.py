"""A small world for the tests that knock at many doors: built once, in ``setUpTestData`` of a ``TestCase``."""

import re
from http.cookies import SimpleCookie

from django.contrib.contenttypes.models import ContentType
from django.test import Client, TestCase
from django.utils import translation
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Workflow, WorkflowContentType, WorkflowPage
from wagtail_localize.models import StringTranslation

from aval import flujo
from aval.errores import ErrorDeAval
from sitio.models import ContenidoPage, InicioPage

from . import fabrica as f
from .app_de_prueba.models import Nota

PAPELES = {
    "visitante": None,
    "focal": ("Puntos focales", "idrd"),
    "otro_focal": ("Puntos focales", "secretaria-cultura"),
    "comunicaciones": ("Comunicaciones", None),
    "moderadora_autora": ("Moderación DDRI", None),  # wrote a part of what waits
    "moderadora": ("Moderación DDRI", None),
    "administracion": ("Administración", None),
    "superusuario": None,
}
ESCRIBEN = ("focal", "comunicaciones", "moderadora", "moderadora_autora", "superusuario")
MODERAN = ("moderadora", "moderadora_autora")


class Mundo:
    """People of each role, each in a browser of their own, and a text in each state."""

    def __init__(self):
        translation.activate("es")
        self.gente = {nombre: f.persona(nombre.replace("_", "-"), *papel) for nombre, papel in PAPELES.items() if papel}
        self.gente["superusuario"] = f.persona("raiz", is_superuser=True)
        self.asesora = f.persona("asesora", "Moderación DDRI")
        self._sesiones = {}
        for nombre, persona in self.gente.items():
            navegador = Client()
            navegador.force_login(persona)
            self._sesiones[nombre] = navegador.cookies["sessionid"].value

    def __deepcopy__(self, memo):
        # Tests do not change what is in memory: they ask the database again.
        return self

    def navegador(self, papel):
        """A browser in which that role is already inside (the visitor is not)."""
        navegador = Client()
        if papel in self._sesiones:
            navegador.cookies = SimpleCookie({"sessionid": self._sesiones[papel]})
        return navegador

    def poblar(self):
        """A text in each state that a door may lead to."""
        gente = self.gente
        focal, autora, moderadora = gente["focal"], gente["moderadora_autora"], gente["moderadora"]
        self.borrador = f.practica(focal, titulo="Sin aval")
        self.sin_tareas = f.practica(focal, titulo="Con un flujo vacío")
        WorkflowPage.objects.create(workflow=Workflow.objects.create(name="Vacío"), page=self.sin_tareas)
        self.alias = CreatePageAliasAction(self.borrador, update_slug="alias").execute(skip_permission_checks=True)

        self.enviada = f.practica(focal, titulo="En la DDRI")
        f.cambiar(self.enviada, autora, resumen="Un resumen que escribió la moderadora autora.")
        f.enviar(self.enviada, focal)
        self.por_avalar = f.estudiar(self.enviada, self.asesora)

        enlace = '<p>Con <a href="https://example.org/">un enlace</a>.</p>'  # each language may have another
        self.viva = f.publicada(focal, self.asesora, moderadora, titulo="La práctica viva", lecciones=enlace)
        self.vieja = f.cambiar(self.viva, focal, resumen="Esto nunca tuvo aval.")
        f.cambiar(self.viva, focal, resumen="Esto tampoco.")
        self.devuelta = f.publicada(focal, self.asesora, moderadora, titulo="Viva y enviada otra vez")
        f.cambiar(self.devuelta, focal, resumen="Una versión que se estudia.")
        f.enviar(self.devuelta, focal)

        self.sin_ingles = f.viva(titulo="Viva solo en español")
        self.inglesa = f.publicada_en_ingles(self.viva, gente["comunicaciones"], moderadora)
        self.traduccion = f.servicio.traduccion_de(self.inglesa)
        f.rellenar(self.traduccion, gente["comunicaciones"], traducido=lambda texto: f"[sin aval] {texto}")
        self.traduccion_nueva = f.traducir(self.devuelta, gente["comunicaciones"])
        self.inglesa_nueva = self.traduccion_nueva.get_target_instance()
        StringTranslation.objects.filter(
            context__object_id=self.devuelta.translation_key, context__path="resumen"
        ).delete()  # something is left to translate

        self.contenido = ContenidoPage(title="Página en borrador", live=False, locale=self.borrador.locale)
        InicioPage.objects.get(locale__language_code="es").add_child(instance=self.contenido)
        self.contenido.save_revision(user=gente["comunicaciones"])

        WorkflowContentType.objects.create(
            workflow=Workflow.objects.get(name="Aval de la DDRI"),
            content_type=ContentType.objects.get_for_model(Nota),
        )
        self.nota = self._nota("Nota sin aval")
        self.nota_enviada = self._nota("Nota en la DDRI")
        flujo.enviar(self.nota_enviada, gente["comunicaciones"])
        self.nota_viva = self._nota_viva("Nota viva")
        self.nota_sin_ingles = self._nota_viva("Nota viva solo en español")
        self.traduccion_de_nota = f.traducir(self.nota_viva, gente["comunicaciones"])
        self.nota_inglesa = self.traduccion_de_nota.get_target_instance()
        return self

    def _nota_viva(self, titulo):
        nota = self._nota(titulo)
        flujo.avalar_de_instalacion(nota)
        return f.fresca(nota)

    def _nota(self, titulo):
        nota = Nota(
            titulo=titulo, texto="<p>Lo que dice.</p>", live=False, locale=Locale.objects.get(language_code="es")
        )
        nota.save()
        nota.save_revision(user=self.gente["comunicaciones"])
        return nota


class Negado:
    """The answer to a request whose refusal came at the end of its transaction, with the words of the error."""

    status_code = 302
    url = ""
    headers = {}

    def __init__(self, error):
        self.frases = [str(error)]


# Why a ficha is refused is said by its own summary, and by no message.
_EN_LA_FICHA = re.compile('id="resumen-de-errores".*?<h2[^>]*>(.*?)</h2>', re.DOTALL)


def pedir(navegador, metodo, url, *args, **kwargs):
    """A request, with what it leaves for the end of its transaction. What the answer says on top is in ``frases``."""
    try:
        with TestCase.captureOnCommitCallbacks(execute=True):
            respuesta = getattr(navegador, metodo)(url, *args, **kwargs)
    except ErrorDeAval as error:
        return Negado(error)
    respuesta.frases = [str(mensaje) for mensaje in getattr(respuesta.wsgi_request, "_messages", ())]
    if not respuesta.streaming:
        respuesta.frases += _EN_LA_FICHA.findall(respuesta.content.decode(errors="ignore"))
    return respuesta
