"""What is pasted from Word, Excel and Google ends as something true, and whoever pastes is told what became of it.

The clipboards are as those programs leave them: whole documents with their styles, marks of notes and links.
"""

import pytest
from playwright.sync_api import expect

from actores.models import Usuario
from banco.models import BancoPage
from practicas.models import PracticaPage

from .test_historia import hasta_que_conteste

pytestmark = pytest.mark.django_db(transaction=True)

PEGAR = """(html) => {
    const datos = new DataTransfer();
    datos.setData("text/html", html);
    datos.setData("text/plain", "lo mismo");
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: datos, bubbles: true, cancelable: true }));
}"""

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=Generator content="Microsoft Excel 15">
<style>td {mso-number-format:General;}</style></head><body link="#0563C1"><!--StartFragment-->
<table border=0 cellpadding=0 cellspacing=0 width=128 style='border-collapse:collapse'>
 <tr height=20><td height=20 width=64>A&ntilde;o</td><td width=64>Total</td><td>Meta</td></tr>
 <tr height=20><td height=20 align=right>2018</td><td align=right><b>1.200</b></td><td></td></tr>
 <tr height=20><td></td><td></td><td></td></tr></table><!--EndFragment--></body></html>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0cm;}</style></head><body lang=ES-CO>
<!--StartFragment--><p class=MsoNormal>Participaron <b style='mso-bidi-font-weight:normal'>tres</b> entidades<a
style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span
style='mso-special-character:footnote'><![if !supportFootnotes]><span class=MsoFootnoteReference><span
style='font-size:11.0pt'>[1]</span></span><![endif]></span></span></a> y una red<a style='mso-footnote-id:ftn2'
href="file:///C:/Users/ana/AppData/Local/Temp/msohtmlclip1/01/clip_filename.htm#_ftn2" name="_ftnref2"><span
class=MsoFootnoteReference>[2]</span></a>.<o:p></o:p></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Socio<o:p></o:p></p></td>
<td><p class=MsoNormal>Aporte</p></td>
</tr><tr><td><p class=MsoNormal>Universidad</p></td><td><p class=MsoNormal>USD 40.000</p></td></tr></table>
<p class=MsoNormal>Véanse <a href="file:///C:/Users/ana/informe.docx">el informe</a>, <a
href="mailto:ana@example.org">ana@example.org</a>, <a
href="https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fuse.metropolis.org%2Fcaso&amp;data=05%7C01%7Cana">el
caso</a> y <a href="https://www.c40.org/?utm_source=boletin&amp;id=3">C40</a>.</p>
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%">
<![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1'
href="#_ftnref1" name="_ftn1" title=""><span class=MsoFootnoteReference>[1]</span></a> Según el acta de 2013.</p></div>
<div style='mso-element:footnote' id=ftn2><p class=MsoFootnoteText><a href="#_ftnref2" name="_ftn2"><span
class=MsoFootnoteReference>[2]</span></a> Red de Ciudades.</p></div></div><!--EndFragment--></body></html>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f2e"><p dir="ltr"
style="line-height:1.38;"><span style="font-weight:400;">Llano y </span><span
style="font-weight:700;">fuerte</span><span style="font-size:0.6em;vertical-align:super;"><sup><a
href="#ftnt1">[1]</a></sup></span><span>, como dice </span><a
href="https://www.google.com/url?q=https://use.metropolis.org/caso&amp;sa=D&amp;source=editors&amp;ust=17"><span>el
caso</span></a><span>.</span></p></b>"""

GOOGLE_SHEETS = """<meta charset='utf-8'><google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid
#cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0"
cellpadding="0" dir="ltr" border="1" data-sheets-root="1"><colgroup><col width="100"/></colgroup><tbody><tr
style="height:21px;"><td data-sheets-value='{"1":2,"2":"Año"}'>Año</td><td>Total</td></tr><tr><td>2018</td>
<td>1.200</td></tr></tbody></table></google-sheets-html-origin>"""

UNA_CELDA = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>
<tr><td>1.200 personas</td></tr></table></body></html>"""


@pytest.fixture
def ficha(sitio):
    autora = Usuario.objects.get(username="focal")
    ficha = PracticaPage(title="Jardines", slug="jardines", owner=autora, live=False, entidad=autora.entidad)
    BancoPage.objects.get(locale__language_code="es").add_child(instance=ficha)
    ficha.save_revision(user=autora, clean=False)
    return ficha


@pytest.fixture
def pegar(abrir, ficha):
    """Pastes into «Resultados»: returns the editor and what it said."""
    pagina = abrir("focal")
    pagina.goto(f"/admin/pages/{ficha.pk}/edit/")
    editor = pagina.locator("[data-contentpath='resultados'] [role=textbox]")

    def pegar(html):
        editor.click()
        pagina.keyboard.press("Control+a")
        pagina.keyboard.press("Backspace")
        pagina.keyboard.press("Backspace")  # and what was a list is none
        pagina.evaluate(PEGAR, html)
        return editor, pagina.locator("[data-contentpath='resultados'] .pegado")

    pegar.pagina = pagina
    return pegar


def guardado(pagina, ficha):
    with hasta_que_conteste(pagina):
        pagina.get_by_role("button", name="Guardar borrador").click()
    expect(pagina.locator(".messages")).to_contain_text("quedaron guardados")
    return PracticaPage.objects.get(pk=ficha.pk).get_latest_revision_as_object().resultados


def test_lo_que_viene_de_word_y_de_google(pegar, ficha):
    # A sheet is a list, a row a line; one cell alone is its text, and nothing is said of it.
    editor, dicho = pegar(EXCEL)
    expect(editor.locator("li")).to_have_text(["Año · Total · Meta", "2018 · 1.200 · —"])
    expect(dicho).to_contain_text("un renglón por fila")
    editor, dicho = pegar(GOOGLE_SHEETS)
    expect(editor.locator("li")).to_have_text(["Año · Total", "2018 · 1.200"])
    editor, dicho = pegar(UNA_CELDA)
    expect(editor).to_have_text("1.200 personas")
    expect(editor.locator("li")).to_have_count(0)
    expect(dicho).to_have_count(0)
    # From Google: its notes, its links, and no bold that nobody put.
    editor, dicho = pegar(GOOGLE_DOCS)
    expect(editor).to_contain_text("Llano y fuerte[1]")
    expect(dicho).to_contain_text("use.metropolis.org")
    texto = guardado(pegar.pagina, ficha)
    assert "<b>fuerte</b>" in texto and 'href="https://use.metropolis.org/caso"' in texto and "google.com" not in texto
    # From Word, all at once.
    editor, dicho = pegar(WORD)
    for frase in ("notas al pie", "un renglón por fila", "«el informe»", "«ana@example.org»", "use.metropolis.org"):
        expect(dicho).to_contain_text(frase)
    expect(editor.locator("li")).to_have_text(["Socio · Aporte", "Universidad · USD 40.000"])
    texto = guardado(pegar.pagina, ficha)
    assert (
        "<b>tres</b> entidades[1] y una red[2]." in texto
        and "[1] Según el acta de 2013." in texto
        and "[2] Red de Ciudades." in texto
    )
    assert 'href="https://use.metropolis.org/caso"' in texto and 'href="https://www.c40.org/?id=3"' in texto
    for ajeno in ("/admin/", "file:", "mailto:", "safelinks", "_ftn", "utm_"):
        assert ajeno not in texto, ajeno
