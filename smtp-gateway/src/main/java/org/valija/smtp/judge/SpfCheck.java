package org.valija.smtp.judge;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.james.jspf.core.DNSRequest;
import org.apache.james.jspf.core.DNSService;
import org.apache.james.jspf.core.exceptions.TimeoutException;
import org.apache.james.jspf.impl.SPF;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/**
 * Whether a domain lets a host send its mail, by jSPF.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7208.html#section-4">RFC 7208, 4</a>
 */
public final class SpfCheck {

    /** Questions that one check may take: RFC 7208, 4.6.4. */
    private static final int LOOKUPS = 10;

    private final SPF spf;

    public SpfCheck(Dns dns) {
        spf = new SPF(new Records(dns));
    }

    /**
     * Checks MAIL FROM, or where that is empty the name in HELO: RFC 7208, 2.4.
     *
     * @param reversePath local-part@domain, or empty
     * @param helo as the client said it
     */
    public SpfResult check(InetAddress client, String reversePath, String helo) {
        int at = reversePath.lastIndexOf('@');
        boolean mailFrom = at >= 0;
        var answer = spf.checkSPF(client.getHostAddress(), reversePath, helo);
        return new SpfResult(
                result(answer.getResult()),
                mailFrom ? reversePath.substring(at + 1) : helo,
                mailFrom ? "mailfrom" : "helo",
                HeaderLine.fold(answer.getHeaderName() + ": " + answer.getHeaderText()));
    }

    private static Result result(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pass" -> Result.PASS;
            case "fail" -> Result.FAIL;
            case "softfail" -> Result.SOFTFAIL;
            case "neutral" -> Result.NEUTRAL;
            case "none" -> Result.NONE;
            case "temperror" -> Result.TEMPERROR;
            default -> Result.PERMERROR;
        };
    }

    /** The DNS as jSPF asks it. */
    private record Records(Dns dns) implements DNSService {

        @Override
        public List<String> getRecords(DNSRequest request) throws TimeoutException {
            try {
                return switch (request.getRecordType()) {
                    case DNSRequest.A -> dns.records(request.getHostname(), Dns.Type.A);
                    case DNSRequest.AAAA -> dns.records(request.getHostname(), Dns.Type.AAAA);
                    case DNSRequest.MX ->
                        dns.mailExchangers(request.getHostname()).stream()
                                .map(Dns.MailExchanger::host)
                                .toList();
                    case DNSRequest.PTR -> dns.records(request.getHostname(), Dns.Type.PTR);
                    case DNSRequest.TXT -> dns.records(request.getHostname(), Dns.Type.TXT);
                    // The type of its own was never used much, and is gone: RFC 7208, 3.1
                    default -> List.of();
                };
            } catch (DnsException e) {
                throw new TimeoutException(e.getMessage());
            }
        }

        @Override
        public CompletionStage<List<String>> getRecordsAsync(DNSRequest request) {
            try {
                return CompletableFuture.completedStage(getRecords(request));
            } catch (TimeoutException e) {
                return CompletableFuture.failedStage(e);
            }
        }

        @Override
        public List<String> getLocalDomainNames() {
            return List.of();
        }

        @Override
        public void setTimeOut(int timeOut) {
            // The resolver has its own
        }

        @Override
        public int getRecordLimit() {
            return LOOKUPS;
        }

        @Override
        public void setRecordLimit(int recordLimit) {
            // RFC 7208 sets it
        }
    }
}
