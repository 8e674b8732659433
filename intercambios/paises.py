"""To which continent each country belongs (ISO 3166-1 alpha-2), in the five parts of the United Nations' M49."""

from django.utils.translation import gettext_lazy as _

_DE = {
    "africa": (
        "DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA "
        "MZ NA NE NG RE RW SH ST SN SC SL SO ZA SS SD TZ TG TN UG EH ZM ZW IO TF"
    ),
    "america": (
        "AI AG AR AW BS BB BZ BM BO BQ BR CA KY CL CO CR CU CW DM DO EC SV FK GF GL GD GP GT GY HT HN JM MQ MX MS NI "
        "PA PY PE PR BL KN LC MF PM VC SX GS SR TT TC US UY VE VG VI BV"
    ),
    "asia": (
        "AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KW KG LA LB MO MY MV MN MM NP KP OM PK PS PH QA "
        "SA SG KR LK SY TW TJ TH TL TR TM AE UZ VN YE"
    ),
    "europa": (
        "AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG VA HU IS IE IM IT JE LV LI LT LU MT MD MC ME NL MK "
        "NO PL PT RO RU SM RS SK SI ES SJ SE CH UA GB XK"
    ),
    "oceania": "AS AU CX CC CK FJ PF GU HM KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF",
}
NOMBRES = {
    "africa": _("África"),
    "america": _("América"),
    "asia": _("Asia"),
    "europa": _("Europa"),
    "oceania": _("Oceanía"),
    "": _("Otros"),
}
_CONTINENTES = {pais: continente for continente, paises in _DE.items() for pais in paises.split()}


def continente_de(pais):
    """The key of its continent, of ``NOMBRES``; "" of what is in none (Antarctica)."""
    return _CONTINENTES.get(pais, "")
