package org.valija.mailbox.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of who administers one domain: a list shows what is in it, whether the request asks for that or not. */
final class DomainRequest extends HttpServletRequestWrapper {

    static final String PARAMETER = "domain";

    private final String domain;

    DomainRequest(HttpServletRequest request, String domain) {
        super(request);
        this.domain = domain;
    }

    /** What the caller asked for; null for nothing. */
    static @Nullable String asked(HttpServletRequest request) {
        return request instanceof DomainRequest it ? it.getRequest().getParameter(PARAMETER) : null;
    }

    @Override
    public @Nullable String getParameter(String name) {
        return name.equals(PARAMETER) ? domain : super.getParameter(name);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return name.equals(PARAMETER) ? new String[] {domain} : super.getParameterValues(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var all = new HashMap<>(super.getParameterMap());
        all.put(PARAMETER, new String[] {domain});
        return Collections.unmodifiableMap(all);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }
}
