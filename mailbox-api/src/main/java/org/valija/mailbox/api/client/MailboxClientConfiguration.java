package org.valija.mailbox.api.client;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryBatchesApi;
import org.valija.mailbox.api.delivery.RecipientBatchesApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.dkim.SigningKeysApi;
import org.valija.mailbox.api.event.RejectionsApi;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.mailbox.api.submission.SubmissionsApi;

/** Gives a protocol service the contract, to be imported by its main class. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailboxClientProperties.class)
public class MailboxClientConfiguration {

    @Bean
    MailboxClient mailboxClient(MailboxClientProperties properties) {
        return new MailboxClient(properties);
    }

    @Bean
    EventFeed eventFeed(MailboxClient client) {
        return new EventFeed(client);
    }

    @Bean
    RejectionReporter rejectionReporter(MailboxClient client) {
        return new RejectionReporter(client.api(RejectionsApi.class));
    }

    @Bean
    LiveSessions liveSessions(MailboxClient client) {
        return new LiveSessions(client.api(LiveSessionsApi.class));
    }

    @Bean
    SessionsApi sessionsApi(MailboxClient client) {
        return client.api(SessionsApi.class);
    }

    @Bean
    AccountsApi accountsApi(MailboxClient client) {
        return client.api(AccountsApi.class);
    }

    @Bean
    RecipientsApi recipientsApi(MailboxClient client) {
        return client.api(RecipientsApi.class);
    }

    @Bean
    DeliveriesApi deliveriesApi(MailboxClient client) {
        return client.api(DeliveriesApi.class);
    }

    @Bean
    RecipientBatchesApi recipientBatchesApi(MailboxClient client) {
        return client.api(RecipientBatchesApi.class);
    }

    @Bean
    DeliveryBatchesApi deliveryBatchesApi(MailboxClient client) {
        return client.api(DeliveryBatchesApi.class);
    }

    @Bean
    MailboxesApi mailboxesApi(MailboxClient client) {
        return client.api(MailboxesApi.class);
    }

    @Bean
    MessagesApi messagesApi(MailboxClient client) {
        return client.api(MessagesApi.class);
    }

    @Bean
    MaildropsApi maildropsApi(MailboxClient client) {
        return client.api(MaildropsApi.class);
    }

    @Bean
    MaildropPoliciesApi maildropPoliciesApi(MailboxClient client) {
        return client.api(MaildropPoliciesApi.class);
    }

    @Bean
    SubmissionsApi submissionsApi(MailboxClient client) {
        return client.api(SubmissionsApi.class);
    }

    @Bean
    GreylistApi greylistApi(MailboxClient client) {
        return client.api(GreylistApi.class);
    }

    @Bean
    OutboundQueueApi outboundQueueApi(MailboxClient client) {
        return client.api(OutboundQueueApi.class);
    }

    @Bean
    SigningKeysApi signingKeysApi(MailboxClient client) {
        return client.api(SigningKeysApi.class);
    }
}
