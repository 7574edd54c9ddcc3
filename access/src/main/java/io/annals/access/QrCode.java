package io.annals.access;

import static io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM;

import java.util.Locale;

/** A text for a telephone's camera, as an image within a page. */
final class QrCode {
    private static final int QUIET = 4; // what the standard wants around it

    private QrCode() {}

    /** @param label what it is, escaped already, for those who do not see it */
    static String svg(String text, String label) {
        io.nayuki.qrcodegen.QrCode code = io.nayuki.qrcodegen.QrCode.encodeText(text, MEDIUM);
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    dark.append(String.format(Locale.ROOT, "M%d %dh1v1h-1z", x + QUIET, y + QUIET));
                }
            }
        }
        return """
            <svg class="qr" viewBox="0 0 %1$d %1$d" role="img" aria-label="%2$s" shape-rendering="crispEdges">\
            <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%3$s" fill="#000"/></svg>
            """.formatted(code.size + 2 * QUIET, label, dark);
    }
}
