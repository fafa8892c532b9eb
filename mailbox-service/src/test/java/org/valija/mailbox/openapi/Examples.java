package org.valija.mailbox.openapi;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.account.AccountBatch;
import org.valija.mailbox.api.account.AccountBatchReport;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountUsage;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasChange;
import org.valija.mailbox.api.account.AppPassword;
import org.valija.mailbox.api.account.AppPasswordMade;
import org.valija.mailbox.api.account.DeliveryPreferences;
import org.valija.mailbox.api.account.DnsRecords;
import org.valija.mailbox.api.account.Domain;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.GrantedSenders;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.LoginPolicy;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewAppPassword;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.account.ScramChallenge;
import org.valija.mailbox.api.account.ScramFirst;
import org.valija.mailbox.api.account.ScramProof;
import org.valija.mailbox.api.account.ScramSession;
import org.valija.mailbox.api.account.UsageRecount;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.account.WireLog;
import org.valija.mailbox.api.account.WireLogOrder;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKey;
import org.valija.mailbox.api.apikey.ApiKeyMade;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.api.audit.AuditRecord;
import org.valija.mailbox.api.delivery.DeliveryBatchReport;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.RecipientBatch;
import org.valija.mailbox.api.delivery.RecipientBatchReport;
import org.valija.mailbox.api.delivery.RecipientReport;
import org.valija.mailbox.api.delivery.ResolvedRecipient;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.api.event.EventTypeSummary;
import org.valija.mailbox.api.event.Rejections;
import org.valija.mailbox.api.greylist.GreylistAnswer;
import org.valija.mailbox.api.greylist.GreylistAttempt;
import org.valija.mailbox.api.job.JobRun;
import org.valija.mailbox.api.job.JobSummary;
import org.valija.mailbox.api.livesession.LiveSession;
import org.valija.mailbox.api.livesession.LiveSessionOrders;
import org.valija.mailbox.api.livesession.LiveSessionReport;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.retention.Retention;
import org.valija.mailbox.api.retention.RetentionInForce;
import org.valija.mailbox.api.submission.Submission;
import tools.jackson.databind.json.JsonMapper;

/**
 * One example of each record that travels as JSON, written as code so that it can't fall behind the record. A page or list is
 * made of the example of its items.
 */
final class Examples {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Instant THEN = Instant.parse("2026-03-01T09:30:00Z");
    private static final AccountId ACCOUNT = new AccountId(7);
    private static final String ANN = "ann@example.org";
    private static final String PASSWORD = "correct horse battery staple";
    private static final String CLIENT = "203.0.113.9";
    private static final String NONCE = "r=fyko+d2lbbFgONRv9qkxdawL";
    private static final UserSession SESSION = new UserSession(
            ACCOUNT,
            ANN,
            List.of(ANN, "info@example.org"),
            List.of("ann+@example.org", "info+@example.org"),
            new UserToken("eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmVk"),
            THEN.plusSeconds(3600),
            null);
    private static final Account ACCOUNT_OF_ANN =
            new Account(ACCOUNT, ANN, true, null, null, null, 1_000_000_000, 0, 10_000, 48_213, 9, THEN, null, null);

