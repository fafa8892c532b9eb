package org.valija.mailbox.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GramsTest {

    @Test
    void whatFieldNamesBringIntoEveryMessageIsNotAskedFor() {
        assertThat(Grams.ofNeedles("SUBJECT:", "MESSAGE 42")).hasToString(of("GE 42"));
    }

    @Test
    void exceptWhereThereIsNothingElse() {
        assertThat(Grams.ofNeedles("MESSAGE")).hasToString(of("MESSAGE"));
    }

    @Test
    void aLongTextIsAskedForBySomeOfIt() {
        var text = "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG";
        var some = numbers(Grams.ofNeedles(text).toString());
        assertThat(some).hasSize(24);
        assertThat(numbers(of(text))).contains(some);
    }

    private static String of(String text) {
        var grams = new Grams();
        grams.add(text);
        return grams.toString();
    }

    private static String[] numbers(String array) {
        return array.substring(1, array.length() - 1).split(",");
    }
}
