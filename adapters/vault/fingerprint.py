"""Was the same content sent before? Keyed, since a receipt outlives the texts it tells of.

Once the master key is destroyed, nobody finds a forgotten name by trying names; nobody can compare
any more either, so the epoch stands in front and says whether two fingerprints can be compared.
"""

import hmac

from adapters.vault.master_key import MasterKey

EPOCH_BYTES = 4


def fingerprint(master: MasterKey, content: bytes) -> bytes:
    keyed = hmac.digest(master.secret, b"maillage-receipt/1" + content, "sha256")
    return master.epoch.to_bytes(EPOCH_BYTES) + keyed


def other_content(known: bytes, sent: bytes) -> bool:
    """Surely another content; False also when the key that would tell is destroyed."""
    same_key = len(known) == len(sent) and known[:EPOCH_BYTES] == sent[:EPOCH_BYTES]
    return same_key and not hmac.compare_digest(known, sent)
