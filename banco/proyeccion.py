"""Writing the read model: what the public reads of a practice, from its page as it is live."""

import re
from collections import Counter

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.rich_text import get_text_for_indexing

from aval.rutas import RUTAS
from base import generacion
from base.adjuntos import LETRAS_MAXIMAS, ArchivoIlegible, texto_de
from base.idiomas import es_traduccion, locales, original_de
from base.palabras import lineas_visibles
from base.tareas import encolar, tarea
from base.texto import escribible, plano, sin_control
from practicas import vigencia
from practicas.ficha import FICHA
from practicas.models import Organizacion, PracticaPage

from . import evidencias, vistazo
from .catalogo import por_numero
from .models.publicada import FichaPublica, RaicesDeFicha, TextoDeFicha, Vocablo
from .raices import lista_de_raices, normal
from .viajes import nombres_por_practica

TODA_LA_CIUDAD = "toda-la-ciudad"
_DE_UNA_VEZ = 200  # practices written in one transaction
_PALABRA = re.compile(r"[^\W\d_]{4,40}")
# A stem is said again and again from so many times on; and no more of them than these count.
_VECES, _FRECUENTES = 3, 80


def describir(pagina):
    """The ``FichaPublica`` of ``pagina``, unsaved: also of a draft that is previewed."""
    aval = pagina.aval
    vigente = vigencia.situacion(original_de(pagina) or pagina)
    return FichaPublica(
        practica_id=pagina.pk,
        idioma=locales()[pagina.locale_id].language_code,
        clave=pagina.translation_key,
        slug=pagina.slug,
        titulo=sin_control(pagina.title),
        inicio=pagina.fecha_inicio,
        fin=pagina.fecha_fin,
        precision_inicio=pagina.precision_inicio,
        precision_fin=pagina.precision_fin,
        publicada=pagina.first_published_at,
        avalada=aval and aval.momento,
        verificada=vigente.verificada,
        sin_verificar=vigente.sin_verificar,
        facetas={
            **{lista: _codigos(lista, getattr(pagina, f"{lista}_id")) for lista in ("tema", "subtema", "entidad")},
            "localidad": [
                *([TODA_LA_CIUDAD] if pagina.toda_la_ciudad else []),
                *(uno.codigo for uno in pagina.localidades.all()),
            ],
            "poblacion": [uno.codigo for uno in pagina.poblaciones.all()],
            "ods": [uno.codigo for uno in pagina.ods.all()],
            "ruta": [ruta for ruta in RUTAS if aval and getattr(aval, ruta)],
            "evidencia": [aval.dictamen["nivel"]] if aval and aval.dictamen.get("nivel") else [],
            "costo": [pagina.costo_banda] if pagina.costo_banda else [],
            "tiempo": [pagina.tiempo_primeros_resultados] if pagina.tiempo_primeros_resultados else [],
            "formato": list(pagina.formatos),
        },
        resumen=sin_control(pagina.resumen),
        datos=escribible(_datos(pagina, aval)),
    )


def _codigos(lista, numero):
    return [termino.codigo for termino in [por_numero(lista).get(numero)] if termino]


def _datos(pagina, aval):
    return {
        "version": aval.numero if aval else None,
        "aval": str(aval.publico) if aval else None,
        "dictamen": aval.dictamen if aval else {},
        "upz": pagina.upz,
        "organizaciones": [_organizacion(fila) for fila in pagina.organizaciones.select_related("actor__entidad")],
        "etiquetas": [etiqueta.name for etiqueta in pagina.tags.all()],
        "presupuesto": {
            parte: str(monto)
            for parte in ("total", "financiero", "especie", "otro")
            if (monto := getattr(pagina, f"presupuesto_{parte}")) is not None
        },
        "moneda": pagina.presupuesto_moneda,
        "presupuesto_nota": pagina.presupuesto_nota,
        "resultado": pagina.resultado_en_una_frase,
        "adopcion": vistazo.de_la_pagina(pagina),
        "evidencias": evidencias.de_la_pagina(pagina),
        # Only who agreed to be published (Ley 1581 de 2012).
        "contactos": [_persona(fila) for fila in pagina.contactos_publicos],
        "actores": [_persona(fila) for fila in pagina.actores_publicos],
        "archivos": [
            {
                "titulo": fila.titulo,
                "tipo": fila.documento.file_extension.upper(),
                "bytes": fila.documento.get_file_size(),
                "url": fila.documento.url,
                "huella": fila.documento.get_file_hash(),
            }
            for fila in pagina.archivos.all()
            if fila.documento
        ],
        "videos": [_video(fila) for fila in pagina.videos_de_lectura],
    }


