"""The catalogues of sentences, compiled."""

import gettext

import polib

from sitio.catalogos import compilar

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "práctica"
msgid_plural "prácticas"
msgstr[0] "practice"
msgstr[1] "practices"

msgctxt "de un evento"
msgid "sesión"
msgid_plural "sesiones"
msgstr[0] "session"
msgstr[1] "sessions"

msgid "ciudad"
msgstr "city"
"""


def test_lo_que_se_cuenta_se_halla_tambien_solo(tmp_path):
    """In the keys of the file, since a newer gettext of Python finds it without them."""
    ruta = tmp_path / "django.po"
    ruta.write_text(PO)
    mo = compilar(ruta)
    assert {(una.msgctxt, una.msgid, una.msgstr) for una in polib.mofile(str(mo)) if not una.msgid_plural} == {
        (None, "ciudad", "city"),
        (None, "práctica", "practice"),
        ("de un evento", "sesión", "session"),
    }
    with mo.open("rb") as abierto:
        catalogo = gettext.GNUTranslations(abierto)
    assert catalogo.gettext("práctica") == "practice"
    assert catalogo.pgettext("de un evento", "sesión") == "session"
    assert [catalogo.ngettext("práctica", "prácticas", n) for n in (1, 2)] == ["practice", "practices"]
    assert catalogo.npgettext("de un evento", "sesión", "sesiones", 2) == "sessions"
