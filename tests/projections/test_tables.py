"""Every table equals the fold of the journal, at every past position, live and after a rebuild."""

from datetime import date

import pytest

from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.crm import Crm
from domain.commands.actors import (
    AddAlias,
    ArchiveActor,
    ChangeTypologie,
    CorrectSiege,
    CorrectTypologie,
    DeclareConnuDepuis,
    MergeActors,
    MoveActor,
    RegisterActor,
    ReinstateActor,
    RenameActor,
    UndoMerge,
)
from domain.commands.entries import (
    AddAttendance,
    AmendAttendance,
    AmendInteraction,
    AnswerSollicitation,
    LogTempsInterne,
    RetractAttendance,
    RetractInteraction,
    WithdrawRetraction,
)
from domain.commands.projects import ChangePorteur, CloseProject, OpenProject, ReachStage
from domain.commands.salaries import ChangeBureau, ChangeContract, ChangePole, DepartSalarie
from domain.commands.shared import ChangesAsked, ChargeAsked, Command, Present, StaffAsked
from tests.domain.network import key
from tests.domain.people import (
    AMIENS,
    ARRAS,
    DAY,
    FORAGE,
    LATER,
    LILLE,
    MEAE,
    ONE,
    TWO,
    asked,
    log,
)
from tests.projections.comparing import all_differences

