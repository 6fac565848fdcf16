"""One request of a person: who writes, which period and knowledge are asked, how to answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import msgspec
from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.enums import MediaType

from adapters.oidc.provider import Provider
from api.crm import Crm, Outcome
from api.french import day_long, instant
from api.knowing import PARIS
from api.questions import Denied, Question, ask, read_knowledge
from api.things import of_command
from api.web.access import Arrival, Forbidden, SignInNeeded, arrival_of, proof
from api.web.pages.frame import Frame, Person
from api.web.problems import Problem
from api.web.render import html
from domain.commands.shared import Command
from domain.decider import Refused
from domain.facts.security import Exported
from domain.policy import Action, Decision, Thing, Who, decide
from domain.policy_commands import ACTION_OF
from domain.roles import ROLE_LABELS

Row = dict[str, Any]


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """`path` and `query` are the address asked; `team` the salariés of today.

    `author`: the salarié that the visitor is, if they are one; `service`: whose accounts may be
    entered with, besides a password.
    """

    crm: Crm
    path: str
    query: Mapping[str, str]
    team: tuple[Person, ...]
    author: Person | None
    partial: bool
    arrival: Arrival
    service: str = ""

    def text(self, name: str) -> str:
        return self.query.get(name, "").strip()

    def day(self, name: str) -> date | None:
        """A date of the address; what is no date is said, not guessed."""
        try:
            return date.fromisoformat(self.text(name)) if self.text(name) else None
        except ValueError:
            raise Problem(
                400, f"« {self.text(name)} » n’est pas une date : écrivez par exemple 2022-09-30."
            ) from None

    @property
    def connu_au(self) -> int | datetime | None:
        text = self.text("connu_au")
        try:
            return read_knowledge(text) if text else None
        except Refused as refusal:
            raise Problem(400, refusal.why) from refusal

    def ask(self, name: str, **asked: Any) -> list[Row]:
        """A question at the knowledge of this address."""
        return self.answer(name, Question(connu_au=self.connu_au, **asked))

    def answer(self, name: str, question: Question) -> list[Row]:
        """With the rights of this visitor; raises Forbidden when they do not cover it."""
        try:
            return ask(self.crm, name, question, self.who)
        except Denied as denied:
            raise self.refused(denied.action, denied.why) from denied

    @property
    def who(self) -> Who:
        return self.arrival.who

    def decision(self, action: Action, thing: Thing | None = None) -> Decision:
        return decide(self.who, action, thing)

    def may(self, action: Action, thing: Thing | None = None) -> bool:
        """Is this open to the visitor? For what a page offers or leaves out."""
        return self.decision(action, thing).allowed

    def require(self, action: Action, thing: Thing | None = None) -> None:
        """Raises Forbidden, which is told and noted, unless this is open to the visitor."""
        decision = self.decision(action, thing)
        if not decision.allowed:
            raise self.refused(action, decision.why)

    def refused(self, action: Action, why: str) -> Exception:
        """Nobody known is asked who they are; whoever is known is refused."""
        return Forbidden(action, why) if self.who.role else SignInNeeded(why)

    def execute(self, command: Command, command_id: UUID) -> Outcome:
        """A command, signed by the visitor, if their rights cover it and what it is about."""
        self.require(ACTION_OF[type(command)], of_command(self.crm, command))
        return self.crm.execute(command, self.arrival.author, command_id)

    def exported(self, what: str) -> None:
        """A file that leaves is noted before it does."""
        self.crm.note(Exported(self.who.account, what), self.arrival.author)

    def position(self) -> int:
        return self.crm.known(self.connu_au)

    def address(self, **changes: str | None) -> str:
        """The address asked, with some of its words changed; None takes a word away."""
        words = {**self.query, **changes}
        kept = urlencode({name: value for name, value in words.items() if value})
        return f"{self.path}?{kept}" if kept else self.path

    def frame(self, titre: str, ici: str) -> Frame:
        demo = self.crm.demonstration_day
        return Frame(
            titre=titre,
            ici=ici,
            connu=self.known_words(),
            adresse=self.address(),
            passe=self.connu_au is not None,
            adresse_present=self.address(connu_au=None),
            demo=day_long(demo) if demo else None,
            qui=self.author.nom if self.author else role_words(self.who),
            peut=open_to(self.who),
            preuve=proof(self.arrival.secret) if self.arrival.secret else "",
        )

    def known_words(self) -> str:
        match self.connu_au:
            case None:
                return instant(datetime.now(PARIS))
            case datetime() as moment if self.text("connu_au") == moment.date().isoformat():
                return f"{day_long(moment.date())}, fin de journée"
            case datetime() as moment:
                return instant(moment)
            case int() as position:
                return f"l’entrée {position}"

    def page(
        self, template: str, titre: str, ici: str, page: Any, status: int = 200
    ) -> Response[str]:
        made = html(template, self.frame(titre, ici), page)
        return Response(made, media_type=MediaType.HTML, status_code=status)

    def today_only(self) -> None:
        """Nothing is written while the past is shown."""
        if self.connu_au is not None:
            raise Problem(409, "Cette page montre le passé. Revenez à aujourd’hui pour noter.")


def provide_visit(
    request: Request[Any, Any, Any],
    crm: NamedDependency[Crm],
    provider: NamedDependency[Provider | None],
) -> Visit:
    team = team_of(crm)
    arrival = arrival_of(request)
    mine = str(arrival.who.salarie)
    return Visit(
        crm=crm,
        path=request.url.path,
        query={name: value for name, value in request.query_params.items() if "\0" not in value},
        team=team,
        author=next((person for person in team if person.id == mine), None),
        arrival=arrival,
        partial=request.headers.get("hx-request") == "true",
        service=provider.registered.name if provider else "",
    )


def open_to(who: Who) -> frozenset[str]:
    """The actions of this visitor: a page offers no others."""
    return frozenset(action for action in Action if decide(who, action).allowed)


def role_words(who: Who) -> str:
    return ROLE_LABELS[who.role] if who.role else ""


def team_of(crm: Crm) -> tuple[Person, ...]:
    """The salariés who may write today; those who left stay in the figures, not here."""
    rows = ask(crm, "salaries")
    return tuple(Person(row["id"], row["repere"]) for row in rows if row["present"])


def known_id(text: str) -> UUID:
    """An identifier of an address: a page that nobody has is not a fault of the person."""
    try:
        return UUID(text)
    except ValueError:
        raise Problem(404, "Aucune page n’est à cette adresse : cherchez le nom.") from None
