"""The acts of a session, one function each: who may, its form, and what is said afterwards.

Each returns the form that has faults (or None), the part of the screen that it is about, and the sentence.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actores.recordatorios import cuanto_falta

from . import forms, permisos, servicio
from .conclusiones import preparar
from .models import CompromisoDeSesion, Conclusion, Instancia, Sesion


def _solo_si(puede):
    if not puede:
        raise PermissionDenied


def _con_faltas(formulario, error):
    """Each fault of ``error`` beside its field; those of no field of the form, above it."""
    por_campo = getattr(error, "error_dict", None)
    if por_campo is None:
        raise error
    for campo, faltas in por_campo.items():
        formulario.add_error(campo if campo in formulario.fields else None, faltas)
    return formulario


def convocar(sesion, usuario, datos):
    _solo_si(permisos.dirige(usuario))
    enviados = servicio.convocar(sesion, usuario)
    frase = ngettext("La convocatoria salió a %(n)s persona.", "La convocatoria salió a %(n)s personas.", enviados)
    return None, "#agenda", frase % {"n": enviados}


def aceptar(sesion, usuario, datos):
    _solo_si(permisos.representa(usuario, sesion.instancia))
    sesion.aceptar_agenda(usuario)
    return None, "#agenda", _("Usted aceptó la agenda.")


def realizar(sesion, usuario, datos):
    _solo_si(permisos.dirige(usuario))
    sesion.realizar()
    return None, "#acta", _("La sesión quedó como realizada: ya se puede escribir su acta.")


def escribir(sesion, usuario, datos):
    _solo_si(permisos.dirige(usuario))
    formulario = forms.ActaForm(datos)
    if not formulario.is_valid():
        return formulario, "#acta", ""
    sesion.escribir_acta(formulario.cleaned_data["acta"], usuario)
    return None, "#acta", _("El acta quedó guardada; quien la había aprobado tendrá que leerla otra vez si cambió.")


def comentar(sesion, usuario, datos):
    _solo_si(permisos.comenta(usuario, sesion.instancia))
    formulario = forms.ComentarioForm(datos)
    if not formulario.is_valid():
        return formulario, "#acta", ""
    sesion.comentar(formulario.cleaned_data["texto"], usuario)
    return None, "#acta", _("Su comentario quedó junto al acta.")


def aprobar(sesion, usuario, datos):
    _solo_si(permisos.representa(usuario, sesion.instancia))
    sesion.aprobar(usuario)
    if sesion.estado == Sesion.Estado.ACTA_APROBADA:
        return None, "#acta", _("El acta quedó aprobada.")
    return None, "#acta", _("Su aprobación quedó escrita. Faltan las de otros miembros.")


def concluir(sesion, usuario, datos):
    _solo_si(permisos.dirige(usuario))
    if sesion.estado == Sesion.Estado.CONVOCADA:
        raise ValidationError(_("Las conclusiones se escriben cuando la sesión se realizó."))
    formulario = forms.ConclusionForm(datos, instance=Conclusion(sesion=sesion))
    if not formulario.is_valid():
        return formulario, "#conclusiones", ""
    formulario.save()
    return None, "#conclusiones", _("La conclusión quedó propuesta.")


def elevar(sesion, usuario, datos):
    _solo_si(permisos.eleva(usuario, sesion.instancia))
    conclusion = get_object_or_404(sesion.conclusiones, pk=_numero(datos))
    formulario = forms.ElevarForm(datos)
    formulario.de = conclusion.pk
    if formulario.is_valid():
        try:
            conclusion.elevar(formulario.cleaned_data["eleva_a"])
        except ValidationError as error:
            return _con_faltas(formulario, error), "#conclusiones", ""
        return None, "#conclusiones", _("La conclusión se elevó: espera respuesta.")
    return formulario, "#conclusiones", ""


def responder(sesion, usuario, datos):
    conclusion = get_object_or_404(sesion.conclusiones.select_related("eleva_a"), pk=_numero(datos))
    _solo_si(conclusion.eleva_a is not None and permisos.responde(usuario, conclusion.eleva_a))
    formulario = forms.RespuestaForm(datos, conclusion=conclusion)
    formulario.de = conclusion.pk
    if formulario.is_valid():
        try:
            conclusion.responder(formulario.cleaned_data["estado"], formulario.cleaned_data["respuesta"])
        except ValidationError as error:
            return _con_faltas(formulario, error), "#conclusiones", ""
        return None, "#conclusiones", _("La respuesta quedó escrita.")
    return formulario, "#conclusiones", ""


def contar(sesion, usuario, datos):
    """Make the draft of what the public would read of a conclusion."""
    _solo_si(usuario.has_perm("sistema.add_conclusionpublica"))
    conclusion = get_object_or_404(sesion.conclusiones, pk=_numero(datos))
    preparar(conclusion, usuario)
    frase = _("Se hizo el borrador: corríjalo y envíelo a la DDRI. Sale con su aval, en cada idioma.")
    return None, f"#conclusion-{conclusion.pk}", frase


def comprometer(sesion, usuario, datos):
    _solo_si(permisos.dirige(usuario))
    formulario = forms.CompromisoForm(datos, instance=CompromisoDeSesion(sesion=sesion))
    if not formulario.is_valid():
        return formulario, "#compromisos", ""
    compromiso = formulario.save()
    compromiso.bitacora.create(quien=usuario, estado=compromiso.estado)
    return None, "#compromisos", _("El compromiso quedó escrito.")


def informar(sesion, usuario, datos):
    compromiso = get_object_or_404(sesion.compromisos.select_related("integrante"), pk=_numero(datos))
    _solo_si(permisos.informa(usuario, compromiso))
    formulario = forms.InformeForm(datos, compromiso=compromiso)
    formulario.de = compromiso.pk
    if formulario.is_valid():
        dicho = formulario.cleaned_data
        try:
            compromiso.pasar_a(dicho["estado"], usuario, dicho["evidencia"], dicho["motivo"])
        except ValidationError as error:
            return _con_faltas(formulario, error), "#compromisos", ""
        return None, "#compromisos", _("Quedó escrito cómo va el compromiso.")
    return formulario, "#compromisos", ""


def _numero(datos):
    numero = datos.get("de", "")
    return int(numero) if numero.isascii() and numero.isdecimal() and len(numero) < 10 else 0


ACTOS = {
    "convocar": convocar,
    "aceptar": aceptar,
    "realizar": realizar,
    "escribir": escribir,
    "comentar": comentar,
    "aprobar": aprobar,
    "concluir": concluir,
    "elevar": elevar,
    "responder": responder,
    "contar": contar,
    "comprometer": comprometer,
    "informar": informar,
}


def formularios_de(sesion, usuario, con_faltas=None):
    """All that the screen of ``sesion`` shows ``usuario``: the session, and the forms that are theirs to fill in."""
    dirige = permisos.dirige(usuario)
    habla = permisos.representa(usuario, sesion.instancia)
    convocada, realizada = (sesion.estado == uno for uno in (Sesion.Estado.CONVOCADA, Sesion.Estado.REALIZADA))

    def el(clase, si, de=None, **kwargs):
        ids = f"{clase.__name__.lower()}_{de or 'nuevo'}_%s"  # several of a kind are on the same screen
        if isinstance(con_faltas, clase) and getattr(con_faltas, "de", None) == de:
            con_faltas.auto_id = ids
            return con_faltas
        return clase(auto_id=ids, **kwargs) if si else None

    conclusiones = list(sesion.conclusiones.select_related("eleva_a", "viene_de__sesion__instancia"))
    eleva = permisos.eleva(usuario, sesion.instancia) and not convocada
    instancias = list(Instancia.objects.filter(activa=True).exclude(pk=sesion.instancia_id)) if eleva else []
    responde = {una.eleva_a_id: permisos.responde(usuario, una.eleva_a) for una in conclusiones if una.eleva_a}
    for una in conclusiones:
        una.elevarla = el(
            forms.ElevarForm, eleva and una.estado == Conclusion.Estado.PROPUESTA, una.pk, instancias=instancias
        )
        una.responderla = el(
            forms.RespuestaForm, una.espera_respuesta and responde.get(una.eleva_a_id), una.pk, conclusion=una
        )
        una.dias = una.dias_sin_respuesta()
        acogida = una.estado == Conclusion.Estado.ACOGIDA
        una.se_puede_contar = acogida and not una.publica_id and usuario.has_perm("sistema.add_conclusionpublica")
        una.se_puede_ver = una.publica_id and usuario.has_perm("sistema.change_conclusionpublica")
    compromisos = list(
        sesion.compromisos.select_related(
            "persona", "integrante__entidad", "integrante__actor", "integrante__dependencia"
        ).prefetch_related("bitacora__quien")
    )
    hoy = timezone.localdate()
    for uno in compromisos:
        uno.informarlo = el(forms.InformeForm, uno.abierto and permisos.informa(usuario, uno), uno.pk, compromiso=uno)
        uno.falta = cuanto_falta((uno.vence - hoy).days) if uno.vence and uno.abierto else ""
    relaciones = ("integrante__entidad", "integrante__actor", "integrante__dependencia")
    aprobaciones = list(sesion.aprobaciones.select_related(*relaciones, "usuario"))
    ya_aprobo = any(una.usuario_id == usuario.pk for una in aprobaciones)
    ya_acepto = any(una.usuario_id == usuario.pk for una in sesion.aceptaciones.all())
    return {
        "sesion": sesion,
        "cuando": servicio.cuando_es(sesion),
        "agenda": list(sesion.agenda.all()),
        "acordada": sesion.agenda_acordada(),
        "faltan": sesion.faltan_por_aceptar() if convocada and sesion.convocada_el else [],
        "asistencias": sesion.asistencias.select_related(*relaciones, "delegado__usuario"),
        "comentarios": sesion.comentarios.select_related("autor"),
        "aprobaciones": aprobaciones,
        "necesarias": sesion.necesarias(),
        "conclusiones": conclusiones,
        "compromisos": compromisos,
        "puede_convocar": dirige and convocada and sesion.convocada_el is None,
        "puede_aceptar": habla and convocada and sesion.convocada_el is not None and not ya_acepto,
        "puede_realizar": dirige and convocada and not sesion.por_venir,
        "puede_aprobar": habla and realizada and bool(sesion.acta) and not ya_aprobo,
        "acta_form": el(forms.ActaForm, dirige and realizada, initial={"acta": sesion.acta}),
        "comentario_form": el(
            forms.ComentarioForm, permisos.comenta(usuario, sesion.instancia) and realizada and sesion.acta
        ),
        "conclusion_form": el(forms.ConclusionForm, dirige and not convocada, instance=Conclusion(sesion=sesion)),
        "compromiso_form": el(
            forms.CompromisoForm, dirige and not convocada, instance=CompromisoDeSesion(sesion=sesion)
        ),
    }
