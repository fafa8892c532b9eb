package org.valija.suite;

/** What to do with a suite that runs: lines to type, and how to set up a mail client. */
record Manual(Suite suite) {

    String text() {
        var options = suite.options();
        var ports = options.ports();
        var ann = suite.accounts().ann();
        return (accounts() + """

                Try it by REST                                  all of it: @url@/swagger-ui.html
                  PASSWORD=$(awk '/^ann@/ {print $2}' '@accounts@')
                  SESSION=$(curl -s @url@/v1/sessions -H 'Content-Type: application/json' \\
                    -d '{"address":"@ann@","password":"'$PASSWORD'","protocol":"rest"}')
                  ACCOUNT=$(echo "$SESSION" | sed 's/.*"account":\\([0-9]*\\).*/\\1/')
                  TOKEN=$(echo "$SESSION" | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
                  curl -s @url@/v1/accounts/$ACCOUNT/mailboxes -H "Authorization: Bearer $TOKEN"
                As administrator
                  KEY=$(sed -n 's/^admin-key=//p' '@credentials@')
                  curl -s @url@/v1/accounts -H "Authorization: Bearer $KEY"

                By hand
                  nc -C localhost @smtp@      then: HELO me   MAIL FROM:<>   RCPT TO:<@ann@>   DATA
                  nc -C localhost @pop3@      then: USER @ann@   PASS @password@   LIST   RETR 1
                  nc -C localhost @imap@      then: a LOGIN @ann@ @password@   b SELECT INBOX   c FETCH 1 ALL

                With Thunderbird and the like ("Configure manually")
                  Incoming   IMAP, localhost, port @imap@, STARTTLS (or @imaps@, SSL/TLS), normal password
                             or POP3, localhost, port @pop3@, STARTTLS (or @pop3s@, SSL/TLS)
                  Outgoing   SMTP, localhost, port @submission@, STARTTLS (or @submissions@, SSL/TLS), normal password
                  User name  the whole address
                  The certificate is signed by itself: accept the exception once, or import
                  @pem@

                Logs are in @log@. Stop with Ctrl-C; the data stays.
                """)
                .replace("@url@", options.url())
                .replace("@ann@", ann.address())
                .replace("@password@", suite.firstStart() ? ann.password() : "PASSWORD")
                .replace("@accounts@", suite.accountsFile().toString())
                .replace("@credentials@", suite.credentialsFile().toString())
                .replace("@smtp@", number(ports, Port.SMTP))
                .replace("@submission@", number(ports, Port.SUBMISSION))
                .replace("@submissions@", number(ports, Port.SUBMISSIONS))
                .replace("@pop3@", number(ports, Port.POP3))
                .replace("@pop3s@", number(ports, Port.POP3S))
                .replace("@imap@", number(ports, Port.IMAP))
                .replace("@imaps@", number(ports, Port.IMAPS))
                .replace("@pem@", suite.certificate().toString())
                .replace("@log@", suite.log().toString());
    }

    /** Passwords are shown once; later, where to find them. */
    private String accounts() {
        if (!suite.firstStart()) {
            return "\nThe demo accounts and their passwords are in " + suite.accountsFile() + "\n";
        }
        return """

                Two accounts to try it with, kept in %s
                  %s  password  %s
                  %s  password  %s
                """.formatted(
                        suite.accountsFile(),
                        suite.accounts().ann().address(),
                        suite.accounts().ann().password(),
                        suite.accounts().bob().address(),
                        suite.accounts().bob().password());
    }

    private static String number(Ports ports, Port port) {
        return String.valueOf(ports.of(port));
    }
}
