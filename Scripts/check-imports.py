#!/usr/bin/env python3
"""Fails if a source file imports a room that Package.swift does not allow it to.

SwiftPM lets a target import whatever its dependencies depend on; the order of the rooms, and with
it the promise that reports cannot see a person, would hold by discipline only.
"""
import json
import pathlib
import re
import subprocess
import sys

IMPORT = re.compile(r"^[ \t]*(?:@\w+[ \t]+)*(?:(?:package|public|internal|private|fileprivate)[ \t]+)?"
                    r"import[ \t]+(?:(?:struct|class|enum|protocol|func|let|var|typealias)[ \t]+)?(\w+)", re.M)

package = json.loads(subprocess.check_output(["swift", "package", "describe", "--type", "json"]))
rooms = {target["name"]: target for target in package["targets"]}
problems = []
for name, room in rooms.items():
    if room["type"] == "test" or room["type"] == "plugin":
        continue
    allowed = {name, *room.get("target_dependencies", [])}
    for source in room["sources"]:
        path = pathlib.Path(room["path"]) / source
        for module in IMPORT.findall(path.read_text()):
            if module in rooms and module not in allowed:
                problems.append(f"{path}: imports {module}, which Package.swift does not list for {name}")

# What the privacy of the reports rests on, whatever Package.swift says.
for name in ("Usage", "Reports"):
    seen, waiting = set(), [name]
    while waiting:
        for module in rooms[waiting.pop()].get("target_dependencies", []):
            if module not in seen:
                seen.add(module)
                waiting.append(module)
    if "Access" in seen:
        problems.append(f"Package.swift: {name} must not reach Access, in which clients and users have names")

# Unsafe code belongs to the few files that touch C or read eight bytes at once.
UNSAFE_FILES = {
    "Sources/Bytes/FirstByte.swift", "Sources/Bytes/EightBytes.swift", "Sources/Bytes/SpanText.swift",
    "Sources/Inputs/FileSource.swift", "Sources/Inputs/InflateStream.swift", "Sources/Inputs/ZstdSource.swift",
    "Sources/Inputs/XzSource.swift", "Sources/Inputs/Bzip2Source.swift", "Sources/Inputs/ZipSource.swift",
    "Sources/Inputs/PiholeSource.swift",
    "Sources/LDAP/Client/BrokenPipe.swift", "Sources/LDAP/Client/Connection.swift", "Sources/LDAP/Client/Search.swift",
    "Sources/Capture/LiveCapture.swift", "Sources/Capture/FilterProgram.swift",
    "Sources/Capture/CaptureDevice.swift", "Sources/Capture/SystemFiles.swift",
    "Sources/Capture/Privileges/Privileges.swift", "Sources/Capture/Privileges/UserIdentity.swift",
    "Sources/Secrets/PrivateFile.swift",
    "Sources/schattenki/Console/Console.swift", "Sources/schattenki/Console/Interruption.swift",
}
for path in pathlib.Path("Sources").rglob("*.swift"):
    if re.search(r"\bunsafe\b(?!-)", path.read_text()) and str(path) not in UNSAFE_FILES:
        problems.append(f"{path}: unsafe code in a file that is not listed in Scripts/check-imports.py")

print("\n".join(problems) if problems else f"{len(rooms)} targets import only what they may")
sys.exit(bool(problems))
