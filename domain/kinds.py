"""The kinds of interaction, and what each counts for (domain §3, R4)."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What happened, in the words of the réseau."""

    RENDEZ_VOUS = "rendez_vous"
    ATELIER_COLLECTIF = "atelier_collectif"
    ATELIER_DUO = "atelier_duo"
    GROUPE_PAYS = "groupe_pays"
    COMMISSION = "commission"
    RENCONTRE = "rencontre"
    WEBINAIRE = "webinaire"
    FORMATION = "formation"
    SESSION_INFO = "session_info"
    RELECTURE = "relecture"
    APPUI_MISSION = "appui_mission"
    EXPLOR = "explor"
    APPUI_FESTISOL = "appui_festisol"
    MISE_EN_RELATION = "mise_en_relation"
    ORIENTATION = "orientation"
    PARRAINAGE = "parrainage"
    INSTRUCTION = "instruction"
    JURY = "jury"
    COPIL = "copil"
    SOLLICITATION = "sollicitation"
    APPUI_EVENEMENT = "appui_evenement"
    RECENSEMENT = "recensement"
    ENTRETIEN = "entretien"
    INTERVENTION = "intervention"
    VALORISATION = "valorisation"


TEMPS_INTERNE = "temps_interne"
"""Time that is nobody's interaction (R37): in workload, never in coverage."""


class Rule(NamedTuple):
    """`group`: always a gathering, even with one actor or none.

    `counts` (R4): "all" present actors participate; "named": only those explicitly named present
    (jurors); "none": work, not participation.
    """

    label: str
    group: bool
    counts: str = "all"


RULES = {
    Kind.RENDEZ_VOUS: Rule("rendez-vous individuel", group=False),
    Kind.ATELIER_COLLECTIF: Rule("atelier collectif", group=True),
    Kind.ATELIER_DUO: Rule("atelier duo", group=True),
    Kind.GROUPE_PAYS: Rule("groupe-pays", group=True),
    Kind.COMMISSION: Rule("commission", group=True),
    Kind.RENCONTRE: Rule("rencontre", group=True),
    Kind.WEBINAIRE: Rule("webinaire", group=True),
    Kind.FORMATION: Rule("formation", group=True),
    Kind.SESSION_INFO: Rule("session d'information", group=True),
    Kind.RELECTURE: Rule("relecture de dossier", group=False),
    Kind.APPUI_MISSION: Rule("appui à une mission de terrain", group=False),
    Kind.EXPLOR: Rule("demande de mission EXPLOR", group=False),
    Kind.APPUI_FESTISOL: Rule("appui à un collectif Festisol", group=False),
    Kind.MISE_EN_RELATION: Rule("mise en relation", group=True),
    Kind.ORIENTATION: Rule("orientation", group=False),
    Kind.PARRAINAGE: Rule("parrainage", group=False),
    Kind.INSTRUCTION: Rule("instruction de dossiers", group=True, counts="named"),
    Kind.JURY: Rule("jury", group=True, counts="named"),
    Kind.COPIL: Rule("comité de pilotage", group=True),
    Kind.SOLLICITATION: Rule("sollicitation", group=False),
    Kind.APPUI_EVENEMENT: Rule("appui à un événement", group=False),
    Kind.RECENSEMENT: Rule("recensement", group=False, counts="none"),
    Kind.ENTRETIEN: Rule("entretien d'étude", group=False),
    Kind.INTERVENTION: Rule("intervention", group=True),
    Kind.VALORISATION: Rule("valorisation", group=False, counts="none"),
}


KNOWN = frozenset(kind.value for kind in Kind)


def label(kind: str) -> str:
    """The French words for a stored kind, also for one that this version no longer lists."""
    if kind == TEMPS_INTERNE:
        return "temps interne"
    return RULES[Kind(kind)].label if kind in KNOWN else kind.replace("_", " ")
