package org.valija.mailbox.content;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.valija.mailbox.mime.MessageParser;

/**
 * @param maxSize the largest message that is ever taken
 * @param chunkSize what an upload holds in memory; a smaller message is one row, all others are chunks of that size;
 *     256 KiB to 1 MiB, so that the longest header fits in the first
 * @param uploadWriters how many chunks are written at a time, each on a connection of the pool; at least 1
 * @param chunkReaders how many chunks are read at a time, likewise
 * @param uploadPatience how long a chunk waits for its turn, in or out
 * @param grace how long content that no message refers to is kept
 * @param uploadGrace how long an upload may last before it counts as broken off
 */
@ConfigurationProperties("mailbox.content")
public record ContentProperties(
        @DefaultValue("64MB") DataSize maxSize,
        @DefaultValue("256KB") DataSize chunkSize,
        @DefaultValue("4") int uploadWriters,
        @DefaultValue("6") int chunkReaders,
        @DefaultValue("2m") Duration uploadPatience,
        @DefaultValue("1h") Duration grace,
        @DefaultValue("6h") Duration uploadGrace) {

    private static final DataSize LARGEST_CHUNK = DataSize.ofMegabytes(1);

    public ContentProperties {
        if (chunkSize.toBytes() < MessageParser.LONGEST_HEADER || chunkSize.compareTo(LARGEST_CHUNK) > 0) {
            throw new IllegalArgumentException("mailbox.content.chunk-size is 256KB to 1MB");
        }
        if (uploadWriters < 1 || chunkReaders < 1) {
            throw new IllegalArgumentException(
                    "mailbox.content.upload-writers and mailbox.content.chunk-readers are at least 1");
        }
        if (maxSize.compareTo(chunkSize) < 0) {
            throw new IllegalArgumentException("mailbox.content.max-size is at least one chunk");
        }
    }
}
