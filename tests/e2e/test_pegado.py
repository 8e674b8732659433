"""What is pasted from a spreadsheet keeps its words apart, and whoever pastes is told what became of the table."""

import pytest
from playwright.sync_api import expect

from actores.models import Usuario
from banco.models import BancoPage
from practicas.models import PracticaPage

pytestmark = pytest.mark.django_db(transaction=True)

TABLA = """<meta charset='utf-8'><p>Antes</p><table><tr><td>Año</td><td>Total</td></tr>
<tr><td>2018</td><td><b>1.200</b></td></tr><tr><td></td><td></td></tr></table>"""
PEGAR = """(html) => {
    const datos = new DataTransfer();
    datos.setData("text/html", html);
    datos.setData("text/plain", "lo mismo");
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: datos, bubbles: true, cancelable: true }));
}"""


def test_una_tabla_de_una_hoja_de_calculo_se_pega_como_lista(abrir):
    pagina = abrir("focal")
    autora = Usuario.objects.get(username="focal")
    ficha = PracticaPage(title="Jardines", slug="jardines", owner=autora, live=False, entidad=autora.entidad)
    BancoPage.objects.get(locale__language_code="es").add_child(instance=ficha)
    ficha.save_revision(user=autora, clean=False)
    pagina.goto(f"/admin/pages/{ficha.pk}/edit/")
    editor = pagina.locator("[data-contentpath='resultados'] [role=textbox]")
    editor.click()
    pagina.evaluate(PEGAR, TABLA)
    expect(editor.locator("li")).to_have_text(["Año · Total", "2018 · 1.200"])
    expect(pagina.locator(".tabla-pegada")).to_contain_text("un renglón por fila")
    pagina.get_by_role("button", name="Guardar borrador").click()
    expect(pagina.locator(".messages")).to_contain_text("quedaron guardados")
    texto = PracticaPage.objects.get(pk=ficha.pk).get_latest_revision_as_object().resultados
    assert "Antes" in texto and "Año · Total" in texto and "2018 · 1.200" in texto and "AñoTotal" not in texto