def _organizacion(fila):
    """Those of the District by their code, for their names are those of the list; the others by their names."""
    nombre, nombre_en = fila.nombres if not fila.entidad else ("", "")
    suya = {"entidad": fila.entidad and fila.entidad.codigo, "nombre": nombre, "nombre_en": nombre_en}
    if fila.aporte is not None:
        suya |= {"aporte": str(fila.aporte), "aporte_en": fila.aporte_en}
    return suya


def _video(fila):
    """One that is uploaded has ``url``; one that is elsewhere, ``enlace``."""
    documento = fila.documento
    return {
        "titulo": fila.titulo,
        "url": documento.url if documento else "",
        "tipo": documento.content_type if documento else "",
        "bytes": documento.get_file_size() if documento else None,
        "enlace": "" if documento else fila.enlace,
        "subtitulos": [{"idioma": idioma, "url": pista.url} for idioma, pista in fila.pistas],
        "transcripcion": "\n".join(lineas_visibles(fila.transcripcion)),
        "credito": fila.credito,
    }


def _persona(fila):
    return {campo: getattr(fila, campo) for campo in fila.datos_de_persona.campos}


def _palabras(pagina, columna, ficha):
    """The words that ``pagina`` has for a column of the search, field by field: dict."""
    textos = {campo: getattr(pagina, campo) or "" for campo in ficha.con_peso(columna)}
    return {campo: normal(sin_control(get_text_for_indexing(texto))) for campo, texto in textos.items()}


def texto_de_la_ficha(pagina, publica, anterior="", ficha=FICHA):
    """The words of ``pagina``; those of its files are ``anterior`` until ``leer_adjuntos`` reads them."""
    organizaciones = " · ".join(
        nombre for uno in publica.datos["organizaciones"] for nombre in (uno["nombre"], uno["nombre_en"]) if nombre
    )
    imagenes = " · ".join(uno.pie for uno in pagina.imagenes.all() if uno.pie)
    videos = " · ".join(normal(f"{uno['titulo']} {uno['transcripcion']}") for uno in publica.datos["videos"])
    lecciones, cuerpo = _palabras(pagina, "lecciones", ficha), _palabras(pagina, "cuerpo", ficha)
    probado = " · ".join(parte for una in publica.evidencias for parte in (una.indicador, una.nota) if parte)
    return TextoDeFicha(
        ficha_id=pagina.pk,
        idioma=publica.idioma,
        titulo=publica.titulo,
        terminos=terminos_de(publica),
        resumen=publica.resumen,
        lecciones="\n".join(lecciones.values()),
        cuerpo="\n".join([*cuerpo.values(), probado, organizaciones, imagenes, videos]),
        partes=[[campo, len(texto)] for campo, texto in (*lecciones.items(), *cuerpo.items())],
        adjuntos=anterior,
        vinculos=nombres_por_practica([publica.clave]).get((publica.idioma, publica.clave), ""),
    )


@tarea("vocablos")
def leer_adjuntos(numero):
    """Write down the words of the files of the live practice ``numero``.

    Raises ``ArchivoIlegible`` when some file has none to give; those of the others are kept.
    """
    pagina = PracticaPage.objects.filter(pk=numero, live=True).first()
    documentos = [fila.documento for fila in pagina.archivos.all() if fila.documento] if pagina else []
    textos, ilegibles = [], []
    for documento in documentos:
        try:
            textos.append(texto_de(documento))
        except ArchivoIlegible as error:
            ilegibles.append(str(error))
    with transaction.atomic():
        publica = FichaPublica.objects.select_for_update().filter(pk=numero).first()
        # Meanwhile it may have been withdrawn, or approved with other files: those have a task of their own.
        if publica and _huellas(publica) == [documento.get_file_hash() for documento in documentos]:
            texto = TextoDeFicha.objects.get(pk=numero)
            texto.adjuntos = "\n".join(textos)[:LETRAS_MAXIMAS]
            texto.save(update_fields=["adjuntos"])
            indexar([texto])
            generacion.nueva()
    if ilegibles:
        raise ArchivoIlegible("; ".join(ilegibles))


def _huellas(publica):
    return [uno["huella"] for uno in publica.datos["archivos"]]


