package org.valija.imap.parse;

/** How a client writes mailbox names, and wants to read them. */
public enum NameEncoding {

    /** In US-ASCII, as IMAP4rev1 has it: RFC 3501, 5.1.3. */
    MODIFIED_UTF7 {
        @Override
        public String encode(MailboxName name) {
            return ModifiedUtf7.encode(name.value());
        }

        @Override
        String decode(String written) {
            return ModifiedUtf7.decode(written);
        }
    },

    /** As they are: RFC 9051, 5.1, and RFC 6855, 3. */
    UTF8 {
        @Override
        public String encode(MailboxName name) {
            return name.value();
        }

        @Override
        String decode(String written) {
            return written;
        }
    };

    public abstract String encode(MailboxName name);

    /** @throws SyntaxException if it is not written so */
    abstract String decode(String written);
}
