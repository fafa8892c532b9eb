package org.valija.mailbox.retention;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where neither account nor domain says how long messages stay.
 *
 * @param trashDays how many days in Trash; 0 for ever
 * @param junkDays how many days in Junk; 0 for ever
 */
@ConfigurationProperties("mailbox.retention")
record RetentionProperties(
        @DefaultValue("0") int trashDays, @DefaultValue("0") int junkDays) {

    RetentionProperties {
        if (trashDays < 0 || junkDays < 0) {
            throw new IllegalArgumentException("mailbox.retention: trash-days and junk-days are at least 0");
        }
    }
}
