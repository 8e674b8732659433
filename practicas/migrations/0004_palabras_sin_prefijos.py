from django.db import migrations

COLUMNAS = "titulo, terminos, resumen, lecciones, cuerpo, adjuntos"


def _rehacer(editor, prefijos):
    """The words of SQLite, laid again from their table. Its triggers name it, and stay."""
    if editor.connection.vendor != "sqlite":
        return
    editor.execute("DROP TABLE practicas_lecturatexto_fts")
    editor.execute(
        f"CREATE VIRTUAL TABLE practicas_lecturatexto_fts USING fts5({COLUMNAS}, content='practicas_lecturatexto', "
        f"content_rowid='lectura_id', tokenize='unicode61 remove_diacritics 2'{prefijos})",
        params=None,
    )
    editor.execute("INSERT INTO practicas_lecturatexto_fts (practicas_lecturatexto_fts) VALUES ('rebuild')", params=None)


def sin_prefijos(apps, editor):
    """Nothing asks by prefixes of three and five letters, and they were a third of the index."""
    _rehacer(editor, "")


def con_prefijos(apps, editor):
    _rehacer(editor, ", prefix='3 5'")


class Migration(migrations.Migration):
    dependencies = [("practicas", "0003_viajes")]

    operations = [migrations.RunPython(sin_prefijos, con_prefijos, elidable=True)]
