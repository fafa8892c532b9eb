package org.valija.smtp.data;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.smtp.parse.Body;
import org.valija.smtp.parse.MailParameters;
import org.valija.smtp.parse.Notify;
import org.valija.smtp.parse.RcptParameters;
import org.valija.smtp.parse.Ret;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Recipient;

/** What MAIL and RCPT asked for, in the words of the contract. */
final class SenderOptions {

    private SenderOptions() {}

    /** Null if the client said nothing but addresses. */
    static @Nullable DeliveryOptions of(MailTransaction transaction) {
        var mail = transaction.parameters();
        if (isPlain(mail)
                && transaction.recipients().stream()
                        .allMatch(it -> it.parameters().equals(RcptParameters.NONE))) {
            return null;
        }
        var recipients = new ArrayList<RecipientOptions>();
        for (var address : transaction.addresses()) {
            // Who is named twice gets the message once, as the client wished for the first time
            transaction.recipients().stream()
                    .filter(recipient -> recipient.address().equals(address))
                    .findFirst()
                    .map(Recipient::parameters)
                    .map(SenderOptions::recipient)
                    .ifPresent(recipients::add);
        }
        return new DeliveryOptions(
                body(mail.body()),
                mail.smtpUtf8(),
                mail.requireTls(),
                mail.ret().map(ret -> ret == Ret.FULL).orElse(null),
                mail.envId().orElse(null),
                recipients);
    }

    private static boolean isPlain(MailParameters mail) {
        return mail.body() == Body.SEVEN_BIT
                && !mail.smtpUtf8()
                && !mail.requireTls()
                && mail.ret().isEmpty()
                && mail.envId().isEmpty();
    }

    private static DeliveryOptions.Body body(Body body) {
        return switch (body) {
            case SEVEN_BIT -> DeliveryOptions.Body.SEVEN_BIT;
            case EIGHT_BIT_MIME -> DeliveryOptions.Body.EIGHT_BIT;
            case BINARY_MIME -> DeliveryOptions.Body.BINARY;
        };
    }

    private static RecipientOptions recipient(RcptParameters parameters) {
        Set<Notice> notices = EnumSet.noneOf(Notice.class);
        parameters.notices().forEach(notice -> notices.add(notice(notice)));
        return new RecipientOptions(
                notices,
                parameters
                        .originalRecipient()
                        .map(it -> it.type() + ";" + it.address())
                        .orElse(null));
    }

    private static Notice notice(Notify notify) {
        return switch (notify) {
            case NEVER -> Notice.NEVER;
            case SUCCESS -> Notice.SUCCESS;
            case FAILURE -> Notice.FAILURE;
            case DELAY -> Notice.DELAY;
        };
    }
}
