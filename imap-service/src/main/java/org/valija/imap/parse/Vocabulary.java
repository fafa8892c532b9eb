package org.valija.imap.parse;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which words of the grammar are understood. Each capability brings some along; where settings switch it off, they are as
 * unknown as if nobody had ever thought of them.
 */
public final class Vocabulary {

    /** Where a word stands, as the same may mean another thing elsewhere. */
    public enum Place {
        COMMAND,
        /** No word, but a way to write something. */
        FORM,
        /** Of CREATE, SELECT, FETCH and STORE. */
        PARAMETER,
        STATUS_ITEM,
        FETCH_ITEM,
        SEARCH_KEY,
        /** What SEARCH and SORT are to answer with. */
        RESULT_OPTION,
        SORT_KEY,
        THREAD_ALGORITHM,
        LIST_OPTION
    }

    /** A literal that may hold NUL. */
    static final Word LITERAL8 = new Word(Place.FORM, "literal8");
    /** {@code $} */
    static final Word SAVED_RESULT = new Word(Place.FORM, "$");

    public static final Word EXTENDED_LIST = new Word(Place.FORM, "LIST with options or many patterns");
    public static final Word INITIAL_RESPONSE = new Word(Place.FORM, "initial response");
    public static final Word MANY_MESSAGES = new Word(Place.FORM, "many messages");

    /** @param text in capitals, where it is a word of the grammar */
    public record Word(Place place, String text) {}

    /** What each capability brings along, by its name; those that are not here bring no words of their own. */
    static final Map<String, List<Word>> BY_CAPABILITY = Map.ofEntries(
            entry("APPENDLIMIT", words(Place.STATUS_ITEM, "APPENDLIMIT")),
            entry("BINARY", with(LITERAL8, words(Place.FETCH_ITEM, "BINARY", "BINARY.PEEK", "BINARY.SIZE"))),
            entry("CHILDREN", words(Place.LIST_OPTION, "CHILDREN")),
            entry("COMPRESS=DEFLATE", words(Place.COMMAND, "COMPRESS")),
            entry(
                    "CONDSTORE",
                    List.of(
                            new Word(Place.PARAMETER, "CONDSTORE"),
                            new Word(Place.PARAMETER, "CHANGEDSINCE"),
                            new Word(Place.PARAMETER, "UNCHANGEDSINCE"),
                            new Word(Place.FETCH_ITEM, "MODSEQ"),
                            new Word(Place.SEARCH_KEY, "MODSEQ"),
                            new Word(Place.STATUS_ITEM, "HIGHESTMODSEQ"))),
            entry("CREATE-SPECIAL-USE", words(Place.PARAMETER, "USE")),
            entry("ENABLE", words(Place.COMMAND, "ENABLE")),
            entry("ESEARCH", words(Place.RESULT_OPTION, "SEARCH RETURN")),
            entry("ESORT", words(Place.RESULT_OPTION, "SORT RETURN")),
            entry("ID", words(Place.COMMAND, "ID")),
            entry("IDLE", words(Place.COMMAND, "IDLE")),
            entry("LIST-EXTENDED", List.of(EXTENDED_LIST)),
            entry("LIST-STATUS", words(Place.LIST_OPTION, "STATUS")),
            entry("MOVE", words(Place.COMMAND, "MOVE", "UID MOVE")),
            entry("MULTIAPPEND", List.of(MANY_MESSAGES)),
            entry("NAMESPACE", words(Place.COMMAND, "NAMESPACE")),
            entry(
                    "OBJECTID",
                    List.of(
                            new Word(Place.STATUS_ITEM, "MAILBOXID"),
                            new Word(Place.FETCH_ITEM, "EMAILID"),
                            new Word(Place.FETCH_ITEM, "THREADID"),
                            new Word(Place.SEARCH_KEY, "EMAILID"),
                            new Word(Place.SEARCH_KEY, "THREADID"))),
            entry("PARTIAL", with(new Word(Place.PARAMETER, "PARTIAL"), words(Place.RESULT_OPTION, "PARTIAL"))),
            entry("PREVIEW", words(Place.FETCH_ITEM, "PREVIEW")),
            entry("QRESYNC", words(Place.PARAMETER, "QRESYNC", "VANISHED")),
            entry("QUOTA", words(Place.COMMAND, "GETQUOTA", "GETQUOTAROOT", "SETQUOTA")),
            entry("QUOTA=RES-STORAGE", words(Place.STATUS_ITEM, "DELETED-STORAGE")),
            entry("REPLACE", words(Place.COMMAND, "REPLACE", "UID REPLACE")),
            entry("SASL-IR", List.of(INITIAL_RESPONSE)),
            entry(
                    "SAVEDATE",
                    with(
                            new Word(Place.FETCH_ITEM, "SAVEDATE"),
                            words(Place.SEARCH_KEY, "SAVEDATESUPPORTED", "SAVEDBEFORE", "SAVEDON", "SAVEDSINCE"))),
            entry("SEARCHRES", with(SAVED_RESULT, words(Place.RESULT_OPTION, "SAVE"))),
            entry("SORT", words(Place.COMMAND, "SORT", "UID SORT")),
            entry("SORT=DISPLAY", words(Place.SORT_KEY, "DISPLAYFROM", "DISPLAYTO")),
            entry("SPECIAL-USE", words(Place.LIST_OPTION, "SPECIAL-USE")),
            entry("STATUS=SIZE", words(Place.STATUS_ITEM, "SIZE")),
            entry("THREAD=ORDEREDSUBJECT", words(Place.THREAD_ALGORITHM, "ORDEREDSUBJECT")),
            entry("THREAD=REFERENCES", words(Place.THREAD_ALGORITHM, "REFERENCES")),
            entry("UIDPLUS", words(Place.COMMAND, "UID EXPUNGE")),
            entry("UNSELECT", words(Place.COMMAND, "UNSELECT")),
            entry("WITHIN", words(Place.SEARCH_KEY, "OLDER", "YOUNGER")));

    /** All that there is. */
    public static final Vocabulary WHOLE = new Vocabulary(Set.of());

    private final Set<Word> unknown;

    private Vocabulary(Set<Word> unknown) {
        this.unknown = unknown;
    }

    /** @param capabilities names of those that are switched off, as they are announced */
    public static Vocabulary without(Collection<String> capabilities) {
        var unknown = new HashSet<Word>();
        capabilities.forEach(name -> unknown.addAll(BY_CAPABILITY.getOrDefault(name, List.of())));
        return unknown.isEmpty() ? WHOLE : new Vocabulary(Set.copyOf(unknown));
    }

    /** @throws SyntaxException if the word is not understood */
    void require(Word word) {
        if (unknown.contains(word)) {
            throw new SyntaxException("Switched off: " + word.text());
        }
    }

    private static List<Word> words(Place place, String... texts) {
        return List.of(texts).stream().map(text -> new Word(place, text)).toList();
    }

    private static List<Word> with(Word first, List<Word> others) {
        return Stream.concat(Stream.of(first), others.stream()).toList();
    }
}
