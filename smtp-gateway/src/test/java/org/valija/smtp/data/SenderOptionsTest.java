package org.valija.smtp.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.smtp.command.Commands;
import org.valija.smtp.command.Ehlo;
import org.valija.smtp.command.Mail;
import org.valija.smtp.command.Rcpt;
import org.valija.smtp.state.HeloName;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.Recipient;

/** What the envelope tells mailbox-service of the parameters of MAIL and RCPT. */
class SenderOptionsTest {

    @Test // RFC 3461, 4; RFC 8689, 2
    void carriesWhatTheSenderAskedFor() {
        var options = SenderOptions.of(transaction(
                "MAIL FROM:<bob@b.org> BODY=BINARYMIME SMTPUTF8 REQUIRETLS RET=HDRS ENVID=a+2Bb",
                "RCPT TO:<ann@a.org> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;anne+3D@c.org",
                "RCPT TO:<ann@a.org> NOTIFY=NEVER",
                "RCPT TO:<ben@a.org>"));
        assertThat(options)
                .isEqualTo(new DeliveryOptions(
                        DeliveryOptions.Body.BINARY,
                        true,
                        true,
                        false,
                        "a+b",
                        List.of(
                                new RecipientOptions(Set.of(Notice.SUCCESS, Notice.DELAY), "rfc822;anne=@c.org"),
                                new RecipientOptions(Set.of(), null))));
    }

    @Test
    void saysNothingWhereTheSenderDid() {
        assertThat(SenderOptions.of(transaction("MAIL FROM:<> SIZE=10 BODY=7BIT", "RCPT TO:<ann@a.org>")))
                .isNull();
    }

    private static MailTransaction transaction(String mail, String... rcpts) {
        var from = (Mail) Commands.read(mail);
        var ready = new Ready(new HeloName(((Ehlo) Commands.read("EHLO b.org")).name(), true), Optional.empty());
        var transaction = new MailTransaction(
                ready, "mx-1-1", from.reversePath(), from.parameters(), Optional.empty(), List.of());
        for (var rcpt : rcpts) {
            var to = (Rcpt) Commands.read(rcpt);
            transaction = transaction.with(new Recipient(
                    to.forwardPath(), to.parameters(), to.forwardPath().toString()));
        }
        return transaction;
    }
}
