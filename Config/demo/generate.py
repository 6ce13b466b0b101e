#!/usr/bin/env python3
"""Makes the logs of the demo company, always the same: `generate.py` in this folder.

Six departments, one working week (16 to 22 November 2026, Europe/Berlin). The offices go through
Squid with names, production and the guest network resolve through dnsmasq. All names are invented.
"""
import datetime
import pathlib
import random

FOLDER = pathlib.Path(__file__).parent
BERLIN = datetime.timezone(datetime.timedelta(hours=1))
MONDAY = datetime.datetime(2026, 11, 16, tzinfo=BERLIN)

# Department: network, people, goes through the proxy, and AI hosts with a weight.
DEPARTMENTS = {
    "Geschäftsführung": ("10.20.10", 6, True, {"chatgpt.com": 3, "www.perplexity.ai": 4, "www.deepl.com": 4}),
    "Vertrieb": ("10.20.20", 24, True, {
        "chatgpt.com": 30, "www.deepl.com": 22, "gamma.app": 6, "chat.deepseek.com": 7, "app.jasper.ai": 3,
        "otter.ai": 3}),
    "Entwicklung": ("10.20.30", 18, True, {
        "api.githubcopilot.com": 40, "claude.ai": 24, "api.anthropic.com": 12, "huggingface.co": 8,
        "api2.cursor.sh": 14, "chatgpt.com": 5}),
    "Personal": ("10.20.40", 7, True, {"www.deepl.com": 6, "chatgpt.com": 8, "app.heygen.com": 2}),
    "Buchhaltung": ("10.20.50", 9, True, {"www.deepl.com": 8, "copilot.microsoft.com": 9}),
    "Produktion": ("10.20.60", 31, False, {"chatgpt.com": 14, "gemini.google.com": 10, "www.deepl.com": 6}),
}
GUESTS = ("10.20.99", 12, {"chatgpt.com": 6, "grok.com": 2, "character.ai": 2})
# Contact that is no use: scripts, telemetry, sign-in.
BACKGROUND = ["cdn.oaistatic.com", "a-api.anthropic.com", "auth.openai.com", "bzrcdn.openai.com"]
HIDDEN = ["dns.google", "mask.icloud.com"]
ORDINARY = [
    "www.bundesanzeiger.example", "intranet.muster.example", "mail.muster.example", "erp.muster.example",
    "news.zeitung.example", "shop.werkzeug.example", "maps.karten.example", "cdn.bilder.example",
    "api.wetter.example", "fahrplan.bahn.example", "video.lernen.example", "update.software.example",
    "notopenai.com.example", "www.zulieferer.example", "portal.krankenkasse.example", "fonts.schrift.example",
]
FIRST = ("anna ben clara david emma felix greta hans ida jan karla leon mia noah olga paul rosa simon tina "
         "uwe vera willi yara zoe arne britta carl doris emil frida gerd").split()
BLOCKED = {"character.ai", "chat.deepseek.com"}


def moments(rng, count):
    """Times in working hours, most of them on working days."""
    for _ in range(count):
        day = rng.choices(range(7), weights=[20, 22, 22, 21, 15, 1, 1])[0]
        hour = rng.choices(range(6, 20), weights=[1, 4, 9, 10, 10, 9, 6, 8, 10, 10, 8, 5, 2, 1])[0]
        yield MONDAY + datetime.timedelta(days=day, hours=hour, seconds=rng.uniform(0, 3599))


def pick(rng, hosts):
    names = sorted(hosts)
    return rng.choices(names, weights=[hosts[name] for name in names])[0]


def squid_line(rng, when, client, user, host):
    blocked = host in BLOCKED and rng.random() < 0.6
    tunnel = host not in ORDINARY or rng.random() < 0.6
    down = rng.randint(900, 9000) if blocked else int(rng.lognormvariate(9.5, 1.4)) + 300
    result = "TCP_DENIED/403" if blocked else "TCP_TUNNEL/200" if tunnel else "TCP_MISS/200"
    method, target = ("CONNECT", host + ":443") if tunnel else ("GET", f"http://{host}/{rng.randint(1, 9999)}")
    hierarchy = "HIER_NONE/-" if blocked else "HIER_DIRECT/192.0.2.%d" % rng.randint(1, 254)
    return "%.3f %6d %s %s %d %s %s %s %s %s" % (
        when.timestamp(), rng.randint(1, 60000), client, result, 3800 if blocked else down, method, target,
        user, hierarchy, "text/html" if blocked or not tunnel else "-")


def dns_lines(rng, when, client, host, serial):
    stamp = when.isoformat(timespec="microseconds")
    head = f"{stamp} gateway dnsmasq[812]: {serial} {client}/{rng.randint(20000, 60000)}"
    yield f"{head} query[{rng.choice(['A', 'A', 'AAAA'])}] {host} from {client}"
    if host in BLOCKED:
        yield f"{head} config {host} is 0.0.0.0"
    else:
        yield f"{head} forwarded {host} to 192.0.2.53"
        yield f"{head} reply {host} is 198.51.100.{rng.randint(1, 254)}"


def main():
    rng = random.Random(20261116)
    proxy, lookups = [], []
    for name, (network, people, uses_proxy, services) in DEPARTMENTS.items():
        names = rng.sample(FIRST, people)
        for when in moments(rng, people * 100):
            number = rng.randrange(people)
            r = rng.random()
            if r < 0.10:
                host = pick(rng, services)
            elif r < 0.12:
                host = rng.choice(BACKGROUND)
            elif r < 0.123:
                host = rng.choice(HIDDEN)
            else:
                host = rng.choice(ORDINARY)
            client = f"{network}.{number + 11}"
            if uses_proxy:
                proxy.append((when, client, names[number], host))
            else:
                lookups.append((when, client, host))
    network, machines, services = GUESTS
    for when in moments(rng, 500):
        host = pick(rng, services) if rng.random() < 0.12 else rng.choice(ORDINARY)
        lookups.append((when, f"{network}.{rng.randrange(machines) + 11}", host))

    lines = [squid_line(rng, *access) for access in sorted(proxy)]
    # Two lines as a full disk and a crash leave them.
    lines.insert(2000, lines[1999][:41])
    lines.insert(4000, "\x00\x00\x00\x00 log restarted after power failure")
    (FOLDER / "squid-access.log").write_text("\n".join(lines) + "\n")
    answers = [line for serial, (when, client, host) in enumerate(sorted(lookups), 1)
               for line in dns_lines(rng, when, client, host, serial)]
    (FOLDER / "dnsmasq.log").write_text("\n".join(answers) + "\n")


main()
