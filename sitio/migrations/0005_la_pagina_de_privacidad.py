from django.db import migrations


def la_que_hay(apps, schema_editor):
    """A site that was installed before: its page, which stands where it was put."""
    pagina = apps.get_model("sitio.ContenidoPage").objects.filter(slug="privacidad", locale__language_code="es").first()
    if pagina:
        apps.get_model("sitio.AjustesSitio").objects.filter(pagina_privacidad=None).update(pagina_privacidad=pagina)


class Migration(migrations.Migration):
    dependencies = [("sitio", "0004_prensa_y_privacidad")]

    operations = [migrations.RunPython(la_que_hay, migrations.RunPython.noop)]
