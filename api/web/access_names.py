"""Whose account is it, and who signed? Names are opened for one answer, and remembered for it."""

from uuid import UUID

from api.accounts import Desk
from api.accounts import accounts as listed
from api.fiches import fiches_salaries
from domain.events import Entry
from domain.roles import ROLE_LABELS, Role

SIGNERS = {"console": "le terminal", "personne": "", "demonstration": "la démonstration"}


class Names:
    """`opened`: the accounts that were named, for whoever must be told who read them."""

    def __init__(self, desk: Desk) -> None:
        self.lines = listed(desk)
        self.known = {line.id: self.label(line.nom, line.state.role) for line in self.lines}
        self.team = {str(f.id): f.repere for f in fiches_salaries(desk.crm, desk.crm.known())}
        self.opened: set[UUID] = set()

    @staticmethod
    def label(nom: str, role: Role | None) -> str:
        return f"{nom} ({ROLE_LABELS[role].lower()})" if role else nom

    def accounts(self) -> list[tuple[UUID, str]]:
        return [(line.id, self.known[line.id]) for line in self.lines]

    def account(self, key: UUID) -> str:
        self.opened.add(key)
        return self.known.get(key, "compte inconnu")

    def whose(self, entry: Entry) -> str:
        """The account a fact speaks of; those of an account itself stand on its own stream."""
        subject = getattr(entry.event, "account", None)
        if subject is None and entry.originator_id in self.known:
            subject = entry.originator_id
        return self.account(subject) if subject else ""

    def signed(self, author: str) -> str:
        """An account, a salarié, or the terminal."""
        if author in self.team:
            return self.team[author]
        key = next((line.id for line in self.lines if str(line.id) == author), None)
        return self.account(key) if key else SIGNERS.get(author, author)

    def by_another(self, entry: Entry) -> str:
        """Nothing when whose account it is signed it."""
        subject = getattr(entry.event, "account", None) or entry.originator_id
        own = next((line for line in self.lines if line.id == subject), None)
        mine = {str(own.id), str(own.state.salarie)} if own else set()
        who = "" if entry.author in mine else self.signed(entry.author)
        return f"Par {who}" if who else ""
