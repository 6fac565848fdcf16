"""Where may somebody be sent back to? To a page of ours, whatever the address says."""


def own_page(address: str) -> str:
    """Never « //ailleurs », nor an address with a machine in it."""
    ours = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if ours else "/"
