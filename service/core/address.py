"""Which addresses may be connected to when the target was not written by the operator.

The lists are written out because `ipaddress.is_global` differs between patch releases of Python.
Source: https://www.iana.org/assignments/iana-ipv4-special-registry/ and …/iana-ipv6-special-registry/
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_FORBIDDEN_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # "this network"; 0.0.0.0 connects to localhost on Linux
            "10.0.0.0/8",
            "100.64.0.0/10",  # carrier-grade NAT; Alibaba's metadata service is in it
            "127.0.0.0/8",
            "168.63.129.16/32",  # Azure's platform service: a public address that only answers inside
            "169.254.0.0/16",  # link-local; the metadata service of most clouds
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocol assignments; Oracle's metadata service is in it
            "192.0.2.0/24",
            "192.88.99.0/24",  # 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",  # benchmarking
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)

# Everything outside is loopback, unspecified, unique-local, link-local, multicast, SRv6, NAT64, or has a v4 inside.
_GLOBAL_V6 = IPv6Network("2000::/3")
_FORBIDDEN_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocol assignments: Teredo (v4 embedded), ORCHID, benchmarking
            "2001:db8::/32",
            "2002::/16",  # 6to4: v4 embedded
            "3fff::/20",
        ),
    )
)


def is_forbidden(ip: str) -> bool:
    """True unless `ip` is an address of the public internet. What is not an address is forbidden too."""
    try:
        address = ip_address(ip)
    except ValueError:
        return True
    if isinstance(address, IPv4Address):
        return any(address in network for network in _FORBIDDEN_V4)
    return _is_forbidden_v6(address)


def _is_forbidden_v6(address: IPv6Address) -> bool:
    return address not in _GLOBAL_V6 or any(address in network for network in _FORBIDDEN_V6)
