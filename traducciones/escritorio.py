"""The translation desk: one segment after the other, with what helps to translate each one beside it.

Works without JavaScript. What is refused stays typed in its place; what is right is kept.
"""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.models import Page, PreviewableMixin
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation, get_edit_url

from actores.grupos import MODERACION, pertenece
from aval import actos
from aval.errores import ErrorDeAval
from aval.tablero import pantalla_de

from . import enlaces, segmentos, servicio
from .errores import IncumpleReglas, TextoQuieto
from .pantallas import PantallaView
from .permisos import puede_traducir
from .renglones import VISTAS, por_lugar, renglones, senalar


class EscritorioView(PantallaView):
    """The desk of one translation: only what is to do, or what ``?ver=`` asks for (``VISTAS``)."""

    template_name = "traducciones/escritorio.html"
    page_title = gettext_lazy("Mesa de traducción")
    header_icon = "wagtail-localize-language"
    enlaces = None  # those of the text, once they were read
    enlaces_escritos = 0

    def dispatch(self, request, traduccion_id):
        self.traduccion = get_object_or_404(
            Translation.objects.select_related("source__locale", "target_locale"), pk=traduccion_id
        )
        try:
            self.objeto = self.traduccion.get_target_instance()
        except ObjectDoesNotExist:
            raise Http404 from None
        if not puede_traducir(request.user, self.objeto):
            raise PermissionDenied
        if not self.traduccion.enabled and request.method != "POST":
            return self._dejada()
        self.ver = request.GET.get("ver", "") if request.GET.get("ver") in VISTAS else ""
        return super().dispatch(request, traduccion_id)

    def _dejada(self):
        """To who comes to, or writes on, a desk that was left meanwhile."""
        messages.warning(
            self.request,
            _(
                "Este inglés dejó de traducirse en la mesa y se edita aquí. Lo traducido está guardado; "
                "para seguir, use «Empezar la versión en inglés» en el español."
            ),
        )
        return redirect(get_edit_url(self.objeto))

    def get_page_subtitle(self):
        return self.traduccion.source.object_repr

    @property
    def header_more_buttons(self):
        """Those of the editor, in whose place the desk is."""
        usuario, aqui = self.request.user, self.request.get_full_path()
        if isinstance(self.objeto, Page):
            return get_page_header_buttons(self.objeto, usuario, aqui, "edit")
        return [
            boton
            for hook in hooks.get_hooks("register_snippet_listing_buttons")
            for boton in hook(self.objeto, usuario, aqui)
        ]

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(lista=renglones(self.traduccion)))

    def post(self, request, *args, **kwargs):
        if "retirar-envio" in request.POST:
            return self._retirar_envio()
        try:
            lista, escritos = actos.en_un_acto(self._recibir_todo, self.objeto)
        except TextoQuieto as error:
            return self._no_se_guardo(str(error))
        con_error = [uno for uno in lista if uno.errores and uno.escrito]
        self._decir_de_los_enlaces()
        if escritos:
            messages.success(
                request,
                ngettext("Se guardó %(n)s segmento.", "Se guardaron %(n)s segmentos.", escritos) % {"n": escritos},
            )
        if con_error:
            messages.error(
                request,
                ngettext(
                    "%(n)s segmento no se pudo guardar; lo escrito sigue en su lugar, con la razón.",
                    "%(n)s segmentos no se pudieron guardar; lo escrito sigue en su lugar, con la razón.",
                    len(con_error),
                )
                % {"n": len(con_error)},
            )
        if con_error or any(uno.errores for uno in self.enlaces):
            return self.render_to_response(self.get_context_data(lista=lista, mostrar=con_error))
        if not self.traduccion.enabled:
            return self._dejada()
        if "enviar" in request.POST:
            try:
                actos.en_un_acto(lambda: servicio.proponer(self.traduccion, request.user), self.objeto)
            except IncumpleReglas as error:
                messages.error(request, str(error))
                lista = renglones(self.traduccion)
                return self.render_to_response(self.get_context_data(lista=lista, mostrar=senalar(lista, error.fallas)))
            except ErrorDeAval as error:
                messages.error(request, str(error))
                return redirect(request.get_full_path())
            messages.success(
                request,
                _("«%(titulo)s» se envió a la DDRI. Lo publicado no cambia hasta que tenga su aval.")
                % {"titulo": servicio.version_propuesta(self.traduccion)},
            )
            return redirect("wagtailadmin_home")
        return redirect(request.get_full_path())

    def _recibir_todo(self):
        lista = renglones(self.traduccion)
        with servicio.escribiendo(self.traduccion) as self.escribo_en:
            antes = servicio.proponer_direccion(self.traduccion)
            escritos = sum(self._recibir(uno, self.request.POST) for uno in lista)
            if any(uno.segmento.context.path == "title" and uno.guardada and not uno.de_maquina for uno in lista):
                servicio.poner_direccion(self.traduccion, self.request.user, antes)
            self.enlaces = enlaces.de_la_traduccion(self.traduccion)
            self.enlaces_escritos = sum(self._recibir_enlace(uno) for uno in self.enlaces)
            return lista, escritos

    def _recibir_enlace(self, enlace):
        """Take the address that was typed for a link. Returns whether it was written."""
        if enlace.nombre not in self.request.POST:
            return False
        tecleada = self.request.POST[enlace.nombre].strip()
        if f"usar-{enlace.nombre}" in self.request.POST:
            tecleada = enlace.sugerida
        if tecleada == enlace.direccion:
            tecleada = ""
        if tecleada == enlace.escrita:
            return False
        if tecleada and (reparos := enlaces.reparos(tecleada)):
            enlace.escrita, enlace.errores = tecleada, reparos
            return False
        enlaces.escribir(self.traduccion, enlace, tecleada, self.request.user)
        return True

    def _decir_de_los_enlaces(self):
        if n := self.enlaces_escritos:
            frase = ngettext("Se guardó %(n)s dirección en inglés.", "Se guardaron %(n)s direcciones en inglés.", n)
            messages.success(self.request, frase % {"n": n})
        if n := sum(bool(uno.errores) for uno in self.enlaces):
            frase = ngettext(
                "%(n)s dirección no se pudo guardar: sigue en su lugar, con la razón.",
                "%(n)s direcciones no se pudieron guardar: siguen en su lugar, con la razón.",
                n,
            )
            messages.error(self.request, frase % {"n": n})

    def _retirar_envio(self):
        try:
            servicio.retirar_envio(self.traduccion, self.request.user)
        except ErrorDeAval as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, _("El envío se retiró: ya puede corregir la versión y enviarla de nuevo."))
        return redirect(self.request.get_full_path())

    def _no_se_guardo(self, razon):
        """Nothing was kept, and what was typed stays in its place with the reason beside it."""
        lista = renglones(self.traduccion)
        tecleados = [uno for uno in lista if self._tecleado(uno) not in ("", uno.escrito)]
        for uno in tecleados:
            uno.escrito, uno.errores = self._tecleado(uno), [razon]
        messages.error(self.request, razon)
        return self.render_to_response(self.get_context_data(lista=lista, mostrar=tecleados), status=409)

    def _tecleado(self, uno):
        return self.request.POST.get(f"texto-{uno.segmento.pk}", "").replace("\r\n", "\n").strip()

    def _recibir(self, uno, datos):
        """Take what was typed for a segment. Returns whether it was written."""
        nombre = f"texto-{uno.segmento.pk}"
        if nombre not in datos:
            return False
        tecleado = self._tecleado(uno)
        # A section is confirmed by who has it before their eyes: only what was on the screen as it is kept.
        a_la_vista = datos.get(f"visto-{uno.segmento.pk}") == uno.visto
        con_su_seccion = a_la_vista and uno.lugar in datos.getlist("confirmo-seccion")
        confirmado = uno.de_maquina and (con_su_seccion or f"confirmo-{uno.segmento.pk}" in datos)
        guardado = uno.guardada.data if uno.guardada else ""
        if (tecleado == guardado and not confirmado) or not tecleado or tecleado == uno.propuesta:
            return False
        uno.escrito = tecleado
        if tecleado != guardado and datos.get(f"visto-{uno.segmento.pk}") != uno.visto:
            uno.errores = [
                _(
                    "Mientras usted escribía, %(quien)s guardó otro texto: «%(texto)s». "
                    "Si prefiere el suyo, guarde de nuevo."
                )
                % {
                    "quien": (uno.guardada and uno.guardada.last_translated_by) or _("otra persona"),
                    "texto": segmentos.texto(guardado),
                }
            ]
            return False
        uno.errores = segmentos.reparos(uno.segmento.string.data, tecleado, uno.segmento.context.path)
        if uno.errores:
            return False
        uno.guardada = servicio.escribir(self.traduccion, uno.segmento, tecleado, self.request.user, self.escribo_en)
        for otro in uno.repetidos:
            otro.guardada = servicio.escribir(
                self.traduccion, otro.segmento, tecleado, self.request.user, self.escribo_en
            )
        return True

    def get_context_data(self, lista, mostrar=(), **kwargs):
        _nombre, se_ve = VISTAS[self.ver]
        if self.enlaces is None:
            self.enlaces = enlaces.de_la_traduccion(self.traduccion)
        grupos = por_lugar([uno for uno in lista if se_ve(uno) or uno in mostrar])
        traductor = get_machine_translator()
        sirve = bool(traductor) and traductor.can_translate(
            self.traduccion.source.locale, self.traduccion.target_locale
        )
        estado = self.objeto.current_workflow_state
        espera = bool(estado and estado.status == estado.STATUS_IN_PROGRESS)
        tarea = estado.current_task_state if estado else None
        return super().get_context_data(
            traduccion=self.traduccion,
            objeto=self.objeto,
            tiene_vista_previa=isinstance(self.objeto, PreviewableMixin) and bool(self.objeto.preview_modes),
            original=self.traduccion.source.get_source_instance(),
            grupos=grupos,
            total=len(lista),
            pendientes=sum(uno.pendiente for uno in lista),
            sin_texto=sum(uno.sin_texto for uno in lista),
            de_maquina=sum(uno.de_maquina for uno in lista),
            vistas=self._vistas(lista),
            con_maquina=[lugar for lugar, suyos in grupos.items() if sum(uno.de_maquina for uno in suyos) > 1],
            espera=espera,
            enlaces=self.enlaces,
            enlaces_al_espanol=sum(uno.al_espanol for uno in self.enlaces),
            enlaces_con_error=any(uno.errores for uno in self.enlaces),
            con_error=any(uno.errores for uno in mostrar),
            carta=tarea.comment if tarea and not espera else "",
            url_decision=pantalla_de(tarea) if espera and pertenece(self.request.user, MODERACION) else "",
            citados=[
                {"titulo": str(citado), "url": get_edit_url(citado)}
                for citado in servicio.citados_sin_version(self.traduccion)
            ],
            traductor=traductor.display_name if sirve else "",
            razon_sin_traductor=getattr(traductor, "razon", str)() if traductor and not sirve else "",
            url_del_original=get_edit_url(self.traduccion.source.get_source_instance()),
            # The pictures and links that a language may have of its own are changed there; nothing else needs to be.
            url_de_imagenes=f"{get_edit_url(self.objeto)}?editor=completo"
            if self.traduccion.source.overridablesegment_set.exists()
            else "",
            url_aqui=self.request.get_full_path(),
            **kwargs,
        )

    def _vistas(self, lista):
        """The views that show something, and the one in use: list of dicts."""
        cuentas = {clave: sum(map(se_ve, lista)) for clave, (_nombre, se_ve) in VISTAS.items()}
        return [
            {"clave": clave, "nombre": nombre, "cuantos": cuentas[clave], "elegida": clave == self.ver}
            for clave, (nombre, _se_ve) in VISTAS.items()
            if cuentas[clave] or clave in ("", "todo", self.ver)
        ]
