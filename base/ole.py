"""The container of the old Office files (.doc, .xls, .ppt): what it holds inside, and whether it is whole.

By [MS-CFB] 2.2 to 2.6, [MS-DOC] 2.5.1, [MS-XLS] 2.4.117 and [MS-PPT] 2.3.3.
"""

import struct

FIRMA = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LIBRE, _ULTIMO = 0xFFFFFFFF, 0xFFFFFFFA  # from here on, numbers of a sector mean something else
_PROPIOS = {"doc": {"WordDocument"}, "xls": {"Workbook", "Book"}, "ppt": {"PowerPoint Document"}}
_DE_MACROS = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "Macros"}
_FILEPASS = 0x2F


class Ole:
    """``ValueError`` when it cannot be read, or ends before its last sector."""

    def __init__(self, datos):
        if not datos.startswith(FIRMA):
            raise ValueError("Not a compound file.")
        try:
            self.corrientes = dict(self._leer(datos))
        except (struct.error, IndexError) as error:
            raise ValueError("The file ends too soon.") from error

    def es(self, extension):
        return bool(_PROPIOS[extension] & self.corrientes.keys())

    @property
    def con_macros(self):
        return bool(_DE_MACROS & self.corrientes.keys())

    @property
    def con_clave(self):
        if {"EncryptedPackage", "EncryptedSummary"} & self.corrientes.keys():
            return True
        palabra = self.corrientes.get("WordDocument", b"")
        if len(palabra) > 12 and struct.unpack_from("<H", palabra, 10)[0] & 0x0100:
            return True
        hoja, lugar = self.corrientes.get("Workbook") or self.corrientes.get("Book") or b"", 0
        while lugar + 4 <= len(hoja):
            registro, largo = struct.unpack_from("<HH", hoja, lugar)
            if registro == _FILEPASS:
                return True
            lugar += 4 + largo
        return False

    def _leer(self, datos):
        """Name and first sector of each stream; of a storage, nothing."""
        sector = 1 << struct.unpack_from("<H", datos, 30)[0]
        if sector not in (512, 4096):
            raise ValueError("No such size of a sector.")
        numeros = f"<{sector // 4}I"
        en = lambda numero: (numero + 1) * sector  # noqa: E731
        tablas = list(struct.unpack_from("<109I", datos, 76))
        siguiente, cuantas = struct.unpack_from("<2I", datos, 68)
        for _vez in range(min(cuantas, len(datos) // sector)):
            *mas, siguiente = struct.unpack_from(numeros, datos, en(siguiente))
            tablas += mas
        cadena = [uno for tabla in tablas if tabla < _ULTIMO for uno in struct.unpack_from(numeros, datos, en(tabla))]
        usados = [numero for numero, siguiente in enumerate(cadena) if siguiente != _LIBRE]
        if not usados or len(datos) <= en(usados[-1]):
            raise ValueError("The file ends too soon.")
        lugar, vistos = struct.unpack_from("<I", datos, 48)[0], set()
        while lugar < _ULTIMO and lugar not in vistos:
            vistos.add(lugar)
            for entrada in range(en(lugar), en(lugar) + sector, 128):
                largo, tipo = struct.unpack_from("<HB", datos, entrada + 64)
                if tipo:
                    nombre = datos[entrada : entrada + max(largo - 2, 0)].decode("utf-16-le", "replace")
                    primero = struct.unpack_from("<I", datos, entrada + 116)[0]
                    yield nombre, datos[en(primero) : en(primero) + sector] if tipo == 2 and primero < _ULTIMO else b""
            lugar = cadena[lugar]
