"""The stages of an EXPLOR mission, in their order (domain §5; no public rule is known).

A stage may be skipped forward, never walked back: a mistake is told by abandoning, with a reason.
"""

from domain import checks
from domain.commands import projects as ask
from domain.decider import Refused
from domain.facts import project as facts
from domain.facts import project_entries
from domain.facts.shared import Event
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
    facts.ProjectExplorAbandoned: "abandonnée",
}
SIMPLE: dict[type, type[Event]] = {
    ask.QualifyExplor: facts.ProjectExplorQualified,
    ask.IntroduceExplor: facts.ProjectExplorIntroduced,
    ask.DepartExplor: facts.ProjectExplorDeparted,
    ask.ReturnExplor: facts.ProjectExplorReturned,
    ask.RestituteExplor: facts.ProjectExplorRestituted,
    ask.CapitaliseExplor: facts.ProjectExplorCapitalised,
}


def decide(stage: str | None, command: object) -> list[Event] | None:
    """None when the command is about something else."""
    fact = wanted(command)
    if fact is None:
        return None
    if stage is None:
        raise Refused(
            "Aucune mission EXPLOR n’est demandée sur ce projet : notez d’abord la demande.",
            field="project",
        )
    if stage == "abandonnée":
        raise Refused("Cette mission EXPLOR est abandonnée : notez une nouvelle demande.")
    target = REACHED[type(fact)]
    if target == stage:
        return []
    if target != "abandonnée" and ORDER.index(target) < ORDER.index(stage):
        raise Refused(
            f"La mission en est déjà à « {stage} » : elle ne revient pas à « {target} ».",
        )
    return [fact]


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
            return facts.ProjectExplorAbandoned(on, checks.reason(reason))
    simple = SIMPLE.get(type(command))
    return simple(command.on) if simple else None  # type: ignore[attr-defined]


def evolve(stage: str | None, event: Event) -> str | None:
    return REACHED.get(type(event), stage)
