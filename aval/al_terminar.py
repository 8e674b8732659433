"""What finishing any workflow does. Apart, because Wagtail imports it before its own models exist."""


def publicar_lo_avalado(workflow_state, user=None):
    """``WAGTAIL_FINISH_WORKFLOW_ACTION``: publish what has the aval; without one, ``SinAval``."""
    from .flujo import al_terminar

    al_terminar(workflow_state, user)
