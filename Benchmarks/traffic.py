#!/usr/bin/env python3
"""Makes the material of the benchmark; the same arguments always give the same bytes.

  traffic.py log LINES [--format FORMAT] [--without-ai]
                                        a log of one week, to standard output, of Squid (squid), a name
                                        server (dnsmasq), a FortiGate (key-value), with columns (csv) or
                                        of Suricata (json)
  traffic.py capture CONNECTIONS        the packets of as many connections, each with its lookup, as pcap
  traffic.py signatures FOLDER          signature files of 1,000 services with one host each
  traffic.py hosts                      the same 1,000 hosts, one a line
"""

import argparse
import itertools
import json
import pathlib
import random
import struct
import sys
import time

AI_HOSTS = """api.anthropic.com api.deepl.com api.mistral.ai api.openai.com chat.deepseek.com
    chatgpt.com claude.ai copilot.microsoft.com gemini.google.com grok.com huggingface.co
    perplexity.ai suno.com www.midjourney.com""".split()
SERVICES = 1_000
OTHER_HOSTS = 20_000
CLIENTS = 500
WEEK_BEGIN = 1_794_787_200  # Monday, 2026-11-16T00:00:00Z
WEEK = 7 * 24 * 3600

SYLLABLES = [a + b for a in "bdfghklmnprstvwz" for b in "aeiou"]


def invented_hosts(count, seed, top_levels):
    """Distinct names. The two sets have no top-level domain in common, so none holds another."""
    rng = random.Random(seed)
    names = {}  # Keeps the order, as a set would not.
    while len(names) < count:
        domain = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 6)))
        label = rng.choice(["", "", "www.", "cdn.", "api.", "mail.", "img.", "login.", "static."])
        names[label + domain + "." + rng.choice(top_levels)] = None
    return list(names)


def signature_hosts():
    return AI_HOSTS + invented_hosts(SERVICES - len(AI_HOSTS), 1, ["ai", "app"])


def squid_line(access):
    result, target, mime = "TCP_TUNNEL/200", access["host"] + ":443", "-"
    if access["method"] != "CONNECT":
        result, target, mime = "TCP_MISS/200", f"http://{access['host']}/{access['path']}", "text/html"
    server = access["server"]
    if access["blocked"]:
        result, server, mime = "TCP_DENIED/403", "HIER_NONE/-", "text/html"
    return (
        f"{access['time']:.3f} {access['duration']:6} {access['client']} {result} {access['size']} "
        f"{access['method']} {target} {access['user']} {server} {mime}"
    )


def dnsmasq_line(access):
    moment = time.strftime("%b %e %H:%M:%S", time.gmtime(access["time"]))
    return f"{moment} dnsmasq[812]: query[A] {access['host']} from {access['client']}"


def key_value_line(access):
    moment = time.strftime("date=%Y-%m-%d time=%H:%M:%S", time.gmtime(access["time"]))
    action = "blocked" if access["blocked"] else "passthrough"
    return (
        f'{moment} devname="fw1" devid="FGT60F0000000001" eventtime={int(access["time"] * 1e9)} '
        f'tz="+0000" logid="0317013312" type="utm" subtype="webfilter" eventtype="ftgd_allow" '
        f'level="notice" vd="root" policyid=1 sessionid={access["duration"]} user="{access["user"]}" '
        f'srcip={access["client"]} srcport=53124 srcintf="lan" dstip={access["server"][12:]} dstport=443 '
        f'dstintf="wan1" proto=6 service="HTTPS" hostname="{access["host"]}" profile="default" '
        f'action="{action}" reqtype="direct" url="https://{access["host"]}/{access["path"]}" '
        f'sentbyte={access["size"] // 7} rcvdbyte={access["size"]} direction="outgoing" '
        f'msg="URL belongs to a category that the policy names" method="domain" cat=52 '
        f'catdesc="Information Technology"'
    )


def csv_line(access):
    moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(access["time"]))
    action = "blocked" if access["blocked"] else "allowed"
    return (
        f'{moment},{access["client"]},{access["user"]},{access["method"]},{access["host"]},'
        f'"https://{access["host"]}/{access["path"]}",{access["size"]},{action},'
        f'"Information Technology","Default policy",{access["duration"]}'
    )


def json_line(access):
    moment = time.strftime("%Y-%m-%dT%H:%M:%S.000000+0000", time.gmtime(access["time"]))
    return json.dumps({
        "timestamp": moment, "flow_id": int(access["time"] * 1000), "in_iface": "eth0",
        "event_type": "tls", "src_ip": access["client"], "src_port": 53124,
        "dest_ip": access["server"][12:], "dest_port": 443, "proto": "TCP",
        "tls": {"sni": access["host"], "version": "TLS 1.3"},
    })


FORMATS = {
    "squid": squid_line, "dnsmasq": dnsmasq_line, "key-value": key_value_line, "csv": csv_line,
    "json": json_line,
}


def log_lines(count, with_ai, format):
    if format == "csv":
        yield "time,src_ip,user,method,host,url,bytes,action,category,policy,duration\n"
    for access in accesses(count, with_ai):
        yield FORMATS[format](access) + "\n"


