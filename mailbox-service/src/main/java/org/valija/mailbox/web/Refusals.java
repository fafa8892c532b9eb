package org.valija.mailbox.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Finds the problem that an exception stands for. */
final class Refusals {

    private Refusals() {}

    /** Null for what nobody expected, which is to be logged. */
    static @Nullable Problem of(Throwable failure) {
        return switch (failure) {
            case MailboxException e -> ProblemType.toProblem(e);
            case Refusal e -> e.problem();
            case HttpMessageNotReadableException e -> unreadable(e);
            case MethodArgumentTypeMismatchException e -> invalid(400, e.getName(), mismatch(e));
            case MissingServletRequestParameterException e ->
                invalid(400, e.getParameterName(), "the parameter " + e.getParameterName() + " is missing");
            case MissingRequestHeaderException e ->
                invalid(400, e.getHeaderName(), "the header " + e.getHeaderName() + " is missing");
            case HttpRequestMethodNotSupportedException e ->
                invalid(405, null, e.getMethod() + " is not offered here, only " + e.getSupportedHttpMethods());
            case HttpMediaTypeNotSupportedException e ->
                invalid(
                        415,
                        HttpHeaders.CONTENT_TYPE,
                        e.getContentType() == null
                                ? "the media type of the body is not told"
                                : "a body of " + e.getContentType() + " is not understood here");
            case NoResourceFoundException e ->
                ProblemType.toProblem(new MailboxException.NotFound("there is nothing at /" + e.getResourcePath()));
            case ErrorResponse e -> of(e.getStatusCode(), e.getBody().getDetail());
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    CannotCreateTransactionException _,
                    TransactionSystemException _ ->
                ProblemType.toProblem(new MailboxException.Unavailable("the database is away or busy"));
            default -> null;
        };
    }

    /** For a status that something else chose. */
    static Problem of(HttpStatusCode code, @Nullable String detail) {
        var status = HttpStatus.resolve(code.value());
        var text = detail != null
                ? detail
                : status == null
                        ? "status " + code.value()
                        : status.getReasonPhrase().toLowerCase(Locale.ROOT);
        return switch (code.value()) {
            case 401 -> ProblemType.toProblem(new MailboxException.NotAuthenticated(text));
            case 403 -> ProblemType.toProblem(new MailboxException.NotPermitted(text));
            case 404 -> ProblemType.toProblem(new MailboxException.NotFound(text));
            case 413 -> ProblemType.toProblem(new MailboxException.TooLarge(text));
            default -> code.is4xxClientError() ? invalid(code.value(), null, text) : internal(code.value());
        };
    }

    /** Tells nothing of what went wrong: that stands in the log. */
    static Problem internal(int status) {
        var type = ProblemType.INTERNAL;
        return new Problem(type.uri(), type.title(), status, "something unexpected went wrong", null);
    }

    private static Problem invalid(int status, @Nullable String field, String detail) {
        return new Problem(ProblemType.INVALID.uri(), ProblemType.INVALID.title(), status, detail, field);
    }

    private static Problem unreadable(HttpMessageNotReadableException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof MailboxException refusal) {
                return ProblemType.toProblem(refusal);
            }
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            switch (cause) {
                case UnrecognizedPropertyException unknown -> {
                    return invalid(400, path(unknown), "there is no field " + unknown.getPropertyName());
                }
                case StreamReadException syntax -> {
                    return invalid(400, null, "the body can't be read: " + syntax.getOriginalMessage());
                }
                case JacksonException wrong -> {
                    var field = path(wrong);
                    return invalid(400, field, wrongValue(field, wrong));
                }
                default -> {}
            }
        }
        return invalid(400, null, "the body is missing or can't be read");
    }

    private static String wrongValue(@Nullable String field, JacksonException wrong) {
        for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return field == null ? "the body has another form than this" : "the value of " + field + " is not of its type";
    }

    /** Such as {@code targets[2]}; null if the body as a whole is at fault. */
    private static @Nullable String path(JacksonException e) {
        var path = new StringBuilder();
        for (var step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? null : path.toString();
    }

    private static String mismatch(TypeMismatchException e) {
        var cause = e.getCause() instanceof ConversionFailedException failed ? failed.getCause() : e.getCause();
        if (cause instanceof IllegalArgumentException
                && !(cause instanceof NumberFormatException)
                && cause.getMessage() != null) {
            return cause.getMessage();
        }
        return "not understood: " + e.getValue();
    }
}
