package org.valija.mailbox.append;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.content.Contents;
import org.valija.mailbox.mailbox.Keywords;
import org.valija.mailbox.mailbox.LockedMailbox;
import org.valija.mailbox.mailbox.Tally;

/** Writes received messages, within the transaction of whoever wants them in a mailbox. */
@Component
public final class Additions {

    private final Contents contents;
    private final MessageRows rows;

    Additions(Contents contents, MessageRows rows) {
        this.contents = contents;
        this.rows = rows;
    }

    /** Stores what is in them; before a mailbox is locked, as it may take its time. */
    public void store(List<Received> received) {
        contents.store(received.stream().map(Received::content).toList());
    }

    /**
     * Puts them into a mailbox, whose numbers the caller changes accordingly.
     *
     * @param keywords of the mailbox; those of the messages are added
     * @return their UIDs, in the order of the messages
     */
    public UidSet add(LockedMailbox mailbox, List<Received> received, Keywords keywords) {
        var added = rows(mailbox, received, keywords);
        rows.insert(added);
        return UidSet.range(mailbox.uidNext(), mailbox.uidNext() + added.size() - 1);
    }

    /** The rows that these become in a mailbox; as for {@link #add}. */
    static List<MessageRow> rows(LockedMailbox mailbox, List<Received> received, Keywords keywords) {
        var added = new ArrayList<MessageRow>(received.size());
        for (var message : received) {
            added.add(new MessageRow(
                    mailbox.account(),
                    mailbox.id(),
                    mailbox.uidNext() + added.size(),
                    mailbox.nextModseq(),
                    message.content(),
                    message.flags().bits(),
                    keywords.use(message.flags().keywords()),
                    message.internalDate()));
        }
        return added;
    }

    /** What they come to. */
    static Tally tally(List<Received> received) {
        var tally = new Tally();
        received.forEach(
                message -> tally.add(message.flags().bits(), message.content().size()));
        return tally;
    }
}
