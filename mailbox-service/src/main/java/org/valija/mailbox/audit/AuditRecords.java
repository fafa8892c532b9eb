package org.valija.mailbox.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.audit.AuditRecord;
import org.valija.mailbox.api.audit.AuditRecord.Change;
import org.valija.mailbox.web.Cursor;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The records of what was changed. */
@Component
class AuditRecords {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Change>> CHANGES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final AuditedResource resources;
    private final Clock clock;

    AuditRecords(JdbcClient jdbc, AuditedResource resources, Clock clock) {
        this.jdbc = jdbc;
        this.resources = resources;
        this.clock = clock;
    }

    /**
     * Adds a record, in the transaction of the change if there is one.
     *
     * @param result what is answered; null if nothing, or if it is not known
     * @param refused the HTTP status; null if it was done
     */
    void add(AuditedRequest request, @Nullable Object result, @Nullable Integer refused) {
        var changes = refused == null
                ? AuditChanges.of(request.before(), request.body())
                : AuditChanges.of(null, request.body());
        jdbc.sql("""
                insert into audit_record (time, actor, client_address, method, resource, domain, refused, changes)
                values (:time, :actor, :address, :method, :resource, :domain, :refused, :changes::jsonb)""")
                .param("time", Timestamp.from(clock.instant()))
                .param("actor", request.caller().id())
                .param("address", request.request().getRemoteAddr())
                .param("method", request.request().getMethod())
                .param("resource", resources.path(request, result))
                .param("domain", resources.domain(request, result))
                .param("refused", refused)
                .param("changes", JSON.writeValueAsString(changes))
                .update();
    }

    Page<AuditRecord> list(AuditFilter filter, @Nullable String before, int limit) {
        var found = jdbc.sql("""
                select id, time, actor, client_address, method, resource, domain, refused, changes::text from audit_record
                where (:before = 0 or id < :before)
                  and (:actor::text is null or actor = :actor)
                  and (:resource::text is null or resource = :resource or starts_with(resource, :resource || '/'))
                  and (:domain::text is null or domain = :domain)
                  and (:from::timestamptz is null or time >= :from)
                  and (:to::timestamptz is null or time < :to)
                order by id desc limit :limit""")
                .param("before", Cursor.number(before))
                .param("actor", filter.actor())
                .param("resource", filter.resource())
                .param("domain", filter.domain())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()))
                .param("limit", limit + 1)
                .query(AuditRecords::read)
                .list();
        return Cursor.page(found, limit, it -> Long.toString(it.id()));
    }

    /**
     * Forgets the oldest.
     *
     * @param before how old they are at least
     * @return how many there were, up to {@code most}
     */
    int forget(Instant before, int most) {
        return jdbc.sql("""
                delete from audit_record where id in (
                  select id from audit_record where time < ? order by time limit ? for update skip locked)""").params(Timestamp.from(before), most).update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private static AuditRecord read(ResultSet row, int number) throws SQLException {
        int refused = row.getInt("refused");
        return new AuditRecord(
                row.getLong("id"),
                row.getTimestamp("time").toInstant(),
                row.getString("actor"),
                row.getString("client_address"),
                row.getString("method"),
                row.getString("resource"),
                row.getString("domain"),
                refused == 0 ? null : refused,
                JSON.readValue(row.getString("changes"), CHANGES));
    }
}
