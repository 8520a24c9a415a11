"""Prints a bridge name, its address and a pool of /24 networks for one lab directory.

The choice starts from the directory's name, so that labs in different directories do not meet,
and steps on while the kernel already has a route or an address in that range.
"""

import hashlib
import ipaddress
import subprocess
import sys


def taken() -> list[ipaddress.IPv4Network]:
    out = subprocess.run(
        ["ip", "-4", "-o", "route", "show", "table", "all"], capture_output=True, text=True, check=True
    ).stdout
    networks = []
    for word in out.split():
        try:
            networks.append(ipaddress.ip_network(word, strict=False))
        except ValueError:
            continue
    return [n for n in networks if n.version == 4 and n.prefixlen > 0]


def main() -> None:
    digest = hashlib.sha256(sys.argv[1].encode()).digest()
    in_use = taken()
    for step in range(128):
        second = 64 + (digest[0] + step) % 128
        pool = ipaddress.ip_network(f"10.{second}.0.0/16")
        if not any(pool.overlaps(n) for n in in_use):
            print(f"lab{digest[:4].hex()}", f"10.{second}.255.1/24", pool)
            return
    sys.exit("lab: no free private range 10.64.0.0 to 10.191.255.255")


main()
