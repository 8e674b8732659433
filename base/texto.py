"""Signs that no text of the site may carry further."""

import re

# What XML 1.0 and spreadsheets refuse: a feed or an export with one of them is lost as a whole. They come with what is
# pasted from slides (a vertical tab for each line) or typed into an address.
_DE_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def sin_control(texto):
    """``texto`` with a space in the place of each control character but tab and ends of line."""
    return _DE_CONTROL.sub(" ", texto)