    private static final List<Object> RECORDS = List.of(
            // Domains, accounts, aliases
            new NewDomain("example.org"),
            new Domain("example.org", true, null, null, true, "+", 1_000_000_000, 0, null, THEN),
            DomainChange.quota(2_000_000_000, 0),
            new NewAccount(ANN, PASSWORD, 1_000_000_000L),
            AccountChange.enabled(false),
            ACCOUNT_OF_ANN,
            new AccountBatch(List.of(new NewAccount(ANN, PASSWORD), new NewAccount("bob@nowhere.example", PASSWORD))),
            batchReport(),
            new AccountUsage(
                    48_213,
                    9,
                    1_000_000_000,
                    0,
                    10_000,
                    List.of(new AccountUsage.OfMailbox(MailboxExamples.INBOX, "INBOX", 9, 48_213))),
            dnsRecords(),
            new Alias("info@example.org", List.of(ANN, "bob@example.org")),
            new AliasChange(List.of(ANN, "carol@elsewhere.example")),
            new DeliveryPreferences(true),
            new GrantedSenders(List.of("sales@example.org")),
            new WireLogOrder(30),
            new WireLog(THEN.plusSeconds(1800)),
            new UsageRecount(48_300, 48_213, 9, 9, 1),
            // Sessions
            new Login(ANN, PASSWORD, "rest", null),
            SESSION,
            new ScramFirst("n=" + ANN + "," + NONCE, "imap", CLIENT),
            new ScramChallenge(NONCE + "3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=100000"),
            new ScramProof(
                    "n=" + ANN + "," + NONCE, "c=biws," + NONCE + "3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0=", "imap", CLIENT),
            new ScramSession(SESSION, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="),
            // What users and administrators are known by
            new NewAppPassword("phone", List.of(Protocol.IMAP, Protocol.SMTP), null),
            new AppPasswordMade(appPassword(), "k3pq-7wzn-a2mf-ux5t-hd4j"),
            appPassword(),
            new LoginPolicy(List.of(Protocol.REST)),
            new NewApiKey("helpdesk", AdminRole.PROVISION, "example.org", null),
            new ApiKeyMade(apiKey(), "valija_zD3cWkq0pH6sVf2yTn8uRb4mXe7aLj1gQi5oKt9dUvY"),
            apiKey(),
            new AuditRecord(
                    81,
                    THEN,
                    "key:5",
                    CLIENT,
                    "PATCH",
                    "/v1/accounts/7",
                    "example.org",
                    null,
                    Map.of("enabled", new AuditRecord.Change(true, false))),
            // Who is connected
            new LiveSession("c0a8.1", ACCOUNT, ANN, Protocol.IMAP, CLIENT, THEN),
            new LiveSessionReport(
                    false, List.of(new LiveSessionReport.Opened("c0a8.2", ACCOUNT, CLIENT, THEN)), List.of("c0a8.1")),
            new LiveSessionOrders(false, List.of("c0a8.2")),
            // Delivery
            new ResolvedRecipient(ANN, true),
            new RecipientBatch(List.of(new RecipientBatch.Item(ANN, 4096))),
            new RecipientBatchReport(List.of(new RecipientBatchReport.Item(new ResolvedRecipient(ANN, true), null))),
            new DeliveryReport(List.of(new RecipientReport(ANN, null))),
            new DeliveryBatchReport(List.of(
                    new DeliveryBatchReport.Item(new DeliveryReport(List.of(new RecipientReport(ANN, null))), null))),
            new OutboundMessage(
                    5,
                    "bob@example.com",
                    4_811,
                    "a1f0-3",
                    THEN,
                    List.of(new OutboundRecipient(
                            "carol@elsewhere.example",
                            OutboundState.DEFERRED,
                            "info@example.org",
                            1,
                            THEN.plusSeconds(60),
                            null,
                            null,
                            "450 4.2.0 Try again later",
                            null))),
            new Submission(ACCOUNT, 3),
            new GreylistAttempt("192.0.2.0", "bob@example.org", ANN, Duration.ofMinutes(5)),
            new GreylistAnswer(false, Duration.ofMinutes(5)),
            // Jobs
            new JobSummary(
                    "sweep-content", "Removes content that no message has.", Duration.ofHours(1), THEN, null, run()),
            run(),
            // Events, retention
            new EventTypeSummary(
                    EventType.LOGIN_FAILED.type(),
                    "Somebody gave a wrong password.",
                    EventType.LOGIN_FAILED.dataSchema()),
            new Rejections(List.of(rejection())),
            new Retention(30, null),
            new RetentionInForce(new Retention(30, null), 30, 7));

    private static EventData.MessageRejected rejection() {
        return new EventData.MessageRejected(
                null,
                EventData.RejectionStage.RECIPIENT,
                "ESMTPS",
                CLIENT,
                "mx.example.net",
                "news@example.net",
                "nobody@example.org",
                "550 5.1.1 No such mailbox here",
                "unknown-recipient",
                "4bf92f3577b34da6a3ce929d0e0e4736");
    }

    private static AppPassword appPassword() {
        return new AppPassword(
                3,
                "phone",
                List.of(Protocol.IMAP, Protocol.SMTP),
                THEN,
                null,
                new AppPassword.LastUse(THEN.plusSeconds(60), Protocol.IMAP, CLIENT));
    }

    private static ApiKey apiKey() {
        return new ApiKey(
                5,
                "helpdesk",
                AdminRole.PROVISION,
                "example.org",
                THEN,
                THEN.plusSeconds(31_536_000),
                new ApiKey.LastUse(THEN.plusSeconds(60), CLIENT));
    }

    private static AccountBatchReport batchReport() {
        return new AccountBatchReport(List.of(
                new AccountBatchReport.Item(ANN, ACCOUNT_OF_ANN, null),
                new AccountBatchReport.Item(
                        "bob@nowhere.example",
                        null,
                        ProblemType.NOT_FOUND.problem("there is no domain nowhere.example here"))));
    }

    private static DnsRecords dnsRecords() {
        return new DnsRecords(
                "example.org",
                List.of(
                        new DnsRecords.Entry(
                                "example.org.", "MX", "10 mail.example.net.", "mail for the domain comes here"),
                        new DnsRecords.Entry(
                                "example.org.", "TXT", "\"v=spf1 mx -all\"", "who sends mail of the domain")));
    }

    private static JobRun run() {
        return new JobRun(
                31,
                "sweep-content",
                JobRun.Trigger.SCHEDULE,
                JobRun.State.SUCCEEDED,
                THEN,
                THEN,
                THEN,
                1,
                12,
                12L,
                "",
                "a1");
    }

    /** All of them under their names, as JSON. */
    Map<String, Object> all() {
        var all = new TreeMap<String, Object>();
        for (var example : Stream.of(RECORDS, MailboxExamples.RECORDS, RelayExamples.RECORDS)
                .flatMap(List::stream)
                .toList()) {
            all.put(nameOf(example), plain(example));
            all.put(nameOf(example) + "-page", plain(new Page<>(List.of(example), "Ym9iQGV4YW1wbGUub3Jn")));
            all.put(nameOf(example) + "-list", plain(List.of(example)));
        }
        return all;
    }

    /** The example of a body of this type; null if there is none. */
    @Nullable
    Object of(Type type) {
        return all().get(nameOf(type));
    }

    /** The name of an example of this type: {@code Account}, {@code Account-page}. */
    static String nameOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            var item = nameOf(generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Page.class
                    ? item + "-page"
                    : generic.getRawType() == List.class ? item + "-list" : item;
        }
        return type instanceof Class<?> known ? new SchemaNames().getNameOfClass(known) : type.getTypeName();
    }

    /** A member of a family stands for the family. */
    private static String nameOf(Object example) {
        var family = Arrays.stream(example.getClass().getInterfaces())
                .filter(Class::isSealed)
                .findFirst();
        return nameOf((Type) family.orElse((Class) example.getClass()));
    }

    /** As maps, lists, strings and numbers. */
    static Object plain(Object example) {
        return JSON.readValue(JSON.writeValueAsBytes(example), Object.class);
    }
}
