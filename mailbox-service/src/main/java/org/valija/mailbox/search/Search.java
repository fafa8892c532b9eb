package org.valija.mailbox.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Sent;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.content.ContentReader;

/** Finds the messages of a mailbox that match criteria. */
@Component
public final class Search {

    private static final int MOST_NODES = 10_000;
    private static final int DEEPEST = 100;

    private final JdbcClient jdbc;
    private final ContentReader contents;

    Search(JdbcClient jdbc, ContentReader contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#search}. */
    public UidSet search(AccountId account, MailboxId mailbox, SearchCriteria criteria) {
        check(criteria, 1, MOST_NODES);
        requireMailbox(account, mailbox);
        var found = new UidSetBuilder();
        var statement = new SearchStatement();
        if (SearchStatement.isAnswered(criteria)) {
            var condition = statement.possible(criteria);
            jdbc.sql("select m.uid from message m where m.account_id = :account and m.mailbox_id = :mailbox and "
                            + condition + " order by m.uid")
                    .params(statement.parameters())
                    .param("account", account.value())
                    .param("mailbox", mailbox.value())
                    .query(row -> {
                        found.add(row.getLong(1));
                    });
            return found.build();
        }
        var texts = new TextSearch(criteria);
        var candidates = new Candidates(
                jdbc,
                contents,
                account,
                mailbox,
                statement,
                statement.possible(criteria),
                statement.answers(criteria),
                texts.onlyHeaders());
        candidates.forEach(candidate -> {
            var content = candidate.content();
            var reading = texts.read(
                    content.header(), candidate.structure(), (from, size) -> contents.open(content, from, size));
            if (new Evaluation(statement, candidate.answers(), reading).matches(criteria)) {
                found.add(candidate.uid());
            }
        });
        return found.build();
    }

    /** The rest of the criteria, on one message. */
    private record Evaluation(SearchStatement statement, Boolean[] answers, TextSearch.Reading reading) {

        boolean matches(SearchCriteria criteria) {
            int answer = statement.answer(criteria);
            if (answer >= 0) {
                return answers[answer];
            }
            return switch (criteria) {
                case And and -> and.all().stream().allMatch(this::matches);
                case Or or -> or.any().stream().anyMatch(this::matches);
                case Not not -> !matches(not.criteria());
                case Header header -> reading.matches(header);
                default -> isInText(criteria);
            };
        }

        private boolean isInText(SearchCriteria criteria) {
            try {
                return reading.matches(criteria);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void requireMailbox(AccountId account, MailboxId mailbox) {
        var exists = jdbc.sql("select exists (select from mailbox where account_id = :account and id = :mailbox)")
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw new MailboxException.NotFound("no such mailbox");
        }
    }

    /**
     * @param room how many nodes there may still be
     * @return how many there may be after these
     * @throws MailboxException.Invalid if there are more, or they are deeper, or PostgreSQL can't take a text
     */
    private static int check(SearchCriteria criteria, int depth, int room) {
        if (depth > DEEPEST || room == 0) {
            throw new MailboxException.Invalid(
                    null, "a search has at most " + MOST_NODES + " criteria, at most " + DEEPEST + " deep");
        }
        int left = room - 1;
        switch (criteria) {
            case And and -> {
                for (var part : and.all()) {
                    left = check(part, depth + 1, left);
                }
            }
            case Or or -> {
                for (var part : or.any()) {
                    left = check(part, depth + 1, left);
                }
            }
            case Not not -> left = check(not.criteria(), depth + 1, left);
            case Header header -> refuseNul(header.contains());
            case Body body -> refuseNul(body.contains());
            case Text text -> refuseNul(text.contains());
            case HasKeyword keyword -> refuseNul(keyword.keyword());
            case Received received -> refuseYear(received.date());
            case Sent sent -> refuseYear(sent.date());
            default -> {
                // Nothing that can be wrong
            }
        }
        return left;
    }

    /** {@code date-year = 4DIGIT}: RFC 9051, 9. */
    private static void refuseYear(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new MailboxException.Invalid("date", "a year has four digits");
        }
    }

    private static void refuseNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new MailboxException.Invalid("contains", "a text to search for has no NUL");
        }
    }
}
