package io.annals.edge.problem;

/** What all pages that the server itself writes are put into: the login's, and problems for who came by a browser. */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * A whole page; all that comes in is HTML already, escaped by the caller.
     *
     * @param language BCP 47
     * @param title for the browser's tab
     * @param heading above the body
     * @param body lines, each ended
     */
    public static String of(String language, String title, String heading, String body) {
        return """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s – Annals</title>
            <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/assets/login.css">
            </head>
            <body>
            <main>
            <h1>%s</h1>
            %s</main>
            </body>
            </html>
            """.formatted(language, title, heading, body);
    }
}
