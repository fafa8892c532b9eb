"""Tells as JSON what Python's email package finds in messages, one file each, named as arguments."""

import base64
import email
import email.parser
import email.policy
import email.utils
import json
import re
import sys

ADDRESSES = ["from", "to", "cc", "bcc"]


def text(raw):
    """A header's value, unfolded: UTF-8 if it is that, else ISO-8859-1."""
    octets = raw.encode("utf-8", "surrogateescape")
    try:
        value = octets.decode("utf-8")
    except UnicodeDecodeError:
        value = octets.decode("latin-1")
    return re.sub(r"\r?\n(?=[ \t])", "", value).strip(" \t\r\n")


def first(message, name):
    for key, value in message.raw_items():
        if key.lower() == name:
            return text(value)
    return None


def addresses(message, name):
    value = first(message, name)
    return [list(split(address)) for _, address in email.utils.getaddresses([value])] if value else []


def split(address):
    local, _, domain = address.rpartition("@")
    return email.utils.unquote(local), domain


def envelope(message):
    found = {name: first(message, name) for name in ["subject", "date", "message-id", "in-reply-to"]}
    return found | {name: addresses(message, name) for name in ADDRESSES}


def parts(message, path, found):
    """Numbers parts as RFC 9051, 6.4.5.1 does."""
    if message.get_content_maintype() == "multipart" and message.is_multipart():
        for number, part in enumerate(message.get_payload(), 1):
            below(part, path + [number], found)
    else:
        below(message, path + [1], found)


def below(part, path, found):
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        parts(part, path, found)
        return
    entry = {"type": part.get_content_type(), "parameters": parameters(part)}
    found[".".join(map(str, path))] = entry
    entry["disposition"] = part.get_content_disposition()
    if not part.is_multipart():
        # get_payload() would decode it by its charset
        entry["size"] = len(part._payload.encode("ascii", "surrogateescape"))
        entry["decoded"] = base64.b64encode(part.get_payload(decode=True)).decode()
    elif part.get_content_type() == "message/rfc822":
        parts(part.get_payload()[0], path, found)


def parameters(part):
    """Of Content-Type; those of RFC 2231 put together."""
    found = {}
    for name, value in (part.get_params(header="content-type") or [])[1:]:
        found[name.lower()] = text(email.utils.collapse_rfc2231_value(value))
    return found


def fields_but(octets, names):
    """BODY[HEADER.FIELDS.NOT (...)], line by line."""
    kept, keeping = [], False
    for line in octets.splitlines(keepends=True):
        if not line.strip(b"\r\n"):
            break
        if line[:1] not in (b" ", b"\t"):
            keeping = line.partition(b":")[0].strip().lower().decode("latin-1") not in names
        if keeping:
            kept.append(line)
    return base64.b64encode(b"".join(kept) + b"\r\n").decode()


def told(path):
    with open(path, "rb") as file:
        octets = file.read()
    message = email.parser.BytesParser(policy=email.policy.compat32).parsebytes(octets)
    found = {}
    parts(message, [], found)
    return {"envelope": envelope(message), "parts": found, "others": fields_but(octets, ["subject", "to", "received"])}


json.dump({path.rpartition("/")[2].removesuffix(".eml"): told(path) for path in sys.argv[1:]}, sys.stdout)
