"""A directory server that does one thing wrong, or one that slapd cannot do (RFC 4511, RFC 2696).

It takes the name of that thing, prints its port, and then a line for each request it gets.
"""
import socket
import struct
import sys

PEOPLE = [("cn=1,dc=a", {"uid": ["anna"]}), ("cn=2,dc=a", {"uid": ["bernd"]})]


def tlv(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    length = bytes([size]) if size < 128 else b"\x84" + struct.pack(">I", size)
    return bytes([tag]) + length + content


def octets(text):
    return tlv(4, text if isinstance(text, bytes) else text.encode())


def number(value, tag=2):
    return tlv(tag, struct.pack(">i", value))


def entry(name, attributes):
    return tlv(0x64, octets(name), tlv(0x30, *[
        tlv(0x30, octets(key), tlv(0x31, *map(octets, values))) for key, values in attributes.items()]))


def result(tag, code=0, words=""):
    return tlv(tag, number(code, 10), octets(""), octets(words))


def page_control(cookie):
    value = tlv(0x30, number(0), octets(cookie))
    return tlv(0xA0, tlv(0x30, octets("1.2.840.113556.1.4.319"), octets(value)))


def read_tlv(data, place):
    tag, length, place = data[place], data[place + 1], place + 2
    if length & 0x80:
        count = length & 0x7F
        length = int.from_bytes(data[place:place + count], "big")
        place += count
    return tag, data[place:place + length], place + length


def fields(data):
    place, found = 0, []
    while place < len(data):
        tag, content, place = read_tlv(data, place)
        found.append((tag, content))
    return found


class Client:
    def __init__(self, connection, kind):
        self.connection, self.kind, self.pages = connection, kind, 0

    def serve(self):
        while True:
            head = self.receive(2)
            if not head:
                return
            size = head[1]
            if size & 0x80:
                size = int.from_bytes(self.receive(size & 0x7F), "big")
            (_, message), (tag, request), *_ = fields(self.receive(size))
            self.id = int.from_bytes(message, "big")
            print(f"request {tag:#x}", flush=True)
            if self.kind == "silent" or not self.answer(tag, fields(request) if tag == 0x63 else []):
                return

    def receive(self, count):
        data = b""
        while len(data) < count:
            part = self.connection.recv(count - len(data))
            if not part:
                return b""
            data += part
        return data

    def send(self, operation, controls=b""):
        self.connection.sendall(tlv(0x30, number(self.id), operation, controls))
        return True

    def answer(self, tag, search):
        if tag == 0x60:
            if self.kind == "locked":
                return self.send(result(0x61, 49, "80090308: LdapErr: DSID-0C09041C, comment: "
                                                  "AcceptSecurityContext error, data 775, v4f7c"))
            return self.send(result(0x61))
        if tag == 0x77:
            return self.send(result(0x78, 2, "unsupported extended operation"))
        if tag != 0x63:
            return False
        base, attributes = search[0][1].decode(), [name.decode() for _, name in fields(search[7][1])]
        if base == "":
            return self.send(result(0x65))
        return getattr(self, self.kind)(base, attributes)

    def people(self, cookie=""):
        for name, attributes in PEOPLE:
            self.send(entry(name, {"objectClass": ["person"], **attributes}))
        return self.send(result(0x65), page_control(cookie))

    def closes(self, base, attributes):
        self.people("more")
        return False

    def resets(self, base, attributes):
        self.people("more")
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    def stalls(self, base, attributes):
        self.pages += 1
        return self.people("more") if self.pages == 1 else True

    def endless(self, base, attributes):
        return self.send(result(0x65), page_control("more"))

    def unpaged(self, base, attributes):
        if "member" in attributes:
            return self.send(result(0x65))
        for name, attributes in PEOPLE:
            self.send(entry(name, {"objectClass": ["person"], **attributes}))
        return self.send(result(0x65))

    def huge(self, base, attributes):
        self.connection.sendall(b"\x30\x84\x7f\xff\xff\xf0\x02\x01\x03\x64" + bytes(1000))
        return True

    def nonsense(self, base, attributes):
        self.connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        return True

    def broken(self, base, attributes):
        self.send(tlv(0x64, octets("cn=1"), tlv(0x30, tlv(0x30, octets("uid"), b"\x31\x7f"))))
        return self.send(result(0x65))

    def ranges(self, base, attributes):
        if base == "cn=all,dc=a":
            asked = attributes[0]
            if asked == "member;range=1-*":
                self.send(entry(base, {"member;range=1-2": ["cn=2,dc=a", "cn=nobody,dc=a"]}))
            elif asked == "member;range=3-*":
                self.send(entry(base, {"member;range=3-*": ["cn=3,dc=a"]}))
            return self.send(result(0x65))
        if "member" not in attributes:
            self.send(entry("cn=3,dc=a", {"uid": ["clara"]}))
            return self.people()
        self.send(entry("cn=all,dc=a", {
            "objectClass": ["group"], "member": [], "member;range=0-0": ["cn=1,dc=a"]}))
        return self.send(result(0x65), page_control(""))

    def shortranges(self, base, attributes):
        if base == "cn=all,dc=a":
            return self.send(result(0x65))
        return self.ranges(base, attributes)


def main():
    listener = socket.create_server((sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    kept = []
    while True:
        connection, _ = listener.accept()
        client = Client(connection, sys.argv[1])
        client.serve()
        # A silent server keeps the connection open.
        kept.append(client) if client.kind == "silent" else connection.close()


main()
