package org.valija.mailbox.api.stream;

import tools.jackson.dataformat.cbor.CBORMapper;

/** What both directions of a sequence share: RFC 8949, 3. */
final class Cbor {

    static final CBORMapper MAPPER = CBORMapper.builder().build();

    static final int BYTE_STRING = 2;
    static final int TAG = 6;
    /** The first byte of a byte string whose length is not told: chunks follow, and then a break. */
    static final int INDEFINITE_BYTE_STRING = 0x5F;

    static final int BREAK = 0xFF;
    /** Marks a byte string that holds a CBOR data item: RFC 8949, 3.4.5.1. */
    static final int ENCODED_CBOR = 24;

    private Cbor() {}
}