def accesses(count, with_ai):
    rng = random.Random(2)
    hosts = invented_hosts(OTHER_HOSTS, 3, ["com", "de", "net", "org", "eu"])
    # Few hosts get most of the requests, as on any real proxy.
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(hosts) + 1)))
    clients = [
        (f"10.{rng.randint(1, 8)}.{rng.randint(0, 3)}.{rng.randint(1, 254)}", f"user{number:03}")
        for number in range(CLIENTS)
    ]
    for index in range(count):
        when = WEEK_BEGIN + (index + rng.random()) * WEEK / count
        client, user = clients[int(rng.random() * CLIENTS)]
        if with_ai and rng.random() < 0.012:
            host = rng.choice(AI_HOSTS)
        else:
            host = rng.choices(hosts, cum_weights=weights)[0]
        method = "CONNECT" if rng.random() < 0.7 else "GET" if rng.random() < 0.8 else "POST"
        yield {
            "time": when, "client": client, "host": host, "method": method,
            "path": "/".join(rng.choices(SYLLABLES, k=rng.randint(1, 12))),
            "user": "-" if rng.random() < 0.5 else user,
            "server": f"HIER_DIRECT/198.51.100.{rng.randint(1, 254)}",
            "blocked": rng.random() < 0.02,
            "size": int(rng.paretovariate(1.1) * 700), "duration": int(rng.expovariate(1 / 400)),
        }


def capture(connections):
    """Over Ethernet and IPv4: the lookup, a TLS connection with its hello, data in both directions, the end."""
    yield struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1)
    for number, access in enumerate(accesses(connections, True)):
        when = int(access["time"] * 1_000_000)
        client, server = address(access["client"]), address(access["server"].split("/")[1])
        for index, (protocol, is_up, segment) in enumerate(segments(access["host"], 1025 + number % 60_000)):
            ends = (client, server) if is_up else (server, client)
            header = struct.pack(">BBHHHBBH", 0x45, 0, 20 + len(segment), 1, 0x4000, 64, protocol, 0)
            frame = bytes(12) + b"\x08\0" + header + ends[0] + ends[1] + segment
            seconds, fraction = divmod(when + index * 500, 1_000_000)
            yield struct.pack("<IIII", seconds, fraction, len(frame), len(frame)) + frame


def address(text):
    return bytes(map(int, text.split(".")))


def segments(host, port):
    labels = b"".join(bytes([len(label)]) + label.encode() for label in host.split("."))
    query = struct.pack(">HHHHHH", port, 0x100, 1, 0, 0, 0) + labels + b"\0\0\1\0\1"
    yield 17, True, struct.pack(">HHHH", port, 53, 8 + len(query), 0) + query

    def segment(is_up, flags, sequence, data=b""):
        ports = (port, 443) if is_up else (443, port)
        return 6, is_up, struct.pack(">HHIIBBHHH", *ports, sequence, 0, 0x50, flags, 65535, 0, 0) + data

    hello = client_hello(host)
    yield segment(True, 2, 0)
    yield segment(False, 18, 0)
    yield segment(True, 16, 1, hello)
    for index in range(6):
        yield segment(False, 16, 1 + 1400 * index, bytes(1400))
    yield segment(True, 16, 1 + len(hello), bytes(300))
    yield segment(True, 17, 301 + len(hello))
    yield segment(False, 17, 8401)


def client_hello(host):
    def with_length(data, size):
        return len(data).to_bytes(size, "big") + data

    names = with_length(b"\0" + with_length(host.encode(), 2), 2)
    extensions = b"\0\0" + with_length(names, 2) + b"\0\x15" + with_length(bytes(200), 2)
    body = b"\3\3" + bytes(32) + b"\0\0\2\x13\1\1\0" + with_length(extensions, 2)
    return b"\x16\3\1" + with_length(b"\1" + with_length(body, 3), 2)


def write_signatures(folder, more):
    """One file with the hosts of the log, and files of a thousand hosts that are not in it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_vendor(folder, "benchmark", signature_hosts())
    rng = random.Random(3)
    for first in range(0, more, 1000):
        hosts = [f"{word(rng)}{first + index}.{word(rng)}.example" for index in range(1000)]
        write_vendor(folder, f"more-{first}", hosts)


def word(rng):
    return "".join(rng.choices(SYLLABLES, k=3))


def write_vendor(folder, vendor, hosts):
    lines = [f"vendor: {vendor}", "name: Benchmark", "country: DE", "services:"]
    for number, host in enumerate(hosts):
        lines += [
            f"  - id: {vendor}-{number}",
            f"    name: Service {number}",
            "    category: chat-assistant",
            "    hosts:",
            f"      - host: {host}",
            "        role: app",
            "        evidence: observed",
            "        checked: 2026-11-16",
        ]
    (folder / f"{vendor}.yaml").write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    log = commands.add_parser("log")
    log.add_argument("lines", type=int)
    log.add_argument("--format", choices=FORMATS, default="squid")
    log.add_argument("--without-ai", action="store_true", help="no host of any signature")
    packets = commands.add_parser("capture")
    packets.add_argument("connections", type=int)
    signatures = commands.add_parser("signatures")
    signatures.add_argument("folder", type=pathlib.Path)
    signatures.add_argument("--more", type=int, default=0, help="hosts that no log asks for")
    commands.add_parser("hosts")
    options = parser.parse_args()
    if options.command == "log":
        sys.stdout.writelines(log_lines(options.lines, not options.without_ai, options.format))
    elif options.command == "capture":
        sys.stdout.buffer.writelines(capture(options.connections))
    elif options.command == "signatures":
        write_signatures(options.folder, options.more)
    else:
        print("\n".join(signature_hosts()))


main()