def terminos_de(publica):
    """The names of the closed lists that ``publica`` bears, in its language, and its key words."""
    with override(publica.idioma):
        terminos = [publica.tema, publica.subtema, publica.entidad, *publica.poblaciones, *publica.localidades]
        nombres = [termino.nombre for termino in terminos if termino]
        nombres += [parte for uno in [publica.entidad] if uno for parte in (uno.sigla, uno.sector.nombre)]
        nombres += [str(RUTAS[ruta]) for ruta in publica.facetas["ruta"]]
        # Also as the city calls them: in English too, people who know the Bank ask for «ODS».
        siglas = " ".join(dict.fromkeys((_("ODS"), "ODS")))
        nombres += [f"{siglas} {uno.numero} {uno.nombre}" for uno in publica.ods]
    nombres += [uno.entidad.nombre if uno.entidad else "" for uno in publica.organizaciones]
    claves = dict.fromkeys([*(clave for clave, _idioma in publica.palabras_clave), *publica.datos["etiquetas"]])
    return " · ".join(nombre for nombre in [*nombres, *claves] if nombre)


def verificar(original):
    """Write how the versions of ``original``, a practice in Spanish, stand: somebody answered, or nobody did."""
    vigente = vigencia.situacion(original)
    suyas = FichaPublica.objects.filter(clave=original.translation_key)
    otras = suyas.exclude(verificada=vigente.verificada, sin_verificar=vigente.sin_verificar)
    if otras.update(verificada=vigente.verificada, sin_verificar=vigente.sin_verificar):
        generacion.nueva()


@transaction.atomic
def escribir(pagina):
    """Write down what ``pagina``, as it was just saved, says; if it is not live for everybody, take it away.

    Returns whether other people than before agree to be published in it.
    """
    if not pagina.live or not pagina.aval_id or pagina.get_view_restrictions().exists():
        quitar(pagina)
        return True
    anterior = FichaPublica.objects.filter(pk=pagina.pk).select_related("texto").first()
    publica = describir(pagina)
    leidos = anterior and hasattr(anterior, "texto") and _huellas(anterior) == _huellas(publica)
    if not leidos and _huellas(publica):
        encolar(leer_adjuntos, pagina.pk)
    texto = texto_de_la_ficha(pagina, publica, anterior.texto.adjuntos if leidos else "")
    publica.save(force_insert=anterior is None, force_update=anterior is not None)
    if anterior is None or not hasattr(anterior, "texto"):
        texto.save(force_insert=True)
        indexar([texto])
        _aprender(texto)
    elif any(
        getattr(texto, campo) != getattr(anterior.texto, campo) for campo in (*RaicesDeFicha.COLUMNAS, "vinculos")
    ):
        texto.save(force_update=True)
        indexar([texto])
        _aprender(texto)
    if not es_traduccion(pagina):
        verificar(pagina)
    generacion.nueva()  # last: a generation begins when everything of it is written
    return anterior is None or any(anterior.datos[lista] != publica.datos[lista] for lista in ("contactos", "actores"))


def quitar(pagina):
    """``pagina`` is not for the public any more."""
    FichaPublica.objects.filter(pk=pagina.pk).delete()
    generacion.nueva()


def indexar(textos):
    """Write down the stems that those ``TextoDeFicha`` are found by."""
    columnas = (*RaicesDeFicha.COLUMNAS, "frecuentes")
    filas = []
    for texto in textos:
        raices = {columna: lista_de_raices(getattr(texto, columna), texto.idioma) for columna in RaicesDeFicha.COLUMNAS}
        # Attached files are long and say much else.
        suyas = [raiz for columna in RaicesDeFicha.COLUMNAS[:-1] for raiz in raices[columna]]
        raices["terminos"] += lista_de_raices(texto.vinculos, texto.idioma)
        raices["frecuentes"] = frecuentes(suyas)
        escritas = {columna: " ".join(lista) for columna, lista in raices.items()}
        filas.append(RaicesDeFicha(ficha_id=texto.pk, idioma=texto.idioma, **escritas))
    RaicesDeFicha.objects.bulk_create(filas, update_conflicts=True, unique_fields=["ficha"], update_fields=columnas)


def frecuentes(raices):
    """Of a list of stems, those that come again and again, the most frequent first."""
    return [raiz for raiz, veces in Counter(raices).most_common(_FRECUENTES) if veces >= _VECES]


@tarea("vocablos")
def revincular():
    """Write anew the names of what practices are tied to (networks, platforms, events, awards), where they changed."""
    ahora = nombres_por_practica()
    llaves = {(idioma, str(clave)) for idioma, clave in ahora}
    con = TextoDeFicha.objects.exclude(vinculos="").values_list("idioma", "ficha__clave")
    llaves |= {(idioma, str(clave)) for idioma, clave in con}
    claves = sorted({clave for _idioma, clave in llaves})
    for desde in range(0, len(claves), _DE_UNA_VEZ):
        with transaction.atomic():
            suyas = FichaPublica.objects.select_for_update(of=("self",)).select_related("texto")
            cambiados = []
            for publica in suyas.filter(clave__in=claves[desde : desde + _DE_UNA_VEZ]).order_by("pk"):
                vinculos = ahora.get((publica.idioma, publica.clave), "")
                if publica.texto.vinculos != vinculos:
                    publica.texto.vinculos = vinculos
                    cambiados.append(publica.texto)
            if cambiados:
                TextoDeFicha.objects.bulk_update(cambiados, ["vinculos"])
                indexar(cambiados)
                generacion.nueva()


