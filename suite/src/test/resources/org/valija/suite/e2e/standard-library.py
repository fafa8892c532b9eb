"""Sends by smtplib, reads by poplib and imaplib, all after STARTTLS; ends with a traceback if anything is not as it should be."""

import email.message
import imaplib
import poplib
import smtplib
import ssl
import sys
import time

submission, pop3, imap, certificate, user, password = sys.argv[1:]
tls = ssl.create_default_context(cafile=certificate)


def expect(expected, actual):
    if expected != actual:
        raise AssertionError(f"expected {expected!r}, but was {actual!r}")


def body(lines):
    """What is below the header."""
    return lines[lines.index(b"") + 1:]


messages = []
with smtplib.SMTP("localhost", int(submission)) as smtp:
    smtp.starttls(context=tls)
    smtp.login(user, password)
    for number in range(3):
        message = email.message.EmailMessage()
        message["From"] = message["To"] = user
        message["Subject"] = f"number {number}"
        message.set_content(f"Größe {number}\n.\n..two dots\n", cte="8bit")
        messages.append(message)
        expect({}, smtp.send_message(message))

pop = poplib.POP3("localhost", int(pop3))
pop.stls(context=tls)
pop.user(user)
pop.pass_(password)
count, size = pop.stat()
expect(3, count)
expect(3, len(set(pop.uidl()[1])))
expect(size, sum(int(line.split()[1]) for line in pop.list()[1]))
for number, message in enumerate(messages, 1):
    lines = pop.retr(number)[1]
    expect(message.get_content().encode().splitlines(), body(lines))
    expect(1, len(body(pop.top(number, 1)[1])))
pop.dele(3)
pop.quit()

with imaplib.IMAP4("localhost", int(imap)) as client:
    client.starttls(ssl_context=tls)
    client.login(user, password)
    expect(("OK", [b"2"]), client.select("INBOX"))
    expect(b"1", client.search(None, "SUBJECT", '"number 0"')[1][0])
    raw = client.fetch("1", "(BODY.PEEK[])")[1][0][1]
    expect(messages[0].get_content().encode().splitlines(), body(raw.splitlines()))
    expect("OK", client.store("1", "+FLAGS", r"(\Flagged keyword)")[0])
    expect(True, b"keyword" in client.fetch("1", "(FLAGS)")[1][0])
    expect("OK", client.create("Projects")[0])
    expect("OK", client.copy("1:2", "Projects")[0])
    appended = b"Subject: appended\r\n\r\nHere.\r\n"
    expect("OK", client.append("Projects", r"(\Seen)", imaplib.Time2Internaldate(time.time()), appended)[0])
    expect("OK", client.store("2", "+FLAGS", r"(\Deleted)")[0])
    expect(("OK", [b"2"]), client.expunge())
    expect(("OK", [b"3"]), client.select("Projects", readonly=True))
    expect(appended, client.fetch("3", "(RFC822)")[1][0][1])
    expect(b"3", client.uid("SEARCH", "SEEN")[1][0])
    client.unselect()
    expect("OK", client.rename("Projects", "Old")[0])
    expect(True, any(b"Old" in line for line in client.list()[1]))
    expect("OK", client.delete("Old")[0])
