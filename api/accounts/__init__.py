"""Who enters, and how: flows without HTTP. Each takes a Desk, and refuses in French (Refused).

`desk = Desk(crm)`; then, by what somebody does:

- every request: `resolve(desk, token)`, `resolve_token(desk, bearer)` → Visitor or None
- entering: `sign_in`, `give_code`, `give_recovery_code`, `sign_out`, `demonstration`
- links: `first_link`, `invite`, `invite_again`, `reset_link`, `look`, `accept`
- one's own account: `change_password`, `start_enrolment`, `confirm_enrolment`,
  `new_recovery_codes`, `recovery_left`, `sessions_of`, `revoke_session`, `revoke_others`
- API tokens: `grantable`, `issue_token`, `tokens_of`, `revoke_token`
- the administration: `accounts`, `identity`, `give_role`, `correct_identity`,
  `open_convention`, `close_convention`, `close_account`, `reopen_account`,
  `remove_second_factor`
"""

from adapters.access.networks import device, network
from api.accounts.accepting import Welcome, accept, look
from api.accounts.backing_off import Waiting
from api.accounts.choosing import change_password
from api.accounts.demonstration import demonstration, ensure_all
from api.accounts.desk import Desk
from api.accounts.enrolling import (
    Enrolled,
    Enrolment,
    confirm_enrolment,
    new_recovery_codes,
    recovery_left,
    remove_second_factor,
    start_enrolment,
)
from api.accounts.entering import Door, sign_in, sign_out
from api.accounts.holding import (
    close_account,
    close_convention,
    correct_identity,
    give_role,
    open_convention,
    reopen_account,
    revoke_others,
    revoke_session,
    sessions_of,
)
from api.accounts.keys import Issued, grantable, issue_token, revoke_token, tokens_of
from api.accounts.knowing import AccountLine, identity
from api.accounts.linking import Holder, Invited, first_link, invite, invite_again, reset_link
from api.accounts.listing import accounts
from api.accounts.opening import Need, SignedIn
from api.accounts.second_factor import give_code, give_recovery_code
from api.accounts.visiting import Visitor, resolve, resolve_token

__all__ = [
    "AccountLine",
    "Desk",
    "Door",
    "Enrolled",
    "Enrolment",
    "Holder",
    "Invited",
    "Issued",
    "Need",
    "SignedIn",
    "Visitor",
    "Waiting",
    "Welcome",
    "accept",
    "accounts",
    "change_password",
    "close_account",
    "close_convention",
    "confirm_enrolment",
    "correct_identity",
    "demonstration",
    "device",
    "ensure_all",
    "first_link",
    "give_code",
    "give_recovery_code",
    "give_role",
    "grantable",
    "identity",
    "invite",
    "invite_again",
    "issue_token",
    "look",
    "network",
    "new_recovery_codes",
    "open_convention",
    "recovery_left",
    "remove_second_factor",
    "reopen_account",
    "reset_link",
    "resolve",
    "resolve_token",
    "revoke_others",
    "revoke_session",
    "revoke_token",
    "sessions_of",
    "sign_in",
    "sign_out",
    "start_enrolment",
    "tokens_of",
]
