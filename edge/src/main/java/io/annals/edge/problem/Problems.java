package io.annals.edge.problem;

import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.TooMany;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;

/** Whatever is thrown at a door leaves it as a problem. */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Logger SECURITY = LoggerFactory.getLogger("annals.security");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final String SECONDS_TO_RETRY = "1";

    private final ObjectProvider<MeterRegistry> meters;

    public Problems(ObjectProvider<MeterRegistry> meters) {
        this.meters = meters;
    }

    /** All that Spring MVC itself does not know. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> any(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            log.debug("The caller of {} went away", request.getRequestURI());
            return null;
        }
        Problem problem = thrown instanceof ConstraintViolationException violated
                ? ofViolations(violated)
                : Problem.of(thrown).orElseGet(() -> fault(thrown, request));
        if (isRefusedAccess(problem)) {
            SECURITY.info(
                    "{} {} refused to {}: {}",
                    request.getMethod(),
                    pattern(request),
                    request.getRemoteUser(),
                    problem.rule());
        }
        return response.isCommitted() ? null : answer(problem, new HttpHeaders(), request);
    }

    /** A customer who is not there is one beyond the scope, for whoever asks and here: who looks for them is noted. */
    private static boolean isRefusedAccess(Problem problem) {
        return problem.status() == HttpStatus.FORBIDDEN.value()
                || problem.rule().equals("unknown-customer");
    }

    /** The route, not the address: nothing that somebody typed gets into the log. */
    private static Object pattern(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "(no route)" : pattern;
    }

    private static Problem fault(Exception thrown, HttpServletRequest request) {
        if (thrown instanceof IllegalArgumentException && hasWildcardContentType(request)) {
            return ofStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), thrown);
        return new Problem("fault", 500, "Something went wrong on our side; it has been noted.");
    }

    /** What Spring's reader of headers asserts, instead of refusing it like any other type that is not taken. */
    private static boolean hasWildcardContentType(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.contains("*");
    }

    private ResponseEntity<Object> answer(Problem english, HttpHeaders headers, HttpServletRequest request) {
        String language = Sentences.language(request);
        Problem problem = Sentences.in(language, english);
        MeterRegistry registry = meters.getIfAvailable();
        if (registry != null) {
            registry.counter("annals.refusals", "rule", problem.rule()).increment();
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (!language.equals(Sentences.ENGLISH)) {
            answer.header(HttpHeaders.CONTENT_LANGUAGE, language);
        }
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_RETRY);
        }
        if (problem.facts().get(TooMany.RETRY_AFTER) instanceof Long seconds) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"annals\"");
        }
        return ProblemPage.isWanted(request)
                ? answer.contentType(HTML).body(ProblemPage.of(problem, language))
                : answer.body(problem);
    }

    private static Problem ofViolations(ConstraintViolationException violated) {
        for (ConstraintViolation<?> one : violated.getConstraintViolations()) {
            return Problem.of(new BadInput(String.valueOf(one.getPropertyPath()), one.getMessage()));
        }
        return Problem.of(new BadInput("", "cannot be accepted"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception thrown, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (status.is5xxServerError() && status.value() != HttpStatus.SERVICE_UNAVAILABLE.value()) {
            ServletWebRequest servlet = (ServletWebRequest) request;
            HttpServletResponse response = servlet.getResponse();
            return response == null ? null : any(thrown, servlet.getRequest(), response);
        }
        return answerUnlessSent(ofStatus(status), headers, request);
    }

    private @Nullable ResponseEntity<Object> answerUnlessSent(
            Problem problem, HttpHeaders headers, WebRequest request) {
        ServletWebRequest servlet = (ServletWebRequest) request;
        HttpServletResponse response = servlet.getResponse();
        return response != null && response.isCommitted() ? null : answer(problem, headers, servlet.getRequest());
    }

    /** For what is said by the status alone. */
    static Problem ofStatus(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        String rule = status == null
                ? "refused"
                : status.getReasonPhrase().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return new Problem(rule, code.value(), sentence(code.value()));
    }

    private static String sentence(int status) {
        return switch (status) {
            case 400 -> "The request cannot be understood.";
            case 401 -> "A key is needed.";
            case 403 -> "Your role may not do this.";
            case 404 -> "There is nothing at this address.";
            case 405, 501 -> "This address does not take this method.";
            case 406 -> "This address has no such representation.";
            case 413 -> "The body is too large.";
            case 415 -> "This address does not take this kind of content.";
            case 503 -> "There is no answer in time; try again.";
            default ->
                status >= 500 ? "Something went wrong on our side; it has been noted." : "The request is refused.";
        };
    }

    private @Nullable ResponseEntity<Object> badInput(String field, String reason, HttpHeaders headers, WebRequest to) {
        return answerUnlessSent(Problem.of(new BadInput(field, reason)), headers, to);
    }

    /** As the inherited one, which writes a warning for each. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException thrown,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleExceptionInternal(thrown, null, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = Problem.of(thrown)
                .orElseGet(() -> thrown.getCause() == null
                        ? new Problem("body-missing", 400, "A body is needed.")
                        : ofStatus(status));
        return answerUnlessSent(problem, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ObjectError first = thrown.getAllErrors().getFirst();
        String field = first instanceof FieldError error ? error.getField() : "";
        String reason = first.getDefaultMessage();
        return badInput(field, reason == null ? "cannot be accepted" : reason, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (thrown.isForReturnValue()) {
            return handleExceptionInternal(thrown, null, headers, status, request);
        }
        var first = thrown.getParameterValidationResults().getFirst();
        MessageSourceResolvable error = first.getResolvableErrors().getFirst();
        String field = error instanceof FieldError one
                ? one.getField()
                : String.valueOf(first.getMethodParameter().getParameterName());
        String reason = error.getDefaultMessage();
        return badInput(field, reason == null ? "cannot be accepted" : reason, headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException thrown,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return badInput(thrown.getParameterName(), "is missing", headers, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return thrown instanceof MissingRequestHeaderException missing
                ? badInput(missing.getHeaderName(), "is missing", headers, request)
                : handleExceptionInternal(thrown, null, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = thrown instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(thrown.getPropertyName());
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BadInput bad) {
                return badInput(field, bad.reason(), headers, request);
            }
        }
        return badInput(field, JsonFault.wanted(thrown.getRequiredType()), headers, request);
    }
}
