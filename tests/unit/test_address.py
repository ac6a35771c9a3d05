"""The addresses that only the operator may name."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.address import is_forbidden


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "2130706433",
        "0177.0.0.1",
        "localhost",
        "",
    ],
)
def test_what_is_not_a_public_address_is_forbidden(ip: str) -> None:
    assert is_forbidden(ip)


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "1.1.1.1", "100.128.0.1", "172.32.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1111"]
)
def test_a_public_address_is_allowed(ip: str) -> None:
    assert not is_forbidden(ip)


@given(st.ip_addresses(v=4))
def test_no_private_v4_address_is_allowed(ip: IPv4Address) -> None:
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        assert is_forbidden(str(ip))


@given(st.ip_addresses(v=4))
def test_a_v4_address_inside_a_v6_one_is_forbidden(ip: IPv4Address) -> None:
    for prefix in (0, 0xFFFF << 32, 0x64FF9B << 96):
        assert is_forbidden(str(IPv6Address(prefix + int(ip))))
    assert is_forbidden(str(IPv6Address((0x2002 << 112) + (int(ip) << 80))))
