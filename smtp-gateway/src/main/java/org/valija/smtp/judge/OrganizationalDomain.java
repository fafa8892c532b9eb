package org.valija.smtp.judge;

import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * The domain that somebody registered: one label more than the longest public suffix that it ends with. The list of those
 * comes with the HTTP client.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7489.html#section-3.2">RFC 7489, 3.2</a>
 */
final class OrganizationalDomain {

    private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

    private OrganizationalDomain() {}

    /** @param domain lower case, A-labels; a public suffix is its own */
    static String of(String domain) {
        var root = SUFFIXES.getDomainRoot(domain);
        return root == null ? domain : root;
    }
}
