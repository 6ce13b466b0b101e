#!/bin/sh
# Stops with one line when Swift is missing or too old.
needed=6.2
found=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
if [ -z "$found" ] || [ "$(printf '%s\n' "$needed" "$found" | sort -V | head -n 1)" != "$needed" ]; then
  echo "Swift $needed or newer is needed${found:+ (found $found)}: install it from https://www.swift.org/install/linux/" >&2
  exit 1
fi
