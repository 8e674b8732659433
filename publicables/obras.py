"""What is shown at an event, is given an award or is offered: pages of the kinds that say so when the site starts."""

CLASES = []


def vivas(llaves, locale_id):
    """The live ones in that language by their translation key: dict."""
    return {
        una.translation_key: una
        for clase in CLASES
        for una in clase.objects.live().filter(locale_id=locale_id, translation_key__in=llaves)
    }
