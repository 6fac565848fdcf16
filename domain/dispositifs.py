"""The dispositifs and programmes of the réseau, and the pôle each belongs to (domain §1, §5)."""

from typing import NamedTuple

from domain.lists import Pole


class Dispositif(NamedTuple):
    """A scheme an entry can be attached to; its pôle is the entry's when none is stated (R36)."""

    tag: str
    label: str
    pole: Pole


ALL = (
    Dispositif("recital_tandem", "Récital, Tandem solidaire", Pole.ECSI),
    Dispositif("recital_territorial", "Récital, Fonds territorial", Pole.ECSI),
    Dispositif("recital_structurants", "Récital, Fonds projets structurants", Pole.ECSI),
    Dispositif("festisol", "Festival des Solidarités", Pole.ECSI),
    Dispositif("cooplab", "CoopLab", Pole.ECSI),
    Dispositif("reinventer_le_monde", "Réinventer le monde", Pole.ECSI),
    Dispositif("ready_to_move", "Ready to Move", Pole.MEIJ),
    Dispositif("isi", "ISI", Pole.MEIJ),
    Dispositif("jsi", "JSI", Pole.MEIJ),
    Dispositif("vvvsi", "VVVSI", Pole.MEIJ),
    Dispositif("peics", "PEICS", Pole.MEIJ),
    Dispositif("cle_en_main_pologne_jeunes", "Clé en main Pologne (jeunes)", Pole.MEIJ),
    Dispositif("odyssee", "Odyssée (CUD)", Pole.MEIJ),
    Dispositif("cap_sur_le_monde", "Cap sur le monde", Pole.MEIJ),
    Dispositif("un_pour_cent", "1 % eau, énergie, déchets", Pole.CID),
    Dispositif("explor", "EXPLOR", Pole.CID),
    Dispositif("aect", "Appels AECT et MEAE", Pole.CID),
    Dispositif("cle_en_main_maroc", "Clé en main Maroc", Pole.CID),
    Dispositif("cle_en_main_mali", "Clé en main Mali", Pole.CID),
    Dispositif("cle_en_main_pologne", "Clé en main Pologne", Pole.CID),
    Dispositif("cle_en_main_francophonie", "Clé en main francophonie", Pole.CID),
    Dispositif("amp", "Micro-projets AMP", Pole.CID),
    Dispositif("aea", "Acteurs de l'énergie pour l'Afrique", Pole.CID),
    Dispositif("observatoire", "Observatoire", Pole.EPO),
    Dispositif("revue", "Revue annuelle", Pole.EPO),
    Dispositif("barometres", "Baromètres", Pole.EPO),
    Dispositif("science_et_societe", "Science et Société", Pole.EPO),
)
BY_TAG = {dispositif.tag: dispositif for dispositif in ALL}
