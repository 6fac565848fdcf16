"""Who may do what? The table is read whole: each right that is given, and that nothing else is."""

from typing import get_args
from uuid import UUID

import pytest

from domain.commands.listing import ALL, AnyCommand
from domain.policy import ACTION_LABELS, CONSOLE, RIGHTS, Action, Thing, Who, decide
from domain.policy_commands import ACTION_OF
from domain.roles import STRONG, Role

ME, OTHER, CONVENTION, ELSEWHERE = (UUID(int=n) for n in range(1, 5))
MINE = Thing(
    salaries=frozenset({ME}), poles=frozenset({"CID"}), conventions=frozenset({CONVENTION})
)
FOREIGN = Thing(
    salaries=frozenset({OTHER}), poles=frozenset({"ECSI"}), conventions=frozenset({ELSEWHERE})
)


def who(role: Role, **more: object) -> Who:
    """Somebody of this role, with all that the role can hold."""
    held: dict[str, object] = {
        "account": UUID(int=9),
        "strong": role in STRONG,
        "salarie": ME if role is Role.SALARIE else None,
        "pole": "CID" if role is Role.SALARIE else None,
        "conventions": frozenset({CONVENTION}) if role is Role.AUDITEUR else frozenset(),
    }
    return Who(role=role, **{**held, **more})


@pytest.mark.parametrize("action", [action for action in Action if action is not Action.ENTRER])
def test_nobody_may_do_anything_but_enter(action: Action) -> None:
    assert not decide(Who(), action).allowed
    assert decide(Who(), Action.ENTRER).allowed


@pytest.mark.parametrize("action", list(Action))
def test_the_terminal_of_the_machine_may_do_everything(action: Action) -> None:
    assert decide(CONSOLE, action, FOREIGN).allowed


def test_an_action_left_out_of_the_table_is_refused_to_everybody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(RIGHTS, Action.NOTER)
    assert not any(decide(who(role), Action.NOTER).allowed for role in Role)


def test_only_those_who_need_it_hold_each_right() -> None:
    held = {
        action: {role for role in Role if decide(who(role), action, MINE).allowed}
        for action in Action
    }
    team = {Role.SALARIE, Role.DIRECTION}
    assert held == {
        Action.ENTRER: set(Role),
        Action.MON_COMPTE: set(Role),
        Action.LIRE_REGLES: set(Role),
        Action.LIRE_CHIFFRES: team | {Role.AUDITEUR},
        Action.LIRE_CHARGE: team,
        Action.LIRE_IMPUTATIONS: team | {Role.AUDITEUR},
        Action.LIRE_RESEAU: set(Role),
        Action.CHERCHER: team | {Role.ADMINISTRATION},
        Action.LIRE_ENTREES: team | {Role.AUDITEUR},
        Action.LIRE_TEXTES: team,
        Action.NOTER: team,
        Action.RECTIFIER: team,
        Action.TENIR_FICHES: team | {Role.ADMINISTRATION},
        Action.FUSIONNER: team | {Role.ADMINISTRATION},
        Action.VOIR_CONTACTS: team,
        Action.TENIR_CONTACTS: team,
        Action.PERSONNES: {Role.DIRECTION},
        Action.TENIR_EQUIPE: {Role.DIRECTION},
        Action.IMPORTER: {Role.DIRECTION, Role.ADMINISTRATION},
        Action.TENIR_COMPTES: {Role.ADMINISTRATION},
        Action.LIRE_SECURITE: {Role.ADMINISTRATION},
        Action.TENIR_CLES: {Role.ADMINISTRATION},
        Action.LIRE_SANTE: team | {Role.ADMINISTRATION},
    }


def test_what_is_of_others_is_held_by_fewer() -> None:
    lost = {
        (action, role)
        for action in Action
        for role in Role
        if decide(who(role), action, MINE).allowed
        and not decide(who(role), action, FOREIGN).allowed
    }
    assert lost == {
        (Action.RECTIFIER, Role.SALARIE),
        (Action.VOIR_CONTACTS, Role.SALARIE),
        (Action.TENIR_CONTACTS, Role.SALARIE),
        (Action.LIRE_IMPUTATIONS, Role.AUDITEUR),
        (Action.LIRE_RESEAU, Role.AUDITEUR),
        (Action.LIRE_ENTREES, Role.AUDITEUR),
    }


@pytest.mark.parametrize(
    "thing",
    [
        Thing(salaries=frozenset({ME})),
        Thing(author=str(ME)),
        Thing(author=str(UUID(int=9))),
        Thing(poles=frozenset({"CID"})),
    ],
)
def test_an_entry_is_theirs_by_the_minutes_the_signature_or_the_pole(thing: Thing) -> None:
    assert decide(who(Role.SALARIE), Action.RECTIFIER, thing).allowed
    assert not decide(
        who(Role.SALARIE, salarie=OTHER, account=ELSEWHERE, pole=None), Action.RECTIFIER, thing
    ).allowed


def test_the_referent_opens_the_contacts_and_is_named_to_the_others() -> None:
    thing = Thing(referent=OTHER, referent_repere="Salarié 2")
    assert decide(who(Role.SALARIE, salarie=OTHER), Action.VOIR_CONTACTS, thing).allowed
    refused = decide(who(Role.SALARIE), Action.VOIR_CONTACTS, thing)
    assert refused.why == (
        "Vous n’ouvrez pas les contacts de cet acteur. Demandez à son référent, Salarié 2."
    )


@pytest.mark.parametrize("role", sorted(STRONG))
@pytest.mark.parametrize("action", list(Action))
def test_before_the_second_factor_only_the_own_account_is_open(role: Role, action: Action) -> None:
    allowed = decide(who(role, strong=False), action, MINE).allowed
    assert allowed == (action in {Action.ENTRER, Action.MON_COMPTE})


def test_a_token_does_what_its_scope_and_its_account_allow_both() -> None:
    scoped = who(Role.SALARIE, scope=frozenset({Action.LIRE_CHIFFRES, Action.TENIR_COMPTES}))
    assert decide(scoped, Action.LIRE_CHIFFRES).allowed
    assert not decide(scoped, Action.NOTER).allowed
    assert not decide(scoped, Action.TENIR_COMPTES).allowed


def test_an_auditeur_without_an_open_convention_reads_no_entry() -> None:
    nothing = who(Role.AUDITEUR, conventions=frozenset())
    assert not decide(nothing, Action.LIRE_ENTREES, MINE).allowed
    assert not decide(nothing, Action.LIRE_ENTREES, Thing()).allowed


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(Role))
def test_a_refusal_says_why_and_a_permission_nothing(action: Action, role: Role) -> None:
    decision = decide(who(role), action, FOREIGN)
    assert decision.allowed == (decision.why == "")
    assert decision.allowed or decision.why.endswith(".")


def test_every_public_command_is_an_action_and_nothing_else_is() -> None:
    assert set(ACTION_OF) == set(ALL) == set(get_args(AnyCommand))
    assert set(ACTION_LABELS) == set(Action)


def test_a_refusal_names_everyone_who_holds_the_right() -> None:
    assert decide(who(Role.AUDITEUR), Action.TENIR_FICHES).why.endswith(
        " Demandez à un salarié, à la direction ou à l’administration."
    )
    assert decide(who(Role.AUDITEUR), Action.PERSONNES).why.endswith(" Demandez à la direction.")
    assert decide(who(Role.AUDITEUR), Action.NOTER).why.endswith(
        " Demandez à un salarié ou à la direction."
    )
