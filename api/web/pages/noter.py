"""The page where something is logged: what was typed, what is about to be recorded."""

from collections.abc import Sequence
from datetime import date

import msgspec

from api.french import day_near
from api.web.pages import choices
from api.web.pages.choices import Choice, Group
from api.web.pages.frame import Person
from api.web.pages.saisie import Chip, Draft, Lines, Minutes, Saisie, Twin


class StaffRow(msgspec.Struct, frozen=True, kw_only=True):
    """A salarié on the form; a duration is a preset or typed, never both."""

    id: str
    nom: str
    rond: str
    preset: int | None = None
    libre: str = ""
    preparation: str = ""
    travel: str = ""


class Recap(msgspec.Struct, frozen=True):
    """The sentence at the top: what would be recorded now."""

    quoi: str
    jour: str
    minutes: int
    salaries: int
    structures: int


class NoterPage(msgspec.Struct, frozen=True, kw_only=True):
    commande: str
    interaction: str
    aujourdhui: str
    saisie: Saisie
    recap: Recap
    equipe_visible: tuple[StaffRow, ...]
    equipe_autre: tuple[StaffRow, ...]
    presents: tuple[Chip, ...]
    trouves: tuple[Chip, ...] | None
    lignes: Lines | None
    refus: dict[str, str]
    refus_libre: str | None
    projets_connus: tuple[str, ...]
    pays_connus: tuple[str, ...]
    nature_rare: bool
    natures_courantes: tuple[Choice, ...]
    natures_rares: Group
    formes: Group
    modes: tuple[Choice, ...]
    poles: tuple[str, ...]
    dispositifs: tuple[Group, ...]
    durees: tuple[int, ...]
    apres: str = ""
    double: Twin | None = None


def page(
    draft: Draft, team: Sequence[Person], author: str, today: date, projects: Sequence[str]
) -> NoterPage:
    rows = [staff_row(person, draft.minutes.get(person.id, Minutes())) for person in team]
    shown = [row for row in rows if row.id == author or used(row)]
    common = {choice.valeur for choice in choices.common_kinds()}
    return NoterPage(
        commande=draft.commande,
        interaction=draft.interaction,
        aujourdhui=today.isoformat(),
        saisie=draft.saisie,
        recap=recap(draft, today),
        equipe_visible=tuple(sorted(shown, key=lambda row: row.id != author)),
        equipe_autre=tuple(row for row in rows if row not in shown),
        presents=draft.presents,
        trouves=draft.trouves,
        lignes=draft.lignes,
        refus=dict(draft.refus),
        refus_libre=draft.refus_libre,
        double=draft.double,
        projets_connus=tuple(projects),
        pays_connus=choices.country_names(),
        nature_rare=bool(draft.saisie.kind) and draft.saisie.kind not in common,
        natures_courantes=choices.common_kinds(),
        natures_rares=choices.rare_kinds(),
        formes=choices.formes(),
        modes=choices.modes(),
        poles=choices.POLES,
        dispositifs=choices.dispositif_groups(),
        durees=choices.PRESETS,
    )


def staff_row(person: Person, typed: Minutes) -> StaffRow:
    preset = int(typed.contact) if typed.contact in map(str, choices.PRESETS) else None
    return StaffRow(
        id=person.id,
        nom=person.nom,
        rond=short_name(person.nom),
        preset=preset,
        libre="" if preset else typed.contact,
        preparation=typed.preparation,
        travel=typed.travel,
    )


def short_name(nom: str) -> str:
    """« Salarié 2, pôle CID » → « 2 » ; « Direction » → « D »."""
    digits = "".join(sign for sign in nom.split(",", maxsplit=1)[0] if sign.isdigit())
    return digits or nom[:1]


def used(row: StaffRow) -> bool:
    return bool(row.preset or row.libre or row.preparation or row.travel)


def recap(draft: Draft, today: date) -> Recap:
    typed = [each.total() for each in draft.minutes.values()]
    found = {chip.valeur for chip in draft.presents}
    if draft.lignes:
        found |= {line.valeur for line in draft.lignes.reconnues}
        found |= {line.choisi for line in draft.lignes.a_regler if line.choisi}
    parts = (choices.kind_label(draft.saisie.kind or "entrée"), draft.saisie.pays)
    return Recap(
        " ".join(filter(None, parts)),
        said_day(draft.saisie.jour, today),
        sum(typed),
        sum(1 for minutes in typed if minutes),
        len(found),
    )


def said_day(text: str, today: date) -> str:
    try:
        return day_near(date.fromisoformat(text), today)
    except ValueError:
        return ""
