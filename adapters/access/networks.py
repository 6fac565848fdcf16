"""From what kind of place does this come? Coarse on purpose: a network, a browser, a system."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def network(address: str) -> str:
    """The /24 or the /64 an address stands in; what is no address is a network of its own."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return "inconnu"
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ip_network((found, 24 if found.version == 4 else 64), strict=False))


def device(user_agent: str) -> str:
    """« Firefox, Linux »: enough for its holder to know it again, too little to follow anyone."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "Autre navigateur")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser}, {system}" if system else browser
