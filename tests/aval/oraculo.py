"""What the oracle of the machine knows: who typed each word and made each choice, and what was approved.

It shares nothing with the guard. Each word is typed once by somebody (``palabra17``); typed again by another person it
is of both. It follows words wherever they go: to other texts, to the other language, out of a text and back.
"""

from collections import defaultdict

from tests.mundo import MODERAN


class Brecha(AssertionError):
    """Something that the public reads was approved by nobody or by one of its authors; or changed while it was read."""


class Ficha:
    """What the oracle knows of one page."""

    def __init__(self, pk, original=None):
        self.pk = pk
        self.original = original  # of a translation
        self.dicho = ""  # the words of the last draft
        self.dichos = []  # of all of them
        self.aprobado = None  # the words in force, None when withdrawn
        self.avalado = set()  # words and choices of the last approval, in force or not
        self.elegido = set()  # the choices in force
        self.quieto = None  # what the translation tool kept when the DDRI began to read

    def dice(self, dicho):
        self.dicho = dicho
        self.dichos.append(dicho)


class Oraculo:
    def __init__(self):
        self.autores = defaultdict(set)  # word or choice → people

    def teclea(self, quien, dicho, antes=""):
        """``quien`` left ``dicho`` where ``antes`` stood."""
        for palabra in set((dicho or "").split()) - set((antes or "").split()):
            self.autores[palabra].add(quien)

    def elige(self, quien, eleccion):
        self.autores[eleccion].add(quien)

    def aprueba(self, ficha, quien, dicho, elegido):
        """``quien`` pressed the button on those words and choices."""
        propuesto = set(dicho.split()) | elegido
        suyas = {una for una in propuesto - ficha.avalado if quien in self.autores[una]}
        if quien not in MODERAN or suyas:
            raise Brecha(f"{quien} approved {dicho!r} {elegido}, and wrote {suyas} of it")
        ficha.aprobado, ficha.elegido, ficha.avalado = dicho, elegido, propuesto
