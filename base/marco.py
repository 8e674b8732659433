"""What other rooms add to the frame of every public page: templates, in the order in which they were added."""

from collections.abc import Callable

EN_EL_MENU = []  # items of the main menu
EN_EL_PIE = []  # items of the list of links at the foot
AL_FINAL = []  # what ends every page, before its foot
PEDIR: Callable | None = None  # translation_key of what is read, or None → the address where an exchange is asked for
CORREGIR: Callable | None = None  # the same, where one says that it is not so
