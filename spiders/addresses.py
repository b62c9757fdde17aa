"""Which IP addresses are public; pure. The standard library's idea has moved between versions, so ours is added."""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NEVER_PUBLIC = tuple(
    ip_network(net)
    for net in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        "::/8",
        "100::/64",
        "2001:db8::/32",
        "fc00::/7",
        "fe80::/9",
        "ff00::/8",
    )
)
NAT64 = ip_network("64:ff9b::/96")

looks_numeric = re.compile(r"(?:0x[0-9a-f]{0,8}|[0-9]{1,12})(?:\.(?:0x[0-9a-f]{0,8}|[0-9]{1,12})){0,3}", re.IGNORECASE)


def is_public(text: str) -> bool:
    """Whether an address, dotted or with colons, is one of the open internet; anything unreadable is not."""
    try:
        address = unwrap(ip_address(text))
    except ValueError:
        return False
    if any(address in net for net in NEVER_PUBLIC if net.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def unwrap(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address carries (mapped, 6to4, Teredo, NAT64), else the address."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def address_in(host: str) -> str | None:
    """The address a host part spells in any way a resolver accepts (`127.1`, `0x7f000001`), None for a name."""
    bare = host.strip("[]")
    if ":" in bare:
        return bare
    if not looks_numeric.fullmatch(bare):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return bare
