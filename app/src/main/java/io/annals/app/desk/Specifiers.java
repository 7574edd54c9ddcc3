package io.annals.app.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Writes addresses where modules name libraries. That is what an import map would do in the browser; but it must stand inside
 * the page, which our content security policy forbids to scripts of every kind.
 */
final class Specifiers implements ResourceTransformer {
    /** {@code from "lit"}, {@code import "lit"}, {@code import("lit")}; not what begins with a dot or a slash. */
    private static final Pattern NAMED =
            Pattern.compile("(\\b(?:from|import)\\s*\\(?\\s*)([\"'])(@?[a-z][a-z0-9/._-]*)\\2");

    @Override
    public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain next)
            throws IOException {
        Resource transformed = next.transform(request, resource);
        String name = String.valueOf(transformed.getFilename());
        if (!name.endsWith(".js")) {
            return transformed;
        }
        String module = transformed.getContentAsString(StandardCharsets.UTF_8);
        return new TransformedResource(transformed, resolved(module).getBytes(StandardCharsets.UTF_8));
    }

    static String resolved(String module) {
        return NAMED.matcher(module).replaceAll(Specifiers::resolved);
    }

    private static String resolved(MatchResult named) {
        String address = Libraries.address(named.group(3)).orElse(named.group(3));
        return Matcher.quoteReplacement(named.group(1) + named.group(2) + address + named.group(2));
    }
}
