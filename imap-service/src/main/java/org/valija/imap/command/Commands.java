package org.valija.imap.command;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary.Place;

/** The table of commands, in the order of RFC 3501, 6; extensions at the end. */
public final class Commands {

    private static final Map<String, Function<Arguments, Command>> TABLE = Map.ofEntries(
            Map.entry("CAPABILITY", Capability::read), // 6.1.1
            Map.entry("NOOP", Noop::read), // 6.1.2
            Map.entry("LOGOUT", Logout::read), // 6.1.3
            Map.entry("STARTTLS", StartTls::read), // 6.2.1
            Map.entry("AUTHENTICATE", Authenticate::read), // 6.2.2
            Map.entry("LOGIN", Login::read), // 6.2.3
            Map.entry("SELECT", Select::read), // 6.3.1
            Map.entry("EXAMINE", Examine::read), // 6.3.2
            Map.entry("CREATE", Create::read), // 6.3.3
            Map.entry("DELETE", Delete::read), // 6.3.4
            Map.entry("RENAME", Rename::read), // 6.3.5
            Map.entry("SUBSCRIBE", Subscribe::read), // 6.3.6
            Map.entry("UNSUBSCRIBE", Unsubscribe::read), // 6.3.7
            Map.entry("LIST", List::read), // 6.3.8
            Map.entry("LSUB", Lsub::read), // 6.3.9
            Map.entry("STATUS", Status::read), // 6.3.10
            Map.entry("APPEND", Append::read), // 6.3.11
            Map.entry("CHECK", Check::read), // 6.4.1
            Map.entry("CLOSE", Close::read), // 6.4.2
            Map.entry("EXPUNGE", Expunge::read), // 6.4.3
            Map.entry("SEARCH", Search::read), // 6.4.4
            Map.entry("FETCH", Fetch::read), // 6.4.5
            Map.entry("STORE", Store::read), // 6.4.6
            Map.entry("COPY", Copy::read), // 6.4.7
            Map.entry("UID COPY", Copy::readUid), // 6.4.8
            Map.entry("UID FETCH", Fetch::readUid), // 6.4.8
            Map.entry("UID SEARCH", Search::readUid), // 6.4.8
            Map.entry("UID STORE", Store::readUid), // 6.4.8
            Map.entry("NAMESPACE", Namespace::read), // RFC 2342, 5
            Map.entry("ENABLE", Enable::read), // RFC 5161, 3.1
            Map.entry("COMPRESS", Compress::read), // RFC 4978, 3
            Map.entry("GETQUOTA", GetQuota::read), // RFC 9208, 4.1.1
            Map.entry("GETQUOTAROOT", GetQuotaRoot::read), // RFC 9208, 4.1.2
            Map.entry("SETQUOTA", SetQuota::read), // RFC 9208, 4.1.3
            Map.entry("ID", Id::read), // RFC 2971, 3.1
            Map.entry("IDLE", Idle::read), // RFC 2177, 3
            Map.entry("UNSELECT", Unselect::read), // RFC 3691, 2
            Map.entry("UID EXPUNGE", UidExpunge::read), // RFC 4315, 2.1
            Map.entry("SORT", Sort::read), // RFC 5256, 3
            Map.entry("THREAD", Thread::read), // RFC 5256, 3
            Map.entry("UID SORT", Sort::readUid), // RFC 5256, 3
            Map.entry("UID THREAD", Thread::readUid), // RFC 5256, 3
            Map.entry("MOVE", Move::read), // RFC 6851, 3.1
            Map.entry("UID MOVE", Move::readUid), // RFC 6851, 3.2
            Map.entry("REPLACE", Replace::read), // RFC 8508, 3.2
            Map.entry("UID REPLACE", Replace::readUid)); // RFC 8508, 3.3

    private Commands() {}

    /** All that there are. */
    static Set<String> names() {
        return TABLE.keySet();
    }

    /**
     * Reads a command, tag and space behind it.
     *
     * @throws SyntaxException if it is unknown or its arguments are wrong
     */
    public static Command read(Arguments in) {
        var name = in.word();
        var whole = name.equals("UID") ? "UID " + in.sp().word() : name;
        var read = TABLE.get(in.known(Place.COMMAND, whole));
        if (read == null) {
            throw new SyntaxException("Unknown command");
        }
        return read.apply(in);
    }
}
