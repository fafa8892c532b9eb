package org.valija.mailbox.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Finds the method that answers a request. Of an endpoint with a variable in its path, all conditions of all such endpoints
 * would be looked at, the path last, which took an eighth of the time of a short request; here those are left out first whose
 * fixed words are not in the path.
 */
final class EndpointMapping extends RequestMappingHandlerMapping {

    private final Map<RequestMappingInfo, Shape> shapes = new ConcurrentHashMap<>();

    /**
     * What all paths of an endpoint have in common.
     *
     * @param any whether they have nothing in common
     * @param elements how many separators and segments
     * @param words that stand at {@link #places}, the last first, as beginnings are much the same
     */
    private record Shape(boolean any, int elements, List<String> words, List<Integer> places) {

        static final Shape ANY = new Shape(true, 0, List.of(), List.of());

        static Shape of(RequestMappingInfo info) {
            var patterns = info.getPatternValues();
            return patterns.size() == 1 ? of(patterns.iterator().next()) : ANY;
        }

        private static Shape of(String pattern) {
            var segments = pattern.split("/", -1);
            boolean plain = pattern.startsWith("/")
                    && Stream.of(segments).skip(1).allMatch(segment -> isVariable(segment) || isWord(segment));
            if (!plain) {
                return ANY;
            }
            var words = new ArrayList<String>();
            var places = new ArrayList<Integer>();
            for (int i = segments.length - 1; i > 0; i--) {
                if (isWord(segments[i])) {
                    words.add(segments[i]);
                    places.add(2 * i - 1);
                }
            }
            return new Shape(false, 2 * (segments.length - 1), words, places);
        }

        private static boolean isVariable(String segment) {
            return segment.matches("\\{\\w+}");
        }

        private static boolean isWord(String segment) {
            return segment.matches("[\\w.-]+");
        }

        boolean fits(List<PathContainer.Element> path) {
            if (any) {
                return true;
            }
            if (path.size() != elements) {
                return false;
            }
            for (int i = 0; i < words.size(); i++) {
                if (!(path.get(places.get(i)) instanceof PathSegment segment)
                        || !segment.valueToMatch().equals(words.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        var path = ServletRequestPathUtils.getParsedRequestPath(request)
                .pathWithinApplication()
                .elements();
        return shapes.computeIfAbsent(info, Shape::of).fits(path) ? super.getMatchingMapping(info, request) : null;
    }
}
