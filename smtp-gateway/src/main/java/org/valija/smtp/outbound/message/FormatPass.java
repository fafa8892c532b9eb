package org.valija.smtp.outbound.message;

/** Watches octets go by: what do they need of a server. */
final class FormatPass {

    private boolean eightBit;
    private boolean bareLineEnd;
    private byte last;

    void accept(byte[] octets, int offset, int length) {
        byte previous = last;
        for (int i = offset; i < offset + length; i++) {
            byte octet = octets[i];
            eightBit |= octet < 0;
            bareLineEnd |= (octet == '\n') != (previous == '\r');
            previous = octet;
        }
        last = previous;
    }

    /** Whether there is more than ASCII. */
    boolean isEightBit() {
        return eightBit;
    }

    /** Whether a CR or LF stands alone, which DATA can't carry: RFC 5321, 2.3.8. */
    boolean hasBareLineEnd() {
        return bareLineEnd || last == '\r';
    }
}