ONCE, TWICE, JURY, ALONE = key("une fois"), key("deux fois"), key("un jury"), key("seul")
LENS, PUITS = key("Ville de Lens"), key("Des puits")
BOTH = asked(ONE, TWO, minutes=100)
FILES = {"files": (FORAGE, PUITS)}
HISTORIES: dict[str, tuple[Command, ...]] = {
    "amended": (
        log("rendez_vous", ARRAS, interaction=ONCE),
        AmendInteraction(ONCE, "date", ChangesAsked(occurred_on=LATER)),
        AmendInteraction(ONCE, "durée", ChangesAsked(staff=(StaffAsked(TWO, 7, 8, 9),))),
        AmendInteraction(ONCE, "charge", ChangesAsked(conventions=(ChargeAsked(MEAE, 33),))),
        AmendInteraction(ONCE, "plus de charge", ChangesAsked(conventions=())),
        AmendInteraction(ONCE, "projet", ChangesAsked(project=FORAGE, pole="ECSI")),
        AmendInteraction(ONCE, "sans projet", ChangesAsked(project=None, pole=None)),
        AmendInteraction(ONCE, "un mot", resume="Un mot."),
    ),
    "retracted and standing again": (
        log("groupe_pays", ARRAS, LILLE, interaction=TWICE, contexte=BOTH),
        RetractInteraction(TWICE, "doublon"),
        WithdrawRetraction(TWICE, "non"),
        RetractInteraction(TWICE, "si"),
        RetractAttendance(TWICE, "absente", LILLE),
        WithdrawRetraction(TWICE, "non"),
    ),
    "attendances": (
        log("groupe_pays", interaction=TWICE, contexte=BOTH),
        AddAttendance(TWICE, Present(actor=LILLE)),
        AddAttendance(TWICE, Present(project=FORAGE, heads=2)),
        AddAttendance(TWICE, Present(actor=ARRAS)),
        AmendAttendance(TWICE, "ils étaient trois", Present(project=FORAGE, heads=3)),
        RetractAttendance(TWICE, "absente", LILLE),
        RetractAttendance(TWICE, "absent", project=FORAGE),
        AddAttendance(TWICE, Present(actor=LILLE)),
    ),
    "merged, in a chain, and undone": (
        log("groupe_pays", ARRAS, LILLE, AMIENS, interaction=TWICE, contexte=BOTH),
        log("rendez_vous", LILLE, interaction=ONCE),
        DeclareConnuDepuis(LILLE, date(2015, 1, 1)),
        MergeActors(LILLE, ARRAS, "même"),
        log("rendez_vous", ARRAS, interaction=ALONE),
        MergeActors(ARRAS, AMIENS, "même"),
        AmendInteraction(ONCE, "date", ChangesAsked(occurred_on=LATER)),
        DeclareConnuDepuis(AMIENS, date(2014, 1, 1)),
        MoveActor(AMIENS, "60057", LATER),
        RetractAttendance(TWICE, "absente", ARRAS),
        UndoMerge(LILLE, "deux"),
        UndoMerge(ARRAS, "deux"),
        MergeActors(AMIENS, LILLE, "même"),
        UndoMerge(AMIENS, "deux"),
    ),
    "carried by another": (
        OpenProject(PUITS, "Des puits", LILLE),
        log("jury", interaction=JURY, contexte=BOTH, **FILES),
        log("commission", interaction=TWICE, present=(Present(project=FORAGE),)),
        log("relecture", interaction=ONCE, present=(), contexte=asked(project=FORAGE)),
        log("rendez_vous", ARRAS, interaction=ALONE, contexte=asked(project=FORAGE)),
        ChangePorteur(FORAGE, LILLE, DAY),
        ChangePorteur(FORAGE, AMIENS, LATER),
        AmendInteraction(JURY, "date", ChangesAsked(occurred_on=LATER)),
        ChangePorteur(PUITS, ARRAS, date(2020, 1, 1)),
        MergeActors(AMIENS, ARRAS, "même"),
        AddAttendance(JURY, Present(actor=LILLE)),
        RetractAttendance(JURY, "pas jurée", LILLE),
        UndoMerge(AMIENS, "deux"),
        ReachStage(PUITS, "depose", DAY),
        CloseProject(PUITS, LATER, "fini"),
    ),
    "of another pôle": (
        log("rendez_vous", ARRAS, interaction=ONCE),
        log("rendez_vous", ARRAS, interaction=TWICE, contexte=asked(TWO, pole="ECSI")),
        LogTempsInterne(ALONE, TWO, asked(TWO, dispositif="amp")),
        ChangePole(ONE, DAY, "MEIJ"),
        ChangePole(TWO, DAY, "EPO"),
        ChangePole(ONE, date(2020, 1, 1), None),
        ChangeBureau(ONE, "amiens", DAY),
        ChangeContract(ONE, 2_100, 80, DAY),
        AmendInteraction(TWICE, "pôle", ChangesAsked(pole=None)),
        AmendInteraction(TWICE, "qui", ChangesAsked(staff=(StaffAsked(ONE, 5),))),
        DepartSalarie(TWO, LATER),
    ),
    "moved, corrected, archived": (
        log("rendez_vous", ARRAS, interaction=ONCE),
        MoveActor(ARRAS, "59350", DAY),
        MoveActor(ARRAS, "75056", LATER),
        CorrectSiege(ARRAS, "62193", "erreur"),
        CorrectSiege(ARRAS, None, "inconnue"),
        ChangeTypologie(ARRAS, "osim", DAY),
        CorrectTypologie(ARRAS, "fondation", "erreur"),
        ArchiveActor(ARRAS, DAY, "dissoute"),
        ReinstateActor(ARRAS, LATER, "revenue"),
        ArchiveActor(ARRAS, LATER, "dissoute", LILLE),
        RenameActor(LILLE, "Lille", "VDL"),
        AddAlias(LILLE, "Ma ville"),
    ),
    "answered": (
        log("sollicitation", LILLE, interaction=ONCE, canal="courriel"),
        AnswerSollicitation(ONCE, LATER),
        log("explor", interaction=ALONE, contexte=asked(project=FORAGE), need="Un besoin"),
        RetractInteraction(ALONE, "non"),
        WithdrawRetraction(ALONE, "si"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("history", HISTORIES)
def test_every_past_view_equals_a_fold_stopped_there(reseau: Crm, owner: str, history: str) -> None:
    for command in HISTORIES[history]:
        assert reseau.execute(command, "test").positions, command
    assert all_differences(reseau) == {}
    rebuild(owner, place_of, lambda text: reseau.read([text])[0])
    assert all_differences(reseau) == {}


def test_one_history_after_another_in_one_journal(reseau: Crm, owner: str) -> None:
    reseau.execute(RegisterActor(LENS, "Ville de Lens", commune="62498"), "test")
    for rank in range(3):
        there = key(f"fois {rank}")
        reseau.execute(log("groupe_pays", ARRAS, LENS, LILLE, interaction=there), "test")
        reseau.execute(MergeActors(LENS, ARRAS, "même"), "test")
        reseau.execute(RetractAttendance(there, "non", LILLE), "test")
        reseau.execute(UndoMerge(LENS, "deux"), "test")
    assert all_differences(reseau) == {}
    done = rebuild(owner, place_of, lambda text: reseau.read([text])[0])
    assert done.position == reseau.journal.head()
    assert all_differences(reseau) == {}
