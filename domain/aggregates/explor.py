"""The stages of an EXPLOR mission, in their order (domain §5; no public rule is known).

A stage may be skipped forward, never walked back: a mistake is told by abandoning, with a reason.
The stage where the mission stands may be told again otherwise (another day, another expert).
"""

from msgspec.structs import replace

from domain import checks
from domain.commands import projects as ask
from domain.decider import Refused
from domain.facts import project as facts
from domain.facts import project_entries
from domain.facts.shared import Contexte, Event
from domain.personal import Secret

ORDER = (
    "demande",
    "qualification",
    "expert identifié",
    "mise en relation",
    "accord",
    "départ",
    "retour",
    "restitution",
    "capitalisée",
)
ABANDONED = "abandonnée"
REACHED: dict[type[Event], str] = {
    project_entries.ProjectExplorRequested: "demande",
    facts.ProjectExplorQualified: "qualification",
    facts.ProjectExplorExpertIdentified: "expert identifié",
    facts.ProjectExplorIntroduced: "mise en relation",
    facts.ProjectExplorApproved: "accord",
    facts.ProjectExplorDeparted: "départ",
    facts.ProjectExplorReturned: "retour",
    facts.ProjectExplorRestituted: "restitution",
    facts.ProjectExplorCapitalised: "capitalisée",
    facts.ProjectExplorAbandoned: ABANDONED,
}
SIMPLE: dict[type, type[Event]] = {
    ask.QualifyExplor: facts.ProjectExplorQualified,
    ask.IntroduceExplor: facts.ProjectExplorIntroduced,
    ask.DepartExplor: facts.ProjectExplorDeparted,
    ask.ReturnExplor: facts.ProjectExplorReturned,
    ask.RestituteExplor: facts.ProjectExplorRestituted,
    ask.CapitaliseExplor: facts.ProjectExplorCapitalised,
}


def decide(last: Event | None, command: object) -> list[Event] | None:
    """None when the command is about something else; `last` is the last fact of the mission."""
    fact = wanted(command)
    if fact is None:
        return None
    if last is None:
        raise Refused(
            "Aucune mission EXPLOR n’est demandée sur ce projet : notez d’abord la demande.",
            field="project",
        )
    if without_texts(fact) == last and not names_a_person(fact):
        return []
    stage, target = REACHED[type(last)], REACHED[type(fact)]
    if stage == ABANDONED:
        raise Refused(
            "Cette mission EXPLOR est abandonnée : notez une nouvelle demande.", field="project"
        )
    if target != ABANDONED and ORDER.index(target) < ORDER.index(stage):
        raise Refused(
            f"La mission en est déjà à « {stage} » et ne revient pas à « {target} » : "
            "abandonnez-la avec la raison, ou notez l’étape suivante.",
            field="project",
        )
    return [fact]


def names_a_person(fact: Event) -> bool:
    """A sealed name is not compared: told again, it is recorded again."""
    return isinstance(fact, facts.ProjectExplorExpertIdentified) and fact.person is not None


def without_texts(fact: Event) -> Event:
    """What the rules keep of a fact: a state outlives its texts, so it holds none."""
    match fact:
        case project_entries.ProjectExplorRequested(interaction=key, contexte=contexte):
            return project_entries.ProjectExplorRequested(key, Contexte(contexte.occurred_on))
        case facts.ProjectExplorExpertIdentified():
            return replace(fact, person=None)
        case facts.ProjectExplorAbandoned():
            return replace(fact, reason="")
    return fact


def wanted(command: object) -> Event | None:
    """The fact the command would record."""
    match command:
        case ask.IdentifyExplorExpert(actor=None, person=None):
            raise Refused("Dites qui est l’expert : un acteur ou une personne.", field="actor")
        case ask.IdentifyExplorExpert(on=on, actor=actor, person=person):
            sealed = Secret(person) if person else None
            return facts.ProjectExplorExpertIdentified(on, actor, sealed)
        case ask.ApproveExplor(on=on, amount_cents=amount, convention=convention):
            return facts.ProjectExplorApproved(on, amount, convention)
        case ask.AbandonExplor(on=on, reason=reason):
            return facts.ProjectExplorAbandoned(on, checks.why(reason))
    simple = SIMPLE.get(type(command))
    return simple(command.on) if simple else None  # type: ignore[attr-defined]


def evolve(last: Event | None, event: Event) -> Event | None:
    """A new request starts a mission when none is under way; beside a mission it is only work."""
    if type(event) not in REACHED:
        return last
    if isinstance(event, project_entries.ProjectExplorRequested) and under_way(last):
        return last
    return without_texts(event)


def under_way(last: Event | None) -> bool:
    return last is not None and REACHED[type(last)] not in {ABANDONED, "capitalisée"}
