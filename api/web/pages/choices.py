"""What can be chosen in a form: the closed lists of the domain, with their labels."""

from collections.abc import Iterable, Mapping

import msgspec

from adapters.reference import countries
from domain import dispositifs
from domain.kinds import RULES, Kind
from domain.lists import FORME_LABELS, MODE_LABELS, TYPOLOGIE_LABELS, Pole

COMMON = {
    Kind.RENDEZ_VOUS: "Rendez-vous",
    Kind.GROUPE_PAYS: "Groupe-pays",
    Kind.ATELIER_COLLECTIF: "Atelier",
    Kind.COMMISSION: "Commission",
    Kind.RELECTURE: "Relecture",
    Kind.SOLLICITATION: "Sollicitation",
}
PRESETS = (15, 30, 45, 60, 90, 120)
POLES = tuple(str(pole) for pole in Pole)


class Choice(msgspec.Struct, frozen=True):
    """`mot` on the button, `long` in the sentence that reads it back."""

    valeur: str
    mot: str
    long: str = ""


class Group(msgspec.Struct, frozen=True):
    nom: str
    choix: tuple[Choice, ...]


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def kind_label(kind: str) -> str:
    """« rendez_vous » → « Rendez-vous individuel »; an unknown tag shows itself."""
    known = {str(each): rule.label for each, rule in RULES.items()}
    return first_upper(known.get(kind, kind))


def common_kinds() -> tuple[Choice, ...]:
    return tuple(Choice(str(kind), mot, kind_label(kind)) for kind, mot in COMMON.items())


def rare_kinds() -> Group:
    rare = (kind for kind in Kind if kind not in COMMON)
    return Group("", tuple(Choice(str(kind), kind_label(kind)) for kind in rare))


def labelled(labels: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(str(tag), first_upper(label)) for tag, label in labels.items())


def modes() -> tuple[Choice, ...]:
    return labelled({str(mode): label for mode, label in MODE_LABELS.items()})


def formes() -> Group:
    return Group("", labelled({str(forme): label for forme, label in FORME_LABELS.items()}))


def typologies() -> Group:
    return Group("", labelled({str(each): label for each, label in TYPOLOGIE_LABELS.items()}))


def pole_choices() -> tuple[Group, ...]:
    return (Group("", tuple(Choice(pole, pole) for pole in POLES)),)


def dispositif_groups() -> tuple[Group, ...]:
    """The dispositifs under the pôle each belongs to."""
    return tuple(Group(f"Pôle {pole}", tuple(of_pole(pole, dispositifs.ALL))) for pole in POLES)


def of_pole(pole: str, every: Iterable[dispositifs.Dispositif]) -> Iterable[Choice]:
    return (Choice(each.tag, each.label) for each in every if each.pole == pole)


def country_names() -> tuple[str, ...]:
    return tuple(sorted(countries().values()))


def country_list(codes: Iterable[str]) -> str:
    """« ML, BF » → « Mali, Burkina Faso »."""
    return ", ".join(countries().get(code, code) for code in codes)
