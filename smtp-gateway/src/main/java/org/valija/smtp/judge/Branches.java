package org.valija.smtp.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Hands what it is given to each of several; closing it closes all. */
final class Branches extends OutputStream {

    private final List<? extends OutputStream> branches;

    Branches(List<? extends OutputStream> branches) {
        this.branches = List.copyOf(branches);
    }

    @Override
    public void write(int octet) throws IOException {
        for (var branch : branches) {
            branch.write(octet);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        for (var branch : branches) {
            branch.write(octets, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        for (var branch : branches) {
            branch.close();
        }
    }
}
