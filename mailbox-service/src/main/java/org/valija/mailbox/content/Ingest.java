package org.valija.mailbox.content;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.mime.MessageParser;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Takes in content: hashes and parses it while it streams, with one chunk of it in memory at a time. What is larger goes
 * to the database meanwhile, so that the transaction that makes it visible stays short.
 */
@Component
@EnableConfigurationProperties(ContentProperties.class)
public final class Ingest {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int FIRST_BUFFER = 8 * 1024;
    private static final CBORMapper CBOR = CBORMapper.builder().build();

    private final Uploads uploads;
    private final ContentProperties properties;

    Ingest(Uploads uploads, ContentProperties properties) {
        this.uploads = uploads;
        this.properties = properties;
    }

    /**
     * Reads content to its end. The caller hands what it gets to {@link Uploads#discard} afterwards, whatever became of it.
     *
     * @throws MailboxException.TooLarge if it is over the limit of the settings; nothing of it is kept
     * @throws MailboxException.Invalid if it breaks off; nothing of it is kept
     */
    public Ingested read(InputStream content) {
        return read(content, true);
    }

    /**
     * The same.
     *
     * @param inMemory whether small content may wait in memory; if not it goes to the database as large content does
     */
    public Ingested read(InputStream content, boolean inMemory) {
        int chunkSize = (int) properties.chunkSize().toBytes();
        var reading = new Reading();
        try {
            var chunk = new byte[FIRST_BUFFER];
            int filled = 0;
            while (true) {
                int n = content.read(chunk, filled, chunk.length - filled);
                if (n < 0) {
                    return reading.end(chunk, filled, inMemory);
                }
                filled += n;
                if (filled == chunkSize) {
                    reading.chunk(chunk, filled);
                    filled = 0;
                } else if (filled == chunk.length) {
                    chunk = Arrays.copyOf(chunk, Math.min(chunkSize, chunk.length * 4));
                }
            }
        } catch (IOException e) {
            LOG.info("A message broke off after more than {} octets: {}", reading.size, e.toString());
            reading.discard();
            throw new MailboxException.Invalid(null, "the content broke off");
        } catch (MailboxException.TooLarge e) {
            reading.discard();
            drain(content, properties.maxSize().toBytes());
            throw e;
        } catch (RuntimeException e) {
            reading.discard();
            throw e;
        }
    }

    /** Who still sends hears no answer: reads the rest, unless that is as much again. */
    private static void drain(InputStream content, long most) {
        try {
            content.skipNBytes(most);
        } catch (IOException _) {
            // That was all, or the sender has gone
        }
    }

    /** One content on its way. */
    private final class Reading {

        private final MessageDigest digest = ContentHash.digest();
        private final MessageParser parser = new MessageParser();
        private long size;
        private @Nullable UUID upload;
        private byte beforeLast = '\r';
        private byte last = '\n';
        /** The first chunk, as far as a header can reach into it; later no more than the header. */
        private byte[] header = {};

        /** Takes a full chunk. */
        void chunk(byte[] octets, int length) {
            take(octets, length);
            upload(octets, length);
            if (parser.headerSize() >= 0 && header.length > parser.headerSize()) {
                header = Arrays.copyOf(header, parser.headerSize());
            }
        }

        private void upload(byte[] octets, int length) {
            if (upload == null) {
                header = Arrays.copyOf(octets, Math.min(length, MessageParser.LONGEST_HEADER));
                upload = uploads.begin();
            }
            if (length > 0) {
                uploads.add(upload, size - length, octets, length);
            }
        }

        private void take(byte[] octets, int length) {
            size += length;
            if (size > properties.maxSize().toBytes()) {
                throw new MailboxException.TooLarge(
                        "a message has at most " + properties.maxSize().toBytes() + " octets here");
            }
            if (length > 0) {
                beforeLast = length > 1 ? octets[length - 2] : last;
                last = octets[length - 1];
            }
            digest.update(octets, 0, length);
            parser.update(octets, 0, length);
        }

        /** Takes the last octets. */
        Ingested end(byte[] octets, int length, boolean inMemory) {
            take(octets, length);
            if (upload != null || !inMemory) {
                upload(octets, length);
            }
            var message = parser.finish();
            var hash = new ContentHash(digest.digest());
            boolean small = upload == null;
            return new Ingested(
                    hash,
                    message,
                    Arrays.copyOf(small ? octets : header, message.headerSize()),
                    small ? Arrays.copyOfRange(octets, message.headerSize(), length) : null,
                    upload,
                    beforeLast == '\r' && last == '\n',
                    CBOR.writeValueAsBytes(message.envelope()),
                    CBOR.writeValueAsBytes(message.structure()),
                    hash.threadId(message.conversation()));
        }

        void discard() {
            if (upload != null) {
                uploads.discard(upload);
            }
        }
    }
}
