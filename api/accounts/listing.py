"""Which accounts are there, and can each be entered?"""

from adapters.access import credentials, links, logins
from api.accounts.desk import Desk
from api.accounts.knowing import AccountLine, account_of, identity_in


def accounts(desk: Desk) -> list[AccountLine]:
    """Open ones first, by name."""
    with desk.rows() as connection:
        known = logins.all_accounts(connection)
        entering = credentials.having_password(connection)
        strong = credentials.having_second_factor(connection)
        invited = links.waiting(connection, desk.now())
    lines = []
    for key in known:
        state = account_of(desk, key)
        who = identity_in(desk, key, state)
        lines.append(
            AccountLine(
                key, state, who.nom, who.courriel, key in entering, key in strong, key in invited
            )
        )
    return sorted(lines, key=lambda line: (line.state.closed, line.nom.casefold(), line.id))