def _aprender(texto):
    """Add the words of ``texto`` to those that a mistyped one may have meant."""
    palabras = {}
    for columna in RaicesDeFicha.COLUMNAS[:-1]:
        for palabra in _PALABRA.findall(normal(getattr(texto, columna)).lower()):
            palabras.setdefault(plano(palabra), palabra)
    sabidas = Vocablo.objects.filter(idioma=texto.idioma, plana__in=palabras).values_list("plana", flat=True)
    nuevas = palabras.keys() - set(sabidas)
    Vocablo.objects.bulk_create(
        [Vocablo(idioma=texto.idioma, plana=plana, palabra=palabras[plana]) for plana in sorted(nuevas)],
        ignore_conflicts=True,
    )


@transaction.atomic
def reconstruir(avisar=lambda hechas: None):
    """Build the read model anew from the live pages. Returns how many they are."""
    FichaPublica.objects.all().delete()
    Vocablo.objects.all().delete()
    hechas = 0
    for pagina in PracticaPage.objects.live().order_by("pk").iterator(chunk_size=200):
        escribir(pagina)
        hechas += 1
        avisar(hechas)
    generacion.nueva()
    return hechas


def esta_completa():
    """Whether every live practice has its rows, and no other."""
    vivas = set(PracticaPage.objects.live().public().filter(aval__isnull=False).values_list("pk", flat=True))
    return all(vivas == set(filas.objects.values_list("pk", flat=True)) for filas in (FichaPublica, RaicesDeFicha))


def al_renombrar(faceta, codigo):
    """A term of a closed list has another name: it shows at once, and soon its practices are found by it."""
    generacion.nueva(fondo=True)  # the names that were read before are not those of the lists any more
    encolar(renombrar, faceta, codigo)


@tarea("vocablos")
def renombrar(faceta, codigo):
    """Write anew the words by which the practices that bear a term are found."""
    suyas = [uno.pk for uno in _que_llevan(faceta, codigo)]
    for desde in range(0, len(suyas), _DE_UNA_VEZ):
        with transaction.atomic():
            publicas = FichaPublica.objects.select_for_update(of=("self",)).select_related("texto")
            textos = []
            for uno in publicas.filter(pk__in=suyas[desde : desde + _DE_UNA_VEZ]).order_by("pk"):
                uno.texto.terminos = terminos_de(uno)
                textos.append(uno.texto)
            TextoDeFicha.objects.bulk_update(textos, ["terminos"])
            indexar(textos)
            generacion.nueva()


def _que_llevan(faceta, codigo):
    return (
        uno
        for uno in FichaPublica.objects.iterator(chunk_size=500)
        if codigo in uno.facetas.get(faceta, ())
        or (faceta == "entidad" and any(otra["entidad"] == codigo for otra in uno.datos["organizaciones"]))
        or (faceta == "criterio" and any(una["criterio"] == codigo for una in uno.datos.get("evidencias", ())))
        or (faceta == "palabra_clave" and codigo in uno.datos["etiquetas"])
    )


@tarea("vocablos")
def reescribir_las_de(numero):
    """Write anew the practices that name the organisation ``numero``."""
    suyas = Organizacion.objects.filter(actor=numero).values("practica")
    for pagina in PracticaPage.objects.live().filter(pk__in=suyas).order_by("pk"):
        escribir(pagina)


def reemplazar(faceta, codigo, otro):
    """A term of a closed list was merged into another one: the practices that bore it bear the other."""
    publicas = list(_que_llevan(faceta, codigo))
    for uno in publicas:
        codigos = (otro if suyo == codigo else suyo for suyo in uno.facetas.get(faceta, ()))
        uno.facetas[faceta] = list(dict.fromkeys(codigos))
        if faceta == "entidad":
            filas = [
                {**fila, "entidad": otro} if fila["entidad"] == codigo else fila for fila in uno.datos["organizaciones"]
            ]
            uno.datos["organizaciones"] = [fila for n, fila in enumerate(filas) if fila not in filas[:n]]
        for fila in uno.datos.get("evidencias", ()) if faceta == "criterio" else ():
            fila["criterio"] = otro if fila["criterio"] == codigo else fila["criterio"]
    FichaPublica.objects.bulk_update(publicas, ["facetas", "datos"], batch_size=200)
    al_renombrar(faceta, otro)
